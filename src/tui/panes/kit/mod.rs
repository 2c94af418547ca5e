//! What panes are made of. It must never know a pane.

pub mod acts;
pub mod aimed;
pub mod changed;
pub mod contact;
pub mod folded;
pub mod held;
pub mod list;
pub mod names;
pub mod place;
pub mod report;
pub mod told;
