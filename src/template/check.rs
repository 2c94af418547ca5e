//! Whether a house's template can be filled: a job of the jail.

use std::ffi::OsString;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::scan::{Scan, Wrong};
use crate::core::hex::hex;
use crate::core::names::BlobId;
use crate::docxout::Mark;
use crate::extract::{Lacking, Package};
use crate::jail::{Jail, Job, Lack, Limits, Why};

/// The longest template.
pub const MOST: u64 = 32 << 20;
/// The longest answer.
const ANSWER_MOST: usize = 1 << 20;
/// Fields that would fetch or run something when the document is opened.
const FIELDS: [&str; 5] = ["DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT"];

/// Why a template is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refused {
    /// It is no DOCX, locked, or larger than what is read.
    Lacking(Lacking),
    /// There are programs in it.
    Macros,
    /// It names files elsewhere, in this part.
    External(String),
    /// It has a field that fetches something.
    Field(String),
    /// Something is wrong with its placeholders, in this part.
    Places(String, Vec<Wrong>),
    /// The place of the text is missing.
    NoText,
}

/// `template`: which placeholders a template has, or why it cannot be filled.
pub const JOB: Job = Job {
    name: "template",
    limits: Limits {
        bytes: MOST,
        space: 640 << 20,
        seconds: 5,
        patience: Duration::from_secs(15),
    },
    work,
};

fn work(bytes: &[u8], _: &[OsString]) -> Result<Vec<u8>, Lack> {
    postcard::to_stdvec(&looked_at(bytes)).map_err(|_| Lack::Beyond)
}

/// The placeholders of a template, in order.
///
/// # Errors
/// Why it is refused.
pub fn check(jail: &Jail, bytes: &[u8]) -> Result<Vec<Mark>, Refused> {
    let id = BlobId(hex(&Sha256::digest(bytes)));
    let lacking = |why| Err(Refused::Lacking(why));
    match jail.ask(&JOB, &[], &mut &*bytes, &id, ANSWER_MOST) {
        Ok(answer) => postcard::from_bytes(&answer).unwrap_or(lacking(Lacking::NoProcess)),
        Err(Why::Limits | Why::TooLarge | Why::TooSlow) => lacking(Lacking::Beyond),
        Err(Why::NoProcess(_) | Why::GivenUp) => lacking(Lacking::NoProcess),
        Err(Why::Unfit | Why::Changed | Why::Unreadable(_)) => lacking(Lacking::Unfit),
    }
}

/// Is it a part with words of a page?
pub(super) fn has_words(name: &str) -> bool {
    let below = name.strip_prefix("word/").and_then(|n| n.strip_suffix(".xml"));
    below.is_some_and(|n| n == "document" || n.starts_with("header") || n.starts_with("footer"))
}

/// The same in this process: what the child does, and tests.
///
/// # Errors
/// Why it is refused.
pub fn looked_at(bytes: &[u8]) -> Result<Vec<Mark>, Refused> {
    let mut package = Package::open(bytes).map_err(Refused::Lacking)?;
    let names = package.names();
    if !names.iter().any(|n| n == "word/document.xml") {
        return Err(Refused::Lacking(Lacking::Unfit));
    }
    let mut marks = Vec::new();
    for name in &names {
        // Every part is unpacked, so that a bomb is found wherever it lies.
        let part = package.part(name).map_err(Refused::Lacking)?.unwrap_or_default();
        let low = name.to_ascii_lowercase();
        let ending = low.rsplit('.').next().unwrap_or_default();
        if low.ends_with("vbaproject.bin") || low.ends_with("vbadata.xml") {
            return Err(Refused::Macros);
        }
        if ending != "xml" && ending != "rels" {
            continue;
        }
        let Ok(text) = String::from_utf8(part) else {
            if has_words(name) {
                return Err(Refused::Lacking(Lacking::Unfit));
            }
            continue;
        };
        if name == "[Content_Types].xml" && text.contains("macroEnabled") {
            return Err(Refused::Macros);
        }
        if ending == "rels" && points_out(&text) {
            return Err(Refused::External(name.clone()));
        }
        if has_words(name) {
            if let Some(field) = field(&text) {
                return Err(Refused::Field(field));
            }
            let scan = Scan::of(&text);
            if !scan.wrong.is_empty() {
                return Err(Refused::Places(name.clone(), scan.wrong));
            }
            marks.extend(scan.marks());
        }
    }
    if marks.contains(&Mark::Text) {
        Ok(marks)
    } else {
        Err(Refused::NoText)
    }
}

/// A link that a person may follow is no matter; whatever a program would fetch is.
fn points_out(relations: &str) -> bool {
    relations
        .split('<')
        .any(|tag| tag.contains("TargetMode") && tag.contains("External") && !tag.contains("/hyperlink"))
}

fn field(markup: &str) -> Option<String> {
    let texts = markup
        .split("<w:instrText")
        .skip(1)
        .filter_map(|t| t.split_once('>'));
    let simple = markup.split("w:instr=\"").skip(1).map(|t| ("", t));
    texts.chain(simple).find_map(|(_, t)| {
        let first = t
            .split(['<', '"'])
            .next()?
            .split_whitespace()
            .next()?
            .to_uppercase();
        FIELDS.contains(&first.as_str()).then_some(first)
    })
}
