//! What is on record and when it was: facts page by page, the history of a unit, the campaign of a moment.
//!
//! It must never know how the past is shown.

use std::borrow::Cow;
use std::collections::{BTreeMap, VecDeque};

use super::ahead;
use super::book::{Ledger, as_seen};
use super::examine;
use super::load::PAGE;
use super::opening::{LedgerError, ReadOnly};
use super::turn::said;
use crate::core::campaign::Campaign;
use crate::core::dossier;
use crate::core::eyes::Eyes;
use crate::core::fact::{Envelope, Fact};
use crate::core::known::Corrections;
use crate::core::names::{CampaignId, UnitIx};
use crate::core::past::{Past, Shelf, Sight};
use crate::core::redaction::Said;
use crate::core::roster::Roster;
use crate::core::time::Stamp;
use crate::core::unit::Entry;
use crate::store::{Head, Hole, Store, StoreError};

/// Facts among which those of one unit are looked for at a time: no read holds the journal's log back for long.
const SEARCH: u64 = 8_192;
/// Facts among which the last one that is no export is looked for at a time.
const NEAR_THE_END: usize = 64;

/// The facts of a stream that somebody may see, in order, of which a page is in memory.
pub struct Reading<'l> {
    stream: &'l CampaignId,
    roster: &'l Roster,
    eyes: &'l Eyes,
    journal: Option<&'l mut Box<dyn Store>>,
    after: u64,
    page: std::vec::IntoIter<Envelope>,
}

impl<'l> Reading<'l> {
    fn of(
        campaign: &'l Campaign,
        eyes: &'l Eyes,
        journal: Option<&'l mut Box<dyn Store>>,
        after: u64,
    ) -> Self {
        Self {
            stream: campaign.id(),
            roster: campaign.roster(),
            eyes,
            journal,
            after,
            page: Vec::new().into_iter(),
        }
    }
}

impl Iterator for Reading<'_> {
    type Item = Result<Envelope, LedgerError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(env) = self.page.find(|env| self.eyes.see_fact(self.roster, env)) {
                return Some(Ok(env));
            }
            let read = self.journal.as_mut()?.read_after(self.stream, self.after, PAGE);
            match read {
                Ok(page) => {
                    self.after = page.last()?.seq;
                    self.page = page.into_iter();
                }
                Err(why) => {
                    // What cannot be read once is not asked for again.
                    self.journal = None;
                    return Some(Err(why.into()));
                }
            }
        }
    }
}

impl Ledger {
    /// The facts after number `after` that others wrote and whoever sits here may see, of so many that they may see; and
    /// whether there are more that are older.
    ///
    /// # Errors
    /// The store cannot be read, or a fact in it is not what was written.
    pub fn by_others(&mut self, after: u64, most: usize) -> Result<(Vec<Envelope>, bool), LedgerError> {
        let head = self.campaign.seq();
        // Who sees everything may count everything; for others how much there is must not depend on what they do not see.
        let begin = if self.sees_all() {
            after.max(head.saturating_sub(most as u64))
        } else {
            after
        };
        let mut found: VecDeque<Envelope> = VecDeque::new();
        let mut more = begin > after;
        let actor = self.who.actor.clone();
        self.each_fact_after(begin, |env| {
            if found.len() == most {
                found.pop_front();
                more = true;
            }
            found.push_back(env.clone());
        })?;
        found.retain(|env| env.actor != actor);
        Ok((found.into(), more))
    }

    /// Up to `limit` facts before number `before` that may be seen here, oldest first; none if there are no older ones.
    ///
    /// # Errors
    /// The store cannot be read, or a fact in it is not what was written.
    pub fn facts_before(&mut self, before: Option<u64>, limit: usize) -> Result<Vec<Envelope>, LedgerError> {
        let stream = self.campaign.id().clone();
        let mut end = before.unwrap_or_else(|| self.campaign.seq() + 1);
        loop {
            let after = end.saturating_sub(limit as u64 + 1);
            let Some(journal) = self.journal.as_mut() else {
                return Ok(Vec::new());
            };
            let mut facts = journal.read_after(&stream, after, limit)?;
            facts.retain(|env| env.seq < end && self.sees(env));
            if !facts.is_empty() || after == 0 {
                return Ok(facts);
            }
            end = after + 1;
        }
    }

    /// A fact as it is on record, for whoever wants its words removed.
    ///
    /// # Errors
    /// The store cannot be read, or a fact in it is not what was written.
    pub fn said(&mut self, seq: u64) -> Result<Option<Said>, LedgerError> {
        let stream = self.campaign.id().clone();
        match self.journal.as_mut() {
            Some(journal) => said(journal.as_mut(), &stream, seq),
            None => Ok(None),
        }
    }

