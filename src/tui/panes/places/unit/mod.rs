//! The sheet of one unit: where its report stands and why, what is in it, whom to call, and what happened, fact by fact.
//!
//! ```text
//!   from 150x28                         from 70x16                   smaller
//!   name, region, code                  name, region, code           name
//!   report │ activities │ evidence      report │ activities          state, due date
//!          │ figures    │ contacts             │ evidence (or …)     one list, the others as tabs
//!   history                             history
//! ```
//!
//! It must never know how a step is taken; it shows what the facts say.

use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::core::definition::{Part, PartKind};
use crate::core::fact::EvidenceKind;
use crate::core::names::UnitIx;
use crate::core::status::{Resubmit, State as Life, Timeliness};
use crate::core::time::Stamp;
use crate::core::unit::{Entry, Evidence, Figure, UnitState};
use crate::output::{description, words};
use crate::text::{dates, numbers, width};
use crate::tui::msg::Nav;
use crate::tui::paint::{self, clean};
use crate::tui::panes::kit::list::{self, Cursor, Line, col, grow};
use crate::tui::scene::{ActRef, Scene};
use crate::tui::theme::Role;

/// A list of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum List {
    /// Where the report stands.
    Report,
    /// Activities.
    #[default]
    Activities,
    /// Files.
    Evidence,
    /// People, calls and visits.
    Contacts,
    /// Figures.
    Figures,
    /// What happened.
    History,
    /// The units below.
    Below,
}

impl List {
    /// The lists in the order of Tab.
    pub const ALL: [Self; 7] = [
        Self::Report,
        Self::Activities,
        Self::Evidence,
        Self::Contacts,
        Self::Figures,
        Self::History,
        Self::Below,
    ];

    /// The lists that the sheet of a unit has: only a unit that has others below it lists them.
    fn of(scene: &Scene<'_>, ix: UnitIx) -> &'static [Self] {
        let all = &Self::ALL;
        if scene.campaign.roster().has_children(ix) {
            all
        } else {
            &all[..all.len() - 1]
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Report => "sheet-tab_report",
            Self::Activities => "sheet-tab_activities",
            Self::Evidence => "sheet-tab_evidence",
            Self::Contacts => "sheet-tab_contacts",
            Self::Figures => "sheet-tab_figures",
            Self::History => "sheet-tab_history",
            Self::Below => "sheet-tab_below",
        }
    }

    /// Shares a box with others where there is little room.
    fn is_lower(self) -> bool {
        matches!(self, Self::Evidence | Self::Contacts | Self::Figures)
    }
}

/// What the sheet remembers.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The list that the keys go to.
    pub list: List,
    lower: Option<List>,
    /// The history and the units below share a box too: the one that is shown.
    foot: Option<List>,
    lists: &'static [List],
    cursors: [Cursor; 7],
    unit: Option<UnitIx>,
    report_lines: usize,
    /// The whole history of a unit, as far as it was known when it was asked for.
    past: (Option<UnitIx>, Vec<Entry>),
}

impl State {
    /// Begins anew where another unit is selected, and follows lists that have become shorter.
    pub fn refresh(&mut self, scene: &Scene<'_>) {
        if self.unit != scene.unit {
            self.unit = scene.unit;
            self.cursors = [Cursor::default(); 7];
        }
        self.lists = scene.unit.map_or(&[], |ix| List::of(scene, ix));
        if !self.lists.contains(&self.list) {
            self.list = List::default();
        }
        for list in List::ALL {
            let n = self.len(list, scene);
            if list != List::Report {
                self.cursors[list as usize].clamp(n);
            }
        }
    }

    fn len(&self, list: List, scene: &Scene<'_>) -> usize {
        let Some(ix) = scene.unit else { return 0 };
        if list == List::Report {
            return self.report_lines;
        }
        self.count(list, scene, ix)
    }

    fn cursor(&self, list: List) -> Cursor {
        self.cursors[list as usize]
    }

    /// The next list, or the one before.
    pub fn next_list(&mut self, forward: bool) {
        let n = self.lists.len().max(1);
        let step = if forward { 1 } else { n - 1 };
        let next = self.lists.get((self.list as usize + step) % n);
        self.list = next.copied().unwrap_or_default();
        if matches!(self.list, List::History | List::Below) {
            self.foot = Some(self.list);
        }
        if self.list.is_lower() {
            self.lower = Some(self.list);
        }
    }

    /// The unit whose whole history is here, or was asked for.
    pub fn past_of(&self) -> Option<UnitIx> {
        self.past.0
    }

    /// Another unit's whole history is asked for, or none is wanted any more.
    pub fn forget_past(&mut self, unit: Option<UnitIx>) {
        self.past = (unit, Vec::new());
    }

    /// The whole history of a unit has come.
    pub fn take_past(&mut self, unit: UnitIx, log: Vec<Entry>) {
        if self.past.0 == Some(unit) {
            self.past.1 = log;
        }
    }

    /// What is older than the unit's own log.
    fn older(&self, scene: &Scene<'_>, ix: UnitIx) -> &[Entry] {
        let first = scene.campaign.unit(ix).log().first();
        let (true, Some(first)) = (self.past.0 == Some(ix), first) else {
            return &[];
        };
        let end = self.past.1.partition_point(|e| e.seq < first.seq);
        self.past.1.get(..end).unwrap_or_default()
    }

    /// A row of the history: the newest first.
    fn entry<'a>(&'a self, scene: &Scene<'a>, ix: UnitIx, at: usize) -> Option<&'a Entry> {
        let log = scene.campaign.unit(ix).log();
        let older = self.older(scene, ix).iter().rev();
        log.iter().rev().chain(older).nth(at)
    }

