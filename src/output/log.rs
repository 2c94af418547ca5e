//! The journal as JSON Lines, one fact a line, and as rows of a table.
//!
//! `at` is when it happened, `recorded` when the journal took it in, both to the millisecond and with the campaign's
//! offset; `data` is the payload exactly as it is stored and hashed (of a fact with `redacted`: what is left of it); `hash` covers the row and the hash before.

use serde::{Serialize, Serializer};

use crate::core::campaign::Campaign;
use crate::core::eyes::Eyes;
use crate::core::fact::{Envelope, Fact};
use crate::core::time::Zone;
use crate::text::dates::full_time;
use crate::text::{Catalogue, line};

use super::words;
use crate::core::hex::hex;

#[derive(Serialize)]
struct Line<'a> {
    seq: Option<u64>,
    cmd: String,
    at: String,
    recorded: String,
    actor: &'a str,
    real_user: &'a str,
    campaign: &'a str,
    #[serde(rename = "type")]
    name: &'static str,
    unit: Option<&'a str>,
    #[serde(serialize_with = "payload")]
    data: &'a Fact,
    /// Words of it were removed.
    #[serde(skip_serializing_if = "Option::is_none")]
    redacted: Option<Redacted<'a>>,
    hash: String,
}

#[derive(Serialize)]
struct Redacted<'a> {
    by: Option<u64>,
    at: String,
    actor: &'a str,
    reason: &'a str,
}

/// Writes a fact's payload without its name, as it is stored.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands over a reference to the field"
)]
pub(super) fn payload<S: Serializer>(fact: &&Fact, s: S) -> Result<S::Ok, S::Error> {
    fact.serialize_payload(s)
}

/// One fact as one line of JSON, without the line's end.
///
/// # Errors
/// Only if a number cannot be told in JSON (not finite).
pub fn json_line(env: &Envelope, zone: Zone) -> Result<String, serde_json::Error> {
    serde_json::to_string(&row(env, zone, None))
}

/// The same of a fact of which `by` removed the words, for somebody with these eyes. A fact's number tells how much others
/// have on record: `null` to whom those are not shown.
///
/// # Errors
/// As for [`json_line`].
pub fn json_line_for(
    eyes: &Eyes,
    env: &Envelope,
    zone: Zone,
    by: Option<&Envelope>,
) -> Result<String, serde_json::Error> {
    let mut line = row(env, zone, by);
    if !eyes.see_all() {
        line.seq = None;
        if let Some(redacted) = &mut line.redacted {
            redacted.by = None;
        }
    }
    serde_json::to_string(&line)
}

fn row<'a>(env: &'a Envelope, zone: Zone, by: Option<&'a Envelope>) -> Line<'a> {
    let redacted = by.and_then(|by| Some((by, words::Redactor::of(by)?)));
    Line {
        seq: Some(env.seq),
        cmd: env.cmd.to_string(),
        at: zone.rfc3339_ms(env.at),
        recorded: zone.rfc3339_ms(env.recorded),
        actor: env.actor.as_str(),
        real_user: env.real_user.as_str(),
        campaign: env.stream.as_str(),
        name: env.fact.type_name(),
        unit: env.unit.as_ref().map(crate::core::names::UnitCode::as_str),
        data: &env.fact,
        redacted: redacted.map(|(by, r)| Redacted {
            by: Some(by.seq),
            at: zone.rfc3339_ms(by.at),
            actor: r.actor.as_str(),
            reason: r.reason,
        }),
        hash: hex(&env.hash),
    }
}

/// The columns that a narrow terminal can do without, by their places in [`table_head`], the least needed first.
pub const SPARE: [usize; 2] = [3, 0];

/// The headings of [`table_row`].
pub fn table_head(cat: &Catalogue) -> Vec<String> {
    let keys = [
        "heading-seq",
        "heading-at",
        "heading-actor",
        "heading-via",
        "heading-unit",
        "heading-fact",
    ];
    words::headings(cat, &keys)
}

/// One fact as a row in the words of the language shown; fit for a terminal.
pub fn table_row(cat: &Catalogue, campaign: &Campaign, env: &Envelope) -> Vec<String> {
    table_row_redacted(cat, campaign, env, None)
}

/// The same of a fact of which `by` removed the words.
pub fn table_row_redacted(
    cat: &Catalogue,
    campaign: &Campaign,
    env: &Envelope,
    by: Option<&Envelope>,
) -> Vec<String> {
    let ix = env
        .unit
        .as_ref()
        .and_then(|u| campaign.roster().by_code(u.as_str()));
    let unit = env
        .unit
        .as_ref()
        .map(|u| words::unit_name(cat, campaign, u.as_str()));
    let mut actor = line(env.actor.as_str()).into_owned();
    if env.real_user != env.actor {
        actor = format!("{actor} ({})", line(env.real_user.as_str()));
    }
    let mut told = words::fact(cat, campaign, &env.fact, ix);
    if let Some(by) = by.and_then(words::Redactor::of) {
        told = words::redacted(cat, campaign, &told, by);
    }
    if env.entered_later {
        told = words::entered_later(cat, campaign, told, env.recorded);
    }
    vec![
        if campaign.eyes().see_all() {
            env.seq.to_string()
        } else {
            String::new()
        },
        full_time(campaign.def().zone, env.at),
        actor,
        words::via(cat, env.via).into_owned(),
        unit.unwrap_or_default(),
        told,
    ]
}
