//! What a store promises, whichever engine is under it; and everything that can go wrong with one.
//!
//! It must never know what a fact means, nor which engine keeps it.

use std::io::Read;
use std::path::PathBuf;

use thiserror::Error;

use super::strangers::Stranger;
use crate::core::fact::{Draft, Envelope, Role, Via};
use crate::core::names::{Actor, BlobId, CampaignId, CmdId, UnitCode};
use crate::core::time::Stamp;

/// The end of a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Head {
    /// Number of its last fact; 0 for a stream without facts.
    pub seq: u64,
    /// That fact's hash; zeros for a stream without facts.
    pub hash: [u8; 32],
}

/// The facts of one command on their way into the journal.
#[derive(Debug, Clone, PartialEq)]
pub struct Batch {
    /// The command.
    pub cmd: CmdId,
    /// Who acts.
    pub actor: Actor,
    /// The account that really gave the command.
    pub real_user: Actor,
    /// In which role.
    pub role: Role,
    /// How it came in.
    pub via: Via,
    /// The clock's time; the journal records it, but never a time before the record before (decision 9).
    pub recorded: Stamp,
    /// The facts; at least one.
    pub drafts: Vec<Draft>,
}

/// What became of a batch.
#[derive(Debug, Clone, PartialEq)]
pub enum Appended {
    /// It is in the journal for good: these facts.
    Done(Vec<Envelope>),
    /// The command was in the journal already: its facts of then. Nothing was appended.
    Already(Vec<Envelope>),
    /// The stream's head is not where the caller thought; nothing was appended.
    Moved(Head),
}

/// A stream and its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreamInfo {
    /// Its name: a campaign's id, or the house stream.
    pub id: CampaignId,
    /// Its end.
    pub head: Head,
    /// When its first fact was recorded.
    pub opened: Stamp,
}

/// A fact whose words were removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hole {
    /// Its number.
    pub seq: u64,
    /// The number of the fact that removed them.
    pub by: u64,
    /// Its row is of the old kind: its hash cannot be made any more, and is taken as it stands.
    pub old: bool,
}

/// A stored state at some number, for a quick start (decision 6). Disposable at any time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The last fact that is in it.
    pub seq: u64,
    /// That fact's hash: a snapshot of another history is not used.
    pub hash: [u8; 32],
    /// The state, in the ledger's own form.
    pub bytes: Vec<u8>,
}

/// A piece of the long past of a stored state: its name and its bytes.
pub type Piece<'a> = (u64, &'a [u8]);

/// Refused attempts of one name that are kept for ever. A name is an account that the kernel reports together with a name
/// that the access file lets it act under: nobody can make one up, so their number bounds what is kept.
pub const ATTEMPTS_FIRST: u32 = 100;
/// The newest of one name beside those; what lies between goes, so that nobody can push another's attempt out, or the own
/// first ones.
pub const ATTEMPTS_LAST: u32 = 900;
/// Looked for what is too much only once in so many attempts: it costs a look at all of them.
pub const ATTEMPTS_SLACK: u32 = 64;

/// Something that was refused because of who asked. Kept outside the chain (decision 4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// When, by the clock.
    pub at: Stamp,
    /// Who acted.
    pub actor: Actor,
    /// The account that really did.
    pub real_user: Actor,
    /// In which role.
    pub role: Role,
    /// Which way in.
    pub via: Via,
    /// On which campaign.
    pub stream: CampaignId,
    /// On which unit, where one was in the way.
    pub unit: Option<UnitCode>,
    /// What was tried, in a stable word or the words of the attempt; at most 200 characters are kept.
    pub tried: String,
    /// The rule that refused it.
    pub rule: String,
}

/// Somebody has a form open on a unit. It forbids nothing to anybody, and ends by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Which unit.
    pub unit: UnitCode,
    /// Who.
    pub actor: Actor,
    /// Until when, if it is not renewed.
    pub until: Stamp,
}

/// How far somebody had looked when the dashboard was last left. Disposable at any time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Looked {
    /// The last fact that was on the screen.
    pub seq: u64,
    /// When that was.
    pub at: Stamp,
}

