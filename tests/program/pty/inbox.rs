//! Letters in a real terminal: they come while the screen is open, one key files one, undo gives it back, and others are told
//! who looks.

use crate::common::letters::Sweeper;
use crate::common::pty::{Home, How, wait_until};

/// A long sweep says how far it is; Ctrl-C ends it after the letter at hand, and what it counted is on record.
#[test]
fn a_long_sweep_says_how_far_it_is_and_stops_at_ctrl_c_without_losing_a_letter() {
    const LETTERS: usize = 1_500;
    let home = Home::opened();
    for sub in ["new", "cur", "tmp"] {
        std::fs::create_dir_all(home.path().join("Maildir").join(sub)).expect("a folder");
    }
    for n in 0..LETTERS {
        let letter = format!(
            "From: a <a{n}@tinh.example>\r\nSubject: {n}\r\nMessage-ID: <{n}@tinh.example>\r\n\r\nXin chao.\r\n"
        );
        std::fs::write(
            home.path().join(format!("Maildir/new/159{n:07}.M{n}.host")),
            letter,
        )
        .expect("delivered");
    }
    let script = "trap : INT; \"$0\" inbox sweep Maildir; echo \"ended with $?\"; cat";
    let mut term = How::shell(home.path(), script).size(100, 24).open();
    term.wait("a bar with count, pace and rest", |screen| {
        screen.contains("[#") && screen.contains("thư/giây, còn ")
    });
    term.send("\x03");
    let screen = term.wait_for("ended with 130");
    assert!(screen.contains("Dừng trước khi xong"), "{screen}");
    assert!(!screen.contains('['), "the bar is gone: {screen}");
    let told = screen
        .split("nhận ")
        .nth(1)
        .and_then(|rest| rest.split(' ').next());
    let told: usize = told
        .and_then(|n| n.replace('.', "").parse().ok())
        .expect("a count");
    let on_record = |home: &Home| {
        let list: serde_json::Value =
            serde_json::from_str(&home.does(&["inbox", "list", "--json"])).expect("json");
        list["letters"].as_array().map_or(0, Vec::len)
    };
    assert_eq!(on_record(&home), told);
    assert!(told < LETTERS, "it was stopped in the middle");
    // Where nobody looks at a terminal there is no bar, and the rest comes in.
    let out = home.ketnoi(&["inbox", "sweep", "Maildir"]);
    assert!(out.status.success());
    assert!(!String::from_utf8_lossy(&out.stderr).contains('\r'));
    assert_eq!(on_record(&home), LETTERS);
}

#[test]
fn a_letter_that_comes_is_filed_with_one_key_and_given_back() {
    let home = Home::opened();
    let mut sweeper = Sweeper::at(&home.store());
    sweeper.brings(1);
    let mut term = How::new(home.path(), &["--campaign", "wtisd-2020"])
        .size(120, 40)
        .open();
    term.wait_for("1 thư chờ");
    term.send("I");
    term.wait_for("Trần Thị Mẫu 1");
    wait_until("others are told who looks", || {
        !sweeper.who_looks_at(1).is_empty()
    });
    // One more comes from another process while the screen is open.
    sweeper.brings(2);
    term.wait_for("Trần Thị Mẫu 2");
    term.wait_for("2 thư chờ");
    term.send("1");
    term.wait_for("Đã chuyển cho Hồ Chí Minh");
    term.wait_for("1 thư chờ");
    let report = home.does(&["report", "show", "79", "--json"]);
    assert!(report.contains("\"state\":\"received\""), "{report}");
    term.send("u");
    term.wait_for("2 thư chờ");
    let report = home.does(&["report", "show", "79", "--json"]);
    assert!(report.contains("\"state\":\"awaiting\""), "{report}");
    term.send("x");
    term.wait_for("Loại bỏ thư");
    term.send("quảng cáo\r");
    term.wait_for("1 thư chờ");
    term.quit();
    // Whoever has left looks at nothing any more.
    assert!(sweeper.who_looks_at(1).is_empty() && sweeper.who_looks_at(2).is_empty());
}
