//! Stored states on the server.
//!
//! It must never know what a state holds.

use tokio_postgres::types::Type;

use super::site::ServerStore;
use crate::core::names::CampaignId;
use crate::store::cache::{Cache, Of, PROGRAMS, Piece, Snapshot};
use crate::store::error::StoreError;

impl Cache for ServerStore {
    fn snapshot(&mut self, stream: &CampaignId, fingerprint: u64) -> Result<Option<Snapshot>, StoreError> {
        let sql = format!(
            "SELECT s.seq, s.hash, s.sum, s.state, EXISTS (SELECT 1 FROM {schema}.facts f \
             WHERE f.stream = s.stream AND f.seq = s.seq AND f.hash = s.hash) \
             FROM {schema}.snapshots s WHERE s.stream = $1 AND s.fingerprint = $2",
            schema = self.schema()
        );
        let number = fingerprint.cast_signed();
        let rows = self.ask(&sql, &[(&stream.as_str(), Type::TEXT), (&number, Type::INT8)])?;
        let Some(row) = rows.first() else { return Ok(None) };
        let read = || {
            let hash: &[u8] = row.try_get(1).ok()?;
            let sum: &[u8] = row.try_get(2).ok()?;
            let state = Snapshot {
                seq: row.try_get::<_, i64>(0).ok()?.cast_unsigned(),
                hash: hash.try_into().ok()?,
                bytes: row.try_get(3).ok()?,
            };
            let of = Of { stream, fingerprint };
            Some(state).filter(|state| of.state_sum(state)[..] == *sum)
        };
        let state = read().ok_or_else(|| StoreError::DamagedState(stream.clone()))?;
        let known: bool = row.try_get(4).unwrap_or_default();
        Ok(known.then_some(state))
    }

    fn keep_snapshot(
        &mut self,
        stream: &CampaignId,
        fingerprint: u64,
        snapshot: &Snapshot,
    ) -> Result<(), StoreError> {
        let of = Of { stream, fingerprint };
        let schema = self.schema();
        let sql = format!(
            "WITH kept AS (INSERT INTO {schema}.snapshots AS s (stream, fingerprint, seq, hash, sum, state, kept) \
             SELECT $1, $2, $3, $4, $5, $6, (extract(epoch FROM clock_timestamp()) * 1000)::bigint \
             WHERE NOT EXISTS (SELECT 1 FROM {schema}.facts WHERE stream = $1 AND redacted_by > $3 \
             AND redacted_by IS NOT NULL) \
             ON CONFLICT (stream, fingerprint) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, \
             sum = excluded.sum, state = excluded.state, kept = excluded.kept RETURNING 1) \
             DELETE FROM {schema}.snapshots d WHERE d.stream = $1 AND d.fingerprint <> $2 AND d.fingerprint NOT IN ( \
             SELECT o.fingerprint FROM {schema}.snapshots o WHERE o.stream = $1 AND o.fingerprint <> $2 \
             ORDER BY o.kept DESC LIMIT $7)"
        );
        let (number, seq, sum) = (
            fingerprint.cast_signed(),
            snapshot.seq.cast_signed(),
            of.state_sum(snapshot),
        );
        let others = i64::from(PROGRAMS - 1);
        self.ask(
            &sql,
            &[
                (&stream.as_str(), Type::TEXT),
                (&number, Type::INT8),
                (&seq, Type::INT8),
                (&snapshot.hash.as_slice(), Type::BYTEA),
                (&sum.as_slice(), Type::BYTEA),
                (&snapshot.bytes.as_slice(), Type::BYTEA),
                (&others, Type::INT8),
            ],
        )
        .map(drop)
    }

