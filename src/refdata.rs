//! Reference data: rosters, goals, calendar, indicators, themes and shipped campaigns, built in and compact, or read
//! from a folder of the user's where a file of the same name lies there.
//!
//! Reading the built-in data parses no YAML and cannot fail for a reason that a user could mend; if it did, the program
//! was built wrongly, and the empty value that stands in is caught by the tests.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use thiserror::Error;

use crate::core::calendar::Calendar;
use crate::core::definition::Definition;
use crate::core::goals::{Goals, Indicator};
use crate::core::recognition::{RulesError, RulesFile};
use crate::core::reference::{
    CalendarFile, ConnectFile, EditionDocument, IndicatorsFile, Office, OfficesFile, SdgFile, Theme,
    ThemesFile,
};
use crate::core::roster::{Roster, RosterError, RosterForm};
use crate::core::time::Date;
use crate::infile;
use crate::text::failure::io_words;
use crate::text::{Catalogue, line};
use crate::yaml::{self, YamlError};

mod shipped {
    include!(concat!(env!("OUT_DIR"), "/shipped.rs"));
}

/// Why reference data could not be had.
#[derive(Debug, Error)]
pub enum RefError {
    /// There is no such roster, neither built in nor in the folder.
    #[error("unknown roster {id}")]
    UnknownRoster {
        /// What was asked for.
        id: String,
        /// What there is.
        known: Vec<String>,
    },
    /// The file in the folder is not what it should be.
    #[error("{0}")]
    Yaml(#[from] YamlError),
    /// The roster file contradicts itself.
    #[error("{file}: {why}")]
    Roster {
        /// The file.
        file: String,
        /// How.
        why: RosterError,
    },
    /// The file of rules by which letters are judged contradicts itself.
    #[error("{file}: {why:?}")]
    Rules {
        /// The file.
        file: String,
        /// How.
        why: RulesError,
    },
    /// The file in the folder cannot be read.
    #[error("{file}: {why}")]
    Io {
        /// The file.
        file: String,
        /// Why.
        why: std::io::Error,
    },
}

impl RefError {
    /// One sentence: which file or name, and what is wrong with it.
    pub fn sentence(&self, cat: &Catalogue) -> String {
        let in_file = |file: &str, what: String| {
            let args = [("file", line(file).into()), ("what", what.into())];
            cat.tr_args("refdata-file", &args)
        };
        match self {
            Self::UnknownRoster { id, known } => {
                let known = known.join(", ");
                let args = [("id", line(id).into()), ("known", line(&known).into())];
                cat.tr_args("refdata-unknown_roster", &args)
            }
            Self::Yaml(e) => e.sentence(cat),
            Self::Roster { file, why } => in_file(file, roster_words(cat, why)),
            Self::Rules { file, why } => in_file(file, rules_words(cat, why)),
            Self::Io { file, why } => in_file(file, io_words(cat, why)),
        }
    }
}

fn roster_words(cat: &Catalogue, why: &RosterError) -> String {
    let (key, unit, what) = match why {
        RosterError::Duplicate(what) => ("roster-duplicate", "", what.as_str()),
        RosterError::BadCode(what) => ("roster-bad_code", "", what.as_str()),
        RosterError::UnknownRegion { unit, region } => {
            ("roster-unknown_region", unit.as_str(), region.as_str())
        }
        RosterError::UnknownParent { unit, parent } => {
            ("roster-unknown_parent", unit.as_str(), parent.as_str())
        }
        RosterError::UnknownOwner { inset, unit } => ("roster-unknown_owner", unit.as_str(), inset.as_str()),
        RosterError::BadSpelling { unit, spelling } => {
            ("roster-bad_spelling", unit.as_str(), spelling.as_str())
        }
        RosterError::Nameless(unit) => ("roster-nameless", unit.as_str(), ""),
        RosterError::Empty => ("roster-empty", "", ""),
        RosterError::TooLarge => ("roster-too_large", "", ""),
    };
    cat.tr_args(key, &[("unit", line(unit).into()), ("what", line(what).into())])
}

fn rules_words(cat: &Catalogue, why: &RulesError) -> String {
    let (key, what) = match why {
        RulesError::Schema(n) => ("rules-schema", n.to_string()),
        RulesError::Level(what) => ("rules-level", (*what).to_owned()),
        RulesError::Successor(what) => ("rules-successor", what.clone()),
        RulesError::Twice(what) => ("rules-twice", what.clone()),
        RulesError::Empty(what) => ("rules-empty", (*what).to_owned()),
    };
    cat.tr_args(key, &[("what", line(&what).into())])
}

fn built_in<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

/// Ids of the built-in rosters.
pub fn roster_ids() -> impl Iterator<Item = &'static str> {
    shipped::ROSTERS.iter().map(|(id, _)| *id)
}

