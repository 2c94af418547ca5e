//! What a file is, by its first bytes: a document, a photo, a film, or something else.
//!
//! The name that a file came with and the type that somebody declared for it decide nothing (reliability row 39): a
//! program called `anh.jpg` is "other". Nothing is opened, decoded or expanded here (whether what begins like a photo is
//! one, `attach` has tried); it is handed the first 4 KiB and the last 64 KiB, where an archive tells its contents, and
//! must never learn where they came from.

use crate::core::fact::EvidenceKind;

/// How many first bytes are enough for [`judge`].
pub const HEAD: usize = 4_096;

/// How many last bytes are enough for [`judge`]: room for the names of a thousand parts.
pub const TAIL: usize = 65_536;

/// The last bytes of what is read past it.
#[derive(Debug, Clone, Default)]
pub struct Tail {
    bytes: Vec<u8>,
}

impl Tail {
    /// These bytes come next.
    pub fn feed(&mut self, next: &[u8]) {
        self.bytes
            .extend_from_slice(next.get(next.len().saturating_sub(TAIL)..).unwrap_or_default());
        if self.bytes.len() > 2 * TAIL {
            self.bytes.drain(..self.bytes.len() - TAIL);
        }
    }

    /// The last bytes so far, at most [`TAIL`].
    pub fn bytes(&self) -> &[u8] {
        let from = self.bytes.len().saturating_sub(TAIL);
        self.bytes.get(from..).unwrap_or_default()
    }
}

/// Kind and media type of a file that begins with `head` and ends with `tail`; the two may overlap.
pub fn judge(head: &[u8], tail: &[u8]) -> (EvidenceKind, &'static str) {
    use EvidenceKind::{Document, Other};
    if head.is_empty() {
        return (Other, "application/x-empty");
    }
    if let Some(found) = SIGNATURES.iter().find(|s| s.fits(head)) {
        return (found.kind, found.media);
    }
    if head.starts_with(b"PK\x03\x04") {
        return zip(head, &names(tail));
    }
    if let Some(found) = riff(head).or_else(|| iso_media(head)).or_else(|| matroska(head)) {
        return found;
    }
    text(head).map_or((Other, "application/octet-stream"), |media| {
        let kind = match media {
            "text/plain" | "text/csv" => Document,
            _ => Other,
        };
        (kind, media)
    })
}

struct Signature {
    offset: usize,
    bytes: &'static [u8],
    kind: EvidenceKind,
    media: &'static str,
}

impl Signature {
    fn fits(&self, head: &[u8]) -> bool {
        head.get(self.offset..)
            .is_some_and(|rest| rest.starts_with(self.bytes))
    }
}

const fn sig(offset: usize, bytes: &'static [u8], kind: EvidenceKind, media: &'static str) -> Signature {
    Signature {
        offset,
        bytes,
        kind,
        media,
    }
}

/// Beginnings that say it all. Programs and scripts stand first: whatever else they also look like, they are programs.
const SIGNATURES: &[Signature] = &[
    sig(0, b"\x7fELF", EvidenceKind::Other, "application/x-executable"),
    sig(0, b"MZ", EvidenceKind::Other, "application/x-dosexec"),
    sig(
        0,
        b"\xca\xfe\xba\xbe",
        EvidenceKind::Other,
        "application/x-mach-binary",
    ),
    sig(
        0,
        b"\xcf\xfa\xed\xfe",
        EvidenceKind::Other,
        "application/x-mach-binary",
    ),
    sig(0, b"#!", EvidenceKind::Other, "text/x-script"),
    sig(0, b"%PDF-", EvidenceKind::Document, "application/pdf"),
    sig(0, b"{\\rtf", EvidenceKind::Document, "application/rtf"),
    sig(
        0,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        EvidenceKind::Document,
        "application/x-ole-storage",
    ),
    sig(0, b"\xff\xd8\xff", EvidenceKind::Photo, "image/jpeg"),
    sig(0, b"\x89PNG\r\n\x1a\n", EvidenceKind::Photo, "image/png"),
    sig(0, b"GIF87a", EvidenceKind::Photo, "image/gif"),
    sig(0, b"GIF89a", EvidenceKind::Photo, "image/gif"),
    sig(0, b"II*\0", EvidenceKind::Photo, "image/tiff"),
    sig(0, b"MM\0*", EvidenceKind::Photo, "image/tiff"),
    sig(0, b"\0\0\x01\xba", EvidenceKind::Video, "video/mpeg"),
    sig(0, b"\0\0\x01\xb3", EvidenceKind::Video, "video/mpeg"),
    sig(
        0,
        b"\x30\x26\xb2\x75\x8e\x66\xcf\x11",
        EvidenceKind::Video,
        "video/x-ms-asf",
    ),
    sig(0, b"FLV\x01", EvidenceKind::Video, "video/x-flv"),
    sig(0, b"ID3", EvidenceKind::Other, "audio/mpeg"),
    sig(0, b"\xff\xfb", EvidenceKind::Other, "audio/mpeg"),
    sig(0, b"\xff\xf3", EvidenceKind::Other, "audio/mpeg"),
    sig(0, b"OggS", EvidenceKind::Other, "application/ogg"),
    sig(0, b"fLaC", EvidenceKind::Other, "audio/flac"),
    sig(0, b"Rar!\x1a\x07", EvidenceKind::Other, "application/vnd.rar"),
    sig(
        0,
        b"7z\xbc\xaf\x27\x1c",
        EvidenceKind::Other,
        "application/x-7z-compressed",
    ),
    sig(0, b"BZh", EvidenceKind::Other, "application/x-bzip2"),
    sig(0, b"\xfd7zXZ\0", EvidenceKind::Other, "application/x-xz"),
    sig(0, b"\x1f\x8b", EvidenceKind::Other, "application/gzip"),
    sig(257, b"ustar", EvidenceKind::Other, "application/x-tar"),
];

