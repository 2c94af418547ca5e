//! The update as rows, for whoever puts several countries together: one table, in which `part` says what a row tells.
//!
//! | `part` | `id` | `goal` | `activities`, `reach` | `value`, `unit`, `how`, `units` |
//! |---|---|---|---|---|
//! | `summary` | what is counted | | | how many |
//! | `pair` | an SDG | a goal | activities that serve both | |
//! | `sdg`, `goal` | its id | | what was held for it | |
//! | `figure` | an indicator | | | the national figure, and behind how many units it stands |
//! | `photo` | its SHA-256 | | | |

use crate::core::campaign::Campaign;
use crate::core::dossier::{Audience, Dossier, Served};
use crate::core::names::Lang;
use crate::output::table::Value;

/// The columns.
pub const HEADS: [&str; 10] = [
    "part",
    "id",
    "goal",
    "title",
    "activities",
    "reach",
    "value",
    "unit",
    "how",
    "units",
];

/// What a row has beside its part.
#[derive(Default)]
struct Row<'a> {
    id: &'a str,
    goal: &'a str,
    title: String,
    activities: Option<u64>,
    reach: Option<u64>,
    value: Option<Value<'a>>,
    unit: &'a str,
    how: &'a str,
    units: Option<u64>,
}

impl<'a> Row<'a> {
    fn of(self, part: &'a str) -> Vec<Value<'a>> {
        vec![
            part.into(),
            self.id.into(),
            self.goal.into(),
            self.title.into(),
            self.activities.into(),
            self.reach.into(),
            self.value.unwrap_or(Value::Nothing),
            self.unit.into(),
            self.how.into(),
            self.units.into(),
        ]
    }
}

/// The rows under [`HEADS`]; titles in a language, everything else in stable names.
pub fn rows<'a>(campaign: &'a Campaign, dossier: &'a Dossier, lang: Lang) -> Vec<Vec<Value<'a>>> {
    let (def, all) = (campaign.def(), &dossier.reports.all);
    let summary = [
        ("owing", all.owing()),
        ("reported", all.reported.n),
        ("activities", dossier.activities.all.activities.n),
        ("units", dossier.activities.units.n),
        ("reach", dossier.activities.all.reach.n),
    ];
    let mut rows: Vec<Vec<Value<'a>>> = Vec::new();
    rows.extend(summary.map(|(id, n)| {
        Row {
            id,
            value: Some(n.into()),
            ..Row::default()
        }
        .of("summary")
    }));
    rows.extend(dossier.goals.pairs.iter().map(|(sdg, goal, n)| {
        Row {
            id: sdg,
            goal,
            activities: Some(n.n),
            ..Row::default()
        }
        .of("pair")
    }));
    let title = |s: &Served, is_goal: bool| {
        let goal = def.goals.goal(&s.id).map(|g| &g.title);
        let target = || def.goals.target(&s.id).map(|t| &t.title);
        let ict = || def.goals.ict_target(&s.id).map(|t| &t.note);
        let whole = || s.id.parse().ok().and_then(|n| def.goals.sdg(n)).map(|s| &s.title);
        let sdg = || whole().or_else(ict);
        let title = if is_goal { goal.or_else(target) } else { sdg() };
        title.map(|t| t.get(lang).to_owned()).unwrap_or_default()
    };
    for (part, served, is_goal) in [
        ("sdg", &dossier.goals.sdgs, false),
        ("goal", &dossier.goals.goals, true),
    ] {
        rows.extend(served.iter().map(|s| {
            Row {
                id: &s.id,
                title: title(s, is_goal),
                activities: Some(s.held.activities.n),
                reach: Some(s.held.reach.n),
                ..Row::default()
            }
            .of(part)
        }));
    }
    rows.extend(dossier.figures.iter().map(|n| {
        let known = def.indicator(&n.indicator);
        Row {
            id: &n.indicator,
            title: known.map(|i| i.label.get(lang).to_owned()).unwrap_or_default(),
            value: Some(n.value.into()),
            unit: known.map_or("", |i| i.unit.as_str()),
            how: n.how.id(),
            units: Some(n.units),
            ..Row::default()
        }
        .of("figure")
    }));
    let shown = dossier
        .files
        .photos
        .iter()
        .filter(|s| Audience::Abroad.may_see(s.consent));
    rows.extend(shown.map(|s| {
        Row {
            id: s.file.sha256.as_str(),
            title: s.caption.clone(),
            unit: campaign.roster().code(s.unit),
            ..Row::default()
        }
        .of("photo")
    }));
    rows
}
