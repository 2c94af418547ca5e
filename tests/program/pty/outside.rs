//! Texts from outside that try to speak to the terminal: none of their bytes reaches it, and no border moves.

use unicode_normalization::char::is_combining_mark;

use crate::common::pty::{Home, How, NOW, Term};

/// Private modes that are ours to switch.
const MODES: &[&str] = &["25", "1000", "1002", "1006", "1049", "2004", "2026"];

/// Splits what was written into control sequences and text; a sequence that is not of our grammar goes to the third.
fn split(raw: &[u8]) -> (Vec<(String, u8)>, String, Vec<String>) {
    let (mut ours, mut text, mut others) = (Vec::new(), Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(&b) = raw.get(at) {
        if b != 0x1b {
            text.push(b);
            at += 1;
            continue;
        }
        let rest = &raw[at + 1..];
        if rest.first() == Some(&b'\\') {
            // Ends what a cut frame left open.
            at += 2;
        } else if rest.first() == Some(&b'[') {
            let body: Vec<u8> = rest[1..]
                .iter()
                .copied()
                .take_while(|b| !(0x40..0x7f).contains(b))
                .collect();
            let last = rest.get(1 + body.len()).copied().unwrap_or(0);
            let body = String::from_utf8_lossy(&body).into_owned();
            at += body.len() + 3;
            let mode =
                body.strip_prefix('?').is_some_and(|m| MODES.contains(&m)) && matches!(last, b'h' | b'l');
            let plain = body.bytes().all(|b| b.is_ascii_digit() || b == b';');
            if mode || (plain && b"ABCDHJKm".contains(&last)) {
                ours.push((body, last));
            } else {
                others.push(format!("CSI {body:?} {}", char::from(last)));
            }
        } else {
            others.push(format!("ESC {:?}", rest.first().map(|b| char::from(*b))));
            at += 1;
        }
    }
    (ours, String::from_utf8_lossy(&text).into_owned(), others)
}

/// What is in a session's output that is neither ours nor text: sequences, controls, and characters that turn, hide or
/// mark what stands beside them.
pub fn foreign(raw: &[u8]) -> Vec<String> {
    // The questions for background and name, each of which may be asked once.
    let mut raw = raw.to_vec();
    for question in [&b"\x1b]11;?\x1b\\"[..], b"\x1b[>q"] {
        if let Some(at) = raw.windows(question.len()).position(|w| w == question) {
            raw.drain(at..at + question.len());
        }
    }
    let (_, text, mut others) = split(&raw);
    // The place where the hidden cursor rests, remembered and gone back to.
    others.retain(|s| !matches!(s.as_str(), "ESC Some('7')" | "ESC Some('8')"));
    let tricky = |c: char| {
        (c.is_control() && !matches!(c, '\r' | '\n' | '\u{8}'))
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
            || matches!(
                c,
                '\u{61c}' | '\u{feff}' | '\u{fffe}' | '\u{e0000}'..='\u{e0fff}' | '\u{3164}'
            )
    };
    others.extend(
        text.chars()
            .filter(|c| tricky(*c))
            .map(|c| format!("U+{:04X}", c as u32)),
    );
    others
}

/// Every number of every SGR sequence.
pub fn codes(raw: &[u8]) -> Vec<u32> {
    let sgr = split(raw).0.into_iter().filter(|(_, last)| *last == b'm');
    sgr.flat_map(|(body, _)| {
        body.split(';')
            .map(|n| n.parse().unwrap_or(0))
            .collect::<Vec<_>>()
    })
    .collect()
}

#[test]
fn the_scan_can_fail() {
    assert_eq!(
        foreign("\x1b[1;5Hđỏ\x1b[0;31m\x1b[?25l\r\n".as_bytes()),
        Vec::<String>::new()
    );
    for bad in [
        "\x1b]0;x\x07",
        "\x1b]11;?\x1b\\\x1b]11;?\x1b\\",
        "\x1b[>q\x1b[>q",
        "\x1b[2;3r",
        "\x1bc",
        "\u{9b}2J",
        "a\u{202e}b",
        "\x07",
        "\x1b[?5h",
    ] {
        assert_ne!(foreign(bad.as_bytes()), Vec::<String>::new(), "{bad:?}");
    }
    assert_eq!(codes(b"\x1b[0;31mx\x1b[m\x1b[1;5H"), [0, 31, 0]);
}

fn evil(word: &str) -> String {
    let marks = "\u{301}".repeat(200);
    format!(
        "{word}\x1b[31mđỏ\x1b]0;tên\x07\u{9b}2J\x1bc\u{202e}ngược\u{2066}\u{200b}\u{e0041}\u{feff}\u{3164}a{marks}宽\r\n\t\x08z"
    )
}

/// The frame's right edge, on every row between the header and the footer.
fn assert_edge(term: &Term, place: &str) {
    for row in 1..23 {
        let cell = term.screen().cell(row, 79).expect("a cell").contents().to_owned();
        assert!(
            "┐│┤┘╗║╣╝".contains(&cell) && !cell.is_empty(),
            "{place}, row {row}: {cell:?}\n{}",
            term.text()
        );
    }
}

#[test]
fn texts_from_outside_are_shown_and_obeyed_by_nothing() {
    let home = Home::new();
    home.does(&["report", "acknowledge", "02", "--note", &evil("nhận")]);
    home.does(&["report", "note", "02", "--note", &evil("dặn")]);
    home.does(&[
        "contact",
        "set",
        "02",
        "--name",
        &evil("Lan"),
        "--title",
        &evil("vụ"),
        "--phone",
        &evil("0200"),
    ]);
    home.does(&["contact", "log", "02", "--how", "phone", "--note", &evil("gọi")]);
    home.does(&[
        "activity",
        "add",
        "--unit",
        "02",
        "--kind",
        "banner",
        "--title",
        &evil("Treo"),
        "--sdg",
        "9",
    ]);
    home.does(&["report", "receive", "02", "--note", &evil("đến")]);
    home.does(&[
        "report",
        "return",
        "02",
        "--due",
        "2099-01-01",
        "--yes",
        "--note",
        &evil("thiếu"),
    ]);
    let mut term = Term::live(&home);
    for (keys, place, words) in [
        ("", "the grid", &["4 Báo cáo", "Treo"][..]),
        ("\r", "the sheet", &["Diễn biến"]),
        ("0", "the grid", &["4 Báo cáo"]),
        ("5", "the queue", &["HGG"]),
        ("6", "the activities", &["Treo"]),
        ("7", "the goals", &["SDG"]),
        ("9", "the history", &["Lịch sử", "HGG"]),
        ("j", "the history", &["Lịch sử"]),
        ("y", "the history", &["Lịch sử"]),
    ] {
        term.send(keys);
        term.wait(place, |t| words.iter().all(|w| t.contains(w)));
        term.until_quiet(std::time::Duration::from_millis(100));
        assert_edge(&term, place);
    }
    let raw = term.raw.clone();
    let copied = raw.windows(7).any(|w| w == b"\x1b]52;c;");
    let others = foreign(&raw);
    let of_ours = |s: &String| copied && s == "ESC Some(']')";
    let others: Vec<&String> = others.iter().filter(|s| !of_ours(s)).collect();
    assert!(others.is_empty(), "{others:?}");
    let (_, text, _) = split(&raw);
    let (mut run, mut longest) = (0, 0);
    for c in text.chars() {
        run = if is_combining_mark(c) { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    assert!(longest <= 4, "{longest} marks in one cell");
    term.quit();
}

#[test]
fn what_the_environment_says_is_not_written_either() {
    let home = Home::new();
    let mut term = How::new(home.path(), &NOW)
        .env("TERM", Some("dumb"))
        .env("USER", Some("\x1b[31mx"))
        .open();
    assert_eq!(term.exit_code(), 1);
    assert_eq!(foreign(&term.raw), Vec::<String>::new());
}

#[test]
fn the_content_of_a_file_is_not_poured_into_a_terminal() {
    let home = Home::new();
    std::fs::write(home.path().join("a.txt"), "precious bytes").expect("written");
    home.does(&["evidence", "add", "CBG", "a.txt"]);
    let mut term = How::new(
        home.path(),
        &["evidence", "save", "CBG", "a.txt", "-o", "-", "--lang", "en"],
    )
    .open();
    assert_eq!(term.exit_code(), 2);
    assert!(
        term.text().contains("not written to a terminal"),
        "{}",
        term.text()
    );
    assert!(!term.text().contains("precious"));
}
