//! Characters brought down to what the terminal can show.
//!
//! The looks choose an ASCII set of signs where that is needed; this is the net below them, for
//! names and notes: a Vietnamese letter loses its marks, a box line becomes `+ - |`, and only what
//! has no likeness at all becomes `?`. One character gives one character, so no column moves.
//!
//! This room must never know where a character stands.

use unicode_normalization::UnicodeNormalization;

use crate::tui::term::caps::Glyphs;

/// The character to show for `c`.
pub(crate) fn fit(c: char, glyphs: Glyphs) -> char {
    match glyphs {
        _ if c.is_ascii() => c,
        Glyphs::Full | Glyphs::Windows => c,
        // What Debian's fonts with all Vietnamese letters had to give up for them.
        Glyphs::Letters if matches!(c, '▄' | '▀' | '▌' | '▐') => ascii(c),
        Glyphs::Console | Glyphs::Letters if is_console_shape(c) => c,
        Glyphs::Letters if is_letter(c) => c,
        Glyphs::Console | Glyphs::Letters | Glyphs::Ascii => ascii(c),
    }
}

/// Letters and the marks of a sentence, as Debian's `Vietnamese-Fixed` fonts have them.
fn is_letter(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{17f}' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | '\u{1ea0}'..='\u{1ef9}' | '“' | '”' | '–' | '…')
}

/// Shapes that the Linux console's fonts have had since code page 437.
fn is_console_shape(c: char) -> bool {
    matches!(
        c,
        '─' | '│'
            | '┌'
            | '┐'
            | '└'
            | '┘'
            | '├'
            | '┤'
            | '┬'
            | '┴'
            | '┼'
            | '═'
            | '║'
            | '╔'
            | '╗'
            | '╚'
            | '╝'
            | '█'
            | '▄'
            | '▀'
            | '▌'
            | '▐'
            | '░'
            | '▒'
            | '▓'
            | '·'
            | '°'
            | '»'
            | '«'
    )
}

fn ascii(c: char) -> char {
    match c {
        'đ' | '₫' => 'd',
        'Đ' => 'D',
        '─' | '━' | '═' | '╌' | '┄' | '┈' | '╴' | '╶' | '–' | '—' | '‐' | '‑' | '−' | '▁' | '▔' => {
            '-'
        }
        '│' | '┃' | '║' | '╎' | '┆' | '┊' | '╵' | '╷' | '▏' | '▕' | '¦' => '|',
        '┌'..='╋' | '╒'..='╬' | '╭'..='╰' | '✓' | '✔' | '√' => '+',
        '╱' => '/',
        '╲' => '\\',
        '╳' | '×' | '✗' | '✘' => 'x',
        '█' | '▓' | '▇' | '▆' | '▅' | '■' => '#',
        '▄' | '▀' | '▌' | '▐' | '▒' | '▂'..='▃' | '▉'..='▎' => '=',
        '░' | '∴' | '◊' => ':',
        '·' | '•' | '∙' | '…' | '⠀' => '.',
        '●' => '@',
        '○' | '◔' | '◯' | '□' | '°' => 'o',
        '◆' | '◇' | '★' | '☆' => '*',
        '↵' | '←' | '‹' | '«' | '◂' | '◀' | '◄' => '<',
        '→' | '›' | '»' | '▸' | '▶' | '►' => '>',
        '↑' | '▲' | '▴' => '^',
        '↓' | '▼' | '▾' => 'v',
        '“' | '”' | '„' => '"',
        '‘' | '’' | '‚' | '′' => '\'',
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => ' ',
        c => c.nfkd().next().filter(char::is_ascii).unwrap_or('?'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_lose_their_marks_and_lines_stay_lines() {
        let down = |text: &str, glyphs| text.chars().map(|c| fit(c, glyphs)).collect::<String>();
        assert_eq!(
            down("│Đà Nẵng, Đắk Lắk… “Thừa Thiên Huế”─┐", Glyphs::Ascii),
            "|Da Nang, Dak Lak. \"Thua Thien Hue\"-+"
        );
        assert_eq!(down("│Bà Rịa─┐", Glyphs::Console), "│Ba Ria─┐");
        assert_eq!(down("│Bà Rịa ✓ “Mười”─┐", Glyphs::Letters), "│Bà Rịa + “Mười”─┐");
        assert_eq!(down("│Bà Rịa 漢", Glyphs::Full), "│Bà Rịa 漢");
        assert_eq!(down("漢✓◔●·", Glyphs::Ascii), "?+o@.");
    }
}
