//! Why there is no backup, or no store from one.
//!
//! It must never know how that is told.

use std::path::{Path, PathBuf};

use thiserror::Error;

use super::archive::Bad;
use crate::outfile::Barred;
use crate::store::error::StoreError;
use crate::store::files;

/// What is wrong with a file that should be a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// It is something else.
    Foreign,
    /// It ends too early.
    Cut,
    /// Something is in it that is in no backup: a link, a path that leads elsewhere, the same name twice.
    Stranger(String),
    /// Something in it is not what its name or the manifest promises.
    Changed(String),
    /// A file that the facts speak of is not in it.
    Lacks(String),
    /// A newer program made it; the form of its manifest.
    Newer(String),
}

/// Why there is no backup, or no store from one.
#[derive(Debug, Error)]
pub enum BackupError {
    /// The store failed, or the system.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Another file of that name is there.
    #[error("{0} is there already")]
    Exists(PathBuf),
    /// The guard of written paths does not let it stand there.
    #[error("{0} is not written: {1:?}")]
    Barred(PathBuf, Barred),
    /// The file is not a backup, or not whole.
    #[error("{path}: {flaw:?}")]
    Flawed {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        flaw: Flaw,
    },
}

pub(super) type Result<T> = std::result::Result<T, BackupError>;

pub(super) fn refused(path: &Path, why: impl Into<std::io::Error>) -> BackupError {
    files::refused(path, why.into()).into()
}

pub(super) fn flawed(path: &Path, flaw: Flaw) -> BackupError {
    BackupError::Flawed {
        path: path.to_owned(),
        flaw,
    }
}

pub(super) fn told(path: &Path, bad: Bad) -> BackupError {
    match bad {
        Bad::Foreign => flawed(path, Flaw::Foreign),
        Bad::Cut => flawed(path, Flaw::Cut),
        Bad::Stranger(name) => flawed(path, Flaw::Stranger(name)),
        Bad::Io(why) => refused(path, why),
    }
}
