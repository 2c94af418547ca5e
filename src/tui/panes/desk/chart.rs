//! The burn-up: reports over time, with an axis and, once there is a pace, where it is heading.
//!
//! On the time line it shows what came after the moment too, pale, and marks the moment.

use chrono::Duration;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::projection::{BurnUp, burn_up};
use crate::core::time::Date;
use crate::text::{dates, width};
use crate::tui::paint;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// Cells left of the plot for the numbers of the axis.
const AXIS: u16 = 4;

/// The days that the plot shows, the first at its left edge, and the last day that counts.
#[derive(Clone, Copy)]
struct Days {
    first: Date,
    shown: i64,
    cutoff: Date,
}

impl Days {
    fn end(self) -> Date {
        let days = Duration::days(self.shown - 1);
        self.first.checked_add_signed(days).unwrap_or(self.first)
    }

    /// The column of a day; none outside the plot.
    fn column(self, plot: Rect, day: Date) -> Option<u16> {
        let day = (day - self.first).num_days();
        // The first column whose day is not before this one.
        let x = (day * i64::from(plot.width) + self.shown - 1) / self.shown;
        ((0..self.shown).contains(&day) && x < i64::from(plot.width)).then(|| plot.x + x as u16)
    }
}

/// Draws it; needs at least three rows.
pub fn view(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if area.height < 3 || area.width < 20 {
        return;
    }
    let mut curve = burn_up(scene.campaign, scene.now);
    let after = scene.back.map(|b| burn_up(b.live, b.now));
    if let Some(after) = &after {
        begin_with(&mut curve, after);
    }
    let cutoff = scene.campaign.def().last_day(scene.campaign.cutoff());
    let plot = Rect::new(area.x + AXIS + 1, area.y, area.width - AXIS - 1, area.height - 1);
    labels(scene, &curve, area, buf);
    let known = after
        .as_ref()
        .map_or(0, |a| a.by_day.len())
        .max(curve.by_day.len());
    let days = Days {
        first: curve.from,
        shown: (known as i64).max((cutoff - curve.from).num_days() + 1),
        cutoff,
    };
    for x in 0..plot.width {
        let day = i64::from(x) * days.shown / i64::from(plot.width);
        if let Some(n) = curve.by_day.get(day as usize) {
            column(scene, Role::Chart, plot, x, *n, curve.owing, buf);
            continue;
        }
        if let Some(n) = after.as_ref().and_then(|a| a.by_day.get(day as usize)) {
            column(scene, Role::Dim, plot, x, *n, curve.owing, buf);
        }
        ahead(scene, &curve, plot, x, day, days.shown, buf);
    }
    // Where reports came later than the cut-off, it lies inside the plot and is marked there.
    if days.end() != cutoff
        && let Some(x) = days.column(plot, cutoff)
    {
        upright(scene, plot, x, Role::Text, buf);
    }
    if scene.back.is_some()
        && let Some(x) = days.column(plot, scene.today())
    {
        upright(scene, plot, x, Role::Demo, buf);
        let sign = scene.look.glyphs.line.vertical;
        paint::text(buf, x, plot.y, 1, sign, scene.style(Role::Demo));
    }
    foot(scene, &curve, area, plot, days, buf);
}

/// Lets a curve begin where a later one does, so that both have one axis.
fn begin_with(curve: &mut BurnUp, other: &BurnUp) {
    let days = (curve.from - other.from).num_days();
    if days > 0 {
        let none = std::iter::repeat_n(0, days as usize);
        curve.by_day.splice(0..0, none);
        curve.from = other.from;
    }
}

/// A line through what is free above the curve.
fn upright(scene: &Scene<'_>, plot: Rect, x: u16, role: Role, buf: &mut Buffer) {
    let (style, sign) = (scene.style(role), scene.look.glyphs.line.vertical);
    for y in plot.y..plot.bottom() {
        if buf.cell((x, y)).is_some_and(|c| c.symbol() == " ") {
            paint::text(buf, x, y, 1, sign, style);
        }
    }
}

