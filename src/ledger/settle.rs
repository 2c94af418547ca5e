//! What follows in a campaign from a decision about a letter: the second and third step of what the head of `house.rs`
//! describes, and what has to be asked before the first.
//!
//! It must never decide about a letter.

use super::book::Ledger;
use super::fold::HOUSE;
use super::house::HouseLedger;
use super::opening::LedgerError;
use crate::core::authority::{self, Deed};
use crate::core::decide::{
    LetterCommand, LetterOrder, Order, Who, decide, entries, is_answer, is_there, settling, way_back,
};
use crate::core::fact::{Fact, LetterFact, Via};
use crate::core::house::{Letter, Owed};
use crate::core::letter::LetterSettled;
use crate::core::names::{CmdId, LetterId};
use crate::core::refusal::{Refusal, Rule};
use crate::core::time::Stamp;
use crate::store::StoreError;

/// So many letters are settled by one command: each is a write of its own in the campaign, and would be as many again here.
const AT_ONCE: usize = 64;

/// What a campaign owes a letter.
struct Task {
    letter: LetterId,
    kept: u64,
    filed: u64,
    decision: u64,
    owed: Owed,
}

impl HouseLedger {
    /// Would the campaign give back what these letters brought it? Asked before a letter is put back, so that it is not
    /// put back in vain.
    pub(super) fn gives_back(
        &mut self,
        ledger: &mut Ledger,
        order: &LetterOrder,
        now: Stamp,
    ) -> Result<(), LedgerError> {
        let LetterCommand::PutBack { letters } = &order.command else {
            return Ok(());
        };
        if order.note.trim().is_empty() || self.is_done(order.cmd)? {
            return Ok(()); // refused or answered without the campaign
        }
        for id in letters {
            let brought = self.house.letter(id).filter(|l| {
                self.house.campaign_of(l) == Some(ledger.campaign().id())
                    && l.filing.as_ref().is_some_and(|f| !f.facts.is_empty())
            });
            let Some(task) = brought.and_then(Task::of) else {
                continue;
            };
            for n in self.brought(ledger, &task)? {
                let back = way_back(&task.letter, task.filed, n);
                decide(ledger.campaign(), &back, ledger.who(), now)?;
            }
        }
        Ok(())
    }

    /// Which of the orders that follow from a filing have brought the campaign something.
    fn brought(&mut self, ledger: &mut Ledger, task: &Task) -> Result<Vec<u32>, LedgerError> {
        let stream = ledger.campaign().id().clone();
        let mut brought = Vec::new();
        for (order, n) in self.orders(task)?.into_iter().zip(0..) {
            if let Some(journal) = ledger.journal()
                && !journal.command(&stream, order.cmd)?.is_empty()
            {
                brought.push(n);
            }
        }
        Ok(brought)
    }

    fn orders(&mut self, task: &Task) -> Result<Vec<Order>, LedgerError> {
        let (kept, filed) = (self.fact(task.kept)?, self.fact(task.filed)?);
        match (&kept.fact, &filed.fact) {
            (Fact::Letter(LetterFact::Kept(letter)), Fact::Letter(LetterFact::Filed(filing))) => {
                Ok(entries(filing, task.filed, letter, kept.at))
            }
            _ => Err(broken(task.filed)),
        }
    }

    fn is_done(&mut self, cmd: CmdId) -> Result<bool, LedgerError> {
        match self.journal.as_mut() {
            Some(journal) => Ok(!journal.command(&HOUSE, cmd)?.is_empty()),
            None => Ok(false),
        }
    }

    /// Has the campaign at hand follow every decision about letters that it has not followed yet, whoever took it; gives
    /// how many there were. Harmless to repeat, also by several sessions at once.
    ///
    /// # Errors
    /// A store cannot be read or written, or this session may not write, or its clock is doubted: what is left stays owed.
    pub fn settle(&mut self, ledger: &mut Ledger) -> Result<usize, LedgerError> {
        let mut n = 0;
        let mut before = None;
        loop {
            let tasks = self.tasks(ledger);
            let Some(first) = tasks.first() else {
                return Ok(n);
            };
            if before.replace(first.decision) == Some(first.decision) {
                return Err(broken(first.decision)); // it was settled and owes all the same
            }
            let now = ledger.clock().now();
            if let Some(read_only) = ledger.read_only() {
                return Err(Refusal::new(Rule::ReadOnly, now).what(read_only.id()).into());
            }
            authority::may_at_all(ledger.who().role, Deed::File, now)?;
            ledger.keep_up()?;
            let mut settled = Vec::new();
            let mut outcome = Ok(());
            for task in &tasks {
                match self.follow(ledger, task, now) {
                    Ok(answer) => settled.push(answer),
                    Err(why) => {
                        outcome = Err(why);
                        break;
                    }
                }
            }
            // What could be done is put on record, whatever kept the rest.
            if !settled.is_empty() {
                n += settled.len();
                let cmd = settling(&first.letter, first.decision);
                let order = LetterOrder::new(cmd, LetterCommand::Settle { settled });
                let who = ledger.who().clone();
                self.carry_out(ledger.campaign(), &who, &order, now)?;
            }
            outcome?;
        }
    }

