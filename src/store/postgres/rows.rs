//! Facts as rows of the server's table.
//!
//! It must never know whether a row is what its hash promises.

use tokio_postgres::Row as Answer;
use tokio_postgres::types::FromSql;

use crate::store::codec::Row;
use crate::store::journal::RawFact;

/// The fields of a fact `f`, and behind them the payload of the fact that removed its words.
const FIELDS: &str = "f.stream, f.seq, f.cmd, f.n, f.type, f.version, f.at, f.recorded, f.actor, f.real_user, f.role, \
                      f.via, f.unit, f.entered_later, f.payload, f.hash, f.salt, f.digest, f.redacted_by, r.payload";

/// The beginning of every question for facts, up to what they must be.
pub(super) fn select(schema: &str) -> String {
    format!(
        "SELECT {FIELDS} FROM {schema}.facts f LEFT JOIN {schema}.facts r \
         ON r.stream = f.stream AND r.seq = f.redacted_by AND r.type = 'fact.redacted' WHERE f.stream = $1"
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
