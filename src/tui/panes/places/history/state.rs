//! What the history remembers: the facts at hand, and which of them are listed.

use ratatui::layout::Rect;

use crate::core::campaign::Campaign;
use crate::core::fact::{Envelope, Fact};
use crate::core::known::Corrections;
use crate::core::names::{Lang, UnitIx};
use crate::core::past::Sight;
use crate::core::redaction::GONE;
use crate::output::words;
use crate::reading::units;
use crate::text::{Catalogue, Needle, fold};
use crate::tui::msg::Nav;
use crate::tui::panes::kit::held;
use crate::tui::panes::kit::list::{self, Cursor};
use crate::tui::panes::kit::place::LaidBy;
use crate::tui::panes::kit::told::Told;
use crate::tui::scene::Scene;

/// More facts than this are not held; the command line reads the rest.
pub(super) const HELD: usize = 20_000;

/// How many facts are asked for at a time.
pub(super) const PAGE: usize = 500;

/// What the place remembers.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The facts at hand, in order, without gaps.
    pub facts: Vec<Envelope>,
    /// What checking the chain gave: so many facts, or what is wrong.
    pub verified: Option<Result<u64, String>>,
    /// Places in `facts` of what the filter lets through, the newest first.
    pub(super) order: Vec<usize>,
    /// What the filter looks at, in step with `facts`; made only once something is typed.
    pub(super) folded: Vec<String>,
    pub(super) cursor: Cursor,
    /// There is nothing older.
    pub(super) complete: bool,
    pub(super) asked: bool,
    pub(super) made_for: Option<Key>,
    pub(super) present: LaidBy<Self>,
}

/// What the order depends on.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Key {
    pub(super) first: u64,
    pub(super) last: u64,
    pub(super) lang: Lang,
    pub(super) needle: Option<Needle>,
    pub(super) sight: Option<Sight>,
}

impl State {
    /// Takes a piece of the journal: what is older goes in front, what is newer behind. A newer piece that does not
    /// join on begins the list anew.
    pub fn take(&mut self, page: Vec<Envelope>) {
        self.asked = false;
        let (Some(from), Some(to)) = (page.first().map(|e| e.seq), page.last().map(|e| e.seq)) else {
            // Asked for older ones, and there are none.
            self.complete = true;
            return;
        };
        self.complete |= from == 1;
        let held = self
            .facts
            .first()
            .map(|e| e.seq)
            .zip(self.facts.last().map(|e| e.seq));
        match held {
            Some((first, _)) if from < first && to + 1 >= first => {
                let mut all: Vec<Envelope> = page.into_iter().filter(|e| e.seq < first).collect();
                all.append(&mut self.facts);
                self.facts = all;
                self.folded.clear();
            }
            // Older, but not next to what is held: an answer that came too late.
            Some((first, _)) if from < first => {}
            Some((_, last)) if from <= last + 1 => {
                self.facts.extend(page.into_iter().filter(|e| e.seq > last));
            }
            _ => {
                self.facts = page;
                self.folded.clear();
                self.complete = from == 1;
            }
        }
    }

    /// Which piece to ask for next: `Some(None)` for the last one, `Some(Some(n))` for what is before number n. Asks
    /// once, until something is taken.
    pub fn wants_before(&mut self) -> Option<Option<u64>> {
        if self.complete || self.asked || self.facts.len() >= HELD {
            return None;
        }
        let near = self.cursor.at + 2 * self.cursor.rows.max(8) >= self.order.len();
        let wants = match self.facts.first() {
            None => Some(None),
            Some(e) if near => Some(Some(e.seq)),
            Some(_) => None,
        };
        self.asked = wants.is_some();
        wants
    }

    /// An answer to what was asked for will not come.
    pub fn ask_again(&mut self) {
        self.asked = false;
    }

    /// Filters anew, if facts or the filter have changed. The selection stays on its fact.
    pub fn refresh(&mut self, scene: &Scene<'_>) {
        let key = Key {
            first: self.facts.first().map_or(0, |e| e.seq),
            last: self.facts.last().map_or(0, |e| e.seq),
            lang: scene.lang(),
            needle: scene.needle.cloned(),
            sight: scene.back.map(|b| b.sight),
        };
        if self.made_for.as_ref() == Some(&key) {
            return;
        }
        // Who stands on the newest fact stays on the newest.
        let selected = self.selected().map(|e| e.seq).filter(|_| self.cursor.at > 0);
        if self.made_for.as_ref().is_some_and(|k| k.lang != key.lang) {
            self.folded.clear();
        }
        self.made_for = Some(key);
        self.order = self.filtered(scene);
        let found = selected.and_then(|seq| self.order.iter().position(|i| self.facts[*i].seq == seq));
        self.cursor.at = found.unwrap_or(self.cursor.at);
        self.cursor.clamp(self.order.len());
    }

    pub(super) fn filtered(&mut self, scene: &Scene<'_>) -> Vec<usize> {
        let mut found = self.matching(scene);
        if let Some(back) = scene.back {
            let corrections = Corrections::of(&self.facts);
            let shows = |e: &Envelope| back.sight.shows_one_of(e.at, corrections.known(e));
            found.retain(|i| self.facts.get(*i).is_some_and(shows));
        }
        found
    }

