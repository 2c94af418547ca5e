//! What follows in a campaign from a decision about a letter: the second and third step of what the head of `house.rs`
//! describes, and what has to be asked before the first.
//!
//! It must never decide about a letter.

use std::collections::{BTreeSet, HashMap};

use super::book::Ledger;
use super::fold::HOUSE;
use super::house::HouseLedger;
use super::opening::LedgerError;
use super::together::Together;
use crate::core::authority::{self, Deed};
use crate::core::decide::{
    LetterCommand, LetterOrder, Order, Who, decide, entries, is_answer, is_there, settling, way_back,
};
use crate::core::fact::{Envelope, Fact, LetterFact, Via};
use crate::core::house::{Letter, Owed};
use crate::core::letter::LetterSettled;
use crate::core::names::{CampaignId, CmdId, LetterId};
use crate::core::refusal::{Refusal, Rule};
use crate::core::time::Stamp;
use crate::store::StoreError;

/// So many letters are settled by one command, in one turn of the campaign: as many as a sweep puts on record together.
const AT_ONCE: usize = 256;

/// Facts of the house that are not further from each other are read together.
const NEAR: u64 = 16;

/// Facts of the house by their numbers.
type AtHand = HashMap<u64, Envelope>;

/// What a campaign owes a letter.
struct Task {
    letter: LetterId,
    kept: u64,
    filed: u64,
    decision: u64,
    owed: Owed,
}

/// What a decision asks of the campaign, and in whose name.
struct Wanted<'a> {
    task: &'a Task,
    who: Who,
    /// What a filing brings.
    orders: Vec<Order>,
}

/// How the campaign followed a decision.
struct Settled<'a> {
    task: &'a Task,
    /// The numbers of its facts.
    facts: Vec<u64>,
    refused: Option<Rule>,
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
        for (order, n) in self.orders(task, &HashMap::new())?.into_iter().zip(0..) {
            if let Some(journal) = ledger.journal()
                && !journal.command(&stream, order.cmd)?.is_empty()
            {
                brought.push(n);
            }
        }
        Ok(brought)
    }

    fn orders(&mut self, task: &Task, at_hand: &AtHand) -> Result<Vec<Order>, LedgerError> {
        let (kept, filed) = (
            self.fact_of(at_hand, task.kept)?,
            self.fact_of(at_hand, task.filed)?,
        );
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
            // Read before the turn is taken: others wait while it lasts.
            let (wanted, read) = self.wanted(&tasks);
            let (settled, done) = ledger.together(now, |turn| follow(turn, &wanted))?;
            // What could be done is put on record, whatever kept the rest.
            if !settled.is_empty() {
                n += settled.len();
                let cmd = settling(&first.letter, first.decision);
                let campaign = ledger.campaign().id().clone();
                let settled = settled.into_iter().map(|s| s.of(campaign.clone())).collect();
                let order = LetterOrder::new(cmd, LetterCommand::Settle { settled });
                let who = ledger.who().clone();
                self.carry_out(ledger.campaign(), &who, &order, now)?;
            }
            done?;
            read?;
        }
    }

    /// Some of what the campaign at hand owes.
    fn tasks(&self, ledger: &Ledger) -> Vec<Task> {
        let here = |l: &&Letter| self.house.campaign_of(l) == Some(ledger.campaign().id());
        let owing = self.house.owing().filter(here);
        owing.filter_map(Task::of).take(AT_ONCE).collect()
    }

    /// The facts that tasks speak of, those that stand near each other read together, so that a store that is far away is not
    /// asked for each. What could not be read is not among them.
    fn at_hand(&mut self, tasks: &[Task]) -> AtHand {
        let owing = tasks.iter();
        let seqs: BTreeSet<u64> = owing.flat_map(|t| [t.kept, t.filed, t.decision]).collect();
        let mut at_hand = AtHand::new();
        let mut left = seqs.iter().copied().peekable();
        while let Some(first) = left.next() {
            let mut last = first;
            while let Some(near) = left.next_if(|seq| seq - last <= NEAR) {
                last = near;
            }
            let (Some(before), Some(journal)) = (first.checked_sub(1), self.journal.as_mut()) else {
                continue;
            };
            let many = usize::try_from(last - before).unwrap_or(usize::MAX);
            let found = journal.read_after(&HOUSE, before, many).unwrap_or_default();
            let wanted = found.into_iter().filter(|env| seqs.contains(&env.seq));
            at_hand.extend(wanted.map(|env| (env.seq, env)));
        }
        at_hand
    }

    /// A fact of the house; one that is not at hand says what is wrong with it.
    fn fact_of(&mut self, at_hand: &AtHand, seq: u64) -> Result<Envelope, LedgerError> {
        match at_hand.get(&seq) {
            Some(env) => Ok(env.clone()),
            None => self.fact(seq),
        }
    }

    /// What each of them asks of the campaign; up to one whose facts cannot be read, and why not.
    fn wanted<'a>(&mut self, tasks: &'a [Task]) -> (Vec<Wanted<'a>>, Result<(), LedgerError>) {
        let mut all = Vec::with_capacity(tasks.len());
        let at_hand = self.at_hand(tasks);
        for task in tasks {
            match self.wants(task, &at_hand) {
                Ok(wanted) => all.push(wanted),
                Err(why) => return (all, Err(why)),
            }
        }
        (all, Ok(()))
    }

    fn wants<'a>(&mut self, task: &'a Task, at_hand: &AtHand) -> Result<Wanted<'a>, LedgerError> {
        let decided = self.fact_of(at_hand, task.decision)?;
        let orders = match task.owed {
            Owed::Nothing => Vec::new(),
            Owed::Entry | Owed::Return => self.orders(task, at_hand)?,
        };
        // The campaign's facts are the decision's: in the name of who took it, and come by mail.
        let who = Who {
            actor: decided.actor,
            real_user: decided.real_user,
            role: decided.role,
            via: Via::Mail,
        };
        Ok(Wanted { task, who, orders })
    }
}

