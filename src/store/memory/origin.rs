//! The backup that the store was made from, in memory.
//!
//! It must never know what is done about it.

use super::facts::MemoryJournal;
use crate::core::names::Actor;
use crate::core::time::Stamp;
use crate::store::error::StoreError;
use crate::store::origin::{Origin, Restored};

impl Origin for MemoryJournal {
    fn restored(&mut self) -> Result<Option<Restored>, StoreError> {
        Ok(self.held().restored.clone())
    }

    fn has_looked(&mut self, actor: &Actor, at: Stamp) -> Result<(), StoreError> {
        self.is_in_use()?;
        if let Some(restored) = self.held().restored.as_mut().filter(|r| r.looked.is_none()) {
            restored.looked = Some((actor.clone(), at));
        }
        Ok(())
    }
}
