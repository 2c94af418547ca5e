//! `ketnoi remind`: who is due what, and messages to them.

mod carried;
mod changed;
mod outcome;
mod send;
mod settle;

use clap::{ArgAction, ArgMatches, Command};
use serde::Serialize;

use self::send::Making;
use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{out, parse, units};
use crate::core::campaign::Campaign;
use crate::core::remind::{Digest, Plan, Posting};
use crate::core::time::Stamp;
use crate::mailout::{By, Letter, Party};
use crate::output::reminders;
use crate::text::{dates, line};

/// The command.
pub fn command(w: &Words<'_>) -> Command {
    let mut args = vec![
        w.flag("dry-run"),
        w.flag("send"),
        w.opt("digest", "HEX"),
        w.flag("unattended"),
        w.opt("settle", "UNIT")
            .value_names(["UNIT", "sent|not-sent"])
            .num_args(2)
            .action(ArgAction::Append),
    ];
    args.extend(w.record());
    w.leaf(
        "remind",
        args,
        &[
            "ketnoi remind --dry-run",
            "ketnoi remind --send --digest 0b45…",
            "ketnoi remind --settle CBG sent --note \"văn phòng xác nhận đã nhận\"",
        ],
    )
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    campaign: &'a str,
    day: String,
    digest: String,
    messages: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    to: String,
    units: Vec<String>,
    step: String,
}

/// Carries it out.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let mut ledger = s.open()?;
    if m.contains_id("settle") {
        return settle::run(s, m, &mut ledger);
    }
    let plan = |campaign: &Campaign, day| Plan::of_ladder(campaign, day, &[]);
    if parse::flag(m, "send") {
        let from = s.settings.remind.from.clone().unwrap_or_default();
        let reply_to = s.settings.remind.reply_to.clone().map(Party::at);
        let cat = s.cat.clone();
        let letter = |campaign: &Campaign, posting: &Posting, name: &str, at: Stamp| {
            let units = units::names(campaign, &posting.units(campaign), cat.lang());
            let due = posting.due.first().map(|d| dates::date_full(d.last_day));
            let args = [("units", units.into()), ("due", due.unwrap_or_default().into())];
            Some(Letter {
                from: Some(Party {
                    name: campaign.def().sender.vi.clone(),
                    mail: from.clone(),
                }),
                reply_to: reply_to.clone(),
                to: Party::at(posting.to.clone()),
                subject: cat.tr_args("remind-subject", &args),
                at,
                zone: campaign.def().zone,
                message_id: name.to_owned(),
                answers: None,
                by: By::Program,
                body: cat.tr_args("remind-body", &args),
                files: Vec::new(),
            })
        };
        return send::run(
            s,
            m,
            &mut ledger,
            &Making {
                plan: &plan,
                letter: &letter,
            },
        );
    }
    let campaign = ledger.campaign();
    let day = campaign.def().zone.date(s.clock.now());
    let plan = plan(campaign, day);
    let digest = Digest::of(campaign, &plan).hex();
    let rows = plan.postings.iter().map(|p| Row {
        to: p.to.clone(),
        units: p.units(campaign).iter().map(|u| u.as_str().to_owned()).collect(),
        step: p.step().id(),
    });
    let rows: Vec<Row> = rows.collect();
    if s.json {
        return out::json(
            &s.cat,
            &Document {
                schema: "ketnoi.remind/1",
                campaign: campaign.id().as_str(),
                day: day.to_string(),
                digest,
                messages: rows,
            },
        );
    }
    let mut lines: Vec<String> = plan
        .postings
        .iter()
        .map(|p| {
            let units = units::names(campaign, &p.units(campaign), s.cat.lang());
            format!(
                "{} ({units}): {}",
                line(&p.to),
                reminders::occasion(&s.cat, p.step())
            )
        })
        .collect();
    lines.push(digest);
    out::lines(&s.cat, lines)
}
