//! A drawing: areas, lines and words at their places, in hundredths of a millimetre, from the upper left corner.

use super::ink::Ink;
use crate::text::times::{self, EM, Face};
use crate::text::width::ELLIPSIS;

/// A spot: how far to the right, how far down.
pub(super) type Spot = (i32, i32);

/// Hundredths of a millimetre of a tenth of a typographic point, a hundred times.
const TENTH_POINT: i32 = 353;

/// The size of letters of so many tenths of a point.
pub(super) const fn tenths(n: i32) -> i32 {
    n * TENTH_POINT / 100
}

/// Letters of a title, of names and figures, of the small words in tiles.
pub(super) const TITLE: i32 = tenths(120);
pub(super) const NAMES: i32 = tenths(100);
pub(super) const SMALL: i32 = tenths(85);
/// A fine line, a plain one, a strong one.
pub(super) const FINE: i32 = 12;
pub(super) const PLAIN: i32 = 25;
pub(super) const STRONG: i32 = 60;

/// Where words stand from their place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// One thing in a drawing; what comes later lies above.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// An area within its outline, and the line around it.
    Area {
        outline: Vec<Spot>,
        fill: Ink,
        edge: Option<(Ink, i32)>,
    },
    /// Lines of one ink and thickness.
    Lines {
        lines: Vec<Vec<Spot>>,
        ink: Ink,
        thick: i32,
    },
    /// Words in one line, standing on it.
    Words {
        at: Spot,
        text: String,
        size: i32,
        bold: bool,
        anchor: Anchor,
        ink: Ink,
    },
}

/// A drawn chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    pub(super) title: String,
    pub(super) in_words: String,
    pub(super) height: i32,
    pub(super) pieces: Vec<Piece>,
}

impl Drawing {
    /// How wide every drawing is, in hundredths of a millimetre: the text of an upright A4 page with the widest margins.
    pub const WIDTH: i32 = 15_500;

    pub(super) fn new() -> Self {
        Self {
            title: String::new(),
            in_words: String::new(),
            height: 0,
            pieces: Vec::new(),
        }
    }

    /// How high it is, in hundredths of a millimetre.
    pub fn height(&self) -> i32 {
        self.height
    }

    /// What it shows, for whoever cannot see it.
    pub fn in_words(&self) -> &str {
        &self.in_words
    }

    /// The title over all of the width, and how far down it reaches.
    pub(super) fn headed(&mut self, title: &str) -> i32 {
        let mut down = 0;
        for line in wrapped(title, TITLE, true, Self::WIDTH, 3) {
            down += TITLE * 5 / 4;
            self.words(
                (Self::WIDTH / 2, down - TITLE / 4),
                &line,
                TITLE,
                true,
                Anchor::Middle,
                Ink::Words,
            );
        }
        down + if down > 0 { 250 } else { 0 }
    }

    pub(super) fn words(&mut self, at: Spot, text: &str, size: i32, bold: bool, anchor: Anchor, ink: Ink) {
        if !text.is_empty() {
            let text = text.to_owned();
            self.pieces.push(Piece::Words {
                at,
                text,
                size,
                bold,
                anchor,
                ink,
            });
        }
    }

    pub(super) fn line(&mut self, from: Spot, to: Spot, ink: Ink, thick: i32) {
        self.lines(vec![vec![from, to]], ink, thick);
    }

    pub(super) fn lines(&mut self, lines: Vec<Vec<Spot>>, ink: Ink, thick: i32) {
        if !lines.is_empty() {
            self.pieces.push(Piece::Lines { lines, ink, thick });
        }
    }

    /// A line of strokes, upright or level.
    pub(super) fn dashed(&mut self, from: Spot, to: Spot, ink: Ink, thick: i32) {
        let (stroke, gap) = (200, 120);
        let level = from.1 == to.1;
        let (first, last) = if level { (from.0, to.0) } else { (from.1, to.1) };
        let mut lines = Vec::new();
        let mut at = first.min(last);
        let end = first.max(last);
        while at < end {
            let till = (at + stroke).min(end);
            lines.push(if level {
                vec![(at, from.1), (till, from.1)]
            } else {
                vec![(from.0, at), (from.0, till)]
            });
            at += stroke + gap;
        }
        self.lines(lines, ink, thick);
    }

    pub(super) fn area(&mut self, outline: Vec<Spot>, fill: Ink, edge: Option<(Ink, i32)>) {
        self.pieces.push(Piece::Area { outline, fill, edge });
    }
}

/// How wide words are.
pub(super) fn wide(text: &str, size: i32, bold: bool) -> i32 {
    let face = if bold { Face::Bold } else { Face::Upright };
    let ems = i64::from(times::words(text, face)) * i64::from(size);
    let whole = (ems + i64::from(EM) - 1) / i64::from(EM);
    i32::try_from(whole).unwrap_or(i32::MAX)
}

/// Words in lines of at most so much width; what has no room in the last one ends in `…`.
pub(super) fn wrapped(text: &str, size: i32, bold: bool, most: i32, lines: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let joined = out.last().map(|line| format!("{line} {word}"));
        match (joined, out.len()) {
            (Some(joined), n) if n >= lines || wide(&joined, size, bold) <= most => {
                if let Some(last) = out.last_mut() {
                    *last = joined;
                }
            }
            _ => out.push(word.to_owned()),
        }
        if out.len() >= lines && out.last().is_some_and(|l| wide(l, size, bold) > most) {
            break;
        }
    }
    for line in &mut out {
        if wide(line, size, bold) > most {
            *line = cut(line, size, bold, most);
        }
    }
    out
}

fn cut(line: &str, size: i32, bold: bool, most: i32) -> String {
    let mut kept = line.to_owned();
    while kept.pop().is_some() {
        let shown = format!("{}{ELLIPSIS}", kept.trim_end());
        if wide(&shown, size, bold) <= most {
            return shown;
        }
    }
    ELLIPSIS.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_within_their_lines() {
        let name = "Duyên hải Nam Trung Bộ và Tây Nguyên";
        let lines = wrapped(name, NAMES, false, 4_000, 3);
        assert_eq!(lines.join(" "), name);
        assert!(
            lines.len() == 2 && lines.iter().all(|l| wide(l, NAMES, false) <= 4_000),
            "{lines:?}"
        );
        let long = "ấ".repeat(300);
        let cut = wrapped(&format!("a {long} b"), NAMES, false, 4_000, 2);
        assert!(
            cut.len() <= 2 && cut.iter().all(|l| wide(l, NAMES, false) <= 4_000),
            "{cut:?}"
        );
        assert!(cut.last().is_some_and(|l| l.ends_with('…')), "{cut:?}");
        assert!(wrapped("", NAMES, false, 4_000, 2).is_empty());
    }
}
