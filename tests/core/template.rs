//! A house's own template: what is found in it, what is put in its places, what is left as it was.

use std::io::{Cursor, Read, Write};

use ketnoi::decree::{Verdict, judged};
use ketnoi::docxout::{self, Mark};
use ketnoi::extract::Lacking;
use ketnoi::template::{Refused, Wrong, fill, looked_at};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::common::papers::{part, report, shown, unfilled};

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
    // The rules below the issuing body and the subject are as long as those of the template, whatever the words are now.
    assert!(
        broken
            .iter()
            .all(|f| matches!(f.rule.id(), "issuer-rule" | "subject-rule")),
        "{broken:#?}"
    );
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
