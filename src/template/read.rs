//! The paragraphs of a part, and where their words stand in its markup.

use std::ops::Range;

use crate::extract::reference;

/// Words of a paragraph that stand in one element.
#[derive(Debug)]
pub(super) struct Piece {
    /// Where the words are in the markup.
    pub(super) at: Range<usize>,
    pub(super) words: String,
}

/// A paragraph: where it is, and its words.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) at: Range<usize>,
    pub(super) pieces: Vec<Piece>,
}

/// The paragraphs of a part and their words. `None`: it is no whole markup, or has names of its own.
pub(super) fn paragraphs(markup: &str) -> Option<Vec<Paragraph>> {
    let mut done = Vec::new();
    let mut open: Vec<Paragraph> = Vec::new();
    let mut at = 0;
    let mut words_from = None;
    while let Some(start) = markup.get(at..)?.find('<').map(|n| n + at) {
        let rest = markup.get(start..)?;
        if rest.starts_with("<!DOCTYPE") {
            return None;
        }
        let end = if rest.starts_with("<!--") {
            rest.find("-->")? + 3
        } else if rest.starts_with("<![CDATA[") {
            rest.find("]]>")? + 3
        } else {
            tag_end(rest)?
        } + start;
        let tag = markup.get(start..end)?;
        let name = tag.trim_start_matches(['<', '/']);
        let name = name
            .split(|c: char| c.is_whitespace() || c == '>' || c == '/')
            .next()?;
        let (closing, empty) = (tag.starts_with("</"), tag.ends_with("/>"));
        match (name, closing, empty) {
            ("w:p", false, false) => open.push(Paragraph {
                at: start..start,
                pieces: Vec::new(),
            }),
            ("w:p", true, _) => {
                let mut paragraph = open.pop()?;
                paragraph.at.end = end;
                done.push(paragraph);
            }
            ("w:t", false, false) => words_from = Some(end),
            ("w:t", true, _) => {
                let from = words_from.take()?;
                let words = decoded(markup.get(from..start)?)?;
                if let Some(paragraph) = open.last_mut() {
                    paragraph.pieces.push(Piece {
                        at: from..start,
                        words,
                    });
                }
            }
            _ => {}
        }
        at = end;
    }
    (open.is_empty() && words_from.is_none()).then_some(done)
}

/// Where a tag ends; `>` may stand in its values.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (n, c) in tag.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(q), c) if q == c => quote = None,
            (None, '>') => return Some(n + 1),
            _ => {}
        }
    }
    None
}

/// Words as they are meant. Pieces with anything but words in them are not ours to change.
fn decoded(words: &str) -> Option<String> {
    if words.contains('<') {
        return None;
    }
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.get(..at)?);
        let behind = rest.get(at + 1..)?;
        let end = behind.find(';')?;
        out.push(reference(behind.get(..end)?)?);
        rest = behind.get(end + 1..)?;
    }
    out.push_str(rest);
    Some(out)
}
