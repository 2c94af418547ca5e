//! Everything that others have done since one last looked, in one list: when, who, where, what.
//!
//! It must never know where it is kept how far somebody has looked.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::layout;
use crate::tui::msg::Nav;
use crate::tui::paint;
use crate::tui::panes::kit::list::{self, Cursor, col, grow};
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// A change in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// When it happened.
    pub when: String,
    /// Who did it.
    pub who: String,
    /// The unit; empty if it was about none.
    pub unit: String,
    /// What was done.
    pub told: String,
}

/// How far one has scrolled.
#[derive(Debug, Clone, Default)]
pub struct State {
    rows: Vec<Row>,
    cursor: Cursor,
    /// The last one was on the screen.
    seen: bool,
}

impl State {
    /// A list of these, the oldest first.
    pub fn new(rows: Vec<Row>) -> Self {
        Self {
            rows,
            ..Self::default()
        }
    }

    /// Scrolls.
    pub fn go(&mut self, nav: Nav) {
        self.cursor.scroll(nav, self.rows.len());
    }

    /// Was the whole list on the screen, page by page?
    pub fn is_seen(&self) -> bool {
        self.seen
    }

    /// Learns how many rows there are.
    pub fn settle(&mut self, body: Rect) {
        self.cursor.rows = usize::from(layout::sheet_inside(layout::help(body)).height);
        let last = self.rows.len().saturating_sub(self.cursor.rows);
        self.cursor.at = self.cursor.at.min(last);
        self.cursor.first = self.cursor.at;
        self.seen |= self.cursor.first == last;
    }
}

/// Draws the list over the body.
pub fn view(state: &State, scene: &Scene<'_>, body: Rect, buf: &mut Buffer) {
    let area = layout::help(body);
    if area.width < 8 || area.height < 3 {
        return;
    }
    let n = state.rows.len();
    let title = scene.cat.tr_args("changes-list", &[("n", n.into())]);
    let inside = paint::sheet(buf, area, &title, scene.look);
    scene.here(inside.x, inside.y);
    let wide = list::wide(inside, n);
    let longest = |of: fn(&Row) -> &str, most: usize| {
        let all = state.rows.iter().map(|r| crate::text::width::cells(of(r)));
        all.max().unwrap_or(0).min(most) as u16
    };
    let columns = list::columns(
        wide,
        &[
            col(0, longest(|r| &r.when, 16), 1),
            col(1, longest(|r| &r.who, 16), 2),
            col(2, longest(|r| &r.unit, 24), 0),
            grow(3, 16, 0),
        ],
    );
    let shown = state.cursor.shown(n);
    for (y, row) in (inside.y..).zip(state.rows.iter().take(shown.end).skip(shown.start)) {
        let place = Rect::new(inside.x, y, wide, 1);
        for c in columns.iter().copied() {
            let (words, role) = match c.id {
                0 => (&row.when, Role::Dim),
                1 => (&row.who, Role::Dim),
                2 => (&row.unit, Role::Title),
                _ => (&row.told, Role::Text),
            };
            list::cell(buf, place, c, words, scene.style(role));
        }
    }
    paint::more(buf, inside, shown.start > 0, shown.end < n, scene.look);
}
