//! Lists in a terminal: they fit it, say what they leave out, and give a pipe everything.

use std::os::unix::fs::PermissionsExt as _;

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use unicode_width::UnicodeWidthStr as _;

use crate::common::pty::{Home, How};

/// Every list, and a word that it must keep at any width: what a row is about.
const LISTS: [(&[&str], &str); 11] = [
    (&["status"], "Hà Nội"),
    (&["queue"], "Cao Bằng"),
    (&["activity", "list"], "CBG-1"),
    (&["contact", "list"], "Nguyễn Thị Lan"),
    (&["evidence", "list"], "báo cáo"),
    (&["document", "list"], "res-200"),
    (&["campaign", "list"], "wtisd-2020"),
    (&["log"], "Cao Bằng"),
    (&["log", "--audit"], "cbg"),
    (&["config", "check"], "theme"),
    (&["report", "show", "HNI"], "Hà Nội"),
];

/// A house in which every list has long rows.
fn furnished() -> Home {
    let home = Home::new();
    let long = "Tọa đàm trực tuyến về chuyển đổi số và khả năng tiếp cận của người khuyết tật, \
                phát trên sóng truyền hình của tỉnh và trên các nền tảng mạng xã hội";
    std::fs::write(
        home.path()
            .join("báo cáo tổng hợp kết quả hưởng ứng Ngày 17-5 năm 2020 (bản 2).pdf"),
        "%PDF-",
    )
    .expect("written");
    let file = "báo cáo tổng hợp kết quả hưởng ứng Ngày 17-5 năm 2020 (bản 2).pdf";
    home.does(&["report", "receive", "CBG", "--note", long, "--attach", file]);
    home.does(&[
        "activity", "add", "--unit", "CBG", "--kind", "banner", "--title", long, "--reach", "12345", "--sdg",
        "9,9.c,17", "--goal", "2,2.8",
    ]);
    home.does(&["evidence", "add", "CBG", file]);
    home.does(&[
        "contact",
        "set",
        "CBG",
        "--name",
        "Nguyễn Thị Lan Hương",
        "--title",
        "Phó Trưởng phòng Bưu chính, Viễn thông",
        "--phone",
        "0200 000 001",
        "--mail",
        "lan@example.gov.vn",
    ]);
    home.does(&["contact", "log", "CBG", "--note", long]);
    let store = home.store();
    let access = store.with_file_name("access.yaml");
    let me = rustix::process::getuid().as_raw();
    let passwd = std::fs::read_to_string("/etc/passwd").expect("readable");
    let account = passwd
        .lines()
        .find(|l| l.split(':').nth(2) == Some(&me.to_string()))
        .and_then(|l| l.split(':').next())
        .map_or(format!("uid-{me}"), str::to_owned);
    let people = format!(
        "schema: 1\npeople:\n  - {{account: {account}, role: administrator, as: [cbg]}}\n  - {{account: cbg, role: unit_officer, units: [CBG]}}\n"
    );
    std::fs::write(&access, people).expect("written");
    std::fs::set_permissions(&access, std::fs::Permissions::from_mode(0o600)).expect("set");
    let refused = home.ketnoi(&["report", "acknowledge", "HNI", "--as", "cbg"]);
    assert_eq!(
        refused.status.code(),
        Some(3),
        "{}",
        String::from_utf8_lossy(&refused.stderr)
    );
    home
}

/// What a list prints into a terminal of so many columns, line by line.
fn printed(home: &Home, args: &[&str], lang: &str, columns: u16) -> Vec<String> {
    let args = [args, &["--lang", lang]].concat();
    let mut term = How::new(home.path(), &args).size(columns, 24).open();
    assert_eq!(term.exit_code(), 0, "{args:?}: {}", term.text());
    let text = String::from_utf8(term.raw.clone()).expect("UTF-8");
    text.lines()
        .map(|l| l.trim_end_matches('\r').to_owned())
        .collect()
}

