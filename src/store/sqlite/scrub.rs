//! What was removed, taken out of what is left over in the file: free pages, gaps in pages, the log.
//!
//! It must never know what was removed.

use std::time::{Duration, Instant};

use super::engine::{PATIENCE, is_busy, patiently};
use super::file::SqliteJournal;
use super::schema;
use crate::store::error::StoreError;
use crate::store::files;

/// What others may have to finish before what was removed is out of the file and its log.
const FOR_A_SCRUB: Duration = Duration::from_secs(5);

impl SqliteJournal {
    /// See `Journal::scrub`.
    pub(super) fn scrub_file(&mut self) -> Result<bool, StoreError> {
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

    /// Does the file still have to be written anew for what was removed?
    pub(super) fn remains(&self) -> Result<bool, StoreError> {
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
}
