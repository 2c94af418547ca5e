//! What is wrong with a file and where, as data; and the sentence it becomes in the user's language.

use std::fmt::Write as _;

use crate::core::names::Lang;
use crate::text::catalogue::{Arg, Catalogue};
use crate::text::{failure, numbers, sanitize, width};

/// Line and column, both from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
}

/// A value that stands in the file, as far as it can be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// `text`, `number`, `bool`, `list`, `map`, `nothing` or `other`: the ids of the family `yaml_got`.
    pub kind: &'static str,
    /// As it was written.
    pub written: String,
}

/// What is wrong.
#[derive(Debug)]
pub enum Kind {
    /// The system would not give it to us.
    Unreadable(std::io::Error),
    /// More bytes than are read.
    TooLarge {
        /// In bytes.
        limit: usize,
    },
    /// More keys and values than are read.
    TooMany {
        /// How many are.
        limit: usize,
    },
    /// Nothing but blanks and comments.
    Empty,
    /// UTF-16, from an editor that was not told otherwise.
    Utf16,
    /// Some other encoding.
    NotUtf8,
    /// A control character.
    Control(char),
    /// A tab where only blanks may be.
    Tab,
    /// Too many levels.
    TooDeep {
        /// How many are read.
        limit: usize,
    },
    /// More `*name` than are followed.
    References {
        /// How many are.
        limit: usize,
    },
    /// `*name` without `&name`.
    UnknownAnchor,
    /// A second document behind `---`.
    SecondDocument,
    /// `!something`.
    Tag,
    /// A key that is a list, a group or nothing.
    NoTextKey,
    /// The same key again in one group.
    DuplicateKey(String),
    /// A key that the file's form does not have.
    UnknownKey {
        /// As written.
        key: String,
        /// What it could have been.
        known: Vec<String>,
    },
    /// A word that is none of those allowed.
    UnknownWord {
        /// As written.
        word: String,
        /// What it could have been.
        known: Vec<String>,
    },
    /// A key that must be there.
    MissingKey(String),
    /// A value of another kind than needed.
    WrongType {
        /// A key of the family `yaml_want`, or words from the type that was being read.
        want: String,
        /// The least and the most, if the kind is right and the size is not.
        range: Option<(i128, i128)>,
        /// What is there.
        got: Value,
    },
    /// Not a date.
    BadDate,
    /// A sentence of the file's reader, or a key of the catalogue.
    Custom(String),
    /// Not YAML; a key that says what is likely wrong, and the parser's words.
    Syntax {
        /// A key of the catalogue.
        likely: &'static str,
        /// The parser's own words.
        detail: String,
    },
}

/// Up to three lines of a file, with a mark under the place that is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// Line numbers and cleaned text.
    pub lines: Vec<(usize, String)>,
    /// The line that is meant.
    pub line: usize,
    /// How many cells stand before the mark.
    pub indent: usize,
}

/// One mistake in one file. Small to hand on; its parts are those of [`Mistake`].
#[derive(Debug)]
pub struct YamlError(Box<Mistake>);

impl std::ops::Deref for YamlError {
    type Target = Mistake;
    fn deref(&self) -> &Mistake {
        &self.0
    }
}

/// For logs; users are told by [`YamlError::render`], in their language.
impl std::fmt::Display for YamlError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.sentence(&Catalogue::new(Lang::En)))
    }
}

impl std::error::Error for YamlError {}

/// What a [`YamlError`] holds.
#[derive(Debug)]
pub struct Mistake {
    /// The file, as the messages call it.
    pub file: String,
    /// Where, if that can be said.
    pub place: Option<Position>,
    /// Inside which key: `activities[1].sdg[0]`.
    pub path: Option<String>,
    /// What.
    pub kind: Kind,
    /// What may have been meant, nearest first.
    pub suggestions: Vec<String>,
    /// A piece of the file.
    pub snippet: Option<Snippet>,
}

/// The widest piece of a line that is shown.
const SHOWN: usize = 72;
/// How many accepted words are listed.
const LISTED: usize = 12;

impl YamlError {
    pub(super) fn whole(file: &str, kind: Kind) -> Self {
        Self(Box::new(Mistake {
            file: file.to_owned(),
            place: None,
            path: None,
            kind,
            suggestions: Vec::new(),
            snippet: None,
        }))
    }

