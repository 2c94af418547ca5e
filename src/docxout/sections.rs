//! Sections: which pages lie on their side, where page numbers begin, what each section begins with.

use super::body::{self, Way};
use super::foot;
use super::head;
use super::look::{BODY, CAPTION, THIN, TITLE};
use super::measure::{
    BETWEEN, HEADER, MARGIN_LEFT, MARGIN_RIGHT, MARGIN_TOP, NUMBER, PAGE_HIGH, PAGE_WIDE, TEXT_WIDE,
    TEXT_WIDE_ASIDE,
};
use super::write::Writing;
use super::xml::{Manner, Own};
use crate::paper::{Block, Head, Kind, Paper, Section, UNFILLED, or_unfilled};
use crate::text::dates::date_full;

/// The relation to the header of first pages.
pub(super) const FIRST_HEADER: &str = "rId3";
/// The relation to the header of all others.
pub(super) const OTHER_HEADER: &str = "rId4";

/// Blocks that stand on pages of one direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) aside: bool,
}

/// Cuts blocks where pages turn. A wide table takes the headings before it and the remarks after it along; there is no piece
/// without a block. Where pages cannot turn everything is one piece.
pub(super) fn pieces(blocks: &[Block], turns: bool) -> Vec<Piece> {
    let is_wide = |b: &Block| turns && matches!(b, Block::Table(t) if t.wide);
    let mut aside: Vec<bool> = blocks.iter().map(is_wide).collect();
    for n in (1..blocks.len()).rev() {
        if aside.get(n) == Some(&true) && matches!(blocks.get(n - 1), Some(Block::Heading { .. })) {
            aside.iter_mut().skip(n - 1).take(1).for_each(|a| *a = true);
        }
    }
    for n in 1..blocks.len() {
        if aside.get(n - 1) == Some(&true) && matches!(blocks.get(n), Some(Block::Note(_))) {
            aside.iter_mut().skip(n).take(1).for_each(|a| *a = true);
        }
    }
    let mut out: Vec<Piece> = Vec::new();
    for (n, aside) in aside.into_iter().enumerate() {
        match out.last_mut() {
            Some(piece) if piece.aside == aside => piece.to = n + 1,
            _ => out.push(Piece {
                from: n,
                to: n + 1,
                aside,
            }),
        }
    }
    out
}

/// The properties of a section. PL I, I.7: the page number stands in the middle of the top margin, from 1, and not on the
/// first page, which is the first of those that are numbered together.
pub(super) fn properties(aside: bool, starts: bool) -> String {
    let (wide, high, turned) = if aside {
        (PAGE_HIGH, PAGE_WIDE, " w:orient=\"landscape\"")
    } else {
        (PAGE_WIDE, PAGE_HIGH, "")
    };
    let number = if starts {
        "<w:pgNumType w:start=\"1\"/>"
    } else {
        ""
    };
    let title = if starts { "<w:titlePg/>" } else { "" };
    format!(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"{OTHER_HEADER}\"/>\
         <w:headerReference w:type=\"first\" r:id=\"{FIRST_HEADER}\"/><w:type w:val=\"nextPage\"/>\
         <w:pgSz w:w=\"{wide}\" w:h=\"{high}\"{turned}/>\
         <w:pgMar w:top=\"{MARGIN_TOP}\" w:right=\"{MARGIN_RIGHT}\" w:bottom=\"{MARGIN_TOP}\" w:left=\"{MARGIN_LEFT}\" \
         w:header=\"{HEADER}\" w:footer=\"{HEADER}\" w:gutter=\"0\"/>{number}<w:cols w:space=\"720\"/>{title}</w:sectPr>"
    )
}

/// Ends a section that is not the last.
pub(super) fn end(w: &mut Writing<'_>, aside: bool, starts: bool) {
    let own = Own {
        section: Some(properties(aside, starts)),
        ..Own::default()
    };
    w.paragraph(&THIN, &own, "");
}

