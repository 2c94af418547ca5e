//! Facts: what happened, who did it, when. Appended to the journal and never changed; everything on a screen is
//! derived from them.
//!
//! The stored names below (`report.received` and so on) are for ever: scripts read them and the hash chain covers them.
//! A payload may gain fields (with `#[serde(default)]`); when its meaning changes, its version goes up and the codec of
//! the store learns to read the old one.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use crate::core::attachment::{Attachment, EvidenceKind};
use crate::core::letter::{
    LetterAutomatic, LetterCopied, LetterDismissed, LetterFailed, LetterFiled, LetterKept, LetterPutBack,
    LetterSetAside, LetterSettled, SenderForgotten,
};
use crate::core::names::{ActivityId, Actor, BlobId, CampaignId, CmdId, UnitCode};
pub use crate::core::particulars::{ActivityDetails, ActivityStatus, Contact, ContactHow, Mode};
pub use crate::core::payload::*;
use crate::core::reminder::Reminded;
use crate::core::time::Stamp;

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

macro_rules! facts {
    (
        $($(#[$doc:meta])* family $family:ident($of:ident, $kind_of:ident) {
            $($member:ident($payload:ident) = $mname:literal, $mversion:literal;)*
        })*
        $($variant:ident = $name:literal, $version:literal;)*
    ) => {
        /// A fact without its envelope.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[expect(missing_docs, reason = "each variant is documented at its payload of the same name")]
        pub enum Fact { $($variant($variant)),*, $($family($of)),* }

        $(
            $(#[$doc])*
            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            #[expect(missing_docs, reason = "each variant is documented at its payload")]
            pub enum $of { $($member($payload)),* }

            /// The kinds of these facts, without their payloads.
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
            #[expect(missing_docs, reason = "each kind is documented at its payload")]
            pub enum $kind_of { $($member),* }

            impl $kind_of {
                /// The kind of a fact.
                pub fn of(fact: &$of) -> Self {
                    match fact { $($of::$member(_) => Self::$member),* }
                }
            }
        )*

        /// What kind of fact something is, without its payload. Written and read as the stored name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "each kind is documented at its payload of the same name")]
        pub enum FactKind { $($variant),*, $($family($kind_of)),* }

        impl FactKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[
                $(Self::$variant),*,
                $($(Self::$family($kind_of::$member)),*),*
            ];

            /// The kind of a fact.
            pub fn of(fact: &Fact) -> Self {
                match fact {
                    $(Fact::$variant(_) => Self::$variant,)*
                    $(Fact::$family(f) => Self::$family($kind_of::of(f)),)*
                }
            }

            /// The stable stored name.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                    $(Self::$family(kind) => match kind { $($kind_of::$member => $mname),* },)*
                }
            }

            /// The kind of that stored name. `None`: a name that this program does not know.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.name() == name)
            }
        }

        impl Fact {
            /// Every stored name with the newest version of its payload that this program can read.
            pub const NAMES: &'static [(&'static str, u16)] =
                &[$(($name, $version)),*, $($(($mname, $mversion)),*),*];

            /// The stable stored name.
            pub fn type_name(&self) -> &'static str {
                FactKind::of(self).name()
            }

            /// The version of the payload that this program writes.
            pub fn version(&self) -> u16 {
                match self {
                    $(Self::$variant(_) => $version,)*
                    $(Self::$family(f) => match f { $($of::$member(_) => $mversion),* },)*
                }
            }

            /// The payload as JSON text, exactly as it is stored and hashed.
            ///
            /// # Errors
            /// Only if a number cannot be told in JSON (not finite).
            pub fn to_json(&self) -> Result<String, serde_json::Error> {
                match self {
                    $(Self::$variant(p) => serde_json::to_string(p),)*
                    $(Self::$family(f) => match f { $($of::$member(p) => serde_json::to_string(p)),* },)*
                }
            }

            /// Writes the payload alone, without its name: the text of [`Fact::to_json`] inside a larger document.
            ///
            /// # Errors
            /// Where the writer refuses, or a number cannot be told in JSON (not finite).
            pub fn serialize_payload<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(p) => p.serialize(s),)*
                    $(Self::$family(f) => match f { $($of::$member(p) => p.serialize(s)),* },)*
                }
            }

            /// Reads a payload of the newest version. `None`: a name that this program does not know.
            ///
            /// # Errors
            /// The payload is not what the name promises.
            pub fn from_json(name: &str, json: &str) -> Option<Result<Self, serde_json::Error>> {
                match name {
                    $($name => Some(serde_json::from_str(json).map(Self::$variant)),)*
                    $($($mname => Some(serde_json::from_str(json).map(|p| Self::$family($of::$member(p)))),)*)*
                    _ => None,
                }
            }
        }
    };
}

