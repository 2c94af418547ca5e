//! A report's life: its states, what may be done in each, and the judgements that are computed and never stored.
//!
//! The full table with every refusal stands in `docs/states.md`; a test reads it from there and plays it.

use serde::{Deserialize, Serialize};

use crate::core::definition::Review;

/// Where a unit's report stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Nothing heard.
    #[default]
    Awaiting,
    /// Derived: the unit acknowledged the letter or has activities on record, but no report.
    InProgress,
    /// A version is in and nobody has reviewed it. Never shown as done.
    Received,
    /// Sent back with a reason and a new due date.
    Returned,
    /// Reviewed and good.
    Accepted,
    /// Excused by name, with a reason.
    Exempt,
}

impl State {
    /// Every state, in the order in which screens and tables show them.
    pub const ALL: [Self; 6] = [
        Self::Awaiting,
        Self::InProgress,
        Self::Received,
        Self::Returned,
        Self::Accepted,
        Self::Exempt,
    ];

    /// The stable name, as in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Awaiting => "awaiting",
            Self::InProgress => "in_progress",
            Self::Received => "received",
            Self::Returned => "returned",
            Self::Accepted => "accepted",
            Self::Exempt => "exempt",
        }
    }

    /// The state of that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.id() == id)
    }

    /// True once a version has been handed in, reviewed or not.
    pub fn has_report(self) -> bool {
        matches!(self, Self::Received | Self::Returned | Self::Accepted)
    }
}

/// Whether a report came in time: judged by the *first* version that still stands against the unit's cut-off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Timeliness {
    /// Exempt: nothing is owed.
    #[default]
    None,
    /// No version yet, and the cut-off has not come.
    Pending,
    /// No version, and the cut-off has passed.
    Overdue,
    /// The first version came before the cut-off.
    OnTime,
    /// The first version came at the cut-off or after it.
    Late,
}

impl Timeliness {
    /// Every value.
    pub const ALL: [Self; 5] = [Self::None, Self::Pending, Self::Overdue, Self::OnTime, Self::Late];

    /// The stable name, as in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Pending => "pending",
            Self::Overdue => "overdue",
            Self::OnTime => "on_time",
            Self::Late => "late",
        }
    }
}

/// Where a returned report stands against its new due date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resubmit {
    /// The report is not with the unit for correction.
    #[default]
    None,
    /// The new due date has not passed.
    Waiting,
    /// The new due date has passed: a debt like any other.
    Overdue,
}

impl Resubmit {
    /// The stable name, as in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Waiting => "waiting",
            Self::Overdue => "overdue",
        }
    }
}

/// Where the campaign stands in its calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Before the activity window.
    #[default]
    Before,
    /// Inside the activity window.
    Window,
    /// The Day itself.
    Day,
    /// After the window, before the cut-off.
    Reporting,
    /// At the cut-off and after.
    Overdue,
    /// Closed by a person.
    Closed,
}

impl Phase {
    /// Every phase, in the order of a year.
    pub const ALL: [Self; 6] = [
        Self::Before,
        Self::Window,
        Self::Day,
        Self::Reporting,
        Self::Overdue,
        Self::Closed,
    ];

    /// The stable name, as in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::Window => "window",
            Self::Day => "day",
            Self::Reporting => "reporting",
            Self::Overdue => "overdue",
            Self::Closed => "closed",
        }
    }
}

/// What a person wants done with a report. The columns of the table in `docs/states.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// The unit confirmed that it has the letter.
    Acknowledge,
    /// A version came in.
    Receive,
    /// Look at the version, and recommend that a leader accept it.
    Recommend,
    /// Take the recommendation back.
    Retract,
    /// Send the version back.
    Return,
    /// The version is good.
    Accept,
    /// Take the latest version back.
    Withdraw,
    /// Excuse the unit.
    Exempt,
}

impl Step {
    /// Every step, in the order of the table.
    pub const ALL: [Self; 8] = [
        Self::Acknowledge,
        Self::Receive,
        Self::Recommend,
        Self::Retract,
        Self::Return,
        Self::Accept,
        Self::Withdraw,
        Self::Exempt,
    ];

