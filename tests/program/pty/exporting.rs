//! A document leaves from the dashboard: the file that the command line makes of the same moment, which keeps the rules; what is
//! stopped or meets a full disk leaves nothing.

use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use crate::common::pty::{Home, How, Term};

/// A house with a report, its figures and an activity.
fn furnished() -> Home {
    let home = Home::opened();
    home.does(&["report", "receive", "HNI", "--note", "x"]);
    home.does(&[
        "activity",
        "add",
        "--unit",
        "HNI",
        "--kind",
        "seminar",
        "--title",
        "Hội thảo về chuyển đổi số",
        "--reach",
        "120",
    ]);
    home.does(&["report", "figure", "HNI", "households_internet=81,5"]);
    home
}

/// Files that lie in the home itself, beside folders and what is hidden.
fn documents(home: &Home) -> Vec<String> {
    let entries = std::fs::read_dir(home.path()).expect("a folder");
    let files = entries
        .map(|e| e.expect("an entry").path())
        .filter(|p| p.is_file());
    let name = |p: PathBuf| p.file_name().expect("a name").to_string_lossy().into_owned();
    let mut names: Vec<String> = files.map(name).collect();
    names.sort();
    names
}

/// The dashboard where a document is shown.
fn at_the_document(how: &How<'_>) -> Term {
    let mut term = how.open();
    term.wait_for("Hà Giang");
    term.send("O");
    term.wait_for("I. TÌNH HÌNH TRIỂN KHAI");
    term
}

const LIVE: [&str; 2] = ["--campaign", "wtisd-2020"];

#[test]
fn a_document_leaves_as_from_the_command_line_and_keeps_the_rules() {
    let home = furnished();
    let before = home.kinds();
    let mut term = at_the_document(&How::new(home.path(), &LIVE).size(120, 40));
    term.send("S");
    term.wait_for("Tên tệp");
    assert_eq!(documents(&home), [""; 0]);
    term.send("\r");
    let text = term.wait_for("Đã ghi nhận vào nhật ký, số ");
    let written = documents(&home);
    assert_eq!(written.len(), 1, "{text}");
    assert!(text.contains(&written[0]), "{text}");
    term.quit();
    assert_eq!(home.kinds(), [before, vec!["export.made".to_owned()]].concat());
    let fact = home.facts().pop().expect("a fact");
    // Its line in the journal says the moment as it is given to the command line.
    let log = home.does(&["log"]);
    let last = log.lines().last().expect("a line");
    let moment = last
        .split([' ', ','])
        .find(|w| w.contains('T') && w.ends_with("+07:00") && w.contains('.'));
    let moment = moment.unwrap_or_else(|| panic!("a moment in {last}"));
    // `…` is told, not counted as broken.
    home.does(&["check-document", &written[0]]);
    home.does(&["export", "consolidated", "-o", "same.docx", "--known-at", moment]);
    let bytes = |name: &str| std::fs::read(home.path().join(name)).expect("a file");
    assert!(bytes(&written[0]) == bytes("same.docx"), "not the same bytes");
    let sha256 = fact["data"]["sha256"].as_str().expect("a hash");
    assert!(text.contains(&sha256[..12]), "{text}");
}

#[test]
fn from_a_figure_to_the_sheet_and_back_to_the_figure() {
    let home = furnished();
    let mut term = at_the_document(&How::new(home.path(), &LIVE).size(120, 40));
    let (right, enter, esc) = ("\x1b[C", "\r", "\x1b");
    // What is uncertain, then the first figure: one report, so that Enter leads there at once.
    term.send(format!("{right}{right}"));
    let at_the_figure = |t: &str| {
        t.lines()
            .any(|l| l.starts_with("│►") && l.contains("1/63 đơn vị"))
    };
    term.wait("the figure", at_the_figure);
    term.send(enter);
    term.wait("the sheet", |t| {
        t.contains("Hà Nội") && !t.contains("TÌNH HÌNH TRIỂN KHAI")
    });
    term.send(esc);
    term.wait("the figure again", at_the_figure);
    term.quit();
}

/// An office that begins, says so, and never ends.
fn endless_office(home: &Home) -> PathBuf {
    let bin = home.path().join("bin");
    std::fs::create_dir(&bin).expect("a folder");
    let program = bin.join("soffice");
    let script = format!("#!/bin/sh\necho $$ > {}/started\nexec sleep 600\n", bin.display());
    std::fs::write(&program, script).expect("written");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).expect("set");
    bin
}

