//! All places, and the one match from a place to its state.

#![warn(clippy::wildcard_enum_match_arm)]

use crate::text::Needle;
use crate::tui::msg::Place;
use crate::tui::panes::desk::boxes::Desk;
use crate::tui::panes::kit::place::PlaceState;
use crate::tui::panes::places::{documents, export, history, inbox, queue, reminders, table, targets, unit};

macro_rules! places {
    ($($(#[$doc:meta])* $place:ident => $field:ident : $state:ty;)*) => {
        /// What each place remembers.
        #[derive(Debug, Default)]
        pub struct Places { $($(#[$doc])* pub $field: $state),* }

        impl Places {
            /// The state of a place.
            pub fn at(&self, place: Place) -> &dyn PlaceState {
                match place { $(Place::$place => &self.$field),* }
            }

            /// The same, to change.
            pub fn at_mut(&mut self, place: Place) -> &mut dyn PlaceState {
                match place { $(Place::$place => &mut self.$field),* }
            }
        }
    };
}

places! {
    /// The four panes.
    Desk => desk: Desk;
    /// The sheet of a unit.
    Unit => sheet: unit::Sheet;
    /// What waits.
    Queue => queue: queue::State;
    /// Letters.
    Inbox => inbox: inbox::State;
    /// All activities.
    Activities => table: table::State;
    /// Goals and targets.
    Goals => targets: targets::State;
    /// Reference documents.
    Documents => documents: documents::State;
    /// Who is due a reminder.
    Reminders => reminders: reminders::State;
    /// What leaves as a document.
    Export => export: export::State;
    /// All facts.
    History => history: history::State;
}

impl Places {
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
