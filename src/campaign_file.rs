//! Campaign files: reading one into a definition, with the line of every mistake, and writing a new one to edit.
//!
//! What a form means is the core's business ([`crate::core::form`]); here are only the file, its places, and the
//! reference data that it names.

use std::sync::Arc;

use thiserror::Error;
use unicode_normalization::UnicodeNormalization as _;

use crate::core::definition::Definition;
use crate::core::form::{About, CampaignForm, FormProblem, References, TODO};
use crate::core::names::Text;
use crate::core::time::{Date, Zone};
use crate::refdata::{self, RefError, Source};
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
        problem: FormProblem,
        /// How many more there are.
        more: usize,
    },
}

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
            } => {
                let mut what = problem_words(cat, problem);
                if *more > 0 {
                    let args = [("what", what.into()), ("n", (*more).into())];
                    what = cat.tr_args("campaign_file-and_more", &args);
                }
                if *row == 0 {
                    let args = [("file", line(file).into()), ("what", what.into())];
                    return cat.tr_args("yaml-whole_file", &args);
                }
                cat.tr_args(
                    "yaml-place",
                    &[
                        ("file", line(file).into()),
                        ("line", row.to_string().into()),
                        ("column", column.to_string().into()),
                        ("what", what.into()),
                    ],
                )
            }
        }
    }
}

/// What is wrong with a form, with the key that it is about.
pub fn problem_words(cat: &Catalogue, p: &FormProblem) -> String {
    let what = cat.tr_args(
        &format!("form_problem-{}", p.problem),
        &[("what", about(&p.what).into())],
    );
    if p.key.is_empty() {
        return what;
    }
    let args = [("key", line(&p.key).into()), ("what", what.into())];
    cat.tr_args("campaign_file-in_key", &args)
}

