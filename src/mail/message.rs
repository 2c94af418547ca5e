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
    /// What its reader sees first: of several forms of one text the written one, else that of its HTML.
    pub words: Words,
    /// The letters that are handed on in it, in their order: forwarded in its text, or attached whole.
    pub inner: Vec<Inner>,
    /// The hosts that links in its own words lead to, each once. Nothing is ever fetched from them.
    pub hosts: Vec<String>,
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
    /// Its value unfolded and not decoded: what has a grammar (who received it, who checked it) is read from this.
    pub raw: String,
}

/// The words of a letter, in NFC, with line feeds alone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// What its sender wrote.
    pub own: String,
    /// What its sender quotes of others: it speaks for nobody.
    pub quoted: String,
}

/// A letter that is handed on in another, as far as that tells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inner {
    /// Whom its `From` names.
    pub from: Vec<Address>,
    /// Its date, as it is written.
    pub date: String,
    /// Its subject.
    pub subject: String,
    /// Its message id; empty where that is not told.
    pub message_id: String,
    /// Its words.
    pub words: Words,
    /// The part that it is, where it is attached whole.
    pub part: Option<usize>,
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
