//! The command line: from the words that somebody typed to a ledger's command or a printed page.
//!
//! ```text
//!   words ──> tree (of args) ──> a family ──> session ──> ledger ──> receipt, or a refusal with its way out
//!         └─> usage (what is wrong with the words, in the user's language)
//! ```
//!
//! It decides nothing about reports, and keeps nothing. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 refused by a
//! rule, 4 nothing matched. Standard input is read by `put` of a session, and for the answer to a question.

#![expect(
    clippy::missing_errors_doc,
    reason = "whatever ends a command is a `Fail`: a sentence and an exit code, said once in `fail.rs`"
)]

pub mod activity;
pub mod args;
pub mod ask;
pub mod backup;
pub mod campaign;
pub mod changes;
pub mod check_document;
pub mod complete;
pub mod config;
pub mod contact;
pub mod dashboard;
pub mod demo;
pub mod docs;
pub mod doctor;
pub mod document;
pub mod done;
pub mod evidence;
pub mod export;
pub mod fail;
pub mod files;
pub mod forced;
pub mod form;
pub mod identity;
pub mod inbox;
pub mod lists;
pub mod log;
pub mod moving;
pub mod out;
pub mod parse;
mod place;
pub mod progress;
pub mod queue;
pub mod redact;
pub mod relay;
pub mod remind;
pub mod report;
pub mod save;
pub mod session;
pub mod show;
pub mod status;
pub mod stop;
pub mod store;
pub mod table;
pub mod tree;
pub mod undo;
pub mod units;
pub mod usage;
pub mod verified;
mod verify;
pub mod wall;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Once};

use clap::ArgMatches;
use clap::error::ErrorKind;
use rustix::process::{Resource, Rlimit, setrlimit};

use self::fail::Fail;
use self::session::Session;
use self::tree::{Extent, Run, family_of, tree};
use crate::config::{self as settings, Flags, Settings};
use crate::core::names::Lang;
use crate::decree;
use crate::extract;
use crate::failure::{EXIT_NOTHING, EXIT_REFUSED};
use crate::jail;
use crate::photo;
use crate::store::when_waiting;
use crate::template;
use crate::text::Catalogue;
use crate::workbook;

