//! How the grid is drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::borrow::Cow;
use std::ops::Range;

use crate::core::names::{Lang, UnitIx};
use crate::core::tally::Counts;
use crate::text::width;
use crate::tui::paint;
use crate::tui::panes::desk::grid::grouping::By;
use crate::tui::panes::desk::grid::legend;
use crate::tui::panes::desk::grid::state::{Form, Group, Heading, Roll, State, TIGHT};
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// Draws the lines that are shown.
pub fn view(state: &State, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if state.order.is_empty() {
        paint::text(
            buf,
            area.x,
            area.y,
            area.width,
            &scene.tr("desk-no_match"),
            scene.style(Role::Dim),
        );
        return;
    }
    let columns = state.columns.max(1);
    let rows = usize::from(area.height);
    let total = state.total_lines();
    // The sign for more must not hide the last digit of a count.
    let heads = Rect {
        width: area.width.saturating_sub(u16::from(total > rows)),
        ..area
    };
    let bars = match state.by {
        By::Region => bars(scene, heads),
        _ => Bars::default(),
    };
    let (mut line, end) = (0usize, state.first + rows);
    for g in &state.groups {
        let head = g.head_lines();
        let lines = state.lines_of(g);
        if line + lines <= state.first {
            line += lines;
            continue;
        }
        if line >= end {
            break;
        }
        for i in 0..lines - state.gap {
            let at = line + i;
            if at < state.first || at >= end {
                continue;
            }
            let row = Rect::new(area.x, area.y + (at - state.first) as u16, area.width, 1);
            if i < head {
                let row = Rect {
                    width: heads.width,
                    ..row
                };
                heading(g, bars, scene, row, buf);
            } else {
                let from = g.units.start + (i - head) * columns;
                cells(state, scene, from..(from + columns).min(g.units.end), row, buf);
            }
        }
        line += lines;
    }
    paint::more(buf, area, state.first > 0, end < total, scene.look);
    let used = total as u16;
    if total < rows {
        let free = Rect::new(area.x, area.y + used, area.width, area.height - used);
        legend::view(scene, free, buf);
    }
}

/// Where the bars of the regions stand: all from the same column, behind the longest name that has room.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Bars {
    pub(super) x: u16,
    pub(super) cells: u16,
}

pub(super) fn region_name<'a>(scene: &Scene<'a>, at: usize) -> &'a str {
    scene.campaign.roster().regions().get(at).map_or("", |x| {
        if x.short.vi.is_empty() {
            x.name.get(scene.lang())
        } else {
            x.short.get(scene.lang())
        }
    })
}

pub(super) fn region_count(scene: &Scene<'_>, at: usize) -> (String, u32, u32) {
    let counts = scene.campaign.region_counts(at, scene.now);
    let (done, whole) = (counts.reported(), counts.owing());
    (format!("{done}/{whole}"), done, whole)
}

/// A name is worth more than the length of a bar: the bar gives way, down to a few cells.
pub(super) fn bars(scene: &Scene<'_>, area: Rect) -> Bars {
    let all = 0..scene.campaign.roster().regions().len();
    let names = all
        .clone()
        .map(|r| width::cells(region_name(scene, r)))
        .max()
        .unwrap_or(0) as u16;
    let counts = all.map(|r| region_count(scene, r).0.len()).max().unwrap_or(0) as u16;
    let beside = area.width.saturating_sub(names + counts + 2);
    let cells = beside.min((area.width / 4).min(24)).max(5);
    let x = area.right().saturating_sub(counts + 1 + cells).max(area.x);
    Bars { x, cells }
}

pub(super) fn heading(g: &Group, bars: Bars, scene: &Scene<'_>, row: Rect, buf: &mut Buffer) {
    let style = scene.style(Role::Title);
    let n = g.units.len().to_string();
    let (words, count) = match g.head {
        Heading::Region(r) => {
            let (count, done, whole) = region_count(scene, r);
            let room = bars.x.saturating_sub(row.x + 1);
            paint::text(buf, row.x, row.y, room, region_name(scene, r), style);
            paint::bar(buf, bars.x, row.y, bars.cells, done, whole, scene.look);
            paint::right(buf, row, row.y, &count, scene.style(Role::Text));
            return;
        }
        Heading::Top(ix) => return top_heading(scene, ix, &n, row, buf),
        Heading::State(s) => (scene.tr(&format!("state-{}", s.id())), n),
        Heading::Debt(true) => (scene.tr("timeliness-overdue"), n),
        Heading::Debt(false) => (scene.tr("desk-not_overdue"), n),
        Heading::None => return,
    };
    let x = paint::right(buf, row, row.y, &count, scene.style(Role::Text));
    paint::text(buf, row.x, row.y, x.saturating_sub(row.x + 1), &words, style);
}

/// The unit above what was found in its level, and how many were.
pub(super) fn top_heading(scene: &Scene<'_>, ix: UnitIx, found: &str, row: Rect, buf: &mut Buffer) {
    let x = paint::right(buf, row, row.y, found, scene.style(Role::Dim));
    let name = paint::clean(scene.campaign.roster().name(ix, scene.lang()));
    let words = format!("{} {name}", paint::clean(scene.campaign.label(ix)));
    paint::text(
        buf,
        row.x,
        row.y,
        x.saturating_sub(row.x + 1),
        &words,
        scene.style(Role::Title),
    );
}

