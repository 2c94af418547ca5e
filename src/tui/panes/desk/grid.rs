//! The grid of all units: a sign and a few letters each, by region (or by state, or by name), and what is said of the
//! selected one.
//!
//! Only the rows that are shown are built: a group of n units takes n / columns lines, so where a line lies is
//! arithmetic, for 63 units and for 100,000. Where the roster is a tree one level is shown at a time: the units at the
//! top, each with the share of those below it that have reported, or the units below one of them. What is typed as a
//! filter is looked for in all of them at once.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::core::campaign::Campaign;
use crate::core::names::{Lang, UnitIx};
use crate::core::status::State as Life;
use crate::core::tally::Counts;
use crate::core::time::Stamp;
use crate::text::{Needle, collate, width};
use crate::tui::msg::Nav;
use crate::tui::paint;
use crate::tui::panes::kit::folded::Folded;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// From so many rows on a blank line may stand between two groups: fewer would jump about as a filter is typed.
const ROOMY: usize = 26;

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
    Top(UnitIx),
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

/// How a unit is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Form {
    /// The least width.
    cells: u16,
    /// With its name, else with its letters.
    named: bool,
    roll: Roll,
}

/// What is told of the units below one at the top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Roll {
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
    under: Option<UnitIx>,
    /// In a tree: units of every level are shown, because something was typed.
    found: bool,
    /// What is to be selected once the order is made.
    wanted: Option<UnitIx>,
    form: Form,
    /// How many units the largest branch has.
    largest: usize,
    /// The longest letters of a unit at the top.
    letters: u16,
    /// The longest name that is shown, as far as that is soon told.
    longest: u16,
    order: Vec<UnitIx>,
    groups: Vec<Group>,
    at: usize,
    /// The column that moving up and down keeps to, also across lines that are shorter.
    keeps: Option<usize>,
    first: usize,
    columns: usize,
    /// Blank lines between two groups, where there is room to spare.
    gap: usize,
    /// How wide a unit is drawn.
    cell: u16,
    page: usize,
    made_for: Option<Key>,
    folded: Folded,
}

