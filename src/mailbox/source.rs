//! What a source of letters must be able to do.

use std::io;
use std::time::Duration;

use thiserror::Error;

use crate::core::letter::ReceivedBy;
use crate::core::time::Stamp;

/// Something in a source that may be a letter. Nothing of it has been read yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What the source calls it: a path, a place in a file, a UID with its validity. A name and never an identity.
    pub id: String,
    /// Is another as soon as the bytes may be others. With `id` it saves reading again what was read; nothing rests on it.
    pub mark: String,
    /// How many bytes, as far as that is known before they are read.
    pub size: Option<u64>,
    /// When it was received, as far as the source itself knows.
    pub received: Option<(Stamp, ReceivedBy)>,
}

/// The bytes of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bytes {
    /// All of them.
    Whole(Vec<u8>),
    /// It has more than was asked for: its head, and how many there are.
    TooLarge {
        /// As much of its beginning as a head may have.
        head: Vec<u8>,
        /// All its bytes.
        size: u64,
    },
    /// It went away meanwhile, or was moved by another program. That is no error.
    Gone,
    /// It is no ordinary file, or a link: nothing that is read.
    Refused(&'static str),
}

/// Why a source cannot be read.
#[derive(Debug, Error)]
pub enum MailboxError {
    /// There is nothing of that name.
    #[error("{0}: not there")]
    Absent(String),
    /// The system refuses.
    #[error("{mailbox}: {why}")]
    Io {
        /// Which source.
        mailbox: String,
        /// Why.
        why: io::Error,
    },
    /// A mail server cannot be reached, is not to be believed, or refuses; the detail is its stable word.
    #[error("{mailbox}: {what}: {detail}")]
    Server {
        /// Which source, without secrets.
        mailbox: String,
        /// `unreachable`, `certificate`, `password`, `protocol`.
        what: &'static str,
        /// More about it.
        detail: String,
    },
}

/// A mailbox, a folder, a file, a server: whatever letters come from.
pub trait Mailbox {
    /// What people call it, without secrets.
    fn name(&self) -> &str;

    /// The next item; `None` when there is no more at the moment. One that cannot be listed is no reason to stop.
    ///
    /// # Errors
    /// The source cannot be read any further.
    fn next(&mut self) -> Result<Option<Item>, MailboxError>;

    /// The bytes of an item: all of them if there are at most `most`, else its head of at most `head` bytes.
    ///
    /// # Errors
    /// The source cannot be read any further.
    fn read(&mut self, item: &Item, most: u64, head: usize) -> Result<Bytes, MailboxError>;

    /// The item is on record: it is marked as read where the source has such a mark.
    ///
    /// # Errors
    /// It cannot be marked. It is on record all the same.
    fn done(&mut self, item: &Item) -> Result<(), MailboxError>;

    /// Waits until there may be more, at most so long.
    ///
    /// # Errors
    /// The source cannot be read any further.
    fn wait(&mut self, at_most: Duration) -> Result<(), MailboxError>;
}
