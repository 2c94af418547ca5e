//! The entries of a campaign file that have keys of their own: `window:`, `deadline:`, `letter:`, and those of lists.
//!
//! It must never know what the file as a whole means.

use serde::{Deserialize, Serialize};

use crate::core::definition::PartKind;
use crate::core::names::Text;
use crate::core::time::Date;

/// `letter:`. What is not known yet is left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterForm {
    /// Its number.
    #[serde(default)]
    pub number: String,
    /// Its symbol.
    #[serde(default)]
    pub symbol: String,
    /// Its date.
    #[serde(default, deserialize_with = "crate::core::time::written::maybe_day")]
    pub date: Option<Date>,
}

/// `signer:`. What is not known yet is left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignerForm {
    /// Full name.
    #[serde(default)]
    pub name: String,
    /// Position.
    #[serde(default)]
    pub title: String,
}

/// `window:`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WindowForm {
    /// First day.
    #[serde(deserialize_with = "crate::core::time::written::day")]
    pub from: Date,
    /// Last day.
    #[serde(deserialize_with = "crate::core::time::written::day")]
    pub to: Date,
}

/// `deadline:`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeadlineForm {
    /// The letter's own words.
    pub words: Text,
    /// RFC 3339, with offset.
    pub cutoff: String,
}

/// An entry of `requests:`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskForm {
    /// Stable id.
    pub id: String,
    /// What is asked.
    pub text: Text,
}

/// An entry of `parts:`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartForm {
    /// Stable id.
    pub id: String,
    /// What kind of thing.
    pub kind: PartKind,
    /// Whether a report without it is incomplete.
    pub required: bool,
    /// Name on the glass.
    pub name: Text,
}

/// An entry of `figures:`: an indicator that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FigureForm {
    /// Stable id.
    pub id: String,
    /// Whether a report without it is incomplete.
    #[serde(default)]
    pub required: bool,
}

/// An entry of `activity_kinds:`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindForm {
    /// Stable id.
    pub id: String,
    /// Name on the glass.
    pub name: Text,
}

/// An entry of `documents:`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentForm {
    /// Stable id.
    pub id: String,
    /// Title.
    pub title: Text,
    /// Where it can be read.
    #[serde(default)]
    pub url: Option<String>,
    /// What it says.
    #[serde(default)]
    pub gist: Option<Text>,
}
