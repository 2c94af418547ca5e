//! The facts in their table: read, each checked, and appended in the turn to write.
//!
//! Reading takes no lock that a writer would feel, and each read is short.
//!
//! It must never know what a fact means.

use rusqlite::params;

use super::engine::{PATIENCE, patiently};
use super::file::SqliteJournal;
use super::rows::insert;
use super::schema;
use crate::core::fact::Envelope;
use crate::core::names::{CampaignId, CmdId, UnitCode};
use crate::core::past::Outline;
use crate::core::time::Stamp;
use crate::store::codec::{self, Fault};
use crate::store::error::{StoreError, Stranger};
use crate::store::files;
use crate::store::journal::{Appended, Batch, Head, Hole, Journal, RawFact, ReadFacts, StreamInfo, Turn};

impl ReadFacts for SqliteJournal {
    fn head(&mut self, stream: &CampaignId) -> Result<Head, StoreError> {
        self.fresh()?;
        self.at_one_moment(|j| {
            j.all_are_there()?;
            Ok(j.last(stream)?.map_or_else(Head::default, |(head, _)| head))
        })
    }

    fn read_after(
        &mut self,
        stream: &CampaignId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Envelope>, StoreError> {
        self.fresh()?;
        self.facts_after(stream, after, limit)
    }

    fn command(&mut self, stream: &CampaignId, cmd: CmdId) -> Result<Vec<Envelope>, StoreError> {
        self.fresh()?;
        self.facts_of(stream, cmd)
    }
}

impl Journal for SqliteJournal {
    fn turn(
        &mut self,
        stream: &CampaignId,
        _after: u64,
        _cmd: Option<CmdId>,
    ) -> Result<Box<dyn Turn + '_>, StoreError> {
        self.begin(PATIENCE)?;
        Ok(Box::new(SqliteTurn {
            journal: self,
            stream: stream.clone(),
            absent: None,
        }))
    }

    fn streams(&mut self) -> Result<Vec<StreamInfo>, StoreError> {
        self.fresh()?;
        self.at_one_moment(Self::listed)
    }

    fn streams_at_once(&mut self) -> Result<Vec<StreamInfo>, StoreError> {
        self.all_at_once()
    }

    fn raw_after(
        &mut self,
        stream: &CampaignId,
        after: i64,
        limit: usize,
    ) -> Result<Vec<Option<RawFact>>, StoreError> {
        self.raw(stream, after, limit)
    }

    fn stream_names(&mut self) -> Result<Vec<CampaignId>, StoreError> {
        self.fresh()?;
        Ok(self.names()?.into_iter().map(|(id, _)| id).collect())
    }

    fn about(
        &mut self,
        stream: &CampaignId,
        unit: &UnitCode,
        after: u64,
        until: u64,
    ) -> Result<Vec<Envelope>, StoreError> {
        self.fresh()?;
        self.facts_about(stream, unit, after, until)
    }

    fn outlines_after(
        &mut self,
        stream: &CampaignId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Outline>, StoreError> {
        self.fresh()?;
        self.outlines(stream, after, limit)
    }

    fn strangers(&mut self) -> Result<Vec<Stranger>, StoreError> {
        self.know_strangers()?;
        Ok(self.strange.1.clone())
    }

    fn flaws(&mut self) -> Result<Vec<String>, StoreError> {
        self.page_flaws()
    }

    fn holes(&mut self, stream: &CampaignId) -> Result<Vec<Hole>, StoreError> {
        self.fresh()?;
        if self.version < schema::WITH_HOLES {
            return Ok(Vec::new());
        }
        patiently(PATIENCE, || {
            let mut statement = self.conn.prepare_cached(
                "SELECT seq, redacted_by, digest IS NULL FROM facts \
                 WHERE stream = ?1 AND redacted_by IS NOT NULL ORDER BY seq",
            )?;
            let found = statement.query_map([stream.as_str()], |r| {
                Ok(Hole {
                    seq: r.get::<_, i64>(0)?.max(0) as u64,
                    by: r.get::<_, i64>(1)?.max(0) as u64,
                    old: r.get(2)?,
                })
            })?;
            found.collect()
        })
        .map_err(|e| self.wrong(&e))
    }

    fn has_remains(&mut self) -> Result<bool, StoreError> {
        self.fresh()?;
        self.remains()
    }

    fn scrub(&mut self) -> Result<bool, StoreError> {
        self.scrub_file()
    }

    fn verify(&mut self, stream: &CampaignId, each: &mut dyn FnMut(&Envelope)) -> Result<Head, StoreError> {
        self.fresh()?;
        self.check_all(stream, each)
    }
}

struct SqliteTurn<'a> {
    journal: &'a mut SqliteJournal,
    stream: CampaignId,
    /// The command of which it was found that the stream has no fact. Nobody else can put one before the turn is over.
    absent: Option<CmdId>,
}

