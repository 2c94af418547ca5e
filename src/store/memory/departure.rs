//! The mark of a store that was moved, in memory.
//!
//! It must never know where the other store is.

use super::facts::MemoryJournal;
use super::site::NAME;
use crate::store::departure::{Departure, Moved};
use crate::store::error::{SiteName, StoreError};

impl MemoryJournal {
    /// May be written here at all?
    pub(super) fn is_in_use(&self) -> Result<(), StoreError> {
        match self.held().moved.clone() {
            None => Ok(()),
            Some(Moved { to, done }) => Err(StoreError::Moved {
                site: SiteName::new(NAME),
                to,
                done,
            }),
        }
    }
}

impl Departure for MemoryJournal {
    fn moved(&mut self) -> Result<Option<Moved>, StoreError> {
        Ok(self.held().moved.clone())
    }

    fn leave(&mut self, to: &str, last: &mut dyn FnMut() -> bool) -> Result<bool, StoreError> {
        let _pass = self.turn_to_write()?;
        let leaves = last();
        if leaves {
            self.held().moved = Some(Moved {
                to: to.to_owned(),
                done: false,
            });
            self.changed();
        }
        Ok(leaves)
    }

    fn has_left(&mut self) -> Result<(), StoreError> {
        if let Some(moved) = &mut self.held().moved {
            moved.done = true;
        }
        self.changed();
        Ok(())
    }

    fn stay(&mut self) -> Result<(), StoreError> {
        let mut held = self.held();
        held.moved = held.moved.take().filter(|moved| moved.done);
        drop(held);
        self.changed();
        Ok(())
    }
}
