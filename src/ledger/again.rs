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
use crate::store::{Head, Remedy, Site, Store, StoreError, waiting};

/// The first pause between two tries; each is twice as long as the one before, up to the longest: somebody waits.
const FIRST: Duration = Duration::from_millis(50);
const LONGEST: Duration = Duration::from_millis(500);

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

/// The store, where there is one. Where an older copy may have come in its place, only if it still holds what this state has
/// taken in, whose last fact has this hash.
pub(super) fn same_store<F: Fold>(
    site: &Site,
    fold: &F,
    tail: Option<[u8; 32]>,
) -> Result<Option<Box<dyn Store>>, StoreError> {
    let store = open_store(site)?;
    if !site.may_fall_back() {
        return Ok(store);
    }
    match store {
        Some(mut store) => {
            holds(site, store.as_mut(), fold, tail)?;
            Ok(Some(store))
        }
        None if fold.seq() > 0 => Err(StoreError::Absent(site.describe())),
        None => Ok(None),
    }
}

/// Does the journal hold the last fact that this state has taken in, which has this hash? Not where another file, or an older
/// copy, has come in its place.
pub(super) fn same_history<F: Fold>(
    journal: Option<&mut Box<dyn Store>>,
    fold: &F,
    tail: Option<[u8; 32]>,
) -> Result<bool, LedgerError> {
    let seq = fold.seq();
    let (Some(tail), Some(before)) = (tail, seq.checked_sub(1)) else {
        return Ok(true);
    };
    let Some(journal) = journal else {
        return Ok(false);
    };
    let found = journal.read_after(fold.stream(), before, 1)?;
    Ok(found
        .first()
        .is_some_and(|env| env.seq == seq && env.hash == tail))
}

/// The store opened anew, and whether it holds another history than this state, which was made of facts then.
pub(super) fn opened_anew<F: Fold>(
    site: &Site,
    fold: &F,
    tail: Option<[u8; 32]>,
) -> Result<(Option<Box<dyn Store>>, bool), LedgerError> {
    let mut journal = same_store(site, fold, tail)?;
    if fold.seq() == 0 {
        return Ok((journal, true));
    }
    if journal.is_none() {
        return Err(StoreError::Absent(site.describe()).into());
    }
    let same = same_history(journal.as_mut(), fold, tail)?;
    Ok((journal, !same))
}

/// A store that holds what this state has taken in, whose last fact has this hash.
fn connected<F: Fold>(site: &Site, fold: &F, tail: Option<[u8; 32]>) -> Result<Box<dyn Store>, LedgerError> {
    let (began, patience) = (Instant::now(), site.patience());
    let mut pause = FIRST;
    let mut told = 0;
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
        if began.elapsed() >= waiting::SOON + told * waiting::AGAIN {
            waiting::tell();
            told += 1;
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
