//! A store in memory, for the demo and for tests: the same promises, the same hash chain, gone with the program.
//!
//! It must never know where else facts could be kept.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::codec::{self, Check, Fault, Payload, Row};
use super::journal::{
    ATTEMPTS_FIRST, ATTEMPTS_LAST, ATTEMPTS_SLACK, Appended, Attempt, Batch, BlobState, Blobs, Claim, Head,
    Hole, Journal, Kept, Looked, Piece, ReadFacts, Snapshot, StoreError, StreamInfo, Turn,
};
use super::strangers::Stranger;
use crate::core::fact::Envelope;
use crate::core::names::{Actor, BlobId, CampaignId, CmdId, UnitCode};
use crate::core::time::Stamp;

/// Bytes of a file that are kept for judging its kind.
const HEAD: usize = 4_096;

/// A journal in memory.
#[derive(Debug, Default)]
pub struct MemoryJournal {
    streams: BTreeMap<CampaignId, Stream>,
    attempts: Vec<Attempt>,
    /// How many there ever were.
    attempted: u32,
    claims: Vec<(CampaignId, Claim)>,
    looked: BTreeMap<(CampaignId, Actor), Looked>,
}

#[derive(Debug, Default)]
struct Stream {
    facts: Vec<Envelope>,
    /// The payload of each, as it was hashed: a number read from text need not be written as the same text.
    payloads: Vec<Payload>,
    /// Command → the places of its facts.
    commands: BTreeMap<CmdId, std::ops::Range<usize>>,
    snapshot: Option<(u64, Snapshot)>,
    pieces: BTreeMap<(u64, u64), Vec<u8>>,
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
    fn removed_since(&self, seq: u64) -> bool {
        let by = |p: &Payload| p.redacted_by().and_then(|by| u64::try_from(by).ok());
        self.payloads.iter().filter_map(by).any(|by| by > seq)
    }

    fn command(&self, cmd: CmdId) -> Vec<Envelope> {
        let place = self.commands.get(&cmd).cloned().unwrap_or_default();
        self.facts.get(place).unwrap_or_default().to_vec()
    }
}

