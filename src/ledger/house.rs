//! The ledger of the house stream: letters taken in, decided about, and what follows from it in a campaign.
//!
//! A decision about a letter concerns two streams, and a turn is for one. So it is written in this order, each step with an
//! id that follows from the one before:
//!
//! ```text
//!   1  house      letter.filed             the decision, which alone counts
//!   2  campaign   report.received …        ids made of the letter and the number of 1
//!   3  house      letter.settled           the numbers of 2, or the rule that refused; its id made of 1
//! ```
//!
//! Whoever is killed after 1 or 2 leaves a letter that *owes*; the next command about letters, from whichever session, goes
//! on from there, and what was done already appends nothing. Two sessions that do so at once meet the same ids.
//!
//! It must never know how facts are kept or shown, nor how a letter is read.

use std::borrow::Cow;

use super::again::{is_lost, opened_anew, same_history, same_store};
use super::book::Ledger;
use super::examine;
use super::fold::HOUSE;
use super::keep::renew;
use super::load::{LoadedHouse, PAGE, house, take_in};
use super::mine::Own;
use super::opening::{LedgerError, open_store};
use super::settle::broken;
use super::turn::{Carried, Given, carry_out, said};
use crate::core::authority;
use crate::core::campaign::Campaign;
use crate::core::decide::{LetterCommand, LetterOrder, Who, decide_letters};
use crate::core::fact::{Draft, Envelope, Fact};
use crate::core::house::House;
use crate::core::known::Corrections;
use crate::core::names::{CmdId, LetterId};
use crate::core::past::Sight;
use crate::core::redaction::Said;
use crate::core::refusal::{Refusal, Rule};
use crate::core::time::Stamp;
use crate::store::{Blobs, ReadFacts, Site, Store, StoreError};

/// The ledger of what belongs to no campaign. Who acts, when, and what they may do and see is said by the session's own
/// [`Ledger`], which goes along with every call.
pub struct HouseLedger {
    pub(super) site: Site,
    pub(super) journal: Option<Box<dyn Store>>,
    blobs: Box<dyn Blobs>,
    pub(super) house: House,
    stored_at: u64,
    /// Hash of the last fact taken in: tells this history from another one in the same place.
    pub(super) tail: Option<[u8; 32]>,
    damaged: bool,
    anew: u64,
    /// What was taken back last by whoever sits here, and the decisions that it was found among.
    pub(super) put_back: Option<(Vec<u64>, Option<Own>)>,
}

/// A command about letters that was carried out.
#[derive(Debug)]
pub struct LetterReceipt {
    /// The command.
    pub cmd: CmdId,
    /// Its facts in the house stream.
    pub facts: Vec<Envelope>,
    /// It had been carried out before, or brings nothing new: nothing was appended.
    pub already: bool,
    /// What it removed may still stand in free pages of the store's file or its log.
    pub remains: bool,
    /// It is on record, but the campaign could not follow yet, and why; the next command goes on from there.
    pub unsettled: Option<LedgerError>,
}

impl std::fmt::Debug for HouseLedger {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HouseLedger")
            .field("site", &self.site)
            .field("seq", &self.house.seq())
            .finish_non_exhaustive()
    }
}

impl HouseLedger {
    /// Opens the house stream. Nothing is written and no file is made.
    ///
    /// # Errors
    /// The store cannot be read, or what it holds is not to be believed.
    pub fn open(site: &Site) -> Result<Self, LedgerError> {
        let mut journal = open_store(site)?;
        let LoadedHouse {
            house,
            stored_at,
            tail,
            damaged,
        } = house(journal.as_deref_mut())?;
        Ok(Self {
            blobs: site.blobs(),
            site: site.clone(),
            journal,
            house,
            stored_at,
            tail,
            damaged,
            anew: 0,
            put_back: None,
        })
    }

    /// The house as far as this ledger has seen it, for judging commands; what is shown of it goes through
    /// [`House::shown`].
    pub fn house(&self) -> &House {
        &self.house
    }

