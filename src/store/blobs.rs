//! Files in a folder beside the store, each under the SHA-256 of its bytes: `<store>.blobs/ab/cd…`.
//!
//! Every step goes through the descriptor of a folder that was opened without following links, so that nobody can slip
//! another folder or file in between. A file is written under a name that nobody knows, made durable, and only then given
//! its own.
//!
//! It must never know who refers to a file, nor open one for its content.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags};
use rustix::io::Errno;
use sha2::{Digest, Sha256};

use super::codec::hex;
use super::files;
use super::journal::{BlobState, Blobs, Kept, StoreError};
use crate::core::names::BlobId;
use crate::owner::Heir;

/// Bytes of a file that are given back for judging its kind.
const HEAD: usize = 4_096;
/// Bytes that are taken in at a time.
const PIECE: usize = 64 * 1_024;
/// What the names of unfinished files begin with; no kept file's does.
const UNFINISHED: &str = ".new-";

/// The files beside a store. The folder is made when the first file is put in.
#[derive(Debug, Clone)]
pub struct FolderBlobs {
    root: PathBuf,
    store: PathBuf,
}

/// An unfinished file; goes away unless it was given its own name.
struct Unfinished<'a> {
    folder: &'a OwnedFd,
    name: String,
    kept: bool,
}

impl Drop for Unfinished<'_> {
    fn drop(&mut self) {
        if !self.kept {
            // Nobody refers to it; left behind it is only lost room.
            let _ = rustix::fs::unlinkat(self.folder, self.name.as_str(), AtFlags::empty());
        }
    }
}

impl FolderBlobs {
    /// The files of the store at this path.
    pub fn beside(store: &Path) -> Self {
        Self {
            root: files::beside(store, ".blobs"),
            store: store.to_owned(),
        }
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Whose is what is made here: the store's owner's.
    fn heir(&self) -> Heir {
        Heir::of(&self.store)
    }

    /// The same of one file, so that it can be told which folder on the way to it is in the way.
    fn wrong_at(&self, id: &BlobId, why: impl Into<io::Error>) -> StoreError {
        let at = halves(id).map(|(first, rest)| self.root.join(first).join(rest));
        files::refused(at.as_deref().unwrap_or(&self.root), why.into())
    }

    fn wrong(&self, why: impl Into<io::Error>) -> StoreError {
        files::refused(&self.root, why.into())
    }

    /// The folder's descriptor; `None` if it is not there.
    fn folder(&self) -> Result<Option<OwnedFd>, StoreError> {
        there(files::open_folder(CWD, &self.root)).map_err(|why| self.wrong(why))
    }

    fn made_folder(&self) -> io::Result<OwnedFd> {
        files::make_folders(files::folder_of(&self.root))?;
        let root = made(CWD, &self.root, self.heir())?;
        files::sync_folder(files::folder_of(&self.root))?;
        Ok(root)
    }

    /// The folder and name of a kept file; `None` if the id is none or the folder is not there.
    fn place<'a>(&self, id: &'a BlobId) -> Result<Option<(OwnedFd, &'a str)>, StoreError> {
        let Some((first, rest)) = halves(id) else {
            return Ok(None);
        };
        let Some(root) = self.folder()? else {
            return Ok(None);
        };
        let shelf = there(files::open_folder(&root, first)).map_err(|why| self.wrong_at(id, why))?;
        Ok(shelf.map(|shelf| (shelf, rest)))
    }

    fn file(&self, id: &BlobId) -> Result<Option<File>, StoreError> {
        let Some((shelf, name)) = self.place(id)? else {
            return Ok(None);
        };
        there(open_file(&shelf, name)).map_err(|why| self.wrong_at(id, why))
    }

