//! The places beside the desk: each fills the body of the screen.

// What is new in an enumeration must be given a meaning here before it compiles.
#![warn(clippy::wildcard_enum_match_arm)]

pub mod documents;
pub mod export;
pub mod history;
pub mod inbox;
pub mod queue;
pub mod reminders;
pub mod table;
pub mod targets;
pub mod unit;
