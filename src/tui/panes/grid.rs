//! The grid of all units: a sign and a few letters each, by region (or by state, or by name), and what is said of the
//! selected one.
//!
//! Only the rows that are shown are built: a group of n units takes n / columns lines, so where a line lies is
//! arithmetic, for 63 units and for 100,000.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::campaign::Campaign;
use crate::core::names::{Lang, UnitIx};
use crate::core::status::State as Life;
use crate::core::time::Stamp;
use crate::text::{Needle, collate, fold, width};
use crate::tui::msg::Nav;
use crate::tui::paint;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// How units are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum By {
    /// By region, by code within.
    #[default]
    Region,
    /// By the state of the report.
    State,
    /// Who owes something that is past its date first.
    Debt,
    /// All in Vietnamese order.
    Name,
}

impl By {
    /// The next way.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Region => Self::State,
            Self::State => Self::Debt,
            Self::Debt => Self::Name,
            Self::Name => Self::Region,
        }
    }

    /// The stable name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::State => "state",
            Self::Debt => "debt",
            Self::Name => "name",
        }
    }
}

/// What a group's heading says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Head {
    Region(usize),
    State(Life),
    Debt(bool),
    None,
}

#[derive(Debug, Clone)]
struct Group {
    head: Head,
    units: Range<usize>,
}

impl Group {
    fn head_lines(&self) -> usize {
        usize::from(self.head != Head::None)
    }
}

/// What the grid remembers.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// How units are grouped.
    pub by: By,
    order: Vec<UnitIx>,
    groups: Vec<Group>,
    at: usize,
    /// The column that moving up and down keeps to, also across lines that are shorter.
    keeps: Option<usize>,
    first: usize,
    columns: usize,
    /// How wide a unit is drawn.
    cell: u16,
    page: usize,
    made_for: Option<Key>,
    folded: Vec<String>,
}

/// What the order depends on.
#[derive(Debug, Clone, PartialEq)]
struct Key {
    by: By,
    lang: Lang,
    needle: Option<Needle>,
    seq: u64,
    changes: Option<Stamp>,
    units: usize,
}

impl State {
    /// Puts the units in order, if anything that the order depends on has changed.
    pub fn refresh(&mut self, campaign: &Campaign, now: Stamp, lang: Lang, needle: Option<&Needle>) {
        let by_facts = matches!(self.by, By::State | By::Debt);
        let key = Key {
            by: self.by,
            lang,
            needle: needle.cloned(),
            seq: if by_facts { campaign.seq() } else { 0 },
            changes: if by_facts { campaign.next_change(now) } else { None },
            units: campaign.roster().len(),
        };
        if self.made_for.as_ref() == Some(&key) {
            return;
        }
        if self.made_for.as_ref().is_some_and(|k| k.units != key.units) {
            self.folded.clear();
        }
        let selected = self.selected();
        self.order = self.filtered(campaign, needle);
        self.arrange(campaign, now, lang);
        self.at = selected
            .and_then(|ix| self.order.iter().position(|o| *o == ix))
            .unwrap_or_else(|| self.at.min(self.order.len().saturating_sub(1)));
        self.made_for = Some(key);
    }

    /// Another moment of the campaign is shown from now on: its number of facts tells nothing about what was made.
    pub fn forget(&mut self) {
        if let Some(key) = &mut self.made_for {
            key.seq = u64::MAX;
        }
    }

    /// The units that match what was typed, in the order of the roster's grid.
    fn filtered(&mut self, campaign: &Campaign, needle: Option<&Needle>) -> Vec<UnitIx> {
        let roster = campaign.roster();
        let Some(needle) = needle.filter(|n| !n.is_empty()) else {
            return roster.grid_order().to_vec();
        };
        if self.folded.len() != roster.len() {
            self.folded = roster
                .units()
                .map(|ix| fold::folded(&haystack(campaign, ix)))
                .collect();
        }
        let fits = |ix: &UnitIx| {
            let quick = self.folded.get(ix.at()).is_some_and(|f| needle.may_match(f));
            quick && needle.matches(&haystack(campaign, *ix)).is_some()
        };
        roster
            .grid_order()
            .iter()
            .filter(|ix| fits(ix))
            .copied()
            .collect()
    }

