//! What can be said about a store's file without reading its facts, and the engine's own check of it.
//!
//! It must never know what stands in a page.

use std::path::Path;

use super::engine::{PATIENCE, log_len, patiently};
use super::file::SqliteJournal;
use super::schema;
use crate::store::error::StoreError;

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

/// Whether it is one that loses nothing where several processes write.
pub(super) fn engine_is_sound() -> bool {
    schema::engine_is_fit().is_ok()
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

impl SqliteJournal {
    /// See `Journal::flaws`.
    pub(super) fn page_flaws(&mut self) -> Result<Vec<String>, StoreError> {
        let found = patiently(PATIENCE, || {
            let mut statement = self.conn.prepare("PRAGMA integrity_check(100)")?;
            let lines = statement.query_map([], |r| r.get::<_, String>(0))?;
            lines.collect::<rusqlite::Result<Vec<_>>>()
        });
        let mut found = found.map_err(|e| self.wrong(&e))?;
        found.retain(|line| line != "ok");
        Ok(found)
    }
}
