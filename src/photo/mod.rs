//! Small pictures of photos that strangers sent, made by a short-lived process that can do nothing else.
//!
//! ```text
//!   whoever shows it ──> maker ──bytes──> the same program as `ketnoi __thumbnail W H` (decode) ──thumb──> maker
//! ```
//!
//! Decoders are where files bite (reliability row 41): a bomb or a crash must cost one photo and nothing else. So the
//! interactive process never decodes. It must never know whose photo it is, nor what a terminal is.

mod decode;
mod maker;
mod thumb;

pub use self::decode::serve;
pub use self::maker::{MEDIA, Maker, Why};
pub use self::thumb::{MOST_BYTES, Thumb, WORD};
