//! Reading a campaign file into a definition, with the line of every mistake.
//!
//! It must never know how a file is written.

use std::borrow::Cow;
use thiserror::Error;
use unicode_normalization::UnicodeNormalization as _;

use crate::core::definition::Definition;
use crate::core::form::{About, CampaignForm, FormProblem, References};
use crate::core::goals::serving;
use crate::refdata::{RefError, Source};
use crate::text::dates::date_full;
use crate::text::{Catalogue, line};
use crate::yaml::{self, YamlError};

/// Why a campaign file could not be taken.
#[derive(Debug, Error)]
pub enum CampaignFileError {
    /// Not readable as a campaign form: wrong YAML, unknown key, wrong type.
    #[error("{0}")]
    Yaml(#[from] YamlError),
    /// The reference data that it names is not there or broken.
    #[error("{0}")]
    Reference(#[from] RefError),
    /// The form contradicts itself or its references.
    #[error("{file}:{line}: {} {}", problem.key, problem.problem)]
    Problem {
        /// File name as given.
        file: String,
        /// Line of the key, from 1; 0 where it could not be found.
        line: usize,
        /// Column of the key, from 1.
        column: usize,
        /// What is wrong.
        problem: Box<FormProblem>,
        /// The others, in the order in which they were found.
        more: Vec<Mistake>,
    },
}

/// One of several mistakes in a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Line of the key, from 1; 0 where it could not be found.
    pub line: usize,
    /// Column of the key, from 1.
    pub column: usize,
    /// What is wrong.
    pub problem: FormProblem,
}

/// So many mistakes are told one by one.
const TOLD: usize = 20;

impl CampaignFileError {
    /// One sentence: file, line, column, what is wrong.
    pub fn sentence(&self, cat: &Catalogue) -> String {
        match self {
            Self::Yaml(e) => e.sentence(cat),
            Self::Reference(e) => e.sentence(cat),
            Self::Problem {
                file,
                line: row,
                column,
                problem,
                more,
            } => placed(
                cat,
                file,
                (*row, *column),
                and_more(cat, problem_words(cat, problem), more.len()),
            ),
        }
    }

    /// A sentence for each mistake, for whoever mends the file: not one at a time, each found by reading it once more.
    pub fn sentences(&self, cat: &Catalogue) -> Vec<String> {
        let Self::Problem {
            file,
            line: row,
            column,
            problem,
            more,
        } = self
        else {
            return vec![self.sentence(cat)];
        };
        let first = std::iter::once((*row, *column, &**problem));
        let all = first.chain(more.iter().map(|m| (m.line, m.column, &m.problem)));
        let told = all.take(TOLD).enumerate();
        let left = (more.len() + 1).saturating_sub(TOLD);
        told.map(|(n, (row, column, problem))| {
            let left = if n + 1 == TOLD { left } else { 0 };
            placed(
                cat,
                file,
                (row, column),
                and_more(cat, problem_words(cat, problem), left),
            )
        })
        .collect()
    }
}

/// What is wrong, and how much more there is.
fn and_more(cat: &Catalogue, what: String, more: usize) -> String {
    if more == 0 {
        return what;
    }
    cat.tr_args(
        "campaign_file-and_more",
        &[("what", what.into()), ("n", more.into())],
    )
}

/// What is wrong, with its place in the file where it has one.
fn placed(cat: &Catalogue, file: &str, (row, column): (usize, usize), what: String) -> String {
    if row == 0 {
        let args = [("file", line(file).into()), ("what", what.into())];
        return cat.tr_args("yaml-whole_file", &args);
    }
    let args = [
        ("file", line(file).into()),
        ("line", row.to_string().into()),
        ("column", column.to_string().into()),
        ("what", what.into()),
    ];
    cat.tr_args("yaml-place", &args)
}

/// What is wrong with a form, with the key that it is about.
pub fn problem_words(cat: &Catalogue, p: &FormProblem) -> String {
    let what = cat.tr_args(
        &format!("form_problem-{}", p.problem),
        &[("what", about_words(&p.what).into())],
    );
    if p.key.is_empty() {
        return what;
    }
    let args = [("key", line(&p.key).into()), ("what", what.into())];
    cat.tr_args("campaign_file-in_key", &args)
}

/// What a problem speaks of, in words.
pub fn about_words(what: &About) -> String {
    match what {
        About::Nothing => String::new(),
        About::Text(text) => line(text).into_owned(),
        About::Day(day) => date_full(*day),
        About::Validity { roster, from, to } => {
            let until = to.map_or_else(|| "…".to_owned(), date_full);
            format!("{} ({} – {until})", line(roster), date_full(*from))
        }
        About::OneOf(known) => known.join(", "),
    }
}

/// Reads a campaign file and checks it against the reference data.
///
/// # Errors
/// Every mistake with its place.
pub fn read(name: &str, bytes: &[u8], source: &Source) -> Result<Definition, CampaignFileError> {
    let bytes = &*composed(bytes);
    let (form, refs) = form(name, bytes, source)?;
    form.build(refs).map_err(|found| {
        let mut found = found.into_iter();
        let first = found.next().unwrap_or(FormProblem {
            key: String::new(),
            problem: "schema",
            what: About::Nothing,
        });
        problem_at(name, bytes, first, found)
    })
}

/// The file with letters and their marks put together, which other systems write apart. What is not UTF-8 stays as it is:
/// that is the reader's to refuse.
fn composed(bytes: &[u8]) -> Cow<'_, [u8]> {
    match str::from_utf8(bytes) {
        Ok(text) => Cow::Owned(text.nfc().collect::<String>().into_bytes()),
        Err(_) => Cow::Borrowed(bytes),
    }
}

