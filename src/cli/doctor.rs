//! `ketnoi doctor`: what is wrong with the place where ketnoi runs, and how to mend it.
//!
//! It looks and changes nothing. Each finding has a stable id, a grade, what was found, and a way to mend what is not
//! well; a grade of bad makes the command fail.

use std::path::Path;

use clap::{ArgMatches, Command};
use serde::Serialize;

use crate::access;
use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::identity;
use crate::cli::out;
use crate::cli::place;
use crate::cli::session::Session;
use crate::clock::Clock;
use crate::core::authority::role_id;
use crate::core::fact::Via;
use crate::core::names::CampaignId;
use crate::core::time::{DAY, Stamp, Zone};
use crate::failure;
use crate::store::{Cache, Head, Journal, Mended, Sign, Site, StoreError, Trust};
use crate::text::{Catalogue, dates, line, numbers, pad};

/// Less room than this is a warning.
const ROOM_WARN: u64 = 500 << 20;
/// Less than this, and the next save may fail.
const ROOM_BAD: u64 = 16 << 20;
/// Signs of which some terminals make two cells, and a bar that shows it.
const RULER: [&str; 2] = ["·◔●↵✓–|", "123456|"];
/// The journal's newest fact may be this much ahead of the clock: two machines never agree to the second.
const LEEWAY: i64 = 120_000;
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

    /// The same with another way to mend it.
    fn note_with(&mut self, id: &'static str, grade: Grade, found: impl AsRef<str>, mend: &str) {
        self.findings.push(Finding {
            id,
            grade,
            found: line(found.as_ref()).into_owned(),
            mend: Some(line(mend).into_owned()),
        });
    }

    /// Notes what is wrong with files, each with the command that mends it; or that all is well.
    fn note_files(&mut self, id: &'static str, wrong: &[Mended], fine: &str) {
        if wrong.is_empty() {
            let fine = self.word(fine);
            return self.note(id, Grade::Ok, fine);
        }
        let join = |part: fn(&Mended) -> &str, by: &str| wrong.iter().map(part).collect::<Vec<_>>().join(by);
        let commands = join(|m| &m.command, " && ");
        let mend = self
            .s
            .cat
            .tr_args("doctor-run", &[("commands", line(&commands).into())]);
        self.note_with(id, Grade::Bad, join(|m| &m.found, ", "), &mend);
    }

    fn word(&self, key: &str) -> String {
        self.s.cat.tr(key).into_owned()
    }
}

/// Carries it out.
pub fn run(s: &mut Session, _m: &ArgMatches) -> Result<(), Fail> {
    let site = s.site()?;
    let mut round = Round {
        s,
        findings: Vec::new(),
    };
    if let Ok(url) = s.settings.store() {
        round.note("store", Grade::Ok, url.to_string());
    }
    for sign in site.health() {
        place_of_store(&mut round, sign);
    }
    if let Some(loose) = place::loose_access(Path::new(access::HOUSE_FILE), &site) {
        round.note_files("access", &loose, "doctor-access_tight");
    }
    roles(&mut round, &site);
    let newest = journal(&mut round, &site);
    settings(&mut round);
    clock(&mut round, newest);
    terminal(&mut round);
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
    if !s.settings.ascii {
        out.push(s.cat.tr("doctor-ruler").into_owned());
        out.extend(RULER.iter().map(|l| format!("  {l}")));
    }
    out
}

/// Can the access file be used, and what does it make of this account?
fn roles(r: &mut Round<'_>, site: &Site) {
    let cat = &r.s.cat;
    match identity::admit(cat, Via::Cli, None, site) {
        Err(e) => {
            let told = e.render(cat);
            r.note("roles", Grade::Bad, told.lines().next().unwrap_or_default());
        }
        Ok(admitted) => {
            let role = cat
                .tr(&format!("role-{}", role_id(admitted.who.role)))
                .into_owned();
            let key = match admitted.access {
                Some(_) => "doctor-role",
                None => "doctor-role_without_file",
            };
            let args = [
                ("who", line(admitted.who.real_user.as_str()).into_owned().into()),
                ("role", role.into()),
            ];
            let found = cat.tr_args(key, &args);
            r.note("roles", Grade::Ok, found);
        }
    }
}

