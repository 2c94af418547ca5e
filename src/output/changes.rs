//! What changed from one version of a report to the next: `ketnoi.changes/1`.
//!
//! `changes` begins with the newest. `version` is `null` where a letter would make it; `letters` are those that brought a version,
//! as far as they may be seen. A file's `change` is `added`, `gone`, `same`, `renamed` (`was` is its name before) or `changed`
//! (`was_bytes` its size before); only figures that are not the same are told, `null` where there is none. The text's `state` is
//! `compared`, `not_read` (words of a letter were not read yet) or `no_words`; its lines are `same`, `gone` or `added`, in
//! their order, of a place that differs the old ones first.

use serde::Serialize;

use crate::core::campaign::Campaign;
use crate::core::changes::{Changes, FileChange, FileFate, LineChange, LineFate, Side, TextChange};
use crate::core::names::LetterId;
use crate::text::{Catalogue, dates, line, numbers};

use super::words;

/// So many lines that are the same stand around what differs.
const AROUND: usize = 2;

/// How a line is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// What is compared.
    Title,
    /// Of which kind what follows is.
    Heading,
    /// It is new.
    Added,
    /// It is there no more.
    Gone,
    /// It is as it was, or neither of both.
    Plain,
    /// What there is to say beside.
    Note,
}

/// A line for people; what is new begins with `+`, what is there no more with `-`.
pub type Told = (Tone, String);

/// What changed, in lines; long stretches of text that is the same are folded.
pub fn lines(cat: &Catalogue, campaign: &Campaign, c: &Changes) -> Vec<Told> {
    let args = [
        ("old", side(cat, campaign, &c.old).into()),
        ("new", side(cat, campaign, &c.new).into()),
    ];
    let mut out = vec![(Tone::Title, cat.tr_args("changes-compared", &args))];
    heading(cat, &mut out, "changes-files");
    if c.files.is_empty() {
        out.push((Tone::Note, cat.tr("changes-no_files").into_owned()));
    }
    out.extend(c.files.iter().map(|f| file(cat, f)));
    heading(cat, &mut out, "changes-figures");
    if c.figures.is_empty() {
        out.push((Tone::Note, cat.tr("changes-no_figures").into_owned()));
    }
    for f in &c.figures {
        let known = campaign.def().indicator(&f.id);
        let name = known.map_or(f.id.as_str(), |i| i.label.get(cat.lang()));
        let value = |value: Option<f64>| match (value, known) {
            (None, _) => cat.tr("changes-no_figure").into_owned(),
            (Some(value), Some(i)) => words::figure_value(cat, i, value),
            (Some(value), None) => numbers::plain(cat.lang(), value),
        };
        let args = [
            ("figure", line(name).into_owned().into()),
            ("old", value(f.old).into()),
            ("new", value(f.new).into()),
        ];
        out.push((Tone::Plain, format!("  {}", cat.tr_args("changes-figure", &args))));
    }
    heading(cat, &mut out, "changes-text");
    match &c.text {
        TextChange::NotRead => out.push((Tone::Note, cat.tr("changes-not_read").into_owned())),
        TextChange::NoWords => out.push((Tone::Note, cat.tr("changes-no_words").into_owned())),
        TextChange::Lines(all) if all.iter().all(|l| l.fate == LineFate::Same) => {
            out.push((Tone::Note, cat.tr("changes-same_text").into_owned()));
        }
        TextChange::Lines(all) => out.extend(folded(cat, all)),
    }
    out
}

fn heading(cat: &Catalogue, out: &mut Vec<Told>, key: &str) {
    out.push((Tone::Heading, cat.tr(key).into_owned()));
}

/// `version 2 (80/BC-STTTT, 05/06/2020)`
fn side(cat: &Catalogue, campaign: &Campaign, side: &Side) -> String {
    let what = match side.n {
        Some(n) => cat.tr_args("words-version", &[("n", n.to_string().into())]),
        None => cat.tr("changes-would_be").into_owned(),
    };
    let symbol = words::symbol(cat, &side.symbol);
    let about = if symbol.is_empty() {
        dates::full_time(campaign.def().zone, side.at)
    } else {
        symbol
    };
    format!("{what} ({about})")
}

fn file(cat: &Catalogue, f: &FileChange) -> Told {
    let args = |key: &str, was: &str, size: u64| {
        let args = [
            ("name", line(&f.file.name).into_owned().into()),
            ("kind", words::file_kind(cat, &f.file).into()),
            ("size", numbers::size(cat.lang(), f.file.size).into()),
            ("was", line(was).into_owned().into()),
            ("was_size", numbers::size(cat.lang(), size).into()),
        ];
        cat.tr_args(key, &args)
    };
    match &f.fate {
        FileFate::Added => (Tone::Added, format!("+ {}", args("changes-file", "", 0))),
        FileFate::Gone => (Tone::Gone, format!("- {}", args("changes-file", "", 0))),
        FileFate::Same => (Tone::Plain, format!("  {}", args("changes-file_same", "", 0))),
        FileFate::Renamed(was) => (Tone::Plain, format!("  {}", args("changes-file_renamed", was, 0))),
        FileFate::Changed(was) => (
            Tone::Added,
            format!("+ {}", args("changes-file_changed", "", *was)),
        ),
    }
}

