//! `ketnoi inbox search WORDS`: letters by their words and those of what is attached to them.

use std::collections::BTreeMap;

use clap::{ArgAction, ArgMatches, Command};

use super::letters::open;
use super::list;
use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{lists, out, parse};
use crate::core::names::LetterId;
use crate::intake::{Finder, Found};
use crate::jail::Jail;
use crate::output::found::{self, Hit};
use crate::text::{line, numbers};

/// So many letters are read without a word about it.
const QUIETLY: usize = 100;

/// The command.
pub fn command(w: &Words<'_>) -> Command {
    let words = w
        .pos("WORDS")
        .help(w.opt_help("search_words"))
        .num_args(1..)
        .action(ArgAction::Append);
    w.leaf(
        "inbox search",
        lists::with(w, vec![words]),
        &[
            "ketnoi inbox search dak lak",
            "ketnoi inbox search 77/BC-STTTT --json",
        ],
    )
}

/// Carries it out.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let typed: Vec<&str> = parse::list(m, "WORDS").map(String::as_str).collect();
    let typed = typed.join(" ");
    let about = |key: &str| s.cat.tr_args(key, &[("words", line(&typed).into_owned().into())]);
    if !typed.chars().any(char::is_alphanumeric) {
        return Err(Fail::Usage(about("cli-search_no_words")));
    }
    let nothing = about("cli-search_nothing");
    let wish = lists::wish(s, m)?;
    let (ledger, mut house) = open(s)?;
    let mut find = || -> Result<Vec<Found>, crate::ledger::LedgerError> {
        let mut finder = Finder::open(&ledger, Jail::new())?;
        let left = finder.catch_up(&mut house, &ledger, QUIETLY)?;
        if left > 0 {
            let number = numbers::whole(s.cat.lang(), left as i64);
            let args = [("count", left.into()), ("number", number.into())];
            out::complain(&s.cat.tr_args("cli-search_reading", &args));
            finder.catch_up(&mut house, &ledger, usize::MAX)?;
        }
        finder.find(&house, &ledger, &typed)
    };
    let found = find().map_err(|e| s.failed(Some(&ledger), &e))?;
    if found.is_empty() && wish.is_table() {
        return out::text_line(&s.cat, &nothing);
    }
    let places: BTreeMap<&LetterId, usize> = found.iter().enumerate().map(|(i, f)| (&f.letter, i)).collect();
    let wanted = |l: &crate::core::house::Letter| places.contains_key(&l.id.letter());
    let entries = list::entries(&ledger, &mut house, &wanted, false);
    let entries = entries.map_err(|e| s.failed(Some(&ledger), &e))?;
    let mut rows: Vec<(usize, Hit)> = entries
        .into_iter()
        .filter_map(|entry| {
            let place = *places.get(&entry.id)?;
            let Found { part, excerpt, .. } = found.get(place)?.clone();
            Some((place, Hit { entry, part, excerpt }))
        })
        .collect();
    rows.sort_by_key(|(place, _)| *place);
    let rows = rows.into_iter().map(|(_, hit)| hit).collect();
    lists::tell(s, &wish, found::document(ledger.campaign(), rows))
}
