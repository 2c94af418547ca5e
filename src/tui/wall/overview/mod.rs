//! The overview: what is left and how many have reported, large; the country; the regions; the curve; what has just
//! happened; the goals. After the cut-off also who still owes and for how long; closed, the final picture; with no
//! campaign, the next Day.
//!
//! ```text
//!   page        where each part stands
//!   head        the band over all of it: the clock, and the share that has reported
//!   large       numbers in large digits, with their words
//!   parts       the map, the regions, the curve, the goals
//!   owed        who owes what, in words
//!   news        the last facts
//!   next_day    with no campaign
//! ```
//!
//! It must never know how wide the terminal is beyond the area it is given.

mod head;
mod large;
mod news;
mod next_day;
mod owed;
mod page;
mod parts;

pub use page::{clock, clock_place, view};
