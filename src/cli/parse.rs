//! From words of the command line to dates, times, numbers and lists; what cannot be read is wrong usage, told with an
//! example. It must never know what the values are for.

use clap::ArgMatches;

use crate::cli::fail::Fail;
use crate::core::definition::Definition;
use crate::core::time::{Date, Stamp, Zone, parse_date};
use crate::reading::words;
use crate::text::fold::folded;
use crate::text::numbers;
use crate::text::{Catalogue, line};

fn wrong(cat: &Catalogue, key: &str, name: &str, value: &str) -> Fail {
    Fail::Usage(cat.tr_args(key, &[("name", name.into()), ("value", line(value).into())]))
}

/// The text of an option, if it was given.
pub fn text<'a>(m: &'a ArgMatches, id: &str) -> Option<&'a str> {
    m.try_get_one::<String>(id).ok().flatten().map(String::as_str)
}

/// A flag; false also where the command has no such flag.
pub fn flag(m: &ArgMatches, id: &str) -> bool {
    m.try_get_one::<bool>(id).ok().flatten().copied().unwrap_or(false)
}

/// `2020-06-04` or `04/06/2020`.
pub fn opt_date(cat: &Catalogue, m: &ArgMatches, id: &str) -> Result<Option<Date>, Fail> {
    text(m, id)
        .map(|v| parse_date(v).ok_or_else(|| wrong(cat, "cli-bad_date", &format!("--{id}"), v)))
        .transpose()
}

/// A moment in a zone: RFC 3339, or date and time as people write them.
pub fn opt_when(cat: &Catalogue, zone: Zone, m: &ArgMatches, id: &str) -> Result<Option<Stamp>, Fail> {
    text(m, id)
        .map(|v| {
            zone.parse_when(v)
                .ok_or_else(|| wrong(cat, "cli-bad_when", &format!("--{id}"), v))
        })
        .transpose()
}

/// RFC 3339 with an offset and nothing else: what moves the clock must say which zone it means.
pub fn rfc3339(cat: &Catalogue, name: &str, value: &str) -> Result<Stamp, Fail> {
    Stamp::parse_rfc3339(value).ok_or_else(|| wrong(cat, "cli-bad_rfc3339", name, value))
}

/// A whole number of people.
pub fn reach(cat: &Catalogue, value: &str) -> Result<u64, Fail> {
    match numbers::parse(cat.lang(), value) {
        Some(n) if n >= 0.0 && n.fract() == 0.0 && n < 9e15 => Ok(n as u64),
        _ => Err(wrong(cat, "cli-bad_number", "--reach", value)),
    }
}

/// Tags, the option given any number of times; each tag once.
pub fn tags(m: &ArgMatches, id: &str) -> Option<Vec<String>> {
    let given: Vec<String> = m.try_get_many::<String>(id).ok().flatten()?.cloned().collect();
    Some(words::tags(&given.join(" ")))
}

/// `ID=VALUE`, the value as the language writes numbers; yes or no where the indicator is one of those.
pub fn figure(cat: &Catalogue, def: &Definition, pair: &str) -> Result<(String, f64), Fail> {
    let bad = || wrong(cat, "cli-bad_figure", "ID=VALUE", pair);
    let (id, value) = pair.split_once('=').ok_or_else(bad)?;
    let (id, value) = (id.trim(), value.trim());
    let yes_no = def.indicator(id).is_some_and(|i| i.kind == "bool");
    let word = folded(value);
    let number = match word.as_str() {
        "yes" | "y" | "true" | "co" if yes_no => Some(1.0),
        "no" | "n" | "false" | "khong" if yes_no => Some(0.0),
        _ => numbers::parse(cat.lang(), value.trim_end_matches('%').trim_end()),
    };
    number.map(|n| (id.to_owned(), n)).ok_or_else(bad)
}
