//! The terminal's two directions without a terminal: what its bytes mean, and what is sent to it.

mod background;
mod batches;
mod caps;
mod frames;
mod keys;
mod named;
