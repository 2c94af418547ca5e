//! Placeholders in markup, also where Word has split them into runs, and what stands around them. The markup is changed at
//! their places and nowhere else.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::docxout::Mark;
use crate::extract::reference;

/// The most letters between `{{` and `}}`: whatever is longer is no placeholder.
const NAME_MOST: usize = 60;

/// Words of a paragraph that stand in one element.
#[derive(Debug)]
struct Piece {
    /// Where the words are in the markup.
    at: Range<usize>,
    words: String,
}

/// A paragraph: where it is, and its words.
#[derive(Debug, Default)]
struct Paragraph {
    at: Range<usize>,
    pieces: Vec<Piece>,
}

/// What is wrong at a place.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Wrong {
    /// Nobody knows this placeholder.
    Unknown(String),
    /// A block stands among other words.
    NotAlone(String),
    /// `{{` without `}}`.
    Open(String),
    /// The markup cannot be read.
    Markup,
}

/// A placeholder at its place: the paragraph, and the bytes of its words.
#[derive(Debug)]
struct Found {
    paragraph: usize,
    mark: Mark,
    words: Range<usize>,
}

/// A part with its placeholders.
#[derive(Debug)]
pub(super) struct Scan<'m> {
    markup: &'m str,
    paragraphs: Vec<Paragraph>,
    found: Vec<Found>,
    pub(super) wrong: Vec<Wrong>,
}

impl<'m> Scan<'m> {
    pub(super) fn of(markup: &'m str) -> Self {
        let mut scan = Self {
            markup,
            paragraphs: Vec::new(),
            found: Vec::new(),
            wrong: Vec::new(),
        };
        match paragraphs(markup) {
            Some(all) => scan.paragraphs = all,
            None => scan.wrong.push(Wrong::Markup),
        }
        for n in 0..scan.paragraphs.len() {
            scan.look(n);
        }
        scan
    }

    /// The placeholders, in order.
    pub(super) fn marks(&self) -> impl Iterator<Item = Mark> {
        self.found.iter().map(|f| f.mark)
    }

    fn look(&mut self, paragraph: usize) {
        let Some(p) = self.paragraphs.get(paragraph) else {
            return;
        };
        let whole: String = p.pieces.iter().map(|p| p.words.as_str()).collect();
        let mut at = 0;
        while let Some(open) = whole.get(at..).and_then(|rest| rest.find("{{")).map(|n| n + at) {
            let behind = whole.get(open + 2..).unwrap_or_default();
            let Some(close) = behind.find("}}") else {
                self.wrong
                    .push(Wrong::Open(behind.chars().take(NAME_MOST).collect()));
                return;
            };
            let name = behind.get(..close).unwrap_or_default();
            let end = open + 2 + close + 2;
            at = end;
            let word: String = name
                .trim()
                .nfc()
                .collect::<String>()
                .to_uppercase()
                .replace(' ', "_");
            let Some(mark) = Mark::ALL.iter().find(|m| m.word() == word).copied() else {
                self.wrong
                    .push(Wrong::Unknown(name.chars().take(NAME_MOST).collect()));
                continue;
            };
            let outside = [whole.get(..open), whole.get(end..)];
            let alone = outside.into_iter().flatten().all(|s| s.trim().is_empty());
            if mark.is_block() && !alone {
                self.wrong.push(Wrong::NotAlone(mark.written()));
                continue;
            }
            self.found.push(Found {
                paragraph,
                mark,
                words: open..end,
            });
        }
    }

