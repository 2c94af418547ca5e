//! What is said of what is selected: a unit in two lines, or an activity with all of its title.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::output::description::{unit_in_three, unit_line_after};
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

/// From so many rows on nothing has to be left out.
const TALL: u16 = 7;

/// Moving through the grid already answers most questions. The words have the ink of words, but for a debt: each state has its
/// colour at its sign, and a move writes less.
pub(super) fn unit(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let Some(ix) = scene.unit else { return };
    let wide = usize::from(area.width);
    let (cat, campaign, now) = (scene.cat, scene.campaign, scene.now);
    let last_time = scene.last_time_of(ix);
    let last_time = last_time.as_deref();
    let in_two = || unit_line_after(cat, campaign, ix, now, wide, last_time);
    let rows = if area.height >= TALL {
        let all = unit_in_three(cat, campaign, ix, now, 0, last_time);
        all.iter().flat_map(|line| width::wrap(line, wide)).collect()
    } else if area.height >= 3 {
        let [head, dates, contents] = unit_in_three(cat, campaign, ix, now, wide, last_time);
        let left = usize::from(area.height) - 2;
        let mut last = width::wrap(&contents, wide);
        if last.len() > left {
            last = in_two().split_off(1);
        }
        [vec![head, dates], last].concat()
    } else {
        in_two()
    };
    let (_, style, _) = scene.sign(ix);
    let plain = scene.style(Role::Text);
    let head = if style == scene.style(Role::Debt) {
        style
    } else {
        plain
    };
    for (i, row) in rows.iter().take(usize::from(area.height)).enumerate() {
        let style = if i == 0 { head } else { plain };
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
