//! A picture in cells: two points a cell, one above the other, where there are colours; else a sign a cell, by how much
//! light it gives.
//!
//! The one drawer of both, for the wall and for the preview of a file. It must never know whose picture it is.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Color;

use crate::photo::Thumb;
use crate::tui::term::{Caps, Depth, Glyphs, shown_as};

/// The upper half of a cell.
pub const HALF: &str = "▀";
/// From dark to light; signs that every terminal has.
const SHADES: [&str; 10] = [" ", ".", ":", "-", "=", "+", "*", "#", "%", "@"];

/// With what points are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ink {
    /// Any colour; the terminal's room brings it down to 256 where there are no more.
    #[default]
    Colours,
    /// So many of the palette's first places, mixed: the nearest alone would make a face a stain.
    Few(u8),
    /// Signs.
    Shades,
}

impl Ink {
    /// What a terminal has for it.
    pub fn of(caps: Caps) -> Self {
        let halves = matches!(caps.glyphs, Glyphs::Full | Glyphs::Windows | Glyphs::Console);
        match caps.depth {
            _ if !halves || caps.ambiguous_wide => Self::Shades,
            Depth::Mono => Self::Shades,
            Depth::C8 => Self::Few(8),
            Depth::C16 => Self::Few(16),
            Depth::C256 | Depth::True => Self::Colours,
        }
    }
}

/// Draws a picture of two points a cell; what has no room is left out.
pub fn draw(picture: &Thumb, at: Position, ink: Ink, buf: &mut Buffer) {
    let few = match ink {
        Ink::Few(n) => mixed(picture, n),
        Ink::Colours | Ink::Shades => Vec::new(),
    };
    let colour = |x: u16, y: u16| {
        let at = usize::from(y) * usize::from(picture.width()) + usize::from(x);
        few.get(at).copied().unwrap_or_else(|| {
            let [r, g, b] = picture.at(x, y);
            Color::Rgb(r, g, b)
        })
    };
    for (x, row) in columns(picture) {
        let Some(cell) = buf.cell_mut((at.x.saturating_add(x), at.y.saturating_add(row))) else {
            continue;
        };
        let (above, below) = (row * 2, row * 2 + 1);
        if ink == Ink::Shades {
            let light = light(picture.at(x, above)) + light(picture.at(x, below.min(picture.height() - 1)));
            let shade = usize::from(light) * SHADES.len() / 512;
            // Light on dark whatever the terminal's own ground is: else a picture would be its own negative.
            cell.set_symbol(SHADES[shade.min(SHADES.len() - 1)])
                .set_fg(Color::White)
                .set_bg(Color::Black);
            continue;
        }
        cell.set_symbol(HALF).set_fg(colour(x, above));
        if below < picture.height() {
            cell.set_bg(colour(x, below));
        }
    }
}

/// The cells that a picture takes in an area when it stands in its middle.
pub fn middle(picture: &Thumb, area: Rect) -> Rect {
    let (w, h) = (
        picture.width().min(area.width),
        picture.height().div_ceil(2).min(area.height),
    );
    Rect::new(
        area.x + (area.width - w) / 2,
        area.y + (area.height - h) / 2,
        w,
        h,
    )
}

fn columns(picture: &Thumb) -> impl Iterator<Item = (u16, u16)> + use<> {
    let (w, rows) = (picture.width(), picture.height().div_ceil(2));
    (0..rows).flat_map(move |row| (0..w).map(move |x| (x, row)))
}

/// How bright a colour looks, of 255 (Rec. 601).
fn light([r, g, b]: [u8; 3]) -> u16 {
    ((299 * u32::from(r) + 587 * u32::from(g) + 114 * u32::from(b)) / 1000) as u16
}

/// Each point as one of the palette's first `n`; what that is wrong by goes to the points that follow (Floyd and
/// Steinberg), so that an area is right as a whole.
fn mixed(picture: &Thumb, n: u8) -> Vec<Color> {
    let palette: Vec<[i32; 3]> = (0..n)
        .filter_map(|i| shown_as(Color::Indexed(i)))
        .map(|(r, g, b)| [r, g, b].map(i32::from))
        .collect();
    let w = usize::from(picture.width());
    // One column more at both sides, so that no point is at an edge.
    let (mut here, mut next) = (vec![[0_i32; 3]; w + 2], vec![[0_i32; 3]; w + 2]);
    let mut out = Vec::with_capacity(w * usize::from(picture.height()));
    for y in 0..picture.height() {
        for x in 0..picture.width() {
            let i = usize::from(x) + 1;
            let point = picture.at(x, y).map(i32::from);
            let wanted: [i32; 3] = std::array::from_fn(|c| (point[c] + here[i][c] / 16).clamp(0, 255));
            let far = |p: &[i32; 3]| (0..3).map(|c| (p[c] - wanted[c]).pow(2)).sum::<i32>();
            let best = (0..palette.len()).min_by_key(|k| far(&palette[*k])).unwrap_or(0);
            let given = palette.get(best).copied().unwrap_or_default();
            for c in 0..3 {
                let wrong = wanted[c] - given[c];
                here[i + 1][c] += wrong * 7;
                next[i - 1][c] += wrong * 3;
                next[i][c] += wrong * 5;
                next[i + 1][c] += wrong;
            }
            out.push(Color::Indexed(best as u8));
        }
        std::mem::swap(&mut here, &mut next);
        next.fill([0; 3]);
    }
    out
}

/// A photo of old data is dark.
pub fn darken(colour: Color) -> Color {
    match colour {
        Color::Rgb(r, g, b) => Color::Rgb(r / 3, g / 3, b / 3),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Black at the left, white at the right.
    fn ramp() -> Thumb {
        let points = (0..8_u16).flat_map(|_| (0..32_u16).map(|x| [(x * 8) as u8; 3]));
        Thumb::new(32, 8, points.collect()).unwrap()
    }

    fn drawn(ink: Ink) -> Buffer {
        let mut buf = Buffer::empty(Rect::new(0, 0, 32, 4));
        draw(&ramp(), Position::ORIGIN, ink, &mut buf);
        buf
    }

    #[test]
    fn shades_become_lighter_and_are_ascii() {
        let buf = drawn(Ink::Shades);
        let row: String = (0..32).map(|x| buf[(x, 0)].symbol()).collect();
        assert!(
            row.is_ascii() && row.starts_with("  ") && row.ends_with('@'),
            "{row}"
        );
        let ranks: Vec<usize> = row
            .chars()
            .map(|c| SHADES.iter().position(|s| *s == c.to_string()).unwrap())
            .collect();
        assert!(ranks.is_sorted() && ranks.iter().max() == Some(&9), "{row}");
    }

    #[test]
    fn few_colours_are_mixed_to_what_they_stand_for() {
        for n in [8, 16] {
            let buf = drawn(Ink::Few(n));
            let sum = |from: u16| -> u32 {
                let cells = (from..from + 16).flat_map(|x| (0..4).map(move |y| (x, y)));
                cells
                    .map(|at| match buf[at].fg {
                        Color::Indexed(i) if i < n => u32::from(shown_as(Color::Indexed(i)).unwrap().1),
                        other => panic!("{other:?}"),
                    })
                    .sum()
            };
            // The means of both halves are 60 and 188 of 255.
            let (dark, lit) = (sum(0) / 64, sum(16) / 64);
            assert!(
                (40..85).contains(&dark) && (160..215).contains(&lit),
                "{n}: {dark} {lit}"
            );
        }
    }
}
