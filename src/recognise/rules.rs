//! The rules, ready for use: the file, its words made into terms, and the names of every campaign's units.

use std::sync::{Arc, Mutex, PoisonError};

use crate::core::campaign::Campaign;
use crate::core::definition::Definition;
use crate::core::recognition::RulesFile;
use crate::core::roster::Roster;

use super::names::Names;
use super::words::Terms;

/// So many campaigns' names are kept at hand.
const KEPT: usize = 16;

/// The rules by which letters are judged. Made once, used for any number of letters and campaigns.
pub struct Rules {
    pub(super) file: RulesFile,
    pub(super) terms: Places,
    rosters: Vec<Roster>,
    names: Mutex<Vec<(Arc<Definition>, Arc<Names>)>>,
}

/// Words by which places in a letter are known.
pub(super) struct Places {
    pub committee: Terms,
    pub aside: Terms,
    pub others: Terms,
    pub own: Terms,
    pub deeds: Terms,
    pub below_head: Terms,
    pub titles: Terms,
    pub closing: Terms,
    pub ministries: Terms,
    pub day: Terms,
    pub departments: Terms,
    pub other_bodies: Terms,
    pub subjects: Terms,
    pub phrases: Vec<Terms>,
}

impl Rules {
    /// Rules from a file that was checked, and the rosters that know which units came of which.
    pub fn new(file: RulesFile, rosters: Vec<Roster>) -> Self {
        let w = &file.words;
        let mut departments = Terms::default();
        for (id, dept) in file.departments.iter().enumerate() {
            for name in [&dept.name].into_iter().chain(&dept.spellings) {
                departments.add(name, id);
            }
        }
        let terms = Places {
            committee: Terms::of(&w.committee),
            aside: Terms::of(&w.aside),
            others: Terms::of(&w.others),
            own: Terms::of(&w.own),
            deeds: Terms::of(&w.deeds),
            below_head: Terms::of(&w.below_head),
            titles: Terms::of(&w.titles),
            closing: Terms::of(&w.closing),
            ministries: Terms::of(&w.ministries),
            day: Terms::of(&w.day),
            departments,
            other_bodies: Terms::of(&file.other_bodies),
            subjects: Terms::of(&file.automatic.subjects),
            phrases: file.phrases.iter().map(|p| Terms::of(&p.words)).collect(),
        };
        Self {
            file,
            terms,
            rosters,
            names: Mutex::new(Vec::new()),
        }
    }

    /// What a rule weighs.
    pub(super) fn weight(&self, id: &str) -> i32 {
        self.file.weights.of(id)
    }

    /// The names of a campaign's units: worked out once for each campaign, for that takes longer than a letter.
    pub(super) fn names(&self, campaign: &Campaign) -> Arc<Names> {
        let def = campaign.def();
        let mut kept = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, names)) = kept.iter().find(|(known, _)| Arc::ptr_eq(known, def)) {
            return Arc::clone(names);
        }
        let names = Arc::new(Names::new(&def.roster, &self.rosters, &self.file));
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push((Arc::clone(def), Arc::clone(&names)));
        names
    }

    /// The departments that a campaign asks, by where they stand in the file: those that it names, and what they were or
    /// became. None: it asks others than departments.
    pub(super) fn asked(&self, campaign: &Campaign) -> Vec<usize> {
        let asked = super::words::words(&campaign.def().addressees.vi);
        let named = self.terms.departments.all(&asked).into_iter();
        let mut all: Vec<usize> = named.flat_map(|hit| self.file.line_of(hit.id)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}
