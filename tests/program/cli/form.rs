//! The Excel form: what a province fills in is never typed again, whatever program it saved the file with; and what somebody
//! else sends does no harm.

use std::io::{Cursor, Write as _};
use std::process::Command;

use rust_xlsxwriter::{DocProperties, Format, Workbook};
use serde_json::{Value, json};

use super::home::Home;
use super::records::on_path;
use crate::common::made::base64;

const HNI: &str = "out/wtisd-2020-01-ha-noi.xlsx";

/// A home with something on record of Hà Nội, and its form written.
fn written() -> Home {
    let home = Home::speaking("vi");
    std::fs::create_dir(home.path("out")).expect("a folder");
    home.ok(&["campaign", "open", "wtisd-2020"]);
    home.ok(&[
        "activity",
        "add",
        "--unit",
        "HNI",
        "--kind",
        "seminar",
        "--title",
        "Hội thảo “=1+1” <&> chuyển đổi số",
        "--from",
        "12/05/2020",
        "--to",
        "13/05/2020",
        "--reach",
        "1250",
        "--sdg",
        "9.c",
        "--goal",
        "2.10",
    ]);
    home.ok(&[
        "report",
        "figure",
        "HNI",
        "households_internet=85,5",
        "digital_plan=yes",
    ]);
    home.ok(&["form", "write", "HNI", "-o", "out"]);
    home
}

fn read(home: &Home, file: &str) -> Value {
    let told = home.json(&["form", "read", file, "--dry-run"]);
    assert_eq!(told["schema"], "ketnoi.form/1");
    let mut form = told["forms"][0].clone();
    form["file"] = Value::Null;
    form
}

#[test]
fn what_is_on_record_stands_in_the_form_and_is_read_back_as_it_is() {
    let home = written();
    let form = read(&home, HNI);
    assert_eq!(form["troubles"], json!([]));
    let activity = &form["activities"][0];
    assert_eq!(activity["id"], "HNI-1");
    assert_eq!(activity["kind"], "seminar");
    assert_eq!(activity["title"], "Hội thảo “=1+1” <&> chuyển đổi số");
    assert_eq!(
        (&activity["from"], &activity["to"]),
        (&json!("2020-05-12"), &json!("2020-05-13"))
    );
    assert_eq!(activity["reach"], 1250);
    assert_eq!(
        (&activity["sdgs"], &activity["goals"]),
        (&json!(["9.c"]), &json!(["2.10"]))
    );
    let figures = json!([
        {"id": "households_internet", "value": 85.5},
        {"id": "digital_plan", "value": 1.0},
    ]);
    assert_eq!(form["figures"], figures);
    // Nothing in it is new: there is nothing to record, and the store says so.
    let before = home.ok(&["log", "--head"]);
    let said = home.run(&["form", "read", HNI, "--yes"]);
    assert_eq!(said.code, 3, "{}{}", said.out, said.err);
    assert_eq!(home.ok(&["log", "--head"]), before);
    // The same campaign makes the same file, and another is not written over it.
    let bytes = std::fs::read(home.path(HNI)).expect("the form");
    let refused = home.fails(1, &["form", "write", "HNI", "-o", "out"]);
    assert!(refused.contains("--force"), "{refused}");
    home.ok(&["form", "write", "HNI", "-o", "out", "--force"]);
    assert_eq!(std::fs::read(home.path(HNI)).expect("the form"), bytes);
}

