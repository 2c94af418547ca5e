//! A store that is gone, or has gone back behind what was seen of it, as the clerk meets it: tried again by itself, with
//! pauses that grow, and never written to before it is the same again or somebody has agreed to another.
//!
//! It must never know what is on the screen.

use std::time::{Duration, Instant};

use crate::failure;
use crate::ledger::LedgerError;
use crate::store::{Remedy, StoreError};
use crate::tui::clerk::Clerk;
use crate::tui::msg::{Answer, Fallen};

/// The pause before a store that is gone is tried for the first time; each is twice as long as the one before, up to the
/// longest.
const FIRST: Duration = Duration::from_millis(50);
const LONGEST: Duration = Duration::from_secs(2);

/// A wall goes on with what a server holds that has lost facts after so many of its looks, which is ten minutes. Nobody can
/// agree there, and nothing is written: what is at stake is that the loss is not seen. After ten minutes whoever sits below
/// it has, and from then on a wall that shows what nobody works on any more does more harm.
const WALL_WAITS: u32 = 60;

/// What is known of a store that is gone, and when it is tried again.
#[derive(Default)]
pub(super) struct Gone {
    /// Why it cannot be written, in a sentence.
    pub(super) why: Option<String>,
    /// What it has lost.
    fallen: Option<(Fallen, Instant)>,
    pause: Duration,
    due: Option<Instant>,
}

impl Gone {
    fn put_off(&mut self) {
        self.pause = (self.pause * 2).clamp(FIRST, LONGEST);
        self.due = Some(Instant::now() + self.pause);
    }
}

impl Clerk {
    /// How long it is until the store is tried again, where it is gone and may come back by itself.
    pub(super) fn tries_in(&self) -> Option<Duration> {
        let waits = matches!(self.lost, Some(Remedy::Reopen | Remedy::Accept));
        let due = self.gone.due.filter(|_| waits)?;
        Some(due.saturating_duration_since(Instant::now()))
    }

    /// Tries a store that is gone.
    pub(super) fn try_again(&mut self) -> Vec<Answer> {
        let answers = self.anew();
        self.gone.put_off();
        answers
    }

    /// Opens the store anew, as often as it takes; what has changed meanwhile is told as a whole or fact by fact.
    pub(super) fn anew(&mut self) -> Vec<Answer> {
        if self.gives_in() {
            return self.accept();
        }
        if !self.ledger.site().may_fall_back() {
            self.forget_store();
        }
        match self.ledger.reopen() {
            Ok(false) => self.taken(None),
            Ok(true) => {
                self.forget_store();
                let mut answers = self.found();
                answers.push(self.reloaded());
                answers
            }
            Err(error) => self.feed_lost(&error),
        }
    }

    /// It may be another one: what was read of it besides the campaign goes.
    fn forget_store(&mut self) {
        self.letters.forget();
        self.library.forget();
    }

    /// Does nobody sit here who could agree, and has it been said for long enough?
    fn gives_in(&self) -> bool {
        let (Some(watch), Some((_, since))) = (&self.watch, &self.gone.fallen) else {
            return false;
        };
        self.lost == Some(Remedy::Accept) && since.elapsed() >= watch.every * WALL_WAITS
    }

    /// Goes on with what a store holds that has lost facts: somebody has agreed.
    pub(super) fn accept(&mut self) -> Vec<Answer> {
        if self.lost != Some(Remedy::Accept) {
            return Vec::new(); // it is whole again, or gone meanwhile
        }
        match self.ledger.accept() {
            Ok(()) => {
                self.forget_store();
                self.past = None;
                let mut answers = self.found();
                answers.push(self.reloaded());
                answers.extend(self.letters_news());
                answers
            }
            Err(error) => {
                let mut answers = self.feed_lost(&error);
                answers.push(self.unanswered(&error));
                answers
            }
        }
    }

    /// The store could be read: the moment is noted, and told if it could not be before.
    pub(super) fn found(&mut self) -> Vec<Answer> {
        self.note_seen();
        self.gone = Gone::default();
        if self.lost.take().is_some() {
            vec![Answer::FeedBack]
        } else {
            Vec::new()
        }
    }

    pub(super) fn feed_lost(&mut self, error: &LedgerError) -> Vec<Answer> {
        let remedy = error.remedy();
        if remedy == Remedy::Restart {
            return vec![Answer::RestartNeeded];
        }
        let before = self.lost.replace(remedy);
        if before != Some(remedy) {
            (self.gone.pause, self.gone.due) = (Duration::ZERO, None);
            self.gone.put_off();
        }
        let why = self.sentence(error);
        self.gone.why = Some(why.clone());
        if let Some(fallen) = fallen(error) {
            return match &self.gone.fallen {
                Some((told, _)) if *told == fallen => Vec::new(),
                _ => {
                    self.gone.fallen = Some((fallen.clone(), Instant::now()));
                    vec![Answer::Fallen(Box::new(fallen))]
                }
            };
        }
        // That it is away altogether adds nothing for whoever was told that it has lost facts.
        if before.is_none() {
            vec![Answer::FeedLost(why)]
        } else {
            Vec::new()
        }
    }

    /// Why nothing can be written, where the store was tried just now and is gone: nobody waits for it once more.
    pub(super) fn is_gone(&self) -> Option<String> {
        let waits = matches!(self.lost, Some(Remedy::Reopen | Remedy::Accept));
        self.gone.why.clone().filter(|_| waits)
    }

    /// What went wrong, told to somebody who stays: what comes back by itself need not be started anew.
    pub(super) fn sentence(&self, error: &LedgerError) -> String {
        if let LedgerError::Store(why) = error
            && let Some(said) = failure::to_whoever_stays(&self.cat, why)
        {
            return said;
        }
        failure::ledger_error(&self.cat, Some(self.ledger.campaign()), error)
    }
}

fn fallen(error: &LedgerError) -> Option<Fallen> {
    match error {
        LedgerError::Store(StoreError::Rewound {
            site,
            stream,
            had,
            found,
        }) => Some(Fallen {
            site: site.clone(),
            stream: stream.clone(),
            had: **had,
            found: **found,
        }),
        _ => None,
    }
}
