//! How the table is drawn.

use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::time::Date;
use crate::output::words;
use crate::text::{numbers, width};
use crate::tui::paint::clean;
use crate::tui::panes::kit::held;
use crate::tui::panes::kit::list::{self, Line, col, grow};
use crate::tui::panes::places::table::state::{Sort, State, split};
use crate::tui::scene::{ActRef, Scene};
use crate::tui::theme::Role;

#[derive(Clone, Copy)]
pub(super) enum Cell {
    Sign,
    Id,
    Days,
    Unit,
    Name,
    Kind,
    Title,
    Mode,
    Reach,
    Sdg,
    Goals,
    Status,
    Files,
}

/// Communes have codes and no letters, and a name only beside their province's.
pub(super) fn all_columns(scene: &Scene<'_>) -> [list::Col<Cell>; 13] {
    let mut all = COLUMNS;
    if scene.campaign.roster().is_tree() {
        (all[1].cells, all[3].cells, all[4].cells) = (10, 7, 20);
    }
    let year = scene.campaign.def().year();
    let far = |d: Date| d.year() != year;
    let acts = || scene.campaign.activities().map(|(_, a)| &a.details);
    // Wide enough for the years of those that lie in another one.
    all[2].cells = match (acts().any(|d| far(d.from)), acts().any(|d| far(d.to))) {
        (false, false) => all[2].cells,
        (true, true) => 21,
        _ => 16,
    };
    all
}

pub(super) const COLUMNS: [list::Col<Cell>; 13] = [
    col(Cell::Sign, 3, 0),
    col(Cell::Id, 7, 4),
    col(Cell::Days, 11, 1),
    col(Cell::Unit, 4, 0),
    col(Cell::Name, 15, 9),
    col(Cell::Kind, 15, 5),
    grow(Cell::Title, 16, 0),
    col(Cell::Mode, 12, 8),
    col(Cell::Reach, 8, 2),
    col(Cell::Sdg, 10, 6),
    col(Cell::Goals, 12, 7),
    col(Cell::Status, 13, 3),
    col(Cell::Files, 4, 10),
];

/// Draws the rows that fit.
pub fn view(state: &State, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let (head, parts) = split(area);
    let body = parts.list;
    totals(state, scene, head, buf);
    let wide = list::wide(body, state.order.len());
    let columns = list::columns(wide, &all_columns(scene));
    if head.height > 1 {
        headings(
            state,
            scene,
            &columns,
            Rect::new(head.x, head.y + 1, wide, 1),
            buf,
        );
    }
    if state.order.is_empty() {
        let key = if state.total == 0 {
            "acts-none"
        } else {
            "acts-no_match"
        };
        list::nothing(scene, key, body, buf);
        return;
    }
    list::rows(
        state.cursor,
        state.order.len(),
        scene,
        body,
        buf,
        |i, row, buf| {
            if let Some(r) = state.order.get(i) {
                line(scene, *r, &columns, row, buf);
            }
        },
    );
    if let Some(r) = state.selected() {
        let lines = held::joined(scene, held::activity(scene, r), parts.said.width);
        held::view(scene, &parts, &lines, buf);
    }
}

/// `12 hoạt động · 1.234 người tham gia · xếp theo ngày`
pub(super) fn totals(state: &State, scene: &Scene<'_>, row: Rect, buf: &mut Buffer) {
    let n = state.order.len();
    let held = state.counting;
    let mut told = vec![scene.cat.tr_args("acts-count", &[("n", held.into())])];
    if held < n {
        // What was called off is listed and does not count.
        told[0] = format!(
            "{} ({})",
            told[0],
            scene.cat.tr_args("acts-cancelled", &[("n", (n - held).into())])
        );
    }
    if n < state.total {
        told[0] = scene
            .cat
            .tr_args("acts-count_of", &[("n", n.into()), ("total", state.total.into())]);
    }
    if state.reach > 0 {
        let reach = numbers::whole(scene.lang(), i64::try_from(state.reach).unwrap_or(i64::MAX));
        told.push(scene.cat.tr_args("acts-reach", &[("n", reach.into())]));
    }
    let marked = scene.act_marks.len();
    if marked > 0 {
        told.push(scene.cat.tr_args("acts-marked", &[("n", marked.into())]));
    }
    told.push(scene.tr(&format!("acts_by-{}", state.sort.id())).into_owned());
    let dot = scene.look.glyphs.dot;
    while told.len() > 2 && width::cells(&told.join(" · ")) > usize::from(row.width) {
        told.remove(told.len() - 2);
    }
    let line: Line = vec![(told.join(&format!(" {dot} ")), scene.style(Role::Title))];
    list::lines(buf, Rect::new(row.x, row.y, row.width, 1), &[line], 0, scene.look);
}

