//! The same for each region, small, where there is much room: every plot as high as its own region, so that their shapes can
//! be compared.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::time::{MINUTE, Stamp};
use crate::text::width;
use crate::tui::paint;
use crate::tui::panes::desk::chart::span::{self, Span};
use crate::tui::panes::desk::chart::steps::{self, Column};
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// The least columns of one of them, the gap included.
const LEAST: u16 = 24;
/// Rows of one: its name, the plot, a blank.
const ROWS: u16 = 5;
/// Rows that the curve of all keeps.
const KEPT: u16 = 12;

/// The room for the curve of all, and for the small ones where there is some. In a tree there are none: who reported when
/// is kept for all, and to look at ten thousand units takes longer than a frame may.
pub fn room(scene: &Scene<'_>, area: Rect) -> (Rect, Option<Rect>) {
    let roster = scene.campaign.roster();
    let n = roster.regions().len() as u16;
    if roster.is_tree() || !(2..=12).contains(&n) || roster.top_count() > 1_000 {
        return (area, None);
    }
    if area.width >= 130 && area.height >= ROWS * n.div_ceil(2) - 1 {
        let wide = area.width * 3 / 5;
        let small = Rect {
            x: area.x + wide + 2,
            width: area.width - wide - 2,
            ..area
        };
        return (Rect { width: wide, ..area }, Some(small));
    }
    let rows = n.div_ceil((area.width / LEAST).max(1)) * ROWS;
    if area.height < KEPT + rows {
        return (area, None);
    }
    let high = area.height - rows;
    let small = Rect {
        y: area.y + high + 1,
        height: rows - 1,
        ..area
    };
    (Rect { height: high, ..area }, Some(small))
}

/// Draws them in rows from left to right, as the regions stand in the roster.
pub fn view(scene: &Scene<'_>, span: Span, area: Rect, buf: &mut Buffer) {
    let n = scene.campaign.roster().regions().len() as u16;
    let most = (area.width / LEAST).clamp(1, n);
    let lines = n.div_ceil(most);
    // As even as they come: three and three, not four and two.
    let columns = n.div_ceil(lines);
    let (wide, high) = ((area.width + 2) / columns, (area.height + 1) / lines);
    let mut arrivals = arrivals(scene);
    for i in 0..n {
        let (x, y) = (area.x + i % columns * wide, area.y + i / columns * high);
        let place = Rect::new(x, y, wide - 2, high.saturating_sub(1).max(2));
        if let Some(list) = arrivals.get_mut(usize::from(i)) {
            list.sort_unstable();
            one(scene, usize::from(i), list, span, place.intersection(area), buf);
        }
    }
}

/// When the units of each region reported first.
fn arrivals(scene: &Scene<'_>) -> Vec<Vec<Stamp>> {
    let roster = scene.campaign.roster();
    let mut out = vec![Vec::new(); roster.regions().len()];
    for (ix, unit) in scene.campaign.heard() {
        if let (Some(first), Some(list)) = (unit.first(), out.get_mut(roster.region(ix))) {
            list.push(Stamp(first.at.0 - first.at.0.rem_euclid(MINUTE)));
        }
    }
    out
}

fn one(scene: &Scene<'_>, region: usize, arrivals: &[Stamp], span: Span, area: Rect, buf: &mut Buffer) {
    let Some(named) = scene.campaign.roster().regions().get(region) else {
        return;
    };
    let c = scene.campaign.region_counts(region, scene.now);
    let count = format!("{}/{}", c.reported(), c.owing());
    let x = paint::right(buf, area, area.y, &count, scene.style(Role::Title));
    let room = x.saturating_sub(area.x + 1);
    let full = named.short.get(scene.lang());
    let name = width::fit(full, usize::from(room));
    paint::text(buf, area.x, area.y, room, &name, scene.style(Role::Text));
    let plot = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    let each = arrivals.iter().map(|t| (*t, 1));
    let cutoff = scene.campaign.cutoff();
    let in_time = arrivals.iter().filter(|t| **t < cutoff).count() as u32;
    let values = span::arrived(each, span, plot, scene.now);
    for x in 0..plot.width {
        // A line at the foot, so that nothing yet is seen as a plot and not as a hole.
        let foot = scene.style(Role::BarRest);
        paint::text(
            buf,
            plot.x + x,
            plot.bottom() - 1,
            1,
            scene.look.glyphs.bar_rest,
            foot,
        );
    }
    for (x, value) in (0..plot.width).zip(values) {
        let column = Column {
            value,
            first: in_time,
            roles: [Role::Chart, Role::Warn],
        };
        steps::draw(scene, plot, x, column, c.owing(), buf);
    }
    if let Some(x) = span.column(plot, cutoff) {
        steps::upright(scene, plot, x, Role::Dim, buf);
    }
}
