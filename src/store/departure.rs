//! A store that its house leaves for another: the mark that says so in the store itself, so that every program obeys it, also
//! one that has the store open.
//!
//! It must never know what kind of place the other is.

use super::error::StoreError;
use super::journal::ReadFacts;
use crate::core::fact::Envelope;
use crate::core::names::CampaignId;

/// Where a store was moved to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The name of the other store, as people write it; without secrets.
    pub to: String,
    /// Is all of it there? While it is not, the move is to be gone on with.
    pub done: bool,
}

/// Leaving a store. Once it is marked nothing is written to it any more, by whichever program: that is
/// [`StoreError::Moved`]. It can still be read.
pub trait Departure: ReadFacts {
    /// Where the store was moved to; `None` as long as it is in use.
    ///
    /// # Errors
    /// The store cannot be read.
    fn moved(&mut self) -> Result<Option<Moved>, StoreError>;

    /// [`ReadFacts::read_after`] and [`Departure::moved`], for whoever keeps up and wants to know both each time: an engine that
    /// is far away is asked once.
    ///
    /// # Errors
    /// As for these.
    fn news(
        &mut self,
        stream: &CampaignId,
        after: u64,
        limit: usize,
    ) -> Result<(Vec<Envelope>, Option<Moved>), StoreError> {
        Ok((self.read_after(stream, after, limit)?, self.moved()?))
    }

    /// Takes the turn to write to every stream, those included that nobody has begun yet, calls `last` while nobody writes,
    /// and marks the store as on its way to `to`. False: `last` said no, and nothing was changed. What `last` reads it reads
    /// by another connection, to which the store is as it was.
    ///
    /// # Errors
    /// The store is marked already, others held the turn for too long, or it cannot be written.
    fn leave(&mut self, to: &str, last: &mut dyn FnMut() -> bool) -> Result<bool, StoreError>;

    /// Says of a store that is on its way that all of it is there.
    ///
    /// # Errors
    /// It cannot be written.
    fn has_left(&mut self) -> Result<(), StoreError>;

    /// Takes the mark of a store away that is on its way: the other was not made, and it is in use as before. One that has
    /// left stays marked.
    ///
    /// # Errors
    /// It cannot be written.
    fn stay(&mut self) -> Result<(), StoreError>;
}
