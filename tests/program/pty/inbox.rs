//! Letters in a real terminal: they come while the screen is open, one key files one, undo gives it back, and others are told
//! who looks.

use crate::common::letters::Sweeper;
use crate::common::pty::{Home, How, wait_until};

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
