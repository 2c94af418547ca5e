//! What a letter is and whose: rules with weights, as data, over what was found in it.
//!
//! ```text
//!   Seen ──> voice (whose words count) ──> page (heads of documents)
//!        ──> kind, which (campaign), whose (unit), document ──> Weighed ──> Judged, or what would change it
//! ```
//!
//! Pure: the same letter, rules and campaigns give the same answer, with every reason. It must never read a file, a store
//! or a clock, nor say a sentence in a language.

mod answers;
mod document;
mod judge;
mod kind;
mod names;
mod page;
mod rules;
mod seen;
mod voice;
mod weighed;
mod which;
mod whose;
mod words;

pub use self::answers::answers;
pub use self::judge::{judge, weigh};
pub use self::rules::Rules;
pub use self::seen::{Asked, FormCode, Hint, Ours, PartText, Seen};
pub use self::weighed::{Flip, Weighed, is_other};
pub use crate::mail::Auth;