    /// The same, at a place in the text.
    #[must_use]
    pub(super) fn at(mut self, text: &str, place: Position) -> Self {
        self.0.place = Some(place);
        self.0.snippet = snippet(text, place);
        self
    }

    /// The same, with what may have been meant.
    #[must_use]
    pub fn suggest(mut self, words: Vec<String>) -> Self {
        self.0.suggestions = words;
        self
    }

    /// The same, inside a key of the file.
    #[must_use]
    pub(super) fn inside(mut self, path: Option<String>) -> Self {
        self.0.path = path;
        self
    }

    /// One sentence: file, line, column, what is wrong, what may have been meant.
    pub fn sentence(&self, cat: &Catalogue) -> String {
        let what = self.what(cat);
        let file = sanitize::line(&self.file);
        match self.place {
            Some(Position { line, column }) => cat.tr_args(
                "yaml-place",
                &[
                    ("file", file.into()),
                    ("line", line.to_string().into()),
                    ("column", column.to_string().into()),
                    ("what", what.into()),
                ],
            ),
            None => cat.tr_args("yaml-whole_file", &[("file", file.into()), ("what", what.into())]),
        }
    }

    /// The sentence, and the piece of the file below it.
    pub fn render(&self, cat: &Catalogue) -> String {
        let mut out = self.sentence(cat);
        if let Some(s) = &self.snippet {
            out.push('\n');
            out.push_str(&s.render());
        }
        out
    }

    fn what(&self, cat: &Catalogue) -> String {
        let mut what = self.kind.words(cat);
        // A key at the top is in the snippet for all to see.
        if let Some(path) = self.path.as_deref().filter(|p| p.contains(['.', '['])) {
            what = cat.tr_args(
                "yaml-inside",
                &[("what", what.into()), ("path", sanitize::line(path).into())],
            );
        }
        if let Some(words) = quoted_list(cat, &self.suggestions) {
            return cat.tr_args(
                "yaml-did_you_mean",
                &[("what", what.into()), ("words", words.into())],
            );
        }
        let (Kind::UnknownKey { known, .. } | Kind::UnknownWord { known, .. }) = &self.kind else {
            return what;
        };
        if known.is_empty() {
            return what;
        }
        let mut words = known.iter().take(LISTED).cloned().collect::<Vec<_>>().join(", ");
        if known.len() > LISTED {
            words.push_str(", …");
        }
        cat.tr_args("yaml-choices", &[("what", what.into()), ("words", words.into())])
    }
}

/// `“a”, “b” or “c”`
fn quoted_list(cat: &Catalogue, words: &[String]) -> Option<String> {
    let quoted: Vec<String> = words.iter().map(|w| format!("“{}”", sanitize::line(w))).collect();
    match quoted.split_last()? {
        (last, []) => Some(last.clone()),
        (last, first) => Some(cat.tr_args(
            "yaml-or",
            &[("first", first.join(", ").into()), ("last", last.into())],
        )),
    }
}

impl Kind {
    /// What is wrong, as part of a sentence.
    fn words(&self, cat: &Catalogue) -> String {
        let one = |key, name, value: Arg<'_>| cat.tr_args(key, &[(name, value)]);
        match self {
            Self::Unreadable(e) => one("yaml-unreadable", "detail", failure::io_words(cat, e).into()),
            Self::TooLarge { limit } => one(
                "yaml-too_large",
                "limit",
                numbers::size(cat.lang(), *limit as u64).into(),
            ),
            Self::TooMany { limit } => one("yaml-too_many", "limit", (*limit).into()),
            Self::Empty => cat.tr("yaml-empty").into_owned(),
            Self::Utf16 => cat.tr("yaml-utf16").into_owned(),
            Self::NotUtf8 => cat.tr("yaml-not_utf8").into_owned(),
            Self::Control(c) => one("yaml-control", "code", format!("U+{:04X}", u32::from(*c)).into()),
            Self::Tab => cat.tr("yaml-tab").into_owned(),
            Self::TooDeep { limit } => one("yaml-too_deep", "limit", (*limit).into()),
            Self::References { limit } => one("yaml-references", "limit", (*limit).into()),
            Self::UnknownAnchor => cat.tr("yaml-unknown_anchor").into_owned(),
            Self::SecondDocument => cat.tr("yaml-second_document").into_owned(),
            Self::Tag => cat.tr("yaml-tag").into_owned(),
            Self::NoTextKey => cat.tr("yaml-no_text_key").into_owned(),
            Self::DuplicateKey(key) => one("yaml-duplicate", "key", sanitize::line(key).into()),
            Self::UnknownKey { key, .. } => one("yaml-unknown_key", "key", sanitize::line(key).into()),
            Self::UnknownWord { word, .. } => one("yaml-unknown_word", "word", sanitize::line(word).into()),
            Self::MissingKey(key) => one("yaml-missing_key", "key", sanitize::line(key).into()),
            Self::WrongType { want, range, got } => wrong_type(cat, want, *range, got),
            Self::BadDate => cat.tr("yaml-bad_date").into_owned(),
            Self::Custom(s) if cat.has(s) => cat.tr(s).into_owned(),
            Self::Custom(s) => sanitize::line(s).into_owned(),
            Self::Syntax { likely, detail } => one(likely, "detail", sanitize::line(detail).into()),
        }
    }
}

