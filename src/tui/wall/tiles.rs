//! The country as filled blocks, so that its shape carries from five metres; both archipelagos are on every map.
//!
//! The sign and the letters stand in every block: colour is never the only carrier.

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::roster::{Inset, Tiling};
use crate::text::width;
use crate::tui::paint;
use crate::tui::panes::desk::map::{archipelago, legend};
use crate::tui::panes::desk::tile;
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

/// Rows of a block, the highest first.
const ROWS: [u16; 4] = [4, 3, 2, 1];
/// Columns of a block, its gap included, the widest first.
const CELLS: [u16; 7] = [12, 10, 8, 7, 6, 5, 4];

/// Ways to draw it, the most telling first: as a map as high and wide as it goes, but no wider than its height bears; as
/// rows of a list where even the lowest map is too high.
fn ways() -> impl Iterator<Item = (Tiling, u16, u16)> {
    let all = |tiling| ROWS.into_iter().flat_map(move |r| CELLS.map(|c| (tiling, c, r)));
    let bears = |(_, cell, rows): &(Tiling, u16, u16)| match rows {
        1 => *cell <= 6,
        2 => (5..=8).contains(cell),
        _ => *cell >= 6,
    };
    let least = |(tiling, cell, _): &(Tiling, u16, u16)| *tiling == Tiling::Map || *cell <= 6;
    all(Tiling::Map)
        .chain(all(Tiling::Compact))
        .filter(bears)
        .filter(least)
}

fn fit(scene: &Scene<'_>, area: Rect) -> Option<Fit> {
    ways()
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
    let lines = legend(scene, area.width);
    let keys = match lines.len() as u16 {
        n if n <= spare => n,
        _ => 0,
    };
    let top = area.y + (spare - keys) / 2;
    let place = |(x, y): (u16, u16)| (left + x * f.cell, top + y * f.rows);
    for ix in roster.tiled().iter().copied() {
        if let Some((x, y)) = roster.tile(ix, f.tiling).map(place) {
            let wide = (f.cell - 1).max(4);
            tile::view(scene, ix, Rect::new(x, y, wide, f.rows), buf);
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
    if keys == lines.len() as u16 {
        let below = Rect::new(area.x, area.bottom() - keys, area.width, keys);
        list::lines(buf, below, &lines, 0, scene.look);
    } else {
        at_sea(lines, Rect::new(area.x, top, area.width, used), buf);
    }
}

/// Where the map fills all rows its legend stands in the sea at the upper right, a statement a row.
fn at_sea(legend: Vec<list::Line>, area: Rect, buf: &mut Buffer) {
    let all: Vec<_> = legend
        .into_iter()
        .flatten()
        .filter(|(w, _)| !w.trim().is_empty())
        .collect();
    let cells = all.iter().map(|(w, _)| width::cells(w)).max().unwrap_or(0) as u16;
    let x = area.right().saturating_sub(cells);
    let free = |y: u16| {
        (x.saturating_sub(1)..area.right()).all(|c| buf.cell((c, y)).is_none_or(|c| c.symbol() == " "))
    };
    let rows = (area.y..area.bottom()).filter(|y| free(*y)).collect::<Vec<_>>();
    for ((words, style), y) in all.iter().zip(rows) {
        paint::text(buf, x, y, cells, words, *style);
    }
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
