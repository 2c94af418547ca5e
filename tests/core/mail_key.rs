//! What a letter is known by does not hang on how it travelled, nor on what was written on it on the way.

use encoding_rs::{WINDOWS_1252, WINDOWS_1258};
use ketnoi::mail::{Inner, Limits, Mail, add_entries, flag, read};
use unicode_normalization::UnicodeNormalization;

use crate::mail_made::{HEAD, TEXT, WAYS, Way, letter, part, pdf, together, usual};

fn taken(bytes: &[u8]) -> Mail {
    read(bytes, &Limits::default()).expect("a letter")
}

fn with_text(set: &str, bytes: &[u8], way: Way, subject: &str) -> Vec<u8> {
    let head = HEAD.split_once("Subject:").expect("a subject").0;
    let file = part("application/pdf; name=a.pdf", "", &pdf(1), Way::Base64);
    let words = part(&format!("text/plain{set}"), "", bytes, way);
    letter(
        &format!("{head}Subject: {subject}"),
        &together("mixed", "k1", &[words, file]),
    )
}

/// The text in windows-1258, each tone behind its letter.
pub fn windows_1258(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    for c in text.nfc() {
        let whole = c.to_string();
        let (bytes, _, failed) = WINDOWS_1258.encode(&whole);
        if !failed {
            out.extend_from_slice(&bytes);
            continue;
        }
        let is_tone = |c: &char| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(*c);
        let base: String = whole.nfd().filter(|c| !is_tone(c)).nfc().collect();
        let tone: String = whole.nfd().filter(is_tone).collect();
        for piece in [base, tone] {
            out.extend_from_slice(&WINDOWS_1258.encode(&piece).0);
        }
    }
    out
}

/// The letters with marks in TCVN3, by their bytes.
const TCVN3: &str = "\
    ă=a8 â=a9 ê=aa ô=ab ơ=ac ư=ad đ=ae à=b5 ả=b6 ã=b7 á=b8 ạ=b9 ằ=bb ẳ=bc ẵ=bd ắ=be ặ=c6 ầ=c7 ẩ=c8 ẫ=c9 ấ=ca \
    ậ=cb è=cc ẻ=ce ẽ=cf é=d0 ẹ=d1 ề=d2 ể=d3 ễ=d4 ế=d5 ệ=d6 ì=d7 ỉ=d8 ĩ=dc í=dd ị=de ò=df ỏ=e1 õ=e2 ó=e3 ọ=e4 \
    ồ=e5 ổ=e6 ỗ=e7 ố=e8 ộ=e9 ờ=ea ở=eb ỡ=ec ớ=ed ợ=ee ù=ef ủ=f1 ũ=f2 ú=f3 ụ=f4 ừ=f5 ử=f6 ữ=f7 ứ=f8 ự=f9 ỳ=fa \
    ỷ=fb ỹ=fc ý=fd ỵ=fe";

/// The text in TCVN3, which has no capitals with tones.
pub fn tcvn3(text: &str) -> Vec<u8> {
    let byte = |c: char| {
        let found = TCVN3.split_whitespace().find(|row| row.starts_with(c));
        found.map_or(c as u8, |row| {
            u8::from_str_radix(&row[row.len() - 2..], 16).expect("a byte")
        })
    };
    text.chars().map(byte).collect()
}

#[test]
fn the_same_words_have_the_same_key_however_they_are_written_down() {
    let subject = "=?utf-8?B?QsOhbyBjw6Fv?=";
    let first = taken(&with_text(
        "; charset=utf-8",
        TEXT.as_bytes(),
        Way::Plain,
        subject,
    ));
    let same = |bytes: &[u8], what: &str| {
        let other = taken(bytes);
        assert_eq!(other.words.own, first.words.own, "{what}");
        assert_eq!(other.key, first.key, "{what}");
    };
    let apart: String = TEXT.nfd().collect();
    for way in WAYS {
        same(
            &with_text("; charset=utf-8", TEXT.as_bytes(), way, subject),
            "utf-8",
        );
        same(
            &with_text("; charset=utf-8", apart.as_bytes(), way, subject),
            "decomposed",
        );
        for (set, bytes) in [("windows-1258", windows_1258(TEXT)), ("tcvn3", tcvn3(TEXT))] {
            for label in [
                format!("; charset={set}"),
                "; charset=us-ascii".to_owned(),
                String::new(),
            ] {
                same(
                    &with_text(&label, &bytes, way, subject),
                    &format!("{set} as {label}"),
                );
            }
        }
    }
    for subject in [
        "=?utf-8?Q?B=C3=A1o?=\n =?utf-8?Q?_c=C3=A1o?=",
        "Báo\n\tcáo",
        "=?windows-1258?Q?B=E1o_c=E1o?=",
        "Báo cáo",
    ] {
        same(
            &with_text("; charset=utf-8", TEXT.as_bytes(), Way::Base64, subject),
            subject,
        );
    }
    let crlf = with_text("; charset=utf-8", TEXT.as_bytes(), Way::Escapes, subject);
    let crlf = String::from_utf8(crlf).expect("ASCII").replace('\n', "\r\n");
    same(crlf.as_bytes(), "CRLF");
}

