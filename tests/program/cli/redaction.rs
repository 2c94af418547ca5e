//! What was written of people is removed: from screens, lists, exports, the journal and every byte of the store's files,
//! while what was done stands and the chain is whole.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::home::Home;

const NAME: &str = "Nguyễn Thị Bí Mật";
const PHONE: &str = "0912 345 678";
const MAIL: &str = "bi.mat@example.vn";

/// Every file below a folder that holds these bytes.
fn who_holds(dir: &Path, bytes: &[u8]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for e in std::fs::read_dir(dir).expect("a folder") {
        let path = e.expect("an entry").path();
        if path.is_dir() {
            found.extend(who_holds(&path, bytes));
        } else if std::fs::read(&path)
            .expect("read")
            .windows(bytes.len())
            .any(|w| w == bytes)
        {
            found.push(path);
        }
    }
    found
}

fn nobody_holds(home: &Home, words: &[&str]) {
    for word in words {
        assert_eq!(
            who_holds(&home.path(""), word.as_bytes()),
            Vec::<PathBuf>::new(),
            "{word}"
        );
    }
}

fn log(home: &Home) -> Vec<Value> {
    let lines = home.ok(&["log", "--json"]);
    lines
        .lines()
        .map(|l| serde_json::from_str(l).expect("JSON"))
        .collect()
}

/// The numbers of the facts that tell of these words.
fn telling(home: &Home, word: &str) -> Vec<String> {
    let facts = log(home).into_iter();
    facts
        .filter(|f| f["data"].to_string().contains(word))
        .map(|f| f["seq"].to_string())
        .collect()
}

/// A campaign in which a person is spoken of everywhere, and enough else for stored states of every age.
fn spoken_of(home: &Home) {
    home.ok(&["report", "receive", "04", "--note", &format!("do {NAME} gửi")]);
    home.ok(&[
        "report",
        "return",
        "04",
        "--note",
        &format!("gọi {NAME}, {PHONE}"),
    ]);
    for phone in ["0900 000 000", PHONE] {
        let mail = ["--mail", MAIL, "--title", "Chuyên viên"];
        home.ok(&[
            &["contact", "set", "04", "--name", NAME, "--phone", phone][..],
            &mail,
        ]
        .concat());
    }
    home.ok(&["contact", "set", "01", "--name", "Ông Sơn", "--phone", "0911"]);
    home.ok(&["contact", "log", "04", "--note", &format!("{NAME} hẹn mai gửi")]);
    home.ok(&[
        "activity",
        "add",
        "--unit",
        "04",
        "--kind",
        "banner",
        "--title",
        &format!("Gặp {NAME}"),
    ]);
    home.ok(&["report", "figure", "04", "households_internet=61.5"]);
}

