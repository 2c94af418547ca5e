//! What every scene shows: the campaign, the moment, the words, the look, and what is marked in it.
//!
//! It stands beside the places in the model, so that a place can be changed while it looks at the scene. It must never
//! know a place.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use ratatui::layout::Position;

use crate::core::campaign::Campaign;
use crate::core::fact::Role;
use crate::core::mailboxes::MailboxHealth;
use crate::core::names::{ActivityId, UnitIx};
use crate::core::time::Stamp;
use crate::output::last_time::LastTime;
use crate::store::Claim;
use crate::text::{Catalogue, Needle};
use crate::tui::letters::Post;
use crate::tui::mailing::Mailing;
use crate::tui::scene::{Back, Scene};
use crate::tui::theme::Look;

/// What is looked at.
pub struct Stage {
    /// The campaign that is shown: as far as it was told, or of a moment of the time line.
    pub campaign: Campaign,
    /// The moment that is shown.
    pub now: Stamp,
    /// The words.
    pub cat: Catalogue,
    /// Styles and signs.
    pub look: Look,
    /// Marked units.
    pub marks: BTreeSet<UnitIx>,
    /// Marked activities.
    pub act_marks: BTreeSet<ActivityId>,
    /// Units that somebody else changed a moment ago, and until when that is shown.
    pub fresh: BTreeMap<UnitIx, Stamp>,
    /// Whose forms are open on which units, this session's left out.
    pub claims: Vec<Claim>,
    /// Letters that wait.
    pub post: Post,
    /// In whose name letters go out, and by which server.
    pub mailing: Mailing,
    /// How each mailbox is doing.
    pub mailboxes: Vec<MailboxHealth>,
    /// How the units did the last time.
    pub last_time: Asked<LastTime>,
    /// Seconds are shown.
    pub seconds: bool,
    /// Where the last frame drew what is at hand; only drawing writes it.
    pub at_hand: Cell<Option<Position>>,
}

/// Something that is asked for once, when it is first wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked<T> {
    /// Nobody has asked yet.
    Not,
    /// The answer is under way.
    Asked,
    /// The answer; there may be none of it.
    Known(Option<Box<T>>),
}

impl<T> Asked<T> {
    /// What is known of it.
    fn known(&self) -> Option<&T> {
        match self {
            Self::Known(found) => found.as_deref(),
            Self::Not | Self::Asked => None,
        }
    }
}

/// What is seen of it from where one is.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    /// The selected unit.
    pub unit: Option<UnitIx>,
    /// What was typed as a filter.
    pub needle: Option<&'a Needle>,
    /// In which role one sits here.
    pub acts_as: Role,
    /// What the present is, while a moment of the time line is shown.
    pub back: Option<Back<'a>>,
}

impl Stage {
    /// A stage on which nothing is marked yet.
    pub fn new(campaign: Campaign, now: Stamp, cat: Catalogue, look: Look, seconds: bool) -> Self {
        Self {
            campaign,
            now,
            cat,
            look,
            marks: BTreeSet::new(),
            act_marks: BTreeSet::new(),
            fresh: BTreeMap::new(),
            claims: Vec::new(),
            post: Post::default(),
            mailing: Mailing::default(),
            mailboxes: Vec::new(),
            last_time: Asked::Not,
            seconds,
            at_hand: Cell::new(None),
        }
    }

    /// What panes may read.
    pub fn scene<'a>(&'a self, seen: Seen<'a>) -> Scene<'a> {
        Scene {
            campaign: &self.campaign,
            now: self.now,
            cat: &self.cat,
            look: &self.look,
            marks: &self.marks,
            act_marks: &self.act_marks,
            fresh: &self.fresh,
            // Who has a form open now says nothing about another moment.
            claims: if seen.back.is_some() { &[] } else { &self.claims },
            last_time: self.last_time.known(),
            unit: seen.unit,
            needle: seen.needle,
            focused: true,
            acts_as: seen.acts_as,
            // Letters are not those of another moment either.
            post: if seen.back.is_some() {
                Post::default()
            } else {
                self.post
            },
            mailing: Some(&self.mailing),
            seconds: self.seconds,
            back: seen.back,
            at_hand: Some(&self.at_hand),
        }
    }
}
