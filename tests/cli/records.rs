//! Recording: every command once, the refusals of the rules, undo, and looking back.

use serde_json::Value;

use crate::home::Home;

fn unit<'a>(status: &'a Value, code: &str) -> &'a Value {
    status["units"]
        .as_array()
        .and_then(|u| u.iter().find(|u| u["code"] == code))
        .unwrap_or_else(|| panic!("no unit {code}"))
}

#[test]
fn a_report_lives_its_life() {
    let home = Home::new();
    home.write("bao-cao.txt", "Kính gửi Bộ: báo cáo kết quả.");
    let first = home.json(&["report", "acknowledge", "01", "hai phong", "Đà Nẵng"]);
    assert_eq!(first["schema"], "ketnoi.receipt/1");
    assert_eq!(first["opened"], true);
    assert_eq!(
        first["facts"].as_array().map(Vec::len),
        Some(4),
        "one command, all units"
    );
    let said = home.ok(&[
        "report",
        "receive",
        "HNI",
        "--attach",
        "bao-cao.txt",
        "--note",
        "by mail",
    ]);
    assert!(
        said.contains("Report recorded: Ha Noi") && said.contains("facts: 1"),
        "{said}"
    );
    home.ok(&[
        "report",
        "return",
        "01",
        "--note",
        "photos are missing",
        "--due",
        "31/12/2099",
        "--yes",
    ]);
    let said = home.fails(3, &["report", "accept", "01"]);
    assert!(said.contains("new version"), "the way out: {said}");
    home.ok(&["report", "receive", "01"]);
    home.ok(&["report", "accept", "01", "--note", "good"]);
    home.ok(&["report", "withdraw", "01", "--note", "the wrong file"]);
    home.ok(&["report", "exempt", "ha giang", "--note", "quarantine"]);
    home.ok(&["report", "note", "01", "02", "--note", "will call"]);
    home.ok(&[
        "report",
        "figure",
        "01",
        "households_internet=85.5",
        "digital_plan=yes",
    ]);

    let shown = home.json(&["report", "show", "01"]);
    assert_eq!(shown["schema"], "ketnoi.report/1");
    assert_eq!(shown["state"], "returned");
    assert_eq!(shown["versions"].as_array().map(Vec::len), Some(2));
    assert_eq!(shown["evidence"][0]["name"], "bao-cao.txt");
    assert_eq!(shown["evidence"][0]["kind"], "document");
    assert_eq!(shown["evidence"][0]["sha256"].as_str().map(str::len), Some(64));
    assert_eq!(shown["figures"][0]["value"], 85.5);
    assert_eq!(shown["messages"], serde_json::json!([]));
    assert!(home.ok(&["report", "show", "hà nội"]).contains("Ha Noi"));

    let status = home.json(&["status"]);
    assert_eq!(status["schema"], "ketnoi.status/1");
    assert_eq!(status["counts"]["total"], 63);
    assert_eq!(unit(&status, "02")["state"], "exempt");
    assert_eq!(unit(&status, "31")["state"], "in_progress");
    let keys: Vec<&String> = status.as_object().expect("an object").keys().collect();
    assert_eq!(keys.len(), 7, "{keys:?}");
}

#[test]
fn many_units_are_all_or_nothing() {
    let home = Home::new();
    home.ok(&["report", "receive", "01"]);
    home.fails(3, &["report", "accept", "01", "02"]);
    assert_eq!(home.json(&["report", "show", "01"])["state"], "received");
    home.fails(4, &["report", "accept", "01", "nowhere"]);
    assert_eq!(home.json(&["report", "show", "01"])["state"], "received");
}

#[test]
fn units_are_found_by_whatever_name_fits_one_of_them() {
    let (home, vi) = (Home::new(), Home::speaking("vi"));
    for word in ["48", "DNG", "dng", "Đà Nẵng", "da nang", "DA NANG", "nẵng"] {
        assert_eq!(home.json(&["report", "show", word])["code"], "48", "{word}");
    }
    let said = home.fails(2, &["report", "show", "ha"]);
    assert!(
        said.contains("Ha Noi (HNI)") && said.contains("code or the abbreviation"),
        "{said}"
    );
    let said = vi.fails(2, &["report", "show", "ha"]);
    assert!(
        said.contains("Hà Nội (HNI)") && said.contains("mã hoặc tên viết tắt"),
        "{said}"
    );
    let said = home.fails(4, &["report", "show", "ha noii"]);
    assert!(said.contains("did you mean Ha Noi"), "{said}");
    home.fails(4, &["report", "show", ""]);
    home.fails(4, &["report", "show", "da nắng"]);
}

