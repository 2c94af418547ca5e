//! Who the terminal says it is, as the parser hears it.

use std::time::Duration;

use ketnoi::tui::term::Background;
use ketnoi::tui::term::parser::Parser;

/// However the answer is cut, and with a key close before and behind it, no key is eaten and none is made up.
#[test]
fn a_name_is_heard_in_pieces_and_is_no_key() {
    let answer = b"\x1bP>|kitty(0.35.2)\x1b\\";
    for cut in 1..answer.len() {
        let (begun, end) = answer.split_at(cut);
        for pause in [false, true] {
            let mut parser = Parser::new().asking_name();
            assert_eq!(parser.feed(begun, false), [], "{cut}");
            let typed = parser.feed(&[], pause);
            assert!(typed.is_empty() || cut <= 2, "{cut}: {typed:?}");
            let rest = parser.feed(end, false);
            if pause && cut == 2 {
                // Half a second after `ESC P` alone it counts as the key that it can be.
                continue;
            }
            assert_eq!(rest, [], "{cut}, {pause}");
            assert_eq!(parser.take_name(), Some(true), "{cut}, {pause}");
            parser.feed(b"\x1bP>|foot(1)\x1b\\", false);
            assert_eq!(parser.take_name(), None, "a second one answers nothing");
        }
    }
}

#[test]
fn what_is_no_answer_says_nothing() {
    let mut parser = Parser::new();
    parser.feed(b"\x1bP>|kitty(1)\x1b\\", false);
    assert_eq!(parser.take_name(), None, "nobody asked");
    let mut parser = Parser::new().asking_name().asking();
    for rubbish in [
        &b"\x1bP1$r0m\x1b\\"[..],
        b"\x1bP>|kitty(1)\x18",
        b"\x1bP\x1b\\",
        b"\x1b]>|kitty(1)\x07",
        b"\x1bX>|kitty(1)\x1b\\",
    ] {
        assert_eq!(parser.feed(rubbish, false), []);
        assert_eq!((parser.take_name(), parser.take_background()), (None, None));
    }
    let long = [b"\x1bP>|", &b"q".repeat(500)[..], b"\x1b\\"].concat();
    assert_eq!(parser.feed(&long, false), []);
    assert_eq!(parser.take_name(), Some(false), "a name that nobody knows");
    // Both questions are answered, in whichever order.
    for (first, second) in [
        ("\x1bP>|VTE(7402)\x1b\\", "\x1b]11;rgb:f/f/f\x07"),
        ("\x1b]11;rgb:f/f/f\x07", "\x1bP>|VTE(7402)\x1b\\"),
    ] {
        let mut parser = Parser::new().asking_name().asking();
        assert_eq!(parser.feed(format!("{first}{second}").as_bytes(), false), []);
        let both = (parser.take_name(), parser.take_background());
        assert_eq!(both, (Some(true), Some(Background::Light)));
    }
    let mut parser = Parser::new().asking_name();
    parser.feed(b"\x1bP", false);
    assert!(
        parser.patience() > Some(Duration::from_millis(100)),
        "it is waited for"
    );
}
