//! The machine: settings in force, clock, terminal, letters.
//!
//! It must never know what is in the store.

use super::files;
use super::round::{Grade, Round};
use crate::clock::Clock;
use crate::core::time::{DAY, Stamp, Zone};
use crate::text::{dates, line, numbers};

/// Signs of which some terminals make two cells, and a bar that shows it.
pub(super) const RULER: [&str; 2] = ["·○●◄√–|", "123456|"];
/// The journal's newest fact may be this much ahead of the clock: two machines never agree to the second.
const LEEWAY: i64 = 120_000;
/// 2025-01-01: a clock before this program was written is wrong.
const BORN: Stamp = Stamp(1_735_689_600_000);

pub(super) fn settings(r: &mut Round<'_>) {
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
    let loose = files::loose_settings(&settings.files);
    if loose.is_empty() {
        r.note("config", Grade::Ok, files);
    } else {
        r.note_files("config", &loose, "doctor-access_tight");
    }
    r.note("data", Grade::Ok, data);
    r.note("evidence_limit", Grade::Ok, limit);
}

pub(super) fn clock(r: &mut Round<'_>, newest: Option<Stamp>) {
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

pub(super) fn terminal(r: &mut Round<'_>) {
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
        let fine = files::console_is_vietnamese();
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
    if utf8 && !files::has_locale(locale) {
        let args = [("name", line(locale).into())];
        let found = r.s.cat.tr_args("doctor-locale_absent", &args);
        let mend = r.s.cat.tr_args("doctor-mend_locale", &args);
        return r.note_with("locale", Grade::Warn, found, &mend);
    }
    let shown = if locale.is_empty() { "–" } else { locale };
    r.note("locale", if utf8 { Grade::Ok } else { Grade::Warn }, shown);
}
