//! From words of the command line to dates, times, numbers and lists; what cannot be read is wrong usage, told with an
//! example. It must never know what the values are for.

use std::path::PathBuf;

use clap::ArgMatches;
use clap::parser::MatchesError;

use crate::cli::fail::Fail;
use crate::core::definition::Definition;
use crate::core::particulars::Symbol;
use crate::core::time::{Date, Stamp, Zone};
use crate::reading;
use crate::reading::dates::Moment;
use crate::reading::{documents, numbers, words};
use crate::text::{Catalogue, line};

fn wrong(cat: &Catalogue, key: &str, name: &str, value: &str) -> Fail {
    Fail::Usage(cat.tr_args(key, &[("name", name.into()), ("value", line(value).into())]))
}

/// What the parser says of an argument. One that the command does not have, or whose values are of another kind, is a
/// slip in our own code and not "not given": builds for development and for tests stop at it.
fn known<T: Default>(id: &str, said: Result<T, MatchesError>) -> T {
    debug_assert!(said.is_ok(), "`{id}` is asked for: {:?}", said.err());
    said.unwrap_or_default()
}

/// Whether the command takes such an argument at all: for what several commands share and not all of them offer.
fn offers(m: &ArgMatches, id: &str) -> bool {
    m.try_contains_id(id).is_ok()
}

/// The text of an option, if it was given.
pub fn text<'a>(m: &'a ArgMatches, id: &str) -> Option<&'a str> {
    known(id, m.try_get_one::<String>(id)).map(String::as_str)
}

/// The path of an option, if it was given.
pub fn path(m: &ArgMatches, id: &str) -> Option<PathBuf> {
    known(id, m.try_get_one::<PathBuf>(id)).cloned()
}

/// The texts of an option that may be given several times, in their order.
pub fn list<'a>(m: &'a ArgMatches, id: &str) -> impl Iterator<Item = &'a String> + use<'a> {
    known(id, m.try_get_many::<String>(id)).into_iter().flatten()
}

/// When it was done, of a command that takes `--at`. What is undone is undone now.
pub fn at(cat: &Catalogue, on: Calendar, m: &ArgMatches) -> Result<Option<Stamp>, Fail> {
    if offers(m, "at") {
        opt_when(cat, on, m, "at")
    } else {
        Ok(None)
    }
}

/// Whether `--yes` was given, by whatever command takes it.
pub fn yes(m: &ArgMatches) -> bool {
    let m = leaf(m);
    offers(m, "yes") && flag(m, "yes")
}

/// The words of the command itself, below the families that it stands in.
fn leaf(m: &ArgMatches) -> &ArgMatches {
    m.subcommand().map_or(m, |(_, below)| leaf(below))
}

/// A flag.
pub fn flag(m: &ArgMatches, id: &str) -> bool {
    known(id, m.try_get_one::<bool>(id)).copied().unwrap_or_default()
}

/// What days without a year and moments without a day are reckoned from.
#[derive(Debug, Clone, Copy)]
pub struct Calendar {
    /// The zone of moments.
    pub zone: Zone,
    /// The day that it is.
    pub today: Date,
    /// The year of `04/06`; none where no campaign says so.
    pub year: Option<i32>,
}

/// A day: `2020-06-04`, `04/06/2020`, `04/06`, `+5`.
pub fn opt_date(cat: &Catalogue, on: Calendar, m: &ArgMatches, id: &str) -> Result<Option<Date>, Fail> {
    let key = match on.year {
        Some(_) => "cli-bad_date",
        None => "cli-bad_whole_date",
    };
    text(m, id)
        .map(|v| {
            reading::dates::date(v, on.today, on.year).ok_or_else(|| wrong(cat, key, &format!("--{id}"), v))
        })
        .transpose()
}

/// `--number` and `--date` of a document; the date may stand behind the number too.
pub fn symbol(cat: &Catalogue, on: Calendar, m: &ArgMatches) -> Result<Symbol, Fail> {
    let typed = text(m, "number").unwrap_or_default();
    let symbol = documents::symbol(typed, on.today, on.year).map_err(|why| match why {
        documents::Wrong::Number => wrong(cat, "cli-bad_document", "--number", typed),
        documents::Wrong::Date => wrong(cat, "cli-bad_date", "--number", typed),
    })?;
    let dated = opt_date(cat, on, m, "date")?.or(symbol.dated);
    Ok(Symbol { dated, ..symbol })
}

