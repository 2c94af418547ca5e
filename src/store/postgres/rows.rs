//! Facts as rows of the server's table.
//!
//! It must never know whether a row is what its hash promises.

use tokio_postgres::Row as Answer;
use tokio_postgres::types::FromSql;

use crate::store::codec::Row;
use crate::store::journal::RawFact;

/// The fields of a fact `f`.
const FIELDS: &str = "f.stream, f.seq, f.cmd, f.n, f.type, f.version, f.at, f.recorded, f.actor, f.real_user, f.role, \
                      f.via, f.unit, f.entered_later";

/// The beginning of every question for facts, up to what they must be. Behind the fields of each comes the payload of the fact
/// that removed its words: looked up for those alone that have none. As a join it had the server read the whole table at
/// every turn, since it takes the removals of a stream for few and all of them together for cheap.
pub(super) fn select(schema: &str) -> String {
    format!(
        "SELECT {FIELDS}, f.payload, f.hash, f.salt, f.digest, f.redacted_by, CASE WHEN f.redacted_by IS NOT NULL THEN (SELECT r.payload FROM {schema}.facts r \
         WHERE r.stream = f.stream AND r.seq = f.redacted_by AND r.type = 'fact.redacted') END \
         FROM {schema}.facts f WHERE f.stream = $1"
    )
}

/// The same without what facts say: the server makes of each payload the digest that the fact's hash covers, so that the hash
/// is held against what stands there as ever, and the payload stays where it is. Facts of the old kind have it in their
/// hash itself.
pub(super) fn select_outlines(schema: &str) -> String {
    let made = "f.redacted_by IS NULL AND f.salt IS NOT NULL AND f.digest IS NULL";
    format!(
        "SELECT {FIELDS}, CASE WHEN {made} THEN '' ELSE f.payload END, f.hash, CASE WHEN {made} THEN NULL ELSE f.salt END, \
         CASE WHEN {made} THEN sha256(f.salt || convert_to(f.payload, 'UTF8')) ELSE f.digest END, f.redacted_by, NULL \
         FROM {schema}.facts f WHERE f.stream = $1"
    )
}

/// A fact as it is kept; `None` where a field is not of its kind, which only somebody's hand can have done.
pub(super) fn raw(row: &Answer) -> Option<RawFact> {
    let hash = |i: usize| -> Option<Option<[u8; 32]>> {
        let bytes: Option<&[u8]> = at(row, i)?;
        bytes
            .map(|b| b.try_into().ok())
            .map_or(Some(None), |h| h.map(Some))
    };
    let salt: Option<&[u8]> = at(row, 16)?;
    let salt = match salt {
        None => None,
        Some(salt) => Some(salt.try_into().ok()?),
    };
    Some(RawFact {
        row: Row {
            stream: at(row, 0)?,
            seq: at(row, 1)?,
            cmd: at(row, 2)?,
            n: at(row, 3)?,
            kind: at(row, 4)?,
            version: at(row, 5)?,
            at: at(row, 6)?,
            recorded: at(row, 7)?,
            actor: at(row, 8)?,
            real_user: at(row, 9)?,
            role: at(row, 10)?,
            via: at(row, 11)?,
            unit: at(row, 12)?,
            entered_later: at(row, 13)?,
            payload: at(row, 14)?,
            hash: hash(15)??,
            salt,
            digest: hash(17)?,
            redacted_by: at(row, 18)?,
        },
        left: at(row, 19)?,
    })
}

fn at<'a, T: FromSql<'a>>(row: &'a Answer, i: usize) -> Option<T> {
    row.try_get(i).ok()
}
