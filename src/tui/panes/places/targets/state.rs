//! What the trees remember: which nodes are open, what is listed.

use ratatui::layout::Rect;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::core::campaign::Campaign;
use crate::core::names::Lang;
use crate::core::time::Date;
use crate::output::sheet;
use crate::text::{Needle, fold};
use crate::tui::msg::Nav;
use crate::tui::panes::kit::acts;
use crate::tui::panes::kit::list::{self, Cursor};
use crate::tui::panes::kit::place::LaidBy;
use crate::tui::panes::places::targets::tree::{Branch, Node, connect, goal_key, node_name, sdg_key, sdgs};
use crate::tui::scene::{ActRef, Scene};

/// Which tree is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum List {
    /// Five goals, 24 targets.
    #[default]
    Connect,
    /// Seventeen goals, with the targets that name ICT.
    Sdgs,
}

#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) node: Node,
    pub(super) key: String,
    pub(super) depth: u16,
    /// Can be opened, and is.
    pub(super) open: Option<bool>,
    pub(super) count: u32,
}

/// What the trees remember.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// Which tree is shown.
    pub list: List,
    pub(super) open: BTreeSet<String>,
    pub(super) rows: Vec<Row>,
    pub(super) cursors: [Cursor; 2],
    /// Activities by the key of their node.
    pub(super) acts: BTreeMap<String, Vec<ActRef>>,
    pub(super) acts_for: Option<(u64, usize)>,
    pub(super) made_for: Option<Key>,
    pub(super) present: LaidBy<Self>,
}

/// What was typed, and the activities that it finds.
pub(super) struct Filter<'a> {
    needle: &'a Needle,
    acts: BTreeSet<ActRef>,
}

/// What the rows depend on.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Key {
    pub(super) list: List,
    pub(super) seq: u64,
    pub(super) units: usize,
    pub(super) today: Date,
    pub(super) lang: Lang,
    pub(super) open: BTreeSet<String>,
    pub(super) needle: Option<Needle>,
}

impl State {
    /// Makes the rows anew, if anything that they depend on has changed.
    pub fn refresh(&mut self, scene: &Scene<'_>) {
        let key = Key {
            list: self.list,
            seq: scene.campaign.seq(),
            units: scene.campaign.roster().len(),
            today: scene.today(),
            lang: scene.lang(),
            open: self.open.clone(),
            needle: scene.needle.cloned(),
        };
        if self.made_for.as_ref() == Some(&key) {
            return;
        }
        let same_list = self.made_for.as_ref().is_some_and(|k| k.list == self.list);
        let selected = self.selected().filter(|_| same_list).map(|r| r.key.clone());
        self.made_for = Some(key);
        self.index(scene.campaign);
        let tree = match self.list {
            List::Connect => connect(scene.campaign),
            List::Sdgs => sdgs(scene.campaign),
        };
        let filter = scene.needle.filter(|n| !n.is_empty()).map(|needle| Filter {
            needle,
            acts: self.found(scene, needle, &tree),
        });
        let mut rows = Vec::new();
        for branch in &tree {
            self.flatten(branch, 0, filter.as_ref(), &mut rows);
        }
        self.rows = rows;
        let found = selected.and_then(|k| self.rows.iter().position(|r| r.key == k));
        let n = self.rows.len();
        let cursor = self.cursor_mut();
        cursor.at = found.unwrap_or(cursor.at);
        cursor.clamp(n);
    }

    /// Another moment of the campaign is shown from now on: its number of facts tells nothing about what was made.
    pub fn forget(&mut self) {
        if let Some(key) = &mut self.made_for {
            key.seq = u64::MAX;
        }
        self.acts_for = None;
    }

    /// Which activities stand under which node, earliest first.
    pub(super) fn index(&mut self, campaign: &Campaign) {
        let now = Some((campaign.seq(), campaign.roster().len()));
        if self.acts_for == now {
            return;
        }
        self.acts_for = now;
        self.acts.clear();
        for (unit, u) in campaign.heard() {
            for (at, a) in u.activities.iter().enumerate().filter(|(_, a)| a.counts()) {
                let r = ActRef { unit, at: at as u32 };
                let goals = a.details.goals.iter().map(|t| goal_key(t));
                for key in goals.chain(a.details.sdgs.iter().map(|t| sdg_key(t))) {
                    self.acts.entry(key).or_default().push(r);
                }
            }
        }
        for list in self.acts.values_mut() {
            list.sort_by_cached_key(|r| r.of(campaign).map(|a| a.details.from));
        }
    }

    /// Which of the activities below this tree are found. Where a goal or target has the words, only activities that have them
    /// too are, and not those of units of which they are told.
    fn found(&self, scene: &Scene<'_>, needle: &Needle, tree: &[Branch]) -> BTreeSet<ActRef> {
        fn below(b: &Branch) -> impl Iterator<Item = &Branch> {
            std::iter::once(b).chain(&b.kids)
        }
        let below = || tree.iter().flat_map(below);
        let all: BTreeSet<ActRef> = below()
            .filter_map(|b| self.acts.get(&b.key))
            .flatten()
            .copied()
            .collect();
        let folded = |r: &ActRef| {
            let text = r.of(scene.campaign).map(|a| acts::haystack(scene, *r, a));
            (*r, fold::folded(&text.unwrap_or_default()))
        };
        let all: Vec<(ActRef, String)> = all.iter().map(folded).collect();
        let rows: Vec<(ActRef, &str)> = all.iter().map(|(r, f)| (*r, f.as_str())).collect();
        let found = if below().any(|b| b.fits(needle)) {
            acts::by_own_words(scene, needle, &rows)
        } else {
            acts::found(scene, needle, &rows)
        };
        found.into_iter().collect()
    }

