//! Reminders: who is due a message today, on which occasion, to which address, how often and when they were reminded; and
//! the message to the selected unit as it would be written.
//!
//! It must never write anything; a key hands it to the clerk.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::campaign::Campaign;
use crate::core::names::{Lang, UnitIx};
use crate::core::remind::Plan;
use crate::core::time::Date;
use crate::listout::{Format, Page};
use crate::output::reminders::{self, Row};
use crate::output::words;
use crate::text::{Catalogue, dates};
use crate::tui::keymap::Layer;
use crate::tui::layout::{self, Areas};
use crate::tui::msg::{Nav, Place};
use crate::tui::paint::{self, clean};
use crate::tui::panes::kit::list::{self, Cursor, Line, col, grow};
use crate::tui::panes::kit::place::{Kind, PlaceState, framed, name};
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// What the place remembers.
#[derive(Debug, Clone, Default)]
pub struct State {
    rows: Vec<Row>,
    cursor: Cursor,
    made_for: Option<(u64, Date)>,
    /// The message, scrolled by left and right.
    detail: Cursor,
    detail_len: usize,
}

#[derive(Clone, Copy)]
enum Cell {
    Unit,
    Name,
    Why,
    LastDay,
    Address,
    Last,
}

impl State {
    fn make(&mut self, scene: &Scene<'_>) {
        let today = scene.today();
        let key = (scene.campaign.seq(), today);
        if self.made_for == Some(key) {
            return;
        }
        self.made_for = Some(key);
        let selected = self.selected();
        let plan = Plan::of_ladder(scene.campaign, today, &[]);
        self.rows = reminders::rows(&plan);
        let found = selected.and_then(|ix| self.rows.iter().position(|r| r.due.unit == ix));
        self.cursor.at = found.unwrap_or(self.cursor.at);
        self.cursor.clamp(self.rows.len());
    }

    fn selected(&self) -> Option<UnitIx> {
        self.rows.get(self.cursor.at).map(|r| r.due.unit)
    }
}

impl PlaceState for State {
    fn place(&self) -> Place {
        Place::Reminders
    }

    fn layers(&self) -> &'static [Layer] {
        &[Layer::Reminders, Layer::Global]
    }

    fn refresh(&mut self, scene: &Scene<'_>) {
        self.make(scene);
    }

    fn settle(&mut self, scene: &Scene<'_>, areas: &Areas) {
        let p = plan(layout::inside(areas.body));
        self.cursor.settle(p.rows.height, self.rows.len());
        let told = self
            .rows
            .get(self.cursor.at)
            .map(|r| message(scene, r, p.detail.width));
        self.detail_len = told.map_or(0, |lines| lines.len());
        self.detail.rows = usize::from(p.detail.height);
    }

    fn view(&self, scene: &Scene<'_>, areas: &Areas, buf: &mut Buffer) {
        let area = framed(&name(Place::Reminders, scene), scene, areas, buf);
        view(self, scene, area, buf);
    }

    fn go(&mut self, nav: Nav, _scene: &Scene<'_>, _areas: &Areas) {
        if matches!(nav, Nav::Left | Nav::Right) {
            self.detail.scroll(nav, self.detail_len);
            return;
        }
        self.cursor.go(nav, self.rows.len());
        self.detail = Cursor::default();
    }

    fn forget_order(&mut self) {
        self.made_for = None;
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
        Some(self.rows.iter().map(|r| r.due.unit).collect())
    }

    fn found(&self) -> usize {
        self.rows.len()
    }

    fn list_key(&self) -> Option<&'static str> {
        Some("place-reminders")
    }

    fn page(&self, scene: &Scene<'_>, format: Format) -> Option<Page> {
        let all = scene.marks.is_empty();
        let rows = self
            .rows
            .iter()
            .filter(|r| all || scene.marks.contains(&r.due.unit));
        let rows = rows.cloned().collect();
        let table = reminders::table(scene.campaign, rows);
        Some(Page::of(scene.cat, "reminders", &table, format, scene.now))
    }
}

struct Parts {
    rows: Rect,
    rule: Rect,
    bar: Option<u16>,
    detail: Rect,
}

fn plan(area: Rect) -> Parts {
    if area.width >= 140 {
        let left = area.width * 55 / 100;
        return Parts {
            rows: Rect::new(area.x, area.y, left, area.height),
            rule: Rect::default(),
            bar: Some(area.x + left),
            detail: Rect::new(area.x + left + 2, area.y, area.width - left - 2, area.height),
        };
    }
    let below = match area.height {
        0..=8 => 0,
        n => n / 2,
    };
    let (rows, low) = list::split_top(area, area.height - below);
    let (rule, detail) = list::split_top(low, 1);
    Parts {
        rows,
        rule,
        bar: None,
        detail,
    }
}

