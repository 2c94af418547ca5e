//! A campaign's definition: what was asked of whom, by when, in which words.
//!
//! The definition is a fact of its own (decision 7): it embeds the roster, goals, calendar and indicators as they were,
//! so that later changes of shipped data never change the past.

use chrono::Datelike;
use serde::{Deserialize, Serialize};

use crate::core::calendar::Calendar;
use crate::core::goals::{Goals, Indicator};
use crate::core::names::{CampaignId, Text};
use crate::core::official::{Ladder, Official};
use crate::core::roster::Roster;
use crate::core::time::{Date, Stamp, Zone};

/// The days in which activities are to be held, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// First day.
    #[serde(with = "crate::core::time::day")]
    pub from: Date,
    /// Last day.
    #[serde(with = "crate::core::time::day")]
    pub to: Date,
}

/// The deadline: the letter's wording and the one instant that follows from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The letter's own words.
    pub words: Text,
    /// Half open: a report that comes at this instant is late.
    pub cutoff: Stamp,
}

/// One thing that the letter asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// The letter's numbering.
    pub id: String,
    /// What is asked, in our words.
    pub text: Text,
}

/// What kind of thing a requested part of a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartKind {
    /// The text of the report: a document or the words of the message itself.
    Text,
    /// A document.
    Document,
    /// A photo.
    Photo,
    /// A video.
    Video,
    /// A figure; the part's id is the indicator's.
    Figure,
}

/// In how many steps a report is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Review {
    /// A leader accepts.
    #[default]
    OneStep,
    /// An officer recommends, and another person, a leader, accepts.
    TwoStep,
}

impl Review {
    /// The stable name, as in a campaign file.
    pub fn id(self) -> &'static str {
        match self {
            Self::OneStep => "one_step",
            Self::TwoStep => "two_step",
        }
    }
}

/// A part that a report should have. Optional parts never count against a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Stable id, as in JSON's `missing`.
    pub id: String,
    /// What kind of thing.
    pub kind: PartKind,
    /// Whether a report without it is incomplete.
    pub required: bool,
    /// Its name on the glass.
    pub name: Text,
}

/// A kind of activity that the campaign knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityKind {
    /// Stable id.
    pub id: String,
    /// Its name on the glass.
    pub name: Text,
}

/// A document sent along with the letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefDocument {
    /// Stable id.
    pub id: String,
    /// Title.
    pub title: Text,
    /// Where it can be read, if that is known.
    pub url: Option<String>,
    /// What it says, in our own words.
    pub gist: Option<Text>,
}

/// The ministry's own letter as it was registered. What is not known is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Dispatch {
    /// Its number.
    pub number: String,
    /// Its symbol: the issuing body and the department that drafted it, `BKHCN-HTQT`.
    pub symbol: String,
    /// Its date.
    #[serde(with = "crate::core::time::maybe_day")]
    pub date: Option<Date>,
}

/// Who signs for the ministry. What is not known is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Signer {
    /// Full name.
    pub name: String,
    /// Position, as it stands above the name.
    pub title: String,
}

/// Everything that a campaign is before anything has happened in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Definition {
    /// Campaign id, also the name of its stream.
    pub id: CampaignId,
    /// What the campaign is about: the name of the Day.
    pub name: Text,
    /// The year's theme.
    pub theme: Text,
    /// Who writes the letter.
    pub sender: Text,
    /// The department in charge.
    pub unit_in_charge: Text,
    /// To whom it is written.
    pub addressees: Text,
    /// The Day.
    #[serde(with = "crate::core::time::day")]
    pub day: Date,
    /// When activities are to be held.
    pub window: Window,
    /// By when the report is due.
    pub deadline: Deadline,
    /// The campaign's zone.
    pub zone: Zone,
    /// What the letter asks.
    pub requests: Vec<Ask>,
    /// What a report should have.
    pub parts: Vec<Part>,
    /// Kinds of activity.
    pub activity_kinds: Vec<ActivityKind>,
    /// Documents sent along.
    pub documents: Vec<RefDocument>,
    /// Who is expected to report.
    pub roster: Roster,
    /// Goals and targets.
    pub goals: Goals,
    /// Figures that may be reported.
    pub indicators: Vec<Indicator>,
    /// Working days.
    pub calendar: Calendar,
    /// In how many steps a report is accepted. Definitions on record that do not say it have one.
    #[serde(default)]
    pub review: Review,
    /// Mail domains by unit code: a hint for whom a sender may be, never proof.
    pub mail_domains: Vec<(String, Vec<String>)>,
    /// The letter, as it was registered. Campaigns that were opened before this was asked for have none.
    #[serde(default)]
    pub letter: Dispatch,
    /// Who signed it.
    #[serde(default)]
    pub signer: Signer,
    /// How documents are headed and signed, an entry for each time. Older definitions have none.
    #[serde(default)]
    pub official: Vec<Official>,
    /// When those who owe are reminded. Older definitions do not say it.
    #[serde(default)]
    pub remind: Ladder,
}

impl Definition {
    /// The kind of that id.
    pub fn activity_kind(&self, id: &str) -> Option<&ActivityKind> {
        self.activity_kinds.iter().find(|k| k.id == id)
    }

    /// The indicator of that id.
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|i| i.id == id)
    }

    /// The campaign's year, the Day's: that of every day whose year is not written.
    pub fn year(&self) -> i32 {
        self.day.year()
    }

    /// The last day that still counts, derived from a cut-off: the day on which the last instant before it falls.
    pub fn last_day(&self, cutoff: Stamp) -> Date {
        self.zone.date(cutoff.plus(-1))
    }
}
