//! How the clerk of a desk looks for what others have done: also whether they have opened another campaign than the one,
//! opened by nobody, that is shown. And how it looks into the campaign of an earlier year.

use crate::core::lineage::same_or_before;
use crate::core::names::{Lang, Text, UnitCode, UnitIx};
use crate::output::last_time::LastTime;
use crate::tui::clerk::Clerk;
use crate::tui::msg::{Answer, Earlier};

impl Clerk {
    /// What has changed of what may be done here, and what others have written.
    pub(super) fn look(&mut self) -> Vec<Answer> {
        let mut answers = self.rights();
        answers.extend(self.look_again());
        answers
    }

    /// What others have written.
    pub(super) fn look_again(&mut self) -> Vec<Answer> {
        let mut answers = self.catch_up(None);
        // A wall goes to the campaign that was opened by itself.
        if !self.is_of_a_wall() {
            let other = self.ledger.opened_elsewhere().ok().flatten();
            answers.extend(other.map(Answer::Elsewhere));
        }
        answers
    }

    /// A look at the store that nobody asked for: also sees a store that was replaced without a word.
    pub fn recheck(&mut self) -> Vec<Answer> {
        let empty = self.ledger.campaign().opened().is_none();
        if empty || self.lost.is_none() && !self.ledger.same_history().unwrap_or(false) {
            return self.anew();
        }
        // Nobody is there to start a wall again once the next year's campaign is opened.
        if self.lost.is_none() && self.ledger.go_on().unwrap_or(false) {
            self.past = None;
            return vec![self.reloaded()];
        }
        self.catch_up(None)
    }

    /// Does it serve a wall?
    pub(super) fn is_of_a_wall(&self) -> bool {
        self.watch.is_some()
    }

    /// How every unit that may be seen here did in the campaign of an earlier year; nothing where there was none. As below,
    /// where it cannot be read nothing is said.
    pub(super) fn last_time(&mut self) -> Option<Box<LastTime>> {
        let other = self.ledger.earlier().ok().flatten()?;
        let now = self.ledger.clock().now();
        Some(Box::new(LastTime::of(self.ledger.campaign(), &other, now)))
    }

    /// What a unit, or those that it was formed from, reported as figures in the campaign of an earlier year; nothing where
    /// nobody did. It stands beside what is asked for, so where it cannot be read nothing is said.
    pub(super) fn earlier(&mut self, unit: UnitCode) -> Option<Answer> {
        let other = self.ledger.earlier().ok().flatten()?;
        let campaign = self.ledger.campaign();
        let ix = campaign.roster().by_code(unit.as_str())?;
        let told = |ix: UnitIx| {
            let name = |lang| other.roster().name(ix, lang).to_owned();
            let name = Text {
                vi: name(Lang::Vi),
                en: name(Lang::En),
            };
            let figures = &other.unit(ix).figures;
            (name, figures.iter().map(|f| (f.id.clone(), f.value)).collect())
        };
        let units: Vec<(Text, Vec<(String, f64)>)> = same_or_before(campaign.roster(), other.roster(), ix)
            .into_iter()
            .map(told)
            .collect();
        let some = units.iter().any(|(_, figures)| !figures.is_empty());
        some.then(|| {
            Answer::Earlier(Box::new(Earlier {
                unit,
                year: other.def().year(),
                units,
            }))
        })
    }
}
