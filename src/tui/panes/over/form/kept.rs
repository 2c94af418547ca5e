//! The form by which files of a unit are saved: which of them, and the folder.

use crate::core::fact::Attachment;
use crate::core::names::{BlobId, UnitIx};
use crate::tui::list_file::proposed_folder;
use crate::tui::panes::over::form::choice::Choice;
use crate::tui::panes::over::form::field::{Field, Id};
use crate::tui::panes::over::form::fill::Unfinished;
use crate::tui::panes::over::form::purpose::{PATH, Purpose};
use crate::tui::panes::over::form::read::Wrong;
use crate::tui::panes::over::form::sheet::Form;
use crate::tui::scene::Scene;

/// Its fields, as they are at first: Enter is all that most people need.
pub(super) fn fields(unit: UnitIx, scene: &Scene<'_>) -> Vec<Field> {
    let words = format!(
        "{} {}",
        scene.tr("sheet-tab_evidence"),
        scene.campaign.label(unit)
    );
    let which = vec![Choice::Files(1), Choice::Files(all(scene, unit).len())];
    let which = (all(scene, unit).len() > 1).then(|| Field::choice(Id::Which, which, None));
    let folder = Field::line(Id::Folder, &proposed_folder(&words), PATH).required();
    which.into_iter().chain([folder]).collect()
}

/// The files of a unit whose bytes are there, the same bytes once.
fn all(scene: &Scene<'_>, unit: UnitIx) -> Vec<Attachment> {
    let mut out: Vec<Attachment> = Vec::new();
    for e in &scene.campaign.unit(unit).evidence {
        if e.redacted.is_none() && out.iter().all(|f| f.sha256 != e.file.sha256) {
            out.push(e.file.clone());
        }
    }
    out
}

impl Form {
    /// Is it for saving files?
    pub fn is_of_files(&self) -> bool {
        matches!(self.purpose, Purpose::Keep(..))
    }

    /// Which files are to be saved, whose they are, and into which folder.
    ///
    /// # Errors
    /// No folder is named; the field says so and is at hand.
    pub fn keep(&mut self, scene: &Scene<'_>) -> Result<(UnitIx, Vec<Attachment>, String), Unfinished> {
        self.refused = None;
        let Purpose::Keep(unit, id) = self.purpose.clone() else {
            return Err(Unfinished);
        };
        let at = self.fields.iter().position(|f| f.id == Id::Folder);
        let field = at.and_then(|at| self.fields.get_mut(at)).ok_or(Unfinished)?;
        field.wrong = field.text().trim().is_empty().then_some(Wrong::Missing);
        if field.wrong.is_some() {
            self.at = at.unwrap_or(self.at);
            return Err(Unfinished);
        }
        let folder = field.text().to_owned();
        Ok((unit, self.meant(scene, unit, &id), folder))
    }

    fn meant(&self, scene: &Scene<'_>, unit: UnitIx, id: &BlobId) -> Vec<Attachment> {
        let mut files = all(scene, unit);
        let every = self
            .fields
            .iter()
            .any(|f| matches!(f.chosen(), Some(Choice::Files(n)) if *n > 1));
        if !every {
            files.retain(|f| f.sha256 == *id);
        }
        files
    }
}
