//! The queue: what waits for a person, most pressing first, with the reason, since when, and whom we last reached.
//!
//! It must never know how what waits is settled; the keys and forms do that.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::campaign::{Campaign, Waiting, Why};
use crate::core::names::{Lang, UnitIx};
use crate::core::time::Stamp;
use crate::listout::{Format, Page};
use crate::output::{queue, words};
use crate::text::{Needle, dates, width};
use crate::tui::keymap::Layer;
use crate::tui::layout::{self, Areas};
use crate::tui::msg::{Nav, Place};
use crate::tui::paint::clean;
use crate::tui::panes::kit::folded::Folded;
use crate::tui::panes::kit::list::{self, Cursor, Line, col, grow};
use crate::tui::panes::kit::place::{Kind, LaidBy, PlaceState, framed, name};
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

const WHYS: [Why; 3] = [Why::Unreviewed, Why::CorrectionOverdue, Why::Overdue];

/// What the queue remembers.
#[derive(Debug, Clone, Default)]
pub struct State {
    rows: Vec<Waiting>,
    /// How many wait for each reason, filter or not.
    counts: [usize; 3],
    cursor: Cursor,
    made_for: Option<Key>,
    present: LaidBy<Self>,
    folded: Folded,
}

/// What the order depends on.
#[derive(Debug, Clone, PartialEq)]
struct Key {
    seq: u64,
    changes: Option<Stamp>,
    units: usize,
    lang: Lang,
    needle: Option<Needle>,
}

impl State {
    /// Asks anew what waits, if a fact, the clock or the filter may have changed it.
    pub fn refresh(&mut self, scene: &Scene<'_>) {
        let key = Key {
            seq: scene.campaign.seq(),
            changes: scene.campaign.next_change(scene.now),
            units: scene.campaign.roster().len(),
            lang: scene.lang(),
            needle: scene.needle.cloned(),
        };
        if self.made_for.as_ref() == Some(&key) {
            return;
        }
        self.made_for = Some(key);
        let selected = self.selected();
        self.rows = scene.campaign.queue(scene.now);
        self.counts = WHYS.map(|why| self.rows.iter().filter(|w| w.why == why).count());
        if let Some(needle) = scene.needle.filter(|n| !n.is_empty()) {
            self.folded.keep(scene.campaign);
            self.rows = self.folded.found(scene.campaign, needle, &self.rows, |w| w.unit);
        }
        let found = selected.and_then(|ix| self.rows.iter().position(|w| w.unit == ix));
        self.cursor.at = found.unwrap_or(self.cursor.at);
        self.cursor.clamp(self.rows.len());
    }

    /// Another moment of the campaign is shown from now on: its number of facts tells nothing about what was made.
    pub fn forget(&mut self) {
        self.made_for = None;
    }

    /// Moves the selection.
    pub fn go(&mut self, nav: Nav) {
        self.cursor.go(nav, self.rows.len());
    }

    /// Keeps the selected row among those that are shown.
    pub fn settle(&mut self, _scene: &Scene<'_>, area: Rect) {
        let (_, body) = split(area);
        self.cursor.settle(body.height, self.rows.len());
    }

    /// The selected unit.
    pub fn selected(&self) -> Option<UnitIx> {
        self.rows.get(self.cursor.at).map(|w| w.unit)
    }

    /// Selects a unit, if it waits and the filter lets it through.
    pub fn select(&mut self, ix: UnitIx) {
        if let Some(at) = self.rows.iter().position(|w| w.unit == ix) {
            self.cursor.at = at;
        }
    }
}

impl PlaceState for State {
    fn place(&self) -> Place {
        Place::Queue
    }

