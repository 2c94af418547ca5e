//! How mailboxes are doing, and what of them was read: kept beside the house stream, outside the chain.
//!
//! It must never know how a mailbox is read.

use std::collections::HashMap;

use super::again::same_store;
use super::book::Ledger;
use super::house::HouseLedger;
use super::opening::LedgerError;
use crate::core::mailboxes::MailboxHealth;

impl Ledger {
    /// How each mailbox is doing, for whoever may see what is nobody's.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn mailboxes(&mut self) -> Result<Vec<MailboxHealth>, LedgerError> {
        if self.journal.is_none() {
            // Somebody else may have made the store since.
            self.journal = same_store(&self.site, &self.campaign, self.tail)?;
        }
        match self.journal.as_mut().filter(|_| self.rights.see_all()) {
            Some(journal) => Ok(journal.mailboxes()?),
            None => Ok(Vec::new()),
        }
    }
}

impl HouseLedger {
    /// What of a mailbox was read already: each item with its mark. Nothing rests on it but time.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn swept(&mut self, mailbox: &str) -> Result<HashMap<String, String>, LedgerError> {
        match self.journal.as_mut() {
            Some(journal) => Ok(journal.swept(mailbox)?),
            None => Ok(HashMap::new()),
        }
    }

    /// Keeps items with their marks as read, and forgets those that are gone. Before there is a store there is nothing that
    /// could be read twice.
    ///
    /// # Errors
    /// The store cannot be written just now.
    pub fn keep_swept(
        &mut self,
        mailbox: &str,
        read: &[(String, String)],
        gone: &[String],
    ) -> Result<(), LedgerError> {
        match self.journal.as_mut() {
            Some(journal) => Ok(journal.keep_swept(mailbox, read, gone)?),
            None => Ok(()),
        }
    }

    /// Keeps how a mailbox is doing, where there is a store.
    ///
    /// # Errors
    /// The store cannot be written just now.
    pub fn keep_mailbox(&mut self, health: &MailboxHealth) -> Result<(), LedgerError> {
        match self.journal.as_mut() {
            Some(journal) => Ok(journal.keep_mailbox(health)?),
            None => Ok(()),
        }
    }

    /// Forgets a mailbox with all that was read in it. True if it was known.
    ///
    /// # Errors
    /// The store cannot be written just now.
    pub fn drop_mailbox(&mut self, name: &str) -> Result<bool, LedgerError> {
        match self.journal.as_mut() {
            Some(journal) => Ok(journal.drop_mailbox(name)?),
            None => Ok(false),
        }
    }
}
