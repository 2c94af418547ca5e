//! `ketnoi report`: the life of a unit's report, shown and moved on.

use clap::{ArgMatches, Command};

use crate::cli::args::Words;
use crate::cli::done::Did;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{ask, parse, show, units};
use crate::core::campaign::Campaign;
use crate::core::decide::{Command as Wish, Order};
use crate::core::definition::Definition;
use crate::core::fact::Attachment;
use crate::core::goals::Bounds;
use crate::core::names::UnitCode;
use crate::core::status::Step;
use crate::output::words;
use crate::text::{Catalogue, line, numbers};

/// The family's commands.
pub fn command(w: &Words<'_>) -> Command {
    let steps = |path: &'static str, example: &'static str, more: Vec<clap::Arg>| {
        let mut args = vec![w.units()];
        args.extend(more);
        args.extend(w.record());
        w.leaf(path, args, &[example])
    };
    let group = w
        .group(
            "report",
            &[
                "ketnoi report show HNI",
                "ketnoi report receive 01 --attach bao-cao.pdf",
            ],
        )
        .subcommand(w.leaf(
            "report show",
            vec![
                w.pos("UNIT"),
                w.opt("changes", "N")
                    .num_args(0..=1)
                    .default_missing_value("0")
                    .value_parser(clap::value_parser!(u32)),
            ],
            &[
                "ketnoi report show \"da nang\"",
                "ketnoi report show 48 --json",
                "ketnoi report show 48 --changes",
            ],
        ))
        .subcommand(steps(
            "report acknowledge",
            "ketnoi report acknowledge 01 02 HPG",
            vec![],
        ))
        .subcommand(steps(
            "report receive",
            "ketnoi report receive HNI --number 77/BC-STTTT --date 26/05/2020 --attach bao-cao.pdf anh.jpg",
            vec![
                w.text("number").value_name("NUMBER"),
                w.opt("date", "DATE").help(w.opt_help("document_date")),
                w.file(w.many("attach", "FILE").num_args(1..)),
            ],
        ))
        .subcommand(steps(
            "report return",
            "ketnoi report return CBG --note \"thiếu ảnh\" --due 2020-06-12",
            vec![w.opt("due", "DATE")],
        ))
        .subcommand(steps(
            "report recommend",
            "ketnoi report recommend 01 02 --note \"đủ hồ sơ\"",
            vec![],
        ))
        .subcommand(steps("report retract", "ketnoi report retract 02", vec![]))
        .subcommand(steps("report accept", "ketnoi report accept 01 02 04", vec![]))
        .subcommand(steps(
            "report exempt",
            "ketnoi report exempt \"ha giang\" --note \"cách ly Covid-19\"",
            vec![],
        ))
        .subcommand(steps(
            "report withdraw",
            "ketnoi report withdraw 01 --note \"gửi nhầm bản nháp\"",
            vec![],
        ))
        .subcommand(steps(
            "report note",
            "ketnoi report note 01 --note \"hẹn gửi chiều thứ Năm\"",
            vec![],
        ))
        .subcommand({
            let mut args = vec![w.pos("UNIT"), w.pos("ID=VALUE").num_args(1..)];
            args.extend(w.record());
            w.leaf(
                "report figure",
                args,
                &[
                    "ketnoi report figure HNI households_internet=85,5 digital_plan=yes",
                    "ketnoi report figure HNI digital_plan=",
                ],
            )
        });
    w.finish(group, "ketnoi report")
}

/// Carries one of them out.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    match m.subcommand() {
        Some(("show", m)) => show::report(s, m),
        Some(("note", m)) => {
            let mut ledger = s.open()?;
            let codes = units_of(s, ledger.campaign(), m)?;
            let what = units::names(ledger.campaign(), &codes, s.cat.lang());
            let order = s.order(&ledger, m, Wish::Note { units: codes })?;
            s.carry_out(&mut ledger, &order, &Did::to(what))
        }
        Some(("figure", m)) => figure(s, m),
        Some((word, m)) => match Step::from_id(word) {
            Some(step) => take_step(s, m, step),
            None => Ok(()),
        },
        None => Ok(()),
    }
}

fn units_of(s: &Session, campaign: &Campaign, m: &ArgMatches) -> Result<Vec<UnitCode>, Fail> {
    units::codes(&s.cat, campaign, parse::list(m, "UNIT"))
}

