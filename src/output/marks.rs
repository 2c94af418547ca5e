//! Which words of a list are coloured where it is a book, and what of it is counted there. Colours stand beside words and never
//! alone.

use crate::chart::Tone;
use crate::core::campaign::Campaign;
use crate::core::status::State;
use crate::core::time::Stamp;
use crate::text::{Catalogue, line};

use super::activities::kind_words;

/// The head of a column, words of it, and their tone: messages of the catalogue.
pub type Marked = (&'static str, &'static str, Tone);

/// Of the list of units.
pub const STATUS: &[Marked] = &[
    ("heading-state", "state-accepted", Tone::Good),
    ("heading-state", "state-received", Tone::Here),
    ("heading-state", "state-returned", Tone::Back),
    ("heading-state", "state-exempt", Tone::Quiet),
    ("heading-timeliness", "timeliness-late", Tone::Late),
    ("heading-timeliness", "timeliness-overdue", Tone::Missing),
    ("heading-timeliness", "resubmit-overdue", Tone::Missing),
];

/// Of the list of activities.
pub const ACTIVITIES: &[Marked] = &[
    ("heading-status", "act_status-done", Tone::Good),
    ("heading-status", "act_status-ongoing", Tone::Here),
    ("heading-status", "act_status-cancelled", Tone::Quiet),
    ("heading-status", "words-activity_overdue", Tone::Late),
];

/// Of the list of figures.
pub const FIGURES: &[Marked] = &[("heading-unusual", "words-yes", Tone::Late)];

/// Counts: what is counted, each in its tone, and the rows.
pub struct Counted {
    /// The message that names it.
    pub name: &'static str,
    /// The message that heads its rows.
    pub about: &'static str,
    /// What is counted.
    pub counted: Vec<(String, Tone)>,
    /// Each row's name and figures.
    pub rows: Vec<(String, Vec<u32>)>,
}

/// The states of reports by region.
pub fn regions(cat: &Catalogue, campaign: &Campaign, now: Stamp) -> Counted {
    let tone = |state| match state {
        State::Accepted => Tone::Good,
        State::Received => Tone::Here,
        State::Returned => Tone::Back,
        State::InProgress => Tone::Plain,
        State::Awaiting => Tone::Missing,
        State::Exempt => Tone::Quiet,
    };
    let word = |s: State| (cat.tr(&format!("state-{}", s.id())).into_owned(), tone(s));
    let row = |(n, region): (usize, &crate::core::roster::Region)| {
        let counts = campaign.region_counts(n, now);
        let name = line(region.name.get(cat.lang())).into_owned();
        (name, State::ALL.iter().map(|s| counts.of(*s)).collect())
    };
    Counted {
        name: "sheet-regions",
        about: "heading-region",
        counted: State::ALL.iter().map(|s| word(*s)).collect(),
        rows: campaign.roster().regions().iter().enumerate().map(row).collect(),
    }
}

/// How many activities there are of each kind.
pub fn kinds(cat: &Catalogue, campaign: &Campaign) -> Counted {
    let of = |id: &str| {
        campaign
            .activities()
            .filter(|(_, a)| a.details.kind == id)
            .count() as u32
    };
    let kinds = campaign.def().activity_kinds.iter();
    let rows = kinds.map(|k| (kind_words(cat, campaign, &k.id), vec![of(&k.id)]));
    Counted {
        name: "sheet-kinds",
        about: "heading-kind",
        counted: vec![(cat.tr("heading-activities").into_owned(), Tone::Plain)],
        rows: rows.filter(|(_, n)| n != &[0]).collect(),
    }
}
