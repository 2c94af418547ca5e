//! Backups: a whole store in one file, made while others write; and a store made from such a file, whole or not at all.
//!
//! ```text
//!   journal ──> a new store (fact by fact, checked) ─┐
//!   blobs ───────────────(each against its hash) ────┼─> archive ──> a new store, files ──> named at last
//!   heads, counts, hashes ──────────> manifest ──────┘      (headers, manifest, hashes, tables, chain: all checked)
//! ```
//!
//! The store itself is only ever read through the engine. A file from elsewhere is never opened as a store in the place
//! of one: its facts are copied into tables of our own making.
//!
//! It must never know what a fact means: whoever calls it says which files the facts speak of.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::CWD;
use rustix::io::Errno;
use serde::{Deserialize, Serialize};
use tempfile::TempDir;
use thiserror::Error;

use super::archive::{self, Bad, Entry, Part, Written};
use super::blobs::{BlobState, Blobs};
use super::error::StoreError;
use super::files;
use super::folder::FolderBlobs;
use super::journal::{Journal, ReadFacts, StreamInfo};
use super::sqlite::{self, Each, SqliteJournal};
use crate::core::hex::hex;
use crate::core::names::BlobId;
use crate::core::time::Stamp;
use crate::outfile::{Barred, Guard};
use crate::owner::Heir;

/// The journal in an archive; the names are such that the archive unpacked is a store.
const DATABASE: &str = "ketnoi.db";
/// The folder of the files in an archive.
const BLOBS: &str = "ketnoi.db.blobs/";
/// What the archive says about itself; the last file in it.
const MANIFEST: &str = "manifest.json";
/// The form of the manifest.
const FORM: &str = "ketnoi.backup-manifest/1";
/// A manifest has one line for each campaign and each file that is not there; larger is no manifest.
const MANIFEST_MOST: u64 = 8 << 20;
/// Facts that are read at a time.
const PAGE: usize = 1_024;

/// What is in a backup, and what is not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of this manifest.
    pub schema: String,
    /// The version of the program that made it.
    pub ketnoi: String,
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    pub made: i64,
    /// The journal's file.
    pub database: Database,
    /// Every stream with its head.
    pub streams: Vec<StreamHead>,
    /// Facts in all streams together.
    pub facts: u64,
    /// The files that are in it.
    pub files: Files,
    /// The files that the facts speak of and that are not in it.
    pub absent: Vec<Absent>,
}

/// The journal's file in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Database {
    /// Its length.
    pub size: u64,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// The end of a stream in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StreamHead {
    /// The stream.
    pub id: String,
    /// Number of its last fact.
    pub seq: u64,
    /// That fact's hash.
    pub hash: String,
}

/// Number and length of the files in a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Files {
    /// How many.
    pub count: u64,
    /// Their bytes together.
    pub bytes: u64,
}

/// A file that is not in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absent {
    /// Its name.
    pub sha256: BlobId,
    /// Why.
    pub why: Why,
}

/// Why a file is not in a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Why {
    /// It was not beside the store.
    Missing,
    /// Its bytes were not those that its name promises.
    Changed,
    /// It was there and could not be read.
    Unreadable,
    /// It was removed, with a reason, while the backup was made.
    Redacted,
}

/// What is wrong with a file that should be a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// It is something else.
    Foreign,
    /// It ends too early.
    Cut,
    /// Something is in it that is in no backup: a link, a path that leads elsewhere, the same name twice.
    Stranger(String),
    /// Something in it is not what its name or the manifest promises.
    Changed(String),
    /// A file that the facts speak of is not in it.
    Lacks(String),
    /// A newer program made it; the form of its manifest.
    Newer(String),
}

