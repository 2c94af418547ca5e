//! Facts: what happened, who did it, when. Appended to the journal and never changed; everything on a screen is
//! derived from them.
//!
//! The stored names below (`report.received` and so on) are for ever: scripts read them and the hash chain covers them.
//! A payload may gain fields (with `#[serde(default)]`); when its meaning changes, its version goes up and the codec of
//! the store learns to read the old one.

use std::sync::Arc;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::core::definition::Definition;
use crate::core::names::{ActivityId, Actor, BlobId, CampaignId, CmdId, UnitCode};
use crate::core::time::{Date, Stamp};

/// How a command came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Via {
    /// The command line.
    #[default]
    Cli,
    /// The dashboard.
    Tui,
    /// The mailbox.
    Mail,
}

/// In which role somebody acted. Enforced where facts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Looks only.
    Viewer,
    /// Changes what belongs to the own units.
    UnitOfficer,
    /// Records.
    Editor,
    /// Records and judges.
    Reviewer,
    /// Everything.
    #[default]
    Administrator,
}

/// What an attached file is, judged by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// Text, office documents, PDF.
    Document,
    /// An image.
    Photo,
    /// A film.
    Video,
    /// Anything else; kept, never opened.
    Other,
}

impl EvidenceKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Document, Self::Photo, Self::Video, Self::Other];

    /// The stable name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Photo => "photo",
            Self::Video => "video",
            Self::Other => "other",
        }
    }
}

/// A file as it was attached. The bytes are kept by their hash; the name is display text only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// SHA-256 of the bytes.
    pub sha256: BlobId,
    /// The name it came with, cut to 255 bytes.
    pub name: String,
    /// Size in bytes.
    pub size: u64,
    /// Kind by content.
    pub kind: EvidenceKind,
    /// Media type by content, such as `image/jpeg`.
    pub media: String,
}

/// How an activity takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// In person.
    #[default]
    InPerson,
    /// Online.
    Online,
    /// Both.
    Hybrid,
}

impl Mode {
    /// Every mode.
    pub const ALL: [Self; 3] = [Self::InPerson, Self::Online, Self::Hybrid];

    /// The stable name.
    pub fn id(self) -> &'static str {
        match self {
            Self::InPerson => "in_person",
            Self::Online => "online",
            Self::Hybrid => "hybrid",
        }
    }

    /// The mode of that name; a hyphen does for the underscore.
    pub fn from_id(id: &str) -> Option<Self> {
        let id = id.replace('-', "_");
        Self::ALL.into_iter().find(|m| m.id() == id)
    }
}

/// Where an activity stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub enum ActivityStatus {
    /// Still to come.
    #[default]
    Planned,
    /// Under way.
    Ongoing,
    /// Held.
    Done,
    /// Called off.
    Cancelled,
}

impl ActivityStatus {
    /// Every status.
    pub const ALL: [Self; 4] = [Self::Planned, Self::Ongoing, Self::Done, Self::Cancelled];

    /// The stable name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Ongoing => "ongoing",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
        }
    }

    /// The status of that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.id() == id)
    }
}

/// What an activity is, as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityDetails {
    /// Kind id of the campaign's definition.
    pub kind: String,
    /// Title.
    pub title: String,
    /// First day.
    #[serde(with = "crate::core::time::day")]
    pub from: Date,
    /// Last day, at or after the first.
    #[serde(with = "crate::core::time::day")]
    pub to: Date,
    /// In person, online or both.
    pub mode: Mode,
    /// People reached, if known.
    pub reach: Option<u64>,
    /// SDGs or SDG targets: `9`, `9.c`.
    pub sdgs: Vec<String>,
    /// Connect 2030 goals or targets: `2`, `2.8`.
    pub goals: Vec<String>,
    /// As it was said to stand when it was recorded.
    pub status: ActivityStatus,
}

/// Whom to call at a unit.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Contact {
    /// Person's name.
    pub name: String,
    /// Position or department.
    pub title: String,
    /// Telephone.
    pub phone: String,
    /// E-mail address.
    pub mail: String,
}

/// How a unit was contacted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ContactHow {
    /// By telephone.
    #[default]
    Phone,
    /// By e-mail.
    Mail,
    /// In person.
    Visit,
}

