//! What was found in a letter, weighed: from the reasons to what is done with it, and what would change that.
//!
//! Everything that was found is here, and nothing else counts, so that the same weighing can be asked what it would say
//! with one reason more or less.

use std::collections::BTreeMap;

use crate::core::decide::{Judged, Verdict};
use crate::core::letter::{Candidate, Doubt, Judgement, LetterKind, Reason, Symbol};
use crate::core::names::{CampaignId, LetterId, UnitCode};
use crate::core::recognition::{Levels, Weights};

use super::document::Stands;

/// What stands in a letter's words and not with its sender, by rule: only this proves anything while the sender is not.
const OF_THE_SENDER: &[&str] = &[
    "sender-proven",
    "sender-domain",
    "sender-name",
    "sender-failed",
    "forwarded-domain",
    "forwarded-name",
    "file-name",
    "hint",
];
/// So many candidates are kept.
const CANDIDATES: usize = 9;
/// So many changes are told.
const FLIPS: usize = 3;

/// Whether a campaign takes letters in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    /// It does.
    Yes,
    /// Nobody opened it.
    NotOpened,
    /// It is closed.
    Closed,
}

/// A campaign, and what speaks for it.
#[derive(Debug, Clone)]
pub(super) struct Which {
    pub campaign: CampaignId,
    pub takes: Takes,
    pub reasons: Vec<Reason>,
}

/// Everything that was found in a letter.
#[derive(Debug, Clone)]
pub struct Weighed {
    pub(super) letter: LetterId,
    pub(super) edition: String,
    pub(super) levels: Levels,
    pub(super) weights: Weights,
    /// By what it is known that no person wrote it.
    pub(super) automatic: Vec<Reason>,
    /// What was noticed and weighs nothing.
    pub(super) notes: Vec<Reason>,
    pub(super) units: Vec<Reason>,
    pub(super) kinds: Vec<(LetterKind, Reason)>,
    /// The campaigns, the likeliest first.
    pub(super) which: Vec<Which>,
    pub(super) symbol: Symbol,
    pub(super) stands: BTreeMap<UnitCode, Stands>,
    /// A department is asked, and none of that kind names itself.
    pub(super) lacks_department: bool,
    /// Something in it contradicts itself, whatever it weighs.
    pub(super) contradicts: bool,
    /// One name in it means several units.
    pub(super) is_several: bool,
    /// It is of a form that is kept and not read.
    pub(super) is_unread_form: bool,
    /// What it brings lies behind links, or in files that nobody here has looked into.
    pub(super) is_out_of_reach: bool,
}

/// One change that would make another decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flip {
    /// With this reason more; without: with it less.
    pub more: bool,
    /// The reason.
    pub reason: Reason,
    /// What would be said then.
    pub verdict: Verdict,
}

impl Weighed {
    /// What the rules say, with every reason.
    pub fn judged(&self) -> Judged {
        let candidates = self.candidates();
        let mut reasons: Vec<Reason> = self.automatic.clone();
        reasons.extend(self.units.iter().cloned());
        if let Some(which) = self.which.first() {
            reasons.extend(which.reasons.iter().cloned());
        }
        reasons.extend(self.kinds.iter().map(|(_, reason)| reason.clone()));
        reasons.extend(self.notes.iter().cloned());
        let verdict = self.verdict();
        if let Some(stands) = candidates.first().and_then(|c| self.stands.get(&c.unit))
            && self.kind().0 == LetterKind::Report
        {
            reasons.extend(stands.reason().cloned());
        }
        let shown = candidates.into_iter().take(CANDIDATES).map(|c| Candidate {
            weight: c.weight.min(1000),
            ..c
        });
        Judged {
            letter: self.letter.clone(),
            verdict,
            judgement: Judgement {
                rules: self.edition.clone(),
                reasons,
                candidates: shown.collect(),
            },
        }
    }

    /// The units for which something speaks, the likeliest first. What speaks against a unit that it does not name speaks
    /// against all.
    fn candidates(&self) -> Vec<Candidate> {
        let mut sums: BTreeMap<&UnitCode, i32> = BTreeMap::new();
        let mut against = 0_i32;
        for reason in &self.units {
            match &reason.unit {
                Some(unit) => *sums.entry(unit).or_default() += reason.weight,
                None => against += reason.weight,
            }
        }
        let all = sums.into_iter().filter(|(_, sum)| *sum > 0);
        let mut all: Vec<Candidate> = all
            .map(|(unit, sum)| Candidate {
                unit: unit.clone(),
                weight: (sum + against).max(0),
            })
            .collect();
        all.sort_by(|a, b| b.weight.cmp(&a.weight).then_with(|| a.unit.cmp(&b.unit)));
        all
    }