    pub(super) fn matching(&mut self, scene: &Scene<'_>) -> Vec<usize> {
        let Some(needle) = scene.needle.filter(|n| !n.is_empty()) else {
            return (0..self.facts.len()).rev().collect();
        };
        let from = self.folded.len();
        let new = self.facts.iter().skip(from);
        self.folded
            .extend(new.map(|e| fold::folded(&haystack(scene.cat, scene.campaign, e))));
        let fits = |needle: &Needle, i: &usize| {
            let quick = self.folded.get(*i).is_some_and(|f| needle.may_match(f));
            let exact = |e: &Envelope| needle.matches(&haystack(scene.cat, scene.campaign, e)).is_some();
            quick && self.facts.get(*i).is_some_and(exact)
        };
        let all = || (0..self.facts.len()).rev();
        let found: Vec<usize> = all().filter(|i| fits(needle, i)).collect();
        if !found.is_empty() {
            return found;
        }
        // The name of a unit, as letters write it.
        let meant = units::meant(scene.campaign.roster(), needle.typed());
        let named = |i: &usize| {
            let unit = self.facts.get(*i).and_then(|e| unit_of(scene.campaign, e));
            unit.is_some_and(|ix| meant.contains(&ix))
        };
        let found: Vec<usize> = all().filter(named).collect();
        if !found.is_empty() {
            return found;
        }
        // What is told of the unit, as on the desk: where its report stands, who is to be called and by which number.
        let mut told = Told::new(scene.campaign, scene.now, scene.cat, needle);
        let found: Vec<usize> = all()
            .filter(|i| {
                let unit = self.facts.get(*i).and_then(|e| unit_of(scene.campaign, e));
                unit.is_some_and(|ix| told.fits(ix, |word| fits(word, i)))
            })
            .collect();
        if !found.is_empty() {
            return found;
        }
        let either = needle.either();
        all().filter(|i| either.iter().any(|n| fits(n, i))).collect()
    }

    /// What is held was read before words were removed from it: it is read anew.
    pub fn forget(&mut self) {
        *self = Self {
            cursor: self.cursor,
            verified: self.verified.take(),
            present: std::mem::take(&mut self.present),
            ..Self::default()
        };
    }

    /// One line for a fact; where its words were removed, with who did so, as far as that is at hand.
    pub(super) fn told(&self, scene: &Scene<'_>, e: &Envelope) -> String {
        let told = words::fact(scene.cat, scene.campaign, &e.fact, unit_of(scene.campaign, e));
        if !told.contains(GONE) {
            return told;
        }
        match self.redacted_by(e).and_then(words::Redactor::of) {
            Some(by) => words::redacted(scene.cat, scene.campaign, &told, by),
            None => told,
        }
    }

    /// The fact that removed words of this one, as far as it is at hand.
    pub(super) fn redacted_by(&self, e: &Envelope) -> Option<&Envelope> {
        let of_this = |by: &&Envelope| matches!(&by.fact, Fact::FactRedacted(f) if f.seq == e.seq);
        self.facts.iter().find(of_this)
    }

    pub(super) fn fact(&self, at: usize) -> Option<&Envelope> {
        self.order.get(at).and_then(|i| self.facts.get(*i))
    }

    pub(super) fn selected(&self) -> Option<&Envelope> {
        self.fact(self.cursor.at)
    }

    /// Moves the selection.
    pub fn go(&mut self, nav: Nav) {
        self.cursor.go(nav, self.order.len());
    }

    /// Keeps the selected row among those that are shown.
    pub fn settle(&mut self, _scene: &Scene<'_>, area: Rect) {
        let (_, parts) = split(area);
        self.cursor.settle(parts.list.height, self.order.len());
    }
}

pub(super) fn unit_of(campaign: &Campaign, e: &Envelope) -> Option<UnitIx> {
    campaign.roster().by_code(e.unit.as_ref()?.as_str())
}

/// Everything that a filter looks at.
pub(super) fn haystack(cat: &Catalogue, campaign: &Campaign, e: &Envelope) -> String {
    let unit = unit_of(campaign, e);
    let name = unit.map_or(String::new(), |ix| {
        let (roster, label) = (campaign.roster(), campaign.label(ix));
        format!(
            "{label} {} {}",
            roster.name(ix, Lang::Vi),
            roster.name(ix, Lang::En)
        )
    });
    let told = words::fact(cat, campaign, &e.fact, unit);
    // A sign that nobody types keeps one thing from running on into the next.
    [
        name.as_str(),
        e.actor.as_str(),
        &cat.person(e.actor.as_str()),
        &words::via(cat, e.via),
        e.fact.type_name(),
        &told,
    ]
    .join(" | ")
}

/// The heading, the rows, and what is known of the selected fact: its whole sentence, where there is room who recorded it
/// and its hash too.
pub(super) fn split(area: Rect) -> (Rect, held::Parts) {
    let (head, rest) = list::split_top(area, 1);
    let mut parts = held::split(rest);
    if parts.rule.height > 0 {
        let (list, low) = list::split_top(rest, rest.height - if rest.height >= 18 { 5 } else { 4 });
        let (rule, said) = list::split_top(low, 1);
        parts = held::Parts { list, rule, said };
    }
    (head, parts)
}
