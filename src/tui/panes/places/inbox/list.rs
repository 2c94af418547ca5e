//! How the rows are drawn: who wrote, why the letter stands where it does, about what, since when.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::names::UnitCode;
use crate::output::inbox;
use crate::text::dates;
use crate::tui::letters::Item;
use crate::tui::paint::{self, clean};
use crate::tui::panes::kit::list as kit;
use crate::tui::panes::places::inbox::rows::{Group, Why};
use crate::tui::panes::places::inbox::state::{Shown, State};
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

#[derive(Clone, Copy)]
enum Cell {
    Mark,
    Unit,
    Who,
    Why,
    What,
    Since,
}

/// The sender's name; the address where there is no name.
pub(super) fn sender(from: &str) -> String {
    let name = from.split('<').next().unwrap_or_default();
    let name = name.trim().trim_matches('"').trim();
    let shown = if name.is_empty() {
        from.trim().trim_matches(['<', '>'])
    } else {
        name
    };
    clean(shown).into_owned()
}

/// The letters of a unit as lists show them; of another campaign the code.
pub(super) fn label(scene: &Scene<'_>, code: &UnitCode) -> String {
    let ix = scene.campaign.roster().by_code(code.as_str());
    clean(ix.map_or(code.as_str(), |ix| scene.campaign.label(ix))).into_owned()
}

/// Draws the list.
pub(super) fn view(state: &State, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let lines = state.shown();
    let wide = kit::wide(area, lines.len());
    let code = if scene.campaign.roster().is_tree() { 7 } else { 4 };
    let when = state.rows.iter().map(|item| item.entry.at).take(200);
    let columns = kit::columns(
        wide,
        &[
            kit::col(Cell::Mark, 1, 0),
            kit::col(Cell::Unit, code, 2),
            kit::grow(Cell::Who, 14, 0),
            kit::col(Cell::Why, 13, 0),
            kit::grow(Cell::What, 14, 3),
            kit::col(Cell::Since, kit::moment_cells(scene, when), 4),
        ],
    );
    let end = (state.first + usize::from(area.height)).min(lines.len());
    for (y, shown) in (area.y..).zip(lines.iter().take(end).skip(state.first)) {
        let row = Rect::new(area.x, y, wide, 1);
        match shown {
            Shown::Heading(group, n) => heading(state, *group, *n, scene, row, buf),
            Shown::Row(i) => {
                let Some(one) = state.rows.get(*i) else { continue };
                line(state, &columns, scene, one, row, buf);
                if *i == state.at && scene.focused {
                    paint::select(buf, row, scene.look);
                    scene.here(row.x, row.y);
                }
            }
        }
    }
    paint::more(buf, area, state.first > 0, end < lines.len(), scene.look);
}

fn heading(state: &State, group: Group, n: usize, scene: &Scene<'_>, row: Rect, buf: &mut Buffer) {
    let (key, role) = match group {
        Group::Waiting => ("inbox-waiting", Role::Warn),
        Group::Unread => ("inbox-unread", Role::Debt),
        Group::Decided => ("inbox-decided", Role::Dim),
    };
    let title = (scene.cat.tr_args(key, &[("n", n.into())]), scene.style(role));
    let more = state.letters.list.as_ref().map_or(0, |list| list.more);
    let end = match (group, more) {
        (Group::Waiting, 1..) => scene.cat.tr_args("inbox-more", &[("n", more.into())]),
        _ => String::new(),
    };
    kit::rule(buf, row, &[title], &end, scene);
}

fn line(
    state: &State,
    columns: &[kit::Placed<Cell>],
    scene: &Scene<'_>,
    item: &Item,
    row: Rect,
    buf: &mut Buffer,
) {
    let entry = &item.entry;
    let (text, dim) = (scene.style(Role::Text), scene.style(Role::Dim));
    let why = if item.waits() { Role::Warn } else { Role::Dim };
    for c in columns.iter().copied() {
        match c.id {
            Cell::Mark => {
                let looked = state.letters.looked_at_by(item.id(), scene.now).is_some();
                let sign = match (state.marks.contains(item.id()), looked) {
                    (true, _) => scene.look.glyphs.mark,
                    (false, true) => scene.look.glyphs.pointer,
                    (false, false) => " ",
                };
                kit::cell(buf, row, c, sign, scene.style(Role::Key));
            }
            Cell::Unit => {
                let unit = unit(item).map(|code| label(scene, code));
                kit::cell(buf, row, c, &unit.unwrap_or_default(), scene.style(Role::Title));
            }
            Cell::Who if item.state.is_none() => kit::cell(buf, row, c, &clean(&entry.copy.source), text),
            Cell::Who => kit::cell(buf, row, c, &sender(&entry.claims.from), text),
            Cell::What if item.state.is_none() => {
                kit::cell(buf, row, c, &inbox::why(scene.cat, entry), text);
            }
            Cell::What => kit::cell(buf, row, c, &clean(&entry.claims.subject), text),
            Cell::Why => {
                let words = scene.tr(&format!("inbox_why-{}", Why::of(item).id()));
                kit::cell(buf, row, c, &words, scene.style(why));
            }
            Cell::Since => {
                let at = dates::day_time(scene.campaign.def(), entry.at);
                kit::cell(buf, row, c, &at, dim);
            }
        }
    }
}

/// The unit that it is filed to, or the likeliest.
fn unit(item: &Item) -> Option<&UnitCode> {
    item.entry
        .units
        .first()
        .or(item.candidates().first().map(|c| &c.unit))
}
