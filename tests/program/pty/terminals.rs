//! Terminals of all kinds, and none.

use std::os::unix::process::ExitStatusExt;
use std::process::Stdio;

use super::outside::{codes, foreign};
use crate::common::pty::{Home, How, NOW, ketnoi};

#[test]
fn a_terminal_that_cannot_move_its_cursor_is_refused_in_a_line() {
    let home = Home::new();
    for (term, lang) in [
        (Some("dumb"), "vi"),
        (Some("dumb"), "en"),
        (None, "vi"),
        (Some(""), "vi"),
    ] {
        let mut t = How::new(home.path(), &[])
            .env("TERM", term)
            .env("KETNOI_LANG", Some(lang))
            .open();
        assert_eq!(t.exit_code(), 1, "{term:?}");
        let said = String::from_utf8_lossy(&t.raw).into_owned();
        assert_eq!(said.matches('\n').count(), 1, "{said:?}");
        assert!(!said.contains('\x1b'), "{said:?}");
        assert!(said.contains("TERM") || said.contains("dumb"), "{said:?}");
    }
}

#[test]
fn terminals_of_all_kinds_show_it_with_what_they_have() {
    let home = Home::new();
    for (term, lang, ascii) in [
        ("vt100", "C.UTF-8", true),
        ("linux", "C.UTF-8", false),
        ("linux", "C", true),
        ("screen", "C.UTF-8", false),
        ("tmux-256color", "C.UTF-8", false),
        ("xterm", "C.UTF-8", false),
        ("xterm", "C", true),
        ("xterm-256color", "POSIX", true),
    ] {
        let mut t = How::new(home.path(), &NOW)
            .env("TERM", Some(term))
            .env("LANG", Some(lang))
            .open();
        t.wait(&format!("the grid in {term}, {lang}"), |text| {
            text.contains("HNI") && text.contains("CMU")
        });
        t.send("l");
        t.wait("a move", |text| text.contains("Cao B"));
        t.send("9");
        t.wait("another place", |text| !text.contains("CMU"));
        t.send("q");
        assert_eq!(t.exit_code(), 0, "{term}");
        t.assert_given_back();
        let above = t.raw.iter().filter(|b| **b >= 0x80).count();
        assert_eq!(ascii, above == 0, "{term}, {lang}: {above} bytes above ASCII");
        assert_eq!(foreign(&t.raw), Vec::<String>::new(), "{term}");
    }
}

#[test]
fn no_colour_means_none() {
    let home = Home::new();
    for (name, value, args) in [
        ("NO_COLOR", Some("1"), vec![]),
        ("TERM", Some("xterm-256color"), vec!["--no-color"]),
        ("TERM", Some("vt100"), vec![]),
    ] {
        let args: Vec<&str> = args.into_iter().chain(NOW).collect();
        let mut t = How::new(home.path(), &args).env(name, value).open();
        t.wait_for("HNI");
        for key in ["l", "m", "T", "5", "9", "0", "?"] {
            t.send(key);
        }
        t.wait("the help", |s| s.contains("Trợ giúp") || s.contains("Tro giup"));
        t.send("\x1b");
        t.wait_for("HNI");
        t.send("q");
        assert_eq!(t.exit_code(), 0);
        let coloured: Vec<u32> = codes(&t.raw).into_iter().filter(|c| *c >= 30).collect();
        assert_eq!(coloured, Vec::<u32>::new(), "{name}");
    }
    let mut t = How::new(home.path(), &NOW).open();
    t.wait_for("HNI");
    assert!(
        codes(&t.raw).into_iter().any(|c| c >= 30),
        "with colours there are some"
    );
    t.quit();
}

#[test]
fn without_a_terminal_it_says_so_in_a_line_and_ends() {
    let home = Home::new();
    let lines = |out: &[u8]| String::from_utf8_lossy(out).lines().count();
    let with = |program: &str, args: &[&str]| {
        let mut c = home.command(program);
        c.args(args).stdout(Stdio::piped()).stderr(Stdio::piped());
        c.output().expect("it ends")
    };
    for out in [
        with(ketnoi(), &[]),
        with("setsid", &["-w", ketnoi()]),
        with("sh", &["-c", "echo q | \"$0\"", ketnoi()]),
    ] {
        assert_eq!(out.status.code(), Some(1), "{:?}", out.status.signal());
        assert_eq!((out.stdout.len(), lines(&out.stderr)), (0, 1), "{out:?}");
    }
    for script in [
        "\"$0\" </dev/null 2>errors",
        "\"$0\" 2>errors | cat",
        "setsid -w \"$0\" </dev/null >/dev/null 2>errors",
        "\"$0\" <&- 2>errors",
        "\"$0\" >&- 2>errors",
    ] {
        let mut t = How::shell(home.path(), script).open();
        t.exit_code();
        assert_eq!(t.raw.len(), 0, "{script}: {:?}", t.raw);
        let said = std::fs::read(home.path().join("errors")).expect("errors");
        assert_eq!(lines(&said), 1, "{script}");
    }
}
