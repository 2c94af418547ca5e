//! What became of each message of a run, for people and for programs.

use serde::Serialize;

use crate::cli::fail::Fail;
use crate::cli::out;
use crate::cli::session::Session;
use crate::cli::units;
use crate::core::campaign::Campaign;
use crate::core::names::UnitCode;
use crate::core::time::Date;
use crate::courier::{Carried, Fate, Tally};
use crate::post::Outcome;
use crate::text::line;

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    campaign: &'a str,
    day: String,
    messages: Vec<Row<'a>>,
    sent: usize,
    refused: usize,
    not_sent: usize,
    unknown: usize,
    left: usize,
}

#[derive(Serialize)]
struct Row<'a> {
    to: &'a str,
    units: Vec<&'a str>,
    step: &'a str,
    outcome: &'static str,
    message_id: Option<&'a str>,
    code: Option<u16>,
    said: String,
    /// At which step of the exchange and why, where the server has not said it.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'static str>,
}

fn row(carried: &Carried) -> Row<'_> {
    let (code, said) = carried.answer();
    let (at, why) = match &carried.fate {
        Fate::Tried(Outcome::NotSent(t) | Outcome::Unknown(t)) => (Some(t.step.id()), Some(t.why.id())),
        Fate::Tried(Outcome::Refused { step, .. }) => (Some(step.id()), None),
        _ => (None, None),
    };
    Row {
        to: &carried.to,
        units: carried.units.iter().map(UnitCode::as_str).collect(),
        step: &carried.step,
        outcome: carried.fate.id(),
        message_id: carried.name.as_deref(),
        code,
        said,
        at,
        why,
    }
}

/// Tells what became of all of them.
///
/// # Errors
/// It cannot be written.
pub(super) fn tell(s: &Session, campaign: &Campaign, day: Date, all: &[Carried]) -> Result<(), Fail> {
    let tally = Tally::of(all);
    if s.json {
        let document = Document {
            schema: "ketnoi.sent/1",
            campaign: campaign.id().as_str(),
            day: day.to_string(),
            messages: all.iter().map(row).collect(),
            sent: tally.sent,
            refused: tally.refused,
            not_sent: tally.not_sent,
            unknown: tally.unknown,
            left: tally.left,
        };
        return out::json(&s.cat, &document);
    }
    let told = all.iter().filter(|c| c.fate != Fate::Left).map(|c| {
        let args = [
            ("to", line(&c.to).into_owned().into()),
            ("units", units::names(campaign, &c.units, s.cat.lang()).into()),
            ("outcome", c.words(&s.cat, campaign.def().zone).into()),
        ];
        s.cat.tr_args("carried-line", &args)
    });
    let mut lines: Vec<String> = told.collect();
    lines.extend(tally.words(&s.cat, all.len()));
    out::lines(&s.cat, lines)
}
