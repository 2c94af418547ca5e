//! Refusals as sentences: why something may not be, and the way out.
//!
//! The words are the catalogue's; here is only which variables a rule's sentences have. It must never know where they are read.

// Whoever adds something that a refusal can speak of is led here.
#![warn(clippy::wildcard_enum_match_arm)]

use super::phrases::{clean, unit_name};
use super::words::{fact_name, moment, role};
use crate::core::campaign::Campaign;
use crate::core::decide::{CORRECTION_DAYS, NOTE_MAX, TITLE_MAX};
use crate::core::refusal::{Refusal, Rule, What};
use crate::text::dates::date_full;
use crate::text::{Arg, Catalogue, numbers};

/// A refusal in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The stable id of the rule.
    pub rule: &'static str,
    /// When what stands in the way happened; failing that, the moment of the attempt.
    pub when: String,
    /// What may not be, and why: a sentence.
    pub what: String,
    /// The way out: a sentence.
    pub way: String,
}

impl std::fmt::Display for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.what, self.way)
    }
}

/// A refusal's two sentences.
pub fn refusal(cat: &Catalogue, r: &Refusal, campaign: &Campaign) -> Told {
    let args = refusal_args(cat, r, campaign);
    let id = r.rule.id();
    Told {
        rule: id,
        when: moment(cat, campaign.def().zone, r.when),
        what: cat.tr_args(&format!("refusal-{id}"), &args),
        way: cat.tr_args(&format!("refusal-{id}-way"), &args),
    }
}

/// A doubt about the machine's clock in a few words: what it shows, and when the last fact was recorded.
pub fn clock_hint(cat: &Catalogue, campaign: &Campaign, doubt: &Refusal) -> String {
    let key = if doubt.rule == Rule::ClockImpossible {
        "words-clock_impossible"
    } else {
        "words-clock_doubt"
    };
    cat.tr_args(key, &refusal_args(cat, doubt, campaign))
}

fn refusal_args(cat: &Catalogue, r: &Refusal, campaign: &Campaign) -> Vec<(&'static str, Arg<'static>)> {
    let def = campaign.def();
    let unit = match &r.unit {
        None => cat.tr("words-all_units").into_owned(),
        Some(code) => unit_name(cat, campaign, code.as_str()),
    };
    let (what, known) = refusal_what(cat, &r.what, campaign);
    let date = r.date.unwrap_or_else(|| campaign.date(r.when));
    vec![
        ("campaign", def.id.as_str().to_owned().into()),
        ("unit", unit.into()),
        ("whole", if r.unit.is_none() { "yes" } else { "no" }.into()),
        (
            "who",
            cat.person_titled(r.who.as_ref().map_or("?", |a| a.as_str()))
                .into(),
        ),
        ("when", moment(cat, def.zone, r.when).into()),
        ("date", date_full(date).into()),
        ("given", if what.is_empty() { "no" } else { "yes" }.into()),
        ("what", what.into()),
        ("known", known.into()),
        ("note_max", NOTE_MAX.into()),
        ("title_max", TITLE_MAX.into()),
        ("days", CORRECTION_DAYS.into()),
    ]
}

/// What a rule speaks of, as people read it; and the words that would have been known in its place, or the deed.
fn refusal_what(cat: &Catalogue, what: &What, campaign: &Campaign) -> (String, String) {
    let alone = |told| (told, String::new());
    match what {
        What::Nothing => alone(String::new()),
        What::Text(text) => alone(clean(text)),
        What::Number(n) => alone(n.to_string()),
        What::Indicator(id) => alone(indicator_name(cat, id, campaign)),
        What::Value { id, value, min, max } => {
            let [value, min, max] = [value, min, max].map(|n| numbers::plain(cat.lang(), n.0));
            let name = indicator_name(cat, id, campaign);
            alone(format!("{name} = {value} ({min}–{max})"))
        }
        What::Reach { value, max } => {
            let [value, max] =
                [value, max].map(|n| numbers::whole(cat.lang(), i64::try_from(*n).unwrap_or(i64::MAX)));
            alone(format!("{value} (0–{max})"))
        }
        What::Known { word, known } => (clean(word), clean(&known.join(", "))),
        What::Deed { role: who, deed } => (
            role(cat, *who).into_owned(),
            cat.tr(&format!("deed-{}", deed.id())).into_owned(),
        ),
        What::Fact(kind) => alone(fact_name(cat, *kind).into_owned()),
    }
}

/// An indicator's name by its id; the id itself where the campaign does not ask for it.
pub(super) fn indicator_name(cat: &Catalogue, id: &str, campaign: &Campaign) -> String {
    let known = campaign.def().indicator(id);
    clean(known.map_or(id, |ind| ind.label.get(cat.lang())))
}
