//! The tile map: one tile a province, and both archipelagos, Hoàng Sa and Trường Sa, on every map.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::names::{Lang, UnitIx};
use crate::core::roster::{Inset, Tiling};
use crate::core::status::State;
use crate::output::words;
use crate::text::width;
use crate::tui::layout::inside;
use crate::tui::msg::Nav;
use crate::tui::paint;
use crate::tui::panes::desk::{grid, tile};
use crate::tui::panes::kit::list::{self, Line};
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// How large a roster's tiles are drawn in an area.
struct Grid {
    tiling: Tiling,
    cell: u16,
    row: u16,
}

/// Rows and columns of a tile, gaps included: filled blocks as high and wide as they go, then sign and letters in one row, a
/// sign alone where nothing else fits.
const WAYS: [(Tiling, u16, u16); 17] = [
    (Tiling::Map, 14, 4),
    (Tiling::Map, 12, 4),
    (Tiling::Map, 10, 4),
    (Tiling::Map, 8, 4),
    (Tiling::Map, 12, 3),
    (Tiling::Map, 10, 3),
    (Tiling::Map, 8, 3),
    (Tiling::Map, 7, 3),
    (Tiling::Map, 7, 2),
    (Tiling::Map, 6, 2),
    (Tiling::Map, 6, 1),
    (Tiling::Map, 5, 1),
    (Tiling::Map, 4, 1),
    (Tiling::Compact, 6, 2),
    (Tiling::Compact, 5, 1),
    (Tiling::Compact, 4, 1),
    (Tiling::Compact, 2, 1),
];

/// Is a tile of that size filled? It must have room for its sign, its letters and the sign of a debt.
fn is_block(cell: u16, row: u16) -> bool {
    cell >= 6 || row > 1
}

fn grid(scene: &Scene<'_>, area: Rect) -> Option<Grid> {
    let size = |tiling| scene.campaign.roster().map_size(tiling);
    let fits = |(tiling, cell, row): &(Tiling, u16, u16)| {
        let (cols, rows) = size(*tiling);
        // The last tile needs no blank after it; before a block the mark of the selected one has its own.
        let first = u16::from(is_block(*cell, *row));
        cols > 0 && cols * cell + first <= area.width + 1 && rows * row <= area.height
    };
    let way = WAYS.into_iter().find(fits);
    way.map(|(tiling, cell, row)| Grid { tiling, cell, row })
}

/// Where the map stands in a box: inside its frame, but over all of it where only without one it is a map and not a list.
pub fn framed(scene: &Scene<'_>, area: Rect) -> Rect {
    let inside = inside(area);
    let is_map = |area| grid(scene, area).is_some_and(|g| g.tiling == Tiling::Map);
    if is_map(area) && !is_map(inside) {
        area
    } else {
        inside
    }
}

/// Has the roster a map that fits?
pub fn fits(scene: &Scene<'_>, area: Rect) -> bool {
    grid(scene, area).is_some()
}

/// The unit next to another one in a direction, as the map lies in the area: the nearest, straight ahead before aside.
pub fn next(scene: &Scene<'_>, area: Rect, from: UnitIx, nav: Nav) -> Option<UnitIx> {
    let tiling = grid(scene, area)?.tiling;
    let roster = scene.campaign.roster();
    let tile = |ix: UnitIx| {
        let at = roster.tile(ix, tiling);
        at.map(|(x, y)| (i32::from(x), i32::from(y)))
    };
    let (x0, y0) = tile(from)?;
    let far = |ix: UnitIx| {
        let (x, y) = tile(ix)?;
        let (ahead, aside) = match nav {
            Nav::Up => (y0 - y, x - x0),
            Nav::Down => (y - y0, x - x0),
            Nav::Left => (x0 - x, y - y0),
            Nav::Right => (x - x0, y - y0),
            _ => return None,
        };
        (ahead > 0).then_some((ahead + 2 * aside.abs(), ix))
    };
    roster
        .tiled()
        .iter()
        .copied()
        .filter_map(far)
        .min()
        .map(|(_, ix)| ix)
}

