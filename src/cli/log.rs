//! `ketnoi log`: the journal as it stands, its head for safe keeping elsewhere, and whether it is whole.

use clap::{ArgMatches, Command};
use serde::Serialize;

use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{out, parse, units};
use crate::core::fact::Envelope;
use crate::core::names::UnitCode;
use crate::core::time::Stamp;
use crate::ledger::Ledger;
use crate::output::log;
use crate::store::Head;
use crate::text::line;

/// The command.
pub fn command(w: &Words<'_>) -> Command {
    w.leaf(
        "log",
        vec![
            w.opt("unit", "UNIT"),
            w.opt("since", "TIME"),
            w.flag("verify").conflicts_with_all(["unit", "since", "head"]),
            w.flag("head").conflicts_with_all(["unit", "since"]),
        ],
        &[
            "ketnoi log --unit HNI",
            "ketnoi log --since 2020-05-28 --json",
            "ketnoi log --verify",
            "ketnoi log --head",
        ],
    )
}

/// Carries it out.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let mut ledger = s.open()?;
    if parse::flag(m, "verify") {
        return verify(s, &mut ledger);
    }
    if parse::flag(m, "head") {
        return head(s, &mut ledger);
    }
    let unit = match parse::text(m, "unit") {
        None => None,
        Some(w) => {
            let ix = units::one(&s.cat, ledger.campaign(), w)?;
            Some(ledger.campaign().code(ix))
        }
    };
    let since = parse::opt_when(&s.cat, ledger.campaign().def().zone, m, "since")?;
    let wanted = Wanted {
        unit,
        since,
        as_of: s.as_of,
        known_at: s.known_at,
    };
    if s.json {
        json_lines(s, &mut ledger, &wanted)
    } else {
        table(s, &mut ledger, &wanted)
    }
}

struct Wanted {
    unit: Option<UnitCode>,
    since: Option<Stamp>,
    as_of: Option<Stamp>,
    known_at: Option<Stamp>,
}

impl Wanted {
    fn takes(&self, env: &Envelope) -> bool {
        self.unit.as_ref().is_none_or(|u| env.unit.as_ref() == Some(u))
            && self.since.is_none_or(|t| env.at >= t)
            && self.as_of.is_none_or(|t| env.at <= t)
            && self.known_at.is_none_or(|t| env.recorded <= t)
    }
}

/// JSON Lines, page by page: a journal may be longer than what fits in memory.
fn json_lines(s: &Session, ledger: &mut Ledger, wanted: &Wanted) -> Result<(), Fail> {
    let zone = ledger.campaign().def().zone;
    let mut read = Ok(());
    let written = out::with(&s.cat, |to| {
        let mut failed = Ok(());
        read = ledger.each_fact(|env| {
            if failed.is_ok() && wanted.takes(env) {
                failed = log::json_line(env, zone)
                    .map_err(std::io::Error::other)
                    .and_then(|l| writeln!(to, "{}", out::escaped(&l)));
            }
        });
        failed
    });
    written?;
    read.map_err(|e| s.failed(Some(ledger), &e))
}

fn table(s: &Session, ledger: &mut Ledger, wanted: &Wanted) -> Result<(), Fail> {
    let mut facts = Vec::new();
    let read = ledger.each_fact(|env| {
        if wanted.takes(env) {
            facts.push(env.clone());
        }
    });
    read.map_err(|e| s.failed(Some(ledger), &e))?;
    let rows: Vec<Vec<String>> = facts
        .iter()
        .map(|env| log::table_row(&s.cat, ledger.campaign(), env))
        .collect();
    out::table(&s.cat, &log::table_head(&s.cat), &rows)
}

#[derive(Serialize)]
struct HeadJson<'a> {
    schema: &'static str,
    campaign: &'a str,
    seq: u64,
    hash: String,
}

fn tell_head(s: &Session, ledger: &Ledger, schema: &'static str, key: &str, head: Head) -> Result<(), Fail> {
    let campaign = ledger.campaign().id().as_str();
    let hash = log::hex(&head.hash);
    if s.json {
        return out::json(
            &s.cat,
            &HeadJson {
                schema,
                campaign,
                seq: head.seq,
                hash,
            },
        );
    }
    let said = s.cat.tr_args(
        key,
        &[
            ("id", line(campaign).into()),
            ("n", head.seq.into()),
            ("hash", hash.into()),
        ],
    );
    out::text_line(&s.cat, &said)
}

fn verify(s: &Session, ledger: &mut Ledger) -> Result<(), Fail> {
    let head = match ledger.verify() {
        Ok(h) => h,
        Err(e) => return Err(s.failed(Some(ledger), &e)),
    };
    tell_head(s, ledger, "ketnoi.verify/1", "cli-log_whole", head)
}

fn head(s: &Session, ledger: &mut Ledger) -> Result<(), Fail> {
    let stream = ledger.campaign().id().clone();
    let head = match ledger.journal() {
        None => Head::default(),
        Some(j) => j.head(&stream).map_err(|e| s.store_failed(&e))?,
    };
    tell_head(s, ledger, "ketnoi.head/1", "cli-log_head", head)
}
