//! Bars lying below each other, each with its name before and its figure behind it.

use super::drawing::{Anchor, Drawing, FINE, NAMES, PLAIN, wide, wrapped};
use super::ink::Ink;
use super::legend;
use super::look::{sign, toned};
use super::told::{Bar, Bars};

/// Names get no more of the width than this.
const NAMES_MOST: i32 = 6_400;
/// Lines of a name.
const NAME_LINES: usize = 3;
const LEADING: i32 = NAMES * 6 / 5;
/// A bar, the least that a row is high, between names and bars.
const BAR: i32 = 420;
const ROW: i32 = 640;
const GAP: i32 = 200;

/// Draws them.
pub(super) fn draw(told: &Bars) -> Drawing {
    let mut drawing = Drawing::new();
    let top = drawing.headed(&told.title);
    let widest = |text: &dyn Fn(&Bar) -> i32| told.bars.iter().map(text).max().unwrap_or_default();
    let names = widest(&|b| wide(&b.name, NAMES, false)).min(NAMES_MOST);
    let figures = widest(&|b| wide(&b.figure, NAMES, true)).min(Drawing::WIDTH / 3);
    let left = names + GAP;
    let room = Drawing::WIDTH - left - figures - GAP;
    let most = told.bars.iter().map(total).fold(0.0, f64::max);
    let mut down = top;
    for bar in &told.bars {
        down = row(&mut drawing, bar, down, (left, room, most));
    }
    drawing.line((left, top), (left, down), Ink::Words, PLAIN);
    drawing.line((left, down), (left + room, down), Ink::Faint, FINE);
    drawing.height = legend::draw(&mut drawing, down + 300, &told.legend);
    drawing
}

/// What is no number, or less than nothing, has no length.
fn length(value: f64) -> f64 {
    if value.is_finite() { value.max(0.0) } else { 0.0 }
}

fn total(bar: &Bar) -> f64 {
    bar.pieces.iter().map(|(_, n)| length(*n)).sum()
}

fn row(drawing: &mut Drawing, bar: &Bar, top: i32, (left, room, most): (i32, i32, f64)) -> i32 {
    let lines = wrapped(&bar.name, NAMES, false, left - GAP, NAME_LINES);
    let high = ROW.max(lines.len() as i32 * LEADING + 160);
    let middle = top + high / 2;
    let first = middle - (lines.len() as i32 * LEADING) / 2;
    for (i, line) in lines.iter().enumerate() {
        let at = (left - GAP, first + (i as i32 + 1) * LEADING - LEADING / 3);
        drawing.words(at, line, NAMES, false, Anchor::End, Ink::Words);
    }
    // Each edge is reckoned from the sum up to it, so that pieces never drift from the whole.
    let reach = |sum: f64| {
        if most > 0.0 {
            left + (sum / most * f64::from(room)).round() as i32
        } else {
            left
        }
    };
    let (mut sum, mut x) = (0.0, left);
    for (tone, value) in &bar.pieces {
        sum += length(*value);
        let till = reach(sum);
        if till > x {
            toned(drawing, (x, middle - BAR / 2), (till, middle + BAR / 2), *tone);
            if till - x >= BAR {
                sign(drawing, (i32::midpoint(x, till), middle), 110, *tone);
            }
        }
        x = till;
    }
    let at = (x + 120, middle + NAMES / 3);
    drawing.words(at, &bar.figure, NAMES, true, Anchor::Start, Ink::Words);
    top + high
}
