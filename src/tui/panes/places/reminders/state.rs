//! What the place remembers.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::campaign::Campaign;
use crate::core::names::UnitIx;
use crate::core::remind::Plan;
use crate::core::time::Date;
use crate::listout::{Format, Page};
use crate::output::reminders;
use crate::tui::keymap::Layer;
use crate::tui::layout::{self, Areas};
use crate::tui::msg::{Ask, Nav, Place};
use crate::tui::panes::kit::list::Cursor;
use crate::tui::panes::kit::place::{Kind, PlaceState, framed, name};
use crate::tui::scene::Scene;

use super::list::{Entry, entries};
use super::message::message;
use super::view::{plan, view};

/// What the place remembers.
#[derive(Debug, Clone, Default)]
pub struct State {
    pub(super) rows: Vec<Entry>,
    pub(super) cursor: Cursor,
    made_for: Option<(u64, Date)>,
    /// The message, scrolled by left and right.
    pub(super) detail: Cursor,
    detail_len: usize,
    /// Addresses from which a letter came back, as far as that was told.
    bounced: Vec<String>,
    /// That is known as letters stand now.
    asked: bool,
}

impl State {
    fn make(&mut self, scene: &Scene<'_>) {
        let today = scene.today();
        let key = (scene.campaign.seq(), today);
        if self.made_for == Some(key) {
            return;
        }
        self.made_for = Some(key);
        let selected = self.rows.get(self.cursor.at).cloned();
        self.rows = entries(scene.campaign, &self.plan(scene));
        let found = selected.and_then(|was| {
            let same = |e: &Entry| *e == was;
            let of_it = |e: &Entry| e.unit() == was.unit();
            let places = self.rows.iter().position(same);
            places.or_else(|| self.rows.iter().position(of_it))
        });
        self.cursor.at = found.unwrap_or(self.cursor.at);
        self.cursor.clamp(self.rows.len());
    }

    /// Who would get what today.
    pub fn plan(&self, scene: &Scene<'_>) -> Plan {
        Plan::of_ladder(scene.campaign, scene.today(), &self.bounced)
    }

    /// From which addresses a letter came back.
    pub fn take_bounced(&mut self, bounced: Vec<String>) {
        if self.bounced != bounced {
            self.bounced = bounced;
            self.made_for = None;
        }
    }

    /// Letters stand otherwise than before.
    pub fn hear_letters(&mut self) {
        self.asked = false;
    }

    /// Whoever is due a message; none of those who cannot be written to where `sendable`.
    pub fn due_units(&self, sendable: bool) -> Vec<UnitIx> {
        let due = self.rows.iter().filter_map(Entry::due);
        due.filter(|row| !sendable || row.silent.is_none())
            .map(|row| row.due.unit)
            .collect()
    }

    /// The unit at hand, where the message at hand is one that nobody answered for.
    pub fn in_doubt(&self) -> Option<UnitIx> {
        match self.rows.get(self.cursor.at)? {
            Entry::Doubt(ix, _) => Some(*ix),
            Entry::Refused(..) | Entry::Due(_) => None,
        }
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
        self.detail_len = message(scene, self.rows.get(self.cursor.at), p.detail).len();
        self.detail.rows = usize::from(p.detail.height);
    }

    fn view(&self, scene: &Scene<'_>, areas: &Areas, buf: &mut Buffer) {
        let area: Rect = framed(&name(Place::Reminders, scene), scene, areas, buf);
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
        self.rows.get(self.cursor.at).map(Entry::unit)
    }

    fn takes_marks(&self) -> Option<Kind> {
        Some(Kind::Units)
    }

    fn marks(&self) -> (Kind, Nav) {
        (Kind::Units, Nav::Down)
    }

    fn shown_units(&self) -> Option<Vec<UnitIx>> {
        Some(self.due_units(false))
    }

    fn found(&self) -> usize {
        self.rows.len()
    }

    fn list_key(&self) -> Option<&'static str> {
        Some("place-reminders")
    }

    fn page(&self, scene: &Scene<'_>, format: Format) -> Option<Page> {
        let all = scene.marks.is_empty();
        let rows = self.rows.iter().filter_map(Entry::due);
        let rows = rows.filter(|r| all || scene.marks.contains(&r.due.unit));
        let table = reminders::table(scene.campaign, rows.cloned().collect());
        Some(Page::of(scene.cat, "reminders", table, format, scene.now))
    }

    fn lacks(&mut self) -> Option<Ask> {
        let asks = !std::mem::replace(&mut self.asked, true);
        asks.then_some(Ask::Bounced)
    }
}
