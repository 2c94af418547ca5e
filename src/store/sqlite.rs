//! The journal in a SQLite file.
//!
//! Opening looks before it touches: a file that is not ours, is newer or is damaged is refused with no byte changed.
//! Reading takes no lock that a writer would feel, and each read is short. Writing takes the one write lock with
//! patience of our own, so that "database is locked" reaches nobody. A store is upgraded by the first who writes, never
//! by somebody who only looks.
//!
//! It must never know what a fact means.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, params};
use rustix::fs::{AtFlags, CWD};

use super::codec::{self, Check, Fault, Row};
use super::files;
use super::journal::{
    ATTEMPTS_MOST, Appended, Attempt, Batch, Claim, Head, Journal, Looked, Piece, ReadFacts, Snapshot,
    StoreError, StreamInfo, Turn,
};
use super::schema::{self, Look};
use super::waiting;
use crate::core::fact::{Envelope, Role};
use crate::core::names::{Actor, CampaignId, CmdId, UnitCode};
use crate::core::time::Stamp;

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
/// The write-ahead log is cut back to this once it has been taken over.
const LOG_LIMIT: u64 = 4 << 20;

const COLUMNS: &str = "stream, seq, cmd, n, type, version, at, recorded, actor, real_user, role, via, unit, \
                       entered_later, payload, hash";

/// A journal in a SQLite file.
#[derive(Debug)]
pub struct SqliteJournal {
    // The connection goes first: see `Look`.
    conn: Connection,
    look: Look,
    path: PathBuf,
    version: i64,
    ready_to_write: bool,
    frozen: Option<Mark>,
    /// The connection was given up and no other was to be had: to be opened anew before anything else.
    closed: bool,
}

/// How a store looked that cannot be written, not even the files that readers share: it is read as if nobody ever
/// changed it, and opened anew when it looks otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    identity: (u64, u64),
    len: u64,
    changed: Option<std::time::SystemTime>,
    log: bool,
}

