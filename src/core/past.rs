//! The facts of one stream at hand, and the campaign that they make at any moment, for going to and fro in time.
//!
//! [`Campaign::seen`] is the only rule for the past; this says the same, quicker: it keeps the states on the way to the
//! moment that was asked for last, and begins at the last of them that both moments share. Forwards that is usually the
//! state itself, backwards one of a few kept for it. It must never know where the facts came from.

use std::sync::Arc;

use crate::core::campaign::Campaign;
use crate::core::definition::Definition;
use crate::core::fact::{Envelope, Fact};
use crate::core::time::Stamp;

/// States that are kept on the way, so that a step back replays no more than this part of the facts.
const KEPT: usize = 4;
/// Fewer facts than this are replayed quicker than a state is kept.
const LEAST_APART: usize = 1_024;

/// From where one looks (decision 9): by when things happened, by when the journal recorded them, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sight {
    /// Only what had happened by then.
    pub as_of: Option<Stamp>,
    /// Only what had been recorded by then.
    pub known_at: Option<Stamp>,
}

impl Sight {
    /// What both allow.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let earlier = |a: Option<Stamp>, b: Option<Stamp>| a.into_iter().chain(b).min();
        Self {
            as_of: earlier(self.as_of, other.as_of),
            known_at: earlier(self.known_at, other.known_at),
        }
    }

    /// Was this fact known, and had it happened?
    pub fn shows(self, env: &Envelope) -> bool {
        self.knows(env) && self.as_of.is_none_or(|t| env.at <= t)
    }

    fn knows(self, env: &Envelope) -> bool {
        self.known_at.is_none_or(|t| env.recorded <= t)
    }
}

/// What becomes of a fact.
#[derive(PartialEq, Eq, Clone, Copy)]
enum Use {
    Whole,
    Definition,
    Nothing,
}

fn use_of(env: &Envelope, sight: Sight) -> Use {
    if sight.shows(env) {
        return Use::Whole;
    }
    let defines = matches!(env.fact, Fact::CampaignOpened(_) | Fact::CampaignAmended(_));
    if defines && sight.knows(env) {
        Use::Definition
    } else {
        Use::Nothing
    }
}

/// A stream's facts, and states made of them.
#[derive(Debug)]
pub struct Past {
    facts: Vec<Envelope>,
    begin: Campaign,
    /// What the kept states are made for.
    sight: Sight,
    /// How many facts were looked at, and the state after them; the later, the further on.
    kept: Vec<(usize, Campaign)>,
}

impl Past {
    /// The past of a stream; `definition` is used until the facts bring their own.
    pub fn new(definition: Arc<Definition>, facts: Vec<Envelope>) -> Self {
        Self {
            facts,
            begin: Campaign::hoarding(definition),
            sight: Sight::default(),
            kept: Vec::new(),
        }
    }

    /// Takes in a fact that has come since; one that is there already is not taken twice.
    pub fn add(&mut self, env: &Envelope) {
        if self.facts.last().is_none_or(|last| last.seq < env.seq) {
            self.facts.push(env.clone());
        }
    }

    /// The facts, in order.
    pub fn facts(&self) -> &[Envelope] {
        &self.facts
    }

    /// The campaign from there: what [`Campaign::seen`] makes of the same facts.
    pub fn seen(&mut self, sight: Sight) -> Campaign {
        let before = std::mem::replace(&mut self.sight, sight);
        let shared = self
            .facts
            .iter()
            .position(|env| use_of(env, before) != use_of(env, sight))
            .unwrap_or(self.facts.len());
        self.kept.retain(|(n, _)| *n <= shared);
        let apart = (self.facts.len() / KEPT).max(LEAST_APART);
        let (from, mut campaign) = match self.kept.last() {
            Some((n, c)) => (*n, c.clone()),
            None => (0, self.begin.clone()),
        };
        // Behind the last fact that counts the state changes no more: it is that of any place there.
        let (mut end, mut last_kept) = (from, from);
        for (n, env) in self.facts.iter().enumerate().skip(from) {
            match use_of(env, sight) {
                Use::Nothing => continue,
                Use::Whole => campaign.apply(env),
                Use::Definition => campaign.take_definition(env),
            }
            end = n + 1;
            if end - last_kept >= apart {
                last_kept = end;
                keep(&mut self.kept, end, &campaign, apart);
            }
        }
        keep(&mut self.kept, end, &campaign, apart);
        campaign
    }
}

/// Keeps a state. The one before it goes where it is no further on than the one before that: only the last may lie
/// anywhere.
fn keep(kept: &mut Vec<(usize, Campaign)>, end: usize, campaign: &Campaign, apart: usize) {
    let near = match kept.as_slice() {
        [.., (before, _), (last, _)] => last - before < apart,
        [(last, _)] => *last < apart,
        [] => false,
    };
    if near || kept.last().is_some_and(|(n, _)| *n >= end) {
        kept.pop();
    }
    kept.push((end, campaign.clone()));
}
