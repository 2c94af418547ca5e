//! The facts: what a journal promises, whichever engine is under it.
//!
//! It must never know what a fact means, nor which engine keeps it.

use super::codec::Row;
use super::error::{StoreError, Stranger};
use crate::core::fact::{Draft, Envelope, Role, Via};
use crate::core::names::{Actor, CampaignId, CmdId, UnitCode};
use crate::core::past::Outline;
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

/// A fact as it is kept, field by field, for a copy that keeps its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawFact {
    /// Its fields.
    pub row: Row,
    /// Where its words were removed: the payload of the fact that removed them.
    pub left: Option<String>,
}

/// Reading a journal. Numbers begin at 1, have no gaps, and are seen in order: who has seen fact n never later meets a
/// fact below n that was not there.
///
/// A fact that is read was checked against its hash and the one before: what is not what it was written as is
/// [`StoreError::BrokenChain`] or [`StoreError::Damaged`], never a fact.
pub trait ReadFacts {
    /// The end of a stream.
    ///
    /// # Errors
    /// The store cannot be read, or its end is not what was written.
    fn head(&mut self, stream: &CampaignId) -> Result<Head, StoreError>;
    /// The facts after number `after`, in order, at most `limit`.
    ///
    /// # Errors
    /// The store cannot be read; one of the facts is not what was written, or only a newer ketnoi knows its kind.
    fn read_after(
        &mut self,
        stream: &CampaignId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Envelope>, StoreError>;
    /// The facts of a command, in order; none if it is not in the stream.
    ///
    /// # Errors
    /// As for [`ReadFacts::read_after`].
    fn command(&mut self, stream: &CampaignId, cmd: CmdId) -> Result<Vec<Envelope>, StoreError>;
}

/// An append-only journal of facts, one stream for each campaign.
pub trait Journal: ReadFacts {
    /// Takes the turn to write to a stream. Until it is given back nobody else appends to that stream, in this process or
    /// any other; whoever waits gets it in the end, or an error after a generous deadline. What the turn reads is the newest.
    ///
    /// `after` and `cmd` say what will be read in it: the facts after that number, and those of that command. An engine that
    /// is far away brings them along with the turn; whatever else is asked for costs another journey.
    ///
    /// # Errors
    /// [`StoreError::Busy`] where others held it for too long; the reason where the store cannot be written.
    fn turn(
        &mut self,
        stream: &CampaignId,
        after: u64,
        cmd: Option<CmdId>,
    ) -> Result<Box<dyn Turn + '_>, StoreError>;
    /// Every stream that has facts, the one whose first fact was recorded last coming last.
    ///
    /// # Errors
    /// The store cannot be read; an end or a beginning of a stream is not what was written.
    fn streams(&mut self) -> Result<Vec<StreamInfo>, StoreError>;
    /// The names of the streams, unchecked: for whoever is about to check each.
    ///
    /// # Errors
    /// The store cannot be read.
    fn stream_names(&mut self) -> Result<Vec<CampaignId>, StoreError>;
    /// The facts about a unit among those after number `after` and up to `until`.
    ///
    /// # Errors
    /// As for [`ReadFacts::read_after`], for every fact in between.
    fn about(
        &mut self,
        stream: &CampaignId,
        unit: &UnitCode,
        after: u64,
        until: u64,
    ) -> Result<Vec<Envelope>, StoreError>;
    /// The outlines of the facts after number `after`, in order, at most `limit`: each was checked as a fact is, and what it
    /// says was not read.
    ///
    /// # Errors
    /// As for [`ReadFacts::read_after`].
    fn outlines_after(
        &mut self,
        stream: &CampaignId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Outline>, StoreError> {
        let facts = self.read_after(stream, after, limit)?;
        Ok(facts.iter().map(Outline::of).collect())
    }

    /// Reads a stream from its first fact and checks numbers, hashes and that every fact can be read; calls `each` for
    /// every fact that is in order.
    ///
    /// # Errors
    /// The first fact that is not in order, as [`StoreError::BrokenChain`]; the store cannot be read.
    fn verify(&mut self, stream: &CampaignId, each: &mut dyn FnMut(&Envelope)) -> Result<Head, StoreError>;
    /// The streams as they stood together at one moment.
    ///
    /// # Errors
    /// As for [`Journal::streams`].
    fn streams_at_once(&mut self) -> Result<Vec<StreamInfo>, StoreError>;
    /// The facts after number `after` as they are kept, in order, at most `limit`: unchecked, for whoever copies and checks
    /// them. `None` stands for one with a field that is not of its kind.
    ///
    /// # Errors
    /// The store cannot be read.
    fn raw_after(
        &mut self,
        stream: &CampaignId,
        after: i64,
        limit: usize,
    ) -> Result<Vec<Option<RawFact>>, StoreError>;
    /// The facts of a stream whose words were removed, in order.
    ///
    /// # Errors
    /// The store cannot be read.
    fn holes(&mut self, stream: &CampaignId) -> Result<Vec<Hole>, StoreError>;
    /// May what was removed still stand in what is left over in the engine's files?
    ///
    /// # Errors
    /// The store cannot be asked.
    fn has_remains(&mut self) -> Result<bool, StoreError>;
    /// Takes what was removed also out of what is left over in the engine's files: free pages, logs. True: nothing is left
    /// of it there. Others may be in the way; then it can be asked again.
    ///
    /// # Errors
    /// The store cannot be written, or has no room for it.
    fn scrub(&mut self) -> Result<bool, StoreError>;
    /// What stands in the store and is none of ours, and what of ours is missing or changed. While there is any, nothing
    /// is written: that is [`StoreError::StrangeSchema`].
    ///
    /// # Errors
    /// The store cannot be read.
    fn strangers(&mut self) -> Result<Vec<Stranger>, StoreError>;
    /// The engine's own check of every page: what it finds, at most a hundred lines, nothing if all is well.
    ///
    /// # Errors
    /// The check itself cannot be made.
    fn flaws(&mut self) -> Result<Vec<String>, StoreError>;
}

/// The turn to write to one stream. Dropping it gives it back with nothing written.
pub trait Turn: ReadFacts {
    /// Says which commands will be asked for: an engine that is far away looks for all of them in one journey, instead of for
    /// each in one of its own.
    ///
    /// # Errors
    /// The store cannot be read.
    fn expect(&mut self, _cmds: &[CmdId]) -> Result<(), StoreError> {
        Ok(())
    }