/// What the order depends on.
#[derive(Debug, Clone, PartialEq)]
struct Key {
    by: By,
    under: Option<UnitIx>,
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
        self.order = self.filtered(campaign, needle);
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
    fn measure(&mut self, campaign: &Campaign) {
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
    fn filtered(&mut self, campaign: &Campaign, needle: Option<&Needle>) -> Vec<UnitIx> {
        let roster = campaign.roster();
        let Some(needle) = needle.filter(|n| !n.is_empty()) else {
            return match self.under {
                Some(top) => roster.children(top).to_vec(),
                None => roster.tops().collect(),
            };
        };
        self.folded.keep(campaign);
        self.folded.found(campaign, needle, roster.grid_order(), |ix| *ix)
    }

    fn arrange(&mut self, campaign: &Campaign, now: Stamp, lang: Lang) {
        let roster = campaign.roster();
        let found = self.found;
        let head = |ix: UnitIx| match self.by {
            By::Region if found => Head::Top(roster.top_of(ix)),
            By::Region if self.under.is_some() => Head::None,
            By::Region => Head::Region(roster.region(ix)),
            By::State => Head::State(campaign.unit(ix).state),
            By::Debt => Head::Debt(debts(campaign, ix, now) > 0),
            By::Name => Head::None,
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
    fn fitting(&self, scene: &Scene<'_>, area: Rect) -> Form {
        let form = |cells, named, roll| Form { cells, named, roll };
        let roster = scene.campaign.roster();
        if !roster.is_tree() {
            let all = self.order.len() * 15 <= usize::from(area.width) * usize::from(area.height);
            let named = area.width >= 70 && all;
            return form(if named { 15 } else { 5 }, named, Roll::Nothing);
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

    fn has_heads(&self) -> bool {
        self.groups.iter().any(|g| g.head != Head::None)
    }

    fn is_first_of_group(&self, at: usize) -> bool {
        self.groups
            .iter()
            .any(|g| g.units.contains(&at) && at - g.units.start < self.columns.max(1))
    }

    fn total_lines(&self) -> usize {
        let between = self.groups.len().saturating_sub(1);
        self.lines_in(self.columns.max(1)) + self.gap * between
    }

    /// The lines of a group: its heading, its units, and what keeps it apart from the next.
    fn lines_of(&self, g: &Group) -> usize {
        g.head_lines() + g.units.len().div_ceil(self.columns.max(1)) + self.gap
    }

    fn lines_in(&self, columns: usize) -> usize {
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
fn debts(campaign: &Campaign, ix: UnitIx, now: Stamp) -> u32 {
    u32::from(campaign.is_debt(ix, now)) + campaign.roll_up(ix, now).debts()
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
    let total = state.total_lines();
    // The sign for more must not hide the last digit of a count.
    let heads = Rect {
        width: area.width.saturating_sub(u16::from(total > rows)),
        ..area
    };
    let bars = match state.by {
        By::Region => bars(scene, heads),
        _ => Bars::default(),
    };
    let (mut line, end) = (0usize, state.first + rows);
    for g in &state.groups {
        let head = g.head_lines();
        let lines = state.lines_of(g);
        if line + lines <= state.first {
            line += lines;
            continue;
        }
        if line >= end {
            break;
        }
        for i in 0..lines - state.gap {
            let at = line + i;
            if at < state.first || at >= end {
                continue;
            }
            let row = Rect::new(area.x, area.y + (at - state.first) as u16, area.width, 1);
            if i < head {
                let row = Rect {
                    width: heads.width,
                    ..row
                };
                heading(g, bars, scene, row, buf);
            } else {
                let from = g.units.start + (i - head) * columns;
                cells(state, scene, from..(from + columns).min(g.units.end), row, buf);
            }
        }
        line += lines;
    }
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
        Head::Top(ix) => return top_heading(scene, ix, &n, row, buf),
        Head::State(s) => (scene.tr(&format!("state-{}", s.id())), n),
        Head::Debt(true) => (scene.tr("timeliness-overdue"), n),
        Head::Debt(false) => (scene.tr("desk-not_overdue"), n),
        Head::None => return,
    };
    let x = paint::right(buf, row, row.y, &count, scene.style(Role::Text));
    paint::text(buf, row.x, row.y, x.saturating_sub(row.x + 1), &words, style);
}

/// The unit above what was found in its level, and how many were.
fn top_heading(scene: &Scene<'_>, ix: UnitIx, found: &str, row: Rect, buf: &mut Buffer) {
    let x = paint::right(buf, row, row.y, found, scene.style(Role::Dim));
    let name = paint::clean(scene.campaign.roster().name(ix, scene.lang()));
    let words = format!("{} {name}", paint::clean(scene.campaign.label(ix)));
    paint::text(
        buf,
        row.x,
        row.y,
        x.saturating_sub(row.x + 1),
        &words,
        scene.style(Role::Title),
    );
}

fn cells(state: &State, scene: &Scene<'_>, places: Range<usize>, row: Rect, buf: &mut Buffer) {
    let cell = state.cell.max(1);
    for (i, at) in places.enumerate() {
        let Some(ix) = state.order.get(at) else { return };
        let x = row.x + i as u16 * cell;
        let place = Rect::new(x, row.y, cell.min(row.right() - x), 1);
        let rest = roll(scene, state.form.roll, *ix, place, buf);
        one(scene, *ix, state.form, rest, buf);
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

/// What is told beside a unit; gives what is left of its cell.
fn roll(scene: &Scene<'_>, roll: Roll, ix: UnitIx, cell: Rect, buf: &mut Buffer) -> Rect {
    let cells = match roll {
        Roll::Nothing | Roll::Share => return cell,
        Roll::Count(cells) | Roll::Above(cells) => cells.min(cell.width.saturating_sub(6)),
    };
    let rest = Rect {
        width: cell.width - cells - 1,
        ..cell
    };
    let (words, style) = if let Roll::Above(_) = roll {
        let above = scene.campaign.roster().parent(ix);
        let label = above.map_or("", |top| scene.campaign.label(top));
        (paint::clean(label).into_owned(), scene.style(Role::Dim))
    } else {
        let c = scene.campaign.roll_up(ix, scene.now);
        let words = if c.total == 0 {
            String::new()
        } else {
            format!("{}/{}", c.reported(), c.owing())
        };
        (words, share_style(scene, &c))
    };
    let words = width::pad_left(&words, usize::from(cells));
    paint::text(buf, rest.right(), cell.y, cells, &words, style);
    rest
}

fn share_style(scene: &Scene<'_>, c: &Counts) -> Style {
    scene.style(match c {
        c if c.debts() > 0 => Role::Debt,
        c if c.reported() >= c.owing() => Role::Accepted,
        _ => Role::Dim,
    })
}

/// How many of the units below one have reported, as a bar one cell wide; a blank where there are none.
pub(super) fn share(scene: &Scene<'_>, ix: UnitIx) -> (&'static str, Style) {
    let c = scene.campaign.roll_up(ix, scene.now);
    let sign = scene.look.glyphs.spark(c.reported() as usize, c.owing() as usize);
    (sign, share_style(scene, &c))
}

fn one(scene: &Scene<'_>, ix: UnitIx, form: Form, cell: Rect, buf: &mut Buffer) {
    let (sign, style, debt) = scene.sign(ix);
    let (x, y) = (cell.x, cell.y);
    let marked = scene.marks.contains(&ix);
    let wide = form.named;
    let mut at = paint::text(buf, x, y, 1, sign, style);
    if wide {
        at = paint::text(buf, at, y, 1, " ", style);
    }
    let kept = if form.roll == Roll::Share { 3 } else { 2 };
    let room = cell.right().saturating_sub(at + kept).max(3);
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
    if form.roll == Roll::Share {
        let (sign, style) = share(scene, ix);
        at = paint::text(buf, at, y, 1, sign, style);
    }
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
        if scene.focused {
            scene.here(x, y);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::panes::fixture::{Desk, draw};

    #[test]
    fn the_sign_for_more_hides_no_digit() {
        let desk = Desk::busy(Lang::Vi);
        let scene = desk.scene();
        for rows in 1..21 {
            let mut state = State::default();
            state.refresh(&desk.campaign, desk.now, Lang::Vi, None);
            let out = draw((45, rows), |area, buf| {
                state.settle(&scene, area);
                view(&state, &scene, area, buf);
            });
            for line in out.lines().filter(|l| l.contains('/')) {
                let count = line
                    .split_whitespace()
                    .find(|w| w.contains('/'))
                    .expect("a count");
                let count = count.trim_end_matches(['▲', '▼']);
                let whole = ["1/14", "1/11", "0/14", "0/5", "0/6", "0/13"];
                assert!(whole.contains(&count), "{count} in {rows} rows\n{out}");
            }
        }
    }

    /// Where there is room to spare regions stand apart; the selection is shown and the mouse finds units all the same.
    #[test]
    fn regions_stand_apart_where_there_is_room() {
        let mut desk = Desk::busy(Lang::Vi);
        for (size, blank) in [((78, 24), 0), ((78, 25), 0), ((78, 26), 5), ((78, 40), 5)] {
            let mut state = State::default();
            state.refresh(&desk.campaign, desk.now, Lang::Vi, None);
            for ix in state.shown().iter().copied().step_by(4).collect::<Vec<_>>() {
                desk.unit = Some(ix);
                state.select(ix);
                let scene = desk.scene();
                let mut inside = Rect::default();
                let out = draw(size, |area, buf| {
                    inside = area;
                    state.settle(&scene, area);
                    view(&state, &scene, area, buf);
                });
                // Around what is drawn the canvas has a margin.
                let lines: Vec<&str> = out.trim_end().lines().skip(usize::from(inside.y)).collect();
                let found = lines.iter().filter(|l| l.trim().is_empty()).count();
                assert_eq!(found, blank, "{size:?}\n{out}");
                let y = state.line_of(state.at) - state.first;
                let x = state.cell_line(state.at, state.columns).1 as u16 * state.cell;
                let hit = state.at_cell(inside, inside.x + x, inside.y + y as u16);
                assert_eq!(hit, Some(ix), "{size:?}");
                let name = name_that_fits(&scene, ix, 11).into_owned();
                assert!(lines[y].contains(&name), "{name} in line {y}\n{out}");
            }
        }
    }
}
