//! From bytes to a letter.

use mailparse::{MailHeader, MailHeaderMap, ParsedMail};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use super::address::addresses;
use super::message::{Header, Limits, Mail, MailPart, Unread};
use super::quote::parted;
use crate::core::attachment::EvidenceKind;
use crate::core::hex::hex;
use crate::core::letter::{Claims, Part, PartKind, Unreadable};
use crate::core::names::{BlobId, LetterId};
use crate::filekind;

/// Takes a letter apart.
///
/// # Errors
/// Why it cannot be read.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Mail, Unread> {
    if bytes.len() as u64 > limits.message {
        return Err(unread(Unreadable::TooLarge, String::new()));
    }
    let mail = mailparse::parse_mail(bytes).map_err(|e| unread(Unreadable::NotALetter, e.to_string()))?;
    let headers: Vec<Header> = mail.headers.iter().map(header).collect();
    if headers.is_empty() {
        return Err(unread(Unreadable::NotALetter, String::new()));
    }
    let first = |name: &str| {
        mail.headers
            .get_first_value(name)
            .unwrap_or_default()
            .nfc()
            .collect()
    };
    let claims = Claims {
        from: first("From"),
        subject: first("Subject"),
        date: first("Date"),
        message_id: first("Message-ID"),
    };
    let from = addresses(&claims.from);
    let mut parts = Vec::new();
    walk(&mail, &mut parts, limits)?;
    let text = parts.iter().find_map(|p| p.text.as_deref()).unwrap_or_default();
    let (words, inner) = parted(text, &claims.subject);
    Ok(Mail {
        words,
        inner,
        hosts: Vec::new(),
        key: key(&claims, &parts),
        claims,
        from,
        headers,
        charset: mail.ctype.charset.to_lowercase(),
        parts,
        flags: Vec::new(),
    })
}

fn unread(why: Unreadable, detail: String) -> Unread {
    Unread { why, detail }
}

fn header(line: &MailHeader<'_>) -> Header {
    Header {
        name: line.get_key_ref().to_lowercase(),
        value: line.get_value().nfc().collect(),
        raw: String::from_utf8_lossy(line.get_value_raw()).replace(['\r', '\n'], ""),
    }
}

fn walk(mail: &ParsedMail<'_>, parts: &mut Vec<MailPart>, limits: &Limits) -> Result<(), Unread> {
    if parts.len() >= limits.parts {
        return Err(unread(Unreadable::TooManyParts, String::new()));
    }
    for sub in &mail.subparts {
        walk(sub, parts, limits)?;
    }
    if !mail.subparts.is_empty() {
        return Ok(());
    }
    let bytes = mail
        .get_body_raw()
        .map_err(|e| unread(Unreadable::NotALetter, e.to_string()))?;
    let disposition = mail.get_content_disposition();
    let name = disposition
        .params
        .get("filename")
        .or_else(|| mail.ctype.params.get("name"));
    let declared = mail.ctype.mimetype.to_lowercase();
    let is_text = declared.starts_with("text/") && name.is_none();
    let text = is_text.then(|| {
        mail.get_body()
            .unwrap_or_default()
            .replace("\r\n", "\n")
            .nfc()
            .collect()
    });
    let (kind, media) = filekind::judge(&bytes, &bytes);
    let kind = match kind {
        _ if is_text => PartKind::Text,
        EvidenceKind::Document => PartKind::Document,
        EvidenceKind::Photo => PartKind::Photo,
        EvidenceKind::Video => PartKind::Video,
        EvidenceKind::Other => PartKind::Other,
    };
    parts.push(MailPart {
        part: Part {
            sha256: BlobId(hex(&Sha256::digest(&bytes))),
            name: name.cloned().unwrap_or_default(),
            size: bytes.len() as u64,
            kind,
            media: media.to_owned(),
            flags: Vec::new(),
            inside: None,
        },
        bytes,
        text,
        declared,
        cid: String::new(),
        headers: Vec::new(),
    });
    Ok(())
}

/// What a letter is known by: what its sender wrote, and nothing that was added on the way.
fn key(claims: &Claims, parts: &[MailPart]) -> LetterId {
    let mut hash = Sha256::new();
    let mut add = |bytes: &[u8]| {
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(bytes);
    };
    for claim in [&claims.from, &claims.date, &claims.subject, &claims.message_id] {
        add(claim.as_bytes());
    }
    for part in parts {
        add(part.part.name.as_bytes());
        add(part.part.sha256.as_str().as_bytes());
    }
    LetterId(hex(&hash.finalize()))
}