impl ContactHow {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Phone, Self::Mail, Self::Visit];

    /// The stable name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Mail => "mail",
            Self::Visit => "visit",
        }
    }

    /// The way of that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.id() == id)
    }
}

/// JSON text as a part of a larger document: there it stands as JSON, elsewhere as text.
mod json_inside {
    use serde::de::Error as _;
    use serde::ser::Error as _;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use serde_json::Value;

    pub(super) fn serialize<S: Serializer>(text: &str, s: S) -> Result<S::Ok, S::Error> {
        if s.is_human_readable() {
            serde_json::from_str::<Value>(text)
                .map_err(S::Error::custom)?
                .serialize(s)
        } else {
            text.serialize(s)
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<String, D::Error> {
        if d.is_human_readable() {
            let value = Value::deserialize(d)?;
            serde_json::to_string(&value).map_err(D::Error::custom)
        } else {
            String::deserialize(d)
        }
    }
}

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
        #[serde(with = "json_inside")]
        keeps: String,
        /// Why.
        reason: String,
    }
    /// A command was taken back, as far as it touched this unit (or, without a unit, the campaign).
    CommandUndone {
        /// Which command. May itself be an undo: that is redo.
        cmd: CmdId,
    }
}

macro_rules! facts {
    ($($variant:ident = $name:literal, $version:literal;)*) => {
        /// A fact without its envelope.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[expect(missing_docs, reason = "each variant is documented at its payload of the same name")]
        pub enum Fact { $($variant($variant)),* }

        /// What kind of fact something is, without its payload. Written and read as the stored name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "each kind is documented at its payload of the same name")]
        pub enum FactKind { $($variant),* }

        impl FactKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The kind of a fact.
            pub fn of(fact: &Fact) -> Self {
                match fact { $(Fact::$variant(_) => Self::$variant),* }
            }

            /// The stable stored name.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// The kind of that stored name. `None`: a name that this program does not know.
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }

        impl Fact {
            /// Every stored name with the newest version of its payload that this program can read.
            pub const NAMES: &'static [(&'static str, u16)] = &[$(($name, $version)),*];

            /// The stable stored name.
            pub fn type_name(&self) -> &'static str {
                FactKind::of(self).name()
            }

            /// The version of the payload that this program writes.
            pub fn version(&self) -> u16 {
                match self { $(Self::$variant(_) => $version),* }
            }

            /// The payload as JSON text, exactly as it is stored and hashed.
            ///
            /// # Errors
            /// Only if a number cannot be told in JSON (not finite).
            pub fn to_json(&self) -> Result<String, serde_json::Error> {
                match self { $(Self::$variant(p) => serde_json::to_string(p)),* }
            }

            /// Writes the payload alone, without its name: the text of [`Fact::to_json`] inside a larger document.
            ///
            /// # Errors
            /// Where the writer refuses, or a number cannot be told in JSON (not finite).
            pub fn serialize_payload<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                match self { $(Self::$variant(p) => p.serialize(s)),* }
            }

            /// Reads a payload of the newest version. `None`: a name that this program does not know.
            ///
            /// # Errors
            /// The payload is not what the name promises.
            pub fn from_json(name: &str, json: &str) -> Option<Result<Self, serde_json::Error>> {
                match name {
                    $($name => Some(serde_json::from_str(json).map(Self::$variant)),)*
                    _ => None,
                }
            }
        }
    };
}

facts! {
    CampaignOpened = "campaign.opened", 1;
    CampaignAmended = "campaign.amended", 1;
    CampaignClosed = "campaign.closed", 1;
    DeadlineExtended = "deadline.extended", 1;
    DocumentAttached = "document.attached", 1;
    ReportAcknowledged = "report.acknowledged", 1;
    ReportReceived = "report.received", 1;
    ReportReturned = "report.returned", 1;
    ReportAccepted = "report.accepted", 1;
    ReportExempted = "report.exempted", 1;
    ReportWithdrawn = "report.withdrawn", 1;
    ReportNoted = "report.noted", 1;
    FigureRecorded = "figure.recorded", 1;
    FigureWithdrawn = "figure.withdrawn", 1;
    ContactSet = "contact.set", 1;
    ContactLogged = "contact.logged", 1;
    ActivityAdded = "activity.added", 1;
    ActivityEdited = "activity.edited", 1;
    ActivityDone = "activity.done", 1;
    ActivityCancelled = "activity.cancelled", 1;
    EvidenceAdded = "evidence.added", 1;
    EvidenceRedacted = "evidence.redacted", 1;
    FactRedacted = "fact.redacted", 1;
    CommandUndone = "command.undone", 1;
    ClockCorrected = "clock.corrected", 1;
}

