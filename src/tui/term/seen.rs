//! A cell as it is shown, in 24 bytes where ratatui's takes 40: a screen of 200 by 60 has twelve thousand of them, and every
//! session has its own.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// What shows on a blank.
pub(crate) const SHOWS_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

/// Marks a symbol of more than one character, of which a hash is kept.
const CLUSTER: u64 = 1 << 63;

/// What stands in a cell.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seen {
    symbol: u64,
    pub fg: Color,
    pub bg: Color,
    pub modifier: Modifier,
}

impl Seen {
    pub(crate) const BLANK: Self = Self::new(' ' as u64);
    /// The second half of a wide character.
    pub(crate) const SECOND_HALF: Self = Self::new(CLUSTER - 1);
    /// Something, nobody knows what: it is like no cell that is wanted.
    pub(crate) const UNKNOWN: Self = Self::new(CLUSTER - 2);

    const fn new(symbol: u64) -> Self {
        Self {
            symbol,
            fg: Color::Reset,
            bg: Color::Reset,
            modifier: Modifier::empty(),
        }
    }

    pub(crate) fn of(cell: &Cell) -> Self {
        let mut chars = cell.symbol().chars();
        let symbol = if let (Some(c), None) = (chars.next(), chars.next()) {
            u64::from(u32::from(c))
        } else {
            let mut hash = DefaultHasher::new();
            cell.symbol().hash(&mut hash);
            CLUSTER | hash.finish()
        };
        Self {
            symbol,
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        }
    }

    /// Is it the second half of a wide character?
    pub(crate) const fn is_second_half(self) -> bool {
        self.symbol == Self::SECOND_HALF.symbol
    }

    /// The byte, if it is one that can be written as it is.
    pub(crate) fn ascii(self) -> Option<u8> {
        u8::try_from(self.symbol)
            .ok()
            .filter(|b| matches!(b, b' '..=b'~'))
    }

    /// A blank on which no ink shows.
    pub(crate) fn is_blank(self) -> bool {
        self.symbol == Self::BLANK.symbol && !self.modifier.intersects(SHOWS_ON_BLANK)
    }

    /// Do two cells look the same? The ink of a blank does not show.
    pub(crate) fn is_like(self, other: Self) -> bool {
        self.symbol == other.symbol
            && self.bg == other.bg
            && ((self.fg == other.fg && self.modifier == other.modifier)
                || (self.is_blank() && other.is_blank()))
    }
}
