//! One value of a setting as somebody gave it, and how values of each kind are read.
//!
//! It must never know which setting it is.

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use super::error::{ConfigError, Origin, Spot, What};
use super::places::Places;

/// One value as somebody gave it.
#[derive(Debug, Clone)]
pub(super) struct Given {
    pub(super) key: &'static str,
    pub(super) text: String,
    pub(super) origin: Origin,
    pub(super) spot: Option<Spot>,
    /// The folder that a relative path is counted from; none: where the program was started.
    pub(super) folder: Option<PathBuf>,
}

impl Given {
    pub(super) fn new(key: &'static str, text: String, origin: Origin) -> Self {
        Self {
            key,
            text,
            origin,
            spot: None,
            folder: None,
        }
    }

    pub(super) fn wrong(&self, what: What) -> ConfigError {
        let mut spot = self.spot.clone();
        // The line of a store may hold a password; its number is enough.
        if let (Some(spot), What::Store(bad)) = (&mut spot, &what)
            && bad.may_hold_secret()
        {
            spot.snippet = None;
        }
        if let (Some(spot), What::Files(_)) = (&mut spot, &what) {
            spot.snippet = None;
        }
        ConfigError::new(what, self.origin.clone(), spot)
    }

    pub(super) fn bad(&self) -> ConfigError {
        self.wrong(What::BadValue {
            key: self.key,
            value: self.text.clone(),
        })
    }

    pub(super) fn one_of<T: Copy>(&self, words: &[(&str, T)]) -> Result<T, ConfigError> {
        let said = self.text.trim().to_ascii_lowercase();
        let found = words.iter().find(|(word, _)| *word == said);
        found.map(|(_, value)| *value).ok_or_else(|| self.bad())
    }

    pub(super) fn bool(&self) -> Result<bool, ConfigError> {
        self.one_of(&[("true", true), ("false", false)])
    }

    pub(super) fn number(&self, range: RangeInclusive<u64>) -> Result<u64, ConfigError> {
        let said: Option<u64> = self.text.trim().parse().ok();
        said.filter(|n| range.contains(n)).ok_or_else(|| self.bad())
    }

    pub(super) fn name(&self) -> Result<String, ConfigError> {
        let well = |c: char| !c.is_whitespace() && !c.is_control();
        let name = self.text.as_str();
        if name.is_empty() || name.len() > 200 || !name.chars().all(well) {
            return Err(self.bad());
        }
        Ok(name.to_owned())
    }

    /// `~/` is the user's home; other relative paths of a file are counted from the file's folder.
    pub(super) fn path(&self, written: &Path, places: &Places) -> PathBuf {
        match (written.strip_prefix("~"), &places.home, &self.folder) {
            (Ok(below), Some(home), _) => home.join(below),
            (_, _, Some(folder)) => folder.join(written),
            _ => written.to_owned(),
        }
    }

    pub(super) fn own_path(&self, places: &Places) -> Result<PathBuf, ConfigError> {
        if self.text.trim().is_empty() || self.text.contains('\0') {
            return Err(self.bad());
        }
        Ok(self.path(Path::new(&self.text), places))
    }
}

impl Given {
    /// A source of letters: a path is counted as every other, a server's address stays as it is.
    pub(super) fn source(&self, said: String, places: &Places) -> String {
        if said.contains("://") {
            return said;
        }
        self.path(Path::new(&said), places).display().to_string()
    }
}
