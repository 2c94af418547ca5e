//! `ketnoi log`: the journal as it stands, its head for safe keeping elsewhere, and whether it is whole.

use clap::{ArgMatches, Command};
use serde::Serialize;

use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{out, parse, redact, units, verify};
use crate::core::authority::{Deed, SEEING, role_id};
use crate::core::fact::Envelope;
use crate::core::hex::hex;
use crate::core::known::Corrections;
use crate::core::names::UnitCode;
use crate::core::time::Stamp;
use crate::ledger::{Ledger, examine};
use crate::output::log;
use crate::store::{Attempt, Head};
use crate::text::{dates, line};

/// The command.
pub fn command(w: &Words<'_>) -> Command {
    let mut redact = vec![w.pos("SEQ").num_args(1..)];
    redact.extend(w.record());
    let args = vec![
        w.opt("unit", "UNIT"),
        w.opt("since", "TIME"),
        w.flag("verify").conflicts_with_all(["unit", "since", "head"]),
        w.flag("head").conflicts_with_all(["unit", "since"]),
        w.flag("audit")
            .conflicts_with_all(["unit", "since", "verify", "head"]),
    ];
    let examples = [
        "ketnoi log --unit HNI",
        "ketnoi log --since 2020-05-28 --json",
        "ketnoi log --verify",
        "ketnoi log --head",
        "ketnoi log --audit",
        "ketnoi log redact 12 --note \"theo yêu cầu của người được nêu tên\"",
    ];
    let own = w.node("log", &examples).args(args).subcommand(w.leaf(
        "log redact",
        redact,
        &["ketnoi log redact 12 --note \"theo yêu cầu của người được nêu tên\""],
    ));
    w.finish(own, "ketnoi log")
}

/// Carries it out.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    if let Some(("redact", m)) = m.subcommand() {
        return redact::facts(s, m);
    }
    if parse::flag(m, "verify") {
        return verify(s);
    }
    let mut ledger = s.open()?;
    if parse::flag(m, "audit") {
        return audit(s, &mut ledger);
    }
    if parse::flag(m, "head") {
        return head(s, &mut ledger);
    }
    let unit = match parse::text(m, "unit") {
        None => None,
        Some(w) => {
            let ix = units::one(&s.cat, ledger.campaign(), w)?;
            s.may_see(&mut ledger, Some(ix))?;
            Some(ledger.campaign().code(ix))
        }
    };
    let since = parse::opt_when(&s.cat, Session::calendar(&ledger), m, "since")?;
    let wanted = Wanted {
        unit,
        since,
        as_of: s.as_of,
        known_at: s.known_at,
        corrections: ledger
            .corrections(s.known_at)
            .map_err(|e| s.failed(Some(&ledger), &e))?,
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
    corrections: Corrections,
}

impl Wanted {
    fn takes(&self, env: &Envelope) -> bool {
        self.unit.as_ref().is_none_or(|u| env.unit.as_ref() == Some(u))
            && self.since.is_none_or(|t| env.at >= t)
            && self.as_of.is_none_or(|t| env.at <= t)
            && self.known_at.is_none_or(|t| self.corrections.known(env) <= t)
    }
}