    /// How many rows a list has.
    fn count(&self, list: List, scene: &Scene<'_>, ix: UnitIx) -> usize {
        let older = if list == List::History {
            self.older(scene, ix).len()
        } else {
            0
        };
        count(list, scene, ix) + older
    }

    /// Moves in the list that has the keys.
    pub fn go(&mut self, nav: Nav, scene: &Scene<'_>) {
        let len = self.len(self.list, scene);
        let cursor = &mut self.cursors[self.list as usize];
        if self.list == List::Report {
            cursor.scroll(nav, len);
        } else {
            cursor.go(nav, len);
        }
    }

    /// Keeps the selected rows among those that are shown.
    pub fn settle(&mut self, scene: &Scene<'_>, area: Rect) {
        let Some(ix) = scene.unit else { return };
        let plan = plan(self, area);
        for b in &plan.boxes {
            if b.list == List::Report {
                self.report_lines = report(scene, ix, b.body.width, b.body.height).len();
                let cursor = &mut self.cursors[List::Report as usize];
                cursor.rows = usize::from(b.body.height);
                cursor.at = cursor.at.min(self.report_lines.saturating_sub(cursor.rows));
                cursor.first = cursor.at;
            } else {
                let n = self.count(b.list, scene, ix);
                self.cursors[b.list as usize].settle(b.body.height, n);
            }
        }
    }

    /// The selected activity, where the list of activities has the keys.
    pub fn selected_activity(&self, scene: &Scene<'_>) -> Option<ActRef> {
        let unit = scene.unit.filter(|_| self.list == List::Activities)?;
        let at = self.cursor(List::Activities).at;
        let there = at < scene.campaign.unit(unit).activities.len();
        there.then_some(ActRef { unit, at: at as u32 })
    }

    /// The selected unit below, where the list of these has the keys.
    pub fn selected_below(&self, scene: &Scene<'_>) -> Option<UnitIx> {
        let unit = scene.unit.filter(|_| self.list == List::Below)?;
        let below = scene.campaign.roster().children(unit);
        below.get(self.cursor(List::Below).at).copied()
    }

    /// What copying puts on the clipboard: the hash of a file, a telephone number, a sentence.
    pub fn copy_text(&self, scene: &Scene<'_>) -> Option<String> {
        let ix = scene.unit?;
        let u = scene.campaign.unit(ix);
        let at = self.cursor(self.list).at;
        match self.list {
            List::Report => {
                let told = description::unit_line(scene.cat, scene.campaign, ix, scene.now, 0);
                Some(told.join("\n"))
            }
            List::Activities => u.activities.get(at).map(|a| {
                let title = clean(&a.details.title);
                format!("{} {title}", a.id)
            }),
            List::Evidence => u.evidence.get(at).map(|e| e.file.sha256.to_string()),
            List::Contacts => match u.contacts.get(at) {
                Some(c) if !c.phone.is_empty() => Some(clean(&c.phone).into_owned()),
                Some(c) if !c.mail.is_empty() => Some(clean(&c.mail).into_owned()),
                Some(c) => Some(clean(&c.name).into_owned()),
                None => call(u, at).map(|c| clean(&c.note).into_owned()),
            },
            List::Figures => figures(scene, u).get(at).map(|f| f.words(scene)),
            List::Below => self
                .selected_below(scene)
                .map(|below| words::name_in(scene.campaign, below, scene.lang())),
            List::History => self
                .entry(scene, ix, at)
                .map(|e| words::entry(scene.cat, scene.campaign, e, Some(ix))),
        }
    }
}

/// How many rows a list has, the long past of the history left out.
fn count(list: List, scene: &Scene<'_>, ix: UnitIx) -> usize {
    let u = scene.campaign.unit(ix);
    match list {
        List::Report => 0,
        List::Activities => u.activities.len(),
        List::Evidence => u.evidence.len(),
        List::Contacts => u.contacts.len() + u.calls.len(),
        List::Figures => figures(scene, u).len(),
        List::History => u.log().len(),
        List::Below => scene.campaign.roster().children(ix).len(),
    }
}

/// A call of the list of contacts: behind the people, the newest first.
fn call(u: &UnitState, at: usize) -> Option<&crate::core::unit::Call> {
    u.calls.iter().rev().nth(at.checked_sub(u.contacts.len())?)
}

// ------------------------------------------------------------------ where things stand

struct Boxed {
    list: List,
    title: Rect,
    body: Rect,
}

#[derive(Default)]
struct Plan {
    head: Rect,
    boxes: Vec<Boxed>,
    /// Column, first row, row after the last.
    bars: Vec<(u16, u16, u16)>,
    small: bool,
    /// One box stands for evidence, contacts and figures.
    shared: bool,
}

fn boxed(list: List, area: Rect) -> Boxed {
    let (title, body) = list::split_top(area, 1);
    Boxed { list, title, body }
}