/// The whole body of a document.
pub(super) fn all(w: &mut Writing<'_>, paper: &Paper) {
    let official = paper.kind != Kind::Plain;
    let mut blocks = paper.body.blocks.clone();
    if official {
        end_mark(&mut blocks);
    }
    let mut cut = pieces(&blocks, true);
    let end_of_blocks = blocks.len();
    // The head stands upright, and so does what is signed.
    let upright = |at| Piece {
        from: at,
        to: at,
        aside: false,
    };
    if cut.first().is_none_or(|p| p.aside) {
        cut.insert(0, upright(0));
    }
    if paper.sign.is_some() && cut.last().is_some_and(|p| p.aside) {
        cut.push(upright(end_of_blocks));
    }
    opening(w, paper);
    let mut ends = (false, true);
    for (n, piece) in cut.iter().enumerate() {
        if n > 0 {
            end(w, ends.0, ends.1);
        }
        let way = Way {
            official,
            wide: if piece.aside { TEXT_WIDE_ASIDE } else { TEXT_WIDE },
            hold_last: paper.sign.is_some() && n + 1 == cut.len(),
        };
        body::blocks(w, blocks.get(piece.from..piece.to).unwrap_or_default(), way);
        ends = (piece.aside, n == 0);
    }
    match &paper.sign {
        Some(sign) if official => foot::sign(w, sign),
        _ => {}
    }
    if !official && !paper.made_from.is_empty() {
        let manner = Manner {
            italic: true,
            size: 20,
            ..Manner::default()
        };
        w.line(&BODY, &Own::default(), &paper.made_from, manner);
    }
    for section in &paper.appendices {
        end(w, ends.0, ends.1);
        ends = appendix(w, paper, section, official);
    }
    w.out.push_str(&properties(ends.0, ends.1));
}

/// An appendix. PL I, III.1: its name bold and in the middle, its title in capitals below, where it belongs to in italics, and
/// page numbers of its own. Gives how its last section is ended.
fn appendix(w: &mut Writing<'_>, paper: &Paper, section: &Section, official: bool) -> (bool, bool) {
    let cut = pieces(&section.blocks, true);
    title_of_appendix(w, paper, section, official);
    let mut ends = (cut.first().is_some_and(|p| p.aside), true);
    for (n, piece) in cut.iter().enumerate() {
        if n > 0 {
            end(w, ends.0, ends.1);
        }
        let way = Way {
            official,
            wide: if piece.aside { TEXT_WIDE_ASIDE } else { TEXT_WIDE },
            hold_last: false,
        };
        body::blocks(
            w,
            section.blocks.get(piece.from..piece.to).unwrap_or_default(),
            way,
        );
        ends = (piece.aside, n == 0);
    }
    ends
}

fn title_of_appendix(w: &mut Writing<'_>, paper: &Paper, section: &Section, official: bool) {
    let plain = Manner::default();
    w.line(&TITLE, &Own::default(), &section.name, plain);
    let title = if official {
        section.title.to_uppercase()
    } else {
        section.title.clone()
    };
    w.line(&TITLE, &Own::default(), &title, plain);
    if official {
        let own = Own {
            keep_next: true,
            before: Some(0),
            ..Own::default()
        };
        w.line(&CAPTION, &own, &belongs_to(paper), plain);
    }
}

/// PL I, III.1.b: left unfilled in an electronic document, because the registry fills the document's own number in.
fn belongs_to(paper: &Paper) -> String {
    let head = &paper.head;
    let name = match &head.kind_name {
        Some(name) => {
            let low = name.to_lowercase();
            let mut letters = low.chars();
            letters
                .next()
                .map(|c| c.to_uppercase().chain(letters).collect())
                .unwrap_or_default()
        }
        None => "Công văn".to_owned(),
    };
    if paper.electronic {
        return format!(
            "(Kèm theo {name} số {UNFILLED}/{UNFILLED} {} của {UNFILLED})",
            Head::default().day_in_words()
        );
    }
    let number = head.number.as_deref().map_or(UNFILLED, or_unfilled);
    format!(
        "(Kèm theo {name} số {number}/{} {} của {})",
        or_unfilled(&head.symbol),
        head.day_in_words(),
        or_unfilled(&head.issuer)
    )
}

