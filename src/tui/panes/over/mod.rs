//! What lies on top: the welcome, forms, questions, the palette, the menu of places, the help.

pub mod changes;
mod explained;
pub mod form;
pub mod help;
pub mod menu;
pub mod palette;
pub mod photo;
pub mod prompt;
pub mod setup;
pub mod welcome;
