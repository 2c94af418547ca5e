//! Stored states and their pieces, each with a hash over all that stands in its row: what has rotted is never shown.
//!
//! They only save time, so what is not as it was written is as good as not there. But it is told apart from what was
//! never there, for whoever asks what is wrong with a store.
//!
//! It must never know what a state holds.

use std::collections::BTreeSet;

use rusqlite::{Connection, ErrorCode, OptionalExtension, Row, params};

use crate::core::names::CampaignId;
use crate::store::cache::{Of, PROGRAMS, Piece, Snapshot};

/// What was found in the place of a stored state.
#[derive(Debug)]
pub enum Found {
    /// None that this code could use.
    Nothing,
    /// One that is as it was written.
    Good(Snapshot),
    /// One that is not.
    Damaged,
}

/// Can what is stored not be read as what it was written as?
fn is_rot(e: &rusqlite::Error) -> bool {
    use rusqlite::Error as E;
    let corrupt = e.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt);
    corrupt
        || matches!(
            e,
            E::InvalidColumnType(..) | E::FromSqlConversionFailure(..) | E::Utf8Error(..)
        )
}

/// The stored state of a stream, if the journal still has the fact that it ends with.
pub fn state(conn: &Connection, of: Of<'_>) -> rusqlite::Result<Found> {
    match read_state(conn, of) {
        Err(e) if is_rot(&e) => Ok(Found::Damaged),
        other => other,
    }
}

fn read_state(conn: &Connection, of: Of<'_>) -> rusqlite::Result<Found> {
    let found = conn
        .prepare_cached("SELECT seq, hash, sum, state FROM snapshots WHERE stream = ?1 AND fingerprint = ?2")?
        .query_row(params![of.stream.as_str(), of.fingerprint.cast_signed()], |r| {
            let state = Snapshot {
                seq: r.get::<_, i64>(0)?.cast_unsigned(),
                hash: r.get(1)?,
                bytes: r.get(3)?,
            };
            let sum: Vec<u8> = r.get(2)?;
            Ok(Some(state).filter(|s| of.state_sum(s)[..] == sum[..]))
        })
        .optional()?;
    let Some(found) = found else {
        return Ok(Found::Nothing);
    };
    let Some(state) = found else {
        return Ok(Found::Damaged);
    };
    let known = conn
        .prepare_cached("SELECT 1 FROM facts WHERE stream = ?1 AND seq = ?2 AND hash = ?3")?
        .exists(params![
            of.stream.as_str(),
            state.seq.cast_signed(),
            state.hash.as_slice()
        ])?;
    Ok(if known { Found::Good(state) } else { Found::Nothing })
}

/// Keeps a state in the place of the one before of the same program, and those of a few others.
pub fn keep_state(conn: &Connection, of: Of<'_>, s: &Snapshot) -> rusqlite::Result<()> {
    let (stream, fingerprint) = (of.stream.as_str(), of.fingerprint.cast_signed());
    conn.prepare_cached(
        "INSERT INTO snapshots (stream, fingerprint, seq, hash, sum, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
         ON CONFLICT (stream, fingerprint) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, \
         sum = excluded.sum, state = excluded.state",
    )?
    .execute(params![
        stream,
        fingerprint,
        s.seq.cast_signed(),
        s.hash.as_slice(),
        of.state_sum(s).as_slice(),
        s.bytes,
    ])?;
    conn.prepare_cached(
        "DELETE FROM snapshots WHERE stream = ?1 AND fingerprint IN (SELECT fingerprint FROM snapshots \
         WHERE stream = ?1 AND fingerprint <> ?2 ORDER BY seq DESC LIMIT -1 OFFSET ?3)",
    )?
    .execute(params![stream, fingerprint, PROGRAMS - 1])
    .map(|_| ())
}

