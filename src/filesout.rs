//! Kept files on their way into a folder: under which names.
//!
//! A name that somebody gave a file is not a path of ours: before it names anything it is made one that no folder, shell or
//! terminal takes for something else. One way for the command line and the dashboard. It must never know what a file is
//! attached to, nor write anything.

use std::path::{Path, PathBuf};

use crate::core::fact::Attachment;
use crate::text::sanitize;

/// The longest name of a file, in bytes.
const NAME_MOST: usize = 255;
/// Digits of a hash that tell two files of one name apart.
const HASH_SHOWN: usize = 8;

/// Where a file goes in a folder; never where another of the same command goes.
pub fn place(folder: &Path, file: &Attachment, taken: &[PathBuf]) -> PathBuf {
    let hash = file.sha256.as_str();
    let short = hash.get(..HASH_SHOWN).unwrap_or(hash);
    let path = folder.join(safe_name(&file.name, short));
    if taken.contains(&path) {
        folder.join(safe_name(&format!("{short}-{}", file.name), short))
    } else {
        path
    }
}

/// The name as a file may have it anywhere: no separators, nothing that moves a cursor or hides, no dot or dash in front.
fn safe_name(name: &str, otherwise: &str) -> String {
    let plain = |c: char| match c {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
        c if c.is_control() || sanitize::is_invisible(c) => '_',
        c => c,
    };
    let mut name: String = name.trim().chars().map(plain).collect();
    if name.starts_with(['.', '-']) {
        name.replace_range(..1, "_");
    }
    let mut end = name.len().min(NAME_MOST);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    name.truncate(end);
    if name.is_empty() {
        otherwise.to_owned()
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_somebody_gave_becomes_one_that_does_no_harm() {
        for (given, safe) in [
            ("báo cáo HNI.pdf", "báo cáo HNI.pdf"),
            ("../../etc/passwd", "_._.._etc_passwd"),
            ("..", "_."),
            (".bashrc", "_bashrc"),
            ("-rf", "_rf"),
            ("a\u{1b}[2J\u{202e}.txt", "a_[2J_.txt"),
            ("C:\\x", "C__x"),
            ("  ", "abcd"),
        ] {
            assert_eq!(safe_name(given, "abcd"), safe, "{given:?}");
        }
        assert!(safe_name(&"ở".repeat(200), "abcd").len() <= NAME_MOST);
    }
}
