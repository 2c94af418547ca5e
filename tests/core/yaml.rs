//! Every way in which a YAML file from a person can be wrong, and the sentence each one becomes (reliability row 62).

use std::fmt::Write as _;

use chrono::NaiveDate;
use ketnoi::core::names::Lang;
use ketnoi::text::Catalogue;
use ketnoi::yaml::{Kind, Limits, Position, Source, YamlError, read_file, read_yaml};
use serde::Deserialize;

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct File {
    year: u16,
    deadline: NaiveDate,
    #[serde(default)]
    activities: Vec<Activity>,
    #[serde(default)]
    mode: Option<Mode>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Activity {
    id: String,
    title: String,
    #[serde(default)]
    sdg: Vec<u8>,
    #[serde(default)]
    done: bool,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
enum Mode {
    InPerson,
    Online,
}

const GOOD: &str = "\
# The year's campaign
year: 2020
deadline: 2020-06-05
activities:
  - id: 012
    title: Treo băng-rôn
    sdg: [9]
  - id: no
    title: 'Phát thanh: Ngày 17/5'
    sdg: [4, 9]
    done: true
";

fn read(text: &[u8]) -> Result<File, YamlError> {
    read_yaml("chiến-dịch.yaml", text, &Limits::default())
}

/// The good file with one piece replaced.
fn with(old: &str, new: &str) -> Vec<u8> {
    assert!(GOOD.contains(old), "{old}");
    GOOD.replacen(old, new, 1).into_bytes()
}

#[test]
fn a_good_file_is_read_as_it_was_written() {
    let file = read(GOOD.as_bytes()).expect("good");
    assert_eq!(file.activities[0].id, "012", "a code keeps its zero");
    assert_eq!(file.activities[1].id, "no", "a code is no boolean");
    let marked = [b"\xef\xbb\xbf".as_slice(), GOOD.as_bytes()].concat();
    assert_eq!(read(&marked).expect("a byte order mark is no mistake"), file);
    let windows = GOOD.replace('\n', "\r\n");
    assert_eq!(
        read(windows.as_bytes()).expect("nor are Windows' line ends"),
        file
    );
    assert_eq!(
        read(format!("---\n{GOOD}...\n").as_bytes()).expect("nor are document marks"),
        file
    );
}

/// A mistake's name, and a file that has it.
type Mistake = (&'static str, Vec<u8>);

/// What is YAML and no such file: keys and values.
fn wrong_content() -> Vec<Mistake> {
    vec![
        ("a word for a number", with("[9]", "[chín]")),
        ("unknown key", with("done: true", "doen: true")),
        ("unknown key, far from all", with("done: true", "xyzzy: true")),
        ("missing key", with("    title: 'Phát thanh: Ngày 17/5'\n", "")),
        ("missing key at the top", with("year: 2020\n", "")),
        (
            "duplicate key, top",
            with("activities:", "year: 2021\nactivities:"),
        ),
        (
            "duplicate key, nested",
            with("    done: true", "    sdg: [1]\n    done: true"),
        ),
        ("duplicate key in braces", with("[4, 9]", "{a: 1, b: 2, a: 3}")),
        ("no for false", with("done: true", "done: no")),
        (
            "a number for text is text, a list is not",
            with("id: no", "id: [no]"),
        ),
        ("0o", with("year: 2020", "year: 0o3744x")),
        ("too large a number", with("2020\ndeadline", "70000\ndeadline")),
        ("negative", with("2020\ndeadline", "-1\ndeadline")),
        ("a decimal", with("[9]", "[9.5]")),
        ("impossible date", with("2020-06-05", "2020-02-30")),
        ("no date", with("2020-06-05", "mai")),
        ("unknown word", with("year: 2020", "year: 2020\nmode: onlin")),
        ("group for a value", with("year: 2020", "year: {a: 1}")),
        ("list at the top", b"- 1\n- 2\n".to_vec()),
        ("own tag", with("[9]", "!nine [9]")),
        ("key that is a list", with("year: 2020", "[year]: 2020")),
        ("escapes in a key", with("done: true", "\"d\\e[31mone\": true")),
    ]
}

/// What is no YAML, or not one file of it.
fn wrong_writing() -> Vec<Mistake> {
    let utf16: Vec<u8> = GOOD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf16_marked = [b"\xff\xfe".as_slice(), &utf16].concat();
    let latin1 = [b"year: 2020\ntitle: b\xe1o c\xe1o\n".as_slice()].concat();
    vec![
        ("tab indent", with("    title: 'Phát", "\ttitle: 'Phát")),
        ("tab indent at a new item", with("  - id: no", "\t- id: no")),
        ("unclosed bracket", with("[9]", "[9")),
        ("unclosed quote", with("Ngày 17/5'", "Ngày 17/5")),
        ("a: b: c", with("Treo băng-rôn", "Treo: băng-rôn")),
        ("invalid UTF-8", latin1),
        ("UTF-16", utf16),
        ("UTF-16 with its mark", utf16_marked),
        ("two documents", with("activities:", "---\nactivities:")),
        ("text after the end", format!("{GOOD}...\nmore: 1\n").into_bytes()),
        ("empty file", Vec::new()),
        ("nothing but comments", b"# nothing\n\n---\n".to_vec()),
        ("control character", with("băng-rôn", "băng\u{1b}[31m-rôn")),
        ("a value that begins with @", with("Treo băng-rôn", "@treo")),
        ("a value that begins with %", with("Treo băng-rôn", "%treo")),
        ("indent too far", with("    sdg: [9]", "     sdg: [9]")),
        ("indent too little", with("    sdg: [4, 9]", "   sdg: [4, 9]")),
        (
            "a long line",
            with("Treo băng-rôn", &format!("\"{}\" x", "dài ".repeat(40))),
        ),
    ]
}

/// What would take more than a reader should give.
fn too_much() -> Vec<Mistake> {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for n in 1..10 {
        let _ = writeln!(
            bomb,
            "a{n}: &a{n} [{}]",
            vec![format!("*a{}", n - 1); 9].join(", ")
        );
    }
    vec![
        ("nine levels of nine references", bomb.into_bytes()),
        ("a reference to itself", with("[9]", "&a [*a]")),
        ("a reference to nothing", with("[9]", "*nichts")),
        ("a hundred thousand brackets", "[".repeat(100_000).into_bytes()),
        ("forty levels of lists", "- ".repeat(40).into_bytes()),
        ("twelve megabytes", "- x\n".repeat(3_000_000).into_bytes()),
        ("a megabyte of nothing much", "- x\n".repeat(250_000).into_bytes()),
    ]
}

#[test]
fn each_mistake_has_its_place_and_its_sentence() {
    let albums = [
        ("content", wrong_content()),
        ("writing", wrong_writing()),
        ("too_much", too_much()),
    ];
    for (lang, id) in [(Lang::Vi, "vi"), (Lang::En, "en")] {
        let cat = Catalogue::new(lang);
        for (name, mistakes) in &albums {
            let mut out = String::new();
            for (what, bytes) in mistakes {
                let error = read(bytes).err().unwrap_or_else(|| panic!("accepted: {what}"));
                let told = error.render(&cat);
                assert!(
                    !told.contains(['\u{1b}', '⟨']) || what.contains("escape"),
                    "{told:?}"
                );
                let _ = writeln!(out, "## {what}\n{told}\n");
            }
            insta::assert_snapshot!(format!("yaml_{name}_{id}"), out);
        }
    }
}

#[test]
fn a_key_or_an_item_can_be_found_again() {
    let source = Source::new("x.yaml", GOOD.as_bytes(), &Limits::default()).expect("good");
    let at = |path: &[&str]| source.locate(path).map(|p| (p.line, p.column));
    assert_eq!(at(&["deadline"]), Some((3, 1)));
    assert_eq!(at(&["activities", "1", "sdg"]), Some((10, 5)));
    assert_eq!(at(&["activities", "1"]), Some((8, 5)));
    assert_eq!(at(&["activities", "1", "sdg", "1"]), Some((10, 14)));
    assert_eq!(at(&["activities", "7"]), None);
    assert_eq!(at(&["nowhere"]), None);
    let refusal = source.refuse(&["deadline"], "hạn báo cáo nằm trước Ngày");
    assert_eq!(refusal.place, Some(Position { line: 3, column: 1 }));
    assert_eq!(
        refusal.sentence(&Catalogue::new(Lang::Vi)),
        "x.yaml, dòng 3, cột 1: hạn báo cáo nằm trước Ngày"
    );
}

#[test]
fn files_that_cannot_be_read_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let cat = Catalogue::new(Lang::En);
    let told = |path: &std::path::Path| {
        let error = read_file::<File>(path, &Limits::default()).expect_err("not a file");
        assert!(matches!(error.kind, Kind::Unreadable(_)));
        error.sentence(&cat)
    };
    assert!(
        told(&folder.path().join("none.yaml")).ends_with("cannot be read: there is no such file or folder")
    );
    assert!(told(folder.path()).ends_with("this is a folder, not a file"));
    let pipe = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo")
        .arg(&pipe)
        .status()
        .expect("mkfifo");
    assert!(made.success());
    assert!(
        told(&pipe).contains("not an ordinary file"),
        "and it does not wait for a writer"
    );
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200)) {
        if let Err(e) = read(&bytes) {
            let _ = e.render(&Catalogue::new(Lang::Vi));
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "[-a-c:\\[\\]{},&*!|>'\"#%@ \t\r\n\u{e9}\u{301}]{0,60}") {
        if let Err(e) = read(text.as_bytes()) {
            let _ = e.render(&Catalogue::new(Lang::En));
        }
    }
}
