//! The blocks of a paper, one after the other, as markup.

use super::look::{Align, BODY, CAPTION, CELLS, CHAPTER, FIGURE, Form, ITEM, NOTE, PART, PART_NUMBER, POINT};
use super::measure::{BETWEEN, CELL, CELL_SMALL, PLAY, Twips, length};
use super::picture;
use super::write::Writing;
use super::xml::{Manner, Own};
use crate::paper::{Align as Stand, Block, Picture, Span, Table};
use crate::text::times::Face;

/// The highest that a chart stands, in millimetres.
const CHART_HIGH: f64 = 200.0;
/// The highest that a photo stands: three rows of two find room on a page.
const PHOTO_HIGH: f64 = 62.0;
/// The largest that a point of a photo stands, in millimetres: sixty to the inch. A stamp is not blown up to a page.
const PHOTO_POINT: f64 = 25.4 / 60.0;
/// Twips in a millimetre.
const MILLIMETRE: f64 = 1_440.0 / 25.4;
/// Columns from which on a table has smaller letters.
const MANY_COLUMNS: usize = 7;
/// So many rows of a table's end stay together.
const LAST_TOGETHER: usize = 3;
/// Half the twips between two photos.
const BESIDE_PHOTO: Twips = 60;

/// How blocks are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Way {
    /// Capitals where the decree wants them.
    pub(super) official: bool,
    /// How wide the text is.
    pub(super) wide: Twips,
    /// The last block stays with what comes: the signer is not alone on a page.
    pub(super) hold_last: bool,
    /// The section ends behind the last block, with a paragraph of its own. No room is left below a table there: on a full page it
    /// would take a page for itself, with nothing on it.
    pub(super) ends: bool,
}

/// Writes blocks.
pub(super) fn blocks(w: &mut Writing<'_>, blocks: &[Block], way: Way) {
    let mut rest = blocks;
    while let Some((block, after)) = rest.split_first() {
        rest = after;
        // Words that lead to a list stay on its page.
        let leads = matches!(block, Block::Text(_)) && matches!(after.first(), Some(Block::List(_)));
        let own = Own {
            keep_next: leads || way.hold_last && after.is_empty(),
            ..Own::default()
        };
        match block {
            Block::Heading { level, number, title } => heading(w, *level, number, title, way.official),
            Block::Text(spans) => text(w, &BODY, &own, spans),
            Block::List(items) => {
                for (n, item) in items.iter().enumerate() {
                    let mut own = own.clone();
                    own.keep_next &= n + 1 == items.len();
                    let dash = w.words(&BODY, "- ", Manner::default());
                    let words = runs(w, &BODY, &item.spans);
                    w.paragraph(&BODY, &own, &(dash + &words));
                }
            }
            Block::Table(t) => {
                table(w, t, way.wide);
                apart(w, way, rest);
            }
            Block::Chart(_, words) => chart(w, words, way.wide),
            Block::Picture(first) => {
                let more = after.iter().map_while(|b| match b {
                    Block::Picture(p) => Some(p),
                    _ => None,
                });
                let all: Vec<&Picture> = std::iter::once(first).chain(more).collect();
                rest = after.get(all.len() - 1..).unwrap_or_default();
                pictures(w, &all, way.wide);
                apart(w, way, rest);
            }
            Block::Note(spans) => text(w, &NOTE, &own, spans),
        }
    }
}

/// Room between a table, or photos in one, and what comes.
fn apart(w: &mut Writing<'_>, way: Way, rest: &[Block]) {
    if !(way.ends && rest.is_empty()) {
        w.gap(BETWEEN);
    }
}

/// Words in their manners.
fn runs(w: &Writing<'_>, look: &Form, spans: &[Span]) -> String {
    let manner = |s: &Span| Manner {
        bold: s.bold,
        italic: s.italic,
        size: 0,
    };
    spans.iter().map(|s| w.words(look, &s.text, manner(s))).collect()
}

fn text(w: &mut Writing<'_>, look: &Form, own: &Own, spans: &[Span]) {
    let words = runs(w, look, spans);
    w.paragraph(look, own, &words);
}

/// PL I, II.6: `Phần I` centred with its title below; `I.` in capitals; `1.` bold; `a)` upright.
fn heading(w: &mut Writing<'_>, level: u8, number: &str, title: &str, official: bool) {
    let capitals = |t: &str| if official { t.to_uppercase() } else { t.to_owned() };
    let behind = |title: &str| match (number, title) {
        ("", title) => title.to_owned(),
        (number, "") => number.to_owned(),
        (number, title) => format!("{number} {title}"),
    };
    let own = Own::default();
    let plain = Manner::default();
    match level {
        0 => {
            if !number.is_empty() {
                w.line(&PART_NUMBER, &own, number, plain);
            }
            w.line(&PART, &own, &capitals(title), plain);
        }
        1 => w.line(&CHAPTER, &own, &behind(&capitals(title)), plain),
        2 => w.line(&ITEM, &own, &behind(title), plain),
        _ => w.line(&POINT, &own, &behind(title), plain),
    }
}

