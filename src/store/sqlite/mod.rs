//! A store in a SQLite file.
//!
//! Opening looks before it touches, reading takes no lock that a writer would feel, and writing takes the one write lock
//! with patience of our own, so that "database is locked" reaches nobody.
//!
//! It must never know what a fact means.

mod build;
mod cache;
mod checked;
mod connect;
mod copy;
mod courtesy;
mod create;
mod departure;
mod engine;
mod facts;
mod file;
mod frozen;
mod guarded;
mod health;
mod info;
mod origin;
mod rows;
mod schema;
mod scrub;
mod search;
mod sendings;
mod sentinel;
mod site;
mod strangers;
mod sweeps;
mod watch;
mod writing;

pub(super) use self::copy::Exchange;
pub use self::file::SqliteJournal;
pub use self::info::{StoreInfo, info};
pub(super) use self::search::SearchFile;
pub use self::site::FileSite;
pub(super) use self::watch::watch as watch_file;
