//! What the queue remembers, and what a place is asked.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::campaign::Campaign;
use crate::core::deed::{Deed, Grant};
use crate::core::fact;
use crate::core::names::{Lang, UnitIx};
use crate::core::time::Stamp;
use crate::core::waiting::{Waiting, Why};
use crate::listout::{Format, Page};
use crate::output::queue;
use crate::text::Needle;
use crate::tui::keymap::Layer;
use crate::tui::layout::{self, Areas};
use crate::tui::msg::{Nav, Place};
use crate::tui::paint;
use crate::tui::panes::kit::folded::Folded;
use crate::tui::panes::kit::list as kit;
use crate::tui::panes::kit::place::{Kind, LaidBy, PlaceState, framed, name};
use crate::tui::panes::places::queue::{list, preview};
use crate::tui::scene::Scene;

/// From this width on the list has a preview beside it.
const BESIDE: u16 = 98;

/// From this height on a narrow list says in its last row whom to call.
const TALL: u16 = 8;

/// The part of a wide screen that is the list's.
const SHARE: u16 = 42;

/// What the queue remembers.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The rows, group by group.
    pub(super) rows: Vec<Waiting>,
    /// How many of the rows are past their date.
    pub(super) debts: usize,
    /// What is to be looked at comes before what is past its date.
    own_first: bool,
    /// Something waits, filter or not.
    pub(super) any: bool,
    /// The selected row.
    pub(super) at: usize,
    /// The first line that is shown: rows and headings.
    pub(super) first: usize,
    page: usize,
    /// The other view is asked for than the one that the width gives.
    turned: bool,
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
    acts_as: fact::Role,
}

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// The heading of what is past its date, or of what is to be looked at.
    Heading(bool),
    /// A row.
    Row(usize),
}

/// How the inside of the frame is divided.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Parts {
    pub(super) headings: Rect,
    pub(super) list: Rect,
    /// Whom to call, in a line below a narrow list.
    pub(super) call: Rect,
    pub(super) bar: Option<u16>,
    pub(super) preview: Rect,
}

