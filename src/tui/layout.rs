//! Where things stand: from the size of the screen to areas. Pure.
//!
//! ```text
//!   80x24 and up                          110x34 and up              160x48 and up
//!   header                                header                     header
//!   ┌ countdown ─┬ grid ───────────┐      ┌ countdown ┬ grid ───┐    ┌ countdown ┬ grid ──┬ map ─┐
//!   │            │                 │      │           │ names   │    │           │ names  │      │
//!   ├ activities ┤                 │      ├ activities┤         │    ├ activities┤        │      │
//!   │            │                 │      │           ├ chart ──┤    │           ├ chart ─┤      │
//!   ├ goals ─────┼─────────────────┤      ├ goals ────┤         │    ├ goals ────┤        │      │
//!   │            │ the unit        │      │           ├─────────┤    │           ├────────┤      │
//!   └────────────┴─────────────────┘      └───────────┴ unit ───┘    └───────────┴ unit ──┴──────┘
//!   footer                                footer                     footer
//! ```
//!
//! Smaller: one pane at a time, as tabs, down to 40x12; below that a line says what is needed. It must never know what
//! the panes show.

use ratatui::layout::Rect;

use crate::tui::msg::Pane;

/// The least that can be drawn on.
pub const LEAST: (u16, u16) = (40, 12);

/// How much room there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Room {
    /// Not enough.
    TooSmall,
    /// One pane at a time.
    Tabs,
    /// All four panes.
    Desk,
    /// With names and the chart.
    Wide,
    /// With the map beside the grid.
    Huge,
}

/// How much room an area gives.
pub fn room(area: Rect) -> Room {
    let fits = |w, h| area.width >= w && area.height >= h;
    if !fits(LEAST.0, LEAST.1) {
        Room::TooSmall
    } else if !fits(80, 24) {
        Room::Tabs
    } else if fits(160, 48) {
        Room::Huge
    } else if fits(110, 34) {
        Room::Wide
    } else {
        Room::Desk
    }
}

/// What stands in a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// A pane that can be gone to.
    Pane(Pane),
    /// What is said of the selected unit.
    Unit,
    /// The tile map.
    Map,
    /// Reports over time.
    Chart,
}

/// A box, border included. Neighbours share a border: their areas overlap by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Boxed {
    /// What stands in it.
    pub slot: Slot,
    /// Where.
    pub area: Rect,
}

/// The whole screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Areas {
    /// How much room there is.
    pub room: Room,
    /// First line.
    pub header: Rect,
    /// Last line.
    pub footer: Rect,
    /// Everything between.
    pub body: Rect,
    /// The time line, between body and footer; of no height where it is not open.
    pub strip: Rect,
}

/// Header, body and footer.
pub fn areas(area: Rect) -> Areas {
    with_strip(area, false)
}

/// The same, with the time line or without.
pub fn with_strip(area: Rect, open: bool) -> Areas {
    let strip = if open { strip_rows(area) } else { 0 };
    let between = area.height.saturating_sub(2);
    let body = between.saturating_sub(strip);
    let line = |y| Rect::new(area.x, y, area.width, 1.min(area.height));
    Areas {
        room: room(area),
        header: line(area.y),
        footer: line(area.bottom().saturating_sub(1)),
        body: Rect::new(area.x, area.y + 1, area.width, body),
        strip: Rect::new(area.x, area.y + 1 + body, area.width, between - body),
    }
}

/// How high the time line is: the panes need their room first.
fn strip_rows(area: Rect) -> u16 {
    match area.height {
        0..20 => 1,
        20..34 => 2,
        34..48 => 3,
        _ => 4,
    }
}

/// The inside of a box.
pub fn inside(area: Rect) -> Rect {
    Rect::new(
        area.x + 1,
        area.y + 1,
        area.width.saturating_sub(2),
        area.height.saturating_sub(2),
    )
}

