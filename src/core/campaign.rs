//! A campaign as its facts make it: `apply` takes in one fact, everything else answers questions.
//!
//! `apply` is pure and tolerates gaps, so that the state as of an earlier moment is simply a replay of the facts up to
//! then. It never refuses: what is in the journal has happened. What may happen is decided in [`crate::core::decide`].

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::core::change::{Change, is_final};
use crate::core::definition::Definition;
use crate::core::eyes::Eyes;
use crate::core::fact::{Attachment, Envelope, Fact, FactKind, Via};
use crate::core::home::{self, Home, Stray};
use crate::core::known::Corrections;
use crate::core::long::Chunk;
use crate::core::names::{ActivityId, Actor, CampaignId, CmdId, UnitCode, UnitIx};
use crate::core::roster::Roster;
use crate::core::status::State;
pub use crate::core::tags::{TagCounts, expanded};
use crate::core::tally::{Counted, Tally, bump};
use crate::core::time::{Date, MINUTE, Stamp};
use crate::core::unit::{self, Activity, Entry, Undone, UnitState, stored, toggle};
pub use crate::core::waiting::{Waiting, Why};

/// How many commands are remembered for undo.
const UNDO_DEPTH: usize = 512;
/// How many facts the ticker and the marks of what is new can look back.
const RECENT: usize = 64;

/// A command that was carried out, as far as undo must know it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Done {
    /// The command.
    pub cmd: CmdId,
    /// Who gave it.
    pub actor: Actor,
    /// How it came in.
    pub via: Via,
    /// When it happened.
    pub at: Stamp,
    /// When it was recorded.
    pub recorded: Stamp,
    /// Its first fact.
    pub first_seq: u64,
    /// Its last fact.
    pub last_seq: u64,
    /// The kind of its first fact, for telling what it was.
    pub what: FactKind,
    /// The units that it touched; `None` stands for the campaign.
    pub units: Vec<Option<UnitIx>>,
    /// Opens or closes the campaign: never undone.
    pub never: bool,
    /// The command that this one takes back, if it is an undo.
    pub undoes: Option<CmdId>,
    /// What it takes back is itself an undo. Such a redo is not taken back in turn: the command that stands again is.
    pub redo: bool,
    /// Taken back at present.
    pub undone: bool,
}

/// A fact for the ticker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recent {
    /// Its number.
    pub seq: u64,
    /// When it happened.
    pub at: Stamp,
    /// Who.
    pub actor: Actor,
    /// The unit, if about one.
    pub unit: Option<UnitIx>,
    /// The kind of fact.
    pub what: FactKind,
    /// The activity, if about one.
    pub activity: Option<ActivityId>,
}

/// When and by whom the campaign was opened or closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// When.
    pub at: Stamp,
    /// Who.
    pub actor: Actor,
    /// Number of the fact.
    pub seq: u64,
}

/// A campaign.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Campaign {
    pub(super) definition: Arc<Definition>,
    pub(super) opened: Option<Mark>,
    pub(super) closed: Option<Mark>,
    pub(super) seq: u64,
    pub(super) recorded: Stamp,
    pub(super) log: Vec<Entry>,
    /// Shared between copies of a campaign: a copy for another moment costs only the units in which it differs.
    #[serde(with = "stored")]
    pub(super) units: Vec<Option<Arc<UnitState>>>,
    pub(super) total: Tally,
    pub(super) regions: Vec<Tally>,
    /// In a tree: the units below each unit at the top, and all of these together.
    pub(super) branches: Vec<Tally>,
    pub(super) below: Tally,
    /// How many first versions came in each minute; those of exempt units are left out.
    pub(super) arrivals: BTreeMap<Stamp, u32>,
    pub(super) tags: TagCounts,
    pub(super) extension: Option<(Stamp, Stamp)>,
    pub(super) documents: Vec<(String, Attachment)>,
    pub(super) done: VecDeque<Done>,
    pub(super) recent: VecDeque<Recent>,
    #[serde(skip)]
    hoards: Hoards,
    /// Whose units it takes in and counts; a state that is stored is everybody's.
    #[serde(skip)]
    pub(super) eyes: Eyes,
    /// See [`Campaign::expecting`]; a matter of who looks, so it is not stored.
    #[serde(skip)]
    pub(super) expects: bool,
}

