//! PL I, mục II.1 to II.5 and II.9.a: the head.

use super::judging::{Judging, is_unfilled, length};
use crate::decree::document::{Line, Twips};
use crate::decree::notes::{millimetres, points};
use crate::decree::told::{Rule, What};

/// What a rule may be longer or shorter than it should: 2 mm.
const RULE_PLAY: Twips = 113;
/// A rule of a third to a half may be off by 1 mm.
const PART_PLAY: Twips = 57;

pub(super) fn judge(j: &mut Judging<'_>) {
    title(j);
    names(j);
    number(j);
    place_and_date(j);
    kind_and_subject(j);
    addressee(j);
}

fn title(j: &mut Judging<'_>) {
    let (country_at, motto_at) = (j.parts.country, j.parts.motto);
    let country = j.wanted(
        Rule::NationalTitle,
        country_at,
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    );
    if let Some(line) = country {
        j.notes.capitals(Rule::NationalTitle, line);
        j.notes.size(Rule::NationalTitle, line, 24, 26);
        j.notes.bold(Rule::NationalTitle, line, true);
        j.notes.italic(Rule::NationalTitle, line, false);
        if line.cell.is_some_and(|c| c.column == 0) {
            j.notes
                .fault(Rule::NationalTitle, Some(line), What::Elsewhere, "", "");
        }
    }
    let motto = j.wanted(Rule::Motto, motto_at, "Độc lập - Tự do - Hạnh phúc");
    if let Some(line) = motto {
        if line.text() != "Độc lập - Tự do - Hạnh phúc" {
            j.notes.fault(
                Rule::Motto,
                Some(line),
                What::Words,
                line.text(),
                "Độc lập - Tự do - Hạnh phúc",
            );
        }
        j.notes.size(Rule::Motto, line, 26, 28);
        j.notes.bold(Rule::Motto, line, true);
        j.notes.italic(Rule::Motto, line, false);
        j.notes.centred(Rule::Motto, line);
    }
    if let (Some(n), Some(line)) = (motto_at, motto) {
        j.notes.concerns(Rule::MottoRule);
        let whole = length(line);
        let wants = millimetres(whole);
        match j.rule_below(n) {
            (Some(long), _) if (long - whole).abs() <= RULE_PLAY => {}
            (Some(long), _) => j.notes.fault(
                Rule::MottoRule,
                Some(line),
                What::Length,
                millimetres(long),
                &wants,
            ),
            (None, true) => j.notes.unknown(Rule::MottoRule),
            (None, false) => j.notes.fault(Rule::MottoRule, Some(line), What::Missing, "", ""),
        }
    }
    if let (Some(above), Some(below)) = (country, motto) {
        j.notes.concerns(Rule::TitleSpacing);
        let between = above.stand.after.unwrap_or(0) + below.stand.before.unwrap_or(0);
        let lines = above
            .stand
            .line
            .unwrap_or(240)
            .max(below.stand.line.unwrap_or(240));
        let by_lines = matches!(above.stand.line_rule.as_deref(), None | Some("auto"));
        if between > 60 {
            j.notes.fault(
                Rule::TitleSpacing,
                Some(below),
                What::Distance,
                points(between / 10),
                "0",
            );
        } else if by_lines && lines > 252 {
            let is = format!("{:.2}", f64::from(lines) / 240.0);
            j.notes
                .fault(Rule::TitleSpacing, Some(below), What::Lines, is, "1");
        }
    }
}

/// A third to a half of the line above.
fn part_rule(j: &mut Judging<'_>, rule: Rule, n: usize) {
    let Some(line) = j.line(n) else { return };
    j.notes.concerns(rule);
    if is_unfilled(&line.text()) {
        return j.notes.unfilled(rule);
    }
    let whole = length(line).min(line.wide);
    let (from, to) = (whole / 3, whole / 2);
    let wants = format!("{}–{}", millimetres(from), millimetres(to));
    match j.rule_below(n) {
        (Some(long), _) if (from - PART_PLAY..=to + PART_PLAY).contains(&long) => {}
        (Some(long), _) => j
            .notes
            .fault(rule, Some(line), What::Length, millimetres(long), &wants),
        (None, true) => j.notes.unknown(rule),
        (None, false) => j.notes.fault(rule, Some(line), What::Missing, "", &wants),
    }
}

