//! What lies on top: forms, questions, the palette, the help.

pub mod form;
pub mod help;
pub mod palette;
pub mod prompt;
