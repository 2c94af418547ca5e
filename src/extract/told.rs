//! What a reader says of a file.

/// The words of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Told {
    /// Its words in NFC, with line feeds alone.
    pub text: String,
    /// What was noticed, as stable words: `no-text` of a scan, `signature` of a signed PDF, `cut` where there was more.
    pub flags: Vec<String>,
}

/// What lies in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name as it stands there; display text only.
    pub name: String,
    /// Its bytes; none where it was not unpacked.
    pub bytes: Option<Vec<u8>>,
    /// What was noticed, as stable words: `encrypted`, `too-large`, `same-name`.
    pub flags: Vec<String>,
}

/// Why a reader has nothing to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
