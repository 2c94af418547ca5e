//! `ketnoi doctor`: what is wrong with the place where ketnoi runs, and how to mend it.
//!
//! It looks and changes nothing. Each finding has a stable id, a grade, what was found, and a way to mend what is not
//! well; a grade of bad makes the command fail.

mod bucket;
mod files;
mod machine;
mod mailboxes;
mod round;
mod server;
mod store;

use clap::{ArgMatches, Command};
use serde::Serialize;

use self::machine::RULER;
use self::round::{Finding, Grade, Round};
use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::out;
use crate::cli::session::Session;
use crate::config::Signs;
use crate::text::pad;

/// The command.
pub fn command(w: &Words<'_>) -> Command {
    w.leaf("doctor", vec![], &["ketnoi doctor", "ketnoi doctor --json"])
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    version: &'static str,
    grade: Grade,
    findings: &'a [Finding],
}

/// Carries it out.
pub fn run(s: &mut Session, _m: &ArgMatches) -> Result<(), Fail> {
    let site = s.site()?;
    let mut round = Round {
        s,
        findings: Vec::new(),
    };
    let newest = store::look(&mut round, &site);
    machine::settings(&mut round);
    mailboxes::look(&mut round);
    machine::clock(&mut round, newest);
    machine::terminal(&mut round);
    // What a store has to say is said in one order, whichever engine it is.
    round
        .findings
        .sort_by_key(|f| CHECKS.iter().position(|id| *id == f.id));
    let findings = round.findings;
    let grade = findings.iter().map(|f| f.grade).max().unwrap_or(Grade::Ok);
    if s.json {
        out::json(
            &s.cat,
            &Document {
                schema: "ketnoi.doctor/1",
                version: env!("CARGO_PKG_VERSION"),
                grade,
                findings: &findings,
            },
        )?;
    } else {
        out::lines(&s.cat, told(s, &findings))?;
    }
    if grade == Grade::Bad {
        Err(Fail::Said(1))
    } else {
        Ok(())
    }
}

fn told(s: &Session, findings: &[Finding]) -> Vec<String> {
    let mut out = Vec::new();
    for f in findings {
        let grade = s.cat.tr(&format!("doctor_grade-{}", f.grade.id()));
        let what = s.cat.tr(&format!("doctor_check-{}", f.id));
        out.push(format!("{}  {}  {}", pad(&grade, 5), pad(&what, 24), f.found));
        out.extend(f.mend.iter().map(|m| format!("       → {m}")));
    }
    if s.settings.glyphs != Signs::Ascii {
        out.push(s.cat.tr("doctor-ruler").into_owned());
        out.extend(RULER.iter().map(|l| format!("  {l}")));
    }
    out
}

/// The ids of the findings, for whoever checks that each has its words.
pub const CHECKS: &[&str] = &[
    "store",
    "permissions",
    "owner",
    "access",
    "roles",
    "leftovers",
    "engine",
    "journal",
    "moved",
    "restored",
    "log_mode",
    "writable",
    "integrity",
    "tables",
    "remains",
    "chain",
    "state",
    "folder",
    "file_system",
    "room",
    "files",
    "files_trial",
    "files_clock",
    "files_versions",
    "files_kept",
    "server",
    "server_writes",
    "server_setting",
    "server_copies",
    "server_trip",
    "server_clock",
    "server_line",
    "server_rights",
    "config",
    "mailbox_line",
    "data",
    "evidence_limit",
    "clock",
    "locale",
    "terminal",
    "font",
    "widths",
];

/// The ids of the findings that can be other than well, and so have a way to be mended.
pub const MENDS: &[&str] = &[
    "roles",
    "engine",
    "journal",
    "moved",
    "restored",
    "log_mode",
    "writable",
    "integrity",
    "tables",
    "chain",
    "state",
    "folder",
    "file_system",
    "room",
    "files_trial",
    "files_clock",
    "files_kept",
    "server_writes",
    "server_setting",
    "server_trip",
    "server_clock",
    "server_line",
    "server_rights",
    "mailbox_line",
    "clock",
    "locale",
    "terminal",
    "font",
    "widths",
];
