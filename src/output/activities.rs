//! Activities: `ketnoi.activities/1`, and the same as rows of a table or of a CSV file.
//!
//! `status` is as it stands on the day of `as_of`: a plan whose first day has come is `ongoing`. `overdue` says that its
//! last day has passed and nobody has said whether it was held. `sdg` and `goals` hold exactly what was tagged.

use serde::Serialize;

use crate::core::campaign::{Campaign, expanded};
use crate::core::fact::ActivityStatus;
use crate::core::names::{Lang, UnitIx};
use crate::core::time::{Date, Stamp};
use crate::core::unit::Activity;
use crate::text::{Catalogue, line, numbers};

use super::words;

/// Which activities are asked for. What is empty asks for all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Units.
    pub units: Vec<UnitIx>,
    /// Kind id.
    pub kind: Option<String>,
    /// Where it stands today.
    pub status: Option<ActivityStatus>,
    /// Connect 2030 goals or targets, any of them; a goal takes the activities of its targets too. None: all activities.
    pub goals: Vec<String>,
    /// SDGs or SDG targets, likewise.
    pub sdgs: Vec<String>,
}

impl Filter {
    fn takes(&self, a: &Activity, today: Date) -> bool {
        let tagged = |tags: &[String], wanted: &[String]| {
            let tags = expanded(tags);
            wanted.is_empty() || wanted.iter().any(|w| tags.contains(&w.as_str()))
        };
        self.kind.as_ref().is_none_or(|k| *k == a.details.kind)
            && self.status.is_none_or(|s| s == a.status(today))
            && tagged(&a.details.goals, &self.goals)
            && tagged(&a.details.sdgs, &self.sdgs)
    }
}

/// The activities that a filter takes: by unit in code order, each unit's in the order of its record.
pub fn select<'a>(campaign: &'a Campaign, now: Stamp, filter: &Filter) -> Vec<(UnitIx, &'a Activity)> {
    let today = campaign.date(now);
    let takes = |a: &Activity| filter.takes(a, today);
    if filter.units.is_empty() {
        return campaign.activities().filter(|(_, a)| takes(a)).collect();
    }
    let of = |ix: &UnitIx| {
        let ix = *ix;
        campaign.unit(ix).activities.iter().map(move |a| (ix, &**a))
    };
    filter
        .units
        .iter()
        .flat_map(of)
        .filter(|(_, a)| takes(a))
        .collect()
}

/// `ketnoi.activities/1`.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the JSON contract")]
pub struct Document<'a> {
    pub schema: &'static str,
    pub campaign: &'a str,
    pub as_of: String,
    pub activities: Vec<Row<'a>>,
}

/// One activity of `ketnoi.activities/1`.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the JSON contract")]
pub struct Row<'a> {
    pub id: &'a str,
    pub unit: &'a str,
    pub unit_name: &'a str,
    pub kind: &'a str,
    pub title: &'a str,
    pub from: Date,
    pub to: Date,
    pub mode: &'static str,
    pub reach: Option<u64>,
    pub sdg: &'a [String],
    pub goals: &'a [String],
    pub status: &'static str,
    pub overdue: bool,
    pub files: u32,
    pub added_at: String,
    pub actor: &'a str,
    pub note: &'a str,
}

/// The activities that a filter takes, at a moment.
pub fn document<'a>(campaign: &'a Campaign, now: Stamp, filter: &Filter) -> Document<'a> {
    let found = select(campaign, now, filter);
    Document {
        schema: "ketnoi.activities/1",
        campaign: campaign.id().as_str(),
        as_of: campaign.def().zone.rfc3339(now),
        activities: found
            .into_iter()
            .map(|(ix, a)| row(campaign, ix, a, now))
            .collect(),
    }
}

