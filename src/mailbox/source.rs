//! What a source of letters must be able to do.

use std::io;
use std::os::fd::BorrowedFd;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use thiserror::Error;

use crate::core::letter::ReceivedBy;
use crate::core::time::Stamp;
use crate::secret::NoSecret;

/// What a source may need besides its name. Nothing of it is ever written into a store.
#[derive(Debug, Clone, Default)]
pub struct Access {
    /// Whose certificates a mail server may show; without it those that the system trusts.
    pub ca_file: Option<PathBuf>,
    /// The file with the password for a mail server, which only its owner may read.
    pub password_file: Option<PathBuf>,
    /// The folder of credentials that systemd made for this service.
    pub credentials: Option<PathBuf>,
    /// Set from outside to end what is waited for; the source then fails with [`io::ErrorKind::Interrupted`].
    pub stop: Arc<AtomicBool>,
}

/// How the line to a mail server is guarded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guarded {
    /// Encrypted from the first byte.
    Tls,
    /// Encrypted after STARTTLS.
    StartTls,
    /// In the clear, within this machine.
    Here,
}

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
    /// It is nothing that is read; why, as one of [`REFUSALS`].
    Refused(&'static str),
}

/// How far a listing is, in a source that knows how much there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// By what lies in it.
    Items {
        /// What was named so far.
        done: u64,
        /// All there is.
        of: u64,
    },
    /// By its bytes.
    Bytes {
        /// What was gone through so far.
        done: u64,
        /// All there are.
        of: u64,
    },
}

impl Reach {
    /// How much of it, of how much.
    pub fn parts(self) -> (u64, u64) {
        match self {
            Self::Items { done, of } | Self::Bytes { done, of } => (done, of),
        }
    }
}

/// Why something in a source is not read: it is a link; a pipe, a device or the like; this account may not read it; the
/// disk gives it no more; it lies in more folders than are gone into.
pub const REFUSALS: [&str; 5] = ["link", "special", "denied", "damaged", "deep"];

/// Why a source cannot be read.
#[derive(Debug, Error)]
pub enum MailboxError {
    /// There is nothing of that name.
    #[error("{0}: not there")]
    Absent(String),
    /// The name of a mail server is not written as one is, or says what it must not; why, as one of [`ADDRESS_FAULTS`].
    /// The name itself is left out, for it may hold a password.
    #[error("address of a mail server: {0}")]
    Address(&'static str),
    /// The password for a mail server is not to be had.
    #[error("{mailbox}: password: {why}")]
    Secret {
        /// Which source.
        mailbox: String,
        /// The file that should hold it, if one was named.
        file: Option<PathBuf>,
        /// Why.
        why: NoSecret,
    },
    /// The system refuses.
    #[error("{mailbox}: {why}")]
    Io {
        /// Which source.
        mailbox: String,
        /// Why.
        why: io::Error,
    },
    /// A mail server cannot be reached, is not to be believed, or refuses.
    #[error("{mailbox}: {what}: {detail}")]
    Server {
        /// Which source, without secrets.
        mailbox: String,
        /// One of [`SERVER_FAULTS`].
        what: &'static str,
        /// More about it, in the server's or the system's words.
        detail: String,
    },
}

/// What can be wrong with the name of a mail server: no account before the `@`, no host, a port that is none, a password
/// in it.
pub const ADDRESS_FAULTS: [&str; 4] = ["user", "host", "port", "password"];

/// What can be wrong with a mail server: it does not answer; its certificate does not fit; the certificates that it is
/// judged by cannot be read; it does not encrypt the line; somebody spoke on the line before it was encrypted; it lets nobody
/// in by a password; it refuses name or password; there is no such folder; it answers what no mail server does; it does not
/// let a letter be marked.
pub const SERVER_FAULTS: [&str; 10] = [
    "unreachable",
    "certificate",
    "authorities",
    "unencrypted",
    "injected",
    "no_login",
    "password",
    "folder",
    "protocol",
    "mark",
];

/// A mailbox, a folder, a file, a server: whatever letters come from.
pub trait Mailbox {
    /// What people call it, without secrets. The same source has the same name every time.
    fn name(&self) -> &str;

    /// The next item; `None` when there is no more at the moment. After that a new listing begins, which may name again
    /// what was named before. One that cannot be listed is no reason to stop.
    ///
    /// # Errors
    /// The source cannot be read any further now. Asked again, it begins anew.
    fn next(&mut self) -> Result<Option<Item>, MailboxError>;

    /// How far the present listing is; none between two, or where it is not known how much there is.
    fn reach(&self) -> Option<Reach> {
        None
    }

    /// The bytes of an item: all of them if there are at most `most`, else its head of at most `head` bytes.
    ///
    /// # Errors
    /// The source cannot be read any further now.
    fn read(&mut self, item: &Item, most: u64, head: usize) -> Result<Bytes, MailboxError>;

    /// The item is on record: it is marked as read where the source has such a mark.
    ///
    /// # Errors
    /// It cannot be marked. It is on record all the same.
    fn done(&mut self, item: &Item) -> Result<(), MailboxError>;

    /// Waits until there may be more, at most so long, and says whether there may be. With no time at all it is asked for what
    /// is known by now, and from then on listens.
    ///
    /// # Errors
    /// The source cannot be read any further now.
    fn wait(&mut self, at_most: Duration) -> Result<bool, MailboxError>;

    /// What can be read from as soon as there may be more, for whoever waits for several at once; none where it is not
    /// listened, or nothing tells.
    fn signal(&self) -> Option<BorrowedFd<'_>> {
        None
    }
}