    /// The files, for whoever takes letters in: their bytes come before the facts that speak of them.
    pub fn blobs(&mut self) -> &mut dyn Blobs {
        self.blobs.as_mut()
    }

    /// Was the stored state damaged, so that the house was made anew from its facts?
    pub fn was_damaged(&self) -> bool {
        self.damaged
    }

    /// How often the house was made anew because words went from its facts: whoever keeps some of them lets them go then.
    pub fn made_anew(&self) -> u64 {
        self.anew
    }

    /// Takes in what others have written. True if there was any.
    ///
    /// # Errors
    /// The store cannot be read, or a fact in it is not what was written.
    pub fn catch_up(&mut self) -> Result<bool, LedgerError> {
        if self.journal.is_none() {
            self.journal = same_store(&self.site, &self.house, self.tail)?;
        }
        let before = self.house.seq();
        if let Some(journal) = self.journal.as_deref_mut() {
            let taken = take_in(journal, &mut self.house, drop);
            if is_lost(&taken) {
                self.journal = None; // another line is laid by whoever asks next
            }
            let taken = taken?;
            if taken.anew {
                self.stored_at = 0;
                self.anew += 1;
                self.put_back = None;
            }
            self.tail = taken.last.or(self.tail);
        }
        Ok(self.house.seq() != before)
    }

    /// Does the journal still hold the last fact that was taken in? Not where another file, or an older copy, has come
    /// in its place.
    ///
    /// # Errors
    /// The store cannot be read, or a fact in it is not what was written.
    pub fn same_history(&mut self) -> Result<bool, LedgerError> {
        same_history(self.journal.as_mut(), &self.house, self.tail)
    }

    /// Gives the journal up and opens it anew, for whoever stays for weeks while stores are restored and replaced. True if it
    /// holds another history: the house was then loaded from its beginning. While there is no store where there was one
    /// nothing is given up but the connection.
    ///
    /// # Errors
    /// There is no store any more where there was one, or it cannot be read; a server has gone back behind what was seen of it.
    pub fn reopen(&mut self) -> Result<bool, LedgerError> {
        self.journal = None;
        let (journal, is_other) = opened_anew(&self.site, &self.house, self.tail)?;
        self.journal = journal;
        if !is_other {
            return Ok(false);
        }
        let before = self.house.seq();
        let loaded = house(self.journal.as_deref_mut())?;
        self.house = loaded.house;
        self.stored_at = loaded.stored_at;
        self.tail = loaded.tail;
        self.damaged |= loaded.damaged;
        Ok(before > 0 || self.house.seq() > 0)
    }

    /// Carries out a command of this session, if its role goes so far, and what follows from it in the campaign.
    ///
    /// # Errors
    /// The refusal, which is kept on record if it is about who asked; or the store cannot be written. Nothing is on record
    /// of the command then.
    pub fn submit(&mut self, ledger: &mut Ledger, order: &LetterOrder) -> Result<LetterReceipt, LedgerError> {
        let mut receipt = self.record(ledger, order)?;
        receipt.unsettled = self.settle(ledger).err();
        Ok(receipt)
    }

    /// The first step of [`HouseLedger::submit`]: the decision goes on record, and the campaign owes what follows.
    ///
    /// # Errors
    /// As for [`HouseLedger::submit`].
    pub fn record(&mut self, ledger: &mut Ledger, order: &LetterOrder) -> Result<LetterReceipt, LedgerError> {
        let outcome = self.judged_and_kept(ledger, order);
        // What came with a command that was refused, or is on record already.
        self.blobs.give_up();
        if let (Err(LedgerError::Refused(refusal)), Some(deed)) = (&outcome, order.command.deed()) {
            ledger.note_refused(refusal, deed.id());
        }
        outcome
    }

