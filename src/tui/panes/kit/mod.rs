//! What panes are made of. It must never know a pane.

pub mod contact;
pub mod folded;
pub mod list;
pub mod names;
pub mod place;
pub mod report;
pub mod told;
