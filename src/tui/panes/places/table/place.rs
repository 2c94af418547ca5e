//! The table as a place.

use ratatui::buffer::Buffer;

use crate::core::campaign::Campaign;
use crate::core::names::UnitIx;
use crate::listout::{Format, Page};
use crate::output::activities;
use crate::tui::keymap::Layer;
use crate::tui::layout::{self, Areas};
use crate::tui::msg::{Nav, Place};
use crate::tui::panes::kit::place::{Kind, LaidBy, PlaceState, framed, name};
use crate::tui::panes::places::table::state::State;
use crate::tui::panes::places::table::view::view;
use crate::tui::scene::{ActRef, Scene};

impl PlaceState for State {
    fn place(&self) -> Place {
        Place::Activities
    }

    fn layers(&self) -> &'static [Layer] {
        &[Layer::Activities, Layer::Global]
    }

    fn refresh(&mut self, scene: &Scene<'_>) {
        Self::refresh(self, scene);
    }

    fn settle(&mut self, scene: &Scene<'_>, areas: &Areas) {
        Self::settle(self, scene, layout::inside(areas.body));
    }

    fn view(&self, scene: &Scene<'_>, areas: &Areas, buf: &mut Buffer) {
        let area = framed(&name(Place::Activities, scene), scene, areas, buf);
        view(self, scene, area, buf);
    }

    fn go(&mut self, nav: Nav, _scene: &Scene<'_>, _areas: &Areas) {
        Self::go(self, nav);
    }

    fn forget_order(&mut self) {
        Self::forget(self);
    }

    fn selected_unit(&self, _campaign: &Campaign) -> Option<UnitIx> {
        self.selected().map(|r| r.unit)
    }

    fn selected_activity(&self, _campaign: &Campaign) -> Option<ActRef> {
        self.selected()
    }

    fn takes_marks(&self) -> Option<Kind> {
        Some(Kind::Activities)
    }

    fn marks(&self) -> (Kind, Nav) {
        (Kind::Activities, Nav::Down)
    }

    fn shown_activities(&self) -> Option<Vec<ActRef>> {
        Some(self.order.clone())
    }

    fn found(&self) -> usize {
        self.order.len()
    }

    fn list_key(&self) -> Option<&'static str> {
        Some("place-activities")
    }

    fn page(&self, scene: &Scene<'_>, format: Format) -> Option<Page> {
        let rows = scene.marked_activities(self.shown());
        let table = activities::table(scene.campaign, scene.now, rows);
        Some(Page::of(scene.cat, "activities", table, format, scene.now))
    }

    fn group(&mut self) -> Option<String> {
        self.next_sort();
        None
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
