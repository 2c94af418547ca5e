//! The queue: what waits for a person, in two groups with headings (what is past its date first, then what came in and is
//! to be looked at); and what one wants to know of the selected unit before one takes the telephone or decides.
//!
//! ```text
//!   from 98 cells                                narrower
//!   past its date 2  │ CBG Cao Bằng · region      past its date 2
//!   name  why  long  │ report, parts, files         name  why  long
//!   to be looked at  │ whom to call, last contact  to be looked at 9
//!   name  why  long  │                             whom to call, in a line
//! ```
//!
//! It must never know how what waits is settled; the keys and forms do that.

mod list;
mod preview;
mod state;

#[cfg(test)]
mod tests;

pub use state::State;
