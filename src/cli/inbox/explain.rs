//! `ketnoi inbox explain ID`: each reason for what the rules say of a letter, its weight, and what would change the outcome;
//! `explain --all --rules FILE`: which letters on record would be judged differently.
//!
//! Letters are read again from their bytes. Nothing is written. With a file of rules its word stands against that of the rules in
//! force, both today, so that only the rules can be why they differ; without one, today's word against the one on record.

use std::path::Path;

use clap::{ArgMatches, Command};
use serde::Serialize;

use super::letters::{one, open};
use super::{list, setup};
use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{out, parse};
use crate::core::campaign::Campaign;
use crate::core::decide::{Judged, Verdict};
use crate::core::letter::{Candidate, Doubt, LetterKind, Reason};
use crate::core::names::LetterId;
use crate::output::inbox::{self, Entry};
use crate::output::words;
use crate::recognise::{Flip, Rules, is_other};
use crate::text::{line, numbers};

/// The command.
pub fn command(w: &Words<'_>) -> Command {
    let id = w.pos("ID").help(w.opt_help("letter_id")).required(false);
    let id = id.required_unless_present("all").conflicts_with("all");
    let rules = w.file(w.opt("rules", "FILE"));
    w.leaf(
        "inbox explain",
        vec![id, w.flag("all"), rules],
        &[
            "ketnoi inbox explain 3f9a2c11",
            "ketnoi inbox explain --all --rules rules.yaml",
        ],
    )
}

#[derive(Serialize)]
struct Document {
    schema: &'static str,
    letters: Vec<Told>,
    #[serde(skip_serializing_if = "Option::is_none")]
    read: Option<usize>,
    unreadable: Vec<String>,
}

/// What is told of a letter.
#[derive(Serialize)]
struct Told {
    id: String,
    subject: String,
    rules: String,
    before: Outcome,
    outcome: Outcome,
    candidates: Vec<Weight>,
    reasons: Vec<Weight>,
    changes: Vec<Change>,
}

/// What becomes of a letter, in words for programs.
#[derive(Serialize, Clone)]
struct Outcome {
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    doubt: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    units: Vec<String>,
    number: String,
}

#[derive(Serialize)]
struct Weight {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    unit: Option<String>,
    weight: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

#[derive(Serialize)]
struct Change {
    with: bool,
    reason: Weight,
    outcome: Outcome,
}

/// Carries it out.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let (mut ledger, mut house) = open(s)?;
    // Reasons and candidates speak of other units.
    s.may_see(&mut ledger, None)?;
    let named = parse::path(m, "rules");
    let other = named
        .as_deref()
        .map(|file| setup::rules(s, Some(file)))
        .transpose()?;
    let all = parse::flag(m, "all");
    let only = match parse::text(m, "ID") {
        Some(typed) => Some(one(s, &ledger, &house, typed)?),
        None => None,
    };
    let wanted = |id: &LetterId| only.as_ref().is_none_or(|only| only == id);
    let entries = list::entries(&ledger, &mut house, &|l| wanted(&l.id.letter()), false);
    let entries = entries.map_err(|e| s.failed(Some(&ledger), &e))?;
    if let Some(id) = only.as_ref().filter(|_| entries.is_empty()) {
        let args = [("id", id.as_str().get(..12).unwrap_or_default().into())];
        return Err(Fail::Nothing(s.cat.tr_args("cli-explain_unreadable", &args)));
    }
    let mut document = explained(s, &entries, other.as_ref(), all)?;
    if s.json {
        document.read = all.then_some(entries.len());
        return out::json(&s.cat, &document);
    }
    let campaign = ledger.campaign();
    let mut lines: Vec<String> = Vec::new();
    for told in &document.letters {
        if all {
            lines.push(difference(s, campaign, told));
        } else {
            lines.extend(letter(s, campaign, told));
        }
    }
    for id in &document.unreadable {
        let args = [("id", id.get(..12).unwrap_or_default().into())];
        lines.push(s.cat.tr_args("cli-explain_gone", &args));
    }
    if all {
        let file = named.as_deref().map_or_else(String::new, shown);
        let args = [
            ("n", document.letters.len().into()),
            ("of", entries.len().into()),
            ("rules", if other.is_some() { "file" } else { "own" }.into()),
            ("file", file.into()),
        ];
        lines.push(s.cat.tr_args("cli-explain_all", &args));
    }
    out::lines(&s.cat, lines)
}

