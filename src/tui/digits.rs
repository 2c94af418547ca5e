//! Large digits: of any size, made of seven strokes as on a station clock; and three rows high, of half blocks.
//!
//! Two sets, because half blocks have a form of their own: their 1 stands in the middle and the middle of their 3 is short,
//! which strokes cannot say. Both are ours: the fonts to be had bring a whole alphabet and a stack of macros.
//!
//! It must never know what is counted.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::tui::paint;

/// How large one digit is, in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub w: u16,
    /// Rows.
    pub h: u16,
}

/// The sizes, largest first. A cell is about twice as high as it is wide.
pub const SIZES: [Size; 6] = [
    Size { w: 14, h: 11 },
    Size { w: 10, h: 9 },
    Size { w: 8, h: 8 },
    Size { w: 6, h: 7 },
    Size { w: 5, h: 5 },
    Size { w: 3, h: 5 },
];

/// Which of the strokes a digit has: top, right above, right below, bottom, left below, left above, middle.
const STROKES: [[bool; 7]; 10] = {
    const O: bool = true;
    const X: bool = false;
    [
        [O, O, O, O, O, O, X],
        [X, O, O, X, X, X, X],
        [O, O, X, O, O, X, O],
        [O, O, O, O, X, X, O],
        [X, O, O, X, X, O, O],
        [O, X, O, O, X, O, O],
        [O, X, O, O, O, O, O],
        [O, O, O, X, X, X, X],
        [O, O, O, O, O, O, O],
        [O, O, O, O, X, O, O],
    ]
};

impl Size {
    /// Columns between two digits.
    pub fn gap(self) -> u16 {
        if self.w >= 10 { 2 } else { 1 }
    }

    /// Columns of a stroke that stands.
    fn stroke(self) -> u16 {
        (self.w / 3).max(1)
    }

    /// Columns that so many digits take, the gap after the last included.
    pub fn span(self, digits: usize) -> u16 {
        digits as u16 * (self.w + self.gap())
    }
}

/// Draws a number; gives the column after it and its gap.
pub fn number(buf: &mut Buffer, x: u16, y: u16, size: Size, digits: &str, sign: &str, style: Style) -> u16 {
    let mut at = x;
    for d in digits.chars().filter_map(|c| c.to_digit(10)) {
        if let Some(strokes) = STROKES.get(d as usize) {
            one(buf, at, y, size, *strokes, sign, style);
        }
        at += size.w + size.gap();
    }
    at
}

fn one(buf: &mut Buffer, x: u16, y: u16, size: Size, strokes: [bool; 7], sign: &str, style: Style) {
    let (w, t) = (size.w, size.stroke());
    let (middle, bottom) = (size.h / 2, size.h - 1);
    let right = x + w - t;
    let upper = middle + 1;
    let lower = size.h - middle;
    let places = [
        Rect::new(x, y, w, 1),
        Rect::new(right, y, t, upper),
        Rect::new(right, y + middle, t, lower),
        Rect::new(x, y + bottom, w, 1),
        Rect::new(x, y + middle, t, lower),
        Rect::new(x, y, t, upper),
        Rect::new(x, y + middle, w, 1),
    ];
    for (place, _) in places.iter().zip(strokes).filter(|(_, on)| *on) {
        for p in place.positions() {
            paint::text(buf, p.x, p.y, 1, sign, style);
        }
    }
}

/// Draws the two points between hours and minutes; gives the column after them.
pub fn colon(buf: &mut Buffer, x: u16, y: u16, size: Size, sign: &str, style: Style) -> u16 {
    let wide = size.stroke();
    for row in [size.h / 3, size.h - 1 - size.h / 3] {
        for i in 0..wide {
            paint::text(buf, x + i, y + row, 1, sign, style);
        }
    }
    x + wide + size.gap()
}

impl Size {
    /// Columns of a slanting stroke, half as many as it has rows: then it slants as one on paper does.
    fn slant(self) -> u16 {
        self.h / 2 + self.lean()
    }

    /// Columns in which a slanting stroke stands in each row.
    fn lean(self) -> u16 {
        if self.w >= 10 { 2 } else { 1 }
    }

    /// Columns of a stroke between two numbers, its gap included.
    pub fn slash_span(self) -> u16 {
        self.slant() + self.gap()
    }

    /// Columns of the sign for hundredths, its gap included.
    pub fn percent_span(self) -> u16 {
        self.slant() + 2 * self.lean() + self.gap()
    }

    /// Columns of the two points of a clock, their gap included.
    pub fn colon_span(self) -> u16 {
        self.stroke() + self.gap()
    }
}