    fn take_in(&self, root: &OwnedFd, from: &mut dyn Read, limit: u64) -> Result<Kept, StoreError> {
        let name = format!("{UNFINISHED}{:016x}", files::random());
        let heir = self.heir();
        let mut file = files::make_file(root, name.as_str()).map_err(|why| self.wrong(why))?;
        heir.gets(&file);
        let mut unfinished = Unfinished {
            folder: root,
            name,
            kept: false,
        };
        let (hash, size, head) = self.copy(from, &mut file, limit)?;
        let id = BlobId(hex(&hash));
        let already = Self::settle(root, &file, &mut unfinished, (&id, size), heir)
            .map_err(|why| self.wrong_at(&id, why))?;
        Ok(Kept {
            id,
            size,
            head,
            already,
        })
    }

    fn copy(
        &self,
        from: &mut dyn Read,
        to: &mut File,
        limit: u64,
    ) -> Result<([u8; 32], u64, Vec<u8>), StoreError> {
        let mut hash = Sha256::new();
        let mut head = Vec::new();
        let mut size = 0_u64;
        let mut piece = vec![0; PIECE];
        loop {
            let n = match from.read(&mut piece) {
                Ok(0) => return Ok((hash.finalize().into(), size, head)),
                Ok(n) => n,
                Err(why) if why.kind() == io::ErrorKind::Interrupted => continue,
                Err(why) => return Err(self.wrong(why)),
            };
            let read = piece.get(..n).unwrap_or_default();
            size += n as u64;
            if size > limit {
                return Err(StoreError::TooLarge { limit });
            }
            let wanted = (HEAD - head.len()).min(n);
            head.extend_from_slice(read.get(..wanted).unwrap_or_default());
            hash.update(read);
            to.write_all(read).map_err(|why| self.wrong(why))?;
        }
    }

    /// Gives a finished file its own name. True if the same file was there before.
    fn settle(
        root: &OwnedFd,
        file: &File,
        unfinished: &mut Unfinished<'_>,
        (id, size): (&BlobId, u64),
        heir: Heir,
    ) -> io::Result<bool> {
        let (first, rest) = halves(id).ok_or(Errno::INVAL)?;
        let shelf = made(root, first, heir)?;
        let before = there(open_file(&shelf, rest))?;
        if let Some(before) = before
            && before.metadata()?.len() == size
        {
            // Its putter may not have come so far.
            before.sync_all()?;
            rustix::fs::fsync(&shelf)?;
            return Ok(true);
        }
        // Not there, or cut short by a failing disk: then these good bytes take its place.
        file.sync_all()?;
        if rustix::fs::fstat(file)?.st_nlink != 1 {
            return Err(io::Error::other("somebody linked the unfinished file"));
        }
        rustix::fs::renameat(root, unfinished.name.as_str(), &shelf, rest)?;
        unfinished.kept = true;
        rustix::fs::fsync(&shelf)?;
        rustix::fs::fsync(root)?;
        Ok(false)
    }
}

/// First two digits and the rest; `None` for what is no id, so that no id ever becomes a path.
fn halves(id: &BlobId) -> Option<(&str, &str)> {
    id.is_well_formed().then(|| id.0.split_at_checked(2)).flatten()
}

/// What is not there is no error.
fn there<T>(found: io::Result<T>) -> io::Result<Option<T>> {
    match found {
        Ok(x) => Ok(Some(x)),
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(why) => Err(why),
    }
}

/// A folder for the owner alone, made if it is not there.
fn made(dir: impl AsFd + Copy, name: impl rustix::path::Arg + Copy, heir: Heir) -> io::Result<OwnedFd> {
    let new = match rustix::fs::mkdirat(dir, name, files::OUR_FOLDER) {
        Ok(()) => true,
        Err(Errno::EXIST) => false,
        Err(why) => return Err(why.into()),
    };
    let folder = files::open_folder(dir, name)?;
    if new {
        rustix::fs::fchmod(&folder, files::OUR_FOLDER)?;
        heir.gets(&folder);
    }
    Ok(folder)
}

/// A regular file; a link is refused, and nothing else that might stand there is waited for.
fn open_file(dir: impl AsFd, name: &str) -> io::Result<File> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let fd = rustix::fs::openat(dir, name, flags, Mode::empty())?;
    if FileType::from_raw_mode(rustix::fs::fstat(&fd)?.st_mode) != FileType::RegularFile {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
    }
    Ok(File::from(fd))
}

