//! Where each part of the overview stands, by the room there is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::campaign::Waiting;
use crate::core::roster::Tiling;
use crate::tui::layout::inside;
use crate::tui::scene::Scene;
use crate::tui::wall::overview::{head, news, next_day, owed, parts};
use crate::tui::wall::tiles;

/// How much room a page has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Room {
    Full,
    Middle,
    Small,
    Least,
}

fn room(area: Rect) -> Room {
    let fits = |w, h| area.width >= w && area.height >= h;
    match () {
        () if fits(180, 50) => Room::Full,
        () if fits(108, 26) => Room::Middle,
        () if fits(70, 18) => Room::Small,
        () => Room::Least,
    }
}

/// Draws it.
pub fn view(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if scene.campaign.opened().is_none() {
        return next_day::view(scene, area, buf);
    }
    let size = room(area);
    if size == Room::Least {
        return head::least(scene, area, buf);
    }
    let band = band(scene, area);
    band.view(scene, buf);
    let high = band.height();
    let below = part(area, 0, high, area.width, area.height - high);
    let owed = owed::owed(scene);
    match size {
        Room::Full => full(scene, &owed, below, buf),
        Room::Middle => middle(scene, &owed, below, buf),
        Room::Small | Room::Least => small(scene, &owed, below, buf),
    }
}

/// Where the clock stands, the only part in which seconds are seen; none where the page has no place for parts.
pub fn clock_place(scene: &Scene<'_>, area: Rect) -> Option<Rect> {
    (room(area) != Room::Least).then(|| band(scene, area).clock_place())
}

/// Draws the clock of the page alone.
pub fn clock(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    band(scene, area).view_clock(scene, buf);
}

/// The band over the page; below it the map wants two rows a tile on a large one, if that leaves digits of eight rows.
fn band(scene: &Scene<'_>, area: Rect) -> head::Band {
    let (_, rows) = scene.campaign.roster().map_size(Tiling::Map);
    let (kept, least) = match room(area) {
        Room::Full => (rows * 2 + 2, 10),
        Room::Middle => (rows + 2, 8),
        Room::Small | Room::Least => (11, 8),
    };
    let spare = area.height.saturating_sub(kept);
    let most = if spare >= least {
        spare
    } else {
        area.height * 2 / 5
    };
    head::Band::of(scene, area, most.min(area.height / 2))
}

fn part(area: Rect, x: u16, y: u16, w: u16, h: u16) -> Rect {
    Rect::new(area.x + x, area.y + y, w, h)
}

fn full(scene: &Scene<'_>, owed: &[Waiting], area: Rect, buf: &mut Buffer) {
    let (w, h) = (area.width, area.height);
    let left = (w * 36 / 100).clamp(68, 120);
    let half = (w - left) / 2;
    let right = (left + half, w - left - half);
    parts::map(scene, part(area, 0, 0, left, h), buf);
    // Four rows a region, and the curve needs a dozen.
    let regions = scene.campaign.roster().regions().len() as u16 * 4 + 1;
    let top = (regions + 1).min(h.saturating_sub(12));
    parts::regions(scene, part(area, left, 0, half, top), buf);
    parts::curve(scene, part(area, left, top, half, h - top), buf);
    if owed.is_empty() {
        let top = news::ROWS.min(h / 2 + 2);
        news::view(scene, part(area, right.0, 0, right.1, top), buf);
        parts::served(scene, part(area, right.0, top, right.1, h - top), buf);
    } else {
        let top = owed::rows(owed.len(), right.1, h * 3 / 5);
        owed::view(scene, owed, part(area, right.0, 0, right.1, top), buf);
        news::view(scene, part(area, right.0, top, right.1, h - top), buf);
    }
}

fn middle(scene: &Scene<'_>, owed: &[Waiting], area: Rect, buf: &mut Buffer) {
    let (w, h) = (area.width, area.height);
    let left = 58.min(w / 2);
    let right = w - left;
    parts::map(scene, part(area, 0, 0, left, h), buf);
    let n = scene.campaign.roster().regions().len() as u16;
    // All regions or none, two rows each where that leaves enough for what is owed or new: on a low screen who owes is
    // worth more, and otherwise a few lines of news are enough.
    let enough = if owed.is_empty() { 6 } else { 8 };
    let bars = [n * 2 + 2, n + 2].into_iter().find(|b| b + enough <= h);
    let bars = match bars {
        Some(rows) => rows,
        None if owed.is_empty() => (n + 2).min(h.saturating_sub(4)),
        None => 0,
    };
    if bars > 0 {
        parts::regions(scene, part(area, left, 0, right, bars), buf);
    }
    let low = part(area, left, bars, right, h - bars);
    if !owed.is_empty() {
        owed::view(scene, owed, low, buf);
    } else if low.height < 16 {
        news::view(scene, low, buf);
    } else {
        let half = low.height / 2;
        parts::curve(scene, part(low, 0, 0, right, half), buf);
        news::view(scene, part(low, 0, half, right, low.height - half), buf);
    }
}

fn small(scene: &Scene<'_>, owed: &[Waiting], area: Rect, buf: &mut Buffer) {
    if !owed.is_empty() {
        owed::view(scene, owed, area, buf);
    } else if tiles::fits(scene, inside(area)) {
        parts::map(scene, area, buf);
    } else {
        parts::regions(scene, area, buf);
    }
}
