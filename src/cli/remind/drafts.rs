//! Drafts in a folder: written first, then put on record; what was written goes again where the record is refused.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::cli::done::Did;
use crate::cli::fail::Fail;
use crate::cli::session::{Session, mint};
use crate::cli::{files, out, parse, units};
use crate::core::decide::{Command, Order};
use crate::core::remind::Plan;
use crate::ledger::Ledger;
use crate::outfile::Readers;
use crate::outgoing::{self, Bundle, Piece, Sender};
use crate::text::line;

use super::{due, restored};

/// Writes the drafts of whoever is due, and the official letter.
pub(super) fn write(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let mut ledger = due::allowed(s)?;
    restored::warn(s, &mut ledger)?;
    let aim = due::aim(s, &mut ledger, m)?;
    let plan = aim.plan(ledger.campaign(), ledger.campaign().date(s.clock.now()));
    if plan.is_empty() {
        return out::text_line(&s.cat, &due::nobody(&s.cat, &ledger));
    }
    let (campaign, now, cmd) = (ledger.campaign(), s.clock.now(), mint());
    let (words, house) = (&aim.words, &aim.house);
    let letters = aim.letters(campaign, &plan, cmd, now);
    let unwritable = |why: outgoing::Unwritable| Fail::Failed(why.to_string());
    let mut bundle = Bundle::of(&letters).map_err(unwritable)?;
    bundle
        .pieces
        .extend(outgoing::digest(words, campaign, &plan, house, cmd, now).map_err(unwritable)?);
    let owing = plan.owing();
    if !owing.is_empty() {
        let paper = outgoing::urge(words, campaign, &owing, plan.day);
        bundle
            .pieces
            .push(paper.map_err(|e| Fail::io(&s.cat, "docx", &e))?);
    }
    let folder = parse::path(m, "to").unwrap_or_else(|| {
        let id = campaign.id().as_str();
        PathBuf::from(format!("remind-{id}-{}", plan.day))
    });
    let codes: Vec<_> = bundle.messages.iter().map(|m| m.unit.clone()).collect();
    let what = units::names(campaign, &codes, s.cat.lang());
    let Bundle { pieces, messages } = bundle;
    let order = (!messages.is_empty()).then(|| Order::new(cmd, Command::Remind { messages }));
    keep(s, m, &mut ledger, &folder, &pieces, order.as_ref(), &what)?;
    tell(s, &plan, &ledger, &folder, pieces.len())
}

/// In whose name drafts are written.
pub(in crate::cli) fn house(s: &Session) -> Sender {
    let remind = &s.settings.remind;
    let said = |address: &Option<String>| address.clone().unwrap_or_default();
    Sender::drafting(
        &said(&remind.from),
        &said(&remind.reply_to),
        &s.settings.intake.own_domains,
    )
}

/// Writes the files and puts the messages on record: both, or neither.
pub(in crate::cli) fn keep(
    s: &mut Session,
    m: &ArgMatches,
    ledger: &mut Ledger,
    folder: &Path,
    pieces: &[Piece],
    order: Option<&Order>,
    what: &str,
) -> Result<(), Fail> {
    if let Some(order) = order {
        s.check(ledger, order)?;
    }
    let (guard, over) = (s.settings.guard(), parse::flag(m, "force"));
    let fresh = guard.make_folder(folder);
    let fresh = fresh.map_err(|why| files::barred(&s.cat, folder, &why))?;
    let mut written: Vec<PathBuf> = Vec::new();
    let all = pieces.iter().try_for_each(|piece| {
        let path = folder.join(&piece.name);
        files::write(
            &s.cat,
            &guard,
            &path,
            &mut piece.bytes.as_slice(),
            over,
            Readers::Owner,
        )?;
        written.push(path);
        Ok(())
    });
    let done = all.and_then(|()| match order {
        Some(order) => s.carry_out(ledger, order, &Did::to(what)),
        None => Ok(()),
    });
    // Drafts that are not on record would be sent under names that nobody knows.
    if done.is_err() && !order.is_some_and(|o| is_on_record(ledger, o)) {
        for path in &written {
            let _ = std::fs::remove_file(path);
        }
        if fresh {
            let _ = std::fs::remove_dir(folder);
        }
    }
    done
}

/// Is the first of the messages on record? They come there together.
fn is_on_record(ledger: &Ledger, order: &Order) -> bool {
    let Command::Remind { messages } = &order.command else {
        return false;
    };
    let campaign = ledger.campaign();
    messages.first().is_some_and(|m| {
        let unit = campaign.roster().by_code(m.unit.as_str());
        let name = &m.fact.message().message_id;
        unit.is_some_and(|ix| {
            campaign
                .unit(ix)
                .reminders
                .iter()
                .any(|r| r.fact.message().message_id == *name)
        })
    })
}

/// Where the drafts lie, and who gets none.
fn tell(s: &Session, plan: &Plan, ledger: &Ledger, folder: &Path, n: usize) -> Result<(), Fail> {
    if s.json {
        return Ok(());
    }
    let args = [
        ("n", n.into()),
        ("folder", line(&folder.display().to_string()).into_owned().into()),
    ];
    out::text_line(&s.cat, &s.cat.tr_args("cli-remind_written", &args))?;
    let silent = plan.silent.iter().map(|silent| {
        let unit = crate::output::words::name_in(ledger.campaign(), silent.due.unit, s.cat.lang());
        let why = s.cat.tr(&format!("remind_state-{}", silent.why.id()));
        format!("{unit}: {why}")
    });
    out::lines(&s.cat, silent)
}
