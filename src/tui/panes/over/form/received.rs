//! What the fields about a document and its files come to: number, symbol and date of one that comes in; what is said of a
//! file.

use crate::core::decide::{Command, FileChange, symbol_until};
use crate::core::fact::{Attachment, EvidenceKind};
use crate::core::names::{ActivityId, BlobId, UnitCode, UnitIx};
use crate::core::particulars::Symbol;
use crate::core::status::Step;
use crate::core::time::{Date, Stamp};
use crate::reading::documents;
use crate::tui::panes::over::form::choice::Choice;
use crate::tui::panes::over::form::field::Id;
use crate::tui::panes::over::form::fill::{Reader, differs, returned_on};
use crate::tui::panes::over::form::read::Wrong;

impl Reader<'_> {
    /// The activity that a file belongs to; the path itself is asked for as well.
    pub(super) fn evidence_of(&mut self) -> Option<ActivityId> {
        self.text(Id::File);
        match self.chosen(Id::Activity) {
            Some(Choice::Activity(id)) => id.clone(),
            _ => None,
        }
    }

    /// The file itself is put into it once it is open; there is one, as on the command line.
    pub(super) fn document_copy(&mut self, document: &str) -> Command {
        let paths = self.text(Id::File).lines().filter(|l| !l.trim().is_empty());
        match paths.count() {
            0 => self.fault(Id::File, Wrong::Missing),
            1 => {}
            _ => self.fault(Id::File, Wrong::OneFile),
        }
        Command::AttachDocument {
            document: document.to_owned(),
            file: Attachment {
                sha256: BlobId(String::new()),
                name: String::new(),
                size: 0,
                kind: EvidenceKind::Document,
                media: String::new(),
            },
        }
    }

    /// By when a correction is due: not before the return itself.
    pub(super) fn due(&mut self, step: Step) -> Option<Date> {
        let due = self.date(Id::Due).filter(|_| step == Step::Return)?;
        if due < returned_on(self.fields, self.scene) {
            self.fault(Id::Due, Wrong::Past(due));
        }
        Some(due)
    }

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
