//! The list of what waits: a heading for each group, a row for each unit. The name of the unit is what gives way last.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::waiting::Waiting;
use crate::output::{contacts, words};
use crate::text::{dates, width};
use crate::tui::paint::{self, clean};
use crate::tui::panes::kit::list::{self as kit, col, grow};
use crate::tui::panes::places::queue::state::{Parts, Shown, State, decides};
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// The least and the most cells of the list where something stands beside it.
pub(super) const LEAST: u16 = 46;
pub(super) const MOST: u16 = 90;

/// The least cells of a name, and the most that a long one takes from the other columns.
const NAME: (u16, u16) = (12, 30);

#[derive(Clone, Copy)]
enum Cell {
    Sign,
    Unit,
    Name,
    Region,
    Why,
    Since,
    Long,
    Version,
    Contact,
}

fn columns(state: &State, scene: &Scene<'_>, wide: u16) -> Vec<kit::Placed<Cell>> {
    let shown = || state.rows.iter().skip(state.first.saturating_sub(2)).take(200);
    let longest = shown().map(|w| width::cells(&name(scene, *w))).max().unwrap_or(0) as u16;
    // Communes have codes and no letters.
    let code = if scene.campaign.roster().is_tree() { 7 } else { 4 };
    // What a leader decides by is who recommends it and with which words.
    let recommended = decides(scene) && scene.campaign.counts(scene.now).recommended > 0;
    let reason = |w: &Waiting| width::cells(&scene.tr(&format!("why_short-{}", w.why.id()))) as u16;
    let reasons = shown().map(reason).max().unwrap_or(0).max(10);
    let why = if recommended && wide >= 76 { 36 } else { reasons };
    // `59 minutes` is longer than its heading.
    let long = shown().map(|w| width::cells(&waits(scene, *w)) as u16).max();
    let long = long.unwrap_or(0).max(8);
    let all = [
        col(Cell::Sign, 3, 0),
        col(Cell::Unit, code, 3),
        col(Cell::Name, longest.clamp(NAME.0, NAME.1), 0),
        grow(Cell::Why, why, 2),
        col(Cell::Long, long, 1),
        col(Cell::Since, kit::moment_cells(scene, shown().map(|w| w.since)), 5),
        col(Cell::Version, 6, 6),
        grow(Cell::Contact, 28, 4),
        col(Cell::Region, 24, 7),
    ];
    kit::columns(wide, &all)
}

fn name(scene: &Scene<'_>, w: Waiting) -> String {
    words::short_name_in(scene.campaign, w.unit, scene.lang())
}

/// For how long it has waited: `2 ngày`, `59 minutes`.
fn waits(scene: &Scene<'_>, w: Waiting) -> String {
    dates::span(scene.cat, scene.now.0.saturating_sub(w.since.0).max(0))
}

/// Draws the list.
pub(super) fn view(state: &State, scene: &Scene<'_>, parts: &Parts, buf: &mut Buffer) {
    let body = parts.list;
    if body.is_empty() {
        return;
    }
    let lines = state.lines();
    let wide = kit::wide(body, lines.len());
    let columns = columns(state, scene, wide);
    if parts.headings.height > 0 {
        headings(
            &columns,
            scene,
            Rect {
                width: wide,
                ..parts.headings
            },
            buf,
        );
    }
    let end = (state.first + usize::from(body.height)).min(lines.len());
    for (y, shown) in (body.y..).zip(lines.iter().take(end).skip(state.first)) {
        let row = Rect::new(body.x, y, wide, 1);
        match shown {
            Shown::Heading(debt) => heading(state, *debt, scene, row, buf),
            Shown::Row(i) => {
                if let Some(w) = state.rows.get(*i) {
                    line(&columns, scene, *w, row, buf);
                }
                if *i == state.at && scene.focused {
                    paint::select(buf, row, scene.look);
                    scene.here(row.x, row.y);
                }
            }
        }
    }
    paint::more(buf, body, state.first > 0, end < lines.len(), scene.look);
}

