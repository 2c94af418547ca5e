//! Folders and files that are reached through an open folder, and never through a link.
//!
//! It must never know what is in them.

use std::fs::File;
use std::io;
use std::os::fd::{AsFd, OwnedFd};

use rustix::fs::{Dir, FileType, Mode, OFlags};
use rustix::io::Errno;

use crate::core::names::BlobId;
use crate::owner::Heir;
use crate::store::files;

/// First two digits and the rest; `None` for what is no id, so that no id ever becomes a path.
pub(super) fn halves(id: &BlobId) -> Option<(&str, &str)> {
    id.is_well_formed().then(|| id.0.split_at_checked(2)).flatten()
}

/// What is not there is no error.
pub(super) fn there<T>(found: io::Result<T>) -> io::Result<Option<T>> {
    match found {
        Ok(x) => Ok(Some(x)),
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(why) => Err(why),
    }
}

/// A folder for the owner alone, made if it is not there.
pub(super) fn made(
    dir: impl AsFd + Copy,
    name: impl rustix::path::Arg + Copy,
    heir: Heir,
) -> io::Result<OwnedFd> {
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
pub(super) fn open_file(dir: impl AsFd, name: &str) -> io::Result<File> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let fd = rustix::fs::openat(dir, name, flags, Mode::empty())?;
    if FileType::from_raw_mode(rustix::fs::fstat(&fd)?.st_mode) != FileType::RegularFile {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
    }
    Ok(File::from(fd))
}

/// Names in a folder; what is no text cannot be ours.
pub(super) fn names(folder: &OwnedFd) -> io::Result<Vec<String>> {
    let mut out = Vec::new();
    for entry in Dir::read_from(folder)? {
        if let Ok(name) = entry?.file_name().to_str() {
            out.push(name.to_owned());
        }
    }
    out.sort_unstable();
    Ok(out)
}
