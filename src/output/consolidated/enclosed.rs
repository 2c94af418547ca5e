//! What is enclosed: every unit, every activity, photos and films.

use crate::core::campaign::expanded;
use crate::core::dossier::Audience;
use crate::core::names::UnitIx;
use crate::core::source::Source;
use crate::output::parts::{Album, Writer, album, charts, clean, days, plain};
use crate::output::status::timeliness_words;
use crate::output::words::files_by_kind;
use crate::paper::{Align, Block, Column, Holds, Section, Span, Table};
use crate::text::dates::date_told;

pub(super) fn sections(w: &mut Writer<'_>, limits: Album) -> Vec<Section> {
    // The map stands where a page begins: it takes most of one, and between texts and tables it would leave the rest of the page
    // before it white.
    let map = charts::map(w).map(|map| Block::Chart(map, w.words("dossier-caption_map")));
    let units: Vec<Block> = map.into_iter().chain([Block::Table(units(w))]).collect();
    let activities = activities(w);
    let photos = album(w, Audience::House, limits);
    let section = |holds, name: &str, title: &str, blocks| Section {
        name: w.words(name),
        title: w.words(title),
        holds,
        blocks,
    };
    vec![
        section(
            Holds::Units,
            "dossier-appendix_units",
            "dossier-units_title",
            units,
        ),
        section(
            Holds::Activities,
            "dossier-appendix_activities",
            "dossier-activities_title",
            activities,
        ),
        section(
            Holds::Photos,
            "dossier-appendix_photos",
            "dossier-photos_title",
            photos,
        ),
    ]
}

fn units(w: &mut Writer<'_>) -> Table {
    let columns = vec![
        w.column("dossier-col_number", Align::Middle, 6),
        w.column("dossier-col_unit", Align::Left, 22),
        w.column("dossier-col_state", Align::Left, 18),
        w.column("dossier-col_timely", Align::Left, 14),
        w.column("dossier-col_received_on", Align::Middle, 16),
        w.column("dossier-col_activities", Align::Right, 10),
        w.column("dossier-col_evidence", Align::Left, 18),
    ];
    let units = w.dossier.units.clone();
    let rows = units.iter().zip(1..).map(|(ix, n)| unit(w, *ix, n)).collect();
    untitled(columns, rows)
}

fn unit(w: &mut Writer<'_>, ix: UnitIx, n: u64) -> Vec<Vec<Span>> {
    let campaign = w.campaign;
    let unit = campaign.unit(ix);
    let first = unit.first().map(|v| (v.n, campaign.date(v.at)));
    let received = match first {
        Some((n, day)) => w.figure(date_told(w.cat, day), vec![Source::Version(ix, n)]),
        None => Vec::new(),
    };
    let activities = unit.activities.iter().filter(|a| a.counts());
    let activities = activities.map(|a| Source::Activity(a.id.clone())).collect();
    vec![
        plain(w.whole(n)),
        w.figure(w.unit(ix), vec![Source::Unit(ix)]),
        plain(w.words(&format!("state-{}", unit.state.id()))),
        plain(timeliness_words(w.cat, campaign, w.dossier.at, ix)),
        received,
        w.figure(w.whole(unit.totals.activities.into()), activities),
        plain(files_by_kind(w.cat, unit.totals.files)),
    ]
}

fn activities(w: &mut Writer<'_>) -> Vec<Block> {
    let columns = vec![
        w.column("dossier-col_number", Align::Middle, 6),
        w.column("dossier-col_unit", Align::Left, 14),
        w.column("dossier-col_title", Align::Left, 32),
        w.column("dossier-col_kind", Align::Left, 14),
        w.column("dossier-col_days", Align::Middle, 14),
        w.column("dossier-col_mode", Align::Left, 10),
        w.column("dossier-col_stands", Align::Left, 10),
        w.column("dossier-col_reach", Align::Right, 10),
        w.column("dossier-col_sdgs", Align::Left, 8),
        w.column("dossier-col_goals", Align::Left, 8),
    ];
    let (campaign, today) = (w.campaign, w.campaign.date(w.dossier.at));
    let mut rows = Vec::new();
    for (ix, a) in campaign.activities() {
        let here = || vec![Source::Activity(a.id.clone())];
        let d = &a.details;
        let known = campaign.def().activity_kind(&d.kind);
        let kind = clean(known.map_or(d.kind.as_str(), |k| k.name.get(w.lang())));
        let reach = d.reach.map(|n| w.whole(n)).unwrap_or_default();
        let tags = |tags: &[String]| clean(&expanded(tags).join(", "));
        let (sdgs, goals) = (tags(&d.sdgs), tags(&d.goals));
        let row = vec![
            plain(w.whole(rows.len() as u64 + 1)),
            plain(w.unit(ix)),
            w.figure(clean(&d.title), here()),
            plain(kind),
            plain(days(w.cat, d.from, d.to)),
            plain(w.words(&format!("mode-{}", d.mode.id()))),
            plain(w.words(&format!("act_status-{}", a.status(today).id()))),
            w.figure(reach, here()),
            plain(sdgs),
            plain(goals),
        ];
        rows.push(row);
    }
    if rows.is_empty() {
        return vec![w.text("dossier-held_nothing", Vec::new())];
    }
    let mut table = untitled(columns, rows);
    table.wide = true;
    vec![Block::Table(table)]
}

/// The title of its appendix says what it is.
fn untitled(columns: Vec<Column>, rows: Vec<Vec<Vec<Span>>>) -> Table {
    Table {
        columns,
        rows,
        ..Table::default()
    }
}