fn folded(cat: &Catalogue, all: &[LineChange]) -> Vec<Told> {
    let differs = |at: usize| all.get(at).is_some_and(|l| l.fate != LineFate::Same);
    let near = |at: usize| (at.saturating_sub(AROUND)..=at + AROUND).any(differs);
    let mut out = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let hidden = (at..all.len()).take_while(|at| !near(*at)).count();
        // One line alone takes no more room than that it is left out.
        if hidden > 1 {
            let said = cat.tr_args("changes-same_lines", &[("n", hidden.into())]);
            out.push((Tone::Note, format!("  {said}")));
            at += hidden;
            continue;
        }
        let Some(l) = all.get(at) else { break };
        let (tone, mark) = match l.fate {
            LineFate::Same => (Tone::Plain, ' '),
            LineFate::Gone => (Tone::Gone, '-'),
            LineFate::Added => (Tone::Added, '+'),
        };
        out.push((tone, format!("{mark} {}", line(&l.text))));
        at += 1;
    }
    out
}

/// `ketnoi.changes/1`
#[derive(Debug, Serialize)]
pub struct Document<'a> {
    schema: &'static str,
    campaign: &'a str,
    unit: &'a str,
    changes: Vec<ChangesJson<'a>>,
}

/// What changed from one version to the next.
#[derive(Debug, Serialize)]
pub struct ChangesJson<'a> {
    old: SideJson<'a>,
    new: SideJson<'a>,
    files: Vec<FileJson<'a>>,
    figures: Vec<FigureJson<'a>>,
    text: TextJson<'a>,
}

#[derive(Debug, Serialize)]
struct SideJson<'a> {
    version: Option<u32>,
    number: &'a str,
    dated: Option<String>,
    received: String,
    letters: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct FileJson<'a> {
    change: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    was_bytes: Option<u64>,
    kind: &'static str,
    bytes: u64,
    sha256: &'a str,
}

#[derive(Debug, Serialize)]
struct FigureJson<'a> {
    id: &'a str,
    old: Option<f64>,
    new: Option<f64>,
}

#[derive(Debug, Serialize)]
struct TextJson<'a> {
    state: &'static str,
    lines: Vec<LineJson<'a>>,
}

#[derive(Debug, Serialize)]
struct LineJson<'a> {
    change: &'static str,
    text: &'a str,
}

/// `ketnoi.changes/1`: what changed in the report of this unit.
pub fn document<'a>(campaign: &'a Campaign, unit: &'a str, changes: &'a [Changes]) -> Document<'a> {
    Document {
        schema: "ketnoi.changes/1",
        campaign: campaign.id().as_str(),
        unit,
        changes: changes.iter().map(|c| json(campaign, c)).collect(),
    }
}

/// The same of one change, as a part of another document.
pub fn json<'a>(campaign: &Campaign, c: &'a Changes) -> ChangesJson<'a> {
    let side = |side: &'a Side| SideJson {
        version: side.n,
        number: &side.symbol.number,
        dated: side.symbol.dated.map(|day| day.to_string()),
        received: campaign.def().zone.rfc3339(side.at),
        letters: side.letters.iter().map(LetterId::as_str).collect(),
    };
    let (state, lines) = match &c.text {
        TextChange::Lines(lines) => ("compared", lines.as_slice()),
        TextChange::NotRead => ("not_read", [].as_slice()),
        TextChange::NoWords => ("no_words", [].as_slice()),
    };
    let lines = lines.iter().map(|l| LineJson {
        change: match l.fate {
            LineFate::Same => "same",
            LineFate::Gone => "gone",
            LineFate::Added => "added",
        },
        text: &l.text,
    });
    ChangesJson {
        old: side(&c.old),
        new: side(&c.new),
        files: c.files.iter().map(file_json).collect(),
        figures: c
            .figures
            .iter()
            .map(|f| FigureJson {
                id: &f.id,
                old: f.old,
                new: f.new,
            })
            .collect(),
        text: TextJson {
            state,
            lines: lines.collect(),
        },
    }
}

fn file_json(f: &FileChange) -> FileJson<'_> {
    let (change, was, was_bytes) = match &f.fate {
        FileFate::Added => ("added", None, None),
        FileFate::Gone => ("gone", None, None),
        FileFate::Same => ("same", None, None),
        FileFate::Renamed(was) => ("renamed", Some(was.as_str()), None),
        FileFate::Changed(was) => ("changed", None, Some(*was)),
    };
    FileJson {
        change,
        name: &f.file.name,
        was,
        was_bytes,
        kind: f.file.kind.id(),
        bytes: f.file.size,
        sha256: f.file.sha256.as_str(),
    }
}
