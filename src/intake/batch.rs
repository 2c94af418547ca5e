//! Letters that go on record together: their bytes, then one command that keeps them, then one for each campaign that says
//! what the rules say. Only then are they marked in their mailbox.
//!
//! It must never know how a letter is read.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use super::summary::{Became, Outcome, Summary};
use super::sweep::{Sweep, SweepError};
use crate::core::decide::{Arrival, Judged, LetterCommand, LetterOrder, Verdict};
use crate::core::fact::{Fact, LetterFact};
use crate::core::house::LetterState;
use crate::core::letter::Unreadable;
use crate::core::names::{BlobId, LetterId};
use crate::ledger::LedgerError;
use crate::mailbox::{Item, Mailbox};

/// So many letters go on record together.
const LETTERS: usize = 256;
/// So many files may be open at once: fewer than any system gives a process.
const FILES: usize = 400;
/// So many bytes may wait for the disk.
const BYTES: u64 = 64 << 20;
/// So long the first of them waits: whoever looks at a dashboard sees letters as they come.
const AGE: Duration = Duration::from_secs(2);

/// Something that was read and is not on record yet.
pub(super) struct Pending {
    pub(super) item: Item,
    /// What is remembered of it, so that it is not read again.
    pub(super) mark: String,
    pub(super) raw: Option<BlobId>,
    pub(super) what: What,
}

/// What there is to put on record.
pub(super) enum What {
    /// A letter, and what the rules say of it.
    Letter(Box<Arrival>, Box<Judged>),
    /// What could not be read.
    Unread(Box<Arrival>, Unreadable),
    /// It is on record already.
    Known(LetterId),
    /// The same of what could not be read.
    KnownFailure(Unreadable),
    /// Nothing of it can be kept, and why.
    Unkept(&'static str),
}

/// Letters that go on record together.
#[derive(Default)]
pub(super) struct Batch {
    all: Vec<Pending>,
    raws: BTreeSet<BlobId>,
    files: usize,
    bytes: u64,
    since: Option<Instant>,
}

impl Batch {
    pub(super) fn push(&mut self, pending: Pending) {
        self.since.get_or_insert_with(Instant::now);
        self.raws.extend(pending.raw.clone());
        self.all.push(pending);
    }

    pub(super) fn is_full(&self) -> bool {
        let old = self.since.is_some_and(|since| since.elapsed() >= AGE);
        self.all.len() >= LETTERS || self.bytes >= BYTES || old
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Is something with these bytes among them already?
    pub(super) fn has(&self, raw: &BlobId) -> bool {
        self.raws.contains(raw)
    }
}

impl Sweep {
    /// Takes bytes in among the files; they have their name once the batch is on record.
    pub(super) fn keep(&mut self, batch: &mut Batch, bytes: &[u8]) -> Result<BlobId, LedgerError> {
        if batch.files >= FILES {
            // A letter of two thousand parts has more files than may be open at once. Names before facts do no harm.
            let blobs = self.house.blobs();
            blobs.harden()?;
            blobs.settle()?;
            batch.files = 0;
        }
        let kept = self.house.blobs().receive(&mut &bytes[..], u64::MAX)?;
        batch.files += 1;
        batch.bytes += kept.size;
        Ok(kept.id)
    }

    /// Puts a batch on record, marks its letters in their mailbox, and counts what became of them.
    ///
    /// # Errors
    /// The store, or a rule. Nothing is marked then: all of it is read once more, and what was recorded brings nothing.
    pub(super) fn flush(
        &mut self,
        mailbox: &mut dyn Mailbox,
        batch: Batch,
        summary: &mut Summary,
    ) -> Result<Vec<(String, String)>, SweepError> {
        let recorded = self.record(batch, summary);
        if recorded.is_err() {
            self.house.blobs().give_up();
        }
        let mut known = Vec::new();
        for (pending, became) in recorded? {
            // What is too large stays as it is, for whoever looks into the mailbox.
            let stays = matches!(
                became,
                Became::Failed(_, Unreadable::TooLarge) | Became::Unkept(_)
            );
            // One that cannot be marked is on record all the same, and known the next time.
            let unmarked = !stays && mailbox.done(&pending.item).is_err();
            summary.unmarked += u64::from(unmarked);
            let outcome = Outcome {
                mailbox: mailbox.name().to_owned(),
                item: pending.item.id.clone(),
                raw: pending.raw,
                became,
            };
            summary.count(outcome, self.keep_outcomes);
            known.push((pending.item.id, pending.mark));
        }
        if !known.is_empty() {
            self.house.keep_swept(mailbox.name(), &known, &[])?;
        }
        Ok(known)
    }

