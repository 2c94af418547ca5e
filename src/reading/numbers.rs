//! Numbers as people type them, for every door and alike in both languages. It must never know what is counted.
//!
//! A point or a comma before three digits may group thousands or begin decimals. Where whole numbers are wanted it groups.
//! Elsewhere the number is taken only where one of the two readings is possible; else both are told, since the same words
//! must not be two numbers in two languages.

use crate::core::goals::{Bounds, Indicator};
use crate::core::names::Lang;
use crate::text::fold::folded;
use crate::text::numbers;

/// What is wrong with a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Wrong {
    /// It is none.
    NotNumber,
    /// It can be read in two ways: as a whole number and with decimals.
    Ambiguous(f64, f64),
}

/// The two ways of writing a number that can be read in two ways, each of which can be read in one alone: `1234` and
/// `1,2340`.
pub fn two_ways(lang: Lang, whole: f64, decimal: f64) -> (String, String) {
    (format!("{whole}"), numbers::decimal(lang, decimal, 4))
}

/// A number of people: `1234`, `1.234`, `1,234`, `1 234`.
pub fn whole(typed: &str) -> Option<u64> {
    let n = ungroup(typed.trim())?;
    n.parse().ok().filter(|n| *n < 1_000_000_000_000)
}

/// The value of an indicator: a number, with a percent sign if it likes; yes or no where it is one of those. An indicator
/// that nobody knows takes any number.
///
/// # Errors
/// It is no number, or it is two.
pub fn figure(indicator: Option<&Indicator>, typed: &str) -> Result<f64, Wrong> {
    let typed = typed.trim();
    if indicator.is_some_and(|i| i.kind == "bool")
        && let Some(yes) = yes_no(typed)
    {
        return Ok(f64::from(u8::from(yes)));
    }
    let number = typed.strip_suffix('%').unwrap_or(typed).trim_end();
    let possible = |n: f64| indicator.is_none_or(|i| i.check(n) != Bounds::Impossible);
    match decimal(number) {
        Err(Wrong::Ambiguous(whole, decimal)) => match (possible(whole), possible(decimal)) {
            (true, false) => Ok(whole),
            (false, _) => Ok(decimal),
            (true, true) => Err(Wrong::Ambiguous(whole, decimal)),
        },
        read => read,
    }
}

/// Yes or no, in both languages.
fn yes_no(typed: &str) -> Option<bool> {
    match folded(typed).as_str() {
        "yes" | "y" | "true" | "co" => Some(true),
        "no" | "n" | "false" | "khong" => Some(false),
        _ => None,
    }
}

/// A number that may have decimals: `61,5`, `61.5`, `1.234,5`, `1,234.5`, `-3`.
fn decimal(typed: &str) -> Result<f64, Wrong> {
    let (sign, body) = match typed.strip_prefix(['-', '−']) {
        Some(rest) => (-1.0, rest),
        None => (1.0, typed),
    };
    let last = body.rfind(['.', ',']);
    let Some((int, frac)) = last.and_then(|at| Some((body.get(..at)?, body.get(at + 1..)?))) else {
        return machine(&ungroup(body).ok_or(Wrong::NotNumber)?, "").map(|n| signed(sign, n));
    };
    let mark = body.get(int.len()..int.len() + 1).unwrap_or_default();
    let as_whole = ungroup(body).map(|whole| machine(&whole, "")).transpose()?;
    // Two marks of one kind can only group; a mark that also groups before it cannot begin decimals.
    let as_decimal = match ungroup(int) {
        Some(whole) if !int.contains(mark) && !frac.is_empty() => Some(machine(&whole, frac)?),
        _ => None,
    };
    match (as_whole, as_decimal) {
        (Some(whole), Some(decimal)) => Err(Wrong::Ambiguous(signed(sign, whole), signed(sign, decimal))),
        (Some(n), None) | (None, Some(n)) => Ok(signed(sign, n)),
        (None, None) => Err(Wrong::NotNumber),
    }
}

/// Digits before and behind the mark; so no exponent, no infinity, nothing that is not a number.
fn machine(int: &str, frac: &str) -> Result<f64, Wrong> {
    let plain = frac.bytes().all(|b| b.is_ascii_digit()) && int.len() + frac.len() <= 24;
    plain
        .then(|| format!("{int}.{frac}0").parse().ok())
        .flatten()
        .ok_or(Wrong::NotNumber)
}

