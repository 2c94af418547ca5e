//! The form in which facts go from one store to another, in a backup above all: a file of this engine, with nothing in it
//! but the facts as they were kept, and the moment of the backup.
//!
//! It must never know where the file goes, nor where the facts come from.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::create::make;
use super::engine::copy_failed;
use super::file::SqliteJournal;
use super::origin;
use super::rows::insert;
use crate::core::names::CampaignId;
use crate::core::time::Stamp;
use crate::store::engine::Store;
use crate::store::error::StoreError;
use crate::store::journal::{Journal, RawFact, StreamInfo};

/// A file of facts that is being written. Nobody relies on it before it is whole.
#[derive(Debug)]
pub struct Exchange {
    conn: Connection,
    path: PathBuf,
}

impl Exchange {
    /// Makes an empty one at a path where nothing is.
    ///
    /// # Errors
    /// The disk's or the engine's.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        make(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_NOFOLLOW;
        let open = || -> rusqlite::Result<Connection> {
            let conn = Connection::open_with_flags(path, flags)?;
            // Whoever needs it to be durable makes it so once it is whole.
            conn.execute_batch("PRAGMA synchronous = OFF")?;
            Ok(conn)
        };
        Ok(Self {
            conn: open().map_err(|e| copy_failed(path, &e))?,
            path: path.to_owned(),
        })
    }

    /// Takes in facts that were checked.
    ///
    /// # Errors
    /// There is no room, or the engine refuses.
    pub fn add(&mut self, facts: &[RawFact]) -> Result<(), StoreError> {
        let written = || -> rusqlite::Result<()> {
            let tx = self.conn.unchecked_transaction()?;
            insert(&tx, facts.iter().map(|fact| &fact.row))?;
            tx.commit()
        };
        written().map_err(|e| copy_failed(&self.path, &e))
    }

    /// Says of what is made from it that it comes from a backup of that moment.
    ///
    /// # Errors
    /// There is no room, or the engine refuses.
    pub fn of_backup(&mut self, made: Stamp) -> Result<(), StoreError> {
        origin::mark(&self.conn, made).map_err(|e| copy_failed(&self.path, &e))
    }

    /// Closes it; it is whole from here on.
    ///
    /// # Errors
    /// There is no room, or the engine refuses.
    pub fn finish(self) -> Result<(), StoreError> {
        let Self { conn, path } = self;
        conn.close().map_err(|(_, e)| copy_failed(&path, &e))
    }

    /// Opens such a file to read it; it may come from elsewhere, and is judged like any store.
    ///
    /// # Errors
    /// As for opening a store.
    pub fn read(path: &Path) -> Result<Box<dyn Store>, StoreError> {
        Ok(Box::new(SqliteJournal::open(path)?))
    }
}

impl SqliteJournal {
    pub(super) fn all_at_once(&mut self) -> Result<Vec<StreamInfo>, StoreError> {
        self.fresh()?;
        self.conn.execute_batch("BEGIN").map_err(|e| self.wrong(&e))?;
        let streams = self.streams();
        self.roll_back();
        streams
    }

    pub(super) fn raw(
        &mut self,
        stream: &CampaignId,
        after: i64,
        limit: usize,
    ) -> Result<Vec<Option<RawFact>>, StoreError> {
        self.fresh()?;
        let page = self.page(stream, after, limit)?;
        let raw = |row: Option<_>| {
            let Some(row) = row else { return Ok(None) };
            let left = self.left(&row)?;
            Ok(Some(RawFact { row, left }))
        };
        page.into_iter().map(raw).collect()
    }
}
