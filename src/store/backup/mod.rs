//! Backups: a whole store in one file, made while others write; and a store made from such a file, whole or not at all.
//!
//! ```text
//!   journal ──> a new store (fact by fact, checked) ─┐
//!   blobs ───────────────(each against its hash) ────┼─> archive ──> a new store, files ──> named at last
//!   heads, counts, hashes ──────────> manifest ──────┘      (headers, manifest, hashes, tables, chain: all checked)
//! ```
//!
//! The store itself is only ever read and made through its engine, whichever it is. A file from elsewhere is never opened as a store in the place
//! of one: its facts are copied into tables of our own making.
//!
//! It must never know what a fact means: whoever calls it says which files the facts speak of.

mod archive;
mod error;
mod make;
mod manifest;
mod restore;

pub use self::error::{BackupError, Flaw};
pub use self::make::Backup;
pub use self::manifest::{Absent, Database, Files, Manifest, StreamHead, Why};
pub use self::restore::{Archive, Unpacked};
