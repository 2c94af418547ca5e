//! Reading facts so that nothing wrong is believed: each against its hash and the hash before, and what an index gives
//! against the numbers, from both sides.
//!
//! A page of a file can rot anywhere. A row that has rotted is not what its hash promises; an index that has rotted leaves
//! something out or shows it twice, and that is a gap, or a sum that does not come out. Everything here is read as it stood
//! at one moment, so that somebody who writes meanwhile is not taken for rot.
//!
//! It must never know what a fact means.

use rusqlite::{OptionalExtension, params};

use super::engine::{PATIENCE, patiently};
use super::file::SqliteJournal;
use super::rows::{CHECK_PAGE, hash_at};
use super::schema;
use crate::core::fact::Envelope;
use crate::core::names::{CampaignId, CmdId, UnitCode};
use crate::core::past::Outline;
use crate::core::time::Stamp;
use crate::store::codec::{self, Check, Fault, Row};
use crate::store::error::StoreError;
use crate::store::journal::{Head, StreamInfo};
use crate::store::outline::outline;

impl SqliteJournal {
    /// The end of a stream and when its last fact was recorded, checked against the fact before.
    pub(super) fn last(&self, stream: &CampaignId) -> Result<Option<(Head, Stamp)>, StoreError> {
        let columns = self.columns();
        let sql =
            format!("SELECT {columns} FROM facts WHERE stream = ?1 AND seq > ?2 ORDER BY seq DESC LIMIT ?3");
        let mut rows = self.rows(&sql, stream, &i64::MIN, 2)?.into_iter();
        let Some(last) = rows.next() else {
            return Ok(None);
        };
        let readable = |row: Option<Row>| row.ok_or_else(|| Fault::Payload.at(stream, 0));
        let last = readable(last)?;
        let mut check = match rows.next().map(readable).transpose()? {
            None => Check::new(stream),
            Some(before) => Check::after(stream, head_of(&before), before.is_new()),
        };
        check.pass(&last)?;
        Ok(Some((head_of(&last), Stamp(last.recorded))))
    }

    /// Name of the stream after this one, and the row of its first fact.
    fn stream_after(&self, after: &str) -> Result<Option<(CampaignId, i64)>, StoreError> {
        let found = patiently(PATIENCE, || {
            self.conn
                .prepare_cached(
                    "SELECT stream, rowid FROM facts WHERE stream > ?1 ORDER BY stream, seq LIMIT 1",
                )?
                .query_row([after], |r| Ok((r.get_ref(0)?.as_bytes()?.to_vec(), r.get(1)?)))
                .optional()
        })
        .map_err(|e| self.wrong(&e))?;
        let Some((name, row)) = found else {
            return Ok(None);
        };
        match String::from_utf8(name) {
            Ok(name) => Ok(Some((CampaignId(name), row))),
            // Only somebody's hand writes a name that is no text.
            Err(no) => {
                let name = String::from_utf8_lossy(no.as_bytes()).into_owned();
                Err(Fault::Payload.at(&CampaignId(name), 0))
            }
        }
    }

    /// Every stream by its name, with the row of its first fact, from stream to stream: the cost is that of the streams and
    /// not of their facts.
    pub(super) fn names(&self) -> Result<Vec<(CampaignId, i64)>, StoreError> {
        let mut all: Vec<(CampaignId, i64)> = Vec::new();
        while let Some(next) = self.stream_after(all.last().map_or("", |(id, _)| id.as_str()))? {
            all.push(next);
        }
        Ok(all)
    }

    /// When the first fact of a stream was recorded, by the row itself and not by the index that led to it.
    fn opened(&self, stream: &CampaignId, row: i64) -> Result<Stamp, StoreError> {
        let found = patiently(PATIENCE, || {
            self.conn
                .prepare_cached("SELECT stream, seq, recorded FROM facts NOT INDEXED WHERE rowid = ?1")?
                .query_row([row], |r| {
                    let same = r.get_ref(0)?.as_bytes()? == stream.as_str().as_bytes();
                    Ok((same, r.get::<_, i64>(1)?, r.get::<_, i64>(2)?))
                })
                .optional()
        })
        .map_err(|e| self.wrong(&e))?;
        match found {
            Some((true, 1, recorded)) => Ok(Stamp(recorded)),
            Some((false, 1, _)) => Err(Fault::Hash.at(stream, 1)),
            _ => Err(Fault::Gap.at(stream, 1)),
        }
    }

    /// Is the first fact of a stream what its hash promises? Its meaning is not asked: it may be long.
    fn begins_well(&self, stream: &CampaignId) -> Result<(), StoreError> {
        let mut check = Check::new(stream);
        for row in self.page(stream, i64::MIN, 1)? {
            check.pass(&row.ok_or_else(|| check.unreadable())?)?;
        }
        Ok(())
    }

