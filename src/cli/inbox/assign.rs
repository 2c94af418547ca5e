//! `ketnoi inbox assign ID UNIT…`: files a letter to units, as what the rules take it for unless it is said otherwise.

use clap::{ArgMatches, Command};

use super::decide::{carry_out, unread};
use super::letters::{may_decide, one, open};
use super::list;
use crate::cli::args::Words;
use crate::cli::done::Done;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{parse, units};
use crate::core::decide::LetterCommand;
use crate::core::letter::{LetterKind, Symbol};

/// The kinds that a person may say: none says that a letter was written by a machine.
const KINDS: [&str; 6] = [
    "report",
    "addition",
    "acknowledgement",
    "request",
    "question",
    "other",
];

/// The command.
pub fn command(w: &Words<'_>) -> Command {
    let kind = w
        .choice("kind", &KINDS)
        .help(format!("{} ({})", w.opt_help("letter_kind"), KINDS.join(", ")));
    let args = vec![
        w.pos("ID").help(w.opt_help("letter_id")),
        w.units(),
        kind,
        w.text("number").value_name("NUMBER"),
        w.opt("date", "DATE").help(w.opt_help("document_date")),
        w.opt("at", "TIME").help(w.opt_help("letter_at")),
        w.block("note"),
    ];
    w.leaf(
        "inbox assign",
        args,
        &[
            "ketnoi inbox assign 3f9a2c11 DLK",
            "ketnoi inbox assign 3f9a2c11 \"ha noi\" --kind addition --note \"ảnh gửi sau\"",
        ],
    )
}

/// Carries it out.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let (mut ledger, mut house) = open(s)?;
    may_decide(s, &mut ledger)?;
    let id = one(s, &ledger, &house, parse::text(m, "ID").unwrap_or_default())?;
    let to = units::codes(&s.cat, ledger.campaign(), parse::list(m, "UNIT"))?;
    let entries = list::entries(&ledger, &mut house, &|l| l.id.letter() == id, false);
    let entries = entries.map_err(|e| s.failed(Some(&ledger), &e))?;
    let Some(entry) = entries.into_iter().next() else {
        return Err(unread(s, &ledger, &id));
    };
    let said = parse::text(m, "kind");
    let said = said.and_then(|word| LetterKind::ALL.iter().copied().find(|kind| kind.id() == word));
    let kind = said.or(entry.kind).unwrap_or(LetterKind::Other);
    let typed = parse::symbol(&s.cat, Session::calendar(&ledger), m)?;
    // What the rules found stands, but for what is typed.
    let symbol = if typed.number.is_empty() {
        Symbol {
            number: entry.symbol.number,
            dated: typed.dated.or(entry.symbol.dated),
        }
    } else {
        typed
    };
    let command = LetterCommand::File {
        letters: vec![id.clone()],
        units: to.clone(),
        kind: if kind == LetterKind::Automatic {
            LetterKind::Other
        } else {
            kind
        },
        symbol,
        received: parse::at(&s.cat, Session::calendar(&ledger), m)?,
    };
    let what = units::names(ledger.campaign(), &to, s.cat.lang());
    let note = parse::text(m, "note").unwrap_or_default();
    carry_out(s, (ledger, house), &id, command, note, (Done::InboxAssign, &what))
}
