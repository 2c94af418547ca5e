//! What the grid remembers: its order, its groups, the level that is open.

use ratatui::layout::Rect;
use std::ops::Range;

use crate::core::campaign::Campaign;
use crate::core::names::{Lang, UnitIx};
use crate::core::status::State as Life;
use crate::core::time::Stamp;
use crate::text::{Catalogue, Needle, collate, width};
use crate::tui::msg::Nav;
use crate::tui::paint;
use crate::tui::panes::desk::grid::grouping::By;
use crate::tui::panes::kit::folded::Folded;
use crate::tui::scene::Scene;

/// From so many rows on a blank line may stand between two groups: fewer would jump about as a filter is typed.
pub(super) const ROOMY: usize = 26;

/// What a group's heading says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heading {
    Region(usize),
    Top(UnitIx),
    State(Life),
    Debt(bool),
    None,
}

#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) head: Heading,
    pub(super) units: Range<usize>,
}

impl Group {
    pub(super) fn head_lines(&self) -> usize {
        usize::from(self.head != Heading::None)
    }
}

/// Columns of a unit whose name stands close to its sign: the longest short name, the sign, and one for a debt.
pub(super) const TIGHT: u16 = 13;

/// How a unit is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Form {
    /// The least width.
    pub(super) cells: u16,
    /// With its name, else with its letters.
    pub(super) named: bool,
    pub(super) roll: Roll,
}

/// What is told of the units below one at the top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Roll {
    #[default]
    Nothing,
    /// A bar one cell wide.
    Share,
    /// How many have reported of how many, in so many cells.
    Count(u16),
    /// Of a unit below: the letters of the one above it.
    Above(u16),
}

/// What the grid remembers.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// How units are grouped.
    pub by: By,
    /// In a tree: the unit whose level is open, if it is not the top one.
    pub(super) under: Option<UnitIx>,
    /// In a tree: units of every level are shown, because something was typed.
    pub(super) found: bool,
    /// What is to be selected once the order is made.
    pub(super) wanted: Option<UnitIx>,
    pub(super) form: Form,
    /// How many units the largest branch has.
    pub(super) largest: usize,
    /// The longest letters of a unit at the top.
    pub(super) letters: u16,
    /// The longest name that is shown, as far as that is soon told.
    pub(super) longest: u16,
    pub(super) order: Vec<UnitIx>,
    pub(super) groups: Vec<Group>,
    pub(super) at: usize,
    /// The column that moving up and down keeps to, also across lines that are shorter.
    pub(super) keeps: Option<usize>,
    pub(super) first: usize,
    pub(super) columns: usize,
    /// Blank lines between two groups, where there is room to spare.
    pub(super) gap: usize,
    /// How wide a unit is drawn.
    pub(super) cell: u16,
    pub(super) page: usize,
    pub(super) made_for: Option<Key>,
    pub(super) folded: Folded,
}

/// What the order depends on.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Key {
    pub(super) by: By,
    pub(super) under: Option<UnitIx>,
    pub(super) lang: Lang,
    pub(super) needle: Option<Needle>,
    pub(super) seq: u64,
    pub(super) changes: Option<Stamp>,
    pub(super) units: usize,
}

impl State {
    /// Puts the units in order, if anything that the order depends on has changed.
    pub fn refresh(&mut self, campaign: &Campaign, now: Stamp, cat: &Catalogue, needle: Option<&Needle>) {
        let lang = cat.lang();
        let by_facts = matches!(self.by, By::State | By::Debt) || needle.is_some();
        if self
            .made_for
            .as_ref()
            .is_none_or(|k| k.units != campaign.roster().len())
        {
            self.measure(campaign);
        }
        if let Some(ix) = self.wanted.filter(|_| self.largest > 0) {
            self.under = campaign.roster().parent(ix);
        }
        let key = Key {
            by: self.by,
            under: self.under,
            lang,
            needle: needle.cloned(),
            seq: if by_facts { campaign.seq() } else { 0 },
            changes: if by_facts { campaign.next_change(now) } else { None },
            units: campaign.roster().len(),
        };
        if self.made_for.as_ref() == Some(&key) && self.wanted.is_none() {
            return;
        }
        let selected = self.wanted.take().or(self.selected());
        self.found = campaign.roster().is_tree() && needle.is_some_and(|n| !n.is_empty());
        self.order = self.filtered((campaign, now), cat, needle);
        self.arrange(campaign, now, lang);
        let names = self.order.iter().take(300);
        let longest = names
            .map(|ix| width::cells(campaign.roster().short_name(*ix, lang)))
            .max();
        self.longest = longest.unwrap_or(0).clamp(8, 17) as u16;
        let place = |ix: UnitIx| self.order.iter().position(|o| *o == ix);
        self.at = selected
            .and_then(|ix| place(ix).or_else(|| place(campaign.roster().parent(ix)?)))
            .unwrap_or_else(|| self.at.min(self.order.len().saturating_sub(1)));
        self.made_for = Some(key);
    }