/// One activity, at a moment.
pub fn row<'a>(campaign: &'a Campaign, ix: UnitIx, a: &'a Activity, now: Stamp) -> Row<'a> {
    let today = campaign.date(now);
    Row {
        id: a.id.as_str(),
        unit: campaign.roster().code(ix),
        unit_name: campaign.roster().name(ix, Lang::Vi),
        kind: &a.details.kind,
        title: &a.details.title,
        from: a.details.from,
        to: a.details.to,
        mode: a.details.mode.id(),
        reach: a.details.reach,
        sdg: &a.details.sdgs,
        goals: &a.details.goals,
        status: a.status(today).id(),
        overdue: a.is_overdue(today),
        files: a.files,
        added_at: campaign.def().zone.rfc3339(a.added),
        actor: a.actor.as_str(),
        note: &a.note,
    }
}

/// The headings of [`csv_rows`]: stable names.
pub const CSV_HEAD: [&str; 15] = [
    "id",
    "unit",
    "unit_name",
    "kind",
    "title",
    "from",
    "to",
    "mode",
    "reach",
    "sdg",
    "goals",
    "status",
    "overdue",
    "files",
    "note",
];

/// One row for each activity; text as it came.
pub fn csv_rows(campaign: &Campaign, now: Stamp, filter: &Filter) -> Vec<Vec<String>> {
    let cells = |(ix, a)| {
        let r = row(campaign, ix, a, now);
        vec![
            r.id.to_owned(),
            r.unit.to_owned(),
            r.unit_name.to_owned(),
            r.kind.to_owned(),
            r.title.to_owned(),
            r.from.to_string(),
            r.to.to_string(),
            r.mode.to_owned(),
            r.reach.map(|n| n.to_string()).unwrap_or_default(),
            r.sdg.join(" "),
            r.goals.join(" "),
            r.status.to_owned(),
            r.overdue.to_string(),
            r.files.to_string(),
            r.note.to_owned(),
        ]
    };
    select(campaign, now, filter).into_iter().map(cells).collect()
}

/// The columns that a narrow terminal can do without, by their places in [`table_head`], the least needed first.
pub const SPARE: [usize; 6] = [5, 7, 8, 6, 2, 1];

/// The headings of [`table_rows`].
pub fn table_head(cat: &Catalogue) -> Vec<String> {
    let keys = [
        "heading-id",
        "heading-unit",
        "heading-kind",
        "heading-title",
        "heading-days",
        "heading-mode",
        "heading-reach",
        "heading-sdg",
        "heading-goals",
        "heading-status",
    ];
    words::headings(cat, &keys)
}

/// One row for each activity in the words of the language shown; fit for a terminal.
pub fn table_rows(cat: &Catalogue, campaign: &Campaign, now: Stamp, filter: &Filter) -> Vec<Vec<String>> {
    let found = select(campaign, now, filter);
    found
        .into_iter()
        .map(|(ix, a)| table_row(cat, campaign, ix, a, now))
        .collect()
}

fn table_row(cat: &Catalogue, campaign: &Campaign, ix: UnitIx, a: &Activity, now: Stamp) -> Vec<String> {
    let lang = cat.lang();
    let today = campaign.date(now);
    let status = if a.is_overdue(today) {
        cat.tr("words-activity_overdue")
    } else {
        cat.tr(&format!("act_status-{}", a.status(today).id()))
    };
    let reach = a
        .details
        .reach
        .map(|n| numbers::whole(lang, i64::try_from(n).unwrap_or(i64::MAX)));
    vec![
        line(a.id.as_str()).into_owned(),
        words::name_in(campaign, ix, lang),
        kind_words(cat, campaign, &a.details.kind),
        line(&a.details.title).into_owned(),
        words::days_short(campaign.def().year(), a.details.from, a.details.to),
        cat.tr(&format!("mode-{}", a.details.mode.id())).into_owned(),
        reach.unwrap_or_default(),
        line(&a.details.sdgs.join(", ")).into_owned(),
        line(&a.details.goals.join(", ")).into_owned(),
        status.into_owned(),
    ]
}

/// The name of a kind of activity; its id where the definition does not know it.
pub fn kind_words(cat: &Catalogue, campaign: &Campaign, kind: &str) -> String {
    let known = campaign.def().activity_kind(kind);
    line(known.map_or(kind, |k| k.name.get(cat.lang()))).into_owned()
}
