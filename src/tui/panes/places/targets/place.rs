//! The trees as a place.

use ratatui::buffer::Buffer;

use crate::core::campaign::Campaign;
use crate::core::names::UnitIx;
use crate::listout::{Format, Page};
use crate::output::sheet;
use crate::tui::keymap::Layer;
use crate::tui::layout::{self, Areas};
use crate::tui::msg::{Nav, Place};
use crate::tui::panes::kit::place::{LaidBy, Opens, PlaceState, framed, name};
use crate::tui::panes::places::targets::state::State;
use crate::tui::panes::places::targets::view::view;
use crate::tui::scene::{ActRef, Scene};

impl PlaceState for State {
    fn place(&self) -> Place {
        Place::Goals
    }

    fn layers(&self) -> &'static [Layer] {
        &[Layer::Goals, Layer::Global]
    }

    fn refresh(&mut self, scene: &Scene<'_>) {
        Self::refresh(self, scene);
    }

    fn settle(&mut self, scene: &Scene<'_>, areas: &Areas) {
        Self::settle(self, scene, layout::inside(areas.body));
    }

    fn view(&self, scene: &Scene<'_>, areas: &Areas, buf: &mut Buffer) {
        let area = framed(&name(Place::Goals, scene), scene, areas, buf);
        view(self, scene, area, buf);
    }

    fn go(&mut self, nav: Nav, _scene: &Scene<'_>, _areas: &Areas) {
        Self::go(self, nav);
    }

    fn forget_order(&mut self) {
        Self::forget(self);
    }

    fn selected_unit(&self, _campaign: &Campaign) -> Option<UnitIx> {
        self.activity().map(|r| r.unit)
    }

    fn selected_activity(&self, _campaign: &Campaign) -> Option<ActRef> {
        self.activity()
    }

    fn open(&mut self, _scene: &Scene<'_>) -> Opens {
        if let Some(r) = self.activity() {
            return Opens::Unit(r.unit);
        }
        self.toggle();
        Opens::Nothing
    }

    fn next_list(&mut self, _forward: bool) {
        self.other_list();
    }

    fn group(&mut self) -> Option<String> {
        self.other_list();
        None
    }

    fn list_key(&self) -> Option<&'static str> {
        Some("place-goals")
    }

    fn page(&self, scene: &Scene<'_>, format: Format) -> Option<Page> {
        let table = sheet::goals(scene.campaign, self.nodes(scene));
        Some(Page::of(scene.cat, "goals", table, format, scene.now))
    }

    fn found(&self) -> usize {
        self.rows.len()
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
