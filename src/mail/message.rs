//! What a letter is once it is taken apart.

use crate::core::letter::{Claims, Part, Unreadable};
use crate::core::names::LetterId;

/// A letter taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Its content key (decision 3): the same letter by another way has the same.
    pub key: LetterId,
    /// What it says of itself, as text in NFC.
    pub claims: Claims,
    /// Whom its `From` names.
    pub from: Vec<Address>,
    /// Its headers in their order.
    pub headers: Vec<Header>,
    /// The character set that its words were read in.
    pub charset: String,
    /// Its parts in their order; what is found inside another comes after it.
    pub parts: Vec<MailPart>,
    /// What was noticed about the whole, as stable words.
    pub flags: Vec<String>,
}

impl Mail {
    /// The values of a header, in their order; the name in small letters.
    pub fn header<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        values(&self.headers, name)
    }
}

/// The values of a header among others.
pub(super) fn values<'a>(headers: &'a [Header], name: &'a str) -> impl Iterator<Item = &'a str> {
    headers
        .iter()
        .filter(move |h| h.name == name)
        .map(|h| h.value.as_str())
}

/// A header line, unfolded and decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Its name, in small letters.
    pub name: String,
    /// Its value as text in NFC.
    pub value: String,
}

/// Somebody's address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The name beside it; may be empty.
    pub name: String,
    /// The address, `local@domain`.
    pub mail: String,
}

impl Address {
    /// What stands behind the last `@`, in small letters; empty without one.
    pub fn domain(&self) -> String {
        let domain = self.mail.rsplit_once('@').map_or("", |(_, domain)| domain);
        domain.trim_end_matches('.').to_lowercase()
    }
}

/// A part of a letter, with its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailPart {
    /// What goes on record of it.
    pub part: Part,
    /// Its decoded bytes.
    pub bytes: Vec<u8>,
    /// Its words, where it is text: in NFC, with line feeds alone.
    pub text: Option<String>,
    /// The media type that its sender claims, in small letters.
    pub declared: String,
    /// Its `Content-ID` without brackets; empty where there is none.
    pub cid: String,
    /// The headers of a letter in this letter; empty for any other part.
    pub headers: Vec<Header>,
}

impl MailPart {
    /// The values of a header of the letter that this part is.
    pub fn header<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        values(&self.headers, name)
    }
}

/// How much of a letter is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a letter.
    pub message: u64,
    /// Parts.
    pub parts: usize,
    /// Parts in parts.
    pub depth: usize,
    /// Letters in letters, archives in archives.
    pub nested: usize,
    /// Bytes of a head.
    pub header: usize,
    /// Seconds for one letter.
    pub seconds: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            message: 100 << 20,
            parts: 2_000,
            depth: 8,
            nested: 4,
            header: 256 << 10,
            seconds: 20,
        }
    }
}

/// Why a letter could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Why.
    pub why: Unreadable,
    /// More about it, for whoever looks into it.
    pub detail: String,
}
