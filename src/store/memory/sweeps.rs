//! What sweeps remember, in memory.
//!
//! It must never know what was read.

use std::collections::HashMap;

use super::facts::MemoryJournal;
use crate::core::mailboxes::MailboxHealth;
use crate::store::error::StoreError;
use crate::store::sweeps::Sweeps;

impl Sweeps for MemoryJournal {
    fn swept(&mut self, mailbox: &str) -> Result<HashMap<String, String>, StoreError> {
        Ok(self.held().swept.get(mailbox).cloned().unwrap_or_default())
    }

    fn keep_swept(
        &mut self,
        mailbox: &str,
        read: &[(String, String)],
        gone: &[String],
    ) -> Result<(), StoreError> {
        let mut held = self.held();
        let known = held.swept.entry(mailbox.to_owned()).or_default();
        for item in gone {
            known.remove(item);
        }
        known.extend(read.iter().cloned());
        Ok(())
    }

    fn mailboxes(&mut self) -> Result<Vec<MailboxHealth>, StoreError> {
        Ok(self.held().mailboxes.values().cloned().collect())
    }

    fn keep_mailbox(&mut self, health: &MailboxHealth) -> Result<(), StoreError> {
        self.held().mailboxes.insert(health.name.clone(), health.clone());
        self.changed();
        Ok(())
    }

    fn drop_mailbox(&mut self, name: &str) -> Result<bool, StoreError> {
        let mut held = self.held();
        held.swept.remove(name);
        let known = held.mailboxes.remove(name).is_some();
        drop(held);
        self.changed();
        Ok(known)
    }
}
