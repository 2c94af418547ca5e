//! `ketnoi.consolidated/1`: the dossier for programs; `data/schemas/consolidated-1.json` says what stands in it.

use crate::core::campaign::Campaign;
use crate::core::dossier::{Dossier, LastYear, Made, Reporting, Undecided, Unsure, Unusual};
use crate::core::fact::{ActivityStatus, EvidenceKind, Mode};
use crate::core::names::{Lang, UnitIx};
use crate::core::status::State;
use crate::output::parts::told::{self, count};
use crate::output::status::missing;
use crate::output::table::Value;

/// The dossier of a campaign, in the order of the report.
pub fn document<'a>(campaign: &'a Campaign, dossier: &'a Dossier, made: &Made, lang: Lang) -> Value<'a> {
    let def = campaign.def();
    Value::Fields(vec![
        ("schema", "ketnoi.consolidated/1".into()),
        ("campaign", campaign.id().as_str().into()),
        ("name", (&def.name).into()),
        ("theme", (&def.theme).into()),
        ("year", Value::Whole(def.year().into())),
        ("made", told::made(made, lang)),
        ("reports", reports(campaign, dossier)),
        ("activities", activities(campaign, dossier)),
        ("goals", goals(campaign, dossier)),
        ("figures", list(&dossier.figures, |n| told::national(campaign, n))),
        ("notable", list(&dossier.notable, |n| told::notable(campaign, n))),
        ("files", files(campaign, dossier)),
        ("unsure", unsure(campaign, &dossier.unsure)),
        ("last", dossier.last.as_ref().map_or(Value::Nothing, last)),
        ("units", list(&dossier.units, |ix| unit(campaign, dossier, *ix))),
    ])
}

fn list<'a, T>(all: &'a [T], one: impl Fn(&'a T) -> Value<'a>) -> Value<'a> {
    Value::List(all.iter().map(one).collect())
}

fn reporting(campaign: &Campaign, r: &Reporting) -> Vec<(&'static str, Value<'static>)> {
    let mut fields = vec![
        ("total", count(campaign, &r.total)),
        ("owing", r.owing().into()),
        ("reported", count(campaign, &r.reported)),
        ("on_time", count(campaign, &r.on_time)),
        ("late", count(campaign, &r.late)),
        ("overdue", count(campaign, &r.overdue)),
        ("pending", count(campaign, &r.pending)),
        ("resubmit_overdue", count(campaign, &r.resubmit_overdue)),
    ];
    let states = State::ALL.into_iter().map(|s| (s.id(), count(campaign, r.of(s))));
    fields.push(("states", Value::Fields(states.collect())));
    fields
}

fn reports<'a>(campaign: &'a Campaign, dossier: &Dossier) -> Value<'a> {
    let regions = campaign.roster().regions().iter().zip(&dossier.reports.regions);
    let regions = regions.map(|(region, r)| {
        let mut fields = vec![("region", Value::from(&region.id))];
        fields.extend(reporting(campaign, r));
        Value::Fields(fields)
    });
    let mut fields = reporting(campaign, &dossier.reports.all);
    fields.push(("regions", Value::List(regions.collect())));
    Value::Fields(fields)
}

fn activities<'a>(campaign: &'a Campaign, dossier: &'a Dossier) -> Value<'a> {
    let all = &dossier.activities;
    let kinds = list(&all.kinds, |(id, held)| {
        told::held(campaign, vec![("kind", id.into())], held)
    });
    let modes = Mode::ALL.into_iter().zip(&all.modes);
    let modes = modes.map(|(mode, held)| told::held(campaign, vec![("mode", mode.id().into())], held));
    let regions = campaign.roster().regions().iter().zip(&all.regions);
    let regions = regions.map(|(r, held)| told::held(campaign, vec![("region", (&r.id).into())], held));
    let statuses = ActivityStatus::ALL.into_iter().zip(&all.statuses);
    let statuses = statuses.map(|(status, n)| (status.id(), count(campaign, n)));
    let named = vec![("units", count(campaign, &all.units))];
    let Value::Fields(mut fields) = told::held(campaign, named, &all.all) else {
        return Value::Nothing;
    };
    fields.extend([
        ("kinds", kinds),
        ("modes", Value::List(modes.collect())),
        ("regions", Value::List(regions.collect())),
        ("statuses", Value::Fields(statuses.collect())),
    ]);
    Value::Fields(fields)
}

