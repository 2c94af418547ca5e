//! What an engine must be able to do so that a store can be kept with it.
//!
//! It must never know which engine it is, nor what a fact means.

use std::fmt;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::blobs::{Blobs, Kept};
use super::cache::Cache;
use super::courtesy::Courtesy;
use super::departure::Departure;
use super::error::{SiteName, StoreError};
use super::health::Sign;
use super::journal::{Journal, RawFact};
use super::origin::Origin;
use super::search::Search;
use super::sendings::Sendings;
use super::sweeps::Sweeps;
use crate::core::time::Stamp;
use crate::outfile::Guard;

/// All that an engine keeps for a house, behind one handle: the facts, what is made of them to save time, and what
/// sessions, sweeps and senders leave for each other. Whoever needs only one of them is given that one.
pub trait Store: Journal + Cache + Courtesy + Sweeps + Sendings + Departure + Origin + Send {}

impl<T: Journal + Cache + Courtesy + Sweeps + Sendings + Departure + Origin + Send> Store for T {}

/// What an engine may use of the machine and the account that it runs under; handed down from the door.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The folder of credentials that the service's manager made for this service.
    pub credentials: Option<PathBuf>,
    /// The account's folder for what saves time and can go at any moment.
    pub cache: Option<PathBuf>,
    /// The name of the account, by the kernel's word for who it is.
    pub account: String,
}

/// Whose a store is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// An account's of this machine.
    Account(u32),
    /// Whoever's who makes it: there is none yet, or it is this process's own.
    Maker,
    /// An account's that a server knows.
    Server {
        /// Is it the one that this process has there?
        ours: bool,
    },
}

impl Owner {
    /// Does it belong to this process, which runs as this account of the machine?
    pub fn is(self, account: u32) -> bool {
        match self {
            Self::Account(owner) => owner == account,
            Self::Maker => true,
            Self::Server { ours } => ours,
        }
    }

    /// The account of this machine that may write what the store goes by on this machine, besides root: an access file.
    pub fn here(self, account: u32) -> u32 {
        match self {
            Self::Account(owner) => owner,
            Self::Maker => account,
            Self::Server { .. } => 0,
        }
    }
}

/// Called when somebody may have written; says only "look again".
pub type Nudge = Box<dyn Fn() + Send>;

/// One of the few places that a sender of files has; free again once this is dropped, however the program ends.
pub type Slot = Box<dyn fmt::Debug + Send>;

/// What keeps a store: everything that is asked of it as a whole. Its facts are behind [`Store`], its files behind
/// [`Blobs`].
pub trait Engine: Send + Sync {
    /// What people call the site; without secrets.
    fn describe(&self) -> SiteName;

    /// Opens the store. Changes nothing; a store that may only be read can be read.
    ///
    /// # Errors
    /// [`StoreError::Absent`] if there is none; why not, if it cannot be used.
    fn open(&self) -> Result<Box<dyn Store>, StoreError>;

    /// Makes the store with what is missing around it; opens it if it is there already.
    ///
    /// # Errors
    /// Why it cannot be made or used.
    fn create(&self) -> Result<Box<dyn Store>, StoreError>;

    /// The files of the store: a handle of its own, for a thread of its own. What it received and did not settle is
    /// nobody else's. The store itself need not exist yet.
    fn blobs(&self) -> Box<dyn Blobs>;

    /// The index of the words of letters, made where there is none. It can go at any time, and then knows no letter; where it
    /// cannot be kept it stands in memory, and knows none either.
    ///
    /// # Errors
    /// There is no store, or the engine refuses.
    fn search(&self) -> Result<Box<dyn Search>, StoreError>;

    /// Takes the index of words away, for it to be made anew.
    fn discard_search(&self);

    /// How long whoever has lost the line to the store goes on trying by itself: as long as a server may take to start anew, or
    /// another to take its place. Nothing where what is gone does not come back by itself.
    fn patience(&self) -> Duration {
        Duration::ZERO
    }