impl Drop for SqliteTurn<'_> {
    fn drop(&mut self) {
        self.journal.roll_back(); // nothing if the append has committed
    }
}

impl ReadFacts for SqliteTurn<'_> {
    fn head(&mut self, stream: &CampaignId) -> Result<Head, StoreError> {
        Ok(self
            .journal
            .last(stream)?
            .map_or_else(Head::default, |(head, _)| head))
    }

    fn read_after(
        &mut self,
        stream: &CampaignId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Envelope>, StoreError> {
        self.journal.facts_after(stream, after, limit)
    }

    fn command(&mut self, stream: &CampaignId, cmd: CmdId) -> Result<Vec<Envelope>, StoreError> {
        let facts = self.journal.facts_of(stream, cmd)?;
        if facts.is_empty() && *stream == self.stream {
            self.absent = Some(cmd);
        }
        Ok(facts)
    }
}

impl Turn for SqliteTurn<'_> {
    fn put(&mut self, expected: u64, batch: &Batch) -> Result<Appended, StoreError> {
        if self.absent.take() != Some(batch.cmd) {
            let before = self.journal.facts_of(&self.stream, batch.cmd)?;
            if !before.is_empty() {
                return Ok(Appended::Already(before));
            }
        }
        self.journal.put(&self.stream, expected, batch)
    }

    fn commit(self: Box<Self>) -> Result<(), StoreError> {
        self.journal.commit()
    }
}

impl SqliteJournal {
    /// Puts the facts of a command that the stream has none of.
    fn put(&mut self, stream: &CampaignId, expected: u64, batch: &Batch) -> Result<Appended, StoreError> {
        let last = self.last(stream)?;
        let head = last.map_or_else(Head::default, |(head, _)| head);
        if head.seq != expected {
            return Ok(Appended::Moved(head));
        }
        let recorded = last.map(|(_, recorded)| recorded);
        let rows = codec::rows_of(stream, head, recorded, batch, &mut |_| files::salt(&self.path))?;
        insert(&self.conn, &rows).map_err(|e| self.wrong(&e))?;
        self.remove(stream, &codec::holes_of(&rows, batch), batch.recorded)?;
        let facts = rows.into_iter().map(|row| row.envelope(None));
        Ok(Appended::Done(facts.collect::<Result<_, _>>()?))
    }

    /// Takes payloads away, in the transaction of the facts that say so, and every stored state of the stream with them.
    fn remove(&self, stream: &CampaignId, holes: &[Hole], now: Stamp) -> Result<(), StoreError> {
        if holes.is_empty() {
            return Ok(());
        }
        let columns = self.columns();
        let one = format!("SELECT {columns} FROM facts WHERE stream = ?1 AND seq = ?2 LIMIT ?3");
        for hole in holes {
            let rows = self.rows(&one, stream, &codec::number(hole.seq)?, 1)?;
            let there = rows.into_iter().flatten().next().filter(|row| !row.is_hole());
            let mut row = there.ok_or_else(|| Fault::Hole.at(stream, hole.seq))?;
            row.remove_payload(codec::number(hole.by)?);
            let emptied = || {
                self.conn
                    .prepare_cached(
                        "UPDATE facts SET payload = '', salt = NULL, digest = ?3, redacted_by = ?4 \
                         WHERE stream = ?1 AND seq = ?2",
                    )?
                    .execute(params![
                        row.stream,
                        row.seq,
                        row.digest.as_ref().map(<[u8; 32]>::as_slice),
                        row.redacted_by
                    ])
            };
            emptied().map_err(|e| self.wrong(&e))?;
        }
        let forgotten = || -> rusqlite::Result<()> {
            for sql in [
                "DELETE FROM snapshots WHERE stream = ?1",
                "DELETE FROM shelves WHERE stream = ?1",
            ] {
                self.conn.execute(sql, [stream.as_str()])?;
            }
            let marked = self
                .conn
                .execute("INSERT INTO remains (since) VALUES (?1)", [now.0]);
            marked.map(drop)
        };
        forgotten().map_err(|e| self.wrong(&e))
    }
}
