//! The one tree of commands that the parser, the help, the completions, the man pages and `docs/commands.md` all come
//! from.
//!
//! Help is written in the user's language, so the tree is built after the language is known, and only as much of it as
//! is needed: a start of the dashboard builds the global options alone. It names what carries each family out; it must
//! never know what that does.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::cli::args::{Words, print_args};
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{
    activity, backup, campaign, check_document, config, contact, demo, docs, doctor, document, evidence,
};
use crate::cli::{
    export, forced, form, inbox, log, moving, queue, relay, remind, report, status, store, undo, wall,
};
use crate::config::Signs;
use crate::text::Catalogue;

/// A family of commands: its first word, what builds it, and what carries it out. One without a run cannot be written.
pub struct Family {
    /// The first word.
    pub name: &'static str,
    /// Builds it with everything below it.
    pub build: fn(&Words<'_>) -> Command,
    /// Carries it out.
    pub run: Run,
}

/// What carries a family's commands out.
pub enum Run {
    /// Works on a store, with the settings in force.
    Session(fn(&mut Session, &ArgMatches) -> Result<(), Fail>),
    /// Says what the program is, whatever its settings are.
    Program(fn(&Catalogue, &ArgMatches) -> Result<(), Fail>),
    /// Is another way to write these words.
    Words(fn(&ArgMatches) -> Vec<String>),
}

/// Every family, in the order of the help.
pub const FAMILIES: &[Family] = &[
    family("status", status::command, Run::Session(status::run)),
    family("queue", queue::command, Run::Session(queue::run)),
    family("inbox", inbox::command, Run::Session(inbox::run)),
    family("report", report::command, Run::Session(report::run)),
    family("activity", activity::command, Run::Session(activity::run)),
    family("form", form::command, Run::Session(form::run)),
    family("remind", remind::command, Run::Session(remind::run)),
    family("evidence", evidence::command, Run::Session(evidence::run)),
    family("export", export::command, Run::Session(export::run)),
    family("contact", contact::command, Run::Session(contact::run)),
    family("document", document::command, Run::Session(document::run)),
    family(
        "check-document",
        check_document::command,
        Run::Program(check_document::run),
    ),
    family("campaign", campaign::command, Run::Session(campaign::run)),
    family("log", log::command, Run::Session(log::run)),
    family("undo", undo::command, Run::Session(undo::run)),
    family("session", forced::command, Run::Session(forced::run)),
    family("wall", wall::command, Run::Session(wall::run)),
    family("demo", demo::command, Run::Session(demo::run)),
    family("backup", backup::command, Run::Session(backup::run)),
    family("restore", backup::restore_command, Run::Session(backup::restore)),
    family("move", moving::command, Run::Session(moving::run)),
    family("relay", relay::command, Run::Session(relay::run)),
    family("store", store::command, Run::Session(store::run)),
    family("doctor", doctor::command, Run::Session(doctor::run)),
    family("config", config::command, Run::Session(config::run)),
    family(
        "completions",
        docs::completions_command,
        Run::Program(docs::completions),
    ),
    family("man", docs::man_command, Run::Program(man)),
    family("help", docs::help_command, Run::Words(docs::help_words)),
    family("version", docs::version_command, Run::Words(docs::version_words)),
];

const fn family(name: &'static str, build: fn(&Words<'_>) -> Command, run: Run) -> Family {
    Family { name, build, run }
}

/// The family of that name.
pub fn family_of(name: &str) -> Option<&'static Family> {
    FAMILIES.iter().find(|f| f.name == name)
}

/// The pages are drawn from the whole tree.
fn man(cat: &Catalogue, m: &ArgMatches) -> Result<(), Fail> {
    docs::man(cat, tree(cat, Extent::All), m)
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
        w.opt("files", "URL"),
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
        w.choice("glyphs", &Signs::NAMES.map(|(word, _)| word))
            .value_name("SET")
            .conflicts_with("ascii"),
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
