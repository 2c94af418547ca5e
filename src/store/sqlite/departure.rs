//! The mark of a store that was moved, in a table of its own.
//!
//! It must never know where the other store is.

use rusqlite::{Connection, OptionalExtension, params};

use super::engine::{PATIENCE, patiently};
use super::file::SqliteJournal;
use super::schema;
use crate::store::departure::{Departure, Moved};
use crate::store::error::StoreError;

fn mark(conn: &Connection) -> rusqlite::Result<Option<Moved>> {
    conn.prepare_cached("SELECT place, done FROM moved")?
        .query_row([], |r| {
            Ok(Moved {
                to: r.get(0)?,
                done: r.get(1)?,
            })
        })
        .optional()
}

impl SqliteJournal {
    /// Under the write lock, with the newest tables: may be written here at all?
    pub(super) fn is_in_use(&self) -> Result<(), StoreError> {
        match mark(&self.conn).map_err(|e| self.wrong(&e))? {
            None => Ok(()),
            Some(Moved { to, done }) => Err(StoreError::Moved {
                site: self.path.as_path().into(),
                to,
                done,
            }),
        }
    }

    /// Changes the mark, which nothing else that writes gets past.
    fn change_mark(&mut self, sql: &str) -> Result<(), StoreError> {
        self.take_lock(PATIENCE)?;
        match self.conn.execute(sql, []) {
            Ok(_) => self.commit(),
            Err(e) => {
                let why = self.wrong(&e);
                self.roll_back();
                Err(why)
            }
        }
    }
}

impl Departure for SqliteJournal {
    fn moved(&mut self) -> Result<Option<Moved>, StoreError> {
        self.fresh()?;
        if self.version < schema::WITH_MOVED {
            return Ok(None);
        }
        patiently(PATIENCE, || mark(&self.conn)).map_err(|e| self.wrong(&e))
    }

    fn leave(&mut self, to: &str, last: &mut dyn FnMut() -> bool) -> Result<bool, StoreError> {
        self.begin(PATIENCE)?;
        if !last() {
            self.roll_back();
            return Ok(false);
        }
        let marked = self.conn.execute(
            "INSERT INTO moved (one, place, done) VALUES (1, ?1, 0)",
            params![to],
        );
        match marked {
            Ok(_) => self.commit().map(|()| true),
            Err(e) => {
                let why = self.wrong(&e);
                self.roll_back();
                Err(why)
            }
        }
    }

    fn has_left(&mut self) -> Result<(), StoreError> {
        self.change_mark("UPDATE moved SET done = 1")
    }

    fn stay(&mut self) -> Result<(), StoreError> {
        self.change_mark("DELETE FROM moved WHERE done = 0")
    }
}
