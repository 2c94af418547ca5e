//! How the history is drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::core::campaign::Campaign;
use crate::core::fact::Envelope;
use crate::core::hex::hex;
use crate::output::words;
use crate::text::dates;
use crate::tui::paint::clean;
use crate::tui::panes::kit::held;
use crate::tui::panes::kit::list::{self, Line, col, grow};
use crate::tui::panes::places::history::state::{HELD, State, split, unit_of};
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// Was the fact taken back since?
pub(super) fn is_void(campaign: &Campaign, e: &Envelope) -> bool {
    let unit = unit_of(campaign, e);
    let entries = campaign.entries(unit);
    let at = entries.binary_search_by_key(&e.seq, |x| x.seq);
    match at.ok().and_then(|i| entries.get(i)) {
        Some(entry) => entry.void,
        None => unit.is_some_and(|ix| campaign.unit(ix).stays_taken_back(e.seq)),
    }
}

#[derive(Clone, Copy)]
pub(super) enum Cell {
    Seq,
    At,
    Sign,
    Recorded,
    Actor,
    Via,
    Unit,
    Told,
}

/// How wide the column of units is where they have their names.
pub(super) const NAMED: u16 = 28;

/// How wide the word before the moment of recording is.
pub(super) const RECORDED: u16 = 5;

pub(super) const COLUMNS: [list::Col<Cell>; 8] = [
    col(Cell::Seq, 5, 2),
    col(Cell::At, 11, 0),
    col(Cell::Recorded, RECORDED + 11, 6),
    col(Cell::Unit, 4, 0),
    col(Cell::Sign, 1, 1),
    grow(Cell::Told, 36, 0),
    col(Cell::Via, 14, 5),
    col(Cell::Actor, 10, 3),
];

/// When a fact was recorded is said in a column of its own only where there is much room: most were recorded the day they
/// happened, and of the others the words say it too.
pub(super) fn columns(state: &State, scene: &Scene<'_>, wide: u16) -> Vec<list::Placed<Cell>> {
    let mut all = COLUMNS;
    let shown = || {
        state
            .cursor
            .shown(state.order.len())
            .filter_map(|i| state.fact(i))
    };
    all[1].cells = list::moment_cells(scene, shown().map(|e| e.at));
    all[2].cells = RECORDED + list::moment_cells(scene, shown().map(|e| e.recorded));
    if scene.campaign.roster().is_tree() {
        // Communes have codes and no letters; where there is room, their names and their provinces' letters too.
        all[3].cells = if wide >= 110 { NAMED } else { 7 };
    }
    if wide >= 150 {
        return list::columns(wide, &all);
    }
    let kept: Vec<list::Col<Cell>> = all
        .into_iter()
        .filter(|c| !matches!(c.id, Cell::Recorded))
        .collect();
    list::columns(wide, &kept)
}

/// Draws the facts that fit.
pub fn view(state: &State, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let (head, parts) = split(area);
    let body = parts.list;
    heading(state, scene, head, buf);
    if state.order.is_empty() {
        let key = if state.facts.is_empty() {
            "history-empty"
        } else {
            "history-no_match"
        };
        list::nothing(scene, key, body, buf);
        return;
    }
    let columns = columns(state, scene, list::wide(body, state.order.len()));
    list::rows(
        state.cursor,
        state.order.len(),
        scene,
        body,
        buf,
        |i, row, buf| {
            if let Some(e) = state.fact(i) {
                line(&columns, state, scene, e, row, buf);
            }
        },
    );
    if let Some(e) = state.selected() {
        held::view(scene, &parts, &about(state, scene, e, parts.said), buf);
    }
}

pub(super) fn heading(state: &State, scene: &Scene<'_>, row: Rect, buf: &mut Buffer) {
    let (n, all) = (state.order.len(), state.facts.len());
    let cat = scene.cat;
    let held = state.facts.first().zip(state.facts.last());
    let told = if let Some((first, last)) = held.filter(|_| n == all && !state.complete) {
        let args = [
            ("from", first.seq.to_string().into()),
            ("to", last.seq.to_string().into()),
            ("total", scene.campaign.seq().max(last.seq).to_string().into()),
        ];
        cat.tr_args("history-span", &args)
    } else if n == all {
        cat.tr_args("history-loaded", &[("n", n.into())])
    } else {
        cat.tr_args("history-of", &[("n", n.into()), ("total", all.into())])
    };
    let dot = format!(" {} ", scene.look.glyphs.dot);
    let mut line: Line = vec![(told, scene.style(Role::Title))];
    match &state.verified {
        None => {}
        Some(Ok(n)) => {
            let n = i64::try_from(*n).unwrap_or(i64::MAX);
            let told = cat.tr_args("history-verified", &[("n", n.into())]);
            line.push((format!("{dot}{told}"), scene.style(Role::Accepted)));
        }
        Some(Err(why)) => {
            let told = cat.tr_args("history-broken", &[("why", clean(why).into_owned().into())]);
            line.push((format!("{dot}{told}"), scene.style(Role::Error)));
        }
    }
    if !state.complete && all > 0 {
        let key = if all >= HELD {
            "history-capped"
        } else {
            "history-more"
        };
        line.push((format!("{dot}{}", scene.tr(key)), scene.style(Role::Dim)));
    }
    list::lines(buf, row, &[line], 0, scene.look);
}

