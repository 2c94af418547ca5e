//! Who is due a reminder, on which occasion, and which address is written to: pure, from the campaign and a day.
//!
//! ```text
//!   ladder: which step of a unit is due ──┐
//!   address: to whom is written ──────────┼──> plan: a message for each address, and whom none can reach ──> digest
//!   written: what went out before ────────┘
//! ```
//!
//! It must never know a letter, a file, a server, nor in which words anybody is written to.

mod address;
mod digest;
mod ladder;
mod plan;
mod written;

pub use self::digest::Digest;
pub use self::ladder::Due;
pub use crate::core::address::usable;

pub use self::plan::{Plan, Posting, Silent, Why};
