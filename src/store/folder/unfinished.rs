//! Files on their way in: written where nobody finds them, named once they are whole.
//!
//! It must never know who refers to a file.

use std::fs::File;
use std::io;
use std::os::fd::{AsFd, AsRawFd, OwnedFd};

use rustix::fs::{Access, AtFlags, CWD, FlockOperation, OFlags, flock};
use rustix::io::Errno;

use super::entry::{halves, made, open_file, there};
use crate::core::names::BlobId;
use crate::owner::Heir;
use crate::store::files;

/// What the names of unfinished files begin with; no kept file's does.
pub(super) const UNFINISHED: &str = ".new-";

/// A file that came in whole, and has no name of its own yet.
#[derive(Debug)]
pub(super) struct Received {
    pub(super) file: Unfinished,
    pub(super) id: BlobId,
    pub(super) size: u64,
}

impl Received {
    /// Gives a finished file its own name. True if the same file was there before.
    pub(super) fn settle(&mut self, heir: Heir) -> io::Result<bool> {
        let (shelf, before) = self.name(heir)?;
        if let Some(before) = &before {
            // Its putter may not have come so far.
            before.sync_all()?;
        }
        rustix::fs::fsync(&shelf)?;
        if before.is_none() {
            rustix::fs::fsync(&self.file.folder)?;
        }
        Ok(before.is_some())
    }

    /// The same, and whoever asks makes it survive; gives the folder that the name is in, and the same file where it was
    /// there before.
    pub(super) fn name(&mut self, heir: Heir) -> io::Result<(OwnedFd, Option<File>)> {
        let (first, rest) = halves(&self.id).ok_or(Errno::INVAL)?;
        let shelf = made(&self.file.folder, first, heir)?;
        loop {
            let before = there(open_file(&shelf, rest))?;
            let is_there = before.is_some();
            if let Some(before) = before
                && before.metadata()?.len() == self.size
            {
                return Ok((shelf, Some(before)));
            }
            // Not there, or cut short by a failing disk: then these good bytes take its place.
            match self.file.settle(&shelf, rest, is_there) {
                Ok(()) => return Ok((shelf, None)),
                // Somebody else has just put the same.
                Err(Errno::EXIST) if !is_there => {}
                Err(why) => return Err(why.into()),
            }
        }
    }
}

/// A file on its way in; goes away unless it was given its own name.
#[derive(Debug)]
pub(super) struct Unfinished {
    pub(super) folder: OwnedFd,
    pub(super) file: File,
    /// Where the file system makes none without.
    pub(super) name: Option<String>,
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if let Some(name) = &self.name {
            // Nobody refers to it; left behind it is only lost room.
            let _ = rustix::fs::unlinkat(&self.folder, name.as_str(), AtFlags::empty());
        }
    }
}

impl Unfinished {
    pub(super) fn new(root: &OwnedFd) -> io::Result<Self> {
        let nameless = Self::nameless(root)?;
        nameless.map_or_else(|| Self::named(root), Ok)
    }

    /// A file without a name; `None` where there cannot be one, or it could not be given one later.
    pub(super) fn nameless(root: &OwnedFd) -> io::Result<Option<Self>> {
        let flags = OFlags::RDWR | OFlags::TMPFILE | OFlags::CLOEXEC;
        let fd = match rustix::fs::openat(root, ".", flags, files::OURS) {
            Ok(fd) => fd,
            Err(Errno::NOTSUP | Errno::ISDIR | Errno::INVAL | Errno::NOENT) => return Ok(None),
            Err(why) => return Err(why.into()),
        };
        rustix::fs::fchmod(&fd, files::OURS)?;
        if rustix::fs::access(by_number(&fd), Access::EXISTS).is_err() {
            return Ok(None);
        }
        Ok(Some(Self {
            folder: root.try_clone()?,
            file: File::from(fd),
            name: None,
        }))
    }

    /// A locked file under a name that nobody knows.
    pub(super) fn named(root: &OwnedFd) -> io::Result<Self> {
        loop {
            let name = format!("{UNFINISHED}{:016x}", files::random());
            let made = Self {
                file: files::make_file(root, name.as_str())?,
                folder: root.try_clone()?,
                name: Some(name),
            };
            flock(&made.file, FlockOperation::LockExclusive)?;
            // Between its making and its locking somebody may have taken it for left behind.
            if rustix::fs::fstat(&made.file)?.st_nlink > 0 {
                return Ok(made);
            }
        }
    }

    /// Gives it its own name in place of whatever has it, if `over`.
    pub(super) fn settle(&mut self, shelf: &OwnedFd, rest: &str, over: bool) -> Result<(), Errno> {
        let links = rustix::fs::fstat(&self.file)?.st_nlink;
        if usize::try_from(links) != Ok(self.name.iter().count()) {
            // Somebody linked it: it would change under its name.
            return Err(Errno::MLINK);
        }
        if self.name.is_none() {
            if !over {
                return self.link(shelf, rest);
            }
            flock(&self.file, FlockOperation::LockExclusive)?;
            let name = format!("{UNFINISHED}{:016x}", files::random());
            self.link(&self.folder, &name)?;
            self.name = Some(name);
        }
        if let Some(name) = &self.name {
            rustix::fs::renameat(&self.folder, name.as_str(), shelf, rest)?;
            self.name = None;
        }
        Ok(())
    }

    fn link(&self, folder: &OwnedFd, name: &str) -> Result<(), Errno> {
        rustix::fs::linkat(CWD, by_number(&self.file), folder, name, AtFlags::SYMLINK_FOLLOW)
    }
}

/// The path of an open file, whether it has a name or not.
pub(super) fn by_number(file: impl AsFd) -> String {
    format!("/proc/self/fd/{}", file.as_fd().as_raw_fd())
}
