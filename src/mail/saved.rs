//! A letter as Outlook saves it (`.msg`): a compound file with a stream for each property, written as the letter that it
//! was, so that from there on it is read as every other is.
//!
//! What of it is read: the head as it came over the network, else the few properties that make one; the words, as text and
//! as HTML; what is attached, also letters. The file itself is kept whole in any case.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

use cfb::CompoundFile;
use chrono::DateTime;
use encoding_rs::Encoding;

use super::message::{Limits, Unread};
use super::rtf;
use super::written::{base64, network_head, one_line, word};
use crate::core::letter::Unreadable;

/// What such a file begins with; so do others of Microsoft's.
pub(super) const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// The media type of such a file.
pub(super) const MEDIA: &str = "application/vnd.ms-outlook";

type File<'a> = CompoundFile<Cursor<&'a [u8]>>;

/// Properties, by their numbers.
mod id {
    pub const SUBJECT: u16 = 0x0037;
    pub const SUBMITTED: u16 = 0x0039;
    pub const SENT_FOR_NAME: u16 = 0x0042;
    pub const SENT_FOR_MAIL: u16 = 0x0065;
    pub const HEAD: u16 = 0x007d;
    pub const SENDER_NAME: u16 = 0x0c1a;
    pub const SENDER_MAIL: u16 = 0x0c1f;
    pub const COPY_TO: u16 = 0x0e03;
    pub const TO: u16 = 0x0e04;
    pub const DELIVERED: u16 = 0x0e06;
    pub const TEXT: u16 = 0x1000;
    pub const RTF: u16 = 0x1009;
    pub const HTML: u16 = 0x1013;
    pub const MESSAGE_ID: u16 = 0x1035;
    pub const DATA: u16 = 0x3701;
    pub const SHORT_NAME: u16 = 0x3704;
    pub const LONG_NAME: u16 = 0x3707;
    pub const MEDIA: u16 = 0x370e;
    pub const CID: u16 = 0x3712;
    pub const CODE_PAGE: u16 = 0x3fde;
    pub const TEXT_PAGE: u16 = 0x3ffd;
    pub const SENDER_SMTP: u16 = 0x5d01;
    pub const SENT_FOR_SMTP: u16 = 0x5d02;
}

/// A file of Outlook's as the letter that it was.
pub(super) fn letter(bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, Unread> {
    let file = CompoundFile::open(Cursor::new(bytes))
        .map_err(|why| unread(Unreadable::NotALetter, &why.to_string()))?;
    let mut reader = Reader {
        file,
        left: limits.message.saturating_mul(2),
        parts: limits.parts,
    };
    let mut out = Vec::new();
    reader.letter("", 32, limits.nested, &mut out)?;
    Ok(out)
}

fn unread(why: Unreadable, detail: &str) -> Unread {
    Unread {
        why,
        detail: detail.to_owned(),
    }
}

struct Reader<'a> {
    file: File<'a>,
    /// So many bytes may still be read: streams may share what they hold.
    left: u64,
    /// So many parts may still come.
    parts: usize,
}

