//! Files: attached, saved, checked, redacted; and files that are not what they should be.

use std::os::unix::fs::{MetadataExt, symlink};

use rustix::fs::{CWD, FileType, Mode, mknodat};

use super::home::Home;
use crate::common::made::base64;

#[test]
fn files_are_kept_once_saved_and_checked() {
    let home = Home::new();
    home.write("a.txt", "bằng chứng");
    home.write("b.jpg", "bằng chứng");
    home.write("x.pdf", b"\x7fELF not a document");
    let receipt = home.json(&["evidence", "add", "CBG", "a.txt", "b.jpg", "a.txt"]);
    assert_eq!(
        receipt["facts"].as_array().map(Vec::len),
        Some(2),
        "the opening and the files"
    );
    let there = receipt["already_there"].as_array().expect("a list");
    let names: Vec<_> = there.iter().map(|t| (&t["name"], &t["first"]["name"])).collect();
    let a = &"a.txt".into();
    assert_eq!(
        names,
        [(&"b.jpg".into(), a), (a, a)],
        "the other names of the same bytes are told"
    );
    home.ok(&["evidence", "add", "CBG", "x.pdf"]);
    let list = home.json(&["evidence", "list", "CBG"]);
    assert_eq!(list["schema"], "ketnoi.evidence/1");
    let rows = list["evidence"].as_array().expect("files");
    assert_eq!(rows.len(), 2, "the same bytes once");
    assert_eq!(
        (&rows[0]["name"], &rows[0]["kind"]),
        (&"a.txt".into(), &"document".into())
    );
    assert_eq!(rows[1]["kind"], "other", "the name decides nothing");

    home.ok(&["evidence", "save", "CBG", "a.txt", "-o", "out.txt"]);
    assert_eq!(home.read("out.txt"), "bằng chứng");
    home.write("out.txt", "mine");
    home.fails(1, &["evidence", "save", "CBG", "a.txt", "-o", "out.txt"]);
    assert_eq!(home.read("out.txt"), "mine", "another's file stays");
    let saved = home.json(&["evidence", "save", "CBG", "a.txt", "-o", "out.txt", "--force"]);
    assert_eq!(saved["schema"], "ketnoi.saved/1");
    home.write("target", "not to be touched");
    symlink(home.path("target"), home.path("link")).expect("a link");
    home.fails(1, &["evidence", "save", "CBG", "a.txt", "-o", "link"]);
    home.fails(1, &["evidence", "save", "CBG", "a.txt", "-o", "link", "--force"]);
    assert_eq!(
        home.read("target"),
        "not to be touched",
        "a link is neither followed nor replaced"
    );
    let hash = rows[0]["sha256"].as_str().expect("a hash");
    home.ok(&["evidence", "save", "CBG", &hash[..12], "-o", "by-hash"]);
    home.fails(4, &["evidence", "save", "CBG", "nothing.txt", "-o", "n"]);
    home.fails(1, &["evidence", "save", "CBG", "a.txt", "-o", "no/such/folder"]);

    let verified = home.json(&["evidence", "verify"]);
    assert_eq!((&verified["checked"], &verified["good"]), (&2.into(), &2.into()));
    let blob = home.path(&format!("data/ketnoi.db.blobs/{}/{}", &hash[..2], &hash[2..]));
    assert_eq!(std::fs::metadata(&blob).expect("kept").mode() & 0o777, 0o600);
    std::fs::write(&blob, "bằng chứnG").expect("tampered");
    let ran = home.run(&["evidence", "verify", "--json"]);
    assert_eq!(ran.code, 1);
    assert_eq!(ran.json()["changed"][0]["sha256"], hash);
    std::fs::remove_file(&blob).expect("removed");
    let ran = home.run(&["evidence", "verify"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.out.contains("MISSING") && ran.out.contains(hash),
        "{}",
        ran.out
    );
    home.fails(4, &["evidence", "save", "CBG", "a.txt", "-o", "gone"]);
}

/// A letter as it came and each of its parts are files like any: what is missing or changed is named with its letter.
#[test]
fn what_letters_rest_on_is_checked_too() {
    let home = Home::new();
    let body = base64(b"%PDF-1.4 made for this test");
    home.write(
        "thu.eml",
        format!(
            "From: <b@tinh-a.example>\nSubject: Bao cao\nMessage-ID: <1@tinh-a.example>\nMIME-Version: 1.0\n\
             Content-Type: application/pdf; name=bao-cao.pdf\nContent-Transfer-Encoding: base64\n\n{body}\n"
        ),
    );
    home.write("rac", b"\x7fELF no letter");
    home.json(&["inbox", "sweep", "thu.eml", "rac"]);
    let list = home.json(&["inbox", "list", "--state", "set_aside"]);
    let letter = &list["letters"][0];
    let (id, raw) = (
        letter["id"].as_str().expect("an id"),
        letter["raw"][0].as_str().expect("its bytes"),
    );
    let shown = home.json(&["inbox", "show", id]);
    let part = shown["letters"][0]["parts"][0]["sha256"]
        .as_str()
        .expect("a part");
    let verified = home.json(&["evidence", "verify"]);
    assert_eq!(
        (&verified["checked"], &verified["good"], &verified["orphans"]),
        (&3.into(), &3.into(), &serde_json::json!([])),
        "the letter, its part, and what is no letter"
    );
    let blob = |hash: &str| home.path(&format!("data/ketnoi.db.blobs/{}/{}", &hash[..2], &hash[2..]));
    std::fs::remove_file(blob(raw)).expect("removed");
    std::fs::write(blob(part), "another").expect("tampered");
    let ran = home.run(&["evidence", "verify", "--json"]);
    let found = ran.json();
    assert_eq!(ran.code, 1);
    assert_eq!(
        (&found["missing"][0]["sha256"], &found["missing"][0]["letter"]),
        (&raw.into(), &id.into())
    );
    assert_eq!(
        (
            &found["changed"][0]["sha256"],
            &found["changed"][0]["letter"],
            &found["changed"][0]["name"]
        ),
        (&part.into(), &id.into(), &"bao-cao.pdf".into())
    );
    let ran = home.run(&["evidence", "verify"]);
    let named = format!("letter {}", &id[..8]);
    assert!(
        ran.out.contains("MISSING") && ran.out.matches(&named).count() == 2,
        "{}",
        ran.out
    );
    // Bytes that came and whose letter never came on record belong to nobody.
    let stray = "ab".repeat(32);
    std::fs::create_dir_all(blob(&stray).parent().expect("a folder")).expect("made");
    std::fs::write(blob(&stray), "x").expect("written");
    assert_eq!(
        home.run(&["evidence", "verify", "--json"]).json()["orphans"],
        serde_json::json!([stray])
    );
}

#[test]
fn what_is_no_ordinary_file_is_refused_and_nothing_is_waited_for() {
    let (home, vi) = (Home::new(), Home::speaking("vi"));
    home.write("a.txt", "x");
    symlink(home.path("a.txt"), home.path("link")).expect("a link");
    mknodat(CWD, home.path("pipe"), FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).expect("a pipe");
    let rows = [
        ("link", "is a link"),
        ("pipe", "not an ordinary file"),
        (".", "is a folder"),
        ("nope", "no such file"),
        ("/dev/zero", "not an ordinary file"),
        // It says that it has no bytes, and has some: whoever reads it cannot know whether that was all.
        ("/proc/version", "not an ordinary file"),
    ];
    for (file, why) in rows {
        let said = home.fails(1, &["evidence", "add", "01", file]);
        assert!(said.contains(why), "{file}: {said}");
        let said = home.fails(1, &["report", "receive", "01", "--attach", "a.txt", file]);
        assert!(said.contains(why), "{file}: {said}");
    }
    symlink("nowhere", vi.path("link")).expect("a link");
    assert!(
        vi.fails(1, &["evidence", "add", "01", "link"])
            .contains("liên kết")
    );
    assert_eq!(home.json(&["report", "show", "01"])["state"], "awaiting");
}

#[test]
fn an_empty_file_is_refused_at_every_door() {
    let (home, vi) = (Home::new(), Home::speaking("vi"));
    for home in [&home, &vi] {
        home.write("empty.pdf", "");
        home.write("a.pdf", "x");
    }
    for command in [
        &["evidence", "add", "CBG", "a.pdf", "empty.pdf"][..],
        &["report", "receive", "CBG", "--attach", "empty.pdf"],
        &["document", "attach", "res-200", "empty.pdf"],
        &[
            "activity",
            "add",
            "--unit",
            "01",
            "--kind",
            "other",
            "--title",
            "x",
            "--attach",
            "empty.pdf",
        ],
    ] {
        let said = home.fails(1, command);
        assert!(said.contains("empty.pdf has no content"), "{said}");
        assert!(vi.fails(1, command).contains("empty.pdf không có nội dung"));
    }
    assert!(!home.store().exists(), "nothing was kept");
}

#[test]
fn the_same_bytes_count_once_and_the_first_receipt_is_told() {
    let (home, vi) = (Home::new(), Home::speaking("vi"));
    for home in [&home, &vi] {
        home.write("a.pdf", "báo cáo");
        home.write("b.pdf", "báo cáo");
        home.write("c.pdf", "bản khác");
    }
    let count = |home: &Home| {
        let shown = home.json(&["report", "show", "CBG"]);
        let n = |list: &str| shown[list].as_array().map_or(0, Vec::len);
        (n("evidence"), n("versions"), n("history"))
    };
    home.ok(&["evidence", "add", "CBG", "a.pdf"]);
    let said = home.ok(&["evidence", "add", "CBG", "b.pdf"]);
    assert!(
        said.contains("“b.pdf” is there already, for Cao Bang") && said.contains("as “a.pdf”"),
        "{said}"
    );
    let receipt = home.json(&["evidence", "add", "CBG", "b.pdf"]);
    assert_eq!(
        (&receipt["facts"], &receipt["already"]),
        (&serde_json::json!([]), &true.into())
    );
    assert_eq!(receipt["already_there"][0]["first"]["name"], "a.pdf");
    assert_eq!(count(&home), (1, 0, 1));
    // What is new in the command is recorded all the same; so is a note.
    let receipt = home.json(&["evidence", "add", "CBG", "b.pdf", "c.pdf"]);
    assert_eq!(receipt["facts"].as_array().map(Vec::len), Some(1));
    assert_eq!(count(&home), (2, 0, 2));
    // An activity is another place, and counts each once too.
    home.ok(&[
        "activity", "add", "--unit", "CBG", "--kind", "other", "--title", "x", "--attach", "a.pdf", "b.pdf",
    ]);
    let said = home.ok(&["evidence", "add", "CBG", "b.pdf", "--activity", "cbg-1"]);
    assert!(said.contains("with CBG-1 of Cao Bang"), "{said}");
    assert_eq!(count(&home).0, 3);
    // Handed in twice, a report is one version; sent back, the same bytes are a new one.
    home.ok(&["report", "receive", "CBG", "--attach", "a.pdf"]);
    let said = home.ok(&["report", "receive", "CBG", "--attach", "b.pdf"]);
    assert!(said.contains("in version 1 of Cao Bang"), "{said}");
    assert_eq!(count(&home).1, 1);
    home.ok(&["report", "return", "CBG", "--note", "photos"]);
    home.ok(&["report", "receive", "CBG", "--attach", "b.pdf"]);
    assert_eq!(count(&home).1, 2);
    // Other words are another version.
    home.ok(&[
        "report", "receive", "CBG", "--attach", "b.pdf", "--note", "signed",
    ]);
    assert_eq!(count(&home).1, 3);

    home.ok(&["document", "attach", "res-200", "a.pdf"]);
    let said = home.ok(&["document", "attach", "res-200", "b.pdf"]);
    assert!(said.contains("“b.pdf” is there already"), "{said}");

    vi.ok(&["evidence", "add", "CBG", "a.pdf"]);
    let said = vi.ok(&["evidence", "add", "CBG", "b.pdf"]);
    assert!(said.contains("“b.pdf” đã có ở Cao Bằng"), "{said}");
}

#[test]
fn what_is_put_a_second_time_is_answered_with_the_first_receipt() {
    let home = Home::new();
    home.ok(&["report", "note", "04", "--note", "x"]);
    let store = format!("sqlite:{}", home.store().display());
    let put = |name: &str| {
        let mut put = home.program();
        put.args(["session", "--lang", "en", "--store", &store])
            .env("SSH_ORIGINAL_COMMAND", format!("put CBG {name}"))
            .stdin(std::fs::File::open(home.path("bytes")).expect("the bytes"));
        let ran = put.output().expect("it runs");
        (ran.status.code(), String::from_utf8(ran.stdout).expect("text"))
    };
    home.write("bytes", "báo cáo");
    let (code, said) = put("bao-cao.pdf");
    assert!(
        code == Some(0) && said.contains("Received “bao-cao.pdf”"),
        "{said}"
    );
    let (code, said) = put("ban-sao.pdf");
    assert!(
        code == Some(0) && said.contains("“ban-sao.pdf” is there already") && said.contains("“bao-cao.pdf”"),
        "{said}"
    );
    home.write("bytes", "");
    assert_eq!(put("trong.pdf").0, Some(1));
    assert_eq!(
        home.json(&["evidence", "list"])["evidence"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
}

#[test]
fn the_limit_is_told() {
    let home = Home::new();
    home.write("small.yaml", "evidence_limit: 1 KB\n");
    home.write("big.txt", "x".repeat(1_001));
    home.write("fits.txt", "x".repeat(1_000));
    let said = home.fails(1, &["--config", "small.yaml", "evidence", "add", "01", "big.txt"]);
    assert!(said.contains("1 KB") && said.contains("big.txt"), "{said}");
    home.ok(&["--config", "small.yaml", "evidence", "add", "01", "fits.txt"]);
}

#[test]
fn redaction_removes_bytes_that_nobody_else_needs() {
    let home = Home::new();
    home.write("a.txt", "private");
    home.ok(&["evidence", "add", "01", "a.txt"]);
    home.ok(&["evidence", "add", "02", "a.txt"]);
    home.fails(3, &["evidence", "redact", "01", "a.txt"]);
    let ran = home.run(&["evidence", "redact", "01", "a.txt", "--note", "personal data"]);
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("used elsewhere"), "{}", ran.err);
    home.ok(&["evidence", "save", "02", "a.txt", "-o", "still"]);
    let hash = home.json(&["evidence", "list", "02"])["evidence"][0]["sha256"].clone();
    home.ok(&[
        "evidence",
        "redact",
        "02",
        hash.as_str().expect("a hash"),
        "--note",
        "personal data",
    ]);
    home.fails(4, &["evidence", "save", "02", "a.txt", "-o", "gone"]);
    home.fails(3, &["evidence", "redact", "02", "a.txt", "--note", "again"]);
    let verified = home.json(&["evidence", "verify"]);
    assert_eq!(
        (&verified["checked"], &verified["orphans"]),
        (&0.into(), &serde_json::json!([]))
    );
    assert_eq!(
        home.json(&["evidence", "list", "01"])["evidence"][0]["redacted"],
        "personal data"
    );
}

#[test]
fn the_ministrys_own_copies() {
    let home = Home::new();
    home.write("r.pdf", "%PDF-1.7");
    home.ok(&["document", "attach", "res-200", "r.pdf"]);
    let list = home.json(&["document", "list"]);
    assert_eq!(list["schema"], "ketnoi.documents/1");
    assert_eq!(list["documents"][2]["file"]["media"], "application/pdf");
    assert!(home.ok(&["document", "list"]).contains("r.pdf"));
    home.ok(&["document", "save", "res-200", "-o", "copy.pdf"]);
    assert_eq!(home.read("copy.pdf"), "%PDF-1.7");
    home.fails(3, &["document", "attach", "res-201", "r.pdf"]);
    home.fails(4, &["document", "save", "sg-message", "-o", "x"]);
}

/// What begins like a photo and is none is kept as another kind of file; whoever hands it in is told, at either door in the
/// same words.
#[test]
fn a_picture_that_is_none_is_told_at_every_door() {
    for (lang, said) in [
        ("vi", "không được tính là ảnh"),
        ("en", "does not count as a photo"),
    ] {
        let home = Home::speaking(lang);
        home.write("rach.jpg", b"\xff\xd8\xff\xe0 anh");
        let told = |args: &[&str]| {
            let out = home.ok(args);
            let line = out.lines().find(|l| l.contains("rach.jpg") && l.contains(said));
            line.unwrap_or_else(|| panic!("{args:?} says nothing: {out}"))
                .to_owned()
        };
        let evidence = told(&["evidence", "add", "01", "rach.jpg"]);
        let document = told(&["document", "attach", "res-200", "rach.jpg"]);
        assert_eq!(evidence, document);
        let list = home.json(&["document", "list"]);
        assert_eq!(list["documents"][2]["file"]["kind"], "other");
    }
}

#[test]
fn a_refused_receipt_keeps_no_bytes() {
    let home = Home::new();
    home.write("a.txt", "x");
    home.ok(&["report", "note", "01", "--note", "begin"]);
    home.fails(
        3,
        &["--read-only", "report", "receive", "01", "--attach", "a.txt"],
    );
    home.fails(
        3,
        &[
            "report",
            "receive",
            "01",
            "--at",
            "2999-01-01",
            "--attach",
            "a.txt",
        ],
    );
    home.fails(3, &["evidence", "add", "01", "a.txt", "--activity", "HNI-9"]);
    assert!(!home.path("data/ketnoi.db.blobs").exists());
}
