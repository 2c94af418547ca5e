//! Words gathered up to a limit, in the one form in which they are given on.

use unicode_normalization::UnicodeNormalization;

use super::told::Told;

/// Words as they come, until there are enough of them.
#[derive(Debug)]
pub(super) struct Budget {
    text: String,
    most: usize,
    cut: bool,
}

impl Budget {
    /// Room for so many bytes of text.
    pub(super) fn new(most: usize) -> Self {
        Self {
            text: String::new(),
            most,
            cut: false,
        }
    }

    /// Takes words, as far as there is room. False: there is none left.
    pub(super) fn push(&mut self, words: &str) -> bool {
        let room = self.most.saturating_sub(self.text.len());
        if words.len() <= room {
            self.text.push_str(words);
        } else {
            let end = (0..=room).rev().find(|at| words.is_char_boundary(*at));
            self.text
                .push_str(words.get(..end.unwrap_or(0)).unwrap_or_default());
            self.cut = true;
        }
        !self.cut
    }

    /// Ends a line, where one was begun.
    pub(super) fn line(&mut self) {
        self.end_with('\n');
    }

    /// Ends a cell: the next one stands in the same line.
    pub(super) fn cell(&mut self) {
        self.end_with('\t');
    }

    fn end_with(&mut self, mark: char) {
        while self.text.ends_with(['\t', ' ']) {
            self.text.pop();
        }
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push(mark);
        }
    }

    /// How many bytes there are: a mark for [`Budget::lines_since`].
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// How many lines were ended since there were so many bytes.
    pub(super) fn lines_since(&self, mark: usize) -> usize {
        self.text.get(mark..).unwrap_or_default().matches('\n').count()
    }

    /// Takes the end of the last line back, so that something can follow in it.
    pub(super) fn reopen_line(&mut self) {
        if self.text.ends_with('\n') {
            self.text.pop();
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.cut
    }

    /// What was gathered: NFC, no control characters, no more than one empty line.
    pub(super) fn told(self) -> Told {
        let mut text = String::with_capacity(self.text.len());
        let lined = self.text.replace("\r\n", "\n");
        for c in lined.nfc() {
            match c {
                '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => text.push('\n'),
                '\u{a0}' => text.push(' '),
                '\n' if text.ends_with("\n\n") || text.is_empty() => {}
                '\n' | '\t' => text.push(c),
                c if c.is_control() => {}
                c => text.push(c),
            }
        }
        text.truncate(text.trim_end().len());
        let mut told = Told {
            text,
            flags: Vec::new(),
        };
        if self.cut {
            told.flag("cut");
        }
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_between_letters_and_said_to_be() {
        let mut b = Budget::new(7);
        assert!(b.push("Đắk"));
        assert!(!b.push("ờ"));
        assert_eq!(b.told().flags, ["cut"]);
        let mut b = Budget::new(100);
        b.push("Nguye\u{302}\u{303}n\r\n\r\n\r\n\u{1b}[31mx\u{a0}y");
        assert_eq!(b.told().text, "Nguyễn\n\n[31mx y");
    }
}
