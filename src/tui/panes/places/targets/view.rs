//! How a tree is drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text::numbers;
use crate::tui::paint;
use crate::tui::panes::kit::list;
use crate::tui::panes::places::targets::detail::detail;
use crate::tui::panes::places::targets::state::{List, Row, State, plan};
use crate::tui::panes::places::targets::tree::{Node, node_name};
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// Draws the tree and what is known of the selected node.
pub fn view(state: &State, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let p = plan(area);
    titles(state, scene, p.head, buf);
    if state.rows.is_empty() {
        let none = scene.tr("goals-no_match");
        paint::text(
            buf,
            p.rows.x,
            p.rows.y,
            if p.rows.height > 0 { p.rows.width } else { 0 },
            &none,
            scene.style(Role::Dim),
        );
        return;
    }
    let most = state.rows.iter().filter(|r| r.depth == 0).map(|r| r.count).max();
    let most = most.unwrap_or(0);
    list::rows(
        state.cursor(),
        state.rows.len(),
        scene,
        p.rows,
        buf,
        |i, row, buf| {
            if let Some(r) = state.rows.get(i) {
                line(scene, r, most, row, buf);
            }
        },
    );
    if let Some(x) = p.bar {
        list::bar(buf, x, p.rows.y, p.rows.bottom(), scene);
    }
    list::rule(buf, p.rule, &[], "", scene);
    if let Some(r) = state.selected() {
        let mut lines = detail(scene, r, p.detail.width);
        // In very little room the selected row itself is the title.
        if p.bar.is_none() && p.rule.height == 0 && lines.len() > 1 {
            lines.remove(0);
        }
        list::lines(buf, p.detail, &lines, 0, scene.look);
    }
}

pub(super) fn titles(state: &State, scene: &Scene<'_>, row: Rect, buf: &mut Buffer) {
    let style = |l: List| match (state.list == l, scene.focused) {
        (true, true) => scene.style(Role::Selected),
        (true, false) => scene.style(Role::Title),
        (false, _) => scene.style(Role::Dim),
    };
    let connect = scene.tr("term-connect2030").into_owned();
    let sdg = scene.tr("term_short-sdg").into_owned();
    let pieces = [(connect, style(List::Connect)), (sdg, style(List::Sdgs))];
    let end = scene.tr("goals-counted").into_owned();
    list::rule(buf, row, &pieces, &end, scene);
}

pub(super) fn line(scene: &Scene<'_>, r: &Row, most: u32, row: Rect, buf: &mut Buffer) {
    let g = &scene.look.glyphs;
    let dim = scene.style(Role::Dim);
    let sign = match (r.open, &r.node) {
        (Some(true), _) => g.down,
        (Some(false), _) => g.pointer,
        (None, Node::Act(_)) => g.bullet,
        (None, _) => " ",
    };
    let (id, title) = node_name(scene, &r.node);
    let indent = " ".repeat(usize::from(r.depth) * 2);
    let is_act = matches!(r.node, Node::Act(_));
    // The bar and the number stand at the same place in every row.
    let tail: u16 = if is_act {
        0
    } else if row.width >= 60 {
        row.width / 3
    } else {
        6
    };
    let room = row.width.saturating_sub(tail);
    let sdg = matches!(r.node, Node::Sdg(_) | Node::SdgTarget(_));
    let role = if sdg { Role::Sdg } else { Role::Goal };
    let head = format!("{indent}{sign} ");
    let id_style = if is_act { dim } else { scene.style(role) };
    let title_style = if r.depth == 0 {
        scene.style(Role::Title)
    } else {
        scene.style(Role::Text)
    };
    let pieces = [
        (head.as_str(), dim),
        (&id, id_style),
        (" ", dim),
        (&title, title_style),
    ];
    paint::pieces(buf, row.x, row.y, room.saturating_sub(1), &pieces);
    if is_act {
        return;
    }
    let count = numbers::whole(scene.lang(), r.count.into());
    let count_style = if r.count == 0 {
        dim
    } else {
        scene.style(Role::Text)
    };
    let x = paint::right(buf, row, row.y, &count, count_style);
    let bar_x = row.x + room;
    if row.width >= 60 && x > bar_x + 1 {
        let cells = (x - bar_x - 1).min(tail.saturating_sub(6));
        paint::block_bar(
            buf,
            Rect::new(bar_x, row.y, cells, 1),
            r.count,
            most,
            g.eighths[6],
            scene.style(role),
        );
    }
}
