//! PL I, mục I: paper, margins, font, page numbers.

use super::judging::{Judging, length};
use crate::decree::document::{Line, PAGE_SIGN, Section, Twips};
use crate::decree::notes::millimetres;
use crate::decree::told::{Rule, What};

/// What a program may round.
const PLAY: Twips = 17;
const WIDE: Twips = 11_906;
const HIGH: Twips = 16_838;
/// Lines of text from which on a document has surely a second page.
const LINES_OF_A_PAGE: i32 = 48;

pub(super) fn judge(j: &mut Judging<'_>) {
    for rule in [
        Rule::Paper,
        Rule::Upright,
        Rule::Margins,
        Rule::Font,
        Rule::Colour,
    ] {
        j.notes.concerns(rule);
    }
    for (n, section) in j.document.sections.iter().enumerate() {
        let first = j.document.lines.iter().find(|l| l.section == n && !l.is_empty());
        paper(j, section, first, n == 0);
        margins(j, section, first);
    }
    for line in &j.document.lines {
        words(j, line);
    }
    page_number(j);
    appendix_pages(j);
}

fn paper(j: &mut Judging<'_>, section: &Section, at: Option<&Line>, is_first: bool) {
    let (wide, high) = (section.wide.unwrap_or(12_240), section.high.unwrap_or(15_840));
    let is = format!("{} × {}", millimetres(wide), millimetres(high));
    let near = |a: Twips, b: Twips| (a - b).abs() <= 2 * PLAY;
    if !near(wide.min(high), WIDE) || !near(wide.max(high), HIGH) {
        j.notes.fault(Rule::Paper, at, What::Length, is, "210 × 297");
    } else if wide > high && (is_first || !section.has_table) {
        j.notes.fault(Rule::Upright, at, What::Length, is, "210 × 297");
    }
}

fn margins(j: &mut Judging<'_>, section: &Section, at: Option<&Line>) {
    let sides = [
        (section.top, 1_134, 1_417, "20–25"),
        (section.bottom, 1_134, 1_417, "20–25"),
        (section.left, 1_701, 1_984, "30–35"),
        (section.right, 850, 1_134, "15–20"),
    ];
    for (is, from, to, wants) in sides {
        let Some(is) = is else { continue };
        // Word has them below zero where text may not move them.
        if !(from - PLAY..=to + PLAY).contains(&is.abs()) {
            j.notes
                .fault(Rule::Margins, at, What::Length, millimetres(is), wants);
        }
    }
}

/// Each line is named once, whichever of its words have another font.
fn words(j: &mut Judging<'_>, line: &Line) {
    let letters = || {
        line.spoken()
            .filter(|r| r.text.chars().any(char::is_alphanumeric))
    };
    let other = letters().find_map(|r| {
        let font = r.look.font.as_deref()?;
        (!font.eq_ignore_ascii_case("Times New Roman")).then_some(font)
    });
    if let Some(font) = other {
        j.notes.fault(
            Rule::Font,
            Some(line),
            What::Font,
            font.to_owned(),
            "Times New Roman",
        );
    }
    let coloured = letters().find_map(|r| {
        let colour = r.look.colour.as_deref()?;
        (!matches!(colour, "000000" | "AUTO" | "WINDOWTEXT")).then_some(colour)
    });
    if let Some(colour) = coloured {
        j.notes.fault(
            Rule::Colour,
            Some(line),
            What::Colour,
            format!("#{colour}"),
            "#000000",
        );
    }
}

fn page_number(j: &mut Judging<'_>) {
    const RULE: Rule = Rule::PageNumber;
    j.notes.concerns(RULE);
    let Some(section) = j.document.sections.first() else {
        return;
    };
    let number = |lines: Option<&'_ Vec<Line>>| {
        lines.and_then(|l| l.iter().find(|l| l.text().contains(PAGE_SIGN)).cloned())
    };
    let Some(mut line) = number(section.others.as_ref()) else {
        let is_long = || {
            let lines = j
                .document
                .lines
                .iter()
                .filter(|l| l.section == 0 && !l.is_empty());
            lines.map(|l| length(l) / l.wide.max(1) + 1).sum::<i32>() > LINES_OF_A_PAGE
        };
        if section.numbered_below {
            j.notes.fault(RULE, None, What::Elsewhere, "", "");
        } else if is_long() {
            j.notes.fault(RULE, None, What::Missing, "", "");
        } else {
            // A single page has no number.
            j.notes.unknown(RULE);
        }
        return;
    };
    // The sign stands for a number, which is no word to be shown; a header has no number among paragraphs.
    for run in &mut line.runs {
        run.text = run.text.replace(PAGE_SIGN, "2");
    }
    line.paragraph = 0;
    j.notes.size(RULE, &line, 26, 28);
    j.notes.italic(RULE, &line, false);
    j.notes.centred(RULE, &line);
    let on_first = !section.title_page || number(section.first.as_ref()).is_some();
    if on_first {
        j.notes.fault(RULE, None, What::Words, "1", "");
    }
}

/// PL I, III.1.c: each appendix is numbered by itself.
fn appendix_pages(j: &mut Judging<'_>) {
    for n in j.parts.appendices.clone() {
        j.notes.concerns(Rule::AppendixPages);
        let Some(line) = j.line(n) else { continue };
        let starts = j.document.sections.get(line.section).and_then(|s| s.start);
        if line.section == 0 || starts != Some(1) {
            j.notes
                .fault(Rule::AppendixPages, Some(line), What::Words, "", "1");
        }
    }
}