/// Why there is no backup, or no store from one.
#[derive(Debug, Error)]
pub enum BackupError {
    /// The store failed, or the system.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Another file of that name is there.
    #[error("{0} is there already")]
    Exists(PathBuf),
    /// The guard of written paths does not let it stand there.
    #[error("{0} is not written: {1:?}")]
    Barred(PathBuf, Barred),
    /// Something stands where a store is to be made.
    #[error("{0} is in the place of the new store")]
    Occupied(PathBuf),
    /// The file is not a backup, or not whole.
    #[error("{path}: {flaw:?}")]
    Flawed {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        flaw: Flaw,
    },
}

type Result<T> = std::result::Result<T, BackupError>;

fn refused(path: &Path, why: impl Into<std::io::Error>) -> BackupError {
    files::refused(path, why.into()).into()
}

/// No room is told of the file that the user knows, not of ours that nobody does.
fn known_as(path: &Path, e: StoreError) -> StoreError {
    match e {
        StoreError::Full(_) => StoreError::Full(path.to_owned()),
        other => other,
    }
}

/// A folder for the owner alone that goes away with what is in it.
fn workshop(folder: &Path, prefix: &str) -> Result<TempDir> {
    let private = fs::Permissions::from_mode(0o700);
    let made = tempfile::Builder::new()
        .prefix(prefix)
        .permissions(private.clone())
        .tempdir_in(folder)
        .map_err(|why| refused(folder, why))?;
    // The umask may have taken something away.
    fs::set_permissions(made.path(), private).map_err(|why| refused(folder, why))?;
    Ok(made)
}

fn place_in_archive(id: &BlobId) -> String {
    let (first, rest) = id.as_str().split_at_checked(2).unwrap_or_default();
    format!("{BLOBS}{first}/{rest}")
}

/// The file that an archive's name stands for; none if it is the name of no file.
fn blob_of(name: &str) -> Option<BlobId> {
    let (first, rest) = name.strip_prefix(BLOBS)?.split_once('/')?;
    let id = BlobId(format!("{first}{rest}"));
    (first.len() == 2 && id.is_well_formed()).then_some(id)
}

/// The journal first, then the files in the order of their names, the manifest last; each once.
fn belongs(before: Option<&str>, name: &str) -> bool {
    match before {
        None => name == DATABASE,
        Some(MANIFEST) => false,
        Some(before) => {
            name == MANIFEST || (blob_of(name).is_some() && (before == DATABASE || before < name))
        }
    }
}

/// A backup that is being made. Until it is finished nothing stands under its name.
#[derive(Debug)]
pub struct Backup {
    journal: SqliteJournal,
    blobs: FolderBlobs,
    workshop: TempDir,
    writer: archive::Writer,
    to: PathBuf,
    over: bool,
    guard: Guard,
    manifest: Manifest,
    streams: Vec<StreamInfo>,
}

impl Backup {
    /// Begins a backup of the store at `store` into the file `to`; another file of that name is replaced only if `over`.
    ///
    /// # Errors
    /// There is no such store, or `to` cannot be written.
    pub fn begin(
        store: &Path,
        to: &Path,
        over: bool,
        guard: Guard,
        program: &str,
        made: Stamp,
    ) -> Result<Self> {
        let journal = SqliteJournal::open(store)?;
        let guard = guard.store(journal.path());
        let to = may_stand(&guard, to, over)?;
        let workshop = workshop(files::folder_of(&to), ".ketnoi-backup-")?;
        let file = files::make_file(CWD, workshop.path().join("archive")).map_err(|why| refused(&to, why))?;
        Ok(Self {
            blobs: FolderBlobs::beside(journal.path()),
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
        })
    }

    /// Puts every fact up to now into the backup, checked against its chain, and shows each.
    ///
    /// # Errors
    /// The store's, a broken chain, or no room.
    pub fn facts(&mut self, each: &mut Each<'_>) -> Result<()> {
        self.streams = self.journal.streams_at_once()?;
        let copy = self.workshop.path().join(DATABASE);
        self.journal
            .copy_to(&copy, &self.streams, each)
            .map_err(|e| known_as(&self.to, e))?;
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
        let good = |w: &Written| hex(&w.sha256) == id.as_str();
        let added = self
            .writer
            .add(&place_in_archive(id), from.as_mut(), good)
            .map_err(|why| refused(&self.to, why))?;
        let Some(written) = added else {
            return Ok(BlobState::Changed);
        };
        self.manifest.files.count += 1;
        self.manifest.files.bytes += written.size;
        Ok(BlobState::Good)
    }

