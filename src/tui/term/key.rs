//! What a terminal can say to us: keys, pasted text, the mouse.
//!
//! One read from the terminal is one **batch** of keys. The boundary matters: a Vietnamese input
//! method takes back what was typed and sends the finished letter in the same read (Backspace,
//! then "ệ"), and only the batch tells that apart from a person who pressed Backspace.
//!
//! This room must never know what a key does, nor how its bytes looked on the line.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Which key, without its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyCode {
    /// A character as typed (Shift already applied). Never a control character.
    Char(char),
    /// Return, or the keypad's Enter.
    Enter,
    /// Escape, alone.
    Esc,
    /// Tab.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// Erase to the left.
    Backspace,
    /// Erase to the right.
    Delete,
    /// Insert.
    Insert,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, 1 to 20.
    F(u8),
}

/// A key with its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// Control was held. A control letter is lower case: `Ctrl-L` is `Char('l')` with `ctrl`.
    pub ctrl: bool,
    /// Alt (or a leading Escape in the same read).
    pub alt: bool,
    /// Shift, where the terminal tells; for characters it is already in the character.
    pub shift: bool,
}

impl Key {
    /// The key without modifiers.
    pub const fn plain(code: KeyCode) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// A character without modifiers.
    pub const fn char(c: char) -> Self {
        Self::plain(KeyCode::Char(c))
    }

    /// `Ctrl-` and a lower-case letter.
    pub const fn ctrl(c: char) -> Self {
        let mut key = Self::char(c);
        key.ctrl = true;
        key
    }

    /// The same key with Alt held.
    #[must_use]
    pub const fn with_alt(mut self) -> Self {
        self.alt = true;
        self
    }

    /// The character that this key would put into a text, if it is one.
    pub const fn text(self) -> Option<char> {
        match self {
            Self {
                code: KeyCode::Char(c),
                ctrl: false,
                alt: false,
                ..
            } => Some(c),
            _ => None,
        }
    }
}

/// A mouse button.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Button {
    /// Usually the first.
    Left,
    /// The wheel pressed.
    Middle,
    /// Usually the context button.
    Right,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MouseKind {
    /// A button went down.
    Press(Button),
    /// A button came up (old terminals do not say which).
    Release,
    /// Moved with a button down.
    Drag(Button),
    /// Moved with none down.
    Move,
    /// The wheel, away from the hand.
    ScrollUp,
    /// The wheel, towards the hand.
    ScrollDown,
}

/// A mouse report. Column and row count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Mouse {
    /// What it did.
    pub kind: MouseKind,
    /// Column, from 0.
    pub column: u16,
    /// Row, from 0.
    pub row: u16,
    /// Control was held.
    pub ctrl: bool,
    /// Alt was held.
    pub alt: bool,
    /// Shift was held.
    pub shift: bool,
}

/// Something heard from the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// The keys of one read, in order; never empty.
    Keys(Vec<Key>),
    /// A whole paste: NFC, line ends as LF, tabs as a space, no other control character.
    Paste {
        /// What was pasted, at most [`PASTE_LIMIT`] bytes.
        text: String,
        /// More was pasted than kept.
        truncated: bool,
    },
    /// The mouse; heard only while it is switched on.
    Mouse(Mouse),
}

/// The most bytes of one paste that are kept; the rest is read and thrown away.
pub const PASTE_LIMIT: usize = 64 * 1024;

/// Is this batch the work of an input method rather than of a person giving commands?
///
/// True for a letter that no bare keyboard row gives as a command ("ệ", "đ", a loose tone mark)
/// and for Backspace followed by letters within one read. In command mode such a batch must do
/// nothing; in a text field it is simply edited in.
pub fn is_input_method(batch: &[Key]) -> bool {
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
    Key(Key),
}

/// Reads a batch as edits of a text field: runs of characters become one insertion.
pub fn edits(batch: &[Key]) -> Vec<Edit> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn batch(text: &str) -> Vec<Key> {
        text.chars()
            .map(|c| match c {
                '<' => Key::plain(KeyCode::Backspace),
                c => Key::char(c),
            })
            .collect()
    }

    #[test]
    fn input_methods_are_told_from_commands() {
        for (text, expected) in [
            ("j", false),
            ("jjj", false),
            ("<", false),
            ("<<<", false),
            ("<1", false),
            ("ệ", true),
            ("đ", true),
            ("<<ệ", true),
            ("<aa", true),
            ("a\u{301}", true),
            ("\u{323}", true),
            ("…", false),
        ] {
            assert_eq!(is_input_method(&batch(text)), expected, "{text:?}");
        }
    }

    #[test]
    fn a_batch_is_edited_in() {
        let keys = batch("<viê\u{323}t");
        assert_eq!(
            edits(&keys),
            [
                Edit::Key(Key::plain(KeyCode::Backspace)),
                Edit::Insert("việt".to_owned())
            ]
        );
    }

    #[test]
    fn control_and_alt_are_not_text() {
        assert_eq!(Key::ctrl('l').text(), None);
        assert_eq!(Key::char('l').with_alt().text(), None);
        assert_eq!(Key::char('l').text(), Some('l'));
    }
}