    /// Another moment of the campaign is shown from now on: its number of facts tells nothing about what was made.
    pub fn forget(&mut self) {
        if let Some(key) = &mut self.made_for {
            key.seq = u64::MAX;
        }
    }

    /// What depends on the roster alone. Units of another roster have other places: no level of the old one stays open.
    pub(super) fn measure(&mut self, campaign: &Campaign) {
        let roster = campaign.roster();
        if self.made_for.is_some() {
            self.under = None;
        }
        self.folded = Folded::default();
        (self.largest, self.letters) = (0, 3);
        if roster.is_tree() {
            for (branch, ix) in roster.tops().enumerate() {
                self.largest = self.largest.max(roster.branch_size(branch));
                self.letters = self.letters.max(width::cells(campaign.label(ix)).min(8) as u16);
            }
        }
    }

    /// In a tree: the unit whose level is open.
    pub fn under(&self) -> Option<UnitIx> {
        self.under
    }

    /// Opens the level below a unit, or the one in which it stands.
    pub fn open(&mut self, campaign: &Campaign, ix: UnitIx) {
        let top = campaign.roster().top_of(ix);
        if campaign.roster().has_children(top) {
            self.under = Some(top);
            self.at = 0;
            self.keeps = None;
            self.wanted = (top != ix).then_some(ix);
        }
    }

    /// Goes back to the top level, to the unit under which one was.
    pub fn close(&mut self) {
        if let Some(top) = self.under.take() {
            self.wanted = Some(top);
            self.keeps = None;
        }
    }

    /// Selects a unit, on whichever level it stands, if no filter keeps it away.
    pub fn reveal(&mut self, campaign: &Campaign, ix: UnitIx) {
        if self.found || self.order.contains(&ix) || !campaign.roster().is_tree() {
            self.select(ix);
        } else {
            self.under = campaign.roster().parent(ix);
            self.wanted = Some(ix);
            self.keeps = None;
        }
    }

    /// The units that match what was typed, in the order of the roster's grid.
    fn filtered(&mut self, at: (&Campaign, Stamp), cat: &Catalogue, needle: Option<&Needle>) -> Vec<UnitIx> {
        let campaign = at.0;
        let roster = campaign.roster();
        let Some(needle) = needle.filter(|n| !n.is_empty()) else {
            return match self.under {
                Some(top) => roster.children(top).to_vec(),
                None => roster.tops().collect(),
            };
        };
        self.folded.keep(campaign);
        let rows = roster.grid_order();
        self.folded.found(at, cat, needle, rows, |ix| *ix)
    }

