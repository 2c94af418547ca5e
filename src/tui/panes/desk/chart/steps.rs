//! Standing columns, in as fine steps as the look's signs have.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::paint;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// A column: its value, and how much of it is written in another role because it came later.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// From the foot up.
    pub value: u32,
    /// How much of it is the first role's; the rest stands on it in the other.
    pub first: u32,
    /// How both are written.
    pub roles: [Role; 2],
}

/// Eighths of a row that a value is high where `most` fills the plot; something for anything more than nothing, and less
/// than all for anything less.
pub fn eighths(value: u32, most: u32, rows: u16) -> u16 {
    if most == 0 {
        return 0;
    }
    let whole = u64::from(rows) * 8;
    let most_here = whole.saturating_sub(u64::from(value < most));
    (u64::from(value) * whole)
        .div_ceil(u64::from(most))
        .min(most_here) as u16
}

/// The row, counted from the foot, in which the upper end of a value lies.
pub fn row(value: u32, most: u32, rows: u16) -> u16 {
    eighths(value, most, rows).div_ceil(8).saturating_sub(1)
}

/// Draws it in a column of the plot.
pub fn draw(scene: &Scene<'_>, plot: Rect, x: u16, column: Column, most: u32, buf: &mut Buffer) {
    let high = eighths(column.value, most, plot.height);
    let mut split = eighths(column.first.min(column.value), most, plot.height);
    if column.first < column.value {
        // Two colours share no cell: whole rows are the first one's, and at least one the other's.
        split = (split + 4) / 8 * 8;
        split = split.min(high.saturating_sub(1) / 8 * 8);
    }
    for up in 0..plot.height {
        let here = high.saturating_sub(up * 8).min(8);
        if here == 0 {
            break;
        }
        let [first, later] = column.roles;
        let role = if up * 8 < split { first } else { later };
        let sign = scene.look.glyphs.eighths[usize::from(here - 1)];
        paint::text(
            buf,
            plot.x + x,
            plot.bottom() - 1 - up,
            1,
            sign,
            scene.style(role),
        );
    }
}

/// A line from top to foot, in place of what is there.
pub fn upright(scene: &Scene<'_>, plot: Rect, x: u16, role: Role, buf: &mut Buffer) {
    let (style, sign) = (scene.style(role), scene.look.glyphs.line.vertical);
    for y in plot.y..plot.bottom() {
        paint::text(buf, plot.x + x, y, 1, sign, style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_says_nothing_for_nothing_and_all_for_all_alone() {
        for rows in 1..40u16 {
            for most in [1, 2, 5, 13, 62, 63, 295, 10_000] {
                let all = rows * 8;
                assert_eq!((eighths(0, most, rows), eighths(most, most, rows)), (0, all));
                let highs: Vec<u16> = (0..=most).map(|v| eighths(v, most, rows)).collect();
                assert!(highs.windows(2).all(|w| w[0] <= w[1]), "{rows} {most}");
                let between = &highs[1..most as usize];
                assert!(between.iter().all(|h| (1..all).contains(h)), "{rows} {most}");
            }
            assert_eq!(eighths(5, 0, rows), 0);
        }
        assert_eq!(
            (row(0, 62, 8), row(31, 62, 8), row(32, 62, 8), row(62, 62, 8)),
            (0, 3, 4, 7)
        );
    }
}
