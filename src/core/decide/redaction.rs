//! Commands that remove what was written of people.
//!
//! It must never know how a fact is kept, nor what is left of one: that is said in `core/redaction.rs`.

use crate::core::fact::{Draft, Fact};
use crate::core::redaction::Said;
use crate::core::refusal::{Refusal, Rule, What};

use super::case::{Case, Facts};

impl Case<'_> {
    pub(super) fn redact_facts(&self, facts: &[Said]) -> Facts {
        let reason = self.reason()?;
        let mut wanted: Vec<&Said> = facts.iter().collect();
        wanted.sort_by_key(|said| said.seq);
        wanted.dedup_by_key(|said| said.seq);
        if wanted.is_empty() {
            return Err(self.refusal(Rule::UnknownFact));
        }
        wanted
            .into_iter()
            .map(|said| self.redact_fact(said, &reason))
            .collect()
    }

    fn redact_fact(&self, said: &Said, reason: &str) -> Result<Draft, Refusal> {
        let redaction = said.fact.redaction(said.seq, reason).ok_or_else(|| {
            let rule = if said.fact.has_gone() {
                Rule::FactAlreadyRedacted
            } else {
                Rule::NothingWritten
            };
            let mut refusal = self.refusal(rule).what(What::Number(said.seq));
            refusal.unit.clone_from(&said.unit);
            refusal
        })?;
        Ok(Draft {
            unit: said.unit.clone(),
            at: self.at,
            entered_later: self.entered_later,
            fact: Fact::FactRedacted(redaction),
        })
    }
}
