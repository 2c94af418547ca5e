//! How far something is that takes long: one line of standard error that is written over again, if that is a terminal.
//!
//! It must never know what takes long.

use std::io::{self, IsTerminal, Write};

use crate::text::pad;

/// The line. It goes away with the value.
#[derive(Debug, Default)]
pub struct Progress {
    width: usize,
}

impl Progress {
    /// Says this in the place of what was said before; asks for the words only where somebody sees them.
    pub fn say(&mut self, words: impl FnOnce() -> String) {
        if !io::stderr().is_terminal() {
            return;
        }
        let said = words();
        let shown = pad(&said, self.width);
        self.width = crate::text::cells(&said);
        // Nobody can be told that this could not be told.
        let _ = write!(io::stderr().lock(), "\r{shown}");
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.width > 0 {
            let _ = write!(io::stderr().lock(), "\r{}\r", " ".repeat(self.width));
        }
    }
}