    fn layers(&self) -> &'static [Layer] {
        &[Layer::Queue, Layer::Global]
    }

    fn refresh(&mut self, scene: &Scene<'_>) {
        Self::refresh(self, scene);
    }

    fn settle(&mut self, scene: &Scene<'_>, areas: &Areas) {
        Self::settle(self, scene, layout::inside(areas.body));
    }

    fn view(&self, scene: &Scene<'_>, areas: &Areas, buf: &mut Buffer) {
        let area = framed(&name(Place::Queue, scene), scene, areas, buf);
        view(self, scene, area, buf);
    }

    fn go(&mut self, nav: Nav, _scene: &Scene<'_>, _areas: &Areas) {
        Self::go(self, nav);
    }

    fn forget_order(&mut self) {
        Self::forget(self);
    }

    fn selected_unit(&self, _campaign: &Campaign) -> Option<UnitIx> {
        self.selected()
    }

    fn takes_marks(&self) -> Option<Kind> {
        Some(Kind::Units)
    }

    fn marks(&self) -> (Kind, Nav) {
        (Kind::Units, Nav::Down)
    }

    fn shown_units(&self) -> Option<Vec<UnitIx>> {
        Some(self.rows.iter().map(|w| w.unit).collect())
    }

    fn found(&self) -> usize {
        self.rows.len()
    }

    fn list_key(&self) -> Option<&'static str> {
        Some("place-queue")
    }

    fn page(&self, scene: &Scene<'_>, format: Format) -> Option<Page> {
        let rows = scene.marked_or_all(&self.rows, |w| w.unit);
        let table = queue::table(scene.campaign, scene.now, rows);
        Some(Page::of(scene.cat, "queue", &table, format, scene.now))
    }

    fn leave_present(&mut self) {
        self.present = LaidBy::of(self.clone());
    }

    fn come_back(&mut self) {
        if let Some(then) = self.present.take() {
            *self = then;
        }
    }
}

/// The counts, in a tall area a heading too, and the rows.
fn split(area: Rect) -> (Rect, Rect) {
    list::split_top(area, if area.height >= 10 { 2 } else { 1 })
}

#[derive(Clone, Copy)]
enum Cell {
    Sign,
    Unit,
    Name,
    Region,
    Why,
    Since,
    Long,
    Version,
    Contact,
}

const COLUMNS: [list::Col<Cell>; 9] = [
    col(Cell::Sign, 3, 0),
    col(Cell::Unit, 4, 0),
    col(Cell::Name, 17, 2),
    grow(Cell::Why, 13, 0),
    col(Cell::Long, 8, 0),
    col(Cell::Since, 11, 3),
    col(Cell::Version, 6, 4),
    grow(Cell::Contact, 28, 1),
    col(Cell::Region, 24, 5),
];

/// Communes have codes and no letters, and a name only beside their province's.
fn all_columns(state: &State, scene: &Scene<'_>) -> [list::Col<Cell>; 9] {
    let mut all = COLUMNS;
    let shown = state
        .cursor
        .shown(state.rows.len())
        .filter_map(|i| state.rows.get(i));
    all[5].cells = list::moment_cells(scene, shown.map(|w| w.since));
    if scene.campaign.roster().is_tree() {
        (all[1].cells, all[2].cells) = (7, 20);
        (all[2].rank, all[7].rank) = (1, 2);
    }
    all
}

/// Draws what waits.
pub fn view(state: &State, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let (head, body) = split(area);
    counts(state, scene, head, buf);
    let wide = list::wide(body, state.rows.len());
    let columns = list::columns(wide, &all_columns(state, scene));
    if head.height > 1 {
        headings(&columns, scene, Rect::new(head.x, head.y + 1, wide, 1), buf);
    }
    if state.rows.is_empty() {
        let filtered = state.counts.iter().any(|n| *n > 0);
        let key = match filtered {
            true => "queue-no_match",
            false if scene.campaign.is_expecting() => "queue-expected",
            false => "queue-empty",
        };
        list::nothing(scene, key, body, buf);
        return;
    }
    list::rows(state.cursor, state.rows.len(), scene, body, buf, |i, row, buf| {
        if let Some(w) = state.rows.get(i) {
            line(&columns, scene, *w, row, buf);
        }
    });
}

