//! `ketnoi inbox dismiss ID --note TEXT`: a letter is none of ours; `inbox put-back` takes back what was decided about one.

use clap::{ArgMatches, Command};

use super::decide::{carry_out, unread};
use super::letters::{may_decide, one, open};
use crate::cli::args::Words;
use crate::cli::done::Done;
use crate::cli::fail::Fail;
use crate::cli::parse;
use crate::cli::session::Session;
use crate::core::decide::LetterCommand;
use crate::core::names::LetterId;

/// The command that dismisses.
pub fn command(w: &Words<'_>) -> Command {
    w.leaf(
        "inbox dismiss",
        vec![w.pos("ID").help(w.opt_help("letter_id")), w.block("note")],
        &["ketnoi inbox dismiss 3f9a2c11 --note \"quảng cáo\""],
    )
}

/// The command that puts back.
pub fn back(w: &Words<'_>) -> Command {
    w.leaf(
        "inbox put-back",
        vec![w.pos("ID").help(w.opt_help("letter_id")), w.block("note")],
        &["ketnoi inbox put-back 3f9a2c11 --note \"nhầm đơn vị\""],
    )
}

/// Dismisses.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    decide(s, m, Done::InboxDismiss, |letters| LetterCommand::Dismiss {
        letters,
    })
}

/// Puts back.
pub fn run_back(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    decide(s, m, Done::InboxPutBack, |letters| LetterCommand::PutBack {
        letters,
    })
}

fn decide(
    s: &mut Session,
    m: &ArgMatches,
    done: Done,
    command: impl FnOnce(Vec<LetterId>) -> LetterCommand,
) -> Result<(), Fail> {
    let (mut ledger, house) = open(s)?;
    may_decide(s, &mut ledger)?;
    let id = one(s, &ledger, &house, parse::text(m, "ID").unwrap_or_default())?;
    if house.house().letter(&id).is_none() {
        return Err(unread(s, &ledger, &id));
    }
    let note = parse::text(m, "note").unwrap_or_default();
    carry_out(
        s,
        (ledger, house),
        &id,
        command(vec![id.clone()]),
        note,
        (done, note),
    )
}
