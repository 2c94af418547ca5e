//! `ketnoi remind`: who is due a reminder, and drafts of what goes to them.
//!
//! It must never know who is due: that is the core's.

pub(super) mod drafts;

use clap::{ArgMatches, Command};

use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{inbox, lists, out, parse, units};
use crate::core::deed::{Deed, Grant};
use crate::core::house::LetterState;
use crate::core::names::{Lang, UnitIx};
use crate::core::remind::{Digest, Plan};
use crate::ledger::{HouseLedger, Ledger, ReadOnly};
use crate::output::reminders;
use crate::text::Catalogue;

/// The command.
pub fn command(w: &Words<'_>) -> Command {
    let own = vec![
        w.units().required(false),
        w.flag("dry-run").help(w.opt_help("remind_dry_run")),
        w.file(w.opt("to", "DIR")).help(w.opt_help("remind_to")),
        w.choice("in", &["vi", "en"]).help(w.opt_help("letters_in")),
    ];
    w.leaf(
        "remind",
        lists::with(w, own),
        &[
            "ketnoi remind --dry-run",
            "ketnoi remind --to don-doc",
            "ketnoi remind CBG HGG --to don-doc",
        ],
    )
}

/// Carries it out.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
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

/// Who is due, or those who were named.
fn plan(s: &Session, ledger: &mut Ledger, m: &ArgMatches) -> Result<Plan, Fail> {
    let bounced = bounced(s, ledger)?;
    let campaign = ledger.campaign();
    let day = campaign.date(s.clock.now());
    let named: Vec<&String> = parse::list(m, "UNIT").collect();
    if named.is_empty() {
        return Ok(Plan::of_ladder(campaign, day, &bounced));
    }
    let codes = units::codes(&s.cat, campaign, named)?;
    let found = codes.iter().filter_map(|c| campaign.roster().by_code(c.as_str()));
    let found: Vec<UnitIx> = found.collect();
    for ix in &found {
        s.may_see(ledger, Some(*ix))?;
    }
    Ok(Plan::asked(ledger.campaign(), day, &found, &bounced))
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
pub(super) fn words_of(m: &ArgMatches) -> Catalogue {
    Catalogue::new(match parse::text(m, "in") {
        Some("en") => Lang::En,
        _ => Lang::Vi,
    })
}
