//! The campaign file as people write it, and how it becomes a [`Definition`].
//!
//! The form is data only: reading YAML and naming the line of a mistake is done above the core. What cannot be checked
//! line by line (a window that ends before it begins, a roster that is not valid on the Day, a `TODO` left standing) is
//! checked here, and every finding names the key it is about.

use serde::{Deserialize, Serialize};

use crate::core::calendar::Calendar;
use crate::core::definition::{
    ActivityKind, Ask, Deadline, Definition, Dispatch, Part, PartKind, RefDocument, Review, Signer, Window,
};
pub use crate::core::entries::{
    AskForm, DeadlineForm, DocumentForm, FigureForm, KindForm, LetterForm, PartForm, SignerForm, WindowForm,
};
use crate::core::goals::{Goals, Indicator};
use crate::core::names::{CampaignId, Text};
use crate::core::official::{Ladder, OfficialForm};
use crate::core::roster::Roster;
use crate::core::time::{Date, Stamp, Zone, parse_date};

/// The mark of what a person must rewrite. A file that still has one is not opened.
pub const TODO: &str = "TODO";

/// A campaign file, schema 1.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CampaignForm {
    /// Format of the file: 1.
    pub schema: u32,
    /// Stable id.
    pub id: String,
    /// Name on the glass.
    pub name: Text,
    /// The year's theme.
    pub theme: Text,
    /// Number, symbol and date of the letter.
    #[serde(default)]
    pub letter: LetterForm,
    /// Who signs it.
    #[serde(default)]
    pub signer: SignerForm,
    /// Who writes the letter.
    pub sender: Text,
    /// The department in charge.
    pub unit_in_charge: Text,
    /// To whom it is written.
    pub addressees: Text,
    /// Who is expected to report.
    pub roster: String,
    /// The Day.
    #[serde(deserialize_with = "crate::core::time::written::day")]
    pub day: Date,
    /// The campaign's zone.
    pub timezone: String,
    /// When activities are to be held.
    pub window: WindowForm,
    /// By when the report is due.
    pub deadline: DeadlineForm,
    /// What the letter asks.
    pub requests: Vec<AskForm>,
    /// What a report should have.
    pub parts: Vec<PartForm>,
    /// Indicators that are asked for.
    #[serde(default)]
    pub figures: Vec<FigureForm>,
    /// Kinds of activity.
    pub activity_kinds: Vec<KindForm>,
    /// Goals and targets.
    pub goals: Vec<String>,
    /// Figures that may be reported.
    pub indicators: String,
    /// Working days.
    pub calendar: String,
    /// Documents sent along.
    #[serde(default)]
    pub documents: Vec<DocumentForm>,
    /// In how many steps a report is accepted: `one_step` if not said.
    #[serde(default)]
    pub review: Review,
    /// Mail domains by unit code, a hint.
    #[serde(default)]
    pub mail_domains: std::collections::BTreeMap<String, Vec<String>>,
    /// How documents are headed and signed, an entry for each time.
    #[serde(default)]
    pub official: Vec<OfficialForm>,
    /// When those who owe are reminded.
    #[serde(default)]
    pub remind: Ladder,
}

/// What is wrong with a form. The sentence is found under `form_problem-PROBLEM` in the text catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormProblem {
    /// The key, as a path: `deadline.cutoff`, `parts[2].id`.
    pub key: String,
    /// Stable id of the problem.
    pub problem: &'static str,
    /// What it speaks of.
    pub what: About,
}

/// What a problem of a form speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// Nothing beside the key.
    Nothing,
    /// The value, as it stands in the form.
    Text(String),
    /// A day that the value must go with.
    Day(Date),
    /// A roster, and the days between which it is in force; without the last, it still is.
    Validity {
        /// Its id.
        roster: String,
        /// The first day.
        from: Date,
        /// The last day.
        to: Option<Date>,
    },
    /// The values that there could be.
    OneOf(&'static [&'static str]),
}

impl From<&str> for About {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for About {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// The editions of the Connect 2030 Agenda, oldest first; each is a file `goals/EDITION.yaml`.
pub const EDITIONS: [&str; 2] = ["connect2030-2018", "connect2030-2022"];

/// The sets of goals that a form can name.
const GOAL_SETS: &[&str] = &[EDITIONS[0], EDITIONS[1], "sdg"];

/// The edition that a campaign is proposed whose Day is in that year. The edition of 2022 belongs to the plan of 2024 to
/// 2027, and was the one in force from 2023 on.
pub fn edition_for(year: i32) -> &'static str {
    EDITIONS[usize::from(year >= 2023)]
}

/// Every id that [`FormProblem::problem`] can have.
pub const PROBLEMS: &[&str] = &[
    "schema",
    "id",
    "todo",
    "empty",
    "timezone",
    "cutoff",
    "cutoff-before-window",
    "letter-after-cutoff",
    "window",
    "day-outside-roster",
    "duplicate",
    "unknown-unit",
    "unknown-indicator",
    "unknown-goal-set",
    "two-editions",
    "step-far",
    "step-order",
    "address",
];

fn problem(key: impl Into<String>, problem: &'static str, what: impl Into<About>) -> FormProblem {
    FormProblem {
        key: key.into(),
        problem,
        what: what.into(),
    }
}

/// An id that may be a stream's name and part of a file's: lower-case letters, digits and hyphens, at most 40.
pub fn is_campaign_id(id: &str) -> bool {
    (2..=40).contains(&id.len())
        && id
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && id.bytes().next().is_some_and(|b| b.is_ascii_lowercase())
        && id != crate::core::names::HOUSE_STREAM
}

/// The reference data that a form names.
#[derive(Debug, Clone)]
pub struct References {
    /// Who is expected to report.
    pub roster: Roster,
    /// Goals and targets.
    pub goals: Goals,
    /// Figures that may be reported.
    pub indicators: Vec<Indicator>,
    /// Working days.
    pub calendar: Calendar,
}

impl CampaignForm {
    /// The edition of the Connect 2030 Agenda that the form names.
    pub fn edition(&self) -> Option<&'static str> {
        EDITIONS.into_iter().find(|e| self.goals.iter().any(|g| g == e))
    }

