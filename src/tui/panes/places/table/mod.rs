//! All activities as a table: sorted, filtered, marked, with the sum of people reached.
//!
//! What sorting and filtering need of a title is kept from one refresh to the next and made anew only for activities
//! that changed, so that 20,000 of them stay quick. It must never know how an activity is changed.

mod place;
mod state;
mod view;

#[cfg(test)]
mod tests;

pub use state::{Sort, State};
