//! The palette: any command by a few letters of its name, with its key, and why it is not ready where it is not. What
//! holds for every command that writes is said once, in the last lines.
//!
//! Vietnamese is found without its marks. It must never know what a command does; it gives back its place in the list.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text::{fold, width};
use crate::tui::msg::Nav;
use crate::tui::paint;
use crate::tui::panes::kit::list::{self, Cursor};
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// A command that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its stable id.
    pub id: &'static str,
    /// Short ways to spell it, which mean nothing else.
    pub spelled: &'static [&'static str],
    /// What it does.
    pub label: String,
    /// Its keys, as they are shown.
    pub keys: String,
    /// Whether it is ready here and now.
    pub ready: bool,
    /// Why it is not, unless the note says so for all.
    pub why: Option<String>,
}

/// What the palette remembers.
#[derive(Debug, Clone, Default)]
pub struct State {
    query: String,
    /// Why nothing can be written here, if it cannot.
    note: Option<String>,
    /// Places in the list of commands, best first.
    order: Vec<usize>,
    cursor: Cursor,
    made_for: Option<(String, Vec<Item>)>,
}

impl State {
    /// A palette that says once why nothing can be written here, if it cannot.
    pub fn new(note: Option<String>) -> Self {
        Self {
            note,
            ..Self::default()
        }
    }

    /// What is typed.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// Takes what is typed; the best match is selected.
    pub fn set_query(&mut self, typed: &str) {
        if typed != self.query {
            typed.clone_into(&mut self.query);
            self.cursor = Cursor::default();
        }
    }

    /// Looks for what is typed, if that or the commands have changed.
    pub fn refresh(&mut self, items: &[Item]) {
        let same = |(q, i): &(String, Vec<Item>)| *q == self.query && i == items;
        if self.made_for.as_ref().is_some_and(same) {
            return;
        }
        self.made_for = Some((self.query.clone(), items.to_vec()));
        self.order = found(&self.query, items);
        self.cursor.clamp(self.order.len());
    }

    /// Moves the selection.
    pub fn go(&mut self, nav: Nav) {
        self.cursor.go(nav, self.order.len());
    }

    /// Keeps the selected row among those that are shown.
    pub fn settle(&mut self, area: Rect) {
        let (_, body, _) = split(self, inside(area));
        self.cursor.settle(body.height, self.order.len());
    }

    /// The note in as many lines as it takes; none where the commands would have no room beside it.
    fn said(&self, inside: Rect) -> Vec<String> {
        let note = self.note.as_deref().unwrap_or_default();
        let lines = width::wrap(note, usize::from(inside.width.max(1)));
        let fits = !note.is_empty() && lines.len() + 4 <= usize::from(inside.height);
        if fits { lines } else { Vec::new() }
    }

    /// The selected command, by its place in the list.
    pub fn selected(&self) -> Option<usize> {
        self.order.get(self.cursor.at).copied()
    }
}

/// The commands that fit what is typed, best first; all of them in their order where nothing is typed.
fn found(query: &str, items: &[Item]) -> Vec<usize> {
    let typed = fold::folded(query);
    if typed.is_empty() {
        return (0..items.len()).collect();
    }
    let pattern = Pattern::new(
        &typed,
        CaseMatching::Ignore,
        Normalization::Smart,
        AtomKind::Fuzzy,
    );
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut chars = Vec::new();
    let mut score = |text: &str| {
        let hay = Utf32Str::new(text, &mut chars);
        pattern.score(hay, &mut matcher)
    };
    // What has the words as they were typed, marks included, comes before what only has the letters: who types “đóng”
    // does not mean “hoạt động”.
    let needle = fold::Needle::new(query);
    let mut hits = Vec::new();
    for (i, item) in items.iter().enumerate() {
        let exact = needle.matches(&item.label);
        let best = score(&fold::folded(&item.label)).max(score(item.id));
        let meant = item.spelled.contains(&query.trim());
        if meant || exact.is_some() || best.is_some() {
            // Among equals what is ready comes first, then the order of the table.
            hits.push((
                !meant,
                exact.is_none(),
                exact,
                std::cmp::Reverse(best),
                !item.ready,
                i,
            ));
        }
    }
    hits.sort_unstable();
    hits.into_iter().map(|hit| hit.5).collect()
}

fn inside(area: Rect) -> Rect {
    Rect::new(
        area.x.saturating_add(2),
        area.y.saturating_add(1),
        area.width.saturating_sub(4),
        area.height.saturating_sub(2),
    )
}

/// The line that is typed into, the list, and the note.
fn split(state: &State, inside: Rect) -> (Rect, Rect, Rect) {
    let (line, below) = list::split_top(inside, 1);
    let said = state.said(inside).len() as u16;
    let (body, note) = list::split_top(below, below.height.saturating_sub(said));
    (line, body, note)
}

/// Where what is typed stands, for a line editor to draw over.
pub fn input_area(area: Rect) -> Rect {
    let (line, _) = list::split_top(inside(area), 1);
    Rect::new(
        line.x + 2.min(line.width),
        line.y,
        line.width.saturating_sub(2),
        line.height,
    )
}

