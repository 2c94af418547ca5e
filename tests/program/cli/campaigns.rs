//! Campaigns: made, opened, amended, extended, closed; and files that cannot be read.

use super::home::Home;

const NEW: &[&str] = &[
    "campaign",
    "new",
    "wtisd-2026",
    "--from",
    "wtisd-2020",
    "--day",
    "2026-05-17",
    "--roster",
    "vn-provinces-34",
];

/// The text of a campaign file that a person has finished.
pub fn finished(home: &Home) -> String {
    home.ok(NEW);
    let text = home.read("wtisd-2026.yaml").replace("TODO: ", "");
    std::fs::remove_file(home.path("wtisd-2026.yaml")).expect("removed");
    text
}

#[test]
fn a_new_campaign_is_written_finished_and_opened() {
    let home = Home::new();
    assert!(home.ok(NEW).contains("wtisd-2026.yaml"));
    assert!(home.fails(1, NEW).contains("left as it is") || home.fails(1, NEW).contains("left as it was"));
    let said = home.fails(1, &["campaign", "open", "wtisd-2026.yaml"]);
    assert!(said.contains("line 6") && said.contains("TODO"), "{said}");
    home.write(
        "wtisd-2026.yaml",
        home.read("wtisd-2026.yaml").replace("TODO: ", ""),
    );
    let receipt = home.json(&["campaign", "open", "wtisd-2026.yaml"]);
    assert_eq!(receipt["campaign"], "wtisd-2026");
    home.fails(3, &["campaign", "open", "wtisd-2026.yaml"]);
    let list = home.json(&["campaign", "list"]);
    assert_eq!(list["schema"], "ketnoi.campaigns/1");
    let rows = list["campaigns"].as_array().expect("campaigns");
    assert_eq!(rows.len(), 2);
    let new = rows
        .iter()
        .find(|r| r["id"] == "wtisd-2026")
        .expect("the new one");
    assert_eq!(
        (&new["chosen"], &new["shipped"], &new["units"]),
        (&true.into(), &false.into(), &34.into())
    );
    assert_eq!(
        home.json(&["status"])["counts"]["total"],
        34,
        "the newest opened is the default"
    );
    assert_eq!(
        home.json(&["--campaign", "wtisd-2020", "status"])["counts"]["total"],
        63
    );
    let said = home.ok(&["--campaign", "wtisd-2020", "report", "acknowledge", "01"]);
    assert!(said.contains("Opened the campaign wtisd-2020"), "{said}");
    assert!(home.ok(&["campaign", "list"]).contains("wtisd-2020"));

    home.fails(3, &["campaign", "amend", "wtisd-2026.yaml"]);
    let text = home.read("wtisd-2026.yaml");
    home.write(
        "wtisd-2026.yaml",
        text.replace("cutoff: \"2026-06-05", "cutoff: \"2026-06-06"),
    );
    home.ok(&["campaign", "amend", "wtisd-2026.yaml", "--note", "second letter"]);
    let shown = home.json(&["campaign", "show", "wtisd-2026"]);
    assert_eq!(shown["schema"], "ketnoi.campaign/1");
    assert_eq!(shown["deadline"]["last_day"], "2026-06-05");
    assert!(
        home.ok(&["campaign", "show"]).contains("wtisd-2026")
            || home.ok(&["campaign", "show"]).contains("wtisd-2020")
    );
    home.fails(4, &["campaign", "show", "wtisd-1999"]);
}

