//! What the table remembers: what is in it, in which order.

use ratatui::layout::Rect;
use std::collections::HashMap;

use crate::core::campaign::Campaign;
use crate::core::names::{ActivityId, Lang};
use crate::core::time::Date;
use crate::core::unit::Activity;
use crate::text::{Needle, collate, fold};
use crate::tui::msg::Nav;
use crate::tui::panes::kit::acts::{self, haystack};
use crate::tui::panes::kit::held;
use crate::tui::panes::kit::list::{self, Cursor};
use crate::tui::panes::kit::place::LaidBy;
use crate::tui::scene::{ActRef, Scene};

/// By what the table is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sort {
    /// First day, earliest first.
    #[default]
    Date,
    /// Unit, in the order of the roster.
    Unit,
    /// What is overdue, under way, planned, done, called off.
    Status,
    /// Kind, in the order of the definition.
    Kind,
    /// Title, in Vietnamese order.
    Title,
    /// People reached, most first.
    Reach,
}

impl Sort {
    /// The next way.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Date => Self::Unit,
            Self::Unit => Self::Status,
            Self::Status => Self::Kind,
            Self::Kind => Self::Title,
            Self::Title => Self::Reach,
            Self::Reach => Self::Date,
        }
    }

    /// The stable name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Unit => "unit",
            Self::Status => "status",
            Self::Kind => "kind",
            Self::Title => "title",
            Self::Reach => "reach",
        }
    }
}

/// What is kept of an activity between two refreshes.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    pub(super) id: ActivityId,
    pub(super) seq: u64,
    pub(super) folded: String,
    pub(super) title: Vec<u8>,
}

/// What the table remembers.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// By what it is sorted.
    pub sort: Sort,
    pub(super) order: Vec<ActRef>,
    pub(super) kept: HashMap<ActRef, Kept>,
    pub(super) kept_for: Option<(u64, usize)>,
    pub(super) cursor: Cursor,
    pub(super) made_for: Option<Key>,
    pub(super) present: LaidBy<Self>,
    pub(super) total: usize,
    /// How many of those that are shown were not called off.
    pub(super) counting: usize,
    pub(super) reach: u64,
}

/// What the order depends on.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Key {
    pub(super) seq: u64,
    pub(super) units: usize,
    pub(super) today: Date,
    pub(super) sort: Sort,
    pub(super) lang: Lang,
    pub(super) needle: Option<Needle>,
}

impl State {
    /// Sorts and filters anew, if anything that the order depends on has changed.
    pub fn refresh(&mut self, scene: &Scene<'_>) {
        let key = Key {
            seq: scene.campaign.seq(),
            units: scene.campaign.roster().len(),
            today: scene.today(),
            sort: self.sort,
            lang: scene.lang(),
            needle: scene.needle.cloned(),
        };
        if self.made_for.as_ref() == Some(&key) {
            return;
        }
        self.made_for = Some(key);
        let selected = self.selected();
        self.keep(scene);
        self.order = self.filtered(scene);
        self.arrange(scene.campaign, scene.today());
        let held = self.order.iter().filter_map(|r| r.of(scene.campaign));
        (self.counting, self.reach) = held.filter(|a| a.counts()).fold((0, 0u64), |(n, reach), a| {
            (n + 1, reach.saturating_add(a.details.reach.unwrap_or(0)))
        });
        let found = selected.and_then(|r| self.order.iter().position(|o| *o == r));
        self.cursor.at = found.unwrap_or(self.cursor.at);
        self.cursor.clamp(self.order.len());
    }

    /// Another moment of the campaign is shown from now on: its number of facts tells nothing about what was made.
    pub fn forget(&mut self) {
        self.made_for = None;
        self.kept_for = None;
    }

