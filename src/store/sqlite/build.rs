//! A store that is being made from a backup, in a folder that nobody knows beside its place.
//!
//! It must never know where its facts and files come from.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use rustix::fs::CWD;
use rustix::io::Errno;
use tempfile::TempDir;

use super::connect::settled;
use super::copy::Exchange;
use crate::core::time::Stamp;
use crate::owner::Heir;
use crate::store::blobs::{Blobs, Kept};
use crate::store::engine::Building;
use crate::store::error::StoreError;
use crate::store::files;
use crate::store::folder::FolderBlobs;
use crate::store::journal::RawFact;

/// What the workshops of new stores are called; see `health`.
pub(super) const WORKSHOP: &str = ".ketnoi-restore-";
/// The new store, until it has its own name.
const NEW: &str = "ketnoi.db";

/// A store is made only where nothing of one is: an old log beside a new journal would be taken for its own.
pub(super) fn place_is_free(store: &Path, ground: Ground) -> Result<(), StoreError> {
    let files = Some(".blobs").filter(|_| ground == Ground::Bare);
    for tail in ["", "-wal", "-shm", "-journal"].into_iter().chain(files) {
        let there = files::beside(store, tail);
        if fs::symlink_metadata(&there).is_ok() {
            return Err(StoreError::Occupied(there.as_path().into()));
        }
    }
    Ok(())
}

/// The parts of a new store.
pub(super) struct NewStore {
    workshop: TempDir,
    new: PathBuf,
    /// The place that it is made for.
    store: PathBuf,
    facts: Exchange,
    blobs: FolderBlobs,
    has_files: bool,
    ground: Ground,
}

/// What may stand where a store is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ground {
    /// Nothing of one.
    Bare,
    /// Its files.
    Files,
}

impl NewStore {
    pub(super) fn begin(store: &Path, room: u64, ground: Ground) -> Result<Self, StoreError> {
        let failed = |why| files::refused(store, why);
        files::make_folders(files::folder_of(store)).map_err(failed)?;
        let store = settled(store)?;
        place_is_free(&store, ground)?;
        let folder = files::folder_of(&store);
        let failed = |why| files::refused(&store, why);
        let there = rustix::fs::statvfs(folder).map_err(|why| failed(why.into()))?;
        if there.f_bavail.saturating_mul(there.f_frsize) < room {
            return Err(StoreError::Full(store.as_path().into()));
        }
        let workshop = files::workshop(folder, WORKSHOP)?;
        let made = files::open_folder(CWD, workshop.path()).map_err(failed)?;
        Heir::of(folder).gets(&made);
        let new = workshop.path().join(NEW);
        Ok(Self {
            facts: Exchange::create(&new).map_err(|e| known_as(&store, e))?,
            blobs: FolderBlobs::beside(&new),
            workshop,
            new,
            store,
            has_files: false,
            ground,
        })
    }
}

/// No room is told of the store that the user knows, not of ours that nobody does.
fn known_as(store: &Path, e: StoreError) -> StoreError {
    match e {
        StoreError::Full(_) => StoreError::Full(store.into()),
        other => other,
    }
}

impl Building for NewStore {
    fn scratch(&self) -> &Path {
        self.workshop.path()
    }

    fn add(&mut self, facts: &[RawFact]) -> Result<(), StoreError> {
        self.facts.add(facts).map_err(|e| known_as(&self.store, e))
    }

    fn put(&mut self, from: &mut dyn Read, limit: u64) -> Result<Kept, StoreError> {
        let kept = self.blobs.put(from, limit);
        self.has_files |= kept.is_ok();
        kept.map_err(|e| known_as(&self.store, e))
    }

    fn of_backup(&mut self, made: Stamp) -> Result<(), StoreError> {
        self.facts.of_backup(made).map_err(|e| known_as(&self.store, e))
    }

    fn settle(self: Box<Self>) -> Result<(), StoreError> {
        let Self {
            workshop,
            new,
            store,
            facts,
            blobs,
            has_files,
            ground,
        } = *self;
        drop(blobs);
        facts.finish().map_err(|e| known_as(&store, e))?;
        // Nobody has opened the new one yet, so no lock is lost by this descriptor.
        File::open(&new)
            .and_then(|f| f.sync_all())
            .map_err(|why| files::refused(&new, why))?;
        place_is_free(&store, ground)?;
        let name = |from: &Path, to: &Path| {
            files::name_new(from, to).map_err(|why| match why {
                Errno::EXIST => StoreError::Occupied(to.into()),
                why => files::refused(&store, why.into()),
            })
        };
        let (from, to) = (files::beside(&new, ".blobs"), files::beside(&store, ".blobs"));
        // The files first: whoever sees the journal sees them too.
        if has_files {
            name(&from, &to)?;
        }
        if let Err(why) = name(&new, &store) {
            if has_files {
                // Back into the workshop, which goes away as a whole; the error that counts is the first.
                let _ = fs::rename(&to, &from);
            }
            return Err(why);
        }
        files::sync_folder(files::folder_of(&store)).map_err(|why| files::refused(&store, why))?;
        workshop.close().map_err(|why| files::refused(&store, why))
    }
}
