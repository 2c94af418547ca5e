//! Who owes what once the cut-off has passed, and for how long, in words.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::campaign::{Waiting, Why};
use crate::core::names::UnitIx;
use crate::core::status::Phase;
use crate::output::words;
use crate::text::width;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;
use crate::tui::wall::framed::framed;
use crate::tui::{digits, paint};

/// The least columns of a block that names a debt, the gap behind it included.
const BLOCK: u16 = 26;
/// Rows of a block, the gap below it included: with the days in digits that carry across a room, and in letters alone.
const HIGH: u16 = 4;
const LOW: u16 = 3;
/// Columns of a name with its words in one row, where there are too many for blocks.
const COLUMN: u16 = 42;

/// Who owes something past its date, once the campaign's cut-off has passed.
pub fn owed(scene: &Scene<'_>) -> Vec<Waiting> {
    if scene.campaign.phase(scene.now) != Phase::Overdue {
        return Vec::new();
    }
    if scene.campaign.roster().is_tree() {
        return owed_below(scene);
    }
    let queue = scene.campaign.queue(scene.now).into_iter();
    let mut all: Vec<Waiting> = queue.filter(|w| w.why.is_debt()).collect();
    all.sort_by_key(|w| (w.since, w.unit));
    all
}

/// Under which units at the top something is owed, the most first. To look at each of ten thousand communes would take
/// longer than a second has room for.
fn owed_below(scene: &Scene<'_>) -> Vec<Waiting> {
    let c = scene.campaign;
    let debts = |ix: UnitIx| c.roll_up(ix, scene.now).debts() + u32::from(c.is_debt(ix, scene.now));
    let mut all: Vec<(u32, UnitIx)> = c.roster().tops().map(|ix| (debts(ix), ix)).collect();
    all.retain(|(n, _)| *n > 0);
    all.sort_by_key(|(n, ix)| (std::cmp::Reverse(*n), *ix));
    let waiting = |(_, unit)| Waiting {
        unit,
        why: Why::Overdue,
        since: c.cutoff_of(unit),
    };
    all.into_iter().map(waiting).collect()
}

/// Rows in which so many debts stand as blocks, frame included, but no more than `most`.
pub fn rows(n: usize, cells: u16, most: u16) -> u16 {
    let per = usize::from((cells.saturating_sub(2) / BLOCK).max(1));
    let rows = |step: usize| u16::try_from(n.div_ceil(per) * step + 1).unwrap_or(u16::MAX);
    let high = [HIGH, LOW].map(|step| rows(usize::from(step)));
    high.into_iter().find(|r| *r <= most).unwrap_or(most).max(7)
}

/// Names in columns, each with how long it has been owed.
pub fn view(scene: &Scene<'_>, owed: &[Waiting], area: Rect, buf: &mut Buffer) {
    let n = if scene.campaign.roster().is_tree() {
        scene.campaign.counts(scene.now).debts() as usize
    } else {
        owed.len()
    };
    let title = scene.cat.tr_args("wall-owed", &[("n", n.into())]);
    let room = framed(scene, area, &title, buf);
    let rows = usize::from(room.height);
    let blocks = usize::from((room.width + 2) / BLOCK);
    let deep = |step: &u16| blocks > 0 && owed.len().div_ceil(blocks) * usize::from(*step) <= rows + 1;
    if let Some(step) = [HIGH, LOW].into_iter().find(deep) {
        return debt_blocks(scene, owed, room, step, buf);
    }
    let columns = (room.width / COLUMN.min(room.width.max(1))).max(1);
    let column = room.width / columns;
    let most = rows * usize::from(columns);
    let cut = owed.len() > most;
    let shown = if cut { most.saturating_sub(1) } else { owed.len() };
    let step = if !cut && owed.len().div_ceil(usize::from(columns)) * 2 <= rows {
        2
    } else {
        1
    };
    let per = (rows / step).max(1);
    let place = |i: usize| {
        (
            room.x + (i / per) as u16 * column,
            room.y + (i % per * step) as u16,
        )
    };
    for (i, w) in owed.iter().take(shown).enumerate() {
        let (x, y) = place(i);
        debt(scene, w, x, y, column.saturating_sub(2), buf);
    }
    if cut {
        let (x, y) = place(shown);
        let n = owed.len() - shown;
        let words = scene.cat.tr_args("wall-more", &[("n", n.into())]);
        paint::text(buf, x, y, column, &words, scene.style(Role::Dim));
    }
}

