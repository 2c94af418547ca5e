//! Papers as DOCX, in the form of Decree 30/2020/NĐ-CP.
//!
//! ```text
//!   Paper ──> sections (head, body, foot, appendices) ──> markup ┐
//!   charts ──> EMF, photos ──asked for one by one──> JPEG ───────┴──> package ──> bytes
//! ```
//!
//! Our own writer over `zip`: the crate that there is makes PNG of every photo, knows no repeated head of a table, writes other
//! bytes the second time and keeps all pictures in memory. Here nothing is kept but the words, and the same paper is always the
//! same bytes. Numbers of headings and pages' words are settled in the paper; what the decree fixes stands here, each rule with
//! its clause. It must never know a campaign.

mod body;
mod enclosed;
mod filling;
mod foot;
mod head;
mod look;
mod measure;
mod package;
mod picture;
mod sections;
mod stencil;
mod write;
mod xml;

pub use self::filling::{Filling, Piece, Room, above_rule, filling, words};
pub(crate) use self::package::part;
pub use self::package::{stencil, write};
pub use self::stencil::Mark;
pub(crate) use self::xml::escaped;
