//! Bytes from the line become keys, pastes and mouse reports, however they are cut, and nothing else becomes one.

use std::time::Duration;

use proptest::prelude::*;

use ketnoi::tui::term::key::{
    Input, KeyCode, KeyEvent, KeyExt as _, KeyModifiers, MouseButton, MouseEvent, MouseEventKind, PASTE_LIMIT,
};
use ketnoi::tui::term::parser::Parser;

/// How long a lone Escape waits for the rest of a sequence, and what begins a paste.
const ESCAPE_PAUSE: Duration = Duration::from_millis(25);
const PASTE_START: &[u8] = b"\x1b[200~";

fn hear(bytes: &[u8]) -> Vec<Input> {
    let mut parser = Parser::new();
    let mut heard = parser.feed(bytes, false);
    while parser.patience().is_some() {
        heard.extend(parser.feed(&[], true));
    }
    heard
}

fn keys(bytes: &[u8]) -> Vec<KeyEvent> {
    hear(bytes)
        .into_iter()
        .flat_map(|input| match input {
            Input::Keys(keys) => keys,
            other => panic!("not keys: {other:?}"),
        })
        .collect()
}

fn named(spec: &str) -> KeyEvent {
    let mut key = KeyEvent::plain(KeyCode::Esc);
    let (mods, name) = match spec.rsplit_once('-') {
        Some((mods, name)) if !name.is_empty() => (mods, name),
        _ => ("", spec),
    };
    key.modifiers = mods
        .chars()
        .filter_map(|c| match c {
            'C' => Some(KeyModifiers::CONTROL),
            'A' => Some(KeyModifiers::ALT),
            'S' => Some(KeyModifiers::SHIFT),
            _ => None,
        })
        .collect();
    key.code = match name {
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        "Ins" => KeyCode::Insert,
        "Del" => KeyCode::Delete,
        "BS" => KeyCode::Backspace,
        "Tab" => KeyCode::Tab,
        "BTab" => KeyCode::BackTab,
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        f if f.len() > 1 && f.starts_with('F') => KeyCode::F(f[1..].parse().unwrap()),
        c => KeyCode::Char(c.chars().next().unwrap()),
    };
    key
}

#[test]
fn shapes_of_keys() {
    for (bytes, spec) in [
        ("j", "j"),
        ("ệ", "ệ"),
        ("\r", "Enter"),
        ("\n", "Enter"),
        ("\t", "Tab"),
        ("\x7f", "BS"),
        ("\x08", "BS"),
        ("\x0c", "C-l"),
        ("\x00", "C- "),
        ("\x1f", "C-_"),
        ("\x1b", "Esc"),
        ("\x1b\x1b", "Esc Esc"),
        ("\x1bj", "A-j"),
        ("\x1bđ", "A-đ"),
        ("\x1b\r", "A-Enter"),
        ("\x1b[", "A-["),
        ("\x1bO", "A-O"),
        ("\x1b]", "A-]"),
        ("\x1b[A", "Up"),
        ("\x1bOA", "Up"),
        ("\x1b[1;5D", "C-Left"),
        ("\x1b[1;2C", "S-Right"),
        ("\x1b[1;3B", "A-Down"),
        ("\x1b[1;8A", "CAS-Up"),
        ("\x1b\x1b[A", "A-Up"),
        ("\x1b\x1bOB", "A-Down"),
        ("\x1b[H", "Home"),
        ("\x1bOF", "End"),
        ("\x1b[1~", "Home"),
        ("\x1b[7~", "Home"),
        ("\x1b[4~", "End"),
        ("\x1b[5;5~", "C-PgUp"),
        ("\x1b[6~", "PgDn"),
        ("\x1b[2~", "Ins"),
        ("\x1b[3~", "Del"),
        ("\x1b[3$", "S-Del"),
        ("\x1b[3^", "C-Del"),
        ("\x1b[3@", "CS-Del"),
        ("\x1b[a", "S-Up"),
        ("\x1bOd", "C-Left"),
        ("\x1b[Z", "S-BTab"),
        ("\x1bOP", "F1"),
        ("\x1bOR", "F3"),
        ("\x1b[11~", "F1"),
        ("\x1b[[A", "F1"),
        ("\x1b[[E", "F5"),
        ("\x1b[15~", "F5"),
        ("\x1b[17~", "F6"),
        ("\x1b[21~", "F10"),
        ("\x1b[24~", "F12"),
        ("\x1b[34~", "F20"),
        ("\x1b[1;2P", "S-F1"),
        ("\x1b[24;5~", "C-F12"),
        ("\x1bO5P", "C-F1"),
        ("\x1bOM", "Enter"),
        ("\x1bOp", "0"),
        ("\x1bOk", "+"),
        ("\x1b[27;5;108~", "C-l"),
        ("\x1b[108;5u", "C-l"),
        ("\x1b[9;2u", "S-BTab"),
        ("\x1b[97;1:3u", ""),
    ] {
        let expected: Vec<KeyEvent> = if spec == "C- " {
            vec![KeyEvent::ctrl(' ')]
        } else {
            spec.split_whitespace().map(named).collect()
        };
        assert_eq!(keys(bytes.as_bytes()), expected, "{bytes:?}");
    }
}