    /// What it is likely to be, and whether that is certain.
    fn kind(&self) -> (LetterKind, bool) {
        let mut sums: Vec<(LetterKind, i32)> = Vec::new();
        for (kind, reason) in &self.kinds {
            match sums.iter_mut().find(|(k, _)| k == kind) {
                Some((_, sum)) => *sum += reason.weight,
                None => sums.push((*kind, reason.weight)),
            }
        }
        sums.sort_by_key(|(_, sum)| std::cmp::Reverse(*sum));
        let Some((kind, best)) = sums.first().copied().filter(|(_, sum)| *sum > 0) else {
            return (LetterKind::Other, false);
        };
        let second = sums.get(1).map_or(0, |(_, sum)| (*sum).max(0));
        let certain = best >= self.levels.kind && best - second >= self.levels.kind_lead;
        (kind, certain)
    }

    /// Does it speak of the unit by the name of one that went into it?
    fn is_of_a_part(&self, unit: &UnitCode) -> bool {
        let mut notes = self.notes.iter();
        notes.any(|r| r.id == "former-name" && r.unit.as_ref() == Some(unit))
    }

    /// Is the campaign certain?
    fn campaign(&self) -> Option<&Which> {
        let first = self.which.first()?;
        let sum = |which: &Which| which.reasons.iter().map(|r| r.weight).sum::<i32>();
        let rival = self.which.get(1).is_some_and(|second| sum(second) >= sum(first));
        (sum(first) >= self.levels.campaign && !rival).then_some(first)
    }

    fn whose(&self) -> Result<UnitCode, Doubt> {
        if self.contradicts {
            return Err(Doubt::Contradiction);
        }
        let candidates = self.candidates();
        let Some(best) = candidates.first() else {
            return Err(Doubt::Unit);
        };
        let of_best = |r: &&Reason| r.unit.as_ref() == Some(&best.unit);
        let is_domain = |r: &&Reason| matches!(r.id.as_str(), "sender-proven" | "sender-domain");
        let other_sender = self.units.iter().any(|r| is_domain(&r) && !of_best(&r));
        // Rivals by what speaks for them alone: what speaks against all is no reason to overlook one.
        let rivals = self
            .units
            .iter()
            .filter_map(|r| r.unit.as_ref())
            .filter(|u| **u != best.unit);
        let sum = |unit: &UnitCode| -> i32 {
            let own = self.units.iter().filter(|r| r.unit.as_ref() == Some(unit));
            own.map(|r| r.weight).sum()
        };
        let is_rival = rivals.into_iter().any(|unit| sum(unit) >= self.levels.rival);
        if other_sender || (is_rival && !self.is_several) {
            return Err(Doubt::Contradiction);
        }
        let proven = self.units.iter().any(|r| r.id == "sender-proven" && of_best(&r));
        let words = self.units.iter().filter(of_best);
        let words: i32 = words
            .filter(|r| !OF_THE_SENDER.contains(&r.id.as_str()))
            .map(|r| r.weight)
            .sum();
        let needed = if proven {
            self.levels.words
        } else {
            self.levels.words_alone
        };
        let enough = best.weight >= self.levels.unit && words >= needed;
        if is_rival || !enough || self.lacks_department {
            return Err(Doubt::Unit);
        }
        Ok(best.unit.clone())
    }

