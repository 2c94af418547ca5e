//! Files that are there already: the same bytes count once for a unit and one of its activities, a version of its report,
//! or a reference document. Whoever sends them again is told who sent them first, when, and under which name.
//!
//! It must never open a file; bytes are the same where their hash is.

use crate::core::fact::{Attachment, Fact};
use crate::core::names::{ActivityId, Actor, UnitCode, UnitIx};
use crate::core::refusal::Refusal;
use crate::core::status::{State, Step};
use crate::core::time::Stamp;
use crate::core::unit::Evidence;

use super::case::Case;
use super::order::Command;

/// How a file came first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct First {
    /// Under which name.
    pub name: String,
    /// When.
    pub at: Stamp,
    /// Who attached it.
    pub actor: Actor,
    /// The report version that it came with.
    pub version: Option<u32>,
    /// The activity that it belongs to.
    pub activity: Option<ActivityId>,
}

/// A file of an order that is there already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct There {
    /// At which unit; none: it is the ministry's own copy of a document.
    pub unit: Option<UnitCode>,
    /// The file as it was sent now.
    pub file: Attachment,
    /// How it came first.
    pub first: First,
}

/// The files of a command: those that are new, each once, and those that are there.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    pub(super) new: Vec<Attachment>,
    there: Vec<(Attachment, First)>,
}

