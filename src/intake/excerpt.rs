//! The piece of a text where something was found: what a person needs to see whether it is the right letter.

use crate::text::Needle;

/// Words before the one that was found.
const BEFORE: usize = 6;
/// The longest piece, in characters.
const MOST: usize = 160;

/// The piece of a text that shows the most of these words, on one line, with `…` where it was cut.
pub(super) fn excerpt(text: &str, words: &[Needle]) -> String {
    let mut best: (usize, &str) = (0, text.lines().next().unwrap_or_default());
    for line in text.lines() {
        let count = words.iter().filter(|w| w.begins_a_word(line)).count();
        if count > best.0 {
            best = (count, line);
        }
        if count == words.len() {
            break;
        }
    }
    let pieces: Vec<&str> = best.1.split_whitespace().collect();
    // What was typed with a blank or a stroke in it begins with its first word.
    let hits = |piece: &&str| words.iter().any(|w| w.begins_a_word(piece));
    let first = pieces.iter().position(hits).unwrap_or(0).saturating_sub(BEFORE);
    let mut out = String::new();
    if first > 0 {
        out.push('…');
    }
    let mut length = 0;
    for piece in pieces.iter().skip(first) {
        length += piece.chars().count() + 1;
        if length > MOST {
            if out.is_empty() || out == "…" {
                out.extend(piece.chars().take(MOST));
            }
            out.push('…');
            break;
        }
        if !out.is_empty() && out != "…" {
            out.push(' ');
        }
        out.push_str(piece);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, typed: &str) -> String {
        excerpt(text, &Needle::new(typed).words())
    }

    #[test]
    fn the_line_with_the_most_of_it_is_shown() {
        let text = "Kính gửi Bộ\ntỉnh Đắk Lắk có một\nSở của tỉnh Đắk Lắk, số 77/BC-STTTT ngày 2";
        assert_eq!(
            shown(text, "dak lak 77/bc"),
            "Sở của tỉnh Đắk Lắk, số 77/BC-STTTT ngày 2"
        );
        assert_eq!(
            shown(text, "vắng mặt"),
            "Kính gửi Bộ",
            "its beginning where nothing is"
        );
        assert_eq!(shown("", "x"), "");
    }

    #[test]
    fn a_long_line_is_cut_around_it() {
        let long = format!("{}đích {}", "trước ".repeat(100), "sau ".repeat(100));
        let piece = shown(&long, "dich");
        assert!(
            piece.starts_with("…trước trước trước trước trước trước đích sau"),
            "{piece}"
        );
        assert!(
            piece.ends_with("sau…") && piece.chars().count() <= MOST + 3,
            "{piece}"
        );
        assert_eq!(shown(&"a".repeat(1_000), "aaa").chars().count(), MOST + 1);
    }
}
