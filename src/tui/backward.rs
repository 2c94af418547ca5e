//! The clerk's part of looking back: what is on record of a unit, the facts before others, and the campaign as it was.
//!
//! It must never know what is on the screen.

use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::time::Duration;

use crate::core::fact::Envelope;
use crate::core::names::UnitIx;
use crate::core::past::{Outline, Past, Sight, Trace};
use crate::core::unit::Entry;
use crate::ledger::LedgerError;
use crate::tui::clerk::Clerk;
use crate::tui::msg::{Answer, Ask, Moment, Question};

/// Facts of which states of the past are made at a time: nobody who asks meanwhile waits for longer.
const AT_A_TIME: usize = 1_024;

impl Clerk {
    /// When everything happened that this session may see.
    pub(super) fn times(&mut self, question: Question) -> Answer {
        if let Err(error) = self.hold_past() {
            return Answer::NoPast(question, self.sentence(&error));
        }
        let within = self.ledger.sight();
        // What is in the journal and was not told yet will be, one by one.
        let told = self.ledger.campaign().seq();
        let seen = |t: &Trace<'_>| t.seq <= told && within.shows_one_of(t.at, t.recorded);
        let traces = self.past.iter().flat_map(Past::traces).filter(seen);
        let moments = traces.map(|t| Moment {
            at: t.at,
            recorded: t.recorded,
        });
        Answer::Times(question, moments.collect())
    }

    /// Everything that is on record of a unit, as far as whoever sits here looks.
    pub(super) fn unit_log(&mut self, ix: UnitIx) -> Result<Vec<Entry>, LedgerError> {
        if let Some(past) = &self.past
            && let Some(then) = past.history(ix, &mut self.ledger)?
        {
            return Ok(then);
        }
        self.ledger.history(ix)
    }

    /// The campaign from there, never further than the whole session looks.
    pub(super) fn seen(&mut self, question: Question, sight: Sight) -> Answer {
        if let Err(error) = self.hold_past() {
            return Answer::NoPast(question, self.sentence(&error));
        }
        let within = self.ledger.sight();
        let Some(past) = &mut self.past else {
            return Answer::NoPast(question, String::new());
        };
        match past.seen(sight.and(within), &mut self.ledger) {
            Ok(campaign) => Answer::Past {
                question,
                sight,
                campaign: Box::new(campaign),
            },
            Err(error) => Answer::NoPast(question, self.sentence(&error)),
        }
    }

    /// Waits for the next question, for so long at most; as long as there is none, states on the way through the past are made.
    pub(super) fn hear(
        &mut self,
        asks: &Receiver<Ask>,
        pause: Option<Duration>,
    ) -> Result<Ask, RecvTimeoutError> {
        while let Some(past) = self.past.as_mut().filter(|past| !past.is_prepared()) {
            match asks.try_recv() {
                Ok(ask) => return Ok(ask),
                Err(TryRecvError::Disconnected) => return Err(RecvTimeoutError::Disconnected),
                Err(TryRecvError::Empty) => {
                    if past.prepare(AT_A_TIME, &mut self.ledger).is_err() {
                        self.past = None; // whoever looks back next is told why
                    }
                }
            }
        }
        match pause {
            None => asks.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(pause) => asks.recv_timeout(pause),
        }
    }

    /// Takes what has come since into the past, where one is open.
    pub(super) fn grow_past(&mut self, facts: &[Envelope]) {
        if let Some(past) = &mut self.past {
            for env in facts {
                past.add(&Outline::of(env));
            }
        }
    }

    /// Reads when everything came about, for as long as the time line is open.
    pub(super) fn hold_past(&mut self) -> Result<(), LedgerError> {
        if self.past.is_none() {
            self.past = Some(self.ledger.past()?);
        }
        Ok(())
    }

    /// The facts before one, at most so many.
    pub(super) fn history(&mut self, before: Option<u64>, limit: usize) -> Answer {
        match self.ledger.facts_before(before, limit) {
            Ok(facts) => Answer::History(facts),
            Err(error) => self.unanswered(&error),
        }
    }
}
