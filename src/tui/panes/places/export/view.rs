//! How the place is drawn: which documents there are, what is being written or was, and the outline or a list over it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::source::Source;
use crate::text::width;
use crate::tui::layout::Areas;
use crate::tui::msg::Place;
use crate::tui::paint;
use crate::tui::panes::kit::list::{self, Line};
use crate::tui::panes::kit::place::{framed, name};
use crate::tui::panes::places::export::behind::{self, Behind};
use crate::tui::panes::places::export::state::{State, UnderWay};
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// Cells left of the outline, for the sign of the row that the keys go to.
pub(super) const MARGIN: u16 = 2;

/// Rows below which there is no line between what is said and the document.
const LOW: u16 = 12;

/// Where things stand.
pub(super) struct Parts {
    tabs: Rect,
    said: Rect,
    lines: Vec<Line>,
    rule: Rect,
    pub(super) rows: Rect,
}

impl Parts {
    /// The list of what stands behind a figure, below its heading.
    pub(super) fn list(&self) -> Rect {
        list::split_top(self.rows, 1).1
    }
}

/// How the inside of the frame is divided.
pub(super) fn plan(state: &State, scene: &Scene<'_>, area: Rect) -> Parts {
    let (tabs, below) = list::split_top(area, 1);
    let mut lines = said(state, scene, area.width);
    // Half of the room is for the document.
    lines.truncate(usize::from(below.height / 2));
    let (said, below) = list::split_top(below, lines.len() as u16);
    let (rule, rows) = list::split_top(below, u16::from(area.height >= LOW));
    Parts {
        tabs,
        said,
        lines,
        rule,
        rows,
    }
}

/// What is being written, or what became of the last.
fn said(state: &State, scene: &Scene<'_>, cells: u16) -> Vec<Line> {
    if let Some(going) = &state.going {
        return list::wrapped(&progress(going, scene), cells, scene.style(Role::Title));
    }
    let Some((told, failed)) = &state.told else {
        return Vec::new();
    };
    let role = if *failed { Role::Error } else { Role::Title };
    let folded = told
        .iter()
        .flat_map(|sentence| list::wrapped(&paint::clean(sentence), cells, scene.style(role)));
    folded.collect()
}

fn progress(going: &UnderWay, scene: &Scene<'_>) -> String {
    let file = ("file", going.file.clone().into());
    let (done, all) = going.photos;
    if going.stopping {
        return scene.cat.tr_args("preview-stopping", &[file]);
    }
    if all == 0 {
        return scene.cat.tr_args("preview-writing", &[file]);
    }
    let args = [
        file,
        ("done", done.into()),
        ("all", all.into()),
        ("percent", (done * 100 / all).into()),
    ];
    scene.cat.tr_args("preview-photos_ready", &args)
}

/// What a source is called.
pub(super) fn named(state: &State, source: &Source, scene: &Scene<'_>) -> String {
    let known = state.preview().map(|p| &p.letters);
    behind::name(source, scene, |key| known?.get(key).cloned())
}

pub(super) fn view(state: &State, scene: &Scene<'_>, areas: &Areas, buf: &mut Buffer) {
    let area = framed(&name(Place::Export, scene), scene, areas, buf);
    if area.is_empty() {
        return;
    }
    let parts = plan(state, scene, area);
    tabs(state, scene, parts.tabs, buf);
    list::lines(buf, parts.said, &parts.lines, 0, scene.look);
    list::rule(buf, parts.rule, &[], "", scene);
    match (&state.behind, &state.shown) {
        (Some(behind), _) => several(state, behind, scene, &parts, buf),
        (None, None) => list::nothing(scene, "preview-being_made", parts.rows, buf),
        (None, Some(Err(sentence))) => {
            let lines = list::wrapped(
                &paint::clean(sentence),
                parts.rows.width,
                scene.style(Role::Error),
            );
            list::lines(buf, parts.rows, &lines, 0, scene.look);
        }
        (None, Some(Ok(_))) => outline(state, scene, parts.rows, buf),
    }
}

