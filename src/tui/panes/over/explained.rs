//! What the fields of a form are for, all of them at once: how far one has scrolled in it, and how it is drawn.
//!
//! It must never know which form it is, nor which key shows it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::layout;
use crate::tui::msg::Nav;
use crate::tui::paint;
use crate::tui::panes::kit::list::{self, Cursor, Line};
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// How far one has scrolled in the explanation, and how long it is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Explained {
    cursor: Cursor,
    len: usize,
}

impl Explained {
    /// Scrolls.
    pub fn go(&mut self, nav: Nav) {
        self.cursor.scroll(nav, self.len);
    }

    /// Learns how long the text is, and in how many rows it is shown.
    pub(in crate::tui::panes::over) fn settle(&mut self, rows: u16, len: usize) {
        self.len = len;
        self.cursor.rows = usize::from(rows);
        self.cursor.first = self.cursor.first.min(len.saturating_sub(self.cursor.rows));
        self.cursor.at = self.cursor.first;
    }

    /// Draws the explanation over the body.
    pub(in crate::tui::panes::over) fn view(
        self,
        all: &[Line],
        scene: &Scene<'_>,
        body: Rect,
        buf: &mut Buffer,
    ) {
        let area = layout::explanation(body);
        if area.width < 8 || area.height < 3 {
            return;
        }
        let inside = paint::sheet(buf, area, &scene.tr("forms-fields"), scene.look);
        scene.here(inside.x, inside.y);
        list::lines(buf, inside, all, self.cursor.first, scene.look);
    }
}

/// Adds what is said of one field: its name, and sentences below it.
pub(super) fn add(out: &mut Vec<Line>, name: String, said: &[String], cells: u16, scene: &Scene<'_>) {
    if !out.is_empty() {
        out.push(Line::new());
    }
    out.push(vec![(name, scene.style(Role::Title))]);
    let text = scene.style(Role::Text);
    for sentence in said.iter().filter(|s| !s.is_empty()) {
        for mut line in list::wrapped(&paint::clean(sentence), cells.saturating_sub(2), text) {
            line.insert(0, ("  ".to_owned(), text));
            out.push(line);
        }
    }
}