    fn arrange(&mut self, campaign: &Campaign, now: Stamp, lang: Lang) {
        let roster = campaign.roster();
        let head = |ix: UnitIx| match self.by {
            By::Region => Head::Region(roster.region(ix)),
            By::State => Head::State(campaign.unit(ix).state),
            By::Debt => Head::Debt(campaign.is_debt(ix, now)),
            By::Name => Head::None,
        };
        match self.by {
            By::Region => {}
            By::State => self.order.sort_by_key(|ix| campaign.unit(*ix).state),
            By::Debt => self.order.sort_by_key(|ix| !campaign.is_debt(*ix, now)),
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

    /// Selects a unit, if the filter lets it through.
    pub fn select(&mut self, ix: UnitIx) {
        if let Some(at) = self.order.iter().position(|o| *o == ix) {
            self.at = at;
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

    fn by_lines(&self, lines: isize) -> usize {
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
    fn cell_line(&self, at: usize, columns: usize) -> (usize, usize) {
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
        let least = cell_width(scene, area, self.order.len());
        self.columns = usize::from((area.width / least).max(1));
        // What is left over at the end of the line is shared out, up to a point.
        let even = area.width / self.columns as u16;
        self.cell = even.min(least + least / 3).max(least.min(area.width));
        let rows = usize::from(area.height);
        self.page = rows.saturating_sub(1);
        let total = self.total_lines();
        let line = self.line_of(self.at);
        self.first = paint::scroll(self.first, line, rows, total);
        // The heading of the first group shown belongs to its first line.
        if self.first > 0 && self.first == line && self.has_heads() {
            self.first -= usize::from(self.is_first_of_group(self.at));
        }
    }

    fn has_heads(&self) -> bool {
        self.groups.iter().any(|g| g.head != Head::None)
    }

    fn is_first_of_group(&self, at: usize) -> bool {
        self.groups
            .iter()
            .any(|g| g.units.contains(&at) && at - g.units.start < self.columns.max(1))
    }

    fn total_lines(&self) -> usize {
        let columns = self.columns.max(1);
        self.groups
            .iter()
            .map(|g| g.head_lines() + g.units.len().div_ceil(columns))
            .sum()
    }

    fn line_of(&self, at: usize) -> usize {
        let columns = self.columns.max(1);
        let mut before = 0;
        for g in &self.groups {
            let head = g.head_lines();
            if g.units.contains(&at) {
                return before + head + (at - g.units.start) / columns;
            }
            before += head + g.units.len().div_ceil(columns);
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
            let lines = head + g.units.len().div_ceil(self.columns.max(1));
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

/// Everything that a filter looks at: code, letters, name, and the name of the unit above.
pub(super) fn haystack(campaign: &Campaign, ix: UnitIx) -> String {
    let r = campaign.roster();
    let (vi, en) = (r.name(ix, Lang::Vi), r.name(ix, Lang::En));
    let mut out = format!("{} {} {vi}", r.code(ix), r.abbr(ix));
    if en != vi {
        out.push(' ');
        out.push_str(en);
    }
    out
}

/// How wide a unit is drawn: a sign, letters or name, and room for a debt's mark.
fn cell_width(scene: &Scene<'_>, area: Rect, units: usize) -> u16 {
    let roster = scene.campaign.roster();
    let tree = roster.is_tree();
    if named(area, units, tree) {
        15
    } else if tree {
        9
    } else {
        5
    }
}

/// Are names shown rather than letters? Where every one of them has room; in a tree, where there is width.
fn named(area: Rect, units: usize, tree: bool) -> bool {
    area.width >= 70 && (tree || units * 15 <= usize::from(area.width) * usize::from(area.height))
}

/// Draws the lines that are shown.
pub fn view(state: &State, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if state.order.is_empty() {
        paint::text(
            buf,
            area.x,
            area.y,
            area.width,
            &scene.tr("desk-no_match"),
            scene.style(Role::Dim),
        );
        return;
    }
    let columns = state.columns.max(1);
    let rows = usize::from(area.height);
    let bars = match state.by {
        By::Region => bars(scene, area),
        _ => Bars::default(),
    };
    let (mut line, end) = (0usize, state.first + rows);
    for g in &state.groups {
        let head = g.head_lines();
        let lines = head + g.units.len().div_ceil(columns);
        if line + lines <= state.first {
            line += lines;
            continue;
        }
        if line >= end {
            break;
        }
        for i in 0..lines {
            let at = line + i;
            if at < state.first || at >= end {
                continue;
            }
            let row = Rect::new(area.x, area.y + (at - state.first) as u16, area.width, 1);
            if i < head {
                heading(g, bars, scene, row, buf);
            } else {
                let from = g.units.start + (i - head) * columns;
                cells(state, scene, from..(from + columns).min(g.units.end), row, buf);
            }
        }
        line += lines;
    }
    let total = state.total_lines();
    paint::more(buf, area, state.first > 0, end < total, scene.look);
}

/// Where the bars of the regions stand: all from the same column, behind the longest name that has room.
#[derive(Debug, Clone, Copy, Default)]
struct Bars {
    x: u16,
    cells: u16,
}

fn region_name<'a>(scene: &Scene<'a>, at: usize) -> &'a str {
    scene.campaign.roster().regions().get(at).map_or("", |x| {
        if x.short.vi.is_empty() {
            x.name.get(scene.lang())
        } else {
            x.short.get(scene.lang())
        }
    })
}

fn region_count(scene: &Scene<'_>, at: usize) -> (String, u32, u32) {
    let counts = scene.campaign.region_counts(at, scene.now);
    let (done, whole) = (counts.reported(), counts.owing());
    (format!("{done}/{whole}"), done, whole)
}

/// A name is worth more than the length of a bar: the bar gives way, down to a few cells.
fn bars(scene: &Scene<'_>, area: Rect) -> Bars {
    let all = 0..scene.campaign.roster().regions().len();
    let names = all
        .clone()
        .map(|r| width::cells(region_name(scene, r)))
        .max()
        .unwrap_or(0) as u16;
    let counts = all.map(|r| region_count(scene, r).0.len()).max().unwrap_or(0) as u16;
    let beside = area.width.saturating_sub(names + counts + 2);
    let cells = beside.min((area.width / 4).min(24)).max(5);
    let x = area.right().saturating_sub(counts + 1 + cells).max(area.x);
    Bars { x, cells }
}

fn heading(g: &Group, bars: Bars, scene: &Scene<'_>, row: Rect, buf: &mut Buffer) {
    let style = scene.style(Role::Title);
    let n = g.units.len().to_string();
    let (words, count) = match g.head {
        Head::Region(r) => {
            let (count, done, whole) = region_count(scene, r);
            let room = bars.x.saturating_sub(row.x + 1);
            paint::text(buf, row.x, row.y, room, region_name(scene, r), style);
            paint::bar(buf, bars.x, row.y, bars.cells, done, whole, scene.look);
            paint::right(buf, row, row.y, &count, scene.style(Role::Text));
            return;
        }
        Head::State(s) => (scene.tr(&format!("state-{}", s.id())), n),
        Head::Debt(true) => (scene.tr("timeliness-overdue"), n),
        Head::Debt(false) => (scene.tr("desk-not_overdue"), n),
        Head::None => return,
    };
    let x = paint::right(buf, row, row.y, &count, scene.style(Role::Text));
    paint::text(buf, row.x, row.y, x.saturating_sub(row.x + 1), &words, style);
}

fn cells(state: &State, scene: &Scene<'_>, places: Range<usize>, row: Rect, buf: &mut Buffer) {
    let cell = state.cell.max(1);
    for (i, at) in places.enumerate() {
        let Some(ix) = state.order.get(at) else { return };
        let x = row.x + i as u16 * cell;
        one(scene, *ix, Rect::new(x, row.y, cell.min(row.right() - x), 1), buf);
    }
}

/// The longest form of a unit's name that has room; only Vietnamese has short forms, which English writes without marks.
fn name_that_fits<'a>(scene: &Scene<'a>, ix: UnitIx, room: usize) -> Cow<'a, str> {
    let (roster, lang) = (scene.campaign.roster(), scene.lang());
    let name = roster.name(ix, lang);
    let short = roster.short_name(ix, Lang::Vi);
    if width::cells(name) <= room || width::cells(short) > room {
        return Cow::Borrowed(name);
    }
    match lang {
        Lang::Vi => Cow::Borrowed(short),
        Lang::En => width::to_ascii(short),
    }
}

fn one(scene: &Scene<'_>, ix: UnitIx, cell: Rect, buf: &mut Buffer) {
    let (sign, style, debt) = scene.sign(ix);
    let (x, y) = (cell.x, cell.y);
    let marked = scene.marks.contains(&ix);
    let wide = cell.width >= 12;
    let mut at = paint::text(buf, x, y, 1, sign, style);
    if wide {
        at = paint::text(buf, at, y, 1, " ", style);
    }
    let room = cell.right().saturating_sub(at + 2).max(3);
    let words = if wide {
        name_that_fits(scene, ix, usize::from(room))
    } else {
        Cow::Borrowed(scene.campaign.label(ix))
    };
    let letters = if marked {
        scene.style(Role::Marked)
    } else if scene.fresh.contains_key(&ix) {
        scene.style(Role::Fresh)
    } else if debt {
        style
    } else {
        scene.style(Role::Text)
    };
    at = paint::text(buf, at, y, room, &words, letters);
    let claimed = scene.is_claimed(ix);
    let tail = if claimed {
        // Whoever would change it now should know first.
        scene.look.glyphs.ellipsis
    } else if debt {
        scene.look.glyphs.debt
    } else if marked {
        scene.look.glyphs.mark
    } else {
        ""
    };
    let tail_style = if claimed {
        scene.style(Role::Fresh)
    } else if debt {
        style
    } else {
        scene.style(Role::Marked)
    };
    at = paint::text(buf, at, y, 1, tail, tail_style);
    if scene.unit == Some(ix) {
        let cells = if wide {
            width::cells(&words) as u16 + 2
        } else {
            at - x
        };
        let sel = Rect::new(x, y, cells.min(cell.width), 1);
        let role = if scene.focused {
            Role::Selected
        } else {
            Role::Title
        };
        paint::style(buf, sel, scene.style(role));
    }
}
