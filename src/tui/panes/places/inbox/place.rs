//! What a place is asked.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::listout::{Format, Page};
use crate::output::inbox;
use crate::tui::keymap::Layer;
use crate::tui::layout::{self, Areas};
use crate::tui::msg::{Ask, Nav, Place};
use crate::tui::panes::kit::list as kit;
use crate::tui::panes::kit::place::{Kind, Opens, PlaceState, framed, name};
use crate::tui::panes::places::inbox::areas::Areas as Parted;
use crate::tui::panes::places::inbox::list;
use crate::tui::panes::places::inbox::state::State;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

impl PlaceState for State {
    fn place(&self) -> Place {
        Place::Inbox
    }

    fn layers(&self) -> &'static [Layer] {
        &[Layer::Inbox, Layer::Global]
    }

    fn refresh(&mut self, scene: &Scene<'_>) {
        Self::refresh(self, scene);
    }

    fn settle(&mut self, scene: &Scene<'_>, areas: &Areas) {
        Self::settle(self, scene, layout::inside(areas.body));
    }

    fn view(&self, scene: &Scene<'_>, areas: &Areas, buf: &mut Buffer) {
        let mut title = name(Place::Inbox, scene);
        if let Some(only) = self.only {
            let only = scene.tr(&format!("inbox_why-{}", only.id()));
            title = format!("{title} {} {only}", scene.look.glyphs.dot);
        }
        let (more, left) = self.seeking.beyond();
        for (key, n) in [("inbox-found_more", more), ("inbox-found_left", left)] {
            if n > 0 {
                let said = scene.cat.tr_args(key, &[("n", n.into())]);
                title = format!("{title} {} {said}", scene.look.glyphs.dot);
            }
        }
        let area = framed(&title, scene, areas, buf);
        view(self, scene, area, buf);
    }

    fn go(&mut self, nav: Nav, _scene: &Scene<'_>, areas: &Areas) {
        let letter = Parted::of(layout::inside(areas.body), self.shown().len(), self.turned).letter;
        Self::go(self, nav, letter.height);
    }

    fn forget_order(&mut self) {}

    fn marks(&self) -> (Kind, Nav) {
        (Kind::Letters, Nav::Down)
    }

    fn found(&self) -> usize {
        self.rows.len()
    }

    fn list_key(&self) -> Option<&'static str> {
        Some("place-inbox")
    }

    fn page(&self, scene: &Scene<'_>, format: Format) -> Option<Page> {
        let shown = self
            .rows
            .iter()
            .filter(|item| self.marks.is_empty() || self.marks.contains(item.id()));
        let rows = shown.map(|item| item.entry.clone()).collect();
        let table = inbox::table(scene.cat, scene.campaign, rows);
        Some(Page::of(scene.cat, "letters", table, format, scene.now))
    }

    fn open(&mut self, _scene: &Scene<'_>) -> Opens {
        Opens::Nothing
    }

    fn next_list(&mut self, forward: bool) {
        self.turn(forward);
    }

    fn group(&mut self) -> Option<String> {
        Some(self.next_reason())
    }

    fn copy_text(&self, _scene: &Scene<'_>) -> Option<String> {
        // By its name everything else is found: `ketnoi inbox show`.
        self.selected().map(|item| item.id().as_str().to_owned())
    }

    fn lacks(&mut self) -> Option<Ask> {
        if self.wants_list() {
            return Some(Ask::Letters { listed: true });
        }
        if let Some(id) = self.wants_letter() {
            return Some(Ask::FindLetter(id));
        }
        let words = self.wants_words().map(Ask::ReadLetter);
        words.or_else(|| self.wants_more())
    }

    fn forget_facts(&mut self) {
        self.forget();
    }
}

fn view(state: &State, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    if scene.back.is_some() {
        return kit::nothing(scene, "inbox-present", area, buf);
    }
    if state.rows.is_empty() {
        let key = match state.is_told() {
            false => "inbox-reading",
            true if scene.needle.is_some() => "inbox-no_match",
            true => "inbox-empty",
        };
        return kit::nothing(scene, key, area, buf);
    }
    let areas = Parted::of(area, state.shown().len(), state.turned);
    list::view(state, scene, areas.list, buf);
    if let Some(x) = areas.bar {
        kit::bar(buf, x, area.y, area.bottom(), scene);
    }
    if !areas.tabs.is_empty() {
        let style = |view| {
            if view == state.view {
                Role::Title
            } else {
                Role::Dim
            }
        };
        let tabs = state.views().into_iter().map(|v| {
            let words = scene.tr(&format!("inbox_view-{}", v.id()));
            // What is shown is told by more than its colour.
            let words = if v == state.view {
                format!("[{words}]")
            } else {
                words.into_owned()
            };
            (words, scene.style(style(v)))
        });
        let tabs: Vec<_> = tabs.collect();
        kit::rule(buf, areas.tabs, &tabs, "", scene);
    }
    kit::lines(buf, areas.letter, &state.lines, state.scroll, scene.look);
    if state.turned && !areas.letter.is_empty() {
        scene.here(areas.letter.x, areas.letter.y);
    }
}
