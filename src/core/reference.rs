//! The files of reference data as they are written under `data/`, for the build and for overrides from disk alike.

use serde::{Deserialize, Serialize};

use crate::core::calendar::{Calendar, ExtraDay, Holiday, HolidayName};
use crate::core::goals::{Goal, Goals, IctTarget, Indicator, Sdg, Target};
use crate::core::names::Text;

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
    /// `goals/connect2030-2018.yaml`.
    ConnectFile {
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
    /// `themes/wtisd.yaml`.
    ThemesFile {
        /// Themes by year.
        themes: Vec<Theme>,
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

impl From<(ConnectFile, SdgFile)> for Goals {
    fn from((c, s): (ConnectFile, SdgFile)) -> Self {
        Self {
            goals: c.goals,
            targets: c.targets,
            sdgs: s.sdgs,
            ict_targets: s.ict_targets,
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