/// The number with its sign; nothing is nothing, and never less than that: `-0` is `0`.
fn signed(sign: f64, n: f64) -> f64 {
    sign * n + 0.0
}

/// Digits alone, or in groups of three behind a first group of one to three, with one kind of mark: a point, a comma or
/// a blank. Gives the digits.
fn ungroup(typed: &str) -> Option<String> {
    let is_blank = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '_');
    let digits = |g: &str| !g.is_empty() && g.bytes().all(|b| b.is_ascii_digit());
    let Some(mark) = typed.chars().find(|c| !c.is_ascii_digit()) else {
        return digits(typed).then(|| typed.to_owned());
    };
    if !(is_blank(mark) || matches!(mark, '.' | ',')) {
        return None;
    }
    let groups: Vec<&str> = typed.split(mark).collect();
    let (first, rest) = groups.split_first()?;
    let well = digits(first)
        && first.len() <= 3
        && !first.starts_with('0')
        && rest.iter().all(|g| g.len() == 3 && digits(g));
    well.then(|| groups.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_whole() {
        for (typed, want) in [
            ("250", Some(250)),
            (" 1234 ", Some(1234)),
            ("1.000", Some(1000)),
            ("1,000", Some(1000)),
            ("1 000", Some(1000)),
            ("1\u{a0}000", Some(1000)),
            ("12.345.678", Some(12_345_678)),
            ("12,345,678", Some(12_345_678)),
            ("0", Some(0)),
            ("1.000,5", None),
            ("1.000,000", None),
            ("1.5", None),
            ("1,00", None),
            ("10 00", None),
            ("0.125", None),
            ("-3", None),
            ("1e3", None),
            ("", None),
            ("999.999.999.999", Some(999_999_999_999)),
            ("1.000.000.000.000", None),
            ("99999999999999999999999", None),
        ] {
            assert_eq!(whole(typed), want, "{typed:?}");
        }
    }

    #[test]
    fn what_is_two_numbers_is_none() {
        let number = |n: f64| Ok(n);
        for (typed, want) in [
            ("61,5", number(61.5)),
            ("61.5", number(61.5)),
            ("1.234", Err(Wrong::Ambiguous(1234.0, 1.234))),
            ("1,234", Err(Wrong::Ambiguous(1234.0, 1.234))),
            ("-1,234", Err(Wrong::Ambiguous(-1234.0, -1.234))),
            ("1.2340", number(1.234)),
            ("1,2340", number(1.234)),
            ("1234", number(1234.0)),
            ("0.125", number(0.125)),
            ("1.234.567", number(1_234_567.0)),
            ("1.234.567,8", number(1_234_567.8)),
            ("1.234,567", number(1_234.567)),
            ("1,234.5", number(1234.5)),
            ("1 234", number(1234.0)),
            ("1 234,567", number(1234.567)),
            ("12%", number(12.0)),
            ("−3", number(-3.0)),
            ("1.23.4", Err(Wrong::NotNumber)),
            ("1,2,3", Err(Wrong::NotNumber)),
            ("1.234,567,8", Err(Wrong::NotNumber)),
            ("12.", Err(Wrong::NotNumber)),
            (".5", Err(Wrong::NotNumber)),
            ("", Err(Wrong::NotNumber)),
            ("1e9", Err(Wrong::NotNumber)),
            ("NaN", Err(Wrong::NotNumber)),
            ("inf", Err(Wrong::NotNumber)),
            ("-inf", Err(Wrong::NotNumber)),
            ("0x10", Err(Wrong::NotNumber)),
            ("chín", Err(Wrong::NotNumber)),
            ("1.5é", Err(Wrong::NotNumber)),
        ] {
            assert_eq!(figure(None, typed), want, "{typed:?}");
        }
        for nothing in ["-0", "−0", "-0,0", "-0%"] {
            let read = figure(None, nothing).map(f64::to_bits);
            assert_eq!(read, Ok(0.0_f64.to_bits()), "{nothing:?}");
        }
        assert_eq!(
            two_ways(Lang::Vi, 1234.0, 1.234),
            ("1234".into(), "1,2340".into())
        );
    }
}