/// A moment: RFC 3339, or day and time as people write them; a day alone is its first instant.
pub fn opt_when(cat: &Catalogue, on: Calendar, m: &ArgMatches, id: &str) -> Result<Option<Stamp>, Fail> {
    text(m, id)
        .map(|v| {
            reading::dates::when(v, on.zone, on.today, on.year)
                .ok_or_else(|| wrong(cat, "cli-bad_when", &format!("--{id}"), v))
        })
        .transpose()
}

/// A moment that the clock is set to. No campaign is known yet that could say the year of `04/06`.
pub fn clock(cat: &Catalogue, name: &str, value: &str) -> Result<Moment, Fail> {
    reading::dates::clock_moment(value).ok_or_else(|| wrong(cat, "cli-bad_clock", name, value))
}

/// A whole number of people.
pub fn reach(cat: &Catalogue, value: &str) -> Result<u64, Fail> {
    numbers::whole(value).ok_or_else(|| wrong(cat, "cli-bad_number", "--reach", value))
}

/// Tags, the option given any number of times; each tag once.
pub fn tags(m: &ArgMatches, id: &str) -> Option<Vec<String>> {
    let given: Vec<String> = known(id, m.try_get_many::<String>(id))?.cloned().collect();
    Some(words::tags(&given.join(" ")))
}

/// `ID=VALUE`: the value of an indicator.
pub fn figure(cat: &Catalogue, def: &Definition, pair: &str) -> Result<(String, f64), Fail> {
    let bad = || wrong(cat, "cli-bad_figure", "ID=VALUE", pair);
    let (id, value) = pair.split_once('=').ok_or_else(bad)?;
    let (id, value) = (id.trim(), value.trim());
    match numbers::figure(def.indicator(id), value) {
        Ok(n) => Ok((id.to_owned(), n)),
        Err(numbers::Wrong::NotNumber) => Err(bad()),
        Err(numbers::Wrong::Ambiguous(whole, decimal)) => {
            let (whole, decimal) = numbers::two_ways(cat.lang(), whole, decimal);
            let args = [
                ("name", line(id).into()),
                ("value", line(value).into()),
                ("whole", whole.into()),
                ("decimal", decimal.into()),
            ];
            Err(Fail::Usage(cat.tr_args("cli-two_numbers", &args)))
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::{Arg, ArgAction, Command};

    use super::*;

    fn given(words: &[&str]) -> ArgMatches {
        Command::new("x")
            .arg(Arg::new("note").long("note"))
            .arg(Arg::new("json").long("json").action(ArgAction::SetTrue))
            .try_get_matches_from([&["x"], words].concat())
            .expect("parsed")
    }

    #[test]
    fn what_is_not_given_is_no_slip() {
        let m = given(&[]);
        assert_eq!(text(&m, "note"), None);
        assert_eq!(list(&m, "note").count(), 0);
        assert!(!flag(&m, "json") && !offers(&m, "yes"));
        assert_eq!(text(&given(&["--note", "a"]), "note"), Some("a"));
    }

    #[test]
    #[cfg(debug_assertions)]
    fn an_argument_that_no_command_has_stops_a_test() {
        type Asking = fn(&ArgMatches);
        let slips: [(&str, Asking); 5] = [
            ("text", |m| drop(text(m, "nota").map(str::to_owned))),
            ("flag", |m| assert!(!flag(m, "jason"))),
            ("list", |m| assert_eq!(list(m, "nota").count(), 0)),
            ("tags", |m| assert_eq!(tags(m, "goal"), None)),
            ("another kind", |m| assert_eq!(path(m, "note"), None)),
        ];
        for (what, ask) in slips {
            let asked = std::panic::catch_unwind(move || ask(&given(&["--note", "a"])));
            assert!(asked.is_err(), "{what}");
        }
    }
}
