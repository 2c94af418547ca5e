//! A letter of ours as bytes: head and body as RFC 5322 and MIME have them, every line ended by CR LF.
//!
//! What stands in it came from people: names, subjects, words of a report. Of a head nothing but what is meant to stand there
//! can come out of them: each text is one line before it is encoded (RFC 2047, file names by RFC 2231), and an address that
//! is none makes no letter. The same letter has the same bytes: the boundary between its parts follows from its name.
//! It must never know a campaign, nor who carries the letter.

use std::fmt;

use lettre::Address;
use lettre::message::header::ContentTransferEncoding;
use lettre::message::header::{ContentType, HeaderName, HeaderValue, Headers};
use lettre::message::{Attachment, Body, Mailbox, Mailboxes, MultiPart, MultiPartKind, SinglePart, header};
use sha2::{Digest as _, Sha256};

use crate::core::hex::hex;
use crate::core::time::{Stamp, Zone};
use crate::text::{address, block, line};

/// Somebody in the head of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Party {
    /// The name; empty where none is shown.
    pub name: String,
    /// The address.
    pub mail: String,
}

impl Party {
    /// An address without a name.
    pub fn at(mail: impl Into<String>) -> Self {
        Self {
            name: String::new(),
            mail: mail.into(),
        }
    }
}

/// Who sends it off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// A person, out of a mail program: it opens as a draft there, and says nothing of itself, since RFC 3834 asks that of
    /// what no person sends.
    Person,
    /// The program. What answers by itself is not to answer it (RFC 3834, 5).
    Program,
}

/// A file that is enclosed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosed {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missive {
    /// From whom; a draft may leave it to the mail program.
    pub from: Option<Party>,
    /// To whom is answered, where that is somebody else.
    pub reply_to: Option<Party>,
    /// To whom.
    pub to: Party,
    /// The subject.
    pub subject: String,
    /// The moment of its date.
    pub at: Stamp,
    /// The zone in which that is written.
    pub zone: Zone,
    /// Its name, without brackets.
    pub message_id: String,
    /// The name of the letter that it answers.
    pub answers: Option<String>,
    /// Who sends it off.
    pub by: By,
    /// Its words.
    pub body: String,
    /// What is enclosed.
    pub files: Vec<Enclosed>,
}

/// Why a letter cannot be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unwritable {
    /// This is no address.
    Address(String),
}

impl fmt::Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(address) => f.write_str(address),
        }
    }
}

impl Missive {
    /// The letter as it is kept in a file, and handed to a server but for the dots that SMTP doubles.
    ///
    /// # Errors
    /// An address is none.
    pub fn bytes(&self) -> Result<Vec<u8>, Unwritable> {
        let mut head = Headers::new();
        if let Some(from) = &self.from {
            head.set(header::From::from(mailboxes(from)?));
        }
        if let Some(reply_to) = &self.reply_to {
            head.set(header::ReplyTo::from(mailboxes(reply_to)?));
        }
        head.set(header::To::from(mailboxes(&self.to)?));
        head.set(header::Subject::from(line(&self.subject).into_owned()));
        plain(&mut head, "Date", &self.date());
        plain(&mut head, "Message-ID", &bracketed(&self.message_id));
        if let Some(answers) = self.answers.as_deref().filter(|a| !a.trim().is_empty()) {
            plain(&mut head, "In-Reply-To", &bracketed(answers));
            plain(&mut head, "References", &bracketed(answers));
        }
        match self.by {
            By::Person => plain(&mut head, "X-Unsent", "1"),
            By::Program => plain(&mut head, "Auto-Submitted", "auto-generated"),
        }
        plain(&mut head, "MIME-Version", "1.0");
        let mut bytes = head.to_string().into_bytes();
        let words = SinglePart::plain(block(&self.body).into_owned());
        if self.files.is_empty() {
            bytes.extend(words.formatted());
            return Ok(bytes);
        }
        let mixed = MultiPart::builder()
            .kind(MultiPartKind::Mixed)
            .boundary(self.boundary());
        let whole = self.files.iter().fold(mixed.singlepart(words), |whole, file| {
            let media = ContentType::parse(&file.media)
                .or_else(|_| ContentType::parse("application/octet-stream"))
                .unwrap_or(ContentType::TEXT_PLAIN);
            let name = line(&file.name).into_owned();
            // Always in an encoding: bytes of a file are no lines.
            match Body::new_with_encoding(file.bytes.clone(), ContentTransferEncoding::Base64) {
                Ok(bytes) => whole.singlepart(Attachment::new(name).body(bytes, media)),
                Err(bytes) => whole.singlepart(Attachment::new(name).body(bytes, media)),
            }
        });
        bytes.extend(whole.formatted());
        Ok(bytes)
    }

    fn date(&self) -> String {
        let offset = chrono::FixedOffset::east_opt(i32::from(self.zone.0) * 60);
        let utc = chrono::DateTime::from_timestamp_millis(self.at.0).unwrap_or_default();
        offset.map_or_else(|| utc.to_rfc2822(), |zone| utc.with_timezone(&zone).to_rfc2822())
    }

    /// Follows from the letter's name: no part of a letter holds it, since `=_` is encoded wherever it could.
    fn boundary(&self) -> String {
        let digest = Sha256::digest(self.message_id.as_bytes());
        let digits: String = hex(&digest).chars().take(32).collect();
        format!("=_ketnoi_{digits}")
    }
}

