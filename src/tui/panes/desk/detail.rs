//! What is said of what is selected: a unit in two lines, or an activity with all of its title.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::output::description::{unit_in_three, unit_line};
use crate::output::words;
use crate::text::{numbers, width};
use crate::tui::paint::{self, clean};
use crate::tui::panes::kit::list::{self, Line};
use crate::tui::scene::{ActRef, Scene};
use crate::tui::theme::Role;

/// Says it of the activity that is selected, else of the unit.
pub(super) fn view(activity: Option<ActRef>, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
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
    let rows = if area.height >= TALL {
        let all = unit_in_three(cat, campaign, ix, now, 0);
        all.iter().flat_map(|line| width::wrap(line, wide)).collect()
    } else if area.height >= 3 {
        let [head, dates, contents] = unit_in_three(cat, campaign, ix, now, wide);
        let left = usize::from(area.height) - 2;
        let mut last = width::wrap(&contents, wide);
        if last.len() > left {
            last = unit_line(cat, campaign, ix, now, wide).split_off(1);
        }
        [vec![head, dates], last].concat()
    } else {
        unit_line(cat, campaign, ix, now, wide)
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
    let Some(a) = at.of(scene.campaign) else { return };
    let d = &a.details;
    let status = a.status(scene.today());
    let (text, dim) = (scene.style(Role::Text), scene.style(Role::Dim));
    let title = format!("{} {}", scene.look.glyphs.activity(status), clean(&d.title));
    let mut lines: Vec<Line> = list::wrapped(&title, area.width, scene.style(Role::Title));
    let year = scene.campaign.def().year();
    let mut more = vec![
        words::name_in(scene.campaign, at.unit, scene.lang()),
        words::days_short(year, d.from, d.to),
        scene.tr(&format!("act_status-{}", status.id())).into_owned(),
        scene.tr(&format!("mode-{}", d.mode.id())).into_owned(),
    ];
    if let Some(reach) = d.reach {
        let n = numbers::whole(scene.lang(), reach as i64);
        more.push(scene.cat.tr_args("acts-reach", &[("n", n.into())]));
    }
    if !d.sdgs.is_empty() {
        more.push(format!("SDG {}", d.sdgs.join(" ")));
    }
    more.push(a.id.to_string());
    let dot = format!(" {} ", scene.look.glyphs.dot);
    let pieces: Vec<Line> = more.into_iter().map(|w| vec![(w, text)]).collect();
    let joined: Line = pieces
        .into_iter()
        .enumerate()
        .flat_map(|(i, piece)| {
            let gap = (i > 0).then(|| (dot.clone(), dim));
            gap.into_iter().chain(piece)
        })
        .collect();
    lines.extend(list::broken(joined, area.width));
    lines.truncate(usize::from(area.height));
    list::lines(buf, area, &lines, 0, scene.look);
}
