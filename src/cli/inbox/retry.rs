//! `ketnoi inbox retry`: what could not be read is read again, from the store.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::{ArgMatches, Command};
use serde::Serialize;

use super::letters::{one, open};
use super::setup;
use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{out, parse};
use crate::core::names::{BlobId, LetterId};

/// The command.
pub fn command(w: &Words<'_>) -> Command {
    let id = w.pos("ID").help(w.opt_help("failed_id")).required(false);
    w.leaf(
        "inbox retry",
        vec![id],
        &["ketnoi inbox retry", "ketnoi inbox retry 3f9a2c11"],
    )
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    read: Vec<&'a str>,
    failed: Vec<&'a str>,
    heads: u64,
    gone: u64,
}

/// Carries it out.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let only = match parse::text(m, "ID") {
        None => None,
        Some(typed) => {
            let (ledger, house) = open(s)?;
            let id = one(s, &ledger, &house, typed)?;
            let raw = BlobId(id.0.clone());
            if house.house().failure(&raw).is_none() {
                let args = [("id", id.as_str().get(..12).unwrap_or_default().into())];
                return Err(Fail::Nothing(s.cat.tr_args("cli-retry_readable", &args)));
            }
            Some(raw)
        }
    };
    let stop = Arc::new(AtomicBool::new(false));
    // Where it is refused, the signal ends the program: what is not on record is read once more.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGINT, stop.clone());
    let mut sweep = setup::sweep(s, &stop)?;
    let retried = sweep
        .retry(only.as_ref())
        .map_err(|e| s.failed(sweep.ledger(), &e))?;
    if s.json {
        return out::json(
            &s.cat,
            &Document {
                schema: "ketnoi.retry/1",
                read: retried.read.iter().map(LetterId::as_str).collect(),
                failed: retried.failed.iter().map(BlobId::as_str).collect(),
                heads: retried.heads,
                gone: retried.gone,
            },
        );
    }
    let args = [
        ("read", retried.read.len().into()),
        ("failed", retried.failed.len().into()),
        ("heads", retried.heads.into()),
        ("gone", retried.gone.into()),
    ];
    out::text_line(&s.cat, &s.cat.tr_args("cli-retried", &args))
}
