//! What is typed that is not meant as keys: answers of the terminal, pastes, an input method.

use crate::common::pty::{Home, Term};

/// What only a form has: the sign of the field that is being filled.
const FORM: &str = "▸";

/// Answers and reports that no person types.
const ANSWERS: &[&[u8]] = &[
    b"\x1b[?62;1;2;6;8;9;15;22c",
    b"\x1b[>41;351;0c",
    b"\x1b]11;rgb:1e1e/1e1e/2e2e\x07",
    b"\x1b]10;rgb:ffff/ffff/ffff\x1b\\",
    b"\x1bP>|iiqaaqxterm(388)\x1b\\",
    b"\x1bP1+r544e=787465726d\x1b\\",
    b"\x1b[<0;10;10M",
    b"\x1b[<0;10;10m",
    b"\x1b[<65;40;12M",
    b"\x1b[M !!",
    b"\x1b[I",
    b"\x1b[O",
    b"\x1b[12;40R",
    b"\x1b[?12;40;1R",
    b"\x1b[?997;1n",
    b"\x1b[?2026;2$y",
    b"\x1b[8;24;80t",
    b"\x1b_Gi=1;OKqai\x1b\\",
    b"\x1b^iiq\x1b\\",
    b"\x1b[?0u",
    b"\x9b?62;c",
];

#[test]
fn answers_of_a_terminal_are_no_commands() {
    let home = Home::new();
    let mut term = Term::live(&home);
    for answer in ANSWERS {
        term.send(answer);
    }
    term.send(ANSWERS.concat());
    term.send("\x1b[?6");
    term.send("2;1c\x1b]11;rgb:0");
    term.send("/0/0\x07");
    // What is seen now comes after all of that.
    term.send("?");
    term.wait("the help", |t| !t.contains("4 Báo cáo") && t.contains("Trợ giúp"));
    term.send("\x1b");
    term.wait("nothing moved", |t| {
        t.contains("4 Báo cáo") && t.contains("Hà Giang · Chưa báo cáo")
    });
    term.quit();
    assert_eq!(home.everything(), Vec::<std::path::PathBuf>::new());
}

#[test]
fn a_key_in_the_kitty_manner_is_a_key_and_no_letters() {
    let home = Home::new();
    let mut term = Term::live(&home);
    // Ctrl-A: means nothing here, and must not be read as `a`, `9`, `7` or `u`.
    term.send("\x1b[97;5u");
    term.send("?");
    term.wait("the help", |t| {
        t.contains("Trợ giúp") && !t.contains("4 Báo cáo") && !t.contains("Hà Giang · Chưa báo cáo")
    });
    term.send("\x1b");
    term.wait_for("Hà Giang · Chưa báo cáo");
    term.quit();
    assert_eq!(home.everything(), Vec::<std::path::PathBuf>::new());
}

fn megabyte(with: &str) -> String {
    let lines = "iiiq a x\r\n:đóng\x1b[201~iq\x03\r\x1b[A\x07\u{9b}2J\x08\x7f";
    let body = format!("{with}{lines}").repeat(1_000_000 / (lines.len() + with.len()));
    format!("\x1b[200~{body}\x1b[201~")
}

#[test]
fn a_great_paste_among_commands_does_nothing() {
    let home = Home::new();
    let mut term = Term::live(&home);
    term.send_much(megabyte("u").as_bytes());
    term.wait_for("Chỉ dán được vào ô nhập chữ");
    let text = term.text();
    assert!(
        text.contains("Hà Giang · Chưa báo cáo") && text.contains("4 Báo cáo"),
        "{text}"
    );
    term.send("l");
    term.wait_for("Cao Bằng · Chưa báo cáo");
    term.quit();
    assert_eq!(home.everything(), Vec::<std::path::PathBuf>::new());
}

