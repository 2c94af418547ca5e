//! What the dashboard would ask back, the command line asks too: on a terminal in a line, elsewhere by refusing and naming
//! the flag that answers beforehand (`--yes`).
//!
//! It must never know what the question is about.

use std::io::{self, BufRead, IsTerminal, Write};

use clap::ArgMatches;

use crate::cli::fail::Fail;
use crate::cli::parse;
use crate::text::Catalogue;
use crate::text::fold::folded;

/// The longest answer that is read.
const ANSWER_MOST: u64 = 1_024;

/// Asks a question that `yes` answers; it is a whole sentence or more, ready for a terminal.
///
/// # Errors
/// Refused (exit code 3): the answer was not yes, or nobody is there to answer and `--yes` was not given.
pub fn confirm(cat: &Catalogue, m: &ArgMatches, question: &str) -> Result<(), Fail> {
    unless(cat, parse::flag(m, "yes"), question)
}

/// The same where it is known whether `--yes` was given.
///
/// # Errors
/// As those of [`confirm`].
pub fn unless(cat: &Catalogue, yes: bool, question: &str) -> Result<(), Fail> {
    if yes {
        return Ok(());
    }
    let refused = |key: &str| Err(Fail::Refused(cat.tr_args(key, &[("question", question.into())])));
    if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        return refused("cli-needs_yes");
    }
    let asked = cat.tr_args("cli-ask", &[("question", question.into())]);
    // Where even the question cannot be shown, nobody can have said yes to it.
    if write!(io::stderr(), "{asked} ").is_err() {
        return refused("cli-needs_yes");
    }
    let mut answer = String::new();
    let read = io::Read::take(io::stdin().lock(), ANSWER_MOST).read_line(&mut answer);
    match (read, folded(answer.trim()).as_str()) {
        (Ok(_), "y" | "yes" | "c" | "co") => Ok(()),
        _ => refused("cli-not_confirmed"),
    }
}
