//! The measures of Decree 30/2020/NĐ-CP that papers are written to, each with its clause. "PL I, I.3" is point 3 of mục I of
//! phần I of its Phụ lục I. What judges papers holds the whole ranges; here stands what is chosen out of them.

use crate::text::times::{EM, Face, words};

/// A twentieth of a point, Word's unit of length.
pub(super) type Twips = i32;

/// PL I, I.1: A4, 210 mm wide.
pub(super) const PAGE_WIDE: Twips = 11_906;
/// PL I, I.1: A4, 297 mm high.
pub(super) const PAGE_HIGH: Twips = 16_838;
/// PL I, I.3: top and bottom 20 to 25 mm.
pub(super) const MARGIN_TOP: Twips = 1_134;
/// PL I, I.3: left 30 to 35 mm.
pub(super) const MARGIN_LEFT: Twips = 1_701;
/// PL I, I.3: right 15 to 20 mm.
pub(super) const MARGIN_RIGHT: Twips = 851;
/// Where the page number stands in the top margin (PL I, I.7): 8 mm below the edge.
pub(super) const HEADER: Twips = 454;
/// What stands between the margins of an upright page.
pub(super) const TEXT_WIDE: Twips = PAGE_WIDE - MARGIN_LEFT - MARGIN_RIGHT;
/// The same of a page on its side.
pub(super) const TEXT_WIDE_ASIDE: Twips = PAGE_HIGH - MARGIN_LEFT - MARGIN_RIGHT;
/// How far a head may stand out on each side: 5 mm.
pub(super) const OUT: Twips = 283;
/// PL I, II.6: the first line of a paragraph is 10 or 12.7 mm in.
pub(super) const INDENT: Twips = 720;
/// PL I, II.6: at least 6 pt between paragraphs.
pub(super) const BETWEEN: Twips = 120;
/// Room above a rule, so that it does not touch the dot below a letter (ạ, ọ): 2.5 pt.
pub(super) const ABOVE_RULE: Twips = 50;

/// What a line may be longer in another program than it is reckoned.
pub(super) const PLAY: Twips = 30;

/// PL I, II.6: the words of a text 13 to 14 pt. Sizes are in half points.
pub(super) const TEXT: u16 = 28;
/// PL I, I.7, II.3: the page number 13 to 14 pt, the number of a paper 13 pt.
pub(super) const NUMBER: u16 = 26;
/// PL I, II.9.b: the word `Nơi nhận` 12 pt.
pub(super) const RECIPIENTS_WORD: u16 = 24;
/// PL I, II.9.b: the list below it 11 pt.
pub(super) const RECIPIENTS: u16 = 22;
/// The words of a table; the decree names no size for them.
pub(super) const CELL: u16 = 24;
/// The words of a table with many columns.
pub(super) const CELL_SMALL: u16 = 22;

/// The length of words in one line. Half a twip more is a twip.
pub(super) fn length(text: &str, face: Face, size: u16) -> Twips {
    let parts = u64::from(words(text, face)) * u64::from(size) * 10;
    i32::try_from(parts.div_ceil(u64::from(EM))).unwrap_or(Twips::MAX)
}

/// PL I, II.2.b, II.5: a rule has a third to a half of the line that it stands below.
pub(super) fn part_of(line: Twips) -> Twips {
    line * 2 / 5
}

/// Words in as few lines as there must be for that length, and these as even as can be, so that no line has one word alone. A
/// word that is longer than a line stands in one of its own.
pub(super) fn even_lines(text: &str, face: Face, size: u16, most: Twips) -> Vec<String> {
    let needed = filled(text, face, size, most).len();
    let (mut short, mut long) = (0, most);
    while long - short > 20 {
        let middle = short.midpoint(long);
        if filled(text, face, size, middle).len() > needed {
            short = middle;
        } else {
            long = middle;
        }
    }
    filled(text, face, size, long)
}

/// Words filled into lines of that length.
fn filled(text: &str, face: Face, size: u16, most: Twips) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if length(&format!("{line} {word}"), face, size) <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
