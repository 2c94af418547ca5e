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

/// A letter of a department that is certain in all but what lies in this file.
fn report_with(name: &str, media: &str, file: &[u8]) -> String {
    let body = base64(file);
    let words = "Sở Thông tin và Truyền thông tỉnh Hải Dương gửi báo cáo kết quả hưởng ứng Ngày Viễn thông và Xã hội thông tin thế giới 17/5/2020.";
    format!(
        "Received: from a by mx.bo.example; Tue, 2 Jun 2020 15:10:22 +0700\n\
         Authentication-Results: mx.bo.example; dkim=pass header.d=haiduong.gov.vn\nFrom: <so@haiduong.gov.vn>\n\
         Subject: =?utf-8?Q?B=C3=A1o_c=C3=A1o_b=E1=BB=95_sung?=\nMessage-ID: <{name}@haiduong.gov.vn>\nMIME-Version: 1.0\n\
         Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n{words}\n\n\
         Trân trọng.\nSở Thông tin và Truyền thông tỉnh Hải Dương\n--b\nContent-Type: {media}; name=\"{name}\"\n\
         Content-Transfer-Encoding: base64\n\n{body}\n--b--\n"
    )
}

/// A ZIP that says of each file that it is locked.
fn locked(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = packed(files);
    for (mark, at) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let places: Vec<usize> = (0..zip.len() - 4)
            .filter(|i| zip[*i..].starts_with(mark))
            .collect();
        for place in places {
            zip[place + at] |= 1;
        }
    }
    zip
}

/// What nobody here could look into is no report that came in: somebody has to look, and gets it as it came.
#[test]
fn a_report_in_a_locked_archive_waits_for_a_person_and_goes_to_the_unit_as_it_came() {
    let home = Home::speaking("en");
    home.ok(&["campaign", "open", "wtisd-2020"]);
    home.write(
        "config.yaml",
        "intake:\n  receiving_hosts: [mx.bo.example]\n  authserv_ids: [mx.bo.example]\n",
    );
    std::fs::create_dir(home.path("thu")).expect("a folder");
    let sweep = |name: &str, media: &str, file: &[u8]| {
        home.write("thu/1.eml", report_with(name, media, file));
        let swept = home.json(&["inbox", "sweep", "thu", "--config", "config.yaml"]);
        let id = swept["letters"][0]["id"].as_str().expect("an id").to_owned();
        home.json(&["inbox", "show", &id])["letters"][0].clone()
    };
    // With files that can be read it is filed, as it always was.
    let open = packed(&[
        ("BC.txt", "Sở báo cáo".as_bytes()),
        ("anh.jpg", b"\xff\xd8\xff\xe0photo"),
    ]);
    assert_eq!(sweep("mo.zip", "application/zip", &open)["state"], "filed");
    let rar = b"Rar!\x1a\x07\x01\0rest".repeat(9);
    let shut = locked(&[("BC.docx", b"x"), ("anh.jpg", b"\xff\xd8\xff\xe0")]);
    for (name, media, file, words) in [
        ("bc.rar", "application/vnd.rar", rar.as_slice(), "RAR, 7z"),
        ("bc.zip", "application/zip", &shut, "without one"),
    ] {
        let letter = sweep(name, media, file);
        assert_eq!(
            (&letter["state"], &letter["doubt"]),
            (&"set_aside".into(), &"form".into()),
            "{letter}"
        );
        let id = letter["id"].as_str().expect("an id");
        assert!(home.ok(&["inbox", "show", id]).contains(words), "{name}");
        home.ok(&["inbox", "assign", id, "30", "--kind", "report"]);
        let shown = home.json(&["report", "show", "30"]).to_string();
        assert!(shown.contains(&format!("\"name\":\"{name}\"")), "{name}: {shown}");
    }
}

/// What is packed as a whole, or alone and without its name, lies beside the other parts as well.
#[test]
fn what_lies_in_a_tar_or_was_packed_alone_is_a_part_of_its_letter() {
    let home = Home::speaking("en");
    home.ok(&["campaign", "open", "wtisd-2020"]);
    std::fs::create_dir(home.path("thu")).expect("a folder");
    std::fs::create_dir(home.path("BC")).expect("a folder");
    home.write("BC/báo cáo.txt", "Kính gửi Bộ");
    home.write("BC/trong.zip", packed(&[("ảnh.jpg", b"\xff\xd8\xff\xe0photo")]));
    let tar = |words: &[&str]| {
        let out = std::process::Command::new("tar")
            .args(words)
            .args(["--sort=name", "BC"])
            .current_dir(home.path(""))
            .output()
            .expect("tar runs");
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        out.stdout
    };
    let alone = {
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gz.write_all("tt;ten\n1;A\n".as_bytes()).expect("packed");
        gz.finish().expect("packed")
    };
    let told = |name: &str, file: &[u8]| -> Vec<(String, String)> {
        let body = base64(file);
        home.write(
            "thu/1.eml",
            format!(
                "From: <b@tinh-a.example>\nSubject: {name}\nMessage-ID: <{name}@tinh-a.example>\nMIME-Version: 1.0\n\
                 Content-Type: application/octet-stream; name={name}\nContent-Transfer-Encoding: base64\n\n{body}\n"
            ),
        );
        let swept = home.json(&["inbox", "sweep", "thu"]);
        let shown = home.json(&[
            "inbox",
            "show",
            swept["letters"][0]["id"].as_str().expect("an id"),
        ]);
        let parts = shown["letters"][0]["parts"]
            .as_array()
            .expect("its parts")
            .clone();
        parts
            .iter()
            .map(|p| (text(p, "name").to_owned(), text(p, "kind").to_owned()))
            .collect()
    };
    let pair = |name: &str, kind: &str| (name.to_owned(), kind.to_owned());
    let inside = [
        pair("báo cáo.txt", "document"),
        pair("trong.zip", "archive"),
        pair("ảnh.jpg", "photo"),
    ];
    for (name, words) in [
        ("a.tar", &["-c", "--format=ustar"][..]),
        ("b.tar.gz", &["-cz", "--format=gnu"]),
        ("c.tgz", &["-cz", "--format=pax"]),
    ] {
        let parts = told(name, &tar(words));
        assert_eq!(parts[0], pair(name, "archive"));
        assert_eq!(parts[1..], inside, "{name}");
    }
    assert_eq!(
        told("danh-sach.csv.gz", &alone),
        [
            pair("danh-sach.csv.gz", "archive"),
            pair("danh-sach.csv", "document")
        ]
    );
}

fn text<'a>(part: &'a Value, key: &str) -> &'a str {
    part[key].as_str().unwrap_or_default()
}