    /// Every fact on record that says whom to call at a unit, and has not lost its words: of this person, or of all.
    ///
    /// # Errors
    /// The store cannot be read, or a fact in it is not what was written.
    pub fn people(&mut self, ix: UnitIx, name: Option<&str>) -> Result<Vec<Said>, LedgerError> {
        let code = self.campaign.code(ix);
        let mut facts: Vec<Said> = Vec::new();
        for e in self.history(ix)? {
            if let Fact::ContactSet(f) = &e.fact
                && !f.contact.is_gone()
                && name.is_none_or(|name| f.contact.name == name)
            {
                facts.push(Said {
                    seq: e.seq,
                    unit: Some(code.clone()),
                    fact: e.fact,
                });
            }
        }
        Ok(facts)
    }

    /// By which fact the words of which were removed: number of the fact, and the one that removed them.
    ///
    /// # Errors
    /// The store cannot be read, or a fact in it is not what was written.
    pub fn redactions(&mut self) -> Result<BTreeMap<u64, (Hole, Envelope)>, LedgerError> {
        let stream = self.campaign.id().clone();
        let Some(journal) = self.journal.as_mut() else {
            return Ok(BTreeMap::new());
        };
        let all = examine::redactions(journal.as_mut(), &stream)?.into_iter();
        Ok(all.map(|(hole, by)| (hole.seq, (hole, by))).collect())
    }

    /// The campaign as it stood (decision 9). Reads the whole stream.
    ///
    /// # Errors
    /// The store cannot be read, or a fact in it is not what was written.
    pub fn seen(&mut self, as_of: Option<Stamp>, known_at: Option<Stamp>) -> Result<Campaign, LedgerError> {
        let definition = self.campaign.def().clone();
        let corrections = self.corrections(known_at)?;
        let mut campaign = Campaign::preview(definition).seen_by(self.rights.eyes());
        self.each_fact(|env| campaign.see(env, corrections.known(env), as_of, known_at))?;
        Ok(campaign)
    }

    /// The moments at which the clock was set right, for telling what was known at a moment, if one was asked for.
    ///
    /// # Errors
    /// The store cannot be read, or a fact in it is not what was written.
    pub fn corrections(&mut self, known_at: Option<Stamp>) -> Result<Corrections, LedgerError> {
        let mut corrections = Corrections::default();
        if known_at.is_some() {
            self.each_fact(|env| corrections.take(env))?;
        }
        Ok(corrections)
    }

    /// Every fact about a unit that the campaign has taken in, taken-back ones marked: what the unit's own log does not
    /// go back to is read from the journal.
    ///
    /// # Errors
    /// The store cannot be read, or a fact in it is not what was written.
    pub fn history(&mut self, ix: UnitIx) -> Result<Vec<Entry>, LedgerError> {
        if !self.rights.eyes().see(self.campaign.roster(), ix) {
            return Ok(Vec::new());
        }
        let unit = self.campaign.unit(ix);
        let (stream, code) = (self.campaign.id().clone(), self.campaign.code(ix));
        let end = unit.log().first().map_or(self.campaign.seq() + 1, |e| e.seq);
        let mut log = Vec::new();
        if let (true, Some(journal)) = (unit.has_older(), self.journal.as_mut()) {
            let mut after = 0;
            while after + 1 < end {
                let until = (after + SEARCH).min(end - 1);
                let facts = journal.about(&stream, &code, after, until)?;
                // In a campaign of the past, only what it has taken in.
                let seen = |env: &&Envelope| self.until.is_none_or(|t| env.at <= t);
                log.extend(facts.iter().filter(seen).map(|env| Entry {
                    void: unit.stays_taken_back(env.seq),
                    ..Entry::of(env)
                }));
                after = until;
            }
        }
        log.extend_from_slice(unit.log());
        Ok(log)
    }

    /// Shows every fact of the stream that may be seen here, in order, page by page.
    ///
    /// # Errors
    /// The store cannot be read, or a fact in it is not what was written.
    pub fn each_fact(&mut self, each: impl FnMut(&Envelope)) -> Result<(), LedgerError> {
        self.each_fact_after(0, each)
    }

    fn each_fact_after(&mut self, after: u64, mut each: impl FnMut(&Envelope)) -> Result<(), LedgerError> {
        for env in Reading::of(&self.campaign, self.rights.eyes(), self.journal.as_mut(), after) {
            each(&env?);
        }
        Ok(())
    }

