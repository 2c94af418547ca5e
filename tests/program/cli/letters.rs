//! Letters as a script meets them: real papers that alone say whose report it is, what changed in the next one, what was decided
//! taken back and done again, and that a viewer decides nothing.

use std::io::{Cursor, Write as _};
use std::process::Command;

use serde_json::{Value, json};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::home::Home;

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

fn paper(name: &str) -> Vec<u8> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/papers/");
    std::fs::read(format!("{path}{name}")).expect("a paper")
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
            out.push_str("\r\n");
        }
    }
    out
}

/// A letter with a paper, of a private address: neither it nor its words say whose it is.
fn letter(subject: &str, words: &str, (name, media, bytes): (&str, &str, &[u8])) -> Vec<u8> {
    format!(
        "Received: from mx.thu.example by mx.bo.example; Tue, 02 Jun 2020 15:10:22 +0700\r\n\
         From: mau <mau@thu.example>\r\nSubject: {subject}\r\nDate: Tue, 2 Jun 2020 15:10:00 +0700\r\n\
         Message-ID: <{name}@thu.example>\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=xyz\r\n\r\n--xyz\r\n\
         Content-Type: {media}; name=\"{name}\"\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{}\r\n--xyz\r\nContent-Type: text/plain; charset=utf-8\r\n\
         Content-Transfer-Encoding: 8bit\r\n\r\n{words}\r\n--xyz--\r\n",
        base64(bytes)
    )
    .into_bytes()
}

/// A DOCX with a line in each paragraph.
fn docx(lines: &[&str]) -> Vec<u8> {
    let body = lines.join("</w:t></w:r></w:p><w:p><w:r><w:t>");
    let body = format!("<w:p><w:r><w:t>{body}</w:t></w:r></w:p>");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        (
            "word/document.xml",
            format!("<w:document><w:body>{body}</w:body></w:document>"),
        ),
    ] {
        zip.start_file(name, SimpleFileOptions::default())
            .expect("an entry");
        zip.write_all(bytes.as_bytes()).expect("its bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

fn open_home() -> Home {
    let home = Home::new();
    home.write("ketnoi.yaml", "intake:\n  receiving_hosts: [mx.bo.example]\n");
    home.ok(&["campaign", "open", "wtisd-2020"]);
    std::fs::create_dir(home.path("box")).expect("a folder");
    home
}

fn with_settings<'a>(args: &[&'a str]) -> Vec<&'a str> {
    [&["--config", "ketnoi.yaml"], args].concat()
}

const WORDS: &str =
    "Xin gửi báo cáo kết quả hưởng ứng Ngày Viễn thông và Xã hội thông tin thế giới 17/5/2020.";

/// What an office wrote is read by the process that reads strangers' files, and its letterhead alone says whose report it is.
#[test]
fn a_real_paper_with_a_letterhead_is_filed_to_its_province() {
    for (name, media) in [("report.pdf", "application/pdf"), ("report.docx", DOCX)] {
        let home = open_home();
        let bytes = paper(name);
        let called = format!("van-ban{}", &name[6..]);
        home.write(
            "box/a.eml",
            letter("Gửi báo cáo", WORDS, (&called, media, &bytes)),
        );
        // The same letter without its paper: nobody's.
        home.write(
            "box/b.eml",
            letter("Gửi báo cáo", WORDS, ("trong.txt", "text/plain", b"-\n")),
        );
        let swept = home.json(&with_settings(&["inbox", "sweep", "box"]));
        let list = home.json(&["inbox", "list", "--state", "filed"]);
        let filed = list["letters"].as_array().expect("letters");
        assert_eq!(filed.len(), 1, "{name}: {swept}");
        assert_eq!(filed[0]["unit"], "66", "{name}");
        assert_eq!(filed[0]["number"], "77/BC-STTTT", "{name}");
        let whose: Vec<&Value> = filed[0]["reasons"]
            .as_array()
            .expect("reasons")
            .iter()
            .filter(|r| r["unit"] == "66" && r["weight"].as_f64() > Some(0.0))
            .map(|r| &r["id"])
            .collect();
        for id in &whose {
            let of_the_paper = ["letterhead", "letterhead-department", "date-line"];
            assert!(of_the_paper.iter().any(|of| *id == of), "{name}: {whose:?}");
        }
        assert!(whose.contains(&&json!("letterhead")), "{name}: {whose:?}");
        assert_eq!(
            home.json(&["report", "show", "66"])["state"],
            "received",
            "{name}"
        );
        let aside = home.json(&["inbox", "list", "--state", "set_aside"]);
        assert_eq!(aside["letters"][0]["candidates"], json!([]), "{name}");
    }
}

