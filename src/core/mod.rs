//! The heart of the house: what a campaign is, what may be done to it, and what follows from what happened.
//!
//! It knows no terminal, file, clock, network or language. Everything in it is a pure function of its arguments:
//! the same facts give the same campaign on every machine, at any later time.

pub mod names;
pub mod time;