/// Whether a campaign keeps facts that undo cannot reach any more. It changes nothing about what the campaign says, and so
/// nothing about which campaigns are equal.
#[derive(Debug, Clone, Copy, Default)]
struct Hoards(bool);

impl PartialEq for Hoards {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Campaign {
    /// A campaign in which nothing has happened, not even its opening: what is shown of a shipped campaign.
    pub fn preview(definition: Arc<Definition>) -> Self {
        let mut c = Self {
            definition,
            opened: None,
            closed: None,
            seq: 0,
            recorded: Stamp(0),
            log: Vec::new(),
            units: Vec::new(),
            total: Tally::default(),
            regions: Vec::new(),
            branches: Vec::new(),
            below: Tally::default(),
            arrivals: BTreeMap::new(),
            tags: TagCounts::default(),
            extension: None,
            documents: Vec::new(),
            done: VecDeque::new(),
            recent: VecDeque::new(),
            hoards: Hoards(false),
            eyes: Eyes::Everything,
            expects: false,
        };
        c.units.resize_with(c.definition.roster.len(), || None);
        c.recount();
        c
    }

    /// The same, but never forgetting a fact that undo cannot reach any more: the proofs compare it with one that does.
    pub fn hoarding(definition: Arc<Definition>) -> Self {
        Self {
            hoards: Hoards(true),
            ..Self::preview(definition)
        }
    }

    /// The same campaign for somebody with these eyes: of units that they do not see it knows nothing, counts nothing and
    /// takes nothing in.
    #[must_use]
    pub fn seen_by(&self, eyes: &Eyes) -> Self {
        let mut c = self.clone();
        c.eyes = eyes.clone();
        if !eyes.see_all() {
            c.look_away();
            c.recount();
        }
        c
    }

    /// What whoever it is shown to may see.
    pub fn eyes(&self) -> &Eyes {
        &self.eyes
    }

    /// Forgets what these eyes do not see.
    fn look_away(&mut self) {
        if self.eyes.see_all() {
            return;
        }
        let (definition, eyes) = (self.definition.clone(), self.eyes.clone());
        let sees = |unit: &Option<UnitIx>| unit.is_none_or(|ix| eyes.see(&definition.roster, ix));
        for (ix, slot) in definition.roster.units().zip(&mut self.units) {
            if !sees(&Some(ix)) {
                *slot = None;
            }
        }
        for d in &mut self.done {
            d.units.retain(sees);
        }
        self.done.retain(|d| !d.units.is_empty());
        self.recent.retain(|r| sees(&r.unit));
    }

    /// The campaign that these facts make. `definition` is used until the facts bring their own.
    pub fn replay<'a>(definition: Arc<Definition>, facts: impl IntoIterator<Item = &'a Envelope>) -> Self {
        let mut c = Self::preview(definition);
        for env in facts {
            c.apply(env);
        }
        c
    }