const BORDERS: &str = "<w:tblBorders><w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>\
<w:left w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>\
<w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>\
<w:right w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>\
<w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>\
<w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/></w:tblBorders>";

/// A table with lines: its head again on every page, its rows whole.
fn table(w: &mut Writing<'_>, table: &Table, wide: Twips) {
    if !table.caption.is_empty() {
        let own = Own {
            keep_next: true,
            ..Own::default()
        };
        w.line(&CAPTION, &own, &table.caption, Manner::default());
    }
    if table.columns.is_empty() {
        return;
    }
    let size = if table.columns.len() >= MANY_COLUMNS {
        CELL_SMALL
    } else {
        CELL
    };
    let widths = shares(table, wide, size);
    let sized = |bold, italic| Manner { bold, italic, size };
    w.table(&widths, 0, BORDERS, BESIDE_PHOTO);
    w.open_head_row();
    for (column, wide) in table.columns.iter().zip(&widths) {
        w.open_middle_cell(*wide);
        let own = Own {
            keep_next: true,
            align: Some(Align::Middle),
            ..Own::default()
        };
        w.line(&CELLS, &own, &column.head, sized(true, false));
        w.close_cell();
    }
    w.close_row();
    for (n, row) in table.rows.iter().enumerate() {
        let stays = stays_with_next(n, table.rows.len());
        let is_sum = table.sum && n + 1 == table.rows.len();
        w.open_row();
        for (c, (column, wide)) in table.columns.iter().zip(&widths).enumerate() {
            w.open_cell(*wide);
            let own = Own {
                keep_next: stays,
                align: match column.align {
                    Stand::Left => None,
                    Stand::Middle => Some(Align::Middle),
                    Stand::Right => Some(Align::Right),
                },
                ..Own::default()
            };
            let spans = row.get(c).map(Vec::as_slice).unwrap_or_default();
            let words: String = spans
                .iter()
                .map(|s| w.words(&CELLS, &s.text, sized(s.bold || is_sum, s.italic)))
                .collect();
            w.paragraph(&CELLS, &own, &words);
            w.close_cell();
        }
        w.close_row();
    }
    w.close_table();
}

/// Does a row of so many stay on the page of the next one? A page neither ends with the first row alone nor begins with fewer than the
/// last three: a sum is read with what it sums. More would leave pages white.
fn stays_with_next(row: usize, rows: usize) -> bool {
    row + 1 < rows && (row == 0 || row + LAST_TOGETHER >= rows)
}

/// The widths of columns by their shares, but no column narrower than the longest word of its head, as far as there is room.
fn shares(table: &Table, wide: Twips, size: u16) -> Vec<Twips> {
    let sum: Twips = table.columns.iter().map(|c| Twips::from(c.share.max(1))).sum();
    let needed = |head: &str| {
        let words = head.split_whitespace().map(|word| length(word, Face::Bold, size));
        words.max().unwrap_or(0) + 2 * BESIDE_PHOTO + PLAY
    };
    let needs: Vec<Twips> = table.columns.iter().map(|c| needed(&c.head)).collect();
    let by_share = table
        .columns
        .iter()
        .map(|c| wide * Twips::from(c.share.max(1)) / sum);
    let mut widths: Vec<Twips> = if needs.iter().sum::<Twips>() <= wide {
        let wanted: Vec<Twips> = by_share
            .zip(&needs)
            .map(|(share, need)| share.max(*need))
            .collect();
        let over = (wanted.iter().sum::<Twips>() - wide).max(0);
        let spare: Twips = wanted.iter().zip(&needs).map(|(w, need)| w - need).sum();
        // Each gives of what it does not need.
        let less = |(w, need): (&Twips, &Twips)| w - (w - need) * over / spare.max(1);
        wanted.iter().zip(&needs).map(less).collect()
    } else {
        by_share.collect()
    };
    // What does not divide goes to the widest.
    let left = wide - widths.iter().sum::<Twips>();
    if let Some(widest) = widths.iter_mut().max() {
        *widest += left;
    }
    widths
}

fn chart(w: &mut Writing<'_>, words: &str, wide: Twips) {
    let Some(drawn) = w.media.charts.get(w.charts) else {
        return;
    };
    w.charts += 1;
    w.drawing += 1;
    let room = f64::from(wide) / MILLIMETRE;
    let size = drawn.fitted(room.min(drawn.wide), CHART_HIGH);
    let run = picture::run(drawn, w.drawing, words, size);
    let own = Own {
        keep_next: !words.is_empty(),
        ..Own::default()
    };
    w.paragraph(&FIGURE, &own, &run);
    if !words.is_empty() {
        w.line(&CAPTION, &Own::default(), words, Manner::default());
    }
}