/// JSON Lines, page by page: a journal may be longer than what fits in memory.
fn json_lines(s: &Session, ledger: &mut Ledger, wanted: &Wanted) -> Result<(), Fail> {
    let zone = ledger.campaign().def().zone;
    let eyes = ledger.rights().eyes().clone();
    let gone = ledger.redactions().map_err(|e| s.failed(Some(ledger), &e))?;
    let mut read = Ok(());
    let written = out::with(&s.cat, |to| {
        let mut failed = Ok(());
        read = ledger.each_fact(|env| {
            if failed.is_ok() && wanted.takes(env) {
                let by = gone.get(&env.seq).map(|(_, by)| by);
                failed = log::json_line_for(&eyes, env, zone, by)
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
    let gone = ledger.redactions().map_err(|e| s.failed(Some(ledger), &e))?;
    let mut facts = Vec::new();
    let read = ledger.each_fact(|env| {
        if wanted.takes(env) {
            facts.push(env.clone());
        }
    });
    read.map_err(|e| s.failed(Some(ledger), &e))?;
    let shown = ledger.shown();
    let rows: Vec<Vec<String>> = facts
        .iter()
        .map(|env| {
            let by = gone.get(&env.seq).map(|(_, by)| by);
            log::table_row_redacted(&s.cat, &shown, env, by)
        })
        .collect();
    out::table(&s.cat, &log::table_head(&s.cat), &rows, &log::SPARE)
}

#[derive(Serialize)]
struct HeadJson<'a> {
    schema: &'static str,
    campaign: &'a str,
    seq: u64,
    hash: String,
}

fn tell_head(s: &Session, ledger: &Ledger, head: Head) -> Result<(), Fail> {
    let campaign = ledger.campaign().id().as_str();
    let hash = hex(&head.hash);
    if s.json {
        return out::json(
            &s.cat,
            &HeadJson {
                schema: "ketnoi.head/1",
                campaign,
                seq: head.seq,
                hash,
            },
        );
    }
    let said = s.cat.tr_args(
        "cli-log_head",
        &[
            ("id", line(campaign).into()),
            ("n", head.seq.into()),
            ("hash", hash.into()),
        ],
    );
    out::text_line(&s.cat, &said)
}

fn verify(s: &mut Session) -> Result<(), Fail> {
    let mut ledger = match s.open() {
        Ok(ledger) => ledger,
        Err(why) => return verify_unopened(s, why),
    };
    let found = ledger.examine().map_err(|e| s.failed(Some(&ledger), &e))?;
    verify::tell(s, Some(ledger.campaign().id()), &found)
}

/// A store whose campaign cannot be followed any more is what one wants to have examined: for whoever may see the whole
/// country, everything that is wrong is told, and not only what was met first.
fn verify_unopened(s: &mut Session, why: Fail) -> Result<(), Fail> {
    let Some(mut journal) = s.journal_unopened()? else {
        return Err(why);
    };
    let found = examine(journal.as_mut(), false).map_err(|e| s.store_failed(&e))?;
    if found.is_whole() {
        return Err(why); // it was something else
    }
    verify::tell(s, s.campaign().as_ref(), &found)
}

fn head(s: &Session, ledger: &mut Ledger) -> Result<(), Fail> {
    let head = match ledger.head() {
        Ok(h) => h,
        Err(e) => return Err(s.failed(Some(ledger), &e)),
    };
    tell_head(s, ledger, head)
}

#[derive(Serialize)]
struct AuditJson<'a> {
    schema: &'static str,
    attempts: Vec<AttemptJson<'a>>,
}

#[derive(Serialize)]
struct AttemptJson<'a> {
    at: String,
    actor: &'a str,
    real_user: &'a str,
    role: &'static str,
    via: crate::core::fact::Via,
    campaign: &'a str,
    unit: Option<&'a str>,
    tried: &'a str,
    rule: &'a str,
}

/// What was refused because of who asked: for administrators.
fn audit(s: &Session, ledger: &mut Ledger) -> Result<(), Fail> {
    ledger.may(Deed::Audit).map_err(|e| s.failed(Some(ledger), &e))?;
    let zone = ledger.campaign().def().zone;
    let attempts = match ledger.journal() {
        None => Vec::new(),
        Some(j) => j.attempts().map_err(|e| s.store_failed(&e))?,
    };
    if s.json {
        let attempts = attempts.iter().map(|a| AttemptJson {
            at: zone.rfc3339(a.at),
            actor: a.actor.as_str(),
            real_user: a.real_user.as_str(),
            role: role_id(a.role),
            via: a.via,
            campaign: a.stream.as_str(),
            unit: a.unit.as_ref().map(UnitCode::as_str),
            tried: &a.tried,
            rule: &a.rule,
        });
        let document = AuditJson {
            schema: "ketnoi.audit/1",
            attempts: attempts.collect(),
        };
        return out::json(&s.cat, &document);
    }
    if attempts.is_empty() {
        return out::text_line(&s.cat, &s.cat.tr("access-audit_empty"));
    }
    let rows: Vec<Vec<String>> = attempts.iter().map(|a| audit_row(s, ledger, a)).collect();
    let head = [
        "access-col_time",
        "access-col_who",
        "access-col_role",
        "access-col_unit",
        "access-col_tried",
        "access-col_rule",
    ];
    let head = head.map(|key| s.cat.tr(key).into_owned());
    // The rule says in one word what the deed and the role say together.
    out::table(&s.cat, &head, &rows, &[5, 2, 3])
}

fn audit_row(s: &Session, ledger: &Ledger, a: &Attempt) -> Vec<String> {
    let actor = line(a.actor.as_str()).into_owned();
    let who = if a.actor == a.real_user {
        actor
    } else {
        let account = line(a.real_user.as_str()).into_owned();
        s.cat.tr_args(
            "access-as",
            &[("actor", actor.into()), ("account", account.into())],
        )
    };
    let known = Deed::EVERY.iter().find(|d| d.id() == a.tried);
    let tried = match known {
        Some(deed) => s.cat.tr(&format!("deed-{}", deed.id())).into_owned(),
        None if a.tried == SEEING => s.cat.tr("access-seeing").into_owned(),
        None => a.tried.clone(),
    };
    vec![
        dates::full_time(ledger.campaign().def().zone, a.at),
        who,
        s.cat.tr(&format!("role-{}", role_id(a.role))).into_owned(),
        a.unit.as_ref().map(|u| u.0.clone()).unwrap_or_default(),
        tried,
        a.rule.clone(),
    ]
}