/// A built-in roster.
pub fn roster(id: &str) -> Option<Roster> {
    shipped::ROSTERS
        .iter()
        .find(|(r, _)| *r == id)
        .and_then(|(_, b)| built_in(b))
}

/// The built-in goals of an edition of the Connect 2030 Agenda ([`crate::core::form::EDITIONS`]), with the SDGs; without
/// one, the SDGs alone.
pub fn goals(edition: Option<&str>) -> Goals {
    let mut goals: Goals = built_in(include_bytes!(concat!(env!("OUT_DIR"), "/sdg.bin"))).unwrap_or_default();
    if let Some(f) = edition.and_then(connect) {
        (goals.goals, goals.targets) = (f.goals, f.targets);
    }
    goals
}

fn connect(edition: &str) -> Option<ConnectFile> {
    shipped::EDITIONS
        .iter()
        .find(|(e, _)| *e == edition)
        .and_then(|(_, b)| built_in(b))
}

/// The built-in list of who writes to whom, oldest first.
pub fn offices() -> Vec<Office> {
    built_in(include_bytes!(concat!(env!("OUT_DIR"), "/offices.bin"))).unwrap_or_default()
}

/// The built-in rules by which letters are judged; `None` where the program was built wrongly.
pub fn rules() -> Option<RulesFile> {
    built_in(include_bytes!(concat!(env!("OUT_DIR"), "/rules.bin")))
}

/// Ids of the models that `campaign new` can start from, oldest first.
pub fn model_ids() -> impl Iterator<Item = &'static str> {
    shipped::MODELS.iter().map(|(id, _)| *id)
}

/// A model: a campaign that nobody opens as it is. Its theme is empty where the year's is not known.
pub fn model(id: &str) -> Option<Definition> {
    shipped::MODELS
        .iter()
        .find(|(m, _)| *m == id)
        .and_then(|(_, b)| built_in(b))
}

/// The built-in indicators.
pub fn indicators() -> Vec<Indicator> {
    built_in(include_bytes!(concat!(env!("OUT_DIR"), "/indicators.bin"))).unwrap_or_default()
}

/// The built-in working calendar.
pub fn calendar() -> Calendar {
    built_in(include_bytes!(concat!(env!("OUT_DIR"), "/calendar.bin"))).unwrap_or_default()
}

/// The built-in themes by year.
pub fn themes() -> Vec<Theme> {
    built_in(include_bytes!(concat!(env!("OUT_DIR"), "/themes.bin"))).unwrap_or_default()
}

/// Ids of the shipped campaigns, oldest first.
pub fn campaign_ids() -> impl Iterator<Item = &'static str> {
    shipped::CAMPAIGNS.iter().map(|(id, ..)| *id)
}

/// The definition of a shipped campaign.
pub fn shipped_campaign(id: &str) -> Option<Definition> {
    shipped::CAMPAIGNS
        .iter()
        .find(|(c, ..)| *c == id)
        .and_then(|(_, b, _)| built_in(b))
}

/// The file of a shipped campaign, as users may read and copy it.
pub fn campaign_yaml(id: &str) -> Option<&'static str> {
    shipped::CAMPAIGNS
        .iter()
        .find(|(c, ..)| *c == id)
        .map(|(_, _, text)| *text)
}

fn one_file<T: DeserializeOwned>(path: &Path) -> Result<T, RefError> {
    let name = path.display().to_string();
    let limits = yaml::Limits::reference_data();
    match infile::read(path, limits.bytes) {
        Err(why) => Err(RefError::Io { file: name, why }),
        Ok(bytes) => Ok(yaml::read_yaml(&name, &bytes, &limits)?),
    }
}

/// Where reference data is looked for: a folder first, if there is one, then what is built in.
#[derive(Debug, Clone, Default)]
pub struct Source {
    dir: Option<PathBuf>,
}

impl Source {
    /// With a folder that may override single files: `rosters/ID.yaml`, `goals/…`, `calendar/vn.yaml` and so on.
    pub fn new(dir: Option<PathBuf>) -> Self {
        Self { dir }
    }

    fn file<T: DeserializeOwned>(&self, below: &str) -> Result<Option<T>, RefError> {
        match self.dir.as_ref().map(|d| one_file(&d.join(below))) {
            Some(Err(RefError::Io { why, .. })) if why.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Some(read) => read.map(Some),
            None => Ok(None),
        }
    }

