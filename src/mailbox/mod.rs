//! Where letters come from: one trait, and a file for each kind of source.
//!
//! A source gives letters one after the other, says when each was received as far as it knows, and is told when one is on
//! record. It deletes nothing and moves nothing to another folder. It must never know what a letter is, nor where it is
//! kept.

mod files;
mod imap;
mod listing;
mod maildir;
mod mbox;
mod source;
mod tree;
mod watch;

pub use self::source::{
    ADDRESS_FAULTS, Access, Bytes, Item, Mailbox, MailboxError, REFUSALS, Reach, SERVER_FAULTS,
};

/// Opens what somebody named: a file, a folder, a mail server.
///
/// # Errors
/// There is nothing of that name, or it cannot be read. Whether a mail server answers is seen when it is asked.
pub fn open(spec: &str, access: &Access) -> Result<Box<dyn Mailbox>, MailboxError> {
    if let Some(server) = imap::Server::of(spec, access) {
        return Ok(Box::new(server?));
    }
    Ok(Box::new(files::Files::open(spec, access)?))
}
