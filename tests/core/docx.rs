//! Papers as DOCX: what stands in the file, in which order, and the same bytes always.

use std::io::Cursor;

use ketnoi::docxout;
use ketnoi::paper::{Block, Section, Span, Table};
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::common::papers::{self, docx, part, report, text};

#[test]
fn the_same_paper_is_the_same_bytes_also_the_second_time() {
    let first = docx(&report());
    assert!(first == docx(&report()));
    assert!(first != docx(&papers::unfilled()));
}

/// The order of children, by the schema (ECMA-376, transitional). Word calls a file corrupt whose children stand otherwise, and
/// `LibreOffice` forgives it.
const ORDER: &[(&str, &[&str])] = &[
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:framePr",
            "w:widowControl",
            "w:numPr",
            "w:suppressLineNumbers",
            "w:pBdr",
            "w:shd",
            "w:tabs",
            "w:suppressAutoHyphens",
            "w:spacing",
            "w:ind",
            "w:contextualSpacing",
            "w:mirrorIndents",
            "w:jc",
            "w:textDirection",
            "w:textAlignment",
            "w:outlineLvl",
            "w:rPr",
            "w:sectPr",
        ],
    ),
    (
        "w:rPr",
        &[
            "w:rStyle",
            "w:rFonts",
            "w:b",
            "w:bCs",
            "w:i",
            "w:iCs",
            "w:caps",
            "w:strike",
            "w:noProof",
            "w:vanish",
            "w:color",
            "w:spacing",
            "w:kern",
            "w:sz",
            "w:szCs",
            "w:highlight",
            "w:u",
            "w:shd",
            "w:vertAlign",
            "w:lang",
        ],
    ),
    (
        "w:sectPr",
        &[
            "w:headerReference",
            "w:footerReference",
            "w:type",
            "w:pgSz",
            "w:pgMar",
            "w:pgBorders",
            "w:pgNumType",
            "w:cols",
            "w:vAlign",
            "w:titlePg",
            "w:docGrid",
        ],
    ),
    (
        "w:tblPr",
        &[
            "w:tblStyle",
            "w:tblpPr",
            "w:tblW",
            "w:jc",
            "w:tblCellSpacing",
            "w:tblInd",
            "w:tblBorders",
            "w:shd",
            "w:tblLayout",
            "w:tblCellMar",
            "w:tblLook",
        ],
    ),
    (
        "w:tblBorders",
        &["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"],
    ),
    ("w:tblCellMar", &["w:top", "w:left", "w:bottom", "w:right"]),
    ("w:tbl", &["w:tblPr", "w:tblGrid", "w:tr"]),
    ("w:tr", &["w:trPr", "w:tc"]),
    ("w:trPr", &["w:cantSplit", "w:tblHeader"]),
    ("w:tc", &["w:tcPr", "w:p"]),
    (
        "w:tcPr",
        &["w:tcW", "w:gridSpan", "w:tcBorders", "w:shd", "w:vAlign"],
    ),
    ("w:p", &["w:pPr", "w:r"]),
    ("w:r", &["w:rPr", "w:t"]),
    ("w:pBdr", &["w:top", "w:left", "w:bottom", "w:right"]),
    ("w:styles", &["w:docDefaults", "w:latentStyles", "w:style"]),
    ("w:docDefaults", &["w:rPrDefault", "w:pPrDefault"]),
    (
        "w:style",
        &[
            "w:name",
            "w:basedOn",
            "w:next",
            "w:uiPriority",
            "w:semiHidden",
            "w:unhideWhenUsed",
            "w:qFormat",
            "w:pPr",
            "w:rPr",
            "w:tblPr",
        ],
    ),
    (
        "w:settings",
        &[
            "w:zoom",
            "w:defaultTabStop",
            "w:characterSpacingControl",
            "w:compat",
        ],
    ),
    (
        "wp:inline",
        &[
            "wp:extent",
            "wp:effectExtent",
            "wp:docPr",
            "wp:cNvGraphicFramePr",
            "a:graphic",
        ],
    ),
    ("pic:pic", &["pic:nvPicPr", "pic:blipFill", "pic:spPr"]),
    ("w:body", &["w:p", "w:sectPr"]),
];

/// Content that may stand in any order among itself, under the name that the table has for it.
fn as_listed(name: &str) -> &str {
    match name {
        "w:tbl" => "w:p",
        "w:br" | "w:tab" | "w:drawing" => "w:t",
        "w:fldSimple" | "w:hyperlink" => "w:r",
        other => other,
    }
}

