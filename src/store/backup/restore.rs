//! A store made from a backup: everything in the file is checked first, and the store is there whole or not at all.
//!
//! It must never know which engine it is made for.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use rustix::fs::CWD;

use super::archive::{self, Entry, Part};
use super::error::{BackupError, Flaw, Result, flawed, refused, told};
use super::manifest::{DATABASE, Files, MANIFEST, Manifest, belongs, blob_of, manifest, stream_head};
use crate::core::hex::hex;
use crate::core::names::BlobId;
use crate::core::time::Stamp;
use crate::store::copying::{Copying, Each};
use crate::store::engine::Building;
use crate::store::error::StoreError;
use crate::store::files;
use crate::store::site::Site;
use crate::store::sqlite::Exchange;

/// A manifest has one line for each campaign and each file that is not there; larger is no manifest.
const MANIFEST_MOST: u64 = 8 << 20;

/// A backup whose form and manifest are in order. Nothing has been unpacked yet.
#[derive(Debug)]
pub struct Archive {
    file: File,
    path: PathBuf,
    entries: Vec<Entry>,
    manifest: Manifest,
}

impl Archive {
    /// Looks at a backup that was opened; `path` is what it is called.
    ///
    /// # Errors
    /// It is not a backup, is not whole, or holds what belongs into none.
    pub fn read(file: File, path: &Path) -> Result<Self> {
        let flawed = |flaw| flawed(path, flaw);
        let length = file.metadata().map_err(|why| refused(path, why))?.len();
        let mut entries = archive::scan(&file, length, belongs).map_err(|bad| told(path, bad))?;
        let last = entries.pop().filter(|e| e.name == MANIFEST);
        let last = last.ok_or_else(|| flawed(Flaw::Cut))?;
        if last.size > MANIFEST_MOST {
            return Err(flawed(Flaw::Changed(MANIFEST.to_owned())));
        }
        let mut text = Vec::new();
        Part::of(&file, &last)
            .read_to_end(&mut text)
            .map_err(|why| told(path, why.into()))?;
        let manifest = manifest(&text).map_err(flawed)?;
        let database = entries.first().map_or(0, |e| e.size);
        let blobs = entries.get(1..).unwrap_or_default();
        let count = blobs.len() as u64;
        let bytes = blobs.iter().map(|e| e.size).sum();
        if manifest.database.size != database || manifest.files != (Files { count, bytes }) {
            return Err(flawed(Flaw::Changed(MANIFEST.to_owned())));
        }
        Ok(Self {
            file,
            path: path.to_owned(),
            entries,
            manifest,
        })
    }

    /// What it says about itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Unpacks it at a site where there is no store yet, where nobody sees it; everything is checked. Shows every fact, and
    /// how many files are done.
    ///
    /// # Errors
    /// Something is there already, there is no room, or something is not as it should be. Then nothing is left.
    pub fn unpack(&self, site: &Site, each: &mut Each<'_>, done: &mut dyn FnMut(u64)) -> Result<Unpacked> {
        let mut new = site.build(self.room())?;
        self.facts(new.as_mut(), each).map_err(|e| match e {
            // Of the store that the user knows, not of files of ours that nobody does.
            BackupError::Store(StoreError::Full(_)) => StoreError::Full(site.describe()).into(),
            other => other,
        })?;
        let mut there = BTreeSet::new();
        // Whoever sends messages has to know that some may have left since.
        new.of_backup(Stamp(self.manifest.made))?;
        for entry in self.entries.iter().skip(1) {
            let kept = new.put(&mut Part::of(&self.file, entry), entry.size)?;
            let id = blob_of(&entry.name).filter(|id| *id == kept.id);
            there.insert(id.ok_or_else(|| self.flawed(Flaw::Changed(entry.name.clone())))?);
            done(there.len() as u64);
        }
        let absent = self.manifest.absent.iter().map(|a| a.sha256.clone()).collect();
        Ok(Unpacked {
            new,
            path: self.path.clone(),
            there,
            absent,
        })
    }

