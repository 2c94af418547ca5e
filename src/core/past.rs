//! The facts of one stream at hand, and the campaign that they make at any moment, for going to and fro in time.
//!
//! [`Campaign::seen`] is the only rule for the past; this says the same, quicker: it keeps the states on the way to the
//! moment that was asked for last, and begins at the last of them that both moments share. Forwards that is usually the
//! state itself, backwards one of many kept for it. The facts are packed, and beside each stands what tells whether it
//! counts, so that only those that are taken in are unpacked. It must never know where the facts came from.

use std::collections::HashMap;
use std::sync::Arc;

use crate::core::campaign::Campaign;
use crate::core::definition::Definition;
use crate::core::eyes::Eyes;
use crate::core::fact::{Envelope, Fact};
use crate::core::known::corrects;
use crate::core::names::{UnitCode, UnitIx};
use crate::core::time::Stamp;
use crate::core::unit::Entry;

/// States that are kept on the way, so that a step back replays no more than this part of the facts.
const KEPT: usize = 32;
/// Fewer facts than this are replayed quicker than a state is kept.
const LEAST_APART: usize = 256;

/// From where one looks (decision 9): by when things happened, by when the journal recorded them, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sight {
    /// Only what had happened by then.
    pub as_of: Option<Stamp>,
    /// Only what had been recorded by then.
    pub known_at: Option<Stamp>,
}

impl Sight {
    /// What both allow.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let earlier = |a: Option<Stamp>, b: Option<Stamp>| a.into_iter().chain(b).min();
        Self {
            as_of: earlier(self.as_of, other.as_of),
            known_at: earlier(self.known_at, other.known_at),
        }
    }

    /// Was a fact known, which became known at `known`, and had it happened?
    pub fn shows_one_of(self, at: Stamp, known: Stamp) -> bool {
        self.knows(known) && self.as_of.is_none_or(|t| at <= t)
    }

    fn knows(self, known: Stamp) -> bool {
        self.known_at.is_none_or(|t| known <= t)
    }
}

/// What becomes of a fact.
#[derive(PartialEq, Eq, Clone, Copy)]
enum Use {
    Whole,
    Definition,
    Nothing,
}

/// What is known of a fact without unpacking it.
#[derive(Debug, Clone, Copy)]
struct Row {
    seq: u64,
    at: Stamp,
    /// When it was recorded, or when the clock that had said so was set right.
    recorded: Stamp,
    /// Where its bytes end; they begin where those of the one before end.
    end: usize,
    /// The place of its unit's code.
    unit: Option<u32>,
    defines: bool,
}

impl Row {
    fn used(&self, sight: Sight) -> Use {
        if sight.shows_one_of(self.at, self.recorded) {
            Use::Whole
        } else if self.defines && sight.knows(self.recorded) {
            Use::Definition
        } else {
            Use::Nothing
        }
    }
}

/// When a fact came about and what it concerns.
#[derive(Debug, Clone, Copy)]
pub struct Trace<'a> {
    /// Its number.
    pub seq: u64,
    /// When it happened.
    pub at: Stamp,
    /// When that was recorded.
    pub recorded: Stamp,
    /// The unit, if about one.
    pub unit: Option<&'a UnitCode>,
}

/// Facts, packed one by one.
#[derive(Debug, Default)]
struct Facts {
    rows: Vec<Row>,
    bytes: Vec<u8>,
    /// What is not packed: definitions are large, few, and shared by the states made of them.
    whole: HashMap<u64, Envelope>,
    codes: Vec<UnitCode>,
    places: HashMap<UnitCode, u32>,
}

impl Facts {
    fn push(&mut self, env: &Envelope) {
        let defines = matches!(env.fact, Fact::CampaignOpened(_) | Fact::CampaignAmended(_));
        let packed = if defines {
            None
        } else {
            postcard::to_stdvec(env).ok()
        };
        match packed {
            Some(bytes) => self.bytes.extend_from_slice(&bytes),
            None => {
                self.whole.insert(env.seq, env.clone());
            }
        }
        let row = Row {
            seq: env.seq,
            at: env.at,
            recorded: env.recorded,
            end: self.bytes.len(),
            unit: env.unit.as_ref().map(|code| self.place(code)),
            defines,
        };
        self.rows.push(row);
    }

    fn place(&mut self, code: &UnitCode) -> u32 {
        if let Some(place) = self.places.get(code) {
            return *place;
        }
        let place = self.codes.len() as u32;
        self.codes.push(code.clone());
        self.places.insert(code.clone(), place);
        place
    }

    fn with<T>(&self, n: usize, look: impl FnOnce(&Envelope) -> T) -> Option<T> {
        let row = self.rows.get(n)?;
        if let Some(env) = self.whole.get(&row.seq) {
            return Some(look(env));
        }
        let from = n
            .checked_sub(1)
            .and_then(|n| self.rows.get(n))
            .map_or(0, |r| r.end);
        let env: Envelope = postcard::from_bytes(self.bytes.get(from..row.end)?).ok()?;
        Some(look(&env))
    }
}

/// A stream's facts, and states made of them.
#[derive(Debug)]
pub struct Past {
    facts: Facts,
    begin: Campaign,
    /// As long as nobody has looked anywhere: the present, which is carried along and leaves states behind it.
    present: Option<Campaign>,
    /// How many facts are to be expected.
    expected: usize,
    /// What the kept states are made for.
    sight: Sight,
    /// How many facts were looked at, and the state after them; the later, the further on.
    kept: Vec<(usize, Campaign)>,
}