/// A campaign file as it is written, and the reference data that it names.
fn form(name: &str, bytes: &[u8], source: &Source) -> Result<(CampaignForm, References), CampaignFileError> {
    let form: CampaignForm = yaml::read_yaml(name, bytes, &yaml::Limits::default())?;
    let serves = form.edition().map(|e| source.edition_indicators(e)).transpose()?;
    let refs = References {
        roster: source.roster(&form.roster)?,
        goals: source.goals(form.edition())?,
        indicators: serving(source.indicators()?, serves.as_ref()),
        calendar: source.calendar()?,
    };
    Ok((form, refs))
}

/// A problem with its place in the file, and the others with theirs.
fn problem_at(
    name: &str,
    bytes: &[u8],
    first: FormProblem,
    more: impl Iterator<Item = FormProblem>,
) -> CampaignFileError {
    let text = String::from_utf8_lossy(bytes);
    let mistake = |problem: FormProblem| {
        let (line, column) = place(&text, &problem.key);
        Mistake {
            line,
            column,
            problem,
        }
    };
    let Mistake {
        line,
        column,
        problem,
    } = mistake(first);
    CampaignFileError::Problem {
        file: name.to_owned(),
        line,
        column,
        problem: Box::new(problem),
        more: more.map(mistake).collect(),
    }
}

/// Line and column, from 1, of a key path such as `deadline.words.vi` or `parts[2].id`; the nearest enclosing key where
/// the last step cannot be found (a flow mapping on one line, say).
pub fn place(text: &str, path: &str) -> (usize, usize) {
    let lines: Vec<&str> = text.lines().collect();
    let (mut row, mut best) = (0usize, (0usize, 0usize));
    for step in path.split('.') {
        let (key, index) = match step.split_once('[') {
            Some((k, i)) => (k, i.trim_end_matches(']').parse::<usize>().ok()),
            None => (step, None),
        };
        let Some((r, c)) = find_key(&lines, row, key) else {
            break;
        };
        best = (r + 1, c + 1);
        row = r;
        if let Some(i) = index {
            let items: Vec<(usize, usize)> = (r + 1..lines.len())
                .filter_map(|n| {
                    lines[n]
                        .find("- ")
                        .filter(|c| lines[n][..*c].trim().is_empty())
                        .map(|c| (n, c))
                })
                .collect();
            let indent = items.first().map(|(_, c)| *c);
            if let Some((n, c)) = items.iter().filter(|(_, c)| Some(*c) == indent).nth(i) {
                best = (n + 1, c + 3);
                row = *n;
            }
        }
    }
    best
}

fn find_key(lines: &[&str], from: usize, key: &str) -> Option<(usize, usize)> {
    lines.iter().enumerate().skip(from).find_map(|(n, line)| {
        let plain = format!("{key}:");
        let quoted = format!("\"{key}\":");
        [plain, quoted].iter().find_map(|k| {
            line.match_indices(k.as_str())
                .find(|(c, _)| {
                    line[..*c]
                        .chars()
                        .next_back()
                        .is_none_or(|b| !b.is_alphanumeric() && b != '_')
                })
                .map(|(c, _)| (n, line[..c].chars().count()))
        })
    })
}

/// What a person still has to write in a file that `campaign new` made: the keys of its texts.
///
/// # Errors
/// As [`read`], but for what is marked.
pub fn unfinished(name: &str, bytes: &[u8], source: &Source) -> Result<Vec<String>, CampaignFileError> {
    let bytes = &*composed(bytes);
    let (form, refs) = form(name, bytes, source)?;
    let (todo, wrong): (Vec<FormProblem>, Vec<FormProblem>) =
        form.check(&refs).into_iter().partition(|p| p.problem == "todo");
    let mut wrong = wrong.into_iter();
    match wrong.next() {
        Some(first) => Err(problem_at(name, bytes, first, wrong)),
        None => Ok(todo.into_iter().map(|p| p.key).collect()),
    }
}

/// A campaign file as a draft: nothing that it says is judged yet.
///
/// # Errors
/// It is not readable as a campaign form: wrong YAML, unknown key, wrong type.
pub fn draft(name: &str, bytes: &[u8]) -> Result<CampaignForm, CampaignFileError> {
    Ok(yaml::read_yaml(name, &composed(bytes), &yaml::Limits::default())?)
}

/// What may still be added to a file that [`super::new_text`] made: the keys.
///
/// # Errors
/// As [`draft`].
pub fn left_out(name: &str, bytes: &[u8]) -> Result<Vec<&'static str>, CampaignFileError> {
    Ok(draft(name, bytes)?.left_out())
}
