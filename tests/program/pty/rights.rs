//! Rights that are given and withdrawn while somebody sits at a dashboard.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use crate::common::pty::{Home, How, Term};

fn account() -> String {
    let out = Command::new("id").arg("-un").output().expect("id");
    String::from_utf8(out.stdout).expect("text").trim().to_owned()
}

/// Puts an access file in place, whole, as an administrator's editor would.
fn access(home: &Home, lan: &str, names: &str) {
    let me = account();
    let text = format!(
        "schema: 1\nnational_view: false\npeople:\n  - {{account: {me}, role: viewer, as: [{names}]}}\n  \
         - {{account: tuan, role: administrator}}\n  - {{account: lan, {lan}}}\n"
    );
    let folder = home.store().parent().expect("a folder").to_owned();
    fs::create_dir_all(&folder).expect("made");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).expect("set");
    fs::write(folder.join("new"), text).expect("written");
    fs::set_permissions(folder.join("new"), fs::Permissions::from_mode(0o644)).expect("set");
    fs::rename(folder.join("new"), folder.join("access.yaml")).expect("put in place");
}

fn sit(home: &Home) -> Term {
    let mut term = How::new(home.path(), &["--as", "lan", "--lang", "en"])
        .size(160, 40)
        .open();
    term.wait_for("Ha Giang");
    term
}

fn facts(home: &Home) -> String {
    home.does(&["log", "--json", "--as", "tuan"])
}

/// Others write: every session looks at the store, and at its rights.
fn nudge(home: &Home) {
    home.does(&["report", "note", "96", "--note", "x", "--as", "tuan"]);
}

#[test]
fn what_was_withdrawn_is_refused_at_the_next_write_and_not_offered_after() {
    let home = Home::new();
    access(&home, "role: editor", "tuan, lan");
    nudge(&home);
    let mut term = sit(&home);
    // A form is open when the right goes: what was typed is answered with the reason and changes nothing.
    term.send("n");
    term.wait_for("Note");
    term.send("một hai ba");
    let before = facts(&home);
    access(&home, "role: viewer", "tuan, lan");
    term.send("\r");
    term.wait("the reason", |t| t.contains("Viewer"));
    assert_eq!(facts(&home), before);
    let audit = home.does(&["log", "--audit", "--json", "--as", "tuan"]);
    assert!(audit.contains("role-forbids"), "{audit}");
    // Out of the form; the keys that write are gone.
    term.send("\u{1b}");
    term.wait_for("?");
    term.send("\r");
    term.send("?");
    let help = term.wait_for("Help");
    assert!(
        !help.contains("Accept the report") && !help.contains("Note on the unit"),
        "{help}"
    );
    term.send("\u{3}");
    term.exit_code();
}

#[test]
fn whoever_may_see_less_is_led_to_the_own_sheet_and_whoever_may_not_come_any_more_leaves() {
    let home = Home::new();
    access(&home, "role: reviewer", "tuan, lan");
    nudge(&home);
    let mut term = sit(&home);
    term.send("9"); // the history of everybody
    term.wait_for("tuan");
    access(&home, "role: unit_officer, units: [CBG]", "tuan, lan");
    nudge(&home);
    let text = term.wait("the own sheet", |t| {
        t.contains("Cao Bang") && t.contains("Unit officer")
    });
    assert!(!text.contains("Ha Giang"), "{text}");
    access(&home, "role: unit_officer, units: [CBG]", "tuan");
    nudge(&home);
    assert_eq!(term.exit_code(), 3);
    assert!(term.text().contains("may not act as “lan”"), "{}", term.text());
    term.assert_given_back();
    let audit = home.does(&["log", "--audit", "--json", "--as", "tuan"]);
    assert!(audit.contains("as-forbidden"), "{audit}");
}

#[test]
fn what_others_do_elsewhere_is_not_told_to_an_officer_who_is_kept_to_the_own_unit() {
    let home = Home::new();
    access(&home, "role: unit_officer, units: [CBG]", "tuan, lan");
    nudge(&home);
    let mut term = How::new(home.path(), &["--as", "lan", "--lang", "en"])
        .size(160, 40)
        .open();
    term.wait_for("Cao Bang");
    home.does(&[
        "contact",
        "set",
        "HNI",
        "--name",
        "Nguyễn Văn A",
        "--phone",
        "0912345678",
        "--as",
        "tuan",
    ]);
    home.does(&["report", "note", "HNI", "--note", "thiếu ảnh", "--as", "tuan"]);
    // What comes after it is told: so it has been looked at.
    home.does(&["contact", "log", "CBG", "--note", "hẹn gửi", "--as", "tuan"]);
    term.wait_for("hẹn gửi");
    let ever_shown = String::from_utf8_lossy(&term.raw).into_owned();
    for secret in ["Ha Noi", "HNI", "0912", "Nguyễn", "thiếu ảnh"] {
        assert!(!ever_shown.contains(secret), "{ever_shown}");
    }
    term.quit();
}

#[test]
fn an_access_file_that_was_broken_stops_writes_and_nothing_else() {
    let home = Home::new();
    access(&home, "role: editor", "tuan, lan");
    nudge(&home);
    let mut term = sit(&home);
    access(&home, "role: editr", "tuan, lan");
    term.send("i");
    let text = term.wait("the reason", |t| t.contains("access.yaml"));
    assert!(text.contains("editr"), "{text}");
    term.send("5");
    term.wait_for("Queue");
    access(&home, "role: editor", "tuan, lan");
    let before = facts(&home);
    term.send("0i");
    term.wait("it is written again", |_| facts(&home) != before);
    term.quit();
}
