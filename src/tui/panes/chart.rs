//! The burn-up: reports over time, with an axis and, once there is a pace, where it is heading.
//!
//! On the time line it shows what came after the moment too, pale, and marks the moment.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::projection::{BurnUp, burn_up};
use crate::text::{dates, width};
use crate::tui::paint;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

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
    let last = scene.campaign.def().last_day(scene.campaign.cutoff());
    let axis = 4u16;
    let plot = Rect::new(area.x + axis + 1, area.y, area.width - axis - 1, area.height - 1);
    labels(scene, &curve, area, axis, buf);
    let days = after
        .as_ref()
        .map_or(0, |a| a.by_day.len())
        .max(curve.by_day.len());
    let shown = (days as i64).max((last - curve.from).num_days() + 1);
    for x in 0..plot.width {
        let day = i64::from(x) * shown / i64::from(plot.width);
        if let Some(n) = curve.by_day.get(day as usize) {
            column(scene, Role::Chart, plot, x, *n, curve.owing, buf);
            continue;
        }
        if let Some(n) = after.as_ref().and_then(|a| a.by_day.get(day as usize)) {
            column(scene, Role::Dim, plot, x, *n, curve.owing, buf);
        }
        ahead(scene, &curve, plot, x, day, shown, buf);
    }
    if scene.back.is_some() {
        let day = (scene.today() - curve.from).num_days();
        moment(scene, plot, day, shown, buf);
    }
    foot(scene, &curve, area, axis, last, buf);
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

/// Where one stands in time: a line through what is free above the curve, and a sign at its foot.
fn moment(scene: &Scene<'_>, plot: Rect, day: i64, shown: i64, buf: &mut Buffer) {
    if !(0..shown).contains(&day) {
        return;
    }
    let x = plot.x + ((day * i64::from(plot.width)) / shown.max(1)) as u16;
    let style = scene.style(Role::Demo);
    let sign = scene.look.glyphs.line.vertical;
    for y in plot.y..plot.bottom() {
        let free = buf.cell((x, y)).is_some_and(|c| c.symbol() == " ");
        if free || y == plot.y {
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

fn labels(scene: &Scene<'_>, curve: &BurnUp, area: Rect, axis: u16, buf: &mut Buffer) {
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

fn foot(
    scene: &Scene<'_>,
    curve: &BurnUp,
    area: Rect,
    axis: u16,
    last: crate::core::time::Date,
    buf: &mut Buffer,
) {
    let y = area.bottom() - 1;
    let dim = scene.style(Role::Dim);
    let year = scene.campaign.def().year();
    let x = paint::text(
        buf,
        area.x + axis + 1,
        y,
        11,
        &dates::date_in(year, curve.from),
        dim,
    );
    let end = paint::right(buf, area, y, &dates::date_in(year, last), dim);
    let (key, n) = match curve.expected {
        Some(n) => ("term-projection", n),
        None => ("desk-reported", curve.by_day.last().copied().unwrap_or(0)),
    };
    let words = scene
        .cat
        .tr_args(key, &[("n", n.into()), ("total", curve.owing.into())]);
    let room = end.saturating_sub(x + 2);
    let cells = width::cells(&words) as u16;
    if cells <= room {
        let role = if curve.expected.is_some() {
            Role::Projection
        } else {
            Role::Text
        };
        paint::text(
            buf,
            x + 1 + (room - cells) / 2,
            y,
            cells,
            &words,
            scene.style(role),
        );
    }
}
