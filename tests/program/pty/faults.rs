//! Ends that the machine makes: a bad access to memory, an abort, a stack that is used up. The terminal is given back, the
//! process ends by the signal, and nothing of its memory is written down (reliability row 70).

use std::fs;
use std::path::PathBuf;

use rustix::process::Signal;

use crate::common::pty::{Home, How, NOW, Term, children, signal_to, skip, wait_until};

/// What the shell says of the program's end, after it.
const SAID: &str = "ended by";

/// The program under a shell that would have every core file.
fn under_a_shell(home: &Home, words: &[&str], drill: Option<&str>) -> Term {
    let script = format!(
        "ulimit -c unlimited; \"$0\" {}; code=$?; stty -a | grep -o -e '-\\?icanon' -e '-\\?echo '; echo {SAID} $code",
        words.join(" ")
    );
    How::shell(home.path(), &script)
        .env("KETNOI_DRILL", drill)
        .env(
            "KETNOI_STORE",
            Some(&format!("sqlite:{}", home.store().display())),
        )
        .open()
}

/// Waits for the end; the terminal must be as it was found, the end by this signal, and no core anywhere.
fn ended(home: &Home, mut term: Term, signal: u32) -> String {
    term.wait_for(SAID);
    let told = term.text();
    assert!(told.contains(&format!("{SAID} {}", 128 + signal)), "{told}");
    assert!(!told.contains("-icanon") && !told.contains("-echo"), "{told}");
    assert!(told.contains("icanon") && told.contains("echo"), "{told}");
    assert!(!told.contains("core dumped"), "{told}");
    assert_eq!(term.exit_code(), 0);
    term.assert_given_back();
    assert_eq!(cores(home), Vec::<PathBuf>::new());
    told
}

fn cores(home: &Home) -> Vec<PathBuf> {
    let names = |p: &PathBuf| {
        p.file_name()
            .is_some_and(|n| n.to_string_lossy().starts_with("core"))
    };
    home.everything().into_iter().filter(names).collect()
}

/// A store with something in it.
fn home() -> Home {
    let home = Home::new();
    let store = format!("sqlite:{}", home.store().display());
    home.does(&["campaign", "open", "wtisd-2020", "--store", &store]);
    home
}

#[test]
fn a_mapped_file_that_is_cut_short_gives_the_terminal_back() {
    let home = home();
    let mut term = under_a_shell(&home, &[], None);
    term.wait_for("Hà Giang");
    let index = PathBuf::from(format!("{}-shm", home.store().display()));
    wait_until("the index is mapped", || index.exists());
    let file = fs::File::options().write(true).open(&index).expect("the index");
    file.set_len(0).expect("cut short");
    // Whatever looks into the index next meets the end of the file, unless it is noticed before: then that is said.
    let pid = children(term.pid())[0];
    wait_until("something was looked up", || {
        term.try_to_send("lN\x1b9");
        term.take(std::time::Duration::from_millis(50));
        let ended = children(term.pid()).first() != Some(&pid);
        ended || term.text().contains("ketnoi.db-shm")
    });
    term.try_to_send("q");
    term.wait_for(SAID);
    let told = term.text();
    assert!(!told.contains("core dumped") && cores(&home).is_empty(), "{told}");
    term.exit_code();
    term.assert_given_back();
}

#[test]
fn aborts_and_used_up_stacks_give_the_terminal_back() {
    if !cfg!(debug_assertions) {
        return skip("a release build has no drills");
    }
    let home = home();
    for part in ["abort-draw", "abort-clerk", "stack-draw", "stack-clerk"] {
        let mut term = under_a_shell(&home, &NOW, Some(part));
        // A clerk that is asked something, a second frame to be drawn.
        term.try_to_send("lll");
        let told = ended(&home, term, 6);
        assert!(told.contains("lỗi của máy"), "{told}");
        assert_eq!(told.contains("overflow"), part.starts_with("stack"), "{told}");
    }
}

#[test]
fn every_signal_of_a_fault_gives_the_terminal_back() {
    let home = home();
    let faults = [
        (Signal::BUS, 7),
        (Signal::SEGV, 11),
        (Signal::ABORT, 6),
        (Signal::ILL, 4),
        (Signal::FPE, 8),
        (Signal::SYS, 31),
    ];
    for (signal, number) in faults {
        let mut term = under_a_shell(&home, &[], None);
        term.wait_for("Hà Giang");
        let pid = children(term.pid())[0];
        let limits = fs::read_to_string(format!("/proc/{pid}/limits")).expect("limits");
        let core = limits
            .lines()
            .find(|l| l.starts_with("Max core"))
            .expect("a line");
        let most: Vec<&str> = core.split_whitespace().skip(4).take(2).collect();
        assert!(most == ["0", "0"] || most == ["1", "1"], "{core}");
        signal_to(pid, signal);
        let told = ended(&home, term, number);
        assert!(told.contains("lỗi của máy"), "{told}");
    }
}
