//! The facts in the server's table: read, each checked.
//!
//! Every question is one statement, and so is answered as of one moment.
//!
//! It must never know what a fact means.

use tokio_postgres::Row as Answer;
use tokio_postgres::types::{ToSql, Type};

use super::rows::{raw, select, select_outlines};
use super::schema;
use super::site::ServerStore;
use super::turn;
use super::wire::Wire;
use crate::core::fact::Envelope;
use crate::core::names::{CampaignId, CmdId, UnitCode};
use crate::core::past::Outline;
use crate::core::time::Stamp;
use crate::store::codec::{self, Check, Fault, Row};
use crate::store::error::{StoreError, Stranger};
use crate::store::journal::{Head, Hole, Journal, RawFact, ReadFacts, StreamInfo, Turn};
use crate::store::outline::outline;

/// Facts that are asked for at a time where all of a stream are read.
const PAGE: usize = 1_024;

impl ReadFacts for ServerStore {
    fn head(&mut self, stream: &CampaignId) -> Result<Head, StoreError> {
        let head = self.end(stream)?.map_or_else(Head::default, |(head, _)| head);
        self.not_before(stream, head)?;
        Ok(head)
    }

    fn read_after(
        &mut self,
        stream: &CampaignId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Envelope>, StoreError> {
        let rows = self.page(&after_sql(self.schema()), stream, after, limit)?;
        self.facts_after(stream, after, &rows)
    }

    fn command(&mut self, stream: &CampaignId, cmd: CmdId) -> Result<Vec<Envelope>, StoreError> {
        let sql = of_command(self.schema());
        let rows = self.ask(
            &sql,
            &[(&stream.as_str(), Type::TEXT), (&cmd.to_string(), Type::TEXT)],
        )?;
        facts_of(stream, cmd, &rows)
    }
}

impl Journal for ServerStore {
    fn turn(
        &mut self,
        stream: &CampaignId,
        after: u64,
        cmd: Option<CmdId>,
    ) -> Result<Box<dyn Turn + '_>, StoreError> {
        Ok(Box::new(turn::take(self, stream, after, cmd)?))
    }

    fn streams(&mut self) -> Result<Vec<StreamInfo>, StoreError> {
        let schema = self.schema();
        // From stream to stream: the cost is that of the streams and not of their facts.
        let sql = format!(
            "WITH RECURSIVE s (name) AS (SELECT min(stream) FROM {schema}.facts UNION ALL \
             SELECT (SELECT min(stream) FROM {schema}.facts WHERE stream > name) FROM s WHERE name IS NOT NULL) \
             SELECT s.name, l.seq, l.hash, o.seq, o.recorded FROM s, \
             LATERAL (SELECT seq, hash FROM {schema}.facts WHERE stream = s.name ORDER BY seq DESC LIMIT 1) l, \
             LATERAL (SELECT seq, recorded FROM {schema}.facts WHERE stream = s.name ORDER BY seq LIMIT 1) o \
             WHERE s.name IS NOT NULL"
        );
        let mut all = Vec::new();
        for row in self.ask(&sql, &[])? {
            let id = CampaignId(row.try_get(0).unwrap_or_default());
            let seq = row
                .try_get::<_, i64>(1)
                .unwrap_or_default()
                .max(0)
                .cast_unsigned();
            let hash = row.try_get::<_, &[u8]>(2).ok().and_then(|h| h.try_into().ok());
            let hash = hash.ok_or_else(|| Fault::Hash.at(&id, seq))?;
            if row.try_get::<_, i64>(3).ok() != Some(1) {
                return Err(Fault::Gap.at(&id, 1));
            }
            all.push(StreamInfo {
                head: Head { seq, hash },
                opened: Stamp(row.try_get(4).unwrap_or_default()),
                id,
            });
        }
        all.sort_by_key(|s| s.opened);
        Ok(all)
    }

    fn streams_at_once(&mut self) -> Result<Vec<StreamInfo>, StoreError> {
        self.streams()
    }

