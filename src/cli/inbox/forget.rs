//! `ketnoi inbox forget SENDER`: where people filed a sender's earlier letters is no hint any more. The letters stay.

use clap::{ArgMatches, Command};
use serde::Serialize;

use super::letters::open;
use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::{Session, mint};
use crate::cli::{out, parse};
use crate::core::decide::{LetterCommand, LetterOrder};
use crate::text::line;

/// The command.
pub fn command(w: &Words<'_>) -> Command {
    w.leaf(
        "inbox forget",
        vec![w.pos("SENDER").help(w.opt_help("letter_sender"))],
        &["ketnoi inbox forget lan.mau@tinh.example"],
    )
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    sender: &'a str,
    seq: Option<u64>,
}

/// Carries it out.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let sender = parse::text(m, "SENDER").unwrap_or_default().trim();
    let (mut ledger, mut house) = open(s)?;
    let command = LetterCommand::Forget {
        sender: sender.to_owned(),
    };
    let receipt = house
        .submit(&mut ledger, &LetterOrder::new(mint(), command))
        .map_err(|e| s.failed(Some(&ledger), &e))?;
    let args = [("sender", line(sender).into_owned().into())];
    let seq = receipt.facts.first().map(|env| env.seq);
    if seq.is_none() {
        return Err(Fail::Nothing(s.cat.tr_args("cli-sender_unknown", &args)));
    }
    if s.json {
        return out::json(
            &s.cat,
            &Document {
                schema: "ketnoi.forget/1",
                sender,
                seq,
            },
        );
    }
    out::text_line(&s.cat, &s.cat.tr_args("cli-sender_forgotten", &args))
}
