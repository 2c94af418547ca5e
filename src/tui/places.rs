//! All places, and the one match from a place to its state.

#![warn(clippy::wildcard_enum_match_arm)]

use crate::text::Needle;
use crate::tui::msg::Place;
use crate::tui::panes::desk::boxes::Desk;
use crate::tui::panes::kit::place::PlaceState;
use crate::tui::panes::places::{documents, history, queue, table, targets, unit};

/// What each place remembers.
#[derive(Debug, Default)]
pub struct Places {
    /// The four panes.
    pub desk: Desk,
    /// The sheet of a unit.
    pub sheet: unit::Sheet,
    /// What waits.
    pub queue: queue::State,
    /// All activities.
    pub table: table::State,
    /// Goals and targets.
    pub targets: targets::State,
    /// Reference documents.
    pub documents: documents::State,
    /// All facts.
    pub history: history::State,
}

impl Places {
    /// The state of a place.
    pub fn at(&self, place: Place) -> &dyn PlaceState {
        match place {
            Place::Desk => &self.desk,
            Place::Unit => &self.sheet,
            Place::Queue => &self.queue,
            Place::Activities => &self.table,
            Place::Goals => &self.targets,
            Place::Documents => &self.documents,
            Place::History => &self.history,
        }
    }

    /// The same, to change.
    pub fn at_mut(&mut self, place: Place) -> &mut dyn PlaceState {
        match place {
            Place::Desk => &mut self.desk,
            Place::Unit => &mut self.sheet,
            Place::Queue => &mut self.queue,
            Place::Activities => &mut self.table,
            Place::Goals => &mut self.targets,
            Place::Documents => &mut self.documents,
            Place::History => &mut self.history,
        }
    }

    /// Does something with each place.
    pub fn each(&mut self, mut act: impl FnMut(&mut dyn PlaceState)) {
        for place in Place::ALL {
            act(self.at_mut(place));
        }
    }
}

/// A filter of a place.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// As typed.
    pub text: String,
    /// Taken apart.
    pub needle: Option<Needle>,
}

impl Filter {
    /// Sets what was typed.
    pub fn set(&mut self, text: &str) {
        self.text = text.to_owned();
        self.needle = Some(Needle::new(text)).filter(|n| !n.is_empty());
    }
}
