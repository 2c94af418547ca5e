//! The order of Vietnamese words: A Ă Â B C D Đ E Ê … O Ô Ơ … U Ư …, then tones, then case.
//!
//! A fixed table is enough for names (decision 16); the tests compare it with an independent collation. Three levels,
//! as the Unicode collation algorithm has them: all letters of a text are compared first, then all tones (ngang,
//! huyền, hỏi, ngã, sắc, nặng), then case (small before capital). White space comes before punctuation, punctuation
//! before digits, digits before letters.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Between the levels; smaller than every weight, so that the shorter of two texts comes first.
const END_OF_LEVEL: u8 = 0;
/// The weight of a letter without a tone, and of a small letter.
const COMMON: u8 = 1;
/// The punctuation of ASCII in collation order.
const PUNCTUATION: &str = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";
/// The letters in order. f, j, w, z are not in the alphabet taught in school but are in names.
const LETTERS: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// A key: two texts are in the order of their keys, compared byte by byte.
pub fn key(text: &str) -> Vec<u8> {
    let mut primary = Vec::with_capacity(text.len() * 2 + 4);
    let (mut tones, mut cases) = (Vec::with_capacity(text.len()), Vec::with_capacity(text.len()));
    for c in pieces(text) {
        if let Some(tone) = tone_weight(c) {
            tones.push(tone);
            cases.push(COMMON);
        } else {
            push_primary(&mut primary, c);
            tones.push(COMMON);
            cases.push(if c.is_uppercase() { COMMON + 1 } else { COMMON });
        }
    }
    primary.push(END_OF_LEVEL);
    primary.append(&mut tones);
    primary.push(END_OF_LEVEL);
    primary.append(&mut cases);
    primary
}

/// Letters with their hats and horns still on, tones apart: ế is ê and a tone.
fn pieces(text: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(text.len() + 4);
    for c in text.nfd() {
        if is_shape(c) {
            // A tone may stand between the letter and its hat (ệ decomposes to e, dot below, hat).
            let at = out.iter().rposition(|&p| !is_combining_mark(p));
            if let Some(letter) = at.and_then(|i| out.get_mut(i))
                && let Some(whole) = unicode_normalization::char::compose(*letter, c)
            {
                *letter = whole;
                continue;
            }
        }
        out.push(c);
    }
    out
}

/// The marks that make another letter of a letter, as against tones.
fn is_shape(c: char) -> bool {
    matches!(c, '\u{302}' | '\u{306}' | '\u{31b}')
}

fn tone_weight(c: char) -> Option<u8> {
    Some(match c {
        '\u{300}' => COMMON + 1,
        '\u{309}' => COMMON + 2,
        '\u{303}' => COMMON + 3,
        '\u{301}' => COMMON + 4,
        '\u{323}' => COMMON + 5,
        c if is_combining_mark(c) => COMMON + 6,
        _ => return None,
    })
}

/// One byte for what the table knows; others by their number, behind all letters.
fn push_primary(out: &mut Vec<u8>, c: char) {
    let lower = c.to_lowercase().next().unwrap_or(c);
    let place = |table: &str| table.chars().position(|t| t == lower).map(|n| n as u8);
    let weight = if c.is_whitespace() {
        Some(2)
    } else if let Some(d) = c.to_digit(10) {
        Some(60 + d as u8)
    } else {
        place(LETTERS)
            .map(|n| 80 + n * 2)
            .or_else(|| place(PUNCTUATION).map(|n| 4 + n))
    };
    if let Some(weight) = weight {
        out.push(weight);
    } else {
        out.push(200);
        out.extend_from_slice(u32::from(lower).to_be_bytes().map(|b| b.max(1)).as_slice());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(mut words: Vec<&str>) -> Vec<&str> {
        words.sort_by_key(|w| key(w));
        words
    }

    #[test]
    fn letters_then_tones_then_case() {
        let order = vec![
            "a", "à", "ả", "ã", "á", "ạ", "ă", "ắ", "â", "ấ", "b", "d", "da", "đ", "đa", "e", "ê", "o", "ô",
            "ơ", "u", "ư", "y",
        ];
        let mut shuffled = order.clone();
        shuffled.reverse();
        assert_eq!(sorted(shuffled), order);
        assert_eq!(
            sorted(vec!["Đà Nẵng", "Đắk Lắk", "Hà Nội", "Cần Thơ", "Hạ Long", "Ha"]),
            ["Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Ha", "Hạ Long", "Hà Nội"]
        );
        assert!(key("an") < key("An"));
        assert!(key("an") < key("anh"));
    }
}
