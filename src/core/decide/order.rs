//! What somebody wants, and who: the commands and the limits of what may be written with them.
//!
//! It must never know whether a command is allowed.

use crate::core::definition::Definition;
use crate::core::fact::{ActivityStatus, Attachment, Contact, ContactHow, ExportMade, Mode, Role, Via};
use crate::core::names::{ActivityId, Actor, BlobId, CmdId, UnitCode};
use crate::core::particulars::{Consent, Filled, NewActivity, Symbol};
use crate::core::redaction::Said;
use crate::core::reminder::Message;
use crate::core::status::Step;
use crate::core::time::{DAY, Date, Stamp, Zone};
use std::sync::Arc;

/// The longest note or reason, in characters.
pub const NOTE_MAX: usize = 4_000;
/// The longest title of an activity, in characters.
pub const TITLE_MAX: usize = 300;
/// Working days that a returned report has for correction where no date was given.
pub const CORRECTION_DAYS: u32 = 5;
/// More people than anybody can have reached; sums of such figures stay sums.
pub const REACH_MAX: u64 = 10_000_000_000;
/// What was entered this much later than it happened needs a note: 24 hours (interface.md, `--at`).
pub const LATE_ENTRY: i64 = DAY;

/// Who gives a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// The name that stands in the journal.
    pub actor: Actor,
    /// The account that really gave it.
    pub real_user: Actor,
    /// In which role.
    pub role: Role,
    /// How it came in.
    pub via: Via,
}

/// What somebody wants.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Open the campaign by its definition.
    Open {
        /// The definition.
        definition: Arc<Definition>,
        /// `shipped` or the file's name.
        source: String,
    },
    /// Replace the definition.
    Amend {
        /// The whole new one.
        definition: Arc<Definition>,
    },
    /// More time.
    Extend {
        /// For one unit, or for all.
        unit: Option<UnitCode>,
        /// The last day that will count.
        until: Date,
    },
    /// Another last day in the place of an extension that was a slip: it may be any, also an earlier one. Needs a reason.
    ReplaceExtension {
        /// The extension of one unit, or the one for all.
        unit: Option<UnitCode>,
        /// The last day that will count.
        until: Date,
    },
    /// Close the campaign.
    Close,
    /// A step of the life cycle, for one unit or many: all or nothing.
    Report {
        /// Which units.
        units: Vec<UnitCode>,
        /// Which step.
        step: Step,
        /// For a return: the last day on which the correction counts.
        due: Option<Date>,
        /// For a receipt: files that came with it.
        files: Vec<Attachment>,
    },
    /// A note on units.
    Note {
        /// Which units.
        units: Vec<UnitCode>,
    },
    /// Figures of one unit.
    Figures {
        /// Which unit.
        unit: UnitCode,
        /// Indicator ids and values; without a value, what is on record is taken back.
        values: Vec<(String, Option<f64>)>,
    },
    /// Whom to call.
    SetContact {
        /// Which unit.
        unit: UnitCode,
        /// The person, or what is to change about one.
        contact: ContactChange,
    },
    /// Units were contacted.
    LogContact {
        /// Which units.
        units: Vec<UnitCode>,
        /// How.
        how: ContactHow,
    },
    /// Messages to units, and what became of each.
    Remind {
        /// The messages, a unit each.
        messages: Vec<Message>,
    },
    /// Put on record that something left the house.
    RecordExport {
        /// What.
        export: ExportMade,
    },
    /// Put an activity on record.
    AddActivity {
        /// Which unit.
        unit: UnitCode,
        /// What it is.
        details: NewActivity,
        /// Files that belong to it.
        files: Vec<Attachment>,
    },
    /// Change the record of an activity.
    EditActivity {
        /// Which activity.
        id: ActivityId,
        /// What is to change.
        change: ActivityChange,
    },
    /// Activities were held.
    FinishActivities {
        /// Which.
        ids: Vec<ActivityId>,
        /// People reached, where that is said for one activity.
        reach: Option<u64>,
    },
    /// Activities were called off.
    CancelActivities {
        /// Which.
        ids: Vec<ActivityId>,
    },
    /// What a unit says in a form, whole.
    TakeForm {
        /// Which unit.
        unit: UnitCode,
        /// What it says.
        form: Filled,
    },
    /// Attach files to a unit or an activity.
    AddEvidence {
        /// Which unit.
        unit: UnitCode,
        /// Which of its activities, if any.
        activity: Option<ActivityId>,
        /// The files.
        files: Vec<Attachment>,
    },
    /// Change what is said of files of a unit.
    EditEvidence {
        /// Which unit.
        unit: UnitCode,
        /// Which files.
        files: Vec<BlobId>,
        /// What is to change.
        change: FileChange,
    },
    /// Remove a file's bytes; hash and reason stay.
    Redact {
        /// Which unit.
        unit: UnitCode,
        /// Which file.
        sha256: BlobId,
    },
    /// Remove what facts on record say in somebody's words; what they did stands.
    RedactFacts {
        /// The facts as they are on record.
        facts: Vec<Said>,
    },
    /// Keep the ministry's own copy of a reference document.
    AttachDocument {
        /// Which document.
        document: String,
        /// The file.
        file: Attachment,
    },
    /// Go by the clock again, after it was ahead and has been set right.
    CorrectClock,
    /// Take back one's own last command, whole.
    Undo,
    /// Take back one's own last undo.
    Redo,
    /// Take back this command, whole, whoever gave it: what a letter brought, once the letter is put back.
    TakeBack {
        /// Which command.
        cmd: CmdId,
    },
}

