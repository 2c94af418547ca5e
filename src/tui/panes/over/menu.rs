//! The menu of places: each with the letter that leads to it, and the keys that lead there without the menu; last, the way
//! to the top of what is listed.
//!
//! It is drawn from rows that others make of the key table; it must never name a key itself.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text::width;
use crate::tui::layout;
use crate::tui::msg::{Nav, Place};
use crate::tui::paint;
use crate::tui::panes::kit::list::{self, Cursor};
use crate::tui::panes::kit::place::name;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// Where an entry of the menu leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    /// To a place.
    Place(Place),
    /// To the top of what is listed where one is.
    Top,
}

/// An entry of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Where it leads.
    pub to: To,
    /// Its letter, as it is shown.
    pub key: String,
    /// The keys that lead there without the menu, as they are shown.
    pub direct: String,
}

/// What the menu remembers.
#[derive(Debug, Clone, Default)]
pub struct State {
    items: Vec<Item>,
    cursor: Cursor,
}

impl State {
    /// A menu of these places, the one where one is selected.
    pub fn new(items: Vec<Item>, here: Place) -> Self {
        let at = items.iter().position(|i| i.to == To::Place(here)).unwrap_or(0);
        let cursor = Cursor {
            at,
            ..Cursor::default()
        };
        Self { items, cursor }
    }

    /// The places, in order.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Moves the selection.
    pub fn go(&mut self, nav: Nav) {
        self.cursor.go(nav, self.items.len());
    }

    /// Keeps the selected place among those that are shown.
    pub fn settle(&mut self, body: Rect) {
        let rows = layout::sheet_inside(area(self, body)).height;
        self.cursor.settle(rows, self.items.len());
    }

    /// Where the selected entry leads.
    pub fn selected(&self) -> Option<To> {
        self.items.get(self.cursor.at).map(|i| i.to)
    }
}

fn area(state: &State, body: Rect) -> Rect {
    layout::menu(body, state.items.len())
}

/// Draws the menu as a box over the body.
pub fn view(state: &State, scene: &Scene<'_>, body: Rect, buf: &mut Buffer) {
    let area = area(state, body);
    if area.width < 5 || area.height < 3 {
        return;
    }
    let inner = paint::sheet(buf, area, &scene.tr("help-places"), scene.look);
    let keys = state.items.iter().map(|i| width::cells(&i.key)).max();
    let keys = keys.unwrap_or(0) as u16;
    list::rows(
        state.cursor,
        state.items.len(),
        scene,
        inner,
        buf,
        |i, row, buf| {
            let Some(item) = state.items.get(i) else { return };
            paint::text(buf, row.x, row.y, keys, &item.key, scene.style(Role::Key));
            let left = paint::right(buf, row, row.y, &item.direct, scene.style(Role::Dim));
            let x = row.x + keys + 2;
            let room = left.saturating_sub(x + 1);
            let words = match item.to {
                To::Place(place) => name(place, scene),
                To::Top => scene.tr("act-places_top").into_owned(),
            };
            paint::text(buf, x, row.y, room, &words, scene.style(Role::Text));
        },
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::names::Lang;
    use crate::tui::panes::fixture::{Desk, ODD, draw, shows};

    fn menu() -> State {
        let item = |place: Place| Item {
            to: To::Place(place),
            key: place.id()[..1].to_owned(),
            direct: "F2".to_owned(),
        };
        State::new(Place::ALL.map(item).to_vec(), Place::Queue)
    }

    fn screen(desk: &Desk, state: &mut State, size: (u16, u16)) -> String {
        let scene = desk.scene();
        draw(size, |area, buf| {
            state.settle(area);
            view(state, &scene, area, buf);
        })
    }

    #[test]
    fn every_place_is_listed_and_the_one_where_one_is_selected() {
        for lang in [Lang::Vi, Lang::En] {
            let desk = Desk::new(lang);
            let mut state = menu();
            assert_eq!(state.selected(), Some(To::Place(Place::Queue)));
            let told = screen(&desk, &mut state, (38, 12));
            let names = Place::ALL.map(|p| name(p, &desk.scene()));
            shows(&told, &names.each_ref().map(String::as_str));
        }
    }

    #[test]
    fn where_they_do_not_all_fit_the_selected_one_is_shown() {
        let desk = Desk::new(Lang::En);
        for size in ODD {
            screen(&desk, &mut menu(), size);
        }
        let mut state = menu();
        state.go(Nav::Last);
        let told = screen(&desk, &mut state, (38, 5));
        shows(&told, &["History"]);
        assert!(!told.contains("Desk"), "{told}");
    }
}