fn plan(state: &State, area: Rect) -> Plan {
    if area.width < 70 || area.height < 16 {
        return small_plan(state, area);
    }
    let (head, rest) = list::split_top(area, 1);
    let history = (rest.height * 3 / 10).max(5);
    let (top, below) = list::split_top(rest, rest.height - history);
    let mut plan = Plan {
        head,
        ..Plan::default()
    };
    let mut column = |x: u16, cells: u16, lists: &[(List, u16)]| {
        let mut y = top.y;
        for (i, (list, share)) in lists.iter().enumerate() {
            let last = i + 1 == lists.len();
            let rows = if last {
                top.bottom() - y
            } else {
                top.height * share / 10
            };
            plan.boxes.push(boxed(*list, Rect::new(x, y, cells, rows)));
            y += rows;
        }
    };
    let lower = state.lower.unwrap_or(List::Evidence);
    if area.width >= 150 && area.height >= 28 {
        let left = 52;
        let middle = (area.width - left - 2) / 2;
        let right = area.width - left - middle - 2;
        let (x1, x2) = (area.x + left + 1, area.x + left + middle + 2);
        column(area.x, left, &[(List::Report, 10)]);
        column(x1, middle, &[(List::Activities, 6), (List::Figures, 4)]);
        column(x2, right, &[(List::Evidence, 6), (List::Contacts, 4)]);
        plan.bars = vec![(x1 - 1, top.y, top.bottom()), (x2 - 1, top.y, top.bottom())];
    } else {
        let left = (area.width * 42 / 100).clamp(32, 56);
        column(area.x, left, &[(List::Report, 10)]);
        let rest = area.width - left - 1;
        column(area.x + left + 1, rest, &[(List::Activities, 5), (lower, 5)]);
        plan.bars = vec![(area.x + left, top.y, top.bottom())];
        plan.shared = true;
    }
    let foot = state.foot.filter(|l| state.lists.contains(l));
    plan.boxes.push(boxed(foot.unwrap_or(foot_first(state)), below));
    plan
}

/// Of a unit with others below it these are asked for first.
fn foot_first(state: &State) -> List {
    if state.lists.contains(&List::Below) {
        List::Below
    } else {
        List::History
    }
}

fn small_plan(state: &State, area: Rect) -> Plan {
    let rows = match area.height {
        // The report tells by itself what the head would.
        _ if state.list == List::Report => 1,
        0..=3 => 1,
        4..=6 => 2,
        _ => 3,
    };
    let (head, rest) = list::split_top(area, rows);
    Plan {
        head,
        boxes: vec![boxed(state.list, rest)],
        small: true,
        ..Plan::default()
    }
}

// ------------------------------------------------------------------ drawing

/// Draws the sheet of the selected unit.
pub fn view(state: &State, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let Some(ix) = scene.unit else {
        let none = scene.tr("sheet-no_unit");
        paint::text(buf, area.x, area.y, area.width, &none, scene.style(Role::Dim));
        return;
    };
    let plan = plan(state, area);
    head(scene, ix, plan.head, buf);
    for (x, from, to) in &plan.bars {
        list::bar(buf, *x, *from, *to, scene);
    }
    for b in &plan.boxes {
        let focused = scene.focused && b.list == state.list;
        titles(state, scene, ix, b, &plan, buf);
        body(state, &scene.focus(focused), ix, b, buf);
    }
}

/// The name of the unit and its region; on a small screen also where the report stands.
fn head(scene: &Scene<'_>, ix: UnitIx, area: Rect, buf: &mut Buffer) {
    let roster = scene.campaign.roster();
    let dot = scene.look.glyphs.dot;
    let mut parts = vec![format!(
        "{} {}",
        clean(scene.campaign.label(ix)),
        clean(roster.name(ix, scene.lang()))
    )];
    parts.extend(parent_or_region(scene, ix));
    // A commune has no letters: its code stands in front already.
    if scene.campaign.label(ix) != roster.code(ix) {
        let code = clean(roster.code(ix)).into_owned();
        parts.push(scene.cat.tr_args("sheet-code", &[("code", code.into())]));
    }
    let line = parts.join(&format!(" {dot} "));
    let line = if width::cells(&line) > usize::from(area.width) {
        parts.truncate(2);
        parts.join(&format!(" {dot} "))
    } else {
        line
    };
    paint::text(buf, area.x, area.y, area.width, &line, scene.style(Role::Title));
    if area.height > 1 {
        let brief = brief(scene, ix);
        let lines = list::flow(brief, area.width, 2);
        let below = Rect::new(area.x, area.y + 1, area.width, area.height - 1);
        for (y, line) in (below.y..below.bottom()).zip(&lines) {
            let pieces: Vec<(&str, Style)> = line.iter().map(|(s, st)| (s.as_str(), *st)).collect();
            paint::pieces(buf, below.x, y, below.width, &pieces);
        }
    }
}

fn parent_or_region(scene: &Scene<'_>, ix: UnitIx) -> Option<String> {
    let roster = scene.campaign.roster();
    match roster.parent(ix) {
        Some(p) => Some(clean(roster.name(p, scene.lang())).into_owned()),
        None => roster
            .regions()
            .get(roster.region(ix))
            .map(|r| clean(r.name.get(scene.lang())).into_owned()),
    }
}

/// The report in a few pieces, for a small screen.
fn brief(scene: &Scene<'_>, ix: UnitIx) -> Vec<Line> {
    let mut all = vec![state_line(scene, ix)];
    all.push(correction(scene, ix).unwrap_or_else(|| due(scene, ix, false)));
    all.push(completeness(scene, ix));
    all
}

fn titles(state: &State, scene: &Scene<'_>, ix: UnitIx, b: &Boxed, plan: &Plan, buf: &mut Buffer) {
    let shown: Vec<List> = if plan.small {
        state.lists.to_vec()
    } else if matches!(b.list, List::History | List::Below) && state.lists.contains(&List::Below) {
        vec![List::Below, List::History]
    } else if b.list.is_lower() && plan.shared {
        vec![List::Evidence, List::Contacts, List::Figures]
    } else {
        vec![b.list]
    };
    let word = |l: List| {
        let n = count(l, scene, ix);
        if l == List::Below {
            let c = scene.campaign.roll_up(ix, scene.now);
            format!("{} {}/{}", scene.tr(l.key()), c.reported(), c.owing())
        } else if n > 0 && l != List::History {
            format!("{} {n}", scene.tr(l.key()))
        } else {
            scene.tr(l.key()).into_owned()
        }
    };
    let style = |l: List| match (l == b.list, l == state.list && scene.focused) {
        (true, true) => scene.style(Role::Selected),
        (true, false) => scene.style(Role::Title),
        (false, _) => scene.style(Role::Dim),
    };
    let total: usize = shown.iter().map(|l| width::cells(&word(*l)) + 1).sum();
    // Where not all titles fit, the one that is shown comes first.
    let from = if total > usize::from(b.title.width) {
        shown.iter().position(|l| *l == b.list).unwrap_or(0)
    } else {
        0
    };
    let pieces: Line = shown.iter().skip(from).map(|l| (word(*l), style(*l))).collect();
    let all = state.lists.len();
    let end = if plan.small && from + 1 < all && total > usize::from(b.title.width) {
        format!("{}/{all}", b.list as usize + 1)
    } else {
        String::new()
    };
    list::rule(buf, b.title, &pieces, &end, scene);
}

