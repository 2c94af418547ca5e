//! The values of cells, each through the one reader of its kind (`reading/`), and what is wrong with one.

use super::cells::Value;
use crate::core::definition::Definition;
use crate::core::goals::{Bounds, Indicator};
use crate::core::names::Lang;
use crate::core::time::{Date, YEARS};
use crate::reading::{dates, numbers, words};
use crate::text::{Catalogue, folded};

/// A cell that could not be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Trouble {
    /// The sheet.
    pub sheet: String,
    /// The cell, as `C5`.
    pub cell: String,
    /// What stands there.
    pub written: String,
    /// What is wrong with it.
    pub wrong: Wrong,
}

/// What is wrong with a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Wrong {
    /// It should say something: this heading's message.
    Missing(&'static str),
    /// A formula that came to nothing.
    Formula,
    /// No day.
    NoDay,
    /// The last day lies before the first.
    Reversed,
    /// No number.
    NoNumber,
    /// A number that can be read in two ways.
    TwoWays(f64, f64),
    /// A value that the figure cannot have, with the bounds.
    Impossible(f64, f64),
    /// None of the words of the list.
    NotInList,
    /// No such SDG or goal.
    NoGoal,
    /// No number and symbol of a document.
    NoSymbol,
    /// Longer than a title may be.
    TooLong,
    /// The campaign asks for no such figure.
    NoFigure,
}

/// A cell that is being read: where it stands.
#[derive(Clone, Copy)]
pub(super) struct Spot<'a> {
    pub sheet: &'a str,
    pub row: u32,
    pub column: u32,
}

/// Reads values, and keeps what could not be read.
pub(super) struct Reader<'a> {
    pub def: &'a Definition,
    pub today: Date,
    pub both: [Catalogue; 2],
    pub troubles: Vec<Trouble>,
}

