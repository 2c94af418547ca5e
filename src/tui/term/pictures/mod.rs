//! Pictures on a terminal that can show them in points, beside its cells: how it is known that it can, and the bytes.
//!
//! ```text
//!   speak     which way a terminal shows pictures, from its name and from what it answers    pure
//!   palette   a picture brought down to few colours                                          pure
//!   sixel kitty inline    the bytes of each way; the latter two hold a PNG                   pure
//!   picture   a picture ready to be sent, and how it is taken away again
//! ```
//!
//! It must never know whose picture it is, nor how it was decoded.

mod base64;
mod indexed;
mod inline;
mod kitty;
mod palette;
mod picture;
mod sixel;
mod speak;

pub(super) use self::kitty::REMOVE;
pub use self::picture::{Picture, Placed};
pub use self::speak::{Asking, Pictures, Protocol, Said, Speech, speech};
pub(super) use self::speak::{QUESTION, apc, report};
