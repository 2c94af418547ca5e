//! Letters found by their words: those of the letter itself and of what is attached (decision 15: a mark that was typed must
//! be there, one that was not may be).
//!
//! The words stand in the store's index, which is made here of the files that are kept and can be thrown away at any time.
//! The index sorts out, what is written decides. Whatever comes out passes the one place that says who may see a letter.

use std::collections::BTreeSet;
use std::io::Read;

use super::excerpt::excerpt;
use crate::core::fact::{Fact, LetterFact};
use crate::core::letter::{LetterKept, PartKind};
use crate::core::names::{BlobId, LetterId};
use crate::core::time::Stamp;
use crate::extract::Reader;
use crate::jail::Jail;
use crate::ledger::{HouseLedger, Ledger, LedgerError};
use crate::mail::{self, Limits, Mail};
use crate::store::{Blobs, Passage, Search, Site, Sought, StoreError};
use crate::text::fold::Fit;
use crate::text::{Needle, folded};

/// The most words of one part, in bytes.
const PART_MOST: usize = 200_000;
/// Letters that go into the index together.
const TOGETHER: usize = 32;
/// Letters that are shown for one question.
const SHOWN_MOST: usize = 1_000;

/// A letter that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its name.
    pub letter: LetterId,
    /// When it was received.
    pub at: Stamp,
    /// The place of the part with the words; `None`: the letter itself.
    pub part: Option<u32>,
    /// The piece of text that shows them.
    pub excerpt: String,
    /// How well they fit: 0 all together as they were typed, 1 together but for marks, 2 apart.
    pub rank: u8,
}

/// Finds letters by their words.
pub struct Finder {
    site: Site,
    index: Box<dyn Search>,
    blobs: Box<dyn Blobs>,
    reader: Option<Reader>,
}

impl Finder {
    /// The finder of a ledger's house. Without a jail it knows no words of attachments. Where nothing is to be written its
    /// index is its own and begins empty.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn open(ledger: &Ledger, jail: Option<Jail>) -> Result<Self, LedgerError> {
        let site = ledger.site().clone();
        let index = index(&site, ledger.read_only().is_some())?;
        Ok(Self {
            blobs: site.blobs(),
            site,
            index,
            reader: jail.map(Reader::new),
        })
    }

    /// Takes letters into the index that are not in it yet, at most `most` of those that may be seen here; gives how many are
    /// left. What a sweep has taken in is there already.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn catch_up(
        &mut self,
        house: &mut HouseLedger,
        ledger: &Ledger,
        most: usize,
    ) -> Result<usize, LedgerError> {
        let known = match self.index.known() {
            Err(StoreError::Damaged { .. }) => {
                self.renew(ledger)?;
                BTreeSet::new()
            }
            known => known?,
        };
        let shown = house.house().shown(ledger.rights().eyes(), ledger.campaign());
        let missing: Vec<LetterId> = shown
            .map(|l| l.id.letter())
            .filter(|id| !known.contains(id))
            .collect();
        let wanted: BTreeSet<&LetterId> = missing.iter().take(most).collect();
        let (mut some, mut outcome) = (Vec::new(), Ok(()));
        let (index, blobs, reader) = (&mut self.index, self.blobs.as_ref(), &mut self.reader);
        house.each_letter(
            ledger,
            &|l| wanted.contains(&l.id.letter()),
            &mut |letter, whole| {
                let passages = match &whole.kept.fact {
                    // Where words were removed, none are brought back.
                    fact if fact.has_gone() => Vec::new(),
                    Fact::Letter(LetterFact::Kept(kept)) => passages(blobs, reader, kept),
                    _ => Vec::new(),
                };
                some.push((letter.id.letter(), passages));
                if some.len() >= TOGETHER && outcome.is_ok() {
                    outcome = index.keep(&std::mem::take(&mut some), &folded);
                }
            },
        )?;
        outcome?;
        self.index.keep(&some, &folded)?;
        Ok(missing.len() - wanted.len())
    }

    /// The letters with these words that may be seen here: the best first, of equally good ones the newest.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn find(
        &mut self,
        house: &HouseLedger,
        ledger: &Ledger,
        typed: &str,
    ) -> Result<Vec<Found>, LedgerError> {
        let phrase = Needle::new(typed);
        let words = phrase.words();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let sought = Sought {
            written: words.iter().map(|w| w.typed().to_owned()).collect(),
            folded: words.iter().map(|w| folded(w.typed())).collect(),
        };
        let (eyes, campaign) = (ledger.rights().eyes(), ledger.campaign());
        let shows = |id: &LetterId| {
            let letter = house.house().letter(id);
            letter.is_some_and(|l| house.house().shows(l, eyes, campaign))
        };
        let mut found = Vec::new();
        self.index.find(&sought, &shows, &mut |id, passages| {
            let at = house.house().letter(&id).map(|l| l.at);
            found.extend(at.and_then(|at| fitting(id, at, &passages, &phrase, &words)));
            found.len() < SHOWN_MOST
        })?;
        found.sort_by_key(|f| (f.rank, std::cmp::Reverse(f.at)));
        Ok(found)
    }

    fn renew(&mut self, ledger: &Ledger) -> Result<(), LedgerError> {
        self.site.discard_search();
        self.index = index(&self.site, ledger.read_only().is_some())?;
        Ok(())
    }
}

