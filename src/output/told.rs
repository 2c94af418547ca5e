//! What is said beside what a command did: files that were there already, what does not take effect, and who is missing
//! when a campaign is closed. Sentences are clean; the rows are parts of `ketnoi.receipt/1`.
//!
//! | field | what |
//! |---|---|
//! | `already_there` | each file that was there already: the name it was sent under now, and how it came first |
//! | `not_in_effect` | what was asked for and gives way to something else that stands: `what`, with `until`, `units` or `ids` |
//! | `missing` | only when a campaign was closed: the units that owe a report and have none |

use serde::Serialize;

use crate::core::campaign::Campaign;
use crate::core::decide::There;
use crate::core::effect::NotInEffect;
use crate::core::names::{ActivityId, UnitCode, UnitIx};
use crate::core::time::{Date, Stamp};
use crate::text::{Arg, Catalogue, dates, line};

use super::words;

/// Names that a sentence can hold; of more units the number is told.
const NAMED: usize = 8;

/// A file that was there already, in a sentence.
pub fn there(cat: &Catalogue, campaign: &Campaign, t: &There) -> String {
    let clean = |s: &str| line(s).into_owned();
    let first = &t.first;
    let (of, id) = match (&t.unit, &first.activity, first.version) {
        (None, ..) => ("document", String::new()),
        (_, Some(id), _) => ("activity", clean(id.as_str())),
        (_, None, Some(n)) => ("version", n.to_string()),
        (_, None, None) => ("unit", String::new()),
    };
    let unit = t.unit.as_ref();
    let unit = unit.map(|code| words::unit_name(cat, campaign, code.as_str()));
    let args: [(&str, Arg<'_>); 7] = [
        ("of", of.into()),
        ("id", id.into()),
        ("unit", unit.unwrap_or_default().into()),
        ("file", clean(&t.file.name).into()),
        ("first", clean(&first.name).into()),
        ("who", cat.person(first.actor.as_str()).into()),
        ("when", words::moment(cat, campaign.def().zone, first.at).into()),
    ];
    cat.tr_args("told-there", &args)
}

/// What does not take effect, in a sentence.
pub fn not_in_effect(cat: &Catalogue, campaign: &Campaign, what: &NotInEffect) -> String {
    let key = format!("idle-{}", what.id());
    let day = |date: &Date| vec![("date", dates::date_full(*date).into())];
    let args: Vec<(&str, Arg<'_>)> = match what {
        NotInEffect::Deadline { until } | NotInEffect::OwnDeadline { until } => day(until),
        NotInEffect::UnitDeadlines { units } => {
            let places = units.iter().filter_map(|c| campaign.roster().by_code(c.as_str()));
            let places: Vec<UnitIx> = places.collect();
            vec![
                ("n", units.len().into()),
                ("names", some_names(cat, campaign, &places).into()),
            ]
        }
        NotInEffect::Figures { ids } | NotInEffect::Kinds { ids } | NotInEffect::Documents { ids } => {
            vec![("ids", line(&ids.join(", ")).into_owned().into())]
        }
    };
    cat.tr_args(&key, &args)
}

/// What is to be known before a campaign is closed, and again after it: who is missing, by name as far as there is room,
/// and how many reports nobody has reviewed.
pub fn closing(cat: &Catalogue, campaign: &Campaign, now: Stamp) -> Vec<String> {
    let missing = campaign.without_report();
    let mut lines = Vec::new();
    if !missing.is_empty() {
        let args = [
            ("n", missing.len().into()),
            ("names", some_names(cat, campaign, &missing).into()),
        ];
        lines.push(cat.tr_args("told-close_waiting", &args));
    }
    match campaign.counts(now).received {
        0 => {}
        n => lines.push(cat.tr_args("told-close_unreviewed", &[("n", n.into())])),
    }
    lines
}

/// The first few units by name, and how many more.
fn some_names(cat: &Catalogue, campaign: &Campaign, units: &[UnitIx]) -> String {
    let named = units.iter().take(NAMED);
    let names: Vec<String> = named
        .map(|ix| words::short_name_in(campaign, *ix, cat.lang()))
        .collect();
    let names = names.join(", ");
    match units.len().saturating_sub(NAMED) {
        0 => names,
        more => {
            let more = cat.tr_args("told-and_more", &[("n", more.into())]);
            format!("{names} {more}")
        }
    }
}

/// A row of `already_there`.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the JSON contract")]
pub struct ThereRow<'a> {
    pub unit: Option<&'a str>,
    pub name: &'a str,
    pub sha256: &'a str,
    pub first: FirstRow<'a>,
}

/// How the file came first.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the JSON contract")]
pub struct FirstRow<'a> {
    pub name: &'a str,
    pub at: String,
    pub actor: &'a str,
    pub version: Option<u32>,
    pub activity: Option<&'a str>,
}

/// The row of a file that was there already.
pub fn there_row<'a>(campaign: &Campaign, t: &'a There) -> ThereRow<'a> {
    let first = &t.first;
    ThereRow {
        unit: t.unit.as_ref().map(UnitCode::as_str),
        name: &t.file.name,
        sha256: t.file.sha256.as_str(),
        first: FirstRow {
            name: &first.name,
            at: campaign.def().zone.rfc3339(first.at),
            actor: first.actor.as_str(),
            version: first.version,
            activity: first.activity.as_ref().map(ActivityId::as_str),
        },
    }
}

/// A row of `not_in_effect`.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the JSON contract")]
pub struct NotRow<'a> {
    pub what: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub units: Option<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ids: Option<&'a [String]>,
}

/// The row of what does not take effect.
pub fn not_row(what: &NotInEffect) -> NotRow<'_> {
    let mut row = NotRow {
        what: what.id(),
        until: None,
        units: None,
        ids: None,
    };
    match what {
        NotInEffect::Deadline { until } | NotInEffect::OwnDeadline { until } => row.until = Some(*until),
        NotInEffect::UnitDeadlines { units } => {
            row.units = Some(units.iter().map(UnitCode::as_str).collect());
        }
        NotInEffect::Figures { ids } | NotInEffect::Kinds { ids } | NotInEffect::Documents { ids } => {
            row.ids = Some(ids);
        }
    }
    row
}
