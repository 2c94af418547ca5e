//! The head of an official paper: a table without lines, whose columns are reckoned from the widths of their words.
//!
//! Fixed columns fail: at 13 pt `BỘ THÔNG TIN VÀ TRUYỀN THÔNG` is 77 mm and a long place with its date 106 mm. So sizes and places
//! are tried one after the other, until all stands in the lines that it should.

use super::look::{ADDRESSEE, Align, HEAD, THIN, TITLE};
use super::measure::{
    ABOVE_RULE, BETWEEN, INDENT, NUMBER, OUT, PLAY, TEXT, TEXT_WIDE, Twips, even_lines, length, part_of,
};
use super::write::Writing;
use super::xml::{Manner, Own};
use crate::paper::{COUNTRY, Head, Kind, MOTTO, UNFILLED, or_unfilled};
use crate::text::times::Face;

/// Between the columns: 3 mm. With less, names and title read as one line.
const GAP: Twips = 170;

/// The words of a head, as they are written.
#[derive(Debug)]
struct Words {
    parent: Option<String>,
    issuer: String,
    number: String,
    day: String,
}

/// Where the words of a head stand, and how large.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Plan {
    /// The size of names, in half points: 26 or 24.
    names: u16,
    /// The size of motto and date: 28 or 26.
    motto: u16,
    /// Widths of the columns.
    left: Twips,
    right: Twips,
    /// How far the table stands out on each side.
    out: Twips,
    /// The lines of both names.
    parent: Vec<String>,
    issuer: Vec<String>,
}

impl Words {
    fn of(head: &Head) -> Self {
        Self {
            parent: head
                .parent
                .as_deref()
                .filter(|p| !p.trim().is_empty())
                .map(str::to_uppercase),
            issuer: or_unfilled(&head.issuer).to_uppercase(),
            number: head.number_and_symbol(),
            day: format!("{}, {}", or_unfilled(&head.place), head.day_in_words()),
        }
    }

    /// The longest line of the left column.
    fn left(&self, names: u16) -> Twips {
        let parent = self.parent.as_deref().unwrap_or_default();
        length(parent, Face::Upright, names)
            .max(length(&self.issuer, Face::Bold, names))
            .max(length(&self.number, Face::Upright, NUMBER))
            + PLAY
    }

    /// The longest line of the right one.
    fn right(&self, names: u16, motto: u16) -> Twips {
        title(names, motto).max(length(&self.day, Face::Italic, motto) + PLAY)
    }
}

/// What the national title and the motto take: they never wrap.
fn title(names: u16, motto: u16) -> Twips {
    length(COUNTRY, Face::Bold, names).max(length(MOTTO, Face::Bold, motto)) + PLAY
}

/// 13 pt, with motto and date at 14, if all stays between the margins; else 12 and 13; else up to 5 mm out on each side; else
/// names take more lines, and are never smaller.
fn plan(words: &Words) -> Plan {
    let whole = |name: &str| vec![name.to_owned()];
    for (names, motto, out) in [(26, 28, 0), (24, 26, 0), (24, 26, OUT)] {
        let (left, right) = (words.left(names), words.right(names, motto));
        let room = TEXT_WIDE + 2 * out - GAP - left - right;
        if room >= 0 {
            return Plan {
                names,
                motto,
                left: left + room / 2 + GAP / 2,
                right: right + room - room / 2 + GAP / 2,
                out,
                parent: words.parent.as_deref().map(whole).unwrap_or_default(),
                issuer: whole(&words.issuer),
            };
        }
    }
    // Out again only where names then take fewer lines.
    let between = broken(words, 0);
    let beyond = broken(words, OUT);
    let lines = |plan: &Plan| plan.parent.len() + plan.issuer.len();
    if lines(&beyond) < lines(&between) {
        beyond
    } else {
        between
    }
}

/// Names in several lines, at the smallest size.
fn broken(words: &Words, out: Twips) -> Plan {
    let (names, motto) = (24, 26);
    let wide = TEXT_WIDE + 2 * out - GAP;
    // A place with a name of a hundred letters takes more lines too, rather than the room of all others.
    let right = words
        .right(names, motto)
        .min(wide * 3 / 5)
        .max(title(names, motto));
    let most = wide - right;
    let lines = |name: &str, face| even_lines(name, face, names, most - PLAY);
    Plan {
        names,
        motto,
        left: most + GAP / 2,
        right: right + GAP / 2,
        out,
        parent: words
            .parent
            .as_deref()
            .map(|p| lines(p, Face::Upright))
            .unwrap_or_default(),
        issuer: lines(&words.issuer, Face::Bold),
    }
}

