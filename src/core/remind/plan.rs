//! Who would get what on a day: a message for each address, and those whom none reaches.

use crate::core::campaign::Campaign;
use crate::core::names::{UnitCode, UnitIx};
use crate::core::reminder::Occasion;
use crate::core::time::Date;

use super::address::{Reach, reach};
use super::ladder::Due;

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    /// To which address.
    pub to: String,
    /// What it is about: the units that have this address, in the order of the roster.
    pub due: Vec<Due>,
    /// A letter to this address came back.
    pub bounced: bool,
}

/// Why a unit that is due gets no message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// No address is on record.
    NoAddress,
    /// What is on record is no address that can be written to.
    Unusable,
    /// The address was reminded today, for this unit or another.
    Today,
}

impl Why {
    /// Every reason.
    pub const ALL: [Self; 3] = [Self::NoAddress, Self::Unusable, Self::Today];

    /// The stable word.
    pub fn id(self) -> &'static str {
        match self {
            Self::NoAddress => "no_address",
            Self::Unusable => "unusable",
            Self::Today => "today",
        }
    }
}

/// A unit that is due and gets no message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silent {
    /// What it is due.
    pub due: Due,
    /// The address on record; empty where there is none.
    pub address: String,
    /// Why none is written.
    pub why: Why,
}

/// Who would get what on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The day.
    pub day: Date,
    /// The messages, in the order of their first units.
    pub postings: Vec<Posting>,
    /// Who is due and gets none, in the order of the roster.
    pub silent: Vec<Silent>,
}

impl Plan {
    /// Whoever is due something on that day. `bounced`: addresses from which a letter came back. A campaign with eyes
    /// plans for what they see.
    pub fn of_ladder(campaign: &Campaign, day: Date, bounced: &[String]) -> Self {
        let units = campaign.eyes().units(campaign.roster());
        let due = units.filter_map(|ix| campaign.due_message(ix, day)).collect();
        Self::of(campaign, day, due, bounced)
    }

    /// These units, because somebody asks for it; those to whom nothing is to be said are left out.
    pub fn asked(campaign: &Campaign, day: Date, units: &[UnitIx], bounced: &[String]) -> Self {
        let owing = units.iter().filter_map(|ix| campaign.asked_message(*ix));
        Self::of(campaign, day, owing.collect(), bounced)
    }

    /// Those who are told of something that was done; that an address was reminded today does not stand in the way.
    pub fn telling(campaign: &Campaign, day: Date, all: Vec<Due>) -> Self {
        Self::of(campaign, day, all, &[])
    }

    /// The address to which a unit is written.
    ///
    /// # Errors
    /// There is none.
    pub fn address(campaign: &Campaign, due: Due) -> Result<String, Silent> {
        let (address, why) = match reach(campaign.unit(due.unit)) {
            Reach::At(address) => return Ok(address.to_owned()),
            Reach::Unusable(address) => (address, Why::Unusable),
            Reach::None => ("", Why::NoAddress),
        };
        Err(Silent {
            due,
            address: address.to_owned(),
            why,
        })
    }

    fn of(campaign: &Campaign, day: Date, mut all: Vec<Due>, bounced: &[String]) -> Self {
        all.sort_by_key(|d| d.unit);
        all.dedup_by_key(|d| d.unit);
        let mut plan = Self {
            day,
            postings: Vec::new(),
            silent: Vec::new(),
        };
        for due in all {
            match Self::address(campaign, due) {
                Ok(address) if due.step.reminds() && campaign.has_reminded(&address, day) => {
                    plan.silent.push(Silent {
                        due,
                        address,
                        why: Why::Today,
                    });
                }
                Ok(address) => plan.add(&address, due, bounced),
                Err(silent) => plan.silent.push(silent),
            }
        }
        plan
    }

    fn add(&mut self, address: &str, due: Due, bounced: &[String]) {
        // What was done to a report is told to each unit by itself.
        let joins = |d: &Due| d.step.reminds();
        let same =
            |m: &&mut Posting| m.to.eq_ignore_ascii_case(address) && joins(&due) && m.due.iter().all(joins);
        if let Some(posting) = self.postings.iter_mut().find(same) {
            posting.due.push(due);
            return;
        }
        self.postings.push(Posting {
            to: address.to_owned(),
            due: vec![due],
            bounced: bounced.iter().any(|b| b.eq_ignore_ascii_case(address)),
        });
    }

    /// Keeps those of these units alone.
    #[must_use]
    pub fn only(mut self, units: &[UnitIx]) -> Self {
        for posting in &mut self.postings {
            posting.due.retain(|d| units.contains(&d.unit));
        }
        self.postings.retain(|p| !p.due.is_empty());
        self.silent.retain(|s| units.contains(&s.due.unit));
        self
    }

    /// Nobody is due anything.
    pub fn is_empty(&self) -> bool {
        self.postings.is_empty() && self.silent.is_empty()
    }

    /// Everybody who owes something, whether a message reaches them or not, in the order of the roster.
    pub fn owing(&self) -> Vec<Due> {
        let mailed = self.postings.iter().flat_map(|m| m.due.iter().copied());
        let silent = self.silent.iter().map(|s| s.due);
        let mut all: Vec<Due> = mailed
            .chain(silent)
            .filter(|d| d.step != Occasion::Receipt)
            .collect();
        all.sort_by_key(|d| d.unit);
        all
    }
}

impl Posting {
    /// The codes of its units.
    pub fn units(&self, campaign: &Campaign) -> Vec<UnitCode> {
        self.due.iter().map(|d| campaign.code(d.unit)).collect()
    }

    /// The occasion by which it is named: that of its first unit.
    pub fn step(&self) -> Occasion {
        self.due.first().map_or(Occasion::Asked, |d| d.step)
    }
}
