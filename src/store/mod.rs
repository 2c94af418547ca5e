//! Where facts and files are kept. The door: a [`Site`], made from the name of a store, opens it or makes it.
//!
//! It knows files and hashes, and `sqlite` and `postgres` alone SQL; it must never know what a fact means.

mod apart;
pub mod backup;
pub mod blobs;
pub mod cache;
pub mod codec;
mod copying;
pub mod courtesy;
pub mod departure;
pub mod engine;
pub mod error;
mod files;
pub mod folder;
pub mod health;
pub mod journal;
pub mod memory;
pub mod moving;
mod netstring;
mod noting;
mod origin;
mod outline;
pub mod postgres;
mod proven;
pub mod s3;
pub mod search;
mod sendings;
pub mod site;
pub mod sqlite;
mod sweeps;
pub mod waiting;

pub use self::blobs::{BlobInfo, BlobState, Blobs, Kept, Reserve, each_blob, lost};
pub use self::cache::{Cache, Piece, Snapshot};
pub use self::courtesy::{ATTEMPTS_FIRST, ATTEMPTS_LAST, ATTEMPTS_SLACK, Attempt, Claim, Courtesy, SeenUpTo};
pub use self::departure::{Departure, Moved};
pub use self::engine::{Building, Engine, Nudge, Owner, Slot, Store, Surroundings};
pub use self::error::{How, Kind, Remedy, SiteName, StoreError, Stranger, Unfit};
pub use self::folder::FolderBlobs;
pub use self::health::{Mended, ServerSign, Sign, Step, Trial, Trust};
pub use self::journal::{Appended, Batch, Head, Hole, Journal, RawFact, ReadFacts, StreamInfo, Turn};
pub use self::memory::{MemoryBlobs, MemoryJournal};
pub use self::origin::{Origin, Restored};
pub use self::s3::BucketTrouble;
pub use self::search::{Passage, Search, Sought};
pub use self::sendings::{Claimant, Claimed, InHand, Phase, Sending, Sendings};
pub use self::site::Site;
pub use self::sweeps::Sweeps;
pub use self::waiting::when_waiting;
