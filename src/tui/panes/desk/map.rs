//! The tile map: one tile a province, and both archipelagos, Hoàng Sa and Trường Sa, on every map.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::names::{Lang, UnitIx};
use crate::core::roster::{Inset, Tiling};
use crate::core::status::State;
use crate::text::width;
use crate::tui::msg::Nav;
use crate::tui::paint;
use crate::tui::panes::desk::grid;
use crate::tui::panes::kit::list::{self, Line};
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// The tiles' columns and rows for a roster, and how large each is drawn in an area: the widest of six cells (sign,
/// letters, blank) and two rows that fits; a sign alone where nothing else does.
struct Grid {
    tiling: Tiling,
    cell: u16,
    row: u16,
}

fn grid(scene: &Scene<'_>, area: Rect) -> Option<Grid> {
    for (tiling, cell, row) in [
        (Tiling::Map, 6, 2),
        (Tiling::Map, 6, 1),
        (Tiling::Map, 5, 1),
        (Tiling::Map, 4, 1),
        (Tiling::Compact, 5, 2),
        (Tiling::Compact, 5, 1),
        (Tiling::Compact, 4, 1),
        (Tiling::Compact, 2, 1),
    ] {
        let (cols, rows) = scene.campaign.roster().map_size(tiling);
        // The last tile needs no blank after it.
        let fits = cols > 0 && cols * cell <= area.width + 1 && rows * row <= area.height + (row - 1);
        if fits {
            return Some(Grid { tiling, cell, row });
        }
    }
    None
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
    let left = area.x + area.width.saturating_sub((cols * g.cell).saturating_sub(1)) / 2;
    let used = rows * g.row;
    let top = area.y + area.height.saturating_sub(used) / 2;
    let place = |(x, y): (u16, u16)| (left + x * g.cell, top + y * g.row);
    for ix in roster.tiled().iter().copied() {
        if let Some((x, y)) = roster.tile(ix, g.tiling).map(place) {
            unit(scene, ix, x, y, g.cell, buf);
        }
    }
    for inset in roster.insets() {
        let (x, y) = place(inset.at(g.tiling));
        archipelago(scene, inset, x, y, area, g.cell, buf);
    }
    let lines = legend(scene, area.width);
    let n = lines.len() as u16;
    if area.bottom() > top + used + n {
        let below = Rect::new(area.x, area.bottom() - n, area.width, n);
        list::lines(buf, below, &lines, 0, scene.look);
    }
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
    if scene.unit.map(|unit| scene.campaign.roster().top_of(unit)) == Some(ix) {
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

/// Signs and words of the states that occur, in as many lines as they take.
fn legend(scene: &Scene<'_>, cells: u16) -> Vec<Line> {
    let counts = scene.campaign.counts(scene.now);
    let words = |state: State| {
        let word = scene.tr(&format!("state_short-{}", state.id())).to_lowercase();
        let style = scene.look.state(state);
        vec![(format!("{} {word}", scene.look.glyphs.state(state)), style)]
    };
    let all = State::ALL.into_iter().filter(|s| counts.of(*s) > 0);
    list::flow(all.map(words).collect(), cells, 2)
}
