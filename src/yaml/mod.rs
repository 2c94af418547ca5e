//! YAML from people: read strictly, and every mistake told in one sentence with its line, column and a piece of the
//! file.
//!
//! ```text
//!   bytes ──decode──> text ──survey──> no bombs ──strict──> no double keys ──serde──> T
//!           UTF-8?           depth, references     tags, depth             types, unknown keys
//!           control bytes?   tabs, documents
//!                     └────────────── every refusal is a YamlError ──────────────┘
//! ```
//!
//! The parser below does not find everything: it reads only the first key of a file that begins with a byte order
//! mark, does not refuse double keys in a map of ours, places them at the start of the group where it does, and would
//! spend half a gigabyte on a file of twelve megabytes. So the file is looked over first, within limits.
//!
//! It must never know what a file is for. Reading is strict in one more way: it never falls back to a default in
//! silence; whoever wants a default says so in the type that is read.

mod decode;
mod error;
mod explain;
mod limits;
mod strict;
mod survey;

use std::path::Path;

use serde::de::DeserializeOwned;

use crate::infile;

pub use self::error::{Kind, Mistake, Position, Snippet, Value, YamlError};
pub use self::limits::Limits;
pub use crate::text::near::did_you_mean;

/// A file that has been decoded and looked over, and can be asked where in it something stands.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    text: String,
}

impl Source {
    /// Decodes and looks over a file; `name` is what the messages call it.
    ///
    /// # Errors
    /// What is wrong with it, with line and column: not UTF-8, beyond the limits, not YAML, a key twice.
    pub fn new(name: &str, bytes: &[u8], limits: &Limits) -> Result<Self, YamlError> {
        let text = decode::decode(name, bytes, limits)?;
        survey::survey(name, &text, limits)?;
        strict::check(name, &text, limits)?;
        Ok(Self {
            name: name.to_owned(),
            text,
        })
    }

    /// Reads and looks over the file at `path`. Whatever is no ordinary file is refused rather than waited for.
    ///
    /// # Errors
    /// Why it cannot be read; else as [`Source::new`].
    pub fn open(path: &Path, limits: &Limits) -> Result<Self, YamlError> {
        let name = path.display().to_string();
        let bytes =
            infile::read(path, limits.bytes).map_err(|e| YamlError::whole(&name, Kind::Unreadable(e)))?;
        Self::new(&name, &bytes, limits)
    }

    /// What the file says, as a `T`.
    ///
    /// # Errors
    /// Which value is not what `T` asks for, with line and column.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, YamlError> {
        serde_yaml::from_str(&self.text).map_err(|e| explain::explain(&self.name, &self.text, &e))
    }

    /// What the messages call this file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text, without a byte order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a key or a list item stands: `["keys", "report.accept"]`, `["parts", "2"]` (items count from 0).
    pub fn locate(&self, path: &[&str]) -> Option<Position> {
        strict::locate(&self.text, path)
    }

    /// A refusal of something in this file that only its reader could know to be wrong. `sentence` is a finished
    /// sentence in the user's language, or a key of the catalogue, without a full stop.
    pub fn refuse(&self, path: &[&str], sentence: impl Into<String>) -> YamlError {
        let error = YamlError::whole(&self.name, Kind::Custom(sentence.into()));
        match self.locate(path) {
            Some(place) => error.at(&self.text, place),
            None => error,
        }
    }
}

/// Reads a file's bytes as a `T`; `name` is what the messages call it.
///
/// # Errors
/// As [`Source::new`] and [`Source::read`].
pub fn read_yaml<T: DeserializeOwned>(name: &str, bytes: &[u8], limits: &Limits) -> Result<T, YamlError> {
    Source::new(name, bytes, limits)?.read()
}

/// Reads the file at `path` as a `T`.
///
/// # Errors
/// As [`Source::open`] and [`Source::read`].
pub fn read_file<T: DeserializeOwned>(path: &Path, limits: &Limits) -> Result<T, YamlError> {
    Source::open(path, limits)?.read()
}