/// Draws it in the middle of the area.
pub fn view(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let Some(g) = grid(scene, area) else {
        paint::text(
            buf,
            area.x,
            area.y,
            area.width,
            &scene.tr("desk-no_map"),
            scene.style(Role::Dim),
        );
        return;
    };
    let roster = scene.campaign.roster();
    let (cols, rows) = roster.map_size(g.tiling);
    let before = u16::from(is_block(g.cell, g.row));
    let left = area.x
        + area
            .width
            .saturating_sub((cols * g.cell).saturating_sub(1))
            .div_ceil(2)
            .max(before);
    let used = rows * g.row;
    let lines = legend(scene, area.width);
    let n = lines.len() as u16;
    let spare = area.height.saturating_sub(used);
    // The legend has its rows below the map wherever there are some.
    let top = area.y + if spare >= n { (spare - n) / 2 } else { spare / 2 };
    let place = |(x, y): (u16, u16)| (left + x * g.cell, top + y * g.row);
    for ix in roster.tiled().iter().copied() {
        if let Some((x, y)) = roster.tile(ix, g.tiling).map(place) {
            if is_block(g.cell, g.row) {
                block(scene, ix, Rect::new(x, y, g.cell - 1, g.row), buf);
            } else {
                unit(scene, ix, x, y, g.cell, buf);
            }
        }
    }
    for inset in roster.insets() {
        let (x, y) = place(inset.at(g.tiling));
        archipelago(scene, inset, x, y, area, g.cell, buf);
    }
    if area.bottom() >= top + used + n {
        let below = Rect::new(area.x, area.bottom() - n, area.width, n);
        list::lines(buf, below, &lines, 0, scene.look);
    }
}

/// A block stays filled with its state's colour whatever is selected: only its letters lie on the ground of the selection,
/// and the mark stands beside it.
fn block(scene: &Scene<'_>, ix: UnitIx, at: Rect, buf: &mut Buffer) {
    let letters = tile::view(scene, ix, at, buf);
    if scene.marks.contains(&ix) {
        let sign = scene.look.glyphs.mark;
        paint::text(
            buf,
            at.x.saturating_sub(1),
            letters.y,
            1,
            sign,
            scene.style(Role::Marked),
        );
    }
    if is_selected(scene, ix) {
        let sign = scene.look.glyphs.pointer;
        paint::text(
            buf,
            at.x.saturating_sub(1),
            letters.y,
            1,
            sign,
            scene.style(Role::BorderFocus),
        );
        paint::select(buf, letters, scene.look);
        scene.here(letters.x, letters.y);
    }
}

fn is_selected(scene: &Scene<'_>, ix: UnitIx) -> bool {
    scene.unit.map(|unit| scene.campaign.roster().top_of(unit)) == Some(ix)
}

fn unit(scene: &Scene<'_>, ix: UnitIx, x: u16, y: u16, cell: u16, buf: &mut Buffer) {
    let (sign, style, debt) = scene.sign(ix);
    let mut at = paint::text(buf, x, y, 1, sign, style);
    if cell >= 4 {
        at = paint::text(buf, at, y, 3, scene.campaign.label(ix), style);
    }
    if cell >= 5 && scene.campaign.roster().has_children(ix) {
        let (sign, style) = grid::share(scene, ix);
        at = paint::text(buf, at, y, 1, sign, style);
    } else if debt && cell >= 5 {
        at = paint::text(buf, at, y, 1, scene.look.glyphs.debt, style);
    }
    if scene.marks.contains(&ix) {
        paint::style(buf, Rect::new(x, y, at - x, 1), scene.style(Role::Marked));
    }
    if is_selected(scene, ix) {
        paint::select(buf, Rect::new(x, y, at - x, 1), scene.look);
        scene.here(x, y);
    }
}

/// The name may reach over the sea, never over a province or the edge: the longest form that has room is drawn.
pub fn archipelago(
    scene: &Scene<'_>,
    inset: &Inset,
    x: u16,
    y: u16,
    area: Rect,
    cell: u16,
    buf: &mut Buffer,
) {
    let style = scene.style(Role::Inset);
    let name = inset.name.get(scene.lang());
    let sign = scene.look.glyphs.islands;
    if cell < 4 {
        paint::text(buf, x, y, 1, sign, style);
        return;
    }
    let proper = match scene.lang() {
        Lang::Vi => inset.name.vi.strip_prefix("Quần đảo "),
        Lang::En => inset.name.en.strip_suffix(" archipelago"),
    };
    let proper = proper.unwrap_or(name);
    for words in [
        format!("{sign} {name}"),
        format!("{sign} {proper}"),
        format!("{sign}{proper}"),
    ] {
        let cells = width::cells(&words) as u16;
        let at = x.min(area.right().saturating_sub(cells));
        let free =
            (at.saturating_sub(1)..at + cells).all(|c| buf.cell((c, y)).is_none_or(|c| c.symbol() == " "));
        if at >= area.x && free {
            paint::text(buf, at, y, cells, &words, style);
            return;
        }
    }
    paint::text(buf, x, y, 1, sign, style);
}

/// Signs, words and numbers of the states that occur, and of what is owed, in as many lines as they need.
pub fn legend(scene: &Scene<'_>, cells: u16) -> Vec<Line> {
    let counts = scene.campaign.counts(scene.now);
    let g = &scene.look.glyphs;
    let mut parts: Vec<Line> = State::ALL
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
