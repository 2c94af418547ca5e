//! Refused attempts, open forms and how far somebody had looked, in memory.
//!
//! It must never know what an attempt was about.

use std::collections::BTreeMap;

use super::facts::{Held, MemoryJournal};
use crate::core::names::{Actor, CampaignId, UnitCode};
use crate::core::time::Stamp;
use crate::store::courtesy::{
    ATTEMPTS_FIRST, ATTEMPTS_LAST, ATTEMPTS_SLACK, Attempt, Claim, Courtesy, SeenUpTo,
};
use crate::store::error::StoreError;

impl Held {
    fn thin_out_attempts(&mut self) {
        let name = |a: &Attempt| (a.real_user.clone(), a.actor.clone());
        let mut after: BTreeMap<(Actor, Actor), u32> = BTreeMap::new();
        for a in &self.attempts {
            *after.entry(name(a)).or_default() += 1;
        }
        let mut before: BTreeMap<(Actor, Actor), u32> = BTreeMap::new();
        self.attempts.retain(|a| {
            let nth = before.entry(name(a)).or_default();
            *nth += 1;
            let to_come = after.get(&name(a)).map_or(0, |all| all - *nth);
            *nth <= ATTEMPTS_FIRST || to_come < ATTEMPTS_LAST
        });
    }
}

impl Courtesy for MemoryJournal {
    fn keep_attempt(&mut self, attempt: &Attempt) -> Result<(), StoreError> {
        let mut held = self.held();
        held.attempts.push(attempt.as_kept());
        held.attempted = held.attempted.wrapping_add(1);
        if held.attempted.is_multiple_of(ATTEMPTS_SLACK) {
            held.thin_out_attempts();
        }
        Ok(())
    }

    fn attempts(&mut self) -> Result<Vec<Attempt>, StoreError> {
        Ok(self.held().attempts.clone())
    }

    fn claim(
        &mut self,
        stream: &CampaignId,
        actor: &Actor,
        units: &[UnitCode],
        now: Stamp,
        until: Stamp,
    ) -> Result<(), StoreError> {
        let mut held = self.held();
        held.claims
            .retain(|(s, _, who), until| *until > now && (s != stream || who != actor));
        let claims = units
            .iter()
            .map(|unit| ((stream.clone(), unit.clone(), actor.clone()), until));
        held.claims.extend(claims);
        drop(held);
        self.changed();
        Ok(())
    }

    fn claims(&mut self, stream: &CampaignId, now: Stamp) -> Result<Vec<Claim>, StoreError> {
        let held = self.held();
        let holding = held
            .claims
            .iter()
            .filter(|((s, ..), until)| s == stream && **until > now);
        let claim = |((_, unit, actor), until): (&(CampaignId, UnitCode, Actor), &Stamp)| Claim {
            unit: unit.clone(),
            actor: actor.clone(),
            until: *until,
        };
        Ok(holding.map(claim).collect())
    }

    fn seen_up_to(&mut self, stream: &CampaignId, actor: &Actor) -> Result<Option<SeenUpTo>, StoreError> {
        Ok(self.held().looked.get(&(stream.clone(), actor.clone())).copied())
    }

    fn set_seen_up_to(
        &mut self,
        stream: &CampaignId,
        actor: &Actor,
        looked: SeenUpTo,
    ) -> Result<(), StoreError> {
        let mut held = self.held();
        let kept = held
            .looked
            .entry((stream.clone(), actor.clone()))
            .or_insert(looked);
        if kept.seq <= looked.seq {
            *kept = looked;
        }
        Ok(())
    }
}
