//! The journal as JSON Lines, one fact a line, and as rows of a table.
//!
//! `at` is when it happened, `recorded` when the journal took it in, both to the millisecond and with the campaign's
//! offset; `data` is the payload exactly as it is stored and hashed (of a fact with `redacted`: what is left of it); `hash` covers the row and the hash before.

use serde::{Serialize, Serializer};

use crate::core::campaign::Campaign;
use crate::core::eyes::Eyes;
use crate::core::fact::{Envelope, Fact, Via};
use crate::core::time::Zone;
use crate::text::{Catalogue, line};

use super::table::{Column, Kind, Table};
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

/// The stable name of a way in, as facts have it in JSON.
pub fn via_id(via: Via) -> &'static str {
    match via {
        Via::Cli => "cli",
        Via::Tui => "tui",
        Via::Mail => "mail",
    }
}

/// A fact, and the one that removed its words, if any did: a row.
pub type Row = (Envelope, Option<Envelope>);

/// Facts as rows; what each tells, in the words of this language.
pub fn table<'a>(cat: &'a Catalogue, campaign: &'a Campaign, rows: Vec<Row>) -> Table<'a, Row> {
    type Of<'a> = Column<'a, Row>;
    let (zone, numbered) = (campaign.def().zone, campaign.eyes().see_all());
    let columns = vec![
        Of::data("seq", Kind::Number, move |(env, _)| numbered.then_some(env.seq))
            .headed("heading-seq")
            .spare(2),
        Of::data("at", Kind::Instant, move |(env, _)| (env.at, zone)).headed("heading-at"),
        Of::data("recorded", Kind::Instant, move |(env, _)| (env.recorded, zone)),
        Of::data("actor", Kind::Text, |(env, _)| env.actor.as_str().to_owned()),
        Of::data("real_user", Kind::Text, |(env, _)| {
            env.real_user.as_str().to_owned()
        }),
        Of::data("via", Kind::Text, |(env, _)| via_id(env.via)),
        Of::data("unit", Kind::Code, |(env, _)| {
            env.unit.as_ref().map(|u| u.as_str().to_owned())
        }),
        Of::data("type", Kind::Text, |(env, _)| env.fact.type_name()),
        Of::words("heading-actor", |_, (env, _)| actor(env)).on_screen(),
        Of::book("who", "heading-actor", Kind::Text, |(env, _): &Row| {
            env.actor.as_str().to_owned()
        }),
        Of::book("account", "heading-account", Kind::Text, |(env, _): &Row| {
            env.real_user.as_str().to_owned()
        }),
        Of::words("heading-via", |cat, (env, _)| {
            words::via(cat, env.via).into_owned()
        })
        .spare(1),
        Of::words("heading-unit", |cat, (env, _)| {
            let unit = env.unit.as_ref();
            unit.map(|u| words::unit_name(cat, campaign, u.as_str()))
                .unwrap_or_default()
        }),
        // Programs know what happened from JSON; whoever reads CSV is told it as the screen tells it.
        Of::data("fact", Kind::Text, move |(env, by)| {
            told(cat, campaign, env, by.as_ref())
        })
        .only_csv()
        .headed("heading-fact"),
    ];
    Table {
        columns,
        rows,
        year: campaign.def().year(),
    }
}

/// Who did it, and by whose account where that is another name.
fn actor(env: &Envelope) -> String {
    let actor = env.actor.as_str();
    if env.real_user == env.actor {
        return actor.to_owned();
    }
    format!("{} ({})", line(actor), line(env.real_user.as_str()))
}

/// A fact in words; of one of which `by` removed words, that too.
fn told(cat: &Catalogue, campaign: &Campaign, env: &Envelope, by: Option<&Envelope>) -> String {
    let unit = env.unit.as_ref();
    let ix = unit.and_then(|u| campaign.roster().by_code(u.as_str()));
    let mut told = words::fact(cat, campaign, &env.fact, ix);
    if let Some(by) = by.and_then(words::Redactor::of) {
        told = words::redacted(cat, campaign, &told, by);
    }
    if env.entered_later {
        told = words::entered_later(cat, campaign, told, env.recorded);
    }
    told
}
