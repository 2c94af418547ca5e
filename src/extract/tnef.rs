//! `winmail.dat`: what Outlook wraps a letter's attachments in when it thinks that Outlook reads it (TNEF, `[MS-OXTNEF]`).
//!
//! A list of attributes, each with a length and a sum; an attachment begins with its own, and the names in Unicode stand in
//! a list of properties inside one.

use encoding_rs::{Encoding, WINDOWS_1252};

use super::told::{Entry, Lacking};

const MARK: &[u8] = b"\x78\x9f\x3e\x22";
/// Entries of one that are looked at.
const ENTRIES_MOST: usize = 2_000;

const CODEPAGE: u32 = 0x0006_9007;
const BODY: u32 = 0x0002_800c;
const MESSAGE: u32 = 0x0006_9003;
const BEGINS: u32 = 0x0006_9002;
const TITLE: u32 = 0x0001_8010;
const DATA: u32 = 0x0006_800f;
const ATTACHMENT: u32 = 0x0006_9005;

const P_DATA: u16 = 0x3701;
const P_LONG_NAME: u16 = 0x3707;
const P_NAME: u16 = 0x3704;
const P_BODY: u16 = 0x1000;
const P_HTML: u16 = 0x1013;
/// Before the bytes of an object in a property stands what kind of object it is.
const OBJECT_HEAD: usize = 16;

/// Whether bytes begin as one.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    bytes.starts_with(MARK)
}

/// What it holds: the letter's own words first, where it has any, then its attachments.
pub(super) fn entries(bytes: &[u8]) -> Result<Vec<Entry>, Lacking> {
    let mut rest = Bytes(bytes.strip_prefix(MARK).ok_or(Lacking::Unfit)?);
    rest.take(2).ok_or(Lacking::Unfit)?;
    let mut found = Found::default();
    while !rest.0.is_empty() {
        let Some((id, data, sum)) = attribute(&mut rest) else {
            found.note("damaged");
            break;
        };
        let own: u16 = data.iter().fold(0, |sum, b| sum.wrapping_add(u16::from(*b)));
        found.take(id, data)?;
        if own != sum {
            found.note("damaged");
        }
    }
    found.all.splice(0..0, found.body.take());
    Ok(found.all)
}

fn attribute<'a>(rest: &mut Bytes<'a>) -> Option<(u32, &'a [u8], u16)> {
    let _level = rest.take(1)?;
    let id = rest.four()?;
    let length = rest.four()? as usize;
    let data = rest.take(length)?;
    Some((id, data, rest.two()?))
}

#[derive(Default)]
struct Found {
    codepage: u32,
    body: Option<Entry>,
    all: Vec<Entry>,
}

