//! All activities as a table: sorted, filtered, marked, with the sum of people reached.
//!
//! What sorting and filtering need of a title is kept from one refresh to the next and made anew only for activities
//! that changed, so that 20,000 of them stay quick. It must never know how an activity is changed.

use std::collections::HashMap;

use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::campaign::Campaign;
use crate::core::names::{ActivityId, Lang};
use crate::core::time::Date;
use crate::core::unit::Activity;
use crate::output::words;
use crate::reading::units;
use crate::text::{Needle, collate, fold, numbers, width};
use crate::tui::msg::Nav;
use crate::tui::paint::clean;
use crate::tui::panes::kit::list::{self, Cursor, Line, col, grow};
use crate::tui::scene::{ActRef, Scene};
use crate::tui::theme::Role;

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
struct Kept {
    id: ActivityId,
    seq: u64,
    folded: String,
    title: Vec<u8>,
}

/// What the table remembers.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// By what it is sorted.
    pub sort: Sort,
    order: Vec<ActRef>,
    kept: HashMap<ActRef, Kept>,
    kept_for: Option<(u64, usize)>,
    cursor: Cursor,
    made_for: Option<Key>,
    total: usize,
    /// How many of those that are shown were not called off.
    counting: usize,
    reach: u64,
}

/// What the order depends on.
#[derive(Debug, Clone, PartialEq)]
struct Key {
    seq: u64,
    units: usize,
    today: Date,
    sort: Sort,
    lang: Lang,
    needle: Option<Needle>,
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
        self.keep(scene.campaign);
        self.order = self.filtered(scene.campaign, scene.needle);
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
    fn keep(&mut self, campaign: &Campaign) {
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
                    folded: fold::folded(&haystack(campaign, r, a)),
                    title: collate::key(&a.details.title),
                });
                self.kept.insert(r, kept);
            }
        }
        self.total = self.kept.len();
    }

    fn filtered(&self, campaign: &Campaign, needle: Option<&Needle>) -> Vec<ActRef> {
        let kept = self.kept.iter();
        let mut order: Vec<ActRef> = match needle.filter(|n| !n.is_empty()) {
            None => kept.map(|(r, _)| *r).collect(),
            Some(n) => {
                let fits = |r: &ActRef, k: &Kept| {
                    let there = |a| n.matches(&haystack(campaign, *r, a)).is_some();
                    n.may_match(&k.folded) && r.of(campaign).is_some_and(there)
                };
                kept.filter(|(r, k)| fits(r, k)).map(|(r, _)| *r).collect()
            }
        };
        if let Some(n) = needle.filter(|_| order.is_empty()) {
            // The name of a unit, as letters write it.
            let meant = units::meant(campaign.roster(), n.typed());
            order.extend(self.kept.keys().filter(|r| meant.contains(&r.unit)));
        }
        order.sort_unstable();
        order
    }

    /// Sorts what is in the order of units; a stable sort keeps that order among equals.
    fn arrange(&mut self, campaign: &Campaign, today: Date) {
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
        let (_, body) = split(area);
        self.cursor.settle(body.height, self.order.len());
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

fn status_rank(a: &Activity, today: Date) -> u8 {
    use crate::core::fact::ActivityStatus::{Cancelled, Done, Ongoing, Planned};
    match a.status(today) {
        Ongoing => 0,
        Planned => 1,
        Done => 2,
        Cancelled => 3,
    }
}

/// Everything that a filter looks at: title, id, kind and unit, names in both languages.
fn haystack(campaign: &Campaign, r: ActRef, a: &Activity) -> String {
    let roster = campaign.roster();
    let kind = campaign.def().activity_kind(&a.details.kind);
    let (vi, en) = kind.map_or(("", ""), |k| (k.name.vi.as_str(), k.name.en.as_str()));
    format!(
        "{} {} {vi} {en} {} {}",
        a.details.title,
        a.id,
        roster.name(r.unit, Lang::Vi),
        roster.name(r.unit, Lang::En)
    )
}

/// The totals, in a tall area a heading too, and the rows.
fn split(area: Rect) -> (Rect, Rect) {
    list::split_top(area, if area.height >= 10 { 2 } else { 1 })
}

#[derive(Clone, Copy)]
enum Cell {
    Sign,
    Id,
    Days,
    Unit,
    Name,
    Kind,
    Title,
    Mode,
    Reach,
    Sdg,
    Goals,
    Status,
    Files,
}

/// Communes have codes and no letters, and a name only beside their province's.
fn all_columns(scene: &Scene<'_>) -> [list::Col<Cell>; 13] {
    let mut all = COLUMNS;
    if scene.campaign.roster().is_tree() {
        (all[1].cells, all[3].cells, all[4].cells) = (10, 7, 20);
    }
    let year = scene.campaign.def().year();
    let far = |d: Date| d.year() != year;
    let acts = || scene.campaign.activities().map(|(_, a)| &a.details);
    // Wide enough for the years of those that lie in another one.
    all[2].cells = match (acts().any(|d| far(d.from)), acts().any(|d| far(d.to))) {
        (false, false) => all[2].cells,
        (true, true) => 21,
        _ => 16,
    };
    all
}

const COLUMNS: [list::Col<Cell>; 13] = [
    col(Cell::Sign, 3, 0),
    col(Cell::Id, 7, 4),
    col(Cell::Days, 11, 1),
    col(Cell::Unit, 4, 0),
    col(Cell::Name, 15, 9),
    col(Cell::Kind, 15, 5),
    grow(Cell::Title, 16, 0),
    col(Cell::Mode, 12, 8),
    col(Cell::Reach, 8, 2),
    col(Cell::Sdg, 10, 6),
    col(Cell::Goals, 12, 7),
    col(Cell::Status, 13, 3),
    col(Cell::Files, 4, 10),
];

/// Draws the rows that fit.
pub fn view(state: &State, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let (head, body) = split(area);
    totals(state, scene, head, buf);
    let wide = list::wide(body, state.order.len());
    let columns = list::columns(wide, &all_columns(scene));
    if head.height > 1 {
        headings(
            state,
            scene,
            &columns,
            Rect::new(head.x, head.y + 1, wide, 1),
            buf,
        );
    }
    if state.order.is_empty() {
        let key = if state.total == 0 {
            "acts-none"
        } else {
            "acts-no_match"
        };
        list::nothing(scene, key, body, buf);
        return;
    }
    list::rows(
        state.cursor,
        state.order.len(),
        scene,
        body,
        buf,
        |i, row, buf| {
            if let Some(r) = state.order.get(i) {
                line(scene, *r, &columns, row, buf);
            }
        },
    );
}

/// `12 hoạt động · 1.234 người tham gia · xếp theo ngày`
fn totals(state: &State, scene: &Scene<'_>, row: Rect, buf: &mut Buffer) {
    let n = state.order.len();
    let held = state.counting;
    let mut told = vec![scene.cat.tr_args("acts-count", &[("n", held.into())])];
    if held < n {
        // What was called off is listed and does not count.
        told[0] = format!(
            "{} ({})",
            told[0],
            scene.cat.tr_args("acts-cancelled", &[("n", (n - held).into())])
        );
    }
    if n < state.total {
        told[0] = scene
            .cat
            .tr_args("acts-count_of", &[("n", n.into()), ("total", state.total.into())]);
    }
    if state.reach > 0 {
        let reach = numbers::whole(scene.lang(), i64::try_from(state.reach).unwrap_or(i64::MAX));
        told.push(scene.cat.tr_args("acts-reach", &[("n", reach.into())]));
    }
    let marked = scene.act_marks.len();
    if marked > 0 {
        told.push(scene.cat.tr_args("acts-marked", &[("n", marked.into())]));
    }
    told.push(scene.tr(&format!("acts_by-{}", state.sort.id())).into_owned());
    let dot = scene.look.glyphs.dot;
    while told.len() > 2 && width::cells(&told.join(" · ")) > usize::from(row.width) {
        told.remove(told.len() - 2);
    }
    let line: Line = vec![(told.join(&format!(" {dot} ")), scene.style(Role::Title))];
    list::lines(buf, Rect::new(row.x, row.y, row.width, 1), &[line], 0, scene.look);
}

fn headings(state: &State, scene: &Scene<'_>, columns: &[list::Placed<Cell>], row: Rect, buf: &mut Buffer) {
    for &c in columns {
        let (key, sort) = match c.id {
            Cell::Sign | Cell::Name => continue,
            Cell::Id => ("heading-id", None),
            Cell::Days => ("heading-days", Some(Sort::Date)),
            Cell::Unit => ("acts-unit_short", Some(Sort::Unit)),
            Cell::Kind => ("heading-kind", Some(Sort::Kind)),
            Cell::Title => ("heading-title", Some(Sort::Title)),
            Cell::Mode => ("heading-mode", None),
            Cell::Reach => ("acts-reach_short", Some(Sort::Reach)),
            Cell::Sdg => ("heading-sdg", None),
            Cell::Goals => ("heading-goals", None),
            Cell::Status => ("heading-status", Some(Sort::Status)),
            Cell::Files => ("acts-files", None),
        };
        let sorted = sort == Some(state.sort);
        let arrow = match (sorted, state.sort) {
            (false, _) => "",
            (true, Sort::Reach) => scene.look.glyphs.down,
            (true, _) => scene.look.glyphs.up,
        };
        let role = if sorted { Role::Title } else { Role::Dim };
        let words = format!("{}{arrow}", scene.tr(key));
        if matches!(c.id, Cell::Reach | Cell::Files) {
            list::number(buf, row, c, &words, scene.style(role));
        } else {
            list::cell(buf, row, c, &words, scene.style(role));
        }
    }
}

fn line(scene: &Scene<'_>, r: ActRef, columns: &[list::Placed<Cell>], row: Rect, buf: &mut Buffer) {
    let Some(a) = r.of(scene.campaign) else { return };
    let def = scene.campaign.def();
    let (d, lang) = (&a.details, scene.lang());
    let (status, overdue) = (a.status(scene.today()), a.is_overdue(scene.today()));
    let style = if overdue {
        scene.style(Role::Debt)
    } else {
        scene.look.activity(status)
    };
    let dim = scene.style(Role::Dim);
    let text = if a.counts() { scene.style(Role::Text) } else { dim };
    let g = &scene.look.glyphs;
    for &c in columns {
        match c.id {
            Cell::Sign => {
                let debt = if overdue { g.debt } else { " " };
                let mark = if scene.act_marks.contains(&a.id) {
                    g.mark
                } else {
                    " "
                };
                list::cell(buf, row, c, &format!("{}{debt}{mark}", g.activity(status)), style);
            }
            Cell::Id => list::cell(buf, row, c, &clean(a.id.as_str()), dim),
            Cell::Days => list::cell(buf, row, c, &words::days_short(def.year(), d.from, d.to), dim),
            Cell::Unit => list::cell(buf, row, c, &clean(scene.campaign.label(r.unit)), text),
            Cell::Name => {
                let name = words::short_name_in(scene.campaign, r.unit, lang);
                list::cell(buf, row, c, &name, dim);
            }
            Cell::Kind => {
                let kind = def
                    .activity_kind(&d.kind)
                    .map_or(d.kind.as_str(), |k| k.name.get(lang));
                list::cell(buf, row, c, &clean(kind), dim);
            }
            Cell::Title => list::cell(buf, row, c, &clean(&d.title), text),
            Cell::Mode => {
                let mode = scene.tr(&format!("mode-{}", d.mode.id()));
                list::cell(buf, row, c, &mode, dim);
            }
            Cell::Reach => {
                let reach = d
                    .reach
                    .map(|n| numbers::whole(lang, i64::try_from(n).unwrap_or(i64::MAX)));
                list::number(buf, row, c, &reach.unwrap_or_default(), text);
            }
            Cell::Sdg => list::cell(buf, row, c, &clean(&d.sdgs.join(" ")), scene.style(Role::Sdg)),
            Cell::Goals => list::cell(buf, row, c, &clean(&d.goals.join(" ")), scene.style(Role::Goal)),
            Cell::Status => {
                let told = if overdue {
                    scene.tr("acts-overdue")
                } else {
                    scene.tr(&format!("act_status-{}", status.id()))
                };
                list::cell(buf, row, c, &told, style);
            }
            Cell::Files if a.files == 0 => {}
            Cell::Files => list::number(buf, row, c, &a.files.to_string(), dim),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::panes::fixture::{Desk, ODD, SIZES, draw, shows};

    fn screen(state: &mut State, desk: &Desk, size: (u16, u16)) -> String {
        let scene = desk.scene();
        draw(size, |area, buf| {
            state.refresh(&scene);
            state.settle(&scene, area);
            view(state, &scene, area, buf);
        })
    }

    fn ids(state: &State, desk: &Desk) -> Vec<String> {
        let id = |r: &ActRef| r.of(&desk.campaign).map(|a| a.id.to_string());
        state.shown().iter().filter_map(id).collect()
    }

    #[test]
    fn titles_and_totals_are_shown_at_every_size() {
        for (lang, count) in [(Lang::Vi, "3 hoạt động"), (Lang::En, "3 activities")] {
            let desk = Desk::busy(lang);
            for size in SIZES {
                shows(
                    &screen(&mut State::default(), &desk, size),
                    &[count, "Ánh sáng số", "CBG"],
                );
            }
            for size in ODD {
                screen(&mut State::default(), &desk, size);
            }
        }
        let reach = screen(&mut State::default(), &Desk::busy(Lang::Vi), (78, 20));
        shows(&reach, &["4.200 người tham gia"]);
    }

    #[test]
    fn each_way_of_sorting_puts_first_what_belongs_there() {
        let desk = Desk::busy(Lang::Vi);
        let mut state = State::default();
        let mut first = Vec::new();
        for _ in 0..6 {
            state.refresh(&desk.scene());
            first.push((state.sort, ids(&state, &desk)[0].clone()));
            state.next_sort();
        }
        assert_eq!(state.sort, Sort::Date, "the ways go round");
        let of = |sort| first.iter().find(|(s, _)| *s == sort).map(|(_, id)| id.as_str());
        assert_eq!(of(Sort::Date), Some("CBG-2"));
        // Á comes before T, which byte order would not give.
        assert_eq!(of(Sort::Title), Some("CBG-2"));
        assert_eq!(of(Sort::Reach), Some("CBG-2"));
    }

    #[test]
    fn the_filter_finds_titles_units_and_kinds_without_marks() {
        let mut desk = Desk::busy(Lang::Vi);
        let mut state = State::default();
        for (typed, found) in [
            ("toa dam ket", 1),
            ("cao bang", 2),
            ("hni-1", 1),
            ("seminar", 3),
            ("zzz", 0),
        ] {
            desk.needle = Some(Needle::new(typed));
            state.refresh(&desk.scene());
            assert_eq!(state.shown().len(), found, "{typed}");
        }
    }

    #[test]
    fn an_undone_command_is_forgotten() {
        let mut desk = Desk::busy(Lang::Vi);
        let mut state = State::default();
        state.refresh(&desk.scene());
        assert_eq!(state.shown().len(), 3);
        desk.activity("02", "Phát thanh", "2020-05-17", 9);
        state.refresh(&desk.scene());
        assert_eq!(state.shown().len(), 4);
        desk.give(
            "2020-05-28T09:00:00+07:00",
            crate::core::decide::Command::Undo,
            "",
        );
        state.refresh(&desk.scene());
        assert_eq!(state.shown().len(), 3);
    }
}
