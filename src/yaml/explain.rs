//! From the parser's English to kinds of mistakes.
//!
//! serde and the parser below it speak in fixed shapes; the known ones are taken apart here, and what is not known
//! keeps the parser's words as a detail. The shapes are nailed down by the table of tests/core/yaml.rs, so that a new
//! version of the parser that speaks otherwise is noticed.

use crate::core::time::written::NO_DAY;

use super::error::{Kind, Position, Value, YamlError, lines};
use crate::text::near::did_you_mean;

pub(super) fn explain(name: &str, text: &str, e: &serde_yaml::Error) -> YamlError {
    let said = e.to_string();
    let (path, message) = split_path(without_place(&said));
    let place = e.location().map(|l| Position {
        line: l.line(),
        column: l.column(),
    });
    let (kind, place) = match tab_near(text, place, message) {
        Some(tab) => (Kind::Tab, Some(tab)),
        None => match opened_at(&said) {
            Some((likely, opened)) => (
                Kind::Syntax {
                    likely,
                    detail: message.to_owned(),
                },
                Some(opened),
            ),
            None => (kind_of(message), place),
        },
    };
    let suggestions = match &kind {
        Kind::UnknownKey { key: word, known } | Kind::UnknownWord { word, known } => {
            did_you_mean(word, known)
        }
        _ => Vec::new(),
    };
    let error = YamlError::whole(name, kind).suggest(suggestions).inside(path);
    match place {
        Some(place) => error.at(text, place),
        None => error,
    }
}

/// Where the quote or bracket was opened whose end the parser did not find; that place helps more than where it gave
/// up.
fn opened_at(said: &str) -> Option<(&'static str, Position)> {
    let (likely, at) = [
        ("yaml-syntax_quote", "while scanning a quoted scalar at line "),
        ("yaml-syntax_bracket", "while parsing a flow sequence at line "),
        ("yaml-syntax_bracket", "while parsing a flow mapping at line "),
    ]
    .into_iter()
    .find_map(|(likely, words)| Some((likely, said.get(said.find(words)? + words.len()..)?)))?;
    let (line, column) = at.split_once(" column ")?;
    let digits = column.find(|c: char| !c.is_ascii_digit()).unwrap_or(column.len());
    Some((
        likely,
        Position {
            line: line.parse().ok()?,
            column: column.get(..digits)?.parse().ok()?,
        },
    ))
}

/// The message without ` at line 3 column 5` and what follows it.
fn without_place(said: &str) -> &str {
    said.rfind(" at line ")
        .filter(|_| !said.contains(", while "))
        .map_or_else(
            || {
                said.find(" at line ")
                    .and_then(|at| said.get(..at))
                    .unwrap_or(said)
            },
            |at| said.get(..at).unwrap_or(said),
        )
}

const OPENINGS: [&str; 8] = [
    "invalid type: ",
    "invalid value: ",
    "invalid length ",
    "unknown field `",
    "unknown variant `",
    "missing field `",
    "duplicate field `",
    "duplicate entry",
];

/// `activities[1].sdg[0]: invalid type: …` into the path and the message.
fn split_path(said: &str) -> (Option<String>, &str) {
    for opening in OPENINGS {
        if said.starts_with(opening) {
            return (None, said);
        }
        if let Some(at) = said.find(&format!(": {opening}")) {
            let (path, rest) = said.split_at_checked(at).unwrap_or(("", said));
            return (Some(path.to_owned()), rest.trim_start_matches(": "));
        }
    }
    let path_like =
        |p: &str| !p.is_empty() && !p.contains(|c: char| c.is_whitespace() || c == '`' || c == '"');
    match said.split_once(": ") {
        Some((path, rest)) if path_like(path) => (Some(path.to_owned()), rest),
        _ => (None, said),
    }
}

fn kind_of(message: &str) -> Kind {
    if let Some(rest) = message.strip_prefix("unknown field ") {
        let (key, known) = named(rest);
        return Kind::UnknownKey { key, known };
    }
    if let Some(rest) = message.strip_prefix("unknown variant ") {
        let (word, known) = named(rest);
        return Kind::UnknownWord { word, known };
    }
    if let Some(rest) = message.strip_prefix("missing field ") {
        return Kind::MissingKey(named(rest).0);
    }
    if let Some(rest) = message.strip_prefix("duplicate field ") {
        return Kind::DuplicateKey(named(rest).0);
    }
    for opening in ["invalid type: ", "invalid value: ", "invalid length "] {
        if let Some(rest) = message.strip_prefix(opening) {
            return wrong_type(rest);
        }
    }
    syntax_or_custom(message)
}

/// The first word in backticks, and the others.
fn named(rest: &str) -> (String, Vec<String>) {
    let mut words = rest.split('`').skip(1).step_by(2).map(str::to_owned);
    (words.next().unwrap_or_default(), words.collect())
}