#[test]
fn every_list_fits_its_terminal_and_says_what_it_leaves_out() {
    let home = furnished();
    for lang in ["vi", "en"] {
        let said = if lang == "vi" {
            "(Không đủ chỗ"
        } else {
            "(No room for"
        };
        for (args, word) in LISTS {
            let word = if lang == "vi" {
                word
            } else {
                &ketnoi::text::fold::folded(word)
            };
            let piped = home.does(&[args, &["--lang", lang]].concat());
            let head: Vec<&str> = piped.lines().next().unwrap_or_default().split("  ").collect();
            assert!(!piped.contains(said), "a pipe gets all");
            for columns in [80u16, 120] {
                let lines = printed(&home, args, lang, columns);
                let shown = lines.join("\n");
                let folded = ketnoi::text::fold::folded(&shown);
                assert!(
                    folded.contains(&ketnoi::text::fold::folded(word)),
                    "{args:?} {lang} {columns}: {shown}"
                );
                if args[0] == "report" {
                    continue; // no table: its lines wrap as any text does
                }
                let is_row = |l: &&String| {
                    !l.starts_with('(') && !l.contains(": wtisd-2020") && !l.starts_with("wtisd-2020 ·")
                };
                for row in lines.iter().filter(is_row) {
                    assert!(
                        row.width() <= usize::from(columns),
                        "{args:?} {lang} {columns}: {row:?}"
                    );
                }
                let left_out = head
                    .iter()
                    .map(|h| h.trim())
                    .filter(|h| !h.is_empty() && !lines[0].contains(h));
                let told = lines
                    .iter()
                    .find(|l| l.starts_with(said))
                    .map_or("", String::as_str);
                for heading in left_out {
                    assert!(
                        told.contains(heading),
                        "{args:?} {lang} {columns}: {heading} is not told\n{shown}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_terminal_that_tells_no_size_is_taken_at_the_word_of_columns() {
    let home = Home::new();
    let widest = |columns: Option<&str>| {
        let mut how = How::new(home.path(), &["status", "--lang", "en"]).size(0, 0);
        how = how.env("COLUMNS", columns);
        let mut term = how.open();
        assert_eq!(term.exit_code(), 0);
        let text = String::from_utf8(term.raw.clone()).expect("UTF-8");
        let table = text.lines().filter(|l| !l.starts_with(['(', 'w']));
        table.map(|l| l.trim_end().width()).max().unwrap_or(0)
    };
    assert!(widest(Some("60")) <= 60);
    assert!(widest(None) > 80, "nobody knows: everything");
    assert!(widest(Some("wide")) > 80);
}

/// The file that the dashboard of a clean house writes.
const QUEUE: &str = "viec-can-xu-ly-2020-06-30.xlsx";

fn at_the_queue(how: &How<'_>) -> crate::common::pty::Term {
    let mut term = how.open();
    term.wait_for("Hà Giang");
    term.send("5");
    term.wait_for("Việc cần xử lý");
    term.send("S");
    term.wait_for(QUEUE);
    term
}

#[test]
fn two_keys_make_a_spreadsheet_of_the_queue() {
    let home = Home::new();
    home.does(&[
        "report",
        "receive",
        "HNI",
        "--note",
        "=1+1",
        "--at",
        "2020-05-20T09:30",
    ]);
    let mut term =
        at_the_queue(&How::new(home.path(), &["--now", "2020-06-30T23:00:00+07:00"]).size(120, 40));
    let path = home.path().join(QUEUE);
    assert!(!path.exists());
    term.send("\r");
    term.wait_for("Đã ghi");
    term.wait_for(QUEUE);
    let mode = std::fs::metadata(&path).expect("written").permissions().mode();
    assert_eq!(mode & 0o777, 0o644, "as the command line writes it");
    let mut book: Xlsx<_> = open_workbook(&path).expect("a spreadsheet");
    let name = book.sheet_names().remove(0);
    let dashboard: Vec<Vec<Data>> = rows(&mut book, &name);
    home.does(&["queue", "--now", "2020-06-30T23:00:00+07:00", "-o", "cli.xlsx"]);
    let mut book: Xlsx<_> = open_workbook(home.path().join("cli.xlsx")).expect("a spreadsheet");
    let by_name = |mut rows: Vec<Vec<Data>>| {
        rows.sort_by_key(|r| format!("{:?}", r[0]));
        rows
    };
    // The screen and what is written from it begin with what is past its date, the command with what is to be looked at.
    assert!(
        format!("{:?}", dashboard[1]).contains("quá hạn"),
        "{:?}",
        dashboard[1]
    );
    assert_eq!(
        by_name(dashboard.clone()),
        by_name(rows(&mut book, &name)),
        "the same rows by either way"
    );
    assert!(dashboard.len() > 50);
}

fn rows(book: &mut Xlsx<std::io::BufReader<std::fs::File>>, name: &str) -> Vec<Vec<Data>> {
    let range = book.worksheet_range(name).expect("a sheet");
    range.rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn a_disk_that_takes_no_more_is_said_in_a_sentence_and_nothing_is_left() {
    let home = Home::new();
    home.does(&[
        "report",
        "receive",
        "HNI",
        "--note",
        "x",
        "--at",
        "2020-05-20T09:30",
    ]);
    let before = names(&home);
    // As on a full disk: what is written ends after a block or two. The shell hands on that the signal is ignored.
    let script = "trap '' XFSZ; ulimit -f 2; exec \"$0\" --read-only --now 2020-06-30T23:00:00+07:00";
    let mut term = at_the_queue(&How::shell(home.path(), script).size(120, 40));
    term.send("\r");
    term.wait_for("tệp quá lớn");
    assert!(term.text().contains("Tên tệp"), "the form stays: {}", term.text());
    assert_eq!(names(&home), before, "nothing half is left");
}

fn names(home: &Home) -> Vec<String> {
    let entries = std::fs::read_dir(home.path()).expect("a folder");
    let names = entries.map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names
        .filter(|n| n.contains("xlsx") || n.contains(".ketnoi-"))
        .collect();
    names.sort();
    names
}
