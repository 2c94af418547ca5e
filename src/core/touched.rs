//! What is still known of facts beyond the reach of undo, and what a form may rest on.
//!
//! `core/unit.rs` keeps it beside the fold of those facts.

use serde::{Deserialize, Serialize};

use crate::core::fact::{Fact, FactKind, Subject};
use crate::core::names::{Actor, CmdId};
use crate::core::time::Stamp;

/// What an undo took back, once both are beyond the reach of undo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// The command that was taken back.
    pub cmd: CmdId,
    /// What it had done; `None` where no fact of it is known.
    pub what: Option<FactKind>,
    /// It was itself an undo: that was done again.
    pub again: bool,
}

/// Somebody's last fact of a kind, among those beyond the reach of undo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touch {
    /// Its number.
    pub seq: u64,
    /// Who.
    pub actor: Actor,
    /// When it was recorded.
    pub recorded: Stamp,
}

/// What a form may rest on, as far as it is told apart for what is long past.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// The report.
    Report,
    /// The cut-off.
    Deadline,
    /// Any figure.
    Figure,
    /// Any activity.
    Activity,
    /// Any file.
    File,
}

/// How many grounds there are.
pub const GROUNDS: usize = 5;

impl Ground {
    /// That of a fact's subject, if a form may rest on it.
    pub fn of(subject: &Subject<'_>) -> Option<Self> {
        match subject {
            Subject::Report => Some(Self::Report),
            Subject::Deadline => Some(Self::Deadline),
            Subject::Figure(_) => Some(Self::Figure),
            Subject::Activity(_) => Some(Self::Activity),
            Subject::File(_) => Some(Self::File),
            Subject::Campaign | Subject::Document(_) | Subject::Contact | Subject::Alone => None,
        }
    }
}

/// Facts that change an earlier piece of a list, which may be packed.
pub(crate) fn changes_what_is_packed(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::ReportWithdrawn(_) | Fact::RecommendationRetracted(_) | Fact::EvidenceRedacted(_)
    )
}
