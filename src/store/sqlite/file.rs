//! The store's file as one program has it open: is it still the file that was opened, whole, and one that we understand?
//!
//! Opening looks before it touches: a file that is not ours, is newer or is damaged is refused with no byte changed. Every
//! read begins with the same questions again.
//!
//! It must never know what a fact means.

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::connect::{connect, look_at, settled, version_of};
use super::engine::{self, PATIENCE, patiently};
use super::frozen::Frozen;
use super::schema::{self, Pinned};
use super::sentinel::Sentinel;
use super::strangers;
use crate::store::error::{StoreError, Stranger};

/// A journal in a SQLite file.
#[derive(Debug)]
pub struct SqliteJournal {
    // The connection goes first: see `Pinned`.
    pub(super) conn: Connection,
    look: Pinned,
    /// The log and its index, once the connection has opened them.
    sentinel: Option<Sentinel>,
    pub(super) path: PathBuf,
    pub(super) version: i64,
    pub(super) ready_to_write: bool,
    pub(super) frozen: Option<Frozen>,
    /// What of the tables is not as we make it, and at which state of them that was seen.
    pub(super) strange: (Option<i64>, Vec<Stranger>),
    /// The connection was given up and no other was to be had: to be opened anew before anything else.
    pub(super) closed: bool,
}

impl SqliteJournal {
    /// Opens the store at `path`. Changes nothing.
    ///
    /// # Errors
    /// [`StoreError::Absent`] if there is none; the reason if it is not one, or newer, or damaged.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        schema::engine_is_fit()?;
        let path = settled(path)?;
        let look = look_at(&path)?;
        let (conn, version, frozen) = match connect(&path, false) {
            Ok((conn, version)) => (conn, version, None),
            Err(why) => {
                let mut frozen = Frozen::of(&path, &look, why)?;
                let (conn, version) = match frozen.copy() {
                    Some(copy) => connect(&copy, false)?,
                    None => connect(&path, true)?,
                };
                frozen.was_opened();
                (conn, version, Some(frozen))
            }
        };
        let journal = Self {
            conn,
            look,
            sentinel: None,
            path,
            version,
            ready_to_write: false,
            frozen,
            strange: (None, Vec::new()),
            closed: false,
        };
        journal.same_file()?;
        journal.watched()
    }

    /// Takes note of the log and its index as they were opened.
    fn watched(mut self) -> Result<Self, StoreError> {
        self.watch_log();
        self.guard()?;
        Ok(self)
    }

    /// Where the store has a log, the connection has opened it by now; it keeps it from here on.
    pub(super) fn watch_log(&mut self) {
        if self.sentinel.is_none() && self.frozen.is_none() && self.has_log() {
            self.sentinel = Sentinel::beside(&self.path);
        }
    }

    fn has_log(&self) -> bool {
        let mode = self
            .conn
            .query_row("PRAGMA journal_mode", [], |r| r.get::<_, String>(0));
        mode.is_ok_and(|mode| mode == "wal")
    }

    /// Are the store, its log and the log's index still the files that the connection has open, and whole?
    pub(super) fn guard(&self) -> Result<(), StoreError> {
        self.same_file()?;
        let Some(sentinel) = &self.sentinel else {
            return Ok(());
        };
        let outcome = sentinel.check(!self.only_reads());
        if outcome.is_err() {
            self.save(sentinel);
        }
        outcome
    }

    /// The log has lost its name: what was confirmed goes into the store's own file while we still hold the log.
    fn save(&self, sentinel: &Sentinel) {
        if self.conn.is_autocommit() && !self.only_reads() && sentinel.can_be_saved() {
            // If it cannot be done all is as it was: the caller stops and says so.
            let _ = self
                .conn
                .query_row("PRAGMA main.wal_checkpoint = PASSIVE", [], |_| Ok(()));
        }
    }

    /// Before the connection is closed. Whoever finds that a file has lost its name tidies up nothing: by name it would
    /// be somebody else's.
    fn part(&self) {
        if self.guard().is_err() {
            let _ = self
                .conn
                .set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
        }
    }

    /// Gives the connection up and opens the store anew. In this order: what a process shares of an open file, also that
    /// it may only be read, ends with its last connection.
    pub(super) fn reopen(&mut self) -> Result<(), StoreError> {
        self.part();
        self.closed = true;
        self.sentinel = None;
        self.conn = Connection::open_in_memory().map_err(|e| self.wrong(&e))?;
        let path = self.path.clone();
        *self = Self::open(&path)?;
        Ok(())
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn wrong(&self, e: &rusqlite::Error) -> StoreError {
        engine::wrong(&self.path, e)
    }

    /// Before every read outside a turn: is this still the file that we opened, and one that we understand?
    pub(super) fn fresh(&mut self) -> Result<(), StoreError> {
        if self.closed {
            return self.reopen();
        }
        if let Some(frozen) = &self.frozen {
            if !frozen.is_so_still(&self.path)? {
                self.reopen()?;
            }
            return self.no_table_is_hidden();
        }
        self.guard()?;
        self.version = patiently(PATIENCE, || version_of(&self.conn)).map_err(|e| self.wrong(&e))?;
        self.watch_log();
        schema::newer(&self.path, self.version)?;
        self.no_table_is_hidden()
    }

    /// Looks at the tables if they have changed since that was last done.
    pub(super) fn know_strangers(&mut self) -> Result<(), StoreError> {
        let seen = patiently(PATIENCE, || schema::state(&self.conn)).map_err(|e| self.wrong(&e))?;
        if self.strange.0 != Some(seen) {
            // Version and tables of one moment: somebody may just be bringing the store up to date.
            (self.version, self.strange) = self.at_one_moment(|j| {
                let look = || -> rusqlite::Result<_> {
                    let version = version_of(&j.conn)?;
                    let state = schema::state(&j.conn)?;
                    Ok((version, (Some(state), strangers::strangers(&j.conn, version)?)))
                };
                patiently(PATIENCE, look).map_err(|e| j.wrong(&e))
            })?;
            schema::newer(&self.path, self.version)?;
        }
        Ok(())
    }

    fn no_table_is_hidden(&mut self) -> Result<(), StoreError> {
        self.know_strangers()?;
        if strangers::hide_tables(&self.strange.1) {
            return Err(self.strange_schema());
        }
        Ok(())
    }

    pub(super) fn strange_schema(&self) -> StoreError {
        StoreError::StrangeSchema {
            site: self.path.as_path().into(),
            what: self.strange.1.clone(),
        }
    }

    /// Reads several things as they stood together.
    pub(super) fn at_one_moment<T>(
        &self,
        read: impl FnOnce(&Self) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        if !self.conn.is_autocommit() {
            return read(self);
        }
        patiently(PATIENCE, || self.conn.prepare_cached("BEGIN")?.execute([])).map_err(|e| self.wrong(&e))?;
        let found = read(self);
        self.roll_back();
        found
    }

    /// Facts written into a file that has lost its name would be lost with it.
    fn same_file(&self) -> Result<(), StoreError> {
        if schema::identity(&self.path)? == self.look.identity {
            Ok(())
        } else {
            Err(replaced(&self.path))
        }
    }

    pub(super) fn only_reads(&self) -> bool {
        self.frozen.is_some() || self.conn.is_readonly("main").unwrap_or(false)
    }
}

fn replaced(path: &Path) -> StoreError {
    StoreError::Replaced(path.to_owned())
}

impl Drop for SqliteJournal {
    fn drop(&mut self) {
        self.part();
    }
}
