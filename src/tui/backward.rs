//! The clerk's part of looking back: what is on record of a unit, the facts before others, and the campaign as it was.
//!
//! It must never know what is on the screen.

use crate::core::names::UnitIx;
use crate::core::past::{Past, Sight, Trace};
use crate::core::unit::Entry;
use crate::ledger::LedgerError;
use crate::tui::clerk::Clerk;
use crate::tui::msg::{Answer, Moment, Question};

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
        let then = self.past.as_ref().and_then(|past| past.history(ix));
        then.map_or_else(|| self.ledger.history(ix), Ok)
    }

    /// The campaign from there, never further than the whole session looks.
    pub(super) fn seen(&mut self, question: Question, sight: Sight) -> Answer {
        if let Err(error) = self.hold_past() {
            return Answer::NoPast(question, self.sentence(&error));
        }
        let within = self.ledger.sight();
        match &mut self.past {
            Some(past) => Answer::Past {
                question,
                sight,
                campaign: Box::new(past.seen(sight.and(within))),
            },
            None => Answer::NoPast(question, String::new()),
        }
    }

    /// Reads and decodes the stream once, for as long as the time line is open.
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
