//! The command line: from the words that somebody typed to a ledger's command or a printed page.
//!
//! ```text
//!   words ──> tree (of args) ──> a family ──> session ──> ledger ──> receipt, or a refusal with its way out
//!         └─> usage (what is wrong with the words, in the user's language)
//! ```
//!
//! It decides nothing about reports, and keeps nothing. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 refused by a
//! rule, 4 nothing matched. Standard input is read by `put` of a session, and for the answer to a question.

pub mod activity;
pub mod args;
pub mod ask;
pub mod backup;
pub mod campaign;
pub mod config;
pub mod contact;
pub mod dashboard;
pub mod demo;
pub mod docs;
pub mod doctor;
pub mod document;
pub mod evidence;
pub mod fail;
pub mod files;
pub mod identity;
pub mod log;
pub mod out;
pub mod parse;
pub mod place;
pub mod queue;
pub mod report;
pub mod session;
pub mod session_cmd;
pub mod show;
pub mod status;
pub mod tree;
pub mod undo;
pub mod units;
pub mod usage;
pub mod wall;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Once};

use clap::ArgMatches;
use clap::error::ErrorKind;

use self::fail::Fail;
use self::session::Session;
use self::tree::{Extent, FAMILIES, tree};
use crate::config::{self as settings, Flags, Settings};
use crate::core::names::Lang;
use crate::photo;
use crate::store;
use crate::text::Catalogue;

/// Runs the program with the words of the command line, its own name first.
pub fn run(words: &[OsString]) -> ExitCode {
    // Before anything of ours is read: that process is to know nothing.
    if words.get(1).is_some_and(|w| w == photo::WORD) {
        return ExitCode::from(photo::serve(words.get(2..).unwrap_or_default()));
    }
    outlive_file_limits();
    let early = early_flags(words);
    let loaded = settings::load(&early, &env);
    let lang = loaded
        .as_ref()
        .map_or_else(|_| settings::early_lang(&early, &env), |s| s.lang);
    let mut cat = Catalogue::new(lang);
    match carry_out(&mut cat, words, &early, loaded) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fail) => {
            if let Some(sentence) = fail.sentence() {
                out::complain(sentence);
            }
            ExitCode::from(fail.code())
        }
    }
}

/// A limit on the size of files (`ulimit -f`) is to be an error of the write that meets it, told in a sentence, and not a
/// signal that ends the program without a word, with a terminal that was not given back.
fn outlive_file_limits() {
    let nobody_looks = Arc::new(AtomicBool::new(false));
    // Where it is refused, the signal does what it did before.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, nobody_looks);
}

/// The page of commands in English, as it stands in `docs/commands.md`.
pub fn commands_page() -> String {
    let cat = Catalogue::new(Lang::En);
    docs::commands_page(&cat, &tree(&cat, Extent::All))
}

fn env(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn carry_out(
    cat: &mut Catalogue,
    words: &[OsString],
    early: &Flags,
    loaded: Result<Settings, settings::ConfigError>,
) -> Result<(), Fail> {
    let matches = parse_words(cat, words)?;
    // These say what the program is, whatever its settings are.
    match matches.subcommand() {
        Some(("completions", m)) => return docs::completions(cat, tree(cat, Extent::All), m),
        Some(("man", m)) => return docs::man(cat, tree(cat, Extent::All), m),
        _ => {}
    }
    let flags = flags_of(&matches);
    // Nobody may change a shut-in session by a variable or a file of the account's own.
    let loaded = if matches.subcommand_name() == Some("session") {
        session_cmd::settings(&flags)
    } else if flags == *early {
        loaded
    } else {
        settings::load(&flags, &env)
    };
    let settings = loaded.map_err(|e| Fail::Failed(e.render(cat)))?;
    cat.set_lang(settings.lang);
    let waiting = cat.tr("store-waiting").into_owned();
    let once = Once::new();
    store::when_waiting(move || once.call_once(|| out::complain(&waiting)));
    let mut session = Session::new(cat.clone(), settings, &matches)?;
    dispatch(&mut session, &matches)
}

fn dispatch(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    match m.subcommand() {
        Some(("status", m)) => status::run(s, m),
        Some(("queue", m)) => queue::run(s, m),
        Some(("report", m)) => report::run(s, m),
        Some(("activity", m)) => activity::run(s, m),
        Some(("evidence", m)) => evidence::run(s, m),
        Some(("contact", m)) => contact::run(s, m),
        Some(("document", m)) => document::run(s, m),
        Some(("campaign", m)) => campaign::run(s, m),
        Some(("log", m)) => log::run(s, m),
        Some(("undo", m)) => undo::run(s, m),
        Some(("backup", m)) => backup::run(s, m),
        Some(("restore", m)) => backup::restore(s, m),
        Some(("doctor", _)) => doctor::run(s),
        Some(("config", m)) => config::run(s, m),
        Some(("demo", m)) => demo::run(s, m),
        Some(("session", m)) => session_cmd::run(s, m),
        Some(("wall", m)) => wall::run(s, m),
        _ => dashboard::run(s, m),
    }
}

/// Parses with no more of the tree than is needed; a mistake or a wish for help builds more of it, which may take its
/// time.
fn parse_words(cat: &Catalogue, words: &[OsString]) -> Result<ArgMatches, Fail> {
    let named = words.iter().skip(1).find_map(|w| {
        let w = w.to_str()?;
        FAMILIES.iter().find(|f| f.name == w).map(|f| f.name)
    });
    let extent = named.map_or(Extent::Globals, Extent::One);
    let first = tree(cat, extent).try_get_matches_from(words);
    let parsed = match (first, named) {
        // A value that looks like a family's name stood before the real one.
        (Ok(m), Some(name)) if m.subcommand_name().is_some_and(|n| n != name) => {
            let real = m.subcommand_name().unwrap_or(name);
            tree(cat, Extent::One(real)).try_get_matches_from(words)
        }
        (Ok(m), _) => Ok(m),
        (Err(_), None) => tree(cat, Extent::Names).try_get_matches_from(words),
        (Err(e), Some(_)) => Err(e),
    };
    parsed.map_err(|e| match e.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let text = e.render().to_string();
            out::raw(cat, text.as_bytes()).err().unwrap_or(Fail::Said(0))
        }
        _ => usage::explain(cat, &e),
    })
}

/// The flags that decide the language, found before anything is parsed.
fn early_flags(words: &[OsString]) -> Flags {
    let mut flags = Flags::default();
    let mut rest = words.iter().skip(1).map_while(|w| w.to_str());
    while let Some(word) = rest.next() {
        if word == "--" {
            break;
        }
        let (name, value) = match word.split_once('=') {
            Some((n, v)) => (n, Some(v)),
            None => (word, None),
        };
        match name {
            "--lang" => flags.lang = value.or_else(|| rest.next()).map(str::to_owned),
            "--config" => flags.config = value.or_else(|| rest.next()).map(PathBuf::from),
            _ => {}
        }
    }
    flags
}

fn flags_of(m: &ArgMatches) -> Flags {
    let text = |id: &str| parse::text(m, id).map(str::to_owned);
    let set = |id: &str| parse::flag(m, id).then_some(true);
    Flags {
        config: m.try_get_one::<PathBuf>("config").ok().flatten().cloned(),
        store: text("store"),
        campaign: text("campaign"),
        lang: text("lang"),
        theme: text("theme"),
        ascii: set("ascii"),
        no_color: set("no-color"),
    }
}
