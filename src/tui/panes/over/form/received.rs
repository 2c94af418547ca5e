//! What the fields about a document and its files come to: number, symbol and date of one that comes in; what is said of a
//! file.

use crate::core::decide::{Command, FileChange, symbol_until};
use crate::core::names::{BlobId, UnitCode, UnitIx};
use crate::core::particulars::Symbol;
use crate::core::time::Stamp;
use crate::reading::documents;
use crate::tui::panes::over::form::choice::Choice;
use crate::tui::panes::over::form::field::Id;
use crate::tui::panes::over::form::fill::{Reader, differs};
use crate::tui::panes::over::form::read::Wrong;

impl Reader<'_> {
    /// Number, symbol and date of what comes in at that moment.
    pub(super) fn symbol(&mut self, at: Option<Stamp>) -> Symbol {
        let (today, year) = (self.scene.today(), self.scene.campaign.def().year());
        let read = self.read(Id::Number, |t| {
            documents::symbol(t, today, year).map_err(|why| match why {
                documents::Wrong::Number => Wrong::BadDocument,
                documents::Wrong::Date => Wrong::BadDate,
            })
        });
        let read = read.unwrap_or_default();
        let dated = self.date(Id::Dated).or(read.dated);
        let last = symbol_until(self.scene.zone().date(at.unwrap_or(self.scene.now)));
        if let Some(ahead) = dated.filter(|d| *d > last) {
            self.fault(Id::Dated, Wrong::Ahead(ahead));
        }
        Symbol { dated, ..read }
    }

    /// Only what is other than on record goes into the change, so that it does not undo what somebody else changed.
    pub(super) fn file(&mut self, ix: UnitIx, id: &BlobId, unit: UnitCode) -> Command {
        let before = self
            .scene
            .campaign
            .unit(ix)
            .file_notes
            .of(id)
            .cloned()
            .unwrap_or_default();
        let consent = match self.chosen(Id::Consent) {
            Some(Choice::Consent(consent)) => *consent,
            _ => before.consent,
        };
        let change = FileChange {
            caption: differs(self.text(Id::Caption).to_owned(), Some(&before.caption)),
            consent: differs(consent, Some(&before.consent)),
        };
        if change == FileChange::default() {
            self.fault(Id::Caption, Wrong::Nothing);
        }
        Command::EditEvidence {
            unit,
            files: vec![id.clone()],
            change,
        }
    }
}
