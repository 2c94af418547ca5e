//! The dashboard: everything that is drawn on a terminal.

pub mod editor;
pub mod keymap;
pub mod layout;
pub mod msg;
pub mod paint;
pub mod panes;
pub mod scene;
pub mod term;
pub mod theme;