    fn keep_pieces(
        &mut self,
        stream: &CampaignId,
        fingerprint: u64,
        seq: u64,
        pieces: &[Piece<'_>],
    ) -> Result<(), StoreError> {
        let of = Of { stream, fingerprint };
        let names: Vec<i64> = pieces.iter().map(|(name, _)| name.cast_signed()).collect();
        let sums: Vec<[u8; 32]> = pieces
            .iter()
            .map(|(name, bytes)| of.piece_sum(*name, bytes))
            .collect();
        let sums: Vec<&[u8]> = sums.iter().map(<[u8; 32]>::as_slice).collect();
        let bytes: Vec<&[u8]> = pieces.iter().map(|(_, bytes)| *bytes).collect();
        let schema = self.schema();
        let sql = format!(
            "WITH gone AS (DELETE FROM {schema}.shelves WHERE stream = $1 AND fingerprint <> $2 AND fingerprint NOT IN ( \
             SELECT fingerprint FROM {schema}.snapshots WHERE stream = $1)) \
             INSERT INTO {schema}.shelves AS s (stream, fingerprint, name, sum, bytes) \
             SELECT $1, $2, p.name, p.sum, p.bytes FROM unnest($4::bigint[], $5::bytea[], $6::bytea[]) \
             AS p (name, sum, bytes) WHERE NOT EXISTS (SELECT 1 FROM {schema}.facts WHERE stream = $1 \
             AND redacted_by > $3 AND redacted_by IS NOT NULL) \
             ON CONFLICT (stream, fingerprint, name) DO UPDATE SET sum = excluded.sum, bytes = excluded.bytes \
             WHERE s.sum <> excluded.sum OR s.bytes <> excluded.bytes"
        );
        let (number, seq) = (fingerprint.cast_signed(), seq.cast_signed());
        self.ask(
            &sql,
            &[
                (&stream.as_str(), Type::TEXT),
                (&number, Type::INT8),
                (&seq, Type::INT8),
                (&names, Type::INT8_ARRAY),
                (&sums, Type::BYTEA_ARRAY),
                (&bytes, Type::BYTEA_ARRAY),
            ],
        )
        .map(drop)
    }

    fn pieces(
        &mut self,
        stream: &CampaignId,
        fingerprint: u64,
        each: &mut dyn FnMut(u64, Vec<u8>),
    ) -> Result<bool, StoreError> {
        let sql = format!(
            "SELECT name, sum, bytes FROM {}.shelves WHERE stream = $1 AND fingerprint = $2",
            self.schema()
        );
        let number = fingerprint.cast_signed();
        let rows = self.ask(&sql, &[(&stream.as_str(), Type::TEXT), (&number, Type::INT8)])?;
        let of = Of { stream, fingerprint };
        let mut good = true;
        for row in rows {
            let read = || {
                let name = row.try_get::<_, i64>(0).ok()?.cast_unsigned();
                let (sum, bytes): (&[u8], Vec<u8>) = (row.try_get(1).ok()?, row.try_get(2).ok()?);
                Some((name, bytes)).filter(|(name, bytes)| of.piece_sum(*name, bytes)[..] == *sum)
            };
            match read() {
                Some((name, bytes)) => each(name, bytes),
                None => good = false,
            }
        }
        Ok(good)
    }

    fn drop_snapshot(&mut self, stream: &CampaignId) -> Result<(), StoreError> {
        let schema = self.schema();
        let sql = format!(
            "WITH gone AS (DELETE FROM {schema}.shelves WHERE stream = $1) \
             DELETE FROM {schema}.snapshots WHERE stream = $1"
        );
        self.ask(&sql, &[(&stream.as_str(), Type::TEXT)]).map(drop)
    }

    fn damaged_snapshots(&mut self) -> Result<Vec<CampaignId>, StoreError> {
        let schema = self.schema();
        let sql = format!(
            "SELECT stream, fingerprint, seq, hash, sum, state FROM {schema}.snapshots UNION ALL \
             SELECT stream, fingerprint, name, ''::bytea, sum, bytes FROM {schema}.shelves"
        );
        let mut bad: Vec<CampaignId> = Vec::new();
        for row in self.ask(&sql, &[])? {
            let stream = CampaignId(row.try_get(0).unwrap_or_default());
            let sound = || {
                let of = Of {
                    stream: &stream,
                    fingerprint: row.try_get::<_, i64>(1).ok()?.cast_unsigned(),
                };
                let number = row.try_get::<_, i64>(2).ok()?.cast_unsigned();
                let (hash, sum, bytes): (&[u8], &[u8], &[u8]) =
                    (row.try_get(3).ok()?, row.try_get(4).ok()?, row.try_get(5).ok()?);
                Some(of.sum(number, hash, bytes)[..] == *sum)
            };
            if !sound().unwrap_or(false) && !bad.contains(&stream) {
                bad.push(stream);
            }
        }
        bad.sort();
        Ok(bad)
    }
}
