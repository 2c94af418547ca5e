//! Lists and days as files, read back by the programs that people open them with.

use std::process::Command;

use serde_json::Value;

use super::home::Home;
use crate::common::desk::who;
use crate::common::leaving::converted;
use crate::common::pty;
use ketnoi::clock::Clock;
use ketnoi::core::decide::{self, Order};
use ketnoi::core::names::{CampaignId, CmdId, UnitCode};
use ketnoi::core::status::Step;
use ketnoi::core::time::Stamp;
use ketnoi::ledger::{Ledger, Opening};
use ketnoi::store::Site;

/// A campaign in which something has happened, with words in it that would do harm.
fn lively(lang: &'static str) -> Home {
    let home = Home::speaking(lang);
    home.ok(&["campaign", "open", "wtisd-2020"]);
    let at = ["--at", "2020-06-01T09:00", "--note", "=1+1"];
    home.ok(&[&["report", "receive", "HNI"][..], &at].concat());
    home.ok(&[&["report", "receive", "CBG"][..], &at].concat());
    home.ok(&["report", "accept", "HNI"]);
    home.ok(&[
        "contact",
        "set",
        "HNI",
        "--name",
        "=cmd|' /C calc'!A1",
        "--phone",
        "+84 24 3825",
        "--mail",
        "lan@example.vn",
    ]);
    let what = [
        "activity", "add", "--unit", "HNI", "--kind", "seminar", "--mode", "online", "--reach", "1200",
    ];
    let when = [
        "--from",
        "2020-05-17",
        "--to",
        "2020-05-18",
        "--title",
        "=HYPERLINK(\"http://x\")",
    ];
    home.ok(&[&what[..], &when].concat());
    home.ok(&[
        "report",
        "figure",
        "HNI",
        "households_internet=81,5",
        "digital_plan=yes",
    ]);
    home.ok(&[
        "campaign",
        "extend",
        "--until",
        "2020-06-10",
        "--unit",
        "DNG",
        "--note",
        "lũ",
    ]);
    home
}

/// Runs a script of Python over a file; `None` where Python or its library is missing.
fn python(script: &str, file: &std::path::Path) -> Option<Value> {
    // Debian's own has the libraries, whichever comes first on PATH.
    let able = |python: &&str| {
        let tried = Command::new(python)
            .args(["-c", "import openpyxl, icalendar"])
            .output();
        tried.is_ok_and(|t| t.status.success())
    };
    let Some(program) = ["/usr/bin/python3", "python3"].into_iter().find(able) else {
        pty::skip("no python3 with openpyxl and icalendar");
        return None;
    };
    let ran = Command::new(program)
        .arg("-c")
        .arg(script)
        .arg(file)
        .output()
        .expect("it ran before");
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{said}");
    Some(serde_json::from_slice(&ran.stdout).expect("JSON"))
}

/// What a book is, as another reader sees it.
const BOOK: &str = r#"
import sys, json, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
page = book.worksheets[0]
rows = [[c.value if not hasattr(c.value, "isoformat") else c.value.isoformat() for c in row] for row in page.iter_rows()]
print(json.dumps({
    "names": book.sheetnames, "rows": rows, "freeze": page.freeze_panes, "filter": page.auto_filter.ref,
    "formulas": sum(c.data_type == "f" for p in book.worksheets for row in p.iter_rows() for c in row),
    "types": [c.data_type for c in page[2]], "colours": sum(len(r.rules) for r in page.conditional_formatting),
    "links": len(page._hyperlinks), "charts": [len(p._charts) for p in book.worksheets],
    "counted": [[c.value for c in row] for row in book.worksheets[-1].iter_rows()],
}, default=str))
"#;

/// The place of a column under this heading.
fn column(rows: &[Value], head: &str) -> usize {
    let heads = rows[0].as_array().expect("headings");
    heads
        .iter()
        .position(|h| h == head)
        .unwrap_or_else(|| panic!("{head}: {heads:?}"))
}

