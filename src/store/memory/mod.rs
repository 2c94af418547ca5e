//! A store in memory, for the demo and for tests: the same promises, the same hash chain, gone with the program.
//!
//! It must never know where else facts could be kept.

mod blobs;
mod cache;
mod courtesy;
mod departure;
mod facts;
mod origin;
mod sendings;
mod site;
mod sweeps;
mod turnstile;

pub use self::blobs::MemoryBlobs;
pub use self::facts::MemoryJournal;
pub use self::site::MemorySite;
