//! `ketnoi form`: the Excel form of a unit, written and read back.
//!
//! It must never know how a form looks, nor what follows from what stands in it: that is the core's.

mod told;

use std::path::PathBuf;

use clap::{ArgMatches, Command};

use self::told::Opened;
use serde::Serialize;

use crate::cli::args::Words;
use crate::cli::done::Did;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{ask, files, out, parse, report, show, units};
use crate::core::campaign::Campaign;
use crate::core::decide::{Command as Wish, Filled};
use crate::core::fact::Fact;
use crate::core::names::UnitIx;
use crate::jail::Jail;
use crate::ledger::Ledger;
use crate::outfile::Readers;
use crate::text::{Catalogue, folded, line};
use crate::workbook::{self, Form, Shut};

/// The most bytes of a form: as many as its reader takes.
const MOST: u64 = workbook::JOB.limits.bytes;

/// The family's commands.
pub fn command(w: &Words<'_>) -> Command {
    let write = vec![
        w.units().required(false),
        w.flag("all").help(w.opt_help("form_all")),
        w.file(w.opt("output", "DIR").short('o').help(w.opt_help("form_dir")))
            .required(true),
        w.flag("force"),
    ];
    let mut read = vec![
        w.file(w.pos("FILE").num_args(1..)),
        w.flag("dry-run").help(w.opt_help("form_dry_run")),
    ];
    read.extend(w.record());
    let group = w
        .group("form", &["ketnoi form write --all -o bieu-mau"])
        .subcommand(w.leaf(
            "form write",
            write,
            &[
                "ketnoi form write HNI -o .",
                "ketnoi form write --all -o bieu-mau",
            ],
        ))
        .subcommand(w.leaf(
            "form read",
            read,
            &[
                "ketnoi form read ha-noi.xlsx",
                "ketnoi form read *.xlsx --dry-run",
            ],
        ));
    w.finish(group, "ketnoi form")
}

/// Carries one of them out.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    match m.subcommand() {
        Some(("write", m)) => write(s, m),
        Some(("read", m)) => read(s, m),
        _ => Ok(()),
    }
}

// ---------------------------------------------------------------------- written

#[derive(Serialize)]
struct Written {
    schema: &'static str,
    forms: Vec<WrittenForm>,
}

#[derive(Serialize)]
struct WrittenForm {
    unit: String,
    file: String,
    bytes: u64,
}

fn write(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let mut ledger = s.open()?;
    let named: Vec<&String> = parse::list(m, "UNIT").collect();
    let asked: Vec<UnitIx> = match (parse::flag(m, "all"), named.len()) {
        (true, 0) => show::all_seen(s, &mut ledger)?,
        (false, n) if n > 0 => {
            let codes = units::codes(&s.cat, ledger.campaign(), named)?;
            let found = codes
                .iter()
                .filter_map(|c| ledger.campaign().roster().by_code(c.as_str()));
            let found: Vec<UnitIx> = found.collect();
            for ix in &found {
                s.may_see(&mut ledger, Some(*ix))?;
            }
            found
        }
        _ => return Err(Fail::Usage(s.cat.tr("cli-form_whose").into_owned())),
    };
    let folder = parse::path(m, "output").unwrap_or_default();
    if !folder.is_dir() {
        let args = [("file", line(&folder.display().to_string()).into_owned().into())];
        return Err(Fail::Failed(s.cat.tr_args("cli-no_folder", &args)));
    }
    let (guard, over) = (s.settings.guard(), parse::flag(m, "force"));
    let campaign = &*ledger.shown();
    let mut forms = Vec::new();
    for ix in asked {
        let bytes = workbook::write(campaign, ix).map_err(|why| Fail::Failed(why.to_string()))?;
        let path = folder.join(file_name(campaign, ix));
        files::write(&s.cat, &guard, &path, &mut bytes.as_slice(), over, Readers::Usual)?;
        forms.push(WrittenForm {
            unit: campaign.code(ix).0,
            file: path.display().to_string(),
            bytes: bytes.len() as u64,
        });
    }
    if s.json {
        let schema = "ketnoi.forms-written/1";
        return out::json(&s.cat, &Written { schema, forms });
    }
    match forms.as_slice() {
        [one] => out::text_line(&s.cat, &line(&one.file)),
        several => {
            let args = [
                ("n", several.len().into()),
                ("file", line(&folder.display().to_string()).into_owned().into()),
            ];
            out::text_line(&s.cat, &s.cat.tr_args("cli-forms_written", &args))
        }
    }
}

