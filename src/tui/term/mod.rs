//! The terminal: what it can do, what it says, how to write to it and how to leave it in peace.
//!
//! ```text
//!   caps      what is this terminal?                    pure, from the environment
//!   key       crossterm's keys and mouse, Input: what is heard from it
//!   command   crossterm's commands as bytes, and the two that it has not
//!   answers   what the terminal was asked and answers, told apart from keys    pure
//!   background    dark or light, and how the terminal is asked    pure
//!   signal    Signal, End, Heard: what happens to us
//!   parser    bytes -> Input                            pure
//!   sequence paste    what a whole sequence says, what is kept of a paste    pure
//!   torn      the rest of a sequence that a slow line tore    pure
//!   input     the thread that reads
//!   guard     the thread that ends a session that cannot go on
//!   panic     what to do when the program itself is wrong
//!   fault     what to do when the machine ends the program: the one handler of a signal
//!   tty       the one terminal of the process, and giving it back
//!   output    frames on their way to a terminal that may not be reading
//!   fence     how much may be on its way to a terminal that reads slowly    pure
//!   colour, glyph    looks brought down to what it can show
//!   seen      a cell as it is shown, small
//!   pen       the style that is written with
//!   pictures  photos in points, where the terminal can show them    pure
//!   shown     what the terminal shows, and the bytes to what is wanted    pure
//!   screen    what is drawn on, and when it is sent
//!   session   all of it together: enter, draw, leave
//! ```
//!
//! A program that uses it:
//!
//! ```no_run
//! use std::sync::mpsc;
//!
//! use ketnoi::tui::term::{Env, Heard, Session, Signal, Wishes, decide};
//! use ratatui::widgets::Widget as _;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let caps = decide(&Env::read(), Wishes::default())?;
//! let (send, heard) = mpsc::channel();
//! let mut session = Session::enter(caps, None, false)?;
//! session.listen(move |what| drop(send.send(what)))?; // or after the first frame
//! loop {
//!     let drawn = session.screen().draw(|frame| "chào".render(frame.area(), frame.buffer_mut()));
//!     let wait = session.screen().retry_after(); // and when the clock changes next
//!     let _ = (drawn, wait);
//!     match heard.recv()? {
//!         Heard::Signal(Signal::End(end)) => std::process::exit(end.exit_code().into()),
//!         Heard::Signal(signal) => session.obey(signal)?,
//!         Heard::Input(_) => break,
//!     }
//! }
//! # Ok(()) }
//! ```
//!
//! Nothing in here knows what the program is about. The words for keys and mouse and the commands to the terminal are
//! crossterm's. Its reader is not used: it spins on a dead terminal, answers of the terminal can arrive as keys, and it hides
//! where one read ends, without which a Vietnamese input method cannot be told from commands. `docs/architecture.md` has the
//! table of what is ours and why.

mod answers;
pub mod background;
pub mod caps;
mod colour;
mod command;
pub mod fault;
pub mod fence;
mod glyph;
mod guard;
mod input;
pub mod key;
mod links;
mod named;
pub mod output;
pub mod panic;
pub mod parser;
mod paste;
mod pen;
pub mod pictures;
pub mod screen;
mod seen;
mod sequence;
pub mod session;
mod shown;
pub mod signal;
mod torn;
mod tty;

pub use self::background::Background;
pub use self::caps::{Caps, Depth, Env, Family, Glyphs, Unusable, Wishes, decide};
pub(crate) use self::colour::shown_as;
pub use self::fence::Line;
pub use self::key::{Edit, Input, KeyCode, KeyEvent, KeyExt, KeyModifiers, edits, is_input_method};
pub use self::panic::{OnPanic, Panicked, outcome};
pub use self::screen::{Drawn, Screen};
pub use self::session::{Session, has_job_control};
pub use self::signal::{End, Heard, Signal};
