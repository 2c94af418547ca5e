//! `ketnoi undo`: takes back one's own last command, whole; `--redo` takes that back.

use clap::{ArgMatches, Command};

use crate::cli::args::Words;
use crate::cli::done::Did;
use crate::cli::fail::Fail;
use crate::cli::parse;
use crate::cli::session::Session;
use crate::core::decide::Command as Wish;

/// The command.
pub fn command(w: &Words<'_>) -> Command {
    w.leaf(
        "undo",
        vec![w.flag("redo"), w.block("note"), w.flag("yes")],
        &["ketnoi undo", "ketnoi undo --redo"],
    )
}

/// Carries it out.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let mut ledger = s.open()?;
    let wish = if parse::flag(m, "redo") {
        Wish::Redo
    } else {
        Wish::Undo
    };
    let order = s.order(&ledger, m, wish)?;
    s.carry_out(&mut ledger, &order, &Did::taking_back())
}
