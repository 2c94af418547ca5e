//! That the server has lost facts: the same notice on a desk and on a wall, with both numbers as large as there is room for.
//!
//! It must never know what is done about it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::failure::short_hash;
use crate::text::{Arg, line, width};
use crate::tui::digits::{self, SIZES};
use crate::tui::layout;
use crate::tui::msg::Fallen;
use crate::tui::paint;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// In place of the line at the top of a desk: from which fact to which, and the key that goes on without them.
pub fn top_line(fallen: &Fallen, key: &str, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let key = format!(" {key} ");
    let at = paint::right(buf, area, area.y, &key, scene.style(Role::Key));
    let room = at.saturating_sub(area.x + 2);
    let words = told("fallen-head", fallen, scene);
    paint::text(buf, area.x + 1, area.y, room, &words, scene.style(Role::Error));
}

/// The notice over a desk, with the keys that go on without the facts and that put it away.
pub fn on_desk(fallen: &Fallen, [key, away]: [String; 2], scene: &Scene<'_>, body: Rect, buf: &mut Buffer) {
    let args = [("key", key.into()), ("away", away.into())];
    let keys = scene.cat.tr_args("fallen-keys", &args);
    let means = scene.tr("fallen-stopped").into_owned();
    view(fallen, means, &[keys], scene, body, buf);
}

/// What it means, a sentence each: what was seen, what stands there.
pub fn lines(fallen: &Fallen, scene: &Scene<'_>) -> Vec<String> {
    ["fallen-had", "fallen-found"]
        .map(|key| told(key, fallen, scene))
        .into()
}

fn told(key: &str, fallen: &Fallen, scene: &Scene<'_>) -> String {
    let args: [(&str, Arg<'_>); 6] = [
        ("site", line(&fallen.site.to_string()).into_owned().into()),
        ("stream", line(fallen.stream.as_str()).into_owned().into()),
        ("had", fallen.had.seq.to_string().into()),
        ("had_hash", short_hash(&fallen.had).into()),
        ("found", fallen.found.seq.to_string().into()),
        ("found_hash", short_hash(&fallen.found).into()),
    ];
    scene.cat.tr_args(key, &args)
}

/// Draws the notice over the whole width of an area, in its middle: what it means here, and last, what can be done, which is
/// never cut.
pub fn view(
    fallen: &Fallen,
    means: String,
    keys: &[String],
    scene: &Scene<'_>,
    area: Rect,
    buf: &mut Buffer,
) {
    let room = usize::from(area.width.saturating_sub(4)).max(1);
    let wrapped = |words: &[String]| -> Vec<String> {
        let all = words.iter().flat_map(|l| width::wrap(&paint::clean(l), room));
        all.collect()
    };
    let title = wrapped(&[scene.tr("fallen-title").into_owned()]);
    let end = wrapped(keys);
    let mut middle = lines(fallen, scene);
    middle.push(means);
    let mut middle = wrapped(&middle);
    let rows = usize::from(area.height.saturating_sub(2));
    middle.truncate(rows.saturating_sub(title.len() + end.len()));
    let (had, found) = (fallen.had.seq.to_string(), fallen.found.seq.to_string());
    let text = (title.len() + middle.len() + end.len()) as u16;
    let arrow = |s: &digits::Size| s.w + s.gap();
    let span = |s: &digits::Size| s.span(had.len()) + arrow(s) + s.span(found.len());
    let size = SIZES
        .into_iter()
        .find(|s| text + s.h + 4 <= area.height && span(s) + 4 <= area.width);
    let high = text + size.map_or(2, |s| s.h + 4);
    let place = layout::centred(area, area.width, high.min(area.height));
    let style = scene.look.tile(Role::Error);
    paint::fill(buf, place, style);
    let centre = |cells: u16| place.x + place.width.saturating_sub(cells) / 2;
    let mut y = place.y + u16::from(place.height > text);
    let put = |y: &mut u16, words: &[String], buf: &mut Buffer| {
        for line in words {
            if *y < place.bottom() {
                let cells = (width::cells(line) as u16).min(place.width);
                paint::text(buf, centre(cells), *y, cells, line, style);
            }
            *y += 1;
        }
    };
    put(&mut y, &title, buf);
    if let Some(size) = size {
        let block = scene.look.glyphs.block;
        let x = centre(span(&size));
        y += 1;
        let x = digits::number(buf, x, y, size, &had, block, style);
        let dash = size.w.saturating_sub(1).max(1);
        for i in 0..dash {
            paint::text(buf, x + i, y + size.h / 2, 1, block, style);
        }
        digits::number(buf, x + arrow(&size), y, size, &found, block, style);
        y += size.h + 1;
    }
    put(&mut y, &middle, buf);
    put(&mut y, &end, buf);
}