    /// Some of what the campaign at hand owes.
    fn tasks(&self, ledger: &Ledger) -> Vec<Task> {
        let here = |l: &&Letter| self.house.campaign_of(l) == Some(ledger.campaign().id());
        let owing = self.house.owing().filter(here);
        owing.filter_map(Task::of).take(AT_ONCE).collect()
    }

    fn follow(&mut self, ledger: &mut Ledger, task: &Task, now: Stamp) -> Result<LetterSettled, LedgerError> {
        let decided = self.fact(task.decision)?;
        // The campaign's facts are the decision's: in the name of who took it, and come by mail.
        let who = Who {
            actor: decided.actor,
            real_user: decided.real_user,
            role: decided.role,
            via: Via::Mail,
        };
        let (facts, refused) = match task.owed {
            Owed::Nothing => (Vec::new(), None),
            Owed::Entry => self.enter(ledger, task, &who, now)?,
            Owed::Return => self.take_back(ledger, task, &who, now)?,
        };
        Ok(LetterSettled {
            letter: task.letter.clone(),
            campaign: ledger.campaign().id().clone(),
            decision: task.decision,
            facts,
            refused: refused.map(|rule| rule.id().to_owned()),
        })
    }

    /// What a filed letter brings goes on record, all or nothing.
    fn enter(
        &mut self,
        ledger: &mut Ledger,
        task: &Task,
        who: &Who,
        now: Stamp,
    ) -> Result<Reply, LedgerError> {
        let mut facts = Vec::new();
        for (order, n) in self.orders(task)?.iter().zip(0..) {
            match give(ledger, who, order, now)? {
                Ok(brought) => facts.extend(brought),
                Err(rule) => {
                    for before in 0..n {
                        let back = way_back(&task.letter, task.filed, before);
                        let _kept_where_it_is = give(ledger, who, &back, now)?;
                    }
                    return Ok((Vec::new(), Some(rule)));
                }
            }
        }
        Ok((facts, None))
    }

    fn take_back(
        &mut self,
        ledger: &mut Ledger,
        task: &Task,
        who: &Who,
        now: Stamp,
    ) -> Result<Reply, LedgerError> {
        let (mut facts, mut refused) = (Vec::new(), None);
        for n in self.brought(ledger, task)? {
            match give(ledger, who, &way_back(&task.letter, task.filed, n), now)? {
                Ok(undone) => facts.extend(undone),
                Err(rule) => refused = Some(rule),
            }
        }
        Ok((facts, refused))
    }
}

impl Task {
    fn of(letter: &Letter) -> Option<Self> {
        Some(Self {
            letter: letter.id.letter(),
            kept: letter.seq,
            filed: letter.filing.as_ref()?.seq,
            decision: letter.decision?.seq,
            owed: letter.owed,
        })
    }
}

/// The numbers of the campaign's facts, and the rule that refused.
type Reply = (Vec<u64>, Option<Rule>);

/// Gives the campaign one of the orders that follow from a decision: the numbers of its facts, or the rule that refuses it,
/// which is an answer too. That this session cannot ask is an error.
fn give(
    ledger: &mut Ledger,
    who: &Who,
    order: &Order,
    now: Stamp,
) -> Result<Result<Vec<u64>, Rule>, LedgerError> {
    match ledger.give(who, None, order, now) {
        Ok(receipt) => Ok(Ok(receipt.facts.iter().map(|env| env.seq).collect())),
        Err(LedgerError::Refused(refusal)) if is_there(refusal.rule) => Ok(Ok(Vec::new())),
        Err(LedgerError::Refused(refusal)) if is_answer(refusal.rule) => Ok(Err(refusal.rule)),
        Err(why) => Err(why),
    }
}

/// The stream speaks of what it does not hold.
pub(super) fn broken(seq: u64) -> LedgerError {
    LedgerError::Store(StoreError::BrokenChain {
        stream: HOUSE.clone(),
        seq,
        detail: "stray".to_owned(),
    })
}
