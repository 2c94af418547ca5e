//! From words of the command line to dates, times, numbers and lists; what cannot be read is wrong usage, told with an
//! example. It must never know what the values are for.

use clap::ArgMatches;

use crate::cli::fail::Fail;
use crate::core::definition::Definition;
use crate::core::time::{Date, Stamp, Zone};
use crate::reading;
use crate::reading::dates::Moment;
use crate::reading::{numbers, words};
use crate::text::{Catalogue, line};

fn wrong(cat: &Catalogue, key: &str, name: &str, value: &str) -> Fail {
    Fail::Usage(cat.tr_args(key, &[("name", name.into()), ("value", line(value).into())]))
}

/// The text of an option, if it was given.
pub fn text<'a>(m: &'a ArgMatches, id: &str) -> Option<&'a str> {
    m.try_get_one::<String>(id).ok().flatten().map(String::as_str)
}

/// The words of the command itself, below the families that it stands in.
pub fn leaf(m: &ArgMatches) -> &ArgMatches {
    m.subcommand().map_or(m, |(_, below)| leaf(below))
}

/// A flag; false also where the command has no such flag.
pub fn flag(m: &ArgMatches, id: &str) -> bool {
    m.try_get_one::<bool>(id).ok().flatten().copied().unwrap_or(false)
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
    let given: Vec<String> = m.try_get_many::<String>(id).ok().flatten()?.cloned().collect();
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
