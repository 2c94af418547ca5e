//! Reminders: who is due a message today, on which occasion, to which address, how often and when they were reminded; the
//! message to the selected unit as it would be written; and the messages that somebody must see to, because nobody knows
//! whether they arrived or because their server refused them.
//!
//! It must never write anything; a key hands it to the clerk.

mod list;
mod message;
mod state;
mod view;

pub use self::state::State;
