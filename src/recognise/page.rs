//! A document's first page: its head, its number and date, its title, and what stands below.
//!
//! The head of an official document has two columns, and what takes words out of a file gives them line by line, mixed, or
//! broken in the middle. So the words of the right column, which are always the same, are taken out, and the rest is read
//! as one line.

use unicode_normalization::UnicodeNormalization;

use crate::core::letter::Symbol;
use crate::core::time::Date;
use crate::reading::documents;

use super::names::{Name, Names};
use super::rules::Rules;
use super::words::{Terms, Word, words};

/// So many lines at most belong to a head.
const HEAD_LINES: usize = 40;
/// So many lines below a head are its title.
const TITLE_LINES: usize = 6;

/// A first page.
pub(super) struct Page<'a> {
    /// The words of its head, without country and motto, number, place and date.
    pub head: Vec<Word<'a>>,
    /// Number, symbol and date.
    pub symbol: Symbol,
    /// The seat in its date line.
    pub place: Option<(&'a Name, String)>,
    /// Its title says that it is a report.
    pub is_report: bool,
    /// Its head is a ministry's.
    pub is_ministry: bool,
    /// The lines of its title.
    pub title: &'a str,
    /// What stands below its head.
    pub below: &'a str,
}

/// Reads a document's first page.
pub(super) fn page<'a>(rules: &Rules, names: &'a Names, text: &'a str, day: Date) -> Page<'a> {
    let top = text.split_inclusive('\n').take(HEAD_LINES).map(str::len).sum();
    let top = text.get(..top).unwrap_or(text);
    let all = words(top);
    let ends = (0..all.len()).find(|at| {
        let begins = all.get(*at).is_some_and(|w| w.begins);
        begins && rules.terms.below_head.at(&all, *at).is_some()
    });
    // A page that has no such line has no head that could be told from the rest.
    let ends_at = ends.and_then(|at| all.get(at)).map(|w| w.at);
    let head_text = text.get(..ends_at.unwrap_or(0)).unwrap_or_default();
    let below = text.get(ends_at.unwrap_or(0)..).unwrap_or_default();
    let mut head: Vec<Word<'_>> = all.iter().take(ends.unwrap_or(0)).cloned().collect();

    let mut symbol = Symbol::default();
    if let Some(found) = documents::found(head_text, day).into_iter().next() {
        head.retain(|w| !found.at.contains(&w.at));
        symbol = found.symbol;
    }
    let mut place = None;
    if let Some(at) = date_line(&head) {
        let line = head.get(at).and_then(|w| head_text.get(w.at..));
        symbol.dated = symbol
            .dated
            .or_else(|| line.and_then(|l| documents::date_line(l, day)));
        let seat = names.seat_before(&head, at, day);
        let from = seat.map_or(at, |(_, from)| from);
        place = seat.map(|(name, from)| (name, super::words::said(&head, from, at)));
        let to = (at + 1..head.len().min(at + 9)).rfind(|n| is_year(&head, *n));
        head.drain(from..to.map_or(at + 1, |to| to + 1));
    }
    symbol.number = symbol.number.nfc().collect();
    drop_country(&rules.file.words.country, &mut head);
    drop_country(&rules.file.words.motto, &mut head);

    let title_len: usize = below.split_inclusive('\n').take(TITLE_LINES).map(str::len).sum();
    let title = below.get(..title_len).unwrap_or(below);
    Page {
        is_report: is_title(&rules.terms.titles, top),
        is_ministry: is_ministry(rules, &head),
        head,
        symbol,
        place,
        title,
        below,
    }
}

/// The word for the day of a date line: `…, ngày 26 tháng 5 năm 2020`, also where the figures are still to be filled in.
fn date_line(head: &[Word<'_>]) -> Option<usize> {
    (0..head.len()).find(|at| {
        let is = |n: usize, word: &str| head.get(at + n).is_some_and(|w| w.folded == word);
        is(0, "ngay") && (is(1, "thang") || is(2, "thang") || head.get(at + 1).is_some_and(is_figure))
    })
}

fn is_figure(word: &Word<'_>) -> bool {
    word.text.bytes().all(|b| b.is_ascii_digit())
}

fn is_year(head: &[Word<'_>], at: usize) -> bool {
    head.get(at).is_some_and(|w| w.text.len() == 4 && is_figure(w))
}

/// Takes out the words of the right column, which stand there whole, or as the end of a line, or as a line of their own.
fn drop_country(phrase: &str, head: &mut Vec<Word<'_>>) {
    let phrase: Vec<String> = words(phrase).into_iter().map(|w| w.folded).collect();
    let mut at = 0;
    while at < head.len() {
        let run = (0..phrase.len())
            .map(|from| {
                let pairs = phrase.iter().skip(from).zip(head.iter().skip(at));
                pairs.take_while(|(p, w)| **p == w.folded).count()
            })
            .max()
            .unwrap_or(0);
        let line = head.get(at).map(|w| w.line);
        let one_line = head.get(at + run.max(1) - 1).map(|w| w.line) == line;
        let ends_line = head.get(at + run).is_none_or(|w| Some(w.line) != line);
        let enough = run == phrase.len() || (one_line && (run >= 3 || (run == 2 && ends_line)));
        if enough {
            head.drain(at..at + run);
        } else {
            at += 1;
        }
    }
}

/// A line that is nothing but the title, or begins with it in capitals.
fn is_title(titles: &Terms, top: &str) -> bool {
    let all = words(top);
    (0..all.len()).any(|at| {
        let Some(hit) = titles
            .at(&all, at)
            .filter(|_| all.get(at).is_some_and(|w| w.begins))
        else {
            return false;
        };
        let there = all.get(hit.from..hit.to).unwrap_or_default();
        let capitals = there.iter().all(|w| !w.text.chars().any(char::is_lowercase));
        let last = there.last().map(|w| w.line);
        let alone = all.get(hit.to).is_none_or(|w| Some(w.line) != last);
        capitals || alone
    })
}

/// The ministry's own letter, sent along, speaks for nobody.
fn is_ministry(rules: &Rules, head: &[Word<'_>]) -> bool {
    (0..head.len().min(6)).any(|at| rules.terms.ministries.at(head, at).is_some())
}
