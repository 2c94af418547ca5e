//! The signs that a terminal gets: those of every Windows console, until it says that it has all. Whatever it answers, and
//! when, no key is eaten, none is made up, and nothing is drawn wrong.

use std::time::Duration;

use crate::common::pty::{Home, How, NOW, Term, sleeps};
use crate::common::wgl4;

const QUESTION: &[u8] = b"\x1b[>q";
const KITTY: &str = "\x1bP>|kitty(0.35.2)\x1b\\";

fn open(home: &Home, env: &[(&'static str, &str)], args: &[&str]) -> Term {
    let all: Vec<&str> = NOW.iter().chain(args).copied().collect();
    let mut how = How::new(home.path(), &all);
    for (name, value) in env {
        how = how.env(name, Some(value));
    }
    let mut term = how.open();
    term.wait("the last line", |text| text.contains("? tr"));
    term
}

fn asked(term: &Term) -> usize {
    term.raw
        .windows(QUESTION.len())
        .filter(|w| *w == QUESTION)
        .count()
}

/// A sign of the richer set alone: the rest of a bar.
fn is_rich(text: &str) -> bool {
    text.contains('┄')
}

#[test]
fn what_says_nothing_gets_what_every_console_has_and_one_that_says_more_gets_more() {
    let home = Home::new();
    let mut term = open(&home, &[], &[]);
    assert_eq!((wgl4::lacks(&term.text()), asked(&term)), (String::new(), 1));
    // Names that say nothing draw nothing and wake nobody.
    term.until_quiet(Duration::from_millis(500));
    let slept = sleeps(term.pid());
    term.send("\x1bP>|XTerm(390)\x1b\\");
    let bytes = term.until_quiet(Duration::from_secs(1));
    assert_eq!((bytes, sleeps(term.pid()) - slept), (0, 0));
    term.quit();

    let mut term = open(&home, &[], &[]);
    term.send(format!("/ha{KITTY}i"));
    term.wait("all signs, and the letters typed around", |text| {
        is_rich(text) && text.contains("hai")
    });
    term.send("\x1b");
    term.wait("the filter is left", |text| !text.contains("hai"));
    // Another look keeps them.
    for look in ["light", "default"] {
        term.send("T");
        term.wait_for(look);
    }
    assert!(is_rich(&term.text()), "{}", term.text());
    term.quit();
}

#[test]
fn rubbish_is_never_typed_and_changes_nothing() {
    let home = Home::new();
    let mut term = open(&home, &[], &[]);
    let shown = term.text();
    for rubbish in [
        "\x1bP>|kitty(1)\x18",
        "\x1bP1$r0m\x1b\\",
        &format!("\x1bP>|{}\x1b\\", "q".repeat(500)),
        "\x1bP>|foot(1)\x1b\\",
    ] {
        term.send(rubbish);
    }
    assert_eq!(term.answer_to("Z"), 0, "a key without a meaning\n{}", term.text());
    // The long one was an answer, of somebody whom nobody knows; the one behind it is none.
    assert_eq!(term.text(), shown);
    term.quit();
}

#[test]
fn environment_and_choice_go_before_the_question() {
    let home = Home::new();
    for (env, args, rich) in [
        (&[("TERM", "xterm-kitty")][..], &[][..], true),
        (&[("WT_SESSION", "1")], &[], true),
        (&[("VTE_VERSION", "7402")], &[], true),
        (&[], &["--glyphs", "full"], true),
        (&[("KETNOI_GLYPHS", "full")], &[], true),
        (&[("TERM", "xterm-kitty")], &["--glyphs", "windows"], false),
        (&[("WT_SESSION", "1")], &["--ascii"], false),
    ] {
        let mut term = open(&home, env, args);
        assert_eq!(
            (is_rich(&term.text()), asked(&term)),
            (rich, 0),
            "{env:?} {args:?}"
        );
        term.send(KITTY);
        assert_eq!(term.answer_to("Z"), 0, "{env:?} {args:?}");
        term.quit();
    }
    // What stands between tells of whoever began it, not of whoever looks at it now.
    let env = [
        ("TMUX", "/run/tmux"),
        ("WT_SESSION", "1"),
        ("TERM", "tmux-256color"),
    ];
    let term = open(&home, &env, &[]);
    assert_eq!((is_rich(&term.text()), asked(&term)), (false, 0));
    term.quit();
}

/// A picture is the same wherever it is made, unless somebody chose.
#[test]
fn a_print_has_the_same_signs_everywhere() {
    let home = Home::new();
    let print = |env: &str, args: &[&str]| {
        let all = [&["--print"], &NOW[..], args].concat();
        let mut command = home.command(crate::common::pty::ketnoi());
        let out = command.args(all).env("TERM", env).env("WT_SESSION", "1").output();
        String::from_utf8(out.expect("it runs").stdout).expect("UTF-8")
    };
    let usual = print("xterm", &[]);
    assert_eq!(wgl4::lacks(&usual), "");
    assert_eq!(print("xterm-kitty", &[]), usual);
    assert!(is_rich(&print("xterm", &["--glyphs", "full"])));
}
