//! `ketnoi doctor`: what is wrong with the place where ketnoi runs, and how to mend it.
//!
//! It looks and changes nothing. Each finding has a stable id, a grade, what was found, and a way to mend what is not
//! well; a grade of bad makes the command fail.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use clap::Command;
use serde::Serialize;

use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::out;
use crate::cli::session::Session;
use crate::clock::Clock;
use crate::core::names::HOUSE_STREAM;
use crate::core::time::{DAY, Stamp, Zone};
use crate::failure;
use crate::store::{self, StoreError};
use crate::text::{dates, line, numbers, pad};

/// Less room than this is a warning.
const ROOM_WARN: u64 = 500 << 20;
/// Less than this, and the next save may fail.
const ROOM_BAD: u64 = 16 << 20;
/// 2025-01-01: a clock before this program was written is wrong.
const BORN: Stamp = Stamp(1_735_689_600_000);

/// The command.
pub fn command(w: &Words<'_>) -> Command {
    w.leaf("doctor", vec![], &["ketnoi doctor", "ketnoi doctor --json"])
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
enum Grade {
    Ok,
    Warn,
    Bad,
}

impl Grade {
    fn id(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Bad => "bad",
        }
    }
}

#[derive(Debug, Serialize)]
struct Finding {
    id: &'static str,
    grade: Grade,
    found: String,
    mend: Option<String>,
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    version: &'static str,
    grade: Grade,
    findings: &'a [Finding],
}

struct Round<'a> {
    s: &'a Session,
    findings: Vec<Finding>,
}

impl Round<'_> {
    /// Notes a finding; what is not well has a way to mend it under `doctor_mend-ID`.
    fn note(&mut self, id: &'static str, grade: Grade, found: impl AsRef<str>) {
        let mend = (grade != Grade::Ok).then(|| self.s.cat.tr(&format!("doctor_mend-{id}")).into_owned());
        self.findings.push(Finding {
            id,
            grade,
            found: line(found.as_ref()).into_owned(),
            mend,
        });
    }

    fn word(&self, key: &str) -> String {
        self.s.cat.tr(key).into_owned()
    }
}

/// Carries it out.
pub fn run(s: &mut Session) -> Result<(), Fail> {
    let path = s.store_path()?;
    let mut round = Round {
        s,
        findings: Vec::new(),
    };
    round.note("store", Grade::Ok, format!("sqlite:{}", path.display()));
    permissions(&mut round, &path);
    engine(&mut round);
    journal(&mut round, &path);
    file_system(&mut round, &path);
    settings(&mut round);
    clock(&mut round);
    terminal(&mut round);
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
    out
}

/// The store, its files and its folder are for their owner alone, whatever the umask was (reliability row 26).
fn permissions(r: &mut Round<'_>, path: &Path) {
    let name = path
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    let beside = |tail: &str| path.with_file_name(format!("{name}{tail}"));
    let mut wide = Vec::new();
    for file in [
        path.to_path_buf(),
        beside("-wal"),
        beside("-shm"),
        beside(".blobs"),
    ] {
        let Ok(meta) = fs::symlink_metadata(&file) else {
            continue;
        };
        if meta.mode() & 0o077 != 0 {
            wide.push(format!("{} ({:04o})", file.display(), meta.mode() & 0o7777));
        }
    }
    if let Some(Ok(meta)) = path.parent().map(fs::metadata)
        && meta.mode() & 0o022 != 0
        && meta.mode() & 0o1000 == 0
    {
        let folder = path.parent().map(|p| p.display().to_string()).unwrap_or_default();
        wide.push(format!("{folder} ({:04o})", meta.mode() & 0o7777));
    }
    if wide.is_empty() {
        let fine = r.word("doctor-private");
        r.note("permissions", Grade::Ok, fine);
    } else {
        r.note("permissions", Grade::Bad, wide.join(", "));
    }
}

/// SQLite before 3.51.3 can lose committed data when several processes write.
fn engine(r: &mut Round<'_>) {
    let version = store::engine_version();
    let parts: Vec<u32> = version.split('.').filter_map(|p| p.parse().ok()).collect();
    let grade = if parts.as_slice() >= [3, 51, 3].as_slice() {
        Grade::Ok
    } else {
        Grade::Bad
    };
    r.note("engine", grade, format!("SQLite {version}"));
}

fn journal(r: &mut Round<'_>, path: &Path) {
    let cat = &r.s.cat;
    let mut opened = match store::open(path) {
        Ok(j) => j,
        Err(StoreError::Absent(_)) => {
            let found = cat.tr("doctor-no_store_yet").into_owned();
            return r.note("journal", Grade::Ok, found);
        }
        Err(e) => {
            let found = failure::store_error(cat, &e);
            return r.note("journal", Grade::Bad, found);
        }
    };
    if let Ok(info) = store::info(path) {
        let wal = info.journal_mode.eq_ignore_ascii_case("wal");
        let grade = if wal || info.read_only {
            Grade::Ok
        } else {
            Grade::Warn
        };
        r.note("log_mode", grade, info.journal_mode);
        if info.read_only {
            let found = r.word("doctor-read_only");
            r.note("writable", Grade::Warn, found);
        }
    }
    match store::integrity(path) {
        Ok(found) if found.is_empty() => {}
        Ok(found) => r.note("integrity", Grade::Bad, found.join("; ")),
        Err(e) => {
            let found = failure::store_error(&r.s.cat, &e);
            r.note("integrity", Grade::Bad, found);
        }
    }
    let streams = match opened.streams() {
        Ok(all) => all,
        Err(e) => {
            let found = failure::store_error(&r.s.cat, &e);
            return r.note("chain", Grade::Bad, found);
        }
    };
    for info in streams.into_iter().filter(|i| i.id.as_str() != HOUSE_STREAM) {
        match opened.verify(&info.id, &mut |_| {}) {
            Ok(head) => {
                let hash = crate::output::log::hex(&head.hash);
                let found = r.s.cat.tr_args(
                    "doctor-chain_whole",
                    &[
                        ("id", info.id.as_str().into()),
                        ("n", head.seq.into()),
                        ("hash", hash.into()),
                    ],
                );
                r.note("chain", Grade::Ok, found);
            }
            Err(e) => {
                let found = failure::store_error(&r.s.cat, &e);
                r.note("chain", Grade::Bad, found);
            }
        }
    }
}

