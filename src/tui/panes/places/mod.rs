//! The places beside the desk: each fills the body of the screen.

pub mod documents;
pub mod history;
pub mod queue;
pub mod table;
pub mod targets;
pub mod unit;
