//! The clerk's part of what sessions leave for each other: forms that are open, letters that are looked at, how far somebody
//! has looked. Where one of these cannot be told or kept, nobody is the worse for it.
//!
//! It must never know what is on the screen.

use crate::core::names::UnitCode;
use crate::tui::clerk::Clerk;
use crate::tui::msg::{Answer, News};

/// So many of the last facts are looked through for what others have done since somebody last looked.
const NEWS_MOST: usize = 1_000;

impl Clerk {
    /// Speaks the language of whoever sits here.
    pub(super) fn speak(&mut self, lang: crate::core::names::Lang) -> Vec<Answer> {
        self.cat.set_lang(lang);
        Vec::new()
    }

    /// Tells others on which units a form is open here.
    pub(super) fn claim(&mut self, units: &[UnitCode]) -> Vec<Answer> {
        let _told = self.ledger.claim(units);
        Vec::new()
    }

    /// Withdraws what others were told, and what is under way.
    pub(super) fn withdraw(&mut self) -> Vec<Answer> {
        self.dismiss_scribe();
        self.look_at(&[]);
        self.claim(&[])
    }

    /// Keeps how far whoever sits here has looked; where that cannot be kept, the next list is longer.
    pub(super) fn keep_seen(&mut self, seq: u64) -> Vec<Answer> {
        let _kept = self.ledger.set_seen_up_to(seq);
        vec![Answer::Kept]
    }

    /// What others have done since whoever sits here last looked; nothing where nobody ever looked, or nothing was done.
    pub(super) fn since(&mut self) -> Option<Answer> {
        let looked = self.ledger.seen_up_to().ok().flatten()?;
        let (facts, more) = self.ledger.by_others(looked.seq, NEWS_MOST).ok()?;
        (!facts.is_empty()).then(|| {
            Answer::Since(Box::new(News {
                last: looked.at,
                facts,
                more,
            }))
        })
    }

    /// What stands beside the facts that were told just now: whose forms are open, and the letters, as far as they have changed.
    pub(super) fn beside(&mut self) -> Vec<Answer> {
        if !std::mem::take(&mut self.beside_due) {
            return Vec::new();
        }
        self.claims().into_iter().chain(self.letters_news()).collect()
    }

    /// Whose forms are open, if that has changed.
    fn claims(&mut self) -> Option<Answer> {
        let claims = self.ledger.claims().unwrap_or_default();
        if claims == self.claims {
            return None;
        }
        self.claims.clone_from(&claims);
        Some(Answer::Claims(claims))
    }
}