#[test]
fn what_is_stopped_leaves_no_file_and_no_record() {
    let home = furnished();
    let before = home.kinds();
    let bin = endless_office(&home);
    let path = format!("{}:/usr/bin:/bin", bin.display());
    let how = How::new(home.path(), &LIVE)
        .size(120, 40)
        .env("PATH", Some(&path));
    let mut term = at_the_document(&how);
    term.send("S");
    term.wait_for("Tên tệp");
    term.send("\t\x15~/a.pdf\r");
    term.wait_for("Đang ghi ");
    crate::common::pty::wait_until("the office", || bin.join("started").exists());
    // The screen answers meanwhile.
    term.send("0");
    term.wait_for("Hà Giang");
    term.send("O");
    term.wait_for("Đang ghi ");
    // Whoever leaves is asked first, and stays.
    term.send("q");
    term.wait_for("Thoát khi đang ghi văn bản?");
    term.send("\x1b");
    term.wait_until_gone("Thoát khi đang ghi văn bản?");
    term.send("\x1b");
    term.wait_for("Đã dừng giữa chừng");
    let pid = std::fs::read_to_string(bin.join("started")).expect("a number");
    let pid = pid.trim().parse().expect("a number");
    crate::common::pty::wait_until("its end", || !crate::common::pty::is_alive(pid));
    term.quit();
    assert_eq!(documents(&home), [""; 0]);
    assert_eq!(home.kinds(), before);
}

#[test]
fn whoever_leaves_in_the_middle_leaves_no_file_and_no_record() {
    let home = furnished();
    let before = home.kinds();
    let bin = endless_office(&home);
    let path = format!("{}:/usr/bin:/bin", bin.display());
    let how = How::new(home.path(), &LIVE)
        .size(120, 40)
        .env("PATH", Some(&path));
    let mut term = at_the_document(&how);
    term.send("S");
    term.wait_for("Tên tệp");
    term.send("\t\x15~/a.pdf\r");
    term.wait_for("Đang ghi ");
    crate::common::pty::wait_until("the office", || bin.join("started").exists());
    term.send("q");
    term.wait_for("Thoát khi đang ghi văn bản?");
    term.send("\r");
    assert_eq!(term.exit_code(), 0);
    assert_eq!(documents(&home), [""; 0]);
    assert_eq!(home.kinds(), before);
}

#[test]
fn a_disk_that_takes_no_more_is_said_in_a_sentence_and_nothing_is_left() {
    let home = furnished();
    let before = home.kinds();
    // As on a full disk: a document ends in the middle, a record would still have room. The shell hands on that the signal is
    // ignored.
    let script = "trap '' XFSZ; ulimit -f 40; exec \"$0\" --campaign wtisd-2020";
    let mut term = at_the_document(&How::shell(home.path(), script).size(120, 40));
    term.send("S");
    term.wait_for("Tên tệp");
    term.send("\r");
    let text = term.wait_for("tệp quá lớn");
    assert!(text.contains("Tên tệp"), "the form stays: {text}");
    assert_eq!(documents(&home), [""; 0], "nothing half is left");
    // And what is typed anew is written where there is room: nothing else hangs on it.
    term.send("\x1b");
    term.wait_until_gone("Tên tệp");
    term.quit();
    assert_eq!(home.kinds(), before);
    home.does(&["log", "--verify"]);
}

/// What a client may ask for stands on a list, and no export is on it; nor does the dashboard of such a session write any,
/// whatever office is to be found.
#[test]
fn under_a_forced_command_nothing_leaves_and_no_other_program_is_started() {
    let home = furnished();
    let before = home.kinds();
    let bin = endless_office(&home);
    let path = format!("{}:/usr/bin:/bin", bin.display());
    let store = format!("sqlite:{}", home.store().display());
    for asked in [
        "export consolidated --format pdf -o a.pdf",
        "export consolidated --format docx -o a.docx",
        "export itu -o a.pdf",
        "export status -o a.xlsx",
        "status --format pdf -o a.pdf",
        "queue; export consolidated -o a.pdf",
    ] {
        let mut session = home.command(crate::common::pty::ketnoi());
        session.args(["session", "--store", &store]);
        session.env("SSH_ORIGINAL_COMMAND", asked).env("PATH", &path);
        let ran = session.output().expect("it runs");
        assert_eq!(ran.status.code(), Some(2), "{asked}: {ran:?}");
    }
    let args = ["session", "--store", &store, "--campaign", "wtisd-2020"];
    let how = How::new(home.path(), &args)
        .size(120, 40)
        .env("PATH", Some(&path));
    let mut term = at_the_document(&how);
    term.send("S");
    term.wait_for("Phiên này không ghi tệp trên máy chủ");
    assert!(!term.text().contains("Tên tệp"), "{}", term.text());
    term.quit();
    assert_eq!(documents(&home), [""; 0]);
    assert!(!bin.join("started").exists(), "no other program was started");
    assert_eq!(home.kinds(), before);
}
