//! The help: the keys that work where one is and everywhere, with the reason where one is not ready; then what the signs
//! and colours mean. The keys of all other places are shown when they are asked for.
//!
//! It is drawn from rows that others make of the key table; it must never name a key itself.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::fact::ActivityStatus;
use crate::core::status::State as Life;
use crate::text::width;
use crate::tui::keymap::Layer;
use crate::tui::msg::Nav;
use crate::tui::panes::kit::list::{self, Cursor, Line};
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// A row of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where it works.
    pub layer: Layer,
    /// That is where one is, or everywhere.
    pub here: bool,
    /// Its keys, as they are shown.
    pub keys: String,
    /// What it does.
    pub label: String,
    /// Why it is not ready here and now.
    pub why: Option<String>,
}

/// What the help says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// Why no key that writes is ready: said once, above everything, and those keys are left out.
    pub note: Option<String>,
    /// The key that shows the keys of other places, or takes them away again; empty if there is none.
    pub rest: String,
    /// The keys.
    pub entries: Vec<Entry>,
}

/// What the help remembers.
#[derive(Debug, Clone, Default)]
pub struct State {
    cursor: Cursor,
    len: usize,
    /// The keys of other places are shown.
    rest: bool,
}

impl State {
    /// Shows the keys of other places, or those that work here again.
    pub fn turn(&mut self) {
        (self.rest, self.cursor) = (!self.rest, Cursor::default());
    }

    /// Scrolls.
    pub fn go(&mut self, nav: Nav) {
        self.cursor.scroll(nav, self.len);
    }

    /// Learns how long the text is in this area.
    pub fn settle(&mut self, text: &Text, scene: &Scene<'_>, area: Rect) {
        self.len = lines(text, self.rest, scene, column(area))
            .len()
            .div_ceil(columns(area));
        self.cursor.rows = usize::from(area.height);
        self.cursor.at = self.cursor.at.min(self.len.saturating_sub(self.cursor.rows));
        self.cursor.first = self.cursor.at;
    }
}

fn columns(area: Rect) -> usize {
    if area.width >= 110 { 2 } else { 1 }
}

/// How wide a column of text is.
fn column(area: Rect) -> u16 {
    let n = columns(area) as u16;
    (area.width.saturating_sub(3 * (n - 1))) / n
}

/// Draws the part that is scrolled to.
pub fn view(state: &State, text: &Text, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    scene.here(area.x, area.y);
    let cells = column(area);
    let all = lines(text, state.rest, scene, cells);
    let per_column = all.len().div_ceil(columns(area));
    for (n, part) in all.chunks(per_column.max(1)).enumerate() {
        let x = area.x + n as u16 * (cells + 3);
        let wide = if n + 1 == columns(area) {
            area.right().saturating_sub(x)
        } else {
            cells
        };
        let place = Rect::new(x, area.y, wide, area.height);
        list::lines(buf, place, part, state.cursor.first, scene.look);
        if n > 0 {
            list::bar(buf, x - 2, area.y, area.bottom(), scene);
        }
    }
}

fn lines(text: &Text, rest: bool, scene: &Scene<'_>, cells: u16) -> Vec<Line> {
    // Without a key for the rest everything is shown at once.
    let all = text.rest.is_empty();
    let entries: Vec<&Entry> = text.entries.iter().filter(|e| all || e.here != rest).collect();
    let mut out: Vec<Line> = Vec::new();
    if let Some(note) = &text.note {
        let style = scene.style(Role::Warn);
        let wrapped = width::wrap(note, usize::from(cells.max(10)));
        out.extend(wrapped.into_iter().map(|l| vec![(l, style)]));
    }
    let keys = entries.iter().map(|e| width::cells(&e.keys)).max().unwrap_or(0);
    let keys = keys.min(usize::from(cells) / 3).max(6);
    let mut layers: Vec<Layer> = Vec::new();
    for e in &entries {
        if !layers.contains(&e.layer) {
            layers.push(e.layer);
        }
    }
    for layer in layers {
        heading(&mut out, scene, &scene.tr(&format!("layer-{}", layer.id())));
        for e in entries.iter().filter(|e| e.layer == layer) {
            entry(&mut out, scene, e, keys, cells);
        }
    }
    if all || !rest {
        signs(&mut out, scene);
    }
    if !all {
        let key = if rest { "help-back_here" } else { "help-the_rest" };
        let words = scene.cat.tr_args(key, &[("key", text.rest.clone().into())]);
        let style = scene.style(Role::Key);
        let wrapped = width::wrap(&words, usize::from(cells.max(10)));
        out.extend(wrapped.into_iter().map(|l| vec![(l, style)]));
    }
    out
}

/// No blank line stands before it: it is brighter and stands further left than what is under it.
fn heading(out: &mut Vec<Line>, scene: &Scene<'_>, words: &str) {
    out.push(vec![(words.to_owned(), scene.style(Role::Title))]);
}

