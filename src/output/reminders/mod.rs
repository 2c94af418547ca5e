//! Messages to units in words: who is due one, what it says, what became of it, and the official letter beside it.
//!
//! What stands in a message is cleaned here, as everywhere; how one becomes bytes is `mailout`'s.

mod list;
mod mail;
mod paper;
mod told;

pub use self::list::{Row, STATES, bounced, document, rows, table};
pub use self::mail::{Words, called, digest, words};
pub use self::paper::{call, urge};
pub use self::told::{fact, last, occasion, times};