    fn verdict(&self) -> Verdict {
        if !self.automatic.is_empty() {
            return Verdict::Automatic;
        }
        let (kind, kind_is_certain) = self.kind();
        let certain = self.campaign();
        let aside = |doubt| Verdict::SetAside {
            doubt,
            campaign: certain.map(|which| which.campaign.clone()),
            kind,
            symbol: self.symbol.clone(),
        };
        if self.is_unread_form {
            return aside(Doubt::Form);
        }
        let whose = self.whose();
        if whose == Err(Doubt::Contradiction) {
            return aside(Doubt::Contradiction);
        }
        if certain.is_some_and(|which| which.takes != Takes::Yes) {
            return aside(Doubt::Campaign);
        }
        let unit = match whose {
            Ok(unit) => unit,
            Err(doubt) => return aside(doubt),
        };
        let Some(which) = certain else {
            return aside(Doubt::Campaign);
        };
        if self.is_out_of_reach && matches!(kind, LetterKind::Report | LetterKind::Addition) {
            return aside(Doubt::Form);
        }
        if !kind_is_certain {
            return aside(Doubt::Kind);
        }
        match kind {
            LetterKind::Report => match self.stands.get(&unit) {
                Some(Stands::Unclear(_)) => return aside(Doubt::Document),
                // What one part of a merged unit reports does not take the place of what the whole has reported.
                Some(Stands::New(_)) if self.is_of_a_part(&unit) => return aside(Doubt::Document),
                Some(Stands::New(_) | Stands::First | Stands::Same(_)) | None => {}
            },
            LetterKind::Addition | LetterKind::Acknowledgement => {}
            // What asks for something is answered by a person.
            LetterKind::Request | LetterKind::Question => return aside(Doubt::Answer),
            LetterKind::Automatic | LetterKind::Other => return aside(Doubt::Kind),
        }
        Verdict::File {
            campaign: which.campaign.clone(),
            units: vec![unit],
            kind,
            symbol: self.symbol.clone(),
        }
    }

    /// The smallest changes that would make another decision, the smallest first: a reason less, or one more for the unit,
    /// the campaign or the kind that it is likely to be.
    pub fn flips(&self) -> Vec<Flip> {
        let now = self.verdict();
        let mut flips = Vec::new();
        let mut tried = |change: &Self, more: bool, reason: &Reason| {
            let verdict = change.verdict();
            if is_other(&verdict, &now) {
                flips.push(Flip {
                    more,
                    reason: reason.clone(),
                    verdict,
                });
            }
        };
        for n in 0..self.automatic.len() {
            let mut less = self.clone();
            let reason = less.automatic.remove(n);
            tried(&less, false, &reason);
        }
        for n in 0..self.units.len() {
            let mut less = self.clone();
            let reason = less.units.remove(n);
            tried(&less, false, &reason);
        }
        for n in 0..self.kinds.len() {
            let mut less = self.clone();
            let (_, reason) = less.kinds.remove(n);
            tried(&less, false, &reason);
        }
        for reason in self.lacking() {
            let mut more = self.clone();
            more.add(&reason);
            tried(&more, true, &reason);
        }
        flips.sort_by_key(|flip| flip.reason.weight.abs());
        flips.truncate(FLIPS);
        flips
    }

    /// Reasons that are not there and could be.
    fn lacking(&self) -> Vec<Reason> {
        let unit = self.candidates().into_iter().next().map(|c| c.unit);
        let is_there = |id: &str| {
            let for_unit = self.units.iter().any(|r| r.id == id && r.unit == unit);
            let campaign = self.which.first();
            for_unit || campaign.is_some_and(|w| w.reasons.iter().any(|r| r.id == id))
        };
        let of_kind = |id: &&&str| !id.starts_with("kind-") && **id != "nothing-attached";
        let ids = Weights::IDS.iter().filter(of_kind).filter(|id| !is_there(id));
        ids.filter_map(|id| {
            let weight = self.weights.of(id);
            let campaign = id.starts_with("campaign-");
            (weight > 0 && (campaign || unit.is_some())).then(|| Reason {
                id: (*id).to_owned(),
                unit: unit.clone().filter(|_| !campaign),
                weight,
                what: String::new(),
            })
        })
        .collect()
    }

    fn add(&mut self, reason: &Reason) {
        if reason.unit.is_some() {
            // Whatever names a unit so is a department's.
            let names_it = !OF_THE_SENDER.contains(&reason.id.as_str()) && reason.id != "date-line";
            self.lacks_department &= !names_it;
            self.units.push(reason.clone());
        } else if let Some(which) = self.which.first_mut() {
            which.reasons.push(reason.clone());
        }
    }
}

impl Stands {
    fn reason(&self) -> Option<&Reason> {
        match self {
            Self::First => None,
            Self::Same(reason) | Self::New(reason) | Self::Unclear(reason) => Some(reason),
        }
    }
}

/// Would something else become of the letter? That it is set aside for another doubt is something else too.
pub fn is_other(a: &Verdict, b: &Verdict) -> bool {
    match (a, b) {
        (Verdict::SetAside { doubt, .. }, Verdict::SetAside { doubt: other, .. }) => doubt != other,
        _ => a != b,
    }
}
