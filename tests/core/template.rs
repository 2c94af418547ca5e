//! A house's own template: what is found in it, what is put in its places, what is left as it was.

use std::io::{Cursor, Read, Write};

use ketnoi::decree::{Verdict, judged};
use ketnoi::docxout::{self, Mark};
use ketnoi::extract::Lacking;
use ketnoi::paper::{Holds, Paper, Section};
use ketnoi::template::{Refused, Wrong, fill, looked_at};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::common::papers::{part, report, shown, text, unfilled};

fn stencil() -> Vec<u8> {
    docxout::stencil(Cursor::new(Vec::new())).unwrap().into_inner()
}

/// A package as Word might write it: with a date, parts that we do not know, and one that is not packed.
fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let packed = if std::path::Path::new(name).extension().is_some_and(|e| e == "png") {
            CompressionMethod::Stored
        } else {
            CompressionMethod::Deflated
        };
        let options = SimpleFileOptions::default()
            .compression_method(packed)
            .last_modified_time(DateTime::from_date_and_time(2019, 5, 17, 8, 30, 0).unwrap());
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const TYPES: &str = "<Types><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>";

fn p(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

fn of_words(words: &[&str]) -> Vec<u8> {
    let body: String = words.iter().map(|w| p(w)).collect();
    let document = format!("<w:document><w:body>{body}<w:sectPr/></w:body></w:document>");
    package(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("word/document.xml", document.as_bytes()),
        ("word/styles.xml", b"<w:styles/>"),
        ("customXml/item1.xml", b"<any>thing</any>"),
        ("word/media/logo.png", &[7; 5_000]),
    ])
}

/// A part as it lies in the file: its packed bytes, its date.
fn raw(docx: &[u8], name: &str) -> (Vec<u8>, Option<DateTime>) {
    let mut zip = ZipArchive::new(Cursor::new(docx)).unwrap();
    let n = zip.index_for_name(name).unwrap();
    let mut entry = zip.by_index_raw(n).unwrap();
    let mut bytes = Vec::new();
    entry.read_to_end(&mut bytes).unwrap();
    (bytes, entry.last_modified())
}

fn filled(template: &[u8], paper: &ketnoi::paper::Paper) -> Vec<u8> {
    fill(template, paper, Cursor::new(Vec::new()), &mut shown)
        .unwrap()
        .into_inner()
}

#[test]
fn our_own_template_is_filled_and_keeps_the_decree() {
    let template = stencil();
    let marks = looked_at(&template).expect("it can be filled");
    for mark in Mark::ALL {
        assert_eq!(marks.contains(mark), *mark != Mark::MadeFrom, "{}", mark.word());
    }
    let docx = filled(&template, &report());
    assert!(docx == filled(&template, &report()), "the same bytes again");
    let document = part(&docx, "word/document.xml");
    assert!(!document.contains("{{"), "{document}");
    for words in [
        "BỘ THÔNG TIN VÀ TRUYỀN THÔNG",
        "Số: 45/BC-BTTTT",
        "Hà Nội, ngày 15 tháng 7",
        "KT. BỘ TRƯỞNG",
        "xem xét./.",
    ] {
        assert!(document.contains(words), "{words}");
    }
    assert_eq!(document.matches("<w:tblHeader/>").count(), 2);
    let relations = part(&docx, "word/_rels/document.xml.rels");
    assert_eq!(
        relations.matches("/image\"").count(),
        8,
        "a chart and seven photos"
    );
    let findings = judged(&docx).unwrap();
    let broken: Vec<_> = findings.iter().filter(|f| f.verdict == Verdict::Broken).collect();
    // Also the rules below the issuing body and the subject are as long as the words want them that were put in.
    assert!(broken.is_empty(), "{broken:#?}");
}

