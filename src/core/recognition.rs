//! The file of rules by which letters are judged: weights, levels, names, departments, phrases. Data, with its own checks.
//!
//! It must never know a letter, nor how a rule is applied.

use serde::{Deserialize, Serialize};

use crate::core::time::Date;

macro_rules! forms {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident : $ty:ty),* $(,)? })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            #[serde(deny_unknown_fields)]
            pub struct $name { $($(#[$fdoc])* pub $field: $ty),* }
        )*
    };
}

forms! {
    /// `intake/rules.yaml`.
    RulesFile {
        /// Format of the file: 1.
        schema: u32,
        /// Which edition it is; it stands on record with every judgement.
        edition: String,
        /// From what weight on something is certain.
        levels: Levels,
        /// What each rule weighs.
        weights: Weights,
        /// Words by which places in a letter are known.
        words: Words,
        /// Departments of the provinces.
        departments: Vec<Department>,
        /// Other bodies of a province.
        other_bodies: Vec<String>,
        /// Hosts below a province's domain that are nobody's in particular.
        neutral_hosts: Vec<String>,
        /// More spellings of names.
        spellings: Vec<Spelling>,
        /// Names that are also words, people or streets.
        ambiguous: Vec<String>,
        /// By what a letter is known that no person wrote.
        automatic: Automatic,
        /// What words say of a letter.
        phrases: Vec<Phrase>,
    }
    /// From what weight on something is certain, in thousandths.
    Levels {
        /// Whose a letter is.
        unit: i32,
        /// What must speak for it in the letter's own words, where its sender is proven.
        words: i32,
        /// The same where its sender is not.
        words_alone: i32,
        /// What may not speak for another unit.
        rival: i32,
        /// What a letter is.
        kind: i32,
        /// By how much it must lead.
        kind_lead: i32,
        /// To which campaign it belongs.
        campaign: i32,
        /// From how many words on a letter without a document may be a report.
        body_words: usize,
    }
    /// Words by which places in a letter are known.
    Words {
        /// The committee of a province.
        committee: Vec<String>,
        /// What stands before a province's name.
        kinds: Vec<String>,
        /// Those of them that say city.
        city: Vec<String>,
        /// What begins a paragraph that speaks of others.
        aside: Vec<String>,
        /// Behind these a department is somebody else's.
        others: Vec<String>,
        /// Behind these it is the sender's own all the same.
        own: Vec<String>,
        /// What a sender does that names itself in the middle of a sentence.
        deeds: Vec<String>,
        /// What ends the head of a document.
        below_head: Vec<String>,
        /// The title of a report.
        titles: Vec<String>,
        /// What stands above a signature.
        closing: Vec<String>,
        /// The name of the country, in the right column of a head.
        country: String,
        /// The motto below it.
        motto: String,
        /// Whose own letters are no answers.
        ministries: Vec<String>,
        /// What the Day is called.
        day: Vec<String>,
    }
    /// More spellings of a name.
    Spelling {
        /// As the rosters have it.
        name: String,
        /// As letters have it too.
        also: Vec<String>,
    }
    /// By what a letter is known that no person wrote.
    Automatic {
        /// Headers.
        headers: Vec<HeaderSign>,
        /// Media types of a part.
        media: Vec<String>,
        /// What stands before the `@`.
        senders: Vec<String>,
        /// What a subject begins with.
        subjects: Vec<String>,
    }
    /// A header that gives a machine away.
    HeaderSign {
        /// Its name, in small letters.
        name: String,
        /// What its value begins with; none: whatever it says.
        values: Vec<String>,
    }
    /// What words say of a letter.
    Phrase {
        /// What it is then.
        kind: Says,
        /// Where they are looked for.
        #[serde(rename = "where")]
        place: Spot,
        /// In thousandths; once for the phrase, however many of its words are there.
        weight: i32,
        /// The words.
        words: Vec<String>,
    }
}

/// A department of the provinces, for as long as it was there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Department {
    /// Stable id.
    pub id: String,
    /// Its full name, with “Sở”.
    pub name: String,
    /// Other ways to write it.
    pub spellings: Vec<String>,
    /// As what it stands in the symbols of its documents.
    pub symbols: Vec<String>,
    /// As what it stands in mail domains.
    pub hosts: Vec<String>,
    /// The first day.
    #[serde(with = "crate::core::time::day")]
    pub from: Date,
    /// The last day; without it, it is still there.
    #[serde(default, with = "crate::core::time::maybe_day")]
    pub until: Option<Date>,
    /// Which took over.
    #[serde(default)]
    pub successor: Option<String>,
}

/// What a phrase can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Says {
    /// A report.
    Report,
    /// Something that belongs to one.
    Addition,
    /// The ministry's letter arrived.
    Acknowledgement,
    /// More time is asked for.
    Request,
    /// Something is asked.
    Question,
}

/// Where words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spot {
    /// The subject.
    Subject,
    /// The letter's own words.
    Body,
    /// Below the head of a document.
    Title,
    /// The name of a file.
    File,
}

