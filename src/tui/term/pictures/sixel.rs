//! The VT340's way, which xterm, foot, mlterm, Windows Terminal and others know: six rows of points at a time, colour by
//! colour. It lies in the cells, and goes when they are written anew.

use std::io::Write as _;

use super::palette::Few;

/// Rows of a band.
const BAND: usize = 6;

/// The bytes that show a picture from where the cursor is. Points that nothing is said of stay as they are, so that the rows
/// that the last band has too many paint nothing.
pub(super) fn bytes(few: &Few, (width, height): (u16, u16)) -> Vec<u8> {
    let mut out = Vec::with_capacity(few.points.len());
    // Into memory, here and below.
    let _ = write!(out, "\x1bP0;1;0q\"1;1;{width};{height}");
    for (i, colour) in few.colours.iter().enumerate() {
        let [r, g, b] = colour.map(|c| (u32::from(c) * 100 + 127) / 255);
        let _ = write!(out, "#{i};2;{r};{g};{b}");
    }
    let width = usize::from(width).max(1);
    // Of each colour the six points of every column of a band, and whether it is in the band at all.
    let mut columns = vec![0_u8; few.colours.len() * width];
    let mut used = vec![false; few.colours.len()];
    for (n, band) in few.points.chunks(width * BAND).enumerate() {
        if n > 0 {
            out.push(b'-');
        }
        columns.fill(0);
        used.fill(false);
        for (y, row) in band.chunks(width).enumerate() {
            for (x, colour) in row.iter().enumerate() {
                let colour = usize::from(*colour);
                columns[colour * width + x] |= 1 << y;
                used[colour] = true;
            }
        }
        let there = (0..few.colours.len()).filter(|c| used[*c]);
        for (i, colour) in there.enumerate() {
            if i > 0 {
                out.push(b'$');
            }
            let _ = write!(out, "#{colour}");
            runs(&mut out, &columns[colour * width..(colour + 1) * width]);
        }
    }
    out.extend_from_slice(b"\x1b\\");
    out
}

/// Columns of six points, those that are alike counted; the empty ones at the end are left out.
fn runs(out: &mut Vec<u8>, columns: &[u8]) {
    let end = columns.iter().rposition(|c| *c != 0).map_or(0, |i| i + 1);
    for run in columns[..end].chunk_by(|a, b| a == b) {
        let sign = b'?' + run.first().copied().unwrap_or_default();
        if run.len() > 3 {
            let _ = write!(out, "!{}", run.len());
            out.push(sign);
        } else {
            out.extend(std::iter::repeat_n(sign, run.len()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_colours_in_two_bands() {
        // Seven rows of five: the left two points red, the others blue.
        let points = (0..7).flat_map(|_| [0, 0, 1, 1, 1]).collect();
        let few = Few {
            colours: vec![[255, 0, 0], [0, 0, 255]],
            points,
        };
        let shown = String::from_utf8(bytes(&few, (5, 7))).unwrap();
        assert_eq!(
            shown,
            "\x1bP0;1;0q\"1;1;5;7#0;2;100;0;0#1;2;0;0;100#0~~$#1??~~~-#0@@$#1??@@@\x1b\\"
        );
        let line = Few {
            colours: vec![[0, 0, 0]],
            points: vec![0; 200],
        };
        let shown = String::from_utf8(bytes(&line, (200, 1))).unwrap();
        assert!(shown.ends_with("#0!200@\x1b\\"), "{shown}");
    }
}