/// `wtisd-2020-01-ha-noi.xlsx`: sorted by code in a folder, and without marks for whatever mailer it goes through.
fn file_name(campaign: &Campaign, ix: UnitIx) -> PathBuf {
    let roster = campaign.roster();
    let name = folded(roster.name(ix, crate::core::names::Lang::Vi));
    let mut slug = String::new();
    for c in name.chars() {
        match c {
            c if c.is_ascii_alphanumeric() => slug.push(c),
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    let slug = slug.trim_end_matches('-');
    PathBuf::from(format!(
        "{}-{}-{slug}.xlsx",
        campaign.id().as_str(),
        roster.code(ix)
    ))
}

// ---------------------------------------------------------------------- read

/// Every form is read before anything is put on record, so that one which cannot be read stops the command before it begins.
fn read(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let mut ledger = s.open()?;
    let paths: Vec<PathBuf> = m
        .get_many::<PathBuf>("FILE")
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    let mut forms = Vec::new();
    for path in paths {
        forms.push(opened(s, &mut ledger, path)?);
    }
    let dry = parse::flag(m, "dry-run");
    if s.json && dry {
        return told::tell_json(s, ledger.campaign().def(), &forms, false);
    }
    if !s.json {
        let campaign = &*ledger.shown();
        for opened in &forms {
            out::lines(&s.cat, told::told(&s.cat, campaign, opened))?;
        }
    }
    if dry {
        return Ok(());
    }
    let names: Vec<String> = forms.iter().map(|o| o.unit.as_str().to_owned()).collect();
    ask::confirm(&s.cat, m, &question(&s.cat, ledger.campaign(), &forms, &names))?;
    for opened in &forms {
        record(s, &mut ledger, m, opened)?;
    }
    if s.json {
        told::tell_json(s, ledger.campaign().def(), &forms, true)?;
    }
    Ok(())
}

fn opened(s: &Session, ledger: &mut Ledger, file: PathBuf) -> Result<Opened, Fail> {
    let name = || line(&file.display().to_string()).into_owned();
    let taken = files::open(&s.cat, &file)?.read(MOST);
    let bytes = taken.map_err(|e| files::not_taken(&s.cat, &e))?;
    let wrong = |key: &str| Fail::Failed(s.cat.tr_args(key, &[("file", name().into())]));
    let jail = Jail::new().ok_or_else(|| wrong("cli-form_no_process"))?;
    let book = workbook::opened(&jail, &bytes).map_err(|shut| match shut {
        Shut::Unfit => wrong("cli-form_unfit"),
        Shut::Beyond => wrong("cli-form_beyond"),
        Shut::NoProcess => wrong("cli-form_no_process"),
    })?;
    let campaign = ledger.campaign();
    let form = workbook::read(&book, campaign.def(), campaign.date(s.clock.now()));
    let Some(code) = form.code.clone() else {
        return Err(wrong("cli-form_no_code"));
    };
    if code.campaign != *campaign.id() {
        let args = [
            ("file", name().into()),
            ("campaign", code.campaign.as_str().to_owned().into()),
        ];
        return Err(Fail::Usage(s.cat.tr_args("cli-form_campaign", &args)));
    }
    let Some(ix) = campaign.roster().by_code(code.unit.as_str()) else {
        let args = [
            ("file", name().into()),
            ("unit", code.unit.as_str().to_owned().into()),
        ];
        return Err(Fail::Failed(s.cat.tr_args("cli-form_unit", &args)));
    };
    s.may_see(ledger, Some(ix))?;
    Ok(Opened {
        file,
        form,
        unit: code.unit,
    })
}

fn question(cat: &Catalogue, campaign: &Campaign, forms: &[Opened], names: &[String]) -> String {
    let unusual: Vec<String> = forms
        .iter()
        .map(|o| report::unusual(cat, campaign.def(), &values(&o.form)))
        .filter(|told| !told.is_empty())
        .collect();
    let args = [
        ("units", names.join(", ").into()),
        (
            "troubles",
            forms.iter().map(|o| o.form.troubles.len()).sum::<usize>().into(),
        ),
        ("some", if unusual.is_empty() { "no" } else { "yes" }.into()),
        ("unusual", unusual.join("; ").into()),
    ];
    cat.tr_args("cli-ask_form", &args)
}

fn values(form: &Form) -> Vec<(String, Option<f64>)> {
    form.figures
        .iter()
        .map(|(id, n)| (id.clone(), Some(*n)))
        .collect()
}

fn record(s: &mut Session, ledger: &mut Ledger, m: &ArgMatches, opened: &Opened) -> Result<(), Fail> {
    let form = Filled {
        activities: opened
            .form
            .activities
            .iter()
            .map(|l| (l.id.clone(), l.activity.clone()))
            .collect(),
        figures: opened.form.figures.clone(),
    };
    let wish = Wish::TakeForm {
        unit: opened.unit.clone(),
        form,
    };
    let mut order = s.order(ledger, m, wish)?;
    if order.note.is_empty() {
        order = order.note(opened.form.words.clone());
    }
    let cat = Catalogue::new(s.cat.lang());
    let name = units::names(
        ledger.campaign(),
        std::slice::from_ref(&opened.unit),
        s.cat.lang(),
    );
    let did = Did::from_facts(move |facts| {
        let count = |is: fn(&Fact) -> bool| facts.iter().filter(|f| is(f)).count();
        let args = [
            ("unit", name.clone().into()),
            ("added", count(|f| matches!(f, Fact::ActivityAdded(_))).into()),
            ("edited", count(|f| matches!(f, Fact::ActivityEdited(_))).into()),
            ("figures", count(|f| matches!(f, Fact::FigureRecorded(_))).into()),
        ];
        cat.tr_args("cli-form_taken", &args)
    });
    if s.json {
        // One document is printed, and this is not it.
        return ledger
            .submit(&order)
            .map(drop)
            .map_err(|e| s.failed(Some(ledger), &e));
    }
    s.carry_out(ledger, &order, &did)
}
