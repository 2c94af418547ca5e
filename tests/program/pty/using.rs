//! Starting, looking, recording, leaving; the window's size.

use std::time::Duration;

use crate::common::pty::{Home, How, NOW, Term, wait_until};

#[test]
fn a_look_around_leaves_nothing_behind() {
    let home = Home::new();
    let mut term = Term::live(&home);
    let text = term.wait_for("Đồng bằng sông Cửu Long");
    for part in [
        "WTISD-2020",
        "1 Hạn báo cáo",
        "2 Hoạt động",
        "3 Mục tiêu",
        "4 Báo cáo · 0/63",
        "·CMU",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(term.screen().alternate_screen() && term.is_raw());
    term.send("l");
    term.wait_for("Cao Bằng · Chưa báo cáo");
    term.send("\r");
    term.wait_for("Diễn biến");
    term.send("\x1b");
    term.wait_for("4 Báo cáo");
    term.send("9");
    term.wait_for("Lịch sử");
    term.quit();
    assert_eq!(home.everything(), Vec::<std::path::PathBuf>::new());
}

#[test]
fn recording_is_seen_by_others_and_can_be_undone() {
    let home = Home::new();
    home.does(&["report", "note", "96", "--note", "có sẵn"]);
    let mut one = Term::live(&home);
    let mut two = Term::live(&home);
    one.send("i");
    let text = one.wait_for("Hà Giang: xác nhận đã nhận công văn");
    assert!(text.contains("u hoàn tác"), "{text}");
    two.wait_for("◔HGG");
    one.send("u");
    one.wait_for("·HGG");
    two.wait_for("·HGG");
    home.does(&["report", "acknowledge", "04"]);
    one.wait_for("◔CBG");
    two.wait_for("◔CBG");
    let kinds = home.kinds();
    assert_eq!(kinds.len(), 4, "taken back by a further fact: {kinds:?}");
    home.does(&["log", "--verify"]);
    one.quit();
    two.quit();
}

#[test]
fn the_first_fact_of_all_is_seen_by_one_who_came_before_there_was_a_store() {
    let home = Home::new();
    let mut term = Term::live(&home);
    home.does(&["report", "acknowledge", "02"]);
    term.wait_for("◔HGG");
    term.quit();
}

#[test]
fn a_storm_of_sizes_ends_in_the_picture_of_the_size_it_ends_at() {
    let home = Home::new();
    let mut term = Term::still(&home);
    let whole = |t: &str| t.contains(": lệnh") && t.contains("└─");
    let before = term.wait("whole", whole);
    for n in 0..40_u16 {
        for (w, h) in [
            (1, 1),
            (500, 200),
            (79, 23),
            (20, 60),
            (200, 1),
            (1, 200),
            (120 + n, 40),
            (40, 10 + n),
        ] {
            term.resize(w, h);
        }
    }
    term.resize(80, 24);
    term.wait("the picture of before", |t| t == before);
    term.resize(12, 4);
    term.wait("what is small says so or shows what it can", |t| {
        !t.trim().is_empty() && t != before
    });
    term.resize(80, 24);
    term.wait("the picture of before", |t| t == before);
    term.quit();
}

#[test]
fn every_odd_size_to_begin_with_is_survived() {
    let home = Home::new();
    for (w, h) in [(1, 1), (500, 200), (3, 40), (200, 2)] {
        let mut term = How::new(home.path(), &NOW).size(w, h).open();
        term.wait("a frame", |_| true);
        while !term.screen().alternate_screen() {
            term.take(std::time::Duration::from_millis(100));
        }
        term.send("l");
        term.resize(80, 24);
        term.wait_for("Cao Bằng");
        term.quit();
    }
}

#[test]
fn a_far_day_is_asked_about_on_a_terminal_and_only_yes_records_it() {
    let home = Home::new();
    let words = [
        "activity", "add", "--unit", "HNI", "--kind", "banner", "--title", "Treo", "--from", "10/05/02",
    ];
    for (answer, code, facts) in [("\r", 3, 0), ("không\r", 3, 0), ("có\r", 0, 1)] {
        let mut term = How::new(home.path(), &words).size(120, 10).open();
        let asked = term.wait_for("[");
        assert!(asked.contains("10/05/2002"), "{asked}");
        term.send(answer);
        assert_eq!(term.exit_code(), code, "{answer:?}: {}", term.text());
        let kept = if home.store().exists() {
            home.facts().len()
        } else {
            0
        };
        assert_eq!(kept, facts, "{answer:?}");
    }
}

#[test]
fn the_hidden_cursor_rests_on_what_is_selected() {
    let home = Home::new();
    let mut term = Term::live(&home);
    term.wait_for("Hà Giang · Chưa báo cáo");
    let mut rests_on = |keys: &str, hidden: bool, begins: &str| {
        term.send(keys);
        // What stands from the cursor on, on its row.
        wait_until(begins, || {
            term.take(Duration::from_millis(20));
            let (row, column) = term.screen().cursor_position();
            let row = term.screen().rows(column, 80).nth(usize::from(row));
            row.is_some_and(|r| r.starts_with(begins)) && term.screen().hide_cursor() == hidden
        });
    };
    rests_on("l", true, "·CBG");
    rests_on("n", false, " "); // a text has a cursor that is seen
    rests_on("\x1b", true, "·CBG");
    rests_on("j", true, "·TNN");
    term.quit();
}

/// What is pressed before the first answer has come: a command that is refused, a note, and Enter once more.
#[test]
fn keys_pressed_ahead_of_the_answers_record_once() {
    let home = Home::opened();
    let mut term = How::new(home.path(), &["--lang", "en"]).size(120, 40).open();
    term.wait_for("Ha Giang");
    term.send("unabc\r");
    term.wait_for("note – “abc”");
    term.wait("the desk", |t| t.contains("? help"));
    term.send("\r");
    term.wait("the unit", |t| !t.contains("3 Goals"));
    term.quit();
    let notes = home.kinds().iter().filter(|k| *k == "report.noted").count();
    assert_eq!(notes, 1);
}
