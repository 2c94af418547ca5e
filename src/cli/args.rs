//! The words of the command line: helpers from which each family builds its commands, with their help from the
//! catalogue in the user's language.
//!
//! It must never know which commands there are, nor what they do.

use std::convert::Infallible;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, value_parser};

use crate::reading::texts;
use crate::text::Catalogue;

/// What prints the dashboard instead of showing it; the demo has them too.
pub fn print_args(w: &Words<'_>) -> Vec<Arg> {
    vec![
        w.choice("print", &["text", "ansi", "svg"])
            .value_name("FORM")
            .num_args(0..=1)
            .require_equals(false)
            .default_missing_value("text"),
        w.opt("size", "WxH"),
        w.opt("keys", "KEYS"),
        w.flag("write"),
    ]
}

/// Builds commands and arguments with their words from the catalogue.
pub struct Words<'a> {
    /// The catalogue, in the user's language.
    pub cat: &'a Catalogue,
    /// Leaves all help away: where it is only parsed, nobody reads it.
    pub mute: bool,
}

impl Words<'_> {
    /// Words of ours.
    pub fn say(&self, key: &str) -> String {
        if self.mute {
            String::new()
        } else {
            self.cat.tr(key).into_owned()
        }
    }

    /// A command; `path` is how it is called below `ketnoi`: `campaign new`.
    pub fn node(&self, path: &str, examples: &[&str]) -> Command {
        let name = path
            .rsplit(' ')
            .next()
            .filter(|n| !n.is_empty())
            .unwrap_or("ketnoi");
        let mut after = String::new();
        if !examples.is_empty() {
            after.push_str(&self.say("cli-examples"));
            for e in examples {
                after.push_str("\n  ");
                after.push_str(e);
            }
        }
        Command::new(name.to_owned())
            .about(self.about(path))
            .after_help(after)
            .help_template(format!(
                "{{about-with-newline}}\n{}\n  {{usage}}\n\n{{all-args}}{{after-help}}\n",
                self.say("cli-usage")
            ))
            .disable_help_flag(true)
            .disable_version_flag(true)
            .disable_help_subcommand(true)
            .subcommand_help_heading(self.say("cli-commands"))
    }

    /// A command that is nothing without one of the commands below it.
    pub fn group(&self, path: &str, examples: &[&str]) -> Command {
        self.node(path, examples).subcommand_required(true)
    }

    /// Writes the usage line, in the user's language.
    pub fn finish(&self, command: Command, path: &str) -> Command {
        let mut usage = path.to_owned();
        let word = |key: &str| self.say(key);
        // What has no name stands first: an option of several values takes everything behind it.
        for a in command.get_arguments().filter(|a| a.is_positional()) {
            let name = value_name(a);
            let many = if takes_several(a) { "..." } else { "" };
            usage.push_str(&if a.is_required_set() {
                format!(" <{name}>{many}")
            } else {
                format!(" [{name}]{many}")
            });
        }
        for a in command.get_arguments().filter(|a| !a.is_positional()) {
            let (name, value) = (a.get_long().unwrap_or_default(), value_name(a));
            if a.is_required_set() {
                usage.push_str(&format!(" --{name} <{value}>"));
            } else if takes_several(a) && !stands_for_a_positional(&command, a) {
                usage.push_str(&format!(" [--{name} <{value}>...]"));
            }
        }
        usage.push_str(&format!(" [{}]", word("cli-options_word")));
        if command.has_subcommands() {
            let name = word("cli-command_word");
            usage.push_str(&if command.is_subcommand_required_set() {
                format!(" <{name}>")
            } else {
                format!(" [{name}]")
            });
        }
        command.override_usage(usage).arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .help(self.opt_help("help"))
                .help_heading(self.say("cli-options")),
        )
    }

    /// A command without others below it, finished.
    pub fn leaf(&self, path: &str, args: Vec<Arg>, examples: &[&str]) -> Command {
        self.finish(self.node(path, examples).args(args), &format!("ketnoi {path}"))
    }

    /// What a command is for.
    pub fn about(&self, path: &str) -> String {
        let id = if path.is_empty() {
            "ketnoi".to_owned()
        } else {
            path.replace(' ', "_")
        };
        self.say(&format!("cmd_help-{id}"))
    }

    /// What an argument is for.
    pub fn opt_help(&self, id: &str) -> String {
        self.cat
            .tr(&format!(
                "opt_help-{}",
                id.replace(['-', '='], "_").to_lowercase()
            ))
            .into_owned()
    }

    fn arg(&self, id: &str, help: &str) -> Arg {
        Arg::new(id.to_owned())
            .help(self.opt_help(help))
            .help_heading(self.say("cli-options"))
    }

    /// `--id VALUE`
    pub fn opt(&self, id: &str, value: &str) -> Arg {
        self.arg(id, id)
            .long(id.to_owned())
            .value_name(value.to_owned())
            .hide_possible_values(true)
    }

    /// `--id TEXT` of one line. A text may begin with a dash; it is kept as a form keeps it.
    pub fn text(&self, id: &str) -> Arg {
        self.opt(id, "TEXT")
            .allow_hyphen_values(true)
            .value_parser(|typed: &str| Ok::<_, Infallible>(texts::one_line(typed)))
    }

    /// `--id TEXT` of several lines.
    pub fn block(&self, id: &str) -> Arg {
        self.text(id)
            .value_parser(|typed: &str| Ok::<_, Infallible>(texts::block(typed)))
    }

    /// `--id VALUE`, any number of times.
    pub fn many(&self, id: &str, value: &str) -> Arg {
        self.opt(id, value).action(ArgAction::Append)
    }

    /// `--id`
    pub fn flag(&self, id: &str) -> Arg {
        self.arg(id, id).long(id.to_owned()).action(ArgAction::SetTrue)
    }

    /// `--id` with one of some words, which are told in the help.
    pub fn choice(&self, id: &str, words: &[&'static str]) -> Arg {
        self.opt(id, "WORD")
            .value_parser(PossibleValuesParser::new(words.to_vec()))
            .help(format!("{} ({})", self.opt_help(id), words.join(", ")))
    }

    /// An argument without a name; its help is found under the name in lower case.
    pub fn pos(&self, id: &str) -> Arg {
        self.arg(id, id)
            .hide_possible_values(true)
            .value_name(id.to_owned())
            .help_heading(self.say("cli-arguments"))
            .required(true)
    }

    /// `UNIT…`
    pub fn units(&self) -> Arg {
        self.pos("UNIT").num_args(1..).action(ArgAction::Append)
    }

    /// `--at`, `--note`, `--yes`: what every record takes.
    pub fn record(&self) -> Vec<Arg> {
        vec![self.opt("at", "TIME"), self.block("note"), self.flag("yes")]
    }

    /// A file to read or write.
    pub fn file(&self, arg: Arg) -> Arg {
        arg.value_parser(value_parser!(PathBuf))
    }
}

/// Does it take several values, one behind the other?
pub fn takes_several(a: &Arg) -> bool {
    a.get_num_args().is_some_and(|n| n.max_values() > 1)
}

/// Does an option take the place of what else stands without a name? Then they are not on one line.
fn stands_for_a_positional(command: &Command, a: &Arg) -> bool {
    let others = command.get_arg_conflicts_with(a);
    others.iter().any(|other| other.is_positional())
}

/// The name of an argument's value, as in usage lines.
pub fn value_name(a: &Arg) -> String {
    a.get_value_names()
        .and_then(<[_]>::first)
        .map_or_else(|| a.get_id().as_str().to_uppercase(), ToString::to_string)
}