/// Programs that provinces save with drop one or another of the places where the code stands; none drops all of them.
#[test]
fn libreoffice_saves_the_form_in_three_formats_and_it_is_read_alike() {
    if !on_path("soffice") {
        let said = "NOT DRILLED: LibreOffice (soffice) is not installed";
        assert!(std::env::var_os("KETNOI_CI").is_none(), "{said}");
        eprintln!("{said}");
        return;
    }
    let home = written();
    let want = read(&home, HNI);
    for (format, ext) in [("xlsx", "xlsx"), ("ods", "ods"), ("xls:MS Excel 97", "xls")] {
        let saved = Command::new("soffice")
            .env("HOME", home.path(""))
            .current_dir(home.path(""))
            .arg(format!(
                "-env:UserInstallation=file://{}",
                home.path("office").display()
            ))
            .args(["--headless", "--convert-to", format, "--outdir", "saved", HNI])
            .output()
            .expect("it runs");
        assert!(
            saved.status.success(),
            "{}",
            String::from_utf8_lossy(&saved.stderr)
        );
        let file = format!("saved/wtisd-2020-01-ha-noi.{ext}");
        assert_eq!(read(&home, &file), want, "{ext}");
        // And as it comes in a letter.
        std::fs::create_dir_all(home.path("thu")).expect("a folder");
        let body = crate::common::made::base64(&std::fs::read(home.path(&file)).expect("the form"));
        home.write(
            "thu/1.eml",
            format!(
                "From: <a@tinh-a.example>\nSubject: {ext}\nMessage-ID: <{ext}@tinh-a.example>\nMIME-Version: 1.0\n\
                 Content-Type: application/octet-stream; name=bieu-mau.{ext}\nContent-Transfer-Encoding: base64\n\n{body}\n"
            ),
        );
        let swept = home.json(&["inbox", "sweep", "thu"]);
        let letter = home.json(&[
            "inbox",
            "show",
            swept["letters"][0]["id"].as_str().expect("an id"),
        ]);
        let reasons = letter["letters"][0]["reasons"].as_array().expect("reasons");
        assert!(
            reasons.iter().any(|r| r["id"] == "form" && r["unit"] == "01"),
            "{ext}: {letter}"
        );
    }
}

/// The code of a form of this unit, where this program put it.
#[derive(Clone, Copy, PartialEq)]
enum Where {
    Name,
    Property,
    Sheet,
}

/// A workbook as somebody made it who kept the headings, moved the columns, and threw away what was hidden.
fn rebuilt(code: &[(Where, &str)]) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.set_name("HĐ tháng 5").expect("a name");
    page.write(1, 1, "SỞ THÔNG TIN VÀ TRUYỀN THÔNG").expect("a cell");
    let heads = [
        "Tên hoạt động (*)",
        "Đến  ngày",
        "TỪ NGÀY:",
        "Loại hoạt động",
        "Số người tham gia",
        "SDG",
        "ghi chú",
    ];
    for (column, head) in (0..).zip(heads) {
        page.write(4, column, head).expect("a cell");
    }
    let rows: [[&str; 6]; 5] = [
        [
            "Chạy vì chuyển đổi số",
            "",
            "25/5/2020",
            "tọa đàm, hội thảo",
            "1.250",
            "9; 9.c; 99",
        ],
        ["Không có ngày", "", "hôm nọ", "tọa đàm, hội thảo", "", ""],
        ["Không rõ loại", "", "26/5/2020", "lễ hội", "", ""],
        [
            "Ngược",
            "20/5/2020",
            "26/5/2020",
            "tọa đàm, hội thảo",
            "hai trăm",
            "",
        ],
        ["", "", "27/5", "", "", ""],
    ];
    for (row, cells) in (5..).zip(rows) {
        for (column, cell) in (0..).zip(cells).filter(|(_, c)| !c.is_empty()) {
            page.write(row, column, cell).expect("a cell");
        }
    }
    let page = book.add_worksheet();
    page.set_name("Số liệu").expect("a name");
    let percent = Format::new().set_num_format("0.0%");
    page.write(0, 0, "Giá trị").expect("a cell");
    page.write(0, 2, "Chỉ tiêu").expect("a cell");
    page.write(1, 2, "Tỷ lệ hộ gia đình có kết nối Internet")
        .expect("a cell");
    page.write_with_format(1, 0, 0.855, &percent).expect("a cell");
    page.write(2, 2, "Khối lượng rác thải điện tử thu gom")
        .expect("a cell");
    page.write(2, 0, "1.250").expect("a cell");
    page.write(3, 2, "Thuê bao băng rộng di động trên 100 dân")
        .expect("a cell");
    page.write(3, 0, 400).expect("a cell");
    page.write(4, 2, "Chỉ tiêu khác").expect("a cell");
    page.write(4, 0, 7).expect("a cell");
    let page = book.add_worksheet();
    page.set_name("BC").expect("a name");
    page.write(3, 3, "Số, ký hiệu văn bản").expect("a cell");
    page.write(3, 5, "Số: 77/BC-STTTT ngày 26/5/2020")
        .expect("a cell");
    page.write(4, 3, "Tóm tắt kết quả").expect("a cell");
    page.write(4, 5, "Tốt.\nRất tốt.").expect("a cell");
    for (place, code) in code {
        match place {
            Where::Name => drop(
                book.define_name("ketnoi_form", &format!("=\"{code}\""))
                    .expect("a name"),
            ),
            Where::Property => {
                book.set_properties(&DocProperties::new().set_custom_property("ketnoi.form", *code));
            }
            Where::Sheet => {
                let page = book.add_worksheet();
                page.set_name("ketnoi").expect("a name");
                page.write(8, 8, *code).expect("a cell");
            }
        }
    }
    book.save_to_buffer().expect("a workbook")
}