/// Runs the program with the words of the command line, its own name first.
pub fn run(words: &[OsString]) -> ExitCode {
    keep_memory_private();
    // Before anything of ours is read: that process is to know nothing.
    if words.get(1).is_some_and(|w| w == jail::WORD) {
        let jobs = [
            &photo::JOB,
            &photo::PRINT,
            &photo::FILM,
            &extract::JOB,
            &workbook::JOB,
            &decree::JOB,
            &template::JOB,
        ];
        return ExitCode::from(jail::serve(words.get(2..).unwrap_or_default(), &jobs));
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

/// Notes, names and telephone numbers stand in memory: when the program ends by a fault, nothing of it is written to a
/// disk or handed to a collector of crashes, whatever limit the shell has set.
fn keep_memory_private() {
    let pattern = std::fs::read("/proc/sys/kernel/core_pattern").unwrap_or_default();
    // A collector is handed everything whatever the limit is, but for a limit of one byte, with which it is not started.
    let most = Some(u64::from(pattern.starts_with(b"|")));
    let none = Rlimit {
        current: most,
        maximum: most,
    };
    // It can always be lowered; where it was lower already, so much the better.
    let _ = setrlimit(Resource::Core, none);
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
    if words.get(1).is_some_and(|w| w == complete::WORD) {
        let campaign = loaded.ok().and_then(|s| s.campaign);
        let asked = words.get(2..).unwrap_or_default();
        return out::raw(cat, complete::answer(cat, asked, campaign.as_deref()).as_bytes());
    }
    let matches = parse_words(cat, words)?;
    let asked = matches
        .subcommand()
        .and_then(|(name, m)| Some((family_of(name)?, m)));
    let (run, m): (SessionRun, &ArgMatches) = match asked {
        None => (dashboard::run, &matches),
        Some((family, m)) => match family.run {
            Run::Program(run) => return run(cat, m),
            Run::Words(instead) => return carry_out_instead(cat, &instead(m)),
            Run::Session(run) => (run, m),
        },
    };
    let flags = flags_of(&matches);
    // Nobody may change a restricted session by a variable or a file of the account's own.
    let loaded = if matches.subcommand_name() == Some("session") {
        forced::settings(&flags)
    } else if flags == *early {
        loaded
    } else {
        settings::load(&flags, &env)
    };
    let settings = loaded.map_err(|e| Fail::Failed(e.render(cat)))?;
    cat.set_lang(settings.lang);
    let waiting = cat.tr("store-waiting").into_owned();
    let once = Once::new();
    when_waiting(move || once.call_once(|| out::complain(&waiting)));
    let mut session = Session::new(cat.clone(), settings, &matches)?;
    let outcome = run(&mut session, m);
    // A mistake in the words is one sentence, whatever the store.
    let heard = outcome.as_ref().map_or_else(Fail::code, |()| 0);
    if matches!(heard, 0 | EXIT_REFUSED | EXIT_NOTHING) && !is_screen(&matches) {
        session.say_no_store();
    }
    outcome
}

/// What is shown on a wall, or to a shut-in client, says there what is to be said. The desk says it once more when it is
/// left: by then the screen is gone, and whoever mistyped a path has the shell before them.
fn is_screen(matches: &ArgMatches) -> bool {
    match matches.subcommand() {
        Some(("wall", m)) => parse::text(m, "print").is_none(),
        Some((name, _)) => name == "session",
        None => false,
    }
}

/// What carries out a command that works on a store.
type SessionRun = fn(&mut Session, &ArgMatches) -> Result<(), Fail>;

/// Words that ask for help or the version: the parser answers them.
fn carry_out_instead(cat: &Catalogue, words: &[String]) -> Result<(), Fail> {
    let words = std::iter::once("ketnoi").chain(words.iter().map(String::as_str));
    let words: Vec<OsString> = words.map(OsString::from).collect();
    match parse_words(cat, &words) {
        Ok(_) | Err(Fail::Said(0)) => Ok(()),
        Err(fail) => Err(fail),
    }
}

/// Parses with no more of the tree than is needed; a mistake or a wish for help builds more of it, which may take its
/// time.
fn parse_words(cat: &Catalogue, words: &[OsString]) -> Result<ArgMatches, Fail> {
    let named = words.iter().skip(1).find_map(|w| {
        let w = w.to_str()?;
        family_of(w).map(|f| f.name)
    });
    let extent = named.map_or(Extent::Globals, Extent::One);
    let first = parse_with(tree(cat, extent), words);
    let parsed = match (first, named) {
        // A value that looks like a family's name stood before the real one.
        (Ok(m), Some(name)) if m.subcommand_name().is_some_and(|n| n != name) => {
            let real = m.subcommand_name().unwrap_or(name);
            parse_with(tree(cat, Extent::One(real)), words)
        }
        (Err(Misread::Clap(_)), None) => parse_with(tree(cat, Extent::Names), words),
        (parsed, _) => parsed,
    };
    parsed.map_err(|misread| match misread {
        Misread::Clap(e) if matches!(e.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            let text = e.render().to_string();
            out::raw(cat, text.as_bytes()).err().unwrap_or(Fail::Said(0))
        }
        Misread::Clap(e) => usage::explain(cat, &e),
        Misread::NoText(option) => usage::no_text(cat, &option),
        Misread::Behind(missing, option) => usage::behind(cat, &missing, &option),
    })
}

/// What was wrong with the words.
enum Misread {
    /// What the parser says.
    Clap(clap::Error),
    /// This option took another one for its text.
    NoText(String),
    /// What is missing may stand behind this option, which took it for one of its values.
    Behind(String, String),
}

fn parse_with(mut tree: clap::Command, words: &[OsString]) -> Result<ArgMatches, Misread> {
    match tree.try_get_matches_from_mut(words) {
        Ok(m) => match usage::swallowed(&tree, &m, words) {
            Some(option) => Err(Misread::NoText(option)),
            None => Ok(m),
        },
        Err(e) => Err(match usage::taken_by(&tree, &e, words) {
            Some((missing, option)) => Misread::Behind(missing, option),
            None => Misread::Clap(e),
        }),
    }
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
        config: parse::path(m, "config"),
        store: text("store"),
        files: text("files"),
        campaign: text("campaign"),
        lang: text("lang"),
        theme: text("theme"),
        ascii: set("ascii"),
        glyphs: text("glyphs"),
        no_color: set("no-color"),
    }
}
