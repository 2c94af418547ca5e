//! What sweeps remember, in tables outside the chain.
//!
//! It must never know what was read.

use std::collections::HashMap;

use tokio_postgres::types::Type;

use super::site::ServerStore;
use crate::core::mailboxes::MailboxHealth;
use crate::core::time::Stamp;
use crate::store::error::StoreError;
use crate::store::sweeps::Sweeps;

impl Sweeps for ServerStore {
    fn swept(&mut self, mailbox: &str) -> Result<HashMap<String, String>, StoreError> {
        let sql = format!(
            "SELECT item, mark FROM {}.swept WHERE mailbox = $1",
            self.schema()
        );
        let rows = self.ask(&sql, &[(&mailbox, Type::TEXT)])?;
        let pair = |row: &tokio_postgres::Row| Some((row.try_get(0).ok()?, row.try_get(1).ok()?));
        Ok(rows.iter().filter_map(pair).collect())
    }

    fn keep_swept(
        &mut self,
        mailbox: &str,
        read: &[(String, String)],
        gone: &[String],
    ) -> Result<(), StoreError> {
        let schema = self.schema();
        let sql = format!(
            "WITH gone AS (DELETE FROM {schema}.swept WHERE mailbox = $1 AND item = ANY($2) AND NOT item = ANY($3)) \
             INSERT INTO {schema}.swept (mailbox, item, mark) \
             SELECT $1, r.item, r.mark FROM unnest($3::text[], $4::text[]) AS r (item, mark) \
             ON CONFLICT (mailbox, item) DO UPDATE SET mark = excluded.mark"
        );
        // Of one that stands there twice the last counts; the server takes each once.
        let last: HashMap<&str, &str> = read
            .iter()
            .map(|(item, mark)| (item.as_str(), mark.as_str()))
            .collect();
        let (items, marks): (Vec<&str>, Vec<&str>) = last.into_iter().unzip();
        self.ask(
            &sql,
            &[
                (&mailbox, Type::TEXT),
                (&gone, Type::TEXT_ARRAY),
                (&items, Type::TEXT_ARRAY),
                (&marks, Type::TEXT_ARRAY),
            ],
        )
        .map(drop)
    }

    fn mailboxes(&mut self) -> Result<Vec<MailboxHealth>, StoreError> {
        let sql = format!(
            "SELECT name, tried, read, every, trouble, \"left\" FROM {}.mailboxes ORDER BY name",
            self.schema()
        );
        let rows = self.ask(&sql, &[])?;
        let number =
            |row: &tokio_postgres::Row, i: usize| row.try_get::<_, Option<i64>>(i).unwrap_or_default();
        let health = |row: &tokio_postgres::Row| MailboxHealth {
            name: row.try_get(0).unwrap_or_default(),
            tried: Stamp(number(row, 1).unwrap_or_default()),
            read: number(row, 2).map(Stamp),
            every: number(row, 3),
            trouble: row.try_get(4).unwrap_or_default(),
            left: number(row, 5).unwrap_or_default().max(0).cast_unsigned(),
        };
        Ok(rows.iter().map(health).collect())
    }

    fn keep_mailbox(&mut self, health: &MailboxHealth) -> Result<(), StoreError> {
        let m = health;
        let sql = format!(
            "INSERT INTO {}.mailboxes (name, tried, read, every, trouble, \"left\") VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (name) DO UPDATE SET tried = excluded.tried, read = excluded.read, every = excluded.every, \
             trouble = excluded.trouble, \"left\" = excluded.\"left\"",
            self.schema()
        );
        let (read, every) = (m.read.map(|at| at.0), m.every);
        let left = i64::try_from(m.left).unwrap_or(i64::MAX);
        self.ask(
            &sql,
            &[
                (&m.name.as_str(), Type::TEXT),
                (&m.tried.0, Type::INT8),
                (&read, Type::INT8),
                (&every, Type::INT8),
                (&m.trouble, Type::TEXT),
                (&left, Type::INT8),
            ],
        )
        .map(drop)
    }

    fn drop_mailbox(&mut self, name: &str) -> Result<bool, StoreError> {
        let schema = self.schema();
        let sql = format!(
            "WITH items AS (DELETE FROM {schema}.swept WHERE mailbox = $1) \
             DELETE FROM {schema}.mailboxes WHERE name = $1 RETURNING 1"
        );
        Ok(!self.ask(&sql, &[(&name, Type::TEXT)])?.is_empty())
    }
}
