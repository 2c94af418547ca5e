//! Letters found by their words: those of the letter itself and of what is attached (decision 15: a mark that was typed must
//! be there, one that was not may be).
//!
//! The words stand in the store's index, which is made here of the files that are kept and can be thrown away at any time.
//! The index sorts out, what is written decides. Whatever comes out passes the one place that says who may see a letter.

use std::collections::BTreeSet;

use super::excerpt::excerpt;
use super::lector::{HasRead, Lector, Unread};
use crate::core::fact::{Fact, LetterFact};
use crate::core::names::LetterId;
use crate::core::time::Stamp;
use crate::jail::Jail;
use crate::ledger::{HouseLedger, Ledger, LedgerError};
use crate::store::{Passage, Search, Site, Sought, StoreError};
use crate::text::fold::Fit;
use crate::text::{Needle, folded};

/// Letters that go into the index together.
const TOGETHER: usize = 32;
/// Letters of which what is on record is at hand at a time.
const LOOKED_UP: usize = 2_048;
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
    jail: Option<Jail>,
    lector: Option<Lector>,
    /// Letters whose files could not be had here: they are left to whoever comes later, and not asked for again and again.
    lost: BTreeSet<LetterId>,
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
            index,
            site,
            jail,
            lector: None,
            lost: BTreeSet::new(),
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
        let (mut left, mut done) = (0, 0);
        while done < most {
            let (some, more) = self.unread(house, ledger, None, LOOKED_UP.min(most - done))?;
            left = more;
            if some.is_empty() {
                break;
            }
            done += some.len();
            for together in some.chunks(TOGETHER) {
                self.read(together)?;
            }
        }
        Ok(left)
    }

    /// Reads these letters here and now.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn read(&mut self, letters: &[Unread]) -> Result<(), LedgerError> {
        let mut lector = match self.lector.take() {
            Some(lector) => lector,
            None => self.lector(),
        };
        let read = letters.iter().map(|letter| lector.read(letter)).collect();
        self.lector = Some(lector);
        self.keep(read)
    }

    /// Somebody who reads letters for this index, on whatever thread.
    pub fn lector(&self) -> Lector {
        Lector::new(self.site.blobs(), self.jail.clone())
    }

    /// Letters that are not in the index yet, at most `most` of those that may be seen here and, where some are named, are
    /// named; and how many more there are.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn unread(
        &mut self,
        house: &mut HouseLedger,
        ledger: &Ledger,
        only: Option<&[LetterId]>,
        most: usize,
    ) -> Result<(Vec<Unread>, usize), LedgerError> {
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
            .filter(|id| {
                only.is_none_or(|only| only.contains(id)) && !known.contains(id) && !self.lost.contains(id)
            })
            .collect();
        let wanted: BTreeSet<&LetterId> = missing.iter().take(most).collect();
        let mut some = Vec::new();
        house.each_letter(
            ledger,
            &|l| wanted.contains(&l.id.letter()),
            &mut |letter, whole| {
                some.push(Unread {
                    id: letter.id.letter(),
                    kept: match whole.kept.fact {
                        // Where words were removed, none are brought back.
                        fact if fact.has_gone() => None,
                        Fact::Letter(LetterFact::Kept(kept)) => Some(Box::new(kept)),
                        _ => None,
                    },
                });
            },
        )?;
        Ok((some, missing.len() - wanted.len()))
    }

    /// Takes into the index what was read.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn keep(&mut self, read: Vec<HasRead>) -> Result<(), LedgerError> {
        let (lost, read): (Vec<HasRead>, Vec<HasRead>) = read.into_iter().partition(|r| r.lost);
        self.lost.extend(lost.into_iter().map(|r| r.id));
        let letters: Vec<(LetterId, Vec<Passage>)> = read.into_iter().map(|r| (r.id, r.passages)).collect();
        Ok(self.index.keep(&letters, &folded)?)
    }

    /// The words of a letter that are at hand; `None`: it was not read yet.
    pub(super) fn words(&mut self, letter: &LetterId) -> Result<Option<Vec<Passage>>, LedgerError> {
        Ok(self.index.passages(letter)?)
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
