//! A sweep: what lies in a mailbox is read, item by item, and put on record in batches.
//!
//! It must never know what kind of mailbox it is.

use std::collections::{HashMap, HashSet};
use std::os::fd::BorrowedFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use thiserror::Error;

use super::axis;
use super::batch::{Batch, Pending, What};
use super::form;
use super::hand::{Hand, Heard};
use super::judging::{Judge, Taken};
use super::kept::{failed, sha256};
use super::summary::{Progress, Summary, trouble};
use super::words;
use crate::core::decide::{Arrival, Judged};
use crate::core::house::LetterState;
use crate::core::letter::Unreadable;
use crate::core::mailboxes::MailboxHealth;
use crate::core::names::{BlobId, CampaignId, CmdId, HOUSE_STREAM};
use crate::core::time::Stamp;
use crate::extract::Reader;
use crate::jail::Jail;
use crate::ledger::{HouseLedger, Ledger, LedgerError};
use crate::mail::{Limits, Unread};
use crate::mailbox::{Bytes, Item, Mailbox, MailboxError};

/// What a sweep is made of.
pub struct Setup {
    /// The letters' ledger.
    pub house: HouseLedger,
    /// The session's ledger, and those of the other open campaigns: a letter is filed through the ledger of its own.
    pub ledgers: Vec<Ledger>,
    /// The rules, and who is ours.
    pub judge: Judge,
    /// What reads strangers' files, where there is one.
    pub reader: Option<Reader>,
    /// Where its forms are read, which come one by one.
    pub jail: Option<Jail>,
    /// How much of a letter is read.
    pub limits: Limits,
    /// Names commands.
    pub mint: fn() -> CmdId,
    /// Set from outside: what is at hand is finished, and no more is begun.
    pub stop: Arc<AtomicBool>,
    /// Whoever asked wants each outcome and not the counts alone.
    pub keep_outcomes: bool,
}

/// What takes letters in.
pub struct Sweep {
    pub(super) house: HouseLedger,
    pub(super) ledgers: Vec<Ledger>,
    pub(super) mint: fn() -> CmdId,
    pub(super) keep_outcomes: bool,
    pub(super) stop: Arc<AtomicBool>,
    pub(super) hand: Hand,
    pub(super) judge: Judge,
    reader: Option<Reader>,
    jail: Option<Jail>,
    pub(super) limits: Limits,
}

/// Why a round ended before its time.
#[derive(Debug, Error)]
pub enum SweepError {
    /// The mailbox cannot be read any further.
    #[error(transparent)]
    Mailbox(#[from] MailboxError),
    /// The store cannot be written, or a rule refuses.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

/// A mailbox, and what of it was read already.
pub struct Source {
    mailbox: Box<dyn Mailbox>,
    known: Option<HashMap<String, String>>,
    /// Within how many milliseconds it should be asked again, where somebody says so.
    every: Option<i64>,
}

impl Source {
    /// A mailbox that nobody promises to read again.
    pub fn new(mailbox: Box<dyn Mailbox>) -> Self {
        Self {
            mailbox,
            known: None,
            every: None,
        }
    }

    /// The same, to be asked again within so many milliseconds; silence beyond that is a fault.
    #[must_use]
    pub fn every(mut self, ms: Option<i64>) -> Self {
        self.every = ms;
        self
    }

    /// What people call it.
    pub fn name(&self) -> &str {
        self.mailbox.name()
    }

    /// May there be more by now? From then on it is listened.
    ///
    /// # Errors
    /// The mailbox cannot be read any further now.
    pub fn has_more(&mut self) -> Result<bool, MailboxError> {
        self.mailbox.wait(Duration::ZERO)
    }

    /// What can be read from as soon as there may be more, where something tells.
    pub fn signal(&self) -> Option<BorrowedFd<'_>> {
        self.mailbox.signal()
    }
}

impl Sweep {
    /// A sweep with what it is made of.
    pub fn new(setup: Setup) -> Self {
        let mut house = setup.house;
        house.blobs().together();
        Self {
            house,
            ledgers: setup.ledgers,
            mint: setup.mint,
            keep_outcomes: setup.keep_outcomes,
            stop: setup.stop,
            hand: Hand::new(axis::read, setup.limits),
            judge: setup.judge,
            reader: setup.reader,
            jail: setup.jail,
            limits: setup.limits,
        }
    }

