//! One part of a letter: from its head and its body to what goes on record of it.

use sha2::{Digest, Sha256};

use super::charset::{self, Guess, composed};
use super::head::{self, Field};
use super::html::{self, Page};
use super::key::{self, Piece};
use super::kinds::{self, Judged};
use super::message::MailPart;
use super::params::Params;
use super::sort::{Sort, sort};
use super::{flag, flowed, pkcs7, saved, transfer};
use crate::core::hex::hex;
use crate::core::letter::{Part, PartKind};
use crate::core::names::BlobId;

/// What lies in a part and is taken apart as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// Nothing, or nothing that mail knows.
    Nothing,
    /// A letter.
    Letter,
    /// A letter as Outlook saves it.
    Outlook,
    /// The letter's own parts, signed.
    Signed,
}

/// A part on its way into the list.
pub(super) struct Leaf {
    pub part: MailPart,
    pub piece: Piece,
    pub holds: Holds,
    /// Where its name stands.
    disposition: Params,
    ctype: Params,
    /// It is words that the reader of the letter sees.
    pub shown: Option<Shown>,
    /// Of several forms of one text, which they belong to.
    pub alternative: Option<usize>,
}

/// Words that are shown.
pub(super) struct Shown {
    /// What they were read in.
    pub charset: String,
    /// Their page, where they are HTML.
    pub page: Option<Page>,
}

/// The head of a part, as far as it says what the part is.
pub(super) struct Label {
    pub ctype: Params,
    disposition: Params,
    encoding: String,
    cid: String,
}

/// The first line of that name.
pub(super) fn field<'a>(fields: &'a [Field], name: &str) -> &'a [u8] {
    fields
        .iter()
        .find(|f| f.name == name)
        .map_or(b"", |f| f.value.as_slice())
}

impl Label {
    /// Reads it from a head; `default` is the type where none is said.
    pub fn of(fields: &[Field], default: &str) -> Self {
        let mut ctype = Params::of(field(fields, "content-type"));
        if !ctype.word.contains('/') {
            ctype.word = default.to_owned();
        }
        let cid = String::from_utf8_lossy(field(fields, "content-id")).into_owned();
        Self {
            ctype,
            disposition: Params::of(field(fields, "content-disposition")),
            encoding: Params::of(field(fields, "content-transfer-encoding")).word,
            cid: cid.trim().trim_matches(['<', '>']).to_owned(),
        }
    }

    fn is_file(&self) -> bool {
        let names = |params: &Params, name| {
            params
                .text(name, &Guess::default())
                .is_some_and(|n| !n.trim().is_empty())
        };
        self.disposition.word == "attachment"
            || names(&self.disposition, "filename")
            || names(&self.ctype, "name")
    }
}

/// Types whose words are shown where they are no file.
const SHOWN: &[&str] = &["text/plain", "text/html", "text/enriched", "text/richtext"];

/// Types in which programs tell each other how a letter fared.
const NOTICES: &[&str] = &[
    "message/delivery-status",
    "message/disposition-notification",
    "message/feedback-report",
    "message/global-delivery-status",
    "text/rfc822-headers",
    "message/rfc822-headers",
];

impl Leaf {
    /// A part with this head and this body.
    pub fn new(label: Label, body: &[u8], mut flags: Vec<&'static str>, alternative: Option<usize>) -> Self {
        let (bytes, damage) = transfer::decoded(body, &label.encoding);
        flags.extend(damage);
        let mut out = Self::bare(bytes, label.ctype.word.clone());
        let is_file = label.is_file();
        out.part.cid = label.cid;
        out.ctype = label.ctype;
        out.disposition = label.disposition;
        out.alternative = alternative;
        let judged = kinds::judged(&out.part.bytes, &out.part.declared);
        let is_known = !judged.media.starts_with("text/")
            && !["application/octet-stream", "application/x-empty"].contains(&judged.media.as_str());
        let declared = out.part.declared.clone();
        if NOTICES.contains(&declared.as_str()) {
            out.text(&mut flags);
            out.part.part.kind = PartKind::Text;
            if declared.ends_with("rfc822-headers") {
                let head = head::letter(&out.part.bytes, usize::MAX).unwrap_or_default();
                out.part.headers = super::heading::headers(&head.fields, &Guess::default());
            }
        } else if ["message/partial", "message/external-body"].contains(&declared.as_str()) {
            out.part.part.media = judged.media;
            flags.push(flag::CANNOT_OPEN);
        } else if SHOWN.contains(&declared.as_str()) && !is_file && !is_known {
            let shown = out.text(&mut flags);
            out.part.part.kind = PartKind::Text;
            out.shown = Some(shown);
        } else {
            out.file(judged, &mut flags);
        }
        out.flag(flags);
        out
    }

    /// A file that was found in an archive.
    pub fn entry(name: &str, bytes: Vec<u8>, flags: Vec<String>) -> Self {
        let mut out = Self::bare(bytes, String::new());
        let judged = kinds::judged(&out.part.bytes, "");
        out.part.part.name = name.to_owned();
        let mut more = Vec::new();
        out.file(judged, &mut more);
        // Its archive adds the bytes of all.
        out.piece = Piece::Nothing;
        out.part.part.flags = flags;
        out.flag(more);
        out.cut_name();
        out
    }

