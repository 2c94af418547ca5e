//! The style that the terminal writes with, and the shortest sequence that changes it.
//!
//! Not crossterm's `SetColors`: it names each of the first sixteen colours as one of 256 (`38;5;9`), which a terminal of eight
//! or sixteen does not know, and three times as long. A style is brought down to what the terminal has ([`colour`]) before it
//! is compared, so that nothing is said that would not show.
//!
//! [`colour`]: crate::tui::term::colour

use ratatui::style::Modifier;

use crate::tui::term::caps::{Depth, Family};
use crate::tui::term::colour::{Tint, background, foreground};
use crate::tui::term::seen::{SHOWS_ON_BLANK, Seen};

/// What goes off together with another.
const TWINS: Modifier = Modifier::BOLD
    .union(Modifier::DIM)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK);

/// Each modifier's number; 20 more switches it off.
const NUMBERS: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// A style as the terminal has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pen {
    modifiers: Modifier,
    fg: Tint,
    bg: Tint,
}

impl Pen {
    pub(crate) const PLAIN: Self = Self {
        modifiers: Modifier::empty(),
        fg: Tint::Own,
        bg: Tint::Own,
    };

    /// What a cell is written with.
    pub(crate) fn of(cell: Seen, depth: Depth) -> Self {
        let bg = background(cell.bg, depth);
        if cell.is_blank() {
            return Self { bg, ..Self::PLAIN };
        }
        Self {
            modifiers: cell.modifier,
            fg: foreground(cell.fg, depth),
            bg,
        }
    }

    /// Does this pen write the cell as it should look? A blank between two words of one ink is written with that ink.
    pub(crate) fn is_fit_for(self, cell: Seen, depth: Depth) -> bool {
        let ideal = Self::of(cell, depth);
        self == ideal || cell.is_blank() && self.bg == ideal.bg && !self.modifiers.intersects(SHOWS_ON_BLANK)
    }

    /// Adds the sequence that leads from one pen to another. What only adds to a style, or only switches off what can be
    /// switched off alone, says that (a selection that moves on); whatever else starts anew, as it does where it is not known
    /// what the terminal writes with. A VT100 starts anew always.
    pub(crate) fn change(bytes: &mut Vec<u8>, from: Option<Self>, to: Self, family: Family) {
        let near = |from: &Self| {
            let gone = from.modifiers - to.modifiers;
            let inked_alike = from.fg == to.fg && from.bg == to.bg;
            to != Self::PLAIN && (gone.is_empty() || inked_alike && !gone.intersects(TWINS))
        };
        let kept = from.filter(|from| family != Family::Vt100 && near(from));
        let from = kept.unwrap_or(Self::PLAIN);
        bytes.extend_from_slice(b"\x1b[");
        let start = bytes.len();
        if kept.is_none() && to != Self::PLAIN {
            number(bytes, start, 0);
        }
        for (modifier, n) in NUMBERS {
            if (from.modifiers - to.modifiers).contains(modifier) {
                number(bytes, start, n + 20);
            }
            if (to.modifiers - from.modifiers).contains(modifier) {
                number(bytes, start, n);
            }
        }
        for (had, wants, base) in [(from.fg, to.fg, 30), (from.bg, to.bg, 40)] {
            if had != wants {
                colour(bytes, start, wants, base);
            }
        }
        bytes.push(b'm');
    }
}

/// A colour; `base` is 30 for the ink, 40 for the ground.
fn colour(bytes: &mut Vec<u8>, start: usize, tint: Tint, base: u8) {
    let numbers: &[u8] = match tint {
        Tint::Own => &[base + 9],
        Tint::Palette(n @ 0..=7) => &[base + n],
        Tint::Palette(n @ 8..=15) => &[base + 60 + n - 8],
        Tint::Palette(n) => &[base + 8, 5, n],
        Tint::Rgb(r, g, b) => &[base + 8, 2, r, g, b],
    };
    for n in numbers {
        number(bytes, start, *n);
    }
}

/// A number of a sequence whose numbers begin at `start`.
fn number(bytes: &mut Vec<u8>, start: usize, n: u8) {
    if bytes.len() > start {
        bytes.push(b';');
    }
    for (least, of) in [(100, 100), (10, 10), (0, 1)] {
        if n >= least {
            bytes.push(b'0' + n / of % 10);
        }
    }
}
