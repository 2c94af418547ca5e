//! Where facts and files are kept. The door: [`open`] an existing store, [`create`] one, or keep all in memory.
//!
//! It knows files and hashes, and `sqlite` alone SQL; it must never know what a fact means.

mod archive;
pub mod backup;
pub mod blobs;
pub mod cache;
pub mod codec;
pub mod courtesy;
pub mod error;
mod files;
pub mod folder;
pub mod journal;
pub mod memory;
pub mod sqlite;
mod waiting;
pub mod watch;

use std::path::Path;

pub use self::blobs::{BlobState, Blobs, Kept, Reserve};
pub use self::cache::{Cache, Piece, Snapshot};
pub use self::courtesy::{ATTEMPTS_FIRST, ATTEMPTS_LAST, ATTEMPTS_SLACK, Attempt, Claim, Courtesy, Looked};
pub use self::error::{How, Kind, StoreError, Stranger};
pub use self::folder::{FolderBlobs, Slot};
pub use self::journal::{Appended, Batch, Head, Hole, Journal, ReadFacts, StreamInfo, Turn};
pub use self::memory::{MemoryBlobs, MemoryJournal};
pub use self::sqlite::{SqliteJournal, StoreInfo, engine_is_sound, engine_version, info, integrity};
pub use self::waiting::when_waiting;
pub use self::watch::watch;

/// All that an engine keeps for a house, behind one handle: the facts, what is made of them to save time, and what
/// sessions leave for each other. Whoever needs only one of the three is given that one.
pub trait Store: Journal + Cache + Courtesy + Send {}

impl<T: Journal + Cache + Courtesy + Send> Store for T {}

/// Opens the store at `path`. Changes nothing; a store that may only be read can be read.
///
/// # Errors
/// [`StoreError::Absent`] if there is none; why not, if it cannot be used.
pub fn open(path: &Path) -> Result<Box<dyn Store>, StoreError> {
    Ok(Box::new(SqliteJournal::open(path)?))
}

/// Makes a store at `path`, with the folders that are missing; opens it if it is there already.
///
/// # Errors
/// Why it cannot be made or used.
pub fn create(path: &Path) -> Result<Box<dyn Store>, StoreError> {
    Ok(Box::new(SqliteJournal::create(path)?))
}
