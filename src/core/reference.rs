//! The files of reference data as they are written under `data/`, for the build and for overrides from disk alike.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::core::calendar::{Calendar, ExtraDay, Holiday, HolidayName};
use crate::core::goals::{Goal, Goals, IctTarget, Indicator, Sdg, Target};
use crate::core::names::Text;
use crate::core::time::Date;

macro_rules! files {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident : $ty:ty),* $(,)? })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            #[serde(deny_unknown_fields)]
            pub struct $name {
                /// Format of the file: 1.
                pub schema: u32,
                $($(#[$fdoc])* pub $field: $ty),*
            }
        )*
    };
}

files! {
    /// `goals/connect2030-2018.yaml` and the later editions.
    ConnectFile {
        /// The documents of the edition that a letter sends along.
        #[serde(default)]
        documents: Vec<EditionDocument>,
        /// Which of its targets each indicator serves; left out where the indicators' own file says it.
        #[serde(default)]
        indicators: BTreeMap<String, Vec<String>>,
        /// Goals.
        goals: Vec<Goal>,
        /// Targets.
        targets: Vec<Target>,
    }
    /// `goals/sdg.yaml`.
    SdgFile {
        /// SDGs.
        sdgs: Vec<Sdg>,
        /// Targets that name ICT.
        ict_targets: Vec<IctTarget>,
    }
    /// `calendar/vn.yaml`.
    CalendarFile {
        /// Names of the holidays.
        names: Vec<HolidayName>,
        /// Days off.
        holidays: Vec<Holiday>,
        /// Saturdays worked.
        extra_working_days: Vec<ExtraDay>,
    }
    /// `indicators/national.yaml`.
    IndicatorsFile {
        /// Indicators.
        indicators: Vec<Indicator>,
    }
    /// `offices/vn.yaml`.
    OfficesFile {
        /// Who writes to whom, oldest first.
        offices: Vec<Office>,
    }
    /// `themes/wtisd.yaml`.
    ThemesFile {
        /// Themes by year.
        themes: Vec<Theme>,
    }
}

/// A document of an edition of the Connect 2030 Agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditionDocument {
    /// Stable id, the same in every edition.
    pub id: String,
    /// Title.
    pub title: Text,
}

/// The ministry, its department and those whom it writes to, for as long as that holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// The first day.
    #[serde(with = "crate::core::time::day")]
    pub from: Date,
    /// The last day; without it, it still holds.
    #[serde(default, with = "crate::core::time::maybe_day")]
    pub until: Option<Date>,
    /// Who writes the letter.
    pub sender: Text,
    /// The department in charge.
    pub unit_in_charge: Text,
    /// To whom it is written.
    pub addressees: Text,
}

impl Office {
    /// The one that holds on a day.
    pub fn on(offices: &[Self], day: Date) -> Option<&Self> {
        offices
            .iter()
            .find(|o| o.from <= day && o.until.is_none_or(|until| day <= until))
    }
}

/// The theme of a year's Day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// The year.
    pub year: i32,
    /// The theme, if it was found.
    pub theme: Option<Text>,
    /// `official`: the Vietnamese wording of an authority; `own`: our translation; `unknown`.
    pub vi_status: String,
    /// On what it rests.
    pub confidence: String,
}

impl Theme {
    /// Is the Vietnamese wording an authority's?
    pub fn is_official(&self) -> bool {
        self.vi_status == "official"
    }
}

impl From<SdgFile> for Goals {
    /// The SDGs, without an edition of the Connect 2030 Agenda.
    fn from(s: SdgFile) -> Self {
        Self {
            sdgs: s.sdgs,
            ict_targets: s.ict_targets,
            ..Self::default()
        }
    }
}

impl From<CalendarFile> for Calendar {
    fn from(f: CalendarFile) -> Self {
        Self {
            names: f.names,
            holidays: f.holidays,
            extra_working_days: f.extra_working_days,
        }
        .sorted()
    }
}
