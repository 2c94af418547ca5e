//! What the world does to a session from outside: signals, a terminal that goes away, a panic.
//!
//! This room must never know how any of it is noticed (`guard` does) nor what the program does
//! about it.

use crate::tui::term::background::Background;
use crate::tui::term::key::Input;
use crate::tui::term::pictures::Said;

/// Why a session must end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum End {
    /// A signal asked for it: TERM, INT, HUP or QUIT, by number.
    Signal(i32),
    /// The terminal is gone: window closed, connection lost.
    Gone,
    /// A thread panicked; the terminal has been given back and the message written already.
    Panic,
}

impl End {
    /// The exit code to leave with: 128 and the signal's number, as shells report it; a lost
    /// terminal counts as a hang-up.
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Signal(number) => 128_u8.wrapping_add(number as u8),
            Self::Gone => 129,
            Self::Panic => 1,
        }
    }
}

/// Something that happened to the session from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Signal {
    /// Leave now. Main has one second to do so; then the guard does it for main.
    End(End),
    /// Stop, as job control asks: call `Session::suspend`, then draw.
    Stop,
    /// Running again after a stop: call `Session::resume`, then draw.
    Resumed,
    /// The window has another size: call `Screen::resized`, then draw.
    Resized,
    /// The terminal has read as far as it was asked: call `Screen::answered`, then draw.
    Answered,
    /// The terminal said what its background is, and it is not what was guessed.
    Background(Background),
    /// The terminal said who it is; it has every sign, or is not known to.
    Named {
        /// It has every sign.
        rich: bool,
    },
    /// The terminal said something of how it shows pictures.
    Pictures(Said),
}

/// Everything a session can hear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// Keys, a paste or the mouse.
    Input(Input),
    /// A signal, a size, an end.
    Signal(Signal),
}
