//! `ketnoi contact`: whom to call at a unit, and who was called when.

use clap::{ArgMatches, Command};

use crate::cli::args::Words;
use crate::cli::done::Did;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{lists, parse, redact, show, units};
use crate::core::decide::{Command as Wish, ContactChange, TITLE_MAX};
use crate::core::fact::ContactHow;
use crate::reading::words::{is_mail, is_phone};
use crate::text::{Catalogue, line};

/// The family's commands.
pub fn command(w: &Words<'_>) -> Command {
    let mut log = vec![w.units(), w.choice("how", &["phone", "mail", "visit"])];
    log.extend(w.record());
    let mut set = vec![
        w.pos("UNIT"),
        w.text("name").help(w.opt_help("contact_name")),
        w.text("title").help(w.opt_help("contact_title")),
        w.text("phone"),
        w.text("mail"),
    ];
    set.extend(w.record());
    let mut redact = vec![w.pos("UNIT")];
    redact.extend(w.record());
    let group = w
        .group("contact", &["ketnoi contact list"])
        .subcommand(w.leaf(
            "contact list",
            lists::with(w, vec![w.pos("UNIT").required(false)]),
            &["ketnoi contact list", "ketnoi contact list HNI --json"],
        ))
        .subcommand(w.leaf(
            "contact log",
            log,
            &["ketnoi contact log CBG --how phone --note \"hẹn gửi ngày mai\""],
        ))
        .subcommand(w.leaf(
            "contact set",
            set,
            &[
                "ketnoi contact set 01 --name \"Nguyễn Thị Lan\" --phone \"0200 000 001\"",
                "ketnoi contact set 01 --mail lan@example.vn --title=",
            ],
        ))
        .subcommand(w.leaf(
            "contact redact",
            redact,
            &["ketnoi contact redact 01 --note \"theo yêu cầu của người được nêu tên\""],
        ));
    w.finish(group, "ketnoi contact")
}

/// Carries one of them out.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    match m.subcommand() {
        Some(("list", m)) => show::contacts(s, m),
        Some(("log", m)) => {
            let mut ledger = s.open()?;
            let words = parse::list(m, "UNIT");
            let codes = units::codes(&s.cat, ledger.campaign(), words)?;
            let what = units::names(ledger.campaign(), &codes, s.cat.lang());
            let how = parse::text(m, "how")
                .and_then(ContactHow::from_id)
                .unwrap_or_default();
            let order = s.order(&ledger, m, Wish::LogContact { units: codes, how })?;
            s.carry_out(&mut ledger, &order, &Did::to(what))
        }
        Some(("set", m)) => {
            let mut ledger = s.open()?;
            let ix = units::one(&s.cat, ledger.campaign(), parse::text(m, "UNIT").unwrap_or(""))?;
            let unit = ledger.campaign().code(ix);
            let part = |id: &str| parse::text(m, id).map(|t| t.trim().to_owned());
            let contact = ContactChange {
                name: part("name"),
                title: part("title"),
                phone: part("phone"),
                mail: part("mail"),
            };
            readable(&s.cat, &contact)?;
            let what = units::names(ledger.campaign(), std::slice::from_ref(&unit), s.cat.lang());
            let order = s.order(&ledger, m, Wish::SetContact { unit, contact })?;
            s.carry_out(&mut ledger, &order, &Did::to(what))
        }
        Some(("redact", m)) => redact::people(s, m),
        _ => Ok(()),
    }
}

/// Refuses what is no telephone number or no address, as the form does: whoever is late could not be reached by it. What is
/// too long is refused by the rule for that.
fn readable(cat: &Catalogue, contact: &ContactChange) -> Result<(), Fail> {
    let wrong = |part: &Option<String>, is: fn(&str) -> bool| {
        let told = part
            .as_ref()
            .filter(|t| !t.is_empty() && t.chars().count() <= TITLE_MAX)?;
        (!is(told)).then(|| line(told).into_owned())
    };
    let phone = wrong(&contact.phone, is_phone).map(|value| ("cli-bad_phone", "--phone", value));
    let mail = wrong(&contact.mail, is_mail).map(|value| ("cli-bad_mail", "--mail", value));
    match phone.or(mail) {
        None => Ok(()),
        Some((key, name, value)) => Err(Fail::Usage(
            cat.tr_args(key, &[("name", name.into()), ("value", value.into())]),
        )),
    }
}
