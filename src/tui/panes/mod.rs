//! The regions of the screen, one file each: what it remembers, how one moves in it, and how it is drawn.
//!
//! ```text
//!   desk      the boxes of the desk              places    each fills the body of the screen
//!   over      what lies on top of these          timeline  the strip along the foot
//!   kit       what they are all made of
//! ```
//!
//! Each reads a scene and draws into a buffer; none knows the model, the keys or the ledger, and the kit knows no pane.

pub mod desk;
pub mod kit;
pub mod over;
pub mod places;
pub mod timeline;

#[cfg(test)]
mod fixture;