fn shown(path: &Path) -> String {
    line(&path.display().to_string()).into_owned()
}

/// Each letter, or those that would be judged differently.
fn explained(
    s: &mut Session,
    entries: &[Entry],
    other: Option<&Rules>,
    only_other: bool,
) -> Result<Document, Fail> {
    let mut reader = setup::reader(s)?;
    let mut document = Document {
        schema: "ketnoi.explain/1",
        letters: Vec::new(),
        read: None,
        unreadable: Vec::new(),
    };
    for entry in entries {
        let again = reader
            .read_again(&entry.id)
            .map_err(|e| s.failed(reader.ledger(), &e))?;
        let Some(again) = again else {
            document.unreadable.push(entry.id.as_str().to_owned());
            continue;
        };
        let now = reader.weigh_again(&again, other);
        let judged = now.judged();
        let (before, differs) = if other.is_some() {
            let before = reader.weigh_again(&again, None).judged();
            let differs = is_other(&before.verdict, &judged.verdict);
            (Outcome::of(&before.verdict), differs)
        } else {
            let before = Outcome::on_record(entry);
            let now = Outcome::of(&judged.verdict);
            let differs = before.state != now.state || before.doubt != now.doubt || before.units != now.units;
            (before, differs)
        };
        if differs || !only_other {
            let changes = if only_other { Vec::new() } else { now.flips() };
            document.letters.push(told(s, entry, &judged, before, &changes));
        }
    }
    Ok(document)
}

fn told(s: &Session, entry: &Entry, judged: &Judged, before: Outcome, changes: &[Flip]) -> Told {
    let j = &judged.judgement;
    let change = |flip: &Flip| Change {
        with: flip.more,
        reason: Weight::of(s, &flip.reason),
        outcome: Outcome::of(&flip.verdict),
    };
    let candidate = |c: &Candidate| Weight {
        id: None,
        unit: Some(c.unit.as_str().to_owned()),
        weight: f64::from(c.weight) / 1000.0,
        text: None,
    };
    Told {
        id: entry.id.as_str().to_owned(),
        subject: entry.claims.subject.clone(),
        rules: j.rules.clone(),
        before,
        outcome: Outcome::of(&judged.verdict),
        candidates: j.candidates.iter().map(candidate).collect(),
        reasons: j.reasons.iter().map(|r| Weight::of(s, r)).collect(),
        changes: changes.iter().map(change).collect(),
    }
}

impl Weight {
    fn of(s: &Session, reason: &Reason) -> Self {
        Self {
            id: Some(reason.id.clone()),
            unit: reason.unit.as_ref().map(|u| u.as_str().to_owned()),
            weight: f64::from(reason.weight) / 1000.0,
            text: Some(inbox::reason(&s.cat, reason)),
        }
    }
}

impl Outcome {
    fn of(verdict: &Verdict) -> Self {
        match verdict {
            Verdict::File {
                units, kind, symbol, ..
            } => Self {
                state: "filed",
                doubt: None,
                kind: Some(kind.id()),
                units: units.iter().map(|u| u.as_str().to_owned()).collect(),
                number: symbol.number.clone(),
            },
            Verdict::SetAside {
                doubt, kind, symbol, ..
            } => Self {
                state: "set_aside",
                doubt: Some(doubt.id()),
                kind: Some(kind.id()),
                units: Vec::new(),
                number: symbol.number.clone(),
            },
            Verdict::Automatic => Self {
                state: "automatic",
                doubt: None,
                kind: None,
                units: Vec::new(),
                number: String::new(),
            },
        }
    }

