//! The map, the regions, the curve and the goals, each in its box.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::tally::Counts;
use crate::text::{numbers, width};
use crate::tui::panes::desk::{chart, goals};
use crate::tui::scene::Scene;
use crate::tui::theme::Role;
use crate::tui::wall::framed::framed;
use crate::tui::wall::tiles;
use crate::tui::{digits, paint};

/// The country; where the roster has no map that fits, its regions.
pub fn map(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let room = framed(scene, area, &scene.tr("term-map"), buf);
    if tiles::fits(scene, room) {
        tiles::view(scene, room, buf);
    } else {
        bars(scene, room, buf);
    }
}

/// A bar for each region.
pub fn regions(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let room = framed(scene, area, &scene.tr("wall-regions"), buf);
    bars(scene, room, buf);
}

/// The regions, as far as they fit: with their counts in digits that carry across a room where there are three rows for
/// each, in two rows, or in one.
fn bars(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let all = scene.campaign.roster().regions().len().max(1);
    let step = (usize::from(area.height + 1) / all).clamp(1, 5) as u16;
    for i in 0..all {
        let y = area.y + i as u16 * step;
        if y + step.min(3) > area.bottom() {
            return;
        }
        let Some(region) = scene.campaign.roster().regions().get(i) else {
            return;
        };
        let name = region.short.get(scene.lang());
        let c = scene.campaign.region_counts(i, scene.now);
        let at = Rect::new(area.x, y, area.width, step);
        match step {
            1 => one_row(scene, name, &c, at, buf),
            2 => two_rows(scene, name, &c, at, buf),
            _ => three_rows(scene, name, &c, at, buf),
        }
    }
}

fn count(c: &Counts) -> String {
    format!("{}/{}", c.reported(), c.owing())
}

fn one_row(scene: &Scene<'_>, name: &str, c: &Counts, at: Rect, buf: &mut Buffer) {
    let names = scene.campaign.roster().regions().iter();
    let longest = names.map(|r| width::cells(r.short.get(scene.lang()))).max();
    let words = width::pad(name, longest.unwrap_or(0).min(usize::from(at.width / 2)));
    let x = paint::text(buf, at.x, at.y, at.width, &words, scene.style(Role::Text)) + 1;
    let row = Rect::new(x, at.y, at.right().saturating_sub(x + 8), 1);
    paint::solid_bar(buf, row, (c.reported(), c.owing()), true, scene.look);
    paint::right(buf, at, at.y, &count(c), scene.style(Role::Title));
}

fn two_rows(scene: &Scene<'_>, name: &str, c: &Counts, at: Rect, buf: &mut Buffer) {
    let end = paint::right(buf, at, at.y, &count(c), scene.style(Role::Title));
    let head = Rect::new(at.x, at.y, end.saturating_sub(at.x + 1), 1);
    named(scene, name, c, head, buf);
    let row = Rect::new(at.x, at.y + 1, at.width, 1);
    paint::solid_bar(buf, row, (c.reported(), c.owing()), true, scene.look);
}

fn three_rows(scene: &Scene<'_>, name: &str, c: &Counts, at: Rect, buf: &mut Buffer) {
    let (count, ascii) = (count(c), scene.look.glyphs.ascii);
    let all = scene.campaign.counts(scene.now);
    // The bars end at one column, whatever a region's count is.
    let digits = digits::small_span(&count).max(digits::small_span("10/10"));
    if at.width < digits + 24 || all.owing() > 9_999 {
        return two_rows(scene, name, c, at, buf);
    }
    let x = at.right() - digits::small_span(&count);
    digits::small(buf, x, at.y, &count, ascii, scene.style(Role::Big));
    let left = Rect::new(at.x, at.y, at.width - digits - 2, 1);
    named(scene, name, c, left, buf);
    for y in [at.y + 1, at.y + 2] {
        let row = Rect { y, ..left };
        let close = y == at.y + 2 && at.height == 3;
        paint::solid_bar(buf, row, (c.reported(), c.owing()), close, scene.look);
    }
}

/// A region's name and, in words, what it owes past its date: whole statements, as many as there is room for.
fn named(scene: &Scene<'_>, name: &str, c: &Counts, at: Rect, buf: &mut Buffer) {
    let mut x = paint::text(buf, at.x, at.y, at.width, name, scene.style(Role::Text));
    for (n, key) in [
        (c.overdue, "timeliness-overdue"),
        (c.resubmit_overdue, "desk-owing_correction"),
    ] {
        let words = format!(" {} {n} {}", scene.look.glyphs.dot, scene.tr(key));
        if n > 0 && x + width::cells(&words) as u16 <= at.right() {
            x = paint::text(buf, x, at.y, at.width, &words, scene.style(Role::Debt));
        }
    }
}

/// Reports over time.
pub fn curve(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let room = framed(scene, area, &chart::title(scene), buf);
    chart::view(scene, room, buf);
}

/// The goals, and how many activities serve them.
pub fn served(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let n = numbers::whole(scene.lang(), scene.campaign.total().activities.into());
    let title = format!(
        "{} {} {}",
        scene.tr("term-goals"),
        scene.look.glyphs.dot,
        scene.cat.tr_args("acts-count", &[("n", n.into())])
    );
    let room = framed(scene, area, &title, buf);
    goals::view(scene, room, buf);
}
