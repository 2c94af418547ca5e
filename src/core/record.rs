//! What is on record of a unit, piece by piece: versions and judgements, figures, files, activities, calls.
//!
//! `core/unit.rs` makes them from facts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::core::attachment::{Attachment, EvidenceKind};
use crate::core::long::Long;
use crate::core::names::{ActivityId, Actor, BlobId};
use crate::core::particulars::{ActivityDetails, ActivityStatus, Consent, ContactHow, FileNote, Symbol};
use crate::core::payload::{DeadlineExtended, EvidenceEdited, EvidenceRedacted};
use crate::core::time::{Date, Stamp};

/// A version of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// 1, 2, 3 …
    pub n: u32,
    /// When it came in.
    pub at: Stamp,
    /// When that was recorded.
    pub recorded: Stamp,
    /// Who recorded it.
    pub actor: Actor,
    /// What came with it in words.
    pub note: String,
    /// Number, symbol and date of the document that it is.
    pub symbol: Symbol,
    /// Taken back again.
    pub withdrawn: bool,
    /// Entered more than 24 hours after it came.
    pub entered_later: bool,
    pub(super) seq: u64,
}

impl Version {
    /// The number of the fact that brought it.
    pub fn fact(&self) -> u64 {
        self.seq
    }
}

/// The judgement on a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// Which version.
    pub version: u32,
    /// When.
    pub at: Stamp,
    /// Who.
    pub actor: Actor,
    /// Why, or a note.
    pub note: String,
    /// Sent back: the last day on which a better one counts. `None`: accepted.
    #[serde(with = "crate::core::time::maybe_day")]
    pub due: Option<Date>,
    /// The number of the fact.
    pub seq: u64,
}

/// An officer's recommendation that a version be accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recommendation {
    /// Which version.
    pub version: u32,
    /// When.
    pub at: Stamp,
    /// Who.
    pub actor: Actor,
    /// What the leader should know.
    pub note: String,
    /// Taken back again.
    pub retracted: bool,
}

/// A figure as last reported.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Indicator id.
    pub id: String,
    /// Value in the indicator's unit.
    pub value: f64,
    /// Outside what is plausible.
    pub unusual: bool,
    /// When.
    pub at: Stamp,
    /// Who recorded it.
    pub actor: Actor,
}

/// A file on record for the unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The file.
    pub file: Attachment,
    /// When it came.
    pub at: Stamp,
    /// Who attached it.
    pub actor: Actor,
    /// The report version it came with.
    pub version: Option<u32>,
    /// The activity it belongs to.
    pub activity: Option<ActivityId>,
    /// Why the bytes were removed, if they were.
    pub redacted: Option<String>,
    /// The version that it came with was taken back: it is kept, and counts for nothing.
    pub withdrawn: bool,
    /// The number of the fact that brought it: what was on record when something was decided is told by numbers, because a
    /// moment may be entered later.
    pub seq: u64,
}

impl Evidence {
    /// Does it stand: are its bytes there, and was the version that brought it not taken back? What does not stand makes no
    /// report complete, is counted nowhere and leaves the house in no document.
    pub fn stands(&self) -> bool {
        self.redacted.is_none() && !self.withdrawn
    }

    /// A document that came with a version may be the report in words.
    pub(super) fn is_text(&self) -> bool {
        self.file.kind == EvidenceKind::Document && self.version.is_some()
    }
}

/// Files by kind, and documents that came with a version: those that stand.
type Counts<'a> = (&'a mut [u32; 4], &'a mut u32);

/// Takes a file out of the counts, if it stands in them: it is about to stand no more.
fn uncount(file: &Evidence, (files, texts): &mut Counts<'_>) {
    if file.stands() {
        files[file.file.kind as usize] -= 1;
        **texts -= u32::from(file.is_text());
    }
}

