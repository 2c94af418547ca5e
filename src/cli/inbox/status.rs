//! `ketnoi inbox status`: how each mailbox is doing, and what waits for a person since when.

use clap::{ArgMatches, Command};

use super::letters::{may_take_in, open};
use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::lists;
use crate::cli::session::Session;
use crate::cli::{out, parse};
use crate::core::mailboxes::silent;
use crate::output::mailboxes;
use crate::text::line;

/// The command.
pub fn command(w: &Words<'_>) -> Command {
    w.leaf(
        "inbox status",
        lists::with(w, vec![w.opt("forget", "MAILBOX")]),
        &[
            "ketnoi inbox status",
            "ketnoi inbox status --json",
            "ketnoi inbox status --forget /var/mail/cu",
        ],
    )
}

/// Carries it out.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let (mut ledger, mut house) = open(s)?;
    if let Some(name) = parse::text(m, "forget") {
        may_take_in(s, &mut ledger)?;
        let known = house
            .drop_mailbox(name)
            .map_err(|e| s.failed(Some(&ledger), &e))?;
        let args = [("mailbox", line(name).into_owned().into())];
        if !known {
            return Err(Fail::Nothing(s.cat.tr_args("cli-mailbox_unknown", &args)));
        }
        return out::text_line(&s.cat, &s.cat.tr_args("cli-mailbox_forgotten", &args));
    }
    let all = ledger.mailboxes().map_err(|e| s.failed(Some(&ledger), &e))?;
    let (now, zone) = (s.clock.now(), ledger.campaign().def().zone);
    let counts = if ledger.sees_all() {
        house.house().counts()
    } else {
        crate::core::house::Counts::default()
    };
    let since = house.house().waits_since().filter(|_| ledger.sees_all());
    if !s.json {
        let wrong = silent(&all, now);
        out::complain_each(
            &wrong
                .iter()
                .map(|(m, _)| mailboxes::alarm(&s.cat, m, now))
                .collect::<Vec<_>>(),
        );
    }
    let wish = lists::wish(s, m)?;
    let is_table = wish.is_table();
    let waiting = mailboxes::waiting(&s.cat, &counts, since, now);
    let document = mailboxes::document(ledger.campaign(), all, &counts, since, (now, zone));
    if document.table.rows.is_empty() && is_table {
        out::text_line(&s.cat, &s.cat.tr("cli-no_mailboxes"))?;
    } else {
        lists::tell(s, &wish, document)?;
    }
    if is_table {
        out::text_line(&s.cat, &waiting)?;
    }
    Ok(())
}
