//! From what somebody calls a unit to the unit: code, abbreviation, or name with or without marks.
//!
//! A code or abbreviation is taken as it is; a name fits if it is the whole name, else if exactly one name begins with
//! it or has a word that does. It must never know what is done with the unit.

use crate::cli::fail::Fail;
use crate::core::campaign::Campaign;
use crate::core::names::{Lang, UnitCode, UnitIx};
use crate::output::words;
use crate::text::fold::{Needle, Place};
use crate::text::{Catalogue, did_you_mean, line};

/// More candidates than this are not told one by one.
const MOST: usize = 12;

/// The unit that is meant.
pub fn one(cat: &Catalogue, campaign: &Campaign, word: &str) -> Result<UnitIx, Fail> {
    let roster = campaign.roster();
    let word = word.trim();
    if let Some(ix) = roster.find(word) {
        return Ok(ix);
    }
    let fitting = fitting(campaign, word);
    match fitting.as_slice() {
        [ix] => Ok(*ix),
        [] => Err(Fail::Nothing(unknown(cat, campaign, word))),
        many => Err(Fail::Usage(ambiguous(cat, campaign, word, many))),
    }
}

/// The codes of several; each is resolved before anything is done.
pub fn codes<'a>(
    cat: &Catalogue,
    campaign: &Campaign,
    words: impl IntoIterator<Item = &'a String>,
) -> Result<Vec<UnitCode>, Fail> {
    words
        .into_iter()
        .map(|w| one(cat, campaign, w).map(|ix| campaign.code(ix)))
        .collect()
}

/// The names of units, for telling what was done.
pub fn names(campaign: &Campaign, codes: &[UnitCode], lang: Lang) -> String {
    let names: Vec<String> = codes
        .iter()
        .take(MOST)
        .filter_map(|c| campaign.roster().by_code(c.as_str()))
        .map(|ix| words::name_in(campaign, ix, lang))
        .collect();
    if codes.len() > MOST {
        format!("{}, … ({})", names.join(", "), codes.len())
    } else {
        names.join(", ")
    }
}

fn fitting(campaign: &Campaign, word: &str) -> Vec<UnitIx> {
    let roster = campaign.roster();
    // “An Bình, Hà Nội”: the name, and what stands above.
    let (word, above) = word.rsplit_once(',').unwrap_or((word, ""));
    let (needle, above) = (Needle::new(word), Needle::new(above));
    if needle.is_empty() {
        return Vec::new();
    }
    let stands_below = |ix: UnitIx| {
        let top = roster.parent(ix)?;
        let names = [
            roster.name(top, Lang::Vi),
            roster.name(top, Lang::En),
            roster.short_name(top, Lang::Vi),
            campaign.label(top),
        ];
        names.into_iter().find_map(|n| above.matches(n))
    };
    let mut ranked = Vec::new();
    for ix in roster.units() {
        if !above.is_empty() && stands_below(ix).is_none() {
            continue;
        }
        let best = [
            roster.name(ix, Lang::Vi),
            roster.name(ix, Lang::En),
            roster.short_name(ix, Lang::Vi),
            roster.short_name(ix, Lang::En),
        ]
        .into_iter()
        .filter_map(|name| needle.matches(name))
        .filter(|rank| rank.place <= Place::WordStart)
        .min();
        if let Some(rank) = best {
            ranked.push((rank, ix));
        }
    }
    if ranked.iter().any(|(r, _)| r.place == Place::Exact) {
        ranked.retain(|(r, _)| r.place == Place::Exact);
        let least = ranked.iter().map(|(r, _)| r.loose).min();
        ranked.retain(|(r, _)| Some(r.loose) == least);
    }
    ranked.sort_by_key(|(r, ix)| (*r, *ix));
    ranked.into_iter().map(|(_, ix)| ix).collect()
}

fn ambiguous(cat: &Catalogue, campaign: &Campaign, word: &str, many: &[UnitIx]) -> String {
    let mut list: Vec<String> = many
        .iter()
        .take(MOST)
        .map(|ix| label(cat, campaign, *ix))
        .collect();
    if many.len() > MOST {
        list.push("…".to_owned());
    }
    cat.tr_args(
        "cli-unit_ambiguous",
        &[("word", line(word).into()), ("names", list.join(", ").into())],
    )
}

fn unknown(cat: &Catalogue, campaign: &Campaign, word: &str) -> String {
    let roster = campaign.roster();
    let lang = cat.lang();
    let known = roster
        .units()
        .flat_map(|ix| [roster.name(ix, lang), roster.abbr(ix)])
        .filter(|s| !s.is_empty());
    let near = did_you_mean(word, known);
    let what = cat.tr_args("cli-unit_unknown", &[("word", line(word).into())]);
    if near.is_empty() {
        what
    } else {
        let near = line(&near.join(", ")).into_owned();
        cat.tr_args(
            "cli-did_you_mean",
            &[("what", what.into()), ("words", near.into())],
        )
    }
}

fn label(cat: &Catalogue, campaign: &Campaign, ix: UnitIx) -> String {
    format!(
        "{} ({})",
        words::name_in(campaign, ix, cat.lang()),
        line(campaign.label(ix))
    )
}
