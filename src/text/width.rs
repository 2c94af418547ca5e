//! Text in cells: how wide it is, how to make it fit, and what it becomes where only ASCII can be shown.
//!
//! Width is counted a grapheme at a time, exactly as the screen's buffer counts it (a test compares the two), so that
//! a column that was made to fit does fit. Input is text of ours or text that has been through
//! [`super::sanitize`]; control characters count as nothing.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// What stands for text that was cut away. One cell; `~` in ASCII.
pub const ELLIPSIS: &str = "…";

/// The width of one grapheme in cells.
fn cell_count(grapheme: &str) -> usize {
    if grapheme.contains(char::is_control) {
        return 0;
    }
    // Halfwidth sound marks are drawn in a cell of their own, whatever the width tables say.
    let apart = grapheme
        .chars()
        .filter(|c| matches!(c, '\u{ff9e}' | '\u{ff9f}'))
        .count();
    grapheme.width() + apart
}

/// Is this a character that fills one cell by itself, whatever stands beside it? ASCII, the letters of Vietnamese in
/// NFC, and our own signs; what is not known to be is looked at with more care, and more slowly.
pub fn is_simple(c: char) -> bool {
    let letter =
        matches!(c, ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{24f}' | '\u{1ea0}'..='\u{1ef9}');
    let sign = matches!(
        c,
        '–' | '“' | '”' | '…' | '\u{2500}'
            ..='\u{259f}' | '■' | '□' | '●' | '○' | '◔' | '►' | '◄' | '√' | '◊'
    );
    letter || sign || matches!(c, '✓' | '✗' | '↵' | '▸' | '▲' | '▼' | '⟳' | '•')
}

/// The width of a text in cells.
pub fn cells(text: &str) -> usize {
    let mut n = 0;
    for c in text.chars() {
        if !is_simple(c) {
            return text.graphemes(true).map(cell_count).sum();
        }
        n += 1;
    }
    n
}

/// The text, cut to at most `cols` cells; `…` stands for what was cut away.
pub fn fit(text: &str, cols: usize) -> Cow<'_, str> {
    if text.len() <= cols && text.is_ascii() || cells(text) <= cols {
        return Cow::Borrowed(text);
    }
    if cols == 0 {
        return Cow::Borrowed("");
    }
    let kept = head(text, cols - 1).trim_end();
    Cow::Owned(format!("{kept}{ELLIPSIS}"))
}

/// The longest beginning of a text that is at most `cols` cells wide.
pub fn head(text: &str, cols: usize) -> &str {
    let simple = text.chars().take(cols + 1).all(is_simple);
    if simple {
        // One more character than fits was looked at: nothing that follows can join the last one kept.
        let end = text.char_indices().nth(cols).map_or(text.len(), |(at, _)| at);
        return text.get(..end).unwrap_or(text);
    }
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += cell_count(grapheme);
        if used > cols {
            return text.get(..at).unwrap_or(text);
        }
    }
    text
}

/// The text, cut or filled with blanks on the right to exactly `cols` cells.
pub fn pad(text: &str, cols: usize) -> String {
    let mut out = fit(text, cols).into_owned();
    out.extend(std::iter::repeat_n(' ', cols.saturating_sub(cells(&out))));
    out
}

/// The text, cut or filled with blanks on the left to exactly `cols` cells; for numbers.
pub fn pad_left(text: &str, cols: usize) -> String {
    let fitted = fit(text, cols);
    let mut out = " ".repeat(cols.saturating_sub(cells(&fitted)));
    out.push_str(&fitted);
    out
}

