//! Placeholders in markup, also where Word has split them into runs, and what stands around them. The markup is changed at
//! their places and nowhere else.

use std::collections::BTreeMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::read::{Paragraph, Piece, paragraphs};
use super::rules::ruled;
use super::turn::Put;
use crate::docxout::Mark;

/// The most letters between `{{` and `}}`: whatever is longer is no placeholder.
const NAME_MOST: usize = 60;

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
        block: &mut dyn FnMut(Mark, &Range<usize>) -> Option<Put>,
    ) -> String {
        let mut changes: Vec<(Range<usize>, String)> = Vec::new();
        // Of sections, what the last block in them made of it.
        let mut sections: BTreeMap<usize, (Range<usize>, String)> = BTreeMap::new();
        for (n, paragraph) in self.paragraphs.iter().enumerate() {
            let here: Vec<&Found> = self.found.iter().filter(|f| f.paragraph == n).collect();
            if here.is_empty() {
                continue;
            }
            if let Some(put) = here.iter().find_map(|f| block(f.mark, &paragraph.at)) {
                changes.push((paragraph.at.clone(), put.markup));
                sections.extend(put.section.map(|(at, markup)| (at.start, (at, markup))));
                continue;
            }
            if self.says_nothing(paragraph, &here, words) {
                changes.push((paragraph.at.clone(), String::new()));
                continue;
            }
            let alone = Self::is_alone(paragraph, &here);
            let above = here.first().filter(|_| alone && here.len() == 1);
            let above = above.and_then(|f| ruled(self.markup, &paragraph.at, f.mark, &words(f.mark)));
            let words = |mark| {
                above
                    .as_ref()
                    .map_or_else(|| words(mark), |above| above.words.clone())
            };
            changes.extend(above.as_ref().map(|above| above.rule.clone()));
            let mut begins = 0;
            for piece in &paragraph.pieces {
                let ends = begins + piece.words.len();
                if let Some(changed) = changed(piece, begins..ends, &here, &words) {
                    changes.push((piece.at.clone(), changed));
                }
                begins = ends;
            }
        }
        changes.extend(sections.into_values());
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
        let behind = self.markup.get(paragraph.at.end..).unwrap_or_default();
        Self::is_alone(paragraph, here)
            && here.iter().all(|f| words(f.mark).is_empty())
            && behind.trim_start().starts_with("<w:p")
            && !self
                .markup
                .get(paragraph.at.clone())
                .unwrap_or_default()
                .contains("<w:sectPr")
    }

    /// Are there no words in it but placeholders?
    fn is_alone(paragraph: &Paragraph, here: &[&Found]) -> bool {
        let whole: usize = paragraph.pieces.iter().map(|p| p.words.trim().len()).sum();
        whole == here.iter().map(|f| f.words.len()).sum::<usize>()
    }

    pub(super) fn markup(&self) -> &'m str {
        self.markup
    }

    /// The paragraphs in which blocks have their places.
    pub(super) fn blocks(&self) -> impl Iterator<Item = &Range<usize>> {
        let blocks = self.found.iter().filter(|f| f.mark.is_block());
        blocks.filter_map(|f| self.paragraphs.get(f.paragraph).map(|p| &p.at))
    }

    /// Where a block has its place first: its paragraph.
    pub(super) fn place(&self, mark: Mark) -> Option<Range<usize>> {
        let found = self.found.iter().find(|f| f.mark == mark)?;
        self.paragraphs.get(found.paragraph).map(|p| p.at.clone())
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
            &mut |mark, at| {
                let piece = crate::docxout::Piece {
                    aside: false,
                    markup: "<w:tbl/>".to_owned(),
                };
                mark.is_block()
                    .then(|| super::super::turn::Turning::of(&scan).put(at, &[piece]))
            },
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
        let empty = |markup: &str| Scan::of(markup).filled(&|_| String::new(), &mut |_, _| None);
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
