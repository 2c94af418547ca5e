//! Files in a folder beside the store, each under the SHA-256 of its bytes: `<store>.blobs/ab/cd…`.
//!
//! Every step goes through the descriptor of a folder that was opened without following links, so that nobody can slip
//! another folder or file in between. A file is written without any name, made durable, and only given its own once the
//! command that it came with is accepted: whatever ends the program before leaves nothing. Where the file system knows no
//! files without a name, it is written under one that nobody knows and locked as long as it is being written, so that the
//! next program can tell what was left behind and takes it away.
//!
//! It must never know who refers to a file, nor open one for its content.

mod entry;
mod made_of;
mod slot;
mod unfinished;

use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, CWD, FlockOperation, flock};
use rustix::io::Errno;
use sha2::{Digest, Sha256};

use self::entry::{halves, made, names, open_file, there};
use self::slot::SLOT;
pub use self::slot::Slot;
use self::unfinished::{Received, UNFINISHED, Unfinished};
use super::blobs::{BlobInfo, BlobState, Blobs, Kept, Reserve};
use super::error::StoreError;
use super::files;
use super::proven::{proven, state_of};

use crate::core::hex::hex;
use crate::core::names::BlobId;
use crate::owner::Heir;

/// Bytes of a file that are given back for judging its kind.
const HEAD: usize = 4_096;
/// Bytes that are taken in at a time.
const PIECE: usize = 64 * 1_024;
/// The disk's room that is left to the journal where nobody says how much: so many bytes, on a small disk a part of it.
const RESERVE: u64 = 256 << 20;
const RESERVE_PART: u64 = 50;

/// The files beside a store. The folder is made when the first file is put in.
#[derive(Debug)]
pub struct FolderBlobs {
    root: PathBuf,
    reserve: Reserve,
    /// Received whole, and without a name yet.
    received: Vec<Received>,
    /// Where many are received together, the folder that they go to.
    together: Together,
    store: PathBuf,
}

/// Is each file made to survive by itself, or all of them at once when they get their names?
#[derive(Debug, Default)]
enum Together {
    #[default]
    No,
    /// The folder is opened with the first file.
    Yes(Option<OwnedFd>),
}

/// Another pair of eyes on the same files; what was received stays with whoever received it.
impl Clone for FolderBlobs {
    fn clone(&self) -> Self {
        Self {
            reserve: self.reserve,
            ..Self::beside(&self.store)
        }
    }
}

impl FolderBlobs {
    /// The files of the store at this path.
    pub fn beside(store: &Path) -> Self {
        Self {
            root: files::beside(store, ".blobs"),
            reserve: Reserve::Nothing,
            received: Vec::new(),
            together: Together::No,
            store: store.to_owned(),
        }
    }

    /// One of `most` places for a sender of this name; `None` if all are taken, by whatever programs.
    ///
    /// # Errors
    /// The folder's.
    pub fn slot(&self, sender: &str, most: u64) -> Result<Option<Slot>, StoreError> {
        let taken = self
            .made_folder()
            .and_then(|root| Slot::take(&root, sender, most));
        taken.map_err(|why| self.wrong(why))
    }

    /// Takes away what programs that were killed have left of files on their way in; gives how many there were.
    fn sweep_in(root: &OwnedFd) -> io::Result<usize> {
        let mut swept = 0;
        for name in names(root)? {
            let unfinished = name.starts_with(UNFINISHED);
            if !unfinished && !name.starts_with(SLOT) {
                continue;
            }
            let Ok(file) = open_file(root, &name) else {
                continue;
            };
            // Whoever is still writing it, or is in that place, holds its lock.
            if flock(&file, FlockOperation::NonBlockingLockExclusive).is_ok()
                && rustix::fs::unlinkat(root, name.as_str(), AtFlags::empty()).is_ok()
            {
                swept += usize::from(unfinished);
            }
        }
        Ok(swept)
    }