/// Reading a journal. Numbers begin at 1, have no gaps, and are seen in order: who has seen fact n never later meets a
/// fact below n that was not there.
pub trait ReadFacts {
    /// The end of a stream.
    fn head(&mut self, stream: &CampaignId) -> Result<Head, StoreError>;
    /// The facts after number `after`, in order, at most `limit`.
    fn read_after(
        &mut self,
        stream: &CampaignId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Envelope>, StoreError>;
    /// The facts of a command, in order; none if it is not in the stream.
    fn command(&mut self, stream: &CampaignId, cmd: CmdId) -> Result<Vec<Envelope>, StoreError>;
}

/// An append-only journal of facts, one stream for each campaign.
pub trait Journal: ReadFacts + Send {
    /// Takes the turn to write to a stream. Until it is given back nobody else appends to that stream, in this process or
    /// any other; whoever waits gets it in the end, or an error after a generous deadline. What the turn reads is the newest.
    fn turn(&mut self, stream: &CampaignId) -> Result<Box<dyn Turn + '_>, StoreError>;
    /// Every stream that has facts, the one whose first fact was recorded last coming last.
    fn streams(&mut self) -> Result<Vec<StreamInfo>, StoreError>;
    /// The names of the streams, unchecked: for whoever is about to check each.
    fn stream_names(&mut self) -> Result<Vec<CampaignId>, StoreError>;
    /// The facts about a unit among those after number `after` and up to `until`.
    fn about(
        &mut self,
        stream: &CampaignId,
        unit: &UnitCode,
        after: u64,
        until: u64,
    ) -> Result<Vec<Envelope>, StoreError>;
    /// The newest stored state of a stream that was made by the code of this fingerprint, if the journal still has the
    /// fact that it ends with, with that hash. One that is not as it was written is [`StoreError::DamagedState`].
    fn snapshot(&mut self, stream: &CampaignId, fingerprint: u64) -> Result<Option<Snapshot>, StoreError>;
    /// Keeps a state; older ones of the stream go.
    fn keep_snapshot(
        &mut self,
        stream: &CampaignId,
        fingerprint: u64,
        snapshot: &Snapshot,
    ) -> Result<(), StoreError>;
    /// Keeps pieces that stored states of this fingerprint need, by name; those of other fingerprints go. `seq` is the last
    /// fact that is in the state: where words were removed since, neither its pieces nor itself are kept any more.
    fn keep_pieces(
        &mut self,
        stream: &CampaignId,
        fingerprint: u64,
        seq: u64,
        pieces: &[Piece<'_>],
    ) -> Result<(), StoreError>;
    /// Shows every piece that is kept for a stream by the code of this fingerprint, in no order, some perhaps twice. False:
    /// some are not as they were written, and were left out.
    fn pieces(
        &mut self,
        stream: &CampaignId,
        fingerprint: u64,
        each: &mut dyn FnMut(u64, Vec<u8>),
    ) -> Result<bool, StoreError>;
    /// Takes the stored state of a stream away, with its pieces.
    fn drop_snapshot(&mut self, stream: &CampaignId) -> Result<(), StoreError>;
    /// The streams whose stored state or pieces are not as they were written.
    fn damaged_snapshots(&mut self) -> Result<Vec<CampaignId>, StoreError>;
    /// What stands in the store and is none of ours, and what of ours is missing or changed. While there is any, nothing
    /// is written: that is [`StoreError::StrangeSchema`].
    fn strangers(&mut self) -> Result<Vec<Stranger>, StoreError>;
    /// The engine's own check of every page: what it finds, at most a hundred lines, nothing if all is well.
    fn flaws(&mut self) -> Result<Vec<String>, StoreError>;
    /// The facts of a stream whose words were removed, in order.
    fn holes(&mut self, stream: &CampaignId) -> Result<Vec<Hole>, StoreError>;
    /// May what was removed still stand in what is left over in the engine's files?
    fn has_remains(&mut self) -> Result<bool, StoreError>;
    /// Takes what was removed also out of what is left over in the engine's files: free pages, logs. True: nothing is left
    /// of it there. Others may be in the way; then it can be asked again.
    fn scrub(&mut self) -> Result<bool, StoreError>;
    /// Reads a stream from its first fact and checks numbers, hashes and that every fact can be read; calls `each` for
    /// every fact that is in order. The first that is not is [`StoreError::BrokenChain`].
    fn verify(&mut self, stream: &CampaignId, each: &mut dyn FnMut(&Envelope)) -> Result<Head, StoreError>;
    /// Keeps a refused attempt outside the chain: of each name the first [`ATTEMPTS_FIRST`] and the last
    /// [`ATTEMPTS_LAST`], up to [`ATTEMPTS_SLACK`] more for a while.
    fn keep_attempt(&mut self, attempt: &Attempt) -> Result<(), StoreError>;
    /// The kept attempts, the oldest first.
    fn attempts(&mut self) -> Result<Vec<Attempt>, StoreError>;
    /// Says that somebody's form is open on these units of a stream until `until`; their claims of before go, and so does
    /// every claim that is over at `now`. No units: the form was closed.
    fn claim(
        &mut self,
        stream: &CampaignId,
        actor: &Actor,
        units: &[UnitCode],
        now: Stamp,
        until: Stamp,
    ) -> Result<(), StoreError>;
    /// The claims on units of a stream that are not over at `now`.
    fn claims(&mut self, stream: &CampaignId, now: Stamp) -> Result<Vec<Claim>, StoreError>;
    /// How far somebody had looked in a stream; `None` if that is not known.
    fn looked(&mut self, stream: &CampaignId, actor: &Actor) -> Result<Option<Looked>, StoreError>;
    /// Keeps how far somebody has looked; of several sessions of one person the one that got furthest counts. A
    /// store of before this was kept stays as it is.
    fn keep_looked(&mut self, stream: &CampaignId, actor: &Actor, looked: Looked) -> Result<(), StoreError>;
}

/// The turn to write to one stream. Dropping it gives it back with nothing written.
pub trait Turn: ReadFacts {
    /// Appends the facts of one command, all or none, if the stream still ends at `expected`; afterwards they survive
    /// anything that the disk survives. The same command a second time appends nothing. A fact that redacts another takes
    /// the other's payload away in the same breath, and every stored state of the stream; nothing else ever does.
    fn append(self: Box<Self>, expected: u64, batch: &Batch) -> Result<Appended, StoreError>;
}

/// A file that was put into the blobs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// SHA-256 of its bytes.
    pub id: BlobId,
    /// How many bytes.
    pub size: u64,
    /// The first bytes, at most 4,096, for judging the kind by content.
    pub head: Vec<u8>,
    /// It was there before.
    pub already: bool,
}

/// Room of the disk that files leave to the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reserve {
    /// None.
    Nothing,
    /// 256 MiB, on a small disk a fiftieth of it.
    #[default]
    Usual,
    /// So many bytes.
    Bytes(u64),
}