fn names(j: &mut Judging<'_>) {
    for n in j.parts.parent.clone() {
        let Some(line) = j.line(n) else { continue };
        j.notes.concerns(Rule::Parent);
        j.notes.capitals(Rule::Parent, line);
        j.notes.size(Rule::Parent, line, 24, 26);
        j.notes.bold(Rule::Parent, line, false);
    }
    let issuer = j.parts.issuer.clone();
    if issuer.is_empty() {
        // Without a table nobody can tell which words stand to the left.
        let in_table = j
            .parts
            .country
            .and_then(|n| j.line(n))
            .is_some_and(|l| l.cell.is_some());
        if in_table {
            j.notes.fault(Rule::Issuer, None, What::Missing, "", "");
        } else {
            j.notes.unknown(Rule::Issuer);
        }
        return;
    }
    for n in &issuer {
        let Some(line) = j.line(*n) else { continue };
        j.notes.concerns(Rule::Issuer);
        if is_unfilled(&line.text()) {
            j.notes.unfilled(Rule::Issuer);
        }
        j.notes.capitals(Rule::Issuer, line);
        j.notes.size(Rule::Issuer, line, 24, 26);
        j.notes.bold(Rule::Issuer, line, true);
        j.notes.centred(Rule::Issuer, line);
    }
    if let Some(last) = issuer.last() {
        part_rule(j, Rule::IssuerRule, *last);
    }
}

fn number(j: &mut Judging<'_>) {
    const RULE: Rule = Rule::Number;
    let at = j.parts.number;
    let Some(line) = j.wanted(RULE, at, "Số: …/…-…") else {
        return;
    };
    j.notes.size(RULE, line, 26, 26);
    j.notes.bold(RULE, line, false);
    j.notes.italic(RULE, line, false);
    j.notes.centred(RULE, line);
    let text = line.text();
    let wrong = |j: &mut Judging<'_>, wants: &str| {
        j.notes.fault(RULE, Some(line), What::Words, text.clone(), wants);
    };
    let Some(behind) = text.strip_prefix("Số:") else {
        return wrong(j, "Số: …/…-…");
    };
    let Some((digits, symbol)) = behind.split_once('/') else {
        return wrong(j, "Số: …/…-…");
    };
    let (digits, symbol) = (digits.trim(), symbol.trim_end());
    if digits.is_empty() || is_unfilled(digits) || is_unfilled(symbol) || symbol.is_empty() {
        j.notes.unfilled(RULE);
    } else if !digits.chars().all(|c| c.is_ascii_alphanumeric()) {
        wrong(j, "Số: …/…-…");
    } else if digits.len() == 1 {
        wrong(j, &format!("Số: 0{digits}/{symbol}"));
    }
    if symbol
        .chars()
        .any(|c| c.is_whitespace() || c.is_lowercase() || c == '–')
    {
        let tight: String = symbol.split_whitespace().collect();
        wrong(j, &tight.to_uppercase().replace('–', "-"));
    }
}

