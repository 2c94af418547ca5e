//! How a command ends when it does not end well: the sentence for the user and the exit code (interface.md).
//!
//! It must never know which command it was.

use std::io;

use crate::failure;
use crate::text::Catalogue;
use crate::text::failure::io_words;

/// A command that could not be carried out.
#[derive(Debug)]
pub enum Fail {
    /// I/O, the store, a bad file: exit 1.
    Failed(String),
    /// Wrong usage: exit 2.
    Usage(String),
    /// A rule refuses: exit 3.
    Refused(String),
    /// Nothing matched: exit 4.
    Nothing(String),
    /// Everything has been said already; this is the exit code.
    Said(u8),
}

impl Fail {
    /// The exit code.
    pub fn code(&self) -> u8 {
        match self {
            Self::Failed(_) => 1,
            Self::Usage(_) => 2,
            Self::Refused(_) => 3,
            Self::Nothing(_) => 4,
            Self::Said(code) => *code,
        }
    }

    /// What is to be said about it on standard error.
    pub fn sentence(&self) -> Option<&str> {
        match self {
            Self::Failed(s) | Self::Usage(s) | Self::Refused(s) | Self::Nothing(s) => Some(s),
            Self::Said(_) => None,
        }
    }

    /// What the exit code of somebody else's making stands for.
    pub fn of_code(code: u8, sentence: String) -> Self {
        match code {
            2 => Self::Usage(sentence),
            3 => Self::Refused(sentence),
            4 => Self::Nothing(sentence),
            _ => Self::Failed(sentence),
        }
    }

    /// The system refused something about a file.
    pub fn io(cat: &Catalogue, file: &str, why: &io::Error) -> Self {
        if let Some(sentence) = failure::of_store(cat, why) {
            return Self::Failed(sentence);
        }
        let what = io_words(cat, why);
        Self::Failed(cat.tr_args(
            "cli-file_failed",
            &[("file", crate::text::line(file).into()), ("what", what.into())],
        ))
    }

    /// Standard output failed. A reader that has gone away (`| head`) is no failure.
    pub fn stdout(cat: &Catalogue, why: &io::Error) -> Self {
        if why.kind() == io::ErrorKind::BrokenPipe {
            Self::Said(0)
        } else if let Some(sentence) = failure::of_store(cat, why) {
            // What was to be written could not be read.
            Self::Failed(sentence)
        } else {
            Self::Failed(cat.tr_args("cli-stdout", &[("what", io_words(cat, why).into())]))
        }
    }
}
