//! What goes out to units, put together: the messages with their names and what is to be put on record of each, and the
//! files of drafts and official letters. One way for the command line, the dashboard and whoever sends.
//!
//! ```text
//!   core::remind::Plan ──> letters (output's words, mailout's bytes) ──> drafts: files, and the order that records them
//!                      └─> an official letter (output's paper, docxout's bytes)
//! ```
//!
//! It must never know where files are written, who carries a letter, nor whether a command is allowed.

mod house;
mod papers;
mod pieces;
mod thread;

pub use self::house::Sender;
pub use self::papers::{call, urge};
pub use self::pieces::{Bundle, Outgoing, Piece, calls, digest, letters};
pub use self::thread::{Thread, Threads};
pub use crate::mailout::{By, Enclosed, Unwritable};
