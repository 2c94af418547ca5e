//! The screens that the pages show are what the program prints; `KETNOI_BLESS=1` writes them.
//!
//! A page says in a comment how a screen is made, `<!-- screen: demo … --print -->`; what stands between it and
//! `<!-- /screen -->` is the program's.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::pty;

const BEGIN: &str = "<!-- screen: ";
const END: &str = "<!-- /screen -->";

fn pages(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            pages(&path, found);
        } else if path.extension().is_some_and(|e| e == "md") {
            found.push(path);
        }
    }
}

/// Words between blanks; what stands in double quotes is one.
fn words(line: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (n, piece) in line.split('"').enumerate() {
        if n % 2 == 1 {
            out.push(piece.to_owned());
        } else {
            out.extend(piece.split_whitespace().map(str::to_owned));
        }
    }
    out
}

/// What the program prints for these words, to somebody who reads Vietnamese and has nothing set.
fn screen(args: &str) -> String {
    let out = Command::new(pty::ketnoi())
        .env_clear()
        .env("HOME", "/nonexistent")
        .env("LC_ALL", "C.UTF-8")
        .args(["--lang", "vi"])
        .args(words(args))
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success(), "ketnoi {args}: {said}");
    String::from_utf8(out.stdout).expect("UTF-8")
}

/// The page with every screen as the program prints it today, and how many there are.
fn drawn(page: &str) -> (String, usize) {
    let (mut out, mut rest, mut n) = (String::new(), page, 0);
    while let Some(at) = rest.find(BEGIN) {
        let line_end = at + rest[at..].find('\n').expect("a line ends");
        let args = rest[at + BEGIN.len()..line_end].trim_end_matches("-->").trim();
        out.push_str(&rest[..=line_end]);
        out.push_str(&format!("```text\n{}```\n", screen(args)));
        let end = rest[line_end..].find(END).expect("a screen ends");
        rest = &rest[line_end + end..];
        n += 1;
    }
    out.push_str(rest);
    (out, n)
}

#[test]
fn the_screens_of_the_pages_are_the_programs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = vec![root.join("README.md")];
    pages(&root.join("docs"), &mut all);
    let mut screens = 0;
    for path in all {
        let there = fs::read_to_string(&path).expect("a page");
        let (now, n) = drawn(&there);
        screens += n;
        if std::env::var_os("KETNOI_BLESS").is_some() {
            if there != now {
                fs::write(&path, now).expect("the page is written");
            }
            continue;
        }
        let differs = there.lines().zip(now.lines()).position(|(a, b)| a != b);
        assert!(
            there == now,
            "{} line {}: the screen is not what the program prints; \
             KETNOI_BLESS=1 cargo test --test program pictures writes it",
            path.display(),
            differs.unwrap_or(now.lines().count()) + 1
        );
    }
    assert!(screens >= 8, "the pages show screens: {screens}");
}
