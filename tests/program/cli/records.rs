//! Recording: every command once, the refusals of the rules, undo, and looking back.

use std::process::Command;

use serde_json::Value;

use super::home::Home;

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
        said.contains("Report recorded: Ha Noi") && !said.contains("01"),
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
fn an_unusual_figure_is_asked_about_by_name() {
    let home = Home::new();
    let figure = [
        "report",
        "figure",
        "01",
        "households_internet=12",
        "ict_skills=40",
    ];
    let said = home.fails(3, &figure);
    assert!(
        said.contains("--yes") && said.contains("households_internet 12.0%"),
        "{said}"
    );
    assert!(
        said.contains("30 to 100") && !said.contains("ict_skills"),
        "{said}"
    );
    home.ok(&[&figure[..], &["--yes"]].concat());
    let shown = home.json(&["report", "show", "01"]);
    assert_eq!(shown["figures"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_figure_can_be_taken_back() {
    let home = Home::new();
    home.ok(&[
        "report",
        "figure",
        "01",
        "households_internet=85.5",
        "digital_plan=yes",
    ]);
    let said = home.ok(&["report", "figure", "01", "digital_plan=", "--note", "a wrong row"]);
    assert!(said.contains("Figures taken back: Ha Noi"), "{said}");
    let figures = |home: &Home| {
        let shown = home.json(&["report", "show", "01"]);
        let rows = shown["figures"].as_array().cloned().unwrap_or_default();
        rows.iter().map(|f| f["id"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(figures(&home), ["households_internet"]);
    assert!(
        home.ok(&["report", "show", "01"])
            .contains("took back the figure “")
    );
    let said = home.fails(3, &["report", "figure", "01", "digital_plan="]);
    assert!(said.contains("digital plan") && said.contains("Ha Noi"), "{said}");
    home.fails(3, &["report", "figure", "01", "nothing="]);
    home.ok(&["undo"]);
    assert_eq!(figures(&home).len(), 2);
}

#[test]
fn a_correction_is_due_from_the_return_on() {
    let home = Home::new();
    let received = "2020-05-20T09:00:00+07:00";
    home.ok(&[
        "report", "receive", "01", "02", "--at", received, "--note", "on paper",
    ]);
    let returned = ["--at", "2020-05-28T09:00:00+07:00", "--note", "by telephone"];
    let due = |unit: &str, more: &[&str]| {
        home.ok(&[&["report", "return", unit][..], &returned, more].concat());
        home.json(&["report", "show", unit])["due"].clone()
    };
    assert_eq!(due("01", &[]), "2020-06-04", "five working days of that week");
    assert_eq!(
        due("02", &["--due", "2020-05-29"]),
        "2020-05-29",
        "long past by now"
    );
    let early = [
        &["report", "return", "01"][..],
        &returned,
        &["--due", "2020-05-27"],
    ]
    .concat();
    assert!(home.fails(3, &early).contains("27/05/2020"));
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
fn units_are_found_as_letters_write_them_at_every_door() {
    let home = Home::new();
    for (word, code) in [
        ("TP. Hồ Chí Minh", "79"),
        ("Thành phố Hà Nội", "01"),
        ("Tỉnh Cao Bằng", "04"),
        ("Bà Rịa – Vũng Tàu", "77"),
        ("Bà Rịa-Vũng Tàu", "77"),
        ("TPHCM", "79"),
        ("Kontum", "62"),
        ("Daklak", "66"),
        ("Bắc Cạn", "06"),
        ("Thừa Thiên - Huế", "46"),
        ("1", "01"),
    ] {
        assert_eq!(home.json(&["report", "show", word])["code"], code, "{word}");
    }
    home.write("a.jpg", "a");
    home.ok(&[
        "activity", "add", "--unit", "TP.HCM", "--kind", "banner", "--title", "A",
    ]);
    home.ok(&["report", "acknowledge", "TPHCM", "Kontum", "1"]);
    home.ok(&["evidence", "add", "Thừa Thiên-Huế", "a.jpg"]);
    home.ok(&["contact", "log", "tỉnh Bắc Cạn"]);
    home.ok(&[
        "campaign",
        "extend",
        "--unit",
        "Daklak",
        "--until",
        "2021-01-01",
        "--note",
        "x",
    ]);
    assert!(
        home.ok(&["activity", "list", "--unit", "tp. hồ chí minh"])
            .contains("HCM-1")
    );
    assert!(home.ok(&["log", "--unit", "kon-tum"]).contains("Kon Tum"));
    assert!(home.ok(&["evidence", "list", "TT Huế"]).contains("a.jpg"));
    let now = ["--now", "2020-05-28T14:03:19+07:00"];
    let under = |word| home.ok(&[&["status", "--under", word], &now[..]].concat());
    assert_eq!(under("Bà Rịa Vũng Tàu"), under("VTU"));
    let said = home.fails(2, &["report", "show", "Tỉnh Hà"]);
    assert!(
        said.contains("Ha Giang") && said.contains("Ha Tinh"),
        "never by guessing: {said}"
    );
    home.fails(4, &["report", "show", "tỉnh"]);
}

#[test]
fn a_text_that_begins_with_a_dash_is_a_text() {
    let home = Home::new();
    let notes = |home: &Home| {
        let log = home.ok(&["log", "--json"]);
        let facts = log
            .lines()
            .map(|l| serde_json::from_str::<Value>(l).expect("JSON"));
        let notes = facts.filter_map(|f| f["data"]["text"].as_str().map(str::to_owned));
        notes.collect::<Vec<_>>()
    };
    for text in [
        "- hẹn gửi",
        "-",
        "--",
        "-5",
        "--at=",
        "--at",
        "một\r\nhai\tba \r\n",
        "a\u{300}\u{7}",
    ] {
        home.ok(&["report", "note", "HNI", &format!("--note={text}")]);
    }
    let expected = ["- hẹn gửi", "-", "--", "-5", "--at=", "--at", "một\nhai ba", "à"];
    assert_eq!(notes(&home), expected);
    for text in ["- hẹn gửi", "-", "--", "-5", "--đã gọi"] {
        home.ok(&["report", "note", "HNI", "--note", text]);
        assert_eq!(notes(&home).last().map(String::as_str), Some(text));
    }
    home.ok(&[
        "activity",
        "add",
        "--unit",
        "CBG",
        "--kind",
        "banner",
        "--title",
        "- Treo\tcờ\r\n",
    ]);
    assert_eq!(
        home.json(&["activity", "list"])["activities"][0]["title"],
        "- Treo cờ"
    );
    home.ok(&["activity", "edit", "CBG-1", "--title", "-- Treo"]);
    home.ok(&[
        "contact",
        "set",
        "CBG",
        "--name",
        "-Lan-",
        "--phone",
        "- 0900 000 001",
    ]);
    home.ok(&["undo", "--note", "- nhầm"]);
    let long = "x".repeat(301);
    for (option, value) in [("--name", &*long), ("--phone", &long)] {
        let set = ["contact", "set", "CBG", "--name", "Lan", option, value];
        let set = if option == "--name" {
            &[&set[..3], &set[5..]].concat()[..]
        } else {
            &set[..]
        };
        assert!(home.fails(3, set).contains("too long"));
    }
    // What is an option stays one: its text was left out.
    for (args, name) in [
        (
            &["report", "note", "HNI", "--note", "--at", "2020-05-28"][..],
            "--note <TEXT>",
        ),
        (
            &["report", "note", "HNI", "--note", "--at=2020-05-28"],
            "--note <TEXT>",
        ),
        (&["report", "note", "HNI", "--note", "--json"], "--note <TEXT>"),
        (&["report", "note", "HNI", "--note", "-h"], "--note <TEXT>"),
        (
            &["contact", "set", "HNI", "--name", "A", "--phone", "--mail"],
            "--phone <TEXT>",
        ),
        (&["report", "note", "HNI", "--note"], "--note"),
    ] {
        let said = home.fails(2, args);
        assert!(
            said.contains("A value is missing for") && said.contains(name),
            "{args:?}: {said}"
        );
    }
}

#[test]
fn tags_are_read_as_the_form_reads_them() {
    let home = Home::new();
    let add = [
        "activity", "add", "--unit", "CBG", "--kind", "banner", "--title", "A",
    ];
    home.ok(&[
        &add[..],
        &["--sdg", "9.C; 17", "--sdg", "9.c", "--goal", "2, 2.8."],
    ]
    .concat());
    let added = &home.json(&["activity", "list", "--sdg", "9.C", "--goal", "2.8."])["activities"][0];
    assert_eq!(added["sdg"], serde_json::json!(["9.c", "17"]));
    assert_eq!(added["goals"], serde_json::json!(["2", "2.8"]));
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
fn a_refused_number_is_written_in_the_readers_language() {
    let figure = ["report", "figure", "CBG", "households_internet=120000"];
    let crowd = [
        "activity",
        "add",
        "--unit",
        "CBG",
        "--kind",
        "other",
        "--title",
        "x",
        "--reach",
        "12345678901",
    ];
    let spoken = [
        ("vi", "= 120.000 (0–100)", "12.345.678.901 (0–10.000.000.000)"),
        ("en", "= 120,000 (0–100)", "12,345,678,901 (0–10,000,000,000)"),
    ];
    for (lang, percent, people) in spoken {
        let home = Home::speaking(lang);
        let said = home.fails(3, &figure);
        assert!(said.contains(percent), "{said}");
        let said = home.fails(3, &crowd);
        assert!(said.contains(people), "{said}");
        assert!(said.contains("Cao B"), "whose number it is: {said}");
    }
}

#[test]
fn an_activity_is_emptied_and_called_off_by_an_edit() {
    let home = Home::new();
    let add = [
        "activity", "add", "--unit", "01", "--kind", "other", "--title", "x",
    ];
    let days = [
        "--from",
        "2020-05-10",
        "--to",
        "2020-05-12",
        "--reach",
        "40",
        "--sdg",
        "9",
    ];
    home.ok(&[&add[..], &days].concat());
    home.ok(&["activity", "edit", "HNI-1", "--to=", "--reach", "", "--sdg="]);
    let activity = |home: &Home| home.json(&["activity", "list", "--unit", "01"])["activities"][0].clone();
    let a = activity(&home);
    assert_eq!(
        (&a["from"], &a["to"], &a["reach"], &a["sdg"]),
        (
            &"2020-05-10".into(),
            &"2020-05-10".into(),
            &Value::Null,
            &serde_json::json!([])
        )
    );
    let cancel = [
        "activity",
        "edit",
        "HNI-1",
        "--status",
        "cancelled",
        "--title",
        "y",
    ];
    assert!(
        home.fails(3, &cancel).contains("--note"),
        "a reason, as `cancel` needs one"
    );
    let said = home.ok(&[&cancel[..], &["--note", "storm"]].concat());
    assert!(said.contains("cancelled: HNI-1"), "{said}");
    assert_eq!(
        (&activity(&home)["status"], &activity(&home)["title"]),
        (&"cancelled".into(), &"y".into())
    );
    let shown = home.ok(&["report", "show", "01"]);
    assert!(shown.contains("cancelled activity HNI-1 – “storm”"), "{shown}");
    home.fails(3, &[&add[..], &["--status", "cancelled"]].concat());
    home.ok(&[&add[..], &["--status", "cancelled", "--note", "flood"]].concat());
    assert!(
        home.ok(&["report", "show", "01"])
            .contains("cancelled activity HNI-2 – “flood”")
    );
}

#[test]
fn a_contact_keeps_what_is_not_named() {
    let home = Home::new();
    home.fails(3, &["contact", "set", "01", "--phone", "0200"]); // whose?
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
    ]);
    home.ok(&[
        "contact",
        "set",
        "01",
        "--name",
        "Lan",
        "--mail",
        "lan@example.vn",
    ]);
    let lan = |home: &Home| home.json(&["contact", "list", "01"])["units"][0]["contacts"][0].clone();
    assert_eq!(lan(&home)["phone"], "0200 000 001");
    assert_eq!(lan(&home)["title"], "clerk");
    home.ok(&["contact", "set", "01", "--phone=", "--title", ""]);
    assert_eq!(
        (&lan(&home)["phone"], &lan(&home)["title"]),
        (&"".into(), &"".into())
    );
    assert_eq!(lan(&home)["mail"], "lan@example.vn");
    home.fails(3, &["contact", "set", "01", "--phone="]); // nothing changes
    home.fails(3, &["contact", "set", "01", "--name="]);
    // Another name is another person, who has nothing of the first.
    home.ok(&["contact", "set", "01", "--name", "Hoa"]);
    let all = home.json(&["contact", "list", "01"])["units"][0]["contacts"].clone();
    assert_eq!(all.as_array().map(Vec::len), Some(2));
    assert_eq!(all[1]["mail"], "");
}

#[test]
fn a_contact_is_read_as_the_form_reads_it() {
    for (lang, number, address) in [
        ("en", "not a telephone number", "not an e-mail address"),
        (
            "vi",
            "không phải là số điện thoại",
            "không phải là địa chỉ thư điện tử",
        ),
    ] {
        let home = Home::speaking(lang);
        let set = ["contact", "set", "01", "--name", "Lan"];
        for (option, value, said) in [
            ("--phone", "chưa có", number),
            ("--mail", "lan@example", address),
            ("--mail", "Lan <lan@example.vn>", address),
        ] {
            let told = home.fails(2, &[&set[..], &[option, value]].concat());
            assert!(told.contains(said) && told.contains(value), "{told}");
        }
        assert!(!home.store().exists(), "nothing was recorded");
    }
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
    let said = home.ok(&["undo"]);
    assert!(
        said.contains("Taken back: ") && said.contains("(Ha Noi, Ha Giang)"),
        "what, and of whom: {said}"
    );
    assert_eq!(home.json(&["report", "show", "01"])["state"], "awaiting");
    assert_eq!(home.json(&["report", "show", "02"])["state"], "awaiting");
    let said = home.ok(&["undo", "--redo"]);
    assert!(said.starts_with("Done again: "), "{said}");
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
    // Named twice, by its name and by its id, a region is counted once.
    let once = home.json(&["status", "--region", "southeast"]);
    let twice = home.json(&["status", "--region", "southeast", "--region", "dong nam bo"]);
    assert_eq!(once["counts"], twice["counts"]);
    let said = home.fails(4, &["status", "--region", "dong nam"]);
    assert!(said.contains("southeast") || said.contains("Southeast"), "{said}");
}

#[test]
fn a_spreadsheet_keeps_the_zeros_of_codes() {
    let home = Home::new();
    let rows = |args: &[&str]| {
        let csv = home.ok(&[
            &["status", "--format", "csv", "--now", "2020-05-28T14:03:19+07:00"],
            args,
        ]
        .concat());
        csv.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let (plain, bom) = (rows(&[]), rows(&["--bom"]));
    assert!(plain[1].starts_with("01,HNI,Hà Nội,"), "{}", plain[1]);
    assert!(bom[1].starts_with("\"=\"\"01\"\"\",HNI,Hà Nội,"), "{}", bom[1]);
    assert_eq!(bom.len(), plain.len());
    for (bom, plain) in bom.iter().zip(&plain).skip(1) {
        let code = plain.split(',').next().expect("a code");
        assert_eq!(
            bom,
            &plain.replacen(code, &format!("\"=\"\"{code}\"\"\""), 1),
            "nothing else is other"
        );
    }
}

/// Where `LibreOffice` is installed, it says itself what it makes of the file, opened and saved again.
#[test]
fn libreoffice_keeps_the_zeros_of_codes() {
    if !on_path("soffice") {
        let said = "NOT DRILLED: LibreOffice (soffice) is not installed";
        assert!(std::env::var_os("KETNOI_CI").is_none(), "{said}");
        eprintln!("{said}");
        return;
    }
    let home = Home::new();
    let list = ["status", "--format", "csv"];
    home.write("plain.csv", home.ok(&list));
    home.write("bom.csv", home.ok(&[&list[..], &["--bom"]].concat()));
    let utf8 = "Text - txt - csv (StarCalc):44,34,76";
    let saved = Command::new("soffice")
        .env("HOME", home.path(""))
        .current_dir(home.path(""))
        .arg(format!(
            "-env:UserInstallation=file://{}",
            home.path("office").display()
        ))
        .args(["--headless", &format!("--infilter={utf8}"), "--convert-to"])
        .args([
            &format!("csv:{utf8}"),
            "--outdir",
            "saved",
            "plain.csv",
            "bom.csv",
        ])
        .output()
        .expect("it runs");
    assert!(
        saved.status.success(),
        "{}",
        String::from_utf8_lossy(&saved.stderr)
    );
    let row = |name: &str| {
        let saved = home.read(&format!("saved/{name}"));
        saved.lines().nth(1).expect("a row").to_owned()
    };
    assert!(row("bom.csv").starts_with("01,HNI,Hà Nội,"), "{}", row("bom.csv"));
    assert!(
        row("plain.csv").starts_with("1,HNI,"),
        "it is the sign that keeps it"
    );
}

pub fn on_path(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|dir| dir.join(name).is_file())
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
    // What only a terminal obeys is not kept, as a form does not keep it; what turns letters around is marked.
    assert!(
        shown.contains("[2J31m") && shown.contains("U+202E"),
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
        Some("[2J31m\u{202e}gnp\u{200b}\n=HYPERLINK()"),
        "JSON keeps what came, as a form does"
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