/// A key and what it does; why it is not ready stands beside it, or in lines of its own where there is no room.
fn entry(out: &mut Vec<Line>, scene: &Scene<'_>, e: &Entry, keys: usize, cells: u16) {
    let dim = scene.style(Role::Dim);
    let ready = e.why.is_none();
    let key_style = if ready { scene.style(Role::Key) } else { dim };
    let text = if ready { scene.style(Role::Text) } else { dim };
    let mut line: Line = vec![
        (format!(" {} ", width::pad(&e.keys, keys)), key_style),
        (e.label.clone(), text),
    ];
    let used = keys + 2 + width::cells(&e.label);
    let Some(why) = &e.why else {
        out.push(line);
        return;
    };
    let aside = format!(" ({why})");
    if used + width::cells(&aside) <= usize::from(cells) {
        line.push((aside, dim));
        out.push(line);
        return;
    }
    out.push(line);
    let indent = " ".repeat(keys + 4);
    let room = cells.saturating_sub(keys as u16 + 4);
    for l in width::wrap(why, usize::from(room.max(10))) {
        out.push(vec![(format!("{indent}{l}"), dim)]);
    }
}

/// What the signs and colours mean.
fn signs(out: &mut Vec<Line>, scene: &Scene<'_>) {
    let g = &scene.look.glyphs;
    let text = scene.style(Role::Text);
    heading(out, scene, &scene.tr("help-signs"));
    for s in Life::ALL {
        let word = scene.tr(&format!("state-{}", s.id())).into_owned();
        out.push(vec![
            (format!(" {}  ", g.state(s)), scene.look.state(s)),
            (word, text),
        ]);
    }
    let others = [
        (g.debt, Role::Debt, "help-debt"),
        (g.mark, Role::Marked, "help-mark"),
        (g.fresh, Role::Fresh, "help-fresh"),
        (g.ellipsis, Role::Fresh, "help-claimed"),
    ];
    for (sign, role, key) in others {
        let line = vec![
            (format!(" {sign}  "), scene.style(role)),
            (scene.tr(key).into_owned(), text),
        ];
        out.push(line);
    }
    heading(out, scene, &scene.tr("help-activity_signs"));
    for s in ActivityStatus::ALL {
        let word = scene.tr(&format!("act_status-{}", s.id())).into_owned();
        out.push(vec![
            (format!(" {}  ", g.activity(s)), scene.look.activity(s)),
            (word, text),
        ]);
    }
    heading(out, scene, &scene.tr("help-colours"));
    let colours = [
        (Role::Goal, "term-connect2030"),
        (Role::Sdg, "term-sdg"),
        (Role::Chart, "term-burn_up"),
        (Role::Projection, "help-projection"),
        (Role::Inset, "help-inset"),
        (Role::Selected, "help-selected"),
        (Role::Warn, "help-warn"),
        (Role::Error, "help-error"),
    ];
    for (role, key) in colours {
        out.push(vec![
            (format!(" {0}{0} ", g.block), scene.style(role)),
            (scene.tr(key).into_owned(), text),
        ]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::names::Lang;
    use crate::tui::keymap::{Keymap, TABLE};
    use crate::tui::panes::fixture::{Desk, ODD, SIZES, draw, shows};

    fn text() -> Text {
        let map = Keymap::default();
        let row = |r: &'static crate::tui::keymap::Row| {
            let keys = map.keys_of(r).join(" ");
            r.layers.iter().map(move |l| Entry {
                layer: *l,
                here: matches!(l, Layer::Global | Layer::Desk | Layer::Grid),
                keys: keys.clone(),
                label: r.id.to_owned(),
                why: (r.id == "report.accept").then(|| "chưa có bản nào để duyệt".to_owned()),
            })
        };
        Text {
            note: None,
            rest: "Tab".to_owned(),
            entries: TABLE.iter().flat_map(row).collect(),
        }
    }

    #[test]
    fn all_sizes_can_be_scrolled_to_the_signs() {
        for (lang, signs) in [(Lang::Vi, "Trả lại"), (Lang::En, "Returned")] {
            let desk = Desk::busy(lang);
            let (scene, text) = (desk.scene(), text());
            for size in SIZES.into_iter().chain(ODD) {
                let mut state = State::default();
                let all = |state: &mut State| {
                    let mut seen = String::new();
                    for _ in 0..60 {
                        seen += &draw(size, |area, buf| {
                            state.settle(&text, &scene, area);
                            view(state, &text, &scene, area, buf);
                        });
                        state.go(Nav::PageDown);
                    }
                    seen
                };
                let here = all(&mut state);
                state.turn();
                let rest = all(&mut state);
                if SIZES.contains(&size) {
                    shows(
                        &here,
                        &["Ctrl-L", "Ctrl-Z", "report.accept", "chưa có bản nào", signs],
                    );
                    assert!(!here.contains("journal.verify"), "a key of another place");
                    shows(&rest, &["journal.verify", "form.submit"]);
                    assert!(!rest.contains("Ctrl-Z"), "it is said once");
                }
            }
        }
    }
}