    fn stream_names(&mut self) -> Result<Vec<CampaignId>, StoreError> {
        Ok(self.streams()?.into_iter().map(|s| s.id).collect())
    }

    fn about(
        &mut self,
        stream: &CampaignId,
        unit: &UnitCode,
        after: u64,
        until: u64,
    ) -> Result<Vec<Envelope>, StoreError> {
        // All of them are read and checked: one that is about this unit and says otherwise by now would be missed.
        let (mut found, mut from) = (Vec::new(), after);
        while from < until {
            let left = usize::try_from(until - from).unwrap_or(usize::MAX);
            let page = self.read_after(stream, from, left.min(PAGE))?;
            let Some(last) = page.last() else { break };
            from = last.seq;
            found.extend(page.into_iter().filter(|env| env.unit.as_ref() == Some(unit)));
        }
        Ok(found)
    }

    fn outlines_after(
        &mut self,
        stream: &CampaignId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Outline>, StoreError> {
        let sql = from_sql(&select_outlines(self.schema()));
        let rows = self.page(&sql, stream, after, limit)?;
        self.checked_after(stream, after, &rows, |fact| outline(fact.row))
    }

    fn verify(&mut self, stream: &CampaignId, each: &mut dyn FnMut(&Envelope)) -> Result<Head, StoreError> {
        let mut check = Check::new(stream);
        let mut after = i64::MIN;
        loop {
            let page = self.raw_after(stream, after, PAGE)?;
            let is_last = page.len() < PAGE;
            for fact in page {
                let RawFact { row, left } = fact.ok_or_else(|| check.unreadable())?;
                after = row.seq;
                each(&check.next(row, left.as_deref())?);
            }
            if is_last {
                self.not_before(stream, check.head())?;
                return Ok(check.head());
            }
        }
    }

    fn raw_after(
        &mut self,
        stream: &CampaignId,
        after: i64,
        limit: usize,
    ) -> Result<Vec<Option<RawFact>>, StoreError> {
        let sql = format!("{} AND f.seq > $2 ORDER BY f.seq LIMIT $3", select(self.schema()));
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = self.ask(
            &sql,
            &[
                (&stream.as_str(), Type::TEXT),
                (&after, Type::INT8),
                (&limit, Type::INT8),
            ],
        )?;
        Ok(rows.iter().map(raw).collect())
    }

    fn holes(&mut self, stream: &CampaignId) -> Result<Vec<Hole>, StoreError> {
        let sql = format!(
            "SELECT seq, redacted_by, digest IS NULL FROM {}.facts WHERE stream = $1 AND redacted_by IS NOT NULL \
             ORDER BY seq",
            self.schema()
        );
        let rows = self.ask(&sql, &[(&stream.as_str(), Type::TEXT)])?;
        let number = |row: &Answer, i: usize| {
            row.try_get::<_, i64>(i)
                .unwrap_or_default()
                .max(0)
                .cast_unsigned()
        };
        let hole = |row: &Answer| Hole {
            seq: number(row, 0),
            by: number(row, 1),
            old: row.try_get(2).unwrap_or_default(),
        };
        Ok(rows.iter().map(hole).collect())
    }

    fn has_remains(&mut self) -> Result<bool, StoreError> {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM {}.remains)", self.schema());
        let rows = self.ask(&sql, &[])?;
        Ok(rows.first().is_some_and(|row| row.try_get(0).unwrap_or(true)))
    }