impl Command {
    /// The files that come with it.
    pub fn files(&self) -> &[Attachment] {
        match self {
            Self::Report { files, .. }
            | Self::AddActivity { files, .. }
            | Self::AddEvidence { files, .. } => files,
            Self::AttachDocument { file, .. } => std::slice::from_ref(file),
            Self::Open { .. }
            | Self::Amend { .. }
            | Self::Extend { .. }
            | Self::ReplaceExtension { .. }
            | Self::Close
            | Self::Note { .. }
            | Self::Figures { .. }
            | Self::SetContact { .. }
            | Self::LogContact { .. }
            | Self::Remind { .. }
            | Self::RecordExport { .. }
            | Self::EditActivity { .. }
            | Self::FinishActivities { .. }
            | Self::CancelActivities { .. }
            | Self::TakeForm { .. }
            | Self::EditEvidence { .. }
            | Self::Redact { .. }
            | Self::RedactFacts { .. }
            | Self::CorrectClock
            | Self::Undo
            | Self::Redo
            | Self::TakeBack { .. } => &[],
        }
    }
}

/// What is to change about whom to call; `None` leaves a part as it is, an empty text empties it.
///
/// A name that is on record means that person, another name a new one; without a name it is the person set last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "each field is the field of that name of the contact")]
pub struct ContactChange {
    pub name: Option<String>,
    pub title: Option<String>,
    pub phone: Option<String>,
    pub mail: Option<String>,
}

/// A whole person: every part is named.
impl From<Contact> for ContactChange {
    fn from(c: Contact) -> Self {
        Self {
            name: Some(c.name),
            title: Some(c.title),
            phone: Some(c.phone),
            mail: Some(c.mail),
        }
    }
}

/// What is to change in an activity's record; `None` leaves a part as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(
    missing_docs,
    reason = "each field is the field of that name of the activity's details"
)]
pub struct ActivityChange {
    pub kind: Option<String>,
    pub title: Option<String>,
    pub from: Option<Date>,
    /// `Some(None)`: it is over on its first day.
    pub to: Option<Option<Date>>,
    pub mode: Option<Mode>,
    pub reach: Option<Option<u64>>,
    pub sdgs: Option<Vec<String>>,
    pub goals: Option<Vec<String>>,
    pub status: Option<ActivityStatus>,
    pub notable: Option<bool>,
}

/// What is to change in what is said of a file; `None` leaves a part as it is, an empty caption takes it away.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileChange {
    /// What is to be seen in it.
    pub caption: Option<String>,
    /// May it be shown?
    pub consent: Option<Consent>,
}

/// A command with everything that comes along with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// Minted by the caller; the same id a second time appends nothing.
    pub cmd: CmdId,
    /// What is wanted.
    pub command: Command,
    /// The note or reason.
    pub note: String,
    /// Of a receipt: number, symbol and date of the document. No other command has one.
    pub symbol: Symbol,
    /// When it happened, if not now.
    pub at: Option<Stamp>,
    /// The number of the last fact that its user saw, where the command edits what was seen.
    pub based_on: Option<u64>,
    /// Somebody was asked, and says that the clock is right although it is far ahead of the last fact.
    pub clock_is_right: bool,
}

impl Order {
    /// An order for now, without a note.
    pub fn new(cmd: CmdId, command: Command) -> Self {
        Self {
            cmd,
            command,
            note: String::new(),
            symbol: Symbol::default(),
            at: None,
            based_on: None,
            clock_is_right: false,
        }
    }

    /// With a note or reason.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// With number, symbol and date of the document that is received.
    #[must_use]
    pub fn symbol(mut self, symbol: Symbol) -> Self {
        self.symbol = symbol;
        self
    }

    /// Every day that somebody gave with it.
    pub fn days(&self, zone: Zone) -> Vec<Date> {
        let given = match &self.command {
            Command::Extend { until, .. } | Command::ReplaceExtension { until, .. } => [Some(*until), None],
            Command::Report { due, .. } => [*due, None],
            Command::AddActivity { details, .. } => [details.from, details.to],
            Command::EditActivity { change, .. } => [change.from, change.to.flatten()],
            Command::TakeForm { form, .. } => {
                let days = form.activities.iter().flat_map(|(_, a)| [a.from, a.to]);
                return days.chain([self.at.map(|t| zone.date(t))]).flatten().collect();
            }
            Command::Open { .. }
            | Command::Amend { .. }
            | Command::Close
            | Command::Note { .. }
            | Command::Figures { .. }
            | Command::SetContact { .. }
            | Command::LogContact { .. }
            | Command::Remind { .. }
            | Command::RecordExport { .. }
            | Command::FinishActivities { .. }
            | Command::CancelActivities { .. }
            | Command::AddEvidence { .. }
            | Command::EditEvidence { .. }
            | Command::Redact { .. }
            | Command::RedactFacts { .. }
            | Command::AttachDocument { .. }
            | Command::CorrectClock
            | Command::Undo
            | Command::Redo
            | Command::TakeBack { .. } => [None, None],
        };
        let at = self.at.map(|t| zone.date(t));
        given
            .into_iter()
            .chain([at, self.symbol.dated])
            .flatten()
            .collect()
    }

    /// Having happened at `at`.
    #[must_use]
    pub fn at(mut self, at: Option<Stamp>) -> Self {
        self.at = at;
        self
    }

    /// With somebody's word that the clock is right.
    #[must_use]
    pub fn clock_is_right(mut self, is_right: bool) -> Self {
        self.clock_is_right = is_right;
        self
    }

    /// On the strength of what was seen up to fact `seq`.
    #[must_use]
    pub fn based_on(mut self, seq: Option<u64>) -> Self {
        self.based_on = seq;
        self
    }
}
