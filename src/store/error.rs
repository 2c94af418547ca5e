//! Everything that can go wrong with a store.
//!
//! It must never know what a fact means.

use std::fmt;
use std::path::PathBuf;

use thiserror::Error;

use crate::core::names::CampaignId;

/// What kind of thing a database holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A table.
    Table,
    /// A view.
    View,
    /// A trigger.
    Trigger,
    /// An index.
    Index,
    /// Something that the engine did not know when this was written.
    Other,
}

impl Kind {
    /// Every one.
    pub const ALL: [Self; 5] = [Self::Table, Self::View, Self::Trigger, Self::Index, Self::Other];

    /// The stable word.
    pub fn id(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::View => "view",
            Self::Trigger => "trigger",
            Self::Index => "index",
            Self::Other => "other",
        }
    }

    /// The kind of a stable word.
    pub fn of(word: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|k| k.id() == word)
            .unwrap_or(Self::Other)
    }
}

/// How something differs from what we make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// It is none of ours.
    Foreign,
    /// It is ours and is not there.
    Missing,
    /// It bears a name of ours and is made otherwise.
    Changed,
}

impl How {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Foreign, Self::Missing, Self::Changed];

    /// The stable word.
    pub fn id(self) -> &'static str {
        match self {
            Self::Foreign => "foreign",
            Self::Missing => "missing",
            Self::Changed => "changed",
        }
    }
}

/// Something in a store that should not be there, or that should and is not.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stranger {
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// What is wrong with it.
    pub how: How,
}

impl fmt::Display for Stranger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.how.id(), self.kind.id(), self.name)
    }
}

fn listed(what: &[Stranger]) -> String {
    let words: Vec<String> = what.iter().map(ToString::to_string).collect();
    words.join(", ")
}

/// What can go wrong with a store.
#[derive(Debug, Error)]
pub enum StoreError {
    /// There is no store at that place.
    #[error("no store at {0}")]
    Absent(PathBuf),
    /// Another file stands there now than the one that was opened.
    #[error("another file stands at {0} now")]
    Replaced(PathBuf),
    /// The write-ahead log or its index, this file, was taken away, replaced or cut short while the store was open.
    #[error("{0} was taken away, replaced or cut short")]
    LogLost(PathBuf),
    /// The same, or another store, found right after writing: what was written may be lost.
    #[error("not known to be saved: {0}")]
    Unsure(Box<StoreError>),
    /// The store's file has a second name (a hard link).
    #[error("{0} has more than one name")]
    Linked(PathBuf),
    /// The file is not a store of ketnoi.
    #[error("{path} is not a store of ketnoi (application id {found:#x})")]
    Foreign {
        /// Which file.
        path: PathBuf,
        /// Its application id.
        found: i64,
    },
    /// The store was written by a newer ketnoi.
    #[error("{path} was written by a newer ketnoi (version {found}, this one knows {known})")]
    Newer {
        /// Which file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest that this program knows.
        known: i64,
    },
    /// A fact of a kind or version that only a newer ketnoi knows (decision 12).
    #[error("fact {seq} ({name} version {version}) needs a newer ketnoi")]
    NewerFact {
        /// Its number.
        seq: u64,
        /// Its stored name.
        name: String,
        /// Its version.
        version: u16,
    },
    /// The database says that it is damaged.
    #[error("{path} is damaged: {detail}")]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// The engine's words.
        detail: String,
    },
    /// Things stand in the store that are none of ours, or ours are missing or changed: nothing is written to it.
    #[error("{path} holds what is not ours: {}", listed(what))]
    StrangeSchema {
        /// Which file.
        path: PathBuf,
        /// What they are.
        what: Vec<Stranger>,
    },
    /// A stored state is not as it was written. The facts are not touched by that: the state is made anew from them.
    #[error("the stored state of {0} was damaged")]
    DamagedState(CampaignId),
    /// A fact is not what its hash promises, or a number is missing: the chain is broken here.
    #[error("the chain of {stream} is broken at fact {seq}: {detail}")]
    BrokenChain {
        /// Which stream.
        stream: CampaignId,
        /// The first wrong fact.
        seq: u64,
        /// How: `hash`, `gap`, `payload`, `hole`.
        detail: String,
    },
    /// Others held the turn for longer than we wait.
    #[error("the store is busy")]
    Busy,
    /// No room on the disk, or over a quota or size limit.
    #[error("no space left for {0}")]
    Full(PathBuf),
    /// What room the disk still has is left to the journal.
    #[error("the disk of {path} has less than {reserve} bytes left")]
    Reserved {
        /// The folder of the files.
        path: PathBuf,
        /// What is left to the journal, in bytes.
        reserve: u64,
    },
    /// The store may not be written.
    #[error("{0} is read-only")]
    ReadOnly(PathBuf),
    /// More bytes than a file may have.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The limit.
        limit: u64,
    },
    /// SQLite older than 3.51.3, which can lose committed data in WAL mode.
    #[error("SQLite {0} is too old")]
    OldEngine(String),
    /// The system refused.
    #[error("{path}: {why}")]
    Io {
        /// Which file or folder.
        path: PathBuf,
        /// Why.
        why: std::io::Error,
    },
    /// The engine refused for a reason of its own.
    #[error("{path}: {detail}")]
    Engine {
        /// Which file.
        path: PathBuf,
        /// The engine's words.
        detail: String,
    },
    /// A payload could not be written or read as JSON.
    #[error("payload: {0}")]
    Payload(String),
}
