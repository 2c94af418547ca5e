//! The one tree of commands that the parser, the help, the completions, the man pages and `docs/commands.md` all come
//! from.
//!
//! Help is written in the user's language, so the tree is built after the language is known, and only as much of it as
//! is needed: a start of the dashboard builds the global options alone. It must never know what a command does.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, value_parser};

use crate::cli::args::{Words, print_args};
use crate::cli::{activity, backup, campaign, config, contact, demo, docs, doctor, document, evidence};
use crate::cli::{log, queue, report, session_cmd, status, undo, wall};
use crate::text::Catalogue;

/// A family of commands: its first word, and what builds it.
pub struct Family {
    /// The first word.
    pub name: &'static str,
    /// Builds it with everything below it.
    pub build: fn(&Words<'_>) -> Command,
}

/// Every family, in the order of the help.
pub const FAMILIES: &[Family] = &[
    family("status", status::command),
    family("queue", queue::command),
    family("report", report::command),
    family("activity", activity::command),
    family("evidence", evidence::command),
    family("contact", contact::command),
    family("document", document::command),
    family("campaign", campaign::command),
    family("log", log::command),
    family("undo", undo::command),
    family("session", session_cmd::command),
    family("wall", wall::command),
    family("demo", demo::command),
    family("backup", backup::command),
    family("restore", backup::restore_command),
    family("doctor", doctor::command),
    family("config", config::command),
    family("completions", docs::completions_command),
    family("man", docs::man_command),
    family("help", docs::help_command),
    family("version", docs::version_command),
];

const fn family(name: &'static str, build: fn(&Words<'_>) -> Command) -> Family {
    Family { name, build }
}

/// How much of the tree is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent<'a> {
    /// The global options alone: the dashboard.
    Globals,
    /// Every family by name, this one in full.
    One(&'a str),
    /// Every family by name: for the help of the whole.
    Names,
    /// All of it: for completions, man pages and documents.
    All,
}

/// The tree.
pub fn tree(cat: &Catalogue, extent: Extent<'_>) -> Command {
    let words = Words {
        cat,
        mute: extent == Extent::Globals,
    };
    let mut root = words
        .node(
            "",
            &[
                "ketnoi",
                "ketnoi status --region red-river-delta",
                "ketnoi report receive \"ha noi\" --attach bao-cao.pdf",
            ],
        )
        .version(env!("CARGO_PKG_VERSION"))
        .args_conflicts_with_subcommands(false)
        .args(dashboard_only(&words))
        .args(globals(&words, false))
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(words.opt_help("version"))
                .help_heading(words.say("cli-options")),
        );
    if extent == Extent::Globals {
        return words.finish(root, "ketnoi");
    }
    for f in FAMILIES {
        let full = match extent {
            Extent::All => true,
            Extent::One(name) => name == f.name,
            Extent::Names | Extent::Globals => false,
        };
        let command = if full {
            with_globals(&words, (f.build)(&words))
        } else {
            Command::new(f.name).about(words.about(f.name))
        };
        root = root.subcommand(command);
    }
    words.finish(root, "ketnoi")
}

/// Global options may stand behind the command's word as well; they are not told again in each command's help.
fn with_globals(words: &Words<'_>, mut command: Command) -> Command {
    let below: Vec<String> = command
        .get_subcommands()
        .map(|c| c.get_name().to_owned())
        .collect();
    for name in below {
        command = command.mut_subcommand(name, |c| with_globals(words, c));
    }
    command.args(globals(words, true))
}

/// Options that every command takes.
fn globals(w: &Words<'_>, hide: bool) -> Vec<Arg> {
    let heading = w.say("cli-global_options");
    [
        w.opt("store", "URL"),
        w.opt("config", "FILE").value_parser(value_parser!(PathBuf)),
        w.opt("campaign", "ID"),
        w.choice("lang", &["vi", "en"]).value_name("LANG"),
        w.opt("now", "TIME"),
        w.opt("as-of", "TIME"),
        w.opt("known-at", "TIME"),
        w.flag("read-only"),
        w.opt("as", "NAME"),
        w.flag("json"),
        w.flag("ascii"),
        w.flag("no-color"),
        w.opt("theme", "NAME"),
    ]
    .into_iter()
    .map(|a| a.global(true).hide(hide).help_heading(heading.clone()))
    .collect()
}

/// Options of the dashboard.
fn dashboard_only(w: &Words<'_>) -> Vec<Arg> {
    let heading = w.say("cli-dashboard_options");
    print_args(w)
        .into_iter()
        .map(|a| a.help_heading(heading.clone()))
        .collect()
}
