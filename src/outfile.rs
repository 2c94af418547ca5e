//! The one way to write a file that somebody names: whole or not at all, and never over what this program lives by.
//!
//! Whoever may choose a path may otherwise choose the journal, the access file or a device. So every such path passes one
//! [`Guard`] first, by its name and by what stands there: a store and all its parts (this one, or any other), settings,
//! the access file, and whatever is not an ordinary file are left alone, `--force` or not.
//!
//! It must never know what is written, nor why.

use std::ffi::{OsStr, OsString};
use std::fs::{self, DirBuilder, File, Metadata, Permissions};
use std::io::{self, Read, Write as _};
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use crate::infile;

/// The folder of the house's settings; nothing is written below it.
pub const HOUSE: &str = "/etc/ketnoi";
/// What an access file is called wherever it lies. It counts wherever a store lies beside it, now or later, so the name is
/// kept free everywhere.
pub const ACCESS: &str = "access.yaml";
/// The mark of our stores, in the header of their file.
pub const MARK: [u8; 4] = *b"ktni";

/// What the engine and we keep beside a store, by the end of the name; the store itself first.
const PARTS: [&str; 6] = ["", "-wal", "-shm", "-journal", ".search", ".search-journal"];
/// The folder of a store's files.
const FILES: &str = ".blobs";
/// What every database of the engine begins with.
const HEADER: &[u8] = b"SQLite format 3\0";
/// Where our mark stands behind it.
const MARK_AT: usize = 68;

/// Why a path is not written.
#[derive(Debug)]
pub enum Barred {
    /// It is, or would be, a part of a store.
    Store,
    /// It is, or would be, a part of the settings or an access file.
    Settings,
    /// A link stands there.
    Link,
    /// A device, a pipe or a socket stands there.
    Special,
    /// A folder stands there.
    Folder,
    /// A file stands there that was not to be replaced.
    Exists,
    /// The system refused.
    Io(io::Error),
}

impl From<io::Error> for Barred {
    fn from(why: io::Error) -> Self {
        Self::Io(why)
    }
}

/// Who may read a file that is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// Its owner alone.
    Owner,
    /// Whoever the umask lets.
    Usual,
}

/// What is never written, besides what shows by itself that it is a store.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Guard {
    stores: Vec<PathBuf>,
    settings: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

impl Guard {
    /// A guard that knows the house's settings.
    pub fn new() -> Self {
        Self::default().folder(HOUSE)
    }

    /// Keeps a store, whether it is there yet or not.
    #[must_use]
    pub fn store(mut self, path: &Path) -> Self {
        // Settled once: what the working folder is may change, what was meant does not.
        self.stores
            .push(settled(path).unwrap_or_else(|_| path.to_owned()));
        self
    }

    /// Keeps a file of the settings.
    #[must_use]
    pub fn setting(mut self, path: &Path) -> Self {
        self.settings
            .push(settled(path).unwrap_or_else(|_| path.to_owned()));
        // A link to the file that is meant (a folder of dotfiles): both are kept.
        self.settings.extend(path.canonicalize());
        self
    }

    /// Keeps everything below a folder of the settings.
    #[must_use]
    pub fn folder(mut self, path: impl AsRef<Path>) -> Self {
        let path = path.as_ref();
        let whole = path.canonicalize().or_else(|_| settled(path));
        self.folders.push(whole.unwrap_or_else(|_| path.to_owned()));
        self
    }

    /// The settled form of a path that may be written: its folder without links. `over`: an ordinary file that stands there
    /// may be replaced.
    ///
    /// # Errors
    /// Why not.
    pub fn place(&self, to: &Path, over: bool) -> Result<PathBuf, Barred> {
        let place = self.name(to)?;
        let there = match fs::symlink_metadata(&place) {
            Ok(there) => there,
            Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(place),
            Err(why) => return Err(why.into()),
        };
        let kind = there.file_type();
        if kind.is_symlink() {
            return Err(Barred::Link);
        }
        if kind.is_dir() {
            return Err(Barred::Folder);
        }
        if !kind.is_file() {
            return Err(Barred::Special);
        }
        // By what it is: under another name, or on a file system that takes one name for another. Asked before the file is
        // opened: to close a descriptor of an open store takes its locks away.
        self.same_file(&there)?;
        if is_store(&place) {
            return Err(Barred::Store);
        }
        if over { Ok(place) } else { Err(Barred::Exists) }
    }

