//! A backup made while others write: the facts up to one moment, and the files that they speak of.
//!
//! It must never know which engine keeps them.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rustix::fs::CWD;
use rustix::io::Errno;
use tempfile::TempDir;

use super::archive::{self, Written};
use super::error::{BackupError, Result, refused};
use super::manifest::{
    Absent, DATABASE, Database, FORM, Files, MANIFEST, Manifest, place_in_archive, stream_head,
};
use crate::core::hex::hex;
use crate::core::names::BlobId;
use crate::core::time::Stamp;
use crate::outfile::{Barred, Guard};
use crate::store::blobs::{BlobState, Blobs, each_blob};
use crate::store::copying::{Copying, Each};
use crate::store::engine::Store;
use crate::store::error::StoreError;
use crate::store::files;
use crate::store::journal::StreamInfo;
use crate::store::noting::Noting;
use crate::store::site::Site;
use crate::store::sqlite::Exchange;

/// Facts that are read at a time.
const PAGE: usize = 1_024;

/// No room is told of the file that the user knows, not of ours that nobody does.
fn known_as(path: &Path, e: StoreError) -> StoreError {
    match e {
        StoreError::Full(_) => StoreError::Full(path.into()),
        other => other,
    }
}

/// A backup that is being made. Until it is finished nothing stands under its name.
pub struct Backup {
    journal: Box<dyn Store>,
    blobs: Box<dyn Blobs>,
    workshop: TempDir,
    writer: archive::Writer,
    to: PathBuf,
    over: bool,
    guard: Guard,
    manifest: Manifest,
    streams: Vec<StreamInfo>,
    /// Why the last file that was begun could not be read to its end.
    why_not: Option<StoreError>,
}

impl Backup {
    /// Begins a backup of a store into the file `to`; another file of that name is replaced only if `over`.
    ///
    /// # Errors
    /// There is no store, or `to` cannot be written.
    pub fn begin(
        site: &Site,
        to: &Path,
        over: bool,
        guard: Guard,
        program: &str,
        made: Stamp,
    ) -> Result<Self> {
        let journal = site.open()?;
        let guard = site.guard(guard);
        let to = may_stand(&guard, to, over)?;
        let workshop = files::workshop(files::folder_of(&to), files::BACKUP_WORKSHOP)?;
        let file = files::make_file(CWD, workshop.path().join("archive")).map_err(|why| refused(&to, why))?;
        Ok(Self {
            blobs: site.blobs(),
            journal,
            workshop,
            writer: archive::Writer::new(file, u64::try_from(made.0 / 1_000).unwrap_or(0)),
            to,
            over,
            guard,
            manifest: Manifest {
                schema: FORM.to_owned(),
                ketnoi: program.to_owned(),
                made: made.0,
                database: Database {
                    size: 0,
                    sha256: String::new(),
                },
                streams: Vec::new(),
                facts: 0,
                files: Files::default(),
                absent: Vec::new(),
            },
            streams: Vec::new(),
            why_not: None,
        })
    }

    /// Puts every fact up to now into the backup, checked against its chain, and shows each.
    ///
    /// # Errors
    /// The store's, a broken chain, or no room.
    pub fn facts(&mut self, each: &mut Each<'_>) -> Result<()> {
        self.streams = self.journal.streams_at_once()?;
        let copy = self.workshop.path().join(DATABASE);
        self.copy(&copy, each).map_err(|e| known_as(&self.to, e))?;
        let mut file = File::open(&copy).map_err(|why| refused(&copy, why))?;
        let added = self
            .writer
            .add(DATABASE, &mut file, |_| true)
            .map_err(|why| refused(&self.to, why))?;
        let Some(written) = added else {
            return Err(refused(&copy, Errno::IO));
        };
        // From here on the room that it takes is better used for the files.
        fs::remove_file(&copy).map_err(|why| refused(&copy, why))?;
        self.manifest.database = Database {
            size: written.size,
            sha256: hex(&written.sha256),
        };
        self.manifest.streams = self.streams.iter().map(stream_head).collect();
        self.manifest.facts = self.streams.iter().map(|s| s.head.seq).sum();
        Ok(())
    }

    /// The facts in a file of their own.
    fn copy(&mut self, into: &Path, each: &mut Each<'_>) -> std::result::Result<(), StoreError> {
        let mut exchange = Exchange::create(into)?;
        // Also whoever unpacks it by hand has a store that was restored.
        exchange.of_backup(Stamp(self.manifest.made))?;
        Copying::default().up_to(self.journal.as_mut(), &self.streams, each, &mut |facts| {
            exchange.add(facts)
        })?;
        exchange.finish()
    }