/// All documents where there is room for them; else the one that is shown, those that come next as far as there is room, and
/// how many there are.
fn tabs(state: &State, scene: &Scene<'_>, row: Rect, buf: &mut Buffer) {
    let mut names: Vec<String> = state.all().iter().map(|m| m.name(scene.cat)).collect();
    let wide: usize = names.iter().map(|n| width::cells(n) + 3).sum();
    // With room for the brackets.
    let all = wide <= usize::from(row.width) + 1;
    let place = format!("{}/{}", state.at + 1, names.len());
    let counted = if all { 0 } else { width::cells(&place) as u16 + 1 };
    let from = if all { 0 } else { state.at };
    let room = Rect {
        width: row.width.saturating_sub(counted),
        ..row
    };
    let needed = |n: usize| {
        names
            .get(n)
            .map_or(usize::from(u16::MAX), |name| width::cells(name))
    };
    let beside = [state.at, state.at + 1].map(needed).iter().sum::<usize>() + 5;
    if (all || beside <= usize::from(room.width))
        && let Some(shown) = names.get_mut(state.at)
    {
        // Which of several is shown is told by more than its colour.
        *shown = format!("[{shown}]");
    }
    let mut x = room.x;
    for (n, name) in names.iter().enumerate().skip(from) {
        let left = room.right().saturating_sub(x);
        let gap = if n > from { 3 } else { 0 };
        // What would be cut is not begun with.
        if n > from && width::cells(name) + gap > usize::from(left) {
            break;
        }
        if n > from {
            let bar = format!(" {} ", scene.look.glyphs.line.vertical);
            x = paint::text(buf, x, row.y, 3, &bar, scene.style(Role::Border));
        }
        let role = if n == state.at { Role::Title } else { Role::Dim };
        let left = room.right().saturating_sub(x);
        x = paint::text(buf, x, row.y, left, name, scene.style(role));
    }
    if !all {
        paint::right(buf, row, row.y, &place, scene.style(Role::Dim));
    }
}

fn outline(state: &State, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let rows = &state.outline.rows;
    let shown = rows.iter().enumerate().skip(state.first);
    for (y, (at, row)) in (area.y..area.bottom()).zip(shown) {
        if at == state.row {
            let sign = scene.look.glyphs.pointer;
            paint::text(buf, area.x, y, 1, sign, scene.style(Role::Key));
            scene.here(area.x, y);
        }
        let mut x = area.x + MARGIN + row.indent;
        for piece in &row.pieces {
            let at_hand = piece.stop.is_some() && piece.stop == state.place;
            let role = if at_hand { Role::Selected } else { piece.role };
            let room = area.right().saturating_sub(x);
            if at_hand {
                scene.here(x, y);
            }
            x = paint::text(buf, x, y, room, &piece.words, scene.style(role));
        }
    }
    let last = state.first + usize::from(area.height);
    paint::more(buf, area, state.first > 0, last < rows.len(), scene.look);
}

fn several(state: &State, behind: &Behind, scene: &Scene<'_>, parts: &Parts, buf: &mut Buffer) {
    let args = [
        ("figure", paint::clean(&behind.figure).into_owned().into()),
        ("n", behind.sources.len().into()),
    ];
    let head = scene.cat.tr_args("preview-behind", &args);
    let area = parts.rows;
    paint::text(buf, area.x, area.y, area.width, &head, scene.style(Role::Title));
    let len = behind.sources.len();
    list::rows(behind.cursor, len, scene, parts.list(), buf, |i, row, buf| {
        if let Some(source) = behind.sources.get(i) {
            let words = named(state, source, scene);
            paint::text(buf, row.x, row.y, row.width, &words, scene.style(Role::Text));
        }
    });
}