fn body(state: &State, scene: &Scene<'_>, ix: UnitIx, b: &Boxed, buf: &mut Buffer) {
    let area = b.body;
    let u = scene.campaign.unit(ix);
    let cursor = state.cursor(b.list);
    if b.list == List::Report {
        let lines = report(scene, ix, area.width, area.height);
        list::lines(buf, area, &lines, cursor.first, scene.look);
        return;
    }
    let n = state.count(b.list, scene, ix);
    if n == 0 {
        let key = match b.list {
            List::Activities => "sheet-no_activities",
            List::Evidence => "sheet-no_evidence",
            List::Contacts => "sheet-no_contacts",
            List::Figures => "sheet-no_figures",
            _ => "sheet-no_history",
        };
        let style = scene.style(Role::Dim);
        list::lines(
            buf,
            area,
            &list::wrapped(&scene.tr(key), area.width, style),
            0,
            scene.look,
        );
        return;
    }
    list::rows(cursor, n, scene, area, buf, |i, row, buf| match b.list {
        List::Activities => activity(scene, u, i, row, buf),
        List::Evidence => evidence(scene, u, i, row, buf),
        List::Contacts => contact(scene, u, i, row, buf),
        List::Figures => {
            if let Some(f) = figures(scene, u).get(i) {
                f.draw(scene, row, buf);
            }
        }
        List::Below => {
            if let Some(ix) = scene.campaign.roster().children(ix).get(i) {
                below(scene, *ix, row, buf);
            }
        }
        _ => {
            if let Some(e) = state.entry(scene, ix, i) {
                history(scene, ix, e, row, buf);
            }
        }
    });
}

/// A unit below: its sign, its name, and where its report stands.
fn below(scene: &Scene<'_>, ix: UnitIx, row: Rect, buf: &mut Buffer) {
    let (sign, style, debt) = scene.sign(ix);
    let sign = format!("{sign}{}", if debt { scene.look.glyphs.debt } else { " " });
    let roster = scene.campaign.roster();
    for c in list::columns(
        row.width,
        &[col(0u8, 2, 0), col(1, 7, 2), grow(2, 16, 0), grow(3, 20, 1)],
    ) {
        match c.id {
            0 => list::cell(buf, row, c, &sign, style),
            1 => list::cell(
                buf,
                row,
                c,
                &clean(scene.campaign.label(ix)),
                scene.style(Role::Dim),
            ),
            2 => list::cell(
                buf,
                row,
                c,
                &clean(roster.name(ix, scene.lang())),
                scene.style(Role::Text),
            ),
            _ => {
                let told = description::unit_words(scene.cat, scene.campaign, ix, scene.now);
                list::cell(buf, row, c, &told, style);
            }
        }
    }
}

// ------------------------------------------------------------------ the report

/// Everything about the report, in as many lines as it takes; in little room only what is missing of its parts.
fn report(scene: &Scene<'_>, ix: UnitIx, cells: u16, rows: u16) -> Vec<Line> {
    let mut told = vec![state_line(scene, ix)];
    told.extend(received(scene, ix));
    told.push(due(scene, ix, true));
    told.extend(correction(scene, ix));
    let mut lines: Vec<Line> = told.into_iter().flat_map(|l| list::broken(l, cells)).collect();
    lines.extend(judgement(scene, ix, cells));
    lines.push(completeness(scene, ix));
    let used = lines.len();
    let parts = parts(scene, ix, false);
    let full = list::flow(indented(parts), cells, 2);
    if used + full.len() <= usize::from(rows) || scene.campaign.def().parts.len() <= 6 {
        lines.extend(full);
    } else {
        lines.extend(list::flow(indented(self::parts(scene, ix, true)), cells, 2));
    }
    let about = about(scene, ix, cells);
    lines.extend(about);
    lines
}

fn indented(parts: Vec<Line>) -> Vec<Line> {
    let mut all = parts;
    for p in &mut all {
        p.insert(0, (" ".to_owned(), Style::new()));
    }
    all
}

/// `● Đã nhận · bản 2 · chưa duyệt`
fn state_line(scene: &Scene<'_>, ix: UnitIx) -> Line {
    let u = scene.campaign.unit(ix);
    let (sign, style, debt) = scene.sign(ix);
    let mut words = scene.tr(&format!("state-{}", u.state.id())).into_owned();
    let dot = scene.look.glyphs.dot;
    if let Some(v) = u.latest().filter(|_| u.state.has_report()) {
        let version = scene
            .cat
            .tr_args("words-version", &[("n", v.n.to_string().into())]);
        words = format!("{words} {dot} {version}");
    }
    let mut line = vec![(
        format!("{sign}{} ", if debt { scene.look.glyphs.debt } else { "" }),
        style,
    )];
    line.push((words, style));
    if u.state == Life::Received {
        let key = if u.newer_after_acceptance {
            "unit_line-newer_after_acceptance"
        } else {
            "unit_line-not_reviewed"
        };
        line.push((format!(" {dot} {}", scene.tr(key)), scene.style(Role::Warn)));
    }
    line
}