    /// The markup with words and blocks in the places of placeholders.
    pub(super) fn filled(
        &self,
        words: &dyn Fn(Mark) -> String,
        block: &dyn Fn(Mark) -> Option<String>,
    ) -> String {
        let mut changes: Vec<(Range<usize>, String)> = Vec::new();
        for (n, paragraph) in self.paragraphs.iter().enumerate() {
            let here: Vec<&Found> = self.found.iter().filter(|f| f.paragraph == n).collect();
            if here.is_empty() {
                continue;
            }
            if let Some(markup) = here.iter().find_map(|f| block(f.mark)) {
                changes.push((paragraph.at.clone(), markup + &self.section_end(paragraph)));
                continue;
            }
            if self.says_nothing(paragraph, &here, words) {
                changes.push((paragraph.at.clone(), String::new()));
                continue;
            }
            let mut begins = 0;
            for piece in &paragraph.pieces {
                let ends = begins + piece.words.len();
                if let Some(changed) = changed(piece, begins..ends, &here, words) {
                    changes.push((piece.at.clone(), changed));
                }
                begins = ends;
            }
        }
        changes.sort_by_key(|(at, _)| at.start);
        let mut out = String::with_capacity(self.markup.len() + 1_024);
        let mut from = 0;
        for (at, markup) in changes {
            // A text box lies in a paragraph: what was replaced as a whole is not looked into.
            if at.start < from {
                continue;
            }
            out.push_str(self.markup.get(from..at.start).unwrap_or_default());
            out.push_str(&markup);
            from = at.end;
        }
        out.push_str(self.markup.get(from..).unwrap_or_default());
        out
    }

    /// Would a paragraph of placeholders alone be empty, and can it go? A cell and a section need their last one.
    fn says_nothing(&self, paragraph: &Paragraph, here: &[&Found], words: &dyn Fn(Mark) -> String) -> bool {
        let whole: usize = paragraph.pieces.iter().map(|p| p.words.trim().len()).sum();
        let placed: usize = here.iter().map(|f| f.words.len()).sum();
        let behind = self.markup.get(paragraph.at.end..).unwrap_or_default();
        whole == placed
            && here.iter().all(|f| words(f.mark).is_empty())
            && behind.trim_start().starts_with("<w:p")
            && self.section_end(paragraph).is_empty()
    }

    /// A paragraph that ends a section goes on ending it, without its words.
    fn section_end(&self, paragraph: &Paragraph) -> String {
        let markup = self.markup.get(paragraph.at.clone()).unwrap_or_default();
        let from = markup.find("<w:sectPr");
        let to = markup.find("</w:sectPr>").map(|n| n + "</w:sectPr>".len());
        match from.zip(to).and_then(|(from, to)| markup.get(from..to)) {
            Some(section) => format!("<w:p><w:pPr>{section}</w:pPr></w:p>"),
            None => String::new(),
        }
    }
}

/// The words of a piece with what is to stand in the places of placeholders; none where nothing changes. What stands for a
/// placeholder comes into the piece in which it begins, and so has its looks.
fn changed(
    piece: &Piece,
    at: Range<usize>,
    found: &[&Found],
    words: &dyn Fn(Mark) -> String,
) -> Option<String> {
    let mut out = String::new();
    let mut from = at.start;
    let mut touched = false;
    for one in found {
        let (start, end) = (one.words.start.max(at.start), one.words.end.min(at.end));
        if start >= end {
            continue;
        }
        touched = true;
        out.push_str(&escaped(
            piece
                .words
                .get(from - at.start..start - at.start)
                .unwrap_or_default(),
        ));
        if one.words.start >= at.start {
            let lines: Vec<String> = words(one.mark).split('\n').map(escaped).collect();
            out.push_str(&lines.join("</w:t><w:br/><w:t xml:space=\"preserve\">"));
        }
        from = end;
    }
    if !touched {
        return None;
    }
    out.push_str(&escaped(piece.words.get(from - at.start..).unwrap_or_default()));
    Some(out)
}

fn escaped(words: &str) -> String {
    crate::docxout::escaped(words)
}