    fn judged_and_kept(
        &mut self,
        ledger: &mut Ledger,
        order: &LetterOrder,
    ) -> Result<LetterReceipt, LedgerError> {
        let now = ledger.clock().now();
        if let Some(read_only) = ledger.read_only() {
            return Err(Refusal::new(Rule::ReadOnly, now).what(read_only.id()).into());
        }
        ledger.renew_rights()?;
        if let Some(deed) = order.command.deed() {
            authority::may_at_all(ledger.who().role, deed, now)?;
        }
        ledger.keep_up()?;
        self.catch_up()?;
        if self.journal.is_none() {
            // A command that would be refused anyway makes no file.
            decide_letters(&self.house, ledger.campaign(), order, ledger.who(), now)?;
            self.journal = Some(self.site.create()?);
        }
        // What others left half done is finished first. Where it cannot be, letters are kept all the same; a decision about
        // one that is half done is refused.
        let _left = self.settle(ledger);
        self.gives_back(ledger, order, now)?;
        let who = ledger.who().clone();
        let (done, remains) = self.carry_out(ledger.campaign(), &who, order, now)?;
        Ok(LetterReceipt {
            cmd: order.cmd,
            facts: done.facts,
            already: done.already,
            remains,
            unsettled: None,
        })
    }

    /// Gives also whether words that were removed may remain in the engine's files.
    pub(super) fn carry_out(
        &mut self,
        campaign: &Campaign,
        who: &Who,
        order: &LetterOrder,
        now: Stamp,
    ) -> Result<(Carried<()>, bool), LedgerError> {
        let given = Given {
            who,
            cmd: order.cmd,
            now,
        };
        let mut news = Vec::new();
        let mut outcome = self.given(campaign, order, &given, &mut news);
        self.tail = news.last().map(|env| env.hash).or(self.tail);
        if is_lost(&outcome) && self.reconnect().is_ok() {
            // As for a campaign: what is on record by then is found there.
            outcome = self
                .given(campaign, order, &given, &mut news)
                .map(|done| Carried {
                    already: done.already && done.facts.is_empty(),
                    ..done
                });
        }
        let done = outcome?;
        if news.iter().any(|env| env.fact.redacts()) {
            self.stored_at = 0;
        }
        self.tail = news.last().map(|env| env.hash).or(self.tail);
        let redacts = done.facts.iter().any(|env| env.fact.redacts());
        self.forget_words(&done.facts);
        // Before a state is kept: it must not be one that has seen the words.
        let remains = redacts && self.forget()?;
        if let Some(journal) = self.journal.as_mut() {
            self.stored_at = renew(journal.as_mut(), &self.house, self.stored_at);
        }
        Ok((done, remains))
    }

    fn given(
        &mut self,
        campaign: &Campaign,
        order: &LetterOrder,
        given: &Given<'_>,
        news: &mut Vec<Envelope>,
    ) -> Result<Carried<()>, LedgerError> {
        let Some(journal) = self.journal.as_mut() else {
            return Err(StoreError::Absent(self.site.describe()).into());
        };
        let judge = |house: &House, facts: &mut dyn ReadFacts| -> Result<(Vec<Draft>, ()), LedgerError> {
            let order = as_on_record(facts, order)?;
            Ok((decide_letters(house, campaign, &order, given.who, given.now)?, ()))
        };
        carry_out(
            journal.as_mut(),
            self.blobs.as_mut(),
            &mut self.house,
            given,
            news,
            judge,
        )
    }

    /// After words of letters were removed: takes them out of the index too. Where that fails the whole index goes: it is made
    /// anew of what is left.
    fn forget_words(&self, facts: &[Envelope]) {
        let gone = |env: &Envelope| {
            let Fact::FactRedacted(f) = &env.fact else {
                return None;
            };
            self.house.letters().iter().find(|l| l.seq == f.seq)
        };
        let letters: Vec<LetterId> = facts.iter().filter_map(gone).map(|l| l.id.letter()).collect();
        if letters.is_empty() {
            return;
        }
        let forgotten = self.site.search().and_then(|mut index| index.forget(&letters));
        if forgotten.is_err() {
            self.site.discard_search();
        }
    }

