//! What speaks for a campaign: the form's code, the number of the ministry's letter, the Day and its year, the theme, the
//! moment of receipt.

use chrono::Datelike;

use crate::core::campaign::Campaign;
use crate::core::letter::{Reason, Symbol};
use crate::core::time::{DAY, Date};
use crate::reading::documents;

use super::rules::Rules;
use super::seen::Seen;
use super::voice::Voice;
use super::words::{Hit, Terms, Word, words};

/// So long before its window a campaign's letters may come: since the ministry's own letter went out.
const BEFORE: i64 = 60 * DAY;
/// And so long after the cut-off.
const AFTER: i64 = 150 * DAY;
/// So many words behind the name of the Day its year stands.
const YEAR_WITHIN: usize = 12;

/// What speaks for and against a campaign.
pub(super) fn reasons(rules: &Rules, campaign: &Campaign, seen: &Seen<'_>, voice: &Voice) -> Vec<Reason> {
    let mut found = Vec::new();
    let mut say = |id: &str, what: &str| {
        found.push(Reason {
            id: id.to_owned(),
            unit: None,
            weight: rules.weight(id),
            what: what.trim().chars().take(120).collect(),
        });
    };
    let def = campaign.def();
    if let Some(form) = seen.form.as_ref().filter(|f| f.campaign == *campaign.id()) {
        say("campaign-form", form.campaign.as_str());
    }
    let day = campaign.date(seen.received);
    let texts = texts(seen, voice);
    let symbol = format!("{}/{}", def.letter.number.trim(), def.letter.symbol.trim());
    let letter = Symbol {
        number: if def.letter.number.trim().is_empty() {
            String::new()
        } else {
            symbol
        },
        dated: def.letter.date,
    };
    let named = texts.iter().flat_map(|t| documents::found(t, day));
    if named.into_iter().any(|f| f.symbol.is_same(&letter)) {
        say("campaign-number", &letter.number);
    }
    let all: Vec<Vec<Word<'_>>> = texts.iter().map(|t| words(t)).collect();
    let year = def.day.year();
    let days = [&def.name.vi, &def.name.en];
    let names = Terms::of(days.into_iter().filter(|n| !n.is_empty()));
    let (mut is_named, mut here, mut elsewhere) = (None, false, None);
    for text in &all {
        for at in 0..text.len() {
            let hit = names.at(text, at).or_else(|| rules.terms.day.at(text, at));
            let Some(hit) = hit.or_else(|| short_day(text, at, def.day)) else {
                continue;
            };
            is_named.get_or_insert_with(|| super::words::said(text, hit.from, hit.to));
            match year_behind(text, hit.to) {
                Some(y) if y == year => here = true,
                Some(y) => elsewhere = Some(y),
                None => {}
            }
        }
    }
    if let Some(what) = &is_named {
        say("campaign-day", what);
    }
    if let Some(other) = elsewhere.filter(|_| !here) {
        say("other-year", &other.to_string());
    }
    let theme = Terms::of(
        [&def.theme.vi, &def.theme.en]
            .into_iter()
            .filter(|t| !t.is_empty()),
    );
    if all.iter().any(|text| theme.first_in(text).is_some()) {
        say("campaign-theme", &def.theme.vi);
    }
    let digits = year.to_string();
    if here || all.iter().any(|text| text.iter().any(|w| w.text == digits)) {
        say("campaign-year", &digits);
    }
    let from = def.zone.midnight(def.window.from).plus(-BEFORE);
    let until = campaign.cutoff().plus(AFTER);
    if (from..until).contains(&seen.received) {
        say("campaign-time", &day.to_string());
    }
    if seen.answers.is_some() && campaign.opened().is_some() && campaign.closed().is_none() {
        say("campaign-answer", "");
    }
    found
}

/// Whatever the sender says: the subject, the own words, the first pages.
fn texts<'a>(seen: &'a Seen<'_>, voice: &'a Voice) -> Vec<&'a str> {
    let own = [voice.subject.as_str(), voice.body.as_str()];
    let pages = seen.texts.iter().filter(|t| voice.parts.contains(&t.part));
    own.into_iter().chain(pages.map(|t| t.text.as_str())).collect()
}

/// `ngày 17/5`, `ngày 17 tháng 5`; `17/5/2020` by itself.
fn short_day(text: &[Word<'_>], at: usize, day: Date) -> Option<Hit> {
    let number = |n: usize| text.get(n).and_then(|w| w.text.parse::<u32>().ok());
    let is = |n: usize, word: &str| text.get(n).is_some_and(|w| w.folded == word);
    let month = if is(at + 2, "thang") { at + 3 } else { at + 2 };
    let is_day =
        |from: usize, month: usize| number(from) == Some(day.day()) && number(month) == Some(day.month());
    let named = is(at, "ngay") && is_day(at + 1, month);
    let whole = is_day(at, at + 1) && number(at + 2).is_some_and(|y| i32::try_from(y) == Ok(day.year()));
    let to = if named { month + 1 } else { at + 2 };
    (named || whole).then_some(Hit { id: 0, from: at, to })
}

fn year_behind(text: &[Word<'_>], from: usize) -> Option<i32> {
    let near = text.get(from..).unwrap_or_default().iter().take(YEAR_WITHIN);
    let years = near
        .filter(|w| w.text.len() == 4)
        .filter_map(|w| w.text.parse::<i32>().ok());
    years.into_iter().find(|y| crate::core::time::YEARS.contains(y))
}
