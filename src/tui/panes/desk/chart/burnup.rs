//! The curve of all units.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::projection::{BurnUp, burn_up};
use crate::text::width;
use crate::tui::paint;
use crate::tui::panes::desk::chart::axis;
use crate::tui::panes::desk::chart::span::{self, Span};
use crate::tui::panes::desk::chart::steps::{self, Column};
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// Draws it, and gives the days that it shows.
pub fn view(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) -> Span {
    let curve = burn_up(scene.campaign, scene.now);
    let after = scene.back.map(|b| (b, burn_up(b.live, b.now)));
    let span = days(scene, &curve, after.as_ref().map(|(_, c)| c));
    let left = axis::cells(curve.owing);
    // The ends of the range stand right of the plot, or the last count where the curve reaches its edge.
    let right = curve.owing.to_string().len() as u16 + 1;
    let plot = Rect::new(
        area.x + left,
        area.y,
        area.width.saturating_sub(left + right),
        area.height - 1,
    );
    if plot.width < 10 {
        return span;
    }
    axis::numbers(scene, plot, curve.owing, buf);
    let now = span::arrived(scene.campaign.arrivals(), span, plot, scene.now);
    if let Some((back, _)) = &after {
        let later = span::arrived(back.live.arrivals(), span, plot, back.now);
        for (x, value) in (0..plot.width).zip(later).skip(now.len()) {
            let roles = [Role::Dim; 2];
            let column = Column {
                value,
                first: value,
                roles,
            };
            steps::draw(scene, plot, x, column, curve.owing, buf);
        }
    }
    ahead(scene, &curve, plot, span, now.len() as u16, buf);
    let in_time = span::in_time(scene.campaign, scene.now);
    for (x, value) in (0..plot.width).zip(now.iter().copied()) {
        let column = Column {
            value,
            first: in_time,
            roles: [Role::Chart, Role::Warn],
        };
        steps::draw(scene, plot, x, column, curve.owing, buf);
    }
    if let Some(x) = span.column(plot, scene.campaign.cutoff()) {
        steps::upright(scene, plot, x, Role::Text, buf);
    }
    if scene.back.is_some()
        && let Some(x) = span.column(plot, scene.now)
    {
        steps::upright(scene, plot, x, Role::Demo, buf);
    }
    if let Some(last) = now.last() {
        at_the_end(scene, plot, now.len() as u16 - 1, *last, curve.owing, buf);
    }
    axis::days(scene, plot, span, buf);
    span
}

/// From the first day of either curve to the cut-off or, where reports came later, the last day known.
fn days(scene: &Scene<'_>, curve: &BurnUp, after: Option<&BurnUp>) -> Span {
    let known = |c: &BurnUp| {
        let days = c.by_day.len().saturating_sub(1) as i64;
        c.from + chrono::Duration::days(days)
    };
    let first = after.map_or(curve.from, |a| a.from.min(curve.from));
    let cutoff = scene.campaign.def().last_day(scene.campaign.cutoff());
    let last = after.map_or(known(curve), |a| known(a).max(known(curve)));
    Span::of(scene.zone(), first, last.max(cutoff))
}

/// How many have reported, at the end of the curve: beside it where it ends at the edge of the plot, else above it, and never
/// over the line of the cut-off.
fn at_the_end(scene: &Scene<'_>, plot: Rect, x: u16, value: u32, most: u32, buf: &mut Buffer) {
    let row = steps::row(value, most, plot.height);
    let style = scene.style(Role::Title);
    if x + 1 == plot.width {
        let y = plot.bottom() - 1 - row;
        paint::text(buf, plot.right() + 1, y, 6, &value.to_string(), style);
        return;
    }
    let words = format!(" {value} ");
    let cells = width::cells(&words) as u16;
    let y = (plot.bottom() - 1)
        .saturating_sub(row + u16::from(value > 0))
        .max(plot.y);
    let end = (plot.x + x + 1).max(plot.x + cells);
    let vertical = scene.look.glyphs.line.vertical;
    let line = |x: &u16| buf.cell((*x, y)).is_some_and(|c| c.symbol() == vertical);
    let end = (end - cells..end).rev().find(line).unwrap_or(end);
    if let Some(start) = end.checked_sub(cells).filter(|s| *s >= plot.x) {
        paint::text(buf, start, y, cells, &words, style);
    }
}

/// The range in which it goes on from now, shaded, with its two ends beside it.
fn ahead(scene: &Scene<'_>, curve: &BurnUp, plot: Rect, span: Span, from: u16, buf: &mut Buffer) {
    let (Some((least, most)), Some(last)) = (curve.range, curve.by_day.last().copied()) else {
        return;
    };
    let cutoff = scene.campaign.cutoff();
    let Some(end) = span.column(plot, cutoff) else {
        return;
    };
    let (style, shade) = (scene.style(Role::Projection), scene.look.glyphs.shade);
    let whole = (cutoff.0 - scene.now.0).max(1) as f64;
    for x in from..=end {
        let gone = (span.end(plot, x).0 - scene.now.0).max(0) as f64 / whole;
        let at = |n: u32| last + (f64::from(n.saturating_sub(last)) * gone.min(1.0)).round() as u32;
        let rows = [least, most].map(|n| steps::row(at(n), curve.owing, plot.height));
        for up in rows[0]..=rows[1] {
            paint::text(buf, plot.x + x, plot.bottom() - 1 - up, 1, shade, style);
        }
    }
    let rows = [least, most].map(|n| steps::row(n, curve.owing, plot.height));
    let title = scene.style(Role::Title);
    let put = |buf: &mut Buffer, n: u32, row: u16| {
        paint::text(
            buf,
            plot.right() + 1,
            plot.bottom() - 1 - row,
            6,
            &n.to_string(),
            title,
        );
    };
    put(buf, most, rows[1]);
    if rows[0] < rows[1] {
        put(buf, least, rows[0]);
    }
}