    /// Refuses to go on once the disk has no more room than is left to the journal.
    fn room(&self, root: &OwnedFd) -> Result<(), StoreError> {
        if self.reserve == Reserve::Nothing {
            return Ok(());
        }
        let disk = rustix::fs::fstatvfs(root).map_err(|why| self.wrong(why))?;
        let reserve = match self.reserve {
            Reserve::Nothing => 0,
            Reserve::Bytes(bytes) => bytes,
            Reserve::Usual => RESERVE.min(disk.f_blocks.saturating_mul(disk.f_frsize) / RESERVE_PART),
        };
        if disk.f_bavail.saturating_mul(disk.f_frsize) < reserve {
            return Err(StoreError::Reserved {
                site: self.root.as_path().into(),
                reserve,
            });
        }
        Ok(())
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

    fn take_in(&self, from: &mut dyn Read, limit: u64) -> Result<(Received, Kept), StoreError> {
        let root = match &self.together {
            Together::Yes(Some(root)) => root.try_clone().map_err(|why| self.wrong(why))?,
            Together::No | Together::Yes(None) => {
                let root = self.made_folder().map_err(|why| self.wrong(why))?;
                Self::sweep_in(&root).map_err(|why| self.wrong(why))?;
                root
            }
        };
        self.room(&root)?;
        let mut file = Unfinished::new(&root).map_err(|why| self.wrong(why))?;
        self.heir().gets(&file.file);
        let (hash, size, head) = self.copy(&root, from, &mut file.file, limit)?;
        if matches!(self.together, Together::No) {
            // Here and not when it gets its name: others wait for the turn then.
            file.file.sync_all().map_err(|why| self.wrong(why))?;
        }
        let id = BlobId(hex(&hash));
        let kept = Kept {
            id: id.clone(),
            size,
            head,
            already: false,
        };
        Ok((Received { file, id, size }, kept))
    }

    fn copy(
        &self,
        root: &OwnedFd,
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
            self.room(root)?;
            to.write_all(read).map_err(|why| self.wrong(why))?;
        }
    }
}

impl Blobs for FolderBlobs {
    fn put(&mut self, from: &mut dyn Read, limit: u64) -> Result<Kept, StoreError> {
        let (mut received, kept) = self.take_in(from, limit)?;
        let already = received.settle(self.heir()).map_err(|why| self.wrong(why))?;
        Ok(Kept { already, ..kept })
    }

    fn receive(&mut self, from: &mut dyn Read, limit: u64) -> Result<Kept, StoreError> {
        let (received, kept) = self.take_in(from, limit)?;
        let already = self.has(&kept.id)?;
        if let Together::Yes(root @ None) = &mut self.together {
            *root = received.file.folder.try_clone().ok();
        }
        self.received.push(received);
        Ok(Kept { already, ..kept })
    }

    fn open_received(&self, id: &BlobId) -> Result<Option<Box<dyn Read + Send>>, StoreError> {
        let Some(received) = self.received.iter().find(|r| r.id == *id) else {
            return self.open(id);
        };
        // The same open file: it is written to its end, and read by one at a time.
        let mut file = received.file.file.try_clone().map_err(|why| self.wrong(why))?;
        file.rewind().map_err(|why| self.wrong(why))?;
        Ok(Some(proven(id, file)))
    }

    fn another(&self) -> Box<dyn Blobs> {
        Box::new(self.clone())
    }

    fn settle(&mut self) -> Result<(), StoreError> {
        let all = std::mem::take(&mut self.received);
        let heir = self.heir();
        let Together::Yes(root) = &mut self.together else {
            for mut received in all {
                received.settle(heir).map_err(|why| self.wrong(why))?;
            }
            return Ok(());
        };
        let Some(root) = root.take() else { return Ok(()) };
        for mut received in all {
            received.name(heir).map_err(|why| self.wrong(why))?;
        }
        rustix::fs::syncfs(&root).map_err(|why| self.wrong(why))
    }

