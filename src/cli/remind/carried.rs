//! What became of each message of a run, for people and for programs.

use serde::Serialize;

use crate::cli::fail::Fail;
use crate::cli::out;
use crate::cli::session::Session;
use crate::cli::units;
use crate::core::campaign::Campaign;
use crate::core::fact::ReminderFact;
use crate::core::names::UnitCode;
use crate::core::remind::Posting;
use crate::core::reminder::Reminded;
use crate::core::time::{Date, Stamp, Zone};
use crate::failure;
use crate::post::{Outcome, Trouble, Why};
use crate::text::{Catalogue, dates, line};

/// What became of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate {
    /// It was handed to the server, which said, or did not, what became of it.
    Tried(Outcome),
    /// Another sender has it in hand.
    InHand,
    /// It may have left before; a person has to say.
    MayHaveLeft,
    /// It went before.
    Done,
    /// It failed before, and is tried again from then on.
    Later(Stamp),
    /// The unit owes nothing any more.
    NoLonger,
    /// It cannot be written as a message that may leave.
    Unsendable,
    /// The run ended before it was its turn.
    Left,
}

impl Fate {
    /// Was the server asked?
    pub fn was_tried(&self) -> bool {
        matches!(self, Self::Tried(_))
    }

    /// Should somebody look at it?
    pub fn is_amiss(&self) -> bool {
        match self {
            Self::Tried(Outcome::NotSent(trouble)) => !matches!(trouble.why, Why::Taken | Why::Stopped),
            Self::Tried(Outcome::Refused { .. } | Outcome::Unknown(_))
            | Self::MayHaveLeft
            | Self::Unsendable => true,
            Self::Tried(Outcome::Sent { .. })
            | Self::InHand
            | Self::Done
            | Self::Later(_)
            | Self::NoLonger
            | Self::Left => false,
        }
    }

    /// The stable word.
    fn id(&self) -> &'static str {
        match self {
            Self::Tried(Outcome::Sent { .. }) => "sent",
            Self::Tried(Outcome::Refused { .. }) => "refused",
            Self::Tried(Outcome::NotSent(_)) => "not_sent",
            Self::Tried(Outcome::Unknown(_)) => "unknown",
            Self::InHand => "in_hand",
            Self::MayHaveLeft => "may_have_left",
            Self::Done => "done",
            Self::Later(_) => "later",
            Self::NoLonger => "no_longer_due",
            Self::Unsendable => "unsendable",
            Self::Left => "left",
        }
    }
}

/// A message of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Carried {
    to: String,
    units: Vec<UnitCode>,
    step: String,
    name: Option<String>,
    pub fate: Fate,
}

impl Carried {
    /// A message, and what became of it.
    pub fn of(campaign: &Campaign, posting: &Posting, fate: Fate) -> Self {
        Self {
            to: posting.to.clone(),
            units: posting.units(campaign),
            step: posting.step().id(),
            name: None,
            fate,
        }
    }

    /// One whose turn did not come.
    pub fn left(campaign: &Campaign, posting: &Posting) -> Self {
        Self::of(campaign, posting, Fate::Left)
    }

    /// One that the server was asked to carry, under this name.
    pub fn sent(campaign: &Campaign, posting: &Posting, name: &str, outcome: Outcome) -> Self {
        Self {
            name: Some(name.to_owned()),
            ..Self::of(campaign, posting, Fate::Tried(outcome))
        }
    }

    /// As what it goes on record; not at all where it is somebody else's, or nobody asked the server for good.
    pub fn fact(&self) -> Option<fn(Reminded) -> ReminderFact> {
        match &self.fate {
            Fate::Tried(Outcome::Sent { .. }) => Some(ReminderFact::Sent),
            Fate::Tried(Outcome::Refused { .. }) => Some(ReminderFact::Refused),
            Fate::Tried(Outcome::NotSent(trouble)) if trouble.why == Why::Taken => None,
            Fate::Tried(Outcome::NotSent(_)) => Some(ReminderFact::NotSent),
            Fate::Tried(Outcome::Unknown(_)) => Some(ReminderFact::Unknown),
            Fate::InHand
            | Fate::MayHaveLeft
            | Fate::Done
            | Fate::Later(_)
            | Fate::NoLonger
            | Fate::Unsendable
            | Fate::Left => None,
        }
    }

