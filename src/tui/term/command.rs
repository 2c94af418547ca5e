//! What is said to the terminal beside text: crossterm's commands, as bytes that go out with a frame.
//!
//! Commands are collected and not executed: crossterm's `execute!` writes and flushes on the spot, and a terminal that does
//! not read would hold us. Nothing here asks for memory by itself, so that a way out can be written when there is none.

use std::{fmt, io};

use crossterm::cursor::{Hide, Show};
use crossterm::{Command, QueueableCommand as _};

use crate::tui::term::caps::Family;

/// Adds a command to bytes that are on their way.
pub(crate) fn add(bytes: &mut impl io::Write, command: impl Command) {
    // Nothing to be told: there is room.
    let _ = bytes.queue(command);
}

/// A command alone.
pub(crate) fn bytes(command: impl Command) -> Vec<u8> {
    let mut bytes = Vec::new();
    add(&mut bytes, command);
    bytes
}

/// Shows or hides the cursor; a VT100's is always there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cursor {
    pub family: Family,
    pub shown: bool,
}

impl Command for Cursor {
    fn write_ansi(&self, f: &mut impl fmt::Write) -> fmt::Result {
        match (self.family, self.shown) {
            (Family::Vt100, _) => Ok(()),
            (_, true) => Show.write_ansi(f),
            (_, false) => Hide.write_ansi(f),
        }
    }
}

/// Reports of buttons, drags and the wheel. Not crossterm's `EnableMouseCapture`: that asks for every move of the mouse as
/// well (mode 1003), which over a slow line is a report for each cell that the pointer crosses, and none of them does
/// anything.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MouseReports(pub bool);

impl Command for MouseReports {
    fn write_ansi(&self, f: &mut impl fmt::Write) -> fmt::Result {
        f.write_str(if self.0 {
            "\x1b[?1000h\x1b[?1002h\x1b[?1006h"
        } else {
            "\x1b[?1006l\x1b[?1002l\x1b[?1000l"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_without_a_button_are_not_asked_for() {
        for on in [true, false] {
            let asked = String::from_utf8(bytes(MouseReports(on))).unwrap();
            assert!(asked.contains("?1002") && !asked.contains("?1003"), "{asked:?}");
        }
    }

    #[test]
    fn a_vt100_keeps_its_cursor() {
        let cursor = |family, shown| bytes(Cursor { family, shown });
        assert_eq!(cursor(Family::Vt100, false), b"");
        assert_eq!(cursor(Family::Xterm, false), b"\x1b[?25l");
        assert_eq!(cursor(Family::Xterm, true), b"\x1b[?25h");
    }
}