    /// Puts the facts of one command at the end of the stream, all or none, if the stream still ends at `expected`. This turn
    /// sees them from now on, and nobody else before [`Turn::commit`]. The same command a second time puts nothing. A fact
    /// that redacts another takes the other's payload away in the same breath, and every stored state of the stream; nothing
    /// else ever does.
    ///
    /// # Errors
    /// The store cannot be written: nothing of this turn can be kept any more.
    fn put(&mut self, expected: u64, batch: &Batch) -> Result<Appended, StoreError>;

    /// Ends the turn: what was put is on record, all of it or none, and survives anything that the disk survives.
    ///
    /// # Errors
    /// [`StoreError::Unsure`] where it is not known whether the facts were kept; with any other, none of them was.
    /// [`StoreError::Overtaken`] where somebody else has appended first all the same: a new turn may have better luck.
    fn commit(self: Box<Self>) -> Result<(), StoreError>;

    /// [`Turn::put`] and [`Turn::commit`] of a single command.
    ///
    /// # Errors
    /// As for these.
    fn append(mut self: Box<Self>, expected: u64, batch: &Batch) -> Result<Appended, StoreError> {
        let appended = self.put(expected, batch)?;
        if matches!(appended, Appended::Done(_)) {
            self.commit()?;
        }
        Ok(appended)
    }
}