/// A rectangle by its first and last columns and rows, both included.
fn span(x: (u16, u16), y: (u16, u16)) -> Rect {
    Rect::new(
        x.0,
        y.0,
        (x.1 + 1).saturating_sub(x.0),
        (y.1 + 1).saturating_sub(y.0),
    )
}

/// The boxes of the desk. `focus` is what a small screen shows.
pub fn desk(areas: &Areas, focus: Pane) -> Vec<Boxed> {
    let b = areas.body;
    let (left, right, top, bottom) = (
        b.x,
        b.right().saturating_sub(1),
        b.y,
        b.bottom().saturating_sub(1),
    );
    let pane = |pane, area| Boxed {
        slot: Slot::Pane(pane),
        area,
    };
    let other = |slot, area| Boxed { slot, area };
    match areas.room {
        Room::TooSmall => Vec::new(),
        Room::Tabs => tabs(b, focus),
        Room::Desk => {
            let middle = left + 33;
            // Where the time line takes two rows less is said of the unit: the grid must show all of them.
            let unit = bottom - 4 + 22u16.saturating_sub(b.height).min(2);
            let goals = bottom - 7;
            vec![
                pane(Pane::Countdown, span((left, middle), (top, top + 6))),
                pane(Pane::Activities, span((left, middle), (top + 6, goals))),
                pane(Pane::Goals, span((left, middle), (goals, bottom))),
                pane(Pane::Grid, span((middle, right), (top, unit))),
                other(Slot::Unit, span((middle, right), (unit, bottom))),
            ]
        }
        Room::Wide => {
            let middle = left + 43;
            let (unit, chart) = (bottom - 4, bottom - 12 - spare(b.height, 40));
            let goals = bottom - 11;
            vec![
                pane(Pane::Countdown, span((left, middle), (top, top + 9))),
                pane(Pane::Activities, span((left, middle), (top + 9, goals))),
                pane(Pane::Goals, span((left, middle), (goals, bottom))),
                pane(Pane::Grid, span((middle, right), (top, chart))),
                other(Slot::Chart, span((middle, right), (chart, unit))),
                other(Slot::Unit, span((middle, right), (unit, bottom))),
            ]
        }
        Room::Huge => {
            // What is beyond 200 columns goes to the titles of activities, which are cut, and to the map; the rest to names.
            let over = b.width.saturating_sub(200);
            let middle = left + 49 + (over * 2 / 5).min(40);
            let map = right.saturating_sub(70 + (over * 9 / 20).min(75));
            let (unit, chart) = (bottom - 4, bottom - 18 - spare(b.height, 48));
            let goals = bottom - 16;
            vec![
                pane(Pane::Countdown, span((left, middle), (top, top + 9))),
                pane(Pane::Activities, span((left, middle), (top + 9, goals))),
                pane(Pane::Goals, span((left, middle), (goals, bottom))),
                pane(Pane::Grid, span((middle, map), (top, chart))),
                other(Slot::Chart, span((middle, map), (chart, unit))),
                other(Slot::Unit, span((middle, map), (unit, bottom))),
                other(Slot::Map, span((map, right), (top, bottom))),
            ]
        }
    }
}

/// Rows that sixty-odd units do not fill: they go to the chart, most of them where there are very many.
fn spare(height: u16, enough: u16) -> u16 {
    let over = height.saturating_sub(enough);
    over.min(12) + over.saturating_sub(12) * 5 / 6
}

fn tabs(b: Rect, focus: Pane) -> Vec<Boxed> {
    let whole = Boxed {
        slot: Slot::Pane(focus),
        area: b,
    };
    if focus != Pane::Grid || b.height < 14 {
        return vec![whole];
    }
    let unit = b.bottom() - 5;
    let x = (b.x, b.right() - 1);
    vec![
        Boxed {
            area: span(x, (b.y, unit)),
            ..whole
        },
        Boxed {
            slot: Slot::Unit,
            area: span(x, (unit, b.bottom() - 1)),
        },
    ]
}