macro_rules! weights {
    ($($(#[$doc:meta])* $name:ident = $id:literal),* $(,)?) => {
        /// What a rule weighs, in thousandths; below zero it speaks against.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Weights { $($(#[$doc])* #[serde(rename = $id)] $name: i32),* }

        impl Weights {
            /// Every rule, by its stable word.
            pub const IDS: &'static [&'static str] = &[$($id),*];

            /// What a rule weighs; nothing where there is none of that name.
            pub fn of(&self, id: &str) -> i32 {
                match id { $($id => self.$name,)* _ => 0 }
            }
        }
    };
}

weights! {
    /// The code in an Excel form of ours.
    form = "form",
    /// The head of a document names the unit.
    letterhead = "letterhead",
    /// The department stands in the same head.
    letterhead_department = "letterhead-department",
    /// The department names itself.
    self_named = "self-named",
    /// The signature names it.
    signature = "signature",
    /// The subject names the department with the unit.
    subject_named = "subject-named",
    /// The subject names the unit.
    subject_name = "subject-name",
    /// The date line names its seat.
    date_line = "date-line",
    /// It answers a letter of ours.
    answers_ours = "answers-ours",
    /// The sender's domain, proven by our own server.
    sender_proven = "sender-proven",
    /// The sender's domain, as the letter claims.
    sender_domain = "sender-domain",
    /// The sender's name.
    sender_name = "sender-name",
    /// The domain of a letter that our own people handed on.
    forwarded_domain = "forwarded-domain",
    /// The name of its sender.
    forwarded_name = "forwarded-name",
    /// The name of a file.
    file_name = "file-name",
    /// Letters of this sender were filed there by a person.
    hint = "hint",
    /// Another body of the province wrote it.
    other_body = "other-body",
    /// The sender is proven false.
    sender_failed = "sender-failed",
    /// The form was made for the campaign.
    campaign_form = "campaign-form",
    /// The ministry's letter is named by its number.
    campaign_number = "campaign-number",
    /// The Day is named.
    campaign_day = "campaign-day",
    /// The theme is named.
    campaign_theme = "campaign-theme",
    /// The year stands there.
    campaign_year = "campaign-year",
    /// It was received at the time of the campaign.
    campaign_time = "campaign-time",
    /// It answers the campaign's letter.
    campaign_answer = "campaign-answer",
    /// A document is named that is on record of the unit.
    campaign_document = "campaign-document",
    /// The Day of another year is named.
    other_year = "other-year",
    /// A filled-in form is in it.
    kind_form = "kind-form",
    /// A document is called a report.
    kind_title = "kind-title",
    /// A document's symbol says report.
    kind_symbol = "kind-symbol",
    /// Photos or films and no document.
    kind_photos = "kind-photos",
    /// A report is spoken of and nothing is there.
    nothing_attached = "nothing-attached",
}

/// Why a file of rules cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RulesError {
    /// Another format.
    Schema(u32),
    /// Levels that file everything: one is not above zero.
    Level(&'static str),
    /// A department whose successor there is none of that id, or which is its own.
    Successor(String),
    /// Two departments of one id.
    Twice(String),
    /// A list of words that may not be empty.
    Empty(&'static str),
}

impl RulesFile {
    /// What a reader of YAML cannot see.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn check(&self) -> Result<(), RulesError> {
        if self.schema != 1 {
            return Err(RulesError::Schema(self.schema));
        }
        let levels = [
            ("unit", self.levels.unit),
            ("words", self.levels.words),
            ("words_alone", self.levels.words_alone),
            ("rival", self.levels.rival),
            ("kind", self.levels.kind),
            ("campaign", self.levels.campaign),
        ];
        if let Some((name, _)) = levels.iter().find(|(_, level)| *level <= 0) {
            return Err(RulesError::Level(name));
        }
        for (n, dept) in self.departments.iter().enumerate() {
            if self.departments.iter().take(n).any(|d| d.id == dept.id) {
                return Err(RulesError::Twice(dept.id.clone()));
            }
            let follows = |id: &String| *id != dept.id && self.departments.iter().any(|d| d.id == *id);
            if dept.successor.as_ref().is_some_and(|id| !follows(id)) {
                return Err(RulesError::Successor(dept.id.clone()));
            }
        }
        let lists = [
            ("committee", &self.words.committee),
            ("kinds", &self.words.kinds),
            ("below_head", &self.words.below_head),
            ("titles", &self.words.titles),
        ];
        match lists.iter().find(|(_, list)| list.is_empty()) {
            Some((name, _)) => Err(RulesError::Empty(name)),
            None => Ok(()),
        }
    }

    /// The department and all that it was before or became after, by where they stand in the list.
    pub fn line_of(&self, at: usize) -> Vec<usize> {
        let mut line = vec![at];
        let mut grew = true;
        while grew {
            grew = false;
            for (n, dept) in self.departments.iter().enumerate() {
                if line.contains(&n) {
                    continue;
                }
                let after = |m: &usize| {
                    self.departments
                        .get(*m)
                        .is_some_and(|d| d.successor.as_deref() == Some(dept.id.as_str()))
                };
                let before = |m: &usize| {
                    let id = self.departments.get(*m).map(|d| d.id.as_str());
                    id.is_some() && dept.successor.as_deref() == id
                };
                if line.iter().any(after) || line.iter().any(before) {
                    line.push(n);
                    grew = true;
                }
            }
        }
        line
    }
}
