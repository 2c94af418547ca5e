//! `ketnoi remind`: who is due a reminder, drafts of what goes to them, and messages handed to a mail server.
//!
//! It must never know who is due: that is the core's.

pub(super) mod drafts;
pub(super) mod due;
mod restored;
mod send;
mod settle;
mod told;

use clap::{ArgAction, ArgMatches, Command};

use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{lists, out, parse};
use crate::core::remind::Digest;
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
        w.flag("after-restore").conflicts_with_all(["dry-run", "to"]),
        w.opt("settle", "UNIT")
            .value_names(["UNIT", "WHAT"])
            .num_args(2)
            .action(ArgAction::Append)
            .conflicts_with_all(["dry-run", "to", "send", "UNIT", "after-restore"]),
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
    if parse::flag(m, "after-restore") && !parse::flag(m, "send") {
        let mut ledger = due::allowed(s)?;
        return restored::looked(s, &mut ledger, true);
    }
    if parse::flag(m, "send") {
        return send::run(s, m);
    }
    if !parse::flag(m, "dry-run") {
        return drafts::write(s, m);
    }
    let mut ledger = s.open_partial(None)?;
    s.may_see(&mut ledger, None)?;
    restored::warn(s, &mut ledger)?;
    let aim = due::aim(s, &mut ledger, m)?;
    let plan = aim.plan(ledger.campaign(), ledger.campaign().date(s.clock.now()));
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
