//! The time line in a session that goes on: a store that others write to, a demo that plays, a key that is held down.

use std::time::Duration;

use crate::common::pty::{Home, How, Term};

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

#[test]
fn others_go_on_while_one_looks_back() {
    let home = Home::new();
    home.does(&["report", "note", "96", "--note", "có sẵn"]);
    let mut term = Term::live(&home);
    term.send("t");
    term.wait_for("Xem lại");
    term.send(",");
    home.does(&["report", "acknowledge", "02"]);
    let text = term.wait_for("1 ghi nhận mới");
    assert!(text.contains("·HGG"), "{text}");
    term.send("i");
    term.wait_for("Không ghi được: đang xem dữ liệu của một thời điểm đã qua");
    term.send("\x1b");
    term.wait_for("○HGG");
    assert_eq!(home.kinds().len(), 2, "nothing was written from the past");
    term.quit();
}

#[test]
fn a_key_that_is_held_down_ends_where_it_leads() {
    let home = Home::new();
    let args = ["demo", "--now", "2020-06-30T23:00:00+07:00"];
    let mut term = How::new(home.path(), &args).open();
    term.wait_for("Hà Giang");
    term.send("t");
    term.wait_for("Xem lại lúc 30/06/2020 23:00");
    // Forty days back, one hundred on, all at once.
    term.send(format!("{}{}", "\x1b[D".repeat(40), "\x1b[C".repeat(39)));
    term.wait("the day before the last", |t| {
        first_line(t).contains("29/06/2020 23:59")
    });
    term.send("\x1b[H");
    term.wait("the beginning", |t| first_line(t).contains("04/2020"));
    term.quit();
}

#[test]
fn a_demo_goes_on_while_its_past_is_shown() {
    let home = Home::new();
    let mut term = How::new(home.path(), &["demo", "--speed", "40000"]).open();
    term.wait_for("Hà Giang");
    term.wait("something has happened", |t| t.contains("○"));
    term.send("t,");
    term.wait_for("Xem lại");
    term.wait_for("ghi nhận mới");
    assert!(first_line(&term.text()).contains("DEMO"));
    term.send("\x1b");
    term.wait("the present", |t| !t.contains("Xem lại"));
    term.quit();
}

#[test]
fn a_demo_at_any_speed_answers_what_its_user_does() {
    let home = Home::new();
    let mut term = How::new(home.path(), &["demo", "--speed", "40000"]).open();
    term.wait_for("DEMO");
    term.send("T");
    term.wait_for("Giao diện");
    term.send("y");
    term.wait_for("Đã chép");
    term.quit();
}

#[test]
fn a_demo_is_slowed_stopped_and_stepped_by_keys_that_it_names() {
    let home = Home::new();
    let mut term = How::new(home.path(), &["demo", "--speed", "40000"]).open();
    term.wait_for("P dừng, = đến việc tiếp theo");
    term.send("P");
    term.wait_for("Đã dừng: P chạy tiếp");
    term.until_quiet(Duration::from_millis(300));
    let stopped = first_line(&term.text()).to_owned();
    term.until_quiet(Duration::from_secs(1));
    assert_eq!(
        first_line(&term.text()),
        stopped,
        "half a day later, had it gone on"
    );
    // One thing after another, each at its own moment.
    let mut before = stopped;
    for _ in 0..3 {
        term.send("=");
        term.wait("the next thing", |t| {
            first_line(t) != before && t.contains("Đã dừng")
        });
        term.until_quiet(Duration::from_millis(300));
        before = first_line(&term.text()).to_owned();
    }
    term.send("P");
    term.wait_for("mỗi ngày trong 2,2 giây");
    term.send("<<");
    term.wait_for("mỗi ngày trong 8,6 giây");
    term.send(">");
    term.wait_for("mỗi ngày trong 4,3 giây");
    term.wait("it goes on", |t| first_line(t) != before);
    term.quit();
    // One that stands still has nothing to stop.
    let mut still = How::new(home.path(), &["demo", "--now", "2020-05-28T14:03:19+07:00"]).open();
    still.wait_for("? trợ giúp");
    still.send("P");
    still.send("?");
    let help = still.wait_for("Trợ giúp");
    assert!(!help.contains("Chạy thử: dừng"), "{help}");
    still.send("\u{3}");
    still.exit_code();
}