    /// The word of the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Acknowledge => "acknowledge",
            Self::Receive => "receive",
            Self::Recommend => "recommend",
            Self::Retract => "retract",
            Self::Return => "return",
            Self::Accept => "accept",
            Self::Withdraw => "withdraw",
            Self::Exempt => "exempt",
        }
    }

    /// The step of that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.id() == id)
    }
}

/// Why a step may not be taken in a state. Each becomes a rule of [`crate::core::refusal::Rule`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum No {
    /// There is no version to act on.
    NoVersion,
    /// The version on the table was already sent back; a newer one is needed.
    NeedsNewerVersion,
    /// Already accepted, and nothing newer has come.
    AlreadyAccepted,
    /// Already exempt.
    AlreadyExempt,
    /// An exempt unit owes nothing that could be judged.
    ExemptOwesNothing,
    /// Already acknowledged.
    AlreadyAcknowledged,
    /// The campaign accepts in one step: there is nothing to recommend.
    OneStep,
    /// In two steps, and nobody has recommended the version.
    NotRecommended,
    /// Whoever recommended the version does not accept it too.
    FourEyes,
    /// Recommended already, and nothing newer has come.
    AlreadyRecommended,
    /// No recommendation stands that could be taken back.
    NoRecommendation,
}

/// Who recommended the version on the table, seen from whoever asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recommended {
    /// Nobody, or it was taken back, or a newer version has come since.
    No,
    /// Somebody else.
    ByOther,
    /// Whoever asks.
    ByOneself,
}

/// What a step is judged by: how a report stands, seen from whoever would take the step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Where the report stands.
    pub state: State,
    /// The unit has acknowledged before.
    pub acknowledged: bool,
    /// At least one version stands (an exempt unit may have one).
    pub has_version: bool,
    /// In how many steps the campaign accepts.
    pub review: Review,
    /// Who recommended the latest version.
    pub recommended: Recommended,
}

/// May `step` be taken on a report that stands so?
///
/// # Errors
/// The reason why not.
pub fn may(standing: Standing, step: Step) -> Result<(), No> {
    use State::{Accepted, Awaiting, Exempt, InProgress, Received, Returned};
    let Standing {
        state,
        acknowledged,
        has_version,
        review,
        recommended,
    } = standing;
    match (step, state) {
        (Step::Acknowledge, _) => if acknowledged { Err(No::AlreadyAcknowledged) } else { Ok(()) },
        (Step::Recommend | Step::Retract, _) if review == Review::OneStep => Err(No::OneStep),
        (Step::Recommend | Step::Retract | Step::Return | Step::Accept, Exempt) => Err(No::ExemptOwesNothing),
        (Step::Recommend | Step::Retract | Step::Return | Step::Accept | Step::Withdraw, Awaiting | InProgress) => {
            Err(No::NoVersion)
        }
        (Step::Recommend | Step::Retract | Step::Accept, Returned) => Err(No::NeedsNewerVersion),
        (Step::Recommend | Step::Retract | Step::Accept, Accepted) => Err(No::AlreadyAccepted),
        (Step::Recommend, Received) => match recommended {
            Recommended::No => Ok(()),
            Recommended::ByOther | Recommended::ByOneself => Err(No::AlreadyRecommended),
        },
        (Step::Retract, Received) => match recommended {
            Recommended::No => Err(No::NoRecommendation),
            Recommended::ByOther | Recommended::ByOneself => Ok(()),
        },
        (Step::Accept, Received) => match (review, recommended) {
            (Review::OneStep, _) | (Review::TwoStep, Recommended::ByOther) => Ok(()),
            (Review::TwoStep, Recommended::No) => Err(No::NotRecommended),
            (Review::TwoStep, Recommended::ByOneself) => Err(No::FourEyes),
        },
        (Step::Withdraw, Exempt) if !has_version => Err(No::NoVersion),
        (Step::Exempt, Exempt) => Err(No::AlreadyExempt),
        // A version is welcome from everybody, exempt units included, and after acceptance too.
        (Step::Receive, _)
        // Sending back again changes the reason and the due date.
        | (Step::Return, Received | Returned | Accepted)
        | (Step::Withdraw, Received | Returned | Accepted | Exempt)
        | (Step::Exempt, _) => Ok(()),
    }
}
