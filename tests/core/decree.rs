//! Every rule of Decree 30, each with a document that breaks exactly it.

use std::io::{Cursor, Read, Write};

use ketnoi::decree::{Finding, Rule, Verdict, judged};
use ketnoi::paper::Paper;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::common::papers::{self, docx, letter, report, unfilled};

/// The document with one part changed.
fn with(docx: &[u8], part: &str, change: &dyn Fn(String) -> String) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for n in 0..from.len() {
        let mut entry = from.by_index(n).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if name == part {
            let text = String::from_utf8(bytes).unwrap();
            let changed = change(text.clone());
            assert_ne!(changed, text, "{part} was changed");
            bytes = changed.into_bytes();
        }
        to.start_file(name, SimpleFileOptions::default()).unwrap();
        to.write_all(&bytes).unwrap();
    }
    to.finish().unwrap().into_inner()
}

fn said(docx: &[u8]) -> Vec<Finding> {
    judged(docx).expect("it is a document")
}

fn having(findings: &[Finding], verdict: Verdict) -> Vec<&'static str> {
    let these = findings.iter().filter(|f| f.verdict == verdict);
    these.map(|f| f.rule.id()).collect()
}

#[test]
fn our_own_papers_break_nothing() {
    for paper in [report(), letter()] {
        let findings = said(&docx(&paper));
        let broken: Vec<_> = findings.iter().filter(|f| f.verdict == Verdict::Broken).collect();
        assert!(broken.is_empty(), "{broken:#?}");
    }
    let mut goes_up = report();
    goes_up.electronic = false;
    goes_up.head.parent = Some("Chính phủ".to_owned());
    let findings = said(&docx(&goes_up));
    let kept = having(&findings, Verdict::Kept);
    let unsure = having(&findings, Verdict::Unknown);
    assert_eq!(unsure, ["citation"], "{findings:#?}");
    assert_eq!(
        kept.len(),
        Rule::ALL.len() - 1,
        "every rule concerns such a report: {findings:#?}"
    );
}

#[test]
fn what_is_left_to_be_filled_in_is_told_and_not_counted_as_broken() {
    let findings = said(&docx(&unfilled()));
    assert_eq!(having(&findings, Verdict::Broken), [""; 0], "{findings:#?}");
    assert_eq!(
        having(&findings, Verdict::Unfilled),
        [
            "issuer",
            "issuer-rule",
            "number",
            "place-date",
            "signer",
            "recipients",
            "appendix"
        ]
    );
}

#[test]
fn names_in_several_lines_and_long_places_break_nothing() {
    let mut paper = report();
    paper.head.parent = Some("Ủy ban nhân dân Thành phố Hồ Chí Minh".to_owned());
    paper.head.issuer = "Sở Khoa học và Công nghệ Thành phố Hồ Chí Minh".to_owned();
    paper.head.place = "Thành phố Hồ Chí Minh".to_owned();
    let findings = said(&docx(&paper));
    assert_eq!(having(&findings, Verdict::Broken), [""; 0], "{findings:#?}");
}

type Change = (&'static str, &'static str, Box<dyn Fn(String) -> String>);

/// Replaces the first of `from`, which must be there.
fn swap(rule: &'static str, part: &'static str, from: &'static str, to: &'static str) -> Change {
    (rule, part, Box::new(move |s| s.replacen(from, to, 1)))
}

/// Changes the markup of the paragraph in which these words stand.
fn at(rule: &'static str, words: &'static str, from: &'static str, to: &'static str) -> Change {
    let change = move |s: String| {
        let place = s.find(words).expect("the words are there");
        let open = s[..place].rfind("<w:p>").expect("in a paragraph");
        let close = place + s[place..].find("</w:p>").expect("that ends");
        let inside = s[open..close].replace(from, to);
        format!("{}{inside}{}", &s[..open], &s[close..])
    };
    (rule, "word/document.xml", Box::new(change))
}

/// Changes the thin paragraph that is the rule below these words.
fn below(rule: &'static str, words: &'static str, to: &'static str) -> Change {
    let change = move |s: String| {
        let place = s.find(words).expect("the words are there");
        let open = place + s[place..].find("<w:pBdr>").expect("a rule");
        let close = open + s[open..].find("</w:pPr>").expect("it ends");
        format!("{}{to}{}", &s[..open], &s[close..])
    };
    (rule, "word/document.xml", Box::new(change))
}

const SIZE_15: &str = "<w:sz w:val=\"30\"/>";