    pub(super) fn arrange(&mut self, campaign: &Campaign, now: Stamp, lang: Lang) {
        let roster = campaign.roster();
        let found = self.found;
        let head = |ix: UnitIx| match self.by {
            By::Region if found => Heading::Top(roster.top_of(ix)),
            By::Region if self.under.is_some() => Heading::None,
            By::Region => Heading::Region(roster.region(ix)),
            By::State => Heading::State(campaign.unit(ix).state),
            By::Debt => Heading::Debt(debts(campaign, ix, now) > 0),
            By::Name => Heading::None,
        };
        match self.by {
            By::Region => {}
            By::State => self.order.sort_by_key(|ix| campaign.unit(*ix).state),
            By::Debt => self
                .order
                .sort_by_cached_key(|ix| std::cmp::Reverse(debts(campaign, *ix, now))),
            By::Name => self
                .order
                .sort_by_cached_key(|ix| collate::key(roster.name(*ix, lang))),
        }
        self.groups.clear();
        for (i, ix) in self.order.iter().enumerate() {
            let h = head(*ix);
            match self.groups.last_mut().filter(|g| g.head == h) {
                Some(g) => g.units.end = i + 1,
                None => self.groups.push(Group {
                    head: h,
                    units: i..i + 1,
                }),
            }
        }
    }

    /// The selected unit.
    pub fn selected(&self) -> Option<UnitIx> {
        self.order.get(self.at).copied()
    }

    /// Selects a unit, if the filter lets it through. In a tree the level in which it stands is opened with the next
    /// frame.
    pub fn select(&mut self, ix: UnitIx) {
        if let Some(at) = self.order.iter().position(|o| *o == ix) {
            self.at = at;
            self.keeps = None;
        } else if self.largest > 0 && !self.found {
            self.wanted = Some(ix);
            self.keeps = None;
        }
    }

    /// The units that are shown, in order.
    pub fn shown(&self) -> &[UnitIx] {
        &self.order
    }

    /// Moves the selection by cells: up and down keep the column, across headings too.
    pub fn go(&mut self, nav: Nav) {
        let last = self.order.len().saturating_sub(1);
        let page = self.page.max(1);
        let columns = self.columns.max(1);
        self.keeps = match nav {
            Nav::Up | Nav::Down | Nav::PageUp | Nav::PageDown => {
                Some(self.keeps.unwrap_or_else(|| self.cell_line(self.at, columns).1))
            }
            _ => None,
        };
        self.at = match nav {
            Nav::Left => self.at.saturating_sub(1),
            Nav::Right => (self.at + 1).min(last),
            Nav::First => 0,
            Nav::Last => last,
            Nav::Up => self.by_lines(-1),
            Nav::Down => self.by_lines(1),
            Nav::PageUp => self.by_lines(-(page as isize)),
            Nav::PageDown => self.by_lines(page as isize),
        };
    }

    pub(super) fn by_lines(&self, lines: isize) -> usize {
        let columns = self.columns.max(1);
        let (line, here) = self.cell_line(self.at, columns);
        let column = self.keeps.unwrap_or(here).min(columns - 1);
        let total: usize = self.groups.iter().map(|g| g.units.len().div_ceil(columns)).sum();
        let wanted = line.saturating_add_signed(lines).min(total.saturating_sub(1));
        let mut before = 0;
        for g in &self.groups {
            let n = g.units.len().div_ceil(columns);
            if wanted < before + n {
                let at = g.units.start + (wanted - before) * columns + column;
                return at.min(g.units.end - 1);
            }
            before += n;
        }
        self.at
    }

    /// The line (headings not counted) and column of a place in the order.
    pub(super) fn cell_line(&self, at: usize, columns: usize) -> (usize, usize) {
        let mut before = 0;
        for g in &self.groups {
            if g.units.contains(&at) {
                let i = at - g.units.start;
                return (before + i / columns, i % columns);
            }
            before += g.units.len().div_ceil(columns);
        }
        (0, 0)
    }

    /// Fits the columns to the room and keeps the selected line among those that are shown.
    pub fn settle(&mut self, scene: &Scene<'_>, area: Rect) {
        self.form = self.fitting(scene, area);
        let least = self.form.cells;
        self.columns = usize::from((area.width / least).max(1));
        // What is left over at the end of the line is shared out, up to a point.
        let even = area.width / self.columns as u16;
        self.cell = even.min(least + least / 3).max(least.min(area.width));
        let rows = usize::from(area.height);
        self.page = rows.saturating_sub(1);
        let between = self.groups.len().saturating_sub(1);
        let spaced = self.lines_in(self.columns) + between <= rows;
        self.gap = usize::from(rows >= ROOMY && self.has_heads() && spaced);
        let total = self.total_lines();
        let line = self.line_of(self.at);
        self.first = paint::scroll(self.first, line, rows, total);
        // The heading of the first group shown belongs to its first line.
        if self.first > 0 && self.first == line && self.has_heads() {
            self.first -= usize::from(self.is_first_of_group(self.at));
        }
    }

