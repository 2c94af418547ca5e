//! With no campaign: the days until the next Day.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::deadline;
use crate::text::{dates, width};
use crate::tui::digits::{self, SIZES, Size};
use crate::tui::paint;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// Draws it in the middle of the area.
pub fn view(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let def = scene.campaign.def();
    let today = scene.today();
    let (month, day) = (chrono::Datelike::month(&def.day), chrono::Datelike::day(&def.day));
    let next = deadline::next_day(month, day, today);
    let left = (next - today).num_days();
    let name = paint::clean(def.name.get(scene.lang())).into_owned();
    let name: String = name
        .trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ')
        .to_owned();
    let long = dates::date_long(scene.cat, next);
    let lines = [
        (name.to_uppercase(), Role::Title),
        (
            scene.cat.tr_args("wall-next_day", &[("date", long.into())]),
            Role::Text,
        ),
        (scene.tr("wall-no_campaign").into_owned(), Role::Dim),
    ];
    let text = left.to_string();
    let word = scene.cat.tr_args("desk-days_word", &[("days", left.into())]);
    let words = width::cells(&word) as u16 + 1;
    let tall = area.height.saturating_sub(6);
    let fits = |s: &Size| s.h <= tall && s.span(text.len()) + words <= area.width;
    let size = SIZES.into_iter().find(fits);
    let high = size.map_or(1, |s| s.h);
    let y = area.y + area.height.saturating_sub(high + 5) / 2;
    let centre = |cells: u16| area.x + area.width.saturating_sub(cells) / 2;
    let big = scene.style(Role::Big);
    match size {
        _ if left == 0 => {
            let words = scene.tr("wall-today").into_owned();
            let cells = width::cells(&words) as u16;
            paint::text(buf, centre(cells), y + high / 2, cells, &words, big);
        }
        Some(s) => {
            let x = centre(s.span(text.len()) + words);
            let x = digits::number(buf, x, y, s, &text, scene.look.glyphs.block, big);
            paint::text(buf, x, y + s.h - 1, words, &word.to_uppercase(), big);
        }
        None => {
            let words = format!("{text} {word}");
            let cells = width::cells(&words) as u16;
            paint::text(buf, centre(cells), y, cells, &words, big);
        }
    }
    for (i, (line, role)) in lines.iter().enumerate() {
        let row = y + high + 1 + i as u16;
        if row < area.bottom() {
            let cells = (width::cells(line) as u16).min(area.width);
            paint::text(buf, centre(cells), row, cells, line, scene.style(*role));
        }
    }
}