/// `3 đã nhận, chưa duyệt · 12 quá hạn báo cáo`
fn counts(state: &State, scene: &Scene<'_>, row: Rect, buf: &mut Buffer) {
    let mut pieces = reasons(state, scene, "why");
    if list::cells(&pieces) > usize::from(row.width) {
        pieces = reasons(state, scene, "why_short");
    }
    if pieces.is_empty() {
        pieces.push((scene.tr("term-queue").into_owned(), scene.style(Role::Title)));
    }
    list::lines(
        buf,
        Rect::new(row.x, row.y, row.width, 1),
        &[pieces],
        0,
        scene.look,
    );
}

fn reasons(state: &State, scene: &Scene<'_>, family: &str) -> Line {
    let dot = format!(" {} ", scene.look.glyphs.dot);
    let mut pieces: Line = Vec::new();
    for (why, n) in WHYS.iter().zip(state.counts).filter(|(_, n)| *n > 0) {
        if !pieces.is_empty() {
            pieces.push((dot.clone(), scene.style(Role::Dim)));
        }
        let role = if *why == Why::Unreviewed {
            Role::Received
        } else {
            Role::Debt
        };
        pieces.push((
            format!("{n} {}", scene.tr(&format!("{family}-{}", why.id()))),
            scene.style(role),
        ));
    }
    pieces
}

fn headings(columns: &[list::Placed<Cell>], scene: &Scene<'_>, row: Rect, buf: &mut Buffer) {
    for c in columns.iter().copied() {
        let key = match c.id {
            Cell::Sign | Cell::Name | Cell::Version => continue,
            Cell::Unit => "acts-unit_short",
            Cell::Region => "term-region",
            Cell::Why => "heading-why",
            Cell::Since => "heading-since",
            Cell::Long => "queue-how_long",
            Cell::Contact => "heading-last_contact",
        };
        list::cell(buf, row, c, &scene.tr(key), scene.style(Role::Dim));
    }
}

fn line(columns: &[list::Placed<Cell>], scene: &Scene<'_>, w: Waiting, row: Rect, buf: &mut Buffer) {
    let u = scene.campaign.unit(w.unit);
    let roster = scene.campaign.roster();
    let (text, dim) = (scene.style(Role::Text), scene.style(Role::Dim));
    let (sign, style, debt) = scene.sign(w.unit);
    for c in columns.iter().copied() {
        match c.id {
            Cell::Sign => {
                let marked = scene.marks.contains(&w.unit);
                let mark = if marked { scene.look.glyphs.mark } else { " " };
                let debt = if debt { scene.look.glyphs.debt } else { " " };
                list::cell(buf, row, c, &format!("{sign}{debt}{mark}"), style);
            }
            Cell::Unit => {
                let fresh = scene.fresh.contains_key(&w.unit);
                let role = if fresh { Role::Fresh } else { Role::Title };
                list::cell(
                    buf,
                    row,
                    c,
                    &clean(scene.campaign.label(w.unit)),
                    scene.style(role),
                );
            }
            Cell::Name => {
                let name = words::short_name_in(scene.campaign, w.unit, scene.lang());
                list::cell(buf, row, c, &name, text);
            }
            Cell::Region => {
                let region = roster.regions().get(roster.region(w.unit));
                let name = region.map_or("", |r| r.name.get(scene.lang()));
                list::cell(buf, row, c, &clean(name), dim);
            }
            Cell::Why => {
                let mut why = scene.tr(&format!("why-{}", w.why.id()));
                if width::cells(&why) > usize::from(c.cells) {
                    why = scene.tr(&format!("why_short-{}", w.why.id()));
                }
                list::cell(buf, row, c, &why, style);
            }
            Cell::Since => list::cell(buf, row, c, &dates::day_time(scene.campaign.def(), w.since), dim),
            Cell::Long => {
                let span = dates::span(scene.cat, scene.now.0.saturating_sub(w.since.0).max(0));
                list::cell(buf, row, c, &span, text);
            }
            Cell::Version => {
                let version = u.latest().map(|v| {
                    let n = v.n.to_string();
                    scene.cat.tr_args("words-version", &[("n", n.into())])
                });
                list::cell(buf, row, c, &version.unwrap_or_default(), dim);
            }
            Cell::Contact => list::cell(buf, row, c, &last_contact(scene, w.unit), dim),
        }
    }
}