/// The same as blocks filled with the colour of a debt; they share the width among them.
fn debt_blocks(scene: &Scene<'_>, owed: &[Waiting], room: Rect, step: u16, buf: &mut Buffer) {
    let style = scene.look.tile(Role::Debt);
    let per = usize::from(((room.height + 1) / step).max(1));
    let columns = owed.len().div_ceil(per).max(1) as u16;
    let wide = ((room.width + 2) / columns).min(BLOCK * 2);
    let g = &scene.look.glyphs;
    for (i, w) in owed.iter().enumerate() {
        let x = room.x + (i / per) as u16 * wide;
        let y = room.y + (i % per) as u16 * step;
        let block = Rect::new(x, y, wide - 2, step - 1);
        paint::fill(buf, block, style);
        let sign = format!("{}{}", g.state(scene.campaign.unit(w.unit).state), g.debt);
        paint::text(buf, x + 1, y, 2, &sign, style);
        let lines = [name(scene, w.unit), how_long(scene, w)];
        let mut cells = block.width.saturating_sub(5);
        let longest = lines.iter().map(|l| width::cells(l)).max().unwrap_or(0) as u16;
        let (days, below) = (
            days(scene, w).to_string(),
            scene.campaign.roll_up(w.unit, scene.now),
        );
        let digits = digits::small_span(&days) + 1;
        if step == HIGH && below.total == 0 && longest + digits < cells {
            cells -= digits + 1;
            digits::small(buf, block.right() - digits, y, &days, g.ascii, style);
        }
        for (line, y) in lines.iter().zip(y..) {
            paint::text(buf, x + 4, y, cells, line, style);
        }
    }
}

/// Days of the calendar after the last on which it was in time.
fn days(scene: &Scene<'_>, w: &Waiting) -> i64 {
    let last = scene.campaign.def().last_day(w.since);
    (scene.today() - last).num_days().max(0)
}

fn name(scene: &Scene<'_>, ix: UnitIx) -> String {
    words::short_name_in(scene.campaign, ix, scene.lang())
}

/// `quá hạn 4 ngày`. For units with others below them, how
/// many of them owe something.
fn how_long(scene: &Scene<'_>, w: &Waiting) -> String {
    let below = scene.campaign.roll_up(w.unit, scene.now);
    if below.total > 0 {
        let owing = below.debts() + u32::from(scene.campaign.is_debt(w.unit, scene.now));
        return format!("{owing}/{}", below.total + 1);
    }
    let key = if w.why == Why::CorrectionOverdue {
        "wall-late_correction"
    } else {
        "wall-late"
    };
    scene.cat.tr_args(key, &[("days", days(scene, w).into())])
}

fn debt(scene: &Scene<'_>, w: &Waiting, x: u16, y: u16, cells: u16, buf: &mut Buffer) {
    let g = &scene.look.glyphs;
    let state = scene.campaign.unit(w.unit).state;
    let style = scene.style(Role::Debt);
    let words = how_long(scene, w);
    let sign = format!("{}{} ", g.state(state), g.debt);
    let at = paint::text(buf, x, y, cells, &sign, style);
    let room = (x + cells).saturating_sub(at + width::cells(&words) as u16 + 1);
    let at = paint::text(buf, at, y, room, &name(scene, w.unit), style);
    let room = (x + cells).saturating_sub(at + 1);
    paint::text(buf, at + 1, y, room, &words, scene.style(Role::Text));
}
