//! What sweeps remember, in tables outside the chain.
//!
//! It must never know what was read.

use std::collections::HashMap;

use rusqlite::params;

use super::engine::{PATIENCE, patiently};
use super::file::SqliteJournal;
use super::schema;
use crate::core::mailboxes::MailboxHealth;
use crate::core::time::Stamp;
use crate::store::error::StoreError;
use crate::store::sweeps::Sweeps;

impl Sweeps for SqliteJournal {
    fn swept(&mut self, mailbox: &str) -> Result<HashMap<String, String>, StoreError> {
        self.fresh()?;
        if self.version < schema::WITH_SWEEPS {
            return Ok(HashMap::new());
        }
        patiently(PATIENCE, || {
            let mut statement = self
                .conn
                .prepare_cached("SELECT item, mark FROM swept WHERE mailbox = ?1")?;
            let found = statement.query_map([mailbox], |r| Ok((r.get(0)?, r.get(1)?)))?;
            found.collect()
        })
        .map_err(|e| self.wrong(&e))
    }

    fn keep_swept(
        &mut self,
        mailbox: &str,
        read: &[(String, String)],
        gone: &[String],
    ) -> Result<(), StoreError> {
        self.scratch(PATIENCE, |conn| {
            let mut forget = conn.prepare_cached("DELETE FROM swept WHERE mailbox = ?1 AND item = ?2")?;
            for item in gone {
                forget.execute([mailbox, item])?;
            }
            let mut keep = conn.prepare_cached(
                "INSERT INTO swept (mailbox, item, mark) VALUES (?1, ?2, ?3) \
                 ON CONFLICT DO UPDATE SET mark = excluded.mark",
            )?;
            for (item, mark) in read {
                keep.execute([mailbox, item, mark])?;
            }
            Ok(())
        })
    }

    fn mailboxes(&mut self) -> Result<Vec<MailboxHealth>, StoreError> {
        self.fresh()?;
        if self.version < schema::WITH_SWEEPS {
            return Ok(Vec::new());
        }
        patiently(PATIENCE, || {
            let mut statement = self.conn.prepare_cached(
                "SELECT name, tried, read, every, trouble, left FROM mailboxes ORDER BY name",
            )?;
            let found = statement.query_map([], |r| {
                Ok(MailboxHealth {
                    name: r.get(0)?,
                    tried: Stamp(r.get(1)?),
                    read: r.get::<_, Option<i64>>(2)?.map(Stamp),
                    every: r.get(3)?,
                    trouble: r.get(4)?,
                    left: r.get::<_, i64>(5)?.max(0).cast_unsigned(),
                })
            })?;
            found.collect()
        })
        .map_err(|e| self.wrong(&e))
    }

    fn keep_mailbox(&mut self, health: &MailboxHealth) -> Result<(), StoreError> {
        let m = health;
        self.scratch(PATIENCE, |conn| {
            conn.prepare_cached(
                "INSERT OR REPLACE INTO mailboxes (name, tried, read, every, trouble, left) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                m.name,
                m.tried.0,
                m.read.map(|at| at.0),
                m.every,
                m.trouble,
                i64::try_from(m.left).unwrap_or(i64::MAX)
            ])
            .map(drop)
        })
    }

    fn drop_mailbox(&mut self, name: &str) -> Result<bool, StoreError> {
        let known = self.mailboxes()?.iter().any(|m| m.name == name);
        self.scratch(PATIENCE, |conn| {
            conn.execute("DELETE FROM swept WHERE mailbox = ?1", [name])?;
            conn.execute("DELETE FROM mailboxes WHERE name = ?1", [name])
                .map(drop)
        })?;
        Ok(known)
    }
}