const CODE: &str = "ketnoi.form/1 wtisd-2020 01";

#[test]
fn a_form_that_somebody_rebuilt_is_read_as_far_as_it_can_be() {
    let home = Home::speaking("en");
    home.ok(&["campaign", "open", "wtisd-2020"]);
    for place in [Where::Name, Where::Property, Where::Sheet] {
        home.write("f.xlsx", rebuilt(&[(place, CODE)]));
        let form = read(&home, "f.xlsx");
        assert_eq!(
            (&form["unit"], &form["campaign"]),
            (&json!("01"), &json!("wtisd-2020"))
        );
        assert_eq!(
            (&form["number"], &form["dated"]),
            (&json!("77/BC-STTTT"), &json!("2020-05-26"))
        );
        assert_eq!(form["words"], "Tóm tắt kết quả: Tốt.\nRất tốt.");
        let titles: Vec<_> = form["activities"]
            .as_array()
            .expect("rows")
            .iter()
            .map(|a| &a["title"])
            .collect();
        assert_eq!(titles, ["Chạy vì chuyển đổi số", "Ngược"]);
        let first = &form["activities"][0];
        assert_eq!(
            (&first["from"], &first["reach"]),
            (&json!("2020-05-25"), &json!(1250))
        );
        assert_eq!(first["sdgs"], json!(["9", "9.c"]));
        assert_eq!(
            form["figures"],
            json!([{"id": "households_internet", "value": 85.5}])
        );
        let troubles: Vec<String> = form["troubles"]
            .as_array()
            .expect("troubles")
            .iter()
            .map(|t| {
                format!(
                    "{} {}",
                    t["cell"].as_str().expect("a cell"),
                    t["written"].as_str().expect("text")
                )
            })
            .collect();
        let want = [
            "F6 9; 9.c; 99",
            "C7 hôm nọ",
            "D8 lễ hội",
            "B9 20/05/2020",
            "E9 hai trăm",
            "A10 ",
            "A3 1.250",
            "A4 400",
            "A5 7",
        ];
        assert_eq!(troubles, want.map(|t| t.replace("20/05", "20/5")));
    }
    // What could be read is recorded once it is confirmed, and can be taken back whole.
    let refused = home.run(&["form", "read", "f.xlsx"]);
    assert_eq!(refused.code, 3);
    assert!(refused.err.contains("--yes"), "{}", refused.err);
    home.ok(&["form", "read", "f.xlsx", "--yes"]);
    let report = home.json(&["report", "show", "HNI"]);
    assert_eq!(report["activities"].as_array().map(Vec::len), Some(2), "{report}");
    home.ok(&["undo"]);
    let report = home.json(&["report", "show", "HNI"]);
    assert_eq!(report["activities"], json!([]));
    assert_eq!(report["figures"], json!([]));
}