fn wrong_type(cat: &Catalogue, want: &str, range: Option<(i128, i128)>, got: &Value) -> String {
    let want = match range {
        Some((least, most)) => cat.tr_args(
            "yaml_want-range",
            &[
                ("least", least.to_string().into()),
                ("most", most.to_string().into()),
            ],
        ),
        None if cat.has(want) => cat.tr(want).into_owned(),
        None => sanitize::line(want).into_owned(),
    };
    let written = sanitize::line(&got.written);
    let got = cat.tr_args(
        &format!("yaml_got-{}", got.kind),
        &[("value", width::fit(&written, 40).into())],
    );
    cat.tr_args("yaml-wrong_type", &[("want", want.into()), ("got", got.into())])
}

impl Snippet {
    /// The lines with their numbers, and a mark under the place.
    pub fn render(&self) -> String {
        let digits = self.lines.last().map_or(1, |(n, _)| n.to_string().len());
        let mut out = String::new();
        for (n, text) in &self.lines {
            let _ = writeln!(out, "  {n:>digits$} │ {text}");
            if *n == self.line {
                let _ = writeln!(out, "  {:>digits$} │ {:indent$}^", "", "", indent = self.indent);
            }
        }
        out.pop();
        out
    }
}

/// The place of a byte in a text.
pub(super) fn count_place(text: &str, at: usize) -> Position {
    let before = text.get(..at).unwrap_or(text);
    let mut place = Position { line: 1, column: 1 };
    let mut returned = false;
    for c in before.chars() {
        match c {
            '\n' if returned => {}
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                place = Position {
                    line: place.line + 1,
                    column: 1,
                }
            }
            _ => place.column += 1,
        }
        returned = c == '\r';
    }
    place
}

/// The lines of a text, cut where YAML cuts them.
pub(super) fn lines(text: &str) -> Vec<&str> {
    text.split('\n')
        .map(|l| l.strip_suffix('\r').unwrap_or(l))
        .flat_map(|l| l.split(['\r', '\u{85}', '\u{2028}', '\u{2029}']))
        .collect()
}

fn snippet(text: &str, place: Position) -> Option<Snippet> {
    let all = lines(text);
    let meant = *all.get(place.line.checked_sub(1)?)?;
    // A long line is shown from a little before the place.
    let skip = if place.column > SHOWN - 12 {
        place.column - SHOWN / 2
    } else {
        0
    };
    let show = |l: &str, skip: usize| {
        let rest: String = l.chars().skip(skip).take(SHOWN * 2).collect();
        let clean = sanitize::line(&rest.replace('\t', "→")).into_owned();
        let clean = if skip > 0 { format!("…{clean}") } else { clean };
        width::fit(clean.trim_end(), SHOWN).into_owned()
    };
    let before: String = meant.chars().take(place.column - 1).skip(skip).collect();
    let indent = width::cells(&sanitize::line(&before)) + usize::from(skip > 0);
    let first = place.line.saturating_sub(1).max(1);
    let lines = (first..=place.line + 1)
        .filter_map(|n| Some((n, show(all.get(n - 1)?, if n == place.line { skip } else { 0 }))))
        .filter(|(n, l)| *n == place.line || !l.is_empty())
        .collect();
    Some(Snippet {
        lines,
        line: place.line,
        indent,
    })
}
