//! A home for one test: a folder, a store in it, and a way to run the program there.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A home.
pub struct Home {
    dir: tempfile::TempDir,
    /// The language it speaks.
    pub lang: &'static str,
}

/// What a run gave.
pub struct Ran {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Ran {
    /// One JSON document and nothing else.
    pub fn json(&self) -> Value {
        assert_eq!(
            self.out.lines().count(),
            1,
            "one document on one line: {}",
            self.out
        );
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}", self.out))
    }
}

impl Home {
    /// A home that speaks English, which most tests compare with.
    pub fn new() -> Self {
        Self::speaking("en")
    }

    /// A home that speaks this language.
    pub fn speaking(lang: &'static str) -> Self {
        Self {
            dir: tempfile::tempdir().expect("a folder"),
            lang,
        }
    }

    /// A path in the folder in which programs are started.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// The store.
    pub fn store(&self) -> PathBuf {
        self.path("data/ketnoi.db")
    }

    /// Writes a file.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), bytes).expect("the file is written");
    }

    /// Reads a file.
    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect("the file is read")
    }

    /// Everything below the home, sorted.
    pub fn listing(&self) -> Vec<String> {
        fn walk(dir: &Path, out: &mut Vec<String>) {
            for e in std::fs::read_dir(dir)
                .expect("a folder")
                .map(|e| e.expect("an entry"))
            {
                out.push(e.path().display().to_string());
                if e.file_type().expect("a type").is_dir() {
                    walk(&e.path(), out);
                }
            }
        }
        let mut out = Vec::new();
        walk(self.dir.path(), &mut out);
        out.sort();
        out
    }

    /// The program, ready to be given arguments.
    pub fn program(&self) -> Command {
        let mut c = Command::new(env!("CARGO_BIN_EXE_ketnoi"));
        c.env_clear()
            .env("HOME", self.dir.path())
            .env("LANG", "C.UTF-8")
            .env("TERM", "xterm-256color")
            .env("KETNOI_LANG", self.lang)
            .env("KETNOI_STORE", format!("sqlite:{}", self.store().display()))
            .current_dir(self.dir.path())
            .stdin(Stdio::null());
        c
    }

    /// Runs the program.
    pub fn run(&self, args: &[&str]) -> Ran {
        let output = self.program().args(args).output().expect("the program runs");
        look(args, output)
    }

    /// Runs it and expects success.
    pub fn ok(&self, args: &[&str]) -> String {
        let ran = self.run(args);
        assert_eq!(ran.code, 0, "{args:?}\n{}{}", ran.out, ran.err);
        ran.out
    }

    /// Runs it with `--json` and expects success.
    pub fn json(&self, args: &[&str]) -> Value {
        let mut all = args.to_vec();
        all.push("--json");
        let ran = self.run(&all);
        assert_eq!(ran.code, 0, "{args:?}\n{}{}", ran.out, ran.err);
        ran.json()
    }

    /// Runs it and expects it to end with this code, with nothing on standard output and a sentence on standard error.
    pub fn fails(&self, code: i32, args: &[&str]) -> String {
        let ran = self.run(args);
        assert_eq!(ran.code, code, "{args:?}\n{}{}", ran.out, ran.err);
        assert_eq!(ran.out, "", "{args:?}");
        assert!(!ran.err.trim().is_empty(), "{args:?} says nothing");
        assert!(!ran.err.contains("panicked"), "{}", ran.err);
        assert!(
            !ran.err.contains('⟨') || ran.err.contains("⟨U+"),
            "a key without words: {}",
            ran.err
        );
        ran.err
    }
}

/// Text in UTF-8 without a byte that moves a cursor, changes a colour, or turns letters around (reliability row 15, 16).
pub fn look(args: &[&str], output: Output) -> Ran {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let ran = Ran {
        code: output.status.code().unwrap_or(-1),
        out: text(output.stdout),
        err: text(output.stderr),
    };
    for text in [&ran.out, &ran.err] {
        let bad = text.chars().find(|c| {
            (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || ('\u{202a}'..='\u{202e}').contains(c)
        });
        assert_eq!(bad, None, "{args:?} lets a control character through:\n{text}");
    }
    ran
}