/// The map over the whole body, and what is said beside it, or under it where it is narrow.
pub fn map(body: Rect) -> (Rect, Rect) {
    let b = body;
    if b.width < 78 {
        let below = if b.height > 8 { 2 } else { 0 };
        let map = Rect::new(b.x, b.y, b.width, b.height - below);
        let under = Rect::new(b.x + 1, map.bottom(), b.width.saturating_sub(2), below);
        return (map, under);
    }
    let side = (b.width - 49).min(46);
    let map = Rect::new(b.x, b.y, b.width - side, b.height);
    let beside = Rect::new(map.right() + 1, b.y + 1, side.saturating_sub(2), b.height - 1);
    (map, beside)
}

/// A box in the middle of an area, at most as large as asked for.
pub fn centred(area: Rect, width: u16, height: u16) -> Rect {
    let (w, h) = (width.min(area.width), height.min(area.height));
    Rect::new(
        area.x + (area.width - w) / 2,
        area.y + (area.height - h) / 2,
        w,
        h,
    )
}

/// Where the help lies over the body.
pub fn help(body: Rect) -> Rect {
    centred(body, body.width.min(150), body.height)
}

/// Where the explanation of a form's fields lies over the body.
pub fn explanation(body: Rect) -> Rect {
    centred(body, body.width.min(92), body.height)
}

/// Where files are picked: over all of the body, as wide as a form.
pub fn picker(body: Rect) -> Rect {
    let wide = if body.width > 60 {
        (body.width - 4).min(96)
    } else {
        body.width
    };
    centred(body, wide, body.height.min(30))
}

/// Where the palette lies over the body.
pub fn palette(body: Rect) -> Rect {
    centred(body, 84, body.height.min(24))
}

/// Where the menu of so many places lies over the body.
pub fn menu(body: Rect, places: usize) -> Rect {
    let rows = u16::try_from(places).unwrap_or(u16::MAX).saturating_add(2);
    centred(body, 44, rows)
}

/// The inside of a box with a blank column on both sides.
pub fn sheet_inside(area: Rect) -> Rect {
    Rect::new(
        area.x + 2,
        area.y + 1,
        area.width.saturating_sub(4),
        area.height.saturating_sub(2),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_has_boxes_inside_the_body_that_cover_it() {
        for (w, h) in [
            (40, 12),
            (79, 24),
            (80, 23),
            (80, 24),
            (109, 50),
            (110, 34),
            (120, 40),
            (160, 48),
            (200, 60),
            (500, 200),
        ] {
            let both = [false, true].map(|open| with_strip(Rect::new(0, 0, w, h), open));
            for (areas, focus) in both.iter().flat_map(|a| Pane::ALL.map(|p| (a, p))) {
                let boxes = desk(areas, focus);
                let mut covered = vec![false; usize::from(w) * usize::from(h)];
                for b in &boxes {
                    assert_eq!(b.area.intersection(areas.body), b.area, "{w}x{h} {b:?}");
                    assert!(b.area.width > 4 && b.area.height > 2, "{w}x{h} {b:?}");
                    for p in b.area.positions() {
                        covered[usize::from(p.y) * usize::from(w) + usize::from(p.x)] = true;
                    }
                }
                let all = areas
                    .body
                    .positions()
                    .all(|p| covered[usize::from(p.y) * usize::from(w) + usize::from(p.x)]);
                assert!(all, "{w}x{h}");
            }
        }
    }

    #[test]
    fn what_is_too_small_is_told() {
        assert_eq!(room(Rect::new(0, 0, 39, 12)), Room::TooSmall);
        assert_eq!(room(Rect::new(0, 0, 1, 1)), Room::TooSmall);
        assert_eq!(room(Rect::new(0, 0, 0, 0)), Room::TooSmall);
        assert_eq!(room(Rect::new(0, 0, 40, 12)), Room::Tabs);
        assert_eq!(room(Rect::new(0, 0, 80, 24)), Room::Desk);
    }
}
