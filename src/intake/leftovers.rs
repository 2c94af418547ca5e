//! Letters that are in the store and not done with: kept by a sweep that was cut before the rules had their say, or not
//! readable when they came.
//!
//! It must never know which mailbox they came from.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::sync::Arc;

use super::batch::What;
use super::kept::failed;
use super::summary::Summary;
use super::sweep::Sweep;
use crate::core::decide::{Arrival, Judged, LetterCommand, LetterOrder};
use crate::core::fact::{Fact, LetterFact};
use crate::core::house::LetterState;
use crate::core::letter::LetterFailed;
use crate::core::names::{BlobId, LetterId};
use crate::ledger::LedgerError;
use crate::mail::Unread;
use crate::store::lost;

/// So many go on record together.
const AT_ONCE: usize = 64;

/// What came of reading again what could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Retried {
    /// Letters that can be read now.
    pub read: Vec<LetterId>,
    /// What still cannot be read, by its bytes.
    pub failed: Vec<BlobId>,
    /// Of what only the head was kept; the whole still lies in its mailbox.
    pub heads: u64,
    /// Those whose bytes are not in the store any more.
    pub gone: u64,
}

impl Sweep {
    /// Judges letters that were kept by a sweep that did not come so far; gives how many.
    ///
    /// # Errors
    /// The store cannot be read or written.
    pub fn catch_up(&mut self) -> Result<u64, LedgerError> {
        self.house.catch_up()?;
        let new = self.house.house().in_state(LetterState::New);
        let new: Vec<(BlobId, LetterId, _)> = new.map(|l| (l.raw.blob(), l.id.letter(), l.at)).collect();
        let mut n = 0;
        for some in new.chunks(AT_ONCE) {
            let mut judged: Vec<Judged> = Vec::new();
            for (raw, id, at) in some {
                // Bytes that are gone are somebody's redaction, or a disk's: what is on record still waits for a person.
                let Some(bytes) = self.bytes(raw)? else { continue };
                if let Some(Ok(taken)) = self.take_apart(&bytes)
                    && taken.mail.key == *id
                {
                    judged.push(self.judged(&taken, *at));
                }
            }
            n += judged.len() as u64;
            self.judge_all(judged.iter(), &mut BTreeSet::new(), &mut Summary::default())?;
            if self.stops() {
                break;
            }
        }
        Ok(n)
    }

    /// Reads again, from the store, what could not be read: all of it, or what has these bytes.
    ///
    /// # Errors
    /// The store cannot be read or written, or a rule refuses.
    pub fn retry(&mut self, only: Option<&BlobId>) -> Result<Retried, LedgerError> {
        let Some(ledger) = self.ledgers.first_mut() else {
            return Ok(Retried::default());
        };
        let mut failures: Vec<LetterFailed> = Vec::new();
        for env in self.house.failures(ledger)? {
            if let Fact::Letter(LetterFact::Failed(f)) = env.fact
                && only.is_none_or(|id| *id == f.copy.raw)
            {
                failures.push(f);
            }
        }
        let mut retried = Retried::default();
        for some in failures.chunks(AT_ONCE) {
            self.retry_some(some, &mut retried)?;
            if self.stops() {
                break;
            }
        }
        Ok(retried)
    }

    fn retry_some(&mut self, some: &[LetterFailed], retried: &mut Retried) -> Result<(), LedgerError> {
        let (mut arrivals, mut judged) = (Vec::new(), Vec::new());
        for failure in some {
            if !failure.whole {
                retried.heads += 1;
                continue;
            }
            let Some(bytes) = self.bytes(&failure.copy.raw)? else {
                retried.gone += 1;
                continue;
            };
            match self.take_apart(&bytes) {
                None => break,
                Some(Err(unread)) => {
                    retried.failed.push(failure.copy.raw.clone());
                    arrivals.extend(Self::again(failure, &unread));
                }
                Some(Ok(taken)) => {
                    for part in &taken.mail.parts {
                        self.house.blobs().receive(&mut part.bytes.as_slice(), u64::MAX)?;
                    }
                    retried.read.push(taken.mail.key.clone());
                    judged.push(self.judged(&taken, failure.copy.received));
                    let kept = self.letter(taken, failure.copy.clone(), &bytes);
                    arrivals.push(Arrival::Letter(Box::new(kept)));
                }
            }
        }
        if arrivals.is_empty() {
            return Ok(());
        }
        self.house.blobs().harden()?;
        let order = LetterOrder::new((self.mint)(), LetterCommand::TakeIn { arrivals });
        if let Some(ledger) = self.ledgers.first_mut() {
            self.house.submit(ledger, &order)?;
        }
        self.judge_all(judged.iter(), &mut BTreeSet::new(), &mut Summary::default())
    }

    /// The same failure again is on record already.
    fn again(failure: &LetterFailed, unread: &Unread) -> Option<Arrival> {
        if unread.why == failure.why {
            return None;
        }
        match failed(failure.copy.clone(), failure.whole, unread) {
            What::Unread(arrival, _) => Some(*arrival),
            What::Letter(..) | What::Known(_) | What::KnownFailure(_) | What::Unkept(_) => None,
        }
    }

    pub(super) fn bytes(&mut self, raw: &BlobId) -> Result<Option<Arc<[u8]>>, LedgerError> {
        let Some(mut file) = self.house.blobs().open(raw)? else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        match file.read_to_end(&mut bytes) {
            Ok(_) => Ok(Some(bytes.into())),
            // A disk that fails under one letter does not hold up the others.
            Err(why) => lost(why).map_or(Ok(None), |why| Err(why.into())),
        }
    }
}