/// ``string "chín", expected u8``
fn wrong_type(rest: &str) -> Kind {
    let (got, expected) = rest.rsplit_once(", expected ").unwrap_or((rest, ""));
    let got = value(got);
    let range = if got.kind == "number" {
        range(expected)
    } else {
        None
    };
    Kind::WrongType {
        want: want(expected),
        range,
        got,
    }
}

fn value(got: &str) -> Value {
    let ticked = |s: &str| s.trim_matches('`').to_owned();
    let (kind, written) = match got.split_once(' ') {
        Some(("string", s)) => ("text", s.trim_matches('"').replace("\\\"", "\"")),
        Some(("integer", n)) => ("number", ticked(n)),
        Some(("floating", n)) => ("number", ticked(n.trim_start_matches("point "))),
        Some(("boolean", b)) => ("bool", ticked(b)),
        Some(("unit", _)) => ("nothing", String::new()),
        _ if got.starts_with("sequence") => ("list", String::new()),
        _ if got.starts_with("map") => ("map", String::new()),
        _ if got == "null" => ("nothing", String::new()),
        _ => ("other", got.to_owned()),
    };
    Value { kind, written }
}

fn range(expected: &str) -> Option<(i128, i128)> {
    Some(match expected {
        "u8" => (0, u8::MAX.into()),
        "u16" => (0, u16::MAX.into()),
        "u32" => (0, u32::MAX.into()),
        "u64" | "usize" => (0, u64::MAX.into()),
        "i8" => (i8::MIN.into(), i8::MAX.into()),
        "i16" => (i16::MIN.into(), i16::MAX.into()),
        "i32" => (i32::MIN.into(), i32::MAX.into()),
        _ => return None,
    })
}

/// A key of the family `yaml_want` for what a type's visitor says it expects. A visitor of ours may say such a key
/// itself.
fn want(expected: &str) -> String {
    let kind = match expected {
        "u8" | "u16" | "u32" | "u64" | "u128" | "usize" | "i8" | "i16" | "i32" | "i64" | "i128" | "isize" => {
            "whole"
        }
        "f32" | "f64" => "number",
        "a string" | "string" | "str" | "a borrowed string" | "a character" => "text",
        "a boolean" => "bool",
        "unit" | "null" => "nothing",
        _ if expected.contains("date") => "date",
        _ if expected.contains("sequence") || expected.contains("array") || expected.contains("tuple") => {
            "list"
        }
        _ if expected.starts_with("struct") || expected.contains("map") => "map",
        _ if expected.is_empty() || expected.contains("enum") || expected.contains("variant") => "value",
        _ => return expected.to_owned(),
    };
    format!("yaml_want-{kind}")
}

fn syntax_or_custom(message: &str) -> Kind {
    let has = |part: &str| message.contains(part);
    let syntax = |likely| Kind::Syntax {
        likely,
        detail: message.to_owned(),
    };
    if has("more than one document") {
        Kind::SecondDocument
    } else if has("recursion limit") {
        Kind::TooDeep { limit: 128 }
    } else if has("repetition limit") {
        Kind::References { limit: 16 }
    } else if has("unknown anchor") || has("undefined alias") {
        Kind::UnknownAnchor
    } else if has("EOF while parsing a value") {
        Kind::Empty
    } else if is_about_a_date(message) {
        Kind::BadDate
    } else if has("mapping values are not allowed") {
        syntax("yaml-syntax_colon")
    } else if has("cannot start any token") {
        syntax("yaml-syntax_start")
    } else if ["expected key", "expected ':'", "expected '-'", "block"]
        .into_iter()
        .any(has)
    {
        syntax("yaml-syntax_indent")
    } else if [
        "did not find",
        "found ",
        "while ",
        "could not",
        "control characters",
        "invalid ",
    ]
    .iter()
    .any(|p| message.starts_with(p))
    {
        syntax("yaml-syntax")
    } else {
        Kind::Custom(message.to_owned())
    }
}

/// The words of the core's reader of days, and of chrono.
fn is_about_a_date(message: &str) -> bool {
    [
        NO_DAY,
        "input contains invalid characters",
        "premature end of input",
        "trailing input",
        "input is out of range",
        "input is not enough for unique date and time",
        "no possible date and time matching input",
    ]
    .contains(&message)
}

/// A tab in the indentation of the line that the parser stopped at, or of the one before: that is then the mistake.
fn tab_near(text: &str, place: Option<Position>, message: &str) -> Option<Position> {
    let known = OPENINGS.iter().any(|o| message.starts_with(o));
    let place = place.filter(|_| !known)?;
    let all = lines(text);
    [place.line, place.line.saturating_sub(1)]
        .into_iter()
        .find_map(|line| {
            let indentation: &str = all.get(line.checked_sub(1)?)?;
            let blank = indentation.len() - indentation.trim_start().len();
            let tab = indentation.get(..blank)?.find('\t')?;
            (blank < indentation.len()).then_some(Position {
                line,
                column: tab + 1,
            })
        })
}
