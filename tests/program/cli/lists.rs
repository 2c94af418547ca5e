//! Lists as files: what a spreadsheet gets is what the screen shows, with numbers and days that it can reckon with.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use calamine::{Data, Reader, Xlsx, open_workbook};

use super::home::Home;
use super::records::on_path;

/// Every command that lists.
const LISTS: [&[&str]; 9] = [
    &["status"],
    &["queue"],
    &["activity", "list"],
    &["contact", "list"],
    &["evidence", "list"],
    &["document", "list"],
    &["campaign", "list"],
    &["log"],
    &["log", "--audit"],
];

const HOSTILE: &str = "=HYPERLINK(\"http://x\")|treo";

/// A store with something in every list.
fn filled(lang: &'static str) -> Home {
    let home = Home::speaking(lang);
    home.ok(&["campaign", "open", "wtisd-2020"]);
    home.ok(&[
        "report",
        "receive",
        "HNI",
        "--note",
        "=1+1",
        "--at",
        "2020-05-20T09:30",
    ]);
    home.ok(&[
        "activity",
        "add",
        "--unit",
        "CBG",
        "--kind",
        "banner",
        "--title",
        HOSTILE,
        "--from",
        "2020-05-17",
        "--reach",
        "12345",
        "--goal",
        "2.10",
        "--sdg",
        "9.c",
    ]);
    home.ok(&[
        "contact",
        "set",
        "CBG",
        "--name",
        "Nông Thị Lan",
        "--phone",
        "0206 385 0000",
    ]);
    home.ok(&[
        "contact",
        "log",
        "CBG",
        "--note",
        "@hẹn thứ Năm",
        "--at",
        "2020-05-21T10:00",
    ]);
    home.write("anh.txt", "x");
    home.ok(&["evidence", "add", "CBG", "anh.txt"]);
    home
}

fn with<'a>(list: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [list, more].concat()
}

