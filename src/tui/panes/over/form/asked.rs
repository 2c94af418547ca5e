//! A figure that a field asks for: what it is, and what is on record of it.
//!
//! It must never know the field.

use crate::core::goals::{Bounds, Indicator};
use crate::core::names::{Lang, Text};
use crate::core::time::Stamp;
use crate::reading::numbers;
use crate::tui::panes::over::form::read::Wrong;

/// A figure that is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// Which, as it was when the form was opened.
    pub indicator: Indicator,
    /// What is on record of it in this campaign, and when that was.
    pub last: Option<(f64, Stamp)>,
    /// What is on record in the campaign before: of the unit, or of each of those that it was formed from.
    pub before: Vec<(Text, f64)>,
}

impl Asked {
    /// Is its value yes or no?
    pub fn is_yes_no(&self) -> bool {
        self.indicator.kind == "bool"
    }

    /// What was typed, as a value.
    ///
    /// # Errors
    /// It is no number, it is two, or it cannot be.
    pub fn read(&self, typed: &str) -> Result<f64, Wrong> {
        let n = numbers::figure(Some(&self.indicator), typed).map_err(|wrong| match wrong {
            numbers::Wrong::NotNumber if self.is_yes_no() => Wrong::BadYesNo(typed.to_owned()),
            numbers::Wrong::NotNumber => Wrong::BadNumber,
            numbers::Wrong::Ambiguous(whole, decimal) => Wrong::TwoNumbers(whole, decimal),
        })?;
        match self.indicator.check(n) {
            Bounds::Impossible if self.is_yes_no() => Err(Wrong::BadYesNo(typed.to_owned())),
            Bounds::Impossible => Err(Wrong::Bounds(self.indicator.hard_min, self.indicator.hard_max)),
            Bounds::Inside | Bounds::Unusual => Ok(n),
        }
    }

    /// A value as it stands in a field: read again it is the same, in either language.
    pub fn written(&self, lang: Lang, value: f64) -> String {
        let plain = format!("{value}");
        let local = match lang {
            Lang::Vi => plain.replace('.', ","),
            Lang::En => plain.clone(),
        };
        let (whole, decimal) = numbers::two_ways(lang, value, value);
        let ways = [local, decimal, whole];
        let same = |way: &&String| numbers::figure(Some(&self.indicator), way) == Ok(value);
        ways.iter().find(same).cloned().unwrap_or(plain)
    }
}
