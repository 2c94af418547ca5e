//! What sweeps of mailboxes remember outside the chain, so that nothing is read twice in vain, and leave for whoever wants
//! to know how a mailbox is doing. No fact depends on it; emptied, everything is read once more.
//!
//! It must never know which engine keeps it.

use std::collections::HashMap;

use super::error::StoreError;
use crate::core::mailboxes::MailboxHealth;

/// What is kept beside the facts for those who sweep mailboxes.
pub trait Sweeps {
    /// What of a mailbox was read already: each item with its mark.
    ///
    /// # Errors
    /// The store cannot be read.
    fn swept(&mut self, mailbox: &str) -> Result<HashMap<String, String>, StoreError>;
    /// Keeps items with their marks as read, and forgets those that are `gone`.
    ///
    /// # Errors
    /// The store cannot be written just now; nothing is lost by it but time.
    fn keep_swept(
        &mut self,
        mailbox: &str,
        read: &[(String, String)],
        gone: &[String],
    ) -> Result<(), StoreError>;
    /// The mailboxes that were ever asked, by name.
    ///
    /// # Errors
    /// The store cannot be read.
    fn mailboxes(&mut self) -> Result<Vec<MailboxHealth>, StoreError>;
    /// Keeps how a mailbox is doing, in the place of what was known of it.
    ///
    /// # Errors
    /// The store cannot be written just now.
    fn keep_mailbox(&mut self, health: &MailboxHealth) -> Result<(), StoreError>;
    /// Forgets a mailbox with all that was read in it. True if it was known.
    ///
    /// # Errors
    /// The store cannot be written just now.
    fn drop_mailbox(&mut self, name: &str) -> Result<bool, StoreError>;
}