    /// The session's ledger.
    pub fn ledger(&self) -> Option<&Ledger> {
        self.ledgers.first()
    }

    /// The ledgers, for whoever tells what was recorded.
    pub fn into_ledgers(self) -> (HouseLedger, Vec<Ledger>) {
        (self.house, self.ledgers)
    }

    /// The same for whoever goes on afterwards.
    pub fn ledgers_mut(&mut self) -> (&mut HouseLedger, Option<&mut Ledger>) {
        (&mut self.house, self.ledgers.first_mut())
    }

    /// Before another round, of whoever stays for weeks: takes in what others wrote, and sees whether a store was restored or
    /// put in another's place meanwhile.
    ///
    /// # Errors
    /// There is no store any more where there was one, or it cannot be read.
    pub fn renew(&mut self) -> Result<(), LedgerError> {
        if self.house.catch_up().is_err() || !self.house.same_history()? {
            self.house.reopen()?;
        }
        for ledger in &mut self.ledgers {
            if ledger.catch_up().is_err() || !ledger.same_history()? {
                ledger.reopen()?;
            }
        }
        Ok(())
    }

    /// The campaigns of the store that it has no ledger of: somebody opened them meanwhile.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn unknown(&mut self) -> Result<Vec<CampaignId>, LedgerError> {
        let Some(journal) = self.ledgers.first_mut().and_then(Ledger::journal) else {
            return Ok(Vec::new());
        };
        let mut names = journal.stream_names()?;
        names.retain(|id| {
            id.as_str() != HOUSE_STREAM && self.ledgers.iter().all(|ledger| ledger.campaign().id() != id)
        });
        Ok(names)
    }

    /// Letters are judged for this campaign too from now on.
    pub fn join(&mut self, ledger: Ledger) {
        self.ledgers.push(ledger);
    }