    fn bare(bytes: Vec<u8>, declared: String) -> Self {
        let digest: [u8; 32] = Sha256::digest(&bytes).into();
        Self {
            part: MailPart {
                part: Part {
                    sha256: BlobId(hex(&digest)),
                    name: String::new(),
                    size: bytes.len() as u64,
                    kind: PartKind::Other,
                    media: "application/octet-stream".to_owned(),
                    flags: Vec::new(),
                    inside: None,
                },
                bytes,
                text: None,
                declared,
                cid: String::new(),
                headers: Vec::new(),
            },
            piece: Piece::Hash(digest),
            holds: Holds::Nothing,
            disposition: Params::default(),
            ctype: Params::default(),
            shown: None,
            alternative: None,
        }
    }

    fn flag(&mut self, flags: Vec<&'static str>) {
        for flag in flags {
            if !self.part.part.flags.iter().any(|f| f == flag) {
                self.part.part.flags.push(flag.to_owned());
            }
        }
    }

    /// What came as a file: a letter, something that is signed, or what its bytes are.
    fn file(&mut self, judged: Judged, flags: &mut Vec<&'static str>) {
        let name = self.said_name(&Guess::default()).to_lowercase();
        let declared = self.part.declared.as_str();
        let is_letter = declared.starts_with("message/") || has_ending(&name, "eml");
        if is_letter && (declared == "message/rfc822" || sort(&self.part.bytes) == Sort::Letter) {
            self.holds = Holds::Letter;
            self.part.part.kind = PartKind::Archive;
            self.part.part.media = "message/rfc822".to_owned();
            return;
        }
        flags.extend(judged.flags);
        self.part.part.kind = judged.kind;
        self.part.part.media = judged.media;
        if matches!(pkcs7::opened(&self.part.bytes), Some(pkcs7::Wrapping::Signed(_))) {
            self.holds = Holds::Signed;
        }
        if self.part.part.media == saved::MEDIA {
            self.holds = Holds::Outlook;
        }
        let media = self.part.part.media.as_str();
        let unnamed_text = media == "application/octet-stream" && !self.part.bytes.contains(&0);
        let is_text = ["text/plain", "text/csv", "text/html"].contains(&media)
            || unnamed_text && self.part.declared.starts_with("text/");
        if is_text {
            self.text(flags);
            if unnamed_text {
                // Words in an older character set.
                self.part.part.kind = PartKind::Document;
                self.part.part.media = "text/plain".to_owned();
            }
        }
        let about_people = ["text/calendar", "text/vcard", "text/x-vcard", "text/directory"];
        if about_people.contains(&self.part.declared.as_str()) {
            self.part.part.kind = PartKind::Other;
        }
    }

    /// Reads its words.
    fn text(&mut self, flags: &mut Vec<&'static str>) -> Shown {
        let said = self
            .ctype
            .plain("charset")
            .map(|l| String::from_utf8_lossy(l).into_owned());
        let is_page = self.part.declared == "text/html" || self.part.part.media == "text/html";
        let said = said.or_else(|| is_page.then(|| set_of_page(&self.part.bytes)).flatten());
        let mut read = charset::read(&self.part.bytes, said.as_deref(), &Guess::default());
        flags.append(&mut read.flags);
        let text = with_line_feeds(read.text);
        // The key is of the lines as they were sent: whoever passes a letter on does not break them anew.
        self.piece = key::of_text(&text);
        let says = |name, word: &str| {
            let value = self.ctype.plain(name);
            value.is_some_and(|v| v.trim_ascii().eq_ignore_ascii_case(word.as_bytes()))
        };
        let text = if !is_page && says("format", "flowed") {
            flowed::joined(&text, says("delsp", "yes"))
        } else {
            text
        };
        self.part.part.media = if is_page { "text/html" } else { "text/plain" }.to_owned();
        let page = is_page.then(|| {
            let mut page = html::page(&text);
            // Words that are written as numbers of characters may be those of an older set all the same.
            let words = charset::read(page.text.as_bytes(), Some("utf-8"), &Guess::default());
            page.text = words.text;
            page
        });
        self.part.text = Some(page.as_ref().map_or(text, |page| page.text.clone()));
        Shown {
            charset: read.charset,
            page,
        }
    }

    fn said_name(&self, guess: &Guess) -> String {
        let named = |params: &Params, name| params.text(name, guess).filter(|n| !n.trim().is_empty());
        let name = named(&self.disposition, "filename").or_else(|| named(&self.ctype, "name"));
        name.unwrap_or_else(|| self.part.part.name.clone())
    }

    /// Gives it its name, now that it is known what the letter is written in.
    pub fn name(&mut self, guess: &Guess) {
        self.part.part.name = self.said_name(guess);
        self.cut_name();
    }

    fn cut_name(&mut self) {
        let name = composed(self.part.part.name.trim());
        let end = (0..=name.len().min(255))
            .rev()
            .find(|i| name.is_char_boundary(*i));
        let cut = name.get(..end.unwrap_or(0)).unwrap_or_default();
        if cut.len() < name.len() {
            self.flag(vec![flag::NAME_CUT]);
        }
        self.part.part.name = cut.to_owned();
    }
}

fn has_ending(name: &str, ending: &str) -> bool {
    name.trim().rsplit_once('.').is_some_and(|(_, e)| e == ending)
}

fn with_line_feeds(text: String) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    }
}

/// The character set that a page says it is in.
fn set_of_page(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..2_048).unwrap_or(bytes)).to_ascii_lowercase();
    let (_, value) = head.split_once("charset=")?;
    let value = value.trim_start_matches(['"', '\'', ' ']);
    let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)))?;
    value.get(..end).filter(|v| !v.is_empty()).map(str::to_owned)
}
