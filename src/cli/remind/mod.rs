//! `ketnoi remind`: who is due a reminder, drafts of what goes to them, and messages handed to a mail server.
//!
//! It must never know who is due: that is the core's.

mod carried;
mod changed;
mod drafts;
mod outcome;
mod send;
mod settle;

use clap::{ArgAction, ArgMatches, Command};

use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::{Session, mint};
use crate::cli::{inbox, lists, out, parse, units};
use crate::core::campaign::Campaign;
use crate::core::deed::{Deed, Grant};
use crate::core::house::LetterState;
use crate::core::names::{Lang, UnitIx};
use crate::core::remind::{Digest, Plan, Posting};
use crate::core::time::Date;
use crate::ledger::{HouseLedger, Ledger, ReadOnly};
use crate::outgoing;
use crate::output::reminders;
use crate::text::Catalogue;

/// The command.
pub fn command(w: &Words<'_>) -> Command {
    let mut own = vec![
        w.units().required(false),
        w.flag("dry-run").help(w.opt_help("remind_dry_run")),
        w.file(w.opt("to", "DIR")).help(w.opt_help("remind_to")),
        w.choice("in", &["vi", "en"]).help(w.opt_help("letters_in")),
        w.flag("send").conflicts_with_all(["dry-run", "to"]),
        w.opt("digest", "HEX").requires("send"),
        w.flag("unattended").requires("send").conflicts_with("digest"),
        w.opt("settle", "UNIT")
            .value_names(["UNIT", "WHAT"])
            .num_args(2)
            .action(ArgAction::Append)
            .conflicts_with_all(["dry-run", "to", "send", "UNIT"]),
    ];
    own.extend(w.record());
    w.leaf(
        "remind",
        lists::with(w, own),
        &[
            "ketnoi remind --dry-run",
            "ketnoi remind --to don-doc",
            "ketnoi remind CBG HGG --to don-doc",
            "ketnoi remind --send --digest 0b45…",
            "ketnoi remind --settle CBG sent --note \"văn thư xác nhận đã nhận\"",
        ],
    )
}

/// Carries it out.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    if m.contains_id("settle") {
        let mut ledger = s.open()?;
        return settle::run(s, m, &mut ledger);
    }
    if parse::flag(m, "send") {
        return sent(s, m);
    }
    if !parse::flag(m, "dry-run") {
        return drafts::write(s, m);
    }
    let mut ledger = s.open_partial(None)?;
    s.may_see(&mut ledger, None)?;
    let plan = plan(s, &mut ledger, m)?;
    let wish = lists::wish(s, m)?;
    if plan.is_empty() && wish.is_table() {
        return out::text_line(&s.cat, &nobody(&s.cat, &ledger));
    }
    let campaign = ledger.campaign();
    lists::tell(s, &wish, reminders::document(campaign, s.clock.now(), &plan))?;
    if wish.is_table() {
        let args = [
            ("n", plan.postings.len().into()),
            ("silent", plan.silent.len().into()),
            ("digest", Digest::of(campaign, &plan).hex().into()),
        ];
        out::text_line(&s.cat, &s.cat.tr_args("cli-remind_digest", &args))?;
    }
    Ok(())
}

/// Messages that are handed to a mail server.
fn sent(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let mut ledger = s.open()?;
    let (named, bounced) = (named(s, &mut ledger, m)?, bounced(s, &ledger)?);
    let (words, house) = (words_of(m), drafts::house(s).sending());
    let plan = |campaign: &Campaign, day| planned(campaign, day, named.as_deref(), &bounced);
    let letter = |campaign: &Campaign, posting: &Posting, name: &str, at| {
        let one = Plan {
            day: campaign.date(at),
            postings: vec![posting.clone()],
            silent: Vec::new(),
        };
        let made = outgoing::letters(&words, campaign, &one, &house, mint(), at);
        let mut letter = made.into_iter().next()?.letter;
        // A message that was tried before goes under the name of before.
        name.clone_into(&mut letter.message_id);
        letter.bytes().ok()
    };
    let making = send::Making {
        plan: &plan,
        letter: &letter,
    };
    send::run(s, m, &mut ledger, &making)
}

/// Who is due, or those who were named.
fn plan(s: &Session, ledger: &mut Ledger, m: &ArgMatches) -> Result<Plan, Fail> {
    let (named, bounced) = (named(s, ledger, m)?, bounced(s, ledger)?);
    let campaign = ledger.campaign();
    let day = campaign.date(s.clock.now());
    Ok(planned(campaign, day, named.as_deref(), &bounced))
}

fn planned(campaign: &Campaign, day: Date, named: Option<&[UnitIx]>, bounced: &[String]) -> Plan {
    match named {
        None => Plan::of_ladder(campaign, day, bounced),
        Some(units) => Plan::asked(campaign, day, units, bounced),
    }
}

/// The units that somebody named, if any were.
fn named(s: &Session, ledger: &mut Ledger, m: &ArgMatches) -> Result<Option<Vec<UnitIx>>, Fail> {
    let named: Vec<&String> = parse::list(m, "UNIT").collect();
    if named.is_empty() {
        return Ok(None);
    }
    let campaign = ledger.campaign();
    let codes = units::codes(&s.cat, campaign, named)?;
    let found = codes.iter().filter_map(|c| campaign.roster().by_code(c.as_str()));
    let found: Vec<UnitIx> = found.collect();
    for ix in &found {
        s.may_see(ledger, Some(*ix))?;
    }
    Ok(Some(found))
}

/// Why nobody is due anything.
fn nobody(cat: &Catalogue, ledger: &Ledger) -> String {
    let campaign = ledger.campaign();
    let key = match (campaign.opened().is_some(), campaign.closed().is_some()) {
        (false, _) => "cli-remind_unopened",
        (_, true) => "cli-remind_closed",
        _ => "cli-remind_nobody",
    };
    cat.tr(key).into_owned()
}

/// The addresses from which a letter came back.
fn bounced(s: &Session, ledger: &Ledger) -> Result<Vec<String>, Fail> {
    // Of the past a ledger shows a campaign alone.
    let past = ledger.read_only() == Some(ReadOnly::Past);
    if past || !ledger.sees_all() || Deed::File.grant(ledger.who().role) == Grant::No {
        return Ok(Vec::new());
    }
    let returned = HouseLedger::open(ledger.site()).and_then(|mut house| {
        let automatic = |l: &crate::core::house::Letter| l.state == LetterState::Automatic;
        inbox::list::entries(ledger, &mut house, &automatic, false)
    });
    let entries = returned.map_err(|e| s.failed(Some(ledger), &e))?;
    Ok(reminders::bounced(&entries))
}

/// The words of what is written to units: Vietnamese, unless somebody asks for English.
fn words_of(m: &ArgMatches) -> Catalogue {
    Catalogue::new(match parse::text(m, "in") {
        Some("en") => Lang::En,
        _ => Lang::Vi,
    })
}
