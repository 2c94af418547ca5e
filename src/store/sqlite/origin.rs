//! The backup that the store was made from, in a table of its own.
//!
//! It must never know what is done about it.

use rusqlite::{Connection, OptionalExtension, params};

use super::engine::{PATIENCE, patiently};
use super::file::SqliteJournal;
use super::schema;
use crate::core::names::Actor;
use crate::core::time::Stamp;
use crate::store::error::StoreError;
use crate::store::origin::{Origin, Restored};

/// Says of a store that is being made from which backup.
pub(super) fn mark(conn: &Connection, made: Stamp) -> rusqlite::Result<()> {
    conn.execute(
        "INSERT OR REPLACE INTO restored (one, made) VALUES (1, ?1)",
        params![made.0],
    )
    .map(drop)
}

impl Origin for SqliteJournal {
    fn restored(&mut self) -> Result<Option<Restored>, StoreError> {
        self.fresh()?;
        if self.version < schema::WITH_RESTORED {
            return Ok(None);
        }
        patiently(PATIENCE, || {
            self.conn
                .prepare_cached("SELECT made, looked, actor FROM restored")?
                .query_row([], |r| {
                    let looked = r.get::<_, Option<i64>>(1)?.map(Stamp);
                    let actor = r.get::<_, Option<String>>(2)?.map(Actor::from);
                    Ok(Restored {
                        made: Stamp(r.get(0)?),
                        looked: actor.zip(looked),
                    })
                })
                .optional()
        })
        .map_err(|e| self.wrong(&e))
    }

    fn has_looked(&mut self, actor: &Actor, at: Stamp) -> Result<(), StoreError> {
        self.scratch(PATIENCE, |conn| {
            conn.execute(
                "UPDATE restored SET looked = ?1, actor = ?2 WHERE looked IS NULL",
                params![at.0, actor.as_str()],
            )
            .map(drop)
        })
    }
}
