//! `ketnoi remind`: who is due a reminder, and drafts of what goes to them.
//!
//! It must never know who is due: that is the core's.

pub(super) mod drafts;
pub(super) mod due;

use clap::{ArgMatches, Command};

use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{lists, out, parse};
use crate::core::remind::Digest;
use crate::output::reminders;

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