/// What came with a version that is taken back stays on record and counts no more: else a draft that was sent by mistake
/// would make the next version complete.
pub(super) fn take_files_back(all: &mut Long<Evidence>, version: u32, mut counts: Counts<'_>) {
    let of_it = |x: &Evidence| x.version == Some(version) && !x.withdrawn;
    all.edit_each(of_it, |x| {
        uncount(x, &mut counts);
        x.withdrawn = true;
    });
}

/// The bytes of a file were removed, with a reason.
pub(super) fn redact(all: &mut Long<Evidence>, f: &EvidenceRedacted, mut counts: Counts<'_>) {
    let of_it = |x: &Evidence| x.file.sha256 == f.sha256 && x.redacted.is_none();
    all.edit_each(of_it, |x| {
        uncount(x, &mut counts);
        x.redacted = Some(f.reason.clone());
    });
}

/// What is said of the files of a unit, by their bytes: of the same photo at two places the same is said.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FileNotes(BTreeMap<BlobId, FileNote>);

impl FileNotes {
    pub(super) fn set(&mut self, f: &EvidenceEdited) {
        self.0.insert(f.sha256.clone(), f.about.clone());
    }

    /// What was to be seen in a file goes with its bytes.
    pub(super) fn forget(&mut self, file: &BlobId) {
        self.0.remove(file);
    }

    /// What is said of a file; nothing where nobody said anything.
    pub fn of(&self, file: &BlobId) -> Option<&FileNote> {
        self.0.get(file)
    }

    /// May a file be shown?
    pub fn consent(&self, file: &BlobId) -> Consent {
        self.of(file).map(|n| n.consent).unwrap_or_default()
    }

    /// Is nothing said of any file?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A cut-off by extension and since when there is one. What is put in the place of a slip has been known as long as the
/// slip itself: an extension was there all the time, only its date was wrong.
pub(crate) fn extension(before: Option<(Stamp, Stamp)>, f: &DeadlineExtended, at: Stamp) -> (Stamp, Stamp) {
    let known = before.filter(|_| f.replaces.is_some());
    (f.cutoff, known.map_or(at, |(_, since)| since))
}

/// An activity of the unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// Its id.
    pub id: ActivityId,
    /// What it is.
    pub details: ActivityDetails,
    /// When it was put on record.
    pub added: Stamp,
    /// Who put it on record.
    pub actor: Actor,
    /// Number of the last fact about it.
    pub seq: u64,
    /// How many files belong to it.
    pub files: u32,
    /// Why it was called off, or what was noted when it was held.
    pub note: String,
}

impl Activity {
    /// Where it stands today: a plan whose first day has come is under way until somebody says that it was held.
    pub fn status(&self, today: Date) -> ActivityStatus {
        match self.details.status {
            ActivityStatus::Planned if self.details.from <= today => ActivityStatus::Ongoing,
            as_told @ (ActivityStatus::Planned
            | ActivityStatus::Ongoing
            | ActivityStatus::Done
            | ActivityStatus::Cancelled) => as_told,
        }
    }

    /// Its last day has passed and nobody has said whether it was held. One that is dated today is not.
    pub fn is_overdue(&self, today: Date) -> bool {
        today > self.details.to
            && !matches!(
                self.details.status,
                ActivityStatus::Done | ActivityStatus::Cancelled
            )
    }

    /// Counts toward goals and totals: everything but what was called off.
    pub fn counts(&self) -> bool {
        self.details.status != ActivityStatus::Cancelled
    }
}

/// An exemption.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exemption {
    /// When.
    pub at: Stamp,
    /// Who.
    pub actor: Actor,
    /// Why.
    pub reason: String,
    pub(super) seq: u64,
}

/// A call or visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// When.
    pub at: Stamp,
    /// Who called.
    pub actor: Actor,
    /// How.
    pub how: ContactHow,
    /// What was said.
    pub note: String,
}

/// Running totals of a unit, so that nothing need be counted twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Totals {
    /// Activities that count.
    pub activities: u32,
    /// People reached by them.
    pub reach: u64,
    /// Standing files by kind: document, photo, video, other.
    pub files: [u32; 4],
}
