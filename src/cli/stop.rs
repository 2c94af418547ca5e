//! Whether somebody wants a command to stop that takes a while: Ctrl-C, or an end that the machine asks for.
//!
//! The first time is a wish, so that nothing half is left and a sentence is said; the second time is the end.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use super::fail::Fail;
use super::out;
use crate::text::{Catalogue, line};

/// It was stopped before the end, as a shell tells it.
pub const EXIT_STOPPED: u8 = 130;

/// Whether the end is asked for.
#[derive(Debug, Clone)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Listens from now on.
    pub fn listen() -> Self {
        let asked = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            // Where it is refused, the signal ends the program at once: what is written has no name until it is whole. The first
            // line is looked at before the second one notes the wish.
            let end = EXIT_STOPPED.into();
            let _ = signal_hook::flag::register_conditional_shutdown(signal, end, asked.clone());
            let _ = signal_hook::flag::register(signal, asked.clone());
        }
        Self(asked)
    }

    /// Is it?
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// A file was not written because somebody stopped it.
pub fn broken_off(cat: &Catalogue, path: &Path) -> Fail {
    let file = line(&path.display().to_string()).into_owned();
    out::complain(&cat.tr_args("export-broken_off", &[("file", file.into())]));
    Fail::Said(EXIT_STOPPED)
}