fn has(head: &[u8], what: &[u8]) -> bool {
    head.windows(what.len()).any(|w| w == what)
}

/// The names of the entries of a zip that its directory, which stands at the end, tells; in a broken one none.
fn names(tail: &[u8]) -> Vec<&[u8]> {
    const ENTRY: &[u8] = b"PK\x01\x02";
    let number = |at: usize| {
        let two = tail.get(at..at + 2)?;
        Some(usize::from(two[0]) | usize::from(two[1]) << 8)
    };
    // A directory longer than the tail is read from its first whole entry on.
    let Some(mut at) = tail.windows(ENTRY.len()).position(|w| w == ENTRY) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    while tail.get(at..).is_some_and(|rest| rest.starts_with(ENTRY)) {
        let (Some(name), Some(extra), Some(comment)) = (number(at + 28), number(at + 30), number(at + 32))
        else {
            break;
        };
        out.extend(tail.get(at + 46..at + 46 + name));
        at += 46 + name + extra + comment;
    }
    out
}

/// Office files that can hold programs: by the part that makes them so.
const WITH_PROGRAMS: &[(&[u8], &str)] = &[
    (
        b"xl/workbook.bin",
        "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
    ),
    (
        b"xl/vbaProject.bin",
        "application/vnd.ms-excel.sheet.macroEnabled.12",
    ),
    (
        b"word/vbaProject.bin",
        "application/vnd.ms-word.document.macroEnabled.12",
    ),
    (
        b"ppt/vbaProject.bin",
        "application/vnd.ms-powerpoint.presentation.macroEnabled.12",
    ),
];

