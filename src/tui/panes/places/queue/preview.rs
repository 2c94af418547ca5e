//! What there is to know of what waits before one calls or decides: where the report stands, which parts are there, what it
//! came with, whom to call and who was called last.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::names::UnitIx;
use crate::core::waiting::Waiting;
use crate::output::words;
use crate::text::{dates, numbers};
use crate::tui::paint::clean;
use crate::tui::panes::kit::contact;
use crate::tui::panes::kit::list::{self, Line, Piece};
use crate::tui::panes::kit::report;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// Draws all of it, as far as there is room.
pub(super) fn view(scene: &Scene<'_>, w: Waiting, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    scene.here(area.x, area.y);
    list::lines(buf, area, &lines(scene, w, area), 0, scene.look);
}

fn lines(scene: &Scene<'_>, w: Waiting, area: Rect) -> Vec<Line> {
    let cells = area.width;
    let mut out = vec![head(scene, w.unit)];
    let (stands, has) = (stands(scene, w.unit, cells), brought(scene, w.unit, area));
    let call = contact::block(scene, w.unit, cells);
    // What one does next comes first: with what is late one calls, with what came in one looks at what it is.
    let parts = if w.why.is_debt() {
        [stands, call, has]
    } else {
        [stands, has, call]
    };
    for part in parts.into_iter().filter(|p| !p.is_empty()) {
        if area.height > 16 {
            out.push(Line::new());
        }
        out.extend(part);
    }
    out
}

fn head(scene: &Scene<'_>, ix: UnitIx) -> Line {
    let roster = scene.campaign.roster();
    let name = words::name_in(scene.campaign, ix, scene.lang());
    let label = clean(scene.campaign.label(ix)).into_owned();
    let region = roster.regions().get(roster.region(ix));
    let region = clean(region.map_or("", |r| r.name.get(scene.lang()))).into_owned();
    let dot = scene.look.glyphs.dot;
    vec![
        (name, scene.style(Role::Title)),
        (format!(" {dot} {label} {dot} {region}"), scene.style(Role::Dim)),
    ]
}

/// Where the report stands, since when, and why it was sent back.
fn stands(scene: &Scene<'_>, ix: UnitIx, cells: u16) -> Vec<Line> {
    let mut told = vec![report::state_line(scene, ix)];
    told.extend(report::received(scene, ix));
    told.push(report::correction(scene, ix).unwrap_or_else(|| report::due(scene, ix, true)));
    let mut out: Vec<Line> = told.into_iter().flat_map(|l| list::broken(l, cells)).collect();
    out.extend(report::judgement(scene, ix, cells));
    out
}

/// The parts that were asked for, and what the latest version came with.
fn brought(scene: &Scene<'_>, ix: UnitIx, area: Rect) -> Vec<Line> {
    let u = scene.campaign.unit(ix);
    let mut out = vec![report::completeness(scene, ix)];
    out.extend(list::flow(
        report::indented(report::parts(scene, ix, false)),
        area.width,
        2,
    ));
    let note = u.latest().map_or("", |v| v.note.as_str());
    if !note.trim().is_empty() {
        let quoted = format!("“{}”", clean(note));
        out.extend(list::wrapped(&quoted, area.width, scene.style(Role::Text)));
    }
    out.extend(files(scene, ix, usize::from(area.height / 3).clamp(2, 12)));
    out
}

/// The newest files first, each with its size; those that have no room are counted.
fn files(scene: &Scene<'_>, ix: UnitIx, most: usize) -> Vec<Line> {
    let u = scene.campaign.unit(ix);
    let (text, dim) = (scene.style(Role::Text), scene.style(Role::Dim));
    let kept: Vec<_> = u.evidence.iter().filter(|e| e.stands()).collect();
    let shown = if kept.len() > most { most - 1 } else { most };
    let mut out: Vec<Line> = kept
        .iter()
        .rev()
        .take(shown)
        .map(|e| {
            let size = numbers::size(scene.lang(), e.file.size);
            let name: Piece = (clean(&e.file.name).into_owned(), text);
            let what = format!("{} ", words::file_kind(scene.cat, &e.file));
            vec![
                (format!("{} ", scene.look.glyphs.bullet), dim),
                name,
                (format!("  {what}{size}"), dim),
            ]
        })
        .collect();
    let left = kept.len().saturating_sub(shown);
    if left > 0 {
        out.push(vec![(
            scene.cat.tr_args("queue-more_files", &[("n", left.into())]),
            dim,
        )]);
    }
    out
}

/// Whom to call, in one line: the number is what must be seen.
pub(super) fn call_line(scene: &Scene<'_>, ix: UnitIx, row: Rect, buf: &mut Buffer) {
    if row.is_empty() {
        return;
    }
    let mut line = contact::person(scene, ix);
    if let Some(call) = scene.campaign.unit(ix).last_call() {
        let at = dates::day_time(scene.campaign.def(), call.at);
        let words = scene.cat.tr_args("queue-last", &[("time", at.into())]);
        let dot = scene.look.glyphs.dot;
        line.push((format!(" {dot} {words}"), scene.style(Role::Dim)));
    }
    list::lines(buf, row, &[line], 0, scene.look);
}