    /// What [`Ledger::shown`] gives, and beside it every fact that may be seen here, in order: for a list of facts that may be
    /// longer than what fits in memory.
    pub fn shown_with_facts(&mut self) -> (Cow<'_, Campaign>, Reading<'_>) {
        let facts = Reading::of(&self.campaign, self.rights.eyes(), self.journal.as_mut(), 0);
        (as_seen(&self.campaign, &self.rights), facts)
    }

    /// The last fact of this campaign's stream.
    ///
    /// # Errors
    /// The refusal, to whom the country is not shown: the number tells how much happens in it.
    pub fn head(&mut self) -> Result<Head, LedgerError> {
        self.may_see(None)?;
        let stream = self.campaign.id().clone();
        match self.journal.as_mut() {
            None => Ok(Head::default()),
            Some(journal) => Ok(journal.head(&stream)?),
        }
    }

    /// What an export of this campaign, as this session looks at it, names as its head: the last fact that went into it,
    /// exports left out (decision 27).
    ///
    /// # Errors
    /// As for [`Ledger::head`].
    pub fn exports_from(&mut self) -> Result<dossier::Head, LedgerError> {
        self.exports_seen_from(self.sight)
    }

    /// The same from where somebody looks, never further than the whole session does.
    ///
    /// # Errors
    /// As for [`Ledger::head`].
    pub fn exports_seen_from(&mut self, sight: Sight) -> Result<dossier::Head, LedgerError> {
        self.may_see(None)?;
        let is_export = |env: &Envelope| matches!(env.fact, Fact::ExportMade(_));
        let head = |env: &Envelope| dossier::Head {
            seq: env.seq,
            hash: env.hash,
        };
        let sight = sight.and(self.sight);
        if sight == Sight::default() {
            let mut before = self.campaign.seq() + 1;
            loop {
                let facts = self.facts_before(Some(before), NEAR_THE_END)?;
                if let Some(env) = facts.iter().rev().find(|env| !is_export(env)) {
                    return Ok(head(env));
                }
                let Some(first) = facts.first() else {
                    return Ok(dossier::Head::default());
                };
                before = first.seq;
            }
        }
        let corrections = self.corrections(sight.known_at)?;
        let mut last = dossier::Head::default();
        self.each_fact(|env| {
            if sight.shows_one_of(env.at, corrections.known(env)) && !is_export(env) {
                last = head(env);
            }
        })?;
        Ok(last)
    }

    /// Shows the past from now on: the campaign becomes that of the moment, and nothing can be written.
    ///
    /// # Errors
    /// The store cannot be read, or a fact in it is not what was written.
    pub fn turn_back(&mut self, as_of: Option<Stamp>, known_at: Option<Stamp>) -> Result<(), LedgerError> {
        self.campaign = self.seen(as_of, known_at)?;
        self.whole = true; // every fact was read
        self.until = as_of;
        self.read_only = Some(ReadOnly::Past);
        self.sight = Sight { as_of, known_at };
        Ok(())
    }

    /// From where the whole session looks: not at everything where it was turned back.
    pub fn sight(&self) -> Sight {
        self.sight
    }

    /// When everything in the stream came about that may be seen here, for going to and fro in time. What the facts say is
    /// read when it is wanted.
    ///
    /// # Errors
    /// The store cannot be read, or a fact in it is not what was written.
    pub fn past(&mut self) -> Result<Past, LedgerError> {
        let campaign = &self.campaign;
        let (eyes, roster, stream) = (self.rights.eyes(), campaign.roster(), campaign.id());
        let mut past = Past::empty(campaign.def().clone(), campaign.seq() as usize).seen_by(eyes);
        let Some(journal) = self.journal.as_mut() else {
            return Ok(past);
        };
        let mut after = 0;
        loop {
            let page = journal.outlines_after(stream, after, PAGE)?;
            for fact in &page {
                if eyes.see_kind(roster, fact.unit.as_ref(), fact.kind) {
                    past.add(fact);
                }
            }
            match page.last() {
                Some(last) if page.len() == PAGE => after = last.seq,
                _ => return Ok(past),
            }
        }
    }
}

impl Shelf for Ledger {
    type Error = LedgerError;

    fn show(&mut self, after: u64, until: u64, each: &mut dyn FnMut(&Envelope)) -> Result<(), LedgerError> {
        let stream = self.campaign.id().clone();
        let Some(journal) = self.journal.as_mut() else {
            return Ok(());
        };
        ahead::pages(journal.as_mut(), &stream, (after, until), &mut |page| {
            page.iter().for_each(&mut *each);
            Ok(())
        })?;
        Ok(())
    }

    fn unlike(&self, seq: u64) -> LedgerError {
        LedgerError::Store(StoreError::BrokenChain {
            stream: self.campaign.id().clone(),
            seq,
            detail: "hash".to_owned(),
        })
    }
}
