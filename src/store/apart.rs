//! A site whose files lie elsewhere: the facts with one engine, the files at a place of their own.
//!
//! It must never know which engine keeps the facts.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::blobs::{Blobs, Kept};
use super::engine::{Building, Engine, Nudge, Owner, Slot, Store};
use super::error::{SiteName, StoreError};
use super::folder::FolderBlobs;
use super::health::Sign;
use super::s3::Bucket;
use super::search::Search;
use super::site::Site;
use crate::core::time::Stamp;
use crate::outfile::Guard;

/// Where the files are.
pub(super) enum FilesPlace {
    /// In a folder of this machine.
    Folder(PathBuf),
    /// In a bucket.
    Bucket(Bucket),
}

impl FilesPlace {
    fn blobs(&self) -> Box<dyn Blobs> {
        match self {
            Self::Folder(folder) => Box::new(FolderBlobs::at(folder)),
            Self::Bucket(bucket) => Box::new(bucket.blobs()),
        }
    }
}

/// The site.
pub(super) struct Apart {
    facts: Site,
    files: FilesPlace,
}

impl Apart {
    pub fn new(facts: Site, files: FilesPlace) -> Self {
        Self { facts, files }
    }
}

impl Engine for Apart {
    fn describe(&self) -> SiteName {
        self.facts.describe()
    }

    fn open(&self) -> Result<Box<dyn Store>, StoreError> {
        self.facts.open()
    }

    fn create(&self) -> Result<Box<dyn Store>, StoreError> {
        self.facts.create()
    }

    fn blobs(&self) -> Box<dyn Blobs> {
        self.files.blobs()
    }

    fn search(&self) -> Result<Box<dyn Search>, StoreError> {
        self.facts.search()
    }

    fn discard_search(&self) {
        self.facts.discard_search();
    }

    fn patience(&self) -> Duration {
        self.facts.patience()
    }

    fn nudges_early(&self) -> bool {
        self.facts.nudges_early()
    }

    fn may_fall_back(&self) -> bool {
        self.facts.may_fall_back()
    }

    fn relay(&self, ended: &dyn Fn() -> bool, away: &dyn Fn(&StoreError)) -> Option<Result<(), StoreError>> {
        self.facts.relay(ended, away)
    }

    fn grants(&self, writer: &str, reader: &str) -> Option<String> {
        self.facts.grants(writer, reader)
    }

    fn is_there(&self) -> bool {
        self.facts.is_there()
    }

    fn owner(&self) -> Owner {
        self.facts.owner()
    }

    fn access_file(&self) -> Option<PathBuf> {
        self.facts.access_file()
    }

    fn guard(&self, guard: Guard) -> Guard {
        let guard = self.facts.guard(guard);
        match &self.files {
            FilesPlace::Folder(folder) => guard.folder(folder),
            FilesPlace::Bucket(_) => guard,
        }
    }

    fn watch(&self, nudge: Nudge) -> io::Result<()> {
        self.facts.watch(nudge)
    }

    fn health(&self) -> Vec<Sign> {
        let mut all = self.facts.health();
        match &self.files {
            FilesPlace::Folder(folder) => all.push(Sign::Files {
                name: format!("file:{}", folder.display()),
                server: folder.display().to_string(),
            }),
            FilesPlace::Bucket(bucket) => all.extend(bucket.health()),
        }
        all
    }

    fn slot(&self, sender: &str, most: u64) -> Result<Option<Slot>, StoreError> {
        // Files pass through this machine, whichever engine keeps the facts.
        let slot = match &self.files {
            FilesPlace::Folder(folder) => FolderBlobs::at(folder).slot(sender, most)?,
            FilesPlace::Bucket(bucket) => bucket.slot(sender, most)?,
        };
        Ok(slot.map(|slot| Box::new(slot) as Slot))
    }

    fn is_free(&self) -> Result<(), StoreError> {
        // What lies at the place of the files is in nobody's way: it is there by its name already.
        self.facts.is_free()
    }

    fn build_around(&self, room: u64) -> Result<Box<dyn Building>, StoreError> {
        Ok(Box::new(NewApart {
            facts: self.facts.build_around(room)?,
            files: self.files.blobs(),
        }))
    }

    fn build(&self, room: u64) -> Result<Box<dyn Building>, StoreError> {
        Ok(Box::new(NewApart {
            facts: self.facts.build(room)?,
            files: self.files.blobs(),
        }))
    }
}

/// A new store whose files go to their place at once. Broken off, they stay there: whoever begins anew finds them, and
/// what nobody refers to is listed.
struct NewApart {
    facts: Box<dyn Building>,
    files: Box<dyn Blobs>,
}

impl Building for NewApart {
    fn scratch(&self) -> &Path {
        self.facts.scratch()
    }

    fn add(&mut self, facts: &[super::journal::RawFact]) -> Result<(), StoreError> {
        self.facts.add(facts)
    }

    fn put(&mut self, from: &mut dyn Read, limit: u64) -> Result<Kept, StoreError> {
        self.files.put(from, limit)
    }

    fn of_backup(&mut self, made: Stamp) -> Result<(), StoreError> {
        self.facts.of_backup(made)
    }

    fn settle(self: Box<Self>) -> Result<(), StoreError> {
        self.facts.settle()
    }
}