/// Is whoever looks one who accepts what others recommend?
pub(super) fn decides(scene: &Scene<'_>) -> bool {
    Deed::Accept.grant(scene.acts_as) != Grant::No
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
            acts_as: scene.acts_as,
        };
        if self.made_for.as_ref() == Some(&key) {
            return;
        }
        self.made_for = Some(key);
        let selected = self.selected();
        self.rows = scene.campaign.queue_of(scene.acts_as, scene.now);
        // What is past its date comes first; but what was recommended waits for the leader alone.
        self.own_first = decides(scene) && self.rows.iter().any(|w| w.why == Why::Recommended);
        self.rows.sort_by_key(|w| w.why.is_debt() == self.own_first);
        self.any = !self.rows.is_empty();
        if let Some(needle) = scene.needle.filter(|n| !n.is_empty()) {
            self.folded.keep(scene.campaign);
            self.rows = self
                .folded
                .found((scene.campaign, scene.now), scene.cat, needle, &self.rows, |w| {
                    w.unit
                });
        }
        self.debts = self.rows.iter().filter(|w| w.why.is_debt()).count();
        let found = selected.and_then(|ix| self.rows.iter().position(|w| w.unit == ix));
        self.at = found.unwrap_or(self.at).min(self.rows.len().saturating_sub(1));
    }

    /// Moves the selection.
    pub fn go(&mut self, nav: Nav) {
        self.at = kit::step(self.at, nav, self.page, self.rows.len().saturating_sub(1));
    }

    /// Keeps the selected row among those that are shown, with the heading above it where there is room.
    pub fn settle(&mut self, area: Rect) {
        let rows = usize::from(self.parts(area).list.height);
        self.page = rows.saturating_sub(1);
        let lines = self.lines();
        let line = lines.iter().position(|l| *l == Shown::Row(self.at)).unwrap_or(0);
        let heads = line > 0 && matches!(lines.get(line - 1), Some(Shown::Heading(_)));
        if heads && rows > 1 {
            self.first = paint::scroll(self.first, line - 1, rows, lines.len());
        }
        self.first = paint::scroll(self.first, line, rows, lines.len());
    }

    /// The lines of the list: each group that has rows under its heading.
    pub(super) fn lines(&self) -> Vec<Shown> {
        let group = |debt: bool, rows: std::ops::Range<usize>| {
            let heading = (!rows.is_empty()).then_some(Shown::Heading(debt));
            heading.into_iter().chain(rows.map(Shown::Row))
        };
        let end = self.rows.len();
        let (first, second) = if self.own_first {
            (0..end - self.debts, end - self.debts..end)
        } else {
            (0..self.debts, self.debts..end)
        };
        group(!self.own_first, first)
            .chain(group(self.own_first, second))
            .collect()
    }

    pub(super) fn parts(&self, area: Rect) -> Parts {
        let beside = area.width >= BESIDE;
        let mut parts = Parts::default();
        let mut left = area;
        match (beside, self.turned) {
            (true, false) => {
                left.width = (area.width / 100 * SHARE + area.width % 100 * SHARE / 100)
                    .clamp(list::LEAST, list::MOST);
                parts.bar = Some(left.right() + 1);
                let x = left.right() + 3;
                parts.preview = Rect::new(x, area.y, area.right().saturating_sub(x), area.height);
            }
            (false, true) => {
                parts.preview = area;
                return parts;
            }
            (false, false) if area.height >= TALL => {
                left.height -= 1;
                parts.call = Rect::new(area.x, left.bottom(), area.width, 1);
            }
            (true, true) | (false, false) => {}
        }
        (parts.headings, parts.list) = kit::split_top(left, u16::from(area.height >= 10));
        parts
    }

    /// The selected row.
    pub(super) fn selected_row(&self) -> Option<Waiting> {
        self.rows.get(self.at).copied()
    }

    /// The selected unit.
    pub fn selected(&self) -> Option<UnitIx> {
        self.selected_row().map(|w| w.unit)
    }

    /// Selects a unit, if it waits and the filter lets it through.
    pub fn select(&mut self, ix: UnitIx) {
        if let Some(at) = self.rows.iter().position(|w| w.unit == ix) {
            self.at = at;
        }
    }
}

/// Draws what waits, and what there is to know of the selected unit.
pub fn view(state: &State, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    if state.rows.is_empty() {
        let key = match state.any {
            true => "queue-no_match",
            false if scene.campaign.is_expecting() => "queue-expected",
            false => "queue-empty",
        };
        return kit::nothing(scene, key, area, buf);
    }
    let parts = state.parts(area);
    list::view(state, scene, &parts, buf);
    let Some(w) = state.selected_row() else { return };
    preview::call_line(scene, w.unit, parts.call, buf);
    if let Some(x) = parts.bar {
        kit::bar(buf, x, area.y, area.bottom(), scene);
    }
    preview::view(scene, w, parts.preview, buf);
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

    fn settle(&mut self, _scene: &Scene<'_>, areas: &Areas) {
        Self::settle(self, layout::inside(areas.body));
    }

    fn view(&self, scene: &Scene<'_>, areas: &Areas, buf: &mut Buffer) {
        let mut title = name(Place::Queue, scene);
        if let Some(post) = scene.post.words(scene.cat, scene.zone(), true) {
            title = format!("{title} {} {post}", scene.look.glyphs.dot);
        }
        let area = framed(&title, scene, areas, buf);
        view(self, scene, area, buf);
    }

    fn go(&mut self, nav: Nav, _scene: &Scene<'_>, _areas: &Areas) {
        Self::go(self, nav);
    }

    fn forget_order(&mut self) {
        // The number of facts of another moment tells nothing about what was made.
        self.made_for = None;
        self.folded = Folded::default();
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
        let rows = rows.into_iter().map(queue::Row::Unit).collect();
        let table = queue::table(scene.campaign, scene.now, rows);
        Some(Page::of(scene.cat, "queue", table, format, scene.now))
    }

    fn next_list(&mut self, _forward: bool) {
        self.turned = !self.turned;
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
