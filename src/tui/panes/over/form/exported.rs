//! The form by which a document leaves: as what, under which name, in which template.

use crate::export::Format;
use crate::text::Catalogue;
use crate::tui::editor::Editor;
use crate::tui::exporting::Matter;
use crate::tui::list_file::proposed_as;
use crate::tui::panes::over::form::choice::Choice;
use crate::tui::panes::over::form::field::{Body, Field, Id};
use crate::tui::panes::over::form::fill::Unfinished;
use crate::tui::panes::over::form::purpose::{PATH, Purpose};
use crate::tui::panes::over::form::read::Wrong;
use crate::tui::panes::over::form::sheet::Form;
use crate::tui::scene::Scene;

/// A document that is to leave, and what was typed for it before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaving {
    /// Which.
    pub matter: Matter,
    /// Can a PDF be made here?
    pub makes_pdf: bool,
    /// As what it was to be written, its path and that of a template.
    pub typed: Option<(Format, String, String)>,
}

impl Leaving {
    /// As what it can be written here.
    fn formats(&self) -> Vec<Choice> {
        let all = self.matter.what.formats().iter().copied();
        all.filter(|f| *f != Format::Pdf || self.makes_pdf)
            .map(Choice::Document)
            .collect()
    }
}

/// Its fields, as they are at first: Enter is all that most people need.
pub(super) fn fields(leaving: &Leaving, scene: &Scene<'_>) -> Vec<Field> {
    let usual = || {
        // In its own language, so that two of them do not want the same name.
        let name = leaving.matter.what_words(&Catalogue::new(leaving.matter.lang));
        let path = proposed_as(&name, scene.today(), Format::Docx.id());
        (Format::Docx, path, String::new())
    };
    let (format, path, template) = leaving.typed.clone().unwrap_or_else(usual);
    vec![
        Field::choice(Id::Format, leaving.formats(), Some(&Choice::Document(format))),
        Field::line(Id::SaveAs, &path, PATH).required(),
        Field::line(Id::Template, &template, PATH),
    ]
}

/// What it is called.
pub(super) fn subject(leaving: &Leaving, scene: &Scene<'_>) -> String {
    leaving.matter.name(scene.cat)
}

/// What is said of the formats: which one there is not, and why.
pub(super) fn hint(leaving: &Leaving, scene: &Scene<'_>) -> String {
    let said = scene.tr("forms-hint_document_format");
    if leaving.makes_pdf {
        return said.into_owned();
    }
    format!("{said} {}", scene.tr("forms-hint_no_pdf"))
}

impl Form {
    /// The document that it is for, if it is for one.
    pub fn leaving(&self) -> Option<&Leaving> {
        match &self.purpose {
            Purpose::Export(leaving) => Some(leaving),
            _ => None,
        }
    }

    /// As what the document is to be written, where, and in which template.
    ///
    /// # Errors
    /// Something is wrong with a field, which then says what and is at hand.
    pub fn document(&mut self) -> Result<(Format, String, String), Unfinished> {
        let path = self.file_name()?;
        let format = self.document_format().ok_or(Unfinished)?;
        let template = self.fields.iter().position(|f| f.id == Id::Template);
        let Some((at, field)) = template.and_then(|at| Some((at, self.fields.get_mut(at)?))) else {
            return Err(Unfinished);
        };
        let typed = field.text().to_owned();
        let fits = typed.is_empty() || matches!(format, Format::Docx | Format::Pdf);
        field.wrong = (!fits).then_some(Wrong::NoTemplate);
        if !fits {
            self.at = at;
            return Err(Unfinished);
        }
        Ok((format, path, typed))
    }

    pub(super) fn document_format(&self) -> Option<Format> {
        self.fields.iter().find_map(|f| match f.chosen() {
            Some(Choice::Document(format)) => Some(*format),
            _ => None,
        })
    }

    /// The ending of a document's name follows its format, where it is that of one.
    pub(super) fn follow_document_format(&mut self) {
        let Some(format) = self.document_format() else {
            return;
        };
        let Some(path) = self.fields.iter_mut().find(|f| f.id == Id::SaveAs) else {
            return;
        };
        let typed = path.text().to_owned();
        if let Some((stem, ending)) = typed.rsplit_once('.')
            && Format::from_id(ending).is_some_and(|known| known != format)
        {
            let path_now = format!("{stem}.{}", format.id());
            path.body = Body::Text(Editor::new(&path_now, PATH));
        }
    }

    /// Its format follows the ending that is typed.
    pub(super) fn follow_document_ending(&mut self) {
        let path = self.fields.iter().find(|f| f.id == Id::SaveAs);
        let ending = path.and_then(|f| f.text().rsplit_once('.'));
        let Some(format) = ending.and_then(|(_, ending)| Format::from_id(ending)) else {
            return;
        };
        let field = self.fields.iter_mut().find(|f| f.id == Id::Format);
        if let Some(Body::Choice(all, at)) = field.map(|f| &mut f.body) {
            let place = all.iter().position(|c| *c == Choice::Document(format));
            *at = place.unwrap_or(*at);
        }
    }
}
