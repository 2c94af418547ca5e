//! What facts say of documents, files, activities and people: the values that their payloads are made of.
//!
//! The stored names are for ever, as in `core/fact.rs`.

use serde::{Deserialize, Serialize};

use crate::core::names::ActivityId;
use crate::core::time::Date;

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
    /// Worth naming in what goes out. Older facts do not say it.
    #[serde(default)]
    pub notable: bool,
}

/// An activity as somebody describes it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NewActivity {
    /// Kind id.
    pub kind: String,
    /// Title.
    pub title: String,
    /// First day; the day of the record if not said.
    #[serde(with = "crate::core::time::maybe_day")]
    pub from: Option<Date>,
    /// Last day; the first if not said.
    #[serde(with = "crate::core::time::maybe_day")]
    pub to: Option<Date>,
    /// In person, online or both.
    pub mode: Mode,
    /// People reached.
    pub reach: Option<u64>,
    /// SDGs and SDG targets.
    pub sdgs: Vec<String>,
    /// Goals and targets.
    pub goals: Vec<String>,
    /// Status; follows from the dates if not said.
    pub status: Option<ActivityStatus>,
    /// Worth naming in what goes out.
    pub notable: bool,
}

/// What a unit says in a form.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Filled {
    /// Activities; one that is on record by its id, or else is found by what it is.
    pub activities: Vec<(Option<ActivityId>, NewActivity)>,
    /// Indicator ids and values.
    pub figures: Vec<(String, f64)>,
}

/// By what a document is known: the same number, symbol and date of one unit are the same document, however it came.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Symbol {
    /// Number and symbol, such as `77/BC-STTTT`; empty where there is none.
    pub number: String,
    /// The date in it.
    pub dated: Option<Date>,
}

impl Symbol {
    /// Is nothing known of it?
    pub fn is_empty(&self) -> bool {
        self.number.is_empty() && self.dated.is_none()
    }

    /// Is it the same document, as far as both say? Without a number nothing is; slips of the hand make no other: zeros in
    /// front, `_` for `-`, letters' case. A date that only one of them knows does not tell them apart.
    pub fn is_same(&self, other: &Self) -> bool {
        let same_day = self.dated.is_none() || other.dated.is_none() || self.dated == other.dated;
        !self.number.is_empty() && bare(&self.number) == bare(&other.number) && same_day
    }
}

/// A number without what slips of the hand change.
fn bare(number: &str) -> String {
    let dashed = |c: char| if matches!(c, '_' | '–' | '—') { '-' } else { c };
    let letters = number.chars().filter(|c| !c.is_whitespace()).map(dashed);
    let upper: String = letters.flat_map(char::to_uppercase).collect();
    upper.trim_start_matches('0').to_owned()
}

/// Whether those who are seen or named in a file agreed that it may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// Nobody has asked.
    #[default]
    NotAsked,
    /// They agreed.
    Yes,
    /// They did not.
    No,
}

impl Consent {
    /// Every answer.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::NotAsked];

    /// The stable name.
    pub fn id(self) -> &'static str {
        match self {
            Self::NotAsked => "not_asked",
            Self::Yes => "yes",
            Self::No => "no",
        }
    }

    /// The answer of that name; a hyphen does for the underscore.
    pub fn from_id(id: &str) -> Option<Self> {
        let id = id.replace('-', "_");
        Self::ALL.into_iter().find(|c| c.id() == id)
    }
}

/// What is said of a file, beside its bytes and its name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FileNote {
    /// What is to be seen in it; empty where nobody said.
    pub caption: String,
    /// May it be shown?
    pub consent: Consent,
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