    fn together(&mut self) {
        self.together = Together::Yes(None);
    }

    fn harden(&mut self) -> Result<(), StoreError> {
        match &self.together {
            Together::Yes(Some(root)) => rustix::fs::syncfs(root).map_err(|why| self.wrong(why)),
            Together::No | Together::Yes(None) => Ok(()),
        }
    }

    fn give_up(&mut self) {
        self.received.clear();
        if let Together::Yes(root) = &mut self.together {
            *root = None;
        }
    }

    fn keep_free(&mut self, reserve: Reserve) {
        self.reserve = reserve;
    }

    fn sweep(&mut self) -> Result<usize, StoreError> {
        let Some(root) = self.folder()? else {
            return Ok(0);
        };
        let mut swept = Self::sweep_in(&root).map_err(|why| self.wrong(why))?;
        if let Ok(Some(made)) = there(files::open_folder(&root, made_of::FOLDER)) {
            swept += Self::sweep_in(&made).map_err(|why| self.wrong(why))?;
        }
        Ok(swept)
    }

    fn open(&self, id: &BlobId) -> Result<Option<Box<dyn Read + Send>>, StoreError> {
        let file = self.file(id)?;
        Ok(file.map(|file| proven(id, file)))
    }

    fn has(&self, id: &BlobId) -> Result<bool, StoreError> {
        Ok(self.file(id)?.is_some())
    }

    fn check(&self, id: &BlobId) -> Result<BlobState, StoreError> {
        let (shelf, name) = match self.place(id) {
            Ok(Some(place)) => place,
            Ok(None) => return Ok(BlobState::Missing),
            Err(_) => return Ok(BlobState::Unreadable),
        };
        match there(open_file(&shelf, name)) {
            Ok(Some(file)) => state_of(&mut proven(id, file)),
            Ok(None) => Ok(BlobState::Missing),
            // A link or the like stands there.
            Err(why) if matches!(why.kind(), io::ErrorKind::InvalidInput) => Ok(BlobState::Changed),
            Err(why) if why.raw_os_error() == Some(Errno::LOOP.raw_os_error()) => Ok(BlobState::Changed),
            Err(_) => Ok(BlobState::Unreadable),
        }
    }

    fn list(&self, after: Option<&BlobId>, most: usize) -> Result<Vec<BlobInfo>, StoreError> {
        let Some(root) = self.folder()? else {
            return Ok(Vec::new());
        };
        let (from, behind) = after.and_then(halves).unwrap_or_default();
        let mut page = Vec::new();
        for first in names(&root).map_err(|why| self.wrong(why))? {
            if page.len() >= most {
                break;
            }
            if first.len() != 2 || first.starts_with('.') || first.as_str() < from {
                continue;
            }
            let Ok(shelf) = files::open_folder(&root, first.as_str()) else {
                continue; // no folder of ours
            };
            let behind = if first == from { behind } else { "" };
            for rest in names(&shelf).map_err(|why| self.wrong(why))? {
                let id = BlobId(format!("{first}{rest}"));
                if page.len() >= most || rest.as_str() <= behind || !id.is_well_formed() {
                    continue;
                }
                match rustix::fs::statat(&shelf, rest.as_str(), AtFlags::SYMLINK_NOFOLLOW) {
                    Ok(found) => page.push(BlobInfo {
                        id,
                        size: u64::try_from(found.st_size).unwrap_or(0),
                    }),
                    // Removed meanwhile.
                    Err(Errno::NOENT) => {}
                    Err(why) => return Err(self.wrong(why)),
                }
            }
        }
        Ok(page)
    }

    fn made_of(&self, id: &BlobId, what: &str) -> Option<Vec<u8>> {
        made_of::read(&self.folder().ok()??, id, what)
    }

    fn keep_made(&self, id: &BlobId, what: &str, bytes: &[u8]) {
        if let Ok(Some(root)) = self.folder()
            && self.room(&root).is_ok()
        {
            // It is made again where it could not be kept.
            let _ = made_of::write(&root, id, what, bytes, self.heir());
        }
    }

