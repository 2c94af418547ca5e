//! Charts: what is told, and drawings of it.
//!
//! ```text
//!   output ──> Chart (figures and words) ──draw──> Drawing (lines, areas, words) ──> SVG, EMF
//! ```
//!
//! The same figures make the same bytes. It must never know a campaign, nor in what its drawings are put.

mod told;

pub use self::told::{Bar, Bars, Chart, Curve, Point, Tile, Tiles, Tone};