fn when(scene: &Scene<'_>, t: Stamp) -> String {
    dates::day_time(scene.campaign.def(), t)
}

/// When the first and the latest version came, and whether that was in time.
fn received(scene: &Scene<'_>, ix: UnitIx) -> Vec<Line> {
    let u = scene.campaign.unit(ix);
    let mut out = Vec::new();
    let text = scene.style(Role::Text);
    if let Some(first) = u.first() {
        let args = [("time", when(scene, first.at).into())];
        let told = scene.cat.tr_args("sheet-received", &args);
        let mut line = vec![(format!("{told}, "), text), timeliness(scene, ix)];
        if first.entered_later {
            line.push((
                format!(" ({})", scene.tr("term-entered_later")),
                scene.style(Role::Warn),
            ));
        }
        out.push(line);
        if let Some(v) = u.latest().filter(|v| v.n != first.n) {
            let args = [
                ("version", v.n.to_string().into()),
                ("time", when(scene, v.at).into()),
            ];
            out.push(vec![(scene.cat.tr_args("sheet-latest", &args), text)]);
        }
    } else if let Some(t) = u.acknowledged {
        let args = [("time", when(scene, t).into())];
        out.push(vec![(scene.cat.tr_args("sheet-acknowledged", &args), text)]);
    }
    out
}

fn timeliness(scene: &Scene<'_>, ix: UnitIx) -> (String, Style) {
    let t = scene.campaign.timeliness(ix, scene.now);
    if t == Timeliness::OnTime && scene.campaign.on_time_by_later_extension(ix) {
        let words = scene.tr("unit_line-on_time_by_extension").into_owned();
        return (words, scene.style(Role::Warn));
    }
    let role = match t {
        Timeliness::Overdue => Role::Debt,
        Timeliness::Late => Role::Warn,
        Timeliness::OnTime => Role::Accepted,
        _ => Role::Text,
    };
    (
        scene.tr(&format!("timeliness-{}", t.id())).into_owned(),
        scene.style(role),
    )
}

/// The unit's last day, and how far off it is while nothing has come.
fn due(scene: &Scene<'_>, ix: UnitIx, long: bool) -> Line {
    let campaign = scene.campaign;
    let cutoff = campaign.cutoff_of(ix);
    let last = campaign.def().last_day(cutoff);
    let date = if long {
        dates::date_long(scene.cat, last)
    } else {
        dates::date_in(campaign.def().year(), last)
    };
    let words = scene.cat.tr_args("sheet-due", &[("date", date.into())]);
    let mut line = vec![(words, scene.style(Role::Text))];
    if campaign
        .unit(ix)
        .extension
        .is_some_and(|(own, _)| own >= campaign.cutoff())
    {
        line.push((
            format!(" ({})", scene.tr("sheet-own_extension")),
            scene.style(Role::Warn),
        ));
    } else if campaign.extension().is_some() {
        line.push((
            format!(" ({})", scene.tr("term-extension")),
            scene.style(Role::Dim),
        ));
    }
    let owed = matches!(
        campaign.timeliness(ix, scene.now),
        Timeliness::Pending | Timeliness::Overdue
    );
    if owed {
        line.push((", ".to_owned(), scene.style(Role::Text)));
        line.push(distance(scene, cutoff));
    }
    line
}

/// `còn 7 ngày`, `quá 3 ngày`.
fn distance(scene: &Scene<'_>, end: Stamp) -> (String, Style) {
    let ms = end.0.saturating_sub(scene.now.0);
    let span = dates::span(scene.cat, ms.saturating_abs());
    let (key, role) = if ms > 0 {
        ("sheet-left", Role::Text)
    } else {
        ("sheet-past", Role::Debt)
    };
    (
        scene.cat.tr_args(key, &[("span", span.into())]),
        scene.style(role),
    )
}

/// Until when a better version is awaited.
fn correction(scene: &Scene<'_>, ix: UnitIx) -> Option<Line> {
    let u = scene.campaign.unit(ix);
    let due = u.due()?;
    let overdue = scene.campaign.resubmit(ix, scene.now) == Resubmit::Overdue;
    let role = if overdue { Role::Debt } else { Role::Returned };
    let args = [("date", dates::date_in(scene.campaign.def().year(), due).into())];
    let told = scene.cat.tr_args("sheet-correction", &args);
    Some(vec![
        (format!("{told}, "), scene.style(role)),
        distance(scene, scene.zone().end_of(due)),
    ])
}

/// Who judged the report (or excused the unit), when and why.
fn judgement(scene: &Scene<'_>, ix: UnitIx, cells: u16) -> Vec<Line> {
    let u = scene.campaign.unit(ix);
    let (key, at, actor, why) = match (u.exemption(), u.verdict()) {
        (Some(x), _) => ("sheet-exempted", x.at, &x.actor, &x.reason),
        (None, Some(v)) if v.due.is_some() => ("sheet-returned", v.at, &v.actor, &v.note),
        (None, Some(v)) => ("sheet-accepted", v.at, &v.actor, &v.note),
        _ => return Vec::new(),
    };
    let args = [
        ("who", clean(actor.as_str()).into_owned().into()),
        ("time", when(scene, at).into()),
    ];
    let mut out = list::wrapped(&scene.cat.tr_args(key, &args), cells, scene.style(Role::Text));
    if !why.trim().is_empty() {
        let quoted = format!("“{}”", clean(why));
        out.extend(list::wrapped(&quoted, cells, scene.style(Role::Text)));
    }
    out
}

