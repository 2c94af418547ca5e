//! What somebody decided last about letters, in whichever session, so that it can be taken back, and what somebody took back
//! last, so that it can be done again.
//!
//! What the rules decided while somebody swept is nobody's own. A command is taken back whole, as far as its letters still
//! stand as it left them. It must never decide whether any of it may be done.

use std::ops::ControlFlow;

use super::book::Ledger;
use super::fold::HOUSE;
use super::house::HouseLedger;
use super::load::PAGE;
use super::opening::LedgerError;
use crate::core::decide::LetterCommand;
use crate::core::fact::{Envelope, Fact, LetterFact};
use crate::core::house::{Letter, LetterState, Owed};
use crate::core::names::{CampaignId, LetterId};
use crate::core::time::Stamp;

/// So many facts are looked through, from the newest on, for what was taken back.
const BACK_MOST: usize = 64;

/// A decision about letters, or one that was taken back.
#[derive(Debug, Clone, PartialEq)]
pub struct Own {
    /// The number of its first fact.
    pub seq: u64,
    /// When it was recorded.
    pub recorded: Stamp,
    /// What takes it back, or does it again.
    pub command: LetterCommand,
    /// What was said with it: taken back it needs a reason of its own.
    pub note: String,
}

impl Own {
    /// The letters that it is about.
    pub fn letters(&self) -> &[LetterId] {
        match &self.command {
            LetterCommand::File { letters, .. }
            | LetterCommand::Dismiss { letters }
            | LetterCommand::PutBack { letters } => letters,
            LetterCommand::TakeIn { .. }
            | LetterCommand::Judge { .. }
            | LetterCommand::Forget { .. }
            | LetterCommand::Settle { .. }
            | LetterCommand::RedactFacts { .. }
            | LetterCommand::CorrectClock => &[],
        }
    }
}

impl HouseLedger {
    /// What takes back the last decision of whoever sits at the ledger that still stands, if it was about its campaign.
    ///
    /// # Errors
    /// The store cannot be read, or a fact in it is not what was written.
    pub fn own_decision(&mut self, ledger: &Ledger) -> Result<Option<Own>, LedgerError> {
        let here = ledger.campaign().id();
        let stands = |l: &Letter| match l.state {
            LetterState::Filed => self.house().campaign_of(l) == Some(here),
            LetterState::Dismissed => true,
            LetterState::New | LetterState::SetAside | LetterState::Automatic => false,
        };
        let Some(last) = self.own(ledger, &stands).first().copied() else {
            return Ok(None);
        };
        let fact = self.fact(last)?;
        let letters = self.together(&fact)?;
        Ok(Some(Own {
            seq: last,
            recorded: fact.recorded,
            command: LetterCommand::PutBack { letters },
            note: String::new(),
        }))
    }

    /// What does again what whoever sits at the ledger took back last, where the letters still wait as that left them.
    ///
    /// # Errors
    /// The store cannot be read, or a fact in it is not what was written.
    pub fn own_put_back(&mut self, ledger: &Ledger) -> Result<Option<Own>, LedgerError> {
        let waiting = self.own(ledger, &|l| l.state == LetterState::SetAside);
        // What stands before it is looked for in the journal: not anew while nothing of it has changed.
        if let Some((_, known)) = self.put_back.as_ref().filter(|(of, _)| *of == waiting) {
            return Ok(known.clone());
        }
        let found = self.put_back_last(&waiting, ledger.campaign().id())?;
        self.put_back = Some((waiting, found.clone()));
        Ok(found)
    }

    fn put_back_last(&mut self, waiting: &[u64], here: &CampaignId) -> Result<Option<Own>, LedgerError> {
        for seq in waiting.iter().copied().take(BACK_MOST) {
            let fact = self.fact(seq)?;
            // What its campaign refused waits too, and was not taken back.
            if !matches!(fact.fact, Fact::Letter(LetterFact::PutBack(_))) {
                continue;
            }
            let letters = self.together(&fact)?;
            // They were decided by one command, so that one does it again; else those of the first letter's.
            let mut found: Option<Decided> = None;
            for letter in letters {
                let Some((command, note)) = self.decided_before(seq, &letter, here)? else {
                    continue;
                };
                match &mut found {
                    None => found = Some((command, note)),
                    Some((first, _)) => join(first, command),
                }
            }
            if let Some((command, note)) = found {
                return Ok(Some(Own {
                    seq,
                    recorded: fact.recorded,
                    command,
                    note,
                }));
            }
        }
        Ok(None)
    }

