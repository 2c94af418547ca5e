//! A letter taken apart: from the bytes as they came to what it claims and what its parts are.
//!
//! ```text
//!   bytes ──> read ──> Mail: claims, headers, parts with their decoded bytes, flags, the content key
//! ```
//!
//! Nothing here is believed: what a letter says of itself stands as text, kinds are judged by content. It must never know
//! a campaign, a store, or whose letter it is.

mod address;
mod charset;
pub mod flag;
mod flowed;
mod head;
mod heading;
mod html;
mod key;
mod kinds;
mod leaf;
mod message;
mod outlook;
mod params;
mod parts;
mod pkcs7;
mod quote;
mod read;
mod remarks;
mod rtf;
mod saved;
mod shown;
mod sort;
mod trace;
mod transfer;
mod walk;
mod words;
mod written;

pub use self::charset::of_old_fonts;
pub use self::message::{Address, Header, Inner, Limits, Mail, MailPart, Unread, Words};
pub use self::outlook::read;
pub use self::read::add_entries;
pub use self::shown::{Shown, shown};
pub use self::sort::{Sort, sort};
pub use self::trace::{Auth, auth, received};