/// What is wrong with a kept file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlobState {
    /// Its bytes are those that its name promises.
    Good,
    /// It is not there.
    Missing,
    /// Its bytes are others.
    Changed,
    /// It is there and cannot be read; [`Blobs::open`] says why.
    Unreadable,
}

/// Files by the SHA-256 of their bytes, each once, unchanged.
pub trait Blobs: Send {
    /// Keeps what `from` gives; refuses more than `limit` bytes with [`StoreError::TooLarge`]. Once this returns the
    /// bytes survive what the disk survives. Nothing half written is ever seen under the final name.
    fn put(&mut self, from: &mut dyn Read, limit: u64) -> Result<Kept, StoreError>;
    /// Takes in what `from` gives as [`Blobs::put`] does, but gives it no name yet: [`Blobs::settle`] does that for
    /// everything that was received, once the command that it came with is accepted. Dropped before, it leaves nothing.
    fn receive(&mut self, from: &mut dyn Read, limit: u64) -> Result<Kept, StoreError> {
        self.put(from, limit)
    }
    /// Opens what was received, whether it has its name yet or not; `None` if it is not there.
    ///
    /// # Errors
    /// The store's.
    fn open_received(&self, id: &BlobId) -> Result<Option<Box<dyn Read + Send>>, StoreError> {
        self.open(id)
    }
    /// Gives everything that was received its name.
    fn settle(&mut self) -> Result<(), StoreError> {
        Ok(())
    }
    /// Drops everything that was received.
    fn give_up(&mut self) {}
    /// How much room of the disk is left to the journal: below it nothing is taken in ([`StoreError::Reserved`]).
    fn keep_free(&mut self, _reserve: Reserve) {}
    /// Takes away what programs that were killed have left; gives how many files it was.
    fn sweep(&mut self) -> Result<usize, StoreError> {
        Ok(0)
    }
    /// Opens a kept file; `None` if it is not there.
    fn open(&self, id: &BlobId) -> Result<Option<Box<dyn Read + Send>>, StoreError>;
    /// Is it there? (Its bytes are not looked at.)
    fn has(&self, id: &BlobId) -> bool;
    /// Reads a kept file and compares it with its name. One that cannot be read is no error: the others can be.
    fn check(&self, id: &BlobId) -> Result<BlobState, StoreError>;
    /// Every kept file.
    fn list(&self) -> Result<Vec<BlobId>, StoreError>;
    /// Removes a file's bytes (redaction). True if they were there.
    fn remove(&mut self, id: &BlobId) -> Result<bool, StoreError>;
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
