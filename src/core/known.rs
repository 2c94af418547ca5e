//! When a fact became known, where a clock has been wrong.
//!
//! What is known at a moment is always a beginning of the stream: whoever knows fact n knows every fact before it. As long
//! as `recorded` never goes back, that is every fact with a `recorded` of then or before. After a clock that was years
//! ahead somebody sets it right with a fact of its own, and `recorded` begins anew below what it was; from that fact on
//! everything before it is known too, whatever the wrong clock has written on it.

use crate::core::fact::{Envelope, Fact};
use crate::core::time::Stamp;

/// The moments at which the clock of a stream was set right.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corrections(Vec<(u64, Stamp)>);

impl Corrections {
    /// Those among these facts.
    pub fn of<'a>(facts: impl IntoIterator<Item = &'a Envelope>) -> Self {
        let mut all = Self::default();
        facts.into_iter().for_each(|env| all.take(env));
        all
    }

    /// Takes in one more fact.
    pub fn take(&mut self, env: &Envelope) {
        if corrects(&env.fact) {
            self.0.push((env.seq, env.recorded));
        }
    }

    /// When a fact became known: when it was recorded, or when the clock that had said so was set right.
    pub fn known(&self, env: &Envelope) -> Stamp {
        let later = self.0.iter().filter(|(seq, _)| *seq > env.seq);
        later.fold(env.recorded, |known, (_, at)| known.min(*at))
    }
}

/// Does `recorded` begin anew with this fact?
pub fn corrects(fact: &Fact) -> bool {
    matches!(fact, Fact::ClockCorrected(_))
}
