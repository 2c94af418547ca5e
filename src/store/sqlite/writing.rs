//! The one write lock: taken with patience, under it the tables are brought up to date, and what was written is known to be
//! there before it is called done.
//!
//! A store is upgraded by the first who writes, never by somebody who only looks.
//!
//! It must never know what is written.

use std::time::Duration;

use rusqlite::Connection;

use super::connect::version_of;
use super::engine::{PATIENCE, patiently};
use super::file::SqliteJournal;
use super::schema;
use crate::store::error::StoreError;
use crate::store::files;

/// The write-ahead log is cut back to this once it has been taken over.
const LOG_LIMIT: u64 = 4 << 20;

impl SqliteJournal {
    pub(super) fn prepare_to_write(&mut self) -> Result<(), StoreError> {
        self.guard()?;
        if self.closed || self.only_reads() {
            // It may have become writable since.
            self.reopen()?;
            if self.only_reads() {
                let site = self.path.as_path().into();
                return Err(match &self.frozen {
                    Some(frozen) if frozen.full => StoreError::Full(site),
                    _ => StoreError::ReadOnly(site),
                });
            }
        }
        if self.ready_to_write {
            return Ok(());
        }
        let mode = patiently(PATIENCE, || {
            self.conn
                .query_row("PRAGMA journal_mode = WAL", [], |r| r.get::<_, String>(0))
        })
        .map_err(|e| self.wrong(&e))?;
        if mode != "wal" {
            return Err(StoreError::Engine {
                site: self.path.as_path().into(),
                detail: format!("journal_mode {mode}"),
            });
        }
        let settings = format!(
            "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000; PRAGMA journal_size_limit = {LOG_LIMIT}"
        );
        self.conn.execute_batch(&settings).map_err(|e| self.wrong(&e))?;
        self.watch_log();
        self.ready_to_write = true;
        Ok(())
    }

    /// Writes to the scratch tables, outside the chain.
    pub(super) fn scratch(
        &mut self,
        patience: Duration,
        write: impl Fn(&Connection) -> rusqlite::Result<()>,
    ) -> Result<(), StoreError> {
        self.begin(patience)?;
        match write(&self.conn) {
            Ok(()) => self.commit(),
            Err(e) => {
                let why = self.wrong(&e);
                self.roll_back();
                Err(why)
            }
        }
    }

    /// Takes the write lock of a store that is in use; brings the tables up to date under it if they are not.
    pub(super) fn begin(&mut self, patience: Duration) -> Result<(), StoreError> {
        self.take_lock(patience)?;
        self.is_in_use().inspect_err(|_| self.roll_back())
    }

    /// The same of a store that may have been moved.
    pub(super) fn take_lock(&mut self, patience: Duration) -> Result<(), StoreError> {
        self.prepare_to_write()?;
        loop {
            patiently(patience, || {
                self.conn.prepare_cached("BEGIN IMMEDIATE")?.execute([])
            })
            .map_err(|e| self.wrong(&e))?;
            // Under the lock nobody of ours writes: what is found now holds until it is given back.
            match self.guard().and_then(|()| self.up_to_date()) {
                Ok(true) => return Ok(()),
                Ok(false) => self.commit()?,
                Err(why) => {
                    self.roll_back();
                    return Err(why);
                }
            }
        }
    }

    /// False: steps were taken in this transaction, which is to be committed as it is.
    fn up_to_date(&mut self) -> Result<bool, StoreError> {
        self.version = version_of(&self.conn).map_err(|e| self.wrong(&e))?;
        schema::newer(&self.path, self.version)?;
        self.know_strangers()?;
        if !self.strange.1.is_empty() {
            return Err(self.strange_schema()); // a foreign trigger would run with what is written
        }
        if self.version == schema::KNOWN {
            return Ok(true);
        }
        schema::run(&self.conn, schema::MIGRATIONS, self.version).map_err(|e| self.wrong(&e))?;
        Ok(false)
    }

    pub(super) fn commit(&mut self) -> Result<(), StoreError> {
        let done = patiently(PATIENCE, || self.conn.prepare_cached("COMMIT")?.execute([]));
        match done {
            Ok(_) => {
                // What went into a log without a name, or into another store, is gone with it.
                self.guard().map_err(|why| StoreError::Unsure(Box::new(why)))?;
                // Who watches was told when the log was written, which was before this could be read: now it can.
                files::touch(&files::beside(&self.path, "-wal"));
                Ok(())
            }
            Err(e) => {
                let why = self.wrong(&e);
                self.roll_back();
                Err(why)
            }
        }
    }

    pub(super) fn roll_back(&self) {
        if !self.conn.is_autocommit() {
            // If even this fails the engine has rolled back by itself.
            let _ = self.conn.execute_batch("ROLLBACK");
        }
    }
}
