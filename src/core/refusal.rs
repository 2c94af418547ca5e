//! Refusals: why something may not be. Each names its rule, the date, and the way out.
//!
//! The sentences live in the text catalogue under `refusal-RULE` (what and why) and `refusal-RULE-way` (the way out);
//! here are only the rule and, as data, what the sentence needs to be concrete. How a number or a list is written is the
//! reader's language's.

use crate::core::deed::Deed;
use crate::core::fact::{FactKind, Role};
use crate::core::names::{Actor, UnitCode};
use crate::core::status::No;
use crate::core::time::{Date, Stamp};

macro_rules! rules {
    ($($(#[$doc:meta])* $variant:ident = $id:literal,)*) => {
        /// A rule that can refuse a command. The id is stable: scripts and the manual name it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Rule { $($(#[$doc])* $variant),* }

        impl Rule {
            /// Every rule.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stable id.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),* }
            }
        }
    };
}

rules! {
    /// The campaign is closed.
    CampaignClosed = "campaign-closed",
    /// The campaign is open already.
    CampaignAlreadyOpen = "campaign-already-open",
    /// The definition does not belong to this campaign.
    CampaignMismatch = "campaign-mismatch",
    /// The roster is not valid on the Day.
    RosterNotValid = "roster-not-valid",
    /// An amendment may not take away units that have facts.
    AmendDropsUnits = "amend-drops-units",
    /// The amended definition is the same.
    AmendNothing = "amend-nothing",
    /// The unit does not exist in the roster.
    UnknownUnit = "unknown-unit",
    /// No unit was named.
    NoUnit = "no-unit",
    /// No version to judge.
    NoVersion = "no-version",
    /// The version was already sent back.
    NeedsNewerVersion = "needs-newer-version",
    /// Already accepted.
    AlreadyAccepted = "already-accepted",
    /// Already exempt.
    AlreadyExempt = "already-exempt",
    /// Exempt: nothing to judge.
    ExemptOwesNothing = "exempt-owes-nothing",
    /// Already acknowledged.
    AlreadyAcknowledged = "already-acknowledged",
    /// The campaign accepts in one step.
    OneStep = "one-step",
    /// In two steps, and nobody has recommended the version.
    NotRecommended = "not-recommended",
    /// Whoever recommended does not accept too.
    FourEyes = "four-eyes",
    /// Already recommended.
    AlreadyRecommended = "already-recommended",
    /// No recommendation that could be taken back.
    NoRecommendation = "no-recommendation",
    /// The unit owes nothing of which it could be reminded.
    NothingOwed = "nothing-owed",
    /// This address has been written to today.
    RemindedToday = "reminded-today",
    /// The store was made from a backup, and nobody has looked yet into what had left after it.
    Restored = "restored",
    /// No address is on record to which could be written.
    NoAddress = "no-address",
    /// A reason is mandatory.
    ReasonMissing = "reason-missing",
    /// A text is longer than what is kept.
    TextTooLong = "text-too-long",
    /// `--at` lies in the future.
    FutureDate = "future-date",
    /// `--at` lies more than 24 hours back: say why.
    LateEntryNeedsNote = "late-entry-needs-note",
    /// `--at` lies before the year 2000 or more than ten years back.
    ImpossibleDate = "impossible-date",
    /// The machine's clock shows a year that cannot be.
    ClockImpossible = "clock-impossible",
    /// The machine's clock is far ahead of the last fact.
    ClockAhead = "clock-ahead",
    /// The machine's clock is far behind the last fact.
    ClockBehind = "clock-behind",
    /// The last fact was not recorded after what the clock shows: nothing to set right.
    ClockNotAhead = "clock-not-ahead",
    /// The due date lies before the return itself.
    DueInPast = "due-in-past",
    /// A document is dated after the day on which it came in, and the one after.
    DocumentAhead = "document-ahead",
    /// An extension must be later than the cut-off that holds.
    ExtendNotLater = "extend-not-later",
    /// No extension stands in whose place another could be put.
    NothingToReplace = "nothing-to-replace",
    /// What is put in the place of an extension may not end before the letter's own deadline.
    ReplaceTooEarly = "replace-too-early",
    /// No such activity.
    UnknownActivity = "unknown-activity",
    /// The activity is done or cancelled already.
    ActivityOver = "activity-over",
    /// The activity has not begun.
    ActivityNotBegun = "activity-not-begun",
    /// The edit changes nothing.
    NothingChanged = "nothing-changed",
    /// An activity needs a title.
    TitleMissing = "title-missing",
    /// The last day lies before the first.
    DatesReversed = "dates-reversed",
    /// The campaign does not know this kind of activity.
    UnknownKind = "unknown-kind",
    /// No such goal or target.
    UnknownGoal = "unknown-goal",
    /// No such SDG or SDG target.
    UnknownSdg = "unknown-sdg",
    /// No such indicator.
    UnknownIndicator = "unknown-indicator",
    /// The value cannot be.
    FigureOutOfBounds = "figure-out-of-bounds",
    /// No value of this indicator is on record for the unit.
    NoFigure = "no-figure",
    /// A file without any content.
    EmptyFile = "empty-file",
    /// No file was named.
    NoFile = "no-file",
    /// No such file on this unit.
    UnknownFile = "unknown-file",
    /// The file's bytes were removed already.
    AlreadyRedacted = "already-redacted",
    /// There is no fact of that number.
    UnknownFact = "unknown-fact",
    /// The fact holds nothing that somebody wrote.
    NothingWritten = "nothing-written",
    /// The fact's words were removed already.
    FactAlreadyRedacted = "fact-already-redacted",
    /// No such reference document.
    UnknownDocument = "unknown-document",
    /// Nothing of one's own to take back.
    NothingToUndo = "nothing-to-undo",
    /// Something later rests on it.
    UndoRestedOn = "undo-rested-on",
    /// Opening and closing cannot be undone.
    UndoNever = "undo-never",
    /// So many commands have come since that it cannot be taken back any more.
    UndoTooFar = "undo-too-far",
    /// There is no such letter.
    LetterUnknown = "letter-unknown",
    /// Somebody has decided about the letter already.
    LetterDecided = "letter-decided",
    /// Nothing is decided about the letter that could be taken back.
    LetterWaits = "letter-waits",
    /// The campaign has not followed yet what was decided about the letter.
    LetterUnsettled = "letter-unsettled",
    /// The letter is filed in another campaign than the one at hand.
    LetterElsewhere = "letter-elsewhere",
    /// Letters are not filed to a campaign that nobody has opened.
    CampaignNotOpened = "campaign-not-opened",
    /// Somebody changed it since.
    Stale = "stale",
    /// This session may only look.
    ReadOnly = "read-only",
    /// The role does not go so far.
    RoleForbids = "role-forbids",
    /// A unit officer, and a unit that is not the own.
    NotYourUnit = "not-your-unit",
    /// The campaign is not open, and the role may not open it.
    OpenFirst = "open-first",
    /// The account may not act under this name.
    AsForbidden = "as-forbidden",
    /// The access file can no longer be used, so nobody's role is known.
    AccessBroken = "access-broken",
}

/// A number in a refusal. It equals itself even where it is none (NaN), so that refusals can be compared.
#[derive(Debug, Clone, Copy)]
pub struct Amount(pub f64);

impl PartialEq for Amount {
    fn eq(&self, other: &Self) -> bool {
        self.0.total_cmp(&other.0).is_eq()
    }
}

impl Eq for Amount {}

/// What a rule speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum What {
    /// Nothing more than unit, date and who.
    #[default]
    Nothing,
    /// An id, a name, or words that somebody wrote.
    Text(String),
    /// A number that is a name: a version of a report, a fact. It is never grouped.
    Number(u64),
    /// An indicator, by its id.
    Indicator(String),
    /// A value of an indicator, in its unit, outside the bounds of what can be.
    Value {
        /// The indicator's id.
        id: String,
        /// The value.
        value: Amount,
        /// The least that can be.
        min: Amount,
        /// The most that can be.
        max: Amount,
    },
    /// More people reached than can be.
    Reach {
        /// How many were said.
        value: u64,
        /// The most that can be.
        max: u64,
    },
    /// A word that the campaign does not know, and those that it would have known in its place.
    Known {
        /// The word.
        word: String,
        /// The others, in the order in which they are shown.
        known: Vec<String>,
    },
    /// A role, and the deed that it does not cover.
    Deed {
        /// The role.
        role: Role,
        /// The deed.
        deed: Deed,
    },
    /// A kind of fact.
    Fact(FactKind),
}

