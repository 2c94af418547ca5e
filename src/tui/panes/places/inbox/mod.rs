//! The inbox: on the one side the letters that wait, each with the reason for it, then what could not be read and what was
//! decided last; on the other the letter at hand.
//!
//! ```text
//!   from 98 cells                          narrower, from 14 rows        smaller
//!   set aside 3    │ Letter Parts Why Head  set aside 3                   the list,
//!   who  why  what │ subject, sender …      who  why  what                or what Tab
//!   decided 12     │ 1 HNI Hà Nội  90 %     ── Letter Parts Why Head ──   turns to
//!   who  why  what │ its text               subject, sender, candidates
//! ```
//!
//! | room | what is in it |
//! |---|---|
//! | `rows` | what is listed, and why each letter stands where it does |
//! | `state` | what the place remembers: where one is, what is marked, what is read |
//! | `marks` | which letters a decision is about |
//! | `views` | what of the letter at hand is shown |
//! | `beside` | which letters have the words that are looked for, and what the one at hand changes |
//! | `areas` | how the room is divided |
//! | `place` | what a place is asked |
//! | `list` | how the rows are drawn |
//! | `letter`, `parts`, `why` | the letter at hand: what one decides by, its parts, how the rules came to what they say |
//!
//! It must never know how a decision is carried out; the keys and forms do that.

mod areas;
mod beside;
mod letter;
mod list;
mod marks;
mod parts;
mod place;
mod rows;
mod state;
mod views;
mod why;

pub use rows::Why;
pub use state::State;
pub use views::View;