#[test]
fn the_moment_of_an_event_follows_the_rules() {
    let (home, vi) = (Home::new(), Home::speaking("vi"));
    let said = home.fails(3, &["report", "acknowledge", "01", "--at", "2999-01-01"]);
    assert!(said.contains("2999"), "{said}");
    let late = ["report", "acknowledge", "01", "--at", "2020-05-28 09:00"];
    assert!(home.fails(3, &late).contains("--note"));
    assert!(vi.fails(3, &late).contains("--note"));
    assert!(!home.store().exists(), "a refused first command makes no store");
    let mut with_note = late.to_vec();
    with_note.extend(["--note", "found in the register"]);
    assert!(home.ok(&with_note).contains("(entered later)"));
    home.fails(2, &["report", "acknowledge", "02", "--at", "lately"]);
    home.fails(
        3,
        &["report", "acknowledge", "02", "--at", "1999-01-01", "--note", "x"],
    );
}

#[test]
fn the_past_is_shown_as_it_happened_and_as_it_was_known() {
    let home = Home::new();
    home.ok(&[
        "report",
        "receive",
        "01",
        "--at",
        "2020-05-28T09:00:00+07:00",
        "--note",
        "paper copy",
    ]);
    home.ok(&["report", "accept", "01"]);
    let state = |args: &[&str]| {
        let mut all = vec!["status"];
        all.extend(args);
        let s = home.json(&all);
        (
            unit(&s, "01")["state"].clone(),
            s["as_of"].clone(),
            s["phase"].clone(),
        )
    };
    let (now, ..) = state(&[]);
    assert_eq!(now, "accepted");
    let (then, as_of, phase) = state(&["--as-of", "2020-05-29T00:00:00+07:00"]);
    assert_eq!(
        (then, as_of),
        ("received".into(), "2020-05-29T00:00:00+07:00".into())
    );
    assert_eq!(phase, "window");
    assert_eq!(state(&["--as-of", "2020-05-27T00:00:00+07:00"]).0, "awaiting");
    assert_eq!(state(&["--known-at", "2020-05-29T00:00:00+07:00"]).0, "awaiting");
    for flag in ["--as-of", "--known-at", "--now"] {
        home.fails(
            3,
            &[
                "report",
                "note",
                "01",
                "--note",
                "x",
                flag,
                "2020-05-29T00:00:00+07:00",
            ],
        );
    }
    home.fails(3, &["--read-only", "report", "note", "01", "--note", "x"]);
    home.fails(3, &["report", "note", "01", "--note", "x", "--read-only"]);
    let log = home.ok(&["log", "--json", "--as-of", "2020-05-29T00:00:00+07:00"]);
    assert_eq!(log.lines().count(), 2, "{log}");
}

#[test]
fn activities_are_recorded() {
    let home = Home::new();
    let said = home.ok(&[
        "activity",
        "add",
        "--unit",
        "cao bang",
        "--kind",
        "banner",
        "--title",
        "Treo băng-rôn",
        "--from",
        "2020-05-10",
        "--status",
        "planned",
        "--mode",
        "in-person",
        "--goal",
        "2,2.8",
        "--goal",
        "2.8",
        "--sdg",
        "9.c",
        "--note",
        "ok",
    ]);
    assert!(said.contains("CBG-1"), "{said}");
    home.ok(&[
        "activity",
        "edit",
        "cbg-1",
        "--to",
        "12/05/2020",
        "--mode",
        "online",
        "--reach",
        "40",
    ]);
    home.ok(&["activity", "edit", "CBG-1", "--reach", "-"]);
    home.fails(3, &["activity", "edit", "CBG-1", "--mode", "online"]);
    home.ok(&["activity", "done", "CBG-1", "cbg-1", "--reach", "250"]);
    let list = home.json(&["activity", "list", "--unit", "CBG"]);
    assert_eq!(list["schema"], "ketnoi.activities/1");
    let a = &list["activities"][0];
    assert_eq!(
        (&a["id"], &a["mode"], &a["reach"]),
        (&"CBG-1".into(), &"online".into(), &250.into())
    );
    assert_eq!(a["goals"], serde_json::json!(["2", "2.8"]));
    assert_eq!(
        home.json(&["activity", "list", "--goal", "1"])["activities"],
        serde_json::json!([])
    );
    assert!(home.ok(&["activity", "list"]).contains("Treo băng-rôn"));
    let add = |more: &[&str]| {
        let mut all = vec!["activity", "add", "--unit", "01", "--title", "x", "--kind"];
        all.extend(more);
        home.fails(3, &all)
    };
    assert!(add(&["circus"]).contains("banner"), "the kinds that there are");
    add(&["banner", "--goal", "9.9"]);
    add(&["banner", "--sdg", "18"]);
    add(&["banner", "--from", "2020-05-10", "--to", "2020-05-09"]);
    home.fails(3, &["activity", "done", "XXX-1"]);
    home.ok(&[
        "activity", "add", "--unit", "01", "--kind", "other", "--title", "y", "--status", "planned",
    ]);
    home.fails(3, &["activity", "cancel", "HNI-1"]);
    home.ok(&["activity", "cancel", "HNI-1", "--note", "storm"]);
}