    /// Everything that is wrong with the form, in the order of its keys.
    pub fn check(&self, refs: &References) -> Vec<FormProblem> {
        let mut found = Vec::new();
        if self.schema != 1 {
            found.push(problem("schema", "schema", self.schema.to_string()));
        }
        if !is_campaign_id(&self.id) {
            found.push(problem("id", "id", self.id.clone()));
        }
        self.check_texts(&mut found);
        self.check_dates(refs, &mut found);
        self.check_lists(refs, &mut found);
        found.extend(self.remind.problems());
        found
    }

    fn check_texts(&self, found: &mut Vec<FormProblem>) {
        let mut texts: Vec<(String, &Text)> = vec![
            ("name".into(), &self.name),
            ("theme".into(), &self.theme),
            ("sender".into(), &self.sender),
            ("unit_in_charge".into(), &self.unit_in_charge),
            ("addressees".into(), &self.addressees),
            ("deadline.words".into(), &self.deadline.words),
        ];
        texts.extend(
            self.requests
                .iter()
                .enumerate()
                .map(|(i, r)| (format!("requests[{i}].text"), &r.text)),
        );
        texts.extend(
            self.documents
                .iter()
                .enumerate()
                .map(|(i, d)| (format!("documents[{i}].title"), &d.title)),
        );
        texts.extend(
            self.documents
                .iter()
                .enumerate()
                .filter_map(|(i, d)| Some((format!("documents[{i}].gist"), d.gist.as_ref()?))),
        );
        for (key, text) in texts {
            for (lang, words) in [("vi", &text.vi), ("en", &text.en)] {
                if words.contains(TODO) {
                    found.push(problem(format!("{key}.{lang}"), "todo", words.clone()));
                }
            }
            if text.vi.trim().is_empty() {
                found.push(problem(format!("{key}.vi"), "empty", About::Nothing));
            }
        }
    }

    fn check_dates(&self, refs: &References, found: &mut Vec<FormProblem>) {
        let zone = Zone::parse(&self.timezone);
        if zone.is_none() {
            found.push(problem("timezone", "timezone", self.timezone.clone()));
        }
        if self.window.to < self.window.from {
            found.push(problem("window.to", "window", About::Day(self.window.from)));
        }
        match (self.cutoff(), zone) {
            (None, _) => found.push(problem("deadline.cutoff", "cutoff", self.deadline.cutoff.clone())),
            (Some(cutoff), Some(zone)) if zone.date(cutoff) <= self.window.from => {
                found.push(problem(
                    "deadline.cutoff",
                    "cutoff-before-window",
                    About::Day(self.window.from),
                ));
            }
            _ => {}
        }
        if let (Some(cutoff), Some(zone), Some(date)) = (self.cutoff(), zone, self.letter.date)
            && date >= zone.date(cutoff)
        {
            let day = About::Day(zone.date(cutoff));
            found.push(problem("letter.date", "letter-after-cutoff", day));
        }
        let r = &refs.roster;
        if !r.holds_on(self.day) {
            let validity = About::Validity {
                roster: r.id().to_owned(),
                from: r.valid_from(),
                to: r.valid_to(),
            };
            found.push(problem("roster", "day-outside-roster", validity));
        }
    }