impl Found {
    fn take(&mut self, id: u32, data: &[u8]) -> Result<(), Lacking> {
        match id {
            CODEPAGE => self.codepage = Bytes(data).four().unwrap_or_default(),
            BODY => {
                let words = self.text(data);
                self.body
                    .get_or_insert_with(|| entry("body.txt", Some(words.into_bytes())));
            }
            MESSAGE => {
                for (name, value) in properties(data, self.charset()) {
                    let file = match name {
                        P_BODY => "body.txt",
                        P_HTML => "body.html",
                        _ => continue,
                    };
                    let bytes = value.bytes();
                    self.body.get_or_insert_with(|| entry(file, Some(bytes)));
                }
            }
            BEGINS if self.all.len() >= ENTRIES_MOST => return Err(Lacking::Beyond),
            BEGINS => self.all.push(entry("", None)),
            TITLE => {
                let name = self.text(data);
                if let Some(last) = self.all.last_mut().filter(|e| e.name.is_empty()) {
                    last.name = name;
                }
            }
            DATA => {
                if let Some(last) = self.all.last_mut() {
                    last.bytes = Some(data.to_vec());
                }
            }
            ATTACHMENT => {
                let given = properties(data, self.charset());
                if let Some(last) = self.all.last_mut() {
                    let named = |wanted| {
                        given
                            .iter()
                            .find(|(name, _)| *name == wanted)
                            .map(|(_, v)| v.words())
                    };
                    if let Some(name) = named(P_LONG_NAME).or_else(|| named(P_NAME)) {
                        last.name = name;
                    }
                    if last.bytes.is_none()
                        && let Some((_, Value::Bytes(data))) =
                            given.into_iter().find(|(name, _)| *name == P_DATA)
                    {
                        last.bytes = Some(data);
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn charset(&self) -> &'static Encoding {
        let label = match self.codepage {
            65001 => "utf-8".to_owned(),
            page => format!("windows-{page}"),
        };
        Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252)
    }

    fn text(&self, data: &[u8]) -> String {
        decoded(data, self.charset())
    }

    fn note(&mut self, word: &str) {
        if let Some(last) = self.all.last_mut().or(self.body.as_mut())
            && !last.flags.iter().any(|f| f == word)
        {
            last.flags.push(word.to_owned());
        }
    }
}

fn entry(name: &str, bytes: Option<Vec<u8>>) -> Entry {
    Entry {
        name: name.to_owned(),
        bytes,
        flags: Vec::new(),
    }
}

fn decoded(data: &[u8], charset: &'static Encoding) -> String {
    charset
        .decode_without_bom_handling(data)
        .0
        .trim_end_matches('\0')
        .to_owned()
}

enum Value {
    Text(String),
    Bytes(Vec<u8>),
    Other,
}

impl Value {
    fn bytes(self) -> Vec<u8> {
        match self {
            Self::Text(words) => words.into_bytes(),
            Self::Bytes(bytes) => bytes,
            Self::Other => Vec::new(),
        }
    }

    fn words(&self) -> String {
        match self {
            Self::Text(words) => words.clone(),
            Self::Bytes(_) | Self::Other => String::new(),
        }
    }
}

/// The properties in a list of them, as far as it can be followed.
fn properties(data: &[u8], charset: &'static Encoding) -> Vec<(u16, Value)> {
    let mut rest = Bytes(data);
    let count = rest.four().unwrap_or_default();
    let mut out = Vec::new();
    for _ in 0..count {
        match property(&mut rest, charset) {
            Some(found) => out.push(found),
            None => break,
        }
    }
    out
}

fn property(rest: &mut Bytes<'_>, charset: &'static Encoding) -> Option<(u16, Value)> {
    let kind = rest.two()?;
    let name = rest.two()?;
    if name >= 0x8000 {
        named(rest)?;
    }
    let many = kind & 0x1000 != 0;
    let kind = kind & 0x0fff;
    // How many bytes a value of a fixed size takes, padded to four.
    let fixed = match kind {
        0x0002 | 0x000b | 0x0003 | 0x0004 | 0x000a => Some(4),
        0x0005 | 0x0006 | 0x0007 | 0x0014 | 0x0040 => Some(8),
        0x0048 => Some(16),
        0x001e | 0x001f | 0x0102 | 0x000d => None,
        _ => return None,
    };
    let count = if many || fixed.is_none() { rest.four()? } else { 1 };
    let mut value = Value::Other;
    for _ in 0..count {
        let Some(size) = fixed else {
            let length = rest.four()? as usize;
            let data = rest.take(length)?;
            rest.take((4 - length % 4) % 4)?;
            value = match kind {
                0x001e => Value::Text(decoded(data, charset)),
                0x001f => Value::Text(wide(data)),
                0x000d => Value::Bytes(data.get(OBJECT_HEAD..)?.to_vec()),
                _ => Value::Bytes(data.to_vec()),
            };
            continue;
        };
        rest.take(size)?;
    }
    Some((name, value))
}

/// The own name of a property that has one: passed over.
fn named(rest: &mut Bytes<'_>) -> Option<()> {
    rest.take(16)?;
    if rest.four()? == 0 {
        return rest.take(4).map(drop);
    }
    let length = rest.four()? as usize;
    rest.take(length)?;
    rest.take((4 - length % 4) % 4).map(drop)
}

fn wide(data: &[u8]) -> String {
    let units = data
        .as_chunks::<2>()
        .0
        .iter()
        .map(|pair| u16::from_le_bytes(*pair));
    let text: String = char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect();
    text.trim_end_matches('\0').to_owned()
}

/// What is left of some bytes.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn two(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes(*self.take(2)?.first_chunk()?))
    }

    fn four(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(*self.take(4)?.first_chunk()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attribute(level: u8, id: u32, data: &[u8]) -> Vec<u8> {
        let sum: u16 = data.iter().fold(0, |sum, b| sum.wrapping_add(u16::from(*b)));
        let length = data.len() as u32;
        [
            &[level][..],
            &id.to_le_bytes(),
            &length.to_le_bytes(),
            data,
            &sum.to_le_bytes(),
        ]
        .concat()
    }

    fn text_property(name: u16, text: &str) -> Vec<u8> {
        let wide: Vec<u8> = text
            .encode_utf16()
            .chain([0])
            .flat_map(u16::to_le_bytes)
            .collect();
        let mut out = [
            &0x001f_u16.to_le_bytes()[..],
            &name.to_le_bytes(),
            &1_u32.to_le_bytes(),
        ]
        .concat();
        out.extend((wide.len() as u32).to_le_bytes());
        out.extend(&wide);
        out.resize(out.len().next_multiple_of(4), 0);
        out
    }

    /// A `winmail.dat` as Outlook writes one: two attachments, the first with a long name in Unicode.
    fn made() -> Vec<u8> {
        let number = [
            &0x0003_u16.to_le_bytes()[..],
            &0x3705_u16.to_le_bytes(),
            &1_u32.to_le_bytes(),
        ]
        .concat();
        let list = [
            2_u32.to_le_bytes().to_vec(),
            number,
            text_property(P_LONG_NAME, "Báo cáo Đắk Lắk.pdf"),
        ]
        .concat();
        [
            MARK.to_vec(),
            vec![1, 0],
            attribute(1, CODEPAGE, &[1252_u32.to_le_bytes(), [0; 4]].concat()),
            attribute(1, BODY, b"Kinh gui\0"),
            attribute(2, BEGINS, &[0; 14]),
            attribute(2, TITLE, b"BAOCAO~1.PDF\0"),
            attribute(2, DATA, b"%PDF-1.4"),
            attribute(2, ATTACHMENT, &list),
            attribute(2, BEGINS, &[0; 14]),
            attribute(2, TITLE, b"anh.jpg\0"),
            attribute(2, DATA, b"\xff\xd8\xff"),
        ]
        .concat()
    }

    #[test]
    fn attachments_come_out_with_their_long_names() {
        let all = entries(&made()).unwrap();
        let told: Vec<_> = all
            .iter()
            .map(|e| (e.name.as_str(), e.bytes.as_deref().unwrap()))
            .collect();
        assert_eq!(
            told,
            [
                ("body.txt", &b"Kinh gui"[..]),
                ("Báo cáo Đắk Lắk.pdf", b"%PDF-1.4"),
                ("anh.jpg", b"\xff\xd8\xff")
            ]
        );
        assert!(all.iter().all(|e| e.flags.is_empty()));
    }

    #[test]
    fn what_is_cut_off_keeps_what_came_before() {
        let whole = made();
        for end in 6..whole.len() {
            let all = entries(&whole[..end]).unwrap();
            assert!(all.len() <= 3);
        }
        let cut = entries(&whole[..whole.len() - 1]).unwrap();
        assert_eq!(cut.last().unwrap().flags, ["damaged"]);
        assert_eq!(entries(b"\x78\x9f\x3e\x22"), Err(Lacking::Unfit));
    }
}
