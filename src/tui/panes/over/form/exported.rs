//! The form by which a document leaves: as what, under which name, in which template, with how many photos.

use crate::export::Format;
use crate::reading::numbers;
use crate::text::Catalogue;
use crate::tui::editor::Editor;
use crate::tui::list_file::proposed_as;
use crate::tui::matter::{Chosen, Manner, Matter, Written};
use crate::tui::panes::over::form::choice::Choice;
use crate::tui::panes::over::form::field::{Body, Field, Id};
use crate::tui::panes::over::form::fill::Unfinished;
use crate::tui::panes::over::form::purpose::{PATH, Purpose, SHORT};
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
    /// As what it was to be written, where and how.
    pub typed: Option<Chosen>,
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

/// Its fields, as they are at first: Enter is all that most people need. Of some only a few formats have any.
pub(super) fn fields(leaving: &Leaving, scene: &Scene<'_>) -> Vec<Field> {
    let formats = leaving.formats();
    let first = formats.first().copied().unwrap_or(Written::Calendar);
    let usual = || {
        // In its own language, so that two of them do not want the same name.
        let words = Catalogue::new(leaving.matter.lang(scene.lang()));
        let name = leaving.matter.what_words(&words);
        Chosen {
            written: first,
            path: proposed_as(&name, scene.today(), first.id()),
            template: String::new(),
            manner: Manner::default(),
        }
    };
    let chosen = leaving.typed.clone().unwrap_or_else(usual);
    let manner = chosen.manner;
    let any = |takes: fn(Written) -> bool| formats.iter().any(|f| takes(*f));
    let template = any(Written::takes_template).then(|| Field::line(Id::Template, &chosen.template, PATH));
    let photos = manner.photos.to_string();
    let photos = any(Written::takes_photos).then(|| Field::line(Id::Photos, &photos, SHORT));
    let ways = [true, false].map(Choice::Electronic).to_vec();
    let way = Choice::Electronic(manner.electronic);
    let belongs = leaving.matter.has_belonging();
    let belonging = belongs.then(|| Field::choice(Id::Belonging, ways, Some(&way)));
    let choices = formats.iter().copied().map(Choice::Document).collect();
    [
        Field::choice(Id::Format, choices, Some(&Choice::Document(chosen.written))),
        Field::line(Id::SaveAs, &chosen.path, PATH).required(),
    ]
    .into_iter()
    .chain(template)
    .chain(photos)
    .chain(belonging)
    .collect()
}

/// How many photos a field asks for, where that can be read; the usual number where nothing is asked for.
fn photos(field: &Field) -> Option<usize> {
    if field.text().is_empty() {
        return Some(Manner::default().photos);
    }
    usize::try_from(numbers::whole(field.text())?).ok()
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

    /// Has the document, in the format that is chosen, anything to do with this field?
    pub(super) fn offers(&self, id: Id) -> bool {
        let format = self.document_format();
        match id {
            Id::Template | Id::Belonging => format.is_some_and(Written::takes_template),
            Id::Photos => format.is_some_and(Written::takes_photos),
            _ => true,
        }
    }

    /// How the document is to be made, as far as that can be read: what is shown of it meanwhile follows this.
    pub fn manner(&self) -> Manner {
        let usual = self.leaving().and_then(|l| l.typed.as_ref()).map(|c| c.manner);
        let usual = usual.unwrap_or_default();
        let field = |id: Id| self.fields.iter().find(|f| f.id == id && self.offers(id));
        Manner {
            photos: field(Id::Photos).and_then(photos).unwrap_or(usual.photos),
            electronic: match field(Id::Belonging).and_then(Field::chosen) {
                Some(Choice::Electronic(electronic)) => *electronic,
                _ => usual.electronic,
            },
        }
    }

    /// What is chosen of the document so far; nothing of a form that is for something else.
    pub fn chosen_so_far(&self) -> Option<Chosen> {
        self.leaving()?;
        let text = |id: Id| self.fields.iter().find(|f| f.id == id).map_or("", Field::text);
        Some(Chosen {
            written: self.document_format()?,
            path: text(Id::SaveAs).to_owned(),
            template: text(Id::Template).to_owned(),
            manner: self.manner(),
        })
    }

    /// What was chosen of the document.
    ///
    /// # Errors
    /// Something is wrong with a field, which then says what and is at hand.
    pub fn document(&mut self) -> Result<Chosen, Unfinished> {
        let path = self.file_name()?;
        let written = self.document_format().ok_or(Unfinished)?;
        self.recall_template();
        let offered = self.shown();
        for (at, field) in self.fields.iter_mut().enumerate() {
            let no_number = field.id == Id::Photos && photos(field).is_none();
            if no_number && offered.contains(&at) {
                field.wrong = Some(Wrong::BadWhole);
            }
        }
        let wrong = |at: &&usize| self.fields.get(**at).is_some_and(|f| f.wrong.is_some());
        if let Some(at) = offered.iter().find(wrong) {
            self.at = *at;
            return Err(Unfinished);
        }
        let chosen = self.chosen_so_far().ok_or(Unfinished)?;
        Ok(Chosen {
            written,
            path,
            ..chosen
        })
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