/// When the unit was last called, by whom, and what was said.
fn last_contact(scene: &Scene<'_>, ix: UnitIx) -> String {
    let Some(call) = scene.campaign.unit(ix).last_call() else {
        return scene.tr("unit_line-no_contact").into_owned();
    };
    let at = dates::day_time(scene.campaign.def(), call.at);
    let how = scene.tr(&format!("how-{}", call.how.id()));
    let note = clean(&call.note);
    let told = format!("{at} {} ({how})", scene.cat.person(call.actor.as_str()));
    if note.trim().is_empty() {
        told
    } else {
        format!("{told}: {note}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::panes::fixture::{Desk, ODD, SIZES, at, draw, shows};

    fn screen(state: &mut State, desk: &Desk, size: (u16, u16)) -> String {
        let scene = desk.scene();
        draw(size, |area, buf| {
            state.refresh(&scene);
            state.settle(&scene, area);
            view(state, &scene, area, buf);
        })
    }

    #[test]
    fn what_waits_is_shown_with_its_reason() {
        for (lang, words) in [
            (Lang::Vi, ["CBG", "HNI", "quá hạn"]),
            (Lang::En, ["CBG", "HNI", "overdue"]),
        ] {
            let desk = Desk::busy(lang);
            for size in SIZES {
                shows(&screen(&mut State::default(), &desk, size), &words);
            }
            for size in ODD {
                screen(&mut State::default(), &desk, size);
            }
        }
    }

    #[test]
    fn the_most_pressing_comes_first_and_the_filter_narrows() {
        let mut desk = Desk::busy(Lang::Vi);
        let mut state = State::default();
        state.refresh(&desk.scene());
        assert_eq!(state.selected(), Some(desk.ix("04")));
        assert_eq!(state.rows.len(), 63);
        state.go(Nav::Down);
        assert_eq!(state.selected(), Some(desk.ix("01")));
        desk.needle = Some(Needle::new("ha noi"));
        state.refresh(&desk.scene());
        assert_eq!(state.shown_units(), Some(vec![desk.ix("01")]));
        desk.needle = None;
        state.refresh(&desk.scene());
        assert_eq!(state.selected(), Some(desk.ix("01")), "the selection stays");
    }

    /// At 80x24 one column too many stood in the heading: the rows were a cell narrower.
    #[test]
    fn a_heading_stands_over_its_column() {
        let desk = Desk::busy(Lang::Vi);
        for wide in 40..130 {
            let out = screen(&mut State::default(), &desk, (wide, 12));
            let lines: Vec<&str> = out.lines().collect();
            let at = |line: &str, words: &str| line.find(words).map(|i| width::cells(&line[..i]));
            let head = lines.iter().position(|l| l.contains("Lý do")).expect("a heading");
            let heading = at(lines[head], "Lý do");
            let why = lines.iter().skip(head + 2).find_map(|l| at(l, "quá hạn"));
            assert_eq!(heading, why, "{wide}\n{out}");
            assert!(heading.is_some());
        }
    }

    #[test]
    fn an_empty_queue_says_so() {
        let mut desk = Desk::new(Lang::Vi);
        desk.now = at("2020-05-12T08:00:00+07:00");
        let out = screen(&mut State::default(), &desk, (60, 8));
        shows(&out, &["Không có việc nào đang chờ"]);
    }
}