#[test]
fn a_book_is_read_by_others_as_it_was_meant() {
    let home = lively("vi");
    for name in ["status", "activities", "figures", "contacts", "log"] {
        let file = format!("{name}.xlsx");
        let receipt = home.json(&["export", name, "-o", &file]);
        assert_eq!(
            (&receipt["what"], &receipt["format"]),
            (&name.into(), &"xlsx".into())
        );
        assert!(receipt["recorded"].is_u64(), "{receipt}");
        let path = home.path(&file);
        let Some(book) = python(BOOK, &path) else { return };
        assert_eq!(book["freeze"], "A2", "{name}");
        assert_eq!(
            (&book["formulas"], &book["links"]),
            (&0.into(), &0.into()),
            "{name}: words stay words"
        );
        let rows = book["rows"].as_array().expect("rows");
        assert!(
            book["filter"]
                .as_str()
                .is_some_and(|f| f.ends_with(&rows.len().to_string())),
            "{name}: {}",
            book["filter"]
        );
        let has = |cell: &Value| {
            rows.iter()
                .any(|r| r.as_array().is_some_and(|r| r.contains(cell)))
        };
        match name {
            "status" => {
                assert_eq!(rows.len(), 64);
                assert!(has(&"Đã duyệt".into()) && has(&"2020-06-01T09:00:00".into()));
                assert!(book["colours"].as_u64().is_some_and(|n| n >= 6));
                assert_eq!(book["charts"], serde_json::json!([0, 1]));
                let sum = |column: usize| -> i64 {
                    let rows = book["counted"].as_array().expect("rows").iter().skip(1);
                    rows.map(|r| r[column].as_i64().expect("a number")).sum()
                };
                assert_eq!((1..=6).map(sum).sum::<i64>(), 63, "the chart counts every unit");
            }
            "activities" => {
                assert!(
                    has(&"=HYPERLINK(\"http://x\")".into()) && has(&1200.into()),
                    "{rows:?}"
                );
                // A day is a day, with its year, and what a screen puts together stands apart.
                let days: Vec<usize> = ["Ngày đầu", "Ngày cuối"].map(|head| column(rows, head)).to_vec();
                assert_eq!(rows[1][days[0]], "2020-05-17T00:00:00", "{rows:?}");
                assert_eq!(rows[1][days[1]], "2020-05-18T00:00:00", "{rows:?}");
                assert!(!has(&"Thời gian".into()), "{rows:?}");
                assert_eq!(book["charts"], serde_json::json!([0, 1]));
            }
            "figures" => {
                assert!(has(&serde_json::json!(81.5)) && has(&1.into()), "{rows:?}");
                assert!(has(&"%".into()) && !has(&"percent".into()), "{rows:?}");
            }
            "contacts" => {
                let heads = [
                    "Mã",
                    "Đơn vị",
                    "Đầu mối",
                    "Chức vụ",
                    "Điện thoại",
                    "Địa chỉ",
                    "Liên hệ gần nhất",
                    "Cách liên hệ",
                    "Người liên hệ",
                    "Ghi chú",
                ];
                assert_eq!(rows[0], serde_json::json!(heads));
                assert_eq!(rows.len(), 2, "{rows:?}");
            }
            _ => assert!(rows.len() > 5),
        }
        let Some(csv) = converted(&path, "csv") else {
            return;
        };
        assert!(
            std::fs::metadata(csv).is_ok_and(|m| m.len() > 20),
            "{name}: an office opens it"
        );
    }
}

#[test]
fn the_same_moment_is_the_same_list_and_csv_has_stable_names() {
    let home = lively("en");
    let moment = home.json(&["export", "status", "-o", "a.xlsx"])["moment"]
        .as_str()
        .expect("a moment")
        .to_owned();
    home.ok(&["report", "receive", "DNG"]);
    home.ok(&["export", "status", "-o", "b.xlsx", "--known-at", &moment]);
    let bytes = |name: &str| std::fs::read(home.path(name)).expect("a file");
    assert!(bytes("a.xlsx") == bytes("b.xlsx"), "the same bytes");
    home.ok(&["export", "figures", "-o", "f.csv"]);
    let csv = home.read("f.csv");
    assert!(
        csv.contains("unit,unit_name,indicator,value,measure,unusual,at,actor"),
        "{csv}"
    );
    assert!(csv.contains("01,Hà Nội,households_internet,81.5,"), "{csv}");
    home.ok(&["export", "contacts", "--words", "-o", "c.csv"]);
    assert!(home.read("c.csv").contains("'=cmd|"), "guarded");
    let said = home.fails(3, &["export", "status", "-o", "a.xlsx"]);
    assert!(said.contains("a.xlsx"), "an old file stays: {said}");
    let said = home.fails(2, &["export", "status", "-o", "a.docx"]);
    assert!(said.contains("xlsx, csv"), "{said}");
    home.fails(2, &["export", "log"]);
}