fn index(site: &Site, is_own: bool) -> Result<Box<dyn Search>, StoreError> {
    if is_own || !site.is_there() {
        return Site::memory().search();
    }
    site.search()
}

/// What was found in a letter; `None`: a mark that was typed is not there.
fn fitting(
    id: LetterId,
    at: Stamp,
    passages: &[Passage],
    phrase: &Needle,
    words: &[Needle],
) -> Option<Found> {
    let mut best: Option<(u8, usize, &Passage)> = None;
    let mut there = vec![false; words.len()];
    for passage in passages {
        let mut count = 0;
        for (word, there) in words.iter().zip(&mut there) {
            if word.begins_a_word(&passage.text) {
                count += 1;
                *there = true;
            }
        }
        if count == 0 {
            continue;
        }
        let rank = match phrase.matches(&passage.text) {
            Some(rank) if rank.place <= Fit::WordStart => u8::from(rank.loose > 0),
            _ => 2,
        };
        let is_better =
            best.is_none_or(|(r, c, _)| (rank, std::cmp::Reverse(count)) < (r, std::cmp::Reverse(c)));
        if is_better {
            best = Some((rank, count, passage));
        }
    }
    let (rank, _, passage) = best.filter(|_| there.iter().all(|t| *t))?;
    Some(Found {
        letter: id,
        at,
        part: passage.part,
        excerpt: excerpt(&passage.text, words),
        rank,
    })
}

/// The words of a letter, from the files that are kept: what was removed gives none.
fn passages(blobs: &dyn Blobs, reader: &mut Option<Reader>, kept: &LetterKept) -> Vec<Passage> {
    let claims = &kept.claims;
    let mut own = format!("{}\n{}", claims.subject, claims.from);
    if let Some(mail) = file(blobs, &kept.copy.raw).and_then(|raw| mail::read(&raw, &Limits::default()).ok())
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
            PartKind::Document => reader.as_mut().and_then(|reader| {
                let bytes = file(blobs, &part.sha256)?;
                reader.text(&bytes, &part.media, PART_MOST).ok()
            }),
            PartKind::Photo | PartKind::Video | PartKind::Archive | PartKind::Other => None,
        };
        let text = text.map_or_else(String::new, |told| told.text);
        if !part.name.is_empty() || !text.is_empty() {
            out.push(Passage {
                part: Some(place as u32),
                text: cut(format!("{}\n{text}", part.name)),
            });
        }
    }
    out
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
    let end = (0..=PART_MOST.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at));
    text.truncate(end.unwrap_or(0));
    text
}

/// The bytes of a kept file; `None` where they are gone or cannot be had: then its words are not found, and nothing else.
fn file(blobs: &dyn Blobs, id: &BlobId) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    blobs.open(id).ok()??.read_to_end(&mut bytes).ok()?;
    Some(bytes)
}
