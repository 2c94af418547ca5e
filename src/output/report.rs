//! One unit's report in full: `ketnoi.report/1`.
//!
//! | field | what |
//! |---|---|
//! | `cutoff`, `due` | the unit's own cut-off; the last day of a correction, or `null` |
//! | `versions` | every version, withdrawn ones included; `number` (with its symbol) and `dated` of the document |
//! | `verdicts` | every judgement: `accepted`, or `returned` with its `due` |
//! | `recommendations` | every recommendation, `retracted` where it was taken back; only where the campaign reviews in two steps, or one is on record |
//! | `completeness` | each part that was asked for: is it there? |
//! | `evidence` | files with hash, size and media type; see `ketnoi.evidence/1` |
//! | `figures` | the last value of each indicator, `unusual` where it is outside what is plausible |
//! | `messages` | letters; none before there is a mailbox |
//! | `history` | every fact about the unit, oldest first; `undone` where it was taken back |

use serde::Serialize;

use crate::core::campaign::Campaign;
use crate::core::definition::{Definition, Part, PartKind, Review};
use crate::core::fact::{Fact, Via};
use crate::core::names::{Lang, UnitIx};
use crate::core::time::{Date, Stamp, Zone};
use crate::core::unit::{Entry, Figure, Recommendation, UnitState, Verdict, Version};
use crate::text::Catalogue;
use crate::text::dates::full_time;

use super::contacts::{calls, people};
use super::table::{Column, Kind, Table, Value};
use super::{activities, description, evidence, log, status, words};

/// `ketnoi.report/1`.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the JSON contract")]
pub struct Document<'a> {
    pub schema: &'static str,
    pub campaign: &'a str,
    pub as_of: String,
    pub code: &'a str,
    pub abbr: &'a str,
    pub name: &'a str,
    pub name_en: &'a str,
    pub region: &'a str,
    pub state: &'static str,
    pub timeliness: &'static str,
    pub on_time_by_later_extension: bool,
    pub resubmit: &'static str,
    pub due: Option<Date>,
    pub cutoff: String,
    pub acknowledged_at: Option<String>,
    pub received_at: Option<String>,
    pub newer_after_acceptance: bool,
    pub versions: Table<'a, &'a Version>,
    pub verdicts: Table<'a, &'a Verdict>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recommendations: Option<Table<'a, &'a Recommendation>>,
    pub exemption: Option<ExemptionRow<'a>>,
    pub completeness: Vec<PartRow<'a>>,
    pub missing: Vec<&'a str>,
    pub evidence: Table<'a, evidence::Row<'a>>,
    pub activities: Table<'a, activities::Row<'a>>,
    pub figures: Table<'a, &'a Figure>,
    pub contacts: Vec<Value<'a>>,
    pub calls: Vec<Value<'a>>,
    pub messages: [(); 0],
    pub history: Vec<HistoryRow<'a>>,
}

/// The exemption that holds.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the JSON contract")]
pub struct ExemptionRow<'a> {
    pub at: String,
    pub actor: &'a str,
    pub reason: &'a str,
}

/// A part that was asked for.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the JSON contract")]
pub struct PartRow<'a> {
    pub id: &'a str,
    pub kind: PartKind,
    pub required: bool,
    pub present: bool,
}

/// A fact about the unit.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the JSON contract")]
pub struct HistoryRow<'a> {
    pub seq: Option<u64>,
    pub cmd: String,
    pub at: String,
    pub recorded: String,
    pub actor: &'a str,
    pub via: Via,
    #[serde(rename = "type")]
    pub name: &'static str,
    pub entered_later: bool,
    pub undone: bool,
    #[serde(serialize_with = "log::payload")]
    pub data: &'a Fact,
}

/// The report of a unit, at a moment; `log` is the whole history of the unit, which the campaign itself does not keep.
pub fn document<'a>(campaign: &'a Campaign, ix: UnitIx, log: &'a [Entry], now: Stamp) -> Document<'a> {
    let (roster, unit, def) = (campaign.roster(), campaign.unit(ix), campaign.def());
    let zone = def.zone;
    let acts = unit.activities.iter().map(|a| (ix, &**a)).collect();
    let files = unit.evidence.iter().map(|e| (ix, e)).collect();
    Document {
        schema: "ketnoi.report/1",
        campaign: campaign.id().as_str(),
        as_of: zone.rfc3339(now),
        code: roster.code(ix),
        abbr: roster.abbr(ix),
        name: roster.name(ix, Lang::Vi),
        name_en: roster.name(ix, Lang::En),
        region: status::region_id(campaign, ix),
        state: unit.state.id(),
        timeliness: campaign.timeliness(ix, now).id(),
        on_time_by_later_extension: campaign.on_time_by_later_extension(ix),
        resubmit: campaign.resubmit(ix, now).id(),
        due: unit.due(),
        cutoff: zone.rfc3339(campaign.cutoff_of(ix)),
        acknowledged_at: unit.acknowledged.map(|t| zone.rfc3339(t)),
        received_at: unit.first().map(|v| zone.rfc3339(v.at)),
        newer_after_acceptance: unit.newer_after_acceptance,
        versions: versions(unit, def),
        verdicts: verdicts(unit, def),
        recommendations: recommendations(unit, def),
        exemption: exemption(unit, zone),
        completeness: def.parts.iter().map(|p| part(unit, p)).collect(),
        missing: status::missing(campaign, ix),
        evidence: evidence::table(campaign, files),
        activities: activities::table(campaign, now, acts),
        figures: figures(unit, def),
        contacts: people(unit),
        calls: calls(unit, zone),
        messages: [],
        history: log.iter().map(|e| history(campaign, e)).collect(),
    }
}