/// What the engine says of the place of the store.
fn place_of_store(r: &mut Round<'_>, sign: Sign) {
    let graded = |fine: bool, other: Grade| if fine { Grade::Ok } else { other };
    match sign {
        Sign::Loose(wrong) => r.note_files("permissions", &wrong, "doctor-private"),
        Sign::Stranger(wrong) => r.note_files("owner", &wrong, "doctor-one_owner"),
        Sign::Leftovers(left) => leftovers(r, &left),
        Sign::Engine { name, sound } => r.note("engine", graded(sound, Grade::Bad), name),
        Sign::Log { mode, fine } => r.note("log_mode", graded(fine, Grade::Warn), mode),
        Sign::ReadOnly => {
            let found = r.word("doctor-read_only");
            r.note("writable", Grade::Warn, found);
        }
        Sign::Folder { path, writable } => {
            let found = path.display().to_string();
            r.note("folder", graded(writable, Grade::Bad), found);
        }
        Sign::FileSystem { kind, trust } => file_system(r, kind, trust),
        Sign::Room(room) => {
            let grade = match room {
                n if n < ROOM_BAD => Grade::Bad,
                n if n < ROOM_WARN => Grade::Warn,
                _ => Grade::Ok,
            };
            let found = numbers::size(r.s.cat.lang(), room);
            r.note("room", grade, found);
        }
    }
}

/// What a killed backup or restore has left.
fn leftovers(r: &mut Round<'_>, left: &[Mended]) {
    let join = |part: fn(&Mended) -> &str, by: &str| left.iter().map(part).collect::<Vec<_>>().join(by);
    let commands = line(&join(|m| &m.command, " && ")).into_owned();
    let mend =
        r.s.cat
            .tr_args("doctor-mend_leftovers", &[("commands", commands.into())]);
    let found = join(|m| &m.found, ", ");
    r.note_with("leftovers", Grade::Warn, found, &mend);
}

fn file_system(r: &mut Round<'_>, kind: Option<String>, trust: Trust) {
    let name = kind.unwrap_or_else(|| r.word("doctor-local_disk"));
    let mend = match trust {
        Trust::Layered => r.word("doctor-mend_layered"),
        Trust::Local | Trust::Unsure | Trust::Shared => r.word("doctor_mend-file_system"),
    };
    match trust {
        Trust::Local => r.note("file_system", Grade::Ok, name),
        Trust::Layered | Trust::Unsure => r.note_with("file_system", Grade::Warn, name, &mend),
        Trust::Shared => r.note_with("file_system", Grade::Bad, name, &mend),
    }
}

/// May whoever asks be told how much the country has on record? Not where nobody can say who they are.
fn may_count(s: &Session, site: &Site) -> bool {
    identity::admit(&s.cat, Via::Cli, s.acts_as(), site)
        .is_ok_and(|admitted| admitted.refused.is_none() && admitted.rights.see_all())
}

fn whole(cat: &Catalogue, id: &str, head: Head, counts: bool) -> String {
    let id = ("id", id.into());
    if !counts {
        return cat.tr_args("doctor-chain_whole_only", &[id]);
    }
    let hash = crate::core::hex::hex(&head.hash);
    cat.tr_args(
        "doctor-chain_whole",
        &[id, ("n", head.seq.into()), ("hash", hash.into())],
    )
}

/// Checks the journal; gives the time of its newest fact.
fn journal(r: &mut Round<'_>, site: &Site) -> Option<Stamp> {
    let counts = may_count(r.s, site);
    let cat = &r.s.cat;
    let mut opened = match site.open() {
        Ok(j) => j,
        Err(StoreError::Absent(_)) => {
            let found = cat.tr("doctor-no_store_yet").into_owned();
            r.note("journal", Grade::Ok, found);
            return None;
        }
        Err(e) => {
            let found = failure::store_error(cat, &e);
            r.note("journal", Grade::Bad, found);
            return None;
        }
    };
    pages(r, opened.as_mut());
    strangers(r, opened.as_mut());
    let names = match opened.stream_names() {
        Ok(all) => all,
        Err(e) => {
            let found = failure::store_error(&r.s.cat, &e);
            r.note("chain", Grade::Bad, found);
            return None;
        }
    };
    remains(r, opened.as_mut(), &names);
    let mut newest = None;
    for id in names {
        // The last of a stream, not the latest: a clock that was ahead may have been set right since.
        let mut last = None;
        let verified = opened.verify(&id, &mut |env| last = Some(env.recorded));
        newest = newest.max(last);
        match verified {
            Ok(head) => {
                let found = whole(&r.s.cat, &line(id.as_str()), head, counts);
                r.note("chain", Grade::Ok, found);
            }
            Err(e) => {
                let found = failure::store_error(&r.s.cat, &e);
                r.note("chain", Grade::Bad, found);
            }
        }
    }
    stored_states(r, opened.as_mut());
    newest
}

/// Whether words that were removed may still stand in free pages; nothing is said where they do not. Removing them once
/// more is what clears the file.
fn remains(r: &mut Round<'_>, journal: &mut dyn Journal, names: &[CampaignId]) {
    match journal.has_remains() {
        Ok(false) => {}
        Ok(true) => {
            let last = |id: &CampaignId| Some((id.clone(), journal.holes(id).ok()?.last()?.seq));
            let args = match names.iter().find_map(last) {
                Some((id, seq)) => [("id", id.to_string().into()), ("seq", seq.to_string().into())],
                None => return,
            };
            let mend = r.s.cat.tr_args("doctor-mend_remains", &args);
            let found = r.word("doctor-words_remain");
            r.note_with("remains", Grade::Warn, found, &mend);
        }
        Err(e) => {
            let found = failure::store_error(&r.s.cat, &e);
            r.note("journal", Grade::Bad, found);
        }
    }
}

