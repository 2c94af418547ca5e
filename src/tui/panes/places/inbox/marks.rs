//! Which letters a decision is about: those that are marked, all for one reason, or the one at hand.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::tui::letters::Item;
use crate::tui::panes::places::inbox::rows::{self, Why};
use crate::tui::panes::places::inbox::state::State;

impl State {
    /// The letters that a decision is about: the marked ones, else the one at hand.
    pub fn meant(&self) -> Vec<Arc<Item>> {
        if self.marks.is_empty() {
            return self.selected().cloned().into_iter().collect();
        }
        let listed = self.letters.list.iter().flat_map(rows::all);
        let further = self.seeking.hits().map(|hit| &hit.item);
        let mut seen = BTreeSet::new();
        listed
            .chain(further)
            .filter(|item| self.marks.contains(item.id()) && seen.insert(item.id().clone()))
            .cloned()
            .collect()
    }

    /// How many are marked.
    pub fn marked(&self) -> usize {
        self.marks.len()
    }

    /// Marks the letter at hand, or takes its mark away. Only letters that wait for one reason are marked together.
    ///
    /// # Errors
    /// Others are marked that wait for another reason.
    pub fn mark(&mut self) -> Result<(), Why> {
        let Some(item) = self.selected().filter(|item| item.is_open()).cloned() else {
            return Ok(());
        };
        if self.marks.remove(item.id()) {
            return Ok(());
        }
        let other = self.marks.iter().find_map(|id| self.letters.get(id));
        if let Some(other) = other
            .map(|other| Why::of(other))
            .filter(|why| *why != Why::of(&item))
        {
            return Err(other);
        }
        self.marks.insert(item.id().clone());
        Ok(())
    }

    /// Marks all that are shown and wait for the same reason as the one at hand.
    pub fn mark_all(&mut self) {
        let Some(why) = self
            .selected()
            .filter(|item| item.is_open())
            .map(|item| Why::of(item))
        else {
            return;
        };
        let alike = self
            .rows
            .iter()
            .filter(|item| item.is_open() && Why::of(item) == why);
        self.marks = alike.map(|item| item.id().clone()).collect();
    }

    /// Takes all marks away.
    pub fn unmark(&mut self) {
        self.marks.clear();
    }
}
