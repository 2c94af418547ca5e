//! Stand-in until the careful reader lands: its owner replaces this file whole, keeping the two names.

use serde::de::DeserializeOwned;
use thiserror::Error;

/// Why YAML could not be read.
#[derive(Debug, Error)]
#[error("{0}")]
pub struct YamlError(String);

/// Reads YAML.
pub fn read_yaml<T: DeserializeOwned>(name: &str, bytes: &[u8]) -> Result<T, YamlError> {
    serde_yaml::from_slice(bytes).map_err(|e| YamlError(format!("{name}: {e}")))
}
