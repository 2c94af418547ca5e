//! One unit's report in full: `ketnoi.report/1`.
//!
//! | field | what |
//! |---|---|
//! | `cutoff`, `due` | the unit's own cut-off; the last day of a correction, or `null` |
//! | `versions` | every version, withdrawn ones included |
//! | `verdicts` | every judgement: `accepted`, or `returned` with its `due` |
//! | `completeness` | each part that was asked for: is it there? |
//! | `evidence` | files with hash, size and media type; see `ketnoi.evidence/1` |
//! | `figures` | the last value of each indicator, `unusual` where it is outside what is plausible |
//! | `messages` | letters; none before there is a mailbox |
//! | `history` | every fact about the unit, oldest first; `undone` where it was taken back |

use serde::Serialize;

use crate::core::campaign::Campaign;
use crate::core::definition::{Definition, Part, PartKind};
use crate::core::fact::{Fact, Via};
use crate::core::names::{Lang, UnitIx};
use crate::core::time::{Date, Stamp, Zone};
use crate::core::unit::{Entry, Figure, UnitState, Verdict, Version};
use crate::text::Catalogue;
use crate::text::dates::full_time;

use super::contacts::{CallRow, Person, call, person};
use super::evidence::{File, file};
use super::{activities, description, log, status, words};

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
    pub versions: Vec<VersionRow<'a>>,
    pub verdicts: Vec<VerdictRow<'a>>,
    pub exemption: Option<ExemptionRow<'a>>,
    pub completeness: Vec<PartRow<'a>>,
    pub missing: Vec<&'a str>,
    pub evidence: Vec<File<'a>>,
    pub activities: Vec<activities::Row<'a>>,
    pub figures: Vec<FigureRow<'a>>,
    pub contacts: Vec<Person<'a>>,
    pub calls: Vec<CallRow<'a>>,
    pub messages: [(); 0],
    pub history: Vec<HistoryRow<'a>>,
}

/// A version of the report.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the JSON contract")]
pub struct VersionRow<'a> {
    pub version: u32,
    pub at: String,
    pub recorded: String,
    pub actor: &'a str,
    pub note: &'a str,
    pub withdrawn: bool,
    pub entered_later: bool,
}

/// A judgement.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the JSON contract")]
pub struct VerdictRow<'a> {
    pub version: u32,
    pub verdict: &'static str,
    pub at: String,
    pub actor: &'a str,
    pub note: &'a str,
    pub due: Option<Date>,
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

/// A figure.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the JSON contract")]
pub struct FigureRow<'a> {
    pub id: &'a str,
    pub value: f64,
    pub unit: &'a str,
    pub unusual: bool,
    pub at: String,
    pub actor: &'a str,
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
    let acts = unit
        .activities
        .iter()
        .map(|a| activities::row(campaign, ix, a, now));
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
        versions: unit.versions.iter().map(|v| version(v, zone)).collect(),
        verdicts: unit.verdicts.iter().map(|v| verdict(v, zone)).collect(),
        exemption: exemption(unit, zone),
        completeness: def.parts.iter().map(|p| part(unit, p)).collect(),
        missing: status::missing(campaign, ix),
        evidence: unit.evidence.iter().map(|e| file(e, zone)).collect(),
        activities: acts.collect(),
        figures: unit.figures.iter().map(|f| figure(f, def)).collect(),
        contacts: unit.contacts.iter().map(person).collect(),
        calls: unit.calls.iter().map(|c| call(c, zone)).collect(),
        messages: [],
        history: log.iter().map(|e| history(campaign, e)).collect(),
    }
}

fn version(v: &Version, zone: Zone) -> VersionRow<'_> {
    VersionRow {
        version: v.n,
        at: zone.rfc3339(v.at),
        recorded: zone.rfc3339_ms(v.recorded),
        actor: v.actor.as_str(),
        note: &v.note,
        withdrawn: v.withdrawn,
        entered_later: v.entered_later,
    }
}

fn verdict(v: &Verdict, zone: Zone) -> VerdictRow<'_> {
    VerdictRow {
        version: v.version,
        verdict: if v.due.is_some() { "returned" } else { "accepted" },
        at: zone.rfc3339(v.at),
        actor: v.actor.as_str(),
        note: &v.note,
        due: v.due,
    }
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

fn figure<'a>(f: &'a Figure, def: &'a Definition) -> FigureRow<'a> {
    FigureRow {
        id: &f.id,
        value: f.value,
        unit: def.indicator(&f.id).map_or("", |i| &i.unit),
        unusual: f.unusual,
        at: def.zone.rfc3339(f.at),
        actor: f.actor.as_str(),
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
        let key = match (unit.has_part(p), p.required) {
            (true, _) => "report_lines-part_present",
            (false, true) => "report_lines-part_missing",
            (false, false) => "report_lines-part_optional",
        };
        let name = crate::text::line(p.name.get(cat.lang()));
        out.push(cat.tr_args(key, &[("part", name.into())]));
    }
    out.extend(log.iter().map(|e| {
        let who = crate::text::line(e.actor.as_str());
        let told = words::entry(cat, campaign, e, Some(ix));
        format!("{}  {}  {told}", full_time(def.zone, e.at), who)
    }));
    out
}
