//! The terminal's word on its background, as the parser hears it.

use std::time::Duration;

use ketnoi::tui::term::Background;
use ketnoi::tui::term::parser::Parser;

/// The terminal's word on its background is heard once, where it is waited for, and however it is cut.
#[test]
fn the_background_is_heard_in_pieces_and_is_no_key() {
    let answer = b"\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\";
    for cut in 1..answer.len() {
        let (begun, end) = answer.split_at(cut);
        // A pause in the middle of the opening gives out what it may have been; else nothing is given out.
        for pause in [false, true] {
            let mut parser = Parser::new().asking();
            assert_eq!(parser.feed(begun, false), [], "{cut}");
            let typed = parser.feed(&[], pause);
            assert!(typed.is_empty() || cut <= 2, "{cut}: {typed:?}");
            let rest = parser.feed(end, false);
            if pause && cut == 2 {
                // Half a second after `ESC ]` alone it counts as the key that it can be.
                continue;
            }
            assert_eq!(rest, [], "{cut}, {pause}");
            assert_eq!(
                parser.take_background(),
                Some(Background::Light),
                "{cut}, {pause}"
            );
            parser.feed(b"\x1b]11;rgb:0/0/0\x07", false);
            assert_eq!(parser.take_background(), None, "a second one answers nothing");
        }
    }
    let mut parser = Parser::new();
    parser.feed(answer, false);
    assert_eq!(parser.take_background(), None, "nobody asked");
    let mut parser = Parser::new().asking();
    parser.feed(b"\x1b]11;", false);
    assert!(
        parser.patience() > Some(Duration::from_millis(100)),
        "it is waited for"
    );
}
