//! Everything that can go wrong with a store.
//!
//! It must never know what a fact means.

use std::fmt;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::journal::Head;
use super::s3::BucketTrouble;
use crate::core::names::{BlobId, CampaignId};
use crate::secret::NoSecret;
use crate::trust::NoTrust;

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

/// What people call the place where a store or its files are kept: a path, or a server with its database. Holds no
/// password, and is for reading alone: nothing is opened by it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SiteName(String);

impl SiteName {
    /// A name that an engine gives itself.
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }
}

impl fmt::Display for SiteName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&Path> for SiteName {
    fn from(path: &Path) -> Self {
        Self(path.display().to_string())
    }
}

/// What whoever has a store open for long can do about an error of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// Nothing but to tell it: the next try over the same connection is as good as any.
    Tell,
    /// The connection is of no use any more: the store is to be opened anew before the next try.
    Reopen,
    /// A newer program has written what this one cannot read: this one is to be started anew.
    Restart,
    /// The store has gone back behind what was seen of it: a person is to say that what stands there now is to be worked on.
    Accept,
}

/// Why a server cannot keep a store, whoever asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// It is another product than the one that it speaks like.
    Product(String),
    /// It is too old.
    Version(String),
    /// Its database keeps text in an encoding that does not hold every letter.
    Encoding(String),
    /// It has no database of that name; its words.
    Database(String),
    /// What it says is nothing that a server of this kind says.
    Garbled(String),
    /// In the schema of this name stands what is none of ours.
    Schema(String),
}