    /// Shows the facts that were recorded since [`Backup::facts`]; they are not in the backup.
    ///
    /// # Errors
    /// The store's.
    pub fn facts_since(&mut self, each: &mut Each<'_>) -> Result<()> {
        for info in self.journal.streams()? {
            let known = self.streams.iter().find(|s| s.id == info.id);
            let mut after = known.map_or(0, |s| s.head.seq);
            loop {
                let page = self.journal.read_after(&info.id, after, PAGE)?;
                let Some(last) = page.last() else { break };
                after = last.seq;
                for env in &page {
                    each(&info.id, env);
                }
            }
        }
        Ok(())
    }

    /// How many bytes these files have, once it is clear that the backup has room for them: before any is read. Nothing where
    /// they cannot be listed, which says nothing of whether each can be had.
    ///
    /// # Errors
    /// There is no room.
    pub fn ahead(&self, wanted: &BTreeSet<BlobId>) -> Result<Option<u64>> {
        let (mut bytes, mut room) = (0_u64, 0_u64);
        let listed = each_blob(self.blobs.as_ref(), &mut |file| {
            if wanted.contains(&file.id) {
                bytes = bytes.saturating_add(file.size);
                room = room.saturating_add(archive::room_of(file.size));
            }
        });
        if listed.is_err() {
            return Ok(None);
        }
        let disk = rustix::fs::statvfs(self.workshop.path()).map_err(|why| refused(&self.to, why))?;
        if disk.f_bavail.saturating_mul(disk.f_frsize) < room {
            return Err(StoreError::Full(self.to.as_path().into()).into());
        }
        Ok(Some(bytes))
    }

    /// How many bytes of files are in it so far.
    pub fn copied(&self) -> u64 {
        self.manifest.files.bytes
    }

    /// Puts a file into the backup if it is what its name promises. Files come in the order of their names.
    ///
    /// # Errors
    /// The backup's; a file that is not there or is another is none.
    pub fn file(&mut self, id: &BlobId) -> Result<BlobState> {
        let mut from = match self.blobs.open(id) {
            Ok(Some(from)) => from,
            Ok(None) => return Ok(BlobState::Missing),
            // A link stands there, or it cannot be read: the others can still be had.
            Err(_) => return self.blobs.check(id).map_err(BackupError::from),
        };
        let mut from = Noting::of(id, from.as_mut());
        let good = |w: &Written| hex(&w.sha256) == id.as_str();
        let added = self
            .writer
            .add(&place_in_archive(id), &mut from, good)
            .map_err(|why| refused(&self.to, why))?;
        let Some(written) = added else {
            return Ok(match from.failed {
                None | Some(StoreError::WrongBytes(_)) => BlobState::Changed,
                Some(why) => {
                    self.why_not = Some(why);
                    BlobState::Unreadable
                }
            });
        };
        self.manifest.files.count += 1;
        self.manifest.files.bytes += written.size;
        Ok(BlobState::Good)
    }

    /// Why a file cannot be read.
    pub fn why_not(&mut self, id: &BlobId) -> Option<StoreError> {
        self.why_not.take().or_else(|| self.blobs.open(id).err())
    }

    /// Makes the backup durable and gives it its name. Gives the manifest and the length of the file.
    ///
    /// # Errors
    /// No room, or somebody has put another file there meanwhile.
    pub fn finish(mut self, absent: Vec<Absent>) -> Result<(Manifest, u64)> {
        self.manifest.absent = absent;
        let text =
            serde_json::to_vec_pretty(&self.manifest).map_err(|e| StoreError::Payload(e.to_string()))?;
        let failed = |why| refused(&self.to, why);
        self.writer
            .add(MANIFEST, &mut &text[..], |_| true)
            .map_err(failed)?;
        let length = self.writer.finish().map_err(failed)?;
        let made = self.workshop.path().join("archive");
        // Long may have passed since it was asked first.
        may_stand(&self.guard, &self.to, self.over)?;
        if self.over {
            fs::rename(&made, &self.to).map_err(failed)?;
        } else {
            files::name_new(&made, &self.to).map_err(|why| match why {
                Errno::EXIST => BackupError::Exists(self.to.clone()),
                why => failed(why.into()),
            })?;
        }
        files::sync_folder(files::folder_of(&self.to)).map_err(failed)?;
        Ok((self.manifest, length))
    }
}

/// The path of the backup, if it may be written there.
fn may_stand(guard: &Guard, to: &Path, over: bool) -> Result<PathBuf> {
    guard.place(to, over).map_err(|why| match why {
        Barred::Exists => BackupError::Exists(to.to_owned()),
        Barred::Folder => refused(to, Errno::ISDIR),
        Barred::Io(why) => refused(to, why),
        why => BackupError::Barred(to.to_owned(), why),
    })
}
