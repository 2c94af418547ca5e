//! What stands in a cell of a table, before it is told to anybody, and what it is made from.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use crate::core::names::Text;
use crate::core::time::{Date, Stamp, Zone};

/// What stands in one cell; text as it came.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// Nothing: `null`, an empty cell.
    Nothing,
    /// Text from outside, a code, or the stable id of a word.
    Text(Cow<'a, str>),
    /// A whole number.
    Whole(i64),
    /// Any other number.
    Decimal(f64),
    /// A day.
    Date(Date),
    /// A moment, and the zone in which it is told.
    Moment(Stamp, Zone),
    /// Yes or no.
    Yes(bool),
    /// Several.
    List(Vec<Value<'a>>),
    /// Named parts, in the order in which they are told.
    Fields(Vec<(&'static str, Value<'a>)>),
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => s.serialize_none(),
            Self::Text(text) => s.serialize_str(text),
            Self::Whole(n) => s.serialize_i64(*n),
            Self::Decimal(n) => s.serialize_f64(*n),
            Self::Date(date) => date.serialize(s),
            Self::Moment(at, zone) => s.serialize_str(&zone.rfc3339(*at)),
            Self::Yes(yes) => s.serialize_bool(*yes),
            Self::List(list) => s.collect_seq(list),
            Self::Fields(fields) => s.collect_map(fields.iter().map(|(key, value)| (key, value))),
        }
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}
impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}
impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}
impl From<u64> for Value<'_> {
    fn from(n: u64) -> Self {
        Self::Whole(i64::try_from(n).unwrap_or(i64::MAX))
    }
}
impl From<u32> for Value<'_> {
    fn from(n: u32) -> Self {
        Self::Whole(n.into())
    }
}
impl From<usize> for Value<'_> {
    fn from(n: usize) -> Self {
        Self::Whole(i64::try_from(n).unwrap_or(i64::MAX))
    }
}
impl From<f64> for Value<'_> {
    fn from(n: f64) -> Self {
        Self::Decimal(n)
    }
}
impl From<Date> for Value<'_> {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}
impl From<(Stamp, Zone)> for Value<'_> {
    fn from((at, zone): (Stamp, Zone)) -> Self {
        Self::Moment(at, zone)
    }
}
impl From<bool> for Value<'_> {
    fn from(yes: bool) -> Self {
        Self::Yes(yes)
    }
}
impl<'a> From<&'a [String]> for Value<'a> {
    fn from(list: &'a [String]) -> Self {
        Self::List(list.iter().map(Self::from).collect())
    }
}
/// A name in both languages.
impl<'a> From<&'a Text> for Value<'a> {
    fn from(text: &'a Text) -> Self {
        let Text { vi, en } = text;
        Self::Fields(vec![("vi", vi.into()), ("en", en.into())])
    }
}
impl<'a, T: Into<Value<'a>>> From<Vec<T>> for Value<'a> {
    fn from(list: Vec<T>) -> Self {
        Self::List(list.into_iter().map(Into::into).collect())
    }
}
impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Into::into)
    }
}
