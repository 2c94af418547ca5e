//! Going over to another campaign of the same store: the session stays, with its rights, and what it holds is another's.
//!
//! It must never know who asks, nor what is shown of it.

use std::sync::Arc;

use super::again::same_store;
use super::book::Ledger;
use super::load::{Loaded, load};
use super::opening::{LedgerError, Opening};
use super::turn::Receipt;
use crate::core::decide::Order;
use crate::core::definition::Definition;

impl Ledger {
    /// Carries out the order that opens the campaign of a definition, and holds that campaign from then on. Where it is
    /// refused or fails the ledger holds what it held.
    ///
    /// # Errors
    /// As for [`Ledger::submit`].
    pub fn go_over(&mut self, definition: &Arc<Definition>, order: &Order) -> Result<Receipt, LedgerError> {
        if self.journal.is_none() {
            self.journal = same_store(&self.site, &self.campaign, self.tail)?;
        }
        let id = definition.id.clone();
        let shipped = |_: Option<&str>| Some(definition.clone());
        let opening = Opening {
            site: self.site.clone(),
            campaign: Some(id.clone()),
            shipped: &shipped,
            who: self.who.clone(),
            clock: self.clock,
            read_only: self.read_only,
        };
        let other = load(self.journal.as_deref_mut(), &opening)?;
        let own = Loaded {
            campaign: std::mem::replace(&mut self.campaign, other.campaign),
            snapshot_at: std::mem::replace(&mut self.snapshot_at, other.snapshot_at),
            tail: std::mem::replace(&mut self.tail, other.tail),
            damaged: std::mem::replace(&mut self.damaged, other.damaged),
        };
        let whole = std::mem::replace(&mut self.whole, false);
        let wanted = self.wanted.replace(id);
        let news = std::mem::take(&mut self.news);
        let outcome = self.submit(order);
        if outcome.is_ok() {
            // Whoever asked is handed the campaign as a whole.
            self.news.clear();
        } else {
            (self.campaign, self.snapshot_at) = (own.campaign, own.snapshot_at);
            (self.tail, self.damaged) = (own.tail, own.damaged);
            (self.whole, self.wanted, self.news) = (whole, wanted, news);
        }
        outcome
    }
}
