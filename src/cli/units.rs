//! The units that a command names, as the reader of units understands them; what it does not is told, with those that
//! could be meant.
//!
//! It must never know what is done with the unit.

use crate::cli::fail::Fail;
use crate::core::campaign::Campaign;
use crate::core::names::{Lang, UnitCode, UnitIx};
use crate::output::words;
use crate::reading::units::{self, Meant};
use crate::text::{Catalogue, did_you_mean, line};

/// More candidates than this are not told one by one.
const MOST: usize = 12;

/// The unit that is meant.
pub fn one(cat: &Catalogue, campaign: &Campaign, word: &str) -> Result<UnitIx, Fail> {
    match units::read(campaign.roster(), word) {
        Meant::One(ix) => Ok(ix),
        Meant::Nobody => Err(Fail::Nothing(unknown(cat, campaign, word.trim()))),
        Meant::Several(many) => Err(Fail::Usage(ambiguous(cat, campaign, word.trim(), &many))),
    }
}

/// The codes of several, each once; each is resolved before anything is done.
pub fn codes<'a>(
    cat: &Catalogue,
    campaign: &Campaign,
    words: impl IntoIterator<Item = &'a String>,
) -> Result<Vec<UnitCode>, Fail> {
    let mut codes: Vec<UnitCode> = Vec::new();
    for word in words {
        let code = campaign.code(one(cat, campaign, word)?);
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    Ok(codes)
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