#[test]
fn what_a_new_campaign_needs_is_checked() {
    let (home, vi) = (Home::new(), Home::speaking("vi"));
    let new = |id: &str, from: &str, day: &str, roster: &str| {
        let args = [
            "campaign", "new", id, "--from", from, "--day", day, "--roster", roster,
        ]
        .map(str::to_owned);
        move |home: &Home, code| {
            let args: Vec<&str> = args.iter().map(String::as_str).collect();
            home.fails(code, &args)
        }
    };
    let said = new("wtisd-2026", "wtisd-2020", "2026-05-17", "vn-provinces-63")(&home, 3);
    assert!(said.contains("vn-provinces-63"), "{said}");
    new("wtisd-2026", "wtisd-2020", "2026-05-17", "vn-provinces-63")(&vi, 3);
    let said = new("wtisd-2026", "wtisd-2020", "2026-05-17", "vn-provinces-43")(&home, 4);
    assert!(said.contains("did you mean vn-provinces-"), "{said}");
    new("wtisd-2026", "wtisd-2019", "2026-05-17", "vn-provinces-34")(&home, 4);
    new("WTISD", "wtisd-2020", "2026-05-17", "vn-provinces-34")(&home, 2);
    new("wtisd-2026", "wtisd-2020", "17 May", "vn-provinces-34")(&home, 2);
    assert!(home.listing().is_empty());
    // Nobody knows the theme of 2027 yet.
    home.ok(&[
        "campaign",
        "new",
        "wtisd-2027",
        "--from",
        "wtisd-2020",
        "--day",
        "2027-05-17",
        "--roster",
        "vn-provinces-34",
        "-o",
        "n.yaml",
    ]);
    assert!(
        home.read("n.yaml")
            .lines()
            .any(|l| l.starts_with("theme:") && l.contains("TODO"))
    );
}

#[test]
fn a_campaign_of_today_needs_its_day_and_one_sentence() {
    let home = Home::new();
    let made = home.json(&["campaign", "new", "wtisd-2027", "--day", "17/05/2027"]);
    assert_eq!(made["todo"], 2);
    assert_eq!(made["unfinished"], serde_json::json!(["theme.vi", "theme.en"]));
    let said = home.ok(&["campaign", "new", "wtisd-2028", "--day", "2028-05-17", "--yes"]);
    assert!(
        said.contains("(2: theme)") && said.contains("wtisd-2028.yaml"),
        "{said}"
    );
    let vi = Home::speaking("vi");
    let said = vi.ok(&["campaign", "new", "wtisd-2027", "--day", "17/05/2027"]);
    assert!(said.contains("(2: theme)"), "{said}");
    // A model is where a campaign comes from; it is none itself.
    assert!(!home.ok(&["campaign", "list"]).contains("wtisd-2027"));
    home.fails(4, &["--campaign", "wtisd-2027", "status"]);
    home.fails(4, &["campaign", "open", "wtisd-2027"]);
    let text = home.read("wtisd-2027.yaml");
    home.write(
        "wtisd-2027.yaml",
        text.replace("TODO: this year's theme", "Bridges")
            .replace("TODO: chủ đề năm nay", "Cầu nối"),
    );
    home.ok(&["campaign", "open", "wtisd-2027.yaml"]);
    let shown = home.json(&["campaign", "show"]);
    assert_eq!(
        (&shown["id"], &shown["theme"]["vi"]),
        (&"wtisd-2027".into(), &"Cầu nối".into())
    );
    // An activity is tagged with the edition's own numbers.
    let tag = |goal: &'static str| {
        [
            "activity",
            "add",
            "--unit",
            "01",
            "--title",
            "t",
            "--kind",
            "poster",
            "--from",
            "2027-05-17",
            "--goal",
            goal,
        ]
    };
    home.ok(&tag("2.6"));
    home.fails(3, &tag("2.10"));
    // From here on the campaign that was opened goes before the model of that name.
    let next = home.json(&[
        "campaign",
        "new",
        "wtisd-2029",
        "--from",
        "wtisd-2027",
        "--day",
        "2029-05-17",
        "--yes",
    ]);
    assert_eq!(next["todo"], 8, "one year's letter is not the next's");
}

