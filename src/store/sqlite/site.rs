//! A store in a file of this machine, with its files in a folder beside it: all that is asked of the two together.
//!
//! It must never know what is in them.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::build::{Ground, NewStore, place_is_free};
use super::connect::settled;
use super::file::SqliteJournal;
use super::search::SearchFile;
use super::{health, watch};
use crate::outfile::{self, Guard};
use crate::store::blobs::Blobs;
use crate::store::engine::{Building, Engine, Nudge, Owner, Slot, Store};
use crate::store::error::{SiteName, StoreError};
use crate::store::files;
use crate::store::folder::FolderBlobs;
use crate::store::health::Sign;
use crate::store::search::Search;

/// The site of a store in a file.
#[derive(Debug)]
pub struct FileSite {
    path: PathBuf,
}

impl FileSite {
    /// The store at this path, whether it is there or not.
    pub fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
        }
    }

    fn folder(&self) -> FolderBlobs {
        FolderBlobs::beside(&self.path)
    }
}

impl Engine for FileSite {
    fn describe(&self) -> SiteName {
        self.path.as_path().into()
    }

    fn open(&self) -> Result<Box<dyn Store>, StoreError> {
        Ok(Box::new(SqliteJournal::open(&self.path)?))
    }

    fn create(&self) -> Result<Box<dyn Store>, StoreError> {
        Ok(Box::new(SqliteJournal::create(&self.path)?))
    }

    fn blobs(&self) -> Box<dyn Blobs> {
        Box::new(self.folder())
    }

    fn search(&self) -> Result<Box<dyn Search>, StoreError> {
        if !self.is_there() {
            return Err(StoreError::Absent(self.path.as_path().into()));
        }
        Ok(Box::new(SearchFile::of(&self.path)?))
    }

    fn discard_search(&self) {
        SearchFile::discard(&self.path);
    }

    fn is_there(&self) -> bool {
        self.path.exists()
    }

    fn owner(&self) -> Owner {
        fs::symlink_metadata(&self.path).map_or(Owner::Maker, |m| Owner::Account(m.uid()))
    }

    fn access_file(&self) -> Option<PathBuf> {
        Some(files::folder_of(&self.path).join(outfile::ACCESS))
    }

    fn guard(&self, guard: Guard) -> Guard {
        match settled(&self.path) {
            Ok(path) => guard.store(&path),
            Err(_) => guard.store(&self.path),
        }
    }

    fn watch(&self, nudge: Nudge) -> io::Result<()> {
        watch::watch(&self.path, nudge)
    }

    fn health(&self) -> Vec<Sign> {
        health::of(&self.path)
    }

    fn slot(&self, sender: &str, most: u64) -> Result<Option<Slot>, StoreError> {
        let place = self.folder().slot(sender, most)?;
        Ok(place.map(|place| Box::new(place) as Slot))
    }

    fn is_free(&self) -> Result<(), StoreError> {
        place_is_free(&self.path, Ground::Bare)
    }

    fn build(&self, room: u64) -> Result<Box<dyn Building>, StoreError> {
        Ok(Box::new(NewStore::begin(&self.path, room, Ground::Bare)?))
    }

    fn build_around(&self, room: u64) -> Result<Box<dyn Building>, StoreError> {
        Ok(Box::new(NewStore::begin(&self.path, room, Ground::Files)?))
    }
}