fn goals<'a>(campaign: &Campaign, dossier: &'a Dossier) -> Value<'a> {
    let goals = &dossier.goals;
    let pair = |(sdg, goal, n): &(String, String, crate::core::dossier::Count)| {
        Value::Fields(vec![
            ("sdg", sdg.clone().into()),
            ("goal", goal.clone().into()),
            ("activities", count(campaign, n)),
        ])
    };
    Value::Fields(vec![
        ("connect2030", list(&goals.goals, |s| told::served(campaign, s))),
        ("sdgs", list(&goals.sdgs, |s| told::served(campaign, s))),
        ("pairs", list(&goals.pairs, pair)),
        ("untagged", count(campaign, &goals.untagged)),
    ])
}

fn files<'a>(campaign: &'a Campaign, dossier: &'a Dossier) -> Value<'a> {
    let files = &dossier.files;
    let kinds = EvidenceKind::ALL.into_iter();
    let kinds = kinds.map(|kind| (kind.id(), files.of_kind(kind).n.into()));
    Value::Fields(vec![
        ("counts", Value::Fields(kinds.collect())),
        ("photos", list(&files.photos, |s| told::shot(campaign, s))),
        ("videos", list(&files.videos, |s| told::shot(campaign, s))),
    ])
}

fn unsure<'a>(campaign: &'a Campaign, unsure: &'a Unsure) -> Value<'a> {
    // Taken apart, so that what is added cannot be left out.
    let Unsure {
        unusual,
        entered_later,
        extended_later,
        incomplete,
        unreviewed,
        newer,
        unconfirmed,
        silent,
        letters,
    } = unsure;
    let figure = |u: &'a Unusual| {
        Value::Fields(vec![
            ("unit", campaign.roster().code(u.unit).into()),
            ("indicator", (&u.indicator).into()),
            ("value", u.value.into()),
        ])
    };
    let undecided = |l: &Undecided| {
        Value::Fields(vec![
            ("waiting", count(campaign, &l.waiting)),
            ("unreadable", l.unreadable.into()),
        ])
    };
    Value::Fields(vec![
        ("unusual_figures", list(unusual, figure)),
        ("entered_later", count(campaign, entered_later)),
        ("on_time_by_later_extension", count(campaign, extended_later)),
        ("incomplete_accepted", count(campaign, incomplete)),
        ("unreviewed", count(campaign, unreviewed)),
        ("newer_after_acceptance", count(campaign, newer)),
        ("unconfirmed_activities", count(campaign, unconfirmed)),
        ("silent", count(campaign, silent)),
        ("letters", letters.as_ref().map_or(Value::Nothing, undecided)),
    ])
}

fn last(last: &LastYear) -> Value<'_> {
    Value::Fields(vec![
        ("campaign", last.campaign.as_str().into()),
        ("year", Value::Whole(last.year.into())),
        ("total", last.total.into()),
        ("reported", last.reported.into()),
        ("on_time", last.on_time.into()),
        ("activities", last.activities.into()),
        ("reach", last.reach.into()),
    ])
}

fn unit<'a>(campaign: &'a Campaign, dossier: &Dossier, ix: UnitIx) -> Value<'a> {
    let (roster, zone) = (campaign.roster(), campaign.def().zone);
    let unit = campaign.unit(ix);
    let missing: Vec<Value<'_>> = missing(campaign, ix).into_iter().map(Value::from).collect();
    Value::Fields(vec![
        ("code", roster.code(ix).into()),
        ("name", roster.name(ix, Lang::Vi).into()),
        ("name_en", roster.name(ix, Lang::En).into()),
        ("state", unit.state.id().into()),
        ("timeliness", campaign.timeliness(ix, dossier.at).id().into()),
        ("received_at", unit.first().map(|v| zone.rfc3339(v.at)).into()),
        ("version", unit.latest().map(|v| v.n).into()),
        ("activities", unit.totals.activities.into()),
        ("reach", unit.totals.reach.into()),
        ("missing", Value::List(missing)),
    ])
}