/// A line of the head that holds nothing but letters of ASCII; what else is in it is left out.
fn plain(head: &mut Headers, name: &'static str, value: &str) {
    let value: String = value
        .chars()
        .filter(|c| c.is_ascii_graphic() || *c == ' ')
        .collect();
    let name = HeaderName::new_from_ascii_str(name);
    head.insert_raw(HeaderValue::dangerous_new_pre_encoded(name, value.clone(), value));
}

/// A name of a letter in its brackets, without those that it came with.
fn bracketed(id: &str) -> String {
    let bare: String = id
        .chars()
        .filter(|c| c.is_ascii_graphic() && !"<>".contains(*c))
        .collect();
    format!("<{bare}>")
}

fn mailboxes(party: &Party) -> Result<Mailboxes, Unwritable> {
    let unwritable = || Unwritable::Address(line(&party.mail).into_owned());
    let address = address::wire(&party.mail).ok_or_else(unwritable)?;
    let address: Address = address.parse().map_err(|_| unwritable())?;
    let name = line(&party.name).trim().to_owned();
    Ok(Mailboxes::from(Mailbox::new(
        (!name.is_empty()).then_some(name),
        address,
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> Missive {
        Missive {
            from: Some(Party {
                name: "Vụ Hợp tác quốc tế".into(),
                mail: "htqt@bo.example".into(),
            }),
            reply_to: None,
            to: Party {
                name: "Nông Thị Mai".into(),
                mail: "mai@so.example".into(),
            },
            subject: "Đôn đốc báo cáo".into(),
            at: Stamp::parse_rfc3339("2020-05-28T14:03:19+07:00").expect("a moment"),
            zone: Zone::default(),
            message_id: "ketnoi.X.04.-7@bo.example".into(),
            answers: None,
            by: By::Person,
            body: "Kính gửi Sở,\nĐề nghị gửi báo cáo.\n.\nTrân trọng".into(),
            files: Vec::new(),
        }
    }

    fn head_of(bytes: &[u8]) -> Vec<String> {
        let text = String::from_utf8(bytes.to_vec()).expect("ASCII");
        let head = text.split("\r\n\r\n").next().expect("a head");
        let mut lines: Vec<String> = Vec::new();
        for l in head.split("\r\n") {
            match lines.last_mut() {
                Some(before) if l.starts_with([' ', '\t']) => before.push_str(l),
                _ => lines.push(l.to_owned()),
            }
        }
        lines
    }

    #[test]
    fn nothing_that_people_write_begins_a_line_of_the_head() {
        let bad = "x\r\nBcc: kin@x.example\r\n\r\nbody\u{85}\u{2028}\u{0}";
        let mut l = letter();
        l.subject = bad.into();
        l.to.name = bad.into();
        l.answers = Some(bad.into());
        l.message_id = bad.into();
        l.from.as_mut().expect("a sender").name = bad.into();
        l.files = vec![Enclosed {
            name: bad.into(),
            media: "text/plain".into(),
            bytes: b"x".to_vec(),
        }];
        let bytes = l.bytes().expect("written");
        let names: Vec<String> = head_of(&bytes)
            .iter()
            .map(|l| l.split(':').next().unwrap_or_default().to_owned())
            .collect();
        let known = [
            "From",
            "To",
            "Subject",
            "Date",
            "Message-ID",
            "In-Reply-To",
            "References",
            "X-Unsent",
            "MIME-Version",
            "Content-Type",
        ];
        assert_eq!(names, known);
        let text = String::from_utf8(bytes).expect("ASCII");
        assert!(!text.contains("\nBcc:"), "{text}");
    }

    #[test]
    fn lines_end_in_cr_lf_and_only_there() {
        let mut l = letter();
        l.body = "a\nb\r\nc\rd\n.\n..\n".into();
        l.files = vec![Enclosed {
            name: "công văn.docx".into(),
            media: "application/octet-stream".into(),
            bytes: b"\n\r\x00\r\n.\r\n".to_vec(),
        }];
        let bytes = l.bytes().expect("written");
        for (i, b) in bytes.iter().enumerate() {
            match b {
                b'\n' => assert_eq!(bytes.get(i - 1), Some(&b'\r'), "at {i}"),
                b'\r' => assert_eq!(bytes.get(i + 1), Some(&b'\n'), "at {i}"),
                _ => assert!(b.is_ascii(), "at {i}"),
            }
        }
        assert!(bytes.split(|b| *b == b'\n').all(|l| l.len() <= 998));
    }

    #[test]
    fn the_same_letter_has_the_same_bytes() {
        let bytes = letter().bytes().expect("written");
        assert_eq!(Ok(&bytes), letter().bytes().as_ref());
        assert!(head_of(&bytes).contains(&"Date: Thu, 28 May 2020 14:03:19 +0700".to_owned()));
        assert!(head_of(&bytes).contains(&"Message-ID: <ketnoi.X.04.-7@bo.example>".to_owned()));
    }

    #[test]
    fn what_is_no_address_makes_no_letter() {
        for mail in [
            "",
            "mai",
            "mai@so.example\r\nBcc: x@y.example",
            "a@b.example, c@d.example",
        ] {
            let mut l = letter();
            l.to.mail = mail.into();
            assert!(l.bytes().is_err(), "{mail:?}");
        }
    }
}
