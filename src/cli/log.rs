//! `ketnoi log`: the journal as it stands, its head for safe keeping elsewhere, and whether it is whole.

use clap::{ArgMatches, Command};
use serde::Serialize;

use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::lists::{self, Wish};
use crate::cli::session::Session;
use crate::cli::{out, parse, redact, units, verify};
use crate::core::authority::{Deed, SEEING, role_id};
use crate::core::campaign::Campaign;
use crate::core::fact::Envelope;
use crate::core::hex::hex;
use crate::core::known::Corrections;
use crate::core::names::UnitCode;
use crate::core::time::Stamp;
use crate::ledger::{Ledger, LedgerError, examine};
use crate::output::log;
use crate::output::table::{Column, Kind, Listing, Table};
use crate::store::{Attempt, Head};
use crate::text::{Catalogue, line};

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
    let args = lists::with(w, args);
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
        return audit(s, m, &mut ledger);
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
    let wish = lists::wish(s, m)?;
    if wish.is_json() {
        json_lines(s, &wish, &mut ledger, &wanted)
    } else {
        table(s, &wish, &mut ledger, &wanted)
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

/// JSON Lines; to standard output page by page, because a journal may be longer than what fits in memory.
fn json_lines(s: &Session, wish: &Wish, ledger: &mut Ledger, wanted: &Wanted) -> Result<(), Fail> {
    if wish.names_columns() {
        return Err(Fail::Usage(s.cat.tr("cli-log_json_columns").into_owned()));
    }
    let zone = ledger.campaign().def().zone;
    let eyes = ledger.rights().eyes().clone();
    let gone = ledger.redactions().map_err(|e| s.failed(Some(ledger), &e))?;
    let mut read = Ok(());
    let mut rows = 0;
    let mut pour = |to: &mut dyn std::io::Write| {
        let mut failed = Ok(());
        read = ledger.each_fact(|env| {
            if failed.is_ok() && wanted.takes(env) {
                rows += 1;
                let by = gone.get(&env.seq).map(|(_, by)| by);
                failed = log::json_line_for(&eyes, env, zone, by)
                    .map_err(std::io::Error::other)
                    .and_then(|l| writeln!(to, "{}", out::escaped(&l)));
            }
        });
        failed
    };
    let mut bytes = Vec::new();
    if wish.is_for_a_file() {
        pour(&mut bytes).map_err(|e| Fail::Failed(e.to_string()))?;
    } else {
        out::with(&s.cat, pour)?;
    }
    read.map_err(|e| s.failed(Some(ledger), &e))?;
    lists::put(s, wish, &bytes, rows)
}

fn table(s: &Session, wish: &Wish, ledger: &mut Ledger, wanted: &Wanted) -> Result<(), Fail> {
    let facts = facts(s, ledger, wanted)?;
    lists::tell(s, wish, listing(&s.cat, &ledger.shown(), facts))
}

/// Hands on every fact that this session may see, one by one, with the campaign as it may be seen: a journal may be longer
/// than what fits in memory.
pub fn each<T>(
    s: &Session,
    ledger: &mut Ledger,
    hand: impl FnOnce(&Campaign, &mut dyn Iterator<Item = Result<log::Row, LedgerError>>) -> T,
) -> Result<T, Fail> {
    let wanted = Wanted {
        unit: None,
        since: None,
        as_of: s.as_of,
        known_at: s.known_at,
        corrections: ledger
            .corrections(s.known_at)
            .map_err(|e| s.failed(Some(ledger), &e))?,
    };
    let gone = ledger.redactions().map_err(|e| s.failed(Some(ledger), &e))?;
    let (campaign, facts) = ledger.shown_with_facts();
    let mut rows = facts
        .filter(|env| env.as_ref().map_or(true, |env| wanted.takes(env)))
        .map(|env| {
            let env = env?;
            let by = gone.get(&env.seq).map(|(_, by)| by.clone());
            Ok((env, by))
        });
    Ok(hand(&campaign, &mut rows))
}

fn facts(s: &Session, ledger: &mut Ledger, wanted: &Wanted) -> Result<Vec<log::Row>, Fail> {
    let gone = ledger.redactions().map_err(|e| s.failed(Some(ledger), &e))?;
    let mut facts = Vec::new();
    let read = ledger.each_fact(|env| {
        if wanted.takes(env) {
            let by = gone.get(&env.seq).map(|(_, by)| by.clone());
            facts.push((env.clone(), by));
        }
    });
    read.map_err(|e| s.failed(Some(ledger), &e))?;
    Ok(facts)
}

/// These facts as a list.
pub fn listing<'a>(
    cat: &'a Catalogue,
    campaign: &'a Campaign,
    facts: Vec<log::Row>,
) -> Listing<'a, log::Row> {
    Listing {
        schema: "ketnoi.log/1",
        head: Vec::new(),
        name: "facts",
        table: log::table(cat, campaign, facts),
    }
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

