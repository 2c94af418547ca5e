//! The backup that the store was made from, in a table of its own.
//!
//! It must never know what is done about it.

use tokio_postgres::types::Type;

use super::site::ServerStore;
use super::turn::ready;
use crate::core::names::Actor;
use crate::core::time::Stamp;
use crate::store::departure::Departure as _;
use crate::store::error::StoreError;
use crate::store::origin::{Origin, Restored};

/// Says of a store that is being made from which backup.
pub(super) fn mark_sql(schema: &str) -> String {
    format!("INSERT INTO {schema}.restored (one, made) VALUES (1, $1)")
}

impl Origin for ServerStore {
    fn restored(&mut self) -> Result<Option<Restored>, StoreError> {
        // A store that nobody has written to since has the tables of before.
        let table = format!("{}.restored", self.schema());
        let known = self.ask("SELECT to_regclass($1) IS NOT NULL", &[(&table, Type::TEXT)])?;
        let is_there = known.first().and_then(|row| row.try_get::<_, bool>(0).ok());
        if is_there != Some(true) {
            return Ok(None);
        }
        let rows = self.ask(&format!("SELECT made, looked, actor FROM {table}"), &[])?;
        Ok(rows.first().map(|row| {
            let looked: Option<i64> = row.try_get(1).unwrap_or_default();
            let actor: Option<String> = row.try_get(2).unwrap_or_default();
            Restored {
                made: Stamp(row.try_get(0).unwrap_or_default()),
                looked: actor.map(Actor::from).zip(looked.map(Stamp)),
            }
        }))
    }

    fn has_looked(&mut self, actor: &Actor, at: Stamp) -> Result<(), StoreError> {
        let moved = self.moved()?;
        self.is_in_use(moved)?;
        let _ = ready(self)?;
        let sql = format!(
            "UPDATE {}.restored SET looked = $1, actor = $2 WHERE looked IS NULL",
            self.schema()
        );
        self.ask(&sql, &[(&at.0, Type::INT8), (&actor.as_str(), Type::TEXT)])
            .map(drop)
    }
}
