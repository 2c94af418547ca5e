//! Making files and folders that belong to us alone, whatever the umask, and telling why a write failed.
//!
//! It must never know what is in the files.

use std::fs::{DirBuilder, File, Permissions};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::{DirBuilderExt, FileExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, CWD, Mode, OFlags, RenameFlags, Timespec, Timestamps, UTIME_NOW, utimensat};
use rustix::io::Errno;
use tempfile::TempDir;

use super::error::StoreError;
use crate::owner::Heir;

/// Read and write for the owner, nothing for others.
pub const OURS: Mode = Mode::from_bits_retain(0o600);
/// The same for folders.
pub const OUR_FOLDER: Mode = Mode::from_bits_retain(0o700);

/// What the folders are called in which a backup is made, beside its file.
pub const BACKUP_WORKSHOP: &str = ".ketnoi-backup-";

/// A number that nobody can foresee: for names of temporary files, and for pauses that do not meet.
pub fn random() -> u64 {
    RandomState::new().build_hasher().finish()
}

/// A salt that nobody can guess.
pub fn salt(path: &Path) -> Result<[u8; 16], StoreError> {
    use rustix::rand::{GetRandomFlags, getrandom};
    let mut salt = [0; 16];
    // So few bytes are given whole or not at all.
    match getrandom(&mut salt, GetRandomFlags::empty()) {
        Ok(n) if n == salt.len() => Ok(salt),
        Ok(_) => Err(refused(path, io::ErrorKind::UnexpectedEof.into())),
        Err(why) => Err(refused(path, why.into())),
    }
}

/// What an error of the system means for a store.
pub fn refused(path: &Path, why: io::Error) -> StoreError {
    match why.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            StoreError::Full(path.into())
        }
        io::ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly(path.into()),
        _ => StoreError::Io {
            path: path.to_owned(),
            why,
        },
    }
}

/// The folder that a file is in, as a path that can be opened.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// `path` with `tail` after its last letter.
pub fn beside(path: &Path, tail: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(tail);
    PathBuf::from(name)
}

/// Gives a file the time of now, which whoever watches it is told. A courtesy: where it fails nobody is the worse for it.
pub fn touch(path: &Path) {
    let now = Timespec {
        tv_sec: 0,
        tv_nsec: UTIME_NOW,
    };
    let times = Timestamps {
        last_access: now,
        last_modification: now,
    };
    let _ = utimensat(CWD, path, &times, AtFlags::SYMLINK_NOFOLLOW);
}

/// Makes a folder and what is missing above it, each for the owner alone, who is that of the folder above where root makes
/// it. What is there already stays as it is.
pub fn make_folders(folder: &Path) -> io::Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    if let Some(above) = folder.parent() {
        make_folders(above)?;
    }
    match DirBuilder::new().mode(0o700).create(folder) {
        Ok(()) => {
            let made = open_folder(CWD, folder)?;
            rustix::fs::fchmod(&made, OUR_FOLDER)?;
            Heir::of(folder_of(folder)).gets(&made);
            sync_folder(folder_of(folder))
        }
        Err(why) if why.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        Err(why) => Err(why),
    }
}

/// Makes a new file for the owner alone; fails if the name is taken, by a link too.
pub fn make_file(dir: impl AsFd, name: impl rustix::path::Arg) -> io::Result<File> {
    let flags = OFlags::RDWR | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let fd = rustix::fs::openat(dir, name, flags, OURS)?;
    rustix::fs::fchmod(&fd, OURS)?;
    Ok(File::from(fd))
}

/// A folder's descriptor; a link in its place is refused.
pub fn open_folder(dir: impl AsFd, name: impl rustix::path::Arg) -> io::Result<OwnedFd> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    Ok(rustix::fs::openat(dir, name, flags, Mode::empty())?)
}

/// Makes the names in a folder survive what the disk survives.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let fd = rustix::fs::openat(CWD, folder, flags, Mode::empty())?;
    Ok(rustix::fs::fsync(fd)?)
}

/// A folder for the owner alone that goes away with what is in it.
pub fn workshop(folder: &Path, prefix: &str) -> Result<TempDir, StoreError> {
    let private = Permissions::from_mode(0o700);
    let made = tempfile::Builder::new()
        .prefix(prefix)
        .permissions(private.clone())
        .tempdir_in(folder)
        .map_err(|why| refused(folder, why))?;
    // The umask may have taken something away.
    std::fs::set_permissions(made.path(), private).map_err(|why| refused(folder, why))?;
    Ok(made)
}

/// Gives what was made under another name its own, unless that is taken.
pub fn name_new(new: &Path, path: &Path) -> Result<(), Errno> {
    match rustix::fs::renameat_with(CWD, new, CWD, path, RenameFlags::NOREPLACE) {
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {
            rustix::fs::linkat(CWD, new, CWD, path, AtFlags::empty())
                .and_then(|()| rustix::fs::unlinkat(CWD, new, AtFlags::empty()))
        }
        other => other,
    }
}

/// Why a write beside `path` fails, if it does: the engine says no more than that something failed, so a small file
/// without a name tries the same at the same length. It is as long as the first piece of the log's index, and a page more.
pub fn why_no_write(path: &Path, length: u64) -> Option<StoreError> {
    let tried = tempfile::tempfile_in(folder_of(path)).and_then(|mut f| {
        f.write_all(&[1; 40_960])?;
        f.write_all_at(&[1; 8_192], length)?;
        f.sync_data()
    });
    tried.err().map(|why| refused(path, why))
}
