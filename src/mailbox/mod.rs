//! Where letters come from: one trait, and a file for each kind of source.
//!
//! A source gives letters one after the other, says when each was received as far as it knows, and is told when one is on
//! record. It deletes nothing and moves nothing to another folder. It must never know what a letter is, nor where it is
//! kept.

mod source;

pub use self::source::{Bytes, Item, Mailbox, MailboxError};