/// What can go wrong with a store.
#[derive(Debug, Error)]
pub enum StoreError {
    /// There is no store at that site.
    #[error("no store at {0}")]
    Absent(SiteName),
    /// Something stands where a store is to be made.
    #[error("{0} is in the place of the new store")]
    Occupied(SiteName),
    /// The site does not answer: no server, no network, a connection that broke.
    #[error("{site} cannot be reached: {detail}")]
    Unreachable {
        /// Which site.
        site: SiteName,
        /// The system's or the engine's words.
        detail: String,
    },
    /// The site answers and does not let this account in.
    #[error("{site} denies access: {detail}")]
    Denied {
        /// Which site.
        site: SiteName,
        /// The engine's words.
        detail: String,
    },
    /// The site lets this account in, and does not give it the right.
    #[error("{site} forbids it: {detail}")]
    Forbidden {
        /// Which site.
        site: SiteName,
        /// The engine's words.
        detail: String,
    },
    /// The certificates by which the site is to prove who it is are not to be had: it was not asked.
    #[error("{site}: {why}")]
    Authorities {
        /// Which site.
        site: SiteName,
        /// Why.
        why: NoTrust,
    },
    /// Who answers at the site could not prove to be it: its certificate or its name is another.
    #[error("{site} is not to be trusted: {detail}")]
    Untrusted {
        /// Which site.
        site: SiteName,
        /// What is wrong with the proof.
        detail: String,
    },
    /// Another file stands there now than the one that was opened.
    #[error("another file stands at {0} now")]
    Replaced(PathBuf),
    /// The write-ahead log or its index, this file, was taken away, replaced or cut short while the store was open.
    #[error("{0} was taken away, replaced or cut short")]
    LogLost(PathBuf),
    /// The outcome of a write is unknown: this was found, or happened, while or right after it was made durable. The same
    /// command given again finds out, and is recorded once either way.
    #[error("not known to be saved: {0}")]
    Unsure(Box<StoreError>),
    /// The store's file has a second name (a hard link).
    #[error("{0} has more than one name")]
    Linked(PathBuf),
    /// What is there is not a store of ketnoi.
    #[error("{site} is not a store of ketnoi (application id {found:#x})")]
    Foreign {
        /// Which site.
        site: SiteName,
        /// The mark that it bears in the place of ours; 0 where it bears none.
        found: i64,
    },
    /// The store was written by a newer ketnoi.
    #[error("{site} was written by a newer ketnoi (version {found}, this one knows {known})")]
    Newer {
        /// Which site.
        site: SiteName,
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
    /// The engine says that the store is damaged.
    #[error("{site} is damaged: {detail}")]
    Damaged {
        /// Which site.
        site: SiteName,
        /// The engine's words.
        detail: String,
    },
    /// Things stand in the store that are none of ours, or ours are missing or changed: nothing is written to it.
    #[error("{site} holds what is not ours: {}", listed(what))]
    StrangeSchema {
        /// Which site.
        site: SiteName,
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
    /// The site ends before a fact that it was known to hold, or holds another in its place: a copy that lags behind has
    /// taken the place of the one that was written to.
    #[error("{site} has lost facts of {stream}: had {} and ends with {}", had.seq, found.seq)]
    Rewound {
        /// Which site.
        site: SiteName,
        /// Which stream.
        stream: CampaignId,
        /// The last fact that was known.
        had: Box<Head>,
        /// What stands there now: the same number with another hash, or an earlier one.
        found: Box<Head>,
    },
    /// The store was moved to another place, and nothing is written here any more.
    #[error("{site} was moved to {to}")]
    Moved {
        /// Which site.
        site: SiteName,
        /// The name of the store that it is now.
        to: String,
        /// Is all of it there? While it is not, nothing is written there either.
        done: bool,
    },
    /// Somebody else has appended first: nothing of the turn was kept, and a new turn may have better luck.
    #[error("somebody else has appended first")]
    Overtaken,
    /// The site keeps facts alone, and nobody has said where files are kept.
    #[error("{0} keeps no files")]
    NoFiles(SiteName),
    /// What answers at the site is nothing that can keep a store.
    #[error("{site} cannot keep a store: {why:?}")]
    Unfit {
        /// Which site.
        site: SiteName,
        /// Why.
        why: Unfit,
    },
    /// The password that the site asks for is not to be had.
    #[error("no password for {site}: {why}")]
    Secret {
        /// Which site.
        site: SiteName,
        /// Of which file that is said.
        file: Option<PathBuf>,
        /// Why.
        why: NoSecret,
    },
    /// Others held the turn for longer than we wait.
    #[error("the store is busy")]
    Busy,
    /// No room left there, or over a quota or size limit.
    #[error("no space left for {0}")]
    Full(SiteName),
    /// What room is still left there is kept for the journal.
    #[error("{site} has less than {reserve} bytes left")]
    Reserved {
        /// Where the files are.
        site: SiteName,
        /// What is left to the journal, in bytes.
        reserve: u64,
    },
    /// The store may not be written.
    #[error("{0} is read-only")]
    ReadOnly(SiteName),
    /// More bytes than a file may have.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The limit.
        limit: u64,
    },
    /// SQLite older than 3.51.3, which can lose committed data in WAL mode.
    #[error("SQLite {0} is too old")]
    OldEngine(String),
    /// The system refused, over a file or folder of this machine.
    #[error("{path}: {why}")]
    Io {
        /// Which file or folder.
        path: PathBuf,
        /// Why.
        why: std::io::Error,
    },
    /// The bytes of a kept file are not those that its name promises.
    #[error("the bytes of {0} are others")]
    WrongBytes(BlobId),
    /// A bucket cannot be used for our files.
    #[error("{site}: {trouble:?}")]
    Bucket {
        /// Which place.
        site: SiteName,
        /// What is wrong with it.
        trouble: Box<BucketTrouble>,
    },
    /// The engine refused for a reason of its own.
    #[error("{site}: {detail}")]
    Engine {
        /// Which site.
        site: SiteName,
        /// The engine's words.
        detail: String,
    },
    /// A payload could not be written or read as JSON.
    #[error("payload: {0}")]
    Payload(String),
}

impl StoreError {
    /// What can be done about it by whoever stays. The only place that decides this, for every engine.
    pub fn remedy(&self) -> Remedy {
        match self {
            Self::Newer { .. } | Self::NewerFact { .. } => Remedy::Restart,
            Self::Unreachable { .. } => Remedy::Reopen,
            Self::Rewound { .. } => Remedy::Accept,
            Self::Unsure(why) => why.remedy(),
            // What lies in files of this machine is not opened anew behind anybody's back: another store may stand there
            // now. A wall, which writes nothing, opens it all the same.
            Self::Absent(_)
            | Self::Replaced(_)
            | Self::LogLost(_)
            | Self::Linked(_)
            | Self::Occupied(_)
            | Self::Denied { .. }
            | Self::Forbidden { .. }
            | Self::Authorities { .. }
            | Self::Untrusted { .. }
            | Self::Foreign { .. }
            | Self::Damaged { .. }
            | Self::StrangeSchema { .. }
            | Self::DamagedState(_)
            | Self::BrokenChain { .. }
            | Self::Busy
            | Self::Moved { .. }
            | Self::Overtaken
            | Self::NoFiles(_)
            | Self::Unfit { .. }
            | Self::Secret { .. }
            | Self::Full(_)
            | Self::Reserved { .. }
            | Self::ReadOnly(_)
            | Self::TooLarge { .. }
            | Self::OldEngine(_)
            | Self::Io { .. }
            | Self::WrongBytes(_)
            | Self::Bucket { .. }
            | Self::Engine { .. }
            | Self::Payload(_) => Remedy::Tell,
        }
    }

    /// Is it about the place where things are kept, so that it says nothing about the one that was asked for?
    pub fn is_of_the_place(&self) -> bool {
        matches!(
            self,
            Self::Unreachable { .. }
                | Self::Denied { .. }
                | Self::Forbidden { .. }
                | Self::Authorities { .. }
                | Self::Untrusted { .. }
                | Self::Secret { .. }
                | Self::Unfit { .. }
                | Self::NoFiles(_)
                | Self::Bucket { .. }
        )
    }
}