facts! {
    /// What happened to a letter. It stands in the house stream and in no campaign's.
    family Letter(LetterFact, LetterFactKind) {
        Kept(LetterKept) = "letter.kept", 1;
        Copied(LetterCopied) = "letter.copied", 1;
        Failed(LetterFailed) = "letter.failed", 1;
        Filed(LetterFiled) = "letter.filed", 1;
        SetAside(LetterSetAside) = "letter.set_aside", 1;
        Automatic(LetterAutomatic) = "letter.automatic", 1;
        Dismissed(LetterDismissed) = "letter.dismissed", 1;
        PutBack(LetterPutBack) = "letter.put_back", 1;
        Settled(LetterSettled) = "letter.settled", 1;
        Forgotten(SenderForgotten) = "letter.sender_forgotten", 1;
    }
    /// What became of a message to a unit.
    family Reminder(ReminderFact, ReminderFactKind) {
        Drafted(Reminded) = "reminder.drafted", 1;
        Sent(Reminded) = "reminder.sent", 1;
        Refused(Reminded) = "reminder.refused", 1;
        NotSent(Reminded) = "reminder.not_sent", 1;
        Unknown(Reminded) = "reminder.unknown", 1;
    }
    CampaignOpened = "campaign.opened", 1;
    CampaignAmended = "campaign.amended", 1;
    CampaignClosed = "campaign.closed", 1;
    DeadlineExtended = "deadline.extended", 1;
    DocumentAttached = "document.attached", 1;
    ReportAcknowledged = "report.acknowledged", 1;
    ReportReceived = "report.received", 1;
    ReportReturned = "report.returned", 1;
    ReportAccepted = "report.accepted", 1;
    ReportRecommended = "report.recommended", 1;
    RecommendationRetracted = "recommendation.retracted", 1;
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
    EvidenceEdited = "evidence.edited", 1;
    EvidenceRedacted = "evidence.redacted", 1;
    FactRedacted = "fact.redacted", 1;
    ExportMade = "export.made", 1;
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
            | Self::ReportRecommended(_)
            | Self::RecommendationRetracted(_)
            | Self::ReportExempted(_)
            | Self::ReportWithdrawn(_) => Subject::Report,
            Self::ReportAcknowledged(_)
            | Self::ReportNoted(_)
            | Self::ContactLogged(_)
            | Self::ClockCorrected(_)
            | Self::FactRedacted(_)
            | Self::Letter(_)
            | Self::Reminder(_)
            | Self::ExportMade(_)
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
            Self::EvidenceEdited(f) => Subject::File(&f.sha256),
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
            | Self::ReportRecommended(_)
            | Self::RecommendationRetracted(_)
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
            | Self::EvidenceEdited(_)
            | Self::EvidenceRedacted(_)
            | Self::FactRedacted(_)
            | Self::Letter(_)
            | Self::Reminder(_)
            | Self::ExportMade(_)
            | Self::CommandUndone(_) => &[],
        }
    }

    /// The version of the report that this fact is about.
    pub fn report_version(&self) -> Option<u32> {
        match self {
            Self::ReportReceived(f) => Some(f.version),
            Self::ReportReturned(f) => Some(f.version),
            Self::ReportAccepted(f) => Some(f.version),
            Self::ReportRecommended(f) => Some(f.version),
            Self::RecommendationRetracted(f) => Some(f.version),
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
            | Self::EvidenceEdited(_)
            | Self::EvidenceRedacted(_)
            | Self::FactRedacted(_)
            | Self::Letter(_)
            | Self::Reminder(_)
            | Self::ExportMade(_)
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
            // What is said of a file says nothing once the file was never there.
            (Self::EvidenceEdited(edited), e) if !e.files().is_empty() => {
                e.files().iter().any(|f| f.sha256 == edited.sha256)
            }
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
        assert_eq!(FactKind::from_name("letter.burnt"), None);
        assert!(serde_json::from_str::<FactKind>("\"letter.burnt\"").is_err());
    }
}