    fn flawed(&self, flaw: Flaw) -> BackupError {
        flawed(&self.path, flaw)
    }

    /// The journal is unpacked beside the new one for as long as its facts are copied.
    fn room(&self) -> u64 {
        let database = self.manifest.database.size.saturating_mul(2);
        database.saturating_add(self.manifest.files.bytes)
    }

    /// Copies the facts from the archive into the new store.
    fn facts(&self, new: &mut dyn Building, each: &mut Each<'_>) -> Result<()> {
        let wrong = || self.flawed(Flaw::Changed(DATABASE.to_owned()));
        let Some(entry) = self.entries.first() else {
            return Err(self.flawed(Flaw::Cut));
        };
        let raw = new.scratch().join("unpacked.db");
        let file = files::make_file(CWD, &raw).map_err(|why| refused(&raw, why))?;
        let sha256 = self.copy_out(entry, &file, &raw)?;
        drop(file);
        if hex(&sha256) != self.manifest.database.sha256 {
            return Err(wrong());
        }
        let mut old = Exchange::read(&raw).map_err(|e| self.of_the_archive(e))?;
        if !old.strangers()?.is_empty() {
            return Err(wrong());
        }
        let streams = old.streams_at_once().map_err(|e| self.of_the_archive(e))?;
        if self.manifest.streams != streams.iter().map(stream_head).collect::<Vec<_>>() {
            return Err(wrong());
        }
        Copying::default()
            .up_to(old.as_mut(), &streams, each, &mut |facts| new.add(facts))
            .map_err(|e| self.of_the_archive(e))?;
        drop(old);
        for left in ["", "-wal", "-shm"] {
            // All of it goes away with the scratch folder; this only gives its room back sooner.
            let _ = fs::remove_file(files::beside(&raw, left));
        }
        Ok(())
    }

    fn copy_out(&self, entry: &Entry, to: &File, path: &Path) -> Result<[u8; 32]> {
        let mut from = Part::of(&self.file, entry);
        archive::copy(&mut from, to).map_err(|why| match why.kind() {
            std::io::ErrorKind::UnexpectedEof => self.flawed(Flaw::Cut),
            _ => refused(path, why),
        })
    }

    /// An error of the unpacked journal, told as one of the file that the user knows.
    fn of_the_archive(&self, e: StoreError) -> BackupError {
        match e {
            StoreError::Damaged { .. } | StoreError::Foreign { .. } | StoreError::Absent(_) => {
                self.flawed(Flaw::Changed(DATABASE.to_owned()))
            }
            StoreError::Newer { found, known, .. } => StoreError::Newer {
                site: self.path.as_path().into(),
                found,
                known,
            }
            .into(),
            other => other.into(),
        }
    }
}

/// A store that was unpacked and checked, not yet in its place. Dropped, it leaves nothing.
pub struct Unpacked {
    new: Box<dyn Building>,
    /// The archive that it came from.
    path: PathBuf,
    there: BTreeSet<BlobId>,
    absent: BTreeSet<BlobId>,
}

impl Unpacked {
    /// Puts the store in its place, if the files are exactly those that the facts speak of, but for those that were not to
    /// be had when the backup was made.
    ///
    /// # Errors
    /// A file too many or too few; or somebody has made a store there meanwhile.
    pub fn settle(self, wanted: &BTreeSet<BlobId>) -> Result<()> {
        if let Some(lacks) = wanted
            .iter()
            .find(|id| !self.there.contains(id) && !self.absent.contains(id))
        {
            return Err(flawed(&self.path, Flaw::Lacks(lacks.0.clone())));
        }
        if let Some(stranger) = self.there.difference(wanted).next() {
            return Err(flawed(&self.path, Flaw::Stranger(stranger.0.clone())));
        }
        Ok(self.new.settle()?)
    }
}