/// The text folded into lines of at most `cols` cells, at blanks where it can be. Line ends in it are kept.
pub fn wrap(text: &str, cols: usize) -> Vec<String> {
    let cols = cols.max(1);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut row = String::new();
        let mut used = 0;
        for word in paragraph.split(' ').filter(|w| !w.is_empty()) {
            let mut word = word;
            if used > 0 && used + 1 + cells(word) <= cols {
                row.push(' ');
                used += 1;
            } else if used > 0 {
                lines.push(std::mem::take(&mut row));
                used = 0;
            }
            while cells(word) > cols {
                let first = head(word, cols);
                let at = if first.is_empty() {
                    word.graphemes(true).next().map_or(word.len(), str::len)
                } else {
                    first.len()
                };
                let (now, rest) = word.split_at_checked(at).unwrap_or((word, ""));
                lines.push(now.to_owned());
                word = rest;
            }
            row.push_str(word);
            used += cells(word);
        }
        lines.push(row);
    }
    lines
}

/// The text in ASCII: Vietnamese letters lose their marks, lines and glyphs become the nearest sign, `…` becomes
/// `~`. What has no likeness becomes `?`, two for a wide one.
pub fn to_ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for grapheme in text.graphemes(true) {
        out.push_str(&ascii_likeness(grapheme));
    }
    Cow::Owned(out)
}

/// One cell's symbol in ASCII, of the same width as before, for a screen whose layout is already made.
pub fn ascii_cell(symbol: &str) -> Cow<'static, str> {
    let likeness = ascii_likeness(symbol);
    let width = cell_count(symbol);
    if likeness.len() == width {
        likeness
    } else {
        Cow::Owned("?".repeat(width))
    }
}

fn ascii_likeness(grapheme: &str) -> Cow<'static, str> {
    if grapheme.is_ascii() {
        return Cow::Owned(grapheme.to_owned());
    }
    let Some(first) = grapheme.chars().next() else {
        return Cow::Borrowed("");
    };
    if let Some(sign) = ascii_sign(first) {
        return Cow::Borrowed(sign);
    }
    if let '\u{2400}'..='\u{241f}' = first {
        let caret = u8::try_from(u32::from(first) - 0x2400 + 0x40).map_or('?', char::from);
        return Cow::Owned(format!("^{caret}"));
    }
    let mut bare = None;
    unicode_normalization::char::decompose_compatible(first, |part| {
        bare.get_or_insert(part);
    });
    match bare {
        Some(c) if c.is_ascii_graphic() => Cow::Owned(c.to_string()),
        _ => Cow::Owned("?".repeat(cell_count(grapheme))),
    }
}