/// Names in a folder; what is no text cannot be ours.
fn names(folder: &OwnedFd) -> io::Result<Vec<String>> {
    let mut out = Vec::new();
    for entry in Dir::read_from(folder)? {
        if let Ok(name) = entry?.file_name().to_str() {
            out.push(name.to_owned());
        }
    }
    out.sort_unstable();
    Ok(out)
}

impl Blobs for FolderBlobs {
    fn put(&mut self, from: &mut dyn Read, limit: u64) -> Result<Kept, StoreError> {
        let root = self.made_folder().map_err(|why| self.wrong(why))?;
        self.take_in(&root, from, limit)
    }

    fn open(&self, id: &BlobId) -> Result<Option<Box<dyn Read + Send>>, StoreError> {
        let file = self.file(id)?;
        Ok(file.map(|f| Box::new(f) as Box<dyn Read + Send>))
    }

    fn has(&self, id: &BlobId) -> bool {
        matches!(self.file(id), Ok(Some(_)))
    }

    fn check(&self, id: &BlobId) -> Result<BlobState, StoreError> {
        let (shelf, name) = match self.place(id) {
            Ok(Some(place)) => place,
            Ok(None) => return Ok(BlobState::Missing),
            Err(_) => return Ok(BlobState::Unreadable),
        };
        let mut file = match there(open_file(&shelf, name)) {
            Ok(Some(file)) => file,
            Ok(None) => return Ok(BlobState::Missing),
            // A link or the like stands there.
            Err(why) if matches!(why.kind(), io::ErrorKind::InvalidInput) => return Ok(BlobState::Changed),
            Err(why) if why.raw_os_error() == Some(Errno::LOOP.raw_os_error()) => {
                return Ok(BlobState::Changed);
            }
            Err(_) => return Ok(BlobState::Unreadable),
        };
        let mut hash = Sha256::new();
        let mut piece = vec![0; PIECE];
        loop {
            match file.read(&mut piece) {
                Ok(0) => break,
                Ok(n) => hash.update(piece.get(..n).unwrap_or_default()),
                Err(why) if why.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return Ok(BlobState::Unreadable),
            }
        }
        let good = hex(&hash.finalize()) == id.0;
        Ok(if good { BlobState::Good } else { BlobState::Changed })
    }

    fn list(&self) -> Result<Vec<BlobId>, StoreError> {
        let Some(root) = self.folder()? else {
            return Ok(Vec::new());
        };
        let mut all = Vec::new();
        for first in names(&root).map_err(|why| self.wrong(why))? {
            if first.len() != 2 || first.starts_with('.') {
                continue;
            }
            let Ok(shelf) = files::open_folder(&root, first.as_str()) else {
                continue; // no folder of ours
            };
            let rest = names(&shelf).map_err(|why| self.wrong(why))?;
            all.extend(rest.into_iter().map(|rest| BlobId(format!("{first}{rest}"))));
        }
        all.retain(BlobId::is_well_formed);
        Ok(all)
    }

    fn remove(&mut self, id: &BlobId) -> Result<bool, StoreError> {
        let Some((shelf, name)) = self.place(id)? else {
            return Ok(false);
        };
        match rustix::fs::unlinkat(&shelf, name, AtFlags::empty()) {
            Ok(()) => {}
            Err(Errno::NOENT) => return Ok(false),
            Err(why) => return Err(self.wrong(why)),
        }
        rustix::fs::fsync(&shelf).map_err(|why| self.wrong(why))?;
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};

    fn fresh() -> (tempfile::TempDir, FolderBlobs) {
        let dir = tempfile::tempdir().unwrap();
        let blobs = FolderBlobs::beside(&dir.path().join("k.db"));
        (dir, blobs)
    }

    fn path(blobs: &FolderBlobs, id: &BlobId) -> PathBuf {
        blobs.root().join(&id.0[..2]).join(&id.0[2..])
    }

