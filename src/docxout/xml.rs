//! Words as markup, and the properties of paragraphs and runs in the order in which the schema wants them: Word calls a file
//! corrupt whose children stand in another.

use super::look::{Align, Form};
use super::measure::Twips;

/// Words that may stand in markup. What no markup can hold (reliability row 61) becomes the sign for "something was here".
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"), // so that there is no `]]>`
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(c),
            '\r' => {}
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// How words differ from those around them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Manner {
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// In half points; 0 is the paragraph's.
    pub(super) size: u16,
}

/// The properties of a run.
pub(super) fn run_properties(manner: Manner) -> String {
    let Manner { bold, italic, size } = manner;
    let mut out = String::new();
    if bold {
        out.push_str("<w:b/><w:bCs/>");
    }
    if italic {
        out.push_str("<w:i/><w:iCs/>");
    }
    if size > 0 {
        out.push_str(&format!("<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>"));
    }
    if out.is_empty() {
        out
    } else {
        format!("<w:rPr>{out}</w:rPr>")
    }
}

/// Words in one manner; a line feed is a new line, a tab a tab.
pub(super) fn run(text: &str, manner: Manner) -> String {
    if text.is_empty() {
        return String::new();
    }
    let properties = run_properties(manner);
    let mut out = format!("<w:r>{properties}");
    for (n, line) in text.split('\n').enumerate() {
        if n > 0 {
            out.push_str("<w:br/>");
        }
        for (n, part) in line.split('\t').enumerate() {
            if n > 0 {
                out.push_str("<w:tab/>");
            }
            if !part.is_empty() {
                out.push_str(&format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(part)));
            }
        }
    }
    out.push_str("</w:r>");
    out
}

/// What a paragraph has beside its look, or in the place of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Own {
    /// It stays with the next one.
    pub(super) keep_next: bool,
    /// Left, right, and how far the first line is in; below zero it hangs out.
    pub(super) indents: Option<(Twips, Twips, Twips)>,
    /// Room above it.
    pub(super) before: Option<Twips>,
    /// How it stands.
    pub(super) align: Option<Align>,
    /// A rule along its upper edge.
    pub(super) rule: bool,
    /// The properties of the section that ends with it.
    pub(super) section: Option<String>,
}

/// The properties of a paragraph: by the name of its look, or with all that the look says, where the document has styles of
/// its own.
pub(super) fn paragraph_properties(look: &Form, own: &Own, by_name: bool) -> String {
    let keep_next = own.keep_next || (look.keep_next && !by_name);
    let mut out = String::from("<w:pPr>");
    if by_name {
        out.push_str(&format!("<w:pStyle w:val=\"{}\"/>", look.id));
    }
    if keep_next {
        out.push_str("<w:keepNext/>");
    }
    if look.keep_lines && !by_name {
        out.push_str("<w:keepLines/>");
    }
    if own.rule {
        out.push_str(
            "<w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"000000\"/></w:pBdr>",
        );
    }
    if !by_name || own.before.is_some() {
        out.push_str(&spacing(look, own.before));
    }
    if let Some(indents) = own.indents {
        out.push_str(&indent(indents));
    } else if !by_name {
        out.push_str(&indent((0, 0, look.first)));
    }
    let align = own.align.unwrap_or(look.align);
    if !by_name || own.align.is_some() {
        out.push_str(&format!("<w:jc w:val=\"{}\"/>", align.word()));
    }
    if let Some(level) = look.outline.filter(|_| !by_name) {
        out.push_str(&format!("<w:outlineLvl w:val=\"{level}\"/>"));
    }
    if let Some(section) = &own.section {
        out.push_str(section);
    }
    out.push_str("</w:pPr>");
    out
}

/// The room around a paragraph and between its lines.
pub(super) fn spacing(look: &Form, before: Option<Twips>) -> String {
    let rule = if look.exact { "exact" } else { "auto" };
    format!(
        "<w:spacing w:before=\"{}\" w:after=\"{}\" w:line=\"{}\" w:lineRule=\"{rule}\"/>",
        before.unwrap_or(look.before),
        look.after,
        look.line
    )
}

/// How far a paragraph is in.
pub(super) fn indent((left, right, first): (Twips, Twips, Twips)) -> String {
    let first = if first < 0 {
        format!("w:hanging=\"{}\"", -first)
    } else {
        format!("w:firstLine=\"{first}\"")
    };
    format!("<w:ind w:left=\"{left}\" w:right=\"{right}\" {first}/>")
}
