//! The form by which a document leaves: as what, under which name, in which template.

use crate::export::Format;
use crate::text::Catalogue;
use crate::tui::editor::Editor;
use crate::tui::exporting::{Matter, Written};
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
    pub typed: Option<(Written, String, String)>,
}

impl Leaving {
    /// As what it can be written here.
    fn formats(&self) -> Vec<Written> {
        let mut all = self.matter.formats();
        all.retain(|f| *f != Written::Report(Format::Pdf) || self.makes_pdf);
        all
    }

    /// Is there a format that is not to be had here?
    fn lacks_pdf(&self) -> bool {
        !self.makes_pdf && self.matter.formats().contains(&Written::Report(Format::Pdf))
    }
}

/// Its fields, as they are at first: Enter is all that most people need.
pub(super) fn fields(leaving: &Leaving, scene: &Scene<'_>) -> Vec<Field> {
    let formats = leaving.formats();
    let first = formats.first().copied().unwrap_or(Written::Calendar);
    let usual = || {
        // In its own language, so that two of them do not want the same name.
        let words = Catalogue::new(leaving.matter.lang(scene.lang()));
        let name = leaving.matter.what_words(&words);
        (
            first,
            proposed_as(&name, scene.today(), first.id()),
            String::new(),
        )
    };
    let (format, path, template) = leaving.typed.clone().unwrap_or_else(usual);
    let choices = formats.iter().copied().map(Choice::Document).collect();
    let templates = formats.iter().any(|f| f.takes_template());
    let template = templates.then(|| Field::line(Id::Template, &template, PATH));
    [
        Field::choice(Id::Format, choices, Some(&Choice::Document(format))),
        Field::line(Id::SaveAs, &path, PATH).required(),
    ]
    .into_iter()
    .chain(template)
    .collect()
}

/// What it is called.
pub(super) fn subject(leaving: &Leaving, scene: &Scene<'_>) -> String {
    leaving.matter.name(scene.cat)
}

/// What is said of the formats: which one there is not, and why.
pub(super) fn hint(leaving: &Leaving, scene: &Scene<'_>) -> String {
    let said = scene.tr("forms-hint_document_format");
    if !leaving.lacks_pdf() {
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
    pub fn document(&mut self) -> Result<(Written, String, String), Unfinished> {
        let path = self.file_name()?;
        let format = self.document_format().ok_or(Unfinished)?;
        let Some(at) = self.fields.iter().position(|f| f.id == Id::Template) else {
            return Ok((format, path, String::new()));
        };
        let field = self.fields.get_mut(at).ok_or(Unfinished)?;
        let typed = field.text().to_owned();
        let fits = typed.is_empty() || format.takes_template();
        field.wrong = (!fits).then_some(Wrong::NoTemplate);
        if !fits {
            self.at = at;
            return Err(Unfinished);
        }
        Ok((format, path, typed))
    }

    pub(super) fn document_format(&self) -> Option<Written> {
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
        let Some(at) = self.fields.iter().position(|f| f.id == Id::SaveAs) else {
            return;
        };
        let typed = self.fields.get(at).map_or("", Field::text).to_owned();
        if let Some((stem, ending)) = typed.rsplit_once('.')
            && self
                .leaving()
                .is_some_and(|l| l.formats().iter().any(|f| f.id() == ending && *f != format))
        {
            let path = format!("{stem}.{}", format.id());
            if let Some(field) = self.fields.get_mut(at) {
                field.body = Body::Text(Editor::new(&path, PATH));
            }
        }
    }

    /// Its format follows the ending that is typed.
    pub(super) fn follow_document_ending(&mut self) {
        let path = self.fields.iter().find(|f| f.id == Id::SaveAs);
        let ending = path
            .and_then(|f| f.text().rsplit_once('.'))
            .map(|(_, e)| e.to_lowercase());
        let formats = self.leaving().map(Leaving::formats).unwrap_or_default();
        let named = |f: &Written| ending.as_deref() == Some(f.id());
        let Some(format) = formats.into_iter().find(named) else {
            return;
        };
        let field = self.fields.iter_mut().find(|f| f.id == Id::Format);
        if let Some(Body::Choice(all, at)) = field.map(|f| &mut f.body) {
            let place = all.iter().position(|c| *c == Choice::Document(format));
            *at = place.unwrap_or(*at);
        }
    }
}
