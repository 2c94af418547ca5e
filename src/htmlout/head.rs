//! How a page begins and how it is signed: what Decree 30/2020/NĐ-CP has at the head and the foot of a paper, without its measures.

use std::fmt::Write as _;

use super::words::escaped;
use crate::paper::{COUNTRY, Head, Kind, MOTTO, Paper, Sign, UNFILLED, or_unfilled};

/// Writes the head of a paper.
pub(super) fn write(out: &mut String, paper: &Paper) {
    out.push_str("<header>\n");
    match paper.kind {
        Kind::Plain => plain(out, &paper.head),
        Kind::Report | Kind::Letter => official(out, &paper.head),
    }
    out.push_str("</header>\n");
}

fn line(out: &mut String, class: &str, words: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "<p class=\"{class}\">{}</p>", escaped(words));
}

fn bold(out: &mut String, class: &str, words: &str) {
    let _ = writeln!(
        out,
        "<p class=\"{class}\"><strong>{}</strong></p>",
        escaped(words)
    );
}

fn title(out: &mut String, words: &str) {
    let _ = writeln!(out, "<h1 id=\"title\">{}</h1>", escaped(words));
}

fn plain(out: &mut String, head: &Head) {
    let mut lines = head.subject.iter();
    if let Some(first) = lines.next() {
        title(out, first);
    }
    for words in lines {
        line(out, "subject", words);
    }
}

fn official(out: &mut String, head: &Head) {
    out.push_str("<div class=\"head\">\n<div>\n");
    if let Some(parent) = head.parent.as_deref().filter(|p| !p.trim().is_empty()) {
        line(out, "parent", &parent.to_uppercase());
    }
    bold(out, "rule", &or_unfilled(&head.issuer).to_uppercase());
    line(out, "number", &head.number_and_symbol());
    if head.kind_name.is_none() {
        line(out, "about", &head.subject_of_letter());
    }
    out.push_str("</div>\n<div>\n");
    bold(out, "country", COUNTRY);
    bold(out, "rule motto", MOTTO);
    let _ = writeln!(
        out,
        "<p class=\"day\"><em>{}, {}</em></p>\n</div>\n</div>",
        escaped(or_unfilled(&head.place)),
        escaped(&head.day_in_words())
    );
    if let Some(kind) = &head.kind_name {
        title(out, &kind.to_uppercase());
        for words in &head.subject {
            line(out, "subject", words);
        }
    }
    let to = head.addressees_told();
    match to.as_slice() {
        [] => {}
        [one] => line(out, "addressees", &format!("Kính gửi: {one}")),
        several => line(out, "addressees", &format!("Kính gửi:\n{}", several.join("\n"))),
    }
}

/// Writes who gets copies, and who signs.
pub(super) fn sign(out: &mut String, sign: &Sign) {
    out.push_str(
        "<div class=\"sign\">\n<div class=\"copies\">\n<p><strong><em>Nơi nhận:</em></strong></p>\n",
    );
    for copy in sign.copies() {
        line(out, "copy", &copy);
    }
    out.push_str("</div>\n<div>\n");
    if sign.office.is_empty() {
        bold(out, "office", UNFILLED);
    }
    for office in &sign.office {
        bold(out, "office", &or_unfilled(office).to_uppercase());
    }
    bold(out, "name", or_unfilled(&sign.name));
    out.push_str("</div>\n</div>\n");
}
