//! The facts in memory: the same promises, the same hash chain.
//!
//! It must never know what a fact means.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::turnstile::{Ticket, Turnstile};
use crate::core::fact::Envelope;
use crate::core::mailboxes::MailboxHealth;
use crate::core::names::{Actor, CampaignId, CmdId, UnitCode};
use crate::core::time::Stamp;
use crate::store::cache::Snapshot;
use crate::store::codec::{self, Check, Fault, Payload, Row};
use crate::store::courtesy::{Attempt, SeenUpTo};
use crate::store::departure::Moved;
use crate::store::engine::Nudge;
use crate::store::error::{StoreError, Stranger};
use crate::store::journal::{Appended, Batch, Head, Hole, Journal, RawFact, ReadFacts, StreamInfo, Turn};
use crate::store::origin::Restored;
use crate::store::sendings::InHand;

/// A journal in memory. A copy of it is another connection to the same one.
#[derive(Clone, Default)]
pub struct MemoryJournal {
    held: Arc<Mutex<Held>>,
    turnstile: Arc<Turnstile>,
    watchers: Arc<Mutex<Vec<Nudge>>>,
}

impl fmt::Debug for MemoryJournal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryJournal").finish_non_exhaustive()
    }
}

impl MemoryJournal {
    /// What is kept. Nobody holds it for longer than it takes to read or change it.
    pub(super) fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The right to write to any stream, as long as the store is in use.
    pub(super) fn turn_to_write(&self) -> Result<Ticket, StoreError> {
        let pass = self.turnstile.pass().ok_or(StoreError::Busy)?;
        self.is_in_use()?;
        Ok(pass)
    }

    /// From now on tells `nudge` of every change. It must not call back into the store.
    pub(super) fn watch(&self, nudge: Nudge) {
        self.watchers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(nudge);
    }

    /// Tells those who watch that something has changed.
    pub(super) fn changed(&self) {
        for nudge in self
            .watchers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .iter()
        {
            nudge();
        }
    }
}

/// What a journal in memory holds.
#[derive(Debug, Default)]
pub(super) struct Held {
    pub(super) streams: BTreeMap<CampaignId, Stream>,
    pub(super) attempts: Vec<Attempt>,
    /// How many there ever were.
    pub(super) attempted: u32,
    /// Stream, unit and name, and until when.
    pub(super) claims: BTreeMap<(CampaignId, UnitCode, Actor), Stamp>,
    pub(super) looked: BTreeMap<(CampaignId, Actor), SeenUpTo>,
    /// Mailbox → what of it was read.
    pub(super) swept: BTreeMap<String, HashMap<String, String>>,
    pub(super) mailboxes: BTreeMap<String, MailboxHealth>,
    pub(super) sendings: BTreeMap<CampaignId, Vec<InHand>>,
    /// Where the house has gone, if it has.
    pub(super) moved: Option<Moved>,
    /// The backup that it was made from, if it was.
    pub(super) restored: Option<Restored>,
}

#[derive(Debug, Default)]
pub(super) struct Stream {
    pub(super) facts: Vec<Envelope>,
    /// The payload of each, as it was hashed: a number read from text need not be written as the same text.
    payloads: Vec<Payload>,
    /// Command → the places of its facts.
    commands: BTreeMap<CmdId, std::ops::Range<usize>>,
    /// By the code that made them.
    pub(super) snapshots: BTreeMap<u64, Snapshot>,
    pub(super) pieces: BTreeMap<(u64, u64), Vec<u8>>,
}

impl Stream {
    fn head(&self) -> Head {
        self.facts.last().map_or_else(Head::default, |f| Head {
            seq: f.seq,
            hash: f.hash,
        })
    }

    /// Takes in the next facts, in order.
    fn take(
        &mut self,
        facts: impl IntoIterator<Item = Envelope>,
        payloads: impl IntoIterator<Item = Payload>,
    ) {
        for env in facts {
            let at = self.facts.len();
            self.commands.entry(env.cmd).or_insert(at..at).end = at + 1;
            self.facts.push(env);
        }
        self.payloads.extend(payloads);
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
        self.snapshots.clear();
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
        Ok(self.held().head(stream))
    }