    #[test]
    fn a_file_is_kept_once_under_its_hash_for_us_alone() {
        let (_dir, mut blobs) = fresh();
        assert!(!blobs.root().exists(), "made by the first put");
        assert_eq!(blobs.list().unwrap(), []);
        let first = blobs.put(&mut &b"abc"[..], 3).unwrap();
        assert_eq!(
            first.id.0,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(
            (first.size, first.already, &first.head[..]),
            (3, false, &b"abc"[..])
        );
        assert!(blobs.put(&mut &b"abc"[..], 3).unwrap().already);
        assert_eq!(blobs.list().unwrap(), std::slice::from_ref(&first.id));
        assert_eq!(
            fs::metadata(path(&blobs, &first.id))
                .unwrap()
                .permissions()
                .mode()
                & 0o777,
            0o600
        );
        assert_eq!(
            fs::metadata(blobs.root()).unwrap().permissions().mode() & 0o777,
            0o700
        );
        assert_eq!(
            fs::read_dir(blobs.root()).unwrap().count(),
            1,
            "nothing unfinished is left"
        );
        assert!(blobs.remove(&first.id).unwrap());
        assert!(!blobs.remove(&first.id).unwrap());
        assert_eq!(blobs.check(&first.id).unwrap(), BlobState::Missing);
    }

    #[test]
    fn too_much_is_refused_and_leaves_nothing() {
        let (_dir, mut blobs) = fresh();
        let refused = blobs.put(&mut &b"abcd"[..], 3);
        assert!(matches!(refused, Err(StoreError::TooLarge { limit: 3 })));
        assert_eq!(fs::read_dir(blobs.root()).unwrap().count(), 0);
        let long = vec![7; HEAD + PIECE];
        assert_eq!(blobs.put(&mut &long[..], u64::MAX).unwrap().head.len(), HEAD);
    }

    #[test]
    fn rot_and_links_are_noticed_and_never_followed() {
        let (dir, mut blobs) = fresh();
        let id = blobs.put(&mut &b"abc"[..], 9).unwrap().id;
        fs::write(path(&blobs, &id), b"abd").unwrap();
        assert_eq!(blobs.check(&id).unwrap(), BlobState::Changed);
        fs::write(path(&blobs, &id), b"ab").unwrap();
        assert!(
            !blobs.put(&mut &b"abc"[..], 9).unwrap().already,
            "a file cut short is mended"
        );
        assert_eq!(blobs.check(&id).unwrap(), BlobState::Good);
        let other = dir.path().join("other");
        fs::write(&other, b"abc").unwrap();
        fs::remove_file(path(&blobs, &id)).unwrap();
        symlink(&other, path(&blobs, &id)).unwrap();
        assert!(blobs.open(&id).is_err());
        assert!(!blobs.has(&id));
        assert_eq!(blobs.check(&id).unwrap(), BlobState::Changed);
        assert!(blobs.open(&BlobId("../../etc/passwd".into())).unwrap().is_none());
    }

    #[test]
    fn a_pipe_in_a_files_place_holds_nobody_up() {
        let (_dir, mut blobs) = fresh();
        let id = blobs.put(&mut &b"abc"[..], 9).unwrap().id;
        fs::remove_file(path(&blobs, &id)).unwrap();
        rustix::fs::mknodat(CWD, path(&blobs, &id), FileType::Fifo, files::OURS, 0).unwrap();
        assert!(blobs.open(&id).is_err());
        assert_eq!(blobs.check(&id).unwrap(), BlobState::Changed);
    }

    #[test]
    fn a_link_in_the_folders_place_is_refused() {
        let (dir, mut blobs) = fresh();
        fs::create_dir(dir.path().join("elsewhere")).unwrap();
        symlink(dir.path().join("elsewhere"), blobs.root()).unwrap();
        assert!(blobs.put(&mut &b"abc"[..], 9).is_err());
        assert_eq!(fs::read_dir(dir.path().join("elsewhere")).unwrap().count(), 0);
    }
}
