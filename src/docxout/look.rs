//! How each kind of paragraph looks: one table, out of which come the styles of our own documents and the properties of what is put
//! into a house's template.

use super::measure::{BETWEEN, CELL, INDENT, NUMBER, RECIPIENTS, RECIPIENTS_WORD, TEXT, Twips};
use super::xml::{Manner, indent, run_properties, spacing};
use crate::core::names::Lang;

/// How the lines of a paragraph stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Middle,
    Right,
    Both,
}

impl Align {
    /// Word's word.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Middle => "center",
            Self::Right => "right",
            Self::Both => "both",
        }
    }
}

/// How a kind of paragraph looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Form {
    /// Its style's id.
    pub(super) id: &'static str,
    /// Its style's name, which people see.
    pub(super) name: &'static str,
    pub(super) align: Align,
    /// In half points.
    pub(super) size: u16,
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// How far the first line is in.
    pub(super) first: Twips,
    pub(super) before: Twips,
    pub(super) after: Twips,
    /// Distance of lines: in twips where exact, else in parts of 240.
    pub(super) line: u16,
    pub(super) exact: bool,
    pub(super) keep_next: bool,
    pub(super) keep_lines: bool,
    /// Its level among headings.
    pub(super) outline: Option<u8>,
}

impl Form {
    /// Its words as they are.
    pub(super) fn manner(&self) -> Manner {
        Manner {
            bold: self.bold,
            italic: self.italic,
            size: self.size,
        }
    }
}

const BASE: Form = Form {
    id: "Normal",
    name: "Normal",
    align: Align::Left,
    size: TEXT,
    bold: false,
    italic: false,
    first: 0,
    before: 0,
    after: 0,
    line: 240,
    exact: false,
    keep_next: false,
    keep_lines: false,
    outline: None,
};
const HEADING: Form = Form {
    bold: true,
    align: Align::Both,
    first: INDENT,
    before: BETWEEN,
    after: BETWEEN,
    line: 264,
    keep_next: true,
    keep_lines: true,
    ..BASE
};

/// PL I, II.6: justified, the first line in, at least 6 pt between paragraphs, 1 to 1.5 lines.
pub(super) const BODY: Form = Form {
    id: "KetnoiText",
    name: "Ketnoi text",
    align: Align::Both,
    first: INDENT,
    after: BETWEEN,
    line: 264,
    ..BASE
};
/// PL I, II.6: `Phần I` and its title below it, centred and bold.
pub(super) const PART: Form = Form {
    id: "Heading1",
    name: "heading 1",
    align: Align::Middle,
    first: 0,
    before: 0,
    outline: Some(0),
    ..HEADING
};
/// The number of a part, above its title.
pub(super) const PART_NUMBER: Form = Form {
    id: "KetnoiPart",
    name: "Ketnoi part",
    align: Align::Middle,
    first: 0,
    after: 0,
    before: 2 * BETWEEN,
    ..HEADING
};
/// PL I, II.6: `I.`, capitals and bold.
pub(super) const CHAPTER: Form = Form {
    id: "Heading2",
    name: "heading 2",
    outline: Some(1),
    ..HEADING
};
/// PL I, II.6: `1.`, bold where it has a title.
pub(super) const ITEM: Form = Form {
    id: "Heading3",
    name: "heading 3",
    outline: Some(2),
    ..HEADING
};
/// PL I, II.6: `a)`, upright.
pub(super) const POINT: Form = Form {
    id: "Heading4",
    name: "heading 4",
    bold: false,
    outline: Some(3),
    ..HEADING
};
/// Lines of the head.
pub(super) const HEAD: Form = Form {
    id: "KetnoiHead",
    name: "Ketnoi head",
    align: Align::Middle,
    size: NUMBER,
    keep_next: true,
    ..BASE
};
/// PL I, II.5: the name of the kind, and the subject below it.
pub(super) const TITLE: Form = Form {
    id: "KetnoiTitle",
    name: "Ketnoi title",
    align: Align::Middle,
    bold: true,
    keep_next: true,
    ..BASE
};
/// Where only a rule or the end of a section stands.
pub(super) const THIN: Form = Form {
    id: "KetnoiThin",
    name: "Ketnoi thin",
    size: 2,
    line: 20,
    exact: true,
    ..BASE
};
/// PL I, II.9.a: to whom.
pub(super) const ADDRESSEE: Form = Form {
    id: "KetnoiAddressee",
    name: "Ketnoi addressee",
    ..BASE
};
/// The words above a table or below a picture.
pub(super) const CAPTION: Form = Form {
    id: "KetnoiCaption",
    name: "Ketnoi caption",
    align: Align::Middle,
    size: NUMBER,
    italic: true,
    before: BETWEEN,
    after: BETWEEN,
    keep_lines: true,
    ..BASE
};
/// A picture.
pub(super) const FIGURE: Form = Form {
    id: "KetnoiFigure",
    name: "Ketnoi figure",
    align: Align::Middle,
    before: BETWEEN,
    ..BASE
};
/// A remark.
pub(super) const NOTE: Form = Form {
    id: "KetnoiNote",
    name: "Ketnoi note",
    align: Align::Both,
    size: NUMBER,
    italic: true,
    first: INDENT,
    before: 60,
    after: BETWEEN,
    ..BASE
};
/// A cell.
pub(super) const CELLS: Form = Form {
    id: "KetnoiCell",
    name: "Ketnoi cell",
    size: CELL,
    before: 40,
    after: 40,
    ..BASE
};
/// PL I, II.7: office and name of the signer.
pub(super) const SIGNER: Form = Form {
    id: "KetnoiSigner",
    name: "Ketnoi signer",
    align: Align::Middle,
    bold: true,
    keep_next: true,
    ..BASE
};
/// PL I, II.9.b: the word `Nơi nhận`.
pub(super) const COPIES: Form = Form {
    id: "KetnoiCopies",
    name: "Ketnoi copies",
    size: RECIPIENTS_WORD,
    bold: true,
    italic: true,
    keep_next: true,
    ..BASE
};
/// PL I, II.9.b: the list below it.
pub(super) const COPY: Form = Form {
    id: "KetnoiCopy",
    name: "Ketnoi copy",
    size: RECIPIENTS,
    keep_next: true,
    ..BASE
};
/// PL I, I.7: the number of a page.
pub(super) const PAGE: Form = Form {
    id: "Header",
    name: "header",
    align: Align::Middle,
    size: NUMBER,
    ..BASE
};

