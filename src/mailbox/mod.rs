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
    ADDRESS_FAULTS, Access, Bytes, Guarded, Item, Mailbox, MailboxError, REFUSALS, Reach, SERVER_FAULTS,
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

/// What the mail server of this name is called, and how the line to it is guarded; none where it names no mail server. It is
/// tried as far as a password could be said, and none is.
///
/// # Errors
/// The name is wrong, the server cannot be reached, or the line cannot be guarded as it must be.
pub fn guarded(spec: &str, access: &Access) -> Option<Result<(String, Guarded), MailboxError>> {
    let server = imap::Server::of(spec, access)?;
    Some(server.and_then(|server| {
        let (name, guarded) = server.guarded()?;
        Ok((name.to_owned(), guarded))
    }))
}
