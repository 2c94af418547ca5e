//! The map of tiles: a tile each, both archipelagos at their places.

use super::drawing::{Anchor, Drawing, FINE, NAMES, SMALL, Spot, wide, wrapped};
use super::ink::Ink;
use super::legend;
use super::look::{sign, toned};
use super::told::{Tile, Tiles};

/// A tile is so wide at most, so high, and so far from the next.
const WIDE: i32 = 1_600;
const HIGH: i32 = 820;
const BETWEEN: i32 = 80;
/// Room for the names of places beyond the last column.
const BESIDE: i32 = 2_000;
const LEADING: i32 = SMALL * 6 / 5;

/// Draws it.
pub(super) fn draw(told: &Tiles) -> Drawing {
    let mut drawing = Drawing::new();
    let top = drawing.headed(&told.title);
    let columns = told.tiles.iter().map(|t| t.column + 1).max().unwrap_or(0);
    let rows = told.tiles.iter().map(|t| t.row + 1);
    let rows = rows.chain(told.places.iter().map(|p| p.1 + 1)).max().unwrap_or(0);
    // A place may lie beyond the last column of tiles: what decides is that its name stands inside.
    let outer = told.places.iter().map(|p| p.0).max().unwrap_or(0).max(columns);
    let cell = ((Drawing::WIDTH - BESIDE) / i32::from(outer).max(1)).min(WIDE);
    let beyond = told
        .places
        .iter()
        .map(|p| i32::from(p.0) * cell + BESIDE)
        .max()
        .unwrap_or(0);
    let used = beyond.max(i32::from(columns) * cell).min(Drawing::WIDTH);
    let left = (Drawing::WIDTH - used) / 2;
    let place = |column: u16, row: u16| (left + i32::from(column) * cell, top + i32::from(row) * HIGH);
    for tile in &told.tiles {
        draw_tile(&mut drawing, tile, place(tile.column, tile.row), cell);
    }
    for (column, row, words) in &told.places {
        let (x, y) = place(*column, *row);
        islands(&mut drawing, (x, y), words, (Drawing::WIDTH - x).min(BESIDE));
    }
    let bottom = top + i32::from(rows) * HIGH;
    drawing.height = legend::draw(&mut drawing, bottom + 250, &told.legend);
    drawing
}

fn draw_tile(drawing: &mut Drawing, tile: &Tile, (x, y): Spot, cell: i32) {
    let (right, bottom) = (x + cell - BETWEEN, y + HIGH - BETWEEN);
    toned(drawing, (x, y), (right, bottom), tile.tone);
    let middle = i32::midpoint(y, bottom);
    let half = 110;
    let letters = wide(&tile.letters, NAMES, true);
    let start = x + (right - x - letters - 3 * half) / 2;
    sign(drawing, (start + half, middle), half, tile.tone);
    let at = (start + 3 * half, middle + NAMES / 3);
    drawing.words(
        at,
        &tile.letters,
        NAMES,
        true,
        Anchor::Start,
        Ink::Upon(tile.tone),
    );
}

/// A few islands, and what they are called.
fn islands(drawing: &mut Drawing, (x, y): Spot, words: &str, room: i32) {
    let middle = y + (HIGH - BETWEEN) / 2;
    for (dx, dy, r) in [(90, -110, 55), (230, -30, 70), (120, 90, 60), (280, 130, 45)] {
        let (cx, cy) = (x + dx, middle + dy);
        let outline = vec![(cx - r, cy), (cx, cy - r), (cx + r, cy), (cx, cy + r)];
        drawing.area(outline, Ink::Sea, Some((Ink::Sea, FINE)));
    }
    let lines = wrapped(words, SMALL, false, room - 420, 2);
    let first = middle - (lines.len() as i32 * LEADING) / 2;
    for (i, line) in lines.iter().enumerate() {
        let at = (x + 420, first + (i as i32 + 1) * LEADING - LEADING / 4);
        drawing.words(at, line, SMALL, false, Anchor::Start, Ink::Words);
    }
}

#[cfg(test)]
mod tests {
    use super::super::drawing::Piece;
    use super::super::told::Tone;
    use super::*;

    #[test]
    fn every_word_of_the_map_stands_inside_also_beyond_the_last_column() {
        let tile = |column, row| Tile {
            column,
            row,
            letters: "WWW".into(),
            tone: Tone::Good,
        };
        for outer in [3, 8, 9, 14] {
            let told = Tiles {
                title: "Bản đồ".into(),
                tiles: vec![tile(0, 0), tile(7, 4)],
                places: vec![
                    (outer, 1, "Quần đảo Hoàng Sa".into()),
                    (outer, 3, "Quần đảo Trường Sa".into()),
                ],
                legend: Vec::new(),
            };
            let mut said = String::new();
            for piece in &draw(&told).pieces {
                if let Piece::Words {
                    at,
                    text: words,
                    size,
                    bold,
                    anchor: Anchor::Start,
                    ..
                } = piece
                {
                    assert!(
                        at.0 >= 0 && at.0 + wide(words, *size, *bold) <= Drawing::WIDTH,
                        "{outer}: {words}"
                    );
                    said.push_str(words);
                    said.push(' ');
                }
            }
            assert!(
                said.contains("Quần đảo Hoàng Sa") && said.contains("Quần đảo Trường Sa"),
                "{said}"
            );
        }
    }
}