/// Somebody else's clock was ahead of this machine's by a minute: what a file tells of is what was on record by the moment
/// that is told, whatever the clock here says.
#[test]
fn the_moment_of_a_file_is_none_before_what_is_in_it() {
    let home = lively("en");
    let ahead = Stamp(Clock::Real.now().0 + 60_000);
    let mut ledger = Ledger::open(Opening {
        site: Site::file(home.store()),
        campaign: Some(CampaignId::from("wtisd-2020")),
        shipped: &|_| None,
        who: who("lan"),
        clock: Clock::Fixed(ahead),
        read_only: None,
    })
    .expect("a ledger");
    let receive = decide::Command::Report {
        units: vec![UnitCode::from("48")],
        step: Step::Receive,
        due: None,
        files: Vec::new(),
    };
    let order = Order::new(CmdId(ulid::Ulid::new()), receive);
    ledger.submit(&order).expect("on record");
    for (what, file) in [("status", "xlsx"), ("consolidated", "docx"), ("calendar", "ics")] {
        let (a, b) = (format!("a.{file}"), format!("b.{file}"));
        let told = home.json(&["export", what, "-o", &a]);
        let moment = told["moment"].as_str().expect("a moment").to_owned();
        let told = Stamp::parse_rfc3339(&moment).expect("RFC 3339");
        assert!(told >= ahead, "{what}: {moment}");
        home.ok(&["export", what, "-o", &b, "--known-at", &moment]);
        let bytes = |name: &str| std::fs::read(home.path(name)).expect("a file");
        assert!(bytes(&a) == bytes(&b), "{what}: the same bytes");
    }
}

/// What a calendar is, as another reader sees it.
const CALENDAR: &str = r#"
import sys, json, icalendar
cal = icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read())
def told(e):
    end = e.get("dtend")
    return {"uid": str(e["uid"]), "start": e["dtstart"].dt.isoformat(), "end": end and end.dt.isoformat(),
            "title": str(e["summary"]), "stamp": e["dtstamp"].dt.isoformat()}
print(json.dumps([told(e) for e in cal.walk("VEVENT")]))
"#;

#[test]
fn a_calendar_is_read_by_others_as_it_was_meant() {
    let home = lively("vi");
    home.ok(&[
        "export",
        "calendar",
        "-o",
        "lich.ics",
        "--known-at",
        "2030-01-01T00:00:00+07:00",
    ]);
    let text = home.read("lich.ics");
    assert!(
        text.split("\r\n").all(|l| l.len() <= 75 && !l.contains('\n')),
        "{text}"
    );
    let Some(all) = python(CALENDAR, &home.path("lich.ics")) else {
        return;
    };
    let of = |uid: &str| {
        let all = all.as_array().expect("entries");
        let found = all
            .iter()
            .find(|e| e["uid"] == format!("wtisd-2020-{uid}@ketnoi"));
        found.unwrap_or_else(|| panic!("{uid} in {all:?}"))
    };
    let when = |uid: &str| {
        (
            of(uid)["start"].as_str().expect("a start"),
            of(uid)["end"].as_str(),
        )
    };
    assert_eq!(
        when("day"),
        ("2020-05-17", Some("2020-05-18")),
        "the end is the day after"
    );
    assert_eq!(when("last-day"), ("2020-06-04", Some("2020-06-05")));
    assert_eq!(when("deadline"), ("2020-06-04T17:00:00+00:00", None));
    assert_eq!(when("extension-48"), ("2020-06-10T17:00:00+00:00", None));
    assert!(
        of("extension-48")["title"]
            .as_str()
            .is_some_and(|t| t.contains("Đà Nẵng"))
    );
    assert_eq!(when("window").0, "2020-05-01");
}