fn ascii_sign(c: char) -> Option<&'static str> {
    Some(match c {
        'đ' | 'ð' => "d",
        'Đ' | 'Ð' => "D",
        'ł' => "l",
        'ß' => "ss",
        'æ' => "ae",
        '·' | '•' | '∙' | '┄' | '┈' | '░' | '▁' | '▂' | '▏' | '▎' | '⋅' => ".",
        'ø' | '°' | '□' | '◔' | '○' | '◌' | '◦' => "o",
        '⟳' | '↻' | '⟲' | '●' | '◉' | '◆' | '★' => "@",
        '↵' | '↩' | '←' | '‹' | '⟨' | '◀' | '◂' | '◄' => "<",
        '→' | '›' | '⟩' | '▶' | '▸' | '►' => ">",
        '↑' | '▲' | '▴' => "^",
        '↓' | '▼' | '▾' => "v",
        '✓'
        | '✔'
        | '√'
        | '┌'
        | '┐'
        | '└'
        | '┘'
        | '├'
        | '┤'
        | '┬'
        | '┴'
        | '┼'
        | '╭'
        | '╮'
        | '╰'
        | '╯'
        | '┏'
        | '┓'
        | '┗'
        | '┛'
        | '╔'
        | '╗'
        | '╚'
        | '╝'
        | '╞'..='╬' => "+",
        '✗' | '✘' | '×' | '⨯' => "x",
        '─' | '╌' | '–' | '—' | '‐' | '‑' | '−' | '╴' | '╶' => "-",
        '━' | '═' | '▄' | '▃' | '▅' => "=",
        '│' | '┃' | '║' | '╎' | '┆' | '▌' | '▐' | '▍' | '▋' => "|",
        '█' | '▇' | '▆' | '▉' | '▊' | '▓' | '▒' | '■' | '▪' | '▀' => "#",
        '‘' | '’' | '‚' | '′' => "'",
        '“' | '”' | '„' | '″' | '«' | '»' => "\"",
        '…' => "~",
        '␡' => "^?",
        '◊' | '∴' => ":",
        '≥' => ">=",
        '≤' => "<=",
        '≠' => "!=",
        '\u{a0}' | '\u{202f}' | '\u{2800}' => " ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::sanitize::line;

    #[test]
    fn vietnamese_takes_one_cell_a_letter_in_either_form() {
        use unicode_normalization::UnicodeNormalization;
        let name = "Bắc Trung Bộ và Duyên hải miền Trung";
        assert_eq!(cells(name), 36);
        assert_eq!(cells(&name.nfd().collect::<String>()), 36);
        assert_eq!(cells("\u{7}"), 0);
        assert_eq!(cells("会議"), 4);
    }

    #[test]
    fn made_to_fit() {
        assert_eq!(fit("Đà Nẵng", 7), "Đà Nẵng");
        assert_eq!(fit("Đà Nẵng", 5), "Đà N…");
        assert_eq!(fit("Đà Nẵng", 4), "Đà…");
        assert_eq!(fit("Đà", 1), "…");
        assert_eq!(fit("Đà", 0), "");
        assert_eq!(pad("会議", 3), "会…");
        assert_eq!(pad("会議", 2), "… ");
        assert_eq!(pad_left("42", 5), "   42");
    }

    #[test]
    fn folded_into_lines() {
        assert_eq!(wrap("một hai ba bốn", 7), ["một hai", "ba bốn"]);
        assert_eq!(wrap("a\n\nb", 5), ["a", "", "b"]);
        assert_eq!(wrap("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(wrap("会議", 1), ["会", "議", ""]);
    }

    #[test]
    fn ascii_keeps_the_letters() {
        assert_eq!(
            to_ascii("Đà Nẵng, Thừa Thiên – Huế, Bạc Liêu"),
            "Da Nang, Thua Thien - Hue, Bac Lieu"
        );
        assert_eq!(to_ascii("│ ◔ ● ↵ ✓ – · “x” …"), "| o @ < + - . \"x\" ~");
        assert_eq!(to_ascii("║ ○ ● ◄ √ – · ► ■ ◊ ╟╤"), "| o @ < + - . > # : ++");
        assert_eq!(to_ascii("␛[2J ⟨U+202E⟩"), "^[[2J <U+202E>");
        assert_eq!(to_ascii("e\u{302}\u{301}会"), "e??");
        assert_eq!(ascii_cell("≥"), "?");
        assert_eq!(ascii_cell("ế"), "e");
        assert_eq!(ascii_cell("会"), "??");
    }

    proptest! {
        #[test]
        fn fit_keeps_its_promise(s in "\\PC{0,30}", cols in 0usize..40) {
            let clean = line(&s);
            prop_assert!(cells(&fit(&clean, cols)) <= cols);
            prop_assert_eq!(cells(&pad(&clean, cols)), cols);
            prop_assert!(to_ascii(&clean).is_ascii());
        }

        #[test]
        fn wrapping_keeps_every_letter(s in "[a-zđà会 \n]{0,40}", cols in 2usize..12) {
            let rows = wrap(&s, cols);
            prop_assert!(rows.iter().all(|r| cells(r) <= cols));
            let letters = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&rows.concat()), letters(&s));
        }

        #[test]
        fn a_cell_stays_a_cell(s in "\\PC{0,8}") {
            for g in line(&s).graphemes(true) {
                prop_assert_eq!(ascii_cell(g).len(), cell_count(g));
            }
        }
    }
}
