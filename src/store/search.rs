//! The words of letters, for finding them: what an index of them promises. All of it is made of files that are kept, so it
//! can go at any time and is made anew.
//!
//! It must never know what a word means, nor which spellings are one: it is handed the words as they are written and once
//! more as they are compared.

use std::collections::BTreeSet;

use super::error::StoreError;
use crate::core::names::LetterId;

/// The words of one part of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The place of the part in the letter; `None` for the letter itself: sender, subject, its own words.
    pub part: Option<u32>,
    /// Its words as they are written.
    pub text: String,
}

/// What is looked for, as words that each begin a word: all of them must be there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sought {
    /// As they were typed; letters that have them so come first.
    pub written: Vec<String>,
    /// As they are compared.
    pub folded: Vec<String>,
}

/// An index of the words of letters.
pub trait Search: Send {
    /// The letters that are in it, also those without words.
    ///
    /// # Errors
    /// [`StoreError::Damaged`]: it is of no use any more, and best made anew. Otherwise it cannot be read just now.
    fn known(&mut self) -> Result<BTreeSet<LetterId>, StoreError>;
    /// Keeps the words of letters, in the place of what was kept of each. `folded` gives words as they are compared.
    ///
    /// # Errors
    /// As for [`Search::known`].
    fn keep(
        &mut self,
        letters: &[(LetterId, Vec<Passage>)],
        folded: &dyn Fn(&str) -> String,
    ) -> Result<(), StoreError>;
    /// Takes the words of letters out, so that they stand nowhere in its file either.
    ///
    /// # Errors
    /// As for [`Search::known`].
    fn forget(&mut self, letters: &[LetterId]) -> Result<(), StoreError>;
    /// The words that are kept of a letter; `None`: it is not in it, or not as it was kept.
    ///
    /// # Errors
    /// As for [`Search::known`].
    fn passages(&mut self, letter: &LetterId) -> Result<Option<Vec<Passage>>, StoreError>;
    /// Shows the letters that may fit and that `wanted` takes, those that fit as typed first, then the ones kept last, with
    /// their passages; until `each` gives false. One whose words are not as they were kept is left out and taken out.
    ///
    /// # Errors
    /// As for [`Search::known`].
    fn find(
        &mut self,
        sought: &Sought,
        wanted: &dyn Fn(&LetterId) -> bool,
        each: &mut dyn FnMut(LetterId, Vec<Passage>) -> bool,
    ) -> Result<(), StoreError>;
}