#[test]
fn what_is_no_form_of_this_campaign_is_refused_in_one_sentence() {
    let home = Home::new();
    home.ok(&["campaign", "open", "wtisd-2020"]);
    home.write("none.xlsx", rebuilt(&[]));
    assert!(
        home.fails(1, &["form", "read", "none.xlsx"])
            .contains("no form made by ketnoi")
    );
    let two = [(Where::Name, CODE), (Where::Sheet, "ketnoi.form/1 wtisd-2020 48")];
    home.write("two.xlsx", rebuilt(&two));
    assert!(
        home.fails(1, &["form", "read", "two.xlsx"])
            .contains("no form made by ketnoi")
    );
    home.write(
        "other.xlsx",
        rebuilt(&[(Where::Name, "ketnoi.form/1 wtisd-2019 01")]),
    );
    assert!(
        home.fails(2, &["form", "read", "other.xlsx"])
            .contains("--campaign wtisd-2019")
    );
    home.write(
        "unit.xlsx",
        rebuilt(&[(Where::Name, "ketnoi.form/1 wtisd-2020 999")]),
    );
    assert!(home.fails(1, &["form", "read", "unit.xlsx"]).contains("999"));
    home.write("text.xlsx", "không phải bảng tính");
    assert!(
        home.fails(1, &["form", "read", "text.xlsx"])
            .contains("no workbook")
    );
    home.write("cut.xlsx", &rebuilt(&[(Where::Name, CODE)])[..2_000]);
    assert!(
        home.fails(1, &["form", "read", "cut.xlsx"])
            .contains("no workbook")
    );
    home.fails(1, &["form", "read", "absent.xlsx"]);
    home.fails(2, &["form", "write", "-o", "."]);
    home.fails(1, &["form", "write", "HNI", "-o", "no/such/folder"]);
    // One that cannot be read keeps the others from being recorded: nothing half done.
    home.write("good.xlsx", rebuilt(&[(Where::Name, CODE)]));
    home.run(&["form", "read", "good.xlsx", "text.xlsx", "--yes"]);
    assert_eq!(home.json(&["report", "show", "HNI"])["activities"], json!([]));
}

/// A workbook of these inner files.
fn packed(files: &[(&str, &[&[u8]])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, pieces) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .expect("an entry");
        for piece in *pieces {
            zip.write_all(piece).expect("bytes");
        }
    }
    zip.finish().expect("a file").into_inner()
}

