//! `ketnoi inbox show ID`: a letter with all that is on record of it, what it changes, and its text.

use clap::{ArgMatches, Command};

use super::letters::{one, open};
use super::list;
use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{changes, out, parse};
use crate::core::campaign::Campaign;
use crate::intake::About;
use crate::ledger::HouseLedger;
use crate::mail::{self, Shown};
use crate::output;
use crate::output::inbox::{self, Entry};
use crate::output::words;
use crate::store::{StoreError, lost};
use crate::text::{block, dates, line, numbers};

/// The command.
pub fn command(w: &Words<'_>) -> Command {
    let id = w.pos("ID").help(w.opt_help("letter_id"));
    w.leaf(
        "inbox show",
        vec![id],
        &["ketnoi inbox show 3f9a2c11", "ketnoi inbox show 3f9a2c11 --json"],
    )
}

/// Carries it out.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let (mut ledger, mut house) = open(s)?;
    let id = one(s, &ledger, &house, parse::text(m, "ID").unwrap_or_default())?;
    let failed = house.house().letter(&id).is_none();
    let entries = list::entries(&ledger, &mut house, &|l| l.id.letter() == id, failed);
    let mut rows = entries.map_err(|e| s.failed(Some(&ledger), &e))?;
    rows.retain(|e| e.id == id);
    let about = About::Letter(id);
    let changed = changes::of(s, &mut ledger, &mut house, &about)?;
    let shown = text(&mut house, rows.first()).map_err(|e| s.failed(Some(&ledger), &e.into()))?;
    let campaign = ledger.campaign();
    if s.json {
        let document = changes::WithChanges {
            document: inbox::document(&s.cat, campaign, rows),
            text: &shown.text,
            changes: changed
                .iter()
                .map(|c| output::changes::json(campaign, c))
                .collect(),
        };
        return out::json(&s.cat, &document);
    }
    let mut told: Vec<String> = rows.iter().flat_map(|e| lines(s, campaign, e)).collect();
    if !changed.is_empty() {
        told.push(String::new());
        told.extend(changes::lines(s, campaign, &changed));
    }
    if !shown.text.trim().is_empty() {
        told.push(String::new());
        told.extend(block(shown.text.trim_end()).lines().map(str::to_owned));
        if shown.cut {
            told.push(s.cat.tr("cli-letter_cut").into_owned());
        }
    }
    out::lines(&s.cat, told)
}

/// The words of a letter as its kept bytes have them; nothing of what could not be read.
fn text(house: &mut HouseLedger, entry: Option<&Entry>) -> Result<Shown, StoreError> {
    let Some(entry) = entry.filter(|e| e.failed.is_none()) else {
        return Ok(Shown::default());
    };
    let file = house.blobs().open(&entry.copy.raw)?;
    let Some(mut file) = file else {
        return Ok(Shown::default());
    };
    // What a bad disk does not give is shown as the nothing that it is.
    mail::shown(&mut file).or_else(|why| lost(why).map_or_else(|| Ok(Shown::default()), Err))
}

fn lines(s: &Session, campaign: &Campaign, e: &Entry) -> Vec<String> {
    let (cat, zone) = (&s.cat, campaign.def().zone);
    let row = |key: &str, value: String| format!("{}: {}", cat.tr(key), line(&value));
    let by = cat.tr(&format!("received_by-{}", e.copy.by.id())).into_owned();
    let kind = e
        .kind
        .map(|k| cat.tr(&format!("letter_kind-{}", k.id())).into_owned());
    let decided = e
        .decided
        .as_ref()
        .map(|(who, at)| format!("{who}, {}", dates::full_time(zone, *at)));
    let units: Vec<String> = e
        .units
        .iter()
        .map(|u| words::unit_name(cat, campaign, u.as_str()))
        .collect();
    let mut out = vec![
        row("heading-letter", e.id.as_str().to_owned()),
        row(
            "heading-state",
            cat.tr(&format!("letter_state-{}", e.state)).into_owned(),
        ),
        row("heading-why", inbox::why(cat, e)),
        row("heading-kind", kind.unwrap_or_default()),
        row("heading-unit", units.join(", ")),
        row(
            "cli-head_campaign",
            e.campaign.as_ref().map_or_else(String::new, ToString::to_string),
        ),
        row("heading-from", e.claims.from.clone()),
        row("heading-subject", e.claims.subject.clone()),
        row("cli-head_claimed_date", e.claims.date.clone()),
        row(
            "heading-received_at",
            format!("{} ({by})", dates::full_time(zone, e.at)),
        ),
        row(
            "cli-head_counts_from",
            e.counts_from
                .map_or_else(String::new, |at| dates::full_time(zone, at)),
        ),
        row("cli-head_document", words::symbol(cat, &e.symbol)),
        row("cli-head_charset", e.charset.clone()),
        row("cli-head_decided", decided.unwrap_or_default()),
        row("heading-note", e.note.clone()),
        row(
            "cli-head_source",
            format!("{}, {}", e.copy.source, numbers::size(cat.lang(), e.copy.size)),
        ),
    ];
    if let Some((_, detail, program)) = &e.failed {
        out.push(row("cli-head_detail", detail.clone()));
        out.push(row("cli-head_program", program.clone()));
    }
    let noticed: Vec<String> = e.flags.iter().map(|f| inbox::flag(cat, f)).collect();
    out.push(row("cli-head_noticed", noticed.join("; ")));
    if !e.copies.is_empty() {
        out.push(row("cli-head_copies", names(&e.copies)));
    }
    if !e.conflicts.is_empty() {
        out.push(row("cli-head_conflicts", names(&e.conflicts)));
    }
    // What is not known is not told.
    out.retain(|line| !line.ends_with(": "));
    let j = &e.judgement;
    for c in &j.candidates {
        let unit = words::unit_name(cat, campaign, c.unit.as_str());
        out.push(weighed(c.weight, &unit));
    }
    for r in &j.reasons {
        let unit = r.unit.as_ref().map_or_else(String::new, |u| {
            format!("{}: ", words::unit_name(cat, campaign, u.as_str()))
        });
        out.push(weighed(r.weight, &format!("{unit}{}", inbox::reason(cat, r))));
    }
    out.extend(e.parts.iter().map(|p| {
        let deeper = if p.inside.is_some() { "    " } else { "  " };
        format!("{deeper}{}", inbox::part_line(cat, p))
    }));
    out
}

fn names(ids: &[crate::core::names::LetterId]) -> String {
    let short = ids.iter().filter_map(|id| id.as_str().get(..12));
    short.collect::<Vec<_>>().join(", ")
}

/// `  +0.50  words`
fn weighed(thousandths: i32, what: &str) -> String {
    format!("  {:+.2}  {}", f64::from(thousandths) / 1000.0, line(what))
}
