//! A store and its files in memory, as a whole: every handle of it sees the same.
//!
//! It must never know what is in them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tempfile::TempDir;

use super::blobs::MemoryBlobs;
use super::facts::MemoryJournal;
use crate::core::names::LetterId;
use crate::core::time::Stamp;
use crate::outfile::Guard;
use crate::store::blobs::{Blobs, Kept};
use crate::store::engine::{Building, Engine, Nudge, Owner, Slot, Store};
use crate::store::error::{SiteName, StoreError};
use crate::store::files;
use crate::store::health::Sign;
use crate::store::journal::RawFact;
use crate::store::origin::Restored;
use crate::store::search::{Passage, Search, Sought};
use crate::store::sqlite::SearchFile;

/// What people call it: nothing that could be opened.
pub(super) const NAME: &str = "memory";

/// The site of a store in memory.
#[derive(Debug, Default)]
pub struct MemorySite {
    journal: MemoryJournal,
    blobs: MemoryBlobs,
    senders: Senders,
    search: Mutex<Option<Arc<Mutex<SearchFile>>>>,
}

/// The index as every handle of the store sees it.
struct Shared(Arc<Mutex<SearchFile>>);

impl Shared {
    fn held(&self) -> MutexGuard<'_, SearchFile> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Search for Shared {
    fn known(&mut self) -> Result<BTreeSet<LetterId>, StoreError> {
        self.held().known()
    }

    fn keep(
        &mut self,
        letters: &[(LetterId, Vec<Passage>)],
        folded: &dyn Fn(&str) -> String,
    ) -> Result<(), StoreError> {
        self.held().keep(letters, folded)
    }

    fn forget(&mut self, letters: &[LetterId]) -> Result<(), StoreError> {
        self.held().forget(letters)
    }

    fn passages(&mut self, letter: &LetterId) -> Result<Option<Vec<Passage>>, StoreError> {
        self.held().passages(letter)
    }

    fn find(
        &mut self,
        sought: &Sought,
        wanted: &dyn Fn(&LetterId) -> bool,
        each: &mut dyn FnMut(LetterId, Vec<Passage>) -> bool,
    ) -> Result<(), StoreError> {
        self.held().find(sought, wanted, each)
    }
}

/// How many places each sender has taken.
type Senders = Arc<Mutex<BTreeMap<String, u64>>>;

impl Engine for MemorySite {
    fn describe(&self) -> SiteName {
        SiteName::new(NAME)
    }

    fn open(&self) -> Result<Box<dyn Store>, StoreError> {
        Ok(Box::new(self.journal.clone()))
    }

    fn create(&self) -> Result<Box<dyn Store>, StoreError> {
        self.open()
    }

    fn blobs(&self) -> Box<dyn Blobs> {
        Box::new(self.blobs.clone())
    }

    fn search(&self) -> Result<Box<dyn Search>, StoreError> {
        let mut held = self.search.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = match held.take() {
            Some(kept) => kept,
            None => Arc::new(Mutex::new(SearchFile::in_memory()?)),
        };
        *held = Some(kept.clone());
        Ok(Box::new(Shared(kept)))
    }

    fn discard_search(&self) {
        *self.search.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn is_there(&self) -> bool {
        true
    }

    fn owner(&self) -> Owner {
        Owner::Maker
    }

    fn access_file(&self) -> Option<PathBuf> {
        None
    }

    fn guard(&self, guard: Guard) -> Guard {
        guard
    }

    fn watch(&self, nudge: Nudge) -> io::Result<()> {
        self.journal.watch(nudge);
        Ok(())
    }

    fn health(&self) -> Vec<Sign> {
        Vec::new()
    }

    fn slot(&self, sender: &str, most: u64) -> Result<Option<Slot>, StoreError> {
        let mut senders = self.senders.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = senders.entry(sender.to_owned()).or_default();
        if *taken >= most {
            return Ok(None);
        }
        *taken += 1;
        Ok(Some(Box::new(Taken {
            senders: self.senders.clone(),
            sender: sender.to_owned(),
        })))
    }

    fn is_free(&self) -> Result<(), StoreError> {
        if self.journal.held().is_empty() && self.blobs.files().is_empty() {
            Ok(())
        } else {
            Err(StoreError::Occupied(self.describe()))
        }
    }

    fn build(&self, _room: u64) -> Result<Box<dyn Building>, StoreError> {
        self.is_free()?;
        self.begin(MemoryBlobs::default())
    }

    fn build_around(&self, _room: u64) -> Result<Box<dyn Building>, StoreError> {
        if !self.journal.held().is_empty() {
            return Err(StoreError::Occupied(self.describe()));
        }
        self.begin(self.blobs.clone())
    }
}

impl MemorySite {
    fn begin(&self, blobs: MemoryBlobs) -> Result<Box<dyn Building>, StoreError> {
        let scratch = tempfile::tempdir().map_err(|why| files::refused(Path::new(""), why))?;
        Ok(Box::new(NewStore {
            scratch,
            journal: MemoryJournal::default(),
            blobs,
            of: (self.journal.clone(), self.blobs.clone()),
        }))
    }
}

/// A place of a sender.
#[derive(Debug)]
struct Taken {
    senders: Senders,
    sender: String,
}

impl Drop for Taken {
    fn drop(&mut self) {
        let mut senders = self.senders.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(taken) = senders.get_mut(&self.sender) {
            *taken = taken.saturating_sub(1);
        }
    }
}

/// A store that is being made from a backup.
struct NewStore {
    scratch: TempDir,
    journal: MemoryJournal,
    blobs: MemoryBlobs,
    /// What it is to become.
    of: (MemoryJournal, MemoryBlobs),
}

impl Building for NewStore {
    fn scratch(&self) -> &Path {
        self.scratch.path()
    }

    fn add(&mut self, facts: &[RawFact]) -> Result<(), StoreError> {
        let mut held = self.journal.held();
        facts.iter().try_for_each(|fact| held.add(fact))
    }

    fn put(&mut self, from: &mut dyn Read, limit: u64) -> Result<Kept, StoreError> {
        self.blobs.put(from, limit)
    }

    fn of_backup(&mut self, made: Stamp) -> Result<(), StoreError> {
        self.journal.held().restored = Some(Restored { made, looked: None });
        Ok(())
    }

    fn settle(self: Box<Self>) -> Result<(), StoreError> {
        let (journal, blobs) = self.of;
        let around = self.blobs.is_of(&blobs);
        let made = if around {
            None
        } else {
            Some(std::mem::take(&mut *self.blobs.files()))
        };
        // Both at once: whoever sees the journal sees the files too.
        let (mut files, mut facts) = (blobs.files(), journal.held());
        if !facts.is_empty() || !around && !files.is_empty() {
            return Err(StoreError::Occupied(SiteName::new(NAME)));
        }
        if let Some(made) = made {
            *files = made;
        }
        *facts = std::mem::take(&mut *self.journal.held());
        drop((files, facts));
        journal.changed();
        Ok(())
    }
}
