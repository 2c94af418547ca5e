//! Reads the words of letters from the files that are kept: a letter's own and those of what is attached. It may take long, so it
//! can be done on whatever thread.
//!
//! It must never know what is looked for, nor who may see it.

use std::io::Read;

use crate::core::letter::{LetterKept, PartKind};
use crate::core::names::{BlobId, LetterId};
use crate::extract::Reader;
use crate::jail::Jail;
use crate::mail::{self, Limits, Mail};
use crate::store::{Blobs, Passage, StoreError, lost};

/// The most words of one part, in bytes.
const PART_MOST: usize = 200_000;

/// A letter whose words are to be read; of one whose words were removed none are brought back.
pub struct Unread {
    pub(super) id: LetterId,
    pub(super) kept: Option<Box<LetterKept>>,
}

/// The words of a letter, as they were read.
pub struct HasRead {
    pub(super) id: LetterId,
    pub(super) passages: Vec<Passage>,
    /// The place of the files did not answer: it is to be read another time.
    pub(super) lost: bool,
}

/// Reads the words of letters.
pub struct Lector {
    blobs: Box<dyn Blobs>,
    reader: Option<Reader>,
}

impl Lector {
    /// One over these files. Without a jail it knows no words of attachments.
    pub fn new(blobs: Box<dyn Blobs>, jail: Option<Jail>) -> Self {
        Self {
            blobs,
            reader: jail.map(Reader::new),
        }
    }

    /// Reads a letter. What is gone or damaged gives no words and is no failure.
    pub fn read(&mut self, letter: &Unread) -> HasRead {
        let kept = letter.kept.as_deref();
        let read = kept.map_or_else(|| Ok(Vec::new()), |kept| self.passages(kept));
        HasRead {
            id: letter.id.clone(),
            lost: read.is_err(),
            passages: read.unwrap_or_default(),
        }
    }

    fn passages(&mut self, kept: &LetterKept) -> Result<Vec<Passage>, StoreError> {
        let blobs = self.blobs.as_ref();
        let claims = &kept.claims;
        let mut own = format!("{}\n{}", claims.subject, claims.from);
        if let Some(mail) =
            file(blobs, &kept.copy.raw)?.and_then(|raw| mail::read(&raw, &Limits::default()).ok())
        {
            own.push('\n');
            own.push_str(&words_of(&mail));
        }
        let mut out = vec![Passage {
            part: None,
            text: cut(own),
        }];
        for (place, part) in kept.parts.iter().enumerate() {
            let text = match part.kind {
                PartKind::Text | PartKind::Signature | PartKind::Decoration => continue,
                PartKind::Document => match self.reader.as_mut() {
                    Some(reader) => file(blobs, &part.sha256)?
                        .and_then(|bytes| reader.text(&bytes, &part.media, PART_MOST).ok()),
                    None => None,
                },
                PartKind::Photo | PartKind::Video | PartKind::Archive | PartKind::Other => None,
            };
            let text = text.map_or_else(String::new, |told| told.text);
            let text = mail::of_old_fonts(&text).unwrap_or(text);
            if !part.name.is_empty() || !text.is_empty() {
                out.push(Passage {
                    part: Some(place as u32),
                    text: cut(format!("{}\n{text}", part.name)),
                });
            }
        }
        Ok(out)
    }
}

/// A letter's own words and those of the letters that are handed on in it.
fn words_of(mail: &Mail) -> String {
    let inner = mail
        .inner
        .iter()
        .flat_map(|i| [&i.subject, &i.words.own, &i.words.quoted]);
    let all = [&mail.words.own, &mail.words.quoted].into_iter().chain(inner);
    let all: Vec<&str> = all.map(String::as_str).filter(|w| !w.is_empty()).collect();
    all.join("\n")
}

fn cut(mut text: String) -> String {
    text.truncate(text.floor_char_boundary(PART_MOST));
    text
}

/// The bytes of a file; `None` if it is gone or damaged.
fn file(blobs: &dyn Blobs, id: &BlobId) -> Result<Option<Vec<u8>>, StoreError> {
    let opened = match blobs.open(id) {
        Err(why) if why.is_of_the_place() => return Err(why),
        opened => opened.ok().flatten(),
    };
    let Some(mut file) = opened else { return Ok(None) };
    let mut bytes = Vec::new();
    match file.read_to_end(&mut bytes) {
        Ok(_) => Ok(Some(bytes)),
        Err(why) => lost(why).map_or(Ok(None), Err),
    }
}