    /// The campaign as it stood at a moment (decision 9): by when things happened, by when the journal recorded them, or
    /// both. What was asked for always applies: a definition is taken in whatever its date.
    pub fn seen<'a>(
        definition: Arc<Definition>,
        facts: impl IntoIterator<Item = &'a Envelope>,
        as_of: Option<Stamp>,
        known_at: Option<Stamp>,
    ) -> Self {
        let facts: Vec<&Envelope> = facts.into_iter().collect();
        let corrections = Corrections::of(facts.iter().copied());
        let mut c = Self::preview(definition);
        for env in facts {
            c.see(env, corrections.known(env), as_of, known_at);
        }
        c
    }

    /// Takes in of the next fact, which became known at `known`, what is seen of it from a moment: [`Campaign::seen`], a
    /// fact at a time.
    pub fn see(&mut self, env: &Envelope, known: Stamp, as_of: Option<Stamp>, known_at: Option<Stamp>) {
        if known_at.is_some_and(|t| known > t) {
            return;
        }
        if as_of.is_none_or(|t| env.at <= t) {
            self.apply(env);
        } else {
            self.take_definition(env);
        }
    }

    /// Takes in of a fact that had not happened yet only what was asked for, not that somebody opened or amended it.
    pub(crate) fn take_definition(&mut self, env: &Envelope) {
        if let Change::Open(definition) | Change::Amend(definition) = Change::by(&env.fact) {
            self.redefine(definition.clone());
        }
    }

    /// Takes in the next fact of a stream as it is read.
    ///
    /// # Errors
    /// It is none of a campaign's; nothing was taken in.
    pub fn take(&mut self, env: &Envelope) -> Result<(), Stray> {
        home::check(env, Home::Campaign)?;
        self.apply(env);
        Ok(())
    }

    /// Takes in one fact. Facts come in the order of their numbers; gaps do no harm.
    pub fn apply(&mut self, env: &Envelope) {
        if env.seq <= self.seq {
            return;
        }
        self.seq = env.seq;
        if !self.eyes.see_fact(&self.definition.roster, env) {
            return;
        }
        self.recorded = env.recorded;
        let unit = env
            .unit
            .as_ref()
            .and_then(|c| self.definition.roster.by_code(c.as_str()));
        match (&env.unit, unit) {
            (Some(_), Some(ix)) => self.apply_to_unit(env, ix),
            // A unit that the present definition does not know: an amendment took it away. The fact stays in the journal.
            (Some(_), None) => {}
            (None, _) => self.apply_to_campaign(env),
        }
        self.remember(env, unit);
        if let Some(ix) = unit.filter(|_| !self.hoards.0) {
            let reach = self.done.front().map_or(0, |d| d.first_seq);
            // It has just taken a fact in, so no other copy of the campaign shares it.
            let slot = self.units.get_mut(ix.at()).and_then(Option::as_mut);
            if let Some(unit) = slot.and_then(Arc::get_mut) {
                unit.forget(reach);
            }
        }
    }

    /// The packed parts of the units' lists: their bytes are kept beside the stored state.
    pub fn chunks(&self) -> impl Iterator<Item = &Arc<Chunk>> {
        self.units.iter().flatten().flat_map(|u| u.chunks())
    }

    /// Gives back the memory of lists that were looked at as a whole.
    pub fn rest(&mut self) {
        // What another copy shares is left to it.
        let own = self.units.iter_mut().flatten().filter_map(Arc::get_mut);
        own.for_each(UnitState::rest);
    }

    fn apply_to_unit(&mut self, env: &Envelope, ix: UnitIx) {
        let before = self.units.get_mut(ix.at()).and_then(Option::take);
        let mut unit = before.unwrap_or_default();
        let counted = self.counted(&unit);
        self.tag(env, &unit, false);
        Arc::make_mut(&mut unit).push(Entry::of(env));
        self.tag(env, &unit, true);
        self.count_unit(ix, &counted, &self.counted(&unit));
        if let Some(slot) = self.units.get_mut(ix.at()) {
            *slot = Some(unit);
        }
    }

    /// Counts the tags of what a fact about a unit concerns, before it (`up`: false) and after it.
    fn tag(&mut self, env: &Envelope, unit: &UnitState, up: bool) {
        match (&env.fact, env.fact.activity().and_then(|id| unit.activity(id))) {
            (Fact::CommandUndone(_), _) => self.tag_all(unit, up),
            (_, Some(a)) => self.tags.count(a, up),
            _ => {}
        }
    }

    fn tag_all(&mut self, unit: &UnitState, up: bool) {
        for a in &unit.activities {
            self.tags.count(a, up);
        }
    }

    fn counted(&self, unit: &UnitState) -> Counted {
        Counted::of(unit, &self.definition, self.effective_cutoff(unit))
    }

    /// Counts a unit as it stands now and no longer as it stood.
    fn count_unit(&mut self, ix: UnitIx, before: &Counted, now: &Counted) {
        if before == now {
            return;
        }
        if before.first != now.first {
            for (first, up) in [(before.first, false), (now.first, true)] {
                if let Some(at) = first {
                    bump(&mut self.arrivals, Stamp(at.0 - at.0.rem_euclid(MINUTE)), up);
                }
            }
        }
        self.total.change(before, now);
        if let Some(region) = self.regions.get_mut(self.definition.roster.region(ix)) {
            region.change(before, now);
        }
        if self.definition.roster.parent(ix).is_some() {
            self.below.change(before, now);
            let branch = self.definition.roster.branch(ix);
            if let Some(branch) = branch.and_then(|b| self.branches.get_mut(b)) {
                branch.change(before, now);
            }
        }
    }

    fn apply_to_campaign(&mut self, env: &Envelope) {
        let mark = || Mark {
            at: env.at,
            actor: env.actor.clone(),
            seq: env.seq,
        };
        match Change::by(&env.fact) {
            Change::Open(definition) => {
                self.opened = Some(mark());
                self.redefine(definition.clone());
            }
            Change::Amend(definition) => self.redefine(definition.clone()),
            Change::Close => self.closed = Some(mark()),
            Change::Extend(_) | Change::Document(_) => {
                self.log.push(Entry::of(env));
                self.refold();
            }
            Change::Undo(cmd) => {
                self.log.push(Entry::of(env));
                toggle(&mut self.log, cmd);
                self.refold();
            }
            Change::Nothing => {}
        }
    }

    fn refold(&mut self) {
        self.documents.clear();
        let before = self.extension.take();
        for e in self.log.iter().filter(|e| !e.void) {
            match Change::by(&e.fact) {
                Change::Extend(f) => {
                    self.extension = Some(unit::extension(self.extension, f, e.at));
                }
                Change::Document(f) => {
                    self.documents.retain(|(id, _)| *id != f.document);
                    self.documents.push((f.document.clone(), f.file.clone()));
                }
                // An undo has marked what it took back; the others are not in the log, for nothing takes them back.
                Change::Undo(_) | Change::Open(_) | Change::Amend(_) | Change::Close | Change::Nothing => {}
            }
        }
        if self.extension != before {
            self.recount();
        }
    }

    /// Takes over another definition; units keep their facts by code, which is stable within one campaign's rosters.
    fn redefine(&mut self, definition: Arc<Definition>) {
        let old = std::mem::replace(&mut self.definition, definition);
        let mut units: Vec<Option<Arc<UnitState>>> = Vec::new();
        units.resize_with(self.definition.roster.len(), || None);
        for (ix, unit) in old.roster.units().zip(std::mem::take(&mut self.units)) {
            if let Some(slot) = self
                .definition
                .roster
                .by_code(old.roster.code(ix))
                .and_then(|n| units.get_mut(n.at()))
            {
                *slot = unit;
            }
        }
        self.units = units;
        self.renumber(&old.roster);
        self.look_away();
        self.recount();
    }

    /// Undo and the ticker name units by their place, and the places are those of another roster now.
    fn renumber(&mut self, old: &Roster) {
        let definition = self.definition.clone();
        let now = |ix: UnitIx| definition.roster.by_code(old.code(ix));
        for d in &mut self.done {
            let kept = d.units.iter().filter_map(|u| match u {
                None => Some(None),
                Some(ix) => now(*ix).map(Some),
            });
            d.units = kept.collect();
        }
        for r in &mut self.recent {
            r.unit = r.unit.and_then(now);
        }
    }

    /// Counts everything anew: after a change that concerns every unit. Units of which nothing was heard are counted by
    /// the number.
    fn recount(&mut self) {
        let definition = self.definition.clone();
        let (roster, cutoff) = (&definition.roster, self.cutoff());
        let silent = |n: u32| {
            let mut tally = Tally::default();
            tally.count_silent(n, cutoff);
            tally
        };
        let tops = if roster.is_tree() { roster.top_count() } else { 0 };
        let below = if roster.is_tree() { roster.len() - tops } else { 0 };
        // Whoever does not see all units has only the own ones counted.
        let seen = |all: u32, among: &dyn Fn(UnitIx) -> bool| {
            if self.eyes.see_all() {
                silent(all)
            } else {
                silent(self.eyes.units(roster).filter(|ix| among(*ix)).count() as u32)
            }
        };
        let is_below = |ix| roster.is_tree() && roster.parent(ix).is_some();
        let total = seen(roster.len() as u32, &|_| true);
        let regions = (0..roster.regions().len())
            .map(|r| seen(roster.region_size(r), &|ix| roster.region(ix) == r))
            .collect();
        let branches = (0..tops)
            .map(|b| {
                let inside = |ix| is_below(ix) && roster.branch(ix) == Some(b);
                seen(roster.branch_size(b) as u32, &inside)
            })
            .collect();
        let below = seen(below as u32, &is_below);
        (self.total, self.regions, self.branches, self.below) = (total, regions, branches, below);
        self.tags = TagCounts::default();
        self.arrivals.clear();
        let nothing = self.counted(&UnitState::default());
        let mut units = std::mem::take(&mut self.units);
        for (i, slot) in units.iter_mut().enumerate() {
            let Some(unit) = slot.as_deref() else { continue };
            self.count_unit(UnitIx(i as u32), &nothing, &self.counted(unit));
            self.tag_all(unit, true);
        }
        self.units = units;
    }

    fn remember(&mut self, env: &Envelope, unit: Option<UnitIx>) {
        let undoes = env.fact.undoes();
        let redo = undoes.is_some_and(|c| self.done.iter().any(|d| d.cmd == c && d.undoes.is_some()));
        if let Some(cmd) = undoes {
            self.mark_undone(cmd, true);
        }
        match self.done.back_mut().filter(|d| d.cmd == env.cmd) {
            Some(d) => {
                d.last_seq = env.seq;
                if !d.units.contains(&unit) {
                    d.units.push(unit);
                }
            }
            None => self.done.push_back(Done {
                cmd: env.cmd,
                actor: env.actor.clone(),
                via: env.via,
                at: env.at,
                recorded: env.recorded,
                first_seq: env.seq,
                last_seq: env.seq,
                what: FactKind::of(&env.fact),
                units: vec![unit],
                never: is_final(&env.fact),
                undoes,
                redo,
                undone: false,
            }),
        }
        // The opening may ride on somebody's first command: that command can be taken back, the opening stays.
        if let Some(d) = self.done.back_mut().filter(|d| d.never && d.first_seq != env.seq) {
            d.never = is_final(&env.fact);
            d.what = FactKind::of(&env.fact);
            d.units = vec![unit];
        }
        self.recent.push_back(Recent {
            seq: env.seq,
            at: env.at,
            actor: env.actor.clone(),
            unit,
            what: FactKind::of(&env.fact),
            activity: env.fact.activity().cloned(),
        });
        while self.done.len() > UNDO_DEPTH {
            self.done.pop_front();
        }
        while self.recent.len() > RECENT {
            self.recent.pop_front();
        }
    }

    fn mark_undone(&mut self, cmd: CmdId, undone: bool) {
        let mut next = Some((cmd, undone));
        while let Some((cmd, undone)) = next.take() {
            if let Some(d) = self.done.iter_mut().find(|d| d.cmd == cmd && d.undone != undone) {
                d.undone = undone;
                next = d.undoes.map(|c| (c, !undone));
            }
        }
    }

    // ------------------------------------------------------------------ questions

    /// The campaign's id.
    pub fn id(&self) -> &CampaignId {
        &self.definition.id
    }

    /// The definition that holds.
    pub fn def(&self) -> &Arc<Definition> {
        &self.definition
    }

    /// Who is expected to report.
    pub fn roster(&self) -> &Roster {
        &self.definition.roster
    }

    /// When it was opened; `None` for a shipped campaign that nobody has touched.
    pub fn opened(&self) -> Option<&Mark> {
        self.opened.as_ref()
    }

    /// The same campaign for somebody who only begins: until it is opened nothing of it is owed ([`Campaign::is_expecting`]).
    #[must_use]
    pub fn expecting(mut self) -> Self {
        self.expects = true;
        self
    }

    /// It is shown to somebody who begins, and nobody has opened it: what nobody asked for is expected and not owed.
    pub fn is_expecting(&self) -> bool {
        self.expects && self.opened.is_none()
    }

    /// When it was closed.
    pub fn closed(&self) -> Option<&Mark> {
        self.closed.as_ref()
    }

    /// Number of the last fact taken in; 0 if none.
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// When the last fact was recorded.
    pub fn recorded(&self) -> Stamp {
        self.recorded
    }

    /// A unit as it stands.
    pub fn unit(&self, ix: UnitIx) -> &UnitState {
        static NOTHING: std::sync::LazyLock<UnitState> = std::sync::LazyLock::new(UnitState::default);
        self.units
            .get(ix.at())
            .and_then(Option::as_deref)
            .unwrap_or(&NOTHING)
    }

    /// Units of which something was heard, in code order.
    pub fn heard(&self) -> impl Iterator<Item = (UnitIx, &UnitState)> {
        self.units
            .iter()
            .enumerate()
            .filter_map(|(i, u)| u.as_deref().map(|u| (UnitIx(i as u32), u)))
    }

    /// The cut-off of the campaign, extensions for all included. An amendment may have moved the letter's own date
    /// beyond an extension: the later holds.
    pub fn cutoff(&self) -> Stamp {
        let letter = self.definition.deadline.cutoff;
        self.extension.map_or(letter, |(c, _)| c.max(letter))
    }

    /// The last extension for all: its cut-off and when it was granted.
    pub fn extension(&self) -> Option<(Stamp, Stamp)> {
        self.extension
    }

    fn effective_cutoff(&self, unit: &UnitState) -> Stamp {
        let all = self.cutoff();
        unit.extension.map_or(all, |(own, _)| own.max(all))
    }

    /// The cut-off of a unit: its own extension or the one for all, whichever is later.
    pub fn cutoff_of(&self, ix: UnitIx) -> Stamp {
        self.effective_cutoff(self.unit(ix))
    }

    /// The unit's report counts as on time only thanks to an extension that was granted after it had come in.
    pub fn on_time_by_later_extension(&self, ix: UnitIx) -> bool {
        let unit = self.unit(ix);
        let Some(first) = unit.first() else { return false };
        let granted_before =
            |e: Option<(Stamp, Stamp)>| e.filter(|(_, granted)| *granted <= first.at).map(|(c, _)| c);
        let granted = granted_before(self.extension).max(granted_before(unit.extension));
        let letter = self.definition.deadline.cutoff;
        let then = granted.map_or(letter, |c| c.max(letter));
        first.at >= then && first.at < self.effective_cutoff(unit)
    }

    /// The totals over the units below a unit at the top.
    pub fn branch_total(&self, ix: UnitIx) -> Option<&Tally> {
        let roster = self.roster();
        match roster.parent(ix) {
            Some(_) => None,
            None => self.branches.get(roster.branch(ix)?),
        }
    }

    /// The totals behind the counts (files, activities, reach).
    pub fn total(&self) -> &Tally {
        &self.total
    }

    /// The totals over all units below those at the top.
    pub fn below_total(&self) -> &Tally {
        &self.below
    }

    /// The totals of a region.
    pub fn region_total(&self, region: usize) -> Option<&Tally> {
        self.regions.get(region)
    }

    /// How many first versions came in each minute, in order; those of exempt units are left out.
    pub fn arrivals(&self) -> impl DoubleEndedIterator<Item = (Stamp, u32)> {
        self.arrivals.iter().map(|(t, n)| (*t, *n))
    }

    /// Activities by goal, target and SDG.
    pub fn tags(&self) -> &TagCounts {
        &self.tags
    }

    /// The day of an instant in the campaign's zone.
    pub fn date(&self, t: Stamp) -> Date {
        self.definition.zone.date(t)
    }

    /// The units that owe a report and have none, in code order.
    pub fn without_report(&self) -> Vec<UnitIx> {
        let owes = |ix: &UnitIx| matches!(self.unit(*ix).state, State::Awaiting | State::InProgress);
        self.roster().units().filter(owes).collect()
    }

    /// Every activity with its unit, in code order of the units.
    pub fn activities(&self) -> impl Iterator<Item = (UnitIx, &Activity)> {
        self.heard()
            .flat_map(|(ix, u)| u.activities.iter().map(move |a| (ix, &**a)))
    }

    /// Finds an activity by its id; letters' case does not matter.
    pub fn activity(&self, id: &str) -> Option<(UnitIx, &Activity)> {
        let (label, _) = id.rsplit_once('-')?;
        let id = ActivityId(id.to_uppercase());
        let of = |ix: UnitIx| self.unit(ix).activity(&id).map(|a| (ix, a));
        // An id keeps the letters that the unit had when it was given; an amendment may have given it others since, and
        // those even to another unit.
        let by_label = self.roster().find(label).and_then(of);
        by_label.or_else(|| self.roster().units().find_map(of))
    }

    /// The ministry's own copy of a reference document.
    pub fn document(&self, id: &str) -> Option<&Attachment> {
        self.documents.iter().find(|(d, _)| d == id).map(|(_, f)| f)
    }

    /// The documents of which there is such a copy.
    pub fn document_ids(&self) -> impl Iterator<Item = &str> {
        self.documents.iter().map(|(id, _)| id.as_str())
    }

    /// Facts about the campaign itself that can be undone (extensions, documents).
    pub fn log(&self) -> &[Entry] {
        &self.log
    }

    /// The last facts, oldest first.
    pub fn recent(&self) -> impl DoubleEndedIterator<Item = &Recent> {
        self.recent.iter()
    }

    /// The commands that undo can still reach, oldest first.
    pub fn done(&self) -> impl DoubleEndedIterator<Item = &Done> {
        self.done.iter()
    }

    /// The log entries of a unit (or of the campaign), as far back as [`UnitState::log`] goes.
    pub fn entries(&self, unit: Option<UnitIx>) -> &[Entry] {
        unit.map_or(self.log.as_slice(), |ix| self.unit(ix).log())
    }

    /// What was taken back when this command of a unit (or of the campaign) was undone.
    pub fn undone(&self, unit: Option<UnitIx>, cmd: CmdId) -> Undone {
        unit.map_or_else(|| unit::undone(&self.log, cmd), |ix| self.unit(ix).undone(cmd))
    }

    /// The label that stands for a unit where there is little room: abbreviation, else code.
    pub fn label(&self, ix: UnitIx) -> &str {
        let abbr = self.roster().abbr(ix);
        if abbr.is_empty() {
            self.roster().code(ix)
        } else {
            abbr
        }
    }

    /// The code of a unit as a name of the journal.
    pub fn code(&self, ix: UnitIx) -> UnitCode {
        UnitCode::from(self.roster().code(ix))
    }
}