pub(super) fn cells(state: &State, scene: &Scene<'_>, places: Range<usize>, row: Rect, buf: &mut Buffer) {
    let cell = state.cell.max(1);
    for (i, at) in places.enumerate() {
        let Some(ix) = state.order.get(at) else { return };
        let x = row.x + i as u16 * cell;
        let place = Rect::new(x, row.y, cell.min(row.right() - x), 1);
        let rest = roll(scene, state.form.roll, *ix, place, buf);
        one(scene, *ix, state.form, rest, buf);
    }
}

/// The longest form of a unit's name that has room; only Vietnamese has short forms, which English writes without marks.
pub(super) fn name_that_fits<'a>(scene: &Scene<'a>, ix: UnitIx, room: usize) -> Cow<'a, str> {
    let (roster, lang) = (scene.campaign.roster(), scene.lang());
    let name = roster.name(ix, lang);
    let short = roster.short_name(ix, Lang::Vi);
    if width::cells(name) <= room || width::cells(short) > room {
        return Cow::Borrowed(name);
    }
    match lang {
        Lang::Vi => Cow::Borrowed(short),
        Lang::En => width::to_ascii(short),
    }
}

/// What is told beside a unit; gives what is left of its cell.
pub(super) fn roll(scene: &Scene<'_>, roll: Roll, ix: UnitIx, cell: Rect, buf: &mut Buffer) -> Rect {
    let cells = match roll {
        Roll::Nothing | Roll::Share => return cell,
        Roll::Count(cells) | Roll::Above(cells) => cells.min(cell.width.saturating_sub(6)),
    };
    let rest = Rect {
        width: cell.width - cells - 1,
        ..cell
    };
    let (words, style) = if let Roll::Above(_) = roll {
        let above = scene.campaign.roster().parent(ix);
        let label = above.map_or("", |top| scene.campaign.label(top));
        (paint::clean(label).into_owned(), scene.style(Role::Dim))
    } else {
        let c = scene.campaign.roll_up(ix, scene.now);
        let words = if c.total == 0 {
            String::new()
        } else {
            format!("{}/{}", c.reported(), c.owing())
        };
        (words, share_style(scene, &c))
    };
    let words = width::pad_left(&words, usize::from(cells));
    paint::text(buf, rest.right(), cell.y, cells, &words, style);
    rest
}

pub(super) fn share_style(scene: &Scene<'_>, c: &Counts) -> Style {
    scene.style(match c {
        c if c.debts() > 0 => Role::Debt,
        c if c.reported() >= c.owing() => Role::Accepted,
        _ => Role::Dim,
    })
}

/// How many of the units below one have reported, as a bar one cell wide; a blank where there are none.
pub fn share(scene: &Scene<'_>, ix: UnitIx) -> (&'static str, Style) {
    let c = scene.campaign.roll_up(ix, scene.now);
    let sign = scene.look.glyphs.spark(c.reported() as usize, c.owing() as usize);
    (sign, share_style(scene, &c))
}

pub(super) fn one(scene: &Scene<'_>, ix: UnitIx, form: Form, cell: Rect, buf: &mut Buffer) {
    let (sign, style, debt) = scene.sign(ix);
    let (x, y) = (cell.x, cell.y);
    let marked = scene.marks.contains(&ix);
    let wide = form.named;
    let mut at = paint::text(buf, x, y, 1, sign, style);
    let tight = wide && form.cells == TIGHT && form.roll == Roll::Nothing;
    if wide && !tight {
        at = paint::text(buf, at, y, 1, " ", style);
    }
    let kept = match form.roll {
        Roll::Share => 3,
        _ if tight => 1,
        _ => 2,
    };
    let room = cell.right().saturating_sub(at + kept).max(3);
    let words = if wide {
        name_that_fits(scene, ix, usize::from(room))
    } else {
        Cow::Borrowed(scene.campaign.label(ix))
    };
    let letters = if marked {
        scene.style(Role::Marked)
    } else if scene.fresh.contains_key(&ix) {
        scene.style(Role::Fresh)
    } else if debt {
        style
    } else {
        scene.style(Role::Text)
    };
    at = paint::text(buf, at, y, room, &words, letters);
    if form.roll == Roll::Share {
        let (sign, style) = share(scene, ix);
        at = paint::text(buf, at, y, 1, sign, style);
    }
    let claimed = scene.is_claimed(ix);
    let tail = if claimed {
        // Whoever would change it now should know first.
        scene.look.glyphs.ellipsis
    } else if debt {
        scene.look.glyphs.debt
    } else if marked {
        scene.look.glyphs.mark
    } else {
        ""
    };
    let tail_style = if claimed {
        scene.style(Role::Fresh)
    } else if debt {
        style
    } else {
        scene.style(Role::Marked)
    };
    at = paint::text(buf, at, y, 1, tail, tail_style);
    if scene.unit == Some(ix) {
        let cells = if wide {
            width::cells(&words) as u16 + if tight { 1 } else { 2 }
        } else {
            at - x
        };
        let sel = Rect::new(x, y, cells.min(cell.width), 1);
        if scene.focused {
            paint::select(buf, sel, scene.look);
            scene.here(x, y);
        } else {
            paint::style(buf, sel, scene.style(Role::Title));
        }
    }
}