    /// After words were removed: makes the house anew from what is left. True: something may remain in the engine's files.
    fn forget(&mut self) -> Result<bool, LedgerError> {
        self.house = House::default();
        self.stored_at = 0;
        self.anew += 1;
        self.put_back = None;
        let Some(journal) = self.journal.as_deref_mut() else {
            return Ok(false);
        };
        // That it could not be had yet is no failure: it is done, and told, and can be asked for again.
        let remains = !journal.scrub().unwrap_or(false);
        self.tail = take_in(journal, &mut self.house, drop)?.last;
        Ok(remains)
    }

    // ------------------------------------------------------------------ what is on record

    pub(super) fn fact(&mut self, seq: u64) -> Result<Envelope, LedgerError> {
        let found = match (self.journal.as_mut(), seq.checked_sub(1)) {
            (Some(journal), Some(before)) => journal.read_after(&HOUSE, before, 1)?,
            _ => Vec::new(),
        };
        let mut found = found.into_iter().filter(|env| env.seq == seq);
        found.next().ok_or_else(|| broken(seq))
    }

    /// The house as somebody who looks so saw it: now, or at a moment of the past.
    ///
    /// # Errors
    /// The store cannot be read, or a fact in it is not what was written.
    pub fn seen(&mut self, sight: Sight) -> Result<House, LedgerError> {
        if sight == Sight::default() {
            return Ok(self.house.clone());
        }
        let mut corrections = Corrections::default();
        self.each_fact(|env| corrections.take(env))?;
        let mut house = House::default();
        self.each_fact(|env| {
            if sight.shows_one_of(env.at, corrections.known(env)) {
                // What speaks of a letter that had not come yet says nothing then.
                let _of_later = house.take(env);
            }
        })?;
        Ok(house)
    }

    fn each_fact(&mut self, mut each: impl FnMut(&Envelope)) -> Result<(), LedgerError> {
        let mut after = 0;
        while let Some(journal) = self.journal.as_mut() {
            let page = journal.read_after(&HOUSE, after, PAGE)?;
            let Some(last) = page.last() else { break };
            after = last.seq;
            page.iter().for_each(&mut each);
        }
        Ok(())
    }

    /// A fact of the house stream as it is on record, for whoever wants its words removed.
    ///
    /// # Errors
    /// The store cannot be read, or a fact in it is not what was written.
    pub fn said(&mut self, seq: u64) -> Result<Option<Said>, LedgerError> {
        match self.journal.as_mut() {
            Some(journal) => said(journal.as_mut(), &HOUSE, seq),
            None => Ok(None),
        }
    }

    /// The facts of the house stream whose words were removed, by number, each with the fact that did it.
    ///
    /// # Errors
    /// The store cannot be read, or a fact in it is not what was written.
    pub fn redactions(&mut self) -> Result<Vec<(u64, Envelope)>, LedgerError> {
        let Some(journal) = self.journal.as_mut() else {
            return Ok(Vec::new());
        };
        let all = examine::redactions(journal.as_mut(), &HOUSE)?.into_iter();
        Ok(all.map(|(hole, by)| (hole.seq, by)).collect())
    }
}

/// The order with what it speaks of as it is on record at this moment.
fn as_on_record<'a>(
    facts: &mut dyn ReadFacts,
    order: &'a LetterOrder,
) -> Result<Cow<'a, LetterOrder>, LedgerError> {
    let LetterCommand::RedactFacts { facts: wanted } = &order.command else {
        return Ok(Cow::Borrowed(order));
    };
    let mut wanted = wanted.clone();
    for fact in &mut wanted {
        if let Some(found) = said(facts, &HOUSE, fact.seq)? {
            *fact = found;
        }
    }
    Ok(Cow::Owned(LetterOrder {
        command: LetterCommand::RedactFacts { facts: wanted },
        ..order.clone()
    }))
}
