//! Letters found by their words and those of their attachments, by whom, and that what was removed is found by nobody. Real
//! letters, the real program reading their attachments.

use std::os::unix::fs::PermissionsExt;

use super::letters::{Folder, Session};
use crate::common::desk::{at, who};
use ketnoi::core::authority::Pass;
use ketnoi::core::decide::{Arrival, LetterCommand, Who};
use ketnoi::core::fact::Role;
use ketnoi::core::hex::hex;
use ketnoi::core::letter::{LetterKept, LetterKind, RawCopy, ReceivedBy, Symbol};
use ketnoi::core::names::{BlobId, LetterId, UnitCode};
use ketnoi::intake::{Finder, Found};
use ketnoi::jail::Jail;
use ketnoi::mail;
use sha2::{Digest, Sha256};

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

fn jail() -> Jail {
    Jail::by(env!("CARGO_BIN_EXE_ketnoi").into())
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for (i, three) in bytes.chunks(3).enumerate() {
        let all = three.iter().fold(0_u32, |all, b| all << 8 | u32::from(*b)) << (8 * (3 - three.len()));
        for place in 0..4 {
            let letter = LETTERS[(all >> (18 - 6 * place)) as usize & 63];
            out.push(if place <= three.len() {
                char::from(letter)
            } else {
                '='
            });
        }
        if i % 19 == 18 {
            out.push('\n');
        }
    }
    out
}

/// A letter with an attachment.
fn written(subject: &str, words: &str, file: Option<(&str, &[u8])>) -> Vec<u8> {
    let mut out = format!(
        "From: Trần Thị Mẫu <so@tinh.example>\nSubject: {subject}\nDate: Tue, 2 Jun 2020 15:10:00 +0700\n\
         MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=xyz\n\n\
         --xyz\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{words}\n"
    );
    if let Some((name, bytes)) = file {
        out += &format!(
            "--xyz\nContent-Type: {DOCX}; name=\"{name}\"\nContent-Disposition: attachment; filename=\"{name}\"\n\
             Content-Transfer-Encoding: base64\n\n{}\n",
            base64(bytes)
        );
    }
    (out + "--xyz--\n").into_bytes()
}

/// Takes a letter in as a sweep would: first the bytes, then the fact. Gives its name.
fn take_in(s: &mut Session, raw: &[u8], received: &str) -> LetterId {
    let mail = mail::read(raw, &mail::Limits::default()).expect("a letter");
    for bytes in [raw]
        .into_iter()
        .chain(mail.parts.iter().map(|p| p.bytes.as_slice()))
    {
        s.house.blobs().receive(&mut { bytes }, 1 << 20).expect("bytes");
    }
    let kept = LetterKept {
        letter: mail.key.clone(),
        copy: RawCopy {
            raw: BlobId(hex(&Sha256::digest(raw))),
            size: raw.len() as u64,
            received: at(received),
            by: ReceivedBy::Internaldate,
            source: "Maildir/cur/1".to_owned(),
        },
        claims: mail.claims,
        charset: mail.charset,
        parts: mail.parts.into_iter().map(|p| p.part).collect(),
        flags: mail.flags,
        failed: None,
        form: None,
    };
    let arrivals = vec![Arrival::Letter(Box::new(kept))];
    s.give(LetterCommand::TakeIn { arrivals }, "").expect("taken in");
    mail.key
}

fn file(letter: &LetterId, unit: &str) -> LetterCommand {
    LetterCommand::File {
        letters: vec![letter.clone()],
        units: vec![UnitCode::from(unit)],
        kind: LetterKind::Question,
        symbol: Symbol::default(),
        received: None,
    }
}

fn found(s: &mut Session, typed: &str) -> Vec<Found> {
    s.house.catch_up().expect("the letters");
    let mut finder = Finder::open(&s.ledger, Some(jail())).expect("a finder");
    assert_eq!(
        finder
            .catch_up(&mut s.house, &s.ledger, usize::MAX)
            .expect("read"),
        0
    );
    finder.find(&s.house, &s.ledger, typed).expect("found")
}

fn names(s: &mut Session, typed: &str) -> Vec<LetterId> {
    found(s, typed).into_iter().map(|f| f.letter).collect()
}

/// A report in a DOCX of Đắk Lắk, a letter that is written without marks, and one about something else.
fn filled(folder: &Folder) -> (Session, [LetterId; 3]) {
    let mut s = Session::lan(&folder.site(), 1);
    s.open_campaign();
    let report =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/papers/report.docx")).expect("a paper");
    let letters = [
        (
            written("Gửi báo cáo", "Kính gửi Bộ.", Some(("bao-cao.docx", &report))),
            "2020-06-02T08:00:00+07:00",
        ),
        (
            written("Ve viec dak lak", "Xin hoi", None),
            "2020-06-02T09:00:00+07:00",
        ),
        (
            written("Ảnh băng rôn", "Gửi ảnh của Huế", Some(("a.bin", b"\0\x01\x02"))),
            "2020-06-02T10:00:00+07:00",
        ),
    ];
    let names = letters.map(|(raw, received)| take_in(&mut s, &raw, received));
    (s, names)
}

