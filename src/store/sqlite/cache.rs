//! Stored states in their tables.
//!
//! It must never know what a state holds.

use rusqlite::{Connection, params};

use super::engine::{NO_HURRY, PATIENCE, patiently};
use super::file::SqliteJournal;
use super::guarded::{self, Found};
use super::schema;
use crate::core::names::CampaignId;
use crate::store::cache::{Cache, Of, Piece, Snapshot};
use crate::store::error::StoreError;

impl Cache for SqliteJournal {
    fn snapshot(&mut self, stream: &CampaignId, fingerprint: u64) -> Result<Option<Snapshot>, StoreError> {
        self.fresh()?;
        if self.version < schema::WITH_SUMS {
            return Ok(None);
        }
        let of = Of { stream, fingerprint };
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
        let of = Of { stream, fingerprint };
        self.scratch(NO_HURRY, |conn| {
            if removed_since(conn, stream, snapshot.seq)? {
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
        let of = Of { stream, fingerprint };
        self.scratch(NO_HURRY, |conn| {
            if removed_since(conn, stream, seq)? {
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
        let of = Of { stream, fingerprint };
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
}

/// Were words removed after this fact? Then what was made of the facts up to it is not kept any more.
fn removed_since(conn: &Connection, stream: &CampaignId, seq: u64) -> rusqlite::Result<bool> {
    conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM facts WHERE stream = ?1 AND redacted_by > ?2 AND redacted_by IS NOT NULL)",
    )?
    .query_row(params![stream.as_str(), seq.cast_signed()], |r| r.get(0))
}