fn view(state: &State, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    if state.rows.is_empty() {
        let key = match (
            scene.campaign.opened().is_some(),
            scene.campaign.closed().is_some(),
        ) {
            (false, _) => "cli-remind_unopened",
            (_, true) => "cli-remind_closed",
            _ => "cli-remind_nobody",
        };
        return list::nothing(scene, key, area, buf);
    }
    let p = plan(area);
    let wide = list::wide(p.rows, state.rows.len());
    let columns = list::columns(
        wide,
        &[
            col(Cell::Unit, 4, 3),
            col(Cell::Name, 18, 0),
            grow(Cell::Why, 28, 0),
            col(Cell::LastDay, 10, 2),
            grow(Cell::Address, 26, 1),
            grow(Cell::Last, 24, 4),
        ],
    );
    list::rows(
        state.cursor,
        state.rows.len(),
        scene,
        p.rows,
        buf,
        |i, row, buf| {
            let Some(r) = state.rows.get(i) else { return };
            let marked = scene.marks.contains(&r.due.unit);
            for c in &columns {
                let (words, role) = cell(scene, r, c.id);
                let role = if marked { Role::Marked } else { role };
                list::cell(buf, row, *c, &words, scene.style(role));
            }
        },
    );
    if let Some(x) = p.bar {
        list::bar(buf, x, area.y, area.bottom(), scene);
    }
    let counts = [
        (
            "n",
            state.rows.iter().filter(|r| r.silent.is_none()).count().into(),
        ),
        (
            "silent",
            state.rows.iter().filter(|r| r.silent.is_some()).count().into(),
        ),
    ];
    let title = (
        scene.cat.tr_args("remind-counts", &counts),
        scene.style(Role::Title),
    );
    list::rule(buf, p.rule, &[title], "", scene);
    if let Some(row) = state.rows.get(state.cursor.at) {
        let lines = message(scene, row, p.detail.width);
        list::lines(buf, p.detail, &lines, state.detail.first, scene.look);
    }
}

fn cell(scene: &Scene<'_>, row: &Row, what: Cell) -> (String, Role) {
    let ix = row.due.unit;
    match what {
        Cell::Unit => (clean(scene.campaign.label(ix)).into_owned(), Role::Dim),
        Cell::Name => (words::short_name_in(scene.campaign, ix, scene.lang()), Role::Text),
        Cell::Why => (reminders::occasion(scene.cat, row.due.step), Role::Text),
        Cell::LastDay => (
            dates::date_in(scene.campaign.def().year(), row.due.last_day),
            Role::Dim,
        ),
        Cell::Address => match row.silent {
            None => (clean(&row.address).into_owned(), Role::Text),
            Some(why) => (
                scene.tr(&format!("remind_state-{}", why.id())).into_owned(),
                Role::Warn,
            ),
        },
        Cell::Last => (reminders::last(scene.cat, scene.campaign, ix), Role::Dim),
    }
}

/// The message to a unit by itself, as it would be written: in Vietnamese, as it goes out.
fn message(scene: &Scene<'_>, row: &Row, cells: u16) -> Vec<Line> {
    let (text, dim) = (scene.style(Role::Text), scene.style(Role::Dim));
    let mut lines = Vec::new();
    let last = reminders::last(scene.cat, scene.campaign, row.due.unit);
    if !last.is_empty() {
        lines.extend(list::wrapped(&last, cells, dim));
    }
    if let Some(why) = row.silent {
        let why = scene.tr(&format!("remind_state-{}", why.id()));
        lines.extend(list::wrapped(&why, cells, scene.style(Role::Warn)));
    }
    let posting = crate::core::remind::Posting {
        to: row.address.clone(),
        due: vec![row.due],
        bounced: row.bounced,
    };
    let words = reminders::words(&Catalogue::new(Lang::Vi), scene.campaign, &posting, scene.today());
    lines.extend(list::wrapped(&words.subject, cells, scene.style(Role::Title)));
    for paragraph in words.body.lines() {
        match paragraph.trim() {
            "" => lines.push(Line::new()),
            said => lines.extend(list::wrapped(&paint::clean(said), cells, text)),
        }
    }
    lines
}
