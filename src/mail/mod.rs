//! A letter taken apart: from the bytes as they came to what it claims and what its parts are.
//!
//! ```text
//!   bytes ──> read ──> Mail: claims, headers, parts with their decoded bytes, flags, the content key
//! ```
//!
//! Nothing here is believed: what a letter says of itself stands as text, kinds are judged by content. It must never know
//! a campaign, a store, or whose letter it is.

mod message;
mod read;

pub use self::message::{Address, Header, Limits, Mail, MailPart, Unread};
pub use self::read::read;
