//! What a part is, by its bytes; what its sender says of it is a claim.

use super::message::MailPart;
use super::{flag, pkcs7, saved, sort};
use crate::core::attachment::EvidenceKind;
use crate::core::letter::{PACKED_ELSEWHERE, PartKind};
use crate::filekind;

/// What was found out about a part.
pub(super) struct Judged {
    pub kind: PartKind,
    pub media: String,
    pub flags: Vec<&'static str>,
}

/// Types that say nothing.
const VAGUE: &[&str] = &[
    "",
    "application/octet-stream",
    "application/unknown",
    "application/x-unknown",
    "application/force-download",
    "application/download",
    "application/x-download",
    "application/binary",
];

/// What a part is that came as a file, or under a type that is no text.
pub(super) fn judged(bytes: &[u8], declared: &str) -> Judged {
    let head = bytes.get(..filekind::HEAD).unwrap_or(bytes);
    let tail = bytes
        .get(bytes.len().saturating_sub(filekind::TAIL)..)
        .unwrap_or(bytes);
    let (kind, media) = filekind::judge(head, tail);
    let mut out = Judged {
        kind: match kind {
            EvidenceKind::Document => PartKind::Document,
            EvidenceKind::Photo => PartKind::Photo,
            EvidenceKind::Video => PartKind::Video,
            EvidenceKind::Other => PartKind::Other,
        },
        media: media.to_owned(),
        flags: Vec::new(),
    };
    match media {
        "application/zip" | "application/x-tar" => out.kind = PartKind::Archive,
        // Pictures of Office's are packed so, and are no archives.
        "application/gzip" if !declared.starts_with("image/") => out.kind = PartKind::Archive,
        "application/pdf" if is_signed(bytes) => out.flags.push(flag::SIGNATURE_NOT_CHECKED),
        media if PACKED_ELSEWHERE.contains(&media) => out.flags.push(flag::NOT_LOOKED_INTO),
        "application/x-ole-storage" => compound(bytes, &mut out),
        _ => other_forms(bytes, &mut out),
    }
    let is_text_of_its_own =
        ["application/edxml+xml", "application/pgp-encrypted"].contains(&out.media.as_str());
    if !is_text_of_its_own && differs(declared, out.kind, &out.media) {
        out.flags.push(flag::DECLARED_OTHER);
    }
    out
}

/// Forms that mail has and folders of files have not.
fn other_forms(bytes: &[u8], out: &mut Judged) {
    let text = bytes.trim_ascii_start();
    let begins = |mark: &[u8]| text.starts_with(mark);
    if bytes.starts_with(b"\x78\x9f\x3e\x22") {
        out.kind = PartKind::Archive;
        out.media = "application/ms-tnef".to_owned();
    } else if begins(b"-----BEGIN PGP SIGNATURE-----") {
        out.kind = PartKind::Signature;
        out.media = "application/pgp-signature".to_owned();
    } else if begins(b"-----BEGIN PGP MESSAGE-----") {
        out.kind = PartKind::Other;
        out.media = "application/pgp-encrypted".to_owned();
        out.flags.push(flag::CANNOT_OPEN);
    } else if sort::is_edxml(bytes) {
        out.kind = PartKind::Document;
        out.media = "application/edxml+xml".to_owned();
        out.flags.push(flag::EDXML);
    } else if let Some(wrapping) = pkcs7::opened(bytes) {
        out.media = "application/pkcs7-mime".to_owned();
        match wrapping {
            pkcs7::Wrapping::Signed(_) => {
                // What is in it comes as parts of its own.
                out.kind = PartKind::Archive;
                out.flags.push(flag::SIGNATURE_NOT_CHECKED);
            }
            pkcs7::Wrapping::Signature => {
                out.kind = PartKind::Signature;
                out.media = "application/pkcs7-signature".to_owned();
            }
            pkcs7::Wrapping::Sealed => {
                out.kind = PartKind::Other;
                out.flags.push(flag::CANNOT_OPEN);
            }
        }
    }
}

/// Microsoft's older files are one form; the names of their streams tell them apart.
fn compound(bytes: &[u8], out: &mut Judged) {
    let named = |name: &str| {
        let wide: Vec<u8> = name.bytes().flat_map(|b| [b, 0]).collect();
        holds(bytes, &wide)
    };
    if sort::sort(bytes) == sort::Sort::Outlook {
        // What is in it comes as parts of its own.
        out.kind = PartKind::Archive;
        out.media = saved::MEDIA.to_owned();
    } else if named("EncryptedPackage") {
        out.flags.push(flag::CANNOT_OPEN);
    } else if named("WordDocument") {
        out.media = "application/msword".to_owned();
    } else if named("Workbook") {
        out.media = "application/vnd.ms-excel".to_owned();
    }
}

/// Does a PDF carry a signature? A range of bytes that is signed, and an entry that says so.
fn is_signed(bytes: &[u8]) -> bool {
    holds(bytes, b"/ByteRange") && (holds(bytes, b"/Sig") || holds(bytes, b"/adbe.pkcs7"))
}

/// Do some bytes stand in others?
pub(super) fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    let Some((first, _)) = wanted.split_first() else {
        return true;
    };
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|b| b == first) {
        let from = rest.get(at..).unwrap_or_default();
        if from.starts_with(wanted) {
            return true;
        }
        rest = from.get(1..).unwrap_or_default();
    }
    false
}

