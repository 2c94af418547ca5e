//! Charts: what is told, and drawings of it.
//!
//! ```text
//!   output ──> Chart (figures and words) ──draw──> Drawing (lines, areas, words) ──> svg, emf
//! ```
//!
//! The same figures make the same bytes: lengths are whole numbers, and nothing is reckoned with angles. Whatever has a tone has a
//! pattern and a sign as well, so that a chart says the same on a printer without colours. It must never know a campaign, nor in
//! what its drawings are put.

mod bars;
mod burnup;
mod drawing;
mod emf;
mod ink;
mod legend;
mod look;
mod svg;
mod tiles;
mod told;

pub use self::drawing::Drawing;
pub use self::emf::emf;
pub use self::look::colours;
pub use self::svg::svg;
pub use self::told::{Bar, Bars, Chart, Curve, Point, Tile, Tiles, Tone};
use crate::core::names::Lang;

/// Draws a chart as wide as the text of an upright page ([`Drawing::WIDTH`]), with the numbers of a language.
pub fn draw(chart: &Chart, lang: Lang) -> Drawing {
    let mut drawing = match chart {
        Chart::BurnUp(curve) => burnup::draw(curve, lang),
        Chart::Bars(bars) => bars::draw(bars),
        Chart::Tiles(tiles) => tiles::draw(tiles),
    };
    drawing.title = chart.title().to_owned();
    drawing.in_words = chart.in_words(lang);
    drawing
}
