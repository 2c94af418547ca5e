//! Which photos the wall may show, and those of which it has a small picture.
//!
//! Only photos that lay before the reviewer when a report was accepted: what nobody has looked at yet does not go onto a
//! wall of a ministry, and what was removed, or whose people did not agree, goes at once. It holds a bounded number of small
//! pictures, however long the wall runs. It must never know a file's name or who put it on record, nor open a file.

use std::collections::{BTreeMap, BTreeSet};

use crate::core::campaign::Campaign;
use crate::core::fact::EvidenceKind;
use crate::core::names::{ActivityId, BlobId, UnitIx};
use crate::core::particulars::Consent;
use crate::core::status::State;
use crate::core::time::{HOUR, Stamp};
use crate::core::unit::{Evidence, UnitState};
use crate::photo::{MEDIA, MOST_BYTES, Thumb};

/// How many photos are kept, the last ones.
const MOST: usize = 24;
/// Points of a small picture: as much as a page of 200 columns can show.
pub const POINTS: (u16, u16) = (192, 112);
/// After so long a photo that could not be shown is tried again: its file may have come back from a backup.
const AGAIN: i64 = HOUR;

/// A photo that may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shot {
    /// Which file.
    pub id: BlobId,
    /// Whose.
    pub unit: UnitIx,
    /// Of what.
    pub activity: Option<ActivityId>,
    /// When it came.
    pub at: Stamp,
    seq: u64,
}

#[derive(Debug)]
enum Made {
    Picture(Thumb),
    /// When that was, by the machine's clock.
    Failed(Stamp),
}

/// The photos.
#[derive(Debug, Default)]
pub struct Album {
    able: bool,
    shots: Vec<Shot>,
    made: BTreeMap<BlobId, Made>,
    asked: Option<BlobId>,
}

impl Album {
    /// An album; one that is not able (no colours, no files) stays empty.
    pub fn new(able: bool, campaign: &Campaign) -> Self {
        let mut new = Self {
            able,
            ..Self::default()
        };
        new.renew(campaign);
        new
    }

    /// Can photos be shown here at all?
    pub fn is_able(&self) -> bool {
        self.able
    }

    /// The campaign has changed.
    pub fn renew(&mut self, campaign: &Campaign) {
        if !self.able {
            return;
        }
        self.shots = last(campaign);
        let listed: BTreeSet<&BlobId> = self.shots.iter().map(|s| &s.id).collect();
        self.made.retain(|id, _| listed.contains(id));
    }

    /// The next photo of which a picture is to be made, if one is and none is being made.
    pub fn want(&mut self, world: Stamp) -> Option<BlobId> {
        if self.asked.is_some() {
            return None;
        }
        let missing = |s: &&Shot| match self.made.get(&s.id) {
            None => true,
            Some(Made::Failed(at)) => world.0 < at.0 || world.0 - at.0 >= AGAIN,
            Some(Made::Picture(_)) => false,
        };
        self.asked = self.shots.iter().find(missing).map(|s| s.id.clone());
        self.asked.clone()
    }

    /// A picture has come, or none could be made.
    pub fn take(&mut self, id: BlobId, thumb: Option<Thumb>, world: Stamp) {
        self.asked = None;
        // It may have been removed while the picture was made.
        if self.shots.iter().any(|s| s.id == id) {
            let made = thumb.map_or(Made::Failed(world), Made::Picture);
            self.made.insert(id, made);
        }
    }

    /// The photos that can be shown, the newest first.
    pub fn ready(&self) -> Vec<(&Shot, &Thumb)> {
        let picture = |s: &Shot| match self.made.get(&s.id) {
            Some(Made::Picture(t)) => Some(t),
            _ => None,
        };
        self.shots
            .iter()
            .filter_map(|s| picture(s).map(|t| (s, t)))
            .collect()
    }

    /// Is there one that can be shown?
    pub fn is_ready(&self) -> bool {
        self.made.values().any(|m| matches!(m, Made::Picture(_)))
    }
}

/// The last photos of accepted reports, the newest first, the same bytes once.
fn last(campaign: &Campaign) -> Vec<Shot> {
    let mut all: Vec<Shot> = campaign
        .heard()
        .filter(|(_, u)| u.state == State::Accepted)
        .flat_map(|(ix, u)| accepted(ix, u))
        .collect();
    // Whoever did not agree is on the same picture where another unit sent it too.
    all.retain(|s| {
        let mut units = campaign.heard();
        units.all(|(_, u)| u.file_notes.consent(&s.id) != Consent::No)
    });
    all.sort_by_key(|s| std::cmp::Reverse(s.seq));
    let mut seen = BTreeSet::new();
    all.retain(|s| seen.insert(s.id.clone()));
    all.truncate(MOST);
    all
}

/// The photos that were on record when the unit's report was accepted and that still stand.
fn accepted(ix: UnitIx, u: &UnitState) -> Vec<Shot> {
    let Some(judged) = u.verdict().filter(|v| v.due.is_none()).map(|v| v.seq) else {
        return Vec::new();
    };
    let fits = |e: &&Evidence| {
        e.file.kind == EvidenceKind::Photo
            && MEDIA.contains(&e.file.media.as_str())
            && e.file.size <= MOST_BYTES
            && e.stands()
            && e.seq < judged
    };
    let photos = u.evidence.iter().rev().filter(fits);
    photos
        .take(MOST)
        .map(|e| Shot {
            id: e.file.sha256.clone(),
            unit: ix,
            activity: e.activity.clone(),
            at: e.at,
            seq: e.seq,
        })
        .collect()
}
