//! `ketnoi remind`: who is due a reminder, drafts of what goes to them, and messages handed to a mail server.
//!
//! It must never know who is due: that is the core's.

mod carried;
mod changed;
pub(super) mod drafts;
pub(super) mod due;
mod outcome;
mod send;
mod settle;

use clap::{ArgAction, ArgMatches, Command};

use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::{Session, mint};
use crate::cli::{lists, out, parse};
use crate::core::campaign::Campaign;
use crate::core::remind::{Digest, Plan, Posting};
use crate::outgoing;
use crate::output::reminders;

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
        let mut ledger = due::allowed(s)?;
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
    let plan = due::plan(s, &mut ledger, m)?;
    let wish = lists::wish(s, m)?;
    if plan.is_empty() && wish.is_table() {
        return out::text_line(&s.cat, &due::nobody(&s.cat, &ledger));
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
    let mut ledger = due::allowed(s)?;
    let (named, bounced) = (due::named(s, &mut ledger, m)?, due::bounced(s, &ledger)?);
    let (words, house) = (due::words_of(m), drafts::house(s).sending());
    let plan = |campaign: &Campaign, day| due::planned(campaign, day, named.as_deref(), &bounced);
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
