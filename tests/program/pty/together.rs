//! Several people on one store, each in a session under a name of their own. Row 52 and decisions 11 and 12.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use rusqlite::Connection;
use rustix::process::Signal;

use crate::common::pty::{Home, How, Term, is_alive, signal_to, wait_until};

/// A store with one note, and four people who may sit at it from this account.
fn office() -> Home {
    let home = Home::new();
    home.does(&["report", "note", "96", "--note", "có sẵn"]);
    let me = home.command("id").arg("-un").output().expect("id");
    let me = String::from_utf8(me.stdout).expect("text");
    let access = home.store().with_file_name("access.yaml");
    let text = format!(
        "schema: 1\npeople:\n  - {{account: {}, role: administrator, as: [lan, minh, vy]}}\n  \
         - {{account: lan, role: administrator}}\n  - {{account: minh, role: reviewer}}\n  \
         - {{account: vy, role: viewer}}\n",
        me.trim()
    );
    fs::write(&access, text).expect("written");
    fs::set_permissions(&access, fs::Permissions::from_mode(0o600)).expect("set");
    home
}

fn sits(home: &Home, name: &str) -> Term {
    let store = format!("sqlite:{}", home.store().display());
    let mut term = How::new(
        home.path(),
        &["session", "--as", name, "--store", &store, "--lang", "vi"],
    )
    .size(120, 40)
    .open();
    term.wait_for("? trợ giúp");
    term
}

fn gives(home: &Home, name: &str, words: &[&str]) {
    let mut all = words.to_vec();
    all.extend(["--as", name]);
    home.does(&all);
}

/// How a word on the screen is drawn.
fn drawn(term: &Term, word: &str) -> (bool, vt100::Color, vt100::Color) {
    let screen = term.screen();
    for (y, row) in screen.rows(0, 120).enumerate() {
        if let Some(at) = row.find(word) {
            let x = row[..at].chars().count();
            let cell = screen
                .cell(
                    u16::try_from(y).expect("a row"),
                    u16::try_from(x).expect("a column"),
                )
                .expect("a cell");
            return (cell.bold(), cell.fgcolor(), cell.bgcolor());
        }
    }
    panic!("no {word}:\n{}", term.text());
}

#[test]
fn what_one_does_the_other_sees_as_new_with_a_name_and_is_not_disturbed() {
    let home = office();
    let (mut lan, mut minh) = (sits(&home, "lan"), sits(&home, "minh"));
    minh.send("l");
    minh.wait_for("Cao Bằng · Chưa báo cáo");
    let before = drawn(&minh, "Hà Giang");
    lan.send("i");
    lan.wait_for("◔");
    minh.wait_for("lan · Hà Giang: xác nhận đã nhận công văn");
    assert_ne!(drawn(&minh, "Hà Giang"), before, "marked as new");
    assert!(
        minh.text().contains("Cao Bằng · Chưa báo cáo"),
        "the selection stays"
    );
    // It is not new for ever.
    minh.wait("the mark goes by itself", |t| !t.contains("lan · Hà Giang"));
    // Two on two units, neither hindered: each types, both are recorded.
    lan.send("n");
    lan.wait_for("Ghi chú");
    minh.send("n");
    minh.wait_for("Ghi chú");
    lan.send("của Lan");
    minh.send("của Minh");
    lan.wait_for("của Lan");
    minh.wait_for("của Minh");
    lan.send("\r");
    minh.send("\r");
    wait_until("both notes are kept", || {
        let log = home.does(&["log", "--json"]);
        log.contains("của Lan") && log.contains("của Minh")
    });
    lan.quit();
    minh.quit();
}

#[test]
fn the_second_on_one_report_is_told_who_was_first_and_keeps_what_was_typed() {
    let home = office();
    gives(&home, "lan", &["report", "receive", "02"]);
    let mut minh = sits(&home, "minh");
    minh.send("x");
    minh.wait("the form", |t| !t.contains("? trợ giúp"));
    minh.send("thiếu ảnh hội nghị");
    minh.wait_for("thiếu ảnh hội nghị");
    gives(&home, "lan", &["report", "accept", "02"]);
    minh.send("\t\x1503/12/2030\r");
    minh.wait_for("lần nữa");
    minh.send("\r");
    let text = minh.wait("the refusal", |t| {
        t.contains("lan đã thay đổi dữ liệu này (Hà Giang) lúc")
    });
    assert!(
        text.contains("thiếu ảnh hội nghị"),
        "what was typed is kept:\n{text}"
    );
    let kinds = home.kinds();
    assert!(!kinds.iter().any(|k| k == "report.returned"), "{kinds:?}");
}

