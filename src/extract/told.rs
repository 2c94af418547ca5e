//! What a reader says of a file.

use serde::{Deserialize, Serialize};

/// The stable words for what is noticed here of a file or an entry; why one was not read is said by [`Lacking::flag`].
pub const FLAGS: &[&str] = &[
    "no-text",
    "signature-not-checked",
    "cut",
    "macros",
    "external",
    "same-name",
    "odd-path",
    "damaged",
    "too-large",
    "encrypted",
    "not-looked-into",
    "not-read",
];

/// The words of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Told {
    /// Its words in NFC, with line feeds and tabs alone: a line for each paragraph or row, a tab between cells.
    pub text: String,
    /// What was noticed, as stable words: `no-text` of a scan, `signature-not-checked` of a signed PDF, `cut` where there was more,
    /// `macros` of programs in it, `external` where it names files elsewhere (nothing is fetched), `damaged` where a part could
    /// not be read.
    pub flags: Vec<String>,
}

impl Told {
    /// Notes something, once.
    pub(super) fn flag(&mut self, word: &str) {
        if !self.flags.iter().any(|f| f == word) {
            self.flags.push(word.to_owned());
        }
    }
}

/// What lies in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name as it stands there; display text only.
    pub name: String,
    /// Its bytes; none where it was not unpacked.
    pub bytes: Option<Vec<u8>>,
    /// What was noticed, as stable words: `encrypted`, `too-large`, `damaged`, `not-looked-into` where no bytes are had;
    /// `same-name` of all but the first of a name, `odd-path` of a name that points out of its folder.
    pub flags: Vec<String>,
}

/// Why a reader has nothing to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lacking {
    /// No reader knows this kind of file.
    Unknown,
    /// It is not what it is taken for, or damaged.
    Unfit,
    /// It asks for more than the limits.
    Beyond,
    /// It is locked with a password.
    Encrypted,
    /// No process could be had; of the file nothing is known.
    NoProcess,
}

impl Lacking {
    /// The stable word by which a part is flagged that was not read for this reason.
    pub fn flag(self) -> &'static str {
        match self {
            Self::Unknown => "not-looked-into",
            Self::Unfit => "damaged",
            Self::Beyond => "too-large",
            Self::Encrypted => "encrypted",
            Self::NoProcess => "not-read",
        }
    }
}
