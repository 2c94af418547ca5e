//! A store in a SQLite file.
//!
//! Opening looks before it touches, reading takes no lock that a writer would feel, and writing takes the one write lock
//! with patience of our own, so that "database is locked" reaches nobody.
//!
//! It must never know what a fact means.

mod cache;
mod checked;
mod connect;
mod copy;
mod courtesy;
mod create;
mod engine;
mod facts;
mod file;
mod frozen;
mod guarded;
mod info;
mod rows;
mod schema;
mod scrub;
mod sentinel;
mod strangers;
mod writing;

pub(super) use self::connect::settled;
pub use self::copy::Each;
pub use self::file::SqliteJournal;
pub use self::info::{StoreInfo, engine_is_sound, engine_version, info, integrity};
