//! The terminal: what it can do, what it says, how to write to it and how to leave it in peace.
//!
//! ```text
//!   caps     what is this terminal?            pure, from the environment
//!   key      Key, Input                        the words for what is heard
//!   signal   Signal, End                       the words for what happens to us
//! ```
//!
//! Nothing in here knows what the program is about.

pub mod caps;
pub mod key;
pub mod signal;

pub use self::caps::{Caps, Depth, Env, Family, Glyphs, Refusal, Wishes, decide};
pub use self::key::{Edit, Input, Key, KeyCode, Mouse, MouseKind, edits, is_input_method};
pub use self::signal::{End, Signal};