pub(super) fn actor(scene: &Scene<'_>, e: &Envelope) -> String {
    let who = scene.cat.person(e.actor.as_str());
    if e.real_user == e.actor {
        return who;
    }
    let real = scene.cat.person(e.real_user.as_str());
    scene
        .cat
        .tr_args("history-behalf", &[("actor", who.into()), ("real", real.into())])
}

pub(super) fn line(
    columns: &[list::Placed<Cell>],
    state: &State,
    scene: &Scene<'_>,
    e: &Envelope,
    row: Rect,
    buf: &mut Buffer,
) {
    let unit = unit_of(scene.campaign, e);
    let void = is_void(scene.campaign, e);
    let (text, dim) = (scene.style(Role::Text), scene.style(Role::Dim));
    let (sign, style) = list::fact_sign(&e.fact, scene.look);
    for c in columns.iter().copied() {
        match c.id {
            Cell::Seq => list::number(buf, row, c, &e.seq.to_string(), dim),
            Cell::At => list::cell(buf, row, c, &dates::day_time(scene.campaign.def(), e.at), dim),
            Cell::Recorded if scene.campaign.date(e.at) == scene.campaign.date(e.recorded) => {}
            Cell::Recorded => {
                let at = dates::day_time(scene.campaign.def(), e.recorded);
                let told = scene.cat.tr_args("history-recorded", &[("time", at.into())]);
                list::cell(buf, row, c, &told, scene.style(Role::Warn));
            }
            Cell::Unit => {
                let label = unit.map_or_else(
                    || e.unit.as_ref().map_or("", |u| u.as_str()),
                    |ix| scene.campaign.label(ix),
                );
                let mut label = clean(label).into_owned();
                if let Some(ix) = unit.filter(|_| c.cells >= NAMED) {
                    let name = words::short_name_in(scene.campaign, ix, scene.lang());
                    label = format!("{label} {name}");
                }
                list::cell(buf, row, c, &label, scene.style(Role::Title));
            }
            Cell::Sign => list::cell(buf, row, c, sign, if void { dim } else { style }),
            Cell::Told => {
                let mut told = state.told(scene, e);
                if e.entered_later {
                    told = words::entered_later(scene.cat, scene.campaign, told, e.recorded);
                }
                let style = if void {
                    told = scene.cat.tr_args("words-taken_back", &[("line", told.into())]);
                    dim.add_modifier(Modifier::CROSSED_OUT)
                } else {
                    text
                };
                list::cell(buf, row, c, &told, style);
            }
            Cell::Via => list::cell(buf, row, c, &words::via(scene.cat, e.via), dim),
            Cell::Actor => list::cell(buf, row, c, &actor(scene, e), dim),
        }
    }
}

/// The selected fact in full: its sentence, command, role and way in, times, hash. The sentence goes before the rest.
pub(super) fn about(state: &State, scene: &Scene<'_>, e: &Envelope, area: Rect) -> Vec<Line> {
    let dim = scene.style(Role::Dim);
    let told = match unit_of(scene.campaign, e) {
        Some(ix) => {
            let name = words::name_in(scene.campaign, ix, scene.lang());
            format!("{name}: {}", state.told(scene, e))
        }
        None => state.told(scene, e),
    };
    let mut lines = list::wrapped(&told, area.width, scene.style(Role::Text));
    if area.height > 3 {
        // Two lines are left for the rest. In very little room the sentence takes what it needs.
        lines.truncate(usize::from(area.height) - 2);
    }
    let args = [
        ("cmd", e.cmd.to_string().into()),
        ("role", words::role(scene.cat, e.role).into_owned().into()),
        ("via", words::via(scene.cat, e.via).into_owned().into()),
    ];
    let recorded = dates::full_time(scene.zone(), e.recorded);
    let recorded = scene
        .cat
        .tr_args("history-recorded", &[("time", recorded.into())]);
    let dot = scene.look.glyphs.dot;
    let detail = scene.cat.tr_args("history-detail", &args);
    lines.push(vec![(
        format!("{} {dot} {recorded} {dot} {detail}", actor(scene, e)),
        dim,
    )]);
    lines.push(vec![(format!("SHA-256 {}", hex(&e.hash)), dim)]);
    lines
}
