//! Identifiers, as types of their own, so that a unit's code can never stand where an actor's name is wanted.
//!
//! Nothing here knows what the names are used for; everything above may use them.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::fmt;
use std::sync::Arc;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize};

/// The two languages of the house. Data carries both; which one is shown is decided above the core.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Vietnamese, the first language.
    #[default]
    Vi,
    /// English.
    En,
}

/// A piece of data that exists in both languages (a name, the letter's wording), not a sentence of ours.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Text {
    /// Both languages at once.
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            vi: vi.into(),
            en: en.into(),
        }
    }

    /// The wording in `lang`; falls back to the other one where it is empty.
    pub fn get(&self, lang: Lang) -> &str {
        let (first, second) = match lang {
            Lang::Vi => (&self.vi, &self.en),
            Lang::En => (&self.en, &self.vi),
        };
        if first.is_empty() { second } else { first }
    }
}

macro_rules! text_name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The name as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(s: &str) -> Self {
                Self(s.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(s: String) -> Self {
                Self(s)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_name!(
    /// A campaign, such as `wtisd-2020`. Also the name of its stream of facts.
    CampaignId
);
text_name!(
    /// A unit's code inside its roster, such as `01`. Codes of two rosters are never compared
    /// (15 is Yên Bái in one and Lào Cai in the other).
    UnitCode
);
/// Who acts: the name that stands in the journal. Every fact carries some, and so does whatever is made of it: copies share
/// one text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize)]
#[serde(transparent)]
pub struct Actor(Arc<str>);

impl Actor {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Actor {
    fn from(s: &str) -> Self {
        Self(shared(s))
    }
}

impl From<String> for Actor {
    fn from(s: String) -> Self {
        Self(shared(&s))
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Actor {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Name;

        impl Visitor<'_> for Name {
            type Value = Actor;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("name")
            }

            fn visit_str<E: serde::de::Error>(self, s: &str) -> Result<Actor, E> {
                Ok(Actor::from(s))
            }
        }

        d.deserialize_str(Name)
    }
}

/// Names that were made last, of which the next one is probably one: a house has few people, and what is read of it has
/// their names a thousand times.
const AT_HAND: usize = 8;

thread_local! {
    static LAST: RefCell<VecDeque<Arc<str>>> = const { RefCell::new(VecDeque::new()) };
}

fn shared(name: &str) -> Arc<str> {
    LAST.with_borrow_mut(|last| {
        if let Some(same) = last.iter().find(|text| &***text == name) {
            return same.clone();
        }
        let new: Arc<str> = name.into();
        last.truncate(AT_HAND - 1);
        last.push_front(new.clone());
        new
    })
}
text_name!(
    /// An activity, `CBG-3`: the unit's abbreviation and the unit's own counter.
    ActivityId
);
text_name!(
    /// The SHA-256 of an attached file, 64 lowercase hexadecimal digits.
    BlobId
);
text_name!(
    /// A letter, named by what is in it (decision 3): a SHA-256 as 64 lowercase hexadecimal digits.
    LetterId
);

impl ActivityId {
    /// The number of an activity within its unit: `CBG-3` gives 3. A unit keeps its activities in this order.
    pub fn counter(&self) -> u32 {
        let number = self.as_str().rsplit('-').next();
        number.and_then(|n| n.parse().ok()).unwrap_or(0)
    }
}

/// One command, as a ULID minted by the caller. The same id a second time appends nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct CmdId(pub ulid::Ulid);

impl CmdId {
    /// Reads the 26 characters of a ULID.
    pub fn parse(s: &str) -> Option<Self> {
        ulid::Ulid::from_string(s).ok().map(Self)
    }
}

impl fmt::Display for CmdId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for CmdId {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        if s.is_human_readable() {
            s.collect_str(&self.0)
        } else {
            u128::from(self.0).serialize(s)
        }
    }
}

impl<'de> Deserialize<'de> for CmdId {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        if d.is_human_readable() {
            let s = String::deserialize(d)?;
            Self::parse(&s).ok_or_else(|| serde::de::Error::custom("not a ULID"))
        } else {
            u128::deserialize(d).map(|n| Self(ulid::Ulid(n)))
        }
    }
}

fn is_digest(text: &str) -> bool {
    let is_digit = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    text.len() == 64 && text.bytes().all(is_digit)
}

impl BlobId {
    /// True for 64 lowercase hexadecimal digits, the only shape that may become a file name.
    pub fn is_well_formed(&self) -> bool {
        is_digest(&self.0)
    }
}

impl LetterId {
    /// True for 64 lowercase hexadecimal digits.
    pub fn is_well_formed(&self) -> bool {
        is_digest(&self.0)
    }
}

/// The stream that belongs to no campaign (decision 4).
pub const HOUSE_STREAM: &str = "house";

/// A unit's place in its roster. Valid only together with the roster it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct UnitIx(pub u32);

impl UnitIx {
    /// The place as an index into a slice.
    pub fn at(self) -> usize {
        self.0 as usize
    }
}
