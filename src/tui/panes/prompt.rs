//! temp
use crate::core::names::UnitIx;
use crate::core::status::Step;
use crate::tui::editor::Editor;
use crate::tui::paint;
use crate::tui::panes::form::Filled;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
#[derive(Debug)]
pub struct Confirm {
    pub title: String,
    pub lines: Vec<String>,
    pub filled: Filled,
}
impl Confirm {
    pub fn step(_step: Step, _able: &[UnitIx], _others: usize, filled: Filled, _scene: &Scene<'_>) -> Self {
        Self {
            title: String::new(),
            lines: vec![],
            filled,
        }
    }
    pub fn close(filled: Filled, _scene: &Scene<'_>) -> Self {
        Self {
            title: String::new(),
            lines: vec![],
            filled,
        }
    }
}
pub fn view(c: &Confirm, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    paint::sheet(buf, area, &c.title, scene.look);
}
#[derive(Debug)]
pub struct FilterLine {
    pub editor: Editor,
}
impl FilterLine {
    pub fn new(t: &str) -> Self {
        Self {
            editor: Editor::new(t, 80),
        }
    }
}
pub fn filter_line(
    l: &FilterLine,
    _n: usize,
    scene: &Scene<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let x = paint::text(buf, area.x + 1, area.y, area.width, "/", scene.style(Role::Key));
    l.editor
        .draw(scene.look, Rect::new(x, area.y, 30.min(area.width), 1), buf, true)
}