impl MemoryJournal {
    fn thin_out_attempts(&mut self) {
        let name = |a: &Attempt| (a.real_user.clone(), a.actor.clone());
        let mut after: BTreeMap<(Actor, Actor), u32> = BTreeMap::new();
        for a in &self.attempts {
            *after.entry(name(a)).or_default() += 1;
        }
        let mut before: BTreeMap<(Actor, Actor), u32> = BTreeMap::new();
        self.attempts.retain(|a| {
            let nth = before.entry(name(a)).or_default();
            *nth += 1;
            let to_come = after.get(&name(a)).map_or(0, |all| all - *nth);
            *nth <= ATTEMPTS_FIRST || to_come < ATTEMPTS_LAST
        });
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

    fn snapshot(&mut self, stream: &CampaignId, fingerprint: u64) -> Result<Option<Snapshot>, StoreError> {
        let Some(s) = self.streams.get(stream) else {
            return Ok(None);
        };
        let kept = s.snapshot.as_ref().filter(|(by, _)| *by == fingerprint);
        Ok(kept
            .map(|(_, snapshot)| snapshot)
            .filter(|k| has_fact(s, k))
            .cloned())
    }

    fn keep_snapshot(
        &mut self,
        stream: &CampaignId,
        fingerprint: u64,
        snapshot: &Snapshot,
    ) -> Result<(), StoreError> {
        let of = |s: &&mut Stream| !s.removed_since(snapshot.seq);
        if let Some(s) = self.streams.get_mut(stream).filter(of) {
            s.snapshot = Some((fingerprint, snapshot.clone()));
        }
        Ok(())
    }

    fn keep_pieces(
        &mut self,
        stream: &CampaignId,
        fingerprint: u64,
        seq: u64,
        pieces: &[Piece<'_>],
    ) -> Result<(), StoreError> {
        let of = |s: &&mut Stream| !s.removed_since(seq);
        if let Some(s) = self.streams.get_mut(stream).filter(of) {
            s.pieces.retain(|(by, _), _| *by == fingerprint);
            for (name, bytes) in pieces {
                s.pieces
                    .entry((fingerprint, *name))
                    .or_insert_with(|| bytes.to_vec());
            }
        }
        Ok(())
    }

    fn pieces(
        &mut self,
        stream: &CampaignId,
        fingerprint: u64,
        each: &mut dyn FnMut(u64, Vec<u8>),
    ) -> Result<bool, StoreError> {
        let kept = self.streams.get(stream).map(|s| s.pieces.iter());
        let ours = kept
            .into_iter()
            .flatten()
            .filter(|((by, _), _)| *by == fingerprint);
        ours.for_each(|((_, name), bytes)| each(*name, bytes.clone()));
        Ok(true)
    }

    fn drop_snapshot(&mut self, stream: &CampaignId) -> Result<(), StoreError> {
        if let Some(s) = self.streams.get_mut(stream) {
            s.snapshot = None;
            s.pieces.clear();
        }
        Ok(())
    }

    // Nobody else's hand is in here, and nothing rots.
    fn damaged_snapshots(&mut self) -> Result<Vec<CampaignId>, StoreError> {
        Ok(Vec::new())
    }

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

    fn keep_attempt(&mut self, attempt: &Attempt) -> Result<(), StoreError> {
        self.attempts.push(attempt.clone());
        self.attempted = self.attempted.wrapping_add(1);
        if self.attempted.is_multiple_of(ATTEMPTS_SLACK) {
            self.thin_out_attempts();
        }
        Ok(())
    }

    fn attempts(&mut self) -> Result<Vec<Attempt>, StoreError> {
        Ok(self.attempts.clone())
    }

    fn claim(
        &mut self,
        stream: &CampaignId,
        actor: &Actor,
        units: &[UnitCode],
        now: Stamp,
        until: Stamp,
    ) -> Result<(), StoreError> {
        self.claims
            .retain(|(s, c)| c.until > now && (s != stream || c.actor != *actor));
        self.claims.extend(units.iter().map(|unit| {
            let claim = Claim {
                unit: unit.clone(),
                actor: actor.clone(),
                until,
            };
            (stream.clone(), claim)
        }));
        Ok(())
    }

    fn claims(&mut self, stream: &CampaignId, now: Stamp) -> Result<Vec<Claim>, StoreError> {
        let holding = |(s, c): &&(CampaignId, Claim)| s == stream && c.until > now;
        Ok(self
            .claims
            .iter()
            .filter(holding)
            .map(|(_, c)| c.clone())
            .collect())
    }

    fn looked(&mut self, stream: &CampaignId, actor: &Actor) -> Result<Option<Looked>, StoreError> {
        Ok(self.looked.get(&(stream.clone(), actor.clone())).copied())
    }

    fn keep_looked(&mut self, stream: &CampaignId, actor: &Actor, looked: Looked) -> Result<(), StoreError> {
        let kept = self
            .looked
            .entry((stream.clone(), actor.clone()))
            .or_insert(looked);
        if kept.seq <= looked.seq {
            *kept = looked;
        }
        Ok(())
    }
}

fn has_fact(stream: &Stream, kept: &Snapshot) -> bool {
    let place = usize::try_from(kept.seq).ok().and_then(|seq| seq.checked_sub(1));
    let fact = place.and_then(|p| stream.facts.get(p));
    fact.is_some_and(|f| f.hash == kept.hash)
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

/// Files in memory.
#[derive(Debug, Default)]
pub struct MemoryBlobs {
    files: BTreeMap<BlobId, Arc<[u8]>>,
}

impl Blobs for MemoryBlobs {
    fn put(&mut self, from: &mut dyn Read, limit: u64) -> Result<Kept, StoreError> {
        let mut bytes = Vec::new();
        from.take(limit.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|why| StoreError::Io {
                path: std::path::PathBuf::new(),
                why,
            })?;
        if bytes.len() as u64 > limit {
            return Err(StoreError::TooLarge { limit });
        }
        let id = name_of(&bytes);
        let already = self.files.contains_key(&id);
        let kept = Kept {
            id: id.clone(),
            size: bytes.len() as u64,
            head: bytes.iter().take(HEAD).copied().collect(),
            already,
        };
        self.files.entry(id).or_insert_with(|| bytes.into());
        Ok(kept)
    }

    fn open(&self, id: &BlobId) -> Result<Option<Box<dyn Read + Send>>, StoreError> {
        let bytes = self.files.get(id).cloned();
        Ok(bytes.map(|b| Box::new(Cursor::new(b)) as Box<dyn Read + Send>))
    }

    fn has(&self, id: &BlobId) -> bool {
        self.files.contains_key(id)
    }

    fn check(&self, id: &BlobId) -> Result<BlobState, StoreError> {
        Ok(match self.files.get(id) {
            None => BlobState::Missing,
            Some(bytes) if name_of(bytes) == *id => BlobState::Good,
            Some(_) => BlobState::Changed,
        })
    }

    fn list(&self) -> Result<Vec<BlobId>, StoreError> {
        Ok(self.files.keys().cloned().collect())
    }

    fn remove(&mut self, id: &BlobId) -> Result<bool, StoreError> {
        Ok(self.files.remove(id).is_some())
    }
}

fn name_of(bytes: &[u8]) -> BlobId {
    BlobId(codec::hex(&Sha256::digest(bytes)))
}
