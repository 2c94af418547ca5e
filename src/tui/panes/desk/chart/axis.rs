//! The numbers at the left and the dates below.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::time::{Date, Stamp};
use crate::text::{dates, width};
use crate::tui::paint;
use crate::tui::panes::desk::chart::span::Span;
use crate::tui::panes::desk::chart::steps;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// Cells left of the plot for numbers up to `most`, the line of the axis included.
pub fn cells(most: u32) -> u16 {
    (most.to_string().len() as u16).max(3) + 1
}

/// Round numbers between nothing and all, about one for each fourth row.
fn ticks(most: u32, rows: u16) -> Vec<u32> {
    let wanted = u32::from(rows / 4).max(1);
    let step = (0..9)
        .flat_map(|e| [1, 2, 5].map(|n| n * 10u32.pow(e)))
        .find(|s| most / s <= wanted)
        .unwrap_or(most.max(1));
    (1..=most / step).map(|n| n * step).collect()
}

/// The numbers: all at the head, nothing at the foot below the plot, and round ones between where a row lies between them.
pub fn numbers(scene: &Scene<'_>, plot: Rect, most: u32, buf: &mut Buffer) {
    let dim = scene.style(Role::Dim);
    let (x, line) = (plot.x - 1, &scene.look.glyphs.line);
    let cells = cells(most) - 1;
    let put = |buf: &mut Buffer, y: u16, n: u32, sign: &str| {
        let words = width::pad_left(&n.to_string(), usize::from(cells));
        paint::text(buf, x - cells, y, cells, &words, dim);
        paint::text(buf, x, y, 1, sign, dim);
    };
    for y in plot.y..plot.bottom() {
        paint::text(buf, x, y, 1, line.vertical, dim);
    }
    let all = plot.height.saturating_sub(1);
    let mut below = None;
    for n in ticks(most, plot.height) {
        let row = steps::row(n, most, plot.height);
        let apart = below.is_none_or(|b| row > b + 1) && row > 0 && row + 1 < all;
        if apart {
            put(buf, plot.bottom() - 1 - row, n, line.vertical_left);
            below = Some(row);
        }
    }
    put(buf, plot.y, most, line.vertical_left);
    put(buf, plot.bottom(), 0, line.bottom_left);
}

/// The dates, each where its day begins: the first, the cut-off under its line, the last where it is another, and every so
/// many days between as far as there is room.
pub fn days(scene: &Scene<'_>, plot: Rect, span: Span, buf: &mut Buffer) {
    let mut row = Row {
        scene,
        plot,
        taken: Vec::new(),
    };
    let (first, last) = (
        scene.campaign.date(span.from),
        scene.campaign.date(span.to.plus(-1)),
    );
    row.begin(first, plot.x, false, buf);
    row.cut_off(span, buf);
    row.end(last, buf);
    for (step, day) in [7, 14, 28, 91, 364].map(|step| (step, first + chrono::Duration::days(step))) {
        let zone = scene.zone();
        let Some(x) = span.column(plot, zone.midnight(day)) else {
            return;
        };
        if x < 9 {
            continue;
        }
        let mut day = day;
        while let Some(x) = span.column(plot, zone.midnight(day)).filter(|_| day <= last) {
            row.begin(day, plot.x + x, true, buf);
            day += chrono::Duration::days(step);
        }
        return;
    }
}

/// What stands below the plot so far.
struct Row<'a, 'b> {
    scene: &'a Scene<'b>,
    plot: Rect,
    taken: Vec<(u16, u16)>,
}

impl Row<'_, '_> {
    fn words(&self, day: Date) -> String {
        dates::date_in(self.scene.campaign.def().year(), day)
    }

    /// Puts words where nothing stands yet, with a blank beside them.
    fn put(&mut self, x: u16, words: &str, role: Role, buf: &mut Buffer) -> bool {
        let end = x + width::cells(words) as u16;
        let free = self.taken.iter().all(|(a, b)| end < *a || x > *b);
        if x < self.plot.x || end > self.plot.right() || !free {
            return false;
        }
        paint::text(buf, x, self.plot.bottom(), end - x, words, self.scene.style(role));
        self.taken.push((x, end));
        true
    }

    fn begin(&mut self, day: Date, x: u16, is_marked: bool, buf: &mut Buffer) {
        let mut words = self.words(day);
        if is_marked {
            words.insert_str(0, self.scene.look.glyphs.line.bottom_left);
        }
        self.put(x, &words, Role::Dim, buf);
    }

    fn end(&mut self, day: Date, buf: &mut Buffer) {
        let words = self.words(day);
        let x = self.plot.right().saturating_sub(words.len() as u16);
        self.put(x, &words, Role::Dim, buf);
    }

    /// The label hangs on the line, at its left, or at its right where there is no room.
    fn cut_off(&mut self, span: Span, buf: &mut Buffer) {
        let campaign = self.scene.campaign;
        let cutoff: Stamp = campaign.cutoff();
        let Some(at) = span.column(self.plot, cutoff) else {
            return;
        };
        let (x, line) = (self.plot.x + at, &self.scene.look.glyphs.line);
        let date = self.words(campaign.def().last_day(cutoff));
        let words = self
            .scene
            .cat
            .tr_args("desk-cutoff_mark", &[("date", date.into())]);
        let left = format!("{words}{}", line.bottom_right);
        let start = (x + 1).checked_sub(width::cells(&left) as u16);
        if !start.is_some_and(|start| self.put(start, &left, Role::Text, buf)) {
            self.put(x, &format!("{}{words}", line.bottom_left), Role::Text, buf);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_the_axis_are_round_and_no_closer_than_they_can_be_read() {
        assert_eq!(ticks(62, 22), [20, 40, 60]);
        assert_eq!(ticks(295, 15), [100, 200]);
        assert_eq!(ticks(13, 6), [10]);
        assert!(ticks(0, 9).is_empty());
        for most in 1..700 {
            for rows in 3..60 {
                let all = ticks(most, rows);
                assert!(
                    all.len() <= usize::from(rows / 4).max(1),
                    "{most} {rows}: {all:?}"
                );
                assert!(all.iter().all(|n| *n <= most));
            }
        }
    }
}