#[test]
fn more_time_for_one_and_for_all_and_the_end() {
    let (home, vi) = (Home::new(), Home::speaking("vi"));
    let said = home.fails(3, &["campaign", "extend", "--until", "2020-06-04"]);
    assert!(said.contains("04/06/2020"), "the day that holds: {said}");
    assert!(
        vi.fails(3, &["campaign", "extend", "--until", "2020-06-04"])
            .contains("04/06/2020")
    );
    home.ok(&["campaign", "open", "wtisd-2020"]);
    home.fails(3, &["campaign", "open", "wtisd-2020"]);
    home.ok(&["campaign", "extend", "--until", "10/06/2020", "--note", "storm"]);
    home.ok(&[
        "campaign",
        "extend",
        "--until",
        "2020-06-15",
        "--unit",
        "ha giang",
    ]);
    let status = home.json(&["status"]);
    assert_eq!(status["cutoff"], "2020-06-11T00:00:00+07:00");
    let hgg = status["units"]
        .as_array()
        .and_then(|u| u.iter().find(|u| u["code"] == "02"))
        .expect("02");
    assert_eq!(hgg["cutoff"], "2020-06-16T00:00:00+07:00");
    let said = home.fails(3, &["campaign", "close", "--note", "all in"]);
    assert!(
        said.contains("63 units have not reported: Ha Noi, ") && said.contains("--yes"),
        "{said}"
    );
    assert!(
        vi.fails(3, &["campaign", "close"])
            .contains("63 đơn vị vẫn chưa có báo cáo: Hà Nội, ")
    );
    let receipt = home.json(&["campaign", "close", "--note", "all in", "--yes"]);
    assert_eq!(receipt["missing"].as_array().map(Vec::len), Some(63));
    assert_eq!(home.json(&["status"])["phase"], "closed");
    home.fails(3, &["report", "receive", "01"]);
    home.fails(3, &["undo"]);
    assert!(home.json(&["campaign", "list"])["campaigns"][0]["opened"].is_object());
    home.fails(4, &["campaign", "open", "wtisd-2021"]);
    home.fails(1, &["campaign", "open", "nowhere.yaml"]);
}

#[test]
fn a_slip_of_an_extension_is_put_right() {
    let home = Home::new();
    let cutoff = |home: &Home| home.json(&["status"])["cutoff"].clone();
    let slip = ["campaign", "extend", "--until", "2062-12-11"];
    let said = home.fails(3, &slip);
    assert!(
        said.contains("11 December 2062") && said.contains("--yes"),
        "{said}"
    );
    assert!(!home.store().exists(), "it was asked before anything was made");
    let right = |day: &'static str| ["campaign", "extend", "--until", day, "--replace"];
    let with_note = |day| [&right(day)[..], &["--note", "wrong year"]].concat();
    home.fails(3, &with_note("2020-06-12")); // nothing is there to be put right
    home.ok(&[&slip[..], &["--yes"]].concat());
    home.ok(&["report", "receive", "01"]);
    assert!(home.fails(3, &right("2020-06-12")).contains("--note"));
    assert!(home.fails(3, &with_note("2020-06-03")).contains("04/06/2020"));
    let receipt = home.json(&with_note("2020-06-12"));
    assert_eq!(receipt["did"], "campaign_replace");
    assert_eq!(cutoff(&home), "2020-06-13T00:00:00+07:00");
    let log = home.ok(&["log"]);
    assert!(
        log.contains("extended through 11/12/2062") && log.contains("12/06/2020, in place of 11/12/2062"),
        "both are told: {log}"
    );
    home.ok(&["undo"]);
    assert_eq!(cutoff(&home), "2062-12-12T00:00:00+07:00");
    home.ok(&["undo", "--redo"]);
    assert_eq!(cutoff(&home), "2020-06-13T00:00:00+07:00");

    // Of one unit: what holds for all goes before it, and that is said.
    let unit = ["campaign", "extend", "--unit", "hai phong", "--until"];
    home.ok(&[&unit[..], &["2020-06-20"]].concat());
    let receipt = home.json(&[&unit[..], &["2020-06-10", "--replace", "--note", "x"]].concat());
    assert_eq!(receipt["not_in_effect"][0]["what"], "own_deadline");
    assert_eq!(receipt["not_in_effect"][0]["until"], "2020-06-12");
    assert_eq!(
        home.json(&["report", "show", "31"])["cutoff"],
        "2020-06-13T00:00:00+07:00"
    );
}