pub(super) fn headings(
    state: &State,
    scene: &Scene<'_>,
    columns: &[list::Placed<Cell>],
    row: Rect,
    buf: &mut Buffer,
) {
    for &c in columns {
        let (key, sort) = match c.id {
            Cell::Sign | Cell::Name => continue,
            Cell::Id => ("heading-id", None),
            Cell::Days => ("heading-days", Some(Sort::Date)),
            Cell::Unit => ("acts-unit_short", Some(Sort::Unit)),
            Cell::Kind => ("heading-kind", Some(Sort::Kind)),
            Cell::Title => ("heading-title", Some(Sort::Title)),
            Cell::Mode => ("heading-mode", None),
            Cell::Reach => ("acts-reach_short", Some(Sort::Reach)),
            Cell::Sdg => ("heading-sdg", None),
            Cell::Goals => ("heading-goals", None),
            Cell::Status => ("heading-status", Some(Sort::Status)),
            Cell::Files => ("acts-files", None),
        };
        let sorted = sort == Some(state.sort);
        let arrow = match (sorted, state.sort) {
            (false, _) => "",
            (true, Sort::Reach) => scene.look.glyphs.down,
            (true, _) => scene.look.glyphs.up,
        };
        let role = if sorted { Role::Title } else { Role::Dim };
        let words = format!("{}{arrow}", scene.tr(key));
        if matches!(c.id, Cell::Reach | Cell::Files) {
            list::number(buf, row, c, &words, scene.style(role));
        } else {
            list::cell(buf, row, c, &words, scene.style(role));
        }
    }
}

pub(super) fn line(
    scene: &Scene<'_>,
    r: ActRef,
    columns: &[list::Placed<Cell>],
    row: Rect,
    buf: &mut Buffer,
) {
    let Some(a) = r.of(scene.campaign) else { return };
    let def = scene.campaign.def();
    let (d, lang) = (&a.details, scene.lang());
    let (status, overdue) = (a.status(scene.today()), a.is_overdue(scene.today()));
    let style = if overdue {
        scene.style(Role::Debt)
    } else {
        scene.look.activity(status)
    };
    let dim = scene.style(Role::Dim);
    let text = if a.counts() { scene.style(Role::Text) } else { dim };
    let g = &scene.look.glyphs;
    for &c in columns {
        match c.id {
            Cell::Sign => {
                let debt = if overdue { g.debt } else { " " };
                let mark = if scene.act_marks.contains(&a.id) {
                    g.mark
                } else {
                    " "
                };
                list::cell(buf, row, c, &format!("{}{debt}{mark}", g.activity(status)), style);
            }
            Cell::Id => list::cell(buf, row, c, &clean(a.id.as_str()), dim),
            Cell::Days => list::cell(buf, row, c, &words::days_short(def.year(), d.from, d.to), dim),
            Cell::Unit => list::cell(buf, row, c, &clean(scene.campaign.label(r.unit)), text),
            Cell::Name => {
                let name = words::short_name_in(scene.campaign, r.unit, lang);
                list::cell(buf, row, c, &name, dim);
            }
            Cell::Kind => {
                let kind = def
                    .activity_kind(&d.kind)
                    .map_or(d.kind.as_str(), |k| k.name.get(lang));
                list::cell(buf, row, c, &clean(kind), dim);
            }
            Cell::Title => list::cell(buf, row, c, &clean(&d.title), text),
            Cell::Mode => {
                let mode = scene.tr(&format!("mode-{}", d.mode.id()));
                list::cell(buf, row, c, &mode, dim);
            }
            Cell::Reach => {
                let reach = d
                    .reach
                    .map(|n| numbers::whole(lang, i64::try_from(n).unwrap_or(i64::MAX)));
                list::number(buf, row, c, &reach.unwrap_or_default(), text);
            }
            Cell::Sdg => list::cell(buf, row, c, &clean(&d.sdgs.join(" ")), scene.style(Role::Sdg)),
            Cell::Goals => list::cell(buf, row, c, &clean(&d.goals.join(" ")), scene.style(Role::Goal)),
            Cell::Status => {
                let told = if overdue {
                    scene.tr("acts-overdue")
                } else {
                    scene.tr(&format!("act_status-{}", status.id()))
                };
                list::cell(buf, row, c, &told, style);
            }
            Cell::Files if a.files == 0 => {}
            Cell::Files => list::number(buf, row, c, &a.files.to_string(), dim),
        }
    }
}