    /// The settled form of a path whose name alone may be written, whatever stands there.
    ///
    /// # Errors
    /// It belongs to a store or to the settings by its name or its folder.
    pub fn name(&self, to: &Path) -> Result<PathBuf, Barred> {
        if to.as_os_str().as_bytes().ends_with(b"/") {
            return Err(Barred::Folder);
        }
        let place = settled(to)?;
        let name = place.file_name().ok_or(Barred::Folder)?.to_owned();
        if self.stores.iter().any(|s| is_part(s, &place)) || is_part_of_any(&place, &name, &self.stores) {
            return Err(Barred::Store);
        }
        let setting = self.settings.iter().any(|s| same_name(s, &place));
        if setting || name.eq_ignore_ascii_case(ACCESS) {
            return Err(Barred::Settings);
        }
        self.below(&place)?;
        Ok(place)
    }

    /// Is it below a folder that is kept, by any name that the folder has?
    fn below(&self, place: &Path) -> Result<(), Barred> {
        let files: Vec<PathBuf> = self.stores.iter().map(|s| beside(s, FILES)).collect();
        let ids = |paths: &[PathBuf]| -> Vec<(u64, u64)> { paths.iter().filter_map(|p| id_of(p)).collect() };
        let (files_ids, folders_ids) = (ids(&files), ids(&self.folders));
        for above in place.ancestors().skip(1) {
            let id = id_of(above);
            let known = |ids: &[(u64, u64)]| id.is_some_and(|id| ids.contains(&id));
            if files.iter().any(|f| same_name(f, above)) || known(&files_ids) || is_files_of_any(above) {
                return Err(Barred::Store);
            }
            if self.folders.iter().any(|f| same_name(f, above)) || known(&folders_ids) {
                return Err(Barred::Settings);
            }
        }
        Ok(())
    }

    fn same_file(&self, there: &Metadata) -> Result<(), Barred> {
        let id = Some((there.dev(), there.ino()));
        let mut parts = self.stores.iter().flat_map(|s| PARTS.map(|tail| beside(s, tail)));
        if parts.any(|p| id_of(&p) == id) {
            return Err(Barred::Store);
        }
        if self.settings.iter().any(|s| id_of(s) == id) {
            return Err(Barred::Settings);
        }
        Ok(())
    }

    /// Makes a folder that somebody names where there is none, for its owner alone; tells whether it was made. Never a whole
    /// path of folders, which would be a slip, and never one in which nothing could be written afterwards.
    ///
    /// # Errors
    /// Why not; then nothing was made.
    pub fn make_folder(&self, folder: &Path) -> Result<bool, Barred> {
        // Asked by a file in it: what is kept is kept also before it is there.
        self.name(&folder.join("a"))?;
        if folder.is_dir() {
            return Ok(false);
        }
        let place = self.place(folder, false)?;
        DirBuilder::new().mode(0o700).create(place)?;
        Ok(true)
    }

    /// Writes a file through a temporary one beside it, so that there is never half of it under its name; gives its length.
    ///
    /// # Errors
    /// Why not; then what stood there stands there still.
    pub fn write(&self, to: &Path, from: &mut dyn Read, over: bool, readers: Readers) -> Result<u64, Barred> {
        self.make(to, over, readers, |file| Ok(io::copy(from, file)?))
    }