/// Draws the palette as a box over what is there.
pub fn view(state: &State, items: &[Item], scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if area.width < 5 || area.height < 3 {
        return;
    }
    let inner = paint::sheet(buf, area, &scene.tr("help-palette"), scene.look);
    let (line, body, note) = split(state, inner);
    let pointer = format!("{} ", scene.look.glyphs.pointer);
    let typed = paint::clean(&state.query);
    let pieces = [
        (pointer.as_str(), scene.style(Role::Key)),
        (&typed, scene.style(Role::Input)),
        (" ", scene.style(Role::Cursor)),
    ];
    paint::pieces(buf, line.x, line.y, line.width, &pieces);
    for (y, said) in (note.y..).zip(state.said(inner)) {
        paint::text(buf, note.x, y, note.width, &said, scene.style(Role::Warn));
    }
    if state.order.is_empty() {
        let none = list::wrapped(&scene.tr("help-no_command"), body.width, scene.style(Role::Dim));
        list::lines(buf, body, &none, 0, scene.look);
        return;
    }
    list::rows(
        state.cursor,
        state.order.len(),
        scene,
        body,
        buf,
        |i, row, buf| {
            if let Some(item) = state.order.get(i).and_then(|i| items.get(*i)) {
                draw(scene, item, row, buf);
            }
        },
    );
}

fn draw(scene: &Scene<'_>, item: &Item, row: Rect, buf: &mut Buffer) {
    let dim = scene.style(Role::Dim);
    let key_style = if item.ready { scene.style(Role::Key) } else { dim };
    let keys_fit = width::cells(&item.keys) + 12 < usize::from(row.width);
    let end = if keys_fit && !item.keys.is_empty() {
        paint::right(buf, row, row.y, &item.keys, key_style)
    } else {
        row.right()
    };
    let room = end.saturating_sub(row.x + 1);
    let text = if item.ready { scene.style(Role::Text) } else { dim };
    let why = item.why.as_ref().map_or(String::new(), |w| format!(" ({w})"));
    paint::pieces(buf, row.x, row.y, room, &[(&item.label, text), (&why, dim)]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::names::Lang;
    use crate::tui::panes::fixture::{Desk, ODD, SIZES, draw as paint_on, shows};

    fn items() -> Vec<Item> {
        let item = |id, label: &str, why: Option<&str>| Item {
            id,
            spelled: if id == "quit" { &["q", "q!"] } else { &[] },
            label: label.to_owned(),
            keys: "a".to_owned(),
            ready: why.is_none(),
            why: why.map(str::to_owned),
        };
        vec![
            item("report.accept", "Duyệt báo cáo", None),
            item("report.return", "Trả lại báo cáo", Some("chưa có bản nào")),
            item("place.queue", "Việc cần xử lý", None),
            item("quit", "Thoát", None),
        ]
    }

    fn first(query: &str) -> Option<&'static str> {
        let items = items();
        let mut state = State::default();
        state.set_query(query);
        state.refresh(&items);
        state.selected().and_then(|i| items.get(i)).map(|i| i.id)
    }

    #[test]
    fn words_are_found_without_marks_and_by_id() {
        assert_eq!(first(""), Some("report.accept"));
        assert_eq!(first("tra lai"), Some("report.return"));
        assert_eq!(first("vcxl"), Some("place.queue"));
        assert_eq!(first("Thoát"), Some("quit"));
        // Two other names have this letter.
        assert_eq!(first("q"), Some("quit"));
        assert_eq!(first("q!"), Some("quit"));
        assert_eq!(first("r.acc"), Some("report.accept"));
        assert_eq!(first("zzzz"), None);
    }

    #[test]
    fn typing_selects_the_best_again() {
        let items = items();
        let mut state = State::default();
        state.refresh(&items);
        state.go(Nav::Last);
        assert_eq!(state.selected(), Some(3));
        state.set_query("bao cao");
        state.refresh(&items);
        assert_eq!(state.selected().map(|i| i < 2), Some(true));
    }

    #[test]
    fn every_size_shows_what_is_typed_and_found() {
        let desk = Desk::busy(Lang::Vi);
        let (scene, items) = (desk.scene(), items());
        for size in SIZES.into_iter().chain(ODD) {
            let mut state = State::default();
            state.set_query("lai");
            let out = paint_on(size, |area, buf| {
                state.refresh(&items);
                state.settle(area);
                view(&state, &items, &scene, area, buf);
            });
            if SIZES.contains(&size) {
                shows(&out, &["lai", "Trả lại báo cáo", "chưa có bản"]);
            }
        }
    }
    #[test]
    fn the_note_is_said_once_and_leaves_room_for_commands() {
        let desk = Desk::busy(Lang::Vi);
        let (scene, items) = (desk.scene(), items());
        for size in SIZES {
            let mut state = State::new(Some("Không ghi được: phiên này chỉ để xem.".to_owned()));
            let out = paint_on(size, |area, buf| {
                state.refresh(&items);
                state.settle(area);
                view(&state, &items, &scene, area, buf);
            });
            shows(&out, &["Không ghi được", "Duyệt báo cáo"]);
            assert_eq!(out.matches("Không ghi được").count(), 1);
        }
    }
}