    pub(super) fn listed(&self) -> Result<Vec<StreamInfo>, StoreError> {
        let names = self.names()?;
        let several = names.len() > 1;
        let mut all = Vec::with_capacity(names.len());
        for (id, row) in names {
            let opened = self.opened(&id, row)?;
            if several {
                // Which one is the newest is decided by this.
                self.begins_well(&id)?;
            }
            let head = self.end_of(&id)?;
            all.push(StreamInfo { id, head, opened });
        }
        self.all_are_there()?;
        all.sort_by_key(|s| s.opened);
        Ok(all)
    }

    /// Number and hash of the last fact, as they stand there.
    fn end_of(&self, stream: &CampaignId) -> Result<Head, StoreError> {
        let found = patiently(PATIENCE, || {
            self.conn
                .prepare_cached("SELECT seq, hash FROM facts WHERE stream = ?1 ORDER BY seq DESC LIMIT 1")?
                .query_row([stream.as_str()], |r| {
                    Ok((r.get::<_, i64>(0)?, hash_at(r.get_ref(1)?)))
                })
                .optional()
        })
        .map_err(|e| self.wrong(&e))?;
        let Some((seq, hash)) = found else {
            return Ok(Head::default());
        };
        let seq = seq.max(0) as u64;
        let hash = hash.ok_or_else(|| Fault::Hash.at(stream, seq))?;
        Ok(Head { seq, hash })
    }

    /// A chain cannot show by itself that its end is not found any more, for example because a letter of a stream's name
    /// in the index has rotted. But no fact ever goes: the number of the last row is that of all facts, which is the
    /// sum of what the streams end with.
    pub(super) fn all_are_there(&self) -> Result<(), StoreError> {
        let (rows, facts): (i64, i64) = patiently(PATIENCE, || {
            self.conn
                .prepare_cached(
                    "WITH RECURSIVE s (name) AS (SELECT min(stream) FROM facts UNION ALL \
                     SELECT (SELECT min(stream) FROM facts WHERE stream > name) FROM s WHERE name IS NOT NULL) \
                     SELECT coalesce((SELECT max(rowid) FROM facts), 0), \
                     CAST(total((SELECT max(seq) FROM facts WHERE stream = name)) AS INTEGER) \
                     FROM s WHERE name IS NOT NULL",
                )?
                .query_row([], |r| Ok((r.get(0)?, r.get(1)?)))
        })
        .map_err(|e| self.wrong(&e))?;
        if rows == facts {
            return Ok(());
        }
        for (stream, _) in self.names()? {
            self.check_all(&stream, &mut |_| ())?; // says which fact it is, if one can be named
        }
        Err(StoreError::Damaged {
            site: self.path.as_path().into(),
            detail: format!("{facts} facts in {rows} rows"),
        })
    }

    /// Is there really nothing of a stream after this number?
    fn ends_with(&self, stream: &CampaignId, seq: u64) -> Result<(), StoreError> {
        self.all_are_there()?;
        // Found from the other side.
        if self.end_of(stream)?.seq > seq {
            return Err(Fault::Gap.at(stream, seq + 1));
        }
        Ok(())
    }

    /// Checks a stream from its first row, in pages.
    pub(super) fn check_all(
        &self,
        stream: &CampaignId,
        each: &mut dyn FnMut(&Envelope),
    ) -> Result<Head, StoreError> {
        let mut check = Check::new(stream);
        // From below the first number, so that a row that was given no proper number is seen too.
        let mut after = i64::MIN;
        loop {
            let (page, end) = self.at_one_moment(|j| {
                let page = j.page(stream, after, CHECK_PAGE)?;
                let last = page.len() < CHECK_PAGE;
                Ok((page, last.then(|| j.end_of(stream)).transpose()?))
            })?;
            for row in page {
                let row = row.ok_or_else(|| check.unreadable())?;
                after = row.seq;
                let left = self.left(&row)?;
                each(&check.next(row, left.as_deref())?);
            }
            if let Some(end) = end {
                let head = check.head();
                if end.seq > head.seq {
                    return Err(Fault::Gap.at(stream, head.seq + 1));
                }
                return Ok(head);
            }
        }
    }

    /// A check that goes on after a fact; none if that fact is not there.
    fn check_after(&self, stream: &CampaignId, after: u64) -> Result<Option<Check>, StoreError> {
        if after == 0 {
            return Ok(Some(Check::new(stream)));
        }
        let seq = codec::number(after)?;
        let sql = if self.version < schema::WITH_HOLES {
            "SELECT hash, 0 FROM facts WHERE stream = ?1 AND seq = ?2"
        } else {
            "SELECT hash, coalesce(salt, digest) IS NOT NULL FROM facts WHERE stream = ?1 AND seq = ?2"
        };
        let found = patiently(PATIENCE, || {
            self.conn
                .prepare_cached(sql)?
                .query_row(params![stream.as_str(), seq], |r| {
                    Ok((hash_at(r.get_ref(0)?), r.get(1)?))
                })
                .optional()
        })
        .map_err(|e| self.wrong(&e))?;
        let Some((hash, new)) = found else { return Ok(None) };
        let hash = hash.ok_or_else(|| Fault::Hash.at(stream, after))?;
        Ok(Some(Check::after(stream, Head { seq: after, hash }, new)))
    }

