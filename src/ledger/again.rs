//! A line to the store that breaks while a command is given: it is laid anew, for as long as the engine thinks that it may
//! come back by itself, and only to the history that was known. The command is then given again: what is on record by then is
//! found there, so that it is recorded once either way.
//!
//! It must never know which engine it is, nor what the command was.

use std::thread;
use std::time::{Duration, Instant};

use super::book::Ledger;
use super::fold::Fold;
use super::house::HouseLedger;
use super::opening::{LedgerError, open_store};
use crate::store::{Head, Remedy, Site, Store, StoreError};

/// The first pause between two tries; each is twice as long as the one before, up to the longest.
const FIRST: Duration = Duration::from_millis(50);
const LONGEST: Duration = Duration::from_secs(2);

/// Is it the line that failed, so that another may do?
pub(super) fn is_lost<T>(outcome: &Result<T, LedgerError>) -> bool {
    matches!(outcome, Err(LedgerError::Store(why)) if why.remedy() == Remedy::Reopen)
}

impl Ledger {
    /// Connects anew, to the same history.
    pub(super) fn reconnect(&mut self) -> Result<(), LedgerError> {
        self.journal = None;
        self.journal = Some(connected(&self.site, &self.campaign, self.tail)?);
        Ok(())
    }
}

impl HouseLedger {
    /// Connects anew, to the same history.
    pub(super) fn reconnect(&mut self) -> Result<(), LedgerError> {
        self.journal = None;
        self.journal = Some(connected(&self.site, &self.house, self.tail)?);
        Ok(())
    }
}

/// A store that holds what this state has taken in, whose last fact has this hash.
fn connected<F: Fold>(site: &Site, fold: &F, tail: Option<[u8; 32]>) -> Result<Box<dyn Store>, LedgerError> {
    let (began, patience) = (Instant::now(), site.patience());
    let mut pause = FIRST;
    loop {
        let tried = open_store(site).and_then(|store| {
            let mut store = store.ok_or_else(|| StoreError::Absent(site.describe()))?;
            holds(site, store.as_mut(), fold, tail)?;
            Ok(store)
        });
        match tried {
            Err(why) if why.remedy() == Remedy::Reopen && began.elapsed() + pause < patience => {}
            other => return Ok(other?),
        }
        thread::sleep(pause);
        pause = (pause * 2).min(LONGEST);
    }
}

/// Does the store still hold the last fact that was taken in?
fn holds<F: Fold>(
    site: &Site,
    store: &mut dyn Store,
    fold: &F,
    tail: Option<[u8; 32]>,
) -> Result<(), StoreError> {
    let (seq, stream) = (fold.seq(), fold.stream());
    let (Some(tail), Some(before)) = (tail, seq.checked_sub(1)) else {
        return Ok(());
    };
    let mut found = store.head(stream)?;
    if found.seq >= seq {
        let there = store.read_after(stream, before, 1)?;
        let Some(env) = there.first().filter(|env| env.seq == seq) else {
            return Err(StoreError::Damaged {
                site: site.describe(),
                detail: format!("{stream}: {seq}"),
            });
        };
        if env.hash == tail {
            return Ok(());
        }
        found = Head { seq, hash: env.hash };
    }
    Err(StoreError::Rewound {
        site: site.describe(),
        stream: stream.clone(),
        had: Box::new(Head { seq, hash: tail }),
        found: Box::new(found),
    })
}
