//! `ketnoi log redact` and `ketnoi contact redact`: what was written of people is removed, with a reason.
//!
//! It must never know how a fact is kept.

use clap::ArgMatches;

use crate::cli::done::{Did, Done};
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{out, parse, units};
use crate::core::authority::Deed;
use crate::core::decide::Command as Wish;
use crate::core::fact::Fact;
use crate::core::redaction::Said;
use crate::ledger::Ledger;
use crate::text::line;

/// Removes the words of facts by their numbers. Of a person everything goes that is on record under the name: else what
/// was on record before would be shown again.
pub fn facts(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let mut ledger = begin(s)?;
    let mut all: Vec<Said> = Vec::new();
    for word in parse::list(m, "SEQ") {
        let no_number = || {
            Fail::Usage(
                s.cat
                    .tr_args("cli-no_fact_number", &[("word", line(word).into())]),
            )
        };
        let seq: u64 = word.trim().parse().map_err(|_| no_number())?;
        let found = ledger.said(seq).map_err(|e| s.failed(Some(&ledger), &e))?;
        let said = found.ok_or_else(|| {
            let known = ledger.campaign().seq();
            let args = [
                ("seq", seq.to_string().into()),
                ("last", known.to_string().into()),
            ];
            Fail::Nothing(s.cat.tr_args("cli-no_such_fact", &args))
        })?;
        all.extend(same_person(s, &mut ledger, &said)?);
        all.push(said);
    }
    all.sort_by_key(|said| said.seq);
    all.dedup_by_key(|said| said.seq);
    let numbers: Vec<String> = all.iter().map(|said| said.seq.to_string()).collect();
    carry_out(s, ledger, m, all, &Did::to(numbers.join(", ")))
}

fn same_person(s: &Session, ledger: &mut Ledger, said: &Said) -> Result<Vec<Said>, Fail> {
    let (Fact::ContactSet(f), Some(code)) = (&said.fact, &said.unit) else {
        return Ok(Vec::new());
    };
    match ledger.campaign().roster().by_code(code.as_str()) {
        Some(ix) => {
            let found = ledger.people(ix, Some(&f.contact.name));
            found.map_err(|e| s.failed(Some(ledger), &e))
        }
        None => Ok(Vec::new()),
    }
}

/// Removes everybody who is or was on record as whom to call at a unit.
pub fn people(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let mut ledger = begin(s)?;
    let ix = units::one(&s.cat, ledger.campaign(), parse::text(m, "UNIT").unwrap_or(""))?;
    let unit = ledger.campaign().code(ix);
    let what = units::names(ledger.campaign(), std::slice::from_ref(&unit), s.cat.lang());
    let found = ledger.people(ix, None).map_err(|e| s.failed(Some(&ledger), &e))?;
    if found.is_empty() {
        let args = [("unit", line(&what).into())];
        return Err(Fail::Nothing(s.cat.tr_args("cli-no_person", &args)));
    }
    carry_out(s, ledger, m, found, &Did::to(what).rather(Done::ContactRedact))
}

/// Asked before anything is looked up: whoever may not remove anything is not told what there is. What was removed earlier
/// and could not be taken out of the file then is taken out now.
fn begin(s: &mut Session) -> Result<Ledger, Fail> {
    let mut ledger = s.open()?;
    ledger
        .may(Deed::Redact)
        .map_err(|e| s.failed(Some(&ledger), &e))?;
    let left = ledger.has_remains().map_err(|e| s.failed(Some(&ledger), &e))?;
    if left {
        let gone = ledger.scrub().map_err(|e| s.failed(Some(&ledger), &e))?;
        let told = if gone {
            "cli-redact_cleared"
        } else {
            "cli-redact_remains"
        };
        out::complain(&s.cat.tr(told));
    }
    Ok(ledger)
}

fn carry_out(
    s: &mut Session,
    mut ledger: Ledger,
    m: &ArgMatches,
    facts: Vec<Said>,
    did: &Did<'_>,
) -> Result<(), Fail> {
    let order = s.order(&ledger, m, Wish::RedactFacts { facts })?;
    let remains = s.carry_out_telling(&mut ledger, &order, did)?.remains;
    if remains {
        out::complain(&s.cat.tr("cli-redact_remains"));
    }
    out::complain(&s.cat.tr("cli-redact_backups"));
    Ok(())
}