#[test]
fn contacts_and_the_queue() {
    let home = Home::new();
    home.ok(&[
        "contact",
        "set",
        "01",
        "--name",
        "Lan",
        "--title",
        "clerk",
        "--phone",
        "0200 000 001",
        "--mail",
        "a@example.vn",
    ]);
    home.ok(&[
        "contact", "log", "01", "02", "--how", "mail", "--note", "tomorrow",
    ]);
    let list = home.json(&["contact", "list"]);
    assert_eq!(list["schema"], "ketnoi.contacts/1");
    assert_eq!(list["units"][0]["contacts"][0]["name"], "Lan");
    assert!(home.ok(&["contact", "list", "01"]).contains("0200 000 001"));
    home.ok(&["report", "receive", "02"]);
    let queue = home.json(&["queue"]);
    assert_eq!(queue["schema"], "ketnoi.queue/1");
    assert_eq!(queue["queue"][0]["unit"], "02");
    assert!(home.ok(&["queue"]).contains("Ha Giang"));
    assert!(
        home.ok(&["queue", "--now", "2020-05-02T00:00:00+07:00"])
            .contains("Ha Giang")
    );
}

#[test]
fn ones_own_last_command_is_taken_back_whole() {
    let (home, vi) = (Home::new(), Home::speaking("vi"));
    home.fails(3, &["undo"]);
    assert!(vi.fails(3, &["undo"]).contains("hoàn tác"));
    home.ok(&["report", "receive", "01", "02"]);
    home.ok(&["undo"]);
    assert_eq!(home.json(&["report", "show", "01"])["state"], "awaiting");
    assert_eq!(home.json(&["report", "show", "02"])["state"], "awaiting");
    home.ok(&["undo", "--redo"]);
    assert_eq!(home.json(&["report", "show", "02"])["state"], "received");
}

#[test]
fn status_is_filtered_and_written_in_three_forms() {
    let home = Home::new();
    home.ok(&["report", "receive", "01", "79"]);
    let s = home.json(&["status", "--region", "dong nam bo", "--state", "received"]);
    let codes: Vec<&str> = s["units"]
        .as_array()
        .expect("units")
        .iter()
        .filter_map(|u| u["code"].as_str())
        .collect();
    assert_eq!(codes, ["79"]);
    assert_eq!(
        home.ok(&["status", "--format", "json", "--region", "southeast"])
            .lines()
            .count(),
        1
    );
    let csv = home.ok(&["status", "--format", "csv"]);
    assert!(csv.starts_with("code,abbr,name,"), "no mark in a pipe: {csv}");
    assert_eq!(csv.lines().count(), 64);
    assert!(
        home.ok(&["status", "--format", "csv", "--bom"])
            .starts_with('\u{feff}')
    );
    let file = std::fs::File::create(home.path("s.csv")).expect("a file");
    let ran = home
        .program()
        .args(["status", "--format", "csv"])
        .stdout(file)
        .status()
        .expect("it runs");
    assert!(
        ran.success() && home.read("s.csv").starts_with('\u{feff}'),
        "a file is for Excel"
    );
    let said = home.fails(4, &["status", "--region", "dong nam"]);
    assert!(said.contains("southeast") || said.contains("Southeast"), "{said}");
}

#[test]
fn what_outsiders_wrote_moves_no_cursor() {
    // `Home` looks at every byte of every run; here is something to look at.
    let home = Home::new();
    let evil = "\u{1b}[2J\u{9b}31m\u{202e}gnp\u{200b}\u{7}\r\n=HYPERLINK()";
    home.ok(&["report", "receive", "01", "--note", evil]);
    home.ok(&["contact", "set", "01", "--name", evil, "--phone", evil]);
    home.ok(&[
        "activity", "add", "--unit", "01", "--kind", "other", "--title", evil,
    ]);
    let shown = home.ok(&["report", "show", "01"]);
    assert!(
        shown.contains("␛[2J") && shown.contains("U+202E"),
        "marked: {shown}"
    );
    for args in [
        &["log"][..],
        &["log", "--json"],
        &["report", "show", "01", "--json"],
        &["contact", "list"],
        &["contact", "list", "--json"],
        &["activity", "list"],
        &["activity", "list", "--json"],
    ] {
        home.ok(args);
    }
    let shown = home.json(&["report", "show", "01"]);
    assert_eq!(
        shown["versions"][0]["note"].as_str(),
        Some(evil),
        "JSON keeps what came"
    );
    for args in [
        &["report", "show", evil][..],
        &["status", "--region", evil],
        &["--campaign", evil, "status"],
    ] {
        assert_ne!(home.run(args).code, 0);
    }
    assert_eq!(home.run(&[evil]).code, 2);
}