#[test]
fn what_was_written_on_the_way_is_no_part_of_the_key() {
    let plain = usual(Way::Escapes);
    let first = taken(&plain);
    let traced = [
        b"Return-Path: <x@y.example>\nReceived: from a by mx.bo.example; Tue, 2 Jun 2020 15:10:22 +0700\n\
          Authentication-Results: mx.bo.example; dkim=pass\nX-Spam: no\n"
            .as_slice(),
        &plain,
    ]
    .concat();
    assert_eq!(taken(&traced).key, first.key);
    let text = String::from_utf8(plain).expect("ASCII");
    for (what, other) in [
        ("subject", text.replace("k=E1=BA=BFt", "x")),
        ("date", text.replace("15:10:22", "15:10:23")),
        ("sender", text.replace("so@tinh-a", "so@tinh-b")),
        ("message id", text.replace("<1@", "<2@")),
        ("a byte of a file", text.replacen("JVBER", "JVBES", 1)),
        ("a word", text.replacen("Truy", "Tray", 1)),
        ("the name of a file", text.replace("b%C3%A1o", "b%C3%A2o")),
    ] {
        assert_ne!(other, text, "{what}");
        assert_ne!(taken(other.as_bytes()).key, first.key, "{what}");
    }
}

#[test]
fn a_forward_as_a_file_has_the_same_key_however_its_letter_travelled() {
    let forward = |way: Way, bytes: &[u8]| {
        let inner = part("message/rfc822", "", bytes, way);
        taken(&letter(HEAD, &together("mixed", "f1", &[inner])))
    };
    let first = forward(Way::Plain, &usual(Way::Base64));
    for way in WAYS {
        assert_eq!(forward(Way::Plain, &usual(way)).key, first.key, "{way:?}");
        assert_eq!(forward(way, &usual(Way::Base64)).key, first.key, "{way:?}");
    }
    let other = String::from_utf8(usual(Way::Base64))
        .expect("ASCII")
        .replace("<1@", "<2@");
    assert_ne!(forward(Way::Plain, other.as_bytes()).key, first.key);
}

#[test]
fn what_is_unpacked_changes_no_key() {
    let zip = [b"PK\x03\x04".as_slice(), &[0; 40]].concat();
    let bytes = letter(HEAD, &part("application/zip; name=a.zip", "", &zip, Way::Base64));
    let mut mail = taken(&bytes);
    let key = mail.key.clone();
    let entries = vec![
        ("báo cáo.pdf".to_owned(), pdf(1), vec!["same-name".to_owned()]),
        ("thư.eml".to_owned(), usual(Way::Base64), Vec::new()),
        ("b.zip".to_owned(), zip.clone(), Vec::new()),
    ];
    add_entries(&mut mail, 0, entries, &Limits::default());
    assert_eq!(mail.key, key);
    let listed: Vec<_> = mail
        .parts
        .iter()
        .map(|p| (p.part.name.as_str(), p.part.inside))
        .collect();
    assert_eq!(
        listed[..3],
        [("a.zip", None), ("báo cáo.pdf", Some(0)), ("thư.eml", Some(0))]
    );
    assert_eq!(listed.iter().filter(|(_, inside)| *inside == Some(2)).count(), 5);
    assert_eq!(mail.parts[1].part.flags, ["same-name"]);
    let subjects: Vec<&Inner> = mail.inner.iter().collect();
    assert_eq!(
        (subjects.len(), subjects[0].subject.as_str()),
        (1, "Báo cáo kết quả")
    );

    // Archives in archives, until it is deep enough.
    let mut at = mail
        .parts
        .iter()
        .position(|p| p.part.name == "b.zip")
        .expect("it is there");
    for level in 2..=4 {
        add_entries(
            &mut mail,
            at,
            vec![("c.zip".to_owned(), zip.clone(), Vec::new())],
            &Limits::default(),
        );
        at = mail.parts.len() - 1;
        let too_deep = mail.parts[at].part.flags.iter().any(|f| f == flag::TOO_DEEP);
        assert_eq!(too_deep, level == 4, "{level}");
    }
    let count = mail.parts.len();
    add_entries(
        &mut mail,
        at,
        vec![("d.zip".to_owned(), zip, Vec::new())],
        &Limits::default(),
    );
    assert_eq!(mail.parts.len(), count);
}

#[test]
fn another_programs_words_for_the_set_of_a_page_change_no_key() {
    let page = |set: &str, bytes: &[u8]| {
        let html = [
            format!("<html><head><meta charset=\"{set}\"></head><p>").as_bytes(),
            bytes,
        ]
        .concat();
        taken(&letter(HEAD, &part("text/html", "", &html, Way::Base64)))
    };
    let first = page("utf-8", TEXT.as_bytes());
    let other = page("windows-1258", &windows_1258(TEXT));
    assert_eq!((first.words.own, first.key), (other.words.own, other.key));
    let french = WINDOWS_1252.encode("réunion").0.into_owned();
    assert_eq!(page("iso-8859-1", &french).words.own, "réunion");
}