impl Case<'_> {
    fn sort(&self, files: &[Attachment], known: impl Fn(&Attachment) -> Option<First>) -> Sorted {
        let mut sorted = Sorted::default();
        for file in files {
            let twin = || sorted.new.iter().find(|n| n.sha256 == file.sha256);
            match known(file).or_else(|| twin().map(|twin| self.just_now(twin))) {
                Some(first) => sorted.there.push((file.clone(), first)),
                None => sorted.new.push(file.clone()),
            }
        }
        sorted
    }

    /// Of bytes that one command brings under two names, the first name is kept.
    fn just_now(&self, file: &Attachment) -> First {
        First {
            name: file.name.clone(),
            at: self.at,
            actor: self.who.actor.clone(),
            version: None,
            activity: None,
        }
    }

    /// Files whose place is new too, so that only the command itself can bring them twice.
    pub(super) fn each_once(&self, files: &[Attachment]) -> Sorted {
        self.sort(files, |_| None)
    }

    /// Files of a unit or of one of its activities. What came with the latest version is the unit's as well.
    pub(super) fn evidence_there(
        &self,
        ix: UnitIx,
        activity: Option<&ActivityId>,
        files: &[Attachment],
    ) -> Sorted {
        let latest = self.campaign.unit(ix).latest().map(|v| v.n);
        self.sort(files, |file| {
            self.standing(ix, file, |e| {
                e.activity.as_ref() == activity && (e.version.is_none() || e.version == latest)
            })
        })
    }

    fn standing(&self, ix: UnitIx, file: &Attachment, in_place: impl Fn(&Evidence) -> bool) -> Option<First> {
        let all = self.campaign.unit(ix).evidence.iter();
        let mut same = all.filter(|e| e.redacted.is_none() && e.file.sha256 == file.sha256);
        same.find(|e| in_place(e)).map(|e| First {
            name: e.file.name.clone(),
            at: e.at,
            actor: e.actor.clone(),
            version: e.version,
            activity: e.activity.clone(),
        })
    }

    /// Is what comes in now the version that is on the table? Only where it brings no other bytes, words or number, came
    /// no earlier, and nothing was asked for since: a unit that was sent back its report, or excused, may well hand in the
    /// same again, and that is a new version.
    pub(super) fn is_latest_again(&self, ix: UnitIx, files: &[Attachment]) -> bool {
        let unit = self.campaign.unit(ix);
        let Some(latest) = unit.latest() else {
            return false;
        };
        let note = self.note();
        let waits = matches!(unit.state, State::Received | State::Accepted);
        let here = |f: &Attachment| self.standing(ix, f, |e| e.version == Some(latest.n)).is_some();
        waits
            && !files.is_empty()
            && (note.is_empty() || note == latest.note)
            && (self.order.symbol.is_empty() || self.order.symbol == latest.symbol)
            && self.at >= latest.at
            && files.iter().all(here)
    }

    /// The version that is the same document by number, symbol and date, while the report waits or was accepted: one that
    /// was sent back may come again under its old number, and that is a new version.
    pub(super) fn is_same_document(&self, ix: UnitIx) -> Option<u32> {
        let unit = self.campaign.unit(ix);
        let waits = matches!(unit.state, State::Received | State::Accepted);
        let mut standing = unit.versions.iter().filter(|v| waits && !v.withdrawn);
        standing
            .find(|v| v.symbol.is_same(&self.order.symbol))
            .map(|v| v.n)
    }

    /// Files of a version, or of the unit itself.
    pub(super) fn joined_there(&self, ix: UnitIx, version: u32, files: &[Attachment]) -> Sorted {
        self.sort(files, |file| {
            let is_here = |e: &Evidence| e.activity.is_none() && e.version.is_none_or(|v| v == version);
            self.standing(ix, file, is_here)
        })
    }

    fn received_there(&self, ix: UnitIx, files: &[Attachment]) -> Sorted {
        if !self.is_latest_again(ix, files) {
            return match self.is_same_document(ix) {
                Some(version) => self.joined_there(ix, version, files),
                None => self.each_once(files),
            };
        }
        let latest = self.campaign.unit(ix).latest().map(|v| v.n);
        self.sort(files, |f| self.standing(ix, f, |e| e.version == latest))
    }

    /// The ministry's own copy of a document, where it is this one.
    pub(super) fn document_there(&self, document: &str, file: &Attachment) -> Option<First> {
        let kept = self.campaign.document(document);
        kept.filter(|kept| kept.sha256 == file.sha256)?;
        let mut newest_first = self.campaign.log().iter().rev().filter(|e| !e.void);
        newest_first.find_map(|e| {
            let Fact::DocumentAttached(f) = &e.fact else {
                return None;
            };
            (f.document == document).then(|| First {
                name: f.file.name.clone(),
                at: e.at,
                actor: e.actor.clone(),
                version: None,
                activity: None,
            })
        })
    }

    /// Which files of the order are there already.
    pub(super) fn there(&self) -> Result<Vec<There>, Refusal> {
        let of = |unit: Option<UnitCode>, sorted: Sorted| -> Vec<There> {
            let there = sorted.there.into_iter();
            there
                .map(|(file, first)| There {
                    unit: unit.clone(),
                    file,
                    first,
                })
                .collect()
        };
        Ok(match &self.order.command {
            Command::AddEvidence {
                unit,
                activity,
                files,
            } => {
                let ix = self.unit(unit)?;
                let activity = activity.as_ref();
                let activity = activity.map(|id| self.activity_of(ix, unit, id)).transpose()?;
                of(
                    Some(unit.clone()),
                    self.evidence_there(ix, activity.as_ref(), files),
                )
            }
            Command::Report {
                units,
                step: Step::Receive,
                files,
                ..
            } => {
                let named = self.named(units)?.into_iter();
                let there =
                    named.flat_map(|ix| of(Some(self.campaign.code(ix)), self.received_there(ix, files)));
                there.collect()
            }
            Command::AddActivity { unit, files, .. } => of(Some(unit.clone()), self.each_once(files)),
            Command::AttachDocument { document, file } => {
                let first = self.document_there(document, file).into_iter();
                first
                    .map(|first| There {
                        unit: None,
                        file: file.clone(),
                        first,
                    })
                    .collect()
            }
            // They bring no file, or (a step that is no receipt) none that would be kept.
            Command::Report { .. }
            | Command::Open { .. }
            | Command::Amend { .. }
            | Command::Extend { .. }
            | Command::ReplaceExtension { .. }
            | Command::Close
            | Command::Note { .. }
            | Command::Figures { .. }
            | Command::SetContact { .. }
            | Command::LogContact { .. }
            | Command::Remind { .. }
            | Command::RecordExport { .. }
            | Command::EditActivity { .. }
            | Command::FinishActivities { .. }
            | Command::CancelActivities { .. }
            | Command::TakeForm { .. }
            | Command::EditEvidence { .. }
            | Command::Redact { .. }
            | Command::RedactFacts { .. }
            | Command::CorrectClock
            | Command::Undo
            | Command::Redo
            | Command::TakeBack { .. } => Vec::new(),
        })
    }
}