fn sheet(home: &Home, name: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(home.path(name)).expect("a spreadsheet");
    let names = book.sheet_names();
    assert_eq!(names.len(), 1);
    let formulas = book.worksheet_formula(&names[0]).expect("a sheet");
    assert!(
        formulas.used_cells().all(|(.., f)| f.is_empty()),
        "{name} has a formula"
    );
    let range = book.worksheet_range(&names[0]).expect("a sheet");
    range.rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn every_list_leaves_in_every_format_and_says_the_same() {
    for lang in ["vi", "en"] {
        let home = filled(lang);
        for list in LISTS {
            let name = list.join("-");
            let file = format!("{name}.xlsx");
            let said = home.ok(&with(list, &["-o", &file]));
            let rows = sheet(&home, &file);
            assert!(said.contains(&file), "{said}");
            let markdown = home.ok(&with(list, &["--format", "md"]));
            assert_eq!(markdown.lines().count(), rows.len() + 1, "{name}: {markdown}");
            let csv = home.ok(&with(list, &["--format", "csv", "--words"]));
            let mut csv = csv::ReaderBuilder::new()
                .flexible(true)
                .from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
            let heads: Vec<String> = csv.headers().expect("heads").iter().map(str::to_owned).collect();
            let of_sheet: Vec<String> = rows[0].iter().map(ToString::to_string).collect();
            assert_eq!(heads, of_sheet, "{name}");
            let unique: BTreeSet<&String> = heads.iter().collect();
            assert_eq!(unique.len(), heads.len(), "{name}: {heads:?}");
            assert_eq!(csv.records().count(), rows.len() - 1, "{name}");
            let table = home.ok(&with(list, &["--format", "table", "-o", &format!("{name}.txt")]));
            assert!(table.contains(&format!("{name}.txt")));
            // A table of text is what a screen shows.
            let text = home.read(&format!("{name}.txt"));
            let shown = markdown
                .lines()
                .next()
                .expect("heads")
                .trim_matches('|')
                .split('|');
            assert!(
                shown
                    .map(str::trim)
                    .all(|h| text.lines().next().is_some_and(|l| l.contains(h))),
                "{text}"
            );
            // A file that is there stays; nothing but what was asked for is written.
            let before = fs::read(home.path(&file)).expect("a file");
            home.fails(1, &with(list, &["-o", &file]));
            assert_eq!(fs::read(home.path(&file)).expect("a file"), before);
            home.ok(&with(list, &["-o", &file, "--force"]));
        }
    }
}

#[test]
fn a_spreadsheet_has_numbers_days_and_text_that_is_no_formula() {
    let home = filled("vi");
    home.ok(&["activity", "list", "-o", "a.xlsx"]);
    let rows = sheet(&home, "a.xlsx");
    let at = |head: &str| {
        let heads: Vec<String> = rows[0].iter().map(ToString::to_string).collect();
        heads
            .iter()
            .position(|h| h == head)
            .unwrap_or_else(|| panic!("{head} in {heads:?}"))
    };
    assert_eq!(rows[1][at("Tên hoạt động")], Data::String(HOSTILE.into()));
    assert_eq!(rows[1][at("Số người tham gia")], Data::Float(12_345.0));
    home.ok(&["log", "-o", "l.xlsx"]);
    let rows = sheet(&home, "l.xlsx");
    let moment = rows.iter().skip(1).find_map(|r| {
        r.iter()
            .find_map(|c| matches!(c, Data::DateTime(_)).then(|| c.to_string()))
    });
    assert!(moment.is_some(), "{rows:?}");
    home.ok(&["queue", "-o", "q.xlsx", "--now", "2020-05-21T10:00:00+07:00"]);
    let rows = sheet(&home, "q.xlsx");
    assert!(
        rows[1].iter().any(|c| *c == Data::String("Hà Nội".into())),
        "{rows:?}"
    );
    // Figures in a code keep their zero.
    home.ok(&["status", "-o", "s.xlsx"]);
    let codes: Vec<String> = sheet(&home, "s.xlsx").iter().map(|r| r[0].to_string()).collect();
    assert!(codes.contains(&"01".to_owned()), "{codes:?}");
    assert!(
        sheet(&home, "s.xlsx")
            .iter()
            .any(|r| r[0] == Data::String("01".into()))
    );
}

/// A list, cells that stand in it under these heads, and moments as CSV tells them.
type Wanted<'a> = (&'a [&'a str], &'a [(&'a str, Data)], &'a [(&'a str, &'a str)]);

/// What a screen puts together, or tells in words, stands in a file in columns of its own, as what it is.
#[test]
fn a_list_that_leaves_has_a_column_for_each_thing() {
    let home = filled("vi");
    home.ok(&["document", "attach", "res-200", "anh.txt"]);
    let now = ["--now", "2020-05-28T14:00:00+07:00"];
    let whole = |n: f64| Data::Float(n);
    let text = |s: &str| Data::String(s.into());
    let wanted: [Wanted<'_>; 5] = [
        (
            &["contact", "list"],
            &[
                ("Đầu mối", text("Nông Thị Lan")),
                ("Điện thoại", text("0206 385 0000")),
                ("Cách liên hệ", text("gọi điện")),
            ],
            &[("Liên hệ gần nhất", "2020-05-21 10:00")],
        ),
        (
            &["queue"],
            &[("Mã", text("01")), ("Đơn vị", text("Hà Nội"))],
            &[("Từ lúc", "2020-05-20 09:30")],
        ),
        (
            &["evidence", "list"],
            &[("Mã", text("04")), ("Số byte", whole(1.0))],
            &[],
        ),
        (&["document", "list"], &[("Số byte", whole(1.0))], &[]),
        (
            &["campaign", "list"],
            &[("Số đơn vị", whole(63.0))],
            &[("Hạn cuối", "2020-06-04")],
        ),
    ];
    for (list, cells, moments) in wanted {
        let file = format!("{}.xlsx", list.join("-"));
        home.ok(&[list, &["-o", &file], &now].concat());
        let rows = sheet(&home, &file);
        let heads: Vec<String> = rows[0].iter().map(ToString::to_string).collect();
        let column = |head: &str| {
            heads
                .iter()
                .position(|h| h == head)
                .unwrap_or_else(|| panic!("{list:?}: {head} in {heads:?}"))
        };
        for (head, cell) in cells {
            let at = column(head);
            assert!(rows.iter().any(|r| r[at] == *cell), "{list:?}, {head}: {rows:?}");
        }
        let csv = home.ok(&[list, &["--format", "csv", "--words"], &now].concat());
        let mut csv = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
        let records: Vec<csv::StringRecord> = csv.records().map(|r| r.expect("a record")).collect();
        for (head, moment) in moments {
            let at = column(head);
            let is_moment = |r: &Vec<Data>| matches!(r[at], Data::DateTime(_));
            assert!(rows.iter().any(is_moment), "{list:?}, {head}: {rows:?}");
            // In CSV a day or a moment as every spreadsheet reads it, whatever its language.
            assert!(
                records.iter().any(|r| r[at] == **moment),
                "{list:?}, {head}: {records:?}"
            );
        }
    }
    // What was asked for by its name is there, also what a screen puts together.
    home.ok(&[
        "contact",
        "list",
        "--columns",
        "phone,last_contact",
        "-o",
        "c.xlsx",
    ]);
    let rows = sheet(&home, "c.xlsx");
    assert_eq!(rows[0], [text("Điện thoại"), text("Liên hệ gần nhất")]);
}

#[test]
fn the_same_list_is_the_same_file() {
    let home = filled("en");
    let moment = ["--now", "2020-05-28T14:00:00+07:00"];
    home.ok(&with(&["status", "-o", "a.xlsx"], &moment));
    home.ok(&with(&["status", "-o", "b.xlsx"], &moment));
    assert_eq!(
        fs::read(home.path("a.xlsx")).expect("a"),
        fs::read(home.path("b.xlsx")).expect("b")
    );
}

#[test]
fn columns_are_chosen_by_name_and_a_wrong_one_is_told() {
    let home = filled("en");
    let csv = home.ok(&["activity", "list", "--format", "csv", "--columns", "title,id"]);
    assert_eq!(csv.lines().next(), Some("title,id"));
    let json = home.json(&["activity", "list", "--columns", "id"]);
    assert_eq!(json["activities"][0], serde_json::json!({"id": "CBG-1"}));
    let said = home.fails(2, &["activity", "list", "--format", "csv", "--columns", "titel"]);
    assert!(said.contains("title"), "{said}");
    // Where nothing was refused there is no table to choose columns of.
    for list in LISTS.into_iter().filter(|l| !l.contains(&"--audit")) {
        let said = home.fails(2, &with(list, &["--columns", "zzzzzzzz"]));
        let known: Vec<&str> = said
            .rsplit(": ")
            .next()
            .expect("names")
            .trim()
            .split(", ")
            .collect();
        let unique: BTreeSet<&&str> = known.iter().collect();
        assert_eq!(unique.len(), known.len(), "{list:?}: {known:?}");
        let all = home.ok(&with(list, &["--columns", &known.join(",")]));
        let plain = home.ok(list);
        assert_eq!(all.lines().next(), plain.lines().next(), "{list:?}");
    }
}

#[test]
fn what_cannot_be_is_said_in_a_sentence() {
    for lang in ["vi", "en"] {
        let home = filled(lang);
        home.fails(2, &["status", "--json", "--format", "csv"]);
        home.fails(2, &["status", "--format", "json", "--words"]);
        home.fails(2, &["log", "--json", "--columns", "seq"]);
        home.fails(2, &["status", "--format", "pdf"]);
        home.fails(1, &["status", "-o", "nowhere/a.xlsx"]);
        home.fails(1, &["status", "-o", ".", "--force"]);
        let store = home.store().display().to_string();
        home.fails(1, &["status", "-o", &store, "--force"]);
    }
    let home = filled("en");
    assert_eq!(home.ok(&["log", "--format", "json"]), home.ok(&["log", "--json"]));
    home.ok(&["log", "-o", "l.json"]);
    assert_eq!(home.read("l.json"), home.ok(&["log", "--json"]));
    assert_eq!(
        home.ok(&["status", "--format", "csv", "-o", "-"]),
        home.ok(&["status", "--format", "csv"])
    );
}

/// Somebody else's program says what it sees.
#[test]
fn libreoffice_opens_what_was_written() {
    if !on_path("soffice") {
        let said = "NOT DRILLED: LibreOffice (soffice) is not installed";
        assert!(std::env::var_os("KETNOI_CI").is_none(), "{said}");
        eprintln!("{said}");
        return;
    }
    let home = filled("vi");
    home.ok(&["activity", "list", "-o", "a.xlsx"]);
    home.ok(&["status", "-o", "s.xlsx"]);
    let saved = Command::new("soffice")
        .env("HOME", home.path(""))
        .current_dir(home.path(""))
        .arg(format!(
            "-env:UserInstallation=file://{}",
            home.path("office").display()
        ))
        .args([
            "--headless",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76",
        ])
        .args(["--outdir", "saved", "a.xlsx", "s.xlsx"])
        .output()
        .expect("it runs");
    assert!(
        saved.status.success(),
        "{}",
        String::from_utf8_lossy(&saved.stderr)
    );
    let saved = home.read("saved/a.csv");
    assert!(saved.contains("\"=HYPERLINK(\"\"http://x\"\")|treo\""), "{saved}");
    assert!(
        home.read("saved/s.csv").contains("\n01,Hà Nội,"),
        "{}",
        home.read("saved/s.csv")
    );
}

#[test]
fn a_printed_screen_writes_no_list_by_the_way() {
    let home = Home::new();
    let keys = [
        "--campaign",
        "wtisd-2020",
        "--print",
        "--size",
        "120x40",
        "--keys",
        "5 S <enter>",
    ];
    let shown = home.ok(&keys);
    assert!(shown.contains("--print only prints"), "{shown}");
    let sheets = || home.listing().into_iter().filter(|f| f.contains(".xlsx")).count();
    assert_eq!(sheets(), 0);
    home.ok(&with(&keys, &["--write"]));
    assert_eq!(sheets(), 1);
}
