//! What each fact says: one payload for each kind, under the name that its row in `core/fact.rs` has.
//!
//! A payload may gain fields (with `#[serde(default)]`); `core/fact.rs` says what else a change must mind.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::core::attachment::Attachment;
use crate::core::definition::Definition;
use crate::core::names::{ActivityId, BlobId, CmdId, Lang};
use crate::core::particulars::{ActivityDetails, Contact, ContactHow, FileNote, Symbol};
use crate::core::time::{Date, Stamp};

macro_rules! payloads {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident : $ty:ty),* $(,)? })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            pub struct $name { $($(#[$fdoc])* pub $field: $ty),* }
        )*
    };
}

payloads! {
    /// The campaign was opened, with everything that was asked.
    CampaignOpened {
        /// The definition at that moment.
        definition: Arc<Definition>,
        /// `shipped` or the file's name.
        source: String,
    }
    /// The definition was changed. Replaces the one before.
    CampaignAmended {
        /// The whole new definition.
        definition: Arc<Definition>,
        /// Which parts changed.
        changed: Vec<String>,
        /// Why.
        note: String,
    }
    /// The campaign was closed: the final picture.
    CampaignClosed {
        /// Why or how.
        note: String,
    }
    /// More time, for one unit (the envelope's) or for all.
    DeadlineExtended {
        /// The last day that now counts.
        until: Date,
        /// The instant that follows from it.
        cutoff: Stamp,
        /// Why.
        note: String,
        /// Put in the place of an extension that was a slip: the last day that had counted until then. Older facts
        /// do not say it.
        #[serde(default)]
        replaces: Option<Date>,
    }
    /// The ministry's own copy of a reference document.
    DocumentAttached {
        /// Id of the reference document.
        document: String,
        /// The file.
        file: Attachment,
    }
    /// The unit confirmed that it has the letter.
    ReportAcknowledged {
        /// Note.
        note: String,
    }
    /// A version of the report came in.
    ReportReceived {
        /// 1, 2, 3 … of this unit.
        version: u32,
        /// What came with it in words.
        note: String,
        /// Files that came with it.
        files: Vec<Attachment>,
        /// Number, symbol and date of the document that it is. Older facts do not say them.
        #[serde(default)]
        symbol: Symbol,
    }
    /// A version was sent back.
    ReportReturned {
        /// Which version.
        version: u32,
        /// Why.
        reason: String,
        /// The last day on which a better one counts.
        due: Date,
    }
    /// A version was reviewed and is good.
    ReportAccepted {
        /// Which version.
        version: u32,
        /// Note.
        note: String,
    }
    /// An officer looked at a version and recommends that a leader accept it.
    ReportRecommended {
        /// Which version.
        version: u32,
        /// What the leader should know.
        note: String,
    }
    /// The recommendation of a version was taken back, before anybody judged it.
    RecommendationRetracted {
        /// Which version.
        version: u32,
        /// Why.
        reason: String,
    }
    /// The unit was excused.
    ReportExempted {
        /// Why.
        reason: String,
    }
    /// A version was taken back.
    ReportWithdrawn {
        /// Which version.
        version: u32,
        /// Why.
        reason: String,
    }
    /// A note on a unit.
    ReportNoted {
        /// The note.
        text: String,
    }
    /// A figure was reported.
    FigureRecorded {
        /// Indicator id.
        id: String,
        /// The value in the indicator's unit.
        value: f64,
        /// True where the value lies outside what is plausible and was kept all the same.
        unusual: bool,
    }
    /// A figure was taken back; none is on record until another is reported.
    FigureWithdrawn {
        /// Indicator id.
        id: String,
    }
    /// Whom to call at the unit.
    ContactSet {
        /// The person.
        contact: Contact,
    }
    /// The unit was contacted.
    ContactLogged {
        /// How.
        how: ContactHow,
        /// What was said.
        note: String,
    }
    /// An activity was put on record.
    ActivityAdded {
        /// Its id.
        id: ActivityId,
        /// What it is.
        details: ActivityDetails,
    }
    /// An activity's record was changed. Replaces the details before.
    ActivityEdited {
        /// Its id.
        id: ActivityId,
        /// The whole new details.
        details: ActivityDetails,
    }
    /// An activity was held.
    ActivityDone {
        /// Its id.
        id: ActivityId,
        /// People reached, where that was said with it.
        reach: Option<u64>,
        /// Note.
        note: String,
    }
    /// An activity was called off.
    ActivityCancelled {
        /// Its id.
        id: ActivityId,
        /// Why.
        reason: String,
    }
    /// Files were attached to a unit or one of its activities.
    EvidenceAdded {
        /// The activity, where they belong to one.
        activity: Option<ActivityId>,
        /// The files.
        files: Vec<Attachment>,
        /// The version of the report that they belong to, where the same document came once more. Older facts do not say it.
        #[serde(default)]
        version: Option<u32>,
    }
    /// What is said of a file was changed. Replaces what was said before, wherever the unit has these bytes.
    EvidenceEdited {
        /// Which file.
        sha256: BlobId,
        /// All that is now said of it.
        about: FileNote,
    }
    /// The bytes of a file were removed; its hash and the reason stay.
    EvidenceRedacted {
        /// Which file.
        sha256: BlobId,
        /// Why.
        reason: String,
    }
    /// The clock that the journal records by had been ahead and was set right: `recorded` begins anew with this fact.
    ClockCorrected {
        /// What the fact before had been recorded at.
        wrong: Stamp,
        /// Why.
        note: String,
    }
    /// What an earlier fact said of people was removed; what it did stands.
    FactRedacted {
        /// The number of that fact.
        seq: u64,
        /// Its stored name; as text, because a newer program may have known more kinds.
        what: String,
        /// The version of the payload that is left of it.
        version: u16,
        /// The payload that is left of it, JSON text; inside a JSON document it is JSON itself.
        #[serde(with = "crate::core::json_inside")]
        keeps: String,
        /// Why.
        reason: String,
    }
    /// Something left the house: a file was made of the campaign at a moment, for whoever makes it again to compare.
    ExportMade {
        /// What was exported: `consolidated`, `itu`.
        what: String,
        /// As what: `docx`, `md` and so on.
        format: String,
        /// In which language.
        lang: Lang,
        /// The moment of which it tells.
        moment: Stamp,
        /// The last fact that went into it: its number, exports left out.
        head: u64,
        /// That fact's hash, 64 hexadecimal digits.
        hash: String,
        /// SHA-256 of the file.
        sha256: BlobId,
        /// Its size in bytes.
        size: u64,
    }
    /// A command was taken back, as far as it touched this unit (or, without a unit, the campaign).
    CommandUndone {
        /// Which command. May itself be an undo: that is redo.
        cmd: CmdId,
    }
}