    fn remove(&mut self, id: &BlobId) -> Result<bool, StoreError> {
        if let Some(root) = self.folder()? {
            made_of::remove(&root, id).map_err(|why| self.wrong(why))?;
        }
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
        assert_eq!(blobs.list(None, 9).unwrap(), []);
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
        let info = BlobInfo {
            id: first.id.clone(),
            size: 3,
        };
        assert_eq!(blobs.list(None, 9).unwrap(), [info]);
        assert_eq!(blobs.list(Some(&first.id), 9).unwrap(), []);
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
        assert!(blobs.has(&id).is_err(), "it cannot be told");
        assert_eq!(blobs.check(&id).unwrap(), BlobState::Changed);
        assert!(blobs.open(&BlobId("../../etc/passwd".into())).unwrap().is_none());
    }

    #[test]
    fn what_was_received_has_no_name_before_it_is_settled_and_goes_away_otherwise() {
        let (_dir, mut blobs) = fresh();
        let count = |blobs: &FolderBlobs| fs::read_dir(blobs.root()).unwrap().count();
        let id = blobs.receive(&mut &b"abc"[..], 9).unwrap().id;
        assert!(!blobs.has(&id).unwrap());
        blobs.give_up();
        blobs.settle().unwrap();
        assert_eq!((blobs.has(&id).unwrap(), count(&blobs)), (false, 0));
        blobs.receive(&mut &b"abc"[..], 9).unwrap();
        blobs.receive(&mut &b"abc"[..], 9).unwrap();
        blobs.settle().unwrap();
        assert_eq!(blobs.check(&id).unwrap(), BlobState::Good);
        assert_eq!(count(&blobs), 1);
    }

    #[test]
    fn where_every_file_has_a_name_it_is_locked_while_it_is_written_and_swept_afterwards() {
        let (_dir, mut blobs) = fresh();
        let root = blobs.made_folder().unwrap();
        let file = Unfinished::named(&root).unwrap();
        let name = file.name.clone().unwrap();
        assert_eq!(blobs.sweep().unwrap(), 0, "it is being written");
        let id = BlobId("ab".repeat(32));
        let mut received = Received {
            file,
            id: id.clone(),
            size: 0,
        };
        assert!(!received.settle(Heir::of(Path::new("/"))).unwrap());
        assert!(blobs.has(&id).unwrap() && !blobs.root().join(&name).exists());
        // As a killed program leaves it: the lock goes, the name stays.
        let left = Unfinished::named(&root).unwrap();
        fs::write(blobs.root().join(".new-left"), "half").unwrap();
        assert_eq!(blobs.sweep().unwrap(), 1);
        drop(left);
        assert_eq!(fs::read_dir(blobs.root()).unwrap().count(), 1, "the shelf");
    }

    #[test]
    fn a_name_has_so_many_places_and_no_more() {
        let (_dir, mut blobs) = fresh();
        let first = blobs.slot("lan", 2).unwrap().unwrap();
        let _second = blobs.slot("lan", 2).unwrap().unwrap();
        assert!(blobs.slot("lan", 2).unwrap().is_none());
        assert!(blobs.slot("minh", 2).unwrap().is_some(), "another has its own");
        blobs.sweep().unwrap();
        assert!(blobs.slot("lan", 2).unwrap().is_none());
        drop(first);
        assert!(blobs.slot("lan", 2).unwrap().is_some());
    }

    #[test]
    fn a_pipe_in_a_files_place_holds_nobody_up() {
        let (_dir, mut blobs) = fresh();
        let id = blobs.put(&mut &b"abc"[..], 9).unwrap().id;
        fs::remove_file(path(&blobs, &id)).unwrap();
        rustix::fs::mknodat(CWD, path(&blobs, &id), rustix::fs::FileType::Fifo, files::OURS, 0).unwrap();
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
