//! A house's own template: a DOCX with placeholders, filled with a paper.
//!
//! ```text
//!   template ──> check (in the jail): placeholders, or why it is refused ──> fill: words and blocks in their places,
//!                                                             all other parts copied byte for byte ──> DOCX
//! ```
//!
//! There are placeholders and nothing else: no loops, no expressions. It must never know a campaign.

mod check;
mod fill;
mod read;
mod rules;
mod scan;
mod turn;

pub use self::check::{JOB, MOST, Refused, check, looked_at};
pub use self::fill::fill;
pub use self::scan::Wrong;
