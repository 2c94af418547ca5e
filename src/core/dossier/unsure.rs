//! What is uncertain: what a reader of the figures must know before relying on them.

use super::count::Count;
use crate::core::campaign::Campaign;
use crate::core::house::House;
use crate::core::names::UnitIx;
use crate::core::source::Source;
use crate::core::status::State;
use crate::core::time::Stamp;
use crate::core::unit::Activity;

/// A figure outside what is plausible, kept all the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Unusual {
    /// Whose.
    pub unit: UnitIx,
    /// The indicator.
    pub indicator: String,
    /// What it reported.
    pub value: f64,
}

/// Letters that nobody has decided about; they may bring reports.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Undecided {
    /// Letters that wait for a person.
    pub waiting: Count,
    /// What came and could not be read.
    pub unreadable: u64,
}

/// What is uncertain.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Unsure {
    /// Figures outside what is plausible.
    pub unusual: Vec<Unusual>,
    /// Versions that were entered more than 24 hours after they came.
    pub entered_later: Count,
    /// On time only thanks to an extension that was granted after the report had come.
    pub extended_later: Count,
    /// Reports that were accepted although a required part is missing.
    pub incomplete: Count,
    /// Reports that nobody has reviewed.
    pub unreviewed: Count,
    /// A newer version came after one was accepted.
    pub newer: Count,
    /// Activities whose last day has passed and of which nobody says whether they were held.
    pub unconfirmed: Count,
    /// Units of which nothing was heard.
    pub silent: Count,
    /// Letters that nobody has decided about; none where whoever asks is not shown them.
    pub letters: Option<Undecided>,
}

impl Unsure {
    pub(super) fn of(campaign: &Campaign, units: &[UnitIx], rows: &[(UnitIx, &Activity)], at: Stamp) -> Self {
        let mut all = Self::default();
        for ix in units {
            all.take(campaign, *ix);
        }
        let today = campaign.date(at);
        for (_, a) in rows.iter().filter(|(_, a)| a.is_overdue(today)) {
            all.unconfirmed.one(Source::Activity(a.id.clone()));
        }
        all
    }

    fn take(&mut self, campaign: &Campaign, ix: UnitIx) {
        let unit = campaign.unit(ix);
        let latest = unit
            .latest()
            .map_or(Source::Unit(ix), |v| Source::Version(ix, v.n));
        let figures = unit.figures.iter().filter(|f| f.unusual);
        self.unusual.extend(figures.map(|f| Unusual {
            unit: ix,
            indicator: f.id.clone(),
            value: f.value,
        }));
        if let Some(first) = unit.first().filter(|v| v.entered_later) {
            self.entered_later.one(Source::Version(ix, first.n));
        }
        if campaign.on_time_by_later_extension(ix) {
            self.extended_later.one(latest.clone());
        }
        match unit.state {
            State::Accepted if !unit.missing(campaign.def()).is_empty() => self.incomplete.one(latest),
            State::Received => {
                if unit.newer_after_acceptance {
                    self.newer.one(latest.clone());
                }
                self.unreviewed.one(latest);
            }
            State::Awaiting => self.silent.one(Source::Unit(ix)),
            State::Accepted | State::InProgress | State::Returned | State::Exempt => {}
        }
    }

    /// Is there nothing to be said?
    pub fn is_empty(&self) -> bool {
        let counts = [
            &self.entered_later,
            &self.extended_later,
            &self.incomplete,
            &self.unreviewed,
            &self.newer,
            &self.unconfirmed,
            &self.silent,
        ];
        let letters = self.letters.iter().map(|l| l.waiting.n + l.unreadable);
        self.unusual.is_empty() && counts.iter().all(|c| c.n == 0) && letters.sum::<u64>() == 0
    }
}

/// The letters of a house that nobody has decided about.
pub(super) fn undecided(house: &House) -> Undecided {
    let mut all = Undecided {
        unreadable: house.failures().count() as u64,
        ..Undecided::default()
    };
    for letter in house.letters().iter().filter(|l| l.state.waits()) {
        all.waiting.one(Source::Letter(letter.id.letter().0));
    }
    all
}