    /// Puts a branch and what is open of it behind the rows; false where the filter lets nothing of it through.
    pub(super) fn flatten(
        &self,
        b: &Branch,
        depth: u16,
        filter: Option<&Filter<'_>>,
        out: &mut Vec<Row>,
    ) -> bool {
        let own = filter.is_none_or(|f| b.fits(f.needle));
        let inner = filter.filter(|_| !own);
        let acts = self.acts.get(&b.key).map_or(&[][..], Vec::as_slice);
        let opened = self.open.contains(&b.key);
        let mut under = Vec::new();
        let mut any = false;
        if opened || inner.is_some() {
            for kid in &b.kids {
                any |= self.flatten(kid, depth + 1, inner, &mut under);
            }
            let fits = |r: &&ActRef| inner.is_none_or(|f| f.acts.contains(r));
            for r in acts.iter().filter(fits) {
                any = true;
                under.push(Row {
                    node: Node::Act(*r),
                    key: format!("{}/{}.{}", b.key, r.unit.0, r.at),
                    depth: depth + 1,
                    open: None,
                    count: 0,
                });
            }
        }
        if !own && !any {
            return false;
        }
        let has_more = !b.kids.is_empty() || !acts.is_empty();
        out.push(Row {
            node: b.node.clone(),
            key: b.key.clone(),
            depth,
            open: has_more.then_some(opened || (!own && any)),
            count: b.count,
        });
        out.append(&mut under);
        true
    }

    pub(super) fn cursor(&self) -> Cursor {
        self.cursors[self.list as usize]
    }

    pub(super) fn cursor_mut(&mut self) -> &mut Cursor {
        &mut self.cursors[self.list as usize]
    }

    pub(super) fn selected(&self) -> Option<&Row> {
        self.rows.get(self.cursor().at)
    }

    /// The other tree. There are two, so forward and back are the same.
    pub fn other_list(&mut self) {
        self.list = match self.list {
            List::Connect => List::Sdgs,
            List::Sdgs => List::Connect,
        };
    }

    /// Opens what is selected, or closes it.
    pub fn toggle(&mut self) {
        if let Some((key, open)) = self.selected().and_then(|r| Some((r.key.clone(), r.open?))) {
            if open {
                self.open.remove(&key);
            } else {
                self.open.insert(key);
            }
        }
    }

    /// Moves the selection; right opens, left closes or goes to the node above.
    pub fn go(&mut self, nav: Nav) {
        let n = self.rows.len();
        match (nav, self.selected().map(|r| (r.open, r.depth))) {
            (Nav::Right, Some((Some(false), _))) | (Nav::Left, Some((Some(true), _))) => self.toggle(),
            (Nav::Left, Some((_, depth))) if depth > 0 => {
                let at = self.cursor().at;
                let above = self.rows.iter().take(at).rposition(|r| r.depth < depth);
                self.cursor_mut().at = above.unwrap_or(at);
            }
            (Nav::Left | Nav::Right, _) => {}
            _ => self.cursor_mut().go(nav, n),
        }
    }

    /// Keeps the selected row among those that are shown.
    pub fn settle(&mut self, _scene: &Scene<'_>, area: Rect) {
        let n = self.rows.len();
        let rows = plan(area).rows.height;
        self.cursor_mut().settle(rows, n);
    }

    /// The selected activity.
    pub fn activity(&self) -> Option<ActRef> {
        if let Node::Act(r) = self.selected()?.node {
            Some(r)
        } else {
            None
        }
    }

    /// The rows that are listed, in words.
    pub(super) fn nodes(&self, scene: &Scene<'_>) -> Vec<sheet::Node> {
        let told = |row: &Row| {
            let (id, title) = node_name(scene, &row.node);
            sheet::Node {
                depth: row.depth,
                id,
                title,
                count: (!matches!(row.node, Node::Act(_))).then_some(row.count),
            }
        };
        self.rows.iter().map(told).collect()
    }

    /// What copying puts on the clipboard: the id and title of the node.
    pub fn copy_text(&self, scene: &Scene<'_>) -> Option<String> {
        let row = self.selected()?;
        let (id, title) = node_name(scene, &row.node);
        Some(format!("{id} {title}").trim().to_owned())
    }
}

pub(super) struct Plan {
    pub(super) head: Rect,
    pub(super) rows: Rect,
    /// Above the detail, where it lies below.
    pub(super) rule: Rect,
    /// Left of the detail, where it lies beside.
    pub(super) bar: Option<u16>,
    pub(super) detail: Rect,
}

pub(super) fn plan(area: Rect) -> Plan {
    let (head, rest) = list::split_top(area, 1);
    if area.width >= 100 {
        let left = area.width * 55 / 100;
        let x = area.x + left;
        return Plan {
            head,
            rows: Rect::new(area.x, rest.y, left, rest.height),
            rule: Rect::default(),
            bar: Some(x),
            detail: Rect::new(x + 2, rest.y, area.width - left - 2, rest.height),
        };
    }
    let below = match rest.height {
        0..=5 => 0,
        6..=11 => 2,
        12..=18 => 6,
        _ => 8,
    };
    let (rows, low) = list::split_top(rest, rest.height - below);
    let (rule, detail) = list::split_top(low, u16::from(below > 2));
    Plan {
        head,
        rows,
        rule,
        bar: None,
        detail,
    }
}