const UPRIGHT: &str = "<w:sectPr><w:type w:val=\"continuous\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
    <w:pgMar w:top=\"1134\" w:right=\"851\" w:bottom=\"1134\" w:left=\"1701\" w:header=\"454\" w:footer=\"454\" w:gutter=\"0\"/>\
    <w:pgNumType w:fmt=\"decimal\" w:start=\"1\"/><w:titlePg/></w:sectPr>";

/// The main part of what becomes of a template with this body: pieces between ends of sections, and how each of these lies.
fn sections(body: &str) -> Vec<(String, bool, bool)> {
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    let template = package(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("word/document.xml", document.as_bytes()),
    ]);
    let main = part(&filled(&template, &report()), "word/document.xml");
    let mut all: Vec<&str> = main.split("</w:sectPr>").collect();
    all.pop();
    let told = all.iter().map(|piece| {
        let (words, properties) = piece.split_once("<w:sectPr").expect("an end of a section");
        let aside = properties.contains("w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"");
        let starts = properties.contains("w:start=\"1\"") && properties.contains("<w:titlePg/>");
        assert!(starts || !properties.contains("w:start") && !properties.contains("titlePg"));
        assert!(properties.contains("w:fmt=\"decimal\"") && (starts || !properties.contains("continuous")));
        (words.to_owned(), aside, starts)
    });
    told.collect()
}

#[test]
fn a_table_that_is_too_wide_has_pages_on_their_side_and_pages_are_numbered_on() {
    let (text, units, end) = (p("{{NỘI_DUNG}}"), p("{{BẢNG_ĐỊA_PHƯƠNG}}"), p("sau"));
    let lie = |body: &str| -> Vec<(bool, bool)> {
        sections(body)
            .iter()
            .map(|(_, aside, starts)| (*aside, *starts))
            .collect()
    };
    let all = sections(&format!("{text}{units}{end}{UPRIGHT}"));
    let told: Vec<_> = all.iter().map(|(_, aside, starts)| (*aside, *starts)).collect();
    assert_eq!(told, [(false, true), (true, false), (false, false)]);
    assert!(all[0].0.contains("xem xét./.") && all[2].0.contains("sau"));
    // Its columns have the room of the page on its side: 16838 - 1701 - 851.
    assert!(all[1].0.contains("<w:tblW w:w=\"14286\"") && all[1].0.contains("<w:tblHeader/>"));
    // At the end of its section, at its beginning, alone in it: no page is empty.
    assert_eq!(
        lie(&format!("{text}{units}{UPRIGHT}")),
        [(false, true), (true, false)]
    );
    assert_eq!(
        lie(&format!("{units}{text}{UPRIGHT}")),
        [(true, true), (false, false)]
    );
    assert_eq!(
        lie(&format!(
            "{text}<w:p><w:pPr>{UPRIGHT}</w:pPr></w:p>{units}{UPRIGHT}"
        )),
        [(false, true), (true, true)]
    );
    // A title goes along with its table.
    let titled = sections(&format!(
        "{text}<w:p><w:pPr>{UPRIGHT}</w:pPr></w:p>{}{units}{UPRIGHT}",
        p("Phụ lục I")
    ));
    assert_eq!((titled.len(), titled[1].1, titled[1].2), (2, true, true));
    assert!(titled[1].0.contains("Phụ lục I") && titled[1].0.contains("<w:tblHeader/>"));
    // The paragraph of the placeholder ends its section, and goes on doing so.
    let own = format!("<w:p><w:pPr>{UPRIGHT}</w:pPr><w:r><w:t>{{{{BẢNG_ĐỊA_PHƯƠNG}}}}</w:t></w:r></w:p>");
    assert_eq!(
        lie(&format!("{own}{text}{UPRIGHT}")),
        [(true, true), (false, true)]
    );
    // Where no section can end, and where the page lies on its side already, nothing turns.
    let cell = format!("<w:tbl><w:tr><w:tc>{units}<w:p/></w:tc></w:tr></w:tbl>{text}{UPRIGHT}");
    assert_eq!(lie(&cell), [(false, true)]);
    let aside = UPRIGHT.replace(
        "w:w=\"11906\" w:h=\"16838\"",
        "w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"",
    );
    let lying = sections(&format!("{text}{units}{aside}"));
    assert_eq!((lying.len(), lying[0].1), (1, true));
    assert!(lying[0].0.contains("<w:tblW w:w=\"14286\""));
}

