//! What became of each message of a run.

use crate::core::campaign::Campaign;
use crate::core::fact::ReminderFact;
use crate::core::names::UnitCode;
use crate::core::remind::Posting;
use crate::core::reminder::Reminded;
use crate::core::time::{Stamp, Zone};
use crate::failure;
use crate::post::{Outcome, Trouble, Why};
use crate::text::{Catalogue, dates, line};

/// What became of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
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
    pub fn id(&self) -> &'static str {
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
pub struct Carried {
    /// To which address.
    pub to: String,
    /// About which units.
    pub units: Vec<UnitCode>,
    /// On which occasion, in its stable word.
    pub step: String,
    /// Its `Message-ID`, where the server was asked.
    pub name: Option<String>,
    /// What became of it.
    pub fate: Fate,
}

impl Carried {
    /// A message, and what became of it.
    pub(super) fn of(campaign: &Campaign, posting: &Posting, fate: Fate) -> Self {
        Self {
            to: posting.to.clone(),
            units: posting.units(campaign),
            step: posting.step().id(),
            name: None,
            fate,
        }
    }

    /// One whose turn did not come.
    pub(super) fn left(campaign: &Campaign, posting: &Posting) -> Self {
        Self::of(campaign, posting, Fate::Left)
    }

    /// One that the server was asked to carry, under this name.
    pub(super) fn sent(campaign: &Campaign, posting: &Posting, name: &str, outcome: Outcome) -> Self {
        Self {
            name: Some(name.to_owned()),
            ..Self::of(campaign, posting, Fate::Tried(outcome))
        }
    }

    /// As what it goes on record; not at all where it is somebody else's, or nobody asked the server for good.
    pub(super) fn fact(&self) -> Option<fn(Reminded) -> ReminderFact> {
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

    /// That it could not be put on record, and what that means.
    pub fn unrecorded(&self, cat: &Catalogue, zone: Zone) -> String {
        let args = [
            ("to", line(&self.to).into_owned().into()),
            ("outcome", self.words(cat, zone).into()),
        ];
        cat.tr_args("remind-unrecorded", &args)
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

/// How many of a run ended how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Taken by the server.
    pub sent: usize,
    /// Refused by it for good.
    pub refused: usize,
    /// Not sent, and due again.
    pub not_sent: usize,
    /// Nobody knows.
    pub unknown: usize,
    /// Left for the next run.
    pub left: usize,
}

impl Tally {
    /// Of these messages.
    pub fn of(all: &[Carried]) -> Self {
        let count = |id: &str| all.iter().filter(|c| c.fate.id() == id).count();
        let [sent, refused, not_sent, unknown, left] =
            ["sent", "refused", "not_sent", "unknown", "left"].map(count);
        Self {
            sent,
            refused,
            not_sent,
            unknown,
            left,
        }
    }

    /// In a sentence or two; of a run over nobody that nobody was due anything.
    pub fn words(&self, cat: &Catalogue, messages: usize) -> Vec<String> {
        let args = [
            ("sent", self.sent.into()),
            ("refused", self.refused.into()),
            ("not_sent", self.not_sent.into()),
            ("unknown", self.unknown.into()),
        ];
        let sum = match messages {
            0 => cat.tr("carried-nothing").into_owned(),
            _ => cat.tr_args("carried-sum", &args),
        };
        let rest = (self.left > 0).then(|| cat.tr_args("carried-rest", &[("n", self.left.into())]));
        [sum].into_iter().chain(rest).collect()
    }

    /// The same in a few words, without what there is none of.
    pub fn short(&self, cat: &Catalogue) -> String {
        let all = [
            ("carried-n_sent", self.sent),
            ("carried-n_refused", self.refused),
            ("carried-n_not_sent", self.not_sent),
            ("carried-n_unknown", self.unknown),
            ("carried-n_left", self.left),
        ];
        let told = all.into_iter().filter(|(_, n)| *n > 0);
        let told: Vec<String> = told
            .map(|(key, n)| cat.tr_args(key, &[("n", n.into())]))
            .collect();
        if told.is_empty() {
            return cat.tr("carried-none").into_owned();
        }
        cat.tr_args("carried-told", &[("all", told.join(", ").into())])
    }
}
