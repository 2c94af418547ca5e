//! Words, and everything that is true of words: the catalogue of sentences in both languages, dates and numbers as
//! people write them, folding for search, Vietnamese order, width on a terminal, and the cleaning of text that came
//! from outside.
//!
//! ```text
//!   data/text/{vi,en}.ftl ──> catalogue ──> every sentence on a screen, in an error, in a document
//!   names, notes, files   ──> sanitize  ──> width (fit, pad) ──> a terminal
//!   what somebody typed   ──> fold      ──> which names match, best first
//!   names                 ──> collate   ──> the order of a table
//! ```
//!
//! It knows no campaign, no store and no terminal: it is handed text and gives text back. The clock and the zone are
//! given to it, never asked for.

pub mod address;
pub mod catalogue;
pub mod collate;
pub mod dates;
pub mod failure;
pub mod fold;
pub mod ftl;
pub mod lines;
pub mod near;
pub mod numbers;
pub mod sanitize;
pub mod times;
pub mod width;

pub use catalogue::{Arg, Catalogue, Named, PLACE};
pub use fold::{Needle, Rank, folded};
pub use near::did_you_mean;
pub use sanitize::{block, line};
pub use width::{cells, fit, pad, to_ascii};
