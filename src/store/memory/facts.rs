//! The facts in memory: the same promises, the same hash chain.
//!
//! It must never know what a fact means.

use std::collections::BTreeMap;

use crate::core::fact::Envelope;
use crate::core::names::{Actor, CampaignId, CmdId, UnitCode};
use crate::core::time::Stamp;
use crate::store::cache::Snapshot;
use crate::store::codec::{self, Check, Fault, Payload, Row};
use crate::store::courtesy::{Attempt, Looked};
use crate::store::error::{StoreError, Stranger};
use crate::store::journal::{Appended, Batch, Head, Hole, Journal, ReadFacts, StreamInfo, Turn};

/// A journal in memory.
#[derive(Debug, Default)]
pub struct MemoryJournal {
    pub(super) streams: BTreeMap<CampaignId, Stream>,
    pub(super) attempts: Vec<Attempt>,
    /// How many there ever were.
    pub(super) attempted: u32,
    /// Stream, unit and name, and until when.
    pub(super) claims: BTreeMap<(CampaignId, UnitCode, Actor), Stamp>,
    pub(super) looked: BTreeMap<(CampaignId, Actor), Looked>,
}

#[derive(Debug, Default)]
pub(super) struct Stream {
    pub(super) facts: Vec<Envelope>,
    /// The payload of each, as it was hashed: a number read from text need not be written as the same text.
    payloads: Vec<Payload>,
    /// Command → the places of its facts.
    commands: BTreeMap<CmdId, std::ops::Range<usize>>,
    pub(super) snapshot: Option<(u64, Snapshot)>,
    pub(super) pieces: BTreeMap<(u64, u64), Vec<u8>>,
}

impl Stream {
    fn head(&self) -> Head {
        self.facts.last().map_or_else(Head::default, |f| Head {
            seq: f.seq,
            hash: f.hash,
        })
    }

    fn place(seq: u64) -> Option<usize> {
        usize::try_from(seq).ok()?.checked_sub(1)
    }

    /// What the fact says that removed this payload.
    fn left(&self, kept: &Payload) -> Option<&str> {
        let by = u64::try_from(kept.redacted_by()?).ok()?;
        self.payloads.get(Self::place(by)?).map(Payload::text)
    }

    /// Takes the payload of a fact away, for one that is there already, and every stored state with it.
    fn remove(&mut self, hole: Hole) -> Result<(), StoreError> {
        let Some(place) = Self::place(hole.seq).filter(|p| *p < self.facts.len()) else {
            return Ok(());
        };
        if let (Some(env), Some(kept)) = (self.facts.get(place), self.payloads.get(place)) {
            let mut row = Row::of(env, kept)?;
            row.remove_payload(codec::number(hole.by)?);
            let kept = row.kept_payload();
            let env = row.envelope(self.left(&kept))?;
            self.facts.splice(place..=place, [env]);
            self.payloads.splice(place..=place, [kept]);
        }
        self.snapshot = None;
        self.pieces.clear();
        Ok(())
    }

    /// Were words removed after this fact?
    pub(super) fn removed_since(&self, seq: u64) -> bool {
        let by = |p: &Payload| p.redacted_by().and_then(|by| u64::try_from(by).ok());
        self.payloads.iter().filter_map(by).any(|by| by > seq)
    }

    fn command(&self, cmd: CmdId) -> Vec<Envelope> {
        let place = self.commands.get(&cmd).cloned().unwrap_or_default();
        self.facts.get(place).unwrap_or_default().to_vec()
    }
}

impl ReadFacts for MemoryJournal {
    fn head(&mut self, stream: &CampaignId) -> Result<Head, StoreError> {
        Ok(self.streams.get(stream).map_or_else(Head::default, Stream::head))
    }

    fn read_after(
        &mut self,
        stream: &CampaignId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Envelope>, StoreError> {
        let facts = self.streams.get(stream).map_or(&[][..], |s| &s.facts);
        let after = usize::try_from(after).unwrap_or(usize::MAX);
        Ok(facts.iter().skip(after).take(limit).cloned().collect())
    }

    fn command(&mut self, stream: &CampaignId, cmd: CmdId) -> Result<Vec<Envelope>, StoreError> {
        Ok(self.streams.get(stream).map_or_else(Vec::new, |s| s.command(cmd)))
    }
}

impl Journal for MemoryJournal {
    fn turn(&mut self, stream: &CampaignId) -> Result<Box<dyn Turn + '_>, StoreError> {
        Ok(Box::new(MemoryTurn {
            journal: self,
            stream: stream.clone(),
        }))
    }

    fn streams(&mut self) -> Result<Vec<StreamInfo>, StoreError> {
        let mut all: Vec<StreamInfo> = self
            .streams
            .iter()
            .filter_map(|(id, s)| {
                Some(StreamInfo {
                    id: id.clone(),
                    head: s.head(),
                    opened: s.facts.first()?.recorded,
                })
            })
            .collect();
        all.sort_by_key(|s| s.opened);
        Ok(all)
    }

