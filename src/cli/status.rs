//! `ketnoi status`: where every unit stands, as a table, CSV or JSON.

use clap::{ArgMatches, Command};

use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{lists, out, parse, units};
use crate::core::campaign::Campaign;
use crate::core::names::{CampaignId, UnitIx};
use crate::core::status::State;
use crate::core::time::Stamp;
use crate::ledger::Ledger;
use crate::output::against;
use crate::output::status::{self, Filter};
use crate::text::{dates, did_you_mean, line};

const STATES: &[&str] = &[
    "awaiting",
    "in_progress",
    "received",
    "returned",
    "accepted",
    "exempt",
];

/// The command.
pub fn command(w: &Words<'_>) -> Command {
    w.leaf(
        "status",
        lists::with(
            w,
            vec![
                w.many("region", "REGION"),
                w.many("under", "UNIT"),
                w.choice("state", STATES).action(clap::ArgAction::Append),
                w.opt("against", "ID"),
            ],
        ),
        &[
            "ketnoi status",
            "ketnoi status --region \"dong nam bo\" --state awaiting",
            "ketnoi status --under HNI --state awaiting",
            "ketnoi status --format csv > status.csv",
            "ketnoi status -o tinh-hinh.xlsx",
            "ketnoi status --against wtisd-2020",
            "ketnoi status --json --as-of 2020-05-28T14:03:19+07:00",
        ],
    )
}

/// Carries it out.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let mut ledger = s.open_partial(None)?;
    s.may_see(&mut ledger, None)?;
    let other = match parse::text(m, "against") {
        None => None,
        Some(id) => Some(compared(s, id.trim())?),
    };
    let campaign = ledger.campaign();
    let now = s.clock.now();
    let filter = Filter {
        regions: regions(s, campaign, m)?,
        states: parse::list(m, "state")
            .filter_map(|w| State::from_id(w))
            .collect(),
        under: under(s, campaign, m)?,
    };
    let wish = lists::wish(s, m)?;
    let units = if wish.is_for_people() {
        status::units_by_name(campaign, &filter, s.cat.lang())
    } else {
        status::units(campaign, &filter)
    };
    let mut list = status::document(campaign, now, &filter, units);
    if let Some(other) = &other {
        list.head.push(("against", other.campaign().id().as_str().into()));
        list.table
            .columns
            .extend(against::columns(campaign, other.campaign(), now));
    }
    lists::tell(s, &wish, list)?;
    if !wish.is_table() {
        return Ok(());
    }
    out::text_line(&s.cat, &sum(s, campaign, now, &filter))?;
    if campaign.opened().is_none() {
        let id = line(campaign.id().as_str()).into_owned();
        let args = [("id", id.into()), ("what", s.cat.tr("words-shipped").into())];
        out::text_line(&s.cat, &s.cat.tr_args("cli-status_shipped", &args))?;
    }
    Ok(())
}

/// Another campaign, whose whole country one must be allowed to see too.
fn compared(s: &mut Session, id: &str) -> Result<Ledger, Fail> {
    let mut other = s.open_with(Some(CampaignId::from(id)), None)?;
    s.may_see(&mut other, None)?;
    Ok(other)
}

fn under(s: &Session, campaign: &Campaign, m: &ArgMatches) -> Result<Vec<UnitIx>, Fail> {
    let words = parse::list(m, "under");
    words.map(|word| units::one(&s.cat, campaign, word)).collect()
}

fn regions(s: &Session, campaign: &Campaign, m: &ArgMatches) -> Result<Vec<usize>, Fail> {
    let roster = campaign.roster();
    parse::list(m, "region")
        .map(|word| {
            status::find_region(roster, word).ok_or_else(|| {
                let lang = s.cat.lang();
                let known = roster.regions().iter();
                let names = known.clone().flat_map(|r| [r.name.get(lang), r.id.as_str()]);
                let near = did_you_mean(word, names);
                let words = if near.is_empty() {
                    known.map(|r| r.id.clone()).collect()
                } else {
                    near
                };
                Fail::Nothing(s.cat.tr_args(
                    "cli-unknown_region",
                    &[
                        ("word", line(word).into()),
                        ("words", line(&words.join(", ")).into_owned().into()),
                    ],
                ))
            })
        })
        .collect()
}

/// One line below the table: which campaign, as of when, how many of how many.
fn sum(s: &Session, campaign: &Campaign, now: Stamp, filter: &Filter) -> String {
    let c = status::counts(campaign, now, filter);
    let phase = s
        .cat
        .tr(&format!("phase-{}", campaign.phase(now).id()))
        .into_owned();
    let zone = campaign.def().zone;
    let some = |n: u32, key| match n {
        0 => String::new(),
        n => s.cat.tr_args(key, &[("n", n.into())]),
    };
    // The recommended are there only where there are two steps of review.
    let exempt = some(c.exempt, "cli-status_exempt");
    let behind = format!("{}{exempt}", some(c.recommended, "cli-status_recommended"));
    s.cat.tr_args(
        "cli-status_sum",
        &[
            ("id", line(campaign.id().as_str()).into()),
            ("phase", phase.into()),
            ("time", dates::full_time(zone, now).into()),
            ("reported", c.reported().into()),
            ("total", c.owing().into()),
            ("exempt", behind.into()),
            ("accepted", c.accepted.into()),
            ("overdue", c.overdue.into()),
        ],
    )
}