/// A rule of that length in the middle of what is so wide: the upper edge of a thin paragraph, which is as long in Word as in
/// `LibreOffice`, where a drawn line lies where the program thinks best.
pub(super) fn rule(w: &mut Writing<'_>, long: Twips, wide: Twips) {
    let beside = (wide - long.min(wide)) / 2;
    let own = Own {
        keep_next: true,
        indents: Some((beside, beside, 0)),
        before: Some(ABOVE_RULE),
        rule: true,
        ..Own::default()
    };
    w.paragraph(&THIN, &own, "");
}

/// The head of a report or a letter.
pub(super) fn head(w: &mut Writing<'_>, head: &Head, kind: Kind) {
    let words = Words::of(head);
    let plan = plan(&words);
    written(w, head, kind, (&words, &plan), None);
}

/// The same of a template, where the date is one word. Its columns and rules are those of a usual head, since nobody knows the
/// words yet.
pub(super) fn head_of_stencil(w: &mut Writing<'_>, head: &Head, date: &str) {
    let words = Words {
        day: format!("{}, {date}", head.place),
        ..Words::of(head)
    };
    let usual = Words {
        parent: None,
        issuer: "BỘ THÔNG TIN VÀ TRUYỀN THÔNG".to_owned(),
        number: String::new(),
        day: String::new(),
    };
    let plan = Plan {
        parent: words.parent.iter().cloned().collect(),
        issuer: vec![words.issuer.clone()],
        ..plan(&usual)
    };
    written(w, head, Kind::Report, (&words, &plan), Some((1_530, 2_950)));
}

/// `rules`: the lengths of the rules below the issuing body and the subject, where they do not follow from the words.
fn written(
    w: &mut Writing<'_>,
    head: &Head,
    kind: Kind,
    (words, plan): (&Words, &Plan),
    rules: Option<(Twips, Twips)>,
) {
    let sized = |size| Manner {
        size,
        ..Manner::default()
    };
    let bold = |size| Manner {
        bold: true,
        ..sized(size)
    };
    let plain = Own::default();
    w.open_table(&[plan.left, plan.right], -plan.out);
    w.open_row();

    w.open_cell(plan.left);
    for line in &plan.parent {
        w.line(&HEAD, &plain, line, sized(plan.names)); // PL I, II.2.b
    }
    for line in &plan.issuer {
        w.line(&HEAD, &plain, line, bold(plan.names)); // PL I, II.2.b
    }
    let last = plan
        .issuer
        .last()
        .map_or(0, |l| length(l, Face::Bold, plan.names));
    let last = if words.issuer == UNFILLED {
        plan.left
    } else {
        last.min(plan.left)
    };
    rule(w, rules.map_or(part_of(last), |(long, _)| long), plan.left);
    w.close_cell();

    w.open_cell(plan.right);
    w.line(&HEAD, &plain, COUNTRY, bold(plan.names)); // PL I, II.1.a
    w.line(&HEAD, &plain, MOTTO, bold(plan.motto)); // PL I, II.1.b
    rule(w, length(MOTTO, Face::Bold, plan.motto), plan.right);
    w.close_cell();

    w.close_row();
    w.open_row();
    let below = Own {
        before: Some(BETWEEN),
        ..Own::default()
    };
    w.open_cell(plan.left);
    w.line(&HEAD, &below, &words.number, Manner::default()); // PL I, II.3.c
    if kind == Kind::Letter {
        subject_of_letter(w, head, plan.left);
    }
    w.close_cell();
    w.open_cell(plan.right);
    let italic = Manner {
        italic: true,
        ..sized(plan.motto)
    };
    w.line(&HEAD, &below, &words.day, italic); // PL I, II.4.c
    w.close_cell();
    w.close_row();
    w.close_table();
    if kind == Kind::Report {
        kind_and_subject(w, head, rules.map(|(_, long)| long));
    }
}

/// PL I, II.5.b: a letter's subject stands below its number, upright, 12 to 13 pt, 6 pt away.
fn subject_of_letter(w: &mut Writing<'_>, head: &Head, wide: Twips) {
    let words = head.subject_of_letter();
    let fits = length(&words, Face::Upright, NUMBER) <= wide - PLAY;
    let size = if fits { NUMBER } else { 24 };
    for (n, line) in even_lines(&words, Face::Upright, size, wide - GAP)
        .iter()
        .enumerate()
    {
        let own = Own {
            before: (n == 0).then_some(BETWEEN),
            ..Own::default()
        };
        let manner = Manner {
            size,
            ..Manner::default()
        };
        w.line(&HEAD, &own, line, manner);
    }
}