/// `Quá hạn: 12`
fn heading(state: &State, debt: bool, scene: &Scene<'_>, row: Rect, buf: &mut Buffer) {
    let (key, n, role) = if debt {
        ("queue-past_due", state.debts, Role::Debt)
    } else {
        ("queue-to_review", state.rows.len() - state.debts, Role::Received)
    };
    let title = (scene.cat.tr_args(key, &[("n", n.into())]), scene.style(role));
    kit::rule(buf, row, &[title], "", scene);
}

fn headings(columns: &[kit::Placed<Cell>], scene: &Scene<'_>, row: Rect, buf: &mut Buffer) {
    for c in columns.iter().copied() {
        let key = match c.id {
            Cell::Sign | Cell::Name | Cell::Version => continue,
            Cell::Unit => "acts-unit_short",
            Cell::Region => "term-region",
            Cell::Why => "heading-why",
            Cell::Since => "heading-since",
            Cell::Long => "queue-how_long",
            Cell::Contact => "heading-last_contact",
        };
        kit::cell(buf, row, c, &scene.tr(key), scene.style(Role::Dim));
    }
}

fn line(columns: &[kit::Placed<Cell>], scene: &Scene<'_>, w: Waiting, row: Rect, buf: &mut Buffer) {
    let u = scene.campaign.unit(w.unit);
    let roster = scene.campaign.roster();
    let (text, dim) = (scene.style(Role::Text), scene.style(Role::Dim));
    let (sign, style, debt) = scene.sign(w.unit);
    for c in columns.iter().copied() {
        match c.id {
            Cell::Sign => {
                let marked = scene.marks.contains(&w.unit);
                let mark = if marked { scene.look.glyphs.mark } else { " " };
                let debt = if debt { scene.look.glyphs.debt } else { " " };
                kit::cell(buf, row, c, &format!("{sign}{debt}{mark}"), style);
            }
            Cell::Unit => {
                let fresh = scene.fresh.contains_key(&w.unit);
                let role = if fresh { Role::Fresh } else { Role::Title };
                let label = clean(scene.campaign.label(w.unit));
                kit::cell(buf, row, c, &label, scene.style(role));
            }
            Cell::Name => kit::cell(buf, row, c, &name(scene, w), text),
            Cell::Region => {
                let region = roster.regions().get(roster.region(w.unit));
                let name = region.map_or("", |r| r.name.get(scene.lang()));
                kit::cell(buf, row, c, &clean(name), dim);
            }
            Cell::Why => {
                let told = why(scene, w, usize::from(c.cells));
                kit::cell(buf, row, c, &told, style);
            }
            Cell::Since => kit::cell(buf, row, c, &dates::day_time(scene.campaign.def(), w.since), dim),
            Cell::Long => {
                kit::cell(buf, row, c, &waits(scene, w), text);
            }
            Cell::Version => {
                let version = u.latest().map(|v| {
                    let n = v.n.to_string();
                    scene.cat.tr_args("words-version", &[("n", n.into())])
                });
                kit::cell(buf, row, c, &version.unwrap_or_default(), dim);
            }
            Cell::Contact => {
                let told = contacts::last_contact(scene.cat, scene.campaign, w.unit);
                let none = told.is_empty().then(|| scene.tr("unit_line-no_contact"));
                kit::cell(buf, row, c, none.as_deref().unwrap_or(&told), dim);
            }
        }
    }
}

/// Why it waits, as fully as there is room: who recommended it and what the leader should know, who, or the bare reason.
fn why(scene: &Scene<'_>, w: Waiting, cells: usize) -> String {
    let recommended = scene.campaign.recommendation(w.unit);
    let told = recommended.map_or_else(Vec::new, |r| {
        let who = scene.cat.person(r.actor.as_str());
        let by = scene.cat.tr_args("queue-recommended_by", &[("who", who.into())]);
        let note = clean(&r.note);
        let noted = (!note.trim().is_empty()).then(|| format!("{by}: {note}"));
        noted.into_iter().chain([by]).collect()
    });
    let bare = [
        scene.tr(&format!("why-{}", w.why.id())).into_owned(),
        scene.tr(&format!("why_short-{}", w.why.id())).into_owned(),
    ];
    let mut fullest_first = told.into_iter().chain(bare).peekable();
    loop {
        let Some(words) = fullest_first.next() else {
            return String::new();
        };
        if width::cells(&words) <= cells || fullest_first.peek().is_none() {
            return words;
        }
    }
}
