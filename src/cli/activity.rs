//! `ketnoi activity`: what units did or plan, listed and recorded.

use clap::{Arg, ArgMatches, Command};

use crate::cli::args::Words;
use crate::cli::done::{Did, Done};
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{lists, parse, show, units};
use crate::core::decide::{ActivityChange, Command as Wish, NewActivity};
use crate::core::fact::{ActivityDetails, ActivityStatus, Fact, Mode};
use crate::core::names::ActivityId;
use crate::ledger::Ledger;
use crate::output::words;
use crate::text::Catalogue;

const YES_NO: &[&str] = &["yes", "no"];
const STATUSES: &[&str] = &["planned", "ongoing", "done", "cancelled"];

/// The family's commands.
pub fn command(w: &Words<'_>) -> Command {
    let mut add = vec![w.opt("unit", "UNIT").required(true)];
    add.extend(details(w));
    add.push(w.file(w.many("attach", "FILE").num_args(1..)));
    add.extend(w.record());
    let add: Vec<Arg> = add
        .into_iter()
        .map(|a| {
            let needed = matches!(a.get_id().as_str(), "kind" | "title");
            if needed { a.required(true) } else { a }
        })
        .collect();
    let mut edit = vec![w.pos("ID")];
    edit.extend(details(w));
    edit.extend(w.record());
    let ids = || w.pos("ID").num_args(1..);
    let mut done = vec![ids(), w.opt("reach", "N")];
    done.extend(w.record());
    let mut cancel = vec![ids()];
    cancel.extend(w.record());
    let group = w
        .group("activity", &["ketnoi activity list --unit HNI"])
        .subcommand(w.leaf(
            "activity list",
            lists::with(w, vec![
                w.opt("unit", "UNIT"),
                w.opt("kind", "ID"),
                w.choice("status", STATUSES),
                w.many("sdg", "ID"),
                w.many("goal", "ID"),
            ]),
            &["ketnoi activity list", "ketnoi activity list -o hoat-dong.xlsx", "ketnoi activity list --goal 2.8 --sdg 4,9.c --json"],
        ))
        .subcommand(w.leaf("activity add", add, &[
            "ketnoi activity add --unit CBG --kind banner --title \"Treo băng-rôn Ngày 17/5\" --from 2020-05-10 --goal 2,2.8 --sdg 9",
        ]))
        .subcommand(w.leaf("activity edit", edit, &[
            "ketnoi activity edit CBG-1 --to 2020-05-20 --mode online",
            "ketnoi activity edit CBG-1 --to= --reach=",
            "ketnoi activity edit CBG-1 --notable yes",
        ]))
        .subcommand(w.leaf("activity done", done, &["ketnoi activity done CBG-1 --reach 250"]))
        .subcommand(w.leaf("activity cancel", cancel, &[
            "ketnoi activity cancel CBG-1 --note \"dịch Covid-19\"",
        ]));
    w.finish(group, "ketnoi activity")
}

fn details(w: &Words<'_>) -> Vec<Arg> {
    vec![
        w.opt("kind", "ID"),
        w.text("title"),
        w.opt("from", "DATE").help(w.opt_help("from_date")),
        w.opt("to", "DATE").help(w.opt_help("to_date")),
        w.choice("mode", &["in-person", "online", "hybrid"]),
        w.opt("reach", "N"),
        w.many("sdg", "ID"),
        w.many("goal", "ID"),
        w.choice("status", STATUSES),
        w.choice("notable", YES_NO),
    ]
}

/// Carries one of them out.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    match m.subcommand() {
        Some(("list", m)) => show::activities(s, m),
        Some(("add", m)) => add(s, m),
        Some(("edit", m)) => edit(s, m),
        Some(("done", m)) => {
            let mut ledger = s.open()?;
            let ids = ids(m);
            let reach = parse::text(m, "reach")
                .map(|v| parse::reach(&s.cat, v))
                .transpose()?;
            let did = did(s, &ledger);
            let order = s.order(&ledger, m, Wish::FinishActivities { ids, reach })?;
            s.carry_out(&mut ledger, &order, &did)
        }
        Some(("cancel", m)) => {
            let mut ledger = s.open()?;
            let ids = ids(m);
            let did = Did::to(joined(&ids));
            let order = s.order(&ledger, m, Wish::CancelActivities { ids })?;
            s.carry_out(&mut ledger, &order, &did)
        }
        _ => Ok(()),
    }
}

