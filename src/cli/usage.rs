//! What clap finds wrong with a command line, in one sentence of the user's language, with what may have been meant.
//!
//! It must never know what the commands do.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::{ArgMatches, Command};

use crate::cli::args::{takes_several, value_name};
use crate::cli::fail::Fail;
use crate::text::{Arg, Catalogue, line};

/// The sentence for an error of the command line.
pub fn explain(cat: &Catalogue, error: &Error) -> Fail {
    let mut what = sentence(cat, error);
    let meant = suggestions(error);
    if !meant.is_empty() {
        what = cat.tr_args(
            "cli-did_you_mean",
            &[("what", what.into()), ("words", meant.into())],
        );
    }
    Fail::Usage(cat.tr_args("cli-see_help", &[("what", what.into())]))
}

/// The sentence for an option whose text was left out, so that the next option stands in its place.
pub fn no_text(cat: &Catalogue, option: &str) -> Fail {
    let what = cat.tr_args("cli-value_missing", &[("name", option.into())]);
    Fail::Usage(cat.tr_args("cli-see_help", &[("what", what.into())]))
}

/// The sentence for what is missing because an option of several values stood before it.
pub fn behind(cat: &Catalogue, missing: &str, option: &str) -> Fail {
    let args = [("names", missing.into()), ("name", option.into())];
    let what = cat.tr_args("cli-missing_behind", &args);
    Fail::Usage(cat.tr_args("cli-see_help", &[("what", what.into())]))
}

/// The option that took another one of the command for its text. A text that is really to be `--at` is written
/// `--note=--at`.
pub fn swallowed(tree: &Command, m: &ArgMatches, words: &[OsString]) -> Option<String> {
    if let Some((name, below)) = m.subcommand() {
        return swallowed(tree.find_subcommand(name)?, below, words);
    }
    let texts = tree.get_arguments().filter(|a| a.is_allow_hyphen_values_set());
    texts.into_iter().find_map(|a| {
        let long = a.get_long()?;
        let taken = m.get_raw(a.get_id().as_str())?.any(|value| {
            let joined = OsString::from(format!("--{long}={}", value.display()));
            is_option(tree, &value.to_string_lossy()) && !words.contains(&joined)
        });
        taken.then(|| format!("--{long} <{}>", value_name(a)))
    })
}

fn is_option(command: &Command, word: &str) -> bool {
    let mut args = command.get_arguments();
    match word.strip_prefix("--") {
        Some(long) => {
            let name = long.split('=').next();
            args.any(|a| a.get_long() == name)
        }
        None => args.any(|a| a.get_short().is_some_and(|c| word == format!("-{c}"))),
    }
}

/// What is missing, and the option of several values among the words that will have taken it for one of them.
pub fn taken_by(tree: &Command, error: &Error, words: &[OsString]) -> Option<(String, String)> {
    if error.kind() != ErrorKind::MissingRequiredArgument {
        return None;
    }
    let words: Vec<&str> = words.iter().skip(1).filter_map(|w| w.to_str()).collect();
    let mut command = tree;
    for word in &words {
        command = command.find_subcommand(word).unwrap_or(command);
    }
    let mut several = command
        .get_arguments()
        .filter(|a| !a.is_positional() && takes_several(a))
        .filter_map(|a| a.get_long().map(|name| format!("--{name}")));
    let option = several.find(|name| words.contains(&name.as_str()))?;
    let missing = context(error, ContextKind::InvalidArg);
    Some((missing.trim_end_matches("...").to_owned(), option))
}

fn sentence(cat: &Catalogue, error: &Error) -> String {
    let arg = context(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue);
    let say = |key: &str, args: &[(&str, Arg<'_>)]| cat.tr_args(key, args);
    match error.kind() {
        ErrorKind::InvalidSubcommand => say(
            "cli-unknown_command",
            &[("word", context(error, ContextKind::InvalidSubcommand).into())],
        ),
        ErrorKind::UnknownArgument => say("cli-unknown_option", &[("word", arg.into())]),
        ErrorKind::InvalidValue if value.is_empty() => say("cli-value_missing", &[("name", arg.into())]),
        ErrorKind::InvalidValue => say(
            "cli-bad_value",
            &[
                ("value", value.into()),
                ("name", arg.into()),
                ("words", context(error, ContextKind::ValidValue).into()),
            ],
        ),
        ErrorKind::ValueValidation => say("cli-bad_form", &[("value", value.into()), ("name", arg.into())]),
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            say("cli-too_many_values", &[("name", arg.into())])
        }
        ErrorKind::TooFewValues => say("cli-value_missing", &[("name", arg.into())]),
        ErrorKind::ArgumentConflict => {
            let other = context(error, ContextKind::PriorArg);
            if other.is_empty() || other == arg {
                say("cli-twice", &[("name", arg.into())])
            } else {
                say("cli-conflict", &[("name", arg.into()), ("other", other.into())])
            }
        }
        ErrorKind::MissingRequiredArgument => say("cli-missing", &[("names", arg.into())]),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => say(
            "cli-missing_command",
            &[("words", context(error, ContextKind::ValidSubcommand).into())],
        ),
        ErrorKind::InvalidUtf8 => say("cli-not_utf8", &[]),
        _ => say("cli-bad_usage", &[]),
    }
}

fn context(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(s)) => line(s).into_owned(),
        Some(ContextValue::Strings(list)) => line(&list.join(", ")).into_owned(),
        Some(ContextValue::StyledStr(s)) => line(&s.to_string()).into_owned(),
        Some(ContextValue::StyledStrs(list)) => {
            let list: Vec<String> = list.iter().map(ToString::to_string).collect();
            line(&list.join(", ")).into_owned()
        }
        _ => String::new(),
    }
}

fn suggestions(error: &Error) -> String {
    [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ]
    .into_iter()
    .map(|kind| context(error, kind))
    .find(|s| !s.is_empty())
    .unwrap_or_default()
}
