//! What the signs of the grid mean, where rows are free below it; a map beside the grid says it already.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::status::State as Life;
use crate::tui::layout::{self, Slot};
use crate::tui::msg::Pane;
use crate::tui::panes::kit::list::{self, Line};
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// Rows that the legend may take: more would look like units.
const MOST: usize = 2;

/// Draws it at the lower edge of what is free, whole or not at all; a blank row parts it from the units where there is one.
pub(super) fn view(scene: &Scene<'_>, free: Rect, buf: &mut Buffer) {
    let boxes = layout::desk(&layout::areas(buf.area), Pane::Grid);
    if boxes.iter().any(|b| b.slot == Slot::Map) {
        return;
    }
    let lines = list::flow(pieces(scene), free.width, 2);
    if lines.len() > MOST || lines.len() > usize::from(free.height) {
        return;
    }
    let height = lines.len() as u16;
    let area = Rect {
        y: free.bottom() - height,
        height,
        ..free
    };
    list::lines(buf, area, &lines, 0, scene.look);
}

fn pieces(scene: &Scene<'_>) -> Vec<Line> {
    let dim = scene.style(Role::Dim);
    let g = &scene.look.glyphs;
    // What no unit is, is not spoken of; as on the map.
    let counts = scene.campaign.counts(scene.now);
    Life::ALL
        .into_iter()
        .filter(|s| counts.of(*s) > 0)
        .map(|s| {
            let word = scene.tr(&format!("state_short-{}", s.id())).to_lowercase();
            vec![
                (g.state(s).to_owned(), scene.look.state(s)),
                (format!(" {word}"), dim),
            ]
        })
        .collect()
}