/// Has the campaign follow decisions, in their order, each all or nothing: how it went with each; up to one that this session
/// cannot ask for at this moment, and why not.
fn follow<'a>(
    turn: &mut Together<'_>,
    wanted: &[Wanted<'a>],
) -> Result<(Vec<Settled<'a>>, Result<(), LedgerError>), LedgerError> {
    let cmds: Vec<CmdId> = wanted.iter().flat_map(Wanted::cmds).collect();
    turn.expect(&cmds)?;
    let mut settled = Vec::with_capacity(wanted.len());
    for one in wanted {
        let reply = match one.task.owed {
            Owed::Nothing => Ok((Vec::new(), None)),
            Owed::Entry => one.enter(turn),
            Owed::Return => one.take_back(turn),
        };
        match reply {
            Ok((facts, refused)) => settled.push(Settled {
                task: one.task,
                facts,
                refused,
            }),
            Err(why @ LedgerError::Refused(_)) => return Ok((settled, Err(why))),
            Err(why) => return Err(why),
        }
    }
    Ok((settled, Ok(())))
}

impl Wanted<'_> {
    /// The commands that it will most likely come to.
    fn cmds(&self) -> Vec<CmdId> {
        let ways = self.orders.iter().zip(0..).flat_map(|(order, n)| {
            let back = || way_back(&self.task.letter, self.task.filed, n).cmd;
            [Some(order.cmd), (self.task.owed == Owed::Return).then(back)]
        });
        ways.flatten().collect()
    }

    /// What a filed letter brings goes on record, all or nothing.
    fn enter(&self, turn: &mut Together<'_>) -> Result<Reply, LedgerError> {
        let mut facts = Vec::new();
        for (order, n) in self.orders.iter().zip(0..) {
            match give(turn, &self.who, order)? {
                Ok(brought) => facts.extend(brought),
                Err(rule) => {
                    for before in 0..n {
                        let back = way_back(&self.task.letter, self.task.filed, before);
                        let _kept_where_it_is = give(turn, &self.who, &back)?;
                    }
                    return Ok((Vec::new(), Some(rule)));
                }
            }
        }
        Ok((facts, None))
    }

    fn take_back(&self, turn: &mut Together<'_>) -> Result<Reply, LedgerError> {
        let (mut facts, mut refused) = (Vec::new(), None);
        for (order, n) in self.orders.iter().zip(0..) {
            if !turn.has(order.cmd)? {
                continue;
            }
            match give(turn, &self.who, &way_back(&self.task.letter, self.task.filed, n))? {
                Ok(undone) => facts.extend(undone),
                Err(rule) => refused = Some(rule),
            }
        }
        Ok((facts, refused))
    }
}

impl Settled<'_> {
    fn of(self, campaign: CampaignId) -> LetterSettled {
        LetterSettled {
            letter: self.task.letter.clone(),
            campaign,
            decision: self.task.decision,
            facts: self.facts,
            refused: self.refused.map(|rule| rule.id().to_owned()),
        }
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
fn give(turn: &mut Together<'_>, who: &Who, order: &Order) -> Result<Result<Vec<u64>, Rule>, LedgerError> {
    match turn.give(who, order) {
        Ok(facts) => Ok(Ok(facts.iter().map(|env| env.seq).collect())),
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