fn place_and_date(j: &mut Judging<'_>) {
    const RULE: Rule = Rule::PlaceDate;
    let at = j.parts.date;
    let Some(line) = j.wanted(RULE, at, "…, ngày … tháng … năm …") else {
        return;
    };
    j.notes.size(RULE, line, 26, 28);
    j.notes.italic(RULE, line, true);
    j.notes.bold(RULE, line, false);
    j.notes.centred(RULE, line);
    let text = line.text();
    let Some((place, date)) = text.split_once("ngày") else {
        return;
    };
    let place = place.trim_end();
    if !place.ends_with(',') {
        j.notes.fault(
            RULE,
            Some(line),
            What::Words,
            text.clone(),
            &format!("{place}, ngày{date}"),
        );
    }
    let piece = |from: &str, to: &str| {
        let behind = date.split_once(from).map_or(date, |(_, b)| b);
        behind.split_once(to).map_or(behind, |(b, _)| b).trim().to_owned()
    };
    let (day, month, year) = (
        piece("ngày", "tháng"),
        piece("tháng", "năm"),
        piece("năm", "\u{0}"),
    );
    let filled = |s: &String| !s.is_empty() && s.chars().all(|c| c.is_ascii_digit());
    if is_unfilled(&text) || ![&day, &month, &year].into_iter().all(filled) {
        return j.notes.unfilled(RULE);
    }
    let number = |s: &str| s.parse::<u32>().unwrap_or(0);
    let as_it_should = format!(
        "{place} ngày {:02} tháng {} năm {year}",
        number(&day),
        if number(&month) <= 2 {
            format!("{:02}", number(&month))
        } else {
            number(&month).to_string()
        }
    );
    if place.ends_with(',') && text != as_it_should {
        j.notes.fault(RULE, Some(line), What::Words, text, &as_it_should);
    }
}

fn kind_and_subject(j: &mut Judging<'_>) {
    let subject = j.parts.subject.clone();
    if !j.parts.is_letter {
        let at = j.parts.kind;
        if let Some(line) = j.wanted(Rule::Kind, at, "BÁO CÁO") {
            j.notes.capitals(Rule::Kind, line);
            j.notes.size(Rule::Kind, line, 26, 28);
            j.notes.bold(Rule::Kind, line, true);
            j.notes.centred(Rule::Kind, line);
        }
    }
    let _ = j.wanted(Rule::Subject, subject.first().copied(), "");
    for n in &subject {
        let Some(line) = j.line(*n) else { continue };
        if is_unfilled(&line.text()) {
            j.notes.unfilled(Rule::Subject);
        }
        let (from, to) = if j.parts.is_letter { (24, 26) } else { (26, 28) };
        j.notes.size(Rule::Subject, line, from, to);
        j.notes.bold(Rule::Subject, line, !j.parts.is_letter);
        j.notes.centred(Rule::Subject, line);
    }
    if let Some(last) = subject.last().filter(|_| !j.parts.is_letter) {
        part_rule(j, Rule::SubjectRule, *last);
    }
}

fn addressee(j: &mut Judging<'_>) {
    const RULE: Rule = Rule::Addressee;
    let Some(at) = j.parts.addressee else {
        // A report that does not go upwards has none.
        if j.parts.is_letter {
            j.notes.fault(RULE, None, What::Missing, "", "Kính gửi:");
        }
        return;
    };
    let Some(first) = j.line(at) else { return };
    j.notes.concerns(RULE);
    let several: Vec<&Line> = j
        .parts
        .addressees
        .iter()
        .filter_map(|n| j.document.lines.get(*n))
        .collect();
    for line in std::iter::once(first).chain(several.iter().copied()) {
        j.notes.size(RULE, line, 26, 28);
        j.notes.bold(RULE, line, false);
        j.notes.italic(RULE, line, false);
        if is_unfilled(&line.text()) {
            j.notes.unfilled(RULE);
        }
    }
    if !first.text().starts_with("Kính gửi:") {
        j.notes
            .fault(RULE, Some(first), What::Words, first.text(), "Kính gửi:");
    }
    for (n, line) in several.iter().enumerate() {
        let sign = if n + 1 == several.len() { '.' } else { ';' };
        if !line.text().ends_with(sign) {
            let text = line.text();
            let tight = text.trim_end_matches([';', '.', ',']);
            j.notes.fault(
                RULE,
                Some(line),
                What::Words,
                text.clone(),
                &format!("{tight}{sign}"),
            );
        }
    }
}