impl Reader<'_> {
    pub fn trouble(&mut self, at: Spot<'_>, value: Option<&Value>, wrong: Wrong) {
        self.troubles.push(Trouble {
            sheet: at.sheet.to_owned(),
            cell: at.name(),
            written: value.map(written).unwrap_or_default(),
            wrong,
        });
    }

    pub fn figure(&mut self, at: Spot<'_>, value: &Value, indicator: &Indicator) -> Option<f64> {
        let n = match value {
            Value::Number(n) => Ok(*n),
            Value::Truth(yes) => Ok(f64::from(u8::from(*yes))),
            Value::Text(text) => numbers::figure(Some(indicator), text).map_err(|wrong| match wrong {
                numbers::Wrong::NotNumber => Wrong::NoNumber,
                numbers::Wrong::Ambiguous(whole, decimal) => Wrong::TwoWays(whole, decimal),
            }),
            Value::Error(_) => Err(Wrong::Formula),
            Value::Day(_) => Err(Wrong::NoNumber),
        };
        let possible = n.and_then(|n| match indicator.check(n) {
            Bounds::Impossible => Err(Wrong::Impossible(indicator.hard_min, indicator.hard_max)),
            Bounds::Inside | Bounds::Unusual => Ok(n),
        });
        self.kept(at, value, possible)
    }

    pub fn people(&mut self, at: Spot<'_>, value: &Value) -> Option<u64> {
        let n = match value {
            Value::Number(n) if n.fract() == 0.0 && (0.0..1e12).contains(n) => Ok(*n as u64),
            Value::Text(text) => numbers::whole(text).ok_or(Wrong::NoNumber),
            Value::Error(_) => Err(Wrong::Formula),
            Value::Number(_) | Value::Truth(_) | Value::Day(_) => Err(Wrong::NoNumber),
        };
        self.kept(at, value, n)
    }

    /// A day as a spreadsheet keeps it, as its bare number (counted from the end of 1899), or as somebody typed it.
    pub fn day(&mut self, at: Spot<'_>, value: &Value) -> Option<Date> {
        let day = match value {
            Value::Day(day) => Some(*day),
            Value::Text(text) => dates::date(text, self.today, self.def.year()),
            Value::Number(n) if n.fract() == 0.0 && (30_000.0..80_000.0).contains(n) => {
                let first = Date::from_ymd_opt(1899, 12, 30);
                first.and_then(|d| d.checked_add_days(chrono::Days::new(*n as u64)))
            }
            Value::Error(_) => {
                self.trouble(at, Some(value), Wrong::Formula);
                return None;
            }
            Value::Number(_) | Value::Truth(_) => None,
        };
        let day = day.filter(|d| YEARS.contains(&chrono::Datelike::year(d)));
        self.kept(at, value, day.ok_or(Wrong::NoDay))
    }

    pub fn kind(&mut self, at: Spot<'_>, value: &Value) -> Option<String> {
        let text = plain(&written(value));
        let is = |k: &&crate::core::definition::ActivityKind| {
            k.id == text || [Lang::Vi, Lang::En].iter().any(|l| plain(k.name.get(*l)) == text)
        };
        let found = self.def.activity_kinds.iter().find(is).map(|k| k.id.clone());
        self.kept(at, value, found.ok_or(Wrong::NotInList))
    }

    pub fn chosen<T: Copy>(&mut self, at: Spot<'_>, value: &Value, known: &[(T, &str, String)]) -> Option<T> {
        let text = plain(&written(value));
        let is = |(_, id, key): &&(T, &str, String)| {
            text == *id || self.both.iter().any(|cat| plain(&cat.tr(key)) == text)
        };
        let found = known.iter().find(is).map(|(what, ..)| *what);
        self.kept(at, value, found.ok_or(Wrong::NotInList))
    }

    /// Goals or SDGs by their numbers; those that there are, and the others told.
    pub fn tags(&mut self, at: Spot<'_>, value: &Value, knows: fn(&Definition, &str) -> bool) -> Vec<String> {
        let text = match value {
            // `9.4` typed into a cell has become a number.
            Value::Number(n) => format!("{n}"),
            other => written(other).replace(['\n', '、'], ";"),
        };
        let bare = |tag: String| {
            tag.trim_start_matches(|c: char| !c.is_ascii_digit())
                .to_lowercase()
        };
        let (good, bad): (Vec<String>, Vec<String>) = words::tags(&text)
            .into_iter()
            .map(bare)
            .partition(|tag| knows(self.def, tag));
        if !bad.is_empty() {
            self.trouble(at, Some(value), Wrong::NoGoal);
        }
        good
    }

    fn kept<T>(&mut self, at: Spot<'_>, value: &Value, read: Result<T, Wrong>) -> Option<T> {
        match read {
            Ok(good) => Some(good),
            Err(wrong) => {
                self.trouble(at, Some(value), wrong);
                None
            }
        }
    }
}

impl Spot<'_> {
    /// Its name, as `C5`.
    pub fn name(self) -> String {
        let mut letters = Vec::new();
        let mut n = self.column + 1;
        while n > 0 {
            letters.push(char::from(b'A' + ((n - 1) % 26) as u8));
            n = (n - 1) / 26;
        }
        letters
            .iter()
            .rev()
            .chain(
                self.row
                    .saturating_add(1)
                    .to_string()
                    .chars()
                    .collect::<Vec<_>>()
                    .iter(),
            )
            .collect()
    }
}

/// A text for comparing: without marks, case and double blanks, without what stands in brackets or marks a duty.
pub(super) fn plain(text: &str) -> String {
    let text = text.split('(').next().unwrap_or(text);
    let folded = folded(text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | ':' | '.')));
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands in a cell, as text.
pub(super) fn written(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Error(text) => text.clone(),
        Value::Number(n) => format!("{n}"),
        Value::Truth(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        Value::Day(day) => day.format("%d/%m/%Y").to_string(),
    }
}
