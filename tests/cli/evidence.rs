//! Files: attached, saved, checked, redacted; and files that are not what they should be.

use std::os::unix::fs::{MetadataExt, symlink};

use rustix::fs::{CWD, FileType, Mode, mknodat};

use crate::home::Home;

#[test]
fn files_are_kept_once_saved_and_checked() {
    let home = Home::new();
    home.write("a.txt", "bằng chứng");
    home.write("b.jpg", "bằng chứng");
    home.write("x.pdf", b"\x7fELF not a document");
    home.write("empty", "");
    let receipt = home.json(&["evidence", "add", "CBG", "a.txt", "b.jpg", "a.txt"]);
    assert_eq!(
        receipt["facts"].as_array().map(Vec::len),
        Some(2),
        "the opening and the files"
    );
    home.ok(&["evidence", "add", "CBG", "x.pdf", "empty"]);
    let list = home.json(&["evidence", "list", "CBG"]);
    assert_eq!(list["schema"], "ketnoi.evidence/1");
    let rows = list["evidence"].as_array().expect("files");
    assert_eq!(rows.len(), 3, "the same bytes once");
    assert_eq!(
        (&rows[0]["name"], &rows[0]["kind"]),
        (&"a.txt".into(), &"document".into())
    );
    assert_eq!(rows[1]["kind"], "other", "the name decides nothing");
    assert_eq!(rows[2]["size"], 0);

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
    assert_eq!((&verified["checked"], &verified["good"]), (&3.into(), &3.into()));
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
