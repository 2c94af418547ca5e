//! What leaves as a document, as it would be written now: its outline and its figures, and what stands behind each of them.
//!
//! ```text
//!   clerk ──Preview──> state ──outline──> rows, with the places where Enter does something ──view──> the screen
//!                        └──behind──> a list of sources, where there are several behind a figure
//! ```
//!
//! It must never know how a document is made, nor who writes it.

mod behind;
mod outline;
mod rows;
mod state;
mod view;

#[cfg(test)]
mod tests;

pub use state::State;