    /// May an older copy come to stand here without anybody's doing, as where a server that lagged behind takes the place of
    /// one that fell? Then no session goes on with another history than its own before a person has agreed.
    fn may_fall_back(&self) -> bool {
        false
    }

    /// Is there anything where the store should be? It is not opened for that.
    fn is_there(&self) -> bool;

    /// Whose the store is.
    fn owner(&self) -> Owner;

    /// Where the store's own access file lies or would lie, if it can have one.
    fn access_file(&self) -> Option<PathBuf>;

    /// The guard with everything added that the store consists of, so that nothing is written over it.
    fn guard(&self, guard: Guard) -> Guard;

    /// Calls `nudge` from a thread of its own whenever somebody may have written to the store, or it came, went or was
    /// replaced, until the program ends. It may come too early, too often and, where a network is between, not at all.
    ///
    /// # Errors
    /// The system or the engine gives no such watch.
    fn watch(&self, nudge: Nudge) -> io::Result<()>;

    /// Does that come before what was written can be read? Then whoever is nudged looks more than once.
    fn nudges_early(&self) -> bool {
        true
    }

    /// Hears of every change and passes it on to all sessions of this machine, until it is told to end: one process for what
    /// every session would do. Nothing where sessions hear of changes without. `away` is told why nothing can be heard, once for as
    /// long as it stays so.
    fn relay(
        &self,
        _ended: &dyn Fn() -> bool,
        _away: &dyn Fn(&StoreError),
    ) -> Option<Result<(), StoreError>> {
        None
    }

    /// The words by which the administrator of a server gives a role the right to write, and another the right to read.
    /// Nothing where the permissions of files decide that.
    fn grants(&self, _writer: &str, _reader: &str) -> Option<String> {
        None
    }

    /// What is to be said about the place and the engine, well or not; looks and changes nothing. What is wrong with the
    /// store itself is told by opening it.
    fn health(&self) -> Vec<Sign>;

    /// One of `most` places for a sender of this name; `None` if all are taken, by whatever programs.
    ///
    /// # Errors
    /// The place of the files cannot be used.
    fn slot(&self, sender: &str, most: u64) -> Result<Option<Slot>, StoreError>;

    /// Can a store be made here from a backup? Only where nothing of one is.
    ///
    /// # Errors
    /// [`StoreError::Occupied`] with what stands there.
    fn is_free(&self) -> Result<(), StoreError>;

    /// Begins a new store that nobody sees before it is settled, with room for so many bytes.
    ///
    /// # Errors
    /// Something stands there, there is no room, or it cannot be written.
    fn build(&self, room: u64) -> Result<Box<dyn Building>, StoreError>;

    /// The same around files that were put in their place before, by [`Engine::blobs`]: nothing else of a store may stand
    /// there. Where facts and files lie apart it is no matter what files there are.
    ///
    /// # Errors
    /// As for [`Engine::build`].
    fn build_around(&self, room: u64) -> Result<Box<dyn Building>, StoreError> {
        self.build(room)
    }
}

/// A new store that is being made from facts and files at hand. Dropped, it leaves nothing.
pub trait Building {
    /// A folder on this machine for what is needed only while it is being made; goes away with it.
    fn scratch(&self) -> &Path;

    /// Takes in facts that were checked, in the order of their stream.
    ///
    /// # Errors
    /// There is no room, or the engine refuses.
    fn add(&mut self, facts: &[RawFact]) -> Result<(), StoreError>;

    /// Takes in a file of at most so many bytes.
    ///
    /// # Errors
    /// As for [`Blobs::put`].
    fn put(&mut self, from: &mut dyn Read, limit: u64) -> Result<Kept, StoreError>;

    /// Says that it is made from a backup of that moment, and that nobody has looked yet into what happened since.
    ///
    /// # Errors
    /// As for [`Building::add`].
    fn of_backup(&mut self, made: Stamp) -> Result<(), StoreError>;

    /// Makes it durable and gives it its place, whole or not at all.
    ///
    /// # Errors
    /// [`StoreError::Occupied`] if somebody has made a store there meanwhile; or it cannot be written.
    fn settle(self: Box<Self>) -> Result<(), StoreError>;
}