#[test]
fn letters_are_found_by_their_words_and_those_of_their_attachments() {
    let folder = Folder::new();
    let (mut s, [report, plain, photos]) = filled(&folder);
    // A mark that was not typed may be there, one that was typed must be; as typed comes first.
    assert_eq!(names(&mut s, "dak lak"), [plain.clone(), report.clone()]);
    assert_eq!(names(&mut s, "đắk lắk"), std::slice::from_ref(&report));
    assert_eq!(names(&mut s, "Dak Lắk"), std::slice::from_ref(&report));
    assert_eq!(names(&mut s, "ảnh huế"), std::slice::from_ref(&photos));
    assert_eq!(
        names(&mut s, "anh hué"),
        std::slice::from_ref(&photos),
        "a tone alone"
    );
    assert!(names(&mut s, "anh huề").is_empty(), "another tone");
    // Of a number its beginning; words of one letter may stand in different parts; the sender's name and a file's too.
    assert_eq!(names(&mut s, "77/BC"), std::slice::from_ref(&report));
    assert_eq!(names(&mut s, "kinh gui hường"), std::slice::from_ref(&report));
    assert_eq!(
        names(&mut s, "mẫu"),
        [photos.clone(), plain.clone(), report.clone()],
        "the newest first"
    );
    assert_eq!(names(&mut s, "bao-cao.docx"), std::slice::from_ref(&report));
    for nothing in ["khongco", "\"", "- -", "nang NOT dak"] {
        assert_eq!(found(&mut s, nothing), [], "{nothing}");
    }
    let hit = found(&mut s, "hường").remove(0);
    assert_eq!(hit.excerpt, "Phó Giám đốc Nguyễn Thị Hường đã ký & đóng dấu.");
    assert_eq!(hit.part, Some(1));
}

#[test]
fn the_command_tells_what_was_found_and_where() {
    let folder = Folder::new();
    let (_, [report, ..]) = filled(&folder);
    let told: serde_json::Value =
        serde_json::from_str(&folder.ok(&["inbox", "search", "hường", "đã", "ký", "--json"])).expect("JSON");
    assert_eq!(told["schema"], "ketnoi.found/1");
    assert_eq!(told["letters"].as_array().map(Vec::len), Some(1), "{told}");
    let hit = &told["letters"][0];
    assert_eq!(hit["id"], report.as_str());
    assert_eq!((&hit["part"], &hit["name"]), (&1.into(), &"bao-cao.docx".into()));
    assert_eq!(hit["state"], "set_aside");
    let table = folder.ok(&["inbox", "search", "hường"]);
    assert!(
        table.contains("bao-cao.docx") && table.contains("Nguyễn Thị Hường"),
        "{table}"
    );
    let nothing = folder.ok(&["inbox", "search", "khongco", "--json"]);
    assert!(nothing.contains("\"letters\":[]"), "{nothing}");
    assert!(folder.ok(&["inbox", "search", "khongco"]).contains("“khongco”"));
    let out = folder.run(&["inbox", "search", "?!"]);
    assert_eq!(out.status.code(), Some(2), "{out:?}");
}

#[test]
fn nobody_finds_what_they_may_not_see() {
    let folder = Folder::new();
    let (mut s, [report, plain, _]) = filled(&folder);
    s.give(file(&report, "04"), "").expect("filed");
    s.give(file(&plain, "01"), "").expect("filed");
    assert_eq!(names(&mut s, "dak lak").len(), 2, "in the index");
    let officer = Who {
        role: Role::UnitOfficer,
        ..who("mai")
    };
    let kept = Pass {
        units: vec!["04".to_owned()],
        national: false,
        ..Pass::default()
    };
    let mut mai = Session::open(&folder.site(), officer, kept, 2);
    assert_eq!(names(&mut mai, "dak lak"), std::slice::from_ref(&report));
    assert_eq!(
        names(&mut mai, "băng rôn"),
        [report],
        "only in the own report, not in the letter with photos"
    );
}

