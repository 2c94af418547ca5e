//! What is selected where one is, which units a command is for, and who else is at what is selected.
//!
//! It must never change the model.

use crate::core::names::{BlobId, UnitIx};
use crate::core::time::Stamp;
use crate::ledger::CLAIM_LASTS;
use crate::store::Claim;
use crate::tui::model::Model;
use crate::tui::msg::Place;
use crate::tui::panes::kit::place::Kind;
use crate::tui::scene::ActRef;

impl Model {
    /// The unit that is selected where one is.
    pub fn selected_unit(&self) -> Option<UnitIx> {
        self.here().selected_unit(&self.stage.campaign)
    }

    /// The activity that is selected where one is.
    pub fn selected_activity(&self) -> Option<ActRef> {
        self.here().selected_activity(&self.stage.campaign)
    }

    /// The file that is selected on a sheet, unless its bytes are gone.
    pub fn selected_file(&self) -> Option<(UnitIx, BlobId)> {
        let on_sheet = self.place == Place::Unit;
        on_sheet
            .then(|| self.places.sheet.file(&self.stage.campaign))
            .flatten()
    }

    /// Is a file selected on a sheet, or looked at, whatever became of its bytes?
    pub fn is_at_a_file(&self) -> bool {
        let row = || self.places.sheet.row_of_file(&self.stage.campaign);
        self.place == Place::Unit && row().is_some()
    }

    /// The document that is selected, by its id.
    pub fn selected_document(&self) -> Option<String> {
        let there = self.place == Place::Documents;
        there
            .then(|| self.places.documents.selected_document(&self.scene()))
            .flatten()
    }

    /// The units that a command is for: the marked ones where units are listed, else the selected one.
    pub fn target_units(&self) -> Vec<UnitIx> {
        if self.here().takes_marks() == Some(Kind::Units) && !self.stage.marks.is_empty() {
            return self.stage.marks.iter().copied().collect();
        }
        let meant = self.here().meant_unit(&self.stage.campaign);
        meant.into_iter().collect()
    }

    /// Who else has a form open on the unit that is selected.
    pub fn claimed_by(&self) -> Option<&Claim> {
        if self.timeline.is_some() {
            return None;
        }
        let code = self.stage.campaign.roster().code(self.selected_unit()?);
        self.stage
            .claims
            .iter()
            .find(|c| c.unit.as_str() == code && c.until > self.stage.now)
    }

    /// When others are to be told again which letter is looked at.
    pub fn look_again(&self) -> Option<Stamp> {
        let (letter, told) = &self.looked;
        letter.as_ref().map(|_| told.plus(CLAIM_LASTS / 2))
    }

    /// The own unit after the one that is shown.
    pub fn next_own(&self) -> Option<UnitIx> {
        let own = self.rights.pass().own(self.stage.campaign.roster());
        let at = own.iter().position(|ix| Some(*ix) == self.places.sheet.unit)?;
        own.get((at + 1) % own.len()).copied()
    }

    /// When others are to be told again that the form is still open.
    pub fn claim_again(&self) -> Option<Stamp> {
        let (units, told) = &self.claimed;
        (!units.is_empty()).then(|| told.plus(CLAIM_LASTS / 2))
    }
}
