//! What the confined child does: tell which reader a file is for, and let it read.
//!
//! It must never read or write anything but what it was handed.

use std::ffi::OsString;
use std::time::Duration;

use super::told::{Lacking, Told};
use super::{archive, gzip, markup, ole, pdf, sheets, tar, tnef, wire};
use crate::jail::{Job, Lack, Limits};

/// The word for the words of a file.
pub(super) const TEXT: &str = "text";
/// The word for what lies in an archive.
pub(super) const UNPACK: &str = "unpack";
/// The most bytes that come out of one archive.
pub(super) const UNPACKED_MOST: u64 = 100 << 20;

/// `text MEDIA MOST`: the words of a file, at most so many bytes of them. `unpack MEDIA`: what lies in an archive.
pub const JOB: Job = Job {
    name: "extract",
    limits: Limits {
        // A letter is no longer, so nothing in one is.
        bytes: 100 << 20,
        // The file, what is unpacked of it, and the same once more as the answer.
        space: 640 << 20,
        seconds: 5,
        patience: Duration::from_secs(15),
    },
    work,
};

fn work(bytes: &[u8], words: &[OsString]) -> Result<Vec<u8>, Lack> {
    let word = |i: usize| words.get(i)?.to_str();
    let media = word(1).ok_or(Lack::Unfit)?;
    let answer = match word(0) {
        Some(TEXT) => {
            let most = word(2).and_then(|w| w.parse().ok()).ok_or(Lack::Unfit)?;
            wire::words(text(bytes, media, most))
        }
        Some(UNPACK) => wire::entries(match container(bytes, media) {
            Some(Container::Zip) => archive::entries(bytes),
            Some(Container::Tnef) => tnef::entries(bytes),
            Some(Container::Gzip) => gzip::entries(bytes),
            Some(Container::Tar) => tar::entries(bytes),
            None => Err(Lacking::Unknown),
        }),
        _ => return Err(Lack::Unfit),
    };
    answer.ok_or(Lack::Beyond)
}

/// A file that others lie in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    Zip,
    Tnef,
    Gzip,
    Tar,
}

/// Which container a file is that is of this media type by its content; `None` for what is none, or is kept and not looked
/// into (RAR, 7z).
pub(super) fn container(bytes: &[u8], media: &str) -> Option<Container> {
    if tnef::is_one(bytes) {
        return Some(Container::Tnef);
    }
    match media {
        "application/zip" => Some(Container::Zip),
        "application/gzip" => Some(Container::Gzip),
        "application/x-tar" => Some(Container::Tar),
        _ => None,
    }
}

/// The readers of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Pdf,
    Markup(markup::Style),
    Xlsx,
    Xlsb,
    Ole,
}

/// Which reader a file is for that is of this media type by its content.
pub(super) fn kind(media: &str) -> Option<Kind> {
    use markup::Style::{Document, Open, Slides};
    Some(match media {
        "application/pdf" => Kind::Pdf,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        | "application/vnd.ms-word.document.macroEnabled.12" => Kind::Markup(Document),
        "application/vnd.openxmlformats-officedocument.presentationml.presentation"
        | "application/vnd.ms-powerpoint.presentation.macroEnabled.12" => Kind::Markup(Slides),
        "application/vnd.oasis.opendocument.text"
        | "application/vnd.oasis.opendocument.spreadsheet"
        | "application/vnd.oasis.opendocument.presentation" => Kind::Markup(Open),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        | "application/vnd.ms-excel.sheet.macroEnabled.12" => Kind::Xlsx,
        "application/vnd.ms-excel.sheet.binary.macroEnabled.12" => Kind::Xlsb,
        "application/x-ole-storage" | "application/msword" | "application/vnd.ms-excel" => Kind::Ole,
        _ => return None,
    })
}

fn text(bytes: &[u8], media: &str, most: usize) -> Result<Told, Lacking> {
    match kind(media).ok_or(Lacking::Unknown)? {
        Kind::Pdf => pdf::words(bytes, most),
        Kind::Markup(style) => markup::words(bytes, style, most),
        Kind::Xlsx => sheets::xlsx(bytes, most),
        Kind::Xlsb => sheets::xlsb(bytes, most),
        Kind::Ole => ole::words(bytes, most),
    }
}