    /// The most telling way to draw a unit with which all of a level can be seen at once.
    pub(super) fn fitting(&self, scene: &Scene<'_>, area: Rect) -> Form {
        let form = |cells, named, roll| Form { cells, named, roll };
        let roster = scene.campaign.roster();
        if !roster.is_tree() {
            if area.width >= 70 && self.order.len() * 15 <= area.area() as usize {
                return form(15, true, Roll::Nothing);
            }
            // Where all of them then still are in sight, names stand close to their signs.
            let columns = usize::from(area.width / TIGHT);
            let fits = columns >= 4 && self.lines_in(columns) <= usize::from(area.height);
            return form(if fits { TIGHT } else { 5 }, fits, Roll::Nothing);
        }
        if self.found && self.by != By::Region {
            return form(self.longest + self.letters + 5, true, Roll::Above(self.letters));
        }
        if self.found || self.under.is_some() {
            return form(self.longest + 4, true, Roll::Nothing);
        }
        let digits = 2 * self.largest.to_string().len() as u16 + 1;
        let ways = [
            form(17 + digits, true, Roll::Count(digits)),
            form(self.letters + digits + 4, false, Roll::Count(digits)),
            form(self.letters + 3, false, Roll::Share),
        ];
        let rows = usize::from(area.height);
        let fits = |f: &Form| self.lines_in(usize::from((area.width / f.cells).max(1))) <= rows;
        ways.into_iter().find(fits).unwrap_or(ways[2])
    }

    pub(super) fn has_heads(&self) -> bool {
        self.groups.iter().any(|g| g.head != Heading::None)
    }

    pub(super) fn is_first_of_group(&self, at: usize) -> bool {
        self.groups
            .iter()
            .any(|g| g.units.contains(&at) && at - g.units.start < self.columns.max(1))
    }

    pub(super) fn total_lines(&self) -> usize {
        let between = self.groups.len().saturating_sub(1);
        self.lines_in(self.columns.max(1)) + self.gap * between
    }

    /// The lines of a group: its heading, its units, and what keeps it apart from the next.
    pub(super) fn lines_of(&self, g: &Group) -> usize {
        g.head_lines() + g.units.len().div_ceil(self.columns.max(1)) + self.gap
    }

    pub(super) fn lines_in(&self, columns: usize) -> usize {
        self.groups
            .iter()
            .map(|g| g.head_lines() + g.units.len().div_ceil(columns))
            .sum()
    }

    pub(super) fn line_of(&self, at: usize) -> usize {
        let columns = self.columns.max(1);
        let mut before = 0;
        for g in &self.groups {
            let head = g.head_lines();
            if g.units.contains(&at) {
                return before + head + (at - g.units.start) / columns;
            }
            before += self.lines_of(g);
        }
        0
    }

    /// The unit under a cell of the screen, for the mouse.
    pub fn at_cell(&self, area: Rect, x: u16, y: u16) -> Option<UnitIx> {
        if !area.contains((x, y).into()) {
            return None;
        }
        let cell = usize::from(self.cell.max(1));
        let column = usize::from(x - area.x) / cell;
        let mut line = self.first + usize::from(y - area.y);
        for g in &self.groups {
            let head = g.head_lines();
            let lines = self.lines_of(g);
            if line < lines {
                let at = g.units.start + line.checked_sub(head)? * self.columns + column;
                return (column < self.columns && at < g.units.end)
                    .then(|| self.order.get(at).copied())
                    .flatten();
            }
            line -= lines;
        }
        None
    }
}

/// What is past its date in a unit and below it.
pub(super) fn debts(campaign: &Campaign, ix: UnitIx, now: Stamp) -> u32 {
    u32::from(campaign.is_debt(ix, now)) + campaign.roll_up(ix, now).debts()
}
