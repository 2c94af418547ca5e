//! Commands that remove what was written of people.
//!
//! It must never know how a fact is kept, nor what is left of one: that is said in `core/redaction.rs`.

use crate::core::fact::{Draft, Fact, FactRedacted};
use crate::core::redaction::Said;
use crate::core::refusal::{Refusal, Rule, What};
use crate::core::time::Stamp;

use super::case::{Case, Facts};

impl Case<'_> {
    pub(super) fn redact_facts(&self, facts: &[Said]) -> Facts {
        redactions(facts, &self.reason()?, (self.at, self.entered_later), self.now)
    }
}

/// A redaction for each fact, which happened at a moment and may be entered later than that.
pub(super) fn redactions(
    facts: &[Said],
    reason: &str,
    (at, entered_later): (Stamp, bool),
    now: Stamp,
) -> Facts {
    let mut wanted: Vec<&Said> = facts.iter().collect();
    wanted.sort_by_key(|said| said.seq);
    wanted.dedup_by_key(|said| said.seq);
    if wanted.is_empty() {
        return Err(Refusal::new(Rule::UnknownFact, now));
    }
    let drafts = wanted.into_iter().map(|said| {
        Ok(Draft {
            unit: said.unit.clone(),
            at,
            entered_later,
            fact: Fact::FactRedacted(redaction(said, reason, now)?),
        })
    });
    drafts.collect()
}

fn redaction(said: &Said, reason: &str, now: Stamp) -> Result<FactRedacted, Refusal> {
    said.fact.redaction(said.seq, reason).ok_or_else(|| {
        let rule = if said.fact.has_gone() {
            Rule::FactAlreadyRedacted
        } else {
            Rule::NothingWritten
        };
        let mut refusal = Refusal::new(rule, now).what(What::Number(said.seq));
        refusal.unit.clone_from(&said.unit);
        refusal
    })
}