    /// The same where `make` writes the file, and reads it again if it wants to see what it has written: what fails there
    /// gets no name.
    ///
    /// # Errors
    /// Why not; then what stood there stands there still.
    pub fn make<T, E>(
        &self,
        to: &Path,
        over: bool,
        readers: Readers,
        make: impl FnOnce(&mut File) -> Result<T, E>,
    ) -> Result<T, E>
    where
        E: From<Barred>,
    {
        let place = self.place(to, over)?;
        let folder = folder_of(&place);
        let mode = match readers {
            Readers::Owner => 0o600,
            Readers::Usual => 0o644,
        };
        let mut temp = tempfile::Builder::new()
            .prefix(".ketnoi-")
            .permissions(Permissions::from_mode(mode))
            .tempfile_in(folder)
            .map_err(Barred::Io)?;
        let made = make(temp.as_file_mut())?;
        let kept = temp
            .as_file_mut()
            .flush()
            .and_then(|()| temp.as_file().sync_all());
        kept.map_err(Barred::Io)?;
        // Long may have passed: whatever somebody has put there meanwhile is judged as well.
        self.place(&place, over)?;
        let put = if over {
            temp.persist(&place)
        } else {
            temp.persist_noclobber(&place)
        };
        put.map_err(|e| match e.error.kind() {
            io::ErrorKind::AlreadyExists => Barred::Exists,
            _ => Barred::Io(e.error),
        })?;
        // The name is in the folder for good only once the folder is on the disk too; some file systems cannot be asked.
        let _best_effort = File::open(folder).and_then(|f| f.sync_all());
        Ok(made)
    }
}

/// May a line be added to the end of this file? For the log, which is opened anew for each line and knows no store: an
/// ordinary file of one name that is no database.
///
/// # Errors
/// Why not.
pub fn may_grow(path: &Path) -> Result<(), Barred> {
    Guard::default().place(path, true)?;
    match fs::symlink_metadata(path) {
        // Another name of it could be anything's.
        Ok(there) if there.nlink() > 1 => Err(Barred::Link),
        Ok(_) => Ok(()),
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(why) => Err(why.into()),
    }
}

/// Where the older half of a log is put.
pub fn aside(log: &Path) -> PathBuf {
    beside(log, ".1")
}

/// The folder that a file is in, as a path that can be opened.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn beside(path: &Path, tail: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(tail);
    PathBuf::from(name)
}

/// The path with its folder followed through every link, as far as it is there; the last name is not followed.
fn settled(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or(io::ErrorKind::IsADirectory)?;
    let folder = folder_of(path);
    match folder.canonicalize() {
        Ok(folder) => Ok(folder.join(name)),
        Err(why) if why.kind() == io::ErrorKind::NotFound && folder != Path::new(".") => {
            Ok(settled(folder)?.join(name))
        }
        Err(why) => Err(why),
    }
}

fn id_of(path: &Path) -> Option<(u64, u64)> {
    fs::metadata(path).ok().map(|m| (m.dev(), m.ino()))
}

/// The same path, also where the file system takes great letters for small ones (a stick, a share).
fn same_name(a: &Path, b: &Path) -> bool {
    a.as_os_str().eq_ignore_ascii_case(b.as_os_str())
}

fn is_part(store: &Path, place: &Path) -> bool {
    PARTS
        .iter()
        .chain([&FILES])
        .any(|tail| same_name(&beside(store, tail), place))
}

/// Does the name make it a part of some store that stands there?
fn is_part_of_any(place: &Path, name: &OsStr, known: &[PathBuf]) -> bool {
    let ends = PARTS.iter().skip(1).chain([&FILES]);
    let stems = ends.filter_map(|tail| stem(name, tail));
    stems
        .map(|stem| place.with_file_name(stem))
        // Those that are known were compared by name; to open one of them would cost it its locks.
        .any(|store| !known.contains(&store) && is_store(&store))
}

/// Is this the folder of some store's files?
fn is_files_of_any(folder: &Path) -> bool {
    let stem = folder.file_name().and_then(|name| stem(name, FILES));
    stem.is_some_and(|stem| is_store(&folder.with_file_name(stem)))
}

fn stem(name: &OsStr, tail: &str) -> Option<OsString> {
    let stem = name.as_bytes().strip_suffix(tail.as_bytes())?;
    (!stem.is_empty()).then(|| OsString::from_vec(stem.to_vec()))
}

/// Does a store of ours stand there? Never asked of one that this process has open.
fn is_store(path: &Path) -> bool {
    let Ok(mut file) = infile::open_itself(path) else {
        return false;
    };
    let mut head = [0; MARK_AT + MARK.len()];
    file.read_exact(&mut head).is_ok() && head.starts_with(HEADER) && head.ends_with(&MARK)
}