#[test]
fn a_rule_is_as_long_as_the_words_above_it_want_it_and_a_drawn_line_stays() {
    let rule = "<w:p><w:pPr><w:pBdr><w:top w:val=\"single\"/></w:pBdr><w:ind w:left=\"1\" w:right=\"1\" w:firstLine=\"0\"/></w:pPr></w:p>";
    let drawn = "<w:p><w:r><w:pict/></w:r><w:pPr><w:ind w:left=\"7\"/></w:pPr></w:p>";
    let indent = |subject: &str, rule: &str| {
        let body = format!("{}{rule}{}{UPRIGHT}", p("{{TRÍCH_YẾU}}"), p("{{NỘI_DUNG}}"));
        let document = format!("<w:document><w:body>{body}</w:body></w:document>");
        let template = package(&[
            ("[Content_Types].xml", TYPES.as_bytes()),
            ("word/document.xml", document.as_bytes()),
        ]);
        let mut paper = report();
        paper.head.subject = vec![subject.to_owned()];
        let main = part(&filled(&template, &paper), "word/document.xml");
        let (before, rest) = main.split_once("<w:ind w:left=\"").expect("the rule");
        let left: i32 = rest
            .split_once('"')
            .expect("a number")
            .0
            .parse()
            .expect("a number");
        (left, before.matches("<w:br/>").count())
    };
    let (short, lines) = indent("Ngắn", rule);
    let (middle, _) = indent("Kết quả tổ chức các hoạt động năm 2020", rule);
    assert!(short > middle && middle > 2_000 && lines == 0, "{short} {middle}");
    let (long, lines) = indent(&"Kết quả tổ chức các hoạt động ".repeat(5), rule);
    assert!(lines >= 1 && long > 2_000, "of the last of even lines: {long}");
    assert_eq!(indent("Ngắn", drawn), (7, 0));
}

#[test]
fn a_block_for_which_there_is_nothing_says_so_or_goes() {
    let words = ["{{NỘI_DUNG}}", "{{ẢNH}}", "{{BẢNG_HOẠT_ĐỘNG}}", "hết"];
    let main = |paper: &Paper| part(&filled(&of_words(&words), paper), "word/document.xml");
    let mut paper = report();
    paper.appendices.retain(|s| s.holds != Holds::Photos);
    let (without, end) = (main(&paper), format!("{}<w:sectPr/>", p("hết")));
    let last = without
        .trim_end_matches("</w:body></w:document>")
        .trim_end_matches(&end);
    assert!(
        last.ends_with("./.</w:t></w:r></w:p>"),
        "no empty paragraph stays: {last}"
    );
    paper.appendices.push(Section {
        holds: Holds::Photos,
        blocks: vec![text("Chưa có ảnh hoặc video nào.")],
        ..Section::default()
    });
    assert!(main(&paper).contains("Chưa có ảnh hoặc video nào."));
    assert!(!main(&paper).contains("{{"));
    // A template that shows no photos holds none.
    let slim = filled(&of_words(&["{{NỘI_DUNG}}"]), &report());
    let parts = ZipArchive::new(Cursor::new(&slim[..])).unwrap();
    assert!(!parts.file_names().any(|n| n.is_ok_and(|n| n.contains("photo"))));
}

