//! Letters with their words, as they are on record: one, several, and what could not be read. What somebody may not see is
//! left out here, whoever asks.
//!
//! It must never know how a letter is shown.

use super::book::Ledger;
use super::fold::HOUSE;
use super::house::HouseLedger;
use super::load::PAGE;
use super::opening::LedgerError;
use super::settle::broken;
use crate::core::fact::{Envelope, Fact, LetterFact};
use crate::core::house::Letter;
use crate::core::letter::Judgement;
use crate::core::names::LetterId;

/// Facts that lie so near to each other are read in one go.
const NEAR: u64 = 256;

/// A letter with its words, as far as somebody may read them.
#[derive(Debug, Clone, PartialEq)]
pub struct LetterWhole {
    /// What was kept: copies, claims, parts.
    pub kept: Envelope,
    /// The last fact that says why the rules judged it as they did; nothing for whoever is kept to the own units.
    pub judged: Option<Envelope>,
    /// The last decision.
    pub decided: Option<Envelope>,
}

impl HouseLedger {
    /// A letter with its words, as far as whoever sits at the ledger may see it; `None`: there is none, or it is not theirs
    /// to see.
    ///
    /// # Errors
    /// The store cannot be read, or a fact in it is not what was written.
    pub fn letter(&mut self, ledger: &Ledger, id: &LetterId) -> Result<Option<LetterWhole>, LedgerError> {
        let Some(letter) = self.house.letter(id).cloned() else {
            return Ok(None);
        };
        let mut found = Vec::new();
        self.wholes(ledger, vec![letter], &mut |_, whole| found.push(whole))?;
        Ok(found.pop())
    }

    /// Tells every letter that whoever sits at the ledger may see and that `wanted` takes, with its words, in the order in
    /// which they were kept. The journal is read once, a page at a time.
    ///
    /// # Errors
    /// The store cannot be read, or a fact in it is not what was written.
    pub fn each_letter(
        &mut self,
        ledger: &Ledger,
        wanted: &dyn Fn(&Letter) -> bool,
        each: &mut dyn FnMut(&Letter, LetterWhole),
    ) -> Result<(), LedgerError> {
        let letters = self.house.letters().iter().filter(|l| wanted(l));
        let letters = letters.cloned().collect();
        self.wholes(ledger, letters, each)
    }

    fn wholes(
        &mut self,
        ledger: &Ledger,
        mut letters: Vec<Letter>,
        each: &mut dyn FnMut(&Letter, LetterWhole),
    ) -> Result<(), LedgerError> {
        letters.retain(|l| self.house.shows(l, ledger.rights().eyes(), ledger.campaign()));
        for some in letters.chunks(PAGE) {
            let mut wanted: Vec<u64> = some.iter().flat_map(facts_of).collect();
            let facts = self.facts(&mut wanted)?;
            let find = |seq: u64| {
                let at = facts.binary_search_by_key(&seq, |env| env.seq);
                at.ok().and_then(|at| facts.get(at)).cloned()
            };
            for letter in some {
                let kept = find(letter.seq).ok_or_else(|| broken(letter.seq))?;
                let whole = LetterWhole {
                    kept,
                    judged: find(letter.judged).filter(|_| ledger.sees_all()),
                    decided: letter
                        .decision
                        .and_then(|d| find(d.seq))
                        .map(|env| seen(ledger, env)),
                };
                each(letter, whole);
            }
        }
        Ok(())
    }

    /// The facts of these numbers, by number, without what lies between.
    fn facts(&mut self, wanted: &mut Vec<u64>) -> Result<Vec<Envelope>, LedgerError> {
        wanted.retain(|seq| *seq > 0);
        wanted.sort_unstable();
        wanted.dedup();
        let mut found = Vec::with_capacity(wanted.len());
        let Some(journal) = self.journal.as_mut() else {
            return Ok(found);
        };
        let mut rest = wanted.as_slice();
        while let Some(first) = rest.first().copied() {
            let near = rest
                .windows(2)
                .take_while(|w| w[1] - w[0] <= NEAR && w[1] - first < PAGE as u64);
            let n = near.count() + 1;
            let (now, later) = rest.split_at(n.min(rest.len()));
            let last = now.last().copied().unwrap_or(first);
            let most = usize::try_from(last - first).unwrap_or(PAGE) + 1;
            let page = journal.read_after(&HOUSE, first - 1, most)?;
            found.extend(page.into_iter().filter(|env| now.binary_search(&env.seq).is_ok()));
            rest = later;
        }
        Ok(found)
    }

    /// What could not be read, for whoever may see what is nobody's; each with its last fact.
    ///
    /// # Errors
    /// The store cannot be read, or a fact in it is not what was written.
    pub fn failures(&mut self, ledger: &Ledger) -> Result<Vec<Envelope>, LedgerError> {
        if !ledger.sees_all() {
            return Ok(Vec::new());
        }
        let mut wanted: Vec<u64> = self.house.failures().map(|f| f.seq).collect();
        self.facts(&mut wanted)
    }
}

fn facts_of(letter: &Letter) -> [u64; 3] {
    [letter.seq, letter.judged, letter.decision.map_or(0, |d| d.seq)]
}

/// A decision without what speaks of other units.
fn seen(ledger: &Ledger, mut decided: Envelope) -> Envelope {
    if !ledger.sees_all()
        && let Fact::Letter(LetterFact::Filed(f)) = &mut decided.fact
    {
        let roster = ledger.campaign().roster();
        f.judgement = Judgement::default();
        f.units
            .retain(|code| ledger.rights().eyes().see_code(roster, Some(code)));
    }
    decided
}
