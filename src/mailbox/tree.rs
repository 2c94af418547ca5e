//! Folders below a folder that somebody named, gone into step by step and never by a link, so that nobody who may write
//! there can lead a reader elsewhere (reliability rows 27 and 28).

use std::ffi::{OsStr, OsString};
use std::io;
use std::os::fd::{AsFd as _, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Component, Path};

use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags, Stat};

/// Opens a folder that somebody named; a link is followed.
pub(super) fn top(path: &Path) -> io::Result<OwnedFd> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    Ok(rustix::fs::open(path, flags, Mode::empty())?)
}

/// A folder below another, by a path without links.
pub(super) fn folder(top: BorrowedFd<'_>, path: &Path) -> io::Result<OwnedFd> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let mut at = rustix::fs::openat(top, c".", flags, Mode::empty())?;
    for step in path.components() {
        let Component::Normal(name) = step else {
            return Err(io::ErrorKind::InvalidInput.into());
        };
        at = rustix::fs::openat(&at, name, flags, Mode::empty())?;
    }
    Ok(at)
}

/// What stands under this name, without following a link.
pub(super) fn look(folder: BorrowedFd<'_>, name: &Path) -> io::Result<Stat> {
    Ok(rustix::fs::statat(folder, name, AtFlags::SYMLINK_NOFOLLOW)?)
}

/// What kind of thing that is.
pub(super) fn kind(stat: &Stat) -> FileType {
    FileType::from_raw_mode(stat.st_mode)
}

/// Is there a folder of this name, and no link to one?
pub(super) fn is_folder(folder: BorrowedFd<'_>, name: &Path) -> bool {
    look(folder, name).is_ok_and(|stat| kind(&stat) == FileType::Directory)
}

/// Is there anything of this name?
pub(super) fn is_there(folder: BorrowedFd<'_>, name: &Path) -> bool {
    look(folder, name).is_ok()
}

/// The names in a folder, in their order; and whether each is known to be no folder.
pub(super) fn names(folder: BorrowedFd<'_>) -> io::Result<(Vec<OsString>, bool)> {
    let mut names = Vec::new();
    let mut are_files = true;
    for entry in Dir::read_from(folder.as_fd())? {
        let entry = entry?;
        let name = entry.file_name().to_bytes();
        if !matches!(name, b"." | b"..") {
            names.push(OsStr::from_bytes(name).to_owned());
            are_files &= !matches!(entry.file_type(), FileType::Directory | FileType::Unknown);
        }
    }
    names.sort_unstable();
    Ok((names, are_files))
}

/// A path as text from which it can be told from every other: what is no text is written as the number of its byte.
pub(super) fn written(path: &Path) -> String {
    let mut out = String::new();
    for piece in path.as_os_str().as_bytes().utf8_chunks() {
        out.push_str(&piece.valid().replace('\\', "\\\\"));
        for byte in piece.invalid() {
            out.push_str(&format!("\\x{byte:02x}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_written_as_another_text() {
        let of = |bytes: &[u8]| written(Path::new(OsStr::from_bytes(bytes)));
        assert_eq!(of("thư/Báo cáo.eml".as_bytes()), "thư/Báo cáo.eml");
        assert_eq!(of(b"a\xff"), "a\\xff");
        assert_eq!(of(b"a\\xff"), "a\\\\xff");
    }
}
