//! When everything in one stream came about, and the campaign that its facts make at any moment, for going to and fro in
//! time.
//!
//! [`Campaign::seen`] is the only rule for the past; this says the same, quicker: it keeps states on the way to the moment
//! that was asked for last, packed, and begins at the last of them that both moments share. Of the facts it knows only what
//! tells whether each counts; those that are taken in are brought anew by whoever has them ([`Shelf`]), so that as many as
//! lie between two states are in memory and no more. It must never know where the facts come from.

use std::collections::HashMap;
use std::sync::Arc;

use crate::core::campaign::Campaign;
use crate::core::definition::Definition;
use crate::core::eyes::Eyes;
use crate::core::fact::{Envelope, FactKind};
use crate::core::names::{UnitCode, UnitIx};
use crate::core::packed::Packed;
use crate::core::time::Stamp;
use crate::core::unit::Entry;

/// States that are kept on the way, so that a step back replays no more than this part of the facts.
const KEPT: usize = 16;
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

/// What is known of a fact without reading what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// Its number.
    pub seq: u64,
    /// When it happened.
    pub at: Stamp,
    /// When that was recorded.
    pub recorded: Stamp,
    /// The unit, if about one.
    pub unit: Option<UnitCode>,
    /// What kind of fact it is.
    pub kind: FactKind,
}

impl Outline {
    /// The outline of a fact.
    pub fn of(env: &Envelope) -> Self {
        Self {
            seq: env.seq,
            at: env.at,
            recorded: env.recorded,
            unit: env.unit.clone(),
            kind: FactKind::of(&env.fact),
        }
    }
}

/// Whoever has the facts of the stream.
pub trait Shelf {
    /// Why they cannot be had.
    type Error;

    /// Shows the facts after one number and up to another, in order.
    ///
    /// # Errors
    /// They cannot be had.
    fn show(&mut self, after: u64, until: u64, each: &mut dyn FnMut(&Envelope)) -> Result<(), Self::Error>;

    /// What it means that a fact is not there, or is another one than its outline told.
    fn unlike(&self, seq: u64) -> Self::Error;
}

/// The outline of a fact as it is kept: there may be very many.
#[derive(Debug, Clone, Copy)]
struct Row {
    seq: u64,
    at: Stamp,
    /// When it was recorded, or when the clock that had said so was set right.
    recorded: Stamp,
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

/// When the facts of a stream came about, and states made of them.
#[derive(Debug)]
pub struct Past {
    rows: Vec<Row>,
    codes: Vec<UnitCode>,
    places: HashMap<UnitCode, u32>,
    begin: Campaign,
    /// How many facts are to be expected.
    expected: usize,
    /// What the states are made for.
    sight: Sight,
    looked: bool,
    /// How many facts were looked at, and the state after them; the later, the further on.
    kept: Vec<(usize, Packed)>,
    /// The same where one stands.
    here: Option<(usize, Campaign)>,
}

impl Past {
    /// The past of a stream that nothing is known of yet but how many facts it has, about; `definition` is used until the
    /// facts bring their own.
    pub fn empty(definition: Arc<Definition>, expected: usize) -> Self {
        Self {
            rows: Vec::with_capacity(expected),
            codes: Vec::new(),
            places: HashMap::new(),
            begin: Campaign::preview(definition),
            expected,
            sight: Sight::default(),
            looked: false,
            kept: Vec::new(),
            here: None,
        }
    }

    /// The same for somebody with these eyes.
    #[must_use]
    pub fn seen_by(mut self, eyes: &Eyes) -> Self {
        self.begin = self.begin.seen_by(eyes);
        self
    }

    /// Takes in a fact that has come since; one that is there already is not taken twice.
    pub fn add(&mut self, fact: &Outline) {
        if self.rows.last().is_some_and(|last| last.seq >= fact.seq) {
            return;
        }
        let row = Row {
            seq: fact.seq,
            at: fact.at,
            recorded: fact.recorded,
            unit: fact.unit.as_ref().map(|code| self.place(code)),
            defines: matches!(fact.kind, FactKind::CampaignOpened | FactKind::CampaignAmended),
        };
        self.rows.push(row);
        if fact.kind == FactKind::ClockCorrected {
            self.take_correction(fact.recorded);
        }
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

    /// The clock was set right at `at`: what a wrong clock had put after it was known by then.
    fn take_correction(&mut self, at: Stamp) {
        if let Some(first) = self.rows.iter().position(|row| row.recorded > at) {
            self.forget_after(first);
        }
        for row in &mut self.rows {
            row.recorded = row.recorded.min(at);
        }
    }

    fn forget_after(&mut self, n: usize) {
        self.kept.retain(|(end, _)| *end <= n);
        self.here.take_if(|(end, _)| *end > n);
    }

    /// When the facts came about, in their order.
    pub fn traces(&self) -> impl Iterator<Item = Trace<'_>> {
        self.rows.iter().map(|row| Trace {
            seq: row.seq,
            at: row.at,
            recorded: row.recorded,
            unit: row.unit.and_then(|n| self.codes.get(n as usize)),
        })
    }