/// The paragraphs of a part and their words. `None`: it is no whole markup, or has names of its own.
fn paragraphs(markup: &str) -> Option<Vec<Paragraph>> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(markup: &str) -> String {
        let scan = Scan::of(markup);
        assert!(scan.wrong.is_empty(), "{:?}", scan.wrong);
        scan.filled(
            &|mark| {
                if mark == Mark::Subject {
                    "một\nhai & ba".to_owned()
                } else {
                    "X".to_owned()
                }
            },
            &|mark| mark.is_block().then(|| "<w:tbl/>".to_owned()),
        )
    }

    #[test]
    fn what_word_has_split_is_found() {
        let split = "<w:p><w:r><w:t>Số: {</w:t></w:r><w:proofErr/><w:r><w:rPr><w:b/></w:rPr><w:t>{S</w:t></w:r>\
                     <w:r><w:t>Ố}</w:t></w:r><w:r><w:t>}/BC &amp; y</w:t></w:r></w:p>";
        assert_eq!(
            filled(split),
            "<w:p><w:r><w:t>Số: X</w:t></w:r><w:proofErr/><w:r><w:rPr><w:b/></w:rPr><w:t></w:t></w:r>\
             <w:r><w:t></w:t></w:r><w:r><w:t>/BC &amp; y</w:t></w:r></w:p>"
        );
    }

    #[test]
    fn lines_break_and_blocks_take_their_paragraph() {
        let lines = "<w:p><w:r><w:t>{{ trích yếu }}.</w:t></w:r></w:p>";
        assert_eq!(
            filled(lines),
            "<w:p><w:r><w:t>một</w:t><w:br/><w:t xml:space=\"preserve\">hai &amp; ba.</w:t></w:r></w:p>"
        );
        let block = "<w:a/><w:p w:x=\"a>b\"><w:pPr><w:sectPr><w:x/></w:sectPr></w:pPr><w:r><w:t> {{NỘI_DUNG}}</w:t></w:r></w:p><w:b/>";
        assert_eq!(
            filled(block),
            "<w:a/><w:tbl/><w:p><w:pPr><w:sectPr><w:x/></w:sectPr></w:pPr></w:p><w:b/>"
        );
    }

    #[test]
    fn a_line_for_which_there_is_nothing_goes() {
        let empty = |markup: &str| Scan::of(markup).filled(&|_| String::new(), &|_| None);
        let line = "<w:p><w:r><w:t>{{CƠ_QUAN_CẤP_TRÊN}}</w:t></w:r></w:p>";
        assert_eq!(
            empty(&format!("<w:tc>{line}<w:p/></w:tc>")),
            "<w:tc><w:p/></w:tc>"
        );
        let last = format!("<w:tc>{line}</w:tc>");
        assert!(empty(&last).contains("<w:p>"), "a cell has a paragraph");
    }

    #[test]
    fn what_is_wrong_is_named() {
        let p = |t: &str| format!("<w:p><w:r><w:t>{t}</w:t></w:r></w:p>");
        assert_eq!(Scan::of(&p("{{TÊN}}")).wrong, [Wrong::Unknown("TÊN".to_owned())]);
        assert_eq!(
            Scan::of(&p("a {{ẢNH}}")).wrong,
            [Wrong::NotAlone("{{ẢNH}}".to_owned())]
        );
        assert_eq!(Scan::of(&p("a {{ẢNH")).wrong, [Wrong::Open("ẢNH".to_owned())]);
        assert_eq!(Scan::of("<w:p><w:t>x").wrong, [Wrong::Markup]);
        assert_eq!(Scan::of("<!DOCTYPE x><w:p/>").wrong, [Wrong::Markup]);
        // A text box lies in a paragraph of its own.
        let inside = format!(
            "<w:p><w:r>{}</w:r><w:r><w:t>{{{{SỐ}}}}</w:t></w:r></w:p>",
            p("{{NGÀY}}")
        );
        assert_eq!(
            Scan::of(&inside).marks().collect::<Vec<_>>(),
            [Mark::Date, Mark::Number]
        );
    }
}
