//! How a session ends that nobody quits: a lost terminal, signals, a stop, a fault of the program itself.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Stdio;

use rustix::process::Signal;

use crate::common::pty::{
    Home, How, NOW, Term, children, is_alive, ketnoi, proc_status, signal_to, skip, state, wait_until,
};

/// The role of a terminal, in a process of its own that can be killed with everything that it holds open.
#[test]
fn as_a_terminal() {
    let Ok(shape) = std::env::var("PTY_ROLE") else {
        return;
    };
    let home = std::env::var("PTY_HOME").unwrap();
    let script = match shape.as_str() {
        "leader" => "exec \"$0\"",
        _ => "trap '' HUP; \"$0\"; :",
    };
    let mut term = How::shell(Path::new(&home), script).open();
    term.wait_for("Hà Giang");
    let pid = if shape == "leader" {
        term.pid()
    } else {
        children(term.pid())[0]
    };
    let mut out = std::io::stdout().lock();
    out.write_all(format!("\n>{pid}\n").as_bytes()).unwrap();
    out.flush().unwrap();
    loop {
        term.take(std::time::Duration::from_millis(100));
    }
}

fn hang_up(shape: &str) {
    let home = Home::new();
    let mut terminal = home
        .command(&std::env::current_exe().unwrap().display().to_string())
        .args(["--exact", "pty::leaving::as_a_terminal", "--nocapture"])
        .env("PTY_ROLE", shape)
        .env("PTY_HOME", home.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(terminal.stdout.take().unwrap()).lines();
    let pid = lines
        .map_while(Result::ok)
        .find_map(|l| l.strip_prefix('>')?.parse().ok());
    let pid: u32 = pid.expect("the terminal says who runs in it");
    assert!(is_alive(pid));
    terminal.kill().unwrap();
    terminal.wait().unwrap();
    wait_until("the program has left a terminal that is gone", || !is_alive(pid));
    let left = home.everything();
    let told = left.iter().filter_map(|f| std::fs::read_to_string(f).ok());
    assert!(left.is_empty(), "{left:?} {:?}", told.collect::<Vec<_>>());
}

#[test]
fn a_lost_terminal_ends_a_session_leader() {
    hang_up("leader");
}

#[test]
fn a_lost_terminal_ends_the_child_of_a_shell_that_ignores_it() {
    hang_up("child");
}

#[test]
fn signals_from_outside_end_it_in_order() {
    let home = Home::new();
    for (signal, number) in [
        (Signal::TERM, 15),
        (Signal::INT, 2),
        (Signal::HUP, 1),
        (Signal::QUIT, 3),
    ] {
        let mut term = Term::live(&home);
        term.send("n");
        term.wait_for("Enter ghi");
        term.send("nửa chừng");
        term.wait_for("nửa chừng");
        term.signal(signal);
        assert_eq!(term.exit_code(), 128 + number);
        term.assert_given_back();
    }
    assert_eq!(home.everything(), Vec::<std::path::PathBuf>::new());
}

#[test]
fn a_stop_from_outside_gives_the_terminal_back_and_going_on_draws_all_of_it() {
    let home = Home::new();
    let mut term = Term::still(&home);
    for size in [(80, 24), (100, 30)] {
        term.signal(Signal::TSTP);
        let pid = term.pid();
        wait_until("it stops", || state(pid) == 'T');
        term.until_quiet(std::time::Duration::from_millis(100));
        term.assert_given_back();
        term.resize(size.0, size.1);
        signal_to(pid, Signal::CONT);
        let last_row = usize::from(size.1) - 1;
        term.wait("the whole picture at the present size", |t| {
            let lines: Vec<&str> = t.lines().collect();
            t.contains("4 Báo cáo")
                && lines.get(last_row).is_some_and(|l| l.contains(": lệnh"))
                && lines
                    .get(last_row - 1)
                    .is_some_and(|l| l.chars().count() == usize::from(size.0))
        });
        assert!(term.screen().alternate_screen() && term.is_raw());
        term.send("l");
        term.wait_for("Cao Bằng · Chưa báo cáo");
        term.send("h");
        term.wait_for("Hà Giang · Chưa báo cáo");
    }
    term.quit();
}

#[test]
fn ctrl_z_stops_a_job_of_a_shell() {
    let home = Home::new();
    let mut term = How::new(home.path(), &[])
        .cmd(&["sh", "-i"])
        .env("PS1", Some("ready> "))
        .env("ENV", None)
        .open();
    term.wait_for("ready> ");
    term.send(format!("'{}' {} {}\n", ketnoi(), NOW[0], NOW[1]));
    term.wait_for("Hà Giang");
    let program = children(term.pid())[0];
    term.send("\x1a");
    wait_until("it stops", || state(program) == 'T');
    term.wait("the shell is back", |t| t.trim_end().ends_with("ready>"));
    assert!(!term.screen().alternate_screen());
    term.send("echo $((40+2))\n");
    term.wait_for("\n42");
    term.send("fg\n");
    term.wait_for("4 Báo cáo");
    term.send("l");
    term.wait_for("Cao Bằng · Chưa báo cáo");
    term.send("q");
    term.wait("the shell is back", |t| t.trim_end().ends_with("ready>"));
    term.send("echo left $?\n");
    term.wait_for("\nleft 0");
    assert!(!is_alive(program));
}

#[test]
fn ctrl_z_without_a_shell_does_nothing() {
    let home = Home::new();
    let mut term = Term::still(&home);
    term.send("\x1al");
    term.wait_for("Cao Bằng · Chưa báo cáo");
    assert_ne!(state(term.pid()), 'T');
    assert!(term.screen().alternate_screen());
    term.quit();
}

/// Runs a drill with standard error in a file; gives what was written there.
fn drill(part: &str) -> String {
    let home = Home::new();
    home.does(&["report", "note", "96", "--note", "có sẵn"]);
    let mut term = How::shell(home.path(), "exec \"$0\" 2>errors")
        .env("KETNOI_DRILL", Some(part))
        .open();
    // The fault may come with the next second or with the first question, before the key, or only with it.
    wait_until("a frame was begun", || {
        term.take(std::time::Duration::from_millis(20));
        term.raw.windows(10).any(|w| w == b"WTISD-2020")
    });
    term.try_to_send("9");
    assert_ne!(term.exit_code(), 0);
    term.assert_given_back();
    let log = home.path().join(".local/state/ketnoi/ketnoi.log");
    let told = std::fs::read_to_string(&log).expect("a log");
    assert!(told.contains("a drill of"), "{told}");
    assert!(!told.contains('\x1b'), "{told:?}");
    let mode = log.metadata().expect("a log").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    home.does(&["log", "--verify"]);
    std::fs::read_to_string(home.path().join("errors")).expect("errors")
}

#[test]
fn a_panic_anywhere_gives_the_terminal_back_and_says_one_sentence() {
    if !cfg!(debug_assertions) {
        return skip("a release build has no drills");
    }
    for part in ["panic-draw", "panic-clerk", "panic-input"] {
        let said = drill(part);
        assert!(!said.contains(|c: char| c.is_control() && c != '\n'), "{said:?}");
        assert_eq!(said.matches("ketnoi gặp lỗi bên trong").count(), 1, "{said}");
        assert_eq!(said.lines().count(), 2, "{said}");
    }
}

#[test]
fn a_panic_during_a_panic_leaves_a_terminal_in_order_too() {
    if !cfg!(debug_assertions) {
        return skip("a release build has no drills");
    }
    let said = drill("panic-twice");
    assert!(!said.contains('\x1b'), "{said:?}");
    assert_eq!(said.matches("ketnoi gặp lỗi bên trong").count(), 1, "{said}");
}

#[test]
fn what_a_panic_says_is_read_on_the_screen_that_was_there_before() {
    if !cfg!(debug_assertions) {
        return skip("a release build has no drills");
    }
    let home = Home::new();
    let mut term = How::new(home.path(), &NOW)
        .env("KETNOI_DRILL", Some("panic-draw"))
        .open();
    // The second frame may come by itself, before the first was read here, or only with the key.
    let said = "ketnoi gặp lỗi bên trong";
    term.wait("a frame, or what is said after it", |screen| {
        screen.contains("Hà Giang") || screen.contains(said)
    });
    term.try_to_send("l");
    assert_ne!(term.exit_code(), 0);
    term.assert_given_back();
    let text = term.text();
    assert!(text.contains(said), "{text}");
    assert!(!text.contains("Hà Giang"), "{text}");
    assert_eq!(proc_status(term.pid(), "VmRSS:"), 0, "it is gone");
}