    fn read_after(
        &mut self,
        stream: &CampaignId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Envelope>, StoreError> {
        let held = self.held();
        let facts = held.streams.get(stream).map_or(&[][..], |s| &s.facts);
        let after = usize::try_from(after).unwrap_or(usize::MAX);
        Ok(facts.iter().skip(after).take(limit).cloned().collect())
    }

    fn command(&mut self, stream: &CampaignId, cmd: CmdId) -> Result<Vec<Envelope>, StoreError> {
        Ok(self.held().command(stream, cmd))
    }
}

impl Journal for MemoryJournal {
    fn turn(
        &mut self,
        stream: &CampaignId,
        _after: u64,
        _cmd: Option<CmdId>,
    ) -> Result<Box<dyn Turn + '_>, StoreError> {
        Ok(Box::new(MemoryTurn {
            _pass: self.turn_to_write()?,
            journal: self.clone(),
            stream: stream.clone(),
            put: Vec::new(),
        }))
    }

    fn streams(&mut self) -> Result<Vec<StreamInfo>, StoreError> {
        let held = self.held();
        let mut all: Vec<StreamInfo> = held
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
        Ok(self.held().streams.keys().cloned().collect())
    }

    fn streams_at_once(&mut self) -> Result<Vec<StreamInfo>, StoreError> {
        self.streams()
    }

    fn raw_after(
        &mut self,
        stream: &CampaignId,
        after: i64,
        limit: usize,
    ) -> Result<Vec<Option<RawFact>>, StoreError> {
        let held = self.held();
        let Some(s) = held.streams.get(stream) else {
            return Ok(Vec::new());
        };
        let after = usize::try_from(after).unwrap_or(0);
        let raw = |(env, kept): (&Envelope, &Payload)| {
            Ok(Some(RawFact {
                row: Row::of(env, kept)?,
                left: s.left(kept).map(str::to_owned),
            }))
        };
        let page = s.facts.iter().zip(&s.payloads).skip(after).take(limit);
        page.map(raw).collect()
    }

    fn about(
        &mut self,
        stream: &CampaignId,
        unit: &UnitCode,
        after: u64,
        until: u64,
    ) -> Result<Vec<Envelope>, StoreError> {
        let held = self.held();
        let facts = held.streams.get(stream).map_or(&[][..], |s| &s.facts);
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
        let held = self.held();
        let kept = held.streams.get(stream).map(|s| s.facts.iter().zip(&s.payloads));
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
        let held = self.held();
        if let Some(s) = held.streams.get(stream) {
            for (env, payload) in s.facts.iter().zip(&s.payloads) {
                each(&check.next(Row::of(env, payload)?, s.left(payload))?);
            }
        }
        Ok(check.head())
    }
}

struct MemoryTurn {
    journal: MemoryJournal,
    stream: CampaignId,
    /// What nobody else sees yet, a command each.
    put: Vec<Put>,
    _pass: Ticket,
}

/// The facts of one command on their way.
struct Put {
    facts: Vec<Envelope>,
    payloads: Vec<Payload>,
    holes: Vec<Hole>,
}

impl MemoryTurn {
    fn last_put(&self) -> Option<&Envelope> {
        self.put.last().and_then(|put| put.facts.last())
    }

    fn facts_put(&self, stream: &CampaignId) -> impl Iterator<Item = &Envelope> {
        let own = *stream == self.stream;
        self.put.iter().filter(move |_| own).flat_map(|put| &put.facts)
    }
}

