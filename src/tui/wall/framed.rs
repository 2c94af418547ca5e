//! The frame of a part of a page.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::layout::inside;
use crate::tui::paint;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// A framed part of the page; gives its inside, with a blank column at both sides.
pub fn framed(scene: &Scene<'_>, area: Rect, title: &str, buf: &mut Buffer) -> Rect {
    let mut frames = paint::Frames::new(area);
    frames.draw(buf, area, scene.look, scene.style(Role::Border));
    paint::title(buf, area, title, scene.style(Role::Title));
    let i = inside(area);
    Rect::new(i.x + 1, i.y, i.width.saturating_sub(2), i.height)
}