#[test]
fn what_changed_in_the_next_version_is_told_with_the_words_of_the_letter() {
    let home = open_home();
    home.write(
        "box/a.eml",
        letter(
            "Gửi báo cáo",
            WORDS,
            ("van-ban.pdf", "application/pdf", &paper("report.pdf")),
        ),
    );
    home.ok(&with_settings(&["inbox", "sweep", "box"]));
    // One version: there is nothing to compare, and that is said.
    let said = home.fails(4, &["report", "show", "66", "--changes"]);
    assert!(said.contains("no second version"), "{said}");

    let second = docx(&[
        "UBND TỈNH ĐẮK LẮK",
        "SỞ THÔNG TIN VÀ TRUYỀN THÔNG",
        "Số: 80/BC-STTTT",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Đắk Lắk, ngày 05 tháng 6 năm 2020",
        "Kính gửi: Bộ Thông tin và Truyền thông",
        "Báo cáo thay thế báo cáo số 77/BC-STTTT.",
    ]);
    home.write(
        "box/b.eml",
        letter("Gửi báo cáo thay thế", WORDS, ("thay-the.docx", DOCX, &second)),
    );
    home.ok(&with_settings(&["inbox", "sweep", "box"]));
    let list = home.json(&["inbox", "list"]);
    let letters = list["letters"].as_array().expect("letters");
    let newest = letters
        .iter()
        .find(|l| l["subject"] == "Gửi báo cáo thay thế")
        .expect("the second");
    let id = newest["id"].as_str().expect("an id");
    if newest["state"] != "filed" {
        home.ok(&["inbox", "assign", id, "66"]);
    }
    let told = home.ok(&["report", "show", "66", "--changes"]);
    for words in [
        "version 2 (no. 80/BC-STTTT",
        "version 1 (no. 77/BC-STTTT",
        "+ thay-the.docx",
        "- van-ban.pdf",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(
        told.contains("+ Số: 80/BC-STTTT") && told.contains("- Số: 77/BC-STTTT"),
        "{told}"
    );
    assert!(
        told.contains("+ Báo cáo thay thế báo cáo số 77/BC-STTTT."),
        "{told}"
    );
    let json = home.json(&["report", "show", "66", "--changes", "2"]);
    assert_eq!(json["schema"], "ketnoi.changes/1");
    let change = &json["changes"][0];
    assert_eq!(
        (&change["old"]["version"], &change["new"]["version"]),
        (&json!(1), &json!(2))
    );
    assert_eq!(change["new"]["letters"], json!([id]));
    assert_eq!(change["text"]["state"], "compared");
    home.fails(4, &["report", "show", "66", "--changes", "1"]);

    // The index is scratch: without it the words are read from the kept files again.
    let scratch = home.listing().into_iter().filter(|name| name.contains(".search"));
    for name in scratch {
        std::fs::remove_file(home.path(&name)).expect("removed");
    }
    assert_eq!(home.ok(&["report", "show", "66", "--changes"]), told);

    // The letter itself says the same, and its own words, which stand behind its paper.
    let shown = home.ok(&["inbox", "show", &id[..12]]);
    assert!(
        shown.contains(WORDS) && shown.contains("+ Số: 80/BC-STTTT"),
        "{shown}"
    );
    assert!(
        shown.contains("the head of a document names it") && !shown.contains("letterhead"),
        "{shown}"
    );
    let json = home.json(&["inbox", "show", &id[..12]]);
    assert_eq!(json["text"].as_str().map(str::trim), Some(WORDS));
    assert_eq!(json["changes"][0]["new"]["version"], 2);
    assert!(
        json["letters"][0]["reasons"]
            .as_array()
            .expect("reasons")
            .iter()
            .any(|r| r["id"] == "letterhead"),
        "{json}"
    );
}

/// By the same command as everything else, whichever came last.
#[test]
fn undo_takes_a_decision_about_a_letter_back_and_redo_takes_it_again() {
    let home = open_home();
    home.write(
        "box/a.eml",
        letter("Gửi", "Gửi.", ("trong.txt", "text/plain", b"-\n")),
    );
    home.ok(&with_settings(&["inbox", "sweep", "box"]));
    let state = || home.json(&["inbox", "list"])["letters"][0]["state"].clone();
    let id = home.json(&["inbox", "list"])["letters"][0]["id"].clone();
    let id = id.as_str().expect("an id");
    home.ok(&[
        "inbox",
        "assign",
        id,
        "66",
        "--kind",
        "report",
        "--number",
        "77/BC-STTTT",
    ]);
    assert_eq!(home.json(&["report", "show", "66"])["state"], "received");
    let receipt = home.json(&["undo"]);
    assert_eq!(
        (&receipt["did"], &receipt["letters"]),
        (&json!("undo"), &json!([id]))
    );
    assert_eq!(
        (state(), &home.json(&["report", "show", "66"])["state"]),
        (json!("set_aside"), &json!("awaiting"))
    );
    let said = home.ok(&["undo", "--redo"]);
    assert!(said.contains("77/BC-STTTT"), "{said}");
    assert_eq!(state(), "filed");
    // A command of the campaign that came after it goes first.
    home.ok(&["report", "note", "66", "--note", "đã gọi"]);
    home.ok(&["undo"]);
    assert_eq!(state(), "filed");
    home.ok(&["undo", "--note", "nhầm đơn vị"]);
    assert_eq!(state(), "set_aside");
}

fn account() -> String {
    let me = Command::new("id")
        .arg("-un")
        .output()
        .expect("the account's name");
    String::from_utf8(me.stdout).expect("a name").trim().to_owned()
}

#[test]
fn a_viewer_is_refused_whatever_decides_about_letters_and_the_attempt_is_on_record() {
    let home = open_home();
    home.write(
        "box/a.eml",
        letter("Gửi", "Gửi.", ("trong.txt", "text/plain", b"-\n")),
    );
    home.ok(&with_settings(&["inbox", "sweep", "box"]));
    let id = home.json(&["inbox", "list"])["letters"][0]["id"].clone();
    let id = id.as_str().expect("an id");
    home.write(
        "data/access.yaml",
        format!(
            "schema: 1\npeople:\n  - {{account: {}, role: administrator, as: [xem]}}\n  - {{account: xem, role: viewer}}\n",
            account()
        ),
    );
    home.write(
        "box/b.eml",
        letter("Nữa", "Nữa.", ("khac.txt", "text/plain", b"+\n")),
    );
    let attempts: [&[&str]; 5] = [
        &["inbox", "sweep", "box"],
        &["inbox", "retry"],
        &["inbox", "assign", id, "66"],
        &["inbox", "dismiss", id, "--note", "quảng cáo"],
        &["inbox", "put-back", id, "--note", "nhầm"],
    ];
    for attempt in attempts {
        let said = home.fails(
            3,
            &[&["--config", "ketnoi.yaml", "--as", "xem"], attempt].concat(),
        );
        assert!(said.contains("(Viewer)"), "{attempt:?}: {said}");
    }
    let list = home.json(&["inbox", "list"]);
    let letters = list["letters"].as_array().expect("letters");
    assert_eq!(letters.len(), 1, "nothing was taken in");
    assert_eq!(letters[0]["state"], "set_aside");
    let audit = home.json(&["log", "--audit"]);
    let kept: Vec<&Value> = audit["attempts"].as_array().expect("attempts").iter().collect();
    assert_eq!(kept.len(), attempts.len(), "{audit}");
    assert!(kept.iter().all(|a| a["actor"] == "xem"), "{audit}");
}

/// What the report says of letters that wait is what the sweep set aside: of a filed one nothing, of one that was decided nothing more.
#[test]
fn the_report_counts_the_letters_that_the_sweep_set_aside() {
    let home = open_home();
    let bytes = paper("report.docx");
    home.write(
        "box/a.eml",
        letter("Gửi báo cáo", WORDS, ("van-ban.docx", DOCX, &bytes)),
    );
    for n in 0..3 {
        // Without a paper, of nobody's address: each a letter of its own.
        let (name, words) = (format!("trong-{n}.txt"), format!("{WORDS} {n}"));
        let bare = letter(&format!("Gửi báo cáo {n}"), &words, (&name, "text/plain", b"-\n"));
        home.write(&format!("box/b{n}.eml"), bare);
    }
    let exported = |name: &str| {
        home.ok(&["export", "consolidated", "-o", name]);
        home.read(name)
    };
    let unsure = |name: &str| -> Value {
        let text = exported(name);
        serde_json::from_str::<Value>(&text).expect("JSON")["unsure"]["letters"].clone()
    };
    assert_eq!(unsure("before.json")["waiting"]["n"], 0);
    assert!(!exported("before.md").contains("thư đến còn chờ xử lý"));
    let swept = home.json(&with_settings(&["inbox", "sweep", "box"]));
    assert_eq!(
        (&swept["filed"], &swept["set_aside"]),
        (&json!(1), &json!(3)),
        "{swept}"
    );
    let told = unsure("after.json");
    assert_eq!(
        (&told["waiting"]["n"], &told["unreadable"]),
        (&json!(3), &json!(0)),
        "{told}"
    );
    let listed = home.json(&["inbox", "list", "--state", "set_aside"]);
    let listed = listed["letters"].as_array().expect("letters");
    let from = told["waiting"]["from"].to_string();
    for letter in listed {
        let id = letter["id"].as_str().expect("an id");
        assert!(
            from.contains(id),
            "each letter stands behind the figure: {id} in {from}"
        );
    }
    assert!(exported("after.md").contains("3 thư đến còn chờ xử lý, có thể có báo cáo trong đó."));
    let id = listed[0]["id"].as_str().expect("an id");
    home.ok(&["inbox", "dismiss", id, "--note", "thư trùng"]);
    assert_eq!(unsure("decided.json")["waiting"]["n"], 2);
}
