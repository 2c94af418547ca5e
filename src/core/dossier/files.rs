//! Files of the units: how many, and the index of photos and films with what is said of them.

use std::collections::BTreeSet;

use super::count::Count;
use crate::core::campaign::Campaign;
use crate::core::fact::{Attachment, EvidenceKind};
use crate::core::names::{ActivityId, UnitIx};
use crate::core::particulars::Consent;
use crate::core::source::Source;
use crate::core::unit::Evidence;

/// A photo or a film of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shot {
    /// Whose.
    pub unit: UnitIx,
    /// The file.
    pub file: Attachment,
    /// The activity that it belongs to.
    pub activity: Option<ActivityId>,
    /// What is to be seen in it; empty where nobody said.
    pub caption: String,
    /// May it be shown?
    pub consent: Consent,
    /// How many seconds a film lasts, where somebody looked and it says so.
    pub seconds: Option<u32>,
}

impl Shot {
    /// The file as a source.
    pub fn source(&self) -> Source {
        Source::File(self.unit, self.file.sha256.clone())
    }
}

/// To whom photos go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Within the administration: all but those that somebody did not agree to.
    House,
    /// Out of it: those alone that everybody agreed to.
    Abroad,
}

impl Audience {
    /// May a photo be shown to it?
    pub fn may_see(self, consent: Consent) -> bool {
        match consent {
            Consent::Yes => true,
            Consent::NotAsked => self == Self::House,
            Consent::No => false,
        }
    }
}

/// The files of the units.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Files {
    /// By kind, in the order of [`EvidenceKind::ALL`]; those that do not stand do not count.
    pub kinds: [Count; 4],
    /// Photos, unit by unit, the same bytes once a unit.
    pub photos: Vec<Shot>,
    /// Films, likewise.
    pub videos: Vec<Shot>,
}

impl Files {
    pub(super) fn of(campaign: &Campaign, units: &[UnitIx]) -> Self {
        let mut all = Self::default();
        for ix in units {
            let mut seen = BTreeSet::new();
            let standing = campaign.unit(*ix).evidence.iter();
            for e in standing.filter(|e| e.stands()) {
                let source = Source::File(*ix, e.file.sha256.clone());
                all.kinds[e.file.kind as usize].one(source);
                let list = match e.file.kind {
                    EvidenceKind::Photo => &mut all.photos,
                    EvidenceKind::Video => &mut all.videos,
                    EvidenceKind::Document | EvidenceKind::Other => continue,
                };
                if seen.insert(&e.file.sha256) {
                    list.push(shot(campaign, *ix, e));
                } else if let Some(known) = list.iter_mut().rev().find(|s| s.file.sha256 == e.file.sha256) {
                    // It came with the report, and belongs to an activity.
                    known.activity = known.activity.take().or_else(|| e.activity.clone());
                }
            }
        }
        all
    }

    /// The files of a kind.
    pub fn of_kind(&self, kind: EvidenceKind) -> &Count {
        let [document, photo, video, other] = &self.kinds;
        match kind {
            EvidenceKind::Document => document,
            EvidenceKind::Photo => photo,
            EvidenceKind::Video => video,
            EvidenceKind::Other => other,
        }
    }

    /// The photos that go into a document: at most so many of a unit and so many of all, first the best of each unit, then
    /// the second ones. Better is what everybody agreed to, what has a caption, what belongs to an activity, in this order. They stand in the
    /// order of the index.
    pub fn chosen(&self, audience: Audience, of_a_unit: usize, of_all: usize) -> Vec<&Shot> {
        let mut ranked: Vec<(usize, &Shot)> = self.photos.iter().enumerate().collect();
        ranked.retain(|(_, s)| audience.may_see(s.consent));
        let worth = |s: &Shot| {
            (
                s.consent != Consent::Yes,
                s.caption.is_empty(),
                s.activity.is_none(),
            )
        };
        ranked.sort_by_key(|(place, s)| (s.unit, worth(s), *place));
        let mut turn = 0;
        let mut before = None;
        let mut turns: Vec<(usize, usize)> = Vec::with_capacity(ranked.len());
        for (place, shot) in ranked {
            turn = if before == Some(shot.unit) { turn + 1 } else { 0 };
            before = Some(shot.unit);
            if turn < of_a_unit {
                turns.push((turn, place));
            }
        }
        // Stable: within a turn they stay in the order of the units.
        turns.sort_by_key(|(turn, _)| *turn);
        turns.truncate(of_all);
        let mut places: Vec<usize> = turns.into_iter().map(|(_, place)| place).collect();
        places.sort_unstable();
        places
            .into_iter()
            .filter_map(|place| self.photos.get(place))
            .collect()
    }
}

fn shot(campaign: &Campaign, ix: UnitIx, e: &Evidence) -> Shot {
    let note = campaign.unit(ix).file_notes.of(&e.file.sha256);
    Shot {
        unit: ix,
        file: e.file.clone(),
        activity: e.activity.clone(),
        caption: note.map(|n| n.caption.clone()).unwrap_or_default(),
        consent: note.map(|n| n.consent).unwrap_or_default(),
        seconds: None,
    }
}