/// Does the type that was declared speak of another kind of file?
fn differs(declared: &str, kind: PartKind, media: &str) -> bool {
    if VAGUE.contains(&declared) || declared == media {
        return false;
    }
    let (family, _) = declared.split_once('/').unwrap_or((declared, ""));
    let office = [
        "word",
        "excel",
        "powerpoint",
        "officedocument",
        "opendocument",
        "rtf",
        "msword",
        "pdf",
    ];
    match family {
        "image" => kind != PartKind::Photo && kind != PartKind::Decoration && !media.starts_with("image/"),
        "video" => kind != PartKind::Video && media != "video/mp4",
        "text" => {
            !media.starts_with("text/")
                && media != "application/octet-stream"
                && media != "application/x-empty"
        }
        "application" if declared.ends_with("/pdf") => media != "application/pdf",
        "application" if office.iter().any(|word| declared.contains(word)) => kind != PartKind::Document,
        _ => false,
    }
}

/// The most bytes that a decoration has.
const SMALL: usize = 64 << 10;

/// Images that a page shows within its text and that are small: a logo, a line, an icon. Whoever pastes a photo into a
/// letter has it shown there too, so size and shape decide.
pub(super) fn is_decoration(part: &MailPart) -> bool {
    let is_image = part.part.kind == PartKind::Photo || part.part.media == "image/svg+xml";
    let few = match dimensions(&part.bytes) {
        Some((wide, high)) => u64::from(wide) * u64::from(high) <= 200_000 || wide.min(high) <= 120,
        None => part.bytes.len() <= SMALL / 4,
    };
    is_image && part.bytes.len() <= SMALL && few
}

/// Width and height as the head of an image says them. Nothing is decoded.
fn dimensions(bytes: &[u8]) -> Option<(u32, u32)> {
    let big = |at: usize, len: usize| {
        let digits = bytes.get(at..at + len)?;
        Some(digits.iter().fold(0_u32, |n, b| n << 8 | u32::from(*b)))
    };
    if bytes.starts_with(b"\x89PNG") {
        return Some((big(16, 4)?, big(20, 4)?));
    }
    if bytes.starts_with(b"GIF8") {
        let little = |at: usize| Some(u32::from(*bytes.get(at)?) | u32::from(*bytes.get(at + 1)?) << 8);
        return Some((little(6)?, little(8)?));
    }
    if bytes.starts_with(b"\xff\xd8") {
        let mut at = 2;
        while let Some(marker) = bytes.get(at..at + 2) {
            if marker[0] != 0xff {
                return None;
            }
            if matches!(marker[1], 0xc0..=0xcf) && !matches!(marker[1], 0xc4 | 0xc8 | 0xcc) {
                return Some((big(at + 7, 2)?, big(at + 5, 2)?));
            }
            at += 2 + usize::try_from(big(at + 2, 2)?.max(2)).ok()?;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_what_its_bytes_are() {
        use PartKind::{Archive, Document, Other, Photo, Signature};
        let ole = |name: &str| {
            let mut out = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
            out.extend(name.bytes().flat_map(|b| [b, 0]));
            out
        };
        let rows: &[(&[u8], &str, PartKind, &[&str])] = &[
            (b"%PDF-1.7\n", "application/pdf", Document, &[]),
            (
                b"%PDF-1.7\n/Type /Sig /ByteRange [0 1]",
                "application/octet-stream",
                Document,
                &[flag::SIGNATURE_NOT_CHECKED],
            ),
            (b"MZ\x90", "application/pdf", Other, &[flag::DECLARED_OTHER]),
            (b"MZ\x90", "image/jpeg", Other, &[flag::DECLARED_OTHER]),
            (b"\xff\xd8\xff\xe0", "image/png", Photo, &[]),
            (b"PK\x03\x04rest", "application/octet-stream", Archive, &[]),
            (b"\x1f\x8b\x08rest", "application/x-gzip", Archive, &[]),
            (b"\x1f\x8b\x08rest", "image/x-emz", Other, &[flag::DECLARED_OTHER]),
            (
                b"BZh9rest",
                "application/x-bzip2",
                Other,
                &[flag::NOT_LOOKED_INTO],
            ),
            (
                b"Rar!\x1a\x07\0",
                "application/octet-stream",
                Other,
                &[flag::NOT_LOOKED_INTO],
            ),
            (b"\x78\x9f\x3e\x22rest", "application/ms-tnef", Archive, &[]),
            (
                b"-----BEGIN PGP SIGNATURE-----\n",
                "application/pgp-signature",
                Signature,
                &[],
            ),
            (
                b"-----BEGIN PGP MESSAGE-----\n",
                "text/plain",
                Other,
                &[flag::CANNOT_OPEN],
            ),
            (&ole("WordDocument"), "application/msword", Document, &[]),
            (&ole("Workbook"), "application/vnd.ms-excel", Document, &[]),
            (&ole("EncryptedPackage"), "", Document, &[flag::CANNOT_OPEN]),
            (&ole("__properties_version1.0"), "", Archive, &[]),
            (b"<edXML xmlns='x'/>", "text/xml", Document, &[flag::EDXML]),
        ];
        for (bytes, declared, kind, flags) in rows {
            let found = judged(bytes, declared);
            assert_eq!(
                (found.kind, found.flags.as_slice()),
                (*kind, *flags),
                "{declared}"
            );
        }
    }

    #[test]
    fn the_size_of_an_image_stands_in_its_head() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x58\0\0\0\x64";
        let gif = b"GIF89a\x58\x02\x64\0";
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08\0\x64\x02\x58";
        for bytes in [png.as_slice(), gif, jpeg] {
            assert_eq!(dimensions(bytes), Some((600, 100)));
            for end in 0..bytes.len() {
                dimensions(&bytes[..end]);
            }
        }
    }
}
