//! What the tones of a chart mean: a swatch with pattern and sign, and words.

use super::drawing::{Anchor, Drawing, NAMES, wide};
use super::ink::Ink;
use super::look::{sign, toned};
use super::told::Tone;

/// A swatch.
const SWATCH: (i32, i32) = (560, 340);
/// Between swatch and words; between one entry and the next.
const GAP: i32 = 150;
const NEXT: i32 = 500;
const LINE: i32 = 560;

/// Draws it from a height on, in the middle, in as many lines as it needs; how far down it reaches.
pub(super) fn draw(drawing: &mut Drawing, top: i32, legend: &[(Tone, String)]) -> i32 {
    let each = |words: &str| SWATCH.0 + GAP + wide(words, NAMES, false);
    let mut lines: Vec<(i32, Vec<&(Tone, String)>)> = Vec::new();
    for entry in legend {
        let more = each(&entry.1);
        match lines.last_mut() {
            Some((used, line)) if *used + NEXT + more <= Drawing::WIDTH => {
                *used += NEXT + more;
                line.push(entry);
            }
            _ => lines.push((more, vec![entry])),
        }
    }
    let mut down = top;
    for (used, line) in lines {
        let mut x = ((Drawing::WIDTH - used) / 2).max(0);
        for (tone, words) in line {
            toned(drawing, (x, down), (x + SWATCH.0, down + SWATCH.1), *tone);
            sign(drawing, (x + SWATCH.0 / 2, down + SWATCH.1 / 2), 110, *tone);
            let at = (x + SWATCH.0 + GAP, down + SWATCH.1 - 60);
            drawing.words(at, words, NAMES, false, Anchor::Start, Ink::Words);
            x += each(words) + NEXT;
        }
        down += LINE;
    }
    down
}