#[test]
fn every_rule_has_a_document_that_breaks_exactly_it() {
    let document = "word/document.xml";
    let styles = "word/styles.xml";
    let changes: Vec<Change> = vec![
        swap(
            "paper",
            document,
            "w:w=\"11906\" w:h=\"16838\"",
            "w:w=\"12240\" w:h=\"15840\"",
        ),
        swap("margins", document, "w:left=\"1701\"", "w:left=\"1134\""),
        at(
            "font",
            "Các đơn vị đã",
            "<w:r>",
            "<w:r><w:rPr><w:rFonts w:ascii=\"Arial\"/></w:rPr>",
        ),
        at(
            "colour",
            "Các đơn vị đã",
            "<w:r>",
            "<w:r><w:rPr><w:color w:val=\"FF0000\"/></w:rPr>",
        ),
        swap("page-number", document, "<w:titlePg/>", ""),
        swap(
            "page-number",
            "word/header2.xml",
            "<w:pStyle w:val=\"Header\"/>",
            "<w:pStyle w:val=\"Header\"/><w:jc w:val=\"right\"/>",
        ),
        at("national-title", "CỘNG HÒA", "<w:b/>", ""),
        at(
            "motto",
            "Độc lập - Tự do",
            "Độc lập - Tự do - Hạnh",
            "Độc lập – Tự do – Hạnh",
        ),
        below(
            "motto-rule",
            "Hạnh phúc",
            "<w:pBdr><w:top w:val=\"single\"/></w:pBdr><w:ind w:left=\"2000\" w:right=\"2000\"/>",
        ),
        below("motto-rule", "Hạnh phúc", ""),
        at(
            "title-spacing",
            "Độc lập - Tự do",
            "</w:pPr>",
            "<w:spacing w:before=\"120\" w:after=\"0\"/></w:pPr>",
        ),
        at(
            "parent",
            "CHÍNH PHỦ<",
            "<w:rPr>",
            "<w:rPr><w:i/><w:b w:val=\"0\"/><w:sz w:val=\"20\"/>",
        ),
        at(
            "issuer",
            "BỘ THÔNG TIN VÀ",
            "</w:pPr>",
            "<w:jc w:val=\"left\"/></w:pPr>",
        ),
        below(
            "issuer-rule",
            "BỘ THÔNG TIN VÀ",
            "<w:pBdr><w:top w:val=\"single\"/></w:pBdr>",
        ),
        at("number", "Số: 45", "BC-BTTTT", "BC - BTTTT"),
        at("number", "Số: 45", "45", "5"),
        at("place-date", "Hà Nội, ngày", "ngày 15", "ngày 5"),
        at("place-date", "Hà Nội, ngày", "tháng 7", "tháng 07"),
        at("place-date", "Hà Nội, ngày", "<w:i/>", ""),
        at("kind", "BÁO CÁO<", "</w:pPr>", "<w:jc w:val=\"left\"/></w:pPr>"),
        at(
            "subject",
            "Kết quả tổ chức",
            "<w:r>",
            "<w:r><w:rPr><w:sz w:val=\"24\"/></w:rPr>",
        ),
        below("subject-rule", "năm 2020<", ""),
        at("addressee", "Kính gửi", "<w:r>", "<w:r><w:rPr><w:b/></w:rPr>"),
        at(
            "text-size",
            "Các đơn vị đã",
            "<w:r>",
            "<w:r><w:rPr><w:sz w:val=\"24\"/></w:rPr>",
        ),
        at(
            "text-justified",
            "Các đơn vị đã",
            "</w:pPr>",
            "<w:jc w:val=\"left\"/></w:pPr>",
        ),
        at(
            "text-indent",
            "Các đơn vị đã",
            "</w:pPr>",
            "<w:ind w:firstLine=\"0\"/></w:pPr>",
        ),
        at(
            "text-spacing",
            "Hội thảo: ",
            "</w:pPr>",
            "<w:spacing w:after=\"0\"/></w:pPr>",
        ),
        at(
            "line-spacing",
            "Các đơn vị đã",
            "</w:pPr>",
            "<w:spacing w:after=\"120\" w:line=\"480\" w:lineRule=\"auto\"/></w:pPr>",
        ),
        at(
            "headings",
            "I. KẾT QUẢ",
            "I. KẾT QUẢ THỰC HIỆN",
            "I. Kết quả thực hiện",
        ),
        at(
            "headings",
            "1. Hoạt động",
            "<w:r>",
            "<w:r><w:rPr><w:b w:val=\"0\"/></w:rPr>",
        ),
        at("lettering", "b) Các", "b)", "e)"),
        at("end-mark", "xem xét./.", "xem xét./.", "xem xét."),
        at("signer", "Nguyễn Văn An", "Nguyễn", "TS. Nguyễn"),
        at(
            "signer",
            "KT. BỘ",
            "<w:r>",
            "<w:r><w:rPr><w:b w:val=\"0\"/></w:rPr>",
        ),
        at("recipients", "- Như trên;", "- Như trên;", "- Như trên"),
        at("recipients", "- Lưu: VT", "Lưu: VT", "VT"),
        at(
            "recipients",
            "- Bộ trưởng",
            "<w:r>",
            "<w:r><w:rPr><w:sz w:val=\"26\"/></w:rPr>",
        ),
        at("appendix", ">HÌNH ẢNH<", "HÌNH ẢNH", "Hình ảnh"),
        at("appendix", ">Phụ lục II<", "Phụ lục II", "Phụ lục 2"),
        (
            "level",
            document,
            Box::new(|s: String| {
                // The signer comes into a row of his own.
                let signer = s.find("KT. BỘ TRƯỞNG").expect("a signer");
                let cell = s[..signer].rfind("<w:tc>").expect("a cell");
                let row = "</w:tr><w:tr><w:tc><w:p/></w:tc>";
                format!("{}{row}{}", &s[..cell], &s[cell..])
            }),
        ),
        (
            "appendix-pages",
            document,
            Box::new(|s: String| {
                let last = s.rfind("<w:pgNumType w:start=\"1\"/>").expect("numbers");
                format!(
                    "{}{}",
                    &s[..last],
                    &s[last + "<w:pgNumType w:start=\"1\"/>".len()..]
                )
            }),
        ),
        (
            "font",
            styles,
            Box::new(|s: String| s.replacen("w:ascii=\"Times New Roman\"", "w:ascii=\"Calibri\"", 1)),
        ),
        (
            "text-size",
            styles,
            Box::new(|s: String| {
                let style = s.find("w:styleId=\"KetnoiText\"").expect("a style");
                let size = style + s[style..].find("<w:sz w:val=\"28\"/>").expect("a size");
                format!(
                    "{}{SIZE_15}{}",
                    &s[..size],
                    &s[size + "<w:sz w:val=\"28\"/>".len()..]
                )
            }),
        ),
    ];
    let mut paper: Paper = report();
    paper.electronic = false;
    paper.head.parent = Some("Chính phủ".to_owned());
    let whole = docx(&paper);
    let mut wrong = Vec::new();
    for (n, (rule, part, change)) in changes.iter().enumerate() {
        let findings = said(&with(&whole, part, change.as_ref()));
        let broken: Vec<_> = findings.iter().filter(|f| f.verdict == Verdict::Broken).collect();
        if broken.iter().map(|f| f.rule.id()).ne([*rule]) {
            wrong.push(format!("{n} {rule}: {broken:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // A page on its side leaves no line of a report as long as it was; a letter has none below its subject.
    let aside = with(&docx(&letter()), document, &|s| {
        s.replacen("w:w=\"11906\" w:h=\"16838\"", "w:w=\"16838\" w:h=\"11906\"", 1)
    });
    assert_eq!(having(&said(&aside), Verdict::Broken), ["upright"]);
    for rule in Rule::ALL.iter().filter(|r| **r != Rule::Upright) {
        let tried = changes.iter().any(|(id, _, _)| *id == rule.id());
        assert!(tried || *rule == Rule::Citation, "{} is tried", rule.id());
    }
}

#[test]
fn what_is_no_document_is_refused() {
    use ketnoi::extract::Lacking;
    assert_eq!(judged(b"%PDF-1.7"), Err(Lacking::Unfit));
    let whole = docx(&report());
    let empty = with(&whole, "word/document.xml", &|_| "<w:document/>".to_owned());
    assert_eq!(judged(&empty), Err(Lacking::Unfit));
    let deep = with(&whole, "word/document.xml", &|s| {
        s.replacen("<w:p>", &"<w:p>".repeat(5_000), 1)
    });
    assert_eq!(judged(&deep), Err(Lacking::Beyond));
    let entity = with(&whole, "word/document.xml", &|s| {
        s.replacen(
            "?>\n",
            "?>\n<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>",
            1,
        )
        .replacen("Các đơn vị", "&b;Các đơn vị", 1)
    });
    assert!(judged(&entity).is_ok(), "names of its own grow nothing");
}

#[test]
fn a_stranger_with_drawn_lines_and_a_theme_is_understood() {
    let whole = docx(&report());
    // The rule as Word draws it, in both ways.
    let drawn = "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor><wp:extent cx=\"2014538\" cy=\"0\"/>\
                 <a:graphic><a:graphicData><wps:wsp><wps:spPr><a:prstGeom prst=\"line\"/></wps:spPr></wps:wsp></a:graphicData></a:graphic>\
                 </wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>";
    let old = "<w:r><w:pict><v:line from=\"10pt,5pt\" to=\"168.6pt,5pt\"/></w:pict></w:r></w:p>";
    for line in [drawn, old] {
        let change = |s: String| {
            let place = s.find("Hạnh phúc").unwrap();
            let open = place + s[place..].find("<w:pBdr>").unwrap();
            let close = open + s[open..].find("</w:pPr>").unwrap();
            let end = close + s[close..].find("</w:p>").unwrap();
            format!("{}</w:pPr>{line}{}", &s[..open], &s[end + "</w:p>".len()..])
        };
        let findings = said(&with(&whole, "word/document.xml", &change));
        assert_eq!(having(&findings, Verdict::Broken), [""; 0], "{findings:#?}");
    }
    let _ = papers::PHOTO;
}
