//! Where facts and files are kept. The door: [`open`] an existing store, [`create`] one, or keep all in memory.
//!
//! It knows SQL, files and hashes; it must never know what a fact means.

mod archive;
pub mod backup;
pub mod blobs;
pub mod codec;
mod files;
mod frozen;
mod guarded;
pub mod journal;
pub mod memory;
mod schema;
mod sentinel;
pub mod sqlite;
mod strangers;
mod waiting;
pub mod watch;

use std::path::Path;

pub use self::blobs::{FolderBlobs, Slot};
pub use self::journal::{
    ATTEMPTS_FIRST, ATTEMPTS_LAST, ATTEMPTS_SLACK, Appended, Attempt, Batch, BlobState, Blobs, Claim, Head,
    Hole, Journal, Kept, Looked, Piece, ReadFacts, Reserve, Snapshot, StoreError, StreamInfo, Turn,
};
pub use self::memory::{MemoryBlobs, MemoryJournal};
pub use self::sqlite::{SqliteJournal, StoreInfo, info, integrity};
pub use self::strangers::{How, Kind, Stranger};
pub use self::waiting::when_waiting;
pub use self::watch::watch;

/// Opens the store at `path`. Changes nothing; a store that may only be read can be read.
///
/// # Errors
/// [`StoreError::Absent`] if there is none; why not, if it cannot be used.
pub fn open(path: &Path) -> Result<Box<dyn Journal>, StoreError> {
    Ok(Box::new(SqliteJournal::open(path)?))
}

/// Makes a store at `path`, with the folders that are missing; opens it if it is there already.
///
/// # Errors
/// Why it cannot be made or used.
pub fn create(path: &Path) -> Result<Box<dyn Journal>, StoreError> {
    Ok(Box::new(SqliteJournal::create(path)?))
}

/// The version of the engine that is built in.
pub fn engine_version() -> &'static str {
    rusqlite::version()
}

/// Whether it is one that loses nothing where several processes write.
pub fn engine_is_sound() -> bool {
    schema::engine_is_fit().is_ok()
}