/// All but the one that the others are based on.
pub(super) const ALL: [&Form; 18] = [
    &BODY,
    &PART,
    &PART_NUMBER,
    &CHAPTER,
    &ITEM,
    &POINT,
    &HEAD,
    &TITLE,
    &THIN,
    &ADDRESSEE,
    &CAPTION,
    &FIGURE,
    &NOTE,
    &CELLS,
    &SIGNER,
    &COPIES,
    &COPY,
    &PAGE,
];

/// `styles.xml`. PL I, I.4: Times New Roman, black.
pub(super) fn styles(lang: Lang) -> String {
    let tongue = match lang {
        Lang::Vi => "vi-VN",
        Lang::En => "en-GB",
    };
    let mut out = format!(
        "{}<w:styles xmlns:w=\"{}\"><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"{FONT}\" w:eastAsia=\"{FONT}\" w:hAnsi=\"{FONT}\" w:cs=\"{FONT}\"/><w:color w:val=\"000000\"/>\
         <w:sz w:val=\"{TEXT}\"/><w:szCs w:val=\"{TEXT}\"/><w:lang w:val=\"{tongue}\" w:eastAsia=\"{tongue}\" w:bidi=\"ar-SA\"/>\
         </w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\
         <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/>\
         <w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar>\
         <w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"0\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/>\
         <w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>",
        super::package::PROLOGUE,
        super::package::MAIN,
    );
    for look in ALL {
        out.push_str(&style(look));
    }
    out.push_str("</w:styles>");
    out
}

/// PL I, I.4.
const FONT: &str = "Times New Roman";

fn style(look: &Form) -> String {
    let mut paragraph = String::new();
    if look.keep_next {
        paragraph.push_str("<w:keepNext/>");
    }
    if look.keep_lines {
        paragraph.push_str("<w:keepLines/>");
    }
    paragraph.push_str(&spacing(look, None));
    paragraph.push_str(&indent((0, 0, look.first)));
    paragraph.push_str(&format!("<w:jc w:val=\"{}\"/>", look.align.word()));
    if let Some(level) = look.outline {
        paragraph.push_str(&format!("<w:outlineLvl w:val=\"{level}\"/>"));
    }
    format!(
        "<w:style w:type=\"paragraph\" w:styleId=\"{}\"><w:name w:val=\"{}\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/>\
         <w:pPr>{paragraph}</w:pPr>{}</w:style>",
        look.id,
        look.name,
        run_properties(look.manner()),
    )
}
