//! A past whose facts are at hand, for tests that go to and fro in it.

use std::sync::Arc;

use ketnoi::core::campaign::Campaign;
use ketnoi::core::definition::Definition;
use ketnoi::core::fact::Envelope;
use ketnoi::core::names::UnitIx;
use ketnoi::core::past::{Outline, Past, Shelf, Sight, Trace};
use ketnoi::core::unit::Entry;

/// Facts in order, of which as many are counted as were brought.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// The facts.
    pub all: Vec<Envelope>,
    /// How many were brought so far.
    pub brought: usize,
}

impl Shelf for Facts {
    type Error = u64;

    fn show(&mut self, after: u64, until: u64, each: &mut dyn FnMut(&Envelope)) -> Result<(), u64> {
        let between = |env: &&Envelope| env.seq > after && env.seq <= until;
        for env in self.all.iter().filter(between) {
            self.brought += 1;
            each(env);
        }
        Ok(())
    }

    fn unlike(&self, seq: u64) -> u64 {
        seq
    }
}

/// A past and its facts.
pub struct Walk {
    /// The past.
    pub past: Past,
    /// Its facts.
    pub facts: Facts,
}

impl Walk {
    /// Over these facts.
    pub fn new(definition: Arc<Definition>, facts: &[Envelope]) -> Self {
        let mut walk = Self {
            past: Past::empty(definition, facts.len()),
            facts: Facts::default(),
        };
        for env in facts {
            walk.add(env);
        }
        walk
    }

    /// One more.
    pub fn add(&mut self, env: &Envelope) {
        self.past.add(&Outline::of(env));
        if self.facts.all.last().is_none_or(|last| last.seq < env.seq) {
            self.facts.all.push(env.clone());
        }
    }

    /// The campaign from there.
    pub fn seen(&mut self, sight: Sight) -> Campaign {
        self.past.seen(sight, &mut self.facts).expect("they are at hand")
    }

    /// Everything on record of a unit from where one looked last.
    pub fn history(&mut self, ix: UnitIx) -> Option<Vec<Entry>> {
        self.past.history(ix, &mut self.facts).expect("they are at hand")
    }

    /// When they came about.
    pub fn traces(&self) -> impl Iterator<Item = Trace<'_>> {
        self.past.traces()
    }
}
