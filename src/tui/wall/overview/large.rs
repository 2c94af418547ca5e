//! Numbers in large digits, with the words that stand between them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text::width;
use crate::tui::digits::{self, SIZES, Size};
use crate::tui::paint;

/// What stands large, piece by piece.
pub enum Piece {
    /// In large digits.
    Number(String),
    /// A word of plain letters at the foot of the digits.
    Word(String),
    /// The two points of a clock.
    Colon,
    /// Of how many.
    Slash,
    /// Hundredths.
    Percent,
    /// Plain letters close to the digits before: seconds stay small, so that a tick writes two cells and not two hundred.
    Small(String),
    /// So many columns of nothing.
    Gap(u16),
}

impl Piece {
    fn span(&self, size: Size) -> u16 {
        match self {
            Self::Number(digits) => size.span(digits.len()),
            Self::Word(word) => width::cells(word) as u16 + 1,
            Self::Colon => size.colon_span(),
            Self::Slash => size.slash_span(),
            Self::Percent => size.percent_span(),
            Self::Small(word) => (width::cells(word) as u16).saturating_sub(size.gap()),
            Self::Gap(cells) => *cells,
        }
    }

    fn plain(&self) -> String {
        match self {
            Self::Number(digits) => digits.clone(),
            Self::Word(word) => format!(" {word} "),
            Self::Colon => ":".to_owned(),
            Self::Slash => "/".to_owned(),
            Self::Percent => "%".to_owned(),
            Self::Small(word) => word.clone(),
            Self::Gap(_) => "  ".to_owned(),
        }
    }
}

/// Columns that the pieces take.
pub fn span(pieces: &[Piece], size: Size) -> u16 {
    pieces.iter().map(|p| p.span(size)).sum()
}

/// The largest size in which the pieces fit.
pub fn fitting(pieces: &[Piece], cells: u16, rows: u16) -> Option<Size> {
    let fits = |s: &Size| s.h <= rows && span(pieces, *s) <= cells;
    SIZES.into_iter().find(fits)
}

/// Draws the pieces from the upper left corner of a place.
pub fn draw(pieces: &[Piece], at: Rect, size: Size, block: &str, style: Style, buf: &mut Buffer) {
    let (mut x, y) = (at.x, at.y);
    let last = y + size.h - 1;
    for piece in pieces {
        let after = x + piece.span(size);
        match piece {
            Piece::Number(n) => drop(digits::number(buf, x, y, size, n, block, style)),
            Piece::Word(word) => drop(paint::text(
                buf,
                x,
                last,
                at.right().saturating_sub(x),
                word,
                style,
            )),
            Piece::Colon => drop(digits::colon(buf, x, y, size, block, style)),
            Piece::Slash => drop(digits::slash(buf, x, y, size, block, style)),
            Piece::Percent => drop(digits::percent(buf, x, y, size, block, style)),
            Piece::Small(word) => drop(paint::text(buf, x - size.gap(), last, 3, word, style)),
            Piece::Gap(_) => {}
        }
        x = after;
    }
}

/// The same in one line, where nothing larger fits.
pub fn plain(pieces: &[Piece]) -> String {
    let words: String = pieces.iter().map(Piece::plain).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
