//! What the model keeps for looking back: the present while the past is shown, and what others have done since somebody
//! last looked. What becomes of them is in [`crate::tui::timeline`] and [`crate::tui::since`].
//!
//! It must never know the model.

use std::collections::{BTreeMap, BTreeSet};

use crate::core::campaign::Campaign;
use crate::core::fact::Envelope;
use crate::core::names::{ActivityId, CmdId, UnitCode, UnitIx};
use crate::core::past::Sight;
use crate::core::time::Stamp;
use crate::tui::msg::{Moment, Question};
use crate::tui::panes::timeline;
use crate::tui::scene::Back;

/// The present while the past is shown, and where one stands in it.
#[derive(Debug)]
pub struct Timeline {
    /// The strip.
    pub strip: timeline::State,
    /// The campaign as it stands now.
    pub live: Campaign,
    /// Now.
    pub now: Stamp,
    /// What was marked as fresh.
    pub fresh: BTreeMap<UnitIx, Stamp>,
    /// Names this opening of it: an answer to an earlier one is none.
    pub(super) question: Question,
    /// From where one looks at what is shown.
    pub(super) shown: Sight,
    /// What the clerk was asked for and has not answered.
    pub(super) asked: Option<Sight>,
    pub(super) marks: BTreeSet<UnitIx>,
    pub(super) act_marks: BTreeSet<ActivityId>,
}

impl Timeline {
    /// What panes may know of the present.
    pub fn back(&self) -> Back<'_> {
        Back {
            sight: self.shown,
            live: &self.live,
            now: self.now,
        }
    }

    /// A fact has come.
    pub fn take(&mut self, env: &Envelope) {
        self.strip.news += 1;
        self.strip.add(Moment {
            at: env.at,
            recorded: env.recorded,
        });
    }
}

/// One thing that somebody did to one unit (or to the campaign).
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Change {
    pub(super) cmd: CmdId,
    pub(super) unit: Option<UnitCode>,
    /// The first of its facts, which says what was done.
    pub(super) fact: Envelope,
}

/// What has changed.
#[derive(Debug)]
pub struct Since {
    /// When one looked last.
    pub(super) last: Stamp,
    pub(super) changes: Vec<Change>,
    /// There are more, older than these.
    pub(super) more: bool,
    /// Which one is shown.
    pub(super) at: Option<usize>,
    /// The line about it is shown.
    pub(super) told: bool,
}

impl Since {
    /// Is the line about it shown?
    pub fn is_told(&self) -> bool {
        self.told
    }
}
