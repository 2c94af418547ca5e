//! What is on record of a message to a unit: on which occasion, to which address, under which name, and what became of it.
//!
//! The stored words are for ever, as in `core/fact.rs`. It must never know who is due one; that is `core/remind/`.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::core::fact::{ReminderFact, ReminderFactKind};
use crate::core::names::{Actor, CmdId, UnitCode};
use crate::core::official::FURTHEST;
use crate::core::time::{Date, Stamp};
use crate::core::unit::Entry;

/// On which occasion a unit is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Occasion {
    /// A step of the ladder: days from the last day on which a report counts, before it below zero.
    Step(i16),
    /// A correction is due, or was so many days ago.
    Correction(i16),
    /// Somebody asked for it, on no step.
    Asked,
    /// The report was sent back.
    Returned,
    /// The report has arrived.
    Receipt,
    /// The year's letter itself.
    Call,
}

impl Occasion {
    /// The stable word: `-14`, `+1`, `due`, `due+7`, `asked`, `returned`, `receipt`, `call`. It may stand in a message's name.
    pub fn id(self) -> String {
        match self {
            Self::Step(n) => format!("{n:+}"),
            Self::Correction(0) => "due".to_owned(),
            Self::Correction(n) => format!("due{n:+}"),
            Self::Asked => "asked".to_owned(),
            Self::Returned => "returned".to_owned(),
            Self::Receipt => "receipt".to_owned(),
            Self::Call => "call".to_owned(),
        }
    }

    /// The occasion of that word.
    pub fn from_id(id: &str) -> Option<Self> {
        let days = |s: &str| -> Option<i16> {
            let n: i16 = s.parse().ok()?;
            (s.starts_with(['+', '-']) && (-FURTHEST..=FURTHEST).contains(&n)).then_some(n)
        };
        match id {
            "due" => Some(Self::Correction(0)),
            "asked" => Some(Self::Asked),
            "returned" => Some(Self::Returned),
            "receipt" => Some(Self::Receipt),
            "call" => Some(Self::Call),
            _ => match id.strip_prefix("due") {
                Some(rest) => days(rest).map(Self::Correction),
                None => days(id).map(Self::Step),
            },
        }
    }

    /// Does it remind of what is owed? Of such an address gets one a day. The others tell of something that was done.
    pub fn reminds(self) -> bool {
        match self {
            Self::Step(_) | Self::Correction(_) | Self::Asked => true,
            Self::Returned | Self::Receipt | Self::Call => false,
        }
    }
}

impl Serialize for Occasion {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.id())
    }
}

impl<'de> Deserialize<'de> for Occasion {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let id = String::deserialize(d)?;
        Self::from_id(&id).ok_or_else(|| D::Error::custom(id))
    }
}

/// A message to a unit: the payload of every fact about one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminded {
    /// On which occasion.
    pub step: Occasion,
    /// The last day that it speaks of. An extension begins the ladder anew, because it makes another one.
    #[serde(with = "crate::core::time::maybe_day")]
    pub due: Option<Date>,
    /// The day for which it was made, in the campaign's zone.
    #[serde(with = "crate::core::time::day")]
    pub day: Date,
    /// To which address.
    pub to: String,
    /// Its `Message-ID`, without the brackets. Several units of one address have one message.
    pub message_id: String,
    /// The code with which a server answered, if one did.
    #[serde(default)]
    pub code: Option<u16>,
    /// What the server said, or who settled it and why; cleaned, and empty where nothing was said.
    #[serde(default)]
    pub said: String,
}

/// A message to a unit, and what became of it: what a command puts on record.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Which unit.
    pub unit: UnitCode,
    /// What became of it.
    pub fact: ReminderFact,
}

impl Message {
    /// Is it what became of a message that a server was asked to carry, and not one that is being made?
    pub fn is_outcome(&self) -> bool {
        !matches!(self.fact, ReminderFact::Drafted(_))
    }
}

/// A message as it stands: what became of it last.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reminder {
    /// When that happened.
    pub at: Stamp,
    /// Who made or sent it.
    pub actor: Actor,
    /// The message, and what became of it.
    pub fact: ReminderFact,
}

impl ReminderFact {
    /// The message that it is about.
    pub fn message(&self) -> &Reminded {
        match self {
            Self::Drafted(m) | Self::Sent(m) | Self::Refused(m) | Self::NotSent(m) | Self::Unknown(m) => m,
        }
    }

    /// The same, to be changed.
    pub(super) fn message_mut(&mut self) -> &mut Reminded {
        match self {
            Self::Drafted(m) | Self::Sent(m) | Self::Refused(m) | Self::NotSent(m) | Self::Unknown(m) => m,
        }
    }

    /// What became of it, in a stable word: `drafted`, `sent`, `refused`, `not_sent`, `unknown`.
    pub fn outcome(&self) -> &'static str {
        match ReminderFactKind::of(self) {
            ReminderFactKind::Drafted => "drafted",
            ReminderFactKind::Sent => "sent",
            ReminderFactKind::Refused => "refused",
            ReminderFactKind::NotSent => "not_sent",
            ReminderFactKind::Unknown => "unknown",
        }
    }

    /// Is the message out of our hands, or in those of a person? Only one that never left is made again.
    pub fn is_done(&self) -> bool {
        match self {
            Self::Drafted(_) | Self::Sent(_) | Self::Refused(_) | Self::Unknown(_) => true,
            Self::NotSent(_) => false,
        }
    }
}

/// Takes in what became of a message: the last that is known of it takes the place of what was known before.
pub(super) fn take(messages: &mut Vec<Reminder>, e: &Entry, fact: &ReminderFact) {
    let now = Reminder {
        at: e.at,
        actor: e.actor.clone(),
        fact: fact.clone(),
    };
    let name = &fact.message().message_id;
    let known = messages
        .iter_mut()
        .rfind(|r| r.fact.message().message_id == *name);
    match known {
        Some(known) => *known = now,
        None => messages.push(now),
    }
}

/// The name of a message: from the command that makes it, the unit that it goes to, and the occasion. Several units of one
/// address are joined, so that what answers it is not taken for one of them alone.
pub fn message_id(cmd: CmdId, units: &[UnitCode], step: Occasion, domain: &str) -> String {
    let units: Vec<&str> = units.iter().map(UnitCode::as_str).collect();
    format!("ketnoi.{cmd}.{}.{}@{domain}", units.join("_"), step.id())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_occasion_reads_back_from_its_word() {
        let days = (-FURTHEST..=FURTHEST).flat_map(|n| [Occasion::Step(n), Occasion::Correction(n)]);
        let others = [
            Occasion::Asked,
            Occasion::Returned,
            Occasion::Receipt,
            Occasion::Call,
        ];
        for occasion in days.chain(others) {
            assert_eq!(Occasion::from_id(&occasion.id()), Some(occasion));
        }
        for word in ["", "7", "+91", "due7", "x"] {
            assert_eq!(Occasion::from_id(word), None, "{word}");
        }
    }
}
