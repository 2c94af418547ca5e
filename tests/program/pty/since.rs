//! Since I last looked: Lan works, Minh comes back and is told.

use rustix::process::Signal;

use crate::common::pty::{Home, How, NOW, Term};

/// A house with two people in it, who are one account of this machine.
fn house() -> Home {
    let home = Home::new();
    home.does(&["report", "note", "96", "--note", "có sẵn"]);
    let me = home.command("id").arg("-un").output().expect("id");
    let me = String::from_utf8(me.stdout).expect("a name");
    let people = format!(
        "schema: 1\npeople:\n  - {{account: {}, role: administrator, as: [lan, minh]}}\n  \
         - {{account: lan, role: administrator}}\n  - {{account: minh, role: administrator}}\n",
        me.trim()
    );
    let file = home.store().with_file_name("access.yaml");
    std::fs::write(file, people).expect("written");
    home
}

fn opens(home: &Home, args: &[&str]) -> Term {
    let args: Vec<&str> = ["--as", "minh"].iter().chain(args).copied().collect();
    let mut term = How::new(home.path(), &args).size(120, 40).open();
    term.wait_for("Hà Giang");
    term
}

fn lan(home: &Home, words: &[&str]) {
    let args: Vec<&str> = words.iter().chain(&["--as", "lan"]).copied().collect();
    home.does(&args);
}

/// Lan receives one report, writes one note on another unit, and acknowledges two at once.
fn lan_works(home: &Home) {
    lan(home, &["report", "receive", "04"]);
    lan(home, &["report", "note", "08", "--note", "đã gọi"]);
    lan(home, &["report", "acknowledge", "02"]);
}

/// Everything beside the write-ahead log's index, which readers write to.
fn bytes(home: &Home) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut all: Vec<_> = home.everything();
    all.retain(|p| p.is_file() && !p.to_string_lossy().ends_with("-shm"));
    all.sort();
    all.into_iter()
        .map(|p| (p.clone(), std::fs::read(p).expect("read")))
        .collect()
}

/// The last line says which change it is, who made it and what it was.
fn step(term: &mut Term, number: &str, what: &str) -> String {
    term.wait(what, |t| {
        let said = t.lines().last().unwrap_or_default();
        said.contains(number) && said.contains(what)
    })
}

const TOLD: &str = "3 thay đổi từ lần xem trước (hôm nay";

#[test]
fn one_is_told_what_others_did_and_steps_through_it() {
    let home = house();
    // The first look of all has nothing to compare with.
    let mut term = opens(&home, &[]);
    term.send("l");
    let text = term.wait_for("Cao Bằng · Chưa báo cáo");
    assert!(!text.contains("thay đổi từ"), "{text}");
    term.quit();
    lan_works(&home);
    let mut term = opens(&home, &[]);
    term.wait_for(TOLD);
    term.send("]");
    let text = step(&mut term, "1/3", "lan · Cao Bằng: nhận bản 1");
    assert!(!text.contains(TOLD), "{text}");
    term.send("]");
    step(&mut term, "2/3", "lan · Tuyên Quang");
    term.send("[");
    step(&mut term, "1/3", "lan · Cao Bằng");
    term.send("]");
    step(&mut term, "2/3", "lan · Tuyên Quang");
    term.send("]");
    step(&mut term, "3/3", "lan · Hà Giang");
    term.quit();
    // Own work does not count, nor what was seen.
    home.does(&["report", "note", "10", "--note", "của tôi", "--as", "minh"]);
    let mut term = opens(&home, &[]);
    term.send("]");
    term.wait_for("Không có thay đổi nào từ lần xem trước");
    term.quit();
}

#[test]
fn esc_takes_the_line_away_and_a_session_that_hangs_up_has_been_seen_too() {
    let home = house();
    opens(&home, &[]).quit();
    lan_works(&home);
    let mut term = opens(&home, &[]);
    term.wait_for(TOLD);
    term.send("\x1b");
    term.wait("the line is gone", |t| !t.contains("thay đổi từ"));
    term.signal(Signal::HUP);
    term.exit_code();
    lan(&home, &["report", "note", "12", "--note", "thêm"]);
    let mut term = opens(&home, &[]);
    term.wait_for("1 thay đổi từ lần xem trước");
    term.quit();
}

#[test]
fn who_only_looks_on_leaves_no_trace_of_it() {
    let home = house();
    opens(&home, &[]).quit();
    lan_works(&home);
    let before = bytes(&home);
    let mut term = opens(&home, &["--read-only"]);
    term.wait_for(TOLD);
    term.send("]]]");
    term.wait_for("3/3 ·");
    term.quit();
    let mut term = opens(&home, &NOW);
    term.send("]");
    term.wait_for("Không có thay đổi nào từ lần xem trước");
    term.quit();
    let as_of = ["--as-of", "2026-01-01T00:00:00+07:00"];
    let mut term = opens(&home, &as_of);
    term.send("]");
    term.wait_for("Không có thay đổi nào từ lần xem trước");
    term.quit();
    home.does(&["--print", "--as", "minh", "--keys", "]"]);
    assert!(bytes(&home) == before, "not a byte was written");
    let mut term = opens(&home, &[]);
    term.wait_for(TOLD);
    term.quit();
}
