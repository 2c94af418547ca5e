//! What a pane may read: the campaign, the moment, the words, the look, and what is selected and marked.
//!
//! A pane gets a scene and draws; it never sees the model, the keys or the ledger.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use ratatui::layout::Position;
use ratatui::style::Style;

use crate::core::campaign::Campaign;
use crate::core::fact;
use crate::core::names::{ActivityId, Lang, UnitIx};
use crate::core::past::Sight;
use crate::core::time::{Date, Stamp, Zone};
use crate::core::unit::Activity;
use crate::output::last_time::LastTime;
use crate::store::Claim;
use crate::text::{Catalogue, Needle};
use crate::tui::letters::Post;
use crate::tui::mailing::Mailing;
use crate::tui::theme::{Look, Role};

/// An activity by its place: the unit, and the place in the unit's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ActRef {
    /// Whose.
    pub unit: UnitIx,
    /// Which of that unit's.
    pub at: u32,
}

impl ActRef {
    /// The activity, if it is (still) there.
    pub fn of(self, campaign: &Campaign) -> Option<&Activity> {
        let found = campaign.unit(self.unit).activities.get(self.at as usize);
        found.map(|a| &**a)
    }
}

/// Everything a pane may read.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The campaign.
    pub campaign: &'a Campaign,
    /// The moment that is shown.
    pub now: Stamp,
    /// The words.
    pub cat: &'a Catalogue,
    /// Styles and signs.
    pub look: &'a Look,
    /// Marked units.
    pub marks: &'a BTreeSet<UnitIx>,
    /// Marked activities.
    pub act_marks: &'a BTreeSet<ActivityId>,
    /// Units that changed a moment ago, and until when that is shown.
    pub fresh: &'a BTreeMap<UnitIx, Stamp>,
    /// Whose forms are open on which units.
    pub claims: &'a [Claim],
    /// Letters that wait.
    pub post: Post,
    /// In whose name letters go out, and by which server.
    pub mailing: Option<&'a Mailing>,
    /// How the units did in the campaign of an earlier year, where there was one.
    pub last_time: Option<&'a LastTime>,
    /// The selected unit.
    pub unit: Option<UnitIx>,
    /// What was typed as a filter.
    pub needle: Option<&'a Needle>,
    /// The pane has the keys.
    pub focused: bool,
    /// In which role one sits here: what waits for the own decision comes first.
    pub acts_as: fact::Role,
    /// Seconds are shown.
    pub seconds: bool,
    /// What is shown is a moment of the time line.
    pub back: Option<Back<'a>>,
    /// Where whoever draws notes what is at hand, see [`Scene::here`].
    pub at_hand: Option<&'a Cell<Option<Position>>>,
}

/// What the present is while a moment of the time line is shown.
#[derive(Clone, Copy)]
pub struct Back<'a> {
    /// From where one looks.
    pub sight: Sight,
    /// The campaign as it stands now.
    pub live: &'a Campaign,
    /// Now.
    pub now: Stamp,
}

impl<'a> Scene<'a> {
    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.look.style(role)
    }

    /// The language that is shown.
    pub fn lang(&self) -> Lang {
        self.cat.lang()
    }

    /// The campaign's zone.
    pub fn zone(&self) -> Zone {
        self.campaign.def().zone
    }

    /// Today, in the campaign's zone.
    pub fn today(&self) -> Date {
        self.campaign.date(self.now)
    }

    /// Does somebody else have a form open on it?
    pub fn is_claimed(&self, ix: UnitIx) -> bool {
        let is_it = |c: &Claim| self.campaign.roster().code(ix) == c.unit.as_str() && c.until > self.now;
        self.claims.iter().any(is_it)
    }

    /// Of these rows the ones of marked units, if any unit is marked; else all.
    pub fn marked_or_all<T: Copy>(&self, rows: &[T], unit: impl Fn(&T) -> UnitIx) -> Vec<T> {
        let all = self.marks.is_empty();
        let kept = rows.iter().filter(|row| all || self.marks.contains(&unit(row)));
        kept.copied().collect()
    }

    /// The activities at these places; only the marked ones, if any is marked.
    pub fn marked_activities(&self, rows: &[ActRef]) -> Vec<(UnitIx, &'a Activity)> {
        let all = self.act_marks.is_empty();
        let rows = rows.iter().filter_map(|r| Some((r.unit, r.of(self.campaign)?)));
        rows.filter(|(_, a)| all || self.act_marks.contains(&a.id))
            .collect()
    }

    /// How a unit, or those that it was formed from, did the last time, in one line.
    pub fn last_time_of(&self, ix: UnitIx) -> Option<String> {
        self.last_time?.line(self.cat, self.campaign.roster().code(ix))
    }

    /// The same scene for a pane that has the keys or not.
    #[must_use]
    pub fn focus(mut self, focused: bool) -> Self {
        self.focused = focused;
        self
    }

    /// What is selected, or asked, begins in this cell. The terminal's cursor, which nobody sees, rests there, so that
    /// screen readers and Braille lines follow; of several notes in one frame the last counts, which lies on top.
    pub fn here(&self, x: u16, y: u16) {
        if let Some(at_hand) = self.at_hand {
            at_hand.set(Some(Position::new(x, y)));
        }
    }

    /// A word of ours.
    pub fn tr(&self, key: &str) -> std::borrow::Cow<'static, str> {
        self.cat.tr(key)
    }

    /// The sign of a unit's report, with its style: the state's, or a debt's where something is past its date.
    pub fn sign(&self, ix: UnitIx) -> (&'static str, Style, bool) {
        let state = self.campaign.unit(ix).state;
        let debt = self.campaign.is_debt(ix, self.now);
        let style = if debt {
            self.look.style(Role::Debt)
        } else {
            self.look.state(state)
        };
        (self.look.glyphs.state(state), style, debt)
    }
}
