//! `ketnoi.itu/1`: the update for programs; `data/schemas/itu-1.json` says what stands in it.

use crate::core::campaign::Campaign;
use crate::core::dossier::{Audience, Count, Dossier, Made};
use crate::core::names::Lang;
use crate::output::parts::told;
use crate::output::table::Value;

/// The update, in the order of its paper.
pub fn document<'a>(campaign: &'a Campaign, dossier: &'a Dossier, made: &Made, lang: Lang) -> Value<'a> {
    let def = campaign.def();
    let all = &dossier.reports.all;
    let held = &dossier.activities;
    let count = |c: &Count| told::count(campaign, c);
    let pair = |(sdg, goal, n): &(String, String, Count)| {
        Value::Fields(vec![
            ("sdg", sdg.clone().into()),
            ("goal", goal.clone().into()),
            ("activities", count(n)),
        ])
    };
    let shown = dossier
        .files
        .photos
        .iter()
        .filter(|s| Audience::Abroad.may_see(s.consent));
    let served = |list: &[crate::core::dossier::Served]| {
        Value::List(list.iter().map(|s| told::served(campaign, s)).collect())
    };
    Value::Fields(vec![
        ("schema", "ketnoi.itu/1".into()),
        ("campaign", campaign.id().as_str().into()),
        ("name", (&def.name).into()),
        ("theme", (&def.theme).into()),
        ("year", Value::Whole(def.year().into())),
        ("made", told::made(made, lang)),
        (
            "summary",
            Value::Fields(vec![
                ("owing", all.owing().into()),
                ("reported", count(&all.reported)),
                ("activities", count(&held.all.activities)),
                ("units", count(&held.units)),
                ("reach", count(&held.all.reach)),
            ]),
        ),
        ("connect2030", served(&dossier.goals.goals)),
        ("sdgs", served(&dossier.goals.sdgs)),
        (
            "pairs",
            Value::List(dossier.goals.pairs.iter().map(pair).collect()),
        ),
        (
            "figures",
            Value::List(
                dossier
                    .figures
                    .iter()
                    .map(|n| told::national(campaign, n))
                    .collect(),
            ),
        ),
        (
            "notable",
            Value::List(
                dossier
                    .notable
                    .iter()
                    .map(|n| told::notable(campaign, n))
                    .collect(),
            ),
        ),
        (
            "photos",
            Value::List(shown.map(|s| told::shot(campaign, s)).collect()),
        ),
    ])
}
