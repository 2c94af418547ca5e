//! Several that are ticked, and the list from which one chooses: below its field, or above where more room is.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::text::width;
use crate::tui::paint;
use crate::tui::panes::over::form::choice::Choice;
use crate::tui::panes::over::form::field::{Body, Field};
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// The most rows of a list.
const ROWS: u16 = 10;

/// Those that are ticked, with their names where there is room, and what is being typed.
pub(super) fn ticked(
    field: &Field,
    area: Rect,
    focused: bool,
    scene: &Scene<'_>,
    buf: &mut Buffer,
) -> Option<Position> {
    let row = Rect { height: 1, ..area };
    let style = scene.style(Role::Input);
    paint::fill(buf, row, style);
    let typed = paint::clean(&field.list.typed).into_owned();
    let room = usize::from(row.width).saturating_sub(width::cells(&typed) + 1);
    let named: Vec<String> = field.ticked().iter().map(|c| c.full(scene)).collect();
    let codes: Vec<&str> = field.ticked().iter().filter_map(Choice::code).collect();
    let mut words = named.join("; ");
    if width::cells(&words) + 2 > room && field.ticked().len() > 1 {
        words = paint::clean(&codes.join(", ")).into_owned();
    }
    if !words.is_empty() && focused {
        words.push_str(if typed.is_empty() { " " } else { ", " });
    }
    let words = width::fit(&words, room);
    let pieces = [(words.as_ref(), style), (typed.as_str(), style)];
    let end = paint::pieces(buf, row.x, row.y, row.width, &pieces);
    focused.then(|| Position::new(end.min(row.right().saturating_sub(1)), row.y))
}

/// The list of a choice that is open.
pub(super) fn draw(field: &Field, input: Rect, within: Rect, scene: &Scene<'_>, buf: &mut Buffer) {
    let found = field.found(scene);
    let (Body::Choice(all, _) | Body::Many(all, _)) = &field.body else {
        return;
    };
    let wanted = (found.len() as u16).clamp(1, ROWS);
    let below = within.bottom().saturating_sub(input.bottom());
    let above = input.y.saturating_sub(within.y);
    let area = if below >= wanted || below >= above {
        Rect {
            y: input.bottom(),
            height: wanted.min(below),
            ..input
        }
    } else {
        let height = wanted.min(above);
        Rect {
            y: input.y - height,
            height,
            ..input
        }
    };
    if area.is_empty() {
        return;
    }
    if found.is_empty() && field.wrong.is_some() {
        return; // what is wrong is said in its place
    }
    paint::fill(buf, area, scene.style(Role::Input));
    if found.is_empty() {
        let words = scene.tr("forms-list_nothing");
        paint::text(buf, area.x, area.y, area.width, &words, scene.style(Role::Warn));
        return;
    }
    let codes = all.iter().filter_map(Choice::code).map(width::cells).max();
    let height = usize::from(area.height);
    let at = field.list.at.min(found.len() - 1);
    let first = paint::scroll(0, at, height, found.len());
    for (n, choice) in found.iter().enumerate().skip(first).take(height) {
        let Some(choice) = all.get(*choice) else { continue };
        let row = Rect::new(area.x, area.y + (n - first) as u16, area.width, 1);
        draw_row(field, choice, (codes.unwrap_or(0), n == at), row, scene, buf);
    }
    paint::more(buf, area, first > 0, first + height < found.len(), scene.look);
}

fn draw_row(
    field: &Field,
    choice: &Choice,
    (codes, at_hand): (usize, bool),
    row: Rect,
    scene: &Scene<'_>,
    buf: &mut Buffer,
) {
    let style = scene.style(if at_hand { Role::Selected } else { Role::Input });
    if at_hand {
        paint::fill(buf, row, style);
        scene.here(row.x, row.y);
    }
    let tick = match &field.body {
        Body::Many(_, ticked) if ticked.contains(choice) => "[x] ",
        Body::Many(..) => "[ ] ",
        Body::Text(_) | Body::Choice(..) => " ",
    };
    let code = match choice.code() {
        Some(code) => format!("{:codes$} ", paint::clean(code)),
        None if codes > 0 => " ".repeat(codes + 1),
        None => String::new(),
    };
    let words = choice.words(scene);
    let pieces = [(tick, style), (code.as_str(), style), (words.as_str(), style)];
    paint::pieces(buf, row.x, row.y, row.width, &pieces);
}
