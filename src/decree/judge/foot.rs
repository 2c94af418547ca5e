//! PL I, mục II.7, II.9.b and III.1: who signs, who gets copies, what is enclosed.

use super::judging::{Judging, is_unfilled};
use crate::decree::told::{Rule, What};

/// What stands before a name and should not (PL I, II.7.c: no title of science; ranks of the army and titles of teachers aside).
const TITLES: [&str; 10] = ["GS", "PGS", "TS", "TSKH", "ThS", "KS", "BS", "CN", "LS", "Th.S"];
/// In whose place is signed.
const RIGHTS: [&str; 5] = ["TM", "KT", "TL", "TUQ", "Q"];

pub(super) fn judge(j: &mut Judging<'_>) {
    recipients(j);
    signer(j);
    appendices(j);
}

fn recipients(j: &mut Judging<'_>) {
    const RULE: Rule = Rule::Recipients;
    let at = j.parts.copies;
    let Some(word) = j.wanted(RULE, at, "Nơi nhận:") else {
        return;
    };
    j.notes.size(RULE, word, 24, 24);
    j.notes.bold(RULE, word, true);
    j.notes.italic(RULE, word, true);
    if word.text() != "Nơi nhận:" {
        j.notes
            .fault(RULE, Some(word), What::Words, word.text(), "Nơi nhận:");
    }
    let list: Vec<_> = j
        .parts
        .copies_list
        .iter()
        .filter_map(|n| j.document.lines.get(*n))
        .collect();
    if list.is_empty() {
        j.notes.fault(RULE, Some(word), What::Missing, "", "- …;");
    }
    for (n, line) in list.iter().enumerate() {
        let text = line.text();
        j.notes.size(RULE, line, 22, 22);
        j.notes.bold(RULE, line, false);
        j.notes.italic(RULE, line, false);
        if is_unfilled(&text) {
            j.notes.unfilled(RULE);
        }
        let sign = if n + 1 == list.len() { '.' } else { ';' };
        let name = text
            .trim_start_matches(['-', '–', ' '])
            .trim_end_matches([';', '.', ',']);
        let dashed = text.starts_with('-') || line.listed;
        if !dashed || !text.ends_with(sign) {
            j.notes.fault(
                RULE,
                Some(line),
                What::Words,
                text.clone(),
                &format!("- {name}{sign}"),
            );
        } else if n + 1 == list.len() && !name.starts_with("Lưu:") {
            j.notes
                .fault(RULE, Some(line), What::Words, text.clone(), "- Lưu: VT, … (…).");
        } else if n == 0
            && j.parts.addressee.is_some()
            && !is_unfilled(&text)
            && !name.starts_with("Như trên")
        {
            j.notes
                .fault(RULE, Some(line), What::Words, text.clone(), "- Như trên;");
        }
    }
}

fn signer(j: &mut Judging<'_>) {
    const RULE: Rule = Rule::Signer;
    let lines: Vec<_> = j
        .parts
        .signer
        .iter()
        .filter_map(|n| j.document.lines.get(*n))
        .collect();
    let copies = j.parts.copies.and_then(|n| j.line(n));
    if copies.is_some_and(|l| l.cell.is_none()) {
        // Without a table nobody can tell what stands beside what.
        j.notes.unknown(RULE);
        return j.notes.unknown(Rule::Level);
    }
    let Some((first, last)) = lines.first().zip(lines.last()) else {
        return j.notes.fault(RULE, None, What::Missing, "", "");
    };
    j.notes.concerns(RULE);
    for (n, line) in lines.iter().enumerate() {
        let text = line.text();
        j.notes.size(RULE, line, 26, 28);
        j.notes.bold(RULE, line, true);
        j.notes.italic(RULE, line, false);
        j.notes.centred(RULE, line);
        if is_unfilled(&text) {
            j.notes.unfilled(RULE);
        } else if n + 1 < lines.len() {
            j.notes.capitals(RULE, line);
        }
    }
    let office = first.text();
    let before = office.split_whitespace().next().unwrap_or_default();
    if RIGHTS.contains(&before) {
        let wants = office.replacen(before, &format!("{before}."), 1);
        j.notes.fault(RULE, Some(first), What::Words, office, &wants);
    }
    if lines.len() == 1 {
        j.notes.unfilled(RULE);
    }
    let name = last.text();
    let title = name.split(['.', ' ']).next().unwrap_or_default();
    if lines.len() > 1 && TITLES.contains(&title) {
        let wants = name.rsplit('.').next().unwrap_or_default().trim().to_owned();
        j.notes.fault(RULE, Some(last), What::Words, name, &wants);
    }
    j.notes.concerns(Rule::Level);
    let row = |line: &crate::decree::document::Line| line.cell.map(|c| c.row);
    if copies.and_then(row) != row(first) {
        j.notes.fault(Rule::Level, copies, What::Elsewhere, "", "");
    }
}

fn appendices(j: &mut Judging<'_>) {
    const RULE: Rule = Rule::Appendix;
    let all = j.parts.appendices.clone();
    for n in &all {
        let Some(name) = j.line(*n) else { continue };
        j.notes.concerns(RULE);
        j.notes.size(RULE, name, 28, 28);
        j.notes.bold(RULE, name, true);
        j.notes.centred(RULE, name);
        let text = name.text();
        let number = text.split_whitespace().nth(2).unwrap_or_default();
        let roman = !number.is_empty() && number.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'));
        if all.len() > 1 && !roman {
            j.notes.fault(RULE, Some(name), What::Words, text, "Phụ lục I");
        }
        let mut below = j.document.lines.iter().skip(n + 1).filter(|l| !l.is_empty());
        if let Some(title) = below.next() {
            j.notes.capitals(RULE, title);
            j.notes.size(RULE, title, 26, 28);
            j.notes.bold(RULE, title, true);
            j.notes.centred(RULE, title);
        }
        match below.next().filter(|l| l.text().starts_with("(Kèm theo")) {
            Some(line) => {
                j.notes.italic(RULE, line, true);
                if is_unfilled(&line.text()) {
                    j.notes.unfilled(RULE);
                }
            }
            None => j.notes.fault(
                RULE,
                Some(name),
                What::Missing,
                "",
                "(Kèm theo … số … ngày … của …)",
            ),
        }
    }
}
