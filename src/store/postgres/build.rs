//! A store that is being made on a server from facts at hand: in one transaction, so that nobody sees any of it before it is
//! whole, and nothing is left of it where it is broken off, however that happens.
//!
//! It must never know where its facts and files come from.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;
use tokio_postgres::types::Type;

use super::insert::insert;
use super::nowhere::Nowhere;
use super::origin;
use super::schema;
use super::site::Shared;
use super::wire::Wire;
use crate::core::time::Stamp;
use crate::store::blobs::{Blobs, Kept};
use crate::store::engine::Building;
use crate::store::error::StoreError;
use crate::store::files;
use crate::store::journal::RawFact;

/// A schema that nobody sees yet.
pub(super) struct NewSchema {
    shared: Arc<Shared>,
    wire: Wire,
    scratch: TempDir,
    blobs: Nowhere,
}

impl NewSchema {
    pub(super) fn begin(shared: &Arc<Shared>, wire: Wire) -> Result<Self, StoreError> {
        let schema = &shared.url.schema;
        let begin = format!(
            "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SET LOCAL lock_timeout = '30s'; \
             SELECT pg_advisory_xact_lock(hashtextextended('ketnoi: tables of {schema}', 42)); \
             CREATE SCHEMA IF NOT EXISTS {schema}; {}",
            schema::steps(schema, 0)
        );
        wire.ask(wire.client().batch_execute(&begin))
            .map_err(|why| match why {
                StoreError::Overtaken => StoreError::Occupied(shared.name.clone()),
                other => other,
            })?;
        let scratch = tempfile::tempdir().map_err(|why| files::refused(Path::new(""), why))?;
        Ok(Self {
            shared: shared.clone(),
            wire,
            scratch,
            blobs: Nowhere(shared.name.clone()),
        })
    }
}

impl Building for NewSchema {
    fn scratch(&self) -> &Path {
        self.scratch.path()
    }

    fn add(&mut self, facts: &[RawFact]) -> Result<(), StoreError> {
        let rows = facts.iter().map(|fact| &fact.row);
        self.wire
            .ask(insert(self.wire.client(), &self.shared.url.schema, rows))
            .map(drop)
    }

    fn put(&mut self, from: &mut dyn Read, limit: u64) -> Result<Kept, StoreError> {
        self.blobs.put(from, limit)
    }

    fn of_backup(&mut self, made: Stamp) -> Result<(), StoreError> {
        let sql = origin::mark_sql(&self.shared.url.schema);
        self.wire
            .ask(self.wire.client().execute_typed(&sql, &[(&made.0, Type::INT8)]))
            .map(drop)
    }

    fn settle(self: Box<Self>) -> Result<(), StoreError> {
        self.wire
            .ask(self.wire.client().batch_execute("COMMIT"))
            .map_err(|why| match why {
                lost @ StoreError::Unreachable { .. } => StoreError::Unsure(Box::new(lost)),
                other => other,
            })?;
        self.shared.nudge();
        Ok(())
    }
}