    /// Writes the table anew, which only its owner may: what was removed stays in the pages of a table until then. The log
    /// that the server writes ahead, and what follows it, are not ours to clean.
    fn scrub(&mut self) -> Result<bool, StoreError> {
        if !self.has_remains()? {
            return Ok(true);
        }
        let wire = self.wire()?;
        if !wire.known.ours {
            return Ok(false);
        }
        let schema = self.schema().to_owned();
        let client = wire.client();
        for sql in [
            "SET lock_timeout = '10s'".to_owned(),
            format!("VACUUM (FULL) {schema}.facts"),
            format!("VACUUM (FULL) {schema}.snapshots"),
            format!("VACUUM (FULL) {schema}.shelves"),
            format!("DELETE FROM {schema}.remains"),
            "RESET lock_timeout".to_owned(),
        ] {
            match wire.ask(client.batch_execute(&sql)) {
                Ok(()) => {}
                // Others are in the way: it can be asked again.
                Err(StoreError::Busy) => return Ok(false),
                Err(why) => return Err(why),
            }
        }
        Ok(true)
    }

    fn strangers(&mut self) -> Result<Vec<Stranger>, StoreError> {
        let wire = self.wire()?;
        schema::strangers(&wire, self.schema())
    }

    /// The server checks its pages when it reads them, if it was set up so, and counts what failed.
    fn flaws(&mut self) -> Result<Vec<String>, StoreError> {
        let rows = self.ask(
            "SELECT coalesce(checksum_failures, 0)::bigint FROM pg_stat_database WHERE datname = current_database()",
            &[],
        )?;
        let failed: i64 = rows.first().and_then(|row| row.try_get(0).ok()).unwrap_or(0);
        Ok(if failed > 0 {
            vec![format!("{failed} pages failed their checksum")]
        } else {
            Vec::new()
        })
    }
}

impl ServerStore {
    pub(super) fn ask(
        &mut self,
        sql: &str,
        params: &[(&(dyn ToSql + Sync), Type)],
    ) -> Result<Vec<Answer>, StoreError> {
        self.once_more(|wire| wire.ask(wire.client().query_typed(sql, params)))
    }

    /// Asks something that only reads. A line that went while nobody used it is found gone by whoever asks next, and is no reason
    /// to trouble anybody: then it is asked once more.
    pub(super) fn once_more<T>(
        &mut self,
        question: impl Fn(&Wire) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let wire = self.wire()?;
        let answer = question(&wire);
        if !matches!(answer, Err(StoreError::Unreachable { .. })) || wire.is_open() {
            return answer;
        }
        let wire = self.wire()?;
        question(&wire)
    }

    /// What a stream ends with, and when that was recorded.
    pub(super) fn end(&mut self, stream: &CampaignId) -> Result<Option<(Head, Stamp)>, StoreError> {
        let sql = format!("{} ORDER BY f.seq DESC LIMIT 2", select(self.schema()));
        let rows = self.ask(&sql, &[(&stream.as_str(), Type::TEXT)])?;
        end_of(stream, rows.iter())
    }

