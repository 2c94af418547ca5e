//! The history as a place.

use ratatui::buffer::Buffer;

use crate::core::campaign::Campaign;
use crate::core::fact::Envelope;
use crate::core::hex::hex;
use crate::core::names::UnitIx;
use crate::listout::{Format, Page};
use crate::output::log;
use crate::tui::keymap::Layer;
use crate::tui::layout::{self, Areas};
use crate::tui::msg::{Ask, Nav, Place};
use crate::tui::panes::kit::place::{LaidBy, PlaceState, framed, name};
use crate::tui::panes::places::history::state::{PAGE, State, unit_of};
use crate::tui::panes::places::history::view::view;
use crate::tui::scene::Scene;

impl PlaceState for State {
    fn place(&self) -> Place {
        Place::History
    }

    fn layers(&self) -> &'static [Layer] {
        &[Layer::History, Layer::Global]
    }

    fn refresh(&mut self, scene: &Scene<'_>) {
        Self::refresh(self, scene);
    }

    fn settle(&mut self, scene: &Scene<'_>, areas: &Areas) {
        Self::settle(self, scene, layout::inside(areas.body));
    }

    fn view(&self, scene: &Scene<'_>, areas: &Areas, buf: &mut Buffer) {
        let area = framed(&name(Place::History, scene), scene, areas, buf);
        view(self, scene, area, buf);
    }

    fn go(&mut self, nav: Nav, _scene: &Scene<'_>, _areas: &Areas) {
        Self::go(self, nav);
    }

    /// Its order goes by the facts at hand, and by whence they are looked at.
    fn forget_order(&mut self) {}

    fn selected_unit(&self, campaign: &Campaign) -> Option<UnitIx> {
        unit_of(campaign, self.selected()?)
    }

    fn copy_text(&self, _scene: &Scene<'_>) -> Option<String> {
        self.selected().map(|e| hex(&e.hash))
    }

    fn list_key(&self) -> Option<&'static str> {
        Some("place-history")
    }

    /// The facts at hand: older ones are read as one goes down to them.
    fn page(&self, scene: &Scene<'_>, format: Format) -> Option<Page> {
        let rows = self.order.iter().filter_map(|i| self.facts.get(*i));
        let rows = rows.map(|e| (e.clone(), self.redacted_by(e).cloned()));
        let table = log::table(scene.cat, scene.campaign, rows.collect());
        Some(Page::of(scene.cat, "facts", table, format, scene.now))
    }

    fn found(&self) -> usize {
        self.order.len()
    }

    fn lacks(&mut self) -> Option<Ask> {
        let before = self.wants_before()?;
        Some(Ask::History { before, limit: PAGE })
    }

    /// What is being looked at goes on growing; what is not is read when it is.
    fn hear(&mut self, facts: &[Envelope]) {
        if let Some(present) = self.present.get_mut() {
            present.hear(facts);
        }
        if !self.facts.is_empty() {
            self.take(facts.to_vec());
        }
    }

    fn forget_facts(&mut self) {
        self.forget();
    }

    fn leave_present(&mut self) {
        self.present = LaidBy::of(std::mem::take(self));
    }

    /// What it had asked for was answered to the other one.
    fn come_back(&mut self) {
        if let Some(then) = self.present.take() {
            *self = then;
            self.ask_again();
        }
    }
}
