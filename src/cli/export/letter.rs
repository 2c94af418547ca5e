//! `ketnoi export letter`: the year's letter from the campaign, and drafts of it to all units with its documents enclosed.

use std::io::Read as _;

use clap::{ArgMatches, Command as Clap};

use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::remind::drafts::{house, keep};
use crate::cli::remind::due::{self, words_of};
use crate::cli::session::{Session, mint};
use crate::cli::{out, parse, show, units};
use crate::core::decide::{Command, Order};
use crate::core::names::Lang;
use crate::core::remind::Why;
use crate::ledger::{Ledger, LedgerError};
use crate::outgoing::{self, Bundle, Enclosed};
use crate::text::line;

/// The media type of the letter itself.
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The command.
pub(super) fn command(w: &Words<'_>) -> Clap {
    let args = vec![
        w.file(w.opt("output", "DIR").short('o').help(w.opt_help("letter_dir")))
            .required(true),
        w.choice("in", &["vi", "en"]).help(w.opt_help("letters_in")),
        w.flag("force"),
    ];
    w.leaf("export letter", args, &["ketnoi export letter -o cong-van"])
}

/// Carries it out.
pub(super) fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let mut ledger = due::allowed(s)?;
    let all = show::all_seen(s, &mut ledger)?;
    let words = words_of(m);
    let (now, cmd) = (s.clock.now(), mint());
    let day = ledger.campaign().date(now);
    let paper = outgoing::call(&words, ledger.campaign(), day).map_err(|e| Fail::io(&s.cat, "docx", &e))?;
    let mut files = vec![Enclosed {
        name: paper.name.clone(),
        media: DOCX.to_owned(),
        bytes: paper.bytes.clone(),
    }];
    let missing = missing(&ledger, s.cat.lang());
    files.extend(documents(s, &mut ledger)?);
    let house = house(s);
    let (letters, silent) = outgoing::calls(&words, ledger.campaign(), &all, &files, (&house, cmd, now));
    let bundle = Bundle::of(&letters).map_err(|why| Fail::Failed(why.to_string()))?;
    let Bundle { mut pieces, messages } = bundle;
    pieces.push(paper);
    let codes: Vec<_> = messages.iter().map(|m| m.unit.clone()).collect();
    let what = units::names(ledger.campaign(), &codes, s.cat.lang());
    let folder = parse::path(m, "output").unwrap_or_default();
    let order = (!messages.is_empty()).then(|| Order::new(cmd, Command::Remind { messages }));
    keep(s, m, &mut ledger, &folder, &pieces, order.as_ref(), &what)?;
    if s.json {
        return Ok(());
    }
    let args = [
        ("n", pieces.len().into()),
        ("silent", silent.len().into()),
        ("folder", line(&folder.display().to_string()).into_owned().into()),
    ];
    let mut lines = vec![s.cat.tr_args("remind-drafted", &args)];
    let campaign = ledger.campaign();
    // Whoever cannot be written to is named, and what could not be enclosed: else nobody would miss it before it is too late.
    lines.extend(Why::ALL.into_iter().filter_map(|why| {
        let of_why = silent.iter().filter(|one| one.why == why);
        let codes: Vec<_> = of_why.map(|one| campaign.code(one.due.unit)).collect();
        let names = units::names(campaign, &codes, s.cat.lang());
        let why = s.cat.tr(&format!("remind_state-{}", why.id()));
        (!codes.is_empty()).then(|| format!("{why}: {names}"))
    }));
    if !missing.is_empty() {
        let args = [("names", missing.join("; ").into())];
        lines.push(s.cat.tr_args("letter-not_enclosed", &args));
    }
    out::lines(&s.cat, lines)
}

/// The documents that go out with the letter and of which no copy is kept.
fn missing(ledger: &Ledger, lang: Lang) -> Vec<String> {
    let campaign = ledger.campaign();
    let all = campaign.def().documents.iter();
    let missing = all.filter(|d| campaign.document(d.id.as_str()).is_none());
    missing.map(|d| line(d.title.get(lang)).into_owned()).collect()
}

/// The own copies of the documents that go out with the letter, as far as they are kept.
fn documents(s: &Session, ledger: &mut Ledger) -> Result<Vec<Enclosed>, Fail> {
    let campaign = ledger.campaign();
    let ids = campaign.def().documents.iter().map(|d| d.id.as_str());
    let kept: Vec<_> = ids.filter_map(|id| campaign.document(id).cloned()).collect();
    let mut files = Vec::new();
    for file in kept {
        let opened = ledger.blobs().open(&file.sha256);
        let opened = opened.map_err(|e| s.failed(Some(ledger), &LedgerError::Store(e)))?;
        let Some(mut from) = opened else { continue };
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes)
            .map_err(|e| Fail::io(&s.cat, &file.name, &e))?;
        files.push(Enclosed {
            name: file.name,
            media: file.media,
            bytes,
        });
    }
    Ok(files)
}