    /// Makes what sorting and filtering need, for what is new or has changed.
    pub(super) fn keep(&mut self, scene: &Scene<'_>) {
        let campaign = scene.campaign;
        let now = Some((campaign.seq(), campaign.roster().len()));
        if self.kept_for == now {
            return;
        }
        self.kept_for = now;
        let mut old = std::mem::take(&mut self.kept);
        for (unit, u) in campaign.heard() {
            for (at, a) in u.activities.iter().enumerate() {
                let r = ActRef { unit, at: at as u32 };
                let same = old.remove(&r).filter(|k| k.seq == a.seq && k.id == a.id);
                let kept = same.unwrap_or_else(|| Kept {
                    id: a.id.clone(),
                    seq: a.seq,
                    folded: fold::folded(&haystack(scene, r, a)),
                    title: collate::key(&a.details.title),
                });
                self.kept.insert(r, kept);
            }
        }
        self.total = self.kept.len();
    }

    pub(super) fn filtered(&self, scene: &Scene<'_>) -> Vec<ActRef> {
        let kept = self.kept.iter();
        let mut order: Vec<ActRef> = match scene.needle.filter(|n| !n.is_empty()) {
            None => kept.map(|(r, _)| *r).collect(),
            Some(needle) => {
                let rows: Vec<(ActRef, &str)> = kept.map(|(r, k)| (*r, k.folded.as_str())).collect();
                acts::found(scene, needle, &rows)
            }
        };
        order.sort_unstable();
        order
    }

    /// Sorts what is in the order of units; a stable sort keeps that order among equals.
    pub(super) fn arrange(&mut self, campaign: &Campaign, today: Date) {
        let kinds = &campaign.def().activity_kinds;
        let day = |r: &ActRef| r.of(campaign).map(|a| (a.details.from, a.details.to));
        match self.sort {
            Sort::Date => self.order.sort_by_cached_key(day),
            Sort::Unit => self
                .order
                .sort_by_cached_key(|r| (campaign.roster().region(r.unit), *r)),
            Sort::Status => self.order.sort_by_cached_key(|r| {
                let rank = r.of(campaign).map(|a| {
                    let overdue = a.is_overdue(today);
                    (!overdue, status_rank(a, today))
                });
                (rank, day(r))
            }),
            Sort::Kind => self.order.sort_by_cached_key(|r| {
                let kind = r.of(campaign).map(|a| {
                    let place = kinds.iter().position(|k| k.id == a.details.kind);
                    place.unwrap_or(usize::MAX)
                });
                (kind, day(r))
            }),
            Sort::Title => {
                let kept = &self.kept;
                let title = |r: &ActRef| kept.get(r).map(|k| k.title.as_slice());
                self.order.sort_by(|a, b| title(a).cmp(&title(b)));
            }
            Sort::Reach => self.order.sort_by_cached_key(|r| {
                let reach = r.of(campaign).and_then(|a| a.details.reach);
                std::cmp::Reverse(reach.unwrap_or(0))
            }),
        }
    }

    /// Sorts by the next thing.
    pub fn next_sort(&mut self) {
        self.sort = self.sort.next();
    }

    /// Moves the selection.
    pub fn go(&mut self, nav: Nav) {
        self.cursor.go(nav, self.order.len());
    }

    /// Keeps the selected row among those that are shown.
    pub fn settle(&mut self, _scene: &Scene<'_>, area: Rect) {
        let (_, parts) = split(area);
        self.cursor.settle(parts.list.height, self.order.len());
    }

    /// The selected activity.
    pub fn selected(&self) -> Option<ActRef> {
        self.order.get(self.cursor.at).copied()
    }

    /// Selects an activity, if the filter lets it through.
    pub fn select(&mut self, r: ActRef) {
        if let Some(at) = self.order.iter().position(|o| *o == r) {
            self.cursor.at = at;
        }
    }

    /// The activities that are shown, in order.
    pub fn shown(&self) -> &[ActRef] {
        &self.order
    }
}

pub(super) fn status_rank(a: &Activity, today: Date) -> u8 {
    use crate::core::fact::ActivityStatus::{Cancelled, Done, Ongoing, Planned};
    match a.status(today) {
        Ongoing => 0,
        Planned => 1,
        Done => 2,
        Cancelled => 3,
    }
}

/// The totals, in a tall area a heading too, the rows, and what is said of the selected one.
pub(super) fn split(area: Rect) -> (Rect, held::Parts) {
    let (head, rest) = list::split_top(area, if area.height >= 10 { 2 } else { 1 });
    (head, held::split(rest))
}