/// Draws the stroke between two numbers; gives the column after it and its gap.
pub fn slash(buf: &mut Buffer, x: u16, y: u16, size: Size, sign: &str, style: Style) -> u16 {
    let (last, lean) = (size.h - 1, size.lean());
    for row in 0..size.h {
        let at = (last - row) * (size.slant() - lean) / last;
        for i in 0..lean {
            paint::text(buf, x + at + i, y + row, 1, sign, style);
        }
    }
    x + size.slash_span()
}

/// Draws the sign for hundredths; gives the column after it and its gap.
pub fn percent(buf: &mut Buffer, x: u16, y: u16, size: Size, sign: &str, style: Style) -> u16 {
    let dot = size.lean();
    slash(buf, x + dot, y, size, sign, style);
    let right = x + size.percent_span() - size.gap() - dot;
    for i in 0..dot {
        for row in 0..dot {
            paint::text(buf, x + i, y + row, 1, sign, style);
            paint::text(buf, right + i, y + size.h - 1 - row, 1, sign, style);
        }
    }
    x + size.percent_span()
}

/// Digits three rows high, of half blocks.
const SMALL: [[&str; 3]; 10] = [
    ["█▀█", "█ █", "▀▀▀"],
    [" █ ", " █ ", " ▀ "],
    ["▀▀█", "█▀▀", "▀▀▀"],
    ["▀▀█", " ▀█", "▀▀▀"],
    ["█ █", "▀▀█", "  ▀"],
    ["█▀▀", "▀▀█", "▀▀▀"],
    ["█▀▀", "█▀█", "▀▀▀"],
    ["▀▀█", "  █", "  ▀"],
    ["█▀█", "█▀█", "▀▀▀"],
    ["█▀█", "▀▀█", "▀▀▀"],
];

/// The stroke between two small numbers.
const SMALL_SLASH: [&str; 3] = ["  █", " █ ", "▀  "];

/// Columns of a number three rows high, strokes in it included, without the gap after the last.
pub fn small_span(digits: &str) -> u16 {
    (digits.len() as u16 * 4).saturating_sub(1)
}

/// Draws a number three rows high, or two with a stroke between them; gives the column after it and its gap.
pub fn small(buf: &mut Buffer, x: u16, y: u16, digits: &str, ascii: bool, style: Style) -> u16 {
    let mut at = x;
    for c in digits.chars() {
        let rows = match c.to_digit(10) {
            Some(d) => SMALL.get(d as usize).copied().unwrap_or_default(),
            None => SMALL_SLASH,
        };
        for (row, y) in rows.into_iter().zip(y..) {
            let plain = if ascii {
                row.replace(['▀', '█'], "#")
            } else {
                row.to_owned()
            };
            paint::text(buf, at, y, 3, &plain, style);
        }
        at += 4;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(size: Size, d: &str) -> Vec<String> {
        let mut buf = Buffer::empty(Rect::new(0, 0, size.span(d.len()), size.h));
        number(&mut buf, 0, 0, size, d, "#", Style::new());
        (0..size.h)
            .map(|y| (0..size.w).map(|x| buf[(x, y)].symbol()).collect())
            .collect()
    }

    #[test]
    fn every_digit_looks_different_at_every_size() {
        for size in SIZES {
            let all: std::collections::BTreeSet<_> = (0..10).map(|d| drawn(size, &d.to_string())).collect();
            assert_eq!(all.len(), 10, "{size:?}");
        }
        assert_eq!(drawn(SIZES[5], "5"), ["###", "#  ", "###", "  #", "###"]);
        assert_eq!(drawn(SIZES[5], "0"), ["###", "# #", "# #", "# #", "###"]);
    }

    #[test]
    fn small_digits_are_the_same_in_ascii_but_for_the_sign() {
        let rows = |ascii| {
            let mut buf = Buffer::empty(Rect::new(0, 0, 40, 3));
            assert_eq!(small(&mut buf, 0, 0, "0123456789", ascii, Style::new()), 40);
            (0..3)
                .map(|y| (0..40).map(|x| buf[(x, y)].symbol()).collect())
                .collect::<Vec<String>>()
        };
        let blocks = rows(false);
        assert_eq!(blocks[0], "█▀█  █  ▀▀█ ▀▀█ █ █ █▀▀ █▀▀ ▀▀█ █▀█ █▀█ ");
        let plain: Vec<String> = blocks.iter().map(|row| row.replace(['▀', '█'], "#")).collect();
        assert_eq!(rows(true), plain);
    }
}
