//! Titles, names and notes as people write and paste them, for every door: what is kept is NFC, without the bytes that
//! files and terminals put in between.
//!
//! | what | becomes |
//! |---|---|
//! | every kind of line end, CR LF too | one `\n` in a note; a blank where there is one line |
//! | a tab | a blank |
//! | other control characters | nothing |
//! | blanks and line ends around it all | nothing |
//!
//! It must never know what a text says. How long it may be is a rule of the campaign.

use unicode_normalization::UnicodeNormalization as _;

/// A text of one line: a title, a name.
pub fn one_line(typed: &str) -> String {
    whole(typed, false)
}

/// A text of several lines: a note.
pub fn block(typed: &str) -> String {
    whole(typed, true)
}

fn whole(typed: &str, lines: bool) -> String {
    let text: String = pieces(typed, lines).nfc().collect();
    text.trim().to_owned()
}

/// The characters of a piece of a text, such as an editor puts in at its cursor.
pub fn pieces(text: &str, lines: bool) -> impl Iterator<Item = char> {
    let mut after_return = false;
    text.chars().filter_map(move |c| {
        let second_half = after_return && c == '\n';
        after_return = c == '\r';
        match c {
            '\n' if second_half => None,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                Some(if lines { '\n' } else { ' ' })
            }
            '\t' => Some(' '),
            c if c.is_control() => None,
            c => Some(c),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_kept_without_what_files_put_in_between() {
        for (typed, line, note) in [
            ("- hẹn gửi", "- hẹn gửi", "- hẹn gửi"),
            (" một\r\nhai\tba \r\n", "một hai ba", "một\nhai ba"),
            ("a\u{2028}b\rc\u{85}", "a b c", "a\nb\nc"),
            ("\u{7}Ha\u{300}\u{1b} No\u{302}\u{323}i\0", "Hà Nội", "Hà Nội"),
            ("\n\t ", "", ""),
        ] {
            assert_eq!(
                (one_line(typed).as_str(), block(typed).as_str()),
                (line, note),
                "{typed:?}"
            );
            assert_eq!(block(&block(typed)), block(typed), "once is enough");
        }
    }
}