#[test]
fn a_person_goes_from_every_place_and_what_was_done_stands() {
    let home = Home::new();
    spoken_of(&home);
    let state = |home: &Home| {
        let shown = home.json(&["report", "show", "04"]);
        let parts = ["state", "due", "missing", "timeliness", "resubmit"];
        parts.map(|p| shown[p].clone())
    };
    let (before, facts) = (state(&home), log(&home).len());
    assert!(!who_holds(&home.path(""), PHONE.as_bytes()).is_empty());

    let ran = home.run(&["contact", "redact", "04", "--note", "on request"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("Backups made before still hold"), "{}", ran.err);
    let contacts = home.json(&["contact", "list"]);
    let units = contacts["units"].as_array().expect("units");
    let of = |code: &str| units.iter().find(|u| u["unit"] == code).expect("listed");
    assert_eq!(of("04")["contacts"], serde_json::json!([]));
    assert_eq!(of("01")["contacts"][0]["name"], "Ông Sơn");
    nobody_holds(&home, &[MAIL, "0900 000 000", "Chuyên viên"]);

    // What else speaks of the person, fact by fact.
    let rest = telling(&home, NAME);
    assert_eq!(rest.len(), 4, "{rest:?}");
    let numbers: Vec<&str> = rest.iter().map(String::as_str).collect();
    home.ok(&[&["log", "redact"][..], &numbers, &["--note", "on request"]].concat());
    nobody_holds(&home, &[NAME, PHONE, "hẹn mai"]);
    assert_eq!(state(&home), before, "what was done stands");
    assert_eq!(
        home.json(&["activity", "list"])["activities"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );

    // The journal says so, and is whole.
    let after = log(&home);
    assert_eq!(after.len(), facts + 6);
    let gone: Vec<&Value> = after.iter().filter(|f| !f["redacted"].is_null()).collect();
    assert_eq!(gone.len(), 6);
    assert!(
        gone.iter()
            .all(|f| f["redacted"]["reason"] == "on request" && f["data"].to_string().contains("███"))
    );
    let table = home.ok(&["log"]);
    assert_eq!(table.matches("[removed on request, ").count(), 6, "{table}");
    let shown = home.ok(&["report", "show", "04"]);
    assert!(shown.contains("[removed on request, "), "{shown}");
    let told = home.ok(&["log", "--verify"]);
    assert!(
        told.contains("is whole") && told.matches("its hash still holds").count() == 6,
        "{told}"
    );
    let verified = home.json(&["log", "--verify"]);
    assert_eq!(verified["holes"].as_array().map(Vec::len), Some(6));
    assert_eq!(verified["holes"][0]["checked"], true);
    assert_eq!(home.run(&["doctor"]).code, 0);

    // The past tells nothing either, nor does a copy of the store.
    for args in [
        &["log", "--known-at", "2099-12-31T00:00:00Z"][..],
        &[
            "report",
            "show",
            "04",
            "--as-of",
            "2099-12-31T00:00:00Z",
            "--json",
        ],
        &["--print", "--keys", "9", "--size", "200x60"],
    ] {
        let told = home.ok(args);
        assert!(!told.contains(NAME) && !told.contains(PHONE), "{told}");
    }
    home.ok(&["backup", "copy.tar"]);
    let copy = format!("sqlite:{}", home.path("again/k.db").display());
    home.ok(&["restore", "copy.tar", "--store", &copy]);
    let whole = home.ok(&["log", "--verify", "--store", &copy]);
    assert_eq!(whole, told);
    nobody_holds(&home, &[NAME, PHONE]);
}

fn redact(seq: &str) -> [&str; 5] {
    ["log", "redact", seq, "--note", "on request"]
}

/// What a busy store or a full disk leaves: the words are out of the journal, the row says that free pages were not
/// written anew.
#[test]
fn doctor_tells_what_may_remain_and_how_it_goes() {
    for lang in ["vi", "en"] {
        let home = Home::speaking(lang);
        let doctor = || home.run(&["doctor"]).out;
        home.ok(&["report", "note", "HNI", "--note", "0912 345 678"]);
        home.ok(&redact("2"));
        assert!(!doctor().contains("log redact"));
        let db = rusqlite::Connection::open(home.store()).expect("the store");
        db.execute("INSERT INTO remains (since) VALUES (1)", [])
            .expect("a row");
        drop(db);
        let told = home.run(&["doctor", "--json"]).json();
        let found = told["findings"].as_array().expect("findings");
        let remains = found.iter().find(|f| f["id"] == "remains").expect("it is told");
        let mend = remains["mend"].as_str().expect("with what mends it");
        assert!(
            mend.contains("ketnoi --campaign wtisd-2020 log redact 2 --note"),
            "{mend}"
        );
        let again = home.run(&["--campaign", "wtisd-2020", "log", "redact", "2", "--note", "dọn"]);
        assert_eq!(again.code, 3, "the fact was empty already");
        assert!(!doctor().contains("log redact"), "{lang}: nothing is left");
    }
}

#[test]
fn what_cannot_be_removed_is_told() {
    let home = Home::new();
    spoken_of(&home);
    let figure = telling(&home, "households_internet").remove(0);
    let note = ["--note", "on request"];
    assert!(
        home.fails(3, &redact(&figure))
            .contains("nothing that somebody wrote")
    );
    assert!(home.fails(4, &redact("999")).contains("no fact 999"));
    assert!(home.fails(4, &redact("0")).contains("no fact 0"));
    assert!(home.fails(2, &redact("x")).contains("not the number of a fact"));
    let words = telling(&home, "hẹn mai").remove(0);
    home.fails(3, &["log", "redact", &words]);
    home.fails(4, &[&["contact", "redact", "99"][..], &note].concat());
    assert!(
        home.fails(4, &[&["contact", "redact", "02"][..], &note].concat())
            .contains("no contact")
    );
    // All or nothing.
    let both = [&["log", "redact", &words, &figure][..], &note].concat();
    home.fails(3, &both);
    assert_eq!(telling(&home, "hẹn mai").len(), 1);
    home.ok(&redact(&words));
    assert!(home.fails(3, &redact(&words)).contains("already been removed"));
    assert!(home.fails(3, &["undo"]).contains("undo"));
    // Of one who was set twice, both go by the number of either: the first would be shown again.
    let second = telling(&home, PHONE).pop().expect("a number");
    home.ok(&redact(&second));
    assert_eq!(telling(&home, MAIL), Vec::<String>::new());
    // Also from a campaign that is closed.
    home.ok(&["campaign", "close", "--yes"]);
    let rest = telling(&home, NAME).remove(0);
    home.ok(&redact(&rest));
    home.ok(&["log", "--verify"]);
}
