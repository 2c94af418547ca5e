//! The one way to open a file that somebody names for reading: an ordinary file, with nothing waited for.
//!
//! A pipe, a device or a file of the kernel's (`/proc/kmsg`) can keep whoever opens or reads it waiting for ever. So what
//! is opened is judged by its descriptor before a byte is read, and how much is read is always limited.
//!
//! It must never know what is in a file.

use std::fs::File;
use std::io::{self, Read as _};
use std::os::fd::{AsFd as _, BorrowedFd};
use std::path::Path;

use rustix::fs::{CWD, FileType, Mode, OFlags};
use rustix::io::Errno;

/// File systems whose files are made by the kernel while they are read: proc and sysfs, debugfs and tracefs.
const MADE_UP: [u32; 4] = [0x9fa0, 0x6265_6572, 0x6462_6720, 0x7472_6163];

/// Opens an ordinary file; a link is followed.
///
/// # Errors
/// The system's; `IsADirectory` for a folder, `InvalidInput` for whatever else is no ordinary file.
pub fn open(path: &Path) -> io::Result<File> {
    opened(CWD, path, OFlags::empty())
}

/// The same; a link in its place is refused.
///
/// # Errors
/// As those of [`open`], and `ELOOP` for a link.
pub fn open_itself(path: &Path) -> io::Result<File> {
    open_in(CWD, path)
}

/// The same by its name in a folder that is open, which nobody can put another one in place of.
///
/// # Errors
/// As those of [`open_itself`].
pub fn open_in(folder: BorrowedFd<'_>, name: &Path) -> io::Result<File> {
    opened(folder, name, OFlags::NOFOLLOW)
}

/// Is this error of [`open_itself`] about a link?
pub fn is_link(why: &io::Error) -> bool {
    why.raw_os_error() == Some(Errno::LOOP.raw_os_error())
}

fn opened(folder: BorrowedFd<'_>, path: &Path, more: OFlags) -> io::Result<File> {
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY | more;
    let fd = rustix::fs::openat(folder, path, flags, Mode::empty()).map_err(|why| match why {
        // A socket, or a device that nothing stands behind.
        Errno::NXIO => io::ErrorKind::InvalidInput.into(),
        why => io::Error::from(why),
    })?;
    match FileType::from_raw_mode(rustix::fs::fstat(fd.as_fd())?.st_mode) {
        FileType::RegularFile => {}
        FileType::Directory => return Err(io::ErrorKind::IsADirectory.into()),
        _ => return Err(io::ErrorKind::InvalidInput.into()),
    }
    // The numbers are 32 bits wide whatever the field is.
    if MADE_UP.contains(&(rustix::fs::fstatfs(fd.as_fd())?.f_type as u32)) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    Ok(File::from(fd))
}

/// The bytes of an ordinary file, at most one more than `most`, so that the excess can be noticed.
///
/// # Errors
/// As those of [`open`].
pub fn read(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(path)?.take(most as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustix::fs::mknodat;

    #[test]
    fn only_ordinary_files_are_opened_and_nothing_is_waited_for() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        std::fs::write(at("file"), "abc").unwrap();
        std::os::unix::fs::symlink(at("file"), at("link")).unwrap();
        mknodat(CWD, at("pipe"), FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(at("socket")).unwrap();
        assert_eq!(read(&at("link"), 2).unwrap(), b"abc");
        assert!(open_itself(&at("link")).is_err());
        for name in ["pipe", "socket", "/dev/null", "/dev/zero", "/proc/self/status"] {
            let why = open(&at(name)).unwrap_err();
            assert_eq!(why.kind(), io::ErrorKind::InvalidInput, "{name}");
        }
        assert_eq!(open(dir.path()).unwrap_err().kind(), io::ErrorKind::IsADirectory);
    }
}
