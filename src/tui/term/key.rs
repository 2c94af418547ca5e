//! What a terminal can say to us: keys, pasted text, the mouse.
//!
//! One read from the terminal is one **batch** of keys. The boundary matters: a Vietnamese input
//! method takes back what was typed and sends the finished letter in the same read (Backspace,
//! then "ệ"), and only the batch tells that apart from a person who pressed Backspace.
//!
//! The vocabulary is crossterm's; its reader is not used, because it hides where one read ends.
//!
//! This room must never know what a key does, nor how its bytes looked on the line.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The words for what is pressed, clicked and turned are crossterm's.
///
/// A control letter is lower case: `Ctrl-L` is `Char('l')` with [`KeyModifiers::CONTROL`]. A character is as it was typed,
/// Shift already applied, and never a control character.
pub use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

/// Short ways to write a key down, and to ask what it is.
pub trait KeyExt: Sized {
    /// The key without modifiers.
    fn plain(code: KeyCode) -> Self;
    /// A character without modifiers.
    fn char(c: char) -> Self;
    /// `Ctrl-` and a lower-case letter.
    fn ctrl(c: char) -> Self;
    /// The same key with one more modifier held.
    #[must_use]
    fn with(self, modifier: KeyModifiers) -> Self;
    /// The same key with Alt held.
    #[must_use]
    fn with_alt(self) -> Self {
        self.with(KeyModifiers::ALT)
    }
    /// The same key without Alt.
    #[must_use]
    fn without_alt(self) -> Self;
    /// Is Alt held (or did an Escape come before it in the same read)?
    fn is_alt(&self) -> bool;
    /// The character that this key would put into a text, if it is one.
    fn text(&self) -> Option<char>;
}

impl KeyExt for KeyEvent {
    fn plain(code: KeyCode) -> Self {
        Self::new(code, KeyModifiers::NONE)
    }

    fn char(c: char) -> Self {
        Self::plain(KeyCode::Char(c))
    }

    fn ctrl(c: char) -> Self {
        Self::new(KeyCode::Char(c), KeyModifiers::CONTROL)
    }

    fn with(mut self, modifier: KeyModifiers) -> Self {
        self.modifiers |= modifier;
        self
    }

    fn without_alt(mut self) -> Self {
        self.modifiers -= KeyModifiers::ALT;
        self
    }

    fn is_alt(&self) -> bool {
        self.modifiers.contains(KeyModifiers::ALT)
    }

    fn text(&self) -> Option<char> {
        match self.code {
            KeyCode::Char(c)
                if !self
                    .modifiers
                    .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) =>
            {
                Some(c)
            }
            _ => None,
        }
    }
}

/// Something heard from the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// The keys of one read, in order; never empty.
    Keys(Vec<KeyEvent>),
    /// A whole paste: NFC, line ends as LF, no other control character but tabs.
    Paste {
        /// What was pasted, at most [`PASTE_LIMIT`] bytes.
        text: String,
        /// More was pasted than kept.
        truncated: bool,
    },
    /// The mouse; heard only while it is switched on.
    Mouse(MouseEvent),
}

/// The most bytes of one paste that are kept; the rest is read and thrown away.
pub const PASTE_LIMIT: usize = 64 * 1024;

/// Is this batch the work of an input method rather than of a person giving commands?
///
/// True for a letter that no bare keyboard row gives as a command ("ệ", "đ", a loose tone mark)
/// and for Backspace followed by letters within one read. In command mode such a batch must do
/// nothing; in a text field it is simply edited in.
pub fn is_input_method(batch: &[KeyEvent]) -> bool {
    let mut erased = false;
    for key in batch {
        match key.code {
            KeyCode::Backspace => erased = true,
            _ if key
                .text()
                .is_some_and(|c| is_marked(c) || (erased && c.is_alphabetic())) =>
            {
                return true;
            }
            _ => {}
        }
    }
    false
}

/// A letter with a Vietnamese mark, a đ, or a mark on its own.
fn is_marked(c: char) -> bool {
    !c.is_ascii() && (c.is_alphabetic() || is_combining_mark(c))
}

/// What a batch does to a line of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Put this in at the cursor. NFC within itself; it may begin with a combining mark that
    /// belongs to the letter before the cursor, so the field normalises again after inserting.
    Insert(String),
    /// A key that is not text, Backspace among them.
    Key(KeyEvent),
}

/// Reads a batch as edits of a text field: runs of characters become one insertion.
pub fn edits(batch: &[KeyEvent]) -> Vec<Edit> {
    let mut out: Vec<Edit> = Vec::new();
    for &key in batch {
        match (key.text(), out.last_mut()) {
            (Some(c), Some(Edit::Insert(run))) => run.push(c),
            (Some(c), _) => out.push(Edit::Insert(c.to_string())),
            (None, _) => out.push(Edit::Key(key)),
        }
    }
    for edit in &mut out {
        if let Edit::Insert(run) = edit
            && !run.is_ascii()
        {
            *run = run.nfc().collect();
        }
    }
    out
}
