//! Campaign files: reading one into a definition, with the line of every mistake, and writing a new one to edit.
//!
//! What a form means is the core's business ([`crate::core::form`]); here are only the file, its places, and the
//! reference data that it names.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::Datelike as _;
use thiserror::Error;
use unicode_normalization::UnicodeNormalization as _;

use crate::core::definition::Definition;
use crate::core::form::{About, CampaignForm, FormProblem, References, TODO, edition_for};
use crate::core::names::{Lang, Text};
use crate::core::reference::{EditionDocument, Office};
use crate::core::time::{Date, Stamp, Zone};
use crate::refdata::{self, RefError, Source};
use crate::text::dates::{self, date_full};
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
    let bytes = &*composed(bytes);
    let (form, refs) = form(name, bytes, source)?;
    form.build(refs).map_err(|found| {
        let more = found.len().saturating_sub(1);
        let first = found.into_iter().next().unwrap_or(FormProblem {
            key: String::new(),
            problem: "schema",
            what: About::Nothing,
        });
        problem_at(name, bytes, first, more)
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
    let refs = References {
        roster: source.roster(&form.roster)?,
        goals: source.goals(form.edition())?,
        indicators: source.indicators()?,
        calendar: source.calendar()?,
    };
    Ok((form, refs))
}

/// A problem with its place in the file, and how many more there are.
fn problem_at(name: &str, bytes: &[u8], problem: FormProblem, more: usize) -> CampaignFileError {
    let (line, column) = place(&String::from_utf8_lossy(bytes), &problem.key);
    CampaignFileError::Problem {
        file: name.to_owned(),
        line,
        column,
        problem,
        more,
    }
}

/// A shipped model for new campaigns; `None` for an unknown id.
pub fn model(id: &str) -> Option<Arc<Definition>> {
    refdata::model(id).map(Arc::new)
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
    /// Are the model's texts written to be carried over, as those of a shipped model? Those of a campaign come from one
    /// year's letter, and are marked.
    pub settled: bool,
    /// The model's indicator and calendar names are the shipped ones; its roster may be another's.
    pub roster: &'a str,
    /// The Day.
    pub day: Date,
    /// The theme of that year, if it is known, with whether its Vietnamese wording is an authority's.
    pub theme: Option<(&'a Text, bool)>,
    /// Who writes to whom, by day.
    pub offices: &'a [Office],
    /// The documents of the edition of the Connect 2030 Agenda that the new year is proposed.
    pub edition: &'a [EditionDocument],
}

impl NewCampaign<'_> {
    /// Years from the model's Day to the new one.
    fn years(&self) -> i32 {
        self.day.year() - self.from.day.year()
    }

    /// The new cut-off: the same day of the new year, at the start of the day if the model's was.
    fn cutoff(&self) -> Stamp {
        let old = self.from.deadline.cutoff;
        let zone = self.from.zone;
        let day = zone.date(old);
        zone.midnight(moved(day, self.years()))
            .plus(old.0 - zone.midnight(day).0)
    }

    /// Who writes to whom on the new Day. A house that is none of those listed keeps its own names.
    fn office(&self) -> (&Text, &Text, &Text) {
        let m = self.from;
        let same = |o: &Office| {
            (&o.sender, &o.unit_in_charge, &o.addressees) == (&m.sender, &m.unit_in_charge, &m.addressees)
        };
        match Office::on(self.offices, self.day) {
            Some(now) if self.offices.iter().any(same) => (&now.sender, &now.unit_in_charge, &now.addressees),
            _ => (&m.sender, &m.unit_in_charge, &m.addressees),
        }
    }

    /// A text of the model with its year moved on.
    fn in_new_year(&self, text: &Text) -> Text {
        let (old, new) = (self.from.day.year().to_string(), self.day.year().to_string());
        Text::new(text.vi.replace(&old, &new), text.en.replace(&old, &new))
    }

    /// A text that comes from the year's letter.
    fn letters(&self, key: &str, words: &Text) -> String {
        let words = self.in_new_year(words);
        if self.settled {
            text(key, &words)
        } else {
            todo(key, &words)
        }
    }
}

/// A deadline in the words that letters use: `trước ngày 05 tháng 6 năm 2020`, `before 5 June 2020`; `None` for a cut-off in
/// the middle of a day, which nobody words like that. Days below 10 and the months 1 and 2 have a 0 in front (Decree
/// 30/2020/NĐ-CP, Appendix I).
fn deadline_words(zone: Zone, cutoff: Stamp) -> Option<Text> {
    let day = zone.date(cutoff);
    if cutoff != zone.midnight(day) {
        return None;
    }
    let (d, m, y) = (day.day(), day.month(), day.year());
    let month = match m {
        1 | 2 => format!("{m:02}"),
        _ => m.to_string(),
    };
    let english = dates::month(&Catalogue::new(Lang::En), m);
    Some(Text::new(
        format!("trước ngày {d:02} tháng {month} năm {y}"),
        format!("before {d} {english} {y}"),
    ))
}

/// The text of a new campaign file: dates moved to the new year, and marked `TODO` what only a person can tell.
///
/// Nothing that hangs on a unit's code is carried over to another roster (decision 7).
pub fn new_text(new: NewCampaign<'_>) -> String {
    let m = new.from;
    let (zone, years, cutoff) = (m.zone, new.years(), new.cutoff());
    let (sender, in_charge, addressees) = new.office();
    let mut out = String::new();
    let mut line = |s: &str| {
        out.push_str(s);
        out.push('\n');
    };
    line(&format!(
        "# Campaign {}, made from {}. Rewrite what is marked {TODO}, then: ketnoi campaign open FILE",
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
        // The English wording is ITU's; ours in Vietnamese is only a proposal.
        Some((theme, false)) => {
            let vi = format!("{TODO}: {}", theme.vi);
            line(&text("theme", &Text::new(&vi, &theme.en)));
        }
        None => line(&todo("theme", &Text::new("chủ đề năm nay", "this year's theme"))),
    }
    line(&text("sender", sender));
    line(&text("unit_in_charge", in_charge));
    line(&text("addressees", addressees));
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
    let usual = deadline_words(zone, m.deadline.cutoff).as_ref() == Some(&m.deadline.words);
    match deadline_words(zone, cutoff) {
        Some(words) if usual => line(&format!("  {}", text("words", &words))),
        _ => line(&format!("  {}", todo("words", &m.deadline.words))),
    }
    line(&format!("  cutoff: \"{}\"", zone.rfc3339(cutoff)));
    line("requests:");
    for r in &m.requests {
        line(&format!("  - id: {}", quoted(&r.id)));
        line(&format!("    {}", new.letters("text", &r.text)));
    }
    parts(m, &mut line);
    line("activity_kinds:");
    for k in &m.activity_kinds {
        line(&format!("  - {{id: {}, {}}}", k.id, text("name", &k.name)));
    }
    line(&format!("goals: [{}, sdg]", edition_for(new.day.year())));
    line("indicators: national\ncalendar: vn");
    line(&format!("review: {}", m.review.id()));
    documents(&new, &mut line);
    mail_domains(&new, &mut line);
    out
}

/// What is sent along. Addresses and gists are those of one year's texts, so they are left out; what belongs to an edition
/// of the Connect 2030 Agenda is that of the new one.
fn documents(new: &NewCampaign<'_>, line: &mut impl FnMut(&str)) {
    if new.from.documents.is_empty() {
        line("documents: []");
        return;
    }
    line("documents:");
    for d in &new.from.documents {
        let title = new
            .edition
            .iter()
            .find(|e| e.id == d.id)
            .map_or(&d.title, |e| &e.title);
        line(&format!("  - id: {}", quoted(&d.id)));
        line(&format!("    {}", text("title", title)));
        line("    url: null");
    }
}

fn mail_domains(new: &NewCampaign<'_>, line: &mut impl FnMut(&str)) {
    if new.roster != new.from.roster.id() {
        line("# mail_domains: not carried over: unit codes mean other units in another roster");
        return;
    }
    if new.from.mail_domains.is_empty() {
        return;
    }
    line("mail_domains:");
    for (code, domains) in &new.from.mail_domains {
        let list: Vec<String> = domains.iter().map(|d| quoted(d)).collect();
        line(&format!("  {}: [{}]", quoted(code), list.join(", ")));
    }
}

/// What a person still has to write in a file that [`new_text`] made: the keys of its texts.
///
/// # Errors
/// As [`read`], but for what is marked.
pub fn unfinished(name: &str, bytes: &[u8], source: &Source) -> Result<Vec<String>, CampaignFileError> {
    let bytes = &*composed(bytes);
    let (form, refs) = form(name, bytes, source)?;
    let (todo, wrong): (Vec<FormProblem>, Vec<FormProblem>) =
        form.check(&refs).into_iter().partition(|p| p.problem == "todo");
    let more = wrong.len().saturating_sub(1);
    match wrong.into_iter().next() {
        Some(first) => Err(problem_at(name, bytes, first, more)),
        None => Ok(todo.into_iter().map(|p| p.key).collect()),
    }
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