fn about(what: &About) -> String {
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
/// The first mistake with its place, and how many more there are.
pub fn read(name: &str, bytes: &[u8], source: &Source) -> Result<Definition, CampaignFileError> {
    // Letters and their marks may come apart, as other systems write them; what is not UTF-8 is the reader's to refuse.
    let composed: Option<String> = str::from_utf8(bytes).ok().map(|t| t.nfc().collect());
    let bytes = composed.as_deref().map_or(bytes, str::as_bytes);
    let form: CampaignForm = yaml::read_yaml(name, bytes, &yaml::Limits::default())?;
    let refs = References {
        roster: source.roster(&form.roster)?,
        goals: source.goals()?,
        indicators: source.indicators()?,
        calendar: source.calendar()?,
    };
    form.build(refs).map_err(|found| {
        let more = found.len().saturating_sub(1);
        let problem = found.into_iter().next().unwrap_or(FormProblem {
            key: String::new(),
            problem: "schema",
            what: About::Nothing,
        });
        let text = String::from_utf8_lossy(bytes);
        let (line, column) = place(&text, &problem.key);
        CampaignFileError::Problem {
            file: name.to_owned(),
            line,
            column,
            problem,
            more,
        }
    })
}

/// The definition of a shipped campaign, built when the program was built; `None` for an unknown id.
pub fn shipped(id: &str) -> Option<Definition> {
    refdata::shipped_campaign(id)
}

/// The same, shared.
pub fn shipped_shared(id: &str) -> Option<Arc<Definition>> {
    shipped(id).map(Arc::new)
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

/// What a new campaign is made from.
#[derive(Debug, Clone, Copy)]
pub struct NewCampaign<'a> {
    /// Its id.
    pub id: &'a str,
    /// The campaign that serves as the model.
    pub from: &'a Definition,
    /// The model's indicator, goal and calendar names are the shipped ones; its roster may be another's.
    pub roster: &'a str,
    /// The Day.
    pub day: Date,
    /// The theme of that year, if it is known, with whether its Vietnamese wording is an authority's.
    pub theme: Option<(&'a Text, bool)>,
}

/// The text of a new campaign file: dates moved to the new year, everything that a person must rewrite marked `TODO`.
///
/// Nothing that hangs on a unit's code is carried over to another roster (decision 7).
pub fn new_text(new: NewCampaign<'_>) -> String {
    let m = new.from;
    let zone = m.zone;
    let years = chrono::Datelike::year(&new.day) - chrono::Datelike::year(&m.day);
    let cutoff = zone.midnight(moved(zone.date(m.deadline.cutoff), years));
    let mut out = String::new();
    let mut line = |s: &str| {
        out.push_str(s);
        out.push('\n');
    };
    line(&format!(
        "# Campaign {}, made from {}. Rewrite what is marked {TODO}; then: ketnoi campaign open FILE",
        new.id, m.id
    ));
    line(&format!(
        "# Đợt báo cáo {}, lập từ {}. Viết lại những chỗ ghi {TODO}, rồi: ketnoi campaign open TỆP",
        new.id, m.id
    ));
    line("schema: 1");
    line(&format!("id: {}", new.id));
    line(&text("name", &m.name));
    match new.theme {
        Some((theme, true)) => line(&text("theme", theme)),
        Some((theme, false)) => line(&todo("theme", theme)),
        None => line(&todo("theme", &Text::new("chủ đề năm nay", "this year's theme"))),
    }
    line(&todo("sender", &m.sender));
    line(&todo("unit_in_charge", &m.unit_in_charge));
    line(&todo("addressees", &m.addressees));
    line(&format!("roster: {}", new.roster));
    line(&format!("day: {}", new.day));
    line(&format!(
        "timezone: {}",
        if zone == Zone::default() {
            "Asia/Ho_Chi_Minh".to_owned()
        } else {
            format!("\"{zone}\"")
        }
    ));
    line(&format!(
        "window: {{from: {}, to: {}}}",
        moved(m.window.from, years),
        moved(m.window.to, years)
    ));
    line("deadline:");
    line("  # the letter's own words; the cut-off is the first instant at which a report is late");
    line(&format!("  {}", todo("words", &m.deadline.words)));
    line(&format!("  cutoff: \"{}\"", zone.rfc3339(cutoff)));
    line("requests:");
    for r in &m.requests {
        line(&format!("  - id: {}", quoted(&r.id)));
        line(&format!("    {}", todo("text", &r.text)));
    }
    parts(m, &mut line);
    line("activity_kinds:");
    for k in &m.activity_kinds {
        line(&format!("  - {{id: {}, {}}}", k.id, text("name", &k.name)));
    }
    line("goals: [connect2030-2018, sdg]");
    line("indicators: national");
    line("calendar: vn");
    line("documents:");
    for d in &m.documents {
        line(&format!("  - id: {}", quoted(&d.id)));
        line(&format!("    {}", todo("title", &d.title)));
        line("    url: null");
    }
    if new.roster == m.roster.id() {
        line("mail_domains:");
        for (code, domains) in &m.mail_domains {
            let list: Vec<String> = domains.iter().map(|d| quoted(d)).collect();
            line(&format!("  {}: [{}]", quoted(code), list.join(", ")));
        }
    } else {
        line("# mail_domains: not carried over: unit codes mean other units in another roster");
    }
    out
}

fn parts(m: &Definition, line: &mut impl FnMut(&str)) {
    use crate::core::definition::PartKind;
    let kind = |k: PartKind| match k {
        PartKind::Text => "text",
        PartKind::Document => "document",
        PartKind::Photo => "photo",
        PartKind::Video => "video",
        PartKind::Figure => "figure",
    };
    line("parts:");
    for p in m.parts.iter().filter(|p| p.kind != PartKind::Figure) {
        let name = text("name", &p.name);
        line(&format!(
            "  - {{id: {}, kind: {}, required: {}, {name}}}",
            p.id,
            kind(p.kind),
            p.required
        ));
    }
    let figures: Vec<_> = m.parts.iter().filter(|p| p.kind == PartKind::Figure).collect();
    if figures.is_empty() {
        line("figures: []");
        return;
    }
    line("figures:");
    for p in figures {
        line(&format!("  - {{id: {}, required: {}}}", p.id, p.required));
    }
}

/// The same day some years on; 29 February becomes 28 February in a common year.
fn moved(day: Date, years: i32) -> Date {
    use chrono::Datelike;
    let y = day.year() + years;
    day.with_year(y)
        .or_else(|| Date::from_ymd_opt(y, day.month(), 28))
        .unwrap_or(day)
}

/// A YAML double-quoted scalar; JSON's quoting is a part of YAML's.
fn quoted(s: &str) -> String {
    serde_json::to_string(s).unwrap_or_default()
}

fn text(key: &str, t: &Text) -> String {
    format!("{key}: {{vi: {}, en: {}}}", quoted(&t.vi), quoted(&t.en))
}

fn todo(key: &str, was: &Text) -> String {
    let mark = |s: &str| quoted(&format!("{TODO}: {s}"));
    format!("{key}: {{vi: {}, en: {}}}", mark(&was.vi), mark(&was.en))
}