/// Each activity once, however often and in whatever case it was named.
fn ids(m: &ArgMatches) -> Vec<ActivityId> {
    let mut ids: Vec<ActivityId> = Vec::new();
    for id in parse::list(m, "ID") {
        let id = ActivityId(id.trim().to_uppercase());
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

fn joined(ids: &[ActivityId]) -> String {
    ids.iter().map(ActivityId::as_str).collect::<Vec<_>>().join(", ")
}

/// What was done to activities, with the days and the number of people that were recorded: `CBG-1 (10/05–12/05, 1.000
/// người)`.
fn did(s: &Session, ledger: &Ledger) -> Did<'static> {
    let (cat, year) = (Catalogue::new(s.cat.lang()), ledger.campaign().def().year());
    Did::from_facts(move |facts| {
        let edits = facts.iter().any(|f| matches!(f, Fact::ActivityEdited(_)));
        let told = facts.iter().filter_map(|f| match f {
            Fact::ActivityAdded(a) => Some(told(&cat, year, &a.id, Some(&a.details), a.details.reach)),
            Fact::ActivityEdited(a) => Some(told(&cat, year, &a.id, Some(&a.details), a.details.reach)),
            Fact::ActivityDone(a) => Some(told(&cat, year, &a.id, None, a.reach)),
            // One that was changed as well is named by the change.
            Fact::ActivityCancelled(a) if !edits => Some(a.id.as_str().to_owned()),
            _ => None,
        });
        told.collect::<Vec<_>>().join(", ")
    })
}

fn told(
    cat: &Catalogue,
    year: i32,
    id: &ActivityId,
    details: Option<&ActivityDetails>,
    reach: Option<u64>,
) -> String {
    let days = details.map(|d| words::days_short(year, d.from, d.to));
    let reach = reach.map(|n| cat.tr_args("cli-people", &[("n", n.into())]));
    let known: Vec<String> = days.into_iter().chain(reach).collect();
    if known.is_empty() {
        id.as_str().to_owned()
    } else {
        format!("{} ({})", id.as_str(), known.join(", "))
    }
}

fn add(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let mut ledger = s.open()?;
    let ix = units::one(&s.cat, ledger.campaign(), parse::text(m, "unit").unwrap_or(""))?;
    let unit = ledger.campaign().code(ix);
    let on = Session::calendar(&ledger);
    let new = NewActivity {
        kind: parse::text(m, "kind").unwrap_or("").trim().to_owned(),
        title: parse::text(m, "title").unwrap_or("").to_owned(),
        from: parse::opt_date(&s.cat, on, m, "from")?,
        to: parse::opt_date(&s.cat, on, m, "to")?,
        mode: parse::text(m, "mode").and_then(Mode::from_id).unwrap_or_default(),
        reach: parse::text(m, "reach")
            .map(|v| parse::reach(&s.cat, v))
            .transpose()?,
        sdgs: parse::tags(m, "sdg").unwrap_or_default(),
        goals: parse::tags(m, "goal").unwrap_or_default(),
        status: parse::text(m, "status").and_then(ActivityStatus::from_id),
        notable: parse::text(m, "notable") == Some("yes"),
    };
    let wish = |files| Wish::AddActivity {
        unit: unit.clone(),
        details: new.clone(),
        files,
    };
    let did = did(s, &ledger);
    s.with_files(&mut ledger, m, "attach", (wish, |order| order), did)
}

fn edit(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let mut ledger = s.open()?;
    let id = ActivityId(parse::text(m, "ID").unwrap_or("").trim().to_uppercase());
    let on = Session::calendar(&ledger);
    let change = ActivityChange {
        kind: parse::text(m, "kind").map(|k| k.trim().to_owned()),
        title: parse::text(m, "title").map(str::to_owned),
        from: parse::opt_date(&s.cat, on, m, "from")?,
        to: match parse::text(m, "to") {
            None => None,
            Some("" | "-") => Some(None),
            Some(_) => Some(parse::opt_date(&s.cat, on, m, "to")?),
        },
        mode: parse::text(m, "mode").and_then(Mode::from_id),
        reach: match parse::text(m, "reach") {
            None => None,
            Some("" | "-") => Some(None),
            Some(v) => Some(Some(parse::reach(&s.cat, v)?)),
        },
        sdgs: parse::tags(m, "sdg"),
        goals: parse::tags(m, "goal"),
        status: parse::text(m, "status").and_then(ActivityStatus::from_id),
        notable: parse::text(m, "notable").map(|word| word == "yes"),
    };
    // The last word on an activity is told, not that some of its record was changed on the way.
    let cancels = change.status == Some(ActivityStatus::Cancelled)
        && ledger
            .campaign()
            .activity(id.as_str())
            .is_some_and(|(_, a)| a.counts());
    let mut did = did(s, &ledger);
    if cancels {
        did = did.rather(Done::ActivityCancel);
    }
    let order = s.order(&ledger, m, Wish::EditActivity { id, change })?;
    s.carry_out(&mut ledger, &order, &did)
}