/// A zip is what its entries are called; nothing in it is expanded. One without any of those names is an archive.
fn zip(head: &[u8], names: &[&[u8]]) -> (EvidenceKind, &'static str) {
    use EvidenceKind::{Document, Other};
    const ODF: &[(&[u8], &str)] = &[
        (
            b"application/vnd.oasis.opendocument.text",
            "application/vnd.oasis.opendocument.text",
        ),
        (
            b"application/vnd.oasis.opendocument.spreadsheet",
            "application/vnd.oasis.opendocument.spreadsheet",
        ),
        (
            b"application/vnd.oasis.opendocument.presentation",
            "application/vnd.oasis.opendocument.presentation",
        ),
    ];
    const OOXML: &[(&[u8], &str)] = &[
        (
            b"word/",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            b"xl/",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        (
            b"ppt/",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ),
    ];
    let holds = |part: &[u8]| names.iter().any(|n| n.eq_ignore_ascii_case(part));
    if let Some((_, media)) = WITH_PROGRAMS.iter().find(|(part, _)| holds(part)) {
        return (Document, media);
    }
    if head.get(30..38) == Some(b"mimetype")
        && let Some((_, media)) = ODF.iter().find(|(mark, _)| has(head, mark))
    {
        return (Document, media);
    }
    let first = head.get(30..).unwrap_or_default();
    let office = has(head, b"[Content_Types].xml")
        || holds(b"[Content_Types].xml")
        || first.starts_with(b"_rels/")
        || first.starts_with(b"docProps/");
    let below = |part: &[u8]| names.iter().any(|n| n.starts_with(part));
    match OOXML
        .iter()
        .find(|(part, _)| first.starts_with(part) || (office && (has(head, part) || below(part))))
    {
        Some((_, media)) => (Document, media),
        None if office => (Document, "application/vnd.openxmlformats-officedocument"),
        None => (Other, "application/zip"),
    }
}

fn riff(head: &[u8]) -> Option<(EvidenceKind, &'static str)> {
    if head.starts_with(b"BM") && head.len() > 18 && head.get(6..10) == Some(&[0; 4]) {
        return Some((EvidenceKind::Photo, "image/bmp"));
    }
    if !head.starts_with(b"RIFF") {
        return None;
    }
    match head.get(8..12)? {
        b"WEBP" => Some((EvidenceKind::Photo, "image/webp")),
        b"AVI " => Some((EvidenceKind::Video, "video/x-msvideo")),
        b"WAVE" => Some((EvidenceKind::Other, "audio/wav")),
        _ => None,
    }
}

/// MP4, MOV, 3GP, HEIC and AVIF are one family; its brand tells which.
fn iso_media(head: &[u8]) -> Option<(EvidenceKind, &'static str)> {
    use EvidenceKind::{Other, Photo, Video};
    match head.get(4..8)? {
        b"ftyp" => {}
        b"moov" | b"mdat" | b"wide" => return Some((Video, "video/quicktime")),
        _ => return None,
    }
    Some(match head.get(8..12)? {
        b"heic" | b"heix" | b"hevc" | b"mif1" | b"msf1" => (Photo, "image/heic"),
        b"avif" | b"avis" => (Photo, "image/avif"),
        b"qt  " => (Video, "video/quicktime"),
        b"M4A " | b"M4B " => (Other, "audio/mp4"),
        brand if brand.starts_with(b"3g") => (Video, "video/3gpp"),
        _ => (Video, "video/mp4"),
    })
}

fn matroska(head: &[u8]) -> Option<(EvidenceKind, &'static str)> {
    head.starts_with(b"\x1a\x45\xdf\xa3").then(|| {
        if has(head, b"webm") {
            (EvidenceKind::Video, "video/webm")
        } else {
            (EvidenceKind::Video, "video/x-matroska")
        }
    })
}

/// The media type of a text, if it is one. Markup that a viewer would run is text too, but never a document.
fn text(head: &[u8]) -> Option<&'static str> {
    let text = decoded(head)?;
    let clean = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t' | '\u{c}');
    if !text.chars().all(clean) {
        return None;
    }
    let start = text.trim_start().to_ascii_lowercase();
    let begins = |marks: &[&str]| marks.iter().any(|m| start.starts_with(m));
    if begins(&["<svg"]) || (begins(&["<?xml"]) && start.contains("<svg")) {
        return Some("image/svg+xml");
    }
    if begins(&["<!doctype html", "<html", "<head", "<body", "<script"]) || start.contains("<script") {
        return Some("text/html");
    }
    if begins(&["<?xml"]) {
        return Some("text/xml");
    }
    Some(if is_csv(&text) { "text/csv" } else { "text/plain" })
}

fn decoded(head: &[u8]) -> Option<String> {
    let utf16 = |big: bool, bytes: &[u8]| {
        let units = bytes.as_chunks::<2>().0.iter().map(|p| {
            if big {
                u16::from_be_bytes(*p)
            } else {
                u16::from_le_bytes(*p)
            }
        });
        // The head may end inside a pair: what is broken at the very end is forgiven.
        let all: Vec<_> = char::decode_utf16(units).collect();
        let last = all.len().saturating_sub(1);
        all.into_iter()
            .enumerate()
            .filter_map(|(i, c)| match c {
                Ok(c) => Some(Some(c)),
                Err(_) if i == last => None,
                Err(_) => Some(None),
            })
            .collect::<Option<String>>()
    };
    if let Some(rest) = head.strip_prefix(b"\xff\xfe") {
        return utf16(false, rest);
    }
    if let Some(rest) = head.strip_prefix(b"\xfe\xff") {
        return utf16(true, rest);
    }
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    match std::str::from_utf8(head) {
        Ok(s) => Some(s.to_owned()),
        // The head may end inside a character.
        Err(e) if e.error_len().is_none() && head.len() + 4 > HEAD => {
            std::str::from_utf8(head.get(..e.valid_up_to())?)
                .ok()
                .map(str::to_owned)
        }
        Err(_) => None,
    }
}

