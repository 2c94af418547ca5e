//! The screens that the pages show are what the program prints; `KETNOI_BLESS=1` writes them.
//!
//! The pictures in `docs/screens` are the same screens with their colours; each is named in README.
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

/// The pictures, and how each is made.
const PICTURES: [(&str, &str); 6] = [
    ("desk", "demo --size 120x40"),
    ("unit", "demo --size 120x40 --keys \"<enter>\""),
    ("queue", "demo --size 120x40 --keys 5"),
    ("goals", "demo --size 120x40 --keys 7"),
    ("wall", "demo --wall --size 160x45"),
    ("welcome", "--size 100x30 --keys W"),
];

const MOMENT: &str = "--seed 2020 --now 2020-05-28T14:03:19+07:00";

#[test]
fn the_pictures_are_the_programs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).expect("README");
    for (name, args) in PICTURES {
        let moment = if args.starts_with("demo") {
            MOMENT
        } else {
            "--campaign wtisd-2020 --now 2020-04-28T09:00:00+07:00"
        };
        let svg = screen(&format!("{args} {moment} --print svg"));
        let path = format!("docs/screens/{name}.svg");
        assert!(readme.contains(&format!("]({path})")), "README shows {path}");
        assert!(svg.len() < 64 * 1024, "{path} is small: {} bytes", svg.len());
        if std::env::var_os("KETNOI_BLESS").is_some() {
            fs::create_dir_all(root.join("docs/screens")).expect("the folder");
            fs::write(root.join(&path), &svg).expect("the picture is written");
        }
        let there = fs::read_to_string(root.join(&path)).unwrap_or_default();
        assert!(
            there == svg,
            "{path} is not what the program draws; \
             KETNOI_BLESS=1 cargo test --test program pictures writes it"
        );
    }
    let files = fs::read_dir(root.join("docs/screens")).expect("the folder");
    assert_eq!(files.count(), PICTURES.len(), "no picture that nobody draws");
}

/// Somebody else's reader takes them, whatever was typed: names, marks, signs that have a meaning in XML, controls.
#[test]
fn a_picture_is_xml() {
    let typed = "demo --size 80x24 --keys \"n <paste:a<b>&\u{27}\u{1b}[2J\u{7f}会議]]>>\"";
    let script = "import sys, xml.dom.minidom as m; d = m.parseString(sys.stdin.buffer.read()); \
                  print(sum(len(t.firstChild.data) for t in d.getElementsByTagName('text')))";
    for args in PICTURES.map(|(_, args)| args).iter().chain([&typed]) {
        let svg = screen(&format!("{args} --now 2020-05-28T14:03:19+07:00 --print svg"));
        let python = Command::new("python3")
            .args(["-c", script])
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .spawn();
        let Ok(mut python) = python else {
            pty::skip("no python3 to read the pictures");
            return;
        };
        let mut stdin = python.stdin.take().expect("piped");
        std::io::Write::write_all(&mut stdin, svg.as_bytes()).expect("it reads");
        drop(stdin);
        let out = python.wait_with_output().expect("it ends");
        let letters: usize = String::from_utf8_lossy(&out.stdout).trim().parse().unwrap_or(0);
        assert!(letters > 300, "{args}: {letters} letters were read");
    }
}