fn book_of(sheet: &[&[u8]]) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let workbook = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{rel}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let links = |kind: &str, to: &str| {
        format!(
            "<Relationships xmlns=\"{package}\"><Relationship Id=\"r1\" Type=\"{rel}/{kind}\" Target=\"{to}\"/></Relationships>"
        )
    };
    packed(&[
        (
            "_rels/.rels",
            &[links("officeDocument", "xl/workbook.xml").as_bytes()],
        ),
        ("xl/workbook.xml", &[workbook.as_bytes()]),
        (
            "xl/_rels/workbook.xml.rels",
            &[links("worksheet", "worksheets/sheet1.xml").as_bytes()],
        ),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

/// Recipes of the reliability page: one kilobyte whose corners are the ends of a sheet, half a gigabyte in one cell, a
/// hundred thousand entries. Each is an answer and not an abort.
#[test]
fn bombs_are_answered_in_one_sentence() {
    let home = Home::new();
    home.ok(&["campaign", "open", "wtisd-2020"]);
    let corner = br#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>"#;
    home.write("corner.xlsx", book_of(&[corner]));
    // Its two cells are read, and no more memory is asked for than they take.
    assert!(
        home.fails(1, &["form", "read", "corner.xlsx"])
            .contains("no form made by ketnoi")
    );
    let begin = br#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>"#;
    let mebibyte = vec![b'a'; 1 << 20];
    let middle = std::iter::repeat_n(mebibyte.as_slice(), 512);
    let end: &[u8] = b"</t></is></c></row></sheetData></worksheet>";
    let pieces: Vec<&[u8]> = std::iter::once(&begin[..]).chain(middle).chain([end]).collect();
    home.write("long.xlsx", book_of(&pieces));
    let said = home.fails(1, &["form", "read", "long.xlsx"]);
    assert!(said.contains("too large or asks for too much memory"), "{said}");
    let many: Vec<String> = (0..100_000).map(|n| format!("e{n}")).collect();
    let many: Vec<(&str, &[&[u8]])> = many.iter().map(|name| (name.as_str(), &[][..])).collect();
    home.write("many.xlsx", packed(&many));
    home.fails(1, &["form", "read", "many.xlsx"]);
}

/// A letter of an invented officer with this workbook.
fn letter(book: &[u8], from: &str) -> String {
    let base64 = base64(book);
    format!(
        "From: <{from}>\nTo: <baocao@bo.example>\nSubject: Bao cao ket qua Ngay Vien thong 17/5/2020\n\
         Date: Tue, 02 Jun 2020 15:10:22 +0700\nMessage-ID: <{from}.1>\nMIME-Version: 1.0\n\
         Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\
         Content-Transfer-Encoding: 8bit\n\nUBND THÀNH PHỐ HÀ NỘI\nSỞ THÔNG TIN VÀ TRUYỀN THÔNG\n\
         Số: 77/BC-STTTT\nHà Nội, ngày 02 tháng 6 năm 2020\n\nBÁO CÁO\nKết quả hưởng ứng Ngày Viễn thông và Xã \
         hội thông tin thế giới năm 2020\n\nSở Thông tin và Truyền thông thành phố Hà Nội báo cáo kết quả.\n\n\
         --b\nContent-Type: application/octet-stream; name=bieu-mau.xlsx\nContent-Transfer-Encoding: base64\n\
         Content-Disposition: attachment; filename=bieu-mau.xlsx\n\n{base64}\n--b--\n"
    )
}

#[test]
fn a_form_in_a_letter_goes_on_record_with_it_once() {
    let home = Home::speaking("en");
    home.ok(&["campaign", "open", "wtisd-2020"]);
    std::fs::create_dir(home.path("thu")).expect("a folder");
    let book = rebuilt(&[(Where::Sheet, CODE)]);
    home.write("thu/1.eml", letter(&book, "vanthu@sotttt.hanoi.example"));
    let swept = home.json(&["inbox", "sweep", "thu"]);
    assert_eq!((&swept["in"], &swept["filed"]), (&json!(1), &json!(1)), "{swept}");
    let report = home.json(&["report", "show", "HNI"]);
    assert_eq!(report["state"], "received");
    assert_eq!(report["activities"].as_array().map(Vec::len), Some(2), "{report}");
    assert_eq!(report["figures"][0]["id"], "households_internet");
    // Nothing of it is recorded twice: not by the same letter, nor by the form read from a file.
    home.json(&["inbox", "sweep", "thu"]);
    home.write("f.xlsx", &book);
    assert_eq!(home.run(&["form", "read", "f.xlsx", "--yes"]).code, 3);
    assert_eq!(
        home.json(&["report", "show", "HNI"])["activities"]
            .as_array()
            .map(Vec::len),
        Some(2)
    );
}

/// A form of one unit that another one sends is nobody's until a person has looked.
#[test]
fn a_form_that_contradicts_its_letter_waits_for_a_person() {
    let home = Home::speaking("en");
    home.ok(&["campaign", "open", "wtisd-2020"]);
    std::fs::create_dir(home.path("thu")).expect("a folder");
    let book = rebuilt(&[(Where::Name, "ketnoi.form/1 wtisd-2020 48")]);
    home.write("thu/1.eml", letter(&book, "vanthu@sotttt.hanoi.example"));
    let swept = home.json(&["inbox", "sweep", "thu"]);
    assert_eq!(
        (&swept["in"], &swept["set_aside"]),
        (&json!(1), &json!(1)),
        "{swept}"
    );
    for unit in ["01", "48"] {
        assert_eq!(home.json(&["report", "show", unit])["activities"], json!([]));
    }
}