    /// What may be left out of a campaign and is missing in this one: the keys.
    pub fn left_out(&self) -> Vec<&'static str> {
        let keys = [
            ("letter.number", self.letter.number.trim().is_empty()),
            ("letter.symbol", self.letter.symbol.trim().is_empty()),
            ("letter.date", self.letter.date.is_none()),
            ("signer.name", self.signer.name.trim().is_empty()),
        ];
        keys.into_iter()
            .filter(|(_, missing)| *missing)
            .map(|(key, _)| key)
            .collect()
    }

    /// The cut-off, if it can be one.
    pub fn cutoff(&self) -> Option<Stamp> {
        let day = self.deadline.cutoff.get(..10)?;
        parse_date(day).and_then(|_| Stamp::parse_rfc3339(&self.deadline.cutoff))
    }

    fn check_lists(&self, refs: &References, found: &mut Vec<FormProblem>) {
        let lists: [(&str, Vec<&str>); 5] = [
            ("requests", self.requests.iter().map(|r| r.id.as_str()).collect()),
            ("parts", self.parts.iter().map(|p| p.id.as_str()).collect()),
            (
                "activity_kinds",
                self.activity_kinds.iter().map(|k| k.id.as_str()).collect(),
            ),
            (
                "documents",
                self.documents.iter().map(|d| d.id.as_str()).collect(),
            ),
            ("figures", self.figures.iter().map(|f| f.id.as_str()).collect()),
        ];
        for (list, ids) in lists {
            for (i, id) in ids.iter().enumerate() {
                if ids[..i].contains(id) {
                    found.push(problem(format!("{list}[{i}].id"), "duplicate", *id));
                }
                if id.trim().is_empty() {
                    found.push(problem(format!("{list}[{i}].id"), "empty", About::Nothing));
                }
            }
        }
        let figures = self
            .figures
            .iter()
            .enumerate()
            .map(|(i, f)| ("figures", i, &f.id));
        let of_parts = self.parts.iter().enumerate();
        let of_parts = of_parts.filter(|(_, p)| p.kind == PartKind::Figure);
        for (list, i, id) in figures.chain(of_parts.map(|(i, p)| ("parts", i, &p.id))) {
            if !refs.indicators.iter().any(|x| x.id == *id) {
                found.push(problem(
                    format!("{list}[{i}].id"),
                    "unknown-indicator",
                    id.clone(),
                ));
            }
        }
        if self.activity_kinds.is_empty() {
            found.push(problem("activity_kinds", "empty", About::Nothing));
        }
        for (i, g) in self.goals.iter().enumerate() {
            if !GOAL_SETS.contains(&g.as_str()) {
                found.push(problem(
                    format!("goals[{i}]"),
                    "unknown-goal-set",
                    About::OneOf(GOAL_SETS),
                ));
            }
        }
        // Both number their goals from 1: an activity's tag would mean two things.
        let other = |g: &&String| EDITIONS.contains(&g.as_str()) && Some(g.as_str()) != self.edition();
        if let Some(second) = self.goals.iter().find(other) {
            found.push(problem("goals", "two-editions", second.clone()));
        }
        for code in self.mail_domains.keys() {
            if refs.roster.by_code(code).is_none() {
                found.push(problem(
                    format!("mail_domains.{code}"),
                    "unknown-unit",
                    code.clone(),
                ));
            }
        }
    }

    /// The definition that the form describes.
    ///
    /// # Errors
    /// Everything that [`CampaignForm::check`] finds.
    pub fn build(self, refs: References) -> Result<Definition, Vec<FormProblem>> {
        let found = self.check(&refs);
        let (Some(zone), Some(cutoff), true) = (Zone::parse(&self.timezone), self.cutoff(), found.is_empty())
        else {
            return Err(found);
        };
        let mut parts: Vec<Part> = self
            .parts
            .into_iter()
            .map(|p| Part {
                id: p.id,
                kind: p.kind,
                required: p.required,
                name: p.name,
            })
            .collect();
        for f in self.figures {
            let name = refs
                .indicators
                .iter()
                .find(|i| i.id == f.id)
                .map(|i| i.label.clone())
                .unwrap_or_default();
            parts.push(Part {
                id: f.id,
                kind: PartKind::Figure,
                required: f.required,
                name,
            });
        }
        Ok(Definition {
            id: CampaignId(self.id),
            name: self.name,
            theme: self.theme,
            sender: self.sender,
            unit_in_charge: self.unit_in_charge,
            addressees: self.addressees,
            day: self.day,
            window: Window {
                from: self.window.from,
                to: self.window.to,
            },
            deadline: Deadline {
                words: self.deadline.words,
                cutoff,
            },
            zone,
            requests: self
                .requests
                .into_iter()
                .map(|r| Ask {
                    id: r.id,
                    text: r.text,
                })
                .collect(),
            parts,
            activity_kinds: self
                .activity_kinds
                .into_iter()
                .map(|k| ActivityKind {
                    id: k.id,
                    name: k.name,
                })
                .collect(),
            documents: self
                .documents
                .into_iter()
                .map(|d| RefDocument {
                    id: d.id,
                    title: d.title,
                    url: d.url,
                    gist: d.gist,
                })
                .collect(),
            roster: refs.roster,
            goals: refs.goals,
            indicators: refs.indicators,
            calendar: refs.calendar,
            review: self.review,
            mail_domains: self.mail_domains.into_iter().collect(),
            letter: Dispatch {
                number: self.letter.number.trim().to_owned(),
                symbol: self.letter.symbol.trim().to_owned(),
                date: self.letter.date,
            },
            signer: Signer {
                name: self.signer.name.trim().to_owned(),
                title: self.signer.title.trim().to_owned(),
            },
            official: self.official.into_iter().map(Into::into).collect(),
            remind: self.remind,
        })
    }
}