/// What was refused because of who asked: for administrators.
fn audit(s: &Session, m: &ArgMatches, ledger: &mut Ledger) -> Result<(), Fail> {
    ledger.may(Deed::Audit).map_err(|e| s.failed(Some(ledger), &e))?;
    let attempts = match ledger.journal() {
        None => Vec::new(),
        Some(j) => j.attempts().map_err(|e| s.store_failed(&e))?,
    };
    let wish = lists::wish(s, m)?;
    if attempts.is_empty() && wish.is_table() {
        return out::text_line(&s.cat, &s.cat.tr("access-audit_empty"));
    }
    lists::tell(s, &wish, refused(ledger.campaign(), &attempts))
}

/// `ketnoi.audit/1`
fn refused<'a>(campaign: &Campaign, attempts: &'a [Attempt]) -> Listing<'a, &'a Attempt> {
    type Of<'a> = Column<'a, &'a Attempt>;
    let zone = campaign.def().zone;
    let columns = vec![
        Of::data("at", Kind::Instant, move |a| (a.at, zone)).headed("access-col_time"),
        Of::data("actor", Kind::Text, |a| a.actor.as_str()),
        Of::data("real_user", Kind::Text, |a| a.real_user.as_str()),
        Of::words("access-col_who", |cat, a| who(cat, a)).on_screen(),
        Of::book("who", "access-col_who", Kind::Text, |a| a.actor.as_str()),
        Of::book("account", "heading-account", Kind::Text, |a| a.real_user.as_str()),
        Of::data("role", Kind::Word("role"), |a| role_id(a.role))
            .headed("access-col_role")
            .spare(2),
        Of::data("via", Kind::Text, |a| log::via_id(a.via)),
        Of::data("campaign", Kind::Text, |a| a.stream.as_str()),
        Of::data("unit", Kind::Code, |a| a.unit.as_ref().map(UnitCode::as_str))
            .headed("access-col_unit")
            .spare(3),
        Of::data("tried", Kind::Text, |a| &a.tried),
        Of::words("access-col_tried", |cat, a| tried(cat, a)),
        // The rule says in one word what the deed and the role say together.
        Of::data("rule", Kind::Text, |a| &a.rule)
            .headed("access-col_rule")
            .spare(1),
    ];
    Listing {
        schema: "ketnoi.audit/1",
        head: Vec::new(),
        name: "attempts",
        table: Table {
            columns,
            rows: attempts.iter().collect(),
            year: campaign.def().year(),
        },
    }
}

/// The name that was acted under, and by whose account.
fn who(cat: &Catalogue, a: &Attempt) -> String {
    let actor = line(a.actor.as_str()).into_owned();
    if a.actor == a.real_user {
        return actor;
    }
    let account = line(a.real_user.as_str()).into_owned();
    cat.tr_args(
        "access-as",
        &[("actor", actor.into()), ("account", account.into())],
    )
}

fn tried(cat: &Catalogue, a: &Attempt) -> String {
    let known = Deed::EVERY.iter().find(|d| d.id() == a.tried);
    match known {
        Some(deed) => cat.tr(&format!("deed-{}", deed.id())).into_owned(),
        None if a.tried == SEEING => cat.tr("access-seeing").into_owned(),
        None => a.tried.clone(),
    }
}