    /// The rules by which letters are judged: of a file that somebody names, else the house's own, else those built in.
    /// `None` where the program was built wrongly.
    ///
    /// # Errors
    /// The file cannot be read, or is wrong.
    pub fn rules(&self, named: Option<&Path>) -> Result<Option<RulesFile>, RefError> {
        let own = "intake/rules.yaml";
        let (file, read) = match named {
            Some(path) => (path.display().to_string(), Some(one_file(path)?)),
            None => (own.to_owned(), self.file::<RulesFile>(own)?),
        };
        match read {
            None => Ok(rules()),
            Some(rules) => match rules.check() {
                Ok(()) => Ok(Some(rules)),
                Err(why) => Err(RefError::Rules { file, why }),
            },
        }
    }

    /// A roster by id.
    ///
    /// # Errors
    /// There is no roster of that id, or its file is wrong.
    pub fn roster(&self, id: &str) -> Result<Roster, RefError> {
        let known = || roster_ids().map(str::to_owned).collect();
        if !crate::core::form::is_campaign_id(id) {
            return Err(RefError::UnknownRoster {
                id: id.to_owned(),
                known: known(),
            });
        }
        let below = format!("rosters/{id}.yaml");
        match self.file::<RosterForm>(&below)? {
            Some(form) => form
                .check_names()
                .and_then(|()| Roster::from_form(form))
                .map_err(|why| RefError::Roster { file: below, why }),
            None => roster(id).ok_or_else(|| RefError::UnknownRoster {
                id: id.to_owned(),
                known: known(),
            }),
        }
    }

    /// Goals of an edition, and SDGs.
    ///
    /// # Errors
    /// A file of goals that the house put in the place of ours is wrong.
    pub fn goals(&self, edition: Option<&str>) -> Result<Goals, RefError> {
        let mut goals = goals(edition);
        if let Some(edition) = edition
            && let Some(f) = self.file::<ConnectFile>(&format!("goals/{edition}.yaml"))?
        {
            (goals.goals, goals.targets) = (f.goals, f.targets);
        }
        if let Some(f) = self.file::<SdgFile>("goals/sdg.yaml")? {
            (goals.sdgs, goals.ict_targets) = (f.sdgs, f.ict_targets);
        }
        Ok(goals)
    }

    /// The documents of an edition that a letter sends along.
    ///
    /// # Errors
    /// The house's own file is wrong.
    pub fn edition_documents(&self, edition: &str) -> Result<Vec<EditionDocument>, RefError> {
        Ok(self.edition(edition)?.map(|f| f.documents).unwrap_or_default())
    }

    /// What an edition says of the indicators, for [`crate::core::goals::serving`]: each by its id, with the targets that it serves.
    ///
    /// # Errors
    /// The house's own file is wrong.
    pub fn edition_indicators(&self, edition: &str) -> Result<BTreeMap<String, Vec<String>>, RefError> {
        Ok(self.edition(edition)?.map(|f| f.indicators).unwrap_or_default())
    }

    fn edition(&self, edition: &str) -> Result<Option<ConnectFile>, RefError> {
        let own = self.file(&format!("goals/{edition}.yaml"))?;
        Ok(own.or_else(|| connect(edition)))
    }

    /// Who writes to whom, oldest first.
    ///
    /// # Errors
    /// The house's own file is wrong.
    pub fn offices(&self) -> Result<Vec<Office>, RefError> {
        Ok(self
            .file::<OfficesFile>("offices/vn.yaml")?
            .map_or_else(offices, |f| f.offices))
    }

    /// The roster in force on a day: of the built-in ones the last that holds.
    ///
    /// # Errors
    /// The house's own file of one of them is wrong.
    pub fn roster_on(&self, day: Date) -> Result<Option<Roster>, RefError> {
        let mut found: Option<Roster> = None;
        for id in roster_ids() {
            let roster = self.roster(id)?;
            let holds = roster.holds_on(day);
            if holds
                && found
                    .as_ref()
                    .is_none_or(|f| f.valid_from() < roster.valid_from())
            {
                found = Some(roster);
            }
        }
        Ok(found)
    }

    /// Indicators, as their own file has them.
    ///
    /// # Errors
    /// The house's own file is wrong.
    pub fn indicators(&self) -> Result<Vec<Indicator>, RefError> {
        Ok(self
            .file::<IndicatorsFile>("indicators/national.yaml")?
            .map_or_else(indicators, |f| f.indicators))
    }

    /// The working calendar.
    ///
    /// # Errors
    /// The house's own file is wrong.
    pub fn calendar(&self) -> Result<Calendar, RefError> {
        Ok(self
            .file::<CalendarFile>("calendar/vn.yaml")?
            .map_or_else(calendar, Calendar::from))
    }

    /// Themes by year.
    ///
    /// # Errors
    /// The house's own file is wrong.
    pub fn themes(&self) -> Result<Vec<Theme>, RefError> {
        Ok(self
            .file::<ThemesFile>("themes/wtisd.yaml")?
            .map_or_else(themes, |f| f.themes))
    }
}