/// `Đầy đủ 5/7`, as far as parts are required.
fn completeness(scene: &Scene<'_>, ix: UnitIx) -> Line {
    let def = scene.campaign.def();
    let u = scene.campaign.unit(ix);
    let total = def.parts.iter().filter(|p| p.required).count();
    let missing = u.missing(def).len();
    let args = [
        ("n", total.saturating_sub(missing).to_string().into()),
        ("total", total.to_string().into()),
    ];
    let role = if missing == 0 { Role::Accepted } else { Role::Text };
    vec![(scene.cat.tr_args("sheet-complete", &args), scene.style(role))]
}

/// The parts of a report: there, optional and not there, or required and missing.
fn parts(scene: &Scene<'_>, ix: UnitIx, missing_only: bool) -> Vec<Line> {
    let def = scene.campaign.def();
    let u = scene.campaign.unit(ix);
    let g = &scene.look.glyphs;
    let sign = |p: &Part| match (u.has_part(p), p.required) {
        (true, _) => (g.state(Life::Accepted), scene.style(Role::Accepted)),
        (false, true) => (
            g.activity(crate::core::fact::ActivityStatus::Cancelled),
            scene.style(Role::Debt),
        ),
        (false, false) => (g.state(Life::Exempt), scene.style(Role::Dim)),
    };
    let shown = |p: &&Part| !missing_only || (p.required && !u.has_part(p));
    def.parts
        .iter()
        .filter(shown)
        .map(|p| {
            let (sign, style) = sign(p);
            let n = match p.kind {
                PartKind::Document => u.evidence_count(EvidenceKind::Document),
                PartKind::Photo => u.evidence_count(EvidenceKind::Photo),
                PartKind::Video => u.evidence_count(EvidenceKind::Video),
                PartKind::Text | PartKind::Figure => 0,
            };
            let name = clean(p.name.get(scene.lang()));
            let words = if n > 0 {
                format!("{name} ({n})")
            } else {
                name.into_owned()
            };
            let role = if u.has_part(p) || p.required {
                Role::Text
            } else {
                Role::Dim
            };
            vec![(format!("{sign} "), style), (words, scene.style(role))]
        })
        .collect()
}

/// Seat, lineage, and how far letters and codes can be trusted.
fn about(scene: &Scene<'_>, ix: UnitIx, cells: u16) -> Vec<Line> {
    let roster = scene.campaign.roster();
    let mut told: Vec<String> = Vec::new();
    let seat = roster.seat(ix);
    if !seat.is_empty() {
        let seat = clean(seat).into_owned();
        told.push(scene.cat.tr_args("sheet-seat", &[("seat", seat.into())]));
    }
    if roster.abbr_invented(ix) {
        let abbr = clean(roster.abbr(ix)).into_owned();
        told.push(scene.cat.tr_args("sheet-abbr_invented", &[("abbr", abbr.into())]));
    }
    let iso = roster.iso(ix);
    if !iso.is_empty() {
        told.push(match roster.iso_status(ix) {
            "" => format!("ISO 3166-2: {}", clean(iso)),
            "code of the former namesake" => {
                let iso = clean(iso).into_owned();
                scene.cat.tr_args("sheet-iso_namesake", &[("iso", iso.into())])
            }
            other => format!("{} ({})", clean(iso), clean(other)),
        });
    }
    let from = roster.formed_from(ix);
    if !from.is_empty() {
        let codes = clean(&from.join(", ")).into_owned();
        told.push(scene.cat.tr_args("sheet-formed_from", &[("codes", codes.into())]));
    }
    told.iter()
        .flat_map(|t| list::wrapped(t, cells, scene.style(Role::Dim)))
        .collect()
}

// ------------------------------------------------------------------ rows

#[derive(Clone, Copy)]
enum Act {
    Sign,
    Mark,
    Days,
    Id,
    Title,
    Reach,
    Tags,
}

fn activity(scene: &Scene<'_>, u: &UnitState, at: usize, row: Rect, buf: &mut Buffer) {
    let Some(a) = u.activities.get(at) else { return };
    let year = scene.campaign.def().year();
    let alike = u.activities.iter().all(|a| a.details.from.year() == year);
    let days = if alike { 5 } else { 10 };
    let cols = [
        col(Act::Sign, 2, 0),
        col(Act::Days, days, 0),
        col(Act::Id, 7, 3),
        grow(Act::Title, 14, 0),
        col(Act::Reach, 7, 2),
        col(Act::Tags, 10, 1),
        col(Act::Mark, 1, 0),
    ];
    let overdue = a.is_overdue(scene.today());
    let status = a.status(scene.today());
    let style = if overdue {
        scene.style(Role::Debt)
    } else {
        scene.look.activity(status)
    };
    let dim = scene.style(Role::Dim);
    let text = if a.counts() { scene.style(Role::Text) } else { dim };
    for c in list::columns(row.width, &cols) {
        match c.id {
            Act::Sign => {
                let debt = if overdue { scene.look.glyphs.debt } else { "" };
                let sign = format!("{}{debt}", scene.look.glyphs.activity(status));
                list::cell(buf, row, c, &sign, style);
            }
            Act::Days => list::cell(buf, row, c, &dates::date_in(year, a.details.from), dim),
            Act::Id => list::cell(buf, row, c, a.id.as_str(), dim),
            Act::Title => list::cell(buf, row, c, &clean(&a.details.title), text),
            Act::Reach => {
                let reach = a.details.reach.map(|n| numbers::whole(scene.lang(), n as i64));
                list::number(buf, row, c, &reach.unwrap_or_default(), text);
            }
            Act::Tags if a.details.sdgs.is_empty() => {}
            Act::Tags => {
                let sdgs = format!("SDG {}", a.details.sdgs.join(" "));
                list::cell(buf, row, c, &sdgs, scene.style(Role::Sdg));
            }
            Act::Mark if scene.act_marks.contains(&a.id) => {
                list::cell(buf, row, c, scene.look.glyphs.mark, scene.style(Role::Marked));
            }
            Act::Mark => {}
        }
    }
}