#[test]
fn an_open_form_is_seen_by_others_and_goes_with_it_or_with_its_session_or_by_time() {
    let home = office();
    let (mut lan, mut minh) = (sits(&home, "lan"), sits(&home, "minh"));
    let open = |lan: &mut Term, minh: &mut Term| {
        lan.send("n");
        minh.wait("who has a form open, in the grid and in words", |t| {
            t.contains("lan đang nhập") && t.contains("…")
        });
    };
    let gone = |minh: &mut Term| minh.wait("nobody has", |t| !t.contains("đang nhập"));
    open(&mut lan, &mut minh);
    lan.wait_for("Ghi chú");
    lan.send("\x1b");
    gone(&mut minh);
    // With the session: quitting closes the form.
    open(&mut lan, &mut minh);
    lan.send("\x03");
    lan.send("\x03\r");
    let pid = lan.pid();
    wait_until("lan is gone", || !is_alive(pid));
    gone(&mut minh);
    // Killed: nobody says that it is closed, and time does.
    let mut lan = sits(&home, "lan");
    open(&mut lan, &mut minh);
    signal_to(lan.pid(), Signal::KILL);
    wait_until("the session is dead", || !is_alive(lan.pid()));
    let by_hand = Connection::open(home.store()).expect("the store");
    let soon = "UPDATE claims SET until = CAST(strftime('%s', 'now') AS INTEGER) * 1000 + 3000";
    assert_eq!(by_hand.execute(soon, []).expect("set"), 1, "it is still there");
    drop(by_hand);
    gone(&mut minh);
    minh.quit();
}

#[test]
fn a_session_that_meets_a_newer_program_says_restart_and_writes_no_more() {
    let home = office();
    let mut lan = sits(&home, "lan");
    let by_hand = Connection::open(home.store()).expect("the store");
    by_hand.execute_batch("PRAGMA user_version = 99").expect("set");
    drop(by_hand);
    lan.wait_for("cần khởi động lại");
    lan.send("i");
    lan.wait_for("hãy thoát và mở lại");
    assert!(!lan.text().contains("◔"), "{}", lan.text());
    lan.send("l");
    lan.wait_for("Cao Bằng · Chưa báo cáo");
    lan.quit();
}

#[test]
fn what_is_removed_goes_from_the_screens_of_others_while_they_look_at_it() {
    let home = office();
    let secret = "0912 345 678";
    gives(&home, "lan", &["report", "note", "02", "--note", secret]);
    let (mut minh, mut vy) = (sits(&home, "minh"), sits(&home, "vy"));
    minh.send("9");
    minh.wait_for(secret);
    vy.send("\r");
    vy.wait_for(secret);
    let seq = |l: &str| -> Option<String> {
        let fact: serde_json::Value = serde_json::from_str(l).expect("JSON");
        fact["data"]
            .to_string()
            .contains(secret)
            .then(|| fact["seq"].to_string())
    };
    let log = home.does(&["log", "--json"]);
    let seq = log.lines().find_map(seq).expect("the note");
    gives(&home, "lan", &["log", "redact", &seq, "--note", "theo yêu cầu"]);
    for term in [&mut minh, &mut vy] {
        let text = term.wait("it goes by itself", |t| {
            !t.contains(secret) && t.contains("đã xóa theo yêu cầu")
        });
        assert!(text.contains("lan"), "{text}");
    }
    // Both go on working on what is left.
    minh.send("\x1b");
    minh.wait("the grid", |t| !t.contains("┌ Lịch sử"));
    minh.send("n");
    minh.wait_for("Ghi chú");
    minh.send("của Minh\r");
    wait_until("it is recorded", || {
        home.does(&["log", "--json"]).contains("của Minh")
    });
    home.does(&["log", "--verify"]);
    minh.quit();
    vy.quit();
}
