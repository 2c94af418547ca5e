//! The places of the dashboard, by name.
//!
//! It must never know what is in them.

macro_rules! places {
    ($($(#[$doc:meta])* $place:ident = $id:literal;)*) => {
        /// Where one is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
        pub enum Place { $($(#[$doc])* $place),* }

        impl Place {
            /// Every place, in the order of the keys.
            pub const ALL: [Self; [$($id),*].len()] = [$(Self::$place),*];

            /// The stable name.
            pub fn id(self) -> &'static str {
                match self { $(Self::$place => $id),* }
            }
        }
    };
}

places! {
    /// The four panes.
    #[default]
    Desk = "desk";
    /// The sheet of one unit.
    Unit = "unit";
    /// What waits for a person.
    Queue = "queue";
    /// Letters.
    Inbox = "inbox";
    /// All activities, as a table.
    Activities = "activities";
    /// Goals, targets and SDGs with the activities under each.
    Goals = "goals";
    /// Reference documents.
    Documents = "documents";
    /// Who is due a reminder.
    Reminders = "reminders";
    /// What leaves as a document.
    Export = "export";
    /// All facts.
    History = "history";
}
