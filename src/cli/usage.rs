//! What clap finds wrong with a command line, in one sentence of the user's language, with what may have been meant.
//!
//! It must never know what the commands do.

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

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
