//! A file of a unit that is looked at, over its sheet: a photo is shown, of anything else it is said why it is not.
//!
//! It must never know how a photo is decoded, nor which key leads on.

mod room;
mod state;
mod view;

pub use self::state::{Stand, State};
pub use self::view::{placed, view};
