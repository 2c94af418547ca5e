//! A paste being collected, and what is kept of it.
//!
//! Text that contains its own end mark and commands after it stays text: the *last* end mark before the line falls quiet is the
//! one that counts. Memory is bounded whatever arrives.

use unicode_normalization::UnicodeNormalization;

use crate::tui::term::key::PASTE_LIMIT;

/// A paste longer than this comes in pieces.
const LONG_PASTE: usize = 2048;
/// The most bytes after a paste's end mark that are kept while the line is busy.
const TAIL_LIMIT: usize = 4096;

const PASTE_START: &[u8] = b"\x1b[200~";
const PASTE_END: &[u8] = b"\x1b[201~";

/// A paste being collected.
#[derive(Debug, Default)]
pub(crate) struct Paste {
    pub text: Vec<u8>,
    pub truncated: bool,
    /// An end mark was seen; what follows is in `tail` until the line is quiet.
    pub ended: bool,
    /// A second one came.
    pub twice: bool,
    pub tail: Vec<u8>,
    /// The part of a possible mark seen so far.
    pub mark: Vec<u8>,
    /// The line went quiet before an end mark came.
    pub stalled: bool,
}

impl Paste {
    pub(crate) fn byte(&mut self, b: u8) {
        if b == 0x1b {
            self.flush_mark();
            self.mark.push(b);
        } else if self.mark.is_empty() {
            self.keep(b);
        } else {
            self.mark.push(b);
            if self.mark == PASTE_END {
                self.mark.clear();
                self.end();
            } else if !PASTE_END.starts_with(&self.mark) {
                self.flush_mark();
            }
        }
    }

    fn end(&mut self) {
        if self.ended {
            self.twice = true;
            for b in std::mem::take(&mut self.tail) {
                self.keep_text(b);
            }
        }
        self.ended = true;
    }

    /// May more of it come after its end mark?
    pub(crate) fn is_suspect(&self) -> bool {
        self.text.len() > LONG_PASTE || self.twice || !self.tail.is_empty()
    }

    pub(crate) fn flush_mark(&mut self) {
        for b in std::mem::take(&mut self.mark) {
            self.keep(b);
        }
    }

    fn keep(&mut self, b: u8) {
        if !self.ended {
            self.keep_text(b);
        } else if self.tail.len() < TAIL_LIMIT {
            self.tail.push(b);
        }
    }

    fn keep_text(&mut self, b: u8) {
        if self.text.len() < PASTE_LIMIT {
            self.text.push(b);
        } else {
            self.truncated = true;
        }
    }
}

/// Pasted bytes as text: line ends become LF, a tab becomes a space, every other control
/// character and what is not UTF-8 is dropped, marks are composed. Says whether it was cut.
pub(crate) fn clean_paste(bytes: &[u8]) -> (String, bool) {
    let mut kept = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&b, after)) = rest.split_first() {
        if let Some(after_mark) = rest.strip_prefix(PASTE_START) {
            rest = after_mark;
        } else {
            kept.push(b);
            rest = after;
        }
    }
    let chars = kept.utf8_chunks().flat_map(|chunk| chunk.valid().chars());
    let mut plain = String::with_capacity(kept.len());
    let mut after_return = false;
    for c in chars {
        match c {
            '\n' if after_return => {}
            '\r' | '\n' => plain.push('\n'),
            // Cells of a spreadsheet stand apart by it; a field of text makes it a space.
            '\t' => plain.push('\t'),
            c if c.is_control() => {}
            c => plain.push(c),
        }
        after_return = c == '\r';
    }
    let mut text = if plain.is_ascii() {
        plain
    } else {
        plain.nfc().collect()
    };
    let cut = text.len() > PASTE_LIMIT;
    text.truncate(text.floor_char_boundary(PASTE_LIMIT));
    (text, cut)
}
