//! What a letter is and whose: rules with weights, as data, over what was found in it.
//!
//! Pure: the same letter, rules and campaigns give the same answer, with every reason. It must never read a file, a store
//! or a clock, nor say a sentence in a language.

mod seen;

pub use self::seen::{Asked, FormCode, Hint, Ours, PartText, Seen};
pub use crate::mail::Auth;