#[test]
fn all_other_parts_stay_byte_for_byte() {
    let template = of_words(&["Số: {{SỐ}}/{{KÝ_HIỆU}}", "{{NỘI_DUNG}}", "{{ẢNH}}"]);
    let docx = filled(&template, &report());
    for name in ["word/styles.xml", "customXml/item1.xml", "word/media/logo.png"] {
        assert!(raw(&template, name) == raw(&docx, name), "{name}");
    }
    let types = part(&docx, "[Content_Types].xml");
    assert!(types.contains("Extension=\"jpg\"") && types.contains("Extension=\"emf\""));
    let document = part(&docx, "word/document.xml");
    assert!(document.starts_with("<w:document><w:body><w:p><w:r><w:t>Số: 45/BC-BTTTT</w:t></w:r></w:p>"));
    assert!(document.ends_with("<w:sectPr/></w:body></w:document>"));
    assert!(
        !document.contains("w:pStyle"),
        "looks are said at their place: the house has styles of its own"
    );
    let letters = filled(&of_words(&["{{NỘI_DUNG}}"]), &crate::common::papers::letter());
    let same = of_words(&["{{NỘI_DUNG}}"]);
    assert!(
        raw(&letters, "[Content_Types].xml") == raw(&same, "[Content_Types].xml"),
        "without pictures nothing is added"
    );
}

#[test]
fn what_nobody_filled_in_stands_as_dots() {
    let docx = filled(
        &of_words(&["{{CƠ_QUAN}} {{ngày}}", "{{NỘI_DUNG}}", "{{NƠI_NHẬN}}"]),
        &unfilled(),
    );
    let document = part(&docx, "word/document.xml");
    assert!(document.contains("… ngày … tháng … năm …"), "{document}");
    assert!(document.contains("- Lưu: VT, …."));
}

#[test]
fn what_is_no_safe_template_is_refused() {
    let with = |name: &str, bytes: &[u8]| {
        let document = format!("<w:document><w:body>{}</w:body></w:document>", p("{{NỘI_DUNG}}"));
        package(&[
            ("[Content_Types].xml", TYPES.as_bytes()),
            ("word/document.xml", document.as_bytes()),
            (name, bytes),
        ])
    };
    assert_eq!(
        looked_at(&with("word/vbaProject.bin", b"x")),
        Err(Refused::Macros)
    );
    let elsewhere = b"<Relationships><Relationship Id=\"a\" Type=\"http://x/attachedTemplate\" Target=\"http://y\" TargetMode=\"External\"/></Relationships>";
    let rels = "word/_rels/settings.xml.rels";
    assert_eq!(
        looked_at(&with(rels, elsewhere)),
        Err(Refused::External(rels.to_owned()))
    );
    let link = b"<Relationships><Relationship Id=\"a\" Type=\"http://x/hyperlink\" Target=\"http://y\" TargetMode=\"External\"/></Relationships>";
    assert!(looked_at(&with(rels, link)).is_ok(), "a link is for people");
    let bomb = vec![0; 70 << 20];
    assert_eq!(
        looked_at(&with("word/media/a.emf", &bomb)),
        Err(Refused::Lacking(Lacking::Beyond))
    );
    let field = p("x").replace(
        "<w:t>",
        "<w:instrText> INCLUDEPICTURE \"http://y\" </w:instrText><w:t>",
    );
    assert_eq!(
        looked_at(&with("word/header1.xml", field.as_bytes())),
        Err(Refused::Field("INCLUDEPICTURE".to_owned()))
    );
    assert_eq!(looked_at(&of_words(&["x"])), Err(Refused::NoText));
    assert_eq!(
        looked_at(&of_words(&["{{NỘI_DUNG}}", "{{TÊN_TỈNH}}"])),
        Err(Refused::Places(
            "word/document.xml".to_owned(),
            vec![Wrong::Unknown("TÊN_TỈNH".to_owned())]
        ))
    );
    assert_eq!(looked_at(b"no zip"), Err(Refused::Lacking(Lacking::Unfit)));
    assert_eq!(
        looked_at(&package(&[("a.xml", b"<a/>")])),
        Err(Refused::Lacking(Lacking::Unfit))
    );
}
