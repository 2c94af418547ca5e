//! A batch of keys: an input method's work or a person's, and what it does to a line of text.

use ketnoi::tui::term::{Edit, KeyCode, KeyEvent, KeyExt as _, edits, is_input_method};

fn batch(text: &str) -> Vec<KeyEvent> {
    text.chars()
        .map(|c| match c {
            '<' => KeyEvent::plain(KeyCode::Backspace),
            c => KeyEvent::char(c),
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
            Edit::Key(KeyEvent::plain(KeyCode::Backspace)),
            Edit::Insert("việt".to_owned())
        ]
    );
}

#[test]
fn control_and_alt_are_not_text() {
    assert_eq!(KeyEvent::ctrl('l').text(), None);
    assert_eq!(KeyEvent::char('l').with_alt().text(), None);
    assert_eq!(KeyEvent::char('l').text(), Some('l'));
}
