//! The journal in a SQLite file.
//!
//! Opening looks before it touches: a file that is not ours, is newer or is damaged is refused with no byte changed.
//! Reading takes no lock that a writer would feel, and each read is short. Writing takes the one write lock with
//! patience of our own, so that "database is locked" reaches nobody. A store is upgraded by the first who writes, never
//! by somebody who only looks.
//!
//! It must never know what a fact means.

mod checked;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, params};
use rustix::fs::{AtFlags, CWD};

use super::codec::{self, Check, Fault, Row};
use super::files;
use super::frozen::Frozen;
use super::guarded::{self, Found};
use super::journal::{
    ATTEMPTS_FIRST, ATTEMPTS_LAST, ATTEMPTS_SLACK, Appended, Attempt, Batch, Claim, Head, Hole, Journal,
    Looked, Piece, ReadFacts, Snapshot, StoreError, StreamInfo, Turn,
};
use super::schema::{self, Look};
use super::sentinel::Sentinel;
use super::strangers::{self, Stranger};
use super::waiting;
use crate::core::fact::{Envelope, Role};
use crate::core::names::{Actor, CampaignId, CmdId, UnitCode};
use crate::core::time::Stamp;
use crate::owner::Heir;

/// How long somebody waits for the turn to write before it is an error.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a stored state waits: it only saves time.
const NO_HURRY: Duration = Duration::from_millis(50);
/// How long the note of a refused attempt waits; then it goes to the log file.
const FOR_A_NOTE: Duration = Duration::from_secs(2);
/// What was tried is kept up to so many characters.
const TRIED_MOST: usize = 200;
/// Rows that a check reads at a time, so that it never holds the log back for long.
const CHECK_PAGE: usize = 1_024;
/// A store without a fact takes no more room than this.
const EMPTY_MOST: u64 = 128 << 10;
/// The write-ahead log is cut back to this once it has been taken over.
const LOG_LIMIT: u64 = 4 << 20;

const COLUMNS: &str = "stream, seq, cmd, n, type, version, at, recorded, actor, real_user, role, via, unit, \
                       entered_later, payload, hash, salt, digest, redacted_by";
/// The same of a store in which nothing could be removed yet.
const COLUMNS_BEFORE_HOLES: &str = "stream, seq, cmd, n, type, version, at, recorded, actor, real_user, role, via, \
                                    unit, entered_later, payload, hash, NULL, NULL, NULL";
/// What others may have to finish before what was removed is out of the file and its log.
const FOR_A_SCRUB: Duration = Duration::from_secs(5);

/// A journal in a SQLite file.
#[derive(Debug)]
pub struct SqliteJournal {
    // The connection goes first: see `Look`.
    conn: Connection,
    look: Look,
    /// The log and its index, once the connection has opened them.
    sentinel: Option<Sentinel>,
    path: PathBuf,
    version: i64,
    ready_to_write: bool,
    frozen: Option<Frozen>,
    /// What of the tables is not as we make it, and at which state of them that was seen.
    strange: (Option<i64>, Vec<Stranger>),
    /// The connection was given up and no other was to be had: to be opened anew before anything else.
    closed: bool,
}

/// Length of the write-ahead log; 0 if there is none.
fn log_len(path: &Path) -> u64 {
    std::fs::symlink_metadata(files::beside(path, "-wal")).map_or(0, |m| m.len())
}

fn is_busy(e: &rusqlite::Error) -> bool {
    matches!(
        e.sqlite_error_code(),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)
    )
}

/// What an error of the engine means.
fn wrong(path: &Path, e: &rusqlite::Error) -> StoreError {
    let detail = e.to_string();
    let path_buf = path.to_owned();
    match e.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy,
        Some(ErrorCode::DiskFull) => StoreError::Full(path_buf),
        Some(ErrorCode::ReadOnly) => StoreError::ReadOnly(path_buf),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreError::Damaged {
            path: path_buf,
            detail,
        },
        Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen) => files::why_no_write(path, log_len(path))
            .unwrap_or(StoreError::Engine {
                path: path_buf,
                detail,
            }),
        _ => StoreError::Engine {
            path: path_buf,
            detail,
        },
    }
}

