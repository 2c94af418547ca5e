//! From which backup a store was made, if from one: what left the house after that moment it does not know. No fact depends
//! on it.
//!
//! It must never know what is done about it.

use super::error::StoreError;
use crate::core::names::Actor;
use crate::core::time::Stamp;

/// That a store was made from a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The moment of the backup.
    pub made: Stamp,
    /// Who has looked into what happened after it, and when they said so.
    pub looked: Option<(Actor, Stamp)>,
}

/// Where a store comes from.
pub trait Origin {
    /// The backup that the store was made from; `None` of a store that was never restored, or by a program that did not say.
    ///
    /// # Errors
    /// The store cannot be read.
    fn restored(&mut self) -> Result<Option<Restored>, StoreError>;

    /// Somebody has looked into what happened after the backup. Nothing where nobody need have looked.
    ///
    /// # Errors
    /// The store cannot be written just now.
    fn has_looked(&mut self, actor: &Actor, at: Stamp) -> Result<(), StoreError>;

    /// The moment of the backup, as long as nobody has looked.
    ///
    /// # Errors
    /// The store cannot be read.
    fn not_looked(&mut self) -> Result<Option<Stamp>, StoreError> {
        let open = self.restored()?.filter(|restored| restored.looked.is_none());
        Ok(open.map(|restored| restored.made))
    }
}