    pub(super) fn stops(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    pub(super) fn now(&self) -> Stamp {
        self.ledgers.first().map(|l| l.clock().now()).unwrap_or_default()
    }

    /// Which ledger a letter of this campaign is filed through. A campaign that nobody opened has none: the session's own
    /// sets such a letter aside.
    pub(super) fn ledger_of(&self, campaign: &CampaignId) -> usize {
        let place = self.ledgers.iter().position(|l| l.campaign().id() == campaign);
        place.unwrap_or(0)
    }

    /// Reads a mailbox to its end, once, and remembers how that went.
    ///
    /// # Errors
    /// The mailbox or the store. What was on record by then stays so, and was counted into `summary`.
    pub fn round(
        &mut self,
        source: &mut Source,
        summary: &mut Summary,
        heard: &mut dyn FnMut(Progress<'_>),
    ) -> Result<(), SweepError> {
        let mut round = Summary::default();
        let outcome = self.read(source, &mut round, heard);
        let (left, stopped) = (round.left + round.unkept, round.stopped);
        summary.add(round);
        let before = self.health(source.name());
        let now = self.now();
        // A store that cannot be written is told by what it ended.
        if !matches!(outcome, Err(SweepError::Ledger(_))) {
            let ended = outcome.is_ok() && !stopped;
            let _told = self.house.keep_mailbox(&MailboxHealth {
                name: source.name().to_owned(),
                tried: now,
                read: if ended {
                    Some(now)
                } else {
                    before.as_ref().and_then(|m| m.read)
                },
                every: source.every.or_else(|| before.as_ref().and_then(|m| m.every)),
                trouble: match &outcome {
                    Err(SweepError::Mailbox(why)) => Some(trouble(why).to_owned()),
                    Ok(()) | Err(SweepError::Ledger(_)) => None,
                },
                left: left + before.map_or(0, |m| m.left),
            });
        }
        outcome
    }

    /// Puts on record that a mailbox could not even be opened.
    ///
    /// # Errors
    /// The store cannot be written just now.
    pub fn note_trouble(
        &mut self,
        name: &str,
        every: Option<i64>,
        why: &MailboxError,
    ) -> Result<(), LedgerError> {
        let before = self.health(name);
        self.house.keep_mailbox(&MailboxHealth {
            name: name.to_owned(),
            tried: self.now(),
            read: before.as_ref().and_then(|m| m.read),
            every: every.or_else(|| before.as_ref().and_then(|m| m.every)),
            trouble: Some(trouble(why).to_owned()),
            left: before.map_or(0, |m| m.left),
        })
    }

    /// What is known of a mailbox so far.
    pub fn health(&mut self, name: &str) -> Option<MailboxHealth> {
        let all = self.ledgers.first_mut()?.mailboxes().ok()?;
        all.into_iter().find(|m| m.name == name)
    }

    fn read(
        &mut self,
        source: &mut Source,
        summary: &mut Summary,
        heard: &mut dyn FnMut(Progress<'_>),
    ) -> Result<(), SweepError> {
        let mut known = match source.known.take() {
            Some(known) => known,
            None => self.house.swept(source.name())?,
        };
        let outcome = self.items(source.mailbox.as_mut(), &mut known, summary, heard);
        // After an error it is asked for anew: what was remembered may be another store's.
        source.known = outcome.is_ok().then_some(known);
        outcome
    }

    fn items(
        &mut self,
        mailbox: &mut dyn Mailbox,
        known: &mut HashMap<String, String>,
        summary: &mut Summary,
        heard: &mut dyn FnMut(Progress<'_>),
    ) -> Result<(), SweepError> {
        let mut batch = Batch::default();
        let mut seen = HashSet::new();
        let ended = loop {
            if self.stops() {
                break Ok(false);
            }
            let item = match mailbox.next() {
                Ok(Some(item)) => item,
                Ok(None) => break Ok(true),
                Err(why) => break Err(why),
            };
            let is_known = known.get(&item.id).is_some_and(|mark| self.is_read(&item, mark));
            seen.insert(item.id.clone());
            if is_known {
                heard(progress(mailbox, summary));
                continue;
            }
            match self.one(mailbox, item, &mut batch) {
                Ok(true) => {}
                Ok(false) => break Ok(false),
                Err(SweepError::Mailbox(why)) => break Err(why),
                Err(why) => return Err(why),
            }
            if batch.is_full() {
                known.extend(self.flush(mailbox, std::mem::take(&mut batch), summary)?);
            }
            heard(progress(mailbox, summary));
        };
        // What was read before the mailbox failed is put on record all the same.
        if !batch.is_empty() {
            known.extend(self.flush(mailbox, batch, summary)?);
        }
        heard(progress(mailbox, summary));
        if ended? {
            let gone: Vec<String> = known.keys().filter(|id| !seen.contains(*id)).cloned().collect();
            if !gone.is_empty() {
                known.retain(|id, _| seen.contains(id));
                self.house.keep_swept(mailbox.name(), &[], &gone)?;
            }
        } else {
            summary.stopped = true;
        }
        Ok(())
    }

    /// Was it read with this mark? What was too large is read again where more is taken by now.
    fn is_read(&self, item: &Item, mark: &str) -> bool {
        *mark == item.mark || *mark == self.mark_of_large(item)
    }

    fn mark_of_large(&self, item: &Item) -> String {
        format!("{} >{}", item.mark, self.limits.message)
    }

    /// Reads one item into the batch. False: it was asked to stop before it was read.
    fn one(&mut self, mailbox: &mut dyn Mailbox, item: Item, batch: &mut Batch) -> Result<bool, SweepError> {
        let read = mailbox.read(&item, self.limits.message, self.limits.header)?;
        let mut mark = item.mark.clone();
        let source = format!("{}: {}", mailbox.name(), item.id);
        let (raw, what) = match read {
            // Somebody else has it; that is no loss of ours.
            Bytes::Gone => return Ok(true),
            Bytes::Refused(why) => (None, What::Unkept(why)),
            Bytes::TooLarge { head, size } => {
                mark = self.mark_of_large(&item);
                let raw = self.keep(batch, &head)?;
                let unread = Unread {
                    why: Unreadable::TooLarge,
                    detail: size.to_string(),
                };
                let copy = self.copy(&raw, size, &item, source, None);
                (Some(raw), failed(copy, false, &unread))
            }
            Bytes::Whole(bytes) => {
                let Some((raw, what)) = self.whole(&bytes.into(), &item, source, batch)? else {
                    return Ok(false);
                };
                (Some(raw), what)
            }
        };
        batch.push(Pending {
            item,
            mark,
            raw,
            what,
        });
        Ok(true)
    }

    fn whole(
        &mut self,
        bytes: &Arc<[u8]>,
        item: &Item,
        source: String,
        batch: &mut Batch,
    ) -> Result<Option<(BlobId, What)>, SweepError> {
        let raw = sha256(bytes);
        let house = self.house.house();
        if let Some(letter) = house.came_as(&raw).filter(|l| l.state != LetterState::New) {
            let known = What::Known(letter.id.letter());
            return Ok(Some((raw, known)));
        }
        if let Some(failure) = house.failure(&raw) {
            let known = What::KnownFailure(failure.why);
            return Ok(Some((raw, known)));
        }
        // The same bytes twice in one batch: their files are there already.
        if !batch.has(&raw) {
            self.keep(batch, bytes)?;
        }
        let what = match self.take_apart(bytes) {
            None => return Ok(None),
            Some(Err(unread)) => failed(
                self.copy(&raw, bytes.len() as u64, item, source, None),
                true,
                &unread,
            ),
            Some(Ok(taken)) => {
                let copy = self.copy(&raw, bytes.len() as u64, item, source, Some(&taken.mail));
                let judged = self.judged(&taken, copy.received);
                if !batch.has(&raw) {
                    for part in &taken.mail.parts {
                        self.keep(batch, &part.bytes)?;
                    }
                }
                let kept = self.letter(taken, copy, bytes);
                What::Letter(Box::new(Arrival::Letter(Box::new(kept))), Box::new(judged))
            }
        };
        Ok(Some((raw, what)))
    }

    /// The letter with what its attachments say; `None`: it was asked to stop.
    pub(super) fn take_apart(&mut self, bytes: &Arc<[u8]>) -> Option<Result<Taken, Unread>> {
        match self.hand.read(bytes, &self.stop) {
            Heard::Stopped => None,
            Heard::Told(told) => {
                let mut mail = match *told {
                    Ok(mail) => mail,
                    Err(unread) => return Some(Err(unread)),
                };
                let time = Duration::from_secs(self.limits.seconds);
                let texts = match &mut self.reader {
                    Some(reader) => words::read(reader, &mut mail, &self.limits),
                    None => Vec::new(),
                };
                let campaigns = self.ledgers.iter().map(Ledger::campaign);
                let (code, form) = match &self.jail {
                    Some(jail) => form::read(jail, &mut mail, campaigns, self.now(), Instant::now() + time),
                    None => (None, None),
                };
                // Whoever stops the program may have stopped what reads its files: such a letter is read once more.
                if self.stops() {
                    return None;
                }
                Some(Ok(Taken {
                    mail,
                    texts,
                    code,
                    form,
                }))
            }
        }
    }

    pub(super) fn judged(&self, taken: &Taken, at: Stamp) -> Judged {
        let campaigns = self.ledgers.iter().map(Ledger::campaign);
        self.judge.judge(self.house.house(), campaigns, taken, at)
    }
}

fn progress<'a>(mailbox: &'a dyn Mailbox, summary: &Summary) -> Progress<'a> {
    Progress {
        mailbox: mailbox.name(),
        done: summary.came_in(),
        reach: mailbox.reach(),
    }
}