/// The nearest folder above that is there: the store's own may still have to be made.
fn standing(path: &Path) -> Option<&Path> {
    path.ancestors()
        .skip(1)
        .map(|p| {
            if p.as_os_str().is_empty() {
                Path::new(".")
            } else {
                p
            }
        })
        .find(|p| p.is_dir())
}

/// File systems on which several machines may write: their locks are not to be trusted (reliability row 56).
const NETWORK: &[(u32, &str)] = &[
    (0x6969, "NFS"),
    (0x517b, "SMB"),
    (0xff53_4d42, "CIFS"),
    (0xfe53_4d42, "SMB2"),
    (0x6573_5546, "FUSE (sshfs, …)"),
    (0x0102_1997, "9P"),
    (0x5346_414f, "AFS"),
    (0x7375_7245, "Coda"),
];

fn file_system(r: &mut Round<'_>, path: &Path) {
    let Some(folder) = standing(path) else {
        let found = path.display().to_string();
        return r.note("folder", Grade::Bad, found);
    };
    let writable = rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).is_ok();
    let grade = if writable { Grade::Ok } else { Grade::Bad };
    r.note("folder", grade, folder.display().to_string());
    if let Ok(stat) = rustix::fs::statfs(folder) {
        // The magic numbers are 32 bits wide whatever the field is.
        let magic = stat.f_type as u32;
        let network = NETWORK.iter().find(|(n, _)| *n == magic);
        if let Some((_, name)) = network {
            r.note("file_system", Grade::Warn, *name);
        } else {
            let found = r.word("doctor-local_disk");
            r.note("file_system", Grade::Ok, found);
        }
    }
    if let Ok(stat) = rustix::fs::statvfs(folder) {
        let room = stat.f_bavail.saturating_mul(stat.f_frsize);
        let grade = match room {
            n if n < ROOM_BAD => Grade::Bad,
            n if n < ROOM_WARN => Grade::Warn,
            _ => Grade::Ok,
        };
        let found = numbers::size(r.s.cat.lang(), room);
        r.note("room", grade, found);
    }
}

fn settings(r: &mut Round<'_>) {
    let settings = &r.s.settings;
    let lang = r.s.cat.lang();
    let files: Vec<String> = settings.files.iter().map(|p| p.display().to_string()).collect();
    let files = if files.is_empty() {
        r.s.cat.tr("doctor-no_files").into_owned()
    } else {
        files.join(", ")
    };
    let data = match &settings.data_dir {
        Some(dir) => dir.display().to_string(),
        None => r.s.cat.tr("doctor-built_in").into_owned(),
    };
    let limit = numbers::size(lang, settings.evidence_limit);
    r.note("config", Grade::Ok, files);
    r.note("data", Grade::Ok, data);
    r.note("evidence_limit", Grade::Ok, limit);
}

fn clock(r: &mut Round<'_>) {
    // The machine's own, whatever `--now` says: it is what the journal will record.
    let now = Clock::Real.now();
    let sane = now >= BORN && now.0 < BORN.0 + 100 * 365 * DAY;
    let grade = if sane { Grade::Ok } else { Grade::Bad };
    r.note("clock", grade, dates::full_time(Zone::default(), now));
}

fn terminal(r: &mut Round<'_>) {
    let get = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|n| get(n))
        .unwrap_or_default();
    let upper = locale.to_ascii_uppercase();
    let utf8 = upper.contains("UTF-8") || upper.contains("UTF8");
    let shown = if locale.is_empty() {
        "–".to_owned()
    } else {
        locale
    };
    r.note("locale", if utf8 { Grade::Ok } else { Grade::Warn }, shown);
    let term = get("TERM").unwrap_or_default();
    let able = !term.is_empty() && term != "dumb";
    let colours = match (get("NO_COLOR"), get("COLORTERM").as_deref()) {
        (Some(_), _) => "NO_COLOR",
        (None, Some("truecolor" | "24bit")) => "24 bit",
        _ if term.contains("256color") => "256",
        _ if able => "8–16",
        _ => "–",
    };
    let shown = if term.is_empty() { "–" } else { &term };
    let grade = if able { Grade::Ok } else { Grade::Warn };
    r.note("terminal", grade, format!("TERM={shown}, {colours}"));
}

/// The ids of the findings, for whoever checks that each has its words.
pub const CHECKS: &[&str] = &[
    "store",
    "permissions",
    "engine",
    "journal",
    "log_mode",
    "writable",
    "integrity",
    "chain",
    "folder",
    "file_system",
    "room",
    "config",
    "data",
    "evidence_limit",
    "clock",
    "locale",
    "terminal",
];

/// The ids of the findings that can be other than well, and so have a way to be mended.
pub const MENDS: &[&str] = &[
    "permissions",
    "engine",
    "journal",
    "log_mode",
    "writable",
    "integrity",
    "chain",
    "folder",
    "file_system",
    "room",
    "clock",
    "locale",
    "terminal",
];