impl Past {
    /// The past of a stream that nothing is known of yet but how many facts it has, about; `definition` is used until the
    /// facts bring their own.
    pub fn empty(definition: Arc<Definition>, expected: usize) -> Self {
        let begin = Campaign::preview(definition);
        Self {
            facts: Facts::default(),
            present: Some(begin.clone()),
            begin,
            expected,
            sight: Sight::default(),
            kept: Vec::new(),
        }
    }

    /// The same for somebody with these eyes.
    #[must_use]
    pub fn seen_by(mut self, eyes: &Eyes) -> Self {
        self.begin = self.begin.seen_by(eyes);
        self.present = self.present.map(|c| c.seen_by(eyes));
        self
    }

    /// The past of a stream with these facts.
    pub fn new(definition: Arc<Definition>, facts: &[Envelope]) -> Self {
        let mut past = Self::empty(definition, facts.len());
        for env in facts {
            past.add(env);
        }
        past
    }

    /// Takes in a fact that has come since; one that is there already is not taken twice.
    pub fn add(&mut self, env: &Envelope) {
        if self.facts.rows.last().is_some_and(|last| last.seq >= env.seq) {
            return;
        }
        self.facts.push(env);
        if corrects(&env.fact) {
            self.take_correction(env.recorded);
        }
        let (n, apart) = (self.facts.rows.len(), self.apart());
        if let Some(present) = &mut self.present {
            present.apply(env);
            if n.is_multiple_of(apart) {
                self.kept.push((n, present.clone()));
            }
        }
    }

    /// The clock was set right at `at`: what a wrong clock had put after it was known by then.
    fn take_correction(&mut self, at: Stamp) {
        let rows = &mut self.facts.rows;
        let first = rows.iter().position(|row| row.recorded > at);
        self.kept.retain(|(n, _)| first.is_none_or(|first| *n <= first));
        for row in rows {
            row.recorded = row.recorded.min(at);
        }
    }

    /// When the facts came about, in their order.
    pub fn traces(&self) -> impl Iterator<Item = Trace<'_>> {
        self.facts.rows.iter().map(|row| Trace {
            seq: row.seq,
            at: row.at,
            recorded: row.recorded,
            unit: row.unit.and_then(|n| self.facts.codes.get(n as usize)),
        })
    }

    /// Everything that is on record of a unit from where one looked last, taken-back facts marked. None: nobody has looked
    /// anywhere.
    pub fn history(&self, ix: UnitIx) -> Option<Vec<Entry>> {
        if self.present.is_some() {
            return None;
        }
        let (_, campaign) = self.kept.last()?;
        let unit = campaign.unit(ix);
        let code = self.facts.places.get(&campaign.code(ix)).copied();
        let end = unit.log().first().map_or(u64::MAX, |e| e.seq);
        let older = |row: &Row| {
            row.seq < end && row.unit == code && code.is_some() && row.used(self.sight) == Use::Whole
        };
        let mut log = Vec::new();
        for (n, row) in self.facts.rows.iter().enumerate() {
            if unit.has_older() && older(row) {
                let void = unit.stays_taken_back(row.seq);
                log.extend(self.facts.with(n, |env| Entry {
                    void,
                    ..Entry::of(env)
                }));
            }
        }
        log.extend_from_slice(unit.log());
        Some(log)
    }

    /// The campaign from there: what [`Campaign::seen`] makes of the same facts.
    pub fn seen(&mut self, sight: Sight) -> Campaign {
        if let Some(present) = self.present.take() {
            let (end, apart) = (self.facts.rows.len(), self.apart());
            keep(&mut self.kept, end, &present, apart);
        }
        let before = std::mem::replace(&mut self.sight, sight);
        let rows = &self.facts.rows;
        let shared = rows
            .iter()
            .position(|row| row.used(before) != row.used(sight))
            .unwrap_or(rows.len());
        self.kept.retain(|(n, _)| *n <= shared);
        let apart = self.apart();
        let (from, mut campaign) = match self.kept.last() {
            Some((n, c)) => (*n, c.clone()),
            None => (0, self.begin.clone()),
        };
        // Behind the last fact that counts the state changes no more: it is that of any place there.
        let (mut end, mut last_kept) = (from, from);
        for (n, row) in rows.iter().enumerate().skip(from) {
            match row.used(sight) {
                Use::Whole => self.facts.with(n, |env| campaign.apply(env)),
                Use::Definition => self.facts.with(n, |env| campaign.take_definition(env)),
                Use::Nothing => continue,
            };
            end = n + 1;
            if end - last_kept >= apart {
                last_kept = end;
                keep(&mut self.kept, end, &campaign, apart);
            }
        }
        keep(&mut self.kept, end, &campaign, apart);
        campaign
    }

    fn apart(&self) -> usize {
        (self.facts.rows.len().max(self.expected) / KEPT).max(LEAST_APART)
    }
}

/// Keeps a state. The one before it goes where it is no further on than the one before that: only the last may lie
/// anywhere.
fn keep(kept: &mut Vec<(usize, Campaign)>, end: usize, campaign: &Campaign, apart: usize) {
    let near = match kept.as_slice() {
        [.., (before, _), (last, _)] => last - before < apart,
        [(last, _)] => *last < apart,
        [] => false,
    };
    if near || kept.last().is_some_and(|(n, _)| *n >= end) {
        kept.pop();
    }
    kept.push((end, campaign.clone()));
}