/// Every place where a child stands that the schema has not there.
fn out_of_order(markup: &str) -> Vec<String> {
    let mut reader = Reader::from_str(markup);
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut wrong = Vec::new();
    loop {
        let (name, empty) = match reader.read_event().expect("markup") {
            Event::Start(e) => (e.name().as_ref().to_owned(), false),
            Event::Empty(e) => (e.name().as_ref().to_owned(), true),
            Event::End(_) => {
                open.pop();
                continue;
            }
            Event::Eof => return wrong,
            _ => continue,
        };
        if let Some((parent, at)) = open.last_mut()
            && let Some((_, children)) = ORDER.iter().find(|(p, _)| p == parent)
        {
            match children.iter().position(|c| *c == as_listed(&name)) {
                Some(place) if place >= *at => *at = place,
                _ => wrong.push(format!("{name} in {parent}")),
            }
        }
        if !empty {
            open.push((name, 0));
        }
    }
}

#[test]
fn children_stand_in_the_order_of_the_schema() {
    for paper in [report(), papers::unfilled(), papers::letter()] {
        let docx = docx(&paper);
        for name in [
            "word/document.xml",
            "word/styles.xml",
            "word/settings.xml",
            "word/header1.xml",
            "word/header2.xml",
        ] {
            assert_eq!(out_of_order(&part(&docx, name)), Vec::<String>::new(), "{name}");
        }
    }
    assert_eq!(
        out_of_order("<w:pPr><w:jc w:val=\"both\"/><w:ind w:left=\"1\"/></w:pPr>"),
        ["w:ind in w:pPr"]
    );
}

#[test]
fn what_no_markup_can_hold_is_replaced() {
    let mut paper = report();
    paper
        .body
        .blocks
        .insert(0, text("a\u{1}b\u{fffe}c]]>d<e>&f\u{b}\u{1b}\ng\th"));
    let document = part(&docx(&paper), "word/document.xml");
    assert!(
        document.contains("a\u{fffd}b\u{fffd}c]]&gt;d&lt;e&gt;&amp;f\u{fffd}\u{fffd}</w:t><w:br/>"),
        "{document}"
    );
    assert!(document.chars().all(|c| c == '\n' || !c.is_control()));
}

#[test]
fn a_photo_that_cannot_be_shown_is_a_line_that_says_why() {
    let mut asked = Vec::new();
    let mut ask = |picture: &ketnoi::paper::Picture| {
        asked.push(picture.name.clone());
        if picture.name == "anh-2.jpg" {
            Err("anh-2.jpg: không phải là ảnh".to_owned())
        } else {
            papers::shown(picture)
        }
    };
    let mut paper = report();
    paper.appendices[1].blocks.push(papers::picture(1));
    let bytes = docxout::write(&paper, Cursor::new(Vec::new()), &mut ask)
        .unwrap()
        .into_inner();
    let document = part(&bytes, "word/document.xml");
    assert!(document.contains("anh-2.jpg: không phải là ảnh"));
    assert!(document.contains("Ảnh 2. Ngày hội"), "its caption stays");
    assert_eq!(asked.len(), 7, "each is asked for once");
    assert_eq!(document.matches("descr=\"Ảnh 1.").count(), 2);
    assert_eq!(document.matches("descr=\"Ảnh 2.").count(), 0);
}

#[test]
fn tables_repeat_their_heads_and_rows_do_not_break() {
    let document = part(&docx(&report()), "word/document.xml");
    let rows = document.matches("<w:tr>").count();
    assert_eq!(document.matches("<w:cantSplit/>").count(), rows);
    assert_eq!(document.matches("<w:tblHeader/>").count(), 2);
    assert_eq!(document.matches("w:orient=\"landscape\"").count(), 1);
}

#[test]
fn a_paper_of_nothing_is_written() {
    let mut paper = papers::unfilled();
    paper.body.blocks = vec![];
    paper.appendices = vec![Section::default()];
    let document = part(&docx(&paper), "word/document.xml");
    assert!(document.contains(">./.</w:t>"));
    paper.body.blocks = vec![
        Block::Table(Table::default()),
        Block::List(vec![]),
        Block::Text(vec![Span::plain("")]),
    ];
    assert!(part(&docx(&paper), "word/document.xml").contains(">./.</w:t>"));
}
