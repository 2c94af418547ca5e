//! The small phrases that every sentence is made of: names of units, files by kind, a line with a note behind it. What came
//! from outside is cleaned here.
//!
//! It must never know what happened.

use crate::core::campaign::Campaign;
use crate::core::fact::{Attachment, EvidenceKind};
use crate::core::names::{Lang, UnitIx};
use crate::core::particulars::Symbol;
use crate::core::time::Date;
use crate::text::dates::{date_full, date_in};
use crate::text::{Catalogue, line};

/// What came from outside, safe to stand in a line.
pub(super) fn clean(outside: &str) -> String {
    line(outside).into_owned()
}

/// A unit's name by its code, in the language shown; the code itself where the roster does not know it.
pub fn unit_name(cat: &Catalogue, campaign: &Campaign, code: &str) -> String {
    match campaign.roster().by_code(code) {
        Some(ix) => name_in(campaign, ix, cat.lang()),
        None => clean(code),
    }
}

/// A unit's name; with the name of the unit above it, where there is one: many communes are called An Bình.
pub fn name_in(campaign: &Campaign, ix: UnitIx, lang: Lang) -> String {
    let roster = campaign.roster();
    let name = clean(roster.name(ix, lang));
    match roster.parent(ix) {
        Some(above) => format!("{name}, {}", clean(roster.name(above, lang))),
        None => name,
    }
}

/// `1 văn bản, 3 ảnh`; empty where there is no file at all.
pub fn files_by_kind(cat: &Catalogue, counts: [u32; 4]) -> String {
    let some = EvidenceKind::ALL.into_iter().zip(counts).filter(|(_, n)| *n > 0);
    some.map(|(kind, n)| cat.tr_args(&format!("files-{}", kind.id()), &[("n", n.into())]))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The same for a list of files.
pub fn files(cat: &Catalogue, files: &[Attachment]) -> String {
    let mut counts = [0u32; 4];
    for f in files {
        counts[f.kind as usize] += 1;
    }
    files_by_kind(cat, counts)
}

/// `số 77/BC-STTTT ngày 26/05/2020`: what a document says of itself, as far as it is known; empty where nothing is.
pub fn symbol(cat: &Catalogue, symbol: &Symbol) -> String {
    let number = clean(&symbol.number);
    let date = symbol.dated.map(date_full).unwrap_or_default();
    let key = match (number.is_empty(), date.is_empty()) {
        (true, true) => return String::new(),
        (false, true) => "words-document_number",
        (true, false) => "words-document_dated",
        (false, false) => "words-document",
    };
    cat.tr_args(key, &[("number", number.into()), ("date", date.into())])
}

/// `17/05`, or `17/05–19/05` where it lasts longer; a year that is not the campaign's is told.
pub fn days_short(year: i32, from: Date, to: Date) -> String {
    if from == to {
        date_in(year, from)
    } else {
        format!("{}–{}", date_in(year, from), date_in(year, to))
    }
}

/// The line with a note behind it, if there is one.
pub(super) fn noted(cat: &Catalogue, told: String, note: &str) -> String {
    if note.trim().is_empty() {
        return told;
    }
    let args = [("line", told.into()), ("note", clean(note).into())];
    cat.tr_args("words-with_note", &args)
}

/// What a file is, in a word or two; that it may hold programs is said.
pub fn file_kind(cat: &Catalogue, file: &Attachment) -> String {
    let kind = cat.tr(&format!("kind-{}", file.kind.id())).into_owned();
    if file.media.contains("macroEnabled") {
        cat.tr_args("words-with_macros", &[("kind", kind.into())])
    } else {
        kind
    }
}
