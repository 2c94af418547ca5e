//! Goals as two trees, Connect 2030 and the SDGs, with the activities under each node, and what is known of the node
//! that is selected: the target in words, how sure we are of it, and which goal serves which.
//!
//! It must never know how an activity gets its tags.

mod detail;
mod place;
mod state;
mod tree;
mod view;

#[cfg(test)]
mod tests;

pub use state::State;
