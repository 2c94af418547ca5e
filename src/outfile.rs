//! The one way to write a file that somebody names: whole or not at all, and never over what this program lives by.
//!
//! Whoever may choose a path may otherwise choose the journal, the access file or a device. So every such path passes one
//! [`Guard`] first, by its name and by what stands there: a store and all its parts (this one, or any other), settings,
//! the access file, and whatever is not an ordinary file are left alone, `--force` or not.
//!
//! It must never know what is written, nor why.

use std::ffi::{OsStr, OsString};
use std::fs::{self, DirBuilder, File, Metadata, Permissions};
use std::io::{self, Read};
use std::os::fd::AsRawFd as _;
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::fs::{AtFlags, CWD, Mode, OFlags};
use rustix::process::geteuid;
use tempfile::NamedTempFile;

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

/// How the name of a file begins that is not whole yet, and how many letters follow.
const HIDDEN: &str = ".ketnoi-";
const HIDDEN_MORE: usize = 6;
/// Nobody writes at one file for so long: whoever wrote it is gone.
const LEFT: Duration = Duration::from_hours(24);
/// The own open files by number.
const OPEN_FILES: &str = "/proc/self/fd";

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

    /// Writes a file that gets its name once it is whole; gives its length.
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
        let mut begun = Begun::in_folder(folder, mode).map_err(Barred::Io)?;
        let made = make(begun.file())?;
        begun.file().sync_all().map_err(Barred::Io)?;
        // Long may have passed: whatever somebody has put there meanwhile is judged as well.
        self.place(&place, over)?;
        begun.name(folder, &place, over).map_err(|why| match why.kind() {
            io::ErrorKind::AlreadyExists => Barred::Exists,
            _ => Barred::Io(why),
        })?;
        // The name is in the folder for good only once the folder is on the disk too; some file systems cannot be asked.
        let _best_effort = File::open(folder).and_then(|f| f.sync_all());
        Ok(made)
    }
}

/// A file that is being written.
enum Begun {
    /// It has no name yet: whoever is killed here, or loses power, leaves nothing behind.
    Nameless(File),
    /// Where a file system knows none without a name (a share, a stick): it is hidden beside the place it is for, and goes when it is
    /// dropped. One that is left behind goes with the next file that is written there a day later.
    Hidden(NamedTempFile),
}

impl Begun {
    fn in_folder(folder: &Path, mode: u32) -> io::Result<Self> {
        let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
        // Without this list of open files it could not be given a name afterwards.
        if Path::new(OPEN_FILES).is_dir()
            && let Ok(file) = rustix::fs::open(folder, flags, Mode::from_raw_mode(mode))
        {
            return Ok(Self::Nameless(file.into()));
        }
        clear(folder);
        hidden()
            .permissions(Permissions::from_mode(mode))
            .tempfile_in(folder)
            .map(Self::Hidden)
    }

    fn file(&mut self) -> &mut File {
        match self {
            Self::Nameless(file) => file,
            Self::Hidden(file) => file.as_file_mut(),
        }
    }

    fn name(self, folder: &Path, place: &Path, over: bool) -> io::Result<()> {
        match self {
            Self::Nameless(file) if over => {
                // A name can be given, but not instead of another: it is hidden for the moment of a renaming.
                let named = hidden().make_in(folder, |at| linked(&file, at))?;
                named.persist(place).map(drop).map_err(|e| e.error)
            }
            Self::Nameless(file) => linked(&file, place),
            Self::Hidden(file) if over => file.persist(place).map(drop).map_err(|e| e.error),
            Self::Hidden(file) => file.persist_noclobber(place).map(drop).map_err(|e| e.error),
        }
    }
}

fn hidden() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(HIDDEN).rand_bytes(HIDDEN_MORE);
    builder
}

/// Gives an open file a name that nothing has.
fn linked(file: &File, at: &Path) -> io::Result<()> {
    let from = format!("{OPEN_FILES}/{}", file.as_raw_fd());
    Ok(rustix::fs::linkat(CWD, from, CWD, at, AtFlags::SYMLINK_FOLLOW)?)
}

/// Removes files that somebody of this account was killed over, a day ago or longer.
fn clear(folder: &Path) {
    let Ok(all) = fs::read_dir(folder) else { return };
    for entry in all.flatten() {
        let name = entry.file_name();
        let ours = name.as_bytes().starts_with(HIDDEN.as_bytes()) && name.len() == HIDDEN.len() + HIDDEN_MORE;
        let is_left = |m: Metadata| {
            let old = m.modified().ok().and_then(|t| t.elapsed().ok());
            m.is_file() && m.uid() == geteuid().as_raw() && old.is_some_and(|t| t >= LEFT)
        };
        if ours && entry.metadata().is_ok_and(is_left) {
            // Whoever comes next tries again.
            let _ = fs::remove_file(entry.path());
        }
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

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;

    #[test]
    fn what_somebody_was_killed_over_goes_a_day_later_and_nothing_else_does() {
        let folder = tempfile::tempdir().expect("a folder");
        let put = |name: &str, age: Duration| {
            let file = File::create(folder.path().join(name)).expect("a file");
            file.set_modified(SystemTime::now() - age).expect("its time");
        };
        put(".ketnoi-aB3dE6", LEFT + Duration::from_mins(1));
        put(".ketnoi-aB3dE7", LEFT - Duration::from_mins(1));
        put(".ketnoi-notes.txt", LEFT * 2);
        put("report.docx", LEFT * 2);
        fs::create_dir(folder.path().join(".ketnoi-folder")).expect("a folder");
        clear(folder.path());
        let left = fs::read_dir(folder.path()).expect("a folder").flatten();
        let mut left: Vec<_> = left
            .map(|e| e.file_name().into_string().expect("a name"))
            .collect();
        left.sort();
        assert_eq!(
            left,
            [
                ".ketnoi-aB3dE7",
                ".ketnoi-folder",
                ".ketnoi-notes.txt",
                "report.docx"
            ]
        );
    }

    #[test]
    fn a_file_gets_its_name_whether_the_file_system_knows_nameless_ones_or_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let named = || {
            hidden()
                .tempfile_in(folder.path())
                .map(Begun::Hidden)
                .expect("a file")
        };
        let nameless = || Begun::in_folder(folder.path(), 0o644).expect("a file");
        let place = folder.path().join("a.txt");
        for begin in [&named as &dyn Fn() -> Begun, &nameless] {
            let _ = fs::remove_file(&place);
            let mut first = begin();
            io::Write::write_all(first.file(), b"one").expect("written");
            first.name(folder.path(), &place, false).expect("named");
            let why = begin()
                .name(folder.path(), &place, false)
                .expect_err("there is one");
            assert_eq!(why.kind(), io::ErrorKind::AlreadyExists);
            assert_eq!(fs::read(&place).expect("read"), b"one");
            begin().name(folder.path(), &place, true).expect("in its place");
            assert_eq!(fs::read(&place).expect("read"), b"");
            assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
        }
    }
}
