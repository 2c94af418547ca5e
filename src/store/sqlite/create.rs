//! A new store: made whole under a name that nobody knows, then given its own.
//!
//! It must never know who asks for it.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};
use rustix::fs::{AtFlags, CWD};

use super::connect::settled;
use super::engine::no_room;
use super::file::SqliteJournal;
use super::schema;
use crate::owner::Heir;
use crate::store::error::StoreError;
use crate::store::files;

/// A store without a fact takes no more room than this.
const EMPTY_MOST: u64 = 128 << 10;

impl SqliteJournal {
    /// Makes a store at `path`, or opens the one that somebody else has just made there. It appears under its name whole
    /// or not at all.
    ///
    /// # Errors
    /// The disk's or the engine's.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        match Self::open(path) {
            Err(StoreError::Absent(_)) => {}
            other => return other,
        }
        schema::engine_is_fit()?;
        let folder = files::folder_of(path);
        files::make_folders(folder).map_err(|why| files::refused(path, why))?;
        let path = settled(path)?;
        let new = files::beside(&path, &format!(".new-{:016x}", files::random()));
        let made = make(&new).and_then(|()| name_it(&new, &path));
        if made.is_err() {
            for tail in ["", "-journal", "-wal", "-shm"] {
                // It may or may not be there; the error that counts is the first.
                let _ = std::fs::remove_file(files::beside(&new, tail));
            }
        }
        made?;
        Self::open(&path)
    }
}

/// Makes a whole, empty store under a name that nobody knows.
pub(super) fn make(new: &Path) -> Result<(), StoreError> {
    let file = files::make_file(CWD, new).map_err(|why| files::refused(new, why))?;
    Heir::of(files::folder_of(new)).gets(&file);
    drop(file); // no connection to it yet, so no lock is lost
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let built = || -> rusqlite::Result<()> {
        let mut conn = Connection::open_with_flags(new, flags)?;
        conn.execute_batch("PRAGMA synchronous = FULL")?;
        let tx = conn.transaction()?;
        schema::mark(&tx)?;
        schema::run(&tx, schema::MIGRATIONS, 0)?;
        tx.commit()?;
        // After the tables, so that the file's own header says from the first moment what it is.
        conn.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
        conn.close().map_err(|(_, e)| e)
    };
    built().map_err(|e| no_room(new, &e, EMPTY_MOST))
}

/// Gives the new store its name, unless somebody else was quicker: then theirs counts.
fn name_it(new: &Path, path: &Path) -> Result<(), StoreError> {
    use rustix::io::Errno;
    match files::name_new(new, path) {
        Ok(()) => files::sync_folder(files::folder_of(path)).map_err(|why| files::refused(path, why)),
        Err(Errno::EXIST) => {
            rustix::fs::unlinkat(CWD, new, AtFlags::empty()).map_err(|why| files::refused(new, why.into()))
        }
        Err(why) => Err(files::refused(path, why.into())),
    }
}
