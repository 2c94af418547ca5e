//! `ketnoi relay`: one listener for all sessions of this machine, where a server keeps the facts.
//!
//! It must never know how changes are heard of.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::{ArgMatches, Command};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::out;
use crate::cli::session::Session;
use crate::failure;
use crate::store::StoreError;

/// The command.
pub fn command(w: &Words<'_>) -> Command {
    w.leaf("relay", vec![], &["ketnoi relay --store postgres://db/ketnoi"])
}

/// Carries it out, until a signal ends it.
pub fn run(s: &mut Session, _m: &ArgMatches) -> Result<(), Fail> {
    let site = s.site()?;
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGTERM, SIGINT, SIGHUP] {
        // Where it is refused the signal ends the program, and nothing is lost by that.
        let _ = signal_hook::flag::register(signal, stop.clone());
    }
    let away = |why: &StoreError| out::complain(&failure::store_error(&s.cat, why));
    match site.relay(&|| stop.load(Ordering::Relaxed), &away) {
        Some(relayed) => relayed.map_err(|e| s.store_failed(&e)),
        None => Err(Fail::Failed(s.cat.tr("cli-no_relay").into_owned())),
    }
}