#[test]
fn words_that_were_removed_are_found_by_nobody() {
    let folder = Folder::new();
    let (mut s, [report, plain, photos]) = filled(&folder);
    let index = folder.path.with_extension("db.search");
    let stands = |word: &str| {
        let bytes = std::fs::read(&index).expect("the index");
        bytes.windows(word.len()).any(|w| w == word.as_bytes())
    };
    assert_eq!(names(&mut s, "hường"), std::slice::from_ref(&report));
    assert!(stands("Hường"));
    let seq = s.house.house().letter(&report).expect("a letter").seq;
    let kept = s.house.said(seq).expect("read").expect("the fact that keeps it");
    s.give(LetterCommand::RedactFacts { facts: vec![kept] }, "theo yêu cầu")
        .expect("redacted");
    assert!(
        !stands("Hường") && !stands("Phó Giám đốc"),
        "not in the file either"
    );
    // Nor does it come back when the index is made anew, though its bytes are still kept.
    for round in 0..2 {
        assert_eq!(names(&mut s, "hường"), [], "round {round}");
        assert_eq!(names(&mut s, "mẫu"), [photos.clone(), plain.clone()]);
        std::fs::remove_file(&index).expect("it can be deleted at any time");
    }
}

#[test]
fn an_index_that_is_gone_or_broken_is_made_anew() {
    let folder = Folder::new();
    let (mut s, [report, ..]) = filled(&folder);
    let index = folder.path.with_extension("db.search");
    assert_eq!(names(&mut s, "hường"), std::slice::from_ref(&report));
    let whole = std::fs::read(&index).expect("the index");
    let mut broken = whole.clone();
    broken[4_096..].fill(0x5a);
    for bytes in [
        &b"something else that is long enough to be looked at as an index"[..],
        &broken,
        &whole[..5_000],
        b"",
    ] {
        std::fs::write(&index, bytes).expect("written");
        assert_eq!(names(&mut s, "hường"), std::slice::from_ref(&report));
    }
    // It is the owner's alone, and no part of a backup.
    std::fs::remove_file(&index).expect("removed");
    assert_eq!(names(&mut s, "hường"), std::slice::from_ref(&report));
    assert_eq!(
        std::fs::metadata(&index).expect("a file").permissions().mode() & 0o777,
        0o600
    );
    // Whoever only reads finds all the same and leaves no file.
    std::fs::remove_file(&index).expect("removed");
    let told = folder.ok(&["inbox", "search", "hường", "--read-only"]);
    assert!(told.contains("bao-cao.docx"), "{told}");
    assert!(!index.exists());
}

/// An archive of these files.
fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .expect("an entry");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

#[test]
fn what_lies_in_archives_becomes_parts_and_is_found() {
    let folder = Folder::new();
    let mut s = Session::lan(&folder.site(), 1);
    s.open_campaign();
    let report =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/papers/report.pdf")).expect("a paper");
    let mut deep = zipped(&[("báo cáo.pdf", &report)]);
    for _ in 0..5 {
        deep = zipped(&[("trong.zip", &deep)]);
    }
    let inner = zipped(&[("báo cáo.pdf", &report), ("../anh.jpg", b"\xff\xd8\xff")]);
    let letters = folder.path.with_file_name("thu");
    std::fs::create_dir(&letters).expect("a folder");
    let outer = zipped(&[("ngoài.zip", &inner)]);
    std::fs::write(
        letters.join("1.eml"),
        written("Gửi tệp nén", "x", Some(("a.zip", &outer))),
    )
    .expect("a letter");
    std::fs::write(
        letters.join("2.eml"),
        written("Gửi tệp lồng", "x", Some(("b.zip", &deep))),
    )
    .expect("a letter");
    folder.run(&["inbox", "sweep", letters.to_str().expect("a path")]);
    let parse = |said: String| -> serde_json::Value { serde_json::from_str(&said).expect("JSON") };
    let told = parse(folder.ok(&["inbox", "list", "--json"]));
    let parts = |subject: &str| {
        let all = told["letters"].as_array().expect("letters");
        let letter = all.iter().find(|l| l["subject"] == subject).expect("the letter");
        letter["parts"].as_array().expect("parts").clone()
    };
    let names: Vec<_> = parts("Gửi tệp nén")
        .iter()
        .map(|p| (p["name"].clone(), p["inside"].clone()))
        .collect();
    assert_eq!(
        names[1..],
        [
            ("a.zip".into(), serde_json::Value::Null),
            ("ngoài.zip".into(), 1.into()),
            ("báo cáo.pdf".into(), 2.into()),
            ("anh.jpg".into(), 2.into())
        ],
        "{told}"
    );
    let nested = parts("Gửi tệp lồng");
    assert!(
        nested.iter().all(|p| p["name"] != "báo cáo.pdf"),
        "deeper than what is looked into: {told}"
    );
    assert!(told.to_string().contains("too-deep"), "{told}");
    let found = parse(folder.ok(&["inbox", "search", "hường", "--json"]));
    assert_eq!(found["letters"].as_array().map(Vec::len), Some(1), "{found}");
    assert_eq!(found["letters"][0]["name"], "báo cáo.pdf");
}
