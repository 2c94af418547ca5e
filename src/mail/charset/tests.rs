//! Words in every set that letters come in, under every label.

use super::*;

const TEXT: &str = "Kính gửi Bộ: sở báo cáo kết quả hưởng ứng ngày viễn thông thế giới";

/// The bytes that a table reads as this text.
fn written(text: &str, set: Set) -> Vec<u8> {
    let all: Vec<u8> = (0..=255).collect();
    text.chars()
        .map(|c| {
            *all.iter()
                .find(|b| set.decode(&[**b]).0 == c.to_string())
                .expect("a byte of the set")
        })
        .collect()
}

fn vni() -> Vec<u8> {
    let text = "Kính göûi Boä: sôû baùo caùo keát quaû höôûng öùng ngaøy vieãn thoâng theá giôùi";
    WINDOWS_1252.encode(text).0.into_owned()
}

fn windows_1258() -> Vec<u8> {
    // Half composed, as Windows writes it: the tone behind its letter.
    let mut out = Vec::new();
    for c in TEXT.chars() {
        let letter = c.to_string();
        let (bytes, _, failed) = WINDOWS_1258.encode(&letter);
        if failed {
            let parts: Vec<char> = letter.nfd().collect();
            let tone = parts
                .iter()
                .find(|t| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(**t));
            let base: String = parts.iter().filter(|p| Some(*p) != tone).collect();
            for piece in [base.nfc().collect::<String>(), tone.into_iter().collect()] {
                out.extend_from_slice(&WINDOWS_1258.encode(&piece).0);
            }
        } else {
            out.extend_from_slice(&bytes);
        }
    }
    out
}

#[test]
fn words_are_read_whatever_is_said_of_them() {
    let rows = [
        ("utf-8", TEXT.as_bytes().to_vec()),
        ("windows-1258", windows_1258()),
        ("tcvn3", written(TEXT, Set::Tcvn)),
        ("viscii", written(TEXT, Set::Viscii)),
        ("vni", vni()),
    ];
    let labels = [
        None,
        Some("us-ascii"),
        Some("iso-8859-1"),
        Some("windows-1252"),
        Some("utf-8"),
        Some("x-unknown"),
        Some(""),
    ];
    for (name, bytes) in &rows {
        for label in labels.into_iter().chain([Some(*name)]) {
            let read = read(bytes, label, &Guess::default());
            assert_eq!(
                (read.text.as_str(), read.charset.as_str()),
                (TEXT, *name),
                "{label:?}"
            );
            let claims_other = label.is_some_and(|l| l != *name && Set::named(l).is_some());
            let is_usual = *name == "utf-8";
            assert_eq!(
                read.flags.contains(&flag::OTHER_CHARSET),
                claims_other && !is_usual,
                "{name} as {label:?}"
            );
        }
    }
}

#[test]
fn what_was_typed_with_an_old_font_is_read_too() {
    for bytes in [written(TEXT, Set::Tcvn), vni(), TEXT.as_bytes().to_vec()] {
        let shown = WINDOWS_1252.decode_without_bom_handling(&bytes).0.into_owned();
        let read = read(shown.as_bytes(), Some("utf-8"), &Guess::default());
        assert_eq!(read.text, TEXT);
        assert_eq!(read.flags, [flag::OTHER_CHARSET]);
    }
}

#[test]
fn what_is_no_vietnamese_stays_as_it_says() {
    let french = "La réunion a été reportée à l'année prochaine, merci à tous.";
    let bytes = WINDOWS_1252.encode(french).0.into_owned();
    assert_eq!(read(&bytes, Some("iso-8859-1"), &Guess::default()).text, french);
    assert_eq!(read(&bytes, None, &Guess::default()).text, french);
    let japanese = encoding_rs::ISO_2022_JP.encode("報告書").0.into_owned();
    assert_eq!(
        read(&japanese, Some("iso-2022-jp"), &Guess::default()).text,
        "報告書"
    );
    let wide: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&wide, Some("utf-16le"), &Guess::default()).text, TEXT);
    let marked = [b"\xff\xfe".as_slice(), &wide].concat();
    assert_eq!(read(&marked, None, &Guess::default()).text, TEXT);
}

#[test]
fn a_few_words_are_read_as_the_rest_of_the_letter() {
    let few = written("báo cáo", Set::Tcvn);
    let one = written("sở", Set::Tcvn);
    let guess = Guess::from("tcvn3");
    assert_eq!(read(&few, Some("iso-8859-1"), &Guess::default()).text, "báo cáo");
    assert_eq!(read(&one, Some("iso-8859-1"), &guess).text, "sở");
    assert_ne!(read(&one, Some("iso-8859-1"), &Guess::default()).text, "sở");
}

#[test]
fn damage_is_said_and_no_word_is_lost() {
    let mut bytes = TEXT.as_bytes().to_vec();
    bytes.push(0xc3);
    let read = read(&bytes, Some("utf-8"), &Guess::default());
    assert_eq!(read.text, format!("{TEXT}\u{fffd}"));
    assert_eq!(read.flags, [flag::DAMAGED_TEXT]);
}

#[test]
fn quotes_of_windows_among_words_of_an_old_font_are_quotes() {
    let words = written("báo cáo kết quả, thế giới", Set::Tcvn);
    let bytes = [b"\x93".as_slice(), &words, b"\x94 \x96 ", &words].concat();
    let text = "“báo cáo kết quả, thế giới” – báo cáo kết quả, thế giới";
    for label in [None, Some("iso-8859-1")] {
        let read = read(&bytes, label, &Guess::default());
        assert_eq!((read.text.as_str(), read.charset.as_str()), (text, "tcvn3"));
    }
    let capitals = "BÁO CÁO KẾT QUẢ NGÀY VIỄN THÔNG THẾ GIỚI";
    let read = read(&written(capitals, Set::Tcvn), None, &Guess::default());
    assert_eq!(read.text, capitals, "capitals of the standard are still read");
}

#[test]
fn lines_of_a_document_that_were_typed_with_old_fonts_are_read_and_others_stay() {
    let as_typed = |set: Set| {
        WINDOWS_1252
            .decode_without_bom_handling(&written(TEXT, set))
            .0
            .into_owned()
    };
    let old = as_typed(Set::Tcvn);
    // Signs that those fonts have not, and lines that were typed as they should be, among them.
    let mixed = format!("Số: 77/BC-STTTT\n{old}\n− 1 ✓\n{TEXT}\nà Huế\n{old}");
    let meant = format!("Số: 77/BC-STTTT\n{TEXT}\n− 1 ✓\n{TEXT}\nà Huế\n{TEXT}");
    assert_eq!(of_old_fonts(&mixed).as_deref(), Some(meant.as_str()));
    for none in [
        "",
        "Kinh gui Bo",
        TEXT,
        "Voilà l'été à Besançon, où l'on préfère le café",
        "Ørsted blåbær",
    ] {
        assert_eq!(of_old_fonts(none), None, "{none}");
    }
}
