//! A package of the national document axis (edXML, QCVN 102:2016): recognised, kept, and left to a person as what it is.
//!
//! A signed document that came by the axis replaces paper, and a copy by e-mail is the same document; so what it says of
//! itself is told, and nothing in it is opened. It must never know whose it is.

use quick_xml::Reader;
use quick_xml::events::Event;
use sha2::{Digest, Sha256};

use crate::core::hex::hex;
use crate::core::letter::{Claims, Part, PartKind, Unreadable};
use crate::core::names::{BlobId, LetterId};
use crate::mail::{self, Limits, Mail, MailPart, Sort, Unread, Words};

/// The flag by which it is known.
const FLAG: &str = "edxml";
/// So much of a package is looked through for what it says of itself: its head comes first, then its files.
const HEAD: usize = 256 << 10;

/// Takes apart whatever may lie in a mailbox.
///
/// # Errors
/// It is no letter, or why it cannot be read.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Mail, Unread> {
    match mail::sort(bytes) {
        Sort::Letter | Sort::Outlook | Sort::Mbox => mail::read(bytes, limits),
        Sort::EdXml => Ok(package(bytes)),
        Sort::Nothing => Err(Unread {
            why: Unreadable::NotALetter,
            detail: String::new(),
        }),
    }
}

fn package(bytes: &[u8]) -> Mail {
    let told = told(bytes);
    let of = |name: &str| {
        told.iter()
            .find(|(n, _)| n == name)
            .map_or("", |(_, text)| text.as_str())
    };
    let number = match (of("CodeNumber"), of("CodeNotation")) {
        ("", _) => String::new(),
        (number, "") => number.to_owned(),
        (number, notation) => format!("{number}/{notation}"),
    };
    let id = hex(&Sha256::digest(bytes));
    let words = format!("Số: {number}\n{}", of("Subject"));
    Mail {
        key: LetterId(id.clone()),
        claims: Claims {
            from: [of("OrganName"), of("OrganId")].join(" ").trim().to_owned(),
            subject: [of("Subject"), &number].join(" ").trim().to_owned(),
            date: of("PromulgationDate").to_owned(),
            message_id: of("DocumentId").to_owned(),
        },
        from: Vec::new(),
        headers: Vec::new(),
        charset: "utf-8".to_owned(),
        parts: vec![MailPart {
            part: Part {
                sha256: BlobId(id),
                name: String::new(),
                size: bytes.len() as u64,
                kind: PartKind::Other,
                media: "application/xml".to_owned(),
                flags: Vec::new(),
                inside: None,
            },
            bytes: bytes.to_vec(),
            text: None,
            declared: String::new(),
            cid: String::new(),
            headers: Vec::new(),
        }],
        words: Words {
            own: words,
            quoted: String::new(),
        },
        inner: Vec::new(),
        hosts: Vec::new(),
        flags: vec![FLAG.to_owned()],
    }
}

/// The texts of its elements, each by the element's name without a prefix, in their order. What is no XML any more ends it.
fn told(bytes: &[u8]) -> Vec<(String, String)> {
    let mut reader = Reader::from_reader(bytes.get(..HEAD).unwrap_or(bytes));
    let (mut found, mut name) = (Vec::new(), String::new());
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                tag.local_name().as_ref().clone_into(&mut name);
            }
            Ok(Event::Text(text)) => {
                let text: &str = &text;
                let text: String = text.trim().chars().take(1_000).collect();
                if !text.is_empty() && !name.is_empty() {
                    found.push((std::mem::take(&mut name), text));
                }
            }
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_of_the_axis_says_what_it_is_and_anything_else_is_a_letter_or_not() {
        let xml = r#"<?xml version="1.0" encoding="UTF-8"?>
<edXML:edXML xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLEnvelope><edXML:edXMLHeader><edXML:MessageHeader>
<edXML:From><edXML:OrganId>000.00.10.H01</edXML:OrganId><edXML:OrganName>Sở TTTT tỉnh Mẫu</edXML:OrganName></edXML:From>
<edXML:Code><edXML:CodeNumber>77</edXML:CodeNumber><edXML:CodeNotation>BC-STTTT</edXML:CodeNotation></edXML:Code>
<edXML:PromulgationInfo><edXML:PromulgationDate>2020/05/26</edXML:PromulgationDate></edXML:PromulgationInfo>
<edXML:Subject>Báo cáo kết quả</edXML:Subject></edXML:MessageHeader></edXML:edXMLHeader></edXML:edXMLEnvelope></edXML:edXML>"#;
        let mail = read(xml.as_bytes(), &Limits::default()).expect("a package");
        assert_eq!(mail.claims.subject, "Báo cáo kết quả 77/BC-STTTT");
        assert_eq!(mail.claims.from, "Sở TTTT tỉnh Mẫu 000.00.10.H01");
        assert_eq!(
            (mail.flags.as_slice(), mail.parts.len()),
            (&[FLAG.to_owned()][..], 1)
        );
        let why = |bytes: &[u8]| read(bytes, &Limits::default()).err().map(|e| e.why);
        assert_eq!(why(b"\x7fELF"), Some(Unreadable::NotALetter));
        assert_eq!(why(b"From: a@b.example\r\nSubject: x\r\n\r\nx\r\n"), None);
    }
}