#[test]
fn an_amendment_says_what_does_not_take_effect() {
    let (home, vi) = (Home::new(), Home::speaking("vi"));
    let good = finished(&home);
    for home in [&home, &vi] {
        home.write("c.yaml", &good);
        home.ok(&["campaign", "open", "c.yaml"]);
        home.ok(&["campaign", "extend", "--until", "2026-08-30"]);
        home.ok(&["campaign", "extend", "--until", "2026-09-15", "--unit", "01"]);
        let later = good.replace("cutoff: \"2026-06-05", "cutoff: \"2026-06-09");
        assert_ne!(later, good);
        home.write("c.yaml", later);
    }
    let receipt = home.json(&["campaign", "amend", "c.yaml"]);
    let idle = &receipt["not_in_effect"];
    assert_eq!(
        (&idle[0]["what"], &idle[0]["until"]),
        (&"deadline".into(), &"2026-08-30".into())
    );
    assert_eq!(idle[1]["units"], serde_json::json!(["01"]));
    let said = vi.ok(&["campaign", "amend", "c.yaml"]);
    assert!(
        said.contains("Chưa có hiệu lực: hạn mới") && said.contains("30/08/2026"),
        "{said}"
    );
}

#[test]
fn a_broken_file_is_told_with_its_place() {
    let (home, vi) = (Home::new(), Home::speaking("vi"));
    let good = finished(&home);
    let open = |home: &Home, text: &[u8]| {
        home.write("c.yaml", text);
        home.fails(1, &["campaign", "open", "c.yaml"])
    };
    let bomb = {
        let mut t = String::from("a: &a [x, x, x, x, x, x, x, x, x]\n");
        for (n, p) in ('b'..='k').zip('a'..='j') {
            t.push_str(&format!(
                "{n}: &{n} [*{p}, *{p}, *{p}, *{p}, *{p}, *{p}, *{p}, *{p}, *{p}]\n"
            ));
        }
        t
    };
    let rows: Vec<(String, &str)> = vec![
        (format!("{good}schema: 1\n"), "schema"),
        (good.replace("window:", "\twindow:"), "tab"),
        (good.replace("activity_kinds:", "activity_kind:"), "did you mean"),
        (good.replace("day: 2026-05-17", "day: soon"), "date"),
        (good.replace("goals: [connect2030-2022, sdg]", "goals: 7"), "list"),
        (
            good.replace("roster: vn-provinces-34", "roster: vn-provinces-63"),
            "roster",
        ),
        (
            good.replace("roster: vn-provinces-34", "roster: vn-provinces-35"),
            "vn-provinces-34",
        ),
        (good.replace("cutoff: \"2026", "cutoff: \"2025"), "cutoff"),
        (bomb, "references"),
        ("[".repeat(100_000), "c.yaml"),
        (String::new(), "no content"),
    ];
    for (text, word) in rows {
        let said = open(&home, text.as_bytes());
        assert!(said.contains("c.yaml") || said.contains("vn-provinces"), "{said}");
        assert!(said.contains(word), "{word}: {said}");
        open(&vi, text.as_bytes());
    }
    open(&home, b"\xff\xfes\0c\0");
    open(&home, &[0xc3, 0x28]);
    // A byte order mark is what Windows editors write; it does no harm.
    let mut with_mark = b"\xef\xbb\xbf".to_vec();
    with_mark.extend(good.as_bytes());
    home.write("c.yaml", with_mark);
    home.ok(&["campaign", "open", "c.yaml"]);
}