#[test]
fn answers_and_strings_are_not_keys() {
    for bytes in [
        "\x1b[12;40R",
        "\x1b[1;5R",
        "\x1b[?12;40R",
        "\x1b[?62;22c",
        "\x1b[>41;370;0c",
        "\x1b[?2026;2$y",
        "\x1b[2;1$y",
        "\x1b[8;24;80t",
        "\x1b[0n",
        "\x1b[I",
        "\x1b[O",
        "\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
        "\x1b]11;rgb:ffff/ffff/ffff\x07",
        "\x1bP>|xterm(370)\x1b\\",
        "\x1bP1$r0m\x1b\\",
        "\x1b_Gi=1;OK\x1b\\",
        "\x1b^quit\x1b\\",
        "\x1bXquit\x1b\\",
        "\x1b]0;q",
        "\x1b[201~",
        "\x1b[12\rq",
        "\u{9b}5n",
        "\u{9d}0;q\x07",
    ] {
        let heard = keys(bytes.as_bytes());
        let allowed: &[KeyEvent] = if bytes == "\x1b[12\rq" {
            &[KeyEvent::char('q')]
        } else {
            &[]
        };
        assert_eq!(heard, allowed, "{bytes:?}");
    }
    assert_eq!(keys("\u{9b}A".as_bytes()), [KeyEvent::plain(KeyCode::Up)]);
    assert_eq!(keys(b"\x9bA"), [KeyEvent::plain(KeyCode::Up)]);
    assert_eq!(keys(b"\x1b[999999999999999999999~j"), [KeyEvent::char('j')]);
    let long = format!("\x1b[{}Aj", "1;".repeat(4000));
    assert_eq!(keys(long.as_bytes()), [KeyEvent::char('j')]);
    assert_eq!(keys(b"\xff\xfe\xc3(\xe1\xbb j"), keys(b"( j"));
}

#[test]
fn mouse_reports_in_three_shapes() {
    let press = MouseEvent {
        kind: MouseEventKind::Down(MouseButton::Left),
        column: 9,
        row: 4,
        modifiers: KeyModifiers::NONE,
    };
    for bytes in ["\x1b[<0;10;5M", "\x1b[32;10;5M", "\x1b[M *%"] {
        assert_eq!(hear(bytes.as_bytes()), [Input::Mouse(press)], "{bytes:?}");
    }
    let Some(Input::Mouse(up)) = hear(b"\x1b[<64;1;1M").pop() else {
        panic!("no wheel")
    };
    assert_eq!(up.kind, MouseEventKind::ScrollUp);
    assert_eq!(hear(b"\x1b[<66;1;1M"), []);
    let Some(Input::Mouse(up)) = hear(b"\x1b[<16;1;1m").pop() else {
        panic!("no release")
    };
    assert_eq!(
        (up.kind, up.modifiers),
        (MouseEventKind::Up(MouseButton::Left), KeyModifiers::CONTROL)
    );
}

#[test]
fn a_pause_decides_about_escape() {
    let mut parser = Parser::new();
    assert_eq!(parser.feed(b"\x1b", false), []);
    assert_eq!(parser.patience(), Some(ESCAPE_PAUSE));
    let esc = Input::Keys(vec![KeyEvent::plain(KeyCode::Esc)]);
    assert_eq!(parser.feed(&[], true), [esc]);
    assert_eq!(parser.patience(), None);
    // The rest of an arrow after all: still not two letters.
    let up = Input::Keys(vec![KeyEvent::plain(KeyCode::Up)]);
    assert_eq!(parser.feed(b"[A", false), [up]);
    let open = Input::Keys(vec![KeyEvent::char('[')]);
    assert_eq!(parser.feed(b"[", false), [open]);
}

#[test]
fn a_paste_is_one_text() {
    let paste = |text: &str| Input::Paste {
        text: text.to_owned(),
        truncated: false,
    };
    assert_eq!(
        hear("j\x1b[200~Viê\u{323}t\r\nNam\t\u{7}x\r\x1b[201~k".as_bytes()),
        [
            Input::Keys(vec![KeyEvent::char('j')]),
            paste("Việt\nNam\tx\n"),
            Input::Keys(vec![KeyEvent::char('k')]),
        ]
    );
    // The end mark inside, and commands after it.
    assert_eq!(
        hear(b"\x1b[200~a\x1b[201~q:quit\rb\x1b[201~"),
        [paste("aq:quit\nb")]
    );
    // Two pastes in one burst do not run what is between them.
    assert_eq!(hear(b"\x1b[200~a\x1b[201~q\x1b[200~b\x1b[201~"), [paste("aqb")]);
    assert_eq!(hear(b"\x1b[200~\x1b[31mred\x9b\x1b[201~"), [paste("[31mred")]);
}

