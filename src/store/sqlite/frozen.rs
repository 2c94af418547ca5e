//! A store that can be read but whose readers cannot share anything: the disk is full, or may not be written, and the
//! index of the log cannot be made. Then nobody else has it open (the index would be there), and it is read as it lies:
//! the file alone where its log is empty, else a copy of both in memory, since without its log it would be an old store.
//!
//! It must never know what is in the store.

use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tempfile::TempDir;

use super::schema::{self, Pinned};
use crate::store::error::StoreError;
use crate::store::files;

/// Where Linux keeps files in memory.
const IN_MEMORY: &str = "/dev/shm";
/// Bytes that are copied at a time.
const PIECE: usize = 256 * 1_024;

/// How a store looked that is read as if nobody ever changed it; it is opened anew when it looks otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    identity: (u64, u64),
    file: (u64, Option<SystemTime>),
    log: (u64, Option<SystemTime>),
}

fn length_and_time(path: &Path) -> (u64, Option<SystemTime>) {
    fs::symlink_metadata(path).map_or((0, None), |m| (m.len(), m.modified().ok()))
}

fn mark(path: &Path) -> Result<Mark, StoreError> {
    let (log, time) = length_and_time(&files::beside(path, "-wal"));
    Ok(Mark {
        identity: schema::identity(path)?,
        file: length_and_time(path),
        log: (log, time.filter(|_| log > 0)),
    })
}

/// A store as it lay at one moment.
#[derive(Debug)]
pub struct Frozen {
    mark: Mark,
    copy: Option<TempDir>,
    /// It could not be opened in the usual way for want of room.
    pub full: bool,
}

impl Frozen {
    /// The store at `path`, which `look` holds open. `why` it could not be opened in the usual way is given back where
    /// this is no way either.
    pub fn of(path: &Path, look: &Pinned, why: StoreError) -> Result<Self, StoreError> {
        let full = matches!(why, StoreError::Full(_));
        if !(full || matches!(why, StoreError::ReadOnly(_)) || is_closed(path)) {
            return Err(why);
        }
        let mark = mark(path)?;
        let copy = if mark.log.0 == 0 {
            None
        } else {
            Some(copied(path, look).map_err(|_| why)?)
        };
        let frozen = Self { mark, copy, full };
        if frozen.is_so_still(path)? {
            Ok(frozen)
        } else {
            Err(StoreError::Busy) // somebody has begun to write meanwhile
        }
    }

    /// What is to be opened in its stead, if it is a copy.
    pub fn copy(&self) -> Option<PathBuf> {
        self.copy.as_ref().map(|dir| dir.path().join("k"))
    }

    /// The copy was opened: the engine needs its names no longer, and a program that is killed leaves nothing behind.
    pub fn was_opened(&mut self) {
        self.copy = None;
    }

    /// Does the store lie there as it did?
    pub fn is_so_still(&self, path: &Path) -> Result<bool, StoreError> {
        Ok(mark(path)? == self.mark)
    }
}

/// May no file be made beside the store?
fn is_closed(path: &Path) -> bool {
    rustix::fs::access(files::folder_of(path), rustix::fs::Access::WRITE_OK).is_err()
}

/// The store and its log in a folder in memory that nobody else may open. The store is read through the descriptor that
/// is held: to open and close another would take locks away.
fn copied(path: &Path, look: &Pinned) -> std::io::Result<TempDir> {
    let private = fs::Permissions::from_mode(0o700);
    let dir = tempfile::Builder::new()
        .prefix("ketnoi-")
        .permissions(private)
        .tempdir_in(IN_MEMORY)?;
    let mut file = files::make_file(rustix::fs::CWD, dir.path().join("k"))?;
    let mut piece = vec![0; PIECE];
    let mut at = 0;
    loop {
        let n = look.read_at(&mut piece, at)?;
        if n == 0 {
            break;
        }
        file.write_all(piece.get(..n).unwrap_or_default())?;
        at += n as u64;
    }
    let mut log = files::make_file(rustix::fs::CWD, dir.path().join("k-wal"))?;
    std::io::copy(&mut File::open(files::beside(path, "-wal"))?, &mut log)?;
    Ok(dir)
}
