//! PL I, mục II.6: the text.

use super::judging::{Judging, length};
use crate::decree::document::{Line, Twips};
use crate::decree::notes::{millimetres, points};
use crate::decree::told::{Rule, What};

/// The letters of points, as Vietnamese counts them.
const LETTERS: [char; 23] = [
    'a', 'b', 'c', 'd', 'đ', 'e', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v',
    'x', 'y',
];
/// From so many letters on `1. …` is a sentence and no title.
const TITLE_MOST: usize = 120;

/// What a line of the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Part,
    Chapter,
    Item,
    Point(char),
    /// The words of a table or a picture.
    Caption,
    Plain,
}

fn kind(text: &str) -> Kind {
    let roman = |s: &str| !s.is_empty() && s.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'));
    let first = text.split_whitespace().next().unwrap_or_default();
    if first.to_lowercase() == "phần" {
        let number = text.split_whitespace().nth(1).unwrap_or_default();
        if roman(number.trim_end_matches(['.', ':'])) {
            return Kind::Part;
        }
    }
    if ["Bảng", "Hình", "Ảnh", "Biểu"].contains(&first) {
        return Kind::Caption;
    }
    let is_title = text.chars().count() < TITLE_MOST && !text.ends_with(['.', ';', ':']);
    if let Some(number) = first.strip_suffix('.') {
        if roman(number) {
            return Kind::Chapter;
        }
        if is_title && !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()) {
            return Kind::Item;
        }
    }
    let mut letters = first.chars();
    match (letters.next(), letters.next(), letters.next()) {
        (Some(c), Some(')'), None) if c.is_lowercase() => Kind::Point(c),
        _ => Kind::Plain,
    }
}

pub(super) fn judge(j: &mut Judging<'_>) {
    for rule in [
        Rule::TextSize,
        Rule::TextJustified,
        Rule::TextIndent,
        Rule::TextSpacing,
        Rule::LineSpacing,
    ] {
        j.notes.concerns(rule);
    }
    // Which citation is the first, and whether all of it is said, takes somebody who reads.
    j.notes.unknown(Rule::Citation);
    let lines: Vec<&Line> = j
        .parts
        .text
        .iter()
        .filter_map(|n| j.document.lines.get(*n))
        .collect();
    let mut last: Option<&Line> = None;
    let mut letter = None;
    for line in lines.iter().copied() {
        let text = line.text();
        let kind = kind(&text);
        if kind == Kind::Caption {
            last = None;
        } else {
            text_line(j, line, last);
            last = Some(line);
        }
        headings(j, line, kind, &text);
        letter = lettering(j, line, kind, letter);
    }
    end_mark(j, lines.last().copied());
}

/// How words of the text look and stand.
fn text_line(j: &mut Judging<'_>, line: &Line, last: Option<&Line>) {
    j.notes.size(Rule::TextSize, line, 26, 28);
    let begins = last.is_none_or(|l| l.paragraph != line.paragraph);
    let stand = &line.stand;
    if !line.is_centred() {
        let is_full = length(line) > line.wide - stand.left.unwrap_or(0);
        if is_full && stand.align.as_deref() != Some("both") {
            j.notes
                .fault(Rule::TextJustified, Some(line), What::NotJustified, "", "");
        }
        let first = stand.left.unwrap_or(0) + stand.first.unwrap_or(0);
        let near = |wants: Twips| (first - wants).abs() <= 20;
        if begins && !line.listed && !near(567) && !near(720) {
            j.notes.fault(
                Rule::TextIndent,
                Some(line),
                What::Length,
                millimetres(first),
                "10; 12.7",
            );
        }
    }
    if let Some(last) = last.filter(|_| begins) {
        let between = last.stand.after.unwrap_or(0) + stand.before.unwrap_or(0);
        // Something may stand between two lines of the text: a table, a picture, an empty line.
        // The number of a part and its title are one heading.
        let is_heading = last.is_centred() && line.is_centred();
        if between < 118 && last.paragraph + 1 == line.paragraph && !is_heading {
            j.notes.fault(
                Rule::TextSpacing,
                Some(line),
                What::Distance,
                points(between / 10),
                "≥ 6",
            );
        }
    }
    let size = line.spoken().filter_map(|r| r.look.size).max().unwrap_or(20);
    let one = f64::from(size) * 10.0 * 1.15;
    let distance = f64::from(stand.line.unwrap_or(240));
    let lines = match stand.line_rule.as_deref() {
        Some("exact") => distance / one,
        Some("atLeast") => (distance / one).max(1.0),
        _ => distance / 240.0,
    };
    if !(0.95..=1.52).contains(&lines) {
        j.notes.fault(
            Rule::LineSpacing,
            Some(line),
            What::Lines,
            format!("{lines:.2}"),
            "1–1.5",
        );
    }
}

fn headings(j: &mut Judging<'_>, line: &Line, kind: Kind, text: &str) {
    const RULE: Rule = Rule::Headings;
    match kind {
        Kind::Part => {
            j.notes.concerns(RULE);
            j.notes.bold(RULE, line, true);
            j.notes.centred(RULE, line);
        }
        Kind::Chapter => {
            j.notes.concerns(RULE);
            j.notes.bold(RULE, line, true);
            j.notes.capitals(RULE, line);
        }
        Kind::Item => {
            j.notes.concerns(RULE);
            j.notes.bold(RULE, line, true);
        }
        // A point may begin with a bold title of its own; all of it is upright and not bold.
        Kind::Point(_) if line.is_bold() => j.notes.fault(RULE, Some(line), What::Bold, text.to_owned(), ""),
        Kind::Point(_) => j.notes.concerns(RULE),
        Kind::Caption | Kind::Plain => {}
    }
}

/// The letter of the last point, after this line.
fn lettering(j: &mut Judging<'_>, line: &Line, kind: Kind, last: Option<char>) -> Option<char> {
    let letter = match kind {
        Kind::Part | Kind::Chapter | Kind::Item => return None,
        Kind::Point(letter) => letter,
        Kind::Caption | Kind::Plain => return last,
    };
    j.notes.concerns(Rule::Lettering);
    let after = |c: char| {
        let at = LETTERS.iter().position(|l| *l == c)?;
        LETTERS.get(at + 1).copied()
    };
    let wants = last.map_or(Some('a'), after);
    if letter != 'a' && Some(letter) != wants {
        let wants = wants.map(|c| format!("{c})")).unwrap_or_default();
        j.notes.fault(
            Rule::Lettering,
            Some(line),
            What::Words,
            format!("{letter})"),
            &wants,
        );
    }
    Some(letter)
}

fn end_mark(j: &mut Judging<'_>, last: Option<&Line>) {
    if j.parts.copies.is_none() {
        return;
    }
    j.notes.concerns(Rule::EndMark);
    let Some(line) = last else { return };
    let text = line.text();
    if !text.ends_with("./.") {
        let end: String = text
            .chars()
            .rev()
            .take(12)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        j.notes.fault(Rule::EndMark, Some(line), What::Words, end, "./.");
    }
}
