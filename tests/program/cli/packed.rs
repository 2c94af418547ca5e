//! What came packed lies beside the other parts of its letter, each file for itself.

use std::io::{Cursor, Write as _};

use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::home::Home;
use crate::common::made::base64;

fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("an entry");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

#[test]
fn what_lies_in_an_archive_is_a_part_of_its_letter() {
    let home = Home::speaking("en");
    home.ok(&["campaign", "open", "wtisd-2020"]);
    std::fs::create_dir(home.path("thu")).expect("a folder");
    let inner = packed(&[("ảnh.jpg", b"\xff\xd8\xff\xe0photo")]);
    let letter = "From: <a@tinh-a.example>\nSubject: trong kho\nDate: x\n\nBáo cáo của xã\n";
    let outer = packed(&[
        ("báo cáo.txt", "Kính gửi Bộ".as_bytes()),
        ("trong.zip", &inner),
        ("thư.eml", letter.as_bytes()),
        ("../../x.exe", b"MZ\x90"),
    ]);
    let body = base64(&outer);
    home.write(
        "thu/1.eml",
        format!(
            "From: <b@tinh-a.example>\nSubject: Tai lieu\nMessage-ID: <1@tinh-a.example>\nMIME-Version: 1.0\n\
             Content-Type: application/zip; name=tailieu.zip\nContent-Transfer-Encoding: base64\n\n{body}\n"
        ),
    );
    let swept = home.json(&["inbox", "sweep", "thu"]);
    assert_eq!(swept["in"], 1, "{swept}");
    let id = swept["letters"][0]["id"].as_str().expect("an id").to_owned();
    let shown = home.json(&["inbox", "show", &id]);
    let parts = shown["letters"][0]["parts"].as_array().expect("its parts");
    let told: Vec<(&str, &str)> = parts.iter().map(|p| (text(p, "name"), text(p, "kind"))).collect();
    assert_eq!(
        told,
        [
            ("tailieu.zip", "archive"),
            ("báo cáo.txt", "document"),
            ("trong.zip", "archive"),
            ("thư.eml", "archive"),
            ("", "text"),
            ("x.exe", "other"),
            ("ảnh.jpg", "photo"),
        ],
        "{shown}"
    );
    // In words, in both languages.
    home.ok(&["inbox", "show", &id]);
    home.ok(&["evidence", "verify"]);
}

fn text<'a>(part: &'a Value, key: &str) -> &'a str {
    part[key].as_str().unwrap_or_default()
}
