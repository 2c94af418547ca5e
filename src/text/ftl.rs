//! Where each message of a Fluent file lies. The build makes the index of the shipped words with it. It knows the outer shape of such a file only: a line that begins with a letter opens a message, lines
//! that are indented go on with it.

use std::ops::Range;

/// A message of a file, as places in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its key.
    pub key: Range<usize>,
    /// The text itself, where it has no variables and is one line; else the source of the whole message.
    pub text: Range<usize>,
    /// It is the text itself.
    pub plain: bool,
}

/// Every message of a file, in order.
pub fn messages(file: &str) -> Vec<Found> {
    let mut out = Vec::new();
    let mut start = 0;
    while start < file.len() {
        let (entry, next) = entry_at(file, start);
        out.extend(message(file, entry));
        start = next;
    }
    out
}

/// The lines from `start` up to the next line that is not indented, and where that next line begins.
fn entry_at(file: &str, start: usize) -> (Range<usize>, usize) {
    let bytes = file.as_bytes();
    let mut end = start;
    loop {
        end = bytes
            .get(end..)
            .and_then(|b| b.iter().position(|&c| c == b'\n'))
            .map_or(bytes.len(), |n| end + n + 1);
        let goes_on = matches!(bytes.get(end), Some(b' ' | b'}'))
            || (bytes.get(end) == Some(&b'\n') && bytes.get(end + 1) == Some(&b' '));
        if !goes_on {
            return (start..end, end);
        }
    }
}

fn message(file: &str, entry: Range<usize>) -> Option<Found> {
    let source = file.get(entry.clone())?;
    if !source.as_bytes().first()?.is_ascii_alphabetic() {
        return None;
    }
    let (key, value) = source.split_once('=')?;
    let text = value.trim();
    let plain = !text.is_empty() && !text.bytes().any(|b| matches!(b, b'{' | b'\n'));
    let from = entry.start + key.len() + 1 + (value.len() - value.trim_start().len());
    Some(Found {
        key: entry.start..entry.start + key.trim_end().len(),
        text: if plain { from..from + text.len() } else { entry },
        plain,
    })
}
