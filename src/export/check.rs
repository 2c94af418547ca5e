//! A file that was written, opened again before it gets its name: is it whole, and what is its hash?

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

use sha2::{Digest as _, Sha256};

use super::kinds::Format;
use crate::core::hex::hex;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// SHA-256 of the file, 64 hexadecimal digits.
    pub sha256: String,
    /// Its size in bytes.
    pub size: u64,
}

/// Why a file that was written is not fit to be named.
#[derive(Debug, thiserror::Error)]
pub enum Unsound {
    /// It cannot be read again.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// This of it is not what it should be.
    #[error("{0}")]
    Part(String),
}

/// Reads a file from its beginning, whole.
///
/// # Errors
/// What is wrong with it.
pub fn check(file: &mut File, format: Format) -> Result<Checked, Unsound> {
    file.seek(SeekFrom::Start(0))?;
    let mut digest = Sha256::new();
    let (mut size, mut piece) = (0, vec![0; 1 << 16]);
    loop {
        let n = file.read(&mut piece)?;
        let Some(read) = piece.get(..n).filter(|read| !read.is_empty()) else {
            break;
        };
        digest.update(read);
        size += n as u64;
    }
    file.seek(SeekFrom::Start(0))?;
    match format {
        Format::Md | Format::Csv => text(file)?,
        Format::Json => json(file)?,
    }
    Ok(Checked {
        sha256: hex(&digest.finalize()),
        size,
    })
}

fn text(file: &mut File) -> Result<(), Unsound> {
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    if text.is_empty() {
        return Err(Unsound::Part("text".to_owned()));
    }
    Ok(())
}

fn json(file: &mut File) -> Result<(), Unsound> {
    let read = serde_json::from_reader::<_, serde_json::Value>(BufReader::new(file));
    let value = read.map_err(|why| Unsound::Part(why.to_string()))?;
    match value.get("schema") {
        Some(serde_json::Value::String(_)) => Ok(()),
        _ => Err(Unsound::Part("schema".to_owned())),
    }
}
