//! What a backup says about itself, and what its parts are called.
//!
//! It must never know how they are written or read.

use serde::{Deserialize, Serialize};

use super::error::Flaw;
use crate::core::hex::hex;
use crate::core::names::BlobId;
use crate::store::journal::StreamInfo;

/// The journal in an archive; the names are such that the archive unpacked is a store.
pub(super) const DATABASE: &str = "ketnoi.db";
/// The folder of the files in an archive.
const BLOBS: &str = "ketnoi.db.blobs/";
/// What the archive says about itself; the last file in it.
pub(super) const MANIFEST: &str = "manifest.json";
/// The form of the manifest.
pub(super) const FORM: &str = "ketnoi.backup-manifest/1";

/// What is in a backup, and what is not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of this manifest.
    pub schema: String,
    /// The version of the program that made it.
    pub ketnoi: String,
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    pub made: i64,
    /// The journal's file.
    pub database: Database,
    /// Every stream with its head.
    pub streams: Vec<StreamHead>,
    /// Facts in all streams together.
    pub facts: u64,
    /// The files that are in it.
    pub files: Files,
    /// The files that the facts speak of and that are not in it.
    pub absent: Vec<Absent>,
}

/// The journal's file in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Database {
    /// Its length.
    pub size: u64,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// The end of a stream in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StreamHead {
    /// The stream.
    pub id: String,
    /// Number of its last fact.
    pub seq: u64,
    /// That fact's hash.
    pub hash: String,
}

/// Number and length of the files in a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Files {
    /// How many.
    pub count: u64,
    /// Their bytes together.
    pub bytes: u64,
}

/// A file that is not in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absent {
    /// Its name.
    pub sha256: BlobId,
    /// Why.
    pub why: Why,
}

/// Why a file is not in a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Why {
    /// It was not beside the store.
    Missing,
    /// Its bytes were not those that its name promises.
    Changed,
    /// It was there and could not be read.
    Unreadable,
    /// It was removed, with a reason, while the backup was made.
    Redacted,
}

pub(super) fn place_in_archive(id: &BlobId) -> String {
    let (first, rest) = id.as_str().split_at_checked(2).unwrap_or_default();
    format!("{BLOBS}{first}/{rest}")
}

/// The file that an archive's name stands for; none if it is the name of no file.
pub(super) fn blob_of(name: &str) -> Option<BlobId> {
    let (first, rest) = name.strip_prefix(BLOBS)?.split_once('/')?;
    let id = BlobId(format!("{first}{rest}"));
    (first.len() == 2 && id.is_well_formed()).then_some(id)
}

/// The journal first, then the files in the order of their names, the manifest last; each once.
pub(super) fn belongs(before: Option<&str>, name: &str) -> bool {
    match before {
        None => name == DATABASE,
        Some(MANIFEST) => false,
        Some(before) => {
            name == MANIFEST || (blob_of(name).is_some() && (before == DATABASE || before < name))
        }
    }
}

pub(super) fn stream_head(s: &StreamInfo) -> StreamHead {
    StreamHead {
        id: s.id.0.clone(),
        seq: s.head.seq,
        hash: hex(&s.head.hash),
    }
}

pub(super) fn manifest(text: &[u8]) -> std::result::Result<Manifest, Flaw> {
    #[derive(Deserialize)]
    struct Form {
        schema: String,
    }
    let wrong = |_| Flaw::Changed(MANIFEST.to_owned());
    let form: Form = serde_json::from_slice(text).map_err(wrong)?;
    if form.schema != FORM {
        return Err(Flaw::Newer(form.schema));
    }
    serde_json::from_slice(text).map_err(wrong)
}