#[derive(Clone, Copy)]
enum Ev {
    Kind,
    Name,
    Size,
    Hash,
    From,
    At,
}

fn evidence(scene: &Scene<'_>, u: &UnitState, at: usize, row: Rect, buf: &mut Buffer) {
    let Some(e) = u.evidence.get(at) else { return };
    let cols = [
        col(Ev::Kind, 9, 2),
        grow(Ev::Name, 14, 0),
        col(Ev::Size, 8, 0),
        col(Ev::Hash, 9, 1),
        col(Ev::From, 8, 3),
        col(Ev::At, 11, 4),
    ];
    let dim = scene.style(Role::Dim);
    let style = if e.redacted.is_some() {
        dim.add_modifier(Modifier::CROSSED_OUT)
    } else {
        scene.style(Role::Text)
    };
    for c in list::columns(row.width, &cols) {
        match c.id {
            Ev::Kind => {
                let kind = words::file_kind(scene.cat, &e.file);
                list::cell(buf, row, c, &kind, dim);
            }
            Ev::Name => evidence_name(scene, e, c, row, style, buf),
            Ev::Size => list::number(buf, row, c, &numbers::size(scene.lang(), e.file.size), dim),
            Ev::Hash => {
                let head: String = e.file.sha256.as_str().chars().take(8).collect();
                list::cell(buf, row, c, &head, dim);
            }
            Ev::From => {
                let from = match (&e.activity, e.version) {
                    (Some(id), _) => id.to_string(),
                    (None, Some(n)) => scene.cat.tr_args("words-version", &[("n", n.to_string().into())]),
                    _ => String::new(),
                };
                list::cell(buf, row, c, &from, dim);
            }
            Ev::At => list::cell(buf, row, c, &when(scene, e.at), dim),
        }
    }
}

fn evidence_name(
    scene: &Scene<'_>,
    e: &Evidence,
    c: list::Placed<Ev>,
    row: Rect,
    style: Style,
    buf: &mut Buffer,
) {
    let Some(why) = &e.redacted else {
        list::cell(buf, row, c, &clean(&e.file.name), style);
        return;
    };
    let told = format!("{}: {} – ", scene.tr("words-redacted"), clean(why));
    let x = paint::text(buf, row.x + c.x, row.y, c.cells, &told, scene.style(Role::Warn));
    let left = (row.x + c.x + c.cells).saturating_sub(x);
    paint::text(buf, x, row.y, left, &clean(&e.file.name), style);
}

/// People first, then calls and visits.
fn contact(scene: &Scene<'_>, u: &UnitState, at: usize, row: Rect, buf: &mut Buffer) {
    let (text, dim) = (scene.style(Role::Text), scene.style(Role::Dim));
    if let Some(c) = u.contacts.get(at) {
        let how: Vec<String> = [&c.phone, &c.mail, &c.title]
            .into_iter()
            .filter(|s| !s.is_empty())
            .map(|s| clean(s).into_owned())
            .collect();
        let name = format!("{} ", clean(&c.name));
        let bullet = format!("{} ", scene.look.glyphs.bullet);
        let how = how.join(&format!(" {} ", scene.look.glyphs.dot));
        paint::pieces(
            buf,
            row.x,
            row.y,
            row.width,
            &[(&bullet, dim), (&name, scene.style(Role::Title)), (&how, text)],
        );
    } else if let Some(c) = call(u, at) {
        let how = format!(" {}: ", scene.tr(&format!("how-{}", c.how.id())));
        let who = format!(" ({})", clean(c.actor.as_str()));
        paint::pieces(
            buf,
            row.x,
            row.y,
            row.width,
            &[
                (&when(scene, c.at), dim),
                (&how, dim),
                (&clean(&c.note), text),
                (&who, dim),
            ],
        );
    }
}

/// A figure that was reported, or one that is asked for and missing.
struct Told<'a> {
    id: &'a str,
    figure: Option<&'a Figure>,
}

/// The figures of a unit in the order of the definition, those that are missing last.
fn figures<'a>(scene: &Scene<'a>, u: &'a UnitState) -> Vec<Told<'a>> {
    let def = scene.campaign.def();
    let place = |id: &str| {
        def.indicators
            .iter()
            .position(|i| i.id == id)
            .unwrap_or(usize::MAX)
    };
    let mut all: Vec<Told<'a>> = u
        .figures
        .iter()
        .map(|f| Told {
            id: &f.id,
            figure: Some(f),
        })
        .collect();
    all.sort_by_key(|t| place(t.id));
    let asked = def
        .parts
        .iter()
        .filter(|p| p.kind == PartKind::Figure && p.required && !u.has_part(p));
    all.extend(asked.map(|p| Told {
        id: &p.id,
        figure: None,
    }));
    all
}

