//! What a session costs: bytes, wake-ups, memory. Counts, never times.

use std::time::Duration;

use rustix::termios::{Action, tcflow};

use crate::common::pty::{Home, How, Term, proc_status, sleeps};

#[test]
fn nothing_happens_while_nothing_happens() {
    let home = Home::new();
    let mut term = Term::still(&home);
    term.until_quiet(Duration::from_millis(500));
    let slept = sleeps(term.pid());
    let bytes = term.until_quiet(Duration::from_secs(3));
    assert_eq!((bytes, sleeps(term.pid()) - slept), (0, 0));
    term.quit();
}

#[test]
fn a_key_costs_what_it_changes() {
    let home = Home::new();
    let mut term = Term::still(&home);
    assert_eq!(term.answer_to("Z"), 0, "a key without a meaning");
    for key in ["l", "l", "h", "j", "k"] {
        let bytes = term.answer_to(key);
        assert!((1..=220).contains(&bytes), "{key}: {bytes}");
    }
    // Along the grid, with the description of each unit: names of every length, and ends of rows.
    let walk: usize = (0..20).map(|_| term.answer_to("l")).sum();
    assert!(walk <= 20 * 130, "{walk} bytes for twenty units");
    term.quit();
    // A great screen shows more of it: the grid, the map and the description move together.
    let mut great = How::new(home.path(), &["--now", "2020-06-30T14:00:00+07:00"])
        .size(200, 60)
        .open();
    great.wait_for("? trợ giúp");
    for key in ["l", "l", "h", "j", "k"] {
        let bytes = great.answer_to(key);
        assert!((1..=260).contains(&bytes), "{key}: {bytes}");
    }
    great.quit();
}

#[test]
fn a_second_costs_a_few_bytes() {
    let home = Home::opened();
    let mut term = Term::live(&home);
    term.until_quiet(Duration::from_millis(300));
    let mut ticks = Vec::new();
    while ticks.len() < 5 {
        let before = (term.text(), term.raw.len());
        term.wait("the next second", |t| t != before.0);
        ticks.push(term.raw.len() - before.1);
    }
    // One of them may be that of a new minute, in which the header changes too.
    ticks.sort_unstable();
    let usual: usize = ticks.iter().take(4).sum();
    assert!(usual <= 4 * 16, "{ticks:?}");
    term.quit();
}

#[test]
fn a_terminal_that_does_not_read_costs_no_memory_and_stops_nobody() {
    let home = Home::new();
    home.does(&["report", "note", "96", "--note", "có sẵn"]);
    let mut term = How::new(home.path(), &[]).open_deaf();
    let pid = term.pid();
    crate::common::pty::wait_until("it has begun", || {
        term.is_raw() && proc_status(pid, "VmRSS:") > 0 && sleeps(pid) > 3
    });
    let before = proc_status(pid, "VmRSS:");
    // Each of these asks for a frame drawn whole; a pty holds a few of them.
    term.send_much(&b"\x0c\x1b[C\x1b[18~\x0c\x1b[D\x1b[18~".repeat(10_000));
    let after = proc_status(pid, "VmRSS:");
    assert!(after < before + 30 * 1024, "{before} KiB grew to {after} KiB");
    home.does(&["report", "acknowledge", "04"]);
    term.listen();
    term.wait("the newest picture", |t| {
        t.contains("○CBG") && t.contains("4 Báo cáo")
    });
    term.quit();
}

#[test]
fn output_that_is_stopped_by_the_terminal_goes_on_where_it_was() {
    let home = Home::new();
    let mut term = Term::still(&home);
    let stopped = term.tty();
    tcflow(&stopped, Action::OOff).expect("stopped, as Ctrl-S does");
    let pid = term.pid();
    let before = proc_status(pid, "VmRSS:");
    term.send_much(&b"\x0c\x1b[C\x1b[18~\x0c\x1b[D\x1b[18~".repeat(2_000));
    term.send("l");
    let after = proc_status(pid, "VmRSS:");
    assert!(after < before + 30 * 1024, "{before} KiB grew to {after} KiB");
    tcflow(&stopped, Action::OOn).expect("goes on, as Ctrl-Q does");
    drop(stopped);
    term.wait_for("Cao Bằng · Chưa báo cáo");
    term.quit();
}