fn opening(w: &mut Writing<'_>, paper: &Paper) {
    if paper.kind == Kind::Plain {
        return plain_opening(w, paper);
    }
    head::head(w, &paper.head, paper.kind);
    let goes_up = !paper.head.addressees.is_empty();
    if goes_up || paper.kind == Kind::Letter {
        head::addressees(w, &paper.head.addressees);
    } else {
        w.gap(2 * BETWEEN);
    }
}

/// A paper without a national head: who, what, when.
fn plain_opening(w: &mut Writing<'_>, paper: &Paper) {
    let head = &paper.head;
    let sized = |size| Manner {
        size,
        ..Manner::default()
    };
    let own = Own::default();
    if !head.issuer.is_empty() {
        w.line(&TITLE, &own, &head.issuer, sized(NUMBER));
    }
    let above = Own {
        before: Some(2 * BETWEEN),
        ..Own::default()
    };
    let title = head.kind_name.as_ref().unwrap_or(&paper.title);
    w.line(&TITLE, &above, title, sized(36));
    // Where there is no name of a kind, the title is the subject.
    for line in head.subject.iter().filter(|line| *line != title) {
        w.line(&CAPTION, &own, line, sized(28));
    }
    let seat = Some(head.place.clone()).filter(|p| !p.is_empty());
    let when: Vec<String> = seat.into_iter().chain(head.day.map(date_full)).collect();
    if !when.is_empty() {
        w.line(&CAPTION, &own, &when.join(", "), Manner::default());
    }
    w.gap(2 * BETWEEN);
}

/// `./.` behind the last words (forms 1.4 and 1.5 of PL III); what ends with a table has it in a line of its own.
pub(super) fn end_mark(blocks: &mut Vec<Block>) {
    const MARK: &str = "./.";
    let spans = match blocks.last_mut() {
        Some(Block::Text(spans)) => Some(spans),
        Some(Block::List(items)) => items.last_mut().map(|i| &mut i.spans),
        _ => None,
    };
    match spans.and_then(|s| s.iter_mut().rev().find(|s| !s.text.trim().is_empty())) {
        Some(span) if span.text.trim_end().ends_with(MARK) => {}
        Some(span) => {
            let words = span.text.trim_end().trim_end_matches(['.', ';']).len();
            span.text.truncate(words);
            span.text.push_str(MARK);
        }
        None => blocks.push(Block::Text(vec![crate::paper::Span::plain(MARK)])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::{Span, Table};

    fn wide() -> Block {
        Block::Table(Table {
            wide: true,
            ..Table::default()
        })
    }

    fn heading() -> Block {
        Block::Heading {
            level: 1,
            number: "I.".to_owned(),
            title: "x".to_owned(),
        }
    }

    fn text(words: &str) -> Block {
        Block::Text(vec![Span::plain(words)])
    }

    #[test]
    fn a_wide_table_takes_headings_and_remarks_along() {
        let note = || Block::Note(vec![Span::plain("x")]);
        let blocks = [
            text("a"),
            heading(),
            heading(),
            wide(),
            note(),
            note(),
            heading(),
            wide(),
            text("b"),
        ];
        let cut: Vec<_> = pieces(&blocks, true)
            .iter()
            .map(|p| (p.from, p.to, p.aside))
            .collect();
        assert_eq!(cut, [(0, 1, false), (1, 8, true), (8, 9, false)]);
        assert!(pieces(&[], true).is_empty());
    }

    #[test]
    fn the_end_is_marked_once() {
        for (last, marked) in [
            ("xem xét.", "xem xét./."),
            ("xem xét./. ", "xem xét./. "),
            ("a;", "a./."),
        ] {
            let mut blocks = vec![text(last)];
            end_mark(&mut blocks);
            assert_eq!(blocks, [text(marked)]);
        }
        let mut blocks = vec![wide()];
        end_mark(&mut blocks);
        assert_eq!(blocks.last(), Some(&text("./.")));
    }
}