/// Tries again while others hold what is needed. Who has waited longer asks more often, so that nobody starves.
fn patiently<T>(patience: Duration, mut attempt: impl FnMut() -> rusqlite::Result<T>) -> rusqlite::Result<T> {
    let started = Instant::now();
    let mut tell_after = waiting::SOON;
    loop {
        match attempt() {
            Err(e) if is_busy(&e) && started.elapsed() < patience => {
                if started.elapsed() >= tell_after {
                    tell_after += waiting::AGAIN;
                    waiting::tell();
                }
                let waited = started.elapsed().as_micros() as u64;
                let longest = 8_000_u64.saturating_sub(waited / 500).max(1_000);
                std::thread::sleep(Duration::from_micros(longest / 8 + files::random() % longest));
            }
            other => return other,
        }
    }
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
    fn watch_log(&mut self) {
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
    fn guard(&self) -> Result<(), StoreError> {
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
    fn reopen(&mut self) -> Result<(), StoreError> {
        self.part();
        self.closed = true;
        self.sentinel = None;
        self.conn = Connection::open_in_memory().map_err(|e| self.wrong(&e))?;
        let path = self.path.clone();
        *self = Self::open(&path)?;
        Ok(())
    }

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

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn wrong(&self, e: &rusqlite::Error) -> StoreError {
        wrong(&self.path, e)
    }

    /// Before every read outside a turn: is this still the file that we opened, and one that we understand?
    fn fresh(&mut self) -> Result<(), StoreError> {
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
    fn know_strangers(&mut self) -> Result<(), StoreError> {
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

    fn strange_schema(&self) -> StoreError {
        StoreError::StrangeSchema {
            path: self.path.clone(),
            what: self.strange.1.clone(),
        }
    }

    /// Reads several things as they stood together.
    fn at_one_moment<T>(&self, read: impl FnOnce(&Self) -> Result<T, StoreError>) -> Result<T, StoreError> {
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

    fn only_reads(&self) -> bool {
        self.frozen.is_some() || self.conn.is_readonly("main").unwrap_or(false)
    }

    fn prepare_to_write(&mut self) -> Result<(), StoreError> {
        self.guard()?;
        if self.closed || self.only_reads() {
            // It may have become writable since.
            self.reopen()?;
            if self.only_reads() {
                let path = self.path.clone();
                return Err(match &self.frozen {
                    Some(frozen) if frozen.full => StoreError::Full(path),
                    _ => StoreError::ReadOnly(path),
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
                path: self.path.clone(),
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
    fn scratch(
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

    /// Takes the write lock; brings the tables up to date under it if they are not.
    fn begin(&mut self, patience: Duration) -> Result<(), StoreError> {
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

    fn commit(&mut self) -> Result<(), StoreError> {
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

    fn roll_back(&self) {
        if !self.conn.is_autocommit() {
            // If even this fails the engine has rolled back by itself.
            let _ = self.conn.execute_batch("ROLLBACK");
        }
    }

    fn rows(
        &self,
        sql: &str,
        stream: &CampaignId,
        key: &dyn rusqlite::ToSql,
        limit: usize,
    ) -> Result<Vec<Option<Row>>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        patiently(PATIENCE, || {
            let mut statement = self.conn.prepare_cached(sql)?;
            let mut found = statement.query(params![stream.as_str(), key, limit])?;
            let mut rows = Vec::new();
            while let Some(r) = found.next()? {
                rows.push(row(r)?);
            }
            Ok(rows)
        })
        .map_err(|e| self.wrong(&e))
    }

    fn columns(&self) -> &'static str {
        if self.version < schema::WITH_HOLES {
            COLUMNS_BEFORE_HOLES
        } else {
            COLUMNS
        }
    }

    /// The payload of the fact that removed this row's, if it is gone.
    fn left(&self, row: &Row) -> Result<Option<String>, StoreError> {
        let Some(by) = row.redacted_by else {
            return Ok(None);
        };
        patiently(PATIENCE, || {
            self.conn
                .prepare_cached(
                    "SELECT payload FROM facts WHERE stream = ?1 AND seq = ?2 AND type = 'fact.redacted'",
                )?
                .query_row(params![row.stream, by], |r| r.get(0))
                .optional()
        })
        .map_err(|e| self.wrong(&e))
    }

    fn page(&self, stream: &CampaignId, after: i64, limit: usize) -> Result<Vec<Option<Row>>, StoreError> {
        let columns = self.columns();
        let sql = format!("SELECT {columns} FROM facts WHERE stream = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3");
        self.rows(&sql, stream, &after, limit)
    }

    fn append(&mut self, stream: &CampaignId, expected: u64, batch: &Batch) -> Result<Appended, StoreError> {
        let before = self.facts_of(stream, batch.cmd)?;
        if !before.is_empty() {
            return Ok(Appended::Already(before));
        }
        let last = self.last(stream)?;
        let head = last.map_or_else(Head::default, |(head, _)| head);
        if head.seq != expected {
            return Ok(Appended::Moved(head));
        }
        let recorded = last.map(|(_, recorded)| recorded);
        let rows = codec::rows_of(stream, head, recorded, batch, &mut |_| files::salt(&self.path))?;
        insert(&self.conn, &rows).map_err(|e| self.wrong(&e))?;
        self.remove(stream, &codec::holes_of(&rows, batch), batch.recorded)?;
        let facts = rows.into_iter().map(|row| row.envelope(None));
        let facts = facts.collect::<Result<_, _>>()?;
        self.commit()?;
        Ok(Appended::Done(facts))
    }
}

impl SqliteJournal {
    /// Takes payloads away, in the transaction of the facts that say so, and every stored state of the stream with them.
    fn remove(&self, stream: &CampaignId, holes: &[Hole], now: Stamp) -> Result<(), StoreError> {
        if holes.is_empty() {
            return Ok(());
        }
        let columns = self.columns();
        let one = format!("SELECT {columns} FROM facts WHERE stream = ?1 AND seq = ?2 LIMIT ?3");
        for hole in holes {
            let rows = self.rows(&one, stream, &codec::number(hole.seq)?, 1)?;
            let there = rows.into_iter().flatten().next().filter(|row| !row.is_hole());
            let mut row = there.ok_or_else(|| Fault::Hole.at(stream, hole.seq))?;
            row.remove_payload(codec::number(hole.by)?);
            let emptied = || {
                self.conn
                    .prepare_cached(
                        "UPDATE facts SET payload = '', salt = NULL, digest = ?3, redacted_by = ?4 \
                         WHERE stream = ?1 AND seq = ?2",
                    )?
                    .execute(params![
                        row.stream,
                        row.seq,
                        row.digest.as_ref().map(<[u8; 32]>::as_slice),
                        row.redacted_by
                    ])
            };
            emptied().map_err(|e| self.wrong(&e))?;
        }
        let forgotten = || -> rusqlite::Result<()> {
            for sql in [
                "DELETE FROM snapshots WHERE stream = ?1",
                "DELETE FROM shelves WHERE stream = ?1",
            ] {
                self.conn.execute(sql, [stream.as_str()])?;
            }
            let marked = self
                .conn
                .execute("INSERT INTO remains (since) VALUES (?1)", [now.0]);
            marked.map(drop)
        };
        forgotten().map_err(|e| self.wrong(&e))
    }

    /// Does the file still have to be written anew for what was removed?
    fn remains(&self) -> Result<bool, StoreError> {
        if self.version < schema::WITH_HOLES {
            return Ok(false);
        }
        patiently(PATIENCE, || {
            self.conn
                .query_row("SELECT EXISTS (SELECT 1 FROM remains)", [], |r| r.get(0))
        })
        .map_err(|e| self.wrong(&e))
    }

    /// Writes the file anew without its free pages, and cuts its log off: no page and no gap in a page keeps what was
    /// there. False: others read or write for too long.
    fn write_anew(&self) -> rusqlite::Result<bool> {
        let started = Instant::now();
        patiently(FOR_A_SCRUB, || self.conn.execute_batch("VACUUM"))?;
        loop {
            let busy: bool = self
                .conn
                .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |r| r.get(0))?;
            if !busy {
                break;
            }
            if started.elapsed() > FOR_A_SCRUB {
                return Ok(false);
            }
            std::thread::sleep(Duration::from_micros(500 + files::random() % 2_000));
        }
        patiently(FOR_A_SCRUB, || self.conn.execute("DELETE FROM remains", []))?;
        Ok(true)
    }

    /// Were words removed after this fact? Then what was made of the facts up to it is not kept any more.
    fn removed_since(conn: &Connection, stream: &CampaignId, seq: u64) -> rusqlite::Result<bool> {
        conn.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM facts WHERE stream = ?1 AND redacted_by > ?2 AND redacted_by IS NOT NULL)",
        )?
        .query_row(params![stream.as_str(), seq.cast_signed()], |r| r.get(0))
    }
}

fn insert(conn: &Connection, rows: &[Row]) -> rusqlite::Result<()> {
    let sql = format!(
        "INSERT INTO facts ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, \
         ?17, ?18, ?19)"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    for r in rows {
        statement.execute(params![
            r.stream,
            r.seq,
            r.cmd,
            r.n,
            r.kind,
            r.version,
            r.at,
            r.recorded,
            r.actor,
            r.real_user,
            r.role,
            r.via,
            r.unit,
            r.entered_later,
            r.payload,
            r.hash.as_slice(),
            r.salt.as_ref().map(<[u8; 16]>::as_slice),
            r.digest.as_ref().map(<[u8; 32]>::as_slice),
            r.redacted_by,
        ])?;
    }
    Ok(())
}

fn hash_at<const N: usize>(value: ValueRef<'_>) -> Option<[u8; N]> {
    match value {
        ValueRef::Blob(bytes) => bytes.try_into().ok(),
        _ => None,
    }
}

/// The same where there may be none; an error where something else stands there.
fn hash_or_none<const N: usize>(value: ValueRef<'_>) -> Result<Option<[u8; N]>, ()> {
    match value {
        ValueRef::Null => Ok(None),
        other => hash_at(other).map(Some).ok_or(()),
    }
}

/// A row as it is stored; `None` where a field is not of its kind, which only somebody's hand can have done.
fn row(r: &rusqlite::Row<'_>) -> rusqlite::Result<Option<Row>> {
    let text = |i: usize| -> rusqlite::Result<Option<String>> {
        Ok(match r.get_ref(i)? {
            ValueRef::Text(bytes) => String::from_utf8(bytes.to_vec()).ok(),
            _ => None,
        })
    };
    let int = |i: usize| -> rusqlite::Result<Option<i64>> {
        Ok(match r.get_ref(i)? {
            ValueRef::Integer(n) => Some(n),
            _ => None,
        })
    };
    let unit = match r.get_ref(12)? {
        ValueRef::Null => Some(None),
        _ => text(12)?.map(Some),
    };
    let hash = hash_at(r.get_ref(15)?);
    let (salt, digest) = (hash_or_none(r.get_ref(16)?), hash_or_none(r.get_ref(17)?));
    let redacted_by = match r.get_ref(18)? {
        ValueRef::Null => Some(None),
        _ => int(18)?.map(Some),
    };
    let (numbers, words) = (
        [int(1)?, int(3)?, int(5)?, int(6)?, int(7)?, int(13)?],
        [
            text(0)?,
            text(2)?,
            text(4)?,
            text(8)?,
            text(9)?,
            text(10)?,
            text(11)?,
            text(14)?,
        ],
    );
    let (
        [
            Some(seq),
            Some(n),
            Some(version),
            Some(at),
            Some(recorded),
            Some(entered_later),
        ],
        [
            Some(stream),
            Some(cmd),
            Some(kind),
            Some(actor),
            Some(real_user),
            Some(role),
            Some(via),
            Some(payload),
        ],
        Some(unit),
        Some(hash),
        (Ok(salt), Ok(digest), Some(redacted_by)),
    ) = (numbers, words, unit, hash, (salt, digest, redacted_by))
    else {
        return Ok(None);
    };
    Ok(Some(Row {
        stream,
        seq,
        cmd,
        n,
        kind,
        version,
        at,
        recorded,
        actor,
        real_user,
        role,
        via,
        unit,
        entered_later,
        payload,
        salt,
        digest,
        redacted_by,
        hash,
    }))
}

fn replaced(path: &Path) -> StoreError {
    StoreError::Replaced(path.to_owned())
}

/// The path with the links of its folders followed, so that the engine can be told to follow none.
pub(super) fn settled(path: &Path) -> Result<PathBuf, StoreError> {
    let folder = files::folder_of(path)
        .canonicalize()
        .map_err(|why| match why.kind() {
            std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => {
                StoreError::Absent(path.to_owned())
            }
            _ => files::refused(path, why),
        })?;
    let name = path
        .file_name()
        .ok_or_else(|| StoreError::Absent(path.to_owned()))?;
    Ok(folder.join(name))
}

fn version_of(conn: &Connection) -> rusqlite::Result<i64> {
    conn.prepare_cached("PRAGMA user_version")?
        .query_row([], |r| r.get(0))
}

/// Looks at the store. Where the disk knows no better way a new one has two names for a moment.
fn look_at(path: &Path) -> Result<Look, StoreError> {
    let started = Instant::now();
    loop {
        match schema::look(path) {
            Err(StoreError::Linked(_)) if started.elapsed() < NO_HURRY => {
                std::thread::sleep(Duration::from_micros(500 + files::random() % 500));
            }
            other => return other,
        }
    }
}

/// A connection that has made sure that it understands the store, and the store's version.
fn connect(path: &Path, frozen: bool) -> Result<(Connection, i64), StoreError> {
    let mut flags = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let conn = if frozen {
        flags |= OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        Connection::open_with_flags(frozen_uri(path), flags)
    } else {
        Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_READ_WRITE)
    }
    .map_err(|e| wrong(path, &e))?;
    match understand(&conn, path) {
        Ok(version) => Ok((conn, version)),
        Err(why) => {
            if log_len(path) == 0 {
                // Nothing is in the log: the engine may take away the empty files that it has made for it.
                let _ = conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false);
            }
            Err(why)
        }
    }
}

fn understand(conn: &Connection, path: &Path) -> Result<i64, StoreError> {
    let checked = || -> rusqlite::Result<i64> {
        conn.busy_timeout(Duration::ZERO)?;
        // Until we know that the store is ours to change, closing must not write the log into it.
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        patiently(PATIENCE, || {
            conn.execute_batch("PRAGMA cache_size = 64")?;
            version_of(conn)
        })
    };
    let version = checked().map_err(|e| wrong(path, &e))?;
    schema::newer(path, version)?;
    if version < 1 {
        return Err(StoreError::Damaged {
            path: path.to_owned(),
            detail: format!("version {version}"),
        });
    }
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)
        .map_err(|e| wrong(path, &e))?;
    Ok(version)
}

fn frozen_uri(path: &Path) -> String {
    use std::os::unix::ffi::OsStrExt;
    let mut uri = String::from("file:");
    for b in path.as_os_str().as_bytes() {
        if b.is_ascii_alphanumeric() || b"/-_.~".contains(b) {
            uri.push(char::from(*b));
        } else {
            uri.push_str(&format!("%{b:02X}"));
        }
    }
    uri.push_str("?immutable=1");
    uri
}

/// Makes a whole, empty store under a name that nobody knows.
fn make(new: &Path) -> Result<(), StoreError> {
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

impl ReadFacts for SqliteJournal {
    fn head(&mut self, stream: &CampaignId) -> Result<Head, StoreError> {
        self.fresh()?;
        self.at_one_moment(|j| {
            j.all_are_there()?;
            Ok(j.last(stream)?.map_or_else(Head::default, |(head, _)| head))
        })
    }

    fn read_after(
        &mut self,
        stream: &CampaignId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Envelope>, StoreError> {
        self.fresh()?;
        self.facts_after(stream, after, limit)
    }

    fn command(&mut self, stream: &CampaignId, cmd: CmdId) -> Result<Vec<Envelope>, StoreError> {
        self.fresh()?;
        self.facts_of(stream, cmd)
    }
}

impl Journal for SqliteJournal {
    fn turn(&mut self, stream: &CampaignId) -> Result<Box<dyn Turn + '_>, StoreError> {
        self.begin(PATIENCE)?;
        Ok(Box::new(SqliteTurn {
            journal: self,
            stream: stream.clone(),
        }))
    }

    fn streams(&mut self) -> Result<Vec<StreamInfo>, StoreError> {
        self.fresh()?;
        self.at_one_moment(Self::listed)
    }

    fn stream_names(&mut self) -> Result<Vec<CampaignId>, StoreError> {
        self.fresh()?;
        Ok(self.names()?.into_iter().map(|(id, _)| id).collect())
    }

    fn about(
        &mut self,
        stream: &CampaignId,
        unit: &UnitCode,
        after: u64,
        until: u64,
    ) -> Result<Vec<Envelope>, StoreError> {
        self.fresh()?;
        self.facts_about(stream, unit, after, until)
    }

    fn snapshot(&mut self, stream: &CampaignId, fingerprint: u64) -> Result<Option<Snapshot>, StoreError> {
        self.fresh()?;
        if self.version < schema::WITH_SUMS {
            return Ok(None);
        }
        let of = guarded::Of { stream, fingerprint };
        match patiently(PATIENCE, || guarded::state(&self.conn, of)).map_err(|e| self.wrong(&e))? {
            Found::Nothing => Ok(None),
            Found::Good(state) => Ok(Some(state)),
            Found::Damaged => Err(StoreError::DamagedState(stream.clone())),
        }
    }

    fn keep_snapshot(
        &mut self,
        stream: &CampaignId,
        fingerprint: u64,
        snapshot: &Snapshot,
    ) -> Result<(), StoreError> {
        let of = guarded::Of { stream, fingerprint };
        self.scratch(NO_HURRY, |conn| {
            if Self::removed_since(conn, stream, snapshot.seq)? {
                return Ok(());
            }
            guarded::keep_state(conn, of, snapshot)
        })
    }

    fn keep_pieces(
        &mut self,
        stream: &CampaignId,
        fingerprint: u64,
        seq: u64,
        pieces: &[Piece<'_>],
    ) -> Result<(), StoreError> {
        let of = guarded::Of { stream, fingerprint };
        self.scratch(NO_HURRY, |conn| {
            if Self::removed_since(conn, stream, seq)? {
                return Ok(());
            }
            guarded::keep_pieces(conn, of, pieces)
        })
    }

    fn pieces(
        &mut self,
        stream: &CampaignId,
        fingerprint: u64,
        each: &mut dyn FnMut(u64, Vec<u8>),
    ) -> Result<bool, StoreError> {
        self.fresh()?;
        if self.version < schema::WITH_SUMS {
            return Ok(true);
        }
        let of = guarded::Of { stream, fingerprint };
        patiently(PATIENCE, || guarded::pieces(&self.conn, of, each)).map_err(|e| self.wrong(&e))
    }

    fn drop_snapshot(&mut self, stream: &CampaignId) -> Result<(), StoreError> {
        self.scratch(NO_HURRY, |conn| guarded::drop_state(conn, stream))
    }

    fn damaged_snapshots(&mut self) -> Result<Vec<CampaignId>, StoreError> {
        self.fresh()?;
        if self.version < schema::WITH_SUMS {
            return Ok(Vec::new());
        }
        patiently(PATIENCE, || guarded::damaged(&self.conn)).map_err(|e| self.wrong(&e))
    }

    fn strangers(&mut self) -> Result<Vec<Stranger>, StoreError> {
        self.know_strangers()?;
        Ok(self.strange.1.clone())
    }

    fn flaws(&mut self) -> Result<Vec<String>, StoreError> {
        let found = patiently(PATIENCE, || {
            let mut statement = self.conn.prepare("PRAGMA integrity_check(100)")?;
            let lines = statement.query_map([], |r| r.get::<_, String>(0))?;
            lines.collect::<rusqlite::Result<Vec<_>>>()
        });
        let mut found = found.map_err(|e| self.wrong(&e))?;
        found.retain(|line| line != "ok");
        Ok(found)
    }

    fn holes(&mut self, stream: &CampaignId) -> Result<Vec<Hole>, StoreError> {
        self.fresh()?;
        if self.version < schema::WITH_HOLES {
            return Ok(Vec::new());
        }
        patiently(PATIENCE, || {
            let mut statement = self.conn.prepare_cached(
                "SELECT seq, redacted_by, digest IS NULL FROM facts \
                 WHERE stream = ?1 AND redacted_by IS NOT NULL ORDER BY seq",
            )?;
            let found = statement.query_map([stream.as_str()], |r| {
                Ok(Hole {
                    seq: r.get::<_, i64>(0)?.max(0) as u64,
                    by: r.get::<_, i64>(1)?.max(0) as u64,
                    old: r.get(2)?,
                })
            })?;
            found.collect()
        })
        .map_err(|e| self.wrong(&e))
    }

    fn has_remains(&mut self) -> Result<bool, StoreError> {
        self.fresh()?;
        self.remains()
    }

    fn scrub(&mut self) -> Result<bool, StoreError> {
        self.fresh()?;
        if !self.remains()? {
            return Ok(true);
        }
        self.prepare_to_write()?;
        match self.write_anew() {
            Err(e) if is_busy(&e) => Ok(false),
            done => done.map_err(|e| self.wrong(&e)),
        }
    }

    fn verify(&mut self, stream: &CampaignId, each: &mut dyn FnMut(&Envelope)) -> Result<Head, StoreError> {
        self.fresh()?;
        self.check_all(stream, each)
    }

    fn keep_attempt(&mut self, a: &Attempt) -> Result<(), StoreError> {
        let tried: String = a.tried.chars().take(TRIED_MOST).collect();
        self.scratch(FOR_A_NOTE, |conn| {
            conn.prepare_cached(
                "INSERT INTO attempts (at, actor, real_user, role, via, stream, unit, tried, rule) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                a.at.0,
                a.actor.as_str(),
                a.real_user.as_str(),
                codec::role_id(a.role),
                codec::via_id(a.via),
                a.stream.as_str(),
                a.unit.as_ref().map(UnitCode::as_str),
                tried,
                a.rule,
            ])?;
            if conn.last_insert_rowid() % i64::from(ATTEMPTS_SLACK) != 0 {
                return Ok(());
            }
            conn.prepare_cached(
                "DELETE FROM attempts WHERE id IN (SELECT id FROM (SELECT id, \
                 row_number() OVER (PARTITION BY real_user, actor ORDER BY id) AS nth, \
                 row_number() OVER (PARTITION BY real_user, actor ORDER BY id DESC) AS from_last FROM attempts) \
                 WHERE nth > ?1 AND from_last > ?2)",
            )?
            .execute([ATTEMPTS_FIRST, ATTEMPTS_LAST])
            .map(|_| ())
        })
    }

    fn attempts(&mut self) -> Result<Vec<Attempt>, StoreError> {
        self.fresh()?;
        if self.version < schema::WITH_ATTEMPTS {
            return Ok(Vec::new());
        }
        patiently(PATIENCE, || {
            let mut statement = self.conn.prepare_cached(
                "SELECT at, actor, real_user, role, via, stream, unit, tried, rule FROM attempts ORDER BY id",
            )?;
            let found = statement.query_map([], attempt)?;
            found.collect()
        })
        .map_err(|e| self.wrong(&e))
    }

    fn claim(
        &mut self,
        stream: &CampaignId,
        actor: &Actor,
        units: &[UnitCode],
        now: Stamp,
        until: Stamp,
    ) -> Result<(), StoreError> {
        self.scratch(NO_HURRY, |conn| {
            conn.prepare_cached("DELETE FROM claims WHERE until <= ?1 OR (stream = ?2 AND actor = ?3)")?
                .execute(params![now.0, stream.as_str(), actor.as_str()])?;
            let mut statement = conn.prepare_cached(
                "INSERT OR REPLACE INTO claims (stream, unit, actor, until) VALUES (?1, ?2, ?3, ?4)",
            )?;
            for unit in units {
                statement.execute(params![stream.as_str(), unit.as_str(), actor.as_str(), until.0])?;
            }
            Ok(())
        })
    }

    fn claims(&mut self, stream: &CampaignId, now: Stamp) -> Result<Vec<Claim>, StoreError> {
        self.fresh()?;
        if self.version < schema::WITH_ATTEMPTS {
            return Ok(Vec::new());
        }
        patiently(PATIENCE, || {
            let mut statement = self.conn.prepare_cached(
                "SELECT unit, actor, until FROM claims WHERE stream = ?1 AND until > ?2 ORDER BY unit, actor",
            )?;
            let found = statement.query_map(params![stream.as_str(), now.0], |r| {
                Ok(Claim {
                    unit: UnitCode(r.get(0)?),
                    actor: Actor(r.get(1)?),
                    until: Stamp(r.get(2)?),
                })
            })?;
            found.collect()
        })
        .map_err(|e| self.wrong(&e))
    }

    fn looked(&mut self, stream: &CampaignId, actor: &Actor) -> Result<Option<Looked>, StoreError> {
        self.fresh()?;
        if self.version < schema::WITH_LAST_LOOKED {
            return Ok(None);
        }
        patiently(PATIENCE, || {
            let mut statement = self
                .conn
                .prepare_cached("SELECT seq, at FROM last_looked WHERE stream = ?1 AND actor = ?2")?;
            statement
                .query_row(params![stream.as_str(), actor.as_str()], |r| {
                    let seq: i64 = r.get(0)?;
                    Ok(Looked {
                        seq: u64::try_from(seq).unwrap_or_default(),
                        at: Stamp(r.get(1)?),
                    })
                })
                .optional()
        })
        .map_err(|e| self.wrong(&e))
    }

    fn keep_looked(&mut self, stream: &CampaignId, actor: &Actor, looked: Looked) -> Result<(), StoreError> {
        self.fresh()?;
        if self.version < schema::WITH_LAST_LOOKED {
            return Ok(()); // nobody's older program is to be locked out because somebody has looked
        }
        self.scratch(NO_HURRY, |conn| {
            conn.prepare_cached(
                "INSERT INTO last_looked (stream, actor, seq, at) VALUES (?1, ?2, ?3, ?4) \
                 ON CONFLICT DO UPDATE SET seq = excluded.seq, at = excluded.at WHERE excluded.seq >= seq",
            )?
            .execute(params![
                stream.as_str(),
                actor.as_str(),
                looked.seq.cast_signed(),
                looked.at.0
            ])
            .map(|_| ())
        })
    }
}

/// A word that this program does not know can only come from a newer one or somebody's hand: the least is assumed.
fn attempt(r: &rusqlite::Row<'_>) -> rusqlite::Result<Attempt> {
    Ok(Attempt {
        at: Stamp(r.get(0)?),
        actor: Actor(r.get(1)?),
        real_user: Actor(r.get(2)?),
        role: codec::role_of(&r.get::<_, String>(3)?).unwrap_or(Role::Viewer),
        via: codec::via_of(&r.get::<_, String>(4)?).unwrap_or_default(),
        stream: CampaignId(r.get(5)?),
        unit: r.get::<_, Option<String>>(6)?.map(UnitCode),
        tried: r.get(7)?,
        rule: r.get(8)?,
    })
}

impl Drop for SqliteJournal {
    fn drop(&mut self) {
        self.part();
    }
}

struct SqliteTurn<'a> {
    journal: &'a mut SqliteJournal,
    stream: CampaignId,
}

impl Drop for SqliteTurn<'_> {
    fn drop(&mut self) {
        self.journal.roll_back(); // nothing if the append has committed
    }
}

impl ReadFacts for SqliteTurn<'_> {
    fn head(&mut self, stream: &CampaignId) -> Result<Head, StoreError> {
        Ok(self
            .journal
            .last(stream)?
            .map_or_else(Head::default, |(head, _)| head))
    }

    fn read_after(
        &mut self,
        stream: &CampaignId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Envelope>, StoreError> {
        self.journal.facts_after(stream, after, limit)
    }

    fn command(&mut self, stream: &CampaignId, cmd: CmdId) -> Result<Vec<Envelope>, StoreError> {
        self.journal.facts_of(stream, cmd)
    }
}

impl Turn for SqliteTurn<'_> {
    fn append(self: Box<Self>, expected: u64, batch: &Batch) -> Result<Appended, StoreError> {
        let stream = self.stream.clone();
        self.journal.append(&stream, expected, batch)
    }
}

/// What a copy hands over: every fact that is in it, with its stream.
pub type Each<'a> = dyn FnMut(&CampaignId, &Envelope) + 'a;

impl SqliteJournal {
    /// The streams as they stood together at one moment.
    pub(super) fn streams_at_once(&mut self) -> Result<Vec<StreamInfo>, StoreError> {
        self.fresh()?;
        self.conn.execute_batch("BEGIN").map_err(|e| self.wrong(&e))?;
        let streams = self.streams();
        self.roll_back();
        streams
    }

    /// Makes a new store at `new` with the facts up to these heads, checked one by one. A fact never changes, so this is
    /// the store as it stood at that moment, although it is read page by page and holds up neither a writer nor the log.
    pub(super) fn copy_to(
        &mut self,
        new: &Path,
        streams: &[StreamInfo],
        each: &mut Each<'_>,
    ) -> Result<(), StoreError> {
        make(new)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_NOFOLLOW;
        let failed = |e: &rusqlite::Error| copy_failed(new, e);
        let copy = Connection::open_with_flags(new, flags).map_err(|e| failed(&e))?;
        // Nobody relies on the copy before it is whole and has been made durable.
        copy.execute_batch("PRAGMA synchronous = OFF")
            .map_err(|e| failed(&e))?;
        for stream in streams {
            self.copy_stream(&copy, new, stream, each)?;
        }
        copy.close().map_err(|(_, e)| failed(&e))
    }

    fn copy_stream(
        &mut self,
        copy: &Connection,
        new: &Path,
        stream: &StreamInfo,
        each: &mut Each<'_>,
    ) -> Result<(), StoreError> {
        let mut check = Check::new(&stream.id);
        let mut after = i64::MIN;
        let until = codec::number(stream.head.seq)?;
        loop {
            self.fresh()?;
            let page = self.page(&stream.id, after, CHECK_PAGE)?;
            let full = page.len() == CHECK_PAGE;
            let mut rows = Vec::with_capacity(page.len());
            for row in page {
                let row = row.ok_or_else(|| check.unreadable())?;
                if row.seq > until {
                    break;
                }
                after = row.seq;
                if row.redacted_by.is_some_and(|by| by > until) {
                    // Removed while the copy is being made: it would hold a hole and not the fact that made it.
                    return Err(StoreError::Busy);
                }
                rows.push(row.clone());
                let left = self.left(&row)?;
                each(&stream.id, &check.next(row, left.as_deref())?);
            }
            let written = || -> rusqlite::Result<()> {
                let tx = copy.unchecked_transaction()?;
                insert(&tx, &rows)?;
                tx.commit()
            };
            written().map_err(|e| copy_failed(new, &e))?;
            if !full || after >= until {
                break;
            }
        }
        if check.head() == stream.head {
            Ok(())
        } else {
            Err(Fault::Gap.at(&stream.id, check.head().seq + 1))
        }
    }
}

/// What an error of the engine means for a new file that grows.
fn copy_failed(new: &Path, e: &rusqlite::Error) -> StoreError {
    let length = std::fs::symlink_metadata(new).map_or(0, |m| m.len());
    no_room(new, e, length)
}

/// The same, where the file was to be of this length.
fn no_room(new: &Path, e: &rusqlite::Error, length: u64) -> StoreError {
    match wrong(new, e) {
        StoreError::Engine { path, detail } => {
            files::why_no_write(new, length).unwrap_or(StoreError::Engine { path, detail })
        }
        other => other,
    }
}

/// What can be said about a store without reading its facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreInfo {
    /// The engine's version.
    pub engine: &'static str,
    /// The version of the tables.
    pub version: i64,
    /// The newest version that this program knows.
    pub known: i64,
    /// How changes are logged; `wal` unless the store came from a copy and has not been written since.
    pub journal_mode: String,
    /// Bytes of a page.
    pub page_size: u64,
    /// Pages.
    pub pages: u64,
    /// Bytes in the write-ahead log.
    pub log_bytes: u64,
    /// It cannot be written.
    pub read_only: bool,
}

/// Says what is under the store at `path`.
///
/// # Errors
/// As for opening it.
pub fn info(path: &Path) -> Result<StoreInfo, StoreError> {
    let journal = SqliteJournal::open(path)?;
    let ask = |sql: &str| -> Result<u64, StoreError> {
        let n = patiently(PATIENCE, || {
            journal.conn.query_row(sql, [], |r| r.get::<_, i64>(0))
        });
        Ok(n.map_err(|e| journal.wrong(&e))?.max(0) as u64)
    };
    let mode = patiently(PATIENCE, || {
        journal.conn.query_row("PRAGMA journal_mode", [], |r| r.get(0))
    });
    Ok(StoreInfo {
        engine: rusqlite::version(),
        version: journal.version,
        known: schema::KNOWN,
        journal_mode: mode.map_err(|e| journal.wrong(&e))?,
        page_size: ask("PRAGMA page_size")?,
        pages: ask("PRAGMA page_count")?,
        log_bytes: log_len(&journal.path),
        read_only: journal.only_reads(),
    })
}

/// The engine's own check of every page; what it finds, at most a hundred lines, nothing if all is well. Reads the whole
/// file.
///
/// # Errors
/// As for opening it.
pub fn integrity(path: &Path) -> Result<Vec<String>, StoreError> {
    SqliteJournal::open(path)?.flaws()
}