impl Serialize for FactKind {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for FactKind {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let name = String::deserialize(d)?;
        Self::from_name(&name).ok_or_else(|| D::Error::custom(name))
    }
}

/// What a fact is about, for conflicts and for undo: a later fact about the same thing rests on the earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject<'a> {
    /// The campaign itself.
    Campaign,
    /// The cut-off (of the unit or of all).
    Deadline,
    /// The unit's report.
    Report,
    /// One activity.
    Activity(&'a ActivityId),
    /// One figure.
    Figure(&'a str),
    /// One file.
    File(&'a BlobId),
    /// A reference document.
    Document(&'a str),
    /// Whom to call.
    Contact,
    /// Nothing that anything could rest on (a note, a call).
    Alone,
}

impl Fact {
    /// What the fact is about.
    pub fn subject(&self) -> Subject<'_> {
        match self {
            Self::CampaignOpened(_) | Self::CampaignAmended(_) | Self::CampaignClosed(_) => Subject::Campaign,
            Self::DeadlineExtended(_) => Subject::Deadline,
            Self::DocumentAttached(f) => Subject::Document(&f.document),
            Self::ReportReceived(_)
            | Self::ReportReturned(_)
            | Self::ReportAccepted(_)
            | Self::ReportExempted(_)
            | Self::ReportWithdrawn(_) => Subject::Report,
            Self::ReportAcknowledged(_)
            | Self::ReportNoted(_)
            | Self::ContactLogged(_)
            | Self::ClockCorrected(_)
            | Self::FactRedacted(_)
            | Self::CommandUndone(_) => Subject::Alone,
            Self::FigureRecorded(f) => Subject::Figure(&f.id),
            Self::FigureWithdrawn(f) => Subject::Figure(&f.id),
            Self::ContactSet(_) => Subject::Contact,
            Self::ActivityAdded(f) => Subject::Activity(&f.id),
            Self::ActivityEdited(f) => Subject::Activity(&f.id),
            Self::ActivityDone(f) => Subject::Activity(&f.id),
            Self::ActivityCancelled(f) => Subject::Activity(&f.id),
            Self::EvidenceAdded(f) => match (&f.activity, f.files.first()) {
                (Some(id), _) => Subject::Activity(id),
                (None, Some(file)) => Subject::File(&file.sha256),
                (None, None) => Subject::Alone,
            },
            Self::EvidenceRedacted(f) => Subject::File(&f.sha256),
        }
    }

    /// Files that this fact refers to.
    pub fn files(&self) -> &[Attachment] {
        match self {
            Self::ReportReceived(f) => &f.files,
            Self::EvidenceAdded(f) => &f.files,
            Self::DocumentAttached(f) => std::slice::from_ref(&f.file),
            Self::CampaignOpened(_)
            | Self::CampaignAmended(_)
            | Self::CampaignClosed(_)
            | Self::ClockCorrected(_)
            | Self::DeadlineExtended(_)
            | Self::ReportAcknowledged(_)
            | Self::ReportReturned(_)
            | Self::ReportAccepted(_)
            | Self::ReportExempted(_)
            | Self::ReportWithdrawn(_)
            | Self::ReportNoted(_)
            | Self::FigureRecorded(_)
            | Self::FigureWithdrawn(_)
            | Self::ContactSet(_)
            | Self::ContactLogged(_)
            | Self::ActivityAdded(_)
            | Self::ActivityEdited(_)
            | Self::ActivityDone(_)
            | Self::ActivityCancelled(_)
            | Self::EvidenceRedacted(_)
            | Self::FactRedacted(_)
            | Self::CommandUndone(_) => &[],
        }
    }

    /// The version of the report that this fact is about.
    pub fn report_version(&self) -> Option<u32> {
        match self {
            Self::ReportReceived(f) => Some(f.version),
            Self::ReportReturned(f) => Some(f.version),
            Self::ReportAccepted(f) => Some(f.version),
            Self::ReportWithdrawn(f) => Some(f.version),
            Self::CampaignOpened(_)
            | Self::CampaignAmended(_)
            | Self::CampaignClosed(_)
            | Self::ClockCorrected(_)
            | Self::DeadlineExtended(_)
            | Self::DocumentAttached(_)
            | Self::ReportAcknowledged(_)
            | Self::ReportExempted(_)
            | Self::ReportNoted(_)
            | Self::FigureRecorded(_)
            | Self::FigureWithdrawn(_)
            | Self::ContactSet(_)
            | Self::ContactLogged(_)
            | Self::ActivityAdded(_)
            | Self::ActivityEdited(_)
            | Self::ActivityDone(_)
            | Self::ActivityCancelled(_)
            | Self::EvidenceAdded(_)
            | Self::EvidenceRedacted(_)
            | Self::FactRedacted(_)
            | Self::CommandUndone(_) => None,
        }
    }

    /// The activity that this fact is about.
    pub fn activity(&self) -> Option<&ActivityId> {
        match self.subject() {
            Subject::Activity(id) => Some(id),
            Subject::Campaign
            | Subject::Deadline
            | Subject::Report
            | Subject::Figure(_)
            | Subject::File(_)
            | Subject::Document(_)
            | Subject::Contact
            | Subject::Alone => None,
        }
    }

    /// The command that this fact takes back, if it is an undo (or, of an undo, a redo).
    pub fn undoes(&self) -> Option<CmdId> {
        if let Self::CommandUndone(f) = self {
            Some(f.cmd)
        } else {
            None
        }
    }

    /// Does this fact rest on `earlier`? Then `earlier` cannot be undone without it.
    pub fn rests_on(&self, earlier: &Self) -> bool {
        match (self, earlier) {
            // A file once redacted cannot be un-attached as if it had never been there.
            (Self::EvidenceRedacted(r), e) => e.files().iter().any(|f| f.sha256 == r.sha256),
            // Whatever was judged was judged in the light of the version on the table.
            (a, b) => {
                let (sa, sb) = (a.subject(), b.subject());
                sa != Subject::Alone && sa == sb
            }
        }
    }
}

/// A fact as `decide` proposes it: everything but what only the journal can know.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The unit it is about, if about one.
    pub unit: Option<UnitCode>,
    /// When it happened.
    pub at: Stamp,
    /// True where it was entered more than 24 hours after it happened.
    pub entered_later: bool,
    /// The fact.
    pub fact: Fact,
}

/// A fact as the journal holds it (decision 1).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Envelope {
    /// The stream: a campaign's id, or the house stream.
    pub stream: CampaignId,
    /// 1, 2, 3 … without gaps.
    pub seq: u64,
    /// The command that caused it.
    pub cmd: CmdId,
    /// Its place among the command's facts, from 0.
    pub n: u32,
    /// When it happened.
    pub at: Stamp,
    /// When the journal recorded it; never earlier than the record before, but for [`ClockCorrected`].
    pub recorded: Stamp,
    /// Who acts.
    pub actor: Actor,
    /// The account that really gave the command.
    pub real_user: Actor,
    /// In which role.
    pub role: Role,
    /// How it came in.
    pub via: Via,
    /// The unit it is about, if about one.
    pub unit: Option<UnitCode>,
    /// True where it was entered more than 24 hours after it happened.
    pub entered_later: bool,
    /// The fact.
    pub fact: Fact,
    /// SHA-256 over the stored row and the hash before.
    pub hash: [u8; 32],
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_written_and_read_as_the_stored_name() {
        assert_eq!(FactKind::ALL.len(), Fact::NAMES.len());
        for (kind, (name, _)) in FactKind::ALL.iter().zip(Fact::NAMES) {
            assert_eq!(kind.name(), *name);
            assert_eq!(FactKind::from_name(name), Some(*kind));
            let json = serde_json::to_string(kind).expect("json");
            assert_eq!(json, format!("\"{name}\""));
            assert_eq!(serde_json::from_str::<FactKind>(&json).expect("read"), *kind);
        }
        assert_eq!(FactKind::from_name("letter.filed"), None);
        assert!(serde_json::from_str::<FactKind>("\"letter.filed\"").is_err());
    }
}