impl Reader<'_> {
    /// Writes the letter in this folder of the file; `fixed` is where the list of its fixed properties begins.
    fn letter(&mut self, at: &str, fixed: usize, nested: usize, out: &mut Vec<u8>) -> Result<(), Unread> {
        let numbers = self.numbers(at, fixed)?;
        let page = numbers.find(id::TEXT_PAGE).map(|n| n as u32);
        let head = self.head(at, &numbers, page)?;
        out.extend_from_slice(head.as_bytes());
        let boundary = format!("=_letter_{nested}_=");
        out.extend(
            format!("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"{boundary}\"\r\n\r\n")
                .bytes(),
        );
        let mut part =
            |out: &mut Vec<u8>, head: &str| out.extend(format!("--{boundary}\r\n{head}\r\n").bytes());
        self.words(at, &numbers, page, nested, out, &mut part)?;
        for folder in self.attached(at)? {
            self.parts = self
                .parts
                .checked_sub(1)
                .ok_or_else(|| unread(Unreadable::TooManyParts, ""))?;
            let inner = format!("{folder}/__substg1.0_{:04X}000D", id::DATA);
            if self.file.is_storage(&inner) {
                let deeper = nested
                    .checked_sub(1)
                    .ok_or_else(|| unread(Unreadable::TooDeep, ""))?;
                part(out, "Content-Type: message/rfc822\r\n");
                self.letter(&inner, 24, deeper, out)?;
                out.extend_from_slice(b"\r\n");
            } else {
                let head = self.head_of_part(&folder, page)?;
                let data = self.stream(&folder, id::DATA, "0102")?.unwrap_or_default();
                part(out, &head);
                base64(&data, out);
            }
        }
        out.extend(format!("--{boundary}--\r\n").bytes());
        Ok(())
    }

    /// The head as it came over the network, with what is missing in it made of the properties.
    fn head(&mut self, at: &str, numbers: &Numbers, page: Option<u32>) -> Result<String, Unread> {
        let mut head = self
            .text(at, id::HEAD, page)?
            .map(|head| network_head(&head))
            .unwrap_or_default();
        let (mut from, mut name) = (None, None);
        for of in [
            id::SENT_FOR_SMTP,
            id::SENDER_SMTP,
            id::SENT_FOR_MAIL,
            id::SENDER_MAIL,
        ] {
            let found = self.text(at, of, page)?.filter(|mail| mail.contains('@'));
            from = from.or(found);
        }
        for of in [id::SENT_FOR_NAME, id::SENDER_NAME] {
            name = name.or(self.text(at, of, page)?);
        }
        let from = from.map(|mail| format!(" <{}>", one_line(&mail)));
        let sender = (name.is_some() || from.is_some())
            .then(|| format!("{}{}", word(&name.unwrap_or_default()), from.unwrap_or_default()));
        let moment = numbers
            .find(id::SUBMITTED)
            .or(numbers.find(id::DELIVERED))
            .and_then(date);
        let message_id = self.text(at, id::MESSAGE_ID, page)?.map(|id| one_line(&id));
        let fields = [
            ("From", sender),
            ("To", self.text(at, id::TO, page)?.map(|to| word(&to))),
            ("Cc", self.text(at, id::COPY_TO, page)?.map(|to| word(&to))),
            (
                "Subject",
                self.text(at, id::SUBJECT, page)?.map(|subject| word(&subject)),
            ),
            ("Date", moment),
            ("Message-ID", message_id),
        ];
        let there: BTreeSet<String> = head
            .lines()
            .filter_map(|l| Some(l.split_once(':')?.0.to_lowercase()))
            .collect();
        for (field, value) in fields {
            let value = value.filter(|v| !v.trim().is_empty() && !there.contains(&field.to_lowercase()));
            if let Some(value) = value {
                head.push_str(&format!("{field}: {}\r\n", value.trim_start()));
            }
        }
        Ok(head)
    }

    /// The words: as text, as HTML, or both as two ways to say the same.
    fn words(
        &mut self,
        at: &str,
        numbers: &Numbers,
        page: Option<u32>,
        nested: usize,
        out: &mut Vec<u8>,
        part: &mut dyn FnMut(&mut Vec<u8>, &str),
    ) -> Result<(), Unread> {
        let text = self.text(at, id::TEXT, page)?.filter(|t| !t.trim().is_empty());
        let html = match self.stream(at, id::HTML, "0102")? {
            Some(html) => Some((html, numbers.find(id::CODE_PAGE).map(|n| n as u32).or(page))),
            None => self
                .text(at, id::HTML, page)?
                .map(|html| (html.into_bytes(), Some(65_001))),
        };
        let mut ways = Vec::new();
        if let Some(text) = text {
            ways.push(("text/plain; charset=utf-8".to_owned(), text.into_bytes()));
        }
        if let Some((html, page)) = html {
            let label = page
                .and_then(charset)
                .map(|c| format!("; charset={}", c.name().to_lowercase()));
            ways.push((format!("text/html{}", label.unwrap_or_default()), html));
        }
        if ways.is_empty()
            && let Some(packed) = self.stream(at, id::RTF, "0102")?
        {
            // Only there: it is kept as a file of its own.
            let (media, name, bytes) = match rtf::unpacked(&packed, self.left as usize) {
                Some(rtf) => ("application/rtf", "body.rtf", rtf),
                None => ("application/octet-stream", "body.rtf.packed", packed),
            };
            ways.push((format!("{media}; name={name}"), bytes));
        }
        let boundary = format!("=_words_{nested}_=");
        let many = ways.len() > 1;
        if many {
            part(
                out,
                &format!("Content-Type: multipart/alternative; boundary=\"{boundary}\"\r\n"),
            );
        }
        for (media, bytes) in ways {
            let head = format!("Content-Type: {media}\r\nContent-Transfer-Encoding: base64\r\n");
            if many {
                out.extend(format!("--{boundary}\r\n{head}\r\n").bytes());
            } else {
                part(out, &head);
            }
            base64(&bytes, out);
        }
        if many {
            out.extend(format!("--{boundary}--\r\n").bytes());
        }
        Ok(())
    }

    fn head_of_part(&mut self, folder: &str, page: Option<u32>) -> Result<String, Unread> {
        let media = self.text(folder, id::MEDIA, page)?;
        let of_media = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '.' | '+');
        let media = media.filter(|m| m.contains('/') && m.chars().all(of_media));
        let name = match self.text(folder, id::LONG_NAME, page)? {
            Some(name) => Some(name),
            None => self.text(folder, id::SHORT_NAME, page)?,
        };
        let mut head = format!(
            "Content-Type: {}\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment",
            media.as_deref().unwrap_or("application/octet-stream")
        );
        if let Some(name) = name {
            head.push_str("; filename*=utf-8''");
            for byte in name.bytes() {
                match byte {
                    b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => {
                        head.push(char::from(byte));
                    }
                    _ => head.push_str(&format!("%{byte:02X}")),
                }
            }
        }
        head.push_str("\r\n");
        if let Some(cid) = self.text(folder, id::CID, page)?.map(|cid| one_line(&cid)) {
            head.push_str(&format!("Content-ID: <{}>\r\n", cid.trim_matches(['<', '>'])));
        }
        Ok(head)
    }

    /// The folders of what is attached, in their order.
    fn attached(&mut self, at: &str) -> Result<Vec<String>, Unread> {
        let entries = self
            .file
            .read_storage(format!("/{at}"))
            .map_err(|why| broken(&why))?;
        let mut all: Vec<String> = entries
            .filter(|e| e.is_storage() && e.name().starts_with("__attach_version1.0_"))
            .map(|e| {
                if at.is_empty() {
                    e.name().to_owned()
                } else {
                    format!("{at}/{}", e.name())
                }
            })
            .collect();
        all.sort();
        Ok(all)
    }

    /// A property that is text.
    fn text(&mut self, at: &str, of: u16, page: Option<u32>) -> Result<Option<String>, Unread> {
        if let Some(bytes) = self.stream(at, of, "001F")? {
            let units: Vec<u16> = bytes
                .chunks_exact(2)
                .filter_map(|b| Some(u16::from_le_bytes(b.try_into().ok()?)))
                .collect();
            return Ok(Some(
                String::from_utf16_lossy(&units).trim_end_matches('\0').to_owned(),
            ));
        }
        let bytes = self.stream(at, of, "001E")?;
        Ok(bytes.map(|bytes| {
            let set = page.and_then(charset).unwrap_or(encoding_rs::WINDOWS_1252);
            set.decode_without_bom_handling(&bytes)
                .0
                .trim_end_matches('\0')
                .to_owned()
        }))
    }

    fn stream(&mut self, at: &str, of: u16, kind: &str) -> Result<Option<Vec<u8>>, Unread> {
        self.named(&format!("{at}/__substg1.0_{of:04X}{kind}"))
    }

    fn named(&mut self, path: &str) -> Result<Option<Vec<u8>>, Unread> {
        if !self.file.is_stream(path) {
            return Ok(None);
        }
        let stream = self.file.open_stream(path).map_err(|why| broken(&why))?;
        if stream.len() > self.left {
            return Err(unread(Unreadable::TooLarge, ""));
        }
        self.left -= stream.len();
        let mut bytes = Vec::new();
        stream
            .take(self.left.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|why| broken(&why))?;
        Ok(Some(bytes))
    }

    /// The properties of a fixed length.
    fn numbers(&mut self, at: &str, fixed: usize) -> Result<Numbers, Unread> {
        let bytes = self.named(&format!("{at}/__properties_version1.0"))?;
        let Some(bytes) = bytes else {
            return Err(unread(Unreadable::NotALetter, "no properties"));
        };
        let rows = bytes.get(fixed..).unwrap_or_default().chunks_exact(16);
        let row = |row: &[u8]| {
            let (id, value) = (row.get(2..4)?, row.get(8..16)?);
            Some((
                u16::from_le_bytes(id.try_into().ok()?),
                u64::from_le_bytes(value.try_into().ok()?),
            ))
        };
        Ok(Numbers(rows.filter_map(row).collect()))
    }
}

fn broken(why: &std::io::Error) -> Unread {
    unread(Unreadable::NotALetter, &why.to_string())
}

/// The properties of a fixed length, by their numbers.
struct Numbers(Vec<(u16, u64)>);

impl Numbers {
    fn find(&self, of: u16) -> Option<u64> {
        self.0.iter().find(|(id, _)| *id == of).map(|(_, value)| *value)
    }
}

/// Hundreds of nanoseconds since 1601, as the head of a letter has a moment.
fn date(ticks: u64) -> Option<String> {
    const TO_1970: u64 = 11_644_473_600;
    let seconds = (ticks / 10_000_000).checked_sub(TO_1970)?;
    Some(DateTime::from_timestamp(seconds as i64, 0)?.to_rfc2822())
}

/// The character set of a code page of Windows.
fn charset(page: u32) -> Option<&'static Encoding> {
    let label = match page {
        65_001 => "utf-8".to_owned(),
        20_127 => "us-ascii".to_owned(),
        28_591..=28_605 => format!("iso-8859-{}", page - 28_590),
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        page => format!("windows-{page}"),
    };
    Encoding::for_label(label.as_bytes())
}