    /// Why a file cannot be read.
    pub fn why_not(&self, id: &BlobId) -> Option<StoreError> {
        self.blobs.open(id).err()
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

fn stream_head(s: &StreamInfo) -> StreamHead {
    StreamHead {
        id: s.id.0.clone(),
        seq: s.head.seq,
        hash: hex(&s.head.hash),
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

    /// Unpacks it beside the place of the new store `store`, under a name that nobody knows; everything is checked. Shows
    /// every fact, and how many files are done.
    ///
    /// # Errors
    /// Something is there already, there is no room, or something is not as it should be. Then nothing is left.
    pub fn unpack(&self, store: &Path, each: &mut Each<'_>, done: &mut dyn FnMut(u64)) -> Result<Unpacked> {
        files::make_folders(files::folder_of(store)).map_err(|why| refused(store, why))?;
        let store = sqlite::settled(store)?;
        place_is_free(&store)?;
        let folder = files::folder_of(&store);
        self.has_room(&store)?;
        let workshop = workshop(folder, ".ketnoi-restore-")?;
        let made = files::open_folder(CWD, workshop.path()).map_err(|why| refused(&store, why))?;
        Heir::of(folder).gets(&made);
        let new = workshop.path().join(DATABASE);
        self.rebuild(workshop.path(), &new, each).map_err(|e| match e {
            BackupError::Store(e) => known_as(&store, e).into(),
            other => other,
        })?;
        let mut blobs = FolderBlobs::beside(&new);
        let mut there = BTreeSet::new();
        for entry in self.entries.iter().skip(1) {
            let kept = blobs
                .put(&mut Part::of(&self.file, entry), entry.size)
                .map_err(|e| known_as(&store, e))?;
            let id = blob_of(&entry.name).filter(|id| *id == kept.id);
            there.insert(id.ok_or_else(|| self.flawed(Flaw::Changed(entry.name.clone())))?);
            done(there.len() as u64);
        }
        let absent = self.manifest.absent.iter().map(|a| a.sha256.clone()).collect();
        Ok(Unpacked {
            workshop,
            new,
            store,
            path: self.path.clone(),
            there,
            absent,
        })
    }

    fn flawed(&self, flaw: Flaw) -> BackupError {
        flawed(&self.path, flaw)
    }

    /// The journal is unpacked beside the new one for as long as its facts are copied.
    fn has_room(&self, store: &Path) -> Result<()> {
        let wanted = self
            .manifest
            .database
            .size
            .saturating_mul(2)
            .saturating_add(self.manifest.files.bytes);
        let there = rustix::fs::statvfs(files::folder_of(store)).map_err(|why| refused(store, why))?;
        if there.f_bavail.saturating_mul(there.f_frsize) < wanted {
            return Err(StoreError::Full(store.to_owned()).into());
        }
        Ok(())
    }

    /// Makes the new journal from the one in the archive.
    fn rebuild(&self, workshop: &Path, new: &Path, each: &mut Each<'_>) -> Result<()> {
        let wrong = || self.flawed(Flaw::Changed(DATABASE.to_owned()));
        let Some(entry) = self.entries.first() else {
            return Err(self.flawed(Flaw::Cut));
        };
        let raw = workshop.join("unpacked.db");
        let file = files::make_file(CWD, &raw).map_err(|why| refused(&raw, why))?;
        let sha256 = self.copy_out(entry, &file, &raw)?;
        drop(file);
        if hex(&sha256) != self.manifest.database.sha256 {
            return Err(wrong());
        }
        let mut old = SqliteJournal::open(&raw).map_err(|e| self.of_the_archive(e))?;
        if !old.strangers()?.is_empty() {
            return Err(wrong());
        }
        let streams = old.streams_at_once().map_err(|e| self.of_the_archive(e))?;
        if self.manifest.streams != streams.iter().map(stream_head).collect::<Vec<_>>() {
            return Err(wrong());
        }
        old.copy_to(new, &streams, each)
            .map_err(|e| self.of_the_archive(e))?;
        drop(old);
        for left in ["", "-wal", "-shm"] {
            // The workshop is taken away with all that is in it; this only gives its room back sooner.
            let _ = fs::remove_file(files::beside(&raw, left));
        }
        // Nobody has opened the new one yet, so no lock is lost by this descriptor.
        File::open(new)
            .and_then(|f| f.sync_all())
            .map_err(|why| refused(new, why))
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
                path: self.path.clone(),
                found,
                known,
            }
            .into(),
            other => other.into(),
        }
    }
}

fn flawed(path: &Path, flaw: Flaw) -> BackupError {
    BackupError::Flawed {
        path: path.to_owned(),
        flaw,
    }
}

fn told(path: &Path, bad: Bad) -> BackupError {
    match bad {
        Bad::Foreign => flawed(path, Flaw::Foreign),
        Bad::Cut => flawed(path, Flaw::Cut),
        Bad::Stranger(name) => flawed(path, Flaw::Stranger(name)),
        Bad::Io(why) => refused(path, why),
    }
}

fn manifest(text: &[u8]) -> std::result::Result<Manifest, Flaw> {
    #[derive(Deserialize)]
    struct Form {
        schema: String,
    }
    let wrong = |_| Flaw::Changed(MANIFEST.to_owned());
    let form: Form = serde_json::from_slice(text).map_err(wrong)?;
    if form.schema != FORM {
        return Err(Flaw::Newer(form.schema));
    }
    serde_json::from_slice(text).map_err(wrong)
}

/// A store is made only where nothing of one is: an old log beside a new journal would be taken for its own.
///
/// # Errors
/// [`BackupError::Occupied`] with what stands there.
pub fn place_is_free(store: &Path) -> Result<()> {
    for tail in ["", "-wal", "-shm", "-journal", ".blobs"] {
        let there = files::beside(store, tail);
        if fs::symlink_metadata(&there).is_ok() {
            return Err(BackupError::Occupied(there));
        }
    }
    Ok(())
}

/// A store that was unpacked and checked, not yet under its name. Dropped, it leaves nothing.
#[derive(Debug)]
pub struct Unpacked {
    workshop: TempDir,
    new: PathBuf,
    store: PathBuf,
    path: PathBuf,
    there: BTreeSet<BlobId>,
    absent: BTreeSet<BlobId>,
}

impl Unpacked {
    /// Gives the store its name, if the files are exactly those that the facts speak of, but for those that were not to
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
        place_is_free(&self.store)?;
        let (from, to) = (
            files::beside(&self.new, ".blobs"),
            files::beside(&self.store, ".blobs"),
        );
        // The files first: whoever sees the journal sees them too.
        if !self.there.is_empty() {
            self.name(&from, &to)?;
        }
        if let Err(why) = self.name(&self.new, &self.store) {
            if !self.there.is_empty() {
                // Back into the workshop, which goes away as a whole; the error that counts is the first.
                let _ = fs::rename(&to, &from);
            }
            return Err(why);
        }
        files::sync_folder(files::folder_of(&self.store)).map_err(|why| refused(&self.store, why))?;
        self.workshop.close().map_err(|why| refused(&self.store, why))
    }

    fn name(&self, from: &Path, to: &Path) -> Result<()> {
        files::name_new(from, to).map_err(|why| match why {
            Errno::EXIST => BackupError::Occupied(to.to_owned()),
            why => refused(&self.store, why),
        })
    }
}