fn mark(path: &Path) -> Result<Mark, StoreError> {
    let identity = schema::identity(path)?;
    let meta = std::fs::symlink_metadata(path).map_err(|why| files::refused(path, why))?;
    Ok(Mark {
        identity,
        len: meta.len(),
        changed: meta.modified().ok(),
        log: log_len(path) > 0,
    })
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
        let look = schema::look(&path)?;
        let (conn, version, frozen) = match connect(&path, false) {
            Ok((conn, version)) => (conn, version, None),
            Err(_) if no_common_files(&path) => {
                let frozen = mark(&path)?;
                let (conn, version) = connect(&path, true)?;
                (conn, version, Some(frozen))
            }
            Err(why) => return Err(why),
        };
        if schema::identity(&path)? != look.identity {
            return Err(replaced(&path));
        }
        Ok(Self {
            conn,
            look,
            path,
            version,
            ready_to_write: false,
            frozen,
            closed: false,
        })
    }

    /// Gives the connection up and opens the store anew. In this order: what a process shares of an open file, also that
    /// it may only be read, ends with its last connection.
    fn reopen(&mut self) -> Result<(), StoreError> {
        self.closed = true;
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
        if let Some(seen) = &self.frozen {
            if *seen != mark(&self.path)? {
                self.reopen()?;
            }
            return Ok(());
        }
        self.same_file()?;
        self.version = patiently(PATIENCE, || version_of(&self.conn)).map_err(|e| self.wrong(&e))?;
        schema::newer(&self.path, self.version)
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
        self.same_file()?;
        if self.closed || self.only_reads() {
            // It may have become writable since.
            self.reopen()?;
            if self.only_reads() {
                return Err(StoreError::ReadOnly(self.path.clone()));
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
            match self.up_to_date() {
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

    fn last(&self, stream: &CampaignId) -> Result<Option<(Head, Stamp)>, StoreError> {
        let found = patiently(PATIENCE, || {
            self.conn
                .prepare_cached(
                    "SELECT seq, hash, recorded FROM facts WHERE stream = ?1 ORDER BY seq DESC LIMIT 1",
                )?
                .query_row([stream.as_str()], |r| {
                    let hash = hash_at(r.get_ref(1)?);
                    Ok((r.get::<_, i64>(0)?, hash, r.get::<_, i64>(2)?))
                })
                .optional()
        })
        .map_err(|e| self.wrong(&e))?;
        let Some((seq, hash, recorded)) = found else {
            return Ok(None);
        };
        let seq = seq.max(0) as u64;
        let hash = hash.ok_or_else(|| Fault::Hash.at(stream, seq))?;
        Ok(Some((Head { seq, hash }, Stamp(recorded))))
    }

    /// Name of the stream after this one, and number and time of its first fact.
    fn stream_after(&self, after: &str) -> Result<Option<(CampaignId, Stamp)>, StoreError> {
        let found = patiently(PATIENCE, || {
            self.conn
                .prepare_cached(
                    "SELECT stream, seq, recorded FROM facts WHERE stream > ?1 ORDER BY stream, seq LIMIT 1",
                )?
                .query_row([after], |r| {
                    let name = r.get_ref(0)?.as_bytes()?.to_vec();
                    Ok((name, r.get::<_, i64>(1)?, r.get::<_, i64>(2)?))
                })
                .optional()
        })
        .map_err(|e| self.wrong(&e))?;
        let Some((name, seq, opened)) = found else {
            return Ok(None);
        };
        match String::from_utf8(name) {
            Ok(name) => Ok(Some((CampaignId(name), Stamp(opened)))),
            // Only somebody's hand writes a name that is no text.
            Err(no) => {
                let name = String::from_utf8_lossy(no.as_bytes()).into_owned();
                Err(Fault::Payload.at(&CampaignId(name), seq.max(0) as u64))
            }
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

    fn page(&self, stream: &CampaignId, after: i64, limit: usize) -> Result<Vec<Option<Row>>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM facts WHERE stream = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3");
        self.rows(&sql, stream, &after, limit)
    }

    fn facts_after(
        &self,
        stream: &CampaignId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Envelope>, StoreError> {
        let mut seq = after;
        let mut facts = Vec::new();
        for row in self.page(stream, codec::number(after)?, limit)? {
            seq += 1;
            let row = row.ok_or_else(|| Fault::Payload.at(stream, seq))?;
            if u64::try_from(row.seq) != Ok(seq) {
                return Err(Fault::Gap.at(stream, seq));
            }
            facts.push(row.envelope()?);
        }
        Ok(facts)
    }

    fn facts_of(&self, stream: &CampaignId, cmd: CmdId) -> Result<Vec<Envelope>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM facts WHERE stream = ?1 AND cmd = ?2 ORDER BY n LIMIT ?3");
        let rows = self.rows(&sql, stream, &cmd.to_string(), usize::MAX)?;
        rows.into_iter()
            .map(|row| row.ok_or_else(|| Fault::Payload.at(stream, 0))?.envelope())
            .collect()
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
        let rows = codec::rows_of(stream, head, last.map(|(_, recorded)| recorded), batch)?;
        insert(&self.conn, &rows).map_err(|e| self.wrong(&e))?;
        let facts = rows.into_iter().map(Row::envelope).collect::<Result<_, _>>()?;
        self.commit()?;
        Ok(Appended::Done(facts))
    }
}

fn insert(conn: &Connection, rows: &[Row]) -> rusqlite::Result<()> {
    let sql = format!(
        "INSERT INTO facts ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)"
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
        ])?;
    }
    Ok(())
}

fn hash_at(value: ValueRef<'_>) -> Option<[u8; 32]> {
    match value {
        ValueRef::Blob(bytes) => bytes.try_into().ok(),
        _ => None,
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
    ) = (numbers, words, unit, hash)
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

/// Readers share a log and its index; where those are not there and cannot be made, nobody else is reading or writing.
fn no_common_files(path: &Path) -> bool {
    use rustix::fs::Access;
    let closed = rustix::fs::access(files::folder_of(path), Access::WRITE_OK).is_err();
    closed && log_len(path) == 0
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
    built().map_err(|e| wrong(new, &e))
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
        Ok(self.last(stream)?.map_or_else(Head::default, |(head, _)| head))
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
        let mut all = Vec::new();
        let mut after = String::new();
        // From stream to stream, so that the cost is that of the streams and not of their facts.
        while let Some((id, opened)) = self.stream_after(&after)? {
            after.clone_from(&id.0);
            let head = self.last(&id)?.map_or_else(Head::default, |(head, _)| head);
            all.push(StreamInfo { id, head, opened });
        }
        all.sort_by_key(|s| s.opened);
        Ok(all)
    }

    fn about(
        &mut self,
        stream: &CampaignId,
        unit: &UnitCode,
        after: u64,
        until: u64,
    ) -> Result<Vec<Envelope>, StoreError> {
        self.fresh()?;
        let sql = format!(
            "SELECT {COLUMNS} FROM facts WHERE stream = ?1 AND seq > ?2 AND seq <= ?3 AND unit = ?4 ORDER BY seq"
        );
        let (after, until) = (codec::number(after)?, codec::number(until)?);
        let rows = patiently(PATIENCE, || {
            let mut statement = self.conn.prepare_cached(&sql)?;
            let mut found = statement.query(params![stream.as_str(), after, until, unit.as_str()])?;
            let mut rows = Vec::new();
            while let Some(r) = found.next()? {
                rows.push(row(r)?);
            }
            Ok(rows)
        })
        .map_err(|e| self.wrong(&e))?;
        rows.into_iter()
            .map(|row| row.ok_or_else(|| Fault::Payload.at(stream, 0))?.envelope())
            .collect()
    }

    fn snapshot(&mut self, stream: &CampaignId, fingerprint: u64) -> Result<Option<Snapshot>, StoreError> {
        self.fresh()?;
        if self.version < schema::WITH_SNAPSHOTS {
            return Ok(None);
        }
        patiently(PATIENCE, || {
            self.conn
                .prepare_cached(
                    "SELECT s.seq, s.hash, s.state FROM snapshots s JOIN facts f \
                     ON f.stream = s.stream AND f.seq = s.seq AND f.hash = s.hash \
                     WHERE s.stream = ?1 AND s.fingerprint = ?2",
                )?
                .query_row(params![stream.as_str(), fingerprint.cast_signed()], |r| {
                    Ok(Snapshot {
                        seq: r.get::<_, i64>(0)?.max(0) as u64,
                        hash: r.get(1)?,
                        bytes: r.get(2)?,
                    })
                })
                .optional()
        })
        .map_err(|e| self.wrong(&e))
    }

    fn keep_snapshot(
        &mut self,
        stream: &CampaignId,
        fingerprint: u64,
        snapshot: &Snapshot,
    ) -> Result<(), StoreError> {
        self.begin(NO_HURRY)?;
        let kept = || -> rusqlite::Result<()> {
            self.conn
                .prepare_cached(
                    "INSERT INTO snapshots (stream, fingerprint, seq, hash, state) VALUES (?1, ?2, ?3, ?4, ?5) \
                     ON CONFLICT (stream) DO UPDATE SET fingerprint = excluded.fingerprint, seq = excluded.seq, \
                     hash = excluded.hash, state = excluded.state",
                )?
                .execute(params![
                    stream.as_str(),
                    fingerprint.cast_signed(),
                    snapshot.seq.cast_signed(),
                    snapshot.hash.as_slice(),
                    snapshot.bytes,
                ])
                .map(|_| ())
        };
        match kept() {
            Ok(()) => self.commit(),
            Err(e) => {
                let why = self.wrong(&e);
                self.roll_back();
                Err(why)
            }
        }
    }

    fn keep_pieces(
        &mut self,
        stream: &CampaignId,
        fingerprint: u64,
        pieces: &[Piece<'_>],
    ) -> Result<(), StoreError> {
        self.scratch(NO_HURRY, |conn| {
            conn.prepare_cached("DELETE FROM shelves WHERE stream = ?1 AND fingerprint <> ?2")?
                .execute(params![stream.as_str(), fingerprint.cast_signed()])?;
            let mut statement = conn.prepare_cached(
                "INSERT OR IGNORE INTO shelves (stream, fingerprint, name, bytes) VALUES (?1, ?2, ?3, ?4)",
            )?;
            for (name, bytes) in pieces {
                statement.execute(params![
                    stream.as_str(),
                    fingerprint.cast_signed(),
                    name.cast_signed(),
                    bytes
                ])?;
            }
            Ok(())
        })
    }

    fn pieces(
        &mut self,
        stream: &CampaignId,
        fingerprint: u64,
        each: &mut dyn FnMut(u64, Vec<u8>),
    ) -> Result<(), StoreError> {
        self.fresh()?;
        if self.version < schema::WITH_SHELVES {
            return Ok(());
        }
        patiently(PATIENCE, || {
            // In the order in which they lie, not in that of the index: they are read all.
            let mut statement = self.conn.prepare_cached(
                "SELECT name, bytes FROM shelves NOT INDEXED WHERE stream = ?1 AND fingerprint = ?2",
            )?;
            let mut found = statement.query(params![stream.as_str(), fingerprint.cast_signed()])?;
            while let Some(r) = found.next()? {
                each(r.get::<_, i64>(0)?.cast_unsigned(), r.get(1)?);
            }
            Ok(())
        })
        .map_err(|e| self.wrong(&e))
    }

    fn verify(&mut self, stream: &CampaignId, each: &mut dyn FnMut(&Envelope)) -> Result<Head, StoreError> {
        self.fresh()?;
        let mut check = Check::new(stream);
        // From below the first number, so that a row that was given no proper number is seen too.
        let mut after = i64::MIN;
        loop {
            let page = self.page(stream, after, CHECK_PAGE)?;
            let full = page.len() == CHECK_PAGE;
            for row in page {
                let row = row.ok_or_else(|| check.unreadable())?;
                after = row.seq;
                each(&check.next(row)?);
            }
            if !full {
                return Ok(check.head());
            }
        }
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
            conn.prepare_cached("DELETE FROM attempts WHERE id <= (SELECT max(id) FROM attempts) - ?1")?
                .execute([i64::from(ATTEMPTS_MOST)])
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
                rows.push(row.clone());
                each(&stream.id, &check.next(row)?);
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

    /// Are the tables those that we make, and nothing beside them? A database from elsewhere may hold views and triggers
    /// in their place, which run when they are read.
    pub(super) fn has_our_tables(&self) -> Result<bool, StoreError> {
        let model = Connection::open_in_memory().map_err(|e| self.wrong(&e))?;
        let steps = usize::try_from(self.version).unwrap_or_default();
        let steps = schema::MIGRATIONS.get(..steps).unwrap_or_default();
        let compare = || -> rusqlite::Result<bool> {
            schema::run(&model, steps, 0)?;
            Ok(tables(&model)? == tables(&self.conn)?)
        };
        patiently(PATIENCE, compare).map_err(|e| self.wrong(&e))
    }
}

fn tables(conn: &Connection) -> rusqlite::Result<Vec<(String, String, Option<String>)>> {
    let mut all = conn.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name")?;
    let rows = all.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
    rows.collect()
}

/// What an error of the engine means for a new file that grows.
fn copy_failed(new: &Path, e: &rusqlite::Error) -> StoreError {
    match wrong(new, e) {
        StoreError::Engine { path, detail } => {
            let length = std::fs::symlink_metadata(new).map_or(0, |m| m.len());
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
    let journal = SqliteJournal::open(path)?;
    let found = patiently(PATIENCE, || {
        let mut statement = journal.conn.prepare("PRAGMA integrity_check(100)")?;
        let lines = statement.query_map([], |r| r.get::<_, String>(0))?;
        lines.collect::<rusqlite::Result<Vec<_>>>()
    });
    let mut found = found.map_err(|e| journal.wrong(&e))?;
    found.retain(|line| line != "ok");
    Ok(found)
}