    /// As it stands on record, whoever decided.
    fn on_record(e: &Entry) -> Self {
        Self {
            state: e.state,
            doubt: e.doubt.map(Doubt::id),
            kind: e.kind.map(LetterKind::id),
            units: e.units.iter().map(|u| u.as_str().to_owned()).collect(),
            number: e.symbol.number.clone(),
        }
    }

    fn words(&self, s: &Session, campaign: &Campaign) -> String {
        let word = |family: &str, id: Option<&str>| match id {
            Some(id) => s.cat.tr(&format!("{family}-{id}")).into_owned(),
            None => String::new(),
        };
        let units: Vec<String> = self
            .units
            .iter()
            .map(|u| words::unit_name(&s.cat, campaign, u))
            .collect();
        let args = [
            ("state", self.state.into()),
            ("word", word("letter_state", Some(self.state)).into()),
            ("doubt", word("doubt", self.doubt).into()),
            ("kind", word("letter_kind", self.kind).into()),
            ("units", units.join(", ").into()),
        ];
        s.cat.tr_args("cli-explain_outcome", &args)
    }
}

fn signed(s: &Session, weight: f64) -> String {
    let sign = if weight < 0.0 { "-" } else { "+" };
    format!("{sign}{}", numbers::decimal(s.cat.lang(), weight.abs(), 2))
}

fn named(s: &Session, campaign: &Campaign, w: &Weight) -> String {
    let unit = w.unit.as_deref().map(|u| words::unit_name(&s.cat, campaign, u));
    let text = w.text.clone().unwrap_or_default();
    match unit {
        Some(unit) if text.is_empty() => unit,
        Some(unit) => format!("{unit}: {text}"),
        None => text,
    }
}

fn letter(s: &Session, campaign: &Campaign, told: &Told) -> Vec<String> {
    let cat = &s.cat;
    let row = |key: &str, value: &str| format!("{}: {}", cat.tr(key), line(value));
    let mut out = vec![
        row("heading-letter", &told.id),
        row("heading-subject", &told.subject),
        row("cli-explain_on_record", &told.before.words(s, campaign)),
        row("cli-explain_now", &told.outcome.words(s, campaign)),
        row("cli-explain_rules", &told.rules),
    ];
    for c in &told.candidates {
        out.push(format!(
            "  {} {}",
            numbers::decimal(cat.lang(), c.weight, 2),
            named(s, campaign, c)
        ));
    }
    if !told.reasons.is_empty() {
        out.push(cat.tr("cli-explain_reasons").into_owned());
    }
    for r in &told.reasons {
        out.push(format!("  {:>6} {}", signed(s, r.weight), named(s, campaign, r)));
    }
    let changes = if told.changes.is_empty() {
        "cli-explain_no_change"
    } else {
        "cli-explain_changes"
    };
    out.push(cat.tr(changes).into_owned());
    for c in &told.changes {
        let args = [
            ("more", if c.with { "yes" } else { "no" }.into()),
            ("reason", named(s, campaign, &c.reason).into()),
            ("weight", signed(s, c.reason.weight).into()),
            ("outcome", c.outcome.words(s, campaign).into()),
        ];
        out.push(format!("  {}", cat.tr_args("cli-explain_change", &args)));
    }
    out
}

fn difference(s: &Session, campaign: &Campaign, told: &Told) -> String {
    let args = [
        ("id", told.id.get(..12).unwrap_or_default().into()),
        ("subject", line(&told.subject).into_owned().into()),
        ("before", told.before.words(s, campaign).into()),
        ("now", told.outcome.words(s, campaign).into()),
    ];
    s.cat.tr_args("cli-explain_difference", &args)
}