/// Keeps pieces; what is there under a piece's name and is not what it should be is replaced.
pub fn keep_pieces(conn: &Connection, of: Of<'_>, pieces: &[Piece<'_>]) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "DELETE FROM shelves WHERE stream = ?1 AND fingerprint <> ?2 \
         AND fingerprint NOT IN (SELECT fingerprint FROM snapshots WHERE stream = ?1)",
    )?
    .execute(params![of.stream.as_str(), of.fingerprint.cast_signed()])?;
    let mut statement = conn.prepare_cached(
        "INSERT INTO shelves (stream, fingerprint, name, sum, bytes) VALUES (?1, ?2, ?3, ?4, ?5) \
         ON CONFLICT DO UPDATE SET sum = excluded.sum, bytes = excluded.bytes \
         WHERE sum <> excluded.sum OR bytes <> excluded.bytes",
    )?;
    for (name, bytes) in pieces {
        statement.execute(params![
            of.stream.as_str(),
            of.fingerprint.cast_signed(),
            name.cast_signed(),
            of.piece_sum(*name, bytes).as_slice(),
            bytes
        ])?;
    }
    Ok(())
}

/// Shows every piece that is as it was written. False: some are not.
pub fn pieces(conn: &Connection, of: Of<'_>, each: &mut dyn FnMut(u64, Vec<u8>)) -> rusqlite::Result<bool> {
    match read_pieces(conn, of, each) {
        Err(e) if is_rot(&e) => Ok(false),
        other => other,
    }
}

fn read_pieces(conn: &Connection, of: Of<'_>, each: &mut dyn FnMut(u64, Vec<u8>)) -> rusqlite::Result<bool> {
    // In the order in which they lie, not in that of the index: they are read all.
    let mut statement = conn.prepare_cached(
        "SELECT name, sum, bytes FROM shelves NOT INDEXED WHERE stream = ?1 AND fingerprint = ?2",
    )?;
    let mut found = statement.query(params![of.stream.as_str(), of.fingerprint.cast_signed()])?;
    let mut good = true;
    while let Some(r) = found.next()? {
        let name = r.get::<_, i64>(0)?.cast_unsigned();
        let (sum, bytes): (Vec<u8>, Vec<u8>) = (r.get(1)?, r.get(2)?);
        if of.piece_sum(name, &bytes)[..] == sum[..] {
            each(name, bytes);
        } else {
            good = false;
        }
    }
    Ok(good)
}

/// Takes a stored state and its pieces away.
pub fn drop_state(conn: &Connection, stream: &CampaignId) -> rusqlite::Result<()> {
    for table in ["snapshots", "shelves"] {
        conn.execute(
            &format!("DELETE FROM {table} WHERE stream = ?1"),
            [stream.as_str()],
        )?;
    }
    Ok(())
}

/// The streams whose stored state or pieces are not as they were written, whichever code wrote them.
pub fn damaged(conn: &Connection) -> rusqlite::Result<Vec<CampaignId>> {
    let mut bad = BTreeSet::new();
    for columns in [
        "seq, hash, sum, state FROM snapshots",
        "name, x'', sum, bytes FROM shelves",
    ] {
        let sql = format!("SELECT stream, fingerprint, {columns} NOT INDEXED");
        let mut statement = conn.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(r) = rows.next()? {
            let stream =
                CampaignId(String::from_utf8_lossy(r.get_ref(0)?.as_bytes().unwrap_or_default()).into());
            if !is_sound(r, &stream).unwrap_or(false) {
                bad.insert(stream);
            }
        }
    }
    Ok(bad.into_iter().collect())
}

fn is_sound(r: &Row<'_>, stream: &CampaignId) -> rusqlite::Result<bool> {
    let fingerprint = r.get::<_, i64>(1)?.cast_unsigned();
    let number = r.get::<_, i64>(2)?.cast_unsigned();
    let (hash, sum, bytes) = (r.get_ref(3)?, r.get_ref(4)?, r.get_ref(5)?);
    let of = Of { stream, fingerprint };
    Ok(of.sum(number, hash.as_bytes()?, bytes.as_bytes()?)[..] == *sum.as_bytes()?)
}
