//! The form by which a list leaves: a format, and the name of a file.

use crate::core::names::UnitIx;
use crate::listout::Format;
use crate::tui::editor::Editor;
use crate::tui::list_file::{ending_as, format_of, proposed};
use crate::tui::msg::List;
use crate::tui::panes::over::form::choice::Choice;
use crate::tui::panes::over::form::field::{Body, Field, Id};
use crate::tui::panes::over::form::fill::Unfinished;
use crate::tui::panes::over::form::purpose::{PATH, Purpose};
use crate::tui::panes::over::form::read::Wrong;
use crate::tui::panes::over::form::sheet::Form;
use crate::tui::scene::Scene;

/// Its fields, as they are at first: Enter is all that most people need.
pub(super) fn fields(list: &List, scene: &Scene<'_>) -> Vec<Field> {
    let formats = Format::ALL.map(Choice::Format).to_vec();
    let path = proposed(&name(list, scene), scene.today(), Format::Xlsx);
    vec![
        Field::choice(Id::Format, formats, None),
        Field::line(Id::SaveAs, &path, PATH).required(),
    ]
}

/// The folder that letters go into, as it is proposed.
pub(super) fn folder(scene: &Scene<'_>) -> Vec<Field> {
    vec![Field::line(Id::Folder, &proposed_letters(scene), PATH).required()]
}

/// The path of that folder.
pub fn proposed_letters(scene: &Scene<'_>) -> String {
    format!("~/{}-{}", FOLDER, scene.today())
}

/// What is listed, and of which unit.
fn name(list: &List, scene: &Scene<'_>) -> String {
    let words = scene.tr(list.key);
    match list.unit {
        Some(ix) => format!("{words} {}", scene.campaign.label(ix)),
        None => words.into_owned(),
    }
}

/// The same, with how many rows are marked, where only these leave.
pub(super) fn subject(list: &List, scene: &Scene<'_>) -> String {
    let name = name(list, scene);
    match list.marked {
        0 => name,
        n => {
            let args = [("list", name.into()), ("n", n.into())];
            scene.cat.tr_args("forms-list_marked", &args)
        }
    }
}

/// What the folder is called: letters that every system takes.
const FOLDER: &str = "don-doc";

impl Form {
    /// To whom letters are drafted, and whether somebody asks for it; `None`: it is for something else.
    pub fn drafts(&self) -> Option<(bool, Vec<UnitIx>)> {
        match &self.purpose {
            Purpose::Drafts(asked, units) => Some((*asked, units.clone())),
            _ => None,
        }
    }

    /// Into which folder letters go.
    ///
    /// # Errors
    /// None was typed; the field says so and is at hand.
    pub fn folder(&mut self) -> Result<String, Unfinished> {
        self.refused = None;
        for (i, field) in self.fields.iter_mut().enumerate() {
            let missing = field.id == Id::Folder && field.text().trim().is_empty();
            field.wrong = missing.then_some(Wrong::Missing);
            if missing {
                self.at = i;
                return Err(Unfinished);
            }
        }
        let folder = self.fields.iter().find(|f| f.id == Id::Folder);
        folder.map(|f| f.text().trim().to_owned()).ok_or(Unfinished)
    }

    /// Is it for a list?
    pub fn is_of_list(&self) -> bool {
        matches!(self.purpose, Purpose::List(_))
    }

    fn format(&self) -> Option<Format> {
        self.fields.iter().find_map(|f| match f.chosen() {
            Some(Choice::Format(format)) => Some(*format),
            _ => None,
        })
    }

    /// In which format a list is to be written, and where.
    ///
    /// # Errors
    /// Something is wrong with a field, which then says what and is at hand.
    pub fn wish(&mut self) -> Result<(Format, String), Unfinished> {
        let path = self.file_name()?;
        Ok((self.format().ok_or(Unfinished)?, path))
    }

    /// Where a file is to be written.
    ///
    /// # Errors
    /// As for [`Form::wish`].
    pub(super) fn file_name(&mut self) -> Result<String, Unfinished> {
        self.refused = None;
        let mut wrong = None;
        for (i, field) in self.fields.iter_mut().enumerate() {
            let missing = field.id == Id::SaveAs && field.text().trim().is_empty();
            field.wrong = field.names_nothing().or(missing.then_some(Wrong::Missing));
            wrong = wrong.or(field.wrong.is_some().then_some(i));
        }
        if let Some(at) = wrong {
            self.at = at;
            return Err(Unfinished);
        }
        let path = self.fields.iter().find(|f| f.id == Id::SaveAs);
        path.map(|f| f.text().to_owned()).ok_or(Unfinished)
    }

    /// The ending of the name follows the format, where it is that of a format.
    pub(super) fn follow_format(&mut self) {
        let Some(format) = self.format() else { return };
        let path = self.fields.iter().find(|f| f.id == Id::SaveAs);
        if let Some(path) = path.and_then(|f| ending_as(f.text(), format)) {
            self.save_as(&path);
        }
    }

    /// The format follows the ending that is typed: no spreadsheet is to be called CSV.
    pub(super) fn follow_ending(&mut self) {
        let path = self.fields.iter().find(|f| f.id == Id::SaveAs);
        let Some(format) = path.and_then(|f| format_of(f.text())) else {
            return;
        };
        let body = self
            .fields
            .iter_mut()
            .find(|f| f.id == Id::Format)
            .map(|f| &mut f.body);
        if let Some(Body::Choice(all, at)) = body {
            let place = all.iter().position(|c| *c == Choice::Format(format));
            *at = place.unwrap_or(*at);
        }
    }

    /// The name was taken: the next one stands in its place.
    pub fn propose(&mut self, sentence: String, next: Option<&str>) {
        self.refuse(sentence);
        if let Some(next) = next {
            self.save_as(next);
        }
    }

    fn save_as(&mut self, path: &str) {
        let mut fields = self.fields.iter_mut();
        let field = fields.find(|f| matches!(f.id, Id::SaveAs | Id::Folder));
        if let Some(field) = field.filter(|f| f.text() != path) {
            field.body = Body::Text(Editor::new(path, PATH));
        }
    }
}