impl Told<'_> {
    fn value(&self, scene: &Scene<'_>) -> String {
        let Some(f) = self.figure else {
            return scene.tr("term-missing").into_owned();
        };
        match scene.campaign.def().indicator(self.id) {
            Some(i) => words::figure_value(scene.cat, i, f.value),
            None => numbers::plain(scene.lang(), f.value),
        }
    }

    fn label(&self, scene: &Scene<'_>) -> String {
        let label = scene
            .campaign
            .def()
            .indicator(self.id)
            .map(|i| i.label.get(scene.lang()));
        clean(label.unwrap_or(self.id)).into_owned()
    }

    fn words(&self, scene: &Scene<'_>) -> String {
        format!("{}: {}", self.label(scene), self.value(scene))
    }

    fn draw(&self, scene: &Scene<'_>, row: Rect, buf: &mut Buffer) {
        let cols = [grow(0, 14, 0), col(1, 16, 0), col(2, 11, 1), col(3, 10, 2)];
        let unusual = self.figure.is_some_and(|f| f.unusual);
        let role = match self.figure {
            None => Role::Debt,
            Some(_) if unusual => Role::Warn,
            Some(_) => Role::Text,
        };
        for c in list::columns(row.width, &cols) {
            match (c.id, self.figure) {
                (0, _) => list::cell(buf, row, c, &self.label(scene), scene.style(Role::Text)),
                (1, _) => {
                    let mark = if unusual { scene.look.glyphs.debt } else { "" };
                    let words = format!("{}{mark}", self.value(scene));
                    list::number(buf, row, c, &words, scene.style(role));
                }
                (2, Some(f)) => list::cell(buf, row, c, &when(scene, f.at), scene.style(Role::Dim)),
                (3, Some(f)) => {
                    list::cell(buf, row, c, &clean(f.actor.as_str()), scene.style(Role::Dim));
                }
                _ => {}
            }
        }
    }
}

fn history(scene: &Scene<'_>, ix: UnitIx, e: &Entry, row: Rect, buf: &mut Buffer) {
    let cols = [
        col(0, 11, 0),
        col(1, 1, 0),
        grow(2, 36, 0),
        col(3, 14, 3),
        col(4, 9, 2),
    ];
    let dim = scene.style(Role::Dim);
    let (sign, style) = list::fact_sign(&e.fact, scene.look);
    let words_style = if e.void {
        dim.add_modifier(Modifier::CROSSED_OUT)
    } else {
        scene.style(Role::Text)
    };
    for c in list::columns(row.width, &cols) {
        match c.id {
            0 => list::cell(buf, row, c, &when(scene, e.at), dim),
            1 => list::cell(buf, row, c, sign, if e.void { dim } else { style }),
            2 => {
                let told = words::entry(scene.cat, scene.campaign, e, Some(ix));
                list::cell(buf, row, c, &told, words_style);
            }
            3 => list::cell(buf, row, c, &words::via(scene.cat, e.via), dim),
            _ => list::cell(buf, row, c, &clean(e.actor.as_str()), dim),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::names::Lang;
    use crate::tui::panes::fixture::{Desk, ODD, SIZES, draw, shows};

    fn screen(desk: &Desk, list: List, size: (u16, u16)) -> String {
        let scene = desk.scene();
        let mut state = State {
            list,
            ..State::default()
        };
        if list.is_lower() {
            state.lower = Some(list);
        }
        draw(size, |area, buf| {
            state.refresh(&scene);
            state.settle(&scene, area);
            view(&state, &scene, area, buf);
        })
    }

    #[test]
    fn every_size_tells_name_state_and_the_list() {
        for (lang, words) in [
            (Lang::Vi, ["CBG Cao Bằng", "Đã nhận", "bản 2", "Tập huấn"]),
            (Lang::En, ["CBG Cao Bang", "Received", "version 2", "Tập huấn"]),
        ] {
            let desk = Desk::busy(lang);
            for size in SIZES {
                shows(&screen(&desk, List::Activities, size), &words);
            }
        }
    }

    #[test]
    fn each_list_is_shown_on_a_small_screen() {
        let desk = Desk::busy(Lang::Vi);
        let wants = [
            (List::Report, "nội dung báo cáo"),
            (List::Evidence, "bao-cao.docx"),
            (List::Contacts, "Nguyễn Thị Hoa"),
            (List::Figures, "Chưa có số liệu"),
            (List::History, "27/05 09:12"),
        ];
        for (list, want) in wants {
            shows(&screen(&desk, list, (38, 8)), &[want]);
        }
        shows(
            &screen(&desk, List::Report, (78, 20)),
            &["Nhận 25/05 16:40", "đúng hạn", "Hạn đến hết"],
        );
        shows(&screen(&desk, List::History, (120, 30)), &["ghi nhầm", "lan"]);
    }

    #[test]
    fn odd_sizes_and_no_unit_do_no_harm() {
        let mut desk = Desk::busy(Lang::Vi);
        for size in ODD {
            for list in List::ALL {
                screen(&desk, list, size);
            }
        }
        desk.unit = None;
        shows(&screen(&desk, List::Report, (40, 10)), &["Chưa chọn đơn vị"]);
    }

    #[test]
    fn moving_selects_and_copies() {
        let desk = Desk::busy(Lang::Vi);
        let scene = desk.scene();
        let mut state = State::default();
        state.refresh(&scene);
        state.settle(&scene, Rect::new(0, 0, 78, 20));
        state.go(Nav::Down, &scene);
        let act = state.selected_activity(&scene).and_then(|r| r.of(&desk.campaign));
        assert_eq!(act.map(|a| a.id.as_str()), Some("CBG-2"));
        state.next_list(true);
        assert_eq!(state.list, List::Evidence);
        assert_eq!(state.selected_activity(&scene), None);
        assert_eq!(state.copy_text(&scene).map(|s| s.len()), Some(64));
        state.next_list(true);
        assert_eq!(state.copy_text(&scene).as_deref(), Some("0206 385 1234"));
        state.next_list(false);
        state.next_list(false);
        state.next_list(false);
        state.next_list(false);
        assert_eq!(state.list, List::History);
        assert!(state.copy_text(&scene).is_some());
    }
}
