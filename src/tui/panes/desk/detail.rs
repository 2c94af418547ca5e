//! What is said of what is selected: a unit in two lines, or an activity with all of its title.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::output::description::unit_line_after;
use crate::text::width;
use crate::tui::paint;
use crate::tui::panes::kit::held;
use crate::tui::panes::kit::list::{self, Line};
use crate::tui::scene::{ActRef, Scene};
use crate::tui::theme::Role;

/// Says it of the activity that is selected, else of the unit.
pub(super) fn view(activity: Option<ActRef>, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    match activity {
        Some(at) => held(at, scene, area, buf),
        None => unit(scene, area, buf),
    }
}

/// Moving through the grid already answers most questions.
pub(super) fn unit(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let Some(ix) = scene.unit else { return };
    let last_time = scene.last_time_of(ix);
    let told = |cells: usize| {
        unit_line_after(
            scene.cat,
            scene.campaign,
            ix,
            scene.now,
            cells,
            last_time.as_deref(),
        )
    };
    let lines = told(0);
    let mut rows: Vec<String> = Vec::new();
    for line in &lines {
        rows.extend(width::wrap(line, usize::from(area.width)));
    }
    if rows.len() > usize::from(area.height) {
        // Not all of it fits: each line then gives up its least telling parts.
        rows = told(usize::from(area.width));
        if area.height >= 3 {
            let first = width::wrap(&lines[0], usize::from(area.width));
            if first.len() == 2 {
                rows = first.into_iter().chain(rows.into_iter().skip(1)).collect();
            }
        }
    }
    let (_, style, _) = scene.sign(ix);
    for (i, row) in rows.iter().take(usize::from(area.height)).enumerate() {
        let style = if i == 0 { style } else { scene.style(Role::Text) };
        paint::text(buf, area.x, area.y + i as u16, area.width, row, style);
    }
}

/// The title is what the list had to cut; whose the activity is and how far it is follow where there is room.
fn held(at: ActRef, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let mut told = held::activity(scene, at).into_iter();
    let title = told.next().unwrap_or_default();
    let mut lines: Vec<Line> = list::wrapped(&title, area.width, scene.style(Role::Title));
    lines.extend(held::more(scene, told, area.width));
    lines.truncate(usize::from(area.height));
    list::lines(buf, area, &lines, 0, scene.look);
}
