//! One turn to write at a time, in memory.
//!
//! It must never know what is written.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Instant;

use crate::store::waiting::{self, PATIENCE};

/// Lets one through at a time.
#[derive(Debug, Default)]
pub(super) struct Turnstile {
    taken: Mutex<bool>,
    free: Condvar,
}

/// The right to write; given back once this is dropped.
pub(super) struct Ticket(Arc<Turnstile>);

impl Turnstile {
    /// Waits until nobody else is inside; none where that took too long.
    pub(super) fn pass(self: &Arc<Self>) -> Option<Ticket> {
        let started = Instant::now();
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let mut tell_after = waiting::SOON;
        while *taken {
            let waited = started.elapsed();
            let left = PATIENCE.checked_sub(waited).filter(|left| !left.is_zero())?;
            if waited >= tell_after {
                tell_after += waiting::AGAIN;
                waiting::tell();
            }
            let pause = left.min(tell_after.saturating_sub(waited));
            let woken = self.free.wait_timeout(taken, pause);
            taken = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
        *taken = true;
        Some(Ticket(self.clone()))
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        *self.0.taken.lock().unwrap_or_else(PoisonError::into_inner) = false;
        self.0.free.notify_one();
    }
}