/// A standing bar of eighths.
fn column(scene: &Scene<'_>, role: Role, plot: Rect, x: u16, n: u32, most: u32, buf: &mut Buffer) {
    let style = scene.style(role);
    let eighths = if most == 0 {
        0
    } else {
        (u64::from(n) * u64::from(plot.height) * 8).div_ceil(u64::from(most)) as u16
    };
    for row in 0..plot.height {
        let here = eighths.saturating_sub(row * 8).min(8);
        if here == 0 {
            break;
        }
        let sign = scene.look.glyphs.eighths[usize::from(here - 1)];
        paint::text(buf, plot.x + x, plot.bottom() - 1 - row, 1, sign, style);
    }
}

/// The way from today's count to the expected one, as a line of small marks.
fn ahead(scene: &Scene<'_>, curve: &BurnUp, plot: Rect, x: u16, day: i64, shown: i64, buf: &mut Buffer) {
    let Some(expected) = curve.expected else { return };
    let now = curve.by_day.last().copied().unwrap_or(0);
    let (start, end) = (curve.by_day.len() as i64, shown.max(1));
    let share = (day - start + 1) as f64 / (end - start).max(1) as f64;
    let n = f64::from(now) + f64::from(expected.saturating_sub(now)) * share.clamp(0.0, 1.0);
    let most = f64::from(curve.owing.max(1));
    let row = (n / most * f64::from(plot.height))
        .ceil()
        .clamp(1.0, f64::from(plot.height)) as u16;
    let y = plot.bottom() - row;
    paint::text(
        buf,
        plot.x + x,
        y,
        1,
        scene.look.glyphs.bar_rest,
        scene.style(Role::Projection),
    );
}

fn labels(scene: &Scene<'_>, curve: &BurnUp, area: Rect, buf: &mut Buffer) {
    let axis = AXIS;
    let dim = scene.style(Role::Dim);
    let v = scene.look.glyphs.line.vertical;
    for y in area.y..area.bottom() - 1 {
        paint::text(buf, area.x + axis, y, 1, v, dim);
    }
    let top = width::pad_left(&curve.owing.to_string(), usize::from(axis));
    paint::text(buf, area.x, area.y, axis, &top, dim);
    if area.height > 6 {
        let half = width::pad_left(&(curve.owing / 2).to_string(), usize::from(axis));
        paint::text(buf, area.x, area.y + (area.height - 1) / 2, axis, &half, dim);
    }
    paint::text(
        buf,
        area.x,
        area.bottom() - 2,
        axis,
        &width::pad_left("0", usize::from(axis)),
        dim,
    );
}

/// The first and the last day of the plot, the cut-off where it lies between them, and in the widest gap that is left how
/// many have reported or are expected to.
fn foot(scene: &Scene<'_>, curve: &BurnUp, area: Rect, plot: Rect, days: Days, buf: &mut Buffer) {
    let y = area.bottom() - 1;
    let dim = scene.style(Role::Dim);
    let year = scene.campaign.def().year();
    let short = |d: Date| dates::date_in(year, d);
    let left = paint::text(buf, plot.x, y, 11, &short(days.first), dim) + 1;
    let right = paint::right(buf, area, y, &short(days.end()), dim).saturating_sub(1);
    let mut gap = (left, right);
    if days.end() != days.cutoff
        && let Some(x) = days.column(plot, days.cutoff)
    {
        let label = scene
            .cat
            .tr_args("desk-cutoff_mark", &[("date", short(days.cutoff).into())]);
        let cells = width::cells(&label) as u16;
        // Under its mark, moved aside where the ends of the axis are in the way.
        let at = x
            .saturating_sub(cells / 2)
            .min(right.saturating_sub(cells))
            .max(left);
        if at + cells <= right {
            paint::text(buf, at, y, cells, &label, scene.style(Role::Text));
            let (before, after) = ((left, at.saturating_sub(1)), (at + cells + 1, right));
            let room = |g: (u16, u16)| g.1.saturating_sub(g.0);
            gap = if room(before) >= room(after) {
                before
            } else {
                after
            };
        }
    }
    let (key, n, role) = match curve.expected {
        Some(n) => ("term-projection", n, Role::Projection),
        None => (
            "desk-reported",
            curve.by_day.last().copied().unwrap_or(0),
            Role::Text,
        ),
    };
    let words = scene
        .cat
        .tr_args(key, &[("n", n.into()), ("total", curve.owing.into())]);
    let room = gap.1.saturating_sub(gap.0);
    let cells = width::cells(&words) as u16;
    if cells <= room {
        let x = gap.0 + (room - cells) / 2;
        paint::text(buf, x, y, cells, &words, scene.style(role));
    }
}