#[test]
fn a_year_stands_beside_the_one_before_over_other_provinces() {
    let home = Home::new();
    home.ok(&["campaign", "open", "wtisd-2020"]);
    for unit in ["HNI", "HGG"] {
        home.ok(&[
            "--campaign",
            "wtisd-2020",
            "report",
            "receive",
            unit,
            "--at",
            "2020-05-20",
            "--note",
            "x",
        ]);
    }
    home.ok(&["campaign", "new", "wtisd-2027", "--day", "2027-05-17"]);
    let text = home.read("wtisd-2027.yaml").replace("TODO: ", "");
    home.write("wtisd-2027.yaml", text);
    home.ok(&["campaign", "open", "wtisd-2027.yaml"]);
    let against = ["status", "--against", "wtisd-2020"];
    let told = home.json(&against);
    assert_eq!(told["against"], "wtisd-2020");
    let of = |told: &serde_json::Value, code: &str| {
        let units = told["units"].as_array().expect("units");
        units.iter().find(|u| u["code"] == code).expect("a unit")["against"].clone()
    };
    // The code is the same, the province is not: 08 was formed from 08 and 02.
    assert_eq!(
        of(&told, "01"),
        serde_json::json!([{"code": "01", "state": "received", "timeliness": "on_time"}])
    );
    let codes: Vec<String> = of(&told, "08")
        .as_array()
        .expect("two")
        .iter()
        .map(|u| u["code"].as_str().expect("a code").to_owned())
        .collect();
    assert_eq!(codes, ["08", "02"]);
    let row = |table: &str, name: &str| {
        let found = table.lines().find(|l| l.contains(name));
        found.unwrap_or_else(|| panic!("{name} in {table}")).to_owned()
    };
    let table = home.ok(&against);
    assert!(
        row(&table, "Tuyen Quang").ends_with("1/2 reported, 1 on time"),
        "{table}"
    );
    let csv = home.ok(&[
        &against[..],
        &[
            "--format",
            "csv",
            "--columns",
            "code,against_units,against_reported,against_on_time",
        ],
    ]
    .concat());
    assert!(csv.lines().any(|l| l == "08,2,1,1"), "{csv}");
    // The other way round: what became of each.
    let back = home.json(&["--campaign", "wtisd-2020", "status", "--against", "wtisd-2027"]);
    assert_eq!(
        of(&back, "02"),
        serde_json::json!([{"code": "08", "state": "awaiting", "timeliness": "pending"}])
    );
    home.fails(4, &["status", "--against", "wtisd-1999"]);
    assert!(
        !home.json(&["status"])["units"][0]
            .as_object()
            .expect("a unit")
            .contains_key("against")
    );
}

#[test]
fn every_mistake_of_a_campaign_file_is_told_with_its_line_at_once() {
    for (lang, todo, reversed) in [
        ("en", "a TODO must still be rewritten", "before the first"),
        ("vi", "còn chỗ ghi TODO", "đứng trước ngày đầu"),
    ] {
        let home = Home::speaking(lang);
        home.ok(&["campaign", "new", "wtisd-2027", "--day", "2027-05-17"]);
        let told = home.fails(4, &["campaign", "open", "wtisd-2027"]);
        assert!(told.contains("wtisd-2027.yaml"), "{told}");
        let text = home.read("wtisd-2027.yaml");
        let window = text
            .lines()
            .find(|l| l.starts_with("window:"))
            .expect("the window");
        home.write(
            "bad.yaml",
            text.replace(window, "window: {from: 2027-06-01, to: 2027-05-01}"),
        );
        let told = home.fails(1, &["campaign", "open", "bad.yaml"]);
        let lines: Vec<&str> = told.lines().collect();
        assert_eq!(lines.len(), 3, "two texts to write and a window: {told}");
        assert!(lines.iter().all(|l| l.starts_with("bad.yaml, ")), "{told}");
        assert_eq!(lines.iter().filter(|l| l.contains(todo)).count(), 2, "{told}");
        assert!(lines[2].contains(reversed) || told.contains(reversed), "{told}");
        let told = home.fails(4, &["campaign", "open", "wtisd-2031"]);
        assert!(told.contains("campaign new wtisd-2031"), "{told}");
    }
}