/// Two lines at least with the same number of separators, and at least one of them.
fn is_csv(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).take(3).collect();
    lines.len() >= 2
        && [',', ';', '\t'].iter().any(|sep| {
            let counts: Vec<usize> = lines.iter().map(|l| l.matches(*sep).count()).collect();
            counts.iter().all(|n| *n > 0 && Some(n) == counts.first())
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use EvidenceKind::{Document, Other, Photo, Video};

    #[test]
    fn what_a_file_is_follows_from_its_bytes() {
        let mut docx = b"PK\x03\x04".to_vec();
        docx.resize(30, 0);
        docx.extend(b"[Content_Types].xml....word/document.xml");
        let mut odt = b"PK\x03\x04".to_vec();
        odt.resize(30, 0);
        odt.extend(b"mimetypeapplication/vnd.oasis.opendocument.text");
        let mut archive = b"PK\x03\x04".to_vec();
        archive.resize(30, 0);
        archive.extend(b"word-list.txt");
        let rows: &[(&[u8], EvidenceKind, &str)] = &[
            (b"%PDF-1.7\n", Document, "application/pdf"),
            (
                &docx,
                Document,
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ),
            (&odt, Document, "application/vnd.oasis.opendocument.text"),
            (&archive, Other, "application/zip"),
            (
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
                Document,
                "application/x-ole-storage",
            ),
            ("Kính gửi Bộ".as_bytes(), Document, "text/plain"),
            (b"\xff\xfeK\0i\0", Document, "text/plain"),
            (b"a,b\n1,2\n", Document, "text/csv"),
            (b"\xff\xd8\xff\xe0", Photo, "image/jpeg"),
            (b"RIFF....WEBPVP8 ", Photo, "image/webp"),
            (b"....ftypheic", Photo, "image/heic"),
            (b"....ftypisom", Video, "video/mp4"),
            (b"....ftypqt  ", Video, "video/quicktime"),
            (b"\x1a\x45\xdf\xa3....webm", Video, "video/webm"),
            (b"<!DOCTYPE html><p>", Other, "text/html"),
            (b"<svg xmlns=''>", Other, "image/svg+xml"),
            (b"#!/bin/sh\nrm -rf", Other, "text/x-script"),
            (b"\x7fELF\x02", Other, "application/x-executable"),
            (b"MZ\x90", Other, "application/x-dosexec"),
            (b"ID3\x04", Other, "audio/mpeg"),
            (b"", Other, "application/x-empty"),
            (b"\x01\x02\x03", Other, "application/octet-stream"),
            (b"text with \x1b[31m in it", Other, "application/octet-stream"),
        ];
        for (head, kind, media) in rows {
            assert_eq!(judge(head, &[]), (*kind, *media), "{head:?}");
        }
    }

    #[test]
    fn a_text_cut_inside_a_letter_is_still_a_text() {
        let long = "ở".repeat(HEAD);
        let cut = long.as_bytes().get(..HEAD).expect("long enough");
        assert_eq!(judge(cut, &[]), (Document, "text/plain"));
    }

    /// A zip of empty entries, after `before` bytes that a first entry takes.
    fn zip_of(names: &[&str], before: usize) -> Vec<u8> {
        let (mut out, mut directory) = (Vec::new(), Vec::new());
        let mut all = vec![("first.bin", before)];
        all.extend(names.iter().map(|n| (*n, 0)));
        for (name, size) in all {
            let length = u16::try_from(name.len()).expect("short").to_le_bytes();
            let mut fields = vec![0; 22];
            fields.extend(length);
            out.extend(b"PK\x03\x04");
            out.extend(&fields);
            out.extend([0, 0]);
            out.extend(name.as_bytes());
            out.resize(out.len() + size, b'x');
            directory.extend(b"PK\x01\x02\0\0");
            directory.extend(&fields);
            directory.resize(directory.len() + 16, 0);
            directory.extend(name.as_bytes());
        }
        out.extend(directory);
        out.extend(b"PK\x05\x06");
        out.resize(out.len() + 18, 0);
        out
    }

    fn judged(file: &[u8]) -> (EvidenceKind, &'static str) {
        let mut tail = Tail::default();
        file.chunks(7_000).for_each(|c| tail.feed(c));
        judge(&file[..file.len().min(HEAD)], tail.bytes())
    }

    #[test]
    fn office_files_with_programs_are_called_what_they_are() {
        let types = "[Content_Types].xml";
        for (names, media) in [
            (
                &[types, "xl/workbook.xml", "xl/vbaProject.bin"][..],
                "application/vnd.ms-excel.sheet.macroEnabled.12",
            ),
            (
                &[types, "xl/workbook.bin"],
                "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
            ),
            (
                &[types, "word/document.xml", "word/vbaProject.bin"],
                "application/vnd.ms-word.document.macroEnabled.12",
            ),
            (
                &[types, "ppt/presentation.xml", "ppt/VBAPROJECT.bin"],
                "application/vnd.ms-powerpoint.presentation.macroEnabled.12",
            ),
            (
                &[types, "xl/workbook.xml"],
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ),
        ] {
            for before in [0, 10, 300_000] {
                assert_eq!(
                    judged(&zip_of(names, before)),
                    (Document, media),
                    "{names:?} {before}"
                );
            }
        }
        assert_eq!(
            judged(&zip_of(&["vbaProject.bin"], 10)),
            (Other, "application/zip")
        );
        // A directory that is cut anywhere or lies gives what can be read of it, and no more.
        let whole = zip_of(&[types, "xl/workbook.xml", "xl/vbaProject.bin"], 5_000);
        for end in 0..whole.len() {
            judged(&whole[..end]);
        }
    }
}