#[test]
fn a_great_paste_into_a_note_is_one_edit_with_an_end() {
    let home = Home::opened();
    let mut term = Term::live(&home);
    term.send("n");
    term.wait_for("Enter ghi");
    term.send_much(megabyte("chữ ").as_bytes());
    let text = term.wait_for("chữ");
    assert!(text.contains(FORM), "the form is still open: {text}");
    term.send("\r");
    term.wait("recorded", |t| !t.contains(FORM));
    assert_eq!(home.kinds(), ["report.noted"]);
    let note = home.facts()[0]["data"]["text"]
        .as_str()
        .expect("a text")
        .to_owned();
    assert!(note.contains("chữ") && note.len() <= 64 * 1024, "{}", note.len());
    assert_eq!(note.chars().find(|c| c.is_control() && *c != '\n'), None);
    term.send("l");
    term.wait_for("Cao Bằng · Chưa báo cáo");
    term.quit();
}

#[test]
fn a_flood_without_brackets_into_a_field_is_text() {
    let home = Home::new();
    let mut term = Term::live(&home);
    term.send("n");
    term.wait_for("Enter ghi");
    term.send_much("đây là một ghi chú dài\ri q\r".repeat(4_000).as_bytes());
    term.wait_for("ghi chú dài");
    term.send("\x1b");
    // What was typed is not given up without a question.
    term.wait_for("Enter đồng ý");
    term.send("\r");
    term.wait("the form is gone", |t| {
        !t.contains(FORM) && !t.contains("Enter đồng ý")
    });
    term.quit();
    assert_eq!(home.everything(), Vec::<std::path::PathBuf>::new());
}

#[test]
fn a_flood_without_brackets_among_commands_neither_quits_nor_records() {
    let home = Home::new();
    for flood in ["Kính gửi quý Sở, i a x r q\rquá hạn\r", "iq xa\r9 quit \r"] {
        let mut term = Term::live(&home);
        term.send_much(flood.repeat(2_000).as_bytes());
        term.wait_for("Chỉ dán được vào ô nhập chữ");
        term.send("?");
        term.wait("the help", |t| {
            t.contains("Trợ giúp") && !t.contains("4 Báo cáo") && !t.contains("Hà Giang · Chưa báo cáo")
        });
        term.send("\x1b");
        term.wait("nothing moved", |t| {
            t.contains("4 Báo cáo") && t.contains("Hà Giang · Chưa báo cáo")
        });
        term.quit();
    }
    assert_eq!(home.everything(), Vec::<std::path::PathBuf>::new());
}

#[test]
fn an_input_method_among_commands_is_told_to_be_switched_off() {
    let home = Home::new();
    for typed in ["\x7fâ", "\x7f\x7fiê", "\x7fi", "ệ", "đ", "\u{301}"] {
        let mut term = Term::live(&home);
        term.send(typed);
        let text = term.wait_for("Hãy tắt bộ gõ tiếng Việt để dùng phím lệnh");
        assert!(text.contains("Hà Giang · Chưa báo cáo"), "{typed:?}: {text}");
        term.quit();
    }
    assert_eq!(home.everything(), Vec::<std::path::PathBuf>::new());
}

#[test]
fn an_input_method_in_a_field_types_what_is_meant() {
    let home = Home::opened();
    let mut term = Term::live(&home);
    term.send("n");
    term.wait_for("Enter ghi");
    // Telex: T i e -> ê, n g, s -> the tone on what was typed before; each step is one read.
    for (piece, seen) in [
        ("T", "T"),
        ("i", "Ti"),
        ("e", "Tie"),
        ("\x7fê", "Tiê"),
        ("n", "Tiên"),
        ("g", "Tiêng"),
        ("\x7f\x7f\x7fếng", "Tiếng"),
        // A keyboard that sends marks apart, as NFD.
        (" Vie\u{323}\u{302}t", "Tiếng Việt"),
        (" na", "Tiếng Việt na"),
        // A mark that comes later than its letter.
        ("\u{306}", "Tiếng Việt nă"),
        ("m", "Tiếng Việt năm"),
    ] {
        term.send(piece);
        term.wait_for(seen);
    }
    term.send("\r");
    term.wait("recorded", |t| !t.contains(FORM));
    assert_eq!(home.facts()[0]["data"]["text"], "Tiếng Việt năm");
    term.quit();
}
