//! `ketnoi check-document`: which rules of Decree 30 a document keeps and breaks. Needs no store.

use clap::{ArgMatches, Command};
use serde::Serialize;

use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::{files, out, parse};
use crate::decree::{self, Fault, Finding, Verdict};
use crate::extract::Lacking;
use crate::jail::Jail;
use crate::text::{Catalogue, line};

/// The command.
pub fn command(w: &Words<'_>) -> Command {
    w.leaf(
        "check-document",
        vec![w.file(w.pos("FILE"))],
        &[
            "ketnoi check-document bao-cao.docx",
            "ketnoi check-document bao-cao.docx --json",
        ],
    )
}

/// What all verdicts come to.
#[derive(Serialize)]
struct Counts {
    broken: usize,
    unfilled: usize,
    unknown: usize,
    kept: usize,
}

#[derive(Serialize)]
struct Spot {
    what: &'static str,
    paragraph: Option<u32>,
    words: String,
    is: String,
    wants: String,
}

#[derive(Serialize)]
struct Row {
    rule: &'static str,
    clause: &'static str,
    verdict: &'static str,
    faults: Vec<Spot>,
    more: u32,
}

#[derive(Serialize)]
struct Checked {
    schema: &'static str,
    file: String,
    decree: &'static str,
    counts: Counts,
    rules: Vec<Row>,
}

/// Carries it out.
pub fn run(cat: &Catalogue, m: &ArgMatches) -> Result<(), Fail> {
    let path = parse::path(m, "FILE").unwrap_or_default();
    let name = line(&path.display().to_string()).into_owned();
    let wrong = |key: &str| Fail::Failed(cat.tr_args(key, &[("file", name.clone().into())]));
    let bytes = files::open(cat, &path)?
        .read(decree::MOST)
        .map_err(|e| files::not_taken(cat, &e))?;
    let jail = Jail::new().ok_or_else(|| wrong("cli-decree_no_process"))?;
    let findings = decree::checked(&jail, &bytes).map_err(|why| {
        wrong(match why {
            Lacking::Unknown | Lacking::Unfit => "cli-decree_unfit",
            Lacking::Beyond => "cli-decree_beyond",
            Lacking::Encrypted => "cli-decree_locked",
            Lacking::NoProcess => "cli-decree_no_process",
        })
    })?;
    let counts = counts(&findings);
    let broken = counts.broken > 0;
    if parse::flag(m, "json") {
        out::json(cat, &told(name, counts, findings))?;
    } else {
        out::lines(cat, lines(cat, &name, &counts, &findings))?;
    }
    if broken { Err(Fail::Said(1)) } else { Ok(()) }
}

fn counts(findings: &[Finding]) -> Counts {
    let of = |verdict| findings.iter().filter(|f| f.verdict == verdict).count();
    Counts {
        broken: of(Verdict::Broken),
        unfilled: of(Verdict::Unfilled),
        unknown: of(Verdict::Unknown),
        kept: of(Verdict::Kept),
    }
}

fn told(file: String, counts: Counts, findings: Vec<Finding>) -> Checked {
    let place = |f: Fault| Spot {
        what: f.what.id(),
        paragraph: f.paragraph.filter(|p| *p > 0),
        words: f.words,
        is: f.is,
        wants: f.wants,
    };
    let row = |f: Finding| Row {
        rule: f.rule.id(),
        clause: f.rule.clause(),
        verdict: f.verdict.id(),
        faults: f.faults.into_iter().map(place).collect(),
        more: f.more,
    };
    Checked {
        schema: "ketnoi.document-check/1",
        file,
        decree: "30/2020/NĐ-CP",
        counts,
        rules: findings.into_iter().map(row).collect(),
    }
}

/// What is broken first, with its places; then what waits to be filled in, what cannot be told, what is kept.
fn lines(cat: &Catalogue, file: &str, counts: &Counts, findings: &[Finding]) -> Vec<String> {
    let args = [
        ("file", file.to_owned().into()),
        ("broken", counts.broken.into()),
        ("unfilled", counts.unfilled.into()),
        ("unknown", counts.unknown.into()),
        ("kept", counts.kept.into()),
    ];
    let mut out = vec![cat.tr_args("cli-decree_sum", &args)];
    for verdict in [
        Verdict::Broken,
        Verdict::Unfilled,
        Verdict::Unknown,
        Verdict::Kept,
    ] {
        let these: Vec<&Finding> = findings.iter().filter(|f| f.verdict == verdict).collect();
        if these.is_empty() {
            continue;
        }
        out.push(String::new());
        out.push(cat.tr(&format!("decree_verdict-{}", verdict.id())).into_owned());
        for finding in these {
            let rule = cat.tr(&format!("decree_rule-{}", finding.rule.id().replace('-', "_")));
            out.push(format!("  {} {rule} ({})", sign(verdict), finding.rule.clause()));
            out.extend(finding.faults.iter().map(|f| format!("      {}", fault(cat, f))));
            if finding.more > 0 {
                let args = [("n", finding.more.into())];
                out.push(format!("      {}", cat.tr_args("cli-decree_more", &args)));
            }
        }
    }
    out
}

/// A sign beside the word, so that a line that was copied alone still says it.
fn sign(verdict: Verdict) -> char {
    match verdict {
        Verdict::Broken => '✗',
        Verdict::Unfilled => '…',
        Verdict::Unknown => '?',
        Verdict::Kept => '✓',
    }
}

fn fault(cat: &Catalogue, fault: &Fault) -> String {
    let args = [
        ("is", line(&fault.is).into_owned().into()),
        ("wants", line(&fault.wants).into_owned().into()),
        ("some", if fault.wants.is_empty() { "no" } else { "yes" }.into()),
    ];
    let what = cat.tr_args(
        &format!("decree_fault-{}", fault.what.id().replace('-', "_")),
        &args,
    );
    match fault.paragraph {
        None => what,
        Some(0) => cat.tr_args("cli-decree_in_header", &[("what", what.into())]),
        Some(n) => {
            let args = [
                ("n", n.to_string().into()),
                ("words", line(&fault.words).into_owned().into()),
                ("what", what.into()),
            ];
            cat.tr_args("cli-decree_at", &args)
        }
    }
}