    /// Everything that is on record of a unit from where one looked last, taken-back facts marked. None: nobody has looked
    /// anywhere.
    ///
    /// # Errors
    /// The facts cannot be had.
    pub fn history<S: Shelf>(&self, ix: UnitIx, shelf: &mut S) -> Result<Option<Vec<Entry>>, S::Error> {
        let Some((_, campaign)) = self.here.as_ref().filter(|_| self.looked) else {
            return Ok(None);
        };
        let unit = campaign.unit(ix);
        let code = self.places.get(&campaign.code(ix)).copied();
        let end = unit.log().first().map_or(u64::MAX, |e| e.seq);
        let older = |row: &&Row| {
            row.seq < end && row.unit == code && code.is_some() && row.used(self.sight) == Use::Whole
        };
        let mut log = Vec::new();
        if unit.has_older() {
            let rows: Vec<&Row> = self.rows.iter().filter(older).collect();
            bring(shelf, &rows, |_, env| {
                log.push(Entry {
                    void: unit.stays_taken_back(env.seq),
                    ..Entry::of(env)
                });
            })?;
        }
        log.extend_from_slice(unit.log());
        Ok(Some(log))
    }

    /// The campaign from there: what [`Campaign::seen`] makes of the same facts.
    ///
    /// # Errors
    /// The facts cannot be had.
    pub fn seen<S: Shelf>(&mut self, sight: Sight, shelf: &mut S) -> Result<Campaign, S::Error> {
        let before = std::mem::replace(&mut self.sight, sight);
        self.looked = true;
        let shared = self
            .rows
            .iter()
            .position(|row| row.used(before) != row.used(sight));
        if let Some(shared) = shared {
            self.forget_after(shared);
        }
        self.go_to(self.rows.len(), shelf)
    }

    /// Makes states of so many facts more, before anybody looks: the first look back is then as quick as any. True: there is
    /// nothing left to be made.
    ///
    /// # Errors
    /// The facts cannot be had.
    pub fn prepare<S: Shelf>(&mut self, facts: usize, shelf: &mut S) -> Result<bool, S::Error> {
        let here = self.here.as_ref().map_or(0, |(n, _)| *n);
        if self.is_prepared() {
            return Ok(true);
        }
        self.go_to(here.saturating_add(facts).min(self.rows.len()), shelf)?;
        Ok(self.is_prepared())
    }

    /// Is there nothing left to be made before anybody looks?
    pub fn is_prepared(&self) -> bool {
        self.looked || self.here.as_ref().map_or(0, |(n, _)| *n) >= self.rows.len()
    }

    /// Takes in what counts up to a place, from the nearest state before it.
    fn go_to<S: Shelf>(&mut self, to: usize, shelf: &mut S) -> Result<Campaign, S::Error> {
        let (from, mut campaign) = self.nearest();
        let (apart, sight) = (self.apart(), self.sight);
        let used = |n: &usize| self.rows.get(*n).map_or(Use::Nothing, |row| row.used(sight));
        // Behind the last fact that counts the state changes no more: it is that of any place there.
        let wanted: Vec<usize> = (from..to).filter(|n| used(n) != Use::Nothing).collect();
        let rows: Vec<&Row> = wanted.iter().filter_map(|n| self.rows.get(*n)).collect();
        let mut last_kept = self.kept.last().map_or(0, |(n, _)| *n);
        let mut kept = Vec::new();
        bring(shelf, &rows, |i, env| {
            let n = wanted.get(i).copied().unwrap_or(to);
            match used(&n) {
                Use::Whole => campaign.apply(env),
                Use::Definition => campaign.take_definition(env),
                Use::Nothing => {}
            }
            if n + 1 - last_kept >= apart {
                last_kept = n + 1;
                kept.extend(Packed::of(&campaign).map(|state| (n + 1, state)));
            }
        })?;
        let end = wanted.last().map_or(from, |n| n + 1);
        self.kept.extend(kept);
        self.here = Some((end, campaign.clone()));
        Ok(campaign)
    }

    /// The state that is furthest on, and its place.
    fn nearest(&mut self) -> (usize, Campaign) {
        if let Some(here) = self.here.take() {
            return here;
        }
        while let Some((n, state)) = self.kept.last() {
            match state.unpacked() {
                Some(campaign) => return (*n, campaign),
                None => self.kept.pop(),
            };
        }
        (0, self.begin.clone())
    }

    fn apart(&self) -> usize {
        (self.rows.len().max(self.expected) / KEPT).max(LEAST_APART)
    }
}

/// Brings the facts of these rows, each with its place among them.
fn bring<S: Shelf>(
    shelf: &mut S,
    rows: &[&Row],
    mut each: impl FnMut(usize, &Envelope),
) -> Result<(), S::Error> {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
        return Ok(());
    };
    let mut next = 0;
    let mut unlike = None;
    shelf.show(first.seq.saturating_sub(1), last.seq, &mut |env| {
        let Some(row) = rows.get(next).filter(|row| row.seq <= env.seq) else {
            return;
        };
        if row.seq != env.seq || row.at != env.at {
            unlike.get_or_insert(row.seq);
        } else if unlike.is_none() {
            each(next, env);
            next += 1;
        }
    })?;
    match (unlike, rows.get(next)) {
        (Some(seq), _) => Err(shelf.unlike(seq)),
        (None, Some(missing)) => Err(shelf.unlike(missing.seq)),
        (None, None) => Ok(()),
    }
}
