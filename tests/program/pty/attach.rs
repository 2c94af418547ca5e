//! A file of this machine attached from the dashboard, and what keeps one out.

use std::fs;
use std::os::unix::fs::symlink;

use crate::common::pty::{Home, How, Term};

const KEPT: &str = "SHA-256 ";

fn open(home: &Home) -> Term {
    let mut term = How::new(home.path(), &["--lang", "en", "--campaign", "wtisd-2020"])
        .size(120, 40)
        .open();
    term.wait_for("Ha Giang");
    term
}

/// What is attached first opens the campaign, and that is asked.
fn let_it_open(term: &mut Term) {
    term.wait_for("Open the campaign");
    term.send("\r");
}

const PHOTO: &[u8] = include_bytes!("../../photos/progressive.jpg");

fn evidence(home: &Home) -> serde_json::Value {
    serde_json::from_str(&home.does(&["evidence", "list", "--json"])).expect("JSON")
}

#[test]
fn a_file_is_attached_by_its_path_and_a_wrong_one_loses_nothing() {
    let home = Home::new();
    let photo = home.path().join("ảnh 1.jpg");
    fs::write(&photo, PHOTO).expect("written");
    symlink(&photo, home.path().join("link.jpg")).expect("a link");
    fs::create_dir(home.path().join("folder")).expect("made");
    let mut term = open(&home);
    let paths = [
        ("nowhere.jpg", "nowhere.jpg"),
        ("link.jpg", "is a link"),
        ("folder", "is a folder"),
        ("/dev/null", "not an ordinary file"),
    ];
    for (n, (path, said)) in paths.into_iter().enumerate() {
        term.send("F");
        term.wait_for("Files");
        term.send(path);
        term.send("\r");
        if n == 0 {
            let_it_open(&mut term);
        }
        term.wait_for(said);
        assert!(term.text().contains("Files"), "the form stays: {}", term.text());
        term.send("\u{1b}");
        term.wait("the question or the desk", |t| {
            !t.contains("Tab") || t.contains("Ha Giang")
        });
        term.until_quiet(std::time::Duration::from_millis(80));
        term.send("\r"); // leave the form, whatever is in it
        term.wait("the desk", |t| !t.contains("Files"));
    }
    assert!(!home.store().exists(), "nothing was kept, nothing was made");
    // As a terminal writes what is dropped on it: in quotes, with a blank behind.
    term.send("F");
    term.wait_for("Files");
    term.send(format!("'{}' ", photo.display()));
    term.send("\r");
    term.wait("the receipt", |t| t.contains(KEPT));
    // And as a shell would read it: from the home of whoever sits there.
    fs::write(home.path().join("b.pdf"), b"%PDF-1.4 b").expect("written");
    term.send("F");
    term.wait_for("Files");
    term.send("~/b.pdf\r");
    term.wait("the desk", |t| !t.contains("Files"));
    // The same bytes under another name are there already; nothing at all is refused.
    for (name, bytes, said) in [
        ("lại.jpg", PHOTO, "is there already"),
        (
            "rách.jpg",
            &b"\xff\xd8\xff\xe0 anh"[..],
            "does not count as a photo",
        ),
        ("trống.jpg", b"", "has no content"),
    ] {
        fs::write(home.path().join(name), bytes).expect("written");
        term.send("F");
        term.wait_for("Files");
        term.send(name);
        term.send("\r");
        term.wait_for(said);
    }
    term.send("\u{1b}");
    term.wait_for("Discard what was typed?");
    term.send("\r");
    term.wait("the desk", |t| !t.contains("Files"));
    term.quit();
    assert_eq!(evidence(&home)["evidence"].as_array().map(Vec::len), Some(3));
    let list = evidence(&home).to_string();
    assert!(list.contains("b.pdf"), "{list}");
    assert!(list.contains("ảnh 1.jpg") && list.contains("\"photo\""), "{list}");
    assert!(list.contains("rách.jpg") && list.contains("\"other\""), "{list}");
    home.does(&["evidence", "verify"]);
}

#[test]
fn the_limit_holds_and_a_large_file_is_read_to_its_end() {
    let home = Home::new();
    let large = home.path().join("phim.bin");
    let file = fs::File::create(&large).expect("a file");
    file.set_len(24 << 20).expect("grown");
    fs::write(home.path().join("config.yaml"), "evidence_limit: 16 MiB\n").expect("written");
    let config = home.path().join("config.yaml").display().to_string();
    let mut term = How::new(
        home.path(),
        &["--lang", "en", "--campaign", "wtisd-2020", "--config", &config],
    )
    .size(120, 40)
    .open();
    term.wait_for("Ha Giang");
    term.send("F");
    term.wait_for("Files");
    term.send("phim.bin\r");
    let_it_open(&mut term);
    term.wait_for("larger than the limit");
    drop(term);
    assert!(!home.store().exists());
    let mut term = open(&home);
    term.send("F");
    term.wait_for("Files");
    term.send("phim.bin\r");
    let_it_open(&mut term);
    term.wait("the receipt", |t| t.contains(KEPT));
    term.quit();
    home.does(&["evidence", "verify"]);
}

#[test]
fn in_a_session_no_file_of_the_machine_is_opened() {
    let home = Home::new();
    home.does(&["report", "note", "96", "--note", "x"]);
    let store = format!("sqlite:{}", home.store().display());
    let mut term = How::new(home.path(), &["session", "--store", &store, "--lang", "en"])
        .size(160, 40)
        .open();
    term.wait_for("Ha Giang");
    term.send("F");
    let text = term.wait_for("put UNIT NAME");
    assert!(!text.contains("Files"), "{text}");
    term.quit();
}
