//! The terminal's two directions without a terminal: what its bytes mean, and what is sent to it.

mod frames;
mod keys;