    /// The facts after a number with the one before them.
    fn page(
        &mut self,
        sql: &str,
        stream: &CampaignId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Answer>, StoreError> {
        let (from, most) = bounds(after, limit)?;
        self.ask(
            sql,
            &[
                (&stream.as_str(), Type::TEXT),
                (&from, Type::INT8),
                (&most, Type::INT8),
            ],
        )
    }

    /// What a page says, each checked against the one before.
    pub(super) fn facts_after(
        &mut self,
        stream: &CampaignId,
        after: u64,
        rows: &[Answer],
    ) -> Result<Vec<Envelope>, StoreError> {
        self.checked_after(stream, after, rows, |fact| {
            fact.row.envelope(fact.left.as_deref())
        })
    }

    /// What is made of each fact of a page, once it is what its hash promises.
    fn checked_after<T>(
        &mut self,
        stream: &CampaignId,
        after: u64,
        rows: &[Answer],
        make: impl Fn(RawFact) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut rows = rows.iter();
        let mut check = Check::new(stream);
        if after > 0 {
            let before = match rows.next().map(raw) {
                None => {
                    // Nobody reads on from a fact that never was: where it was seen here, it is gone.
                    self.gone(stream, after)?;
                    return Ok(Vec::new());
                }
                Some(before) => before.ok_or_else(|| Fault::Payload.at(stream, after))?.row,
            };
            if before.seq.cast_unsigned() != after {
                return Err(Fault::Gap.at(stream, after));
            }
            self.is_same(stream, head_of(&before))?;
            check = Check::after(stream, head_of(&before), before.is_new());
        }
        let mut made = Vec::with_capacity(rows.len());
        for row in rows {
            let fact = raw(row).ok_or_else(|| check.unreadable())?;
            check.pass(&fact.row)?;
            made.push(make(fact)?);
        }
        if !made.is_empty() {
            self.seen(stream, check.head());
        }
        Ok(made)
    }

    /// A fact that is not there: beyond the end, or was it once seen here?
    fn gone(&mut self, stream: &CampaignId, seq: u64) -> Result<(), StoreError> {
        if self.tail(stream).is_some_and(|tail| tail.seq >= seq) {
            self.head(stream)?;
            return Err(Fault::Gap.at(stream, seq));
        }
        Ok(())
    }
}

/// The question for the facts from a number on.
pub(super) fn after_sql(schema: &str) -> String {
    from_sql(&select(schema))
}

fn from_sql(select: &str) -> String {
    format!("{select} AND f.seq >= $2 ORDER BY f.seq LIMIT $3")
}

/// From which number, and how many: one more than wanted, as the fact before comes along.
pub(super) fn bounds(after: u64, limit: usize) -> Result<(i64, i64), StoreError> {
    let most = i64::try_from(limit)
        .unwrap_or(i64::MAX)
        .saturating_add(i64::from(after > 0));
    Ok((codec::number(after)?, most))
}

/// The question for the facts of a command, with the fact before them. They stand side by side.
fn of_command(schema: &str) -> String {
    format!(
        "{} AND f.seq >= (SELECT min(seq) - 1 FROM {schema}.facts WHERE stream = $1 AND cmd = $2) \
         AND f.seq <= (SELECT max(seq) FROM {schema}.facts WHERE stream = $1 AND cmd = $2) ORDER BY f.seq",
        select(schema)
    )
}

/// The facts of a command, checked.
fn facts_of(stream: &CampaignId, cmd: CmdId, rows: &[Answer]) -> Result<Vec<Envelope>, StoreError> {
    let word = cmd.to_string();
    let mut check: Option<Check> = None;
    let mut facts = Vec::new();
    for row in rows {
        let RawFact { row, left } = raw(row).ok_or_else(|| Fault::Payload.at(stream, 0))?;
        match &mut check {
            None if row.seq > 1 && row.cmd != word => {
                check = Some(Check::after(stream, head_of(&row), row.is_new()));
            }
            None => {
                let mut first = Check::new(stream);
                facts.push(first.next(row, left.as_deref())?);
                check = Some(first);
            }
            // What stands between is another's: the command is not whole.
            Some(_) if row.cmd != word => return Err(Fault::Gap.at(stream, row.seq.max(0).cast_unsigned())),
            Some(check) => facts.push(check.next(row, left.as_deref())?),
        }
    }
    Ok(facts)
}

/// The end of a stream and when its last fact was recorded, from its last two rows, the last first.
pub(super) fn end_of<'a>(
    stream: &CampaignId,
    mut rows: impl Iterator<Item = &'a Answer>,
) -> Result<Option<(Head, Stamp)>, StoreError> {
    let readable = |row: &Answer| raw(row).ok_or_else(|| Fault::Payload.at(stream, 0));
    let Some(last) = rows.next().map(readable).transpose()? else {
        return Ok(None);
    };
    let mut check = match rows.next().map(readable).transpose()? {
        None => Check::new(stream),
        Some(before) => Check::after(stream, head_of(&before.row), before.row.is_new()),
    };
    check.pass(&last.row)?;
    Ok(Some((head_of(&last.row), Stamp(last.row.recorded))))
}

fn head_of(row: &Row) -> Head {
    Head {
        seq: row.seq.max(0).cast_unsigned(),
        hash: row.hash,
    }
}
