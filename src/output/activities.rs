//! Activities: `ketnoi.activities/1`.
//!
//! `status` is as it stands on the day of `as_of`: a plan whose first day has come is `ongoing`. `overdue` says that its
//! last day has passed and nobody has said whether it was held. `sdg` and `goals` hold exactly what was tagged.

use crate::core::campaign::{Campaign, expanded};
use crate::core::fact::ActivityStatus;
use crate::core::names::{Lang, UnitIx};
use crate::core::time::{Date, Stamp};
use crate::core::unit::Activity;
use crate::text::{Catalogue, line};

use super::table::{Column, Kind, Listing, Table};
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

/// An activity and its unit: a row.
pub type Row<'a> = (UnitIx, &'a Activity);

/// `ketnoi.activities/1`: the activities that a filter takes, at a moment.
pub fn document<'a>(campaign: &'a Campaign, now: Stamp, filter: &Filter) -> Listing<'a, Row<'a>> {
    Listing {
        schema: "ketnoi.activities/1",
        head: vec![
            ("campaign", campaign.id().as_str().into()),
            ("as_of", (now, campaign.def().zone).into()),
        ],
        name: "activities",
        table: table(campaign, now, select(campaign, now, filter)),
    }
}

/// Activities, at a moment.
pub fn table<'a>(campaign: &'a Campaign, now: Stamp, rows: Vec<Row<'a>>) -> Table<'a, Row<'a>> {
    type Of<'a> = Column<'a, Row<'a>>;
    let (roster, zone, year) = (campaign.roster(), campaign.def().zone, campaign.def().year());
    let today = campaign.date(now);
    let columns = vec![
        Of::data("id", Kind::Text, |(_, a)| a.id.as_str()).headed("heading-id"),
        Of::data("unit", Kind::Code, |(ix, _)| roster.code(*ix)),
        Of::data("unit_name", Kind::Text, |(ix, _)| roster.name(*ix, Lang::Vi)),
        Of::words("heading-unit", |cat, (ix, _)| {
            words::name_in(campaign, *ix, cat.lang())
        })
        .spare(6),
        Of::data("kind", Kind::Text, |(_, a)| &a.details.kind),
        Of::words("heading-kind", |cat, (_, a)| {
            kind_words(cat, campaign, &a.details.kind)
        })
        .spare(5),
        Of::data("title", Kind::Text, |(_, a)| &a.details.title).headed("heading-title"),
        Of::data("from", Kind::Date, |(_, a)| a.details.from)
            .headed("heading-first_day")
            .in_book(),
        Of::data("to", Kind::Date, |(_, a)| a.details.to)
            .headed("heading-end_day")
            .in_book(),
        Of::words("heading-days", move |_, (_, a)| {
            words::days_short(year, a.details.from, a.details.to)
        })
        .on_screen(),
        Of::data("mode", Kind::Word("mode"), |(_, a)| a.details.mode.id())
            .headed("heading-mode")
            .spare(1),
        Of::data("reach", Kind::Amount, |(_, a)| a.details.reach)
            .headed("heading-reach")
            .spare(4),
        Of::data("sdg", Kind::List, |(_, a)| a.details.sdgs.as_slice())
            .headed("heading-sdg")
            .spare(2),
        Of::data("goals", Kind::List, |(_, a)| a.details.goals.as_slice())
            .headed("heading-goals")
            .spare(3),
        Of::data("status", Kind::Text, move |(_, a)| a.status(today).id()),
        Of::words("heading-status", move |cat, (_, a)| status_words(cat, a, today)),
        Of::data("overdue", Kind::Yes, move |(_, a)| a.is_overdue(today)),
        Of::data("notable", Kind::Yes, |(_, a)| a.details.notable),
        Of::words("heading-notable", |cat, (_, a)| {
            if a.details.notable {
                cat.tr("words-yes").into_owned()
            } else {
                String::new()
            }
        })
        .spare(7),
        Of::data("files", Kind::Number, |(_, a)| a.files)
            .headed("heading-files")
            .in_book(),
        Of::data("added_at", Kind::Moment, move |(_, a)| (a.added, zone)).only_json(),
        Of::data("actor", Kind::Text, |(_, a)| a.actor.as_str()).only_json(),
        Of::data("note", Kind::Text, |(_, a)| &a.note)
            .headed("heading-note")
            .in_book(),
    ];
    Table { columns, rows, year }
}

/// Where it stands on a day; of a plan whose last day has passed, that.
fn status_words(cat: &Catalogue, a: &Activity, today: Date) -> String {
    if a.is_overdue(today) {
        return cat.tr("words-activity_overdue").into_owned();
    }
    cat.tr(&format!("act_status-{}", a.status(today).id()))
        .into_owned()
}

/// The name of a kind of activity; its id where the definition does not know it.
pub fn kind_words(cat: &Catalogue, campaign: &Campaign, kind: &str) -> String {
    let known = campaign.def().activity_kind(kind);
    line(known.map_or(kind, |k| k.name.get(cat.lang()))).into_owned()
}
