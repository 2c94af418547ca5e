//! Facts as rows of a table.
//!
//! It must never know whether a row is what its hash promises.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, params};

use super::engine::{PATIENCE, patiently};
use super::file::SqliteJournal;
use super::schema;
use crate::core::names::CampaignId;
use crate::store::codec::Row;
use crate::store::error::StoreError;

/// Rows that a check reads at a time, so that it never holds the log back for long.
pub(super) const CHECK_PAGE: usize = 1_024;
const COLUMNS: &str = "stream, seq, cmd, n, type, version, at, recorded, actor, real_user, role, via, unit, \
                       entered_later, payload, hash, salt, digest, redacted_by";
/// The same of a store in which nothing could be removed yet.
const COLUMNS_BEFORE_HOLES: &str = "stream, seq, cmd, n, type, version, at, recorded, actor, real_user, role, via, \
                                    unit, entered_later, payload, hash, NULL, NULL, NULL";

impl SqliteJournal {
    pub(super) fn rows(
        &self,
        sql: &str,
        stream: &CampaignId,
        key: &dyn rusqlite::ToSql,
        limit: usize,
    ) -> Result<Vec<Option<Row>>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        patiently(PATIENCE, || {
            let mut statement = self.conn.prepare_cached(sql)?;
            let mut found = statement.query(params![stream.as_str(), key, limit])?;
            let mut rows = Vec::new();
            while let Some(r) = found.next()? {
                rows.push(row(r)?);
            }
            Ok(rows)
        })
        .map_err(|e| self.wrong(&e))
    }

    pub(super) fn columns(&self) -> &'static str {
        if self.version < schema::WITH_HOLES {
            COLUMNS_BEFORE_HOLES
        } else {
            COLUMNS
        }
    }

    /// The payload of the fact that removed this row's, if it is gone.
    pub(super) fn left(&self, row: &Row) -> Result<Option<String>, StoreError> {
        let Some(by) = row.redacted_by else {
            return Ok(None);
        };
        patiently(PATIENCE, || {
            self.conn
                .prepare_cached(
                    "SELECT payload FROM facts WHERE stream = ?1 AND seq = ?2 AND type = 'fact.redacted'",
                )?
                .query_row(params![row.stream, by], |r| r.get(0))
                .optional()
        })
        .map_err(|e| self.wrong(&e))
    }

    pub(super) fn page(
        &self,
        stream: &CampaignId,
        after: i64,
        limit: usize,
    ) -> Result<Vec<Option<Row>>, StoreError> {
        let columns = self.columns();
        let sql = format!("SELECT {columns} FROM facts WHERE stream = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3");
        self.rows(&sql, stream, &after, limit)
    }
}

pub(super) fn insert<'a>(conn: &Connection, rows: impl IntoIterator<Item = &'a Row>) -> rusqlite::Result<()> {
    let sql = format!(
        "INSERT INTO facts ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, \
         ?17, ?18, ?19)"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    for r in rows {
        statement.execute(params![
            r.stream,
            r.seq,
            r.cmd,
            r.n,
            r.kind,
            r.version,
            r.at,
            r.recorded,
            r.actor,
            r.real_user,
            r.role,
            r.via,
            r.unit,
            r.entered_later,
            r.payload,
            r.hash.as_slice(),
            r.salt.as_ref().map(<[u8; 16]>::as_slice),
            r.digest.as_ref().map(<[u8; 32]>::as_slice),
            r.redacted_by,
        ])?;
    }
    Ok(())
}

pub(super) fn hash_at<const N: usize>(value: ValueRef<'_>) -> Option<[u8; N]> {
    match value {
        ValueRef::Blob(bytes) => bytes.try_into().ok(),
        _ => None,
    }
}

/// The same where there may be none; an error where something else stands there.
fn hash_or_none<const N: usize>(value: ValueRef<'_>) -> Result<Option<[u8; N]>, ()> {
    match value {
        ValueRef::Null => Ok(None),
        other => hash_at(other).map(Some).ok_or(()),
    }
}

/// A row as it is stored; `None` where a field is not of its kind, which only somebody's hand can have done.
fn row(r: &rusqlite::Row<'_>) -> rusqlite::Result<Option<Row>> {
    let text = |i: usize| -> rusqlite::Result<Option<String>> {
        Ok(match r.get_ref(i)? {
            ValueRef::Text(bytes) => String::from_utf8(bytes.to_vec()).ok(),
            _ => None,
        })
    };
    let int = |i: usize| -> rusqlite::Result<Option<i64>> {
        Ok(match r.get_ref(i)? {
            ValueRef::Integer(n) => Some(n),
            _ => None,
        })
    };
    let unit = match r.get_ref(12)? {
        ValueRef::Null => Some(None),
        _ => text(12)?.map(Some),
    };
    let hash = hash_at(r.get_ref(15)?);
    let (salt, digest) = (hash_or_none(r.get_ref(16)?), hash_or_none(r.get_ref(17)?));
    let redacted_by = match r.get_ref(18)? {
        ValueRef::Null => Some(None),
        _ => int(18)?.map(Some),
    };
    let (numbers, words) = (
        [int(1)?, int(3)?, int(5)?, int(6)?, int(7)?, int(13)?],
        [
            text(0)?,
            text(2)?,
            text(4)?,
            text(8)?,
            text(9)?,
            text(10)?,
            text(11)?,
            text(14)?,
        ],
    );
    let (
        [
            Some(seq),
            Some(n),
            Some(version),
            Some(at),
            Some(recorded),
            Some(entered_later),
        ],
        [
            Some(stream),
            Some(cmd),
            Some(kind),
            Some(actor),
            Some(real_user),
            Some(role),
            Some(via),
            Some(payload),
        ],
        Some(unit),
        Some(hash),
        (Ok(salt), Ok(digest), Some(redacted_by)),
    ) = (numbers, words, unit, hash, (salt, digest, redacted_by))
    else {
        return Ok(None);
    };
    Ok(Some(Row {
        stream,
        seq,
        cmd,
        n,
        kind,
        version,
        at,
        recorded,
        actor,
        real_user,
        role,
        via,
        unit,
        entered_later,
        payload,
        salt,
        digest,
        redacted_by,
        hash,
    }))
}
