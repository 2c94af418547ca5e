//! Completion in the shells that people have: a real bash and a real zsh in a terminal, a real fish by its own question.

use std::path::Path;

use crate::common::pty::{Home, How, Term, ketnoi, skip};

/// A folder with a file and a folder that have blanks and marks in their names.
fn folder() -> Home {
    let home = Home::new();
    std::fs::write(home.path().join("báo cáo HNI.pdf"), "%PDF-").expect("written");
    let below = home.path().join("thư mục");
    std::fs::create_dir(&below).expect("made");
    std::fs::write(below.join("ảnh 1.jpg"), "x").expect("written");
    home
}

/// Where the program lies, before where everything else lies.
fn path() -> String {
    let own = Path::new(ketnoi()).parent().expect("a folder").display();
    format!("{own}:{}", std::env::var("PATH").unwrap_or_default())
}

fn has(home: &Home, shell: &str) -> bool {
    let found = home.command(shell).arg("--version").output().is_ok();
    if !found {
        skip(&format!("there is no {shell}"));
    }
    found
}

/// A shell that has read its completion and says so.
fn shell(home: &Home, cmd: &[&str], setup: &str) -> Term {
    let how = How::new(home.path(), &[]).cmd(cmd).size(120, 24);
    let mut term = how.env("PATH", Some(&path())).open();
    term.send(format!("{setup}; PS1='>> '; echo rea''dy\n"));
    term.wait_for("ready");
    term.wait(">> at the bottom", |text| text.trim_end().ends_with(">>"));
    term
}

/// Types, and waits until the last line is this; then empties it.
fn types(term: &mut Term, keys: &str, line: &str) {
    term.send(keys);
    let last = |text: &str| {
        text.trim_end()
            .lines()
            .last()
            .unwrap_or_default()
            .trim_end()
            .to_owned()
    };
    term.wait(&format!("{keys:?} becomes {line:?}"), |text| {
        last(text) == format!(">> {line}")
    });
    term.send("\x01\x0b");
    term.wait("a new line", |text| last(text) == ">>");
}

/// What is typed and what it becomes. A `Z` behind a tab shows that nothing else came.
fn everything(term: &mut Term) {
    for (keys, line) in [
        ("ketnoi rep\trece\t", "ketnoi report receive"),
        (
            "ketnoi evidence add CBG b\t",
            "ketnoi evidence add CBG báo\\ cáo\\ HNI.pdf",
        ),
        (
            "ketnoi report receive HNI --attach b\t",
            "ketnoi report receive HNI --attach báo\\ cáo\\ HNI.pdf",
        ),
        (
            "ketnoi evidence add CBG th\t\t",
            "ketnoi evidence add CBG thư\\ mục/ảnh\\ 1.jpg",
        ),
        ("ketnoi report show tuy\t", "ketnoi report show Tuyên\\ Quang"),
        ("ketnoi report show cbg\tZ", "ketnoi report show CBG Z"),
        (
            "ketnoi activity list --unit tuy\t",
            "ketnoi activity list --unit Tuyên\\ Quang",
        ),
        ("ketnoi status --state acc\t", "ketnoi status --state accepted"),
        ("ketnoi status --form\tc\t", "ketnoi status --format csv"),
        ("ketnoi help rep\tretu\t", "ketnoi help report return"),
        ("ketnoi queue b\tZ", "ketnoi queue bZ"),
        (
            "ketnoi report note HNI --note b\tZ",
            "ketnoi report note HNI --note bZ",
        ),
    ] {
        types(term, keys, line);
    }
}

#[test]
fn bash_completes_files_folders_and_units() {
    let home = folder();
    if !has(&home, "bash") {
        return;
    }
    let mut term = shell(
        &home,
        &["bash", "--norc", "--noprofile", "-i"],
        "bind 'set bell-style none'; source <(ketnoi completions bash)",
    );
    everything(&mut term);
    // Inside quotes, and behind an equals sign.
    types(
        &mut term,
        "ketnoi report show \"tuyên q\t",
        "ketnoi report show \"Tuyên Quang\"",
    );
    types(
        &mut term,
        "ketnoi report receive HNI --attach=b\t",
        "ketnoi report receive HNI --attach=báo\\ cáo\\ HNI.pdf",
    );
    types(&mut term, "ketnoi --lang=v\tqueu\t", "ketnoi --lang=vi queue");
}

#[test]
fn zsh_completes_files_folders_and_units() {
    let home = folder();
    if !has(&home, "zsh") {
        return;
    }
    let mut term = shell(
        &home,
        &["zsh", "-f", "-i"],
        "PROMPT_EOL_MARK=; unsetopt beep automenu; autoload -Uz compinit; compinit -u -D; source <(ketnoi completions zsh)",
    );
    everything(&mut term);
    term.send("ketnoi report show ba\t");
    term.wait_for("ba Rịa - Vũng Tàu  -- VTU");
    assert!(!home.store().exists(), "asking makes no store");
}

#[test]
fn fish_completes_files_folders_and_units() {
    let home = folder();
    if !has(&home, "fish") {
        return;
    }
    let offered = |line: &str| {
        let script = format!("ketnoi completions fish | source; complete -C {line:?}");
        let mut fish = home.command("fish");
        let out = fish
            .args(["--no-config", "-c", &script])
            .env("PATH", path())
            .output()
            .expect("it runs");
        let said = String::from_utf8(out.stdout).expect("UTF-8");
        let values = said
            .lines()
            .map(|l| l.split('\t').next().unwrap_or_default().to_owned());
        (
            values.collect::<Vec<_>>(),
            String::from_utf8_lossy(&out.stderr).into_owned(),
        )
    };
    for (line, expected) in [
        ("ketnoi rep", &["report"][..]),
        ("ketnoi evidence add CBG b", &["báo cáo HNI.pdf"]),
        ("ketnoi report receive HNI --attach b", &["báo cáo HNI.pdf"]),
        ("ketnoi evidence add CBG th", &["thư mục/"]),
        ("ketnoi evidence add CBG 'thư mục/", &["thư mục/ảnh 1.jpg"]),
        ("ketnoi report show tuy", &["tuyên Quang"]),
        ("ketnoi report show 'ha n", &["ha nội", "ha nam"]),
        ("ketnoi report show cb", &["cbg"]),
        ("ketnoi status --state acc", &["accepted"]),
        ("ketnoi queue b", &[]),
        ("ketnoi report note HNI --note b", &[]),
    ] {
        let (mut values, said) = offered(line);
        values.sort();
        let mut expected: Vec<String> = expected.iter().map(|e| (*e).to_owned()).collect();
        expected.sort();
        assert_eq!((values, said), (expected, String::new()), "{line:?}");
    }
}