#[test]
fn a_paste_that_never_ends_can_be_left() {
    let mut parser = Parser::new();
    assert_eq!(parser.feed(b"\x1b[200~half", false), []);
    assert_eq!(parser.feed(&[], true), []);
    assert_eq!(parser.patience(), None);
    assert_eq!(parser.feed(b"q", false), []);
    assert_eq!(parser.feed(&[], true), []);
    let heard = parser.feed(b"\x1b", false);
    assert_eq!(
        heard,
        [Input::Paste {
            text: "halfq".to_owned(),
            truncated: false
        }]
    );
    assert_eq!(parser.patience(), None);
}

#[test]
fn a_megabyte_pasted_is_bounded() {
    let mut parser = Parser::new();
    let mut heard = parser.feed(PASTE_START, false);
    for _ in 0..256 {
        heard.extend(parser.feed(&[b'q'; 4096], false));
    }
    heard.extend(parser.feed(b"\x1b[201~", false));
    for _ in 0..256 {
        heard.extend(parser.feed(&[b'q'; 4096], false));
    }
    heard.extend(parser.feed(b"\x1b[201~", true));
    let [Input::Paste { text, truncated }] = &heard[..] else {
        panic!("not one paste: {}", heard.len())
    };
    assert_eq!((text.len(), *truncated), (PASTE_LIMIT, true));
}

fn flat(heard: Vec<Input>) -> Vec<Input> {
    heard
        .into_iter()
        .flat_map(|input| match input {
            Input::Keys(keys) => keys.into_iter().map(|k| Input::Keys(vec![k])).collect(),
            other => vec![other],
        })
        .collect()
}

fn line() -> impl Strategy<Value = Vec<u8>> {
    let token = prop_oneof![
        any::<u8>().prop_map(|b| vec![b]),
        prop::sample::select(vec![
            &b"\x1b"[..],
            b"\x1b[",
            b"\x1bO",
            b"\x1b]0;",
            b"\x1b\\",
            b"\x1b[A",
            b"\x1b[1;5C",
            b"\x1b[M",
            b"\x1b[<0;3;3M",
            b"\x1b[200~",
            b"\x1b[201~",
            b"\xe1\xbb\x87",
            b"\x7f",
            b"3$",
        ])
        .prop_map(<[u8]>::to_vec),
    ];
    prop::collection::vec(token, 0..60).prop_map(|tokens| tokens.concat())
}

proptest! {
    #[test]
    fn nothing_heard_is_a_control_character(bytes in line(), quiet in any::<bool>()) {
        let mut parser = Parser::new();
        let mut heard = Vec::new();
        for chunk in bytes.chunks(3) {
            heard.extend(parser.feed(chunk, quiet));
        }
        heard.extend(parser.feed(&[], true));
        for input in heard {
            match input {
                Input::Keys(keys) => {
                    prop_assert!(!keys.is_empty());
                    for key in keys {
                        if let KeyCode::Char(c) = key.code {
                            prop_assert!(!c.is_control());
                        }
                    }
                }
                Input::Paste { text, .. } => {
                    prop_assert!(text.chars().all(|c| matches!(c, '\n' | '\t') || !c.is_control()));
                }
                Input::Mouse(_) => {}
            }
        }
    }

    #[test]
    fn where_the_line_is_cut_does_not_matter(
        bytes in line(),
        cuts in prop::collection::vec(1_usize..7, 1..60),
    ) {
        let mut whole = Parser::new();
        let mut one = whole.feed(&bytes, false);
        one.extend(whole.feed(&[], true));
        let mut parser = Parser::new();
        let mut many = Vec::new();
        let mut rest = &bytes[..];
        for &cut in cuts.iter().cycle() {
            if rest.is_empty() {
                break;
            }
            let (now, later) = rest.split_at(cut.min(rest.len()));
            many.extend(parser.feed(now, false));
            rest = later;
        }
        many.extend(parser.feed(&[], true));
        prop_assert_eq!(flat(one), flat(many));
    }
}

#[test]
fn the_end_of_a_sequence_that_was_given_up_is_no_keys() {
    for (begun, end) in [
        ("\x1b[?6", "2;1c"),
        ("\x1b[", "?62;1c"), // nothing was cut: an Alt-[, and what follows is swallowed by its own rule
        ("\x1b]11;rgb:0", "0/0/0\x07"),
        ("\x1bP1+r544e", "=787465\x1b\\"),
    ] {
        let mut parser = Parser::new();
        assert_eq!(parser.feed(begun.as_bytes(), false), []);
        let given_up = parser.feed(&[], true);
        if begun == "\x1b[" {
            assert_eq!(given_up.len(), 1);
            continue;
        }
        assert_eq!(given_up, []);
        assert_eq!(parser.feed(end.as_bytes(), false), [], "{begun:?} {end:?}");
        let typed = Input::Keys(vec![KeyEvent::char('c')]);
        assert_eq!(parser.feed(b"c", false), [typed], "and then it is over");
    }
    // A person's keys after a line was cut are keys.
    for keys in ["c", "2", "5", "q", "j", "/ha noi", "\r"] {
        let mut parser = Parser::new();
        parser.feed(b"\x1b[?6", false);
        parser.feed(&[], true);
        assert!(!parser.feed(keys.as_bytes(), false).is_empty(), "{keys:?}");
    }
}