impl What {
    /// A word that is not among those that are known.
    pub fn unknown<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        Self::Known {
            word: word.to_owned(),
            known: known.into_iter().map(str::to_owned).collect(),
        }
    }
}

impl From<&str> for What {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for What {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<FactKind> for What {
    fn from(kind: FactKind) -> Self {
        Self::Fact(kind)
    }
}

/// Why a command was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The rule.
    pub rule: Rule,
    /// The unit, where one is concerned.
    pub unit: Option<UnitCode>,
    /// Who did what stands in the way.
    pub who: Option<Actor>,
    /// When what stands in the way happened (or, failing that, the moment of the attempt).
    pub when: Stamp,
    /// A date that the rule speaks of (a due date, a cut-off's last day).
    pub date: Option<Date>,
    /// What else the rule speaks of (an activity, a kind, a value).
    pub what: What,
}

impl Refusal {
    /// A refusal by `rule` at the moment of the attempt.
    pub fn new(rule: Rule, now: Stamp) -> Self {
        Self {
            rule,
            unit: None,
            who: None,
            when: now,
            date: None,
            what: What::Nothing,
        }
    }

    /// About this unit.
    #[must_use]
    pub fn unit(mut self, unit: &str) -> Self {
        self.unit = Some(UnitCode::from(unit));
        self
    }

    /// Because of what `who` did at `when`.
    #[must_use]
    pub fn by(mut self, who: &Actor, when: Stamp) -> Self {
        self.who = Some(who.clone());
        self.when = when;
        self
    }

    /// Because of what happened at `when`.
    #[must_use]
    pub fn at(mut self, when: Stamp) -> Self {
        self.when = when;
        self
    }

    /// Speaking of a date.
    #[must_use]
    pub fn date(mut self, date: Date) -> Self {
        self.date = Some(date);
        self
    }

    /// Speaking of this.
    #[must_use]
    pub fn what(mut self, what: impl Into<What>) -> Self {
        self.what = what.into();
        self
    }
}

impl From<No> for Rule {
    fn from(no: No) -> Self {
        match no {
            No::NoVersion => Self::NoVersion,
            No::NeedsNewerVersion => Self::NeedsNewerVersion,
            No::AlreadyAccepted => Self::AlreadyAccepted,
            No::AlreadyExempt => Self::AlreadyExempt,
            No::ExemptOwesNothing => Self::ExemptOwesNothing,
            No::AlreadyAcknowledged => Self::AlreadyAcknowledged,
            No::OneStep => Self::OneStep,
            No::NotRecommended => Self::NotRecommended,
            No::FourEyes => Self::FourEyes,
            No::AlreadyRecommended => Self::AlreadyRecommended,
            No::NoRecommendation => Self::NoRecommendation,
        }
    }
}