fn versions<'a>(unit: &'a UnitState, def: &'a Definition) -> Table<'a, &'a Version> {
    type Of<'a> = Column<'a, &'a Version>;
    let zone = def.zone;
    let columns = vec![
        Of::data("version", Kind::Number, |v| v.n),
        Of::data("at", Kind::Moment, move |v| (v.at, zone)),
        Of::data("recorded", Kind::Text, move |v| zone.rfc3339_ms(v.recorded)),
        Of::data("actor", Kind::Text, |v| v.actor.as_str()),
        Of::data("note", Kind::Text, |v| &v.note),
        Of::data("number", Kind::Text, |v| &v.symbol.number),
        Of::data("dated", Kind::Date, |v| v.symbol.dated),
        Of::data("withdrawn", Kind::Yes, |v| v.withdrawn),
        Of::data("entered_later", Kind::Yes, |v| v.entered_later),
    ];
    Table {
        columns,
        rows: unit.versions.iter().collect(),
        year: def.year(),
    }
}

fn verdicts<'a>(unit: &'a UnitState, def: &'a Definition) -> Table<'a, &'a Verdict> {
    type Of<'a> = Column<'a, &'a Verdict>;
    let zone = def.zone;
    let id = |v: &&Verdict| if v.due.is_some() { "returned" } else { "accepted" };
    let columns = vec![
        Of::data("version", Kind::Number, |v| v.version),
        Of::data("verdict", Kind::Text, id),
        Of::data("at", Kind::Moment, move |v| (v.at, zone)),
        Of::data("actor", Kind::Text, |v| v.actor.as_str()),
        Of::data("note", Kind::Text, |v| &v.note),
        Of::data("due", Kind::Date, |v| v.due),
    ];
    Table {
        columns,
        rows: unit.verdicts.iter().collect(),
        year: def.year(),
    }
}

fn recommendations<'a>(unit: &'a UnitState, def: &'a Definition) -> Option<Table<'a, &'a Recommendation>> {
    type Of<'a> = Column<'a, &'a Recommendation>;
    if def.review == Review::OneStep && unit.recommendations.is_empty() {
        return None;
    }
    let zone = def.zone;
    let columns = vec![
        Of::data("version", Kind::Number, |r| r.version),
        Of::data("at", Kind::Moment, move |r| (r.at, zone)),
        Of::data("actor", Kind::Text, |r| r.actor.as_str()),
        Of::data("note", Kind::Text, |r| &r.note),
        Of::data("retracted", Kind::Yes, |r| r.retracted),
    ];
    Some(Table {
        columns,
        rows: unit.recommendations.iter().collect(),
        year: def.year(),
    })
}

fn exemption(unit: &UnitState, zone: Zone) -> Option<ExemptionRow<'_>> {
    unit.exemption().map(|x| ExemptionRow {
        at: zone.rfc3339(x.at),
        actor: x.actor.as_str(),
        reason: &x.reason,
    })
}

fn part<'a>(unit: &UnitState, p: &'a Part) -> PartRow<'a> {
    PartRow {
        id: &p.id,
        kind: p.kind,
        required: p.required,
        present: unit.has_part(p),
    }
}

fn figures<'a>(unit: &'a UnitState, def: &'a Definition) -> Table<'a, &'a Figure> {
    type Of<'a> = Column<'a, &'a Figure>;
    let columns = vec![
        Of::data("id", Kind::Text, |f| &f.id),
        Of::data("value", Kind::Decimal, |f| f.value),
        Of::data("unit", Kind::Text, |f| {
            def.indicator(&f.id).map_or("", |i| i.unit.as_str())
        }),
        Of::data("unusual", Kind::Yes, |f| f.unusual),
        Of::data("at", Kind::Moment, |f| (f.at, def.zone)),
        Of::data("actor", Kind::Text, |f| f.actor.as_str()),
    ];
    Table {
        columns,
        rows: unit.figures.iter().collect(),
        year: def.year(),
    }
}

fn history<'a>(campaign: &Campaign, e: &'a Entry) -> HistoryRow<'a> {
    let zone = campaign.def().zone;
    HistoryRow {
        // It tells how much others have on record.
        seq: campaign.eyes().see_all().then_some(e.seq),
        cmd: e.cmd.to_string(),
        at: zone.rfc3339_ms(e.at),
        recorded: zone.rfc3339_ms(e.recorded),
        actor: e.actor.as_str(),
        via: e.via,
        name: e.fact.type_name(),
        entered_later: e.entered_later,
        undone: e.void,
        data: &e.fact,
    }
}

/// The report in words, for a terminal: the description, what is there part by part, versions, verdicts, history.
/// `log` is the whole history of the unit.
pub fn lines(cat: &Catalogue, campaign: &Campaign, ix: UnitIx, log: &[Entry], now: Stamp) -> Vec<String> {
    let mut out = description::unit_line(cat, campaign, ix, now, 0);
    let unit = campaign.unit(ix);
    let def = campaign.def();
    for p in &def.parts {
        let key = match (unit.has_part(p), unit.misses(p)) {
            (true, _) => "report_lines-part_present",
            (false, true) => "report_lines-part_missing",
            (false, false) => "report_lines-part_optional",
        };
        let name = crate::text::line(p.name.get(cat.lang()));
        out.push(cat.tr_args(key, &[("part", name.into())]));
    }
    out.extend(log.iter().map(|e| {
        let who = cat.person(e.actor.as_str());
        let told = words::entry(cat, campaign, e, Some(ix));
        format!("{}  {}  {told}", full_time(def.zone, e.at), who)
    }));
    out
}