    /// The number and the words of the answer, cleaned.
    pub fn answer(&self) -> (Option<u16>, String) {
        let of = |trouble: &Trouble| {
            let words = if trouble.detail.is_empty() {
                trouble.why.id().to_owned()
            } else {
                trouble.detail.clone()
            };
            (trouble.code, words)
        };
        match &self.fate {
            Fate::Tried(Outcome::Sent { code, text } | Outcome::Refused { code, text, .. }) => {
                (Some(*code), text.clone())
            }
            Fate::Tried(Outcome::NotSent(trouble) | Outcome::Unknown(trouble)) => of(trouble),
            Fate::InHand
            | Fate::MayHaveLeft
            | Fate::Done
            | Fate::Later(_)
            | Fate::NoLonger
            | Fate::Unsendable
            | Fate::Left => (None, String::new()),
        }
    }

    /// What of it is the server's trouble, so that no other message would fare better.
    pub fn ends_run(&self) -> Option<Trouble> {
        match &self.fate {
            Fate::Tried(Outcome::NotSent(trouble))
                if trouble.is_of_server() && trouble.why != Why::Stopped =>
            {
                Some(trouble.clone())
            }
            _ => None,
        }
    }

    /// What became of it, in a few words.
    pub fn words(&self, cat: &Catalogue, zone: Zone) -> String {
        let (code, said) = self.answer();
        let told = match &self.fate {
            Fate::Tried(Outcome::NotSent(trouble) | Outcome::Unknown(trouble)) => {
                failure::post_why(cat, trouble)
            }
            _ => said,
        };
        let when = match &self.fate {
            Fate::Later(at) => dates::full_time(zone, *at),
            _ => String::new(),
        };
        let args = [
            ("code", code.map_or_else(String::new, |c| c.to_string()).into()),
            ("said", told.into()),
            ("when", when.into()),
        ];
        cat.tr_args(&format!("carried_fate-{}", self.fate.id()), &args)
    }
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    campaign: &'a str,
    day: String,
    messages: Vec<Row<'a>>,
    sent: usize,
    refused: usize,
    not_sent: usize,
    unknown: usize,
    left: usize,
}

#[derive(Serialize)]
struct Row<'a> {
    to: &'a str,
    units: Vec<&'a str>,
    step: &'a str,
    outcome: &'static str,
    message_id: Option<&'a str>,
    code: Option<u16>,
    said: String,
    /// At which step of the exchange and why, where the server has not said it.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'static str>,
}

fn row(carried: &Carried) -> Row<'_> {
    let (code, said) = carried.answer();
    let (at, why) = match &carried.fate {
        Fate::Tried(Outcome::NotSent(t) | Outcome::Unknown(t)) => (Some(t.step.id()), Some(t.why.id())),
        Fate::Tried(Outcome::Refused { step, .. }) => (Some(step.id()), None),
        _ => (None, None),
    };
    Row {
        to: &carried.to,
        units: carried.units.iter().map(UnitCode::as_str).collect(),
        step: &carried.step,
        outcome: carried.fate.id(),
        message_id: carried.name.as_deref(),
        code,
        said,
        at,
        why,
    }
}

/// Tells what became of all of them.
///
/// # Errors
/// It cannot be written.
pub(super) fn tell(s: &Session, campaign: &Campaign, day: Date, all: &[Carried]) -> Result<(), Fail> {
    let count = |id: &str| all.iter().filter(|c| c.fate.id() == id).count();
    let [sent, refused, not_sent, unknown, left] =
        ["sent", "refused", "not_sent", "unknown", "left"].map(count);
    if s.json {
        let document = Document {
            schema: "ketnoi.sent/1",
            campaign: campaign.id().as_str(),
            day: day.to_string(),
            messages: all.iter().map(row).collect(),
            sent,
            refused,
            not_sent,
            unknown,
            left,
        };
        return out::json(&s.cat, &document);
    }
    let told = all.iter().filter(|c| c.fate != Fate::Left).map(|c| {
        let args = [
            ("to", line(&c.to).into_owned().into()),
            ("units", units::names(campaign, &c.units, s.cat.lang()).into()),
            ("outcome", c.words(&s.cat, campaign.def().zone).into()),
        ];
        s.cat.tr_args("carried-line", &args)
    });
    let mut lines: Vec<String> = told.collect();
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let args = [
        ("sent", number(sent).into()),
        ("refused", number(refused).into()),
        ("not_sent", number(not_sent).into()),
        ("unknown", number(unknown).into()),
    ];
    lines.push(if all.is_empty() {
        s.cat.tr("carried-nothing").into_owned()
    } else {
        s.cat.tr_args("carried-sum", &args)
    });
    if left > 0 {
        lines.push(s.cat.tr_args("carried-rest", &[("n", number(left).into())]));
    }
    out::lines(&s.cat, lines)
}