/// What stands in the store and is none of ours; nothing is said where there is nothing.
fn strangers(r: &mut Round<'_>, journal: &mut dyn Journal) {
    let cat = &r.s.cat;
    let found = match journal.strangers() {
        Ok(found) if found.is_empty() => return,
        Ok(found) => found,
        Err(e) => {
            let found = failure::store_error(cat, &e);
            return r.note("journal", Grade::Bad, found);
        }
    };
    let names: Vec<String> = found.iter().map(|s| failure::stranger(cat, s)).collect();
    r.note("tables", Grade::Bad, names.join(", "));
}

/// Stored states that have rotted; nothing is said where there is none. The facts are not touched by that.
fn stored_states(r: &mut Round<'_>, cache: &mut dyn Cache) {
    match cache.damaged_snapshots() {
        Ok(found) => {
            for stream in found {
                let found = failure::store_error(&r.s.cat, &StoreError::DamagedState(stream));
                r.note("state", Grade::Warn, found);
            }
        }
        Err(e) => {
            let found = failure::store_error(&r.s.cat, &e);
            r.note("state", Grade::Bad, found);
        }
    }
}

/// Whether the engine finds its pages in order; nothing is said where it does.
fn pages(r: &mut Round<'_>, journal: &mut dyn Journal) {
    match journal.flaws() {
        Ok(found) if found.is_empty() => {}
        Ok(found) => r.note("integrity", Grade::Bad, found.join("; ")),
        Err(e) => {
            let found = failure::store_error(&r.s.cat, &e);
            r.note("integrity", Grade::Bad, found);
        }
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
    let loose = place::loose_settings(&settings.files);
    if loose.is_empty() {
        r.note("config", Grade::Ok, files);
    } else {
        r.note_files("config", &loose, "doctor-access_tight");
    }
    r.note("data", Grade::Ok, data);
    r.note("evidence_limit", Grade::Ok, limit);
}

fn clock(r: &mut Round<'_>, newest: Option<Stamp>) {
    // The machine's own, whatever `--now` says: it is what the journal will record.
    let now = Clock::Real.now();
    let sane = now >= BORN && now.0 < BORN.0 + 100 * 365 * DAY;
    let mut found = dates::full_time(Zone::default(), now);
    let ahead = newest.filter(|n| n.0 > now.0.saturating_add(LEEWAY));
    if let Some(newest) = ahead {
        let newest = dates::full_time(Zone::default(), newest);
        let args = [("now", found.into()), ("newest", newest.into())];
        found = r.s.cat.tr_args("doctor-clock_behind", &args);
    }
    let grade = if sane && ahead.is_none() {
        Grade::Ok
    } else {
        Grade::Bad
    };
    r.note("clock", grade, found);
}

fn get(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|v| !v.is_empty())
}

fn terminal(r: &mut Round<'_>) {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|n| get(n))
        .unwrap_or_default();
    letters(r, &locale);
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
    if term == "linux" {
        let fine = place::console_is_vietnamese();
        let grade = if fine { Grade::Ok } else { Grade::Warn };
        let found = r.word(if fine {
            "doctor-font_fine"
        } else {
            "doctor-font_unknown"
        });
        r.note("font", grade, found);
    }
    // Only an eye can tell; where languages are read whose terminals use wide signs, it should look.
    let wide = ["ja", "zh", "ko"].iter().any(|l| locale.starts_with(l))
        || get("VTE_CJK_WIDTH").is_some_and(|v| v == "wide");
    let grade = if wide { Grade::Warn } else { Grade::Ok };
    r.note("widths", grade, RULER[0]);
}

/// The set of letters that the programs around us go by, `screen` and `tmux` among them.
fn letters(r: &mut Round<'_>, locale: &str) {
    let upper = locale.to_ascii_uppercase();
    let utf8 = upper.contains("UTF-8") || upper.contains("UTF8");
    if utf8 && !place::has_locale(locale) {
        let args = [("name", line(locale).into())];
        let found = r.s.cat.tr_args("doctor-locale_absent", &args);
        let mend = r.s.cat.tr_args("doctor-mend_locale", &args);
        return r.note_with("locale", Grade::Warn, found, &mend);
    }
    let shown = if locale.is_empty() { "–" } else { locale };
    r.note("locale", if utf8 { Grade::Ok } else { Grade::Warn }, shown);
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
    "config",
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
    "log_mode",
    "writable",
    "integrity",
    "tables",
    "chain",
    "state",
    "folder",
    "file_system",
    "room",
    "clock",
    "locale",
    "terminal",
    "font",
    "widths",
];