fn take_step(s: &mut Session, m: &ArgMatches, step: Step) -> Result<(), Fail> {
    let mut ledger = s.open()?;
    let codes = units_of(s, ledger.campaign(), m)?;
    let what = units::names(ledger.campaign(), &codes, s.cat.lang());
    let due = match step {
        Step::Return => parse::opt_date(&s.cat, Session::calendar(&ledger), m, "due")?,
        _ => None,
    };
    let wish = |files: Vec<Attachment>| Wish::Report {
        units: codes.clone(),
        step,
        due,
        files,
    };
    let did = Did::to(what);
    if step == Step::Receive {
        let symbol = parse::symbol(&s.cat, Session::calendar(&ledger), m)?;
        let with = |order: Order| order.symbol(symbol.clone());
        return s.with_files(&mut ledger, m, "attach", (wish, with), did);
    }
    let order = s.order(&ledger, m, wish(Vec::new()))?;
    s.carry_out(&mut ledger, &order, &did)
}

/// `ID=VALUE`; nothing behind the sign takes back what is on record.
fn figure_or_none(s: &Session, def: &Definition, pair: &str) -> Result<(String, Option<f64>), Fail> {
    let emptied = pair.trim_end().strip_suffix('=').map(str::trim);
    if let Some(id) = emptied.filter(|id| !id.is_empty()) {
        return Ok((id.to_owned(), None));
    }
    let (id, value) = parse::figure(&s.cat, def, pair)?;
    Ok((id, Some(value)))
}

fn figure(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let mut ledger = s.open()?;
    let word = parse::text(m, "UNIT").unwrap_or("");
    let ix = units::one(&s.cat, ledger.campaign(), word)?;
    let unit = ledger.campaign().code(ix);
    let mut values: Vec<(String, Option<f64>)> = Vec::new();
    for pair in parse::list(m, "ID=VALUE") {
        let (id, value) = figure_or_none(s, ledger.campaign().def(), pair)?;
        if values.iter().any(|(other, _)| *other == id) {
            return Err(Fail::Usage(s.cat.tr_args("cli-twice", &[("name", id.into())])));
        }
        values.push((id, value));
    }
    let name = units::names(ledger.campaign(), std::slice::from_ref(&unit), s.cat.lang());
    let unusual = unusual(&s.cat, ledger.campaign().def(), &values);
    if !unusual.is_empty() {
        let args = [("unit", name.clone().into()), ("values", unusual.into())];
        ask::confirm(&s.cat, m, &s.cat.tr_args("cli-ask_unusual", &args))?;
    }
    let what = format!("{name}: {}", told(&s.cat, ledger.campaign().def(), &values));
    let order = s.order(&ledger, m, Wish::Figures { unit, values })?;
    s.carry_out(&mut ledger, &order, &Did::to(what))
}

/// Those that are unlike those of other provinces, with what is usual: they are asked back, as in the form.
pub fn unusual(cat: &Catalogue, def: &Definition, values: &[(String, Option<f64>)]) -> String {
    let one = |(id, n): &(String, Option<f64>)| {
        let (ind, n) = def.indicator(id).zip(*n)?;
        (ind.check(n) == Bounds::Unusual).then(|| {
            let args = [
                ("id", line(id).into_owned().into()),
                ("value", words::figure_value(cat, ind, n).into()),
                ("least", numbers::plain(cat.lang(), ind.soft_min).into()),
                ("most", numbers::plain(cat.lang(), ind.soft_max).into()),
            ];
            cat.tr_args("cli-figure_unusual", &args)
        })
    };
    values.iter().filter_map(one).collect::<Vec<_>>().join("; ")
}

/// The values as they are recorded: `households_internet 85,5%, digital_plan có`; of one that is taken back its name.
fn told(cat: &Catalogue, def: &Definition, values: &[(String, Option<f64>)]) -> String {
    let value = |(id, n): &(String, Option<f64>)| match (def.indicator(id), n) {
        (Some(indicator), Some(n)) => format!("{id} {}", words::figure_value(cat, indicator, *n)),
        _ => id.clone(),
    };
    values.iter().map(value).collect::<Vec<_>>().join(", ")
}