impl ReadFacts for MemoryTurn {
    fn head(&mut self, stream: &CampaignId) -> Result<Head, StoreError> {
        match self.facts_put(stream).last() {
            Some(last) => Ok(Head {
                seq: last.seq,
                hash: last.hash,
            }),
            None => self.journal.head(stream),
        }
    }
    fn read_after(
        &mut self,
        stream: &CampaignId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Envelope>, StoreError> {
        let mut found = self.journal.read_after(stream, after, limit)?;
        let more = self.facts_put(stream).filter(|env| env.seq > after);
        found.extend(more.take(limit - found.len()).cloned());
        Ok(found)
    }
    fn command(&mut self, stream: &CampaignId, cmd: CmdId) -> Result<Vec<Envelope>, StoreError> {
        let put: Vec<Envelope> = self
            .facts_put(stream)
            .filter(|env| env.cmd == cmd)
            .cloned()
            .collect();
        if put.is_empty() {
            return self.journal.command(stream, cmd);
        }
        Ok(put)
    }
}

impl Turn for MemoryTurn {
    fn put(&mut self, expected: u64, batch: &Batch) -> Result<Appended, StoreError> {
        let stream = self.stream.clone();
        let before = self.command(&stream, batch.cmd)?;
        if !before.is_empty() {
            return Ok(Appended::Already(before));
        }
        let head = self.head(&stream)?;
        if head.seq != expected {
            return Ok(Appended::Moved(head));
        }
        let last = self.last_put().map(|env| env.recorded);
        let put = self.journal.held().prepared(&stream, head, last, batch)?;
        let facts = put.facts.clone();
        self.put.push(put);
        Ok(Appended::Done(facts))
    }

    fn commit(self: Box<Self>) -> Result<(), StoreError> {
        if self.put.is_empty() {
            return Ok(());
        }
        let mut held = self.journal.held();
        let kept = held.streams.entry(self.stream.clone()).or_default();
        for put in self.put {
            kept.take(put.facts, put.payloads);
            put.holes.into_iter().try_for_each(|hole| kept.remove(hole))?;
        }
        drop(held);
        self.journal.changed();
        Ok(())
    }
}

impl Held {
    /// Is nothing on record?
    pub(super) fn is_empty(&self) -> bool {
        self.streams.is_empty()
    }

    fn head(&self, stream: &CampaignId) -> Head {
        self.streams.get(stream).map_or_else(Head::default, Stream::head)
    }

    fn command(&self, stream: &CampaignId, cmd: CmdId) -> Vec<Envelope> {
        self.streams.get(stream).map_or_else(Vec::new, |s| s.command(cmd))
    }

    /// The facts of a command behind this head, whose last fact was recorded at `last` where it is not kept yet.
    fn prepared(
        &self,
        stream: &CampaignId,
        head: Head,
        last: Option<Stamp>,
        batch: &Batch,
    ) -> Result<Put, StoreError> {
        let kept = self.streams.get(stream).and_then(|s| s.facts.last());
        let last = last.or(kept.map(|f| f.recorded));
        // The salt hides nothing here that the memory beside it would not show, so that a demo gives the same facts again.
        let mut salt = |seq: i64| Ok(i128::from(seq).to_be_bytes());
        let rows = codec::rows_of(stream, head, last, batch, &mut salt)?;
        let holes = codec::holes_of(&rows, batch);
        let there = |h: &Hole| h.seq <= head.seq && h.seq > 0;
        let payloads: Vec<Payload> = rows.iter().map(Row::kept_payload).collect();
        let facts = rows
            .into_iter()
            .map(|row| row.envelope(None))
            .collect::<Result<Vec<_>, _>>()?;
        let kept = self.streams.get(stream);
        let gone = |h: &Hole| {
            let kept = kept
                .zip(Stream::place(h.seq))
                .and_then(|(s, at)| s.payloads.get(at));
            kept.is_none_or(|kept| kept.redacted_by().is_some())
        };
        if let Some(hole) = holes.iter().find(|h| !there(h) || gone(h)) {
            return Err(Fault::Hole.at(stream, hole.seq));
        }
        Ok(Put {
            facts,
            payloads,
            holes,
        })
    }

    /// Takes in a fact of another store as it was kept there.
    pub(super) fn add(&mut self, fact: &RawFact) -> Result<(), StoreError> {
        let stream = CampaignId::from(fact.row.stream.as_str());
        let env = fact.row.clone().envelope(fact.left.as_deref())?;
        let kept = fact.row.kept_payload();
        // What this store would give back as another row than it was given would have another hash.
        if Row::of(&env, &kept)? != fact.row {
            return Err(Fault::Payload.at(&stream, env.seq));
        }
        self.streams.entry(stream).or_default().take([env], [kept]);
        Ok(())
    }
}
