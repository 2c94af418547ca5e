//! The country as filled blocks, so that its shape carries from five metres; both archipelagos are on every map.
//!
//! The sign and the letters stand in every block: colour is never the only carrier.

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::core::names::UnitIx;
use crate::core::roster::{Inset, Tiling};
use crate::core::status::State;
use crate::output::words;
use crate::text::width;
use crate::tui::paint;
use crate::tui::panes::desk::map::archipelago;
use crate::tui::panes::kit::list;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// How the roster's tiles are drawn in an area.
#[derive(Debug, Clone, Copy)]
struct Fit {
    tiling: Tiling,
    cell: u16,
    rows: u16,
}

/// Ways to draw it, the most telling first.
const WAYS: [(Tiling, u16, u16); 9] = [
    (Tiling::Map, 6, 2),
    (Tiling::Map, 5, 2),
    (Tiling::Map, 6, 1),
    (Tiling::Map, 5, 1),
    (Tiling::Compact, 6, 2),
    (Tiling::Compact, 5, 2),
    (Tiling::Map, 4, 1),
    (Tiling::Compact, 5, 1),
    (Tiling::Compact, 4, 1),
];

fn fit(scene: &Scene<'_>, area: Rect) -> Option<Fit> {
    WAYS.into_iter()
        .find(|(tiling, cell, rows)| {
            let (c, r) = scene.campaign.roster().map_size(*tiling);
            // The last block needs no blank after it.
            let fits = c > 0 && c * cell <= area.width + 1 && r * rows <= area.height;
            fits && (*tiling == Tiling::Map || insets_fit(scene, *cell, r, area.width))
        })
        .map(|(tiling, cell, rows)| Fit { tiling, cell, rows })
}

/// Do rows of blocks leave room for every archipelago's name at their ends?
fn insets_fit(scene: &Scene<'_>, cell: u16, rows: u16, wide: u16) -> bool {
    let roster = scene.campaign.roster();
    let mut ends: BTreeMap<u16, u16> = BTreeMap::new();
    for (x, y) in roster.units().filter_map(|ix| roster.tile(ix, Tiling::Compact)) {
        let end = ends.entry(y).or_default();
        *end = (*end).max((x + 1) * cell);
    }
    let longest = roster
        .insets()
        .iter()
        .map(|i| width::cells(&inset_words(scene, i)))
        .max();
    let need = longest.unwrap_or(0) as u16 + 1;
    // Rows stand in the middle, so half of what is left lies before them.
    let before = (wide + 1).saturating_sub(ends.values().copied().max().unwrap_or(0)) / 2;
    let free = (0..rows).filter(|y| ends.get(y).is_none_or(|end| before + end + need <= wide));
    free.count() >= roster.insets().len()
}

fn inset_words(scene: &Scene<'_>, inset: &Inset) -> String {
    let sign = scene.look.glyphs.islands;
    format!("{sign} {}", inset.name.get(scene.lang()))
}

/// Has the roster a map that fits?
pub fn fits(scene: &Scene<'_>, area: Rect) -> bool {
    fit(scene, area).is_some()
}

/// Draws it in the middle of the area; with the legend below where there are lines to spare.
pub fn view(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let Some(f) = fit(scene, area) else { return };
    let roster = scene.campaign.roster();
    let (cols, rows) = roster.map_size(f.tiling);
    let used = rows * f.rows;
    let left = area.x + (area.width + 1).saturating_sub(cols * f.cell) / 2;
    let spare = area.height - used;
    let legend = legend_lines(scene, area.width);
    let keys = (legend.len() as u16).min(spare);
    let top = area.y + (spare - keys) / 2;
    let place = |(x, y): (u16, u16)| (left + x * f.cell, top + y * f.rows);
    for ix in roster.tiled().iter().copied() {
        if let Some((x, y)) = roster.tile(ix, f.tiling).map(place) {
            block(scene, ix, x, y, f, buf);
        }
    }
    for inset in roster.insets() {
        if f.tiling == Tiling::Compact {
            at_the_right(scene, inset, Rect::new(area.x, top, area.width, used), buf);
        } else {
            let (x, y) = place(inset.at(f.tiling));
            archipelago(scene, inset, x, y, area, f.cell, buf);
        }
    }
    let below = Rect::new(area.x, area.bottom() - keys, area.width, keys);
    list::lines(buf, below, &legend, 0, scene.look);
}

/// Where tiles are rows of a list and no map, an archipelago stands at the end of the first row that has room for its
/// name.
fn at_the_right(scene: &Scene<'_>, inset: &Inset, area: Rect, buf: &mut Buffer) {
    let words = inset_words(scene, inset);
    let cells = width::cells(&words) as u16;
    let x = area.right().saturating_sub(cells);
    let free = |y: u16| {
        (x.saturating_sub(1)..area.right()).all(|c| buf.cell((c, y)).is_none_or(|c| c.symbol() == " "))
    };
    if let Some(y) = (area.y..area.bottom()).find(|y| free(*y)) {
        paint::text(buf, x, y, cells, &words, scene.style(Role::Inset));
    }
}

/// The style of a unit's block, and whether it owes something past its date.
pub fn style(scene: &Scene<'_>, ix: UnitIx) -> (Style, bool) {
    let debt = scene.campaign.is_debt(ix, scene.now);
    let role = if debt {
        Role::Debt
    } else {
        Role::of_state(scene.campaign.unit(ix).state)
    };
    (scene.look.tile(role), debt)
}

fn block(scene: &Scene<'_>, ix: UnitIx, x: u16, y: u16, f: Fit, buf: &mut Buffer) {
    let g = &scene.look.glyphs;
    let (style, debt) = style(scene, ix);
    let wide = (f.cell - 1).max(4);
    paint::fill(buf, Rect::new(x, y, wide, f.rows), style);
    let state = g.state(scene.campaign.unit(ix).state);
    let room = wide > 4 || f.rows > 1;
    let sign = if debt && !room { g.debt } else { state };
    paint::text(buf, x, y, 1, sign, style);
    let label = width::head(scene.campaign.label(ix), 3);
    paint::text(buf, x + 1, y, 3, label, style);
    if debt && room {
        let at = if f.rows > 1 { (x, y + 1) } else { (x + 4, y) };
        paint::text(buf, at.0, at.1, 1, g.debt, style);
    }
}

/// Signs, words and numbers of the states that occur, and of what is owed, in as many lines as they need.
fn legend_lines(scene: &Scene<'_>, cells: u16) -> Vec<list::Line> {
    let counts = scene.campaign.counts(scene.now);
    let g = &scene.look.glyphs;
    let mut parts: Vec<list::Line> = State::ALL
        .into_iter()
        .filter(|s| counts.of(*s) > 0)
        .map(|s| {
            let word = words::state_short(scene.cat, s).to_lowercase();
            let words = format!("{} {word} {}", g.state(s), counts.of(s));
            vec![(words, scene.look.state(s))]
        })
        .collect();
    let debts = [
        ("timeliness-overdue", counts.overdue),
        ("desk-owing_correction", counts.resubmit_overdue),
    ];
    for (key, n) in debts.into_iter().filter(|(_, n)| *n > 0) {
        let word = format!("{} {} {n}", g.debt, scene.tr(key));
        parts.push(vec![(word, scene.style(Role::Debt))]);
    }
    list::flow(parts, cells, 2)
}