/// PL I, II.5.b: the name of the kind in capitals, the subject below it, a rule below that.
fn kind_and_subject(w: &mut Writing<'_>, head: &Head, long: Option<Twips>) {
    let above = Own {
        before: Some(2 * BETWEEN),
        ..Own::default()
    };
    let kind = head.kind_name.as_deref().map_or(UNFILLED, or_unfilled);
    w.line(&TITLE, &above, &kind.to_uppercase(), Manner::default());
    let subject: Vec<String> = match head.subject.as_slice() {
        [] => vec![UNFILLED.to_owned()],
        lines => lines
            .iter()
            .flat_map(|l| even_lines(l, Face::Bold, TEXT, TEXT_WIDE - GAP))
            .collect(),
    };
    for line in &subject {
        w.line(&TITLE, &Own::default(), line, Manner::default());
    }
    let last = subject.last().map_or(0, |l| length(l, Face::Bold, TEXT));
    rule(w, long.unwrap_or(part_of(last.min(TEXT_WIDE))), TEXT_WIDE);
}

/// PL I, II.9.a: one addressee stands on the line of the word; several have a line each, with their dashes below the colon.
pub(super) fn addressees(w: &mut Writing<'_>, all: &[String]) {
    const WORD: &str = "Kính gửi:";
    let all: Vec<&str> = all
        .iter()
        .map(|a| a.trim().trim_end_matches([';', '.']))
        .filter(|a| !a.is_empty())
        .collect();
    let above = Own {
        keep_next: true,
        before: Some(2 * BETWEEN),
        align: Some(Align::Middle),
        ..Own::default()
    };
    let below = 2 * BETWEEN;
    match all.as_slice() {
        [] => w.line(
            &ADDRESSEE,
            &above,
            &format!("{WORD} {UNFILLED}."),
            Manner::default(),
        ),
        [one] => w.line(&ADDRESSEE, &above, &format!("{WORD} {one}."), Manner::default()),
        several => {
            let word = length("Kính gửi", Face::Upright, TEXT);
            let dash = length("- ", Face::Upright, TEXT);
            let longest = several
                .iter()
                .map(|a| length(a, Face::Upright, TEXT))
                .max()
                .unwrap_or(0);
            let left = ((TEXT_WIDE - word - dash - longest) / 2).max(INDENT);
            let first = Own {
                indents: Some((left, 0, 0)),
                align: None,
                ..above
            };
            w.line(&ADDRESSEE, &first, WORD, Manner::default());
            for (n, one) in several.iter().enumerate() {
                let sign = if n + 1 == several.len() { '.' } else { ';' };
                let own = Own {
                    keep_next: true,
                    indents: Some((left + word + dash, 0, -dash)),
                    ..Own::default()
                };
                w.line(&ADDRESSEE, &own, &format!("- {one}{sign}"), Manner::default());
            }
        }
    }
    w.gap(below);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::time::Date;

    fn words(parent: &str, issuer: &str, place: &str, day: Option<Date>) -> Words {
        Words::of(&Head {
            parent: Some(parent.to_owned()),
            issuer: issuer.to_owned(),
            symbol: "BC-BKHCN".to_owned(),
            place: place.to_owned(),
            day,
            ..Head::default()
        })
    }

    #[test]
    fn sizes_and_places_are_tried_one_after_the_other() {
        let day = Date::from_ymd_opt(2026, 12, 5);
        let short = plan(&words("", "Bộ Ngoại giao", "Hà Nội", day));
        assert_eq!((short.names, short.motto, short.out), (26, 28, 0));
        let of_2025 = plan(&words("", "Bộ Khoa học và Công nghệ", "Hà Nội", day));
        assert_eq!((of_2025.names, of_2025.motto, of_2025.out), (24, 26, 0));
        let of_2020 = plan(&words("", "Bộ Thông tin và Truyền thông", "Hà Nội", day));
        assert_eq!((of_2020.names, of_2020.motto, of_2020.out), (24, 26, OUT));
        let long = |day| {
            let (parent, issuer) = (
                "Ủy ban nhân dân Thành phố Hồ Chí Minh",
                "Sở Khoa học và Công nghệ Thành phố Hồ Chí Minh",
            );
            plan(&words(parent, issuer, "Thành phố Hồ Chí Minh", day))
        };
        let more = long(day);
        assert_eq!((more.names, more.motto), (24, 26));
        assert_eq!(more.issuer, ["SỞ KHOA HỌC VÀ CÔNG NGHỆ", "THÀNH PHỐ HỒ CHÍ MINH"]);
        for plan in [short, of_2025, of_2020, more] {
            assert_eq!(plan.left + plan.right, TEXT_WIDE + 2 * plan.out);
            assert!(
                plan.right >= title(plan.names, plan.motto),
                "the national title never wraps"
            );
        }
    }
}