    fn record(&mut self, batch: Batch, summary: &mut Summary) -> Result<Vec<(Pending, Became)>, LedgerError> {
        self.house.blobs().harden()?;
        let arrivals: Vec<Arrival> = batch
            .all
            .iter()
            .filter_map(|p| p.what.arrival().cloned())
            .collect();
        let mut new = BTreeSet::new();
        if !arrivals.is_empty() {
            let receipt = self.submit(0, LetterCommand::TakeIn { arrivals }, summary)?;
            for fact in receipt {
                if let Fact::Letter(LetterFact::Kept(f)) = fact {
                    new.insert(f.copy.raw);
                }
            }
        }
        self.judge_all(
            batch.all.iter().filter_map(|p| p.what.judged()),
            &mut new,
            summary,
        )?;
        let house = self.house.house();
        let mut became = |p: &Pending| match &p.what {
            What::Known(id) => Became::Duplicate(id.clone()),
            What::Unkept(why) => Became::Unkept(why),
            What::KnownFailure(why) => Became::Failed(p.raw.clone().unwrap_or_default(), *why),
            What::Letter(_, judged) => {
                let state = house.letter(&judged.letter).map_or(LetterState::New, |l| l.state);
                // The same bytes a second time are a copy.
                let is_new = p.raw.as_ref().is_some_and(|raw| new.remove(raw));
                if is_new {
                    Became::of(judged.letter.clone(), state)
                } else {
                    Became::Duplicate(judged.letter.clone())
                }
            }
            What::Unread(_, why) => match p.raw.as_ref().and_then(|raw| house.came_as(raw)) {
                // Another program could read it meanwhile.
                Some(letter) => Became::Duplicate(letter.id.letter()),
                None => Became::Failed(p.raw.clone().unwrap_or_default(), *why),
            },
        };
        let told: Vec<Became> = batch.all.iter().map(&mut became).collect();
        Ok(batch.all.into_iter().zip(told).collect())
    }

    /// Puts on record what the rules say of letters that are new, each through the ledger of its own campaign. Those that
    /// were left over from a sweep that was cut count as new: their bytes are added to `new`.
    pub(super) fn judge_all<'a>(
        &mut self,
        judged: impl Iterator<Item = &'a Judged>,
        new: &mut BTreeSet<BlobId>,
        summary: &mut Summary,
    ) -> Result<(), LedgerError> {
        let mut by_ledger: BTreeMap<usize, Vec<Judged>> = BTreeMap::new();
        for judged in judged {
            let letter = self.house.house().letter(&judged.letter);
            let Some(letter) = letter.filter(|l| l.state == LetterState::New) else {
                continue;
            };
            new.insert(letter.raw.blob());
            let ledger = match &judged.verdict {
                Verdict::File { campaign, .. } => self.ledger_of(campaign),
                Verdict::SetAside { .. } | Verdict::Automatic => 0,
            };
            by_ledger.entry(ledger).or_default().push(judged.clone());
        }
        for (ledger, letters) in by_ledger {
            self.submit(ledger, LetterCommand::Judge { letters }, summary)?;
        }
        Ok(())
    }

    fn submit(
        &mut self,
        ledger: usize,
        command: LetterCommand,
        summary: &mut Summary,
    ) -> Result<Vec<Fact>, LedgerError> {
        let order = LetterOrder::new((self.mint)(), command);
        let Some(ledger) = self.ledgers.get_mut(ledger) else {
            return Ok(Vec::new());
        };
        let receipt = self.house.submit(ledger, &order)?;
        summary.unsettled += u64::from(receipt.unsettled.is_some());
        Ok(receipt.facts.into_iter().map(|env| env.fact).collect())
    }
}

impl What {
    fn arrival(&self) -> Option<&Arrival> {
        match self {
            Self::Letter(arrival, _) | Self::Unread(arrival, _) => Some(arrival),
            Self::Known(_) | Self::KnownFailure(_) | Self::Unkept(_) => None,
        }
    }

    fn judged(&self) -> Option<&Judged> {
        match self {
            Self::Letter(_, judged) => Some(judged),
            Self::Unread(..) | Self::Known(_) | Self::KnownFailure(_) | Self::Unkept(_) => None,
        }
    }
}
