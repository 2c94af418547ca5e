//! The charts of the report, made of the same figures as its tables.

use super::writer::{Writer, clean};
use crate::chart::{Bar, Bars, Chart, Curve, Point, Tile, Tiles, Tone};
use crate::core::names::UnitIx;
use crate::core::projection::burn_up;
use crate::core::roster::Tiling;
use crate::core::status::{State, Timeliness};
use crate::text::dates::date_short;

/// What is meant by each tone of a report's state, in the order of bars and legends.
const MEANINGS: [(Tone, &str); 7] = [
    (Tone::Good, "dossier_tone-accepted"),
    (Tone::Here, "dossier_tone-received"),
    (Tone::Late, "dossier_tone-late"),
    (Tone::Back, "dossier_tone-returned"),
    (Tone::Missing, "dossier_tone-overdue"),
    (Tone::Plain, "dossier_tone-pending"),
    (Tone::Quiet, "dossier_tone-exempt"),
];

/// About so many days have their words below the curve.
const DAYS_NAMED: usize = 8;

fn tone(w: &Writer<'_>, ix: UnitIx) -> Tone {
    let timely = w.campaign.timeliness(ix, w.dossier.at);
    match w.campaign.unit(ix).state {
        State::Accepted => Tone::Good,
        State::Returned => Tone::Back,
        State::Exempt => Tone::Quiet,
        State::Received if timely == Timeliness::Late => Tone::Late,
        State::Received => Tone::Here,
        State::Awaiting | State::InProgress if timely == Timeliness::Overdue => Tone::Missing,
        State::Awaiting | State::InProgress => Tone::Plain,
    }
}

/// How many had reported by which day.
pub(in crate::output) fn arrivals(w: &Writer<'_>) -> Chart {
    let curve = burn_up(w.campaign, w.dossier.at);
    let day = |n: i32| curve.from + chrono::Days::new(u64::try_from(n).unwrap_or(0));
    let points = curve.by_day.iter().zip(0..);
    let points: Vec<Point> = points
        .map(|(n, day)| Point {
            day,
            value: f64::from(*n),
        })
        .collect();
    let last_day = w.campaign.def().last_day(w.campaign.cutoff());
    let deadline = i32::try_from((last_day - curve.from).num_days()).unwrap_or(i32::MAX);
    let end = i32::try_from(points.len()).unwrap_or(i32::MAX).max(deadline + 1);
    let step = usize::try_from(end).unwrap_or(1).div_ceil(DAYS_NAMED).max(1);
    let owing = [("n", w.whole(curve.owing.into()).into())];
    let until = [("date", date_short(last_day).into())];
    Chart::BurnUp(Curve {
        title: w.words("dossier-chart_arrivals"),
        points,
        days: (0..end).step_by(step).map(|n| (n, date_short(day(n)))).collect(),
        goal: (
            f64::from(curve.owing),
            w.cat.tr_args("dossier-chart_owing", &owing),
        ),
        deadline: (deadline, w.cat.tr_args("dossier-chart_deadline", &until)),
    })
}

/// Where the reports of each region stand.
pub(in crate::output) fn regions(w: &Writer<'_>) -> Chart {
    let roster = w.campaign.roster();
    let mut regions = vec![[0_u32; MEANINGS.len()]; roster.regions().len()];
    for ix in &w.dossier.units {
        let at = MEANINGS.iter().position(|(t, _)| *t == tone(w, *ix));
        let bar = regions.get_mut(roster.region(*ix));
        if let Some(n) = bar.zip(at).and_then(|(bar, at)| bar.get_mut(at)) {
            *n += 1;
        }
    }
    let reporting = &w.dossier.reports.regions;
    let bars = regions
        .iter()
        .zip(reporting)
        .enumerate()
        .map(|(place, (counts, told))| {
            let args = [
                ("reported", w.whole(told.reported.n).into()),
                ("owing", w.whole(told.owing()).into()),
            ];
            Bar {
                name: w.region(place),
                pieces: pieces(counts),
                figure: w.cat.tr_args("dossier-chart_of", &args),
            }
        });
    let bars: Vec<Bar> = bars.filter(|bar| !bar.pieces.is_empty()).collect();
    let used = |t: &Tone| {
        bars.iter()
            .any(|bar| bar.pieces.iter().any(|(tone, _)| tone == t))
    };
    let legend = MEANINGS.iter().filter(|(t, _)| used(t));
    let legend = legend.map(|(t, key)| (*t, w.words(key))).collect();
    Chart::Bars(Bars {
        title: w.words("dossier-chart_regions"),
        bars,
        legend,
    })
}

fn pieces(counts: &[u32; MEANINGS.len()]) -> Vec<(Tone, f64)> {
    let all = MEANINGS.iter().zip(counts).filter(|(_, n)| **n > 0);
    all.map(|((tone, _), n)| (*tone, f64::from(*n))).collect()
}

/// Activities by goal of Connect 2030.
pub(in crate::output) fn goals(w: &Writer<'_>) -> Chart {
    let goals = w.dossier.goals.goals.iter().filter(|g| g.is_whole());
    let bar = |g: &crate::core::dossier::Served| Bar {
        name: w.goal(&g.id),
        pieces: vec![(Tone::Plain, g.held.activities.n as f64)],
        figure: w.whole(g.held.activities.n),
    };
    Chart::Bars(Bars {
        title: w.words("dossier-chart_goals"),
        bars: goals.map(bar).collect(),
        legend: Vec::new(),
    })
}

/// The map of tiles; none where the roster has no places on it.
pub(in crate::output) fn map(w: &Writer<'_>) -> Option<Chart> {
    let roster = w.campaign.roster();
    let tile = |ix: &UnitIx| {
        let (column, row) = roster.tile(*ix, Tiling::Map)?;
        let tone = tone(w, *ix);
        Some(Tile {
            column,
            row,
            letters: clean(w.campaign.label(*ix)),
            tone,
        })
    };
    let tiles: Vec<Tile> = w.dossier.units.iter().filter_map(tile).collect();
    if tiles.is_empty() {
        return None;
    }
    let places = roster.insets().iter().map(|inset| {
        let (column, row) = inset.at(Tiling::Map);
        (column, row, clean(inset.name.get(w.lang())))
    });
    let used = |t: &Tone| tiles.iter().any(|tile| tile.tone == *t);
    let legend = MEANINGS.iter().filter(|(t, _)| used(t));
    let legend = legend.map(|(tone, key)| (*tone, w.words(key))).collect();
    Some(Chart::Tiles(Tiles {
        title: w.words("dossier-chart_map"),
        places: places.collect(),
        legend,
        tiles,
    }))
}
