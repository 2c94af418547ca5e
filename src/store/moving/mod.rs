//! A whole store moved to another place, of whatever engine each is: the files first, then the facts, then, while nobody
//! writes, what has come meanwhile; and the old store is marked.
//!
//! ```text
//!   facts read ──> which files are spoken of ──> files sent that are not there, each against its hash
//!   facts ──> a new store that nobody sees ──> what has come since ─┬─ (nobody writes) ── the rest ── mark: on its way
//!                                                                   └──> settled ──> compared ──> mark: left
//! ```
//!
//! It can be broken off anywhere and begun again with the same words. Files stay where they were sent; facts are sent anew as
//! long as the new store was not settled, which is all or nothing. Once the old store is marked nobody writes to it, so that
//! nothing is ever recorded in the one that is not in the other.
//!
//! It must never know what a fact means: whoever calls it says which files the facts speak of.

mod carry;
mod files;
mod same;

pub use self::carry::{Carried, Guide, Move, MoveError, Progress, SpokenOf};
