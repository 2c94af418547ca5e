//! The grid of all units: a sign and a few letters each, by region (or by state, or by name), and what is said of the
//! selected one.
//!
//! Only the rows that are shown are built: a group of n units takes n / columns lines, so where a line lies is
//! arithmetic, for 63 units and for 100,000. Where the roster is a tree one level is shown at a time: the units at the
//! top, each with the share of those below it that have reported, or the units below one of them. What is typed as a
//! filter is looked for in all of them at once.

mod grouping;
mod legend;
mod state;
mod view;

#[cfg(test)]
mod tests;

pub use grouping::By;
pub use state::State;
pub use view::{share, view};