    /// Shows the rows after a number, at most `limit`, each checked; where there are fewer, that there are no more.
    fn each_after(
        &self,
        stream: &CampaignId,
        after: u64,
        limit: usize,
        mut each: impl FnMut(Row) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let rows = self.page(stream, codec::number(after)?, limit)?;
        let there_may_be_more = rows.len() == limit;
        let mut last = after;
        if !rows.is_empty() {
            let mut check = self
                .check_after(stream, after)?
                .ok_or_else(|| Fault::Gap.at(stream, after))?;
            for row in rows {
                let row = row.ok_or_else(|| check.unreadable())?;
                check.pass(&row)?;
                each(row)?;
            }
            last = check.head().seq;
        }
        if there_may_be_more {
            return Ok(());
        }
        self.ends_with(stream, last)
    }

    pub(super) fn facts_after(
        &self,
        stream: &CampaignId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Envelope>, StoreError> {
        self.at_one_moment(|j| {
            let mut facts = Vec::new();
            j.each_after(stream, after, limit, |row| {
                facts.push(j.meant(row)?);
                Ok(())
            })?;
            Ok(facts)
        })
    }

    pub(super) fn outlines(
        &self,
        stream: &CampaignId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Outline>, StoreError> {
        self.at_one_moment(|j| {
            let mut facts = Vec::new();
            j.each_after(stream, after, limit, |row| {
                facts.push(outline(row)?);
                Ok(())
            })?;
            Ok(facts)
        })
    }

    /// A row that was checked, as a fact.
    fn meant(&self, row: Row) -> Result<Envelope, StoreError> {
        let left = self.left(&row)?;
        row.envelope(left.as_deref())
    }

    pub(super) fn facts_of(&self, stream: &CampaignId, cmd: CmdId) -> Result<Vec<Envelope>, StoreError> {
        let columns = self.columns();
        let sql = format!("SELECT {columns} FROM facts WHERE stream = ?1 AND cmd = ?2 ORDER BY n LIMIT ?3");
        self.at_one_moment(|j| {
            let rows = j.rows(&sql, stream, &cmd.to_string(), usize::MAX)?;
            let Some(first) = rows.first() else {
                return Ok(Vec::new());
            };
            let first = first.as_ref().ok_or_else(|| Fault::Payload.at(stream, 0))?.seq;
            let before = first.checked_sub(1).and_then(|seq| u64::try_from(seq).ok());
            let before = before.ok_or_else(|| Fault::Gap.at(stream, 0))?;
            let mut check = j
                .check_after(stream, before)?
                .ok_or_else(|| Fault::Gap.at(stream, before))?;
            let facts = rows
                .into_iter()
                .map(|row| {
                    let row = row.ok_or_else(|| check.unreadable())?;
                    let left = j.left(&row)?;
                    check.next(row, left.as_deref())
                })
                .collect::<Result<Vec<_>, _>>()?;
            j.is_whole(stream, cmd, &facts)?;
            Ok(facts)
        })
    }

    /// Are these all the facts of a command? The index that gave them may have lost the first or the last.
    fn is_whole(&self, stream: &CampaignId, cmd: CmdId, facts: &[Envelope]) -> Result<(), StoreError> {
        let last = facts.last().map_or(0, |f| f.seq);
        let next = self.page(stream, codec::number(last)?, 1)?.pop().flatten();
        let lacks_first = facts.first().is_some_and(|f| f.n != 0);
        if lacks_first || next.is_some_and(|row| row.cmd == cmd.to_string()) {
            return Err(StoreError::Damaged {
                site: self.path.as_path().into(),
                detail: "index facts_by_cmd".to_owned(),
            });
        }
        Ok(())
    }

    /// The facts about a unit among those after one number and up to another. All of them are checked: one that is about
    /// this unit and says otherwise by now would be missed.
    pub(super) fn facts_about(
        &self,
        stream: &CampaignId,
        unit: &UnitCode,
        after: u64,
        until: u64,
    ) -> Result<Vec<Envelope>, StoreError> {
        let limit = usize::try_from(until.saturating_sub(after)).unwrap_or(usize::MAX);
        self.at_one_moment(|j| {
            let mut facts = Vec::new();
            j.each_after(stream, after, limit, |row| {
                if row.unit.as_deref() == Some(unit.as_str()) {
                    facts.push(j.meant(row)?);
                }
                Ok(())
            })?;
            Ok(facts)
        })
    }
}

fn head_of(row: &Row) -> Head {
    Head {
        seq: row.seq.max(0) as u64,
        hash: row.hash,
    }
}
