//! Who waits for a store that another program holds is told after a moment, while the waiting goes on: nothing is to look as
//! if it hung. The same of a server that is gone. One listener for the process, as one store is open in it.
//!
//! It must never know what is said.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// So soon it is said.
pub const SOON: Duration = Duration::from_secs(1);
/// And so often again, for as long as the waiting goes on.
pub const AGAIN: Duration = Duration::from_secs(5);

/// How long somebody waits for the turn to write before it is an error.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

type Listener = Box<dyn Fn() + Send>;

static LISTENER: Mutex<Option<Listener>> = Mutex::new(None);

/// Calls `tell` whenever something has waited for a second for a store that others hold, and every five seconds after
/// that; in place of whoever was told before.
pub fn when_waiting(tell: impl Fn() + Send + 'static) {
    *LISTENER.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(tell));
}

/// Something is still waiting.
pub fn tell() {
    if let Some(tell) = LISTENER.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
        tell();
    }
}