    /// The numbers of the last decisions of whoever sits there about letters that stand so, the newest first; what the rules said, and
    /// what a campaign has not followed yet, left out.
    fn own(&self, ledger: &Ledger, stands: &dyn Fn(&Letter) -> bool) -> Vec<u64> {
        let (house, actor) = (self.house(), &ledger.who().actor);
        let own = house
            .letters()
            .iter()
            .filter(|l| stands(l) && l.owed == Owed::Nothing && house.decided_by(l) == Some(actor));
        let seqs = own.filter_map(|l| Some(l.decision?.seq).filter(|seq| *seq != l.judged));
        let mut seqs: Vec<u64> = seqs.collect();
        seqs.sort_unstable_by(|a, b| b.cmp(a));
        seqs
    }

    /// The letters of which the last decision is of the same command as this one.
    fn together(&mut self, fact: &Envelope) -> Result<Vec<LetterId>, LedgerError> {
        let Some(journal) = self.journal.as_mut() else {
            return Ok(Vec::new());
        };
        let seqs: Vec<u64> = journal
            .command(&HOUSE, fact.cmd)?
            .iter()
            .map(|env| env.seq)
            .collect();
        let letters = self.house().letters().iter();
        let same = letters.filter(|l| l.decision.is_some_and(|d| seqs.contains(&d.seq)));
        Ok(same.map(|l| l.id.letter()).collect())
    }

    /// The command by which a letter was decided before this fact, and what was said with it. That no person wrote it is
    /// nothing that a person says.
    fn decided_before(
        &mut self,
        seq: u64,
        letter: &LetterId,
        here: &CampaignId,
    ) -> Result<Option<Decided>, LedgerError> {
        let mut end = seq;
        while end > 1 {
            let before = end.saturating_sub(PAGE as u64 + 1);
            let most = usize::try_from(end - 1 - before).unwrap_or(PAGE);
            let Some(journal) = self.journal.as_mut() else {
                return Ok(None);
            };
            let page = journal.read_after(&HOUSE, before, most)?;
            for env in page.iter().rev().filter(|env| env.seq < end) {
                let Fact::Letter(fact) = &env.fact else {
                    continue;
                };
                if let ControlFlow::Break(said) = said_of(fact, letter, here) {
                    return Ok(said);
                }
            }
            end = before + 1;
        }
        Ok(None)
    }
}

/// What this fact decided about the letter, as the command that decides it again, if that is something that a person says; goes on
/// where it decided nothing about it.
fn said_of(fact: &LetterFact, letter: &LetterId, here: &CampaignId) -> ControlFlow<Option<Decided>> {
    match fact {
        LetterFact::Filed(f) if f.letter == *letter => {
            let command = LetterCommand::File {
                letters: vec![letter.clone()],
                units: f.units.clone(),
                kind: f.kind,
                symbol: f.symbol.clone(),
                received: f.received,
            };
            ControlFlow::Break((f.campaign == *here).then(|| (command, f.note.clone())))
        }
        LetterFact::Dismissed(f) if f.letter == *letter => {
            let letters = vec![letter.clone()];
            ControlFlow::Break(Some((LetterCommand::Dismiss { letters }, f.reason.clone())))
        }
        LetterFact::SetAside(f) if f.letter == *letter => ControlFlow::Break(None),
        LetterFact::Automatic(f) if f.letter == *letter => ControlFlow::Break(None),
        LetterFact::Filed(_)
        | LetterFact::Dismissed(_)
        | LetterFact::SetAside(_)
        | LetterFact::Automatic(_)
        | LetterFact::Kept(_)
        | LetterFact::Copied(_)
        | LetterFact::Failed(_)
        | LetterFact::PutBack(_)
        | LetterFact::Settled(_)
        | LetterFact::Forgotten(_) => ControlFlow::Continue(()),
    }
}

/// What a letter was decided by, and what was said with it.
type Decided = (LetterCommand, String);

/// Adds the letters of a command that says the same to one.
fn join(first: &mut LetterCommand, other: LetterCommand) {
    match (first, other) {
        (
            LetterCommand::File {
                letters,
                units,
                kind,
                symbol,
                received,
            },
            LetterCommand::File {
                letters: more,
                units: u,
                kind: k,
                symbol: s,
                received: r,
            },
        ) if (&*units, &*kind, &*symbol, &*received) == (&u, &k, &s, &r) => {
            letters.extend(more);
        }
        (LetterCommand::Dismiss { letters }, LetterCommand::Dismiss { letters: more }) => {
            letters.extend(more);
        }
        _ => {}
    }
}