    fn stream_names(&mut self) -> Result<Vec<CampaignId>, StoreError> {
        Ok(self.streams.keys().cloned().collect())
    }

    fn about(
        &mut self,
        stream: &CampaignId,
        unit: &UnitCode,
        after: u64,
        until: u64,
    ) -> Result<Vec<Envelope>, StoreError> {
        let facts = self.streams.get(stream).map_or(&[][..], |s| &s.facts);
        let wanted = |f: &&Envelope| f.seq > after && f.seq <= until && f.unit.as_ref() == Some(unit);
        Ok(facts.iter().filter(wanted).cloned().collect())
    }

    // Nobody else's hand is in here, and nothing rots.
    fn strangers(&mut self) -> Result<Vec<Stranger>, StoreError> {
        Ok(Vec::new())
    }

    fn flaws(&mut self) -> Result<Vec<String>, StoreError> {
        Ok(Vec::new())
    }

    fn holes(&mut self, stream: &CampaignId) -> Result<Vec<Hole>, StoreError> {
        let kept = self.streams.get(stream).map(|s| s.facts.iter().zip(&s.payloads));
        let hole = |(env, kept): (&Envelope, &Payload)| {
            Some(Hole {
                seq: env.seq,
                by: u64::try_from(kept.redacted_by()?).ok()?,
                old: false,
            })
        };
        Ok(kept.into_iter().flatten().filter_map(hole).collect())
    }

    fn has_remains(&mut self) -> Result<bool, StoreError> {
        Ok(false)
    }

    fn scrub(&mut self) -> Result<bool, StoreError> {
        Ok(true)
    }

    fn verify(&mut self, stream: &CampaignId, each: &mut dyn FnMut(&Envelope)) -> Result<Head, StoreError> {
        let mut check = Check::new(stream);
        if let Some(s) = self.streams.get(stream) {
            for (env, payload) in s.facts.iter().zip(&s.payloads) {
                each(&check.next(Row::of(env, payload)?, s.left(payload))?);
            }
        }
        Ok(check.head())
    }
}

struct MemoryTurn<'a> {
    journal: &'a mut MemoryJournal,
    stream: CampaignId,
}

impl ReadFacts for MemoryTurn<'_> {
    fn head(&mut self, stream: &CampaignId) -> Result<Head, StoreError> {
        self.journal.head(stream)
    }
    fn read_after(
        &mut self,
        stream: &CampaignId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Envelope>, StoreError> {
        self.journal.read_after(stream, after, limit)
    }
    fn command(&mut self, stream: &CampaignId, cmd: CmdId) -> Result<Vec<Envelope>, StoreError> {
        self.journal.command(stream, cmd)
    }
}

impl Turn for MemoryTurn<'_> {
    fn append(self: Box<Self>, expected: u64, batch: &Batch) -> Result<Appended, StoreError> {
        let before = self.journal.command(&self.stream, batch.cmd)?;
        if !before.is_empty() {
            return Ok(Appended::Already(before));
        }
        let head = self.journal.head(&self.stream)?;
        if head.seq != expected {
            return Ok(Appended::Moved(head));
        }
        let last = self
            .journal
            .streams
            .get(&self.stream)
            .and_then(|s| s.facts.last());
        let last = last.map(|f| f.recorded);
        // The salt hides nothing here that the memory beside it would not show, so that a demo gives the same facts again.
        let mut salt = |seq: i64| Ok(i128::from(seq).to_be_bytes());
        let rows = codec::rows_of(&self.stream, head, last, batch, &mut salt)?;
        let holes = codec::holes_of(&rows, batch);
        let there = |h: &Hole| h.seq <= head.seq && h.seq > 0;
        let payloads: Vec<Payload> = rows.iter().map(Row::kept_payload).collect();
        let facts = rows
            .into_iter()
            .map(|row| row.envelope(None))
            .collect::<Result<Vec<_>, _>>()?;
        let stream = self.journal.streams.get(&self.stream);
        let gone = |h: &Hole| {
            let kept = stream
                .zip(Stream::place(h.seq))
                .and_then(|(s, at)| s.payloads.get(at));
            kept.is_none_or(|kept| kept.redacted_by().is_some())
        };
        if let Some(hole) = holes.iter().find(|h| !there(h) || gone(h)) {
            return Err(Fault::Hole.at(&self.stream, hole.seq));
        }
        let stream = self.journal.streams.entry(self.stream).or_default();
        stream.payloads.extend(payloads);
        let start = stream.facts.len();
        stream.facts.extend(facts.iter().cloned());
        stream.commands.insert(batch.cmd, start..stream.facts.len());
        holes.into_iter().try_for_each(|hole| stream.remove(hole))?;
        Ok(Appended::Done(facts))
    }
}