/// Photos two by two, each with its words below it. One that cannot be shown is a line that says why.
fn pictures(w: &mut Writing<'_>, all: &[&Picture], wide: Twips) {
    let half = wide / 2;
    w.table(&[half, wide - half], 0, "", BESIDE_PHOTO);
    for pair in all.chunks(2) {
        w.open_row();
        for n in 0..2 {
            w.open_cell(if n == 0 { half } else { wide - half });
            match pair.get(n) {
                Some(picture) => photo(w, picture, half - 2 * BESIDE_PHOTO),
                None => w.paragraph(&CAPTION, &Own::default(), ""),
            }
            w.close_cell();
        }
        w.close_row();
    }
    w.close_table();
}

fn photo(w: &mut Writing<'_>, picture: &Picture, wide: Twips) {
    match w.media.photos.get(&picture.file) {
        Some(Ok(drawn)) => {
            w.drawing += 1;
            let room = f64::from(wide) / MILLIMETRE;
            let size = drawn.fitted(room.min(drawn.wide * PHOTO_POINT), PHOTO_HIGH);
            let run = picture::run(drawn, w.drawing, &picture.caption, size);
            w.paragraph(&FIGURE, &Own::default(), &run);
        }
        Some(Err(why)) => w.line(&CAPTION, &Own::default(), why, Manner::default()),
        None => {}
    }
    w.line(&CAPTION, &Own::default(), &picture.caption, Manner::default());
}

#[cfg(test)]
mod tests {
    use super::super::picture::Drawn;
    use super::super::write::Media;
    use super::*;
    use crate::core::names::BlobId;
    use crate::paper::Column;

    #[test]
    fn a_small_photo_stands_small() {
        let drawn = |wide, high| Drawn {
            id: "p".to_owned(),
            wide,
            high,
        };
        let stands = |wide, high| {
            let picture = Picture {
                file: BlobId("0".repeat(64)),
                name: String::new(),
                caption: String::new(),
                source: crate::paper::Sources::default().keep(Vec::new()),
            };
            let mut media = Media::default();
            media.photos.insert(picture.file.clone(), Ok(drawn(wide, high)));
            let mut w = Writing::new(&media, true, 0);
            photo(&mut w, &picture, 4_500);
            let told = w
                .out
                .split("cx=\"")
                .nth(1)
                .and_then(|rest| rest.split('"').next());
            told.and_then(|n| n.parse::<f64>().ok()).unwrap() / 36_000.0
        };
        assert!((stands(40.0, 30.0) - 40.0 * PHOTO_POINT).abs() < 0.1);
        let room = 4_500.0 / MILLIMETRE;
        assert!(
            (stands(1_280.0, 700.0) - room).abs() < 0.1,
            "as wide as there is room"
        );
    }

    #[test]
    fn neither_the_first_row_nor_the_last_stands_alone() {
        let together = |rows| (0..rows).map(|n| stays_with_next(n, rows)).collect::<Vec<_>>();
        assert_eq!(together(1), [false]);
        assert_eq!(together(3), [true, true, false]);
        assert_eq!(together(6), [true, false, false, true, true, false]);
    }

    #[test]
    fn columns_fill_the_page() {
        let column = |share| Column {
            head: String::new(),
            align: Stand::Left,
            share,
        };
        let table = Table {
            columns: vec![column(1), column(0), column(5)],
            ..Table::default()
        };
        let widths = shares(&table, 1_000, CELL);
        assert_eq!(widths.iter().sum::<Twips>(), 1_000);
        assert!(widths[2] > widths[0] && widths[1] > 0);
    }

    #[test]
    fn no_word_of_a_head_breaks_where_there_is_room() {
        let column = |head: &str, share| Column {
            head: head.to_owned(),
            align: Stand::Left,
            share,
        };
        let table = Table {
            columns: vec![
                column("Region", 60),
                column("Accepted", 5),
                column("Received late", 5),
            ],
            ..Table::default()
        };
        let word = |word| length(word, Face::Bold, CELL) + 2 * BESIDE_PHOTO;
        let widths = shares(&table, 9_354, CELL);
        assert_eq!(widths.iter().sum::<Twips>(), 9_354);
        assert!(widths[1] >= word("Accepted") && widths[2] >= word("Received"));
        // On a strip there is no room: shares are all that there is.
        assert_eq!(shares(&table, 700, CELL), [600, 50, 50]);
    }
}
