//! How the form is drawn: the fields on the left, what follows from them on the right where there is room, else in a line.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::text::width;
use crate::tui::paint;
use crate::tui::panes::over::setup::explain;
use crate::tui::panes::over::setup::field::{Body, Field};
use crate::tui::panes::over::setup::follows;
use crate::tui::panes::over::setup::state::SetUp;
use crate::tui::panes::over::setup::words;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// From this width on, what follows stands beside the fields.
const BOTH: u16 = 96;
/// From this width on, labels stand beside their fields.
const BESIDE: u16 = 52;
/// The widest column of labels.
const LABELS: u16 = 26;
/// The most rows of a text at hand.
const TALL: u16 = 5;

/// A row, or some: a heading, or a field with what is wrong with it.
struct Item<'a> {
    heading: Option<String>,
    field: &'a Field,
    at: usize,
    rows: u16,
    wrong: Vec<String>,
}

impl Item<'_> {
    fn height(&self, above: u16) -> u16 {
        u16::from(self.heading.is_some()) + above + self.rows + self.wrong.len() as u16
    }
}

/// Draws it over `area`, the whole body, with the explanation of its fields over it where that is shown. Gives the cell of the
/// cursor, where the field at hand is a text.
pub fn view(setup: &SetUp, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let cursor = form(setup, scene, area, buf);
    if setup.is_explained() {
        explain::view(setup, scene, area, buf);
        return None;
    }
    cursor
}

fn form(setup: &SetUp, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let area = area.intersection(buf.area);
    if area.width < 12 || area.height < 5 {
        return None;
    }
    let inner = paint::sheet(buf, area, &scene.tr("setup-title"), scene.look);
    if setup.is_bare() {
        let (words, role) = match &setup.refused {
            Some(why) => (why.clone(), Role::Error),
            None => (scene.tr("setup-waiting").into_owned(), Role::Dim),
        };
        lines(&[(words, role)], inner, scene, buf);
        scene.here(inner.x, inner.y);
        return None;
    }
    let both = inner.width >= BOTH;
    let side = if both {
        (inner.width * 2 / 5).clamp(36, 80)
    } else {
        0
    };
    let left = Rect {
        width: inner.width - side,
        ..inner
    };
    if both {
        let x = left.right();
        for y in inner.y..inner.bottom() {
            paint::text(
                buf,
                x,
                y,
                1,
                scene.look.glyphs.line.vertical,
                scene.style(Role::Border),
            );
        }
        let right = Rect::new(x + 2, inner.y, side - 2, inner.height);
        lines(&follows::follows(setup, scene), right, scene, buf);
    }
    let foot = foot(setup, scene, both, left);
    let fields = Rect {
        width: left.width - u16::from(both),
        height: left.height - foot.len() as u16,
        ..left
    };
    let cursor = draw_fields(setup, scene, fields, buf);
    for (y, (line, role)) in (fields.bottom()..left.bottom()).zip(&foot) {
        paint::text(buf, fields.x, y, fields.width, line, scene.style(*role));
    }
    cursor
}

/// Lines, folded, as many as have room.
fn lines(all: &[(String, Role)], area: Rect, scene: &Scene<'_>, buf: &mut Buffer) {
    let folded = all.iter().flat_map(|(words, role)| {
        let rows = width::wrap(&paint::clean(words), usize::from(area.width));
        let rows = if rows.is_empty() {
            vec![String::new()]
        } else {
            rows
        };
        rows.into_iter().map(|r| (r, *role))
    });
    for (y, (row, role)) in (area.y..area.bottom()).zip(folded) {
        paint::text(buf, area.x, y, area.width, &row, scene.style(role));
    }
}

/// A sentence in at most so many rows; what has no room is cut with an ellipsis.
fn folded(words: &str, cols: usize, most: usize) -> Vec<String> {
    let mut rows = width::wrap(&paint::clean(words), cols);
    if rows.len() > most {
        rows.truncate(most);
        if let Some(last) = rows.last_mut() {
            let cut = width::head(last, cols.saturating_sub(1)).to_owned();
            *last = cut + width::ELLIPSIS;
        }
    }
    rows
}

/// What stands below the fields: why something was not done, what is said of the field at hand, and, where nothing stands
/// beside them, what follows and where the draft lies.
fn foot(setup: &SetUp, scene: &Scene<'_>, both: bool, area: Rect) -> Vec<(String, Role)> {
    let cols = usize::from(area.width - u16::from(both));
    let most = usize::from((area.height / 3).max(2));
    let mut out: Vec<(String, Role)> = Vec::new();
    let mut say = |words: &str, role: Role, rows: usize| {
        out.extend(folded(words, cols, rows).into_iter().map(|r| (r, role)));
    };
    if let Some(why) = &setup.refused {
        say(why, Role::Error, most);
    } else {
        let cut = setup.field().is_some_and(|f| f.cut);
        let (hint, role) = if cut {
            (scene.tr("desk-text_cut").into_owned(), Role::Warn)
        } else {
            (words::hint(setup, scene), Role::Dim)
        };
        say(&hint, role, if area.height < 12 { 1 } else { 2 });
    }
    if !both {
        say(&follows::short(setup, scene), Role::Title, 1);
        if area.height >= 16 {
            let doubts = follows::doubts(setup, setup.form(), scene);
            if let Some(first) = doubts.first() {
                say(first, Role::Warn, 2);
            }
            let (file, role) = follows::file(setup, scene);
            say(&file, role, 2);
        }
    }
    out
}

fn draw_fields(setup: &SetUp, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let labels = label_width(setup, scene, area.width);
    let above = u16::from(labels == 0);
    let input = area.width.saturating_sub(labels + 1);
    let room = area.height;
    let items: Vec<Item<'_>> = setup
        .fields
        .iter()
        .enumerate()
        .map(|(at, field)| {
            let focused = at == setup.at;
            let rows = match &field.body {
                Body::Text(e) if focused => (e.rows(input) as u16).clamp(1, TALL.min((room / 2).max(1))),
                _ => 1,
            };
            let wrong = words::wrong_words(field, scene).map_or_else(Vec::new, |w| {
                let most = if focused {
                    room.saturating_sub(2).clamp(1, 4)
                } else {
                    2
                };
                folded(&w, usize::from(input), usize::from(most))
            });
            let heading = words::heading(field.key).filter(|_| room >= 8);
            Item {
                heading: heading.map(|h| scene.tr(h).into_owned()),
                field,
                at,
                rows,
                wrong,
            }
        })
        .collect();
    let first = first_shown(&items, setup.at, above, room);
    let (mut y, mut cursor) = (area.y, None);
    for item in items.iter().skip(first) {
        let height = item.height(above);
        if y + height > area.bottom() {
            break;
        }
        let place = Rect::new(area.x, y, area.width, height);
        cursor = draw_item(setup, item, labels, scene, place, buf).or(cursor);
        y += height;
    }
    cursor
}

/// From which item on they are shown, so that the one at hand has a place and something of what comes before it.
fn first_shown(items: &[Item<'_>], at: usize, above: u16, room: u16) -> usize {
    let height = |i: usize| items.get(i).map_or(0, |item| item.height(above));
    let used = height(at);
    // Everything up to the one at hand, if that has room with what comes behind it; else a third of the room before it.
    let before: u16 = (0..at).map(height).sum();
    let behind: u16 = (at + 1..items.len()).map(height).sum();
    let share = room.saturating_sub(used);
    let most = if before + used + 2 <= room {
        before
    } else {
        (share / 3).max(share.saturating_sub(behind))
    };
    let mut first = at;
    let mut taken = 0;
    while first > 0 && taken + height(first - 1) <= most {
        taken += height(first - 1);
        first -= 1;
    }
    first
}

fn label_width(setup: &SetUp, scene: &Scene<'_>, room: u16) -> u16 {
    if room < BESIDE {
        return 0;
    }
    let widest = setup
        .fields
        .iter()
        .map(|f| width::cells(&words::label(f.key, scene)) as u16);
    (widest.max().unwrap_or(0) + 4).min(LABELS)
}

fn draw_item(
    setup: &SetUp,
    item: &Item<'_>,
    labels: u16,
    scene: &Scene<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let mut y = area.y;
    if let Some(heading) = &item.heading {
        paint::text(buf, area.x, y, area.width, heading, scene.style(Role::Key));
        y += 1;
    }
    let field = item.field;
    let focused = item.at == setup.at;
    // A sign and not a colour alone: `!` wrong, `*` to be written.
    let (sign, role) = match (field.wrong.is_some(), field.todo, focused) {
        (true, ..) => ("!", Role::Error),
        (_, true, _) => (scene.look.glyphs.mark, Role::Warn),
        (_, _, true) => (" ", Role::Title),
        _ => (" ", Role::Text),
    };
    let pointer = if focused { scene.look.glyphs.pointer } else { " " };
    let label = words::label(field.key, scene);
    let most = if labels == 0 {
        area.width
    } else {
        labels.saturating_sub(1)
    };
    let pieces = [
        (pointer, scene.style(Role::Key)),
        (sign, scene.style(role)),
        (" ", scene.style(Role::Text)),
        (label.as_str(), scene.style(role)),
    ];
    paint::pieces(buf, area.x, y, most, &pieces);
    if labels == 0 {
        y += 1;
    }
    let x = area.x + labels;
    let wide = area.width.saturating_sub(labels + 1);
    let input = Rect::new(x, y, wide, item.rows);
    let cursor = match &field.body {
        Body::Text(editor) if !focused && field.key.is_long() => {
            // Folded into one row, and cut with a sign that says so.
            paint::fill(buf, input, scene.style(Role::Input));
            let text = editor.text().replace('\n', " ");
            paint::text(buf, x, y, wide, &paint::clean(&text), scene.style(Role::Input));
            None
        }
        Body::Text(editor) => editor.draw(scene.look, input, buf, focused),
        Body::Pick(all, at) => {
            let value = all.get(*at).map_or("", String::as_str);
            let words = words::choice(setup, field.key, value, scene);
            pick(&words, (*at, all.len()), focused, &field.typed, scene, input, buf)
        }
    };
    for (y, line) in (input.bottom()..area.bottom()).zip(&item.wrong) {
        paint::text(buf, x, y, wide, line, scene.style(Role::Error));
    }
    cursor
}

/// `< what is chosen > 1/3`, and the letters of a name that are being typed.
fn pick(
    words: &str,
    (at, of): (usize, usize),
    focused: bool,
    typed: &str,
    scene: &Scene<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let place = format!(" {}/{of}", at + 1);
    let typed = if typed.is_empty() {
        String::new()
    } else {
        format!(" {}", paint::clean(typed))
    };
    let around = 4 + width::cells(&place) + width::cells(&typed);
    let words = width::fit(words, usize::from(area.width).saturating_sub(around));
    if focused {
        scene.here(area.x, area.y);
    }
    let role = if focused { Role::Selected } else { Role::Input };
    let (ends, dim) = (scene.style(Role::Key), scene.style(Role::Dim));
    let pieces = [
        ("< ", ends),
        (words.as_ref(), scene.style(role)),
        (" >", ends),
        (place.as_str(), dim),
        (typed.as_str(), scene.style(Role::Input)),
    ];
    let end = paint::pieces(buf, area.x, area.y, area.width, &pieces);
    (focused && !typed.is_empty()).then(|| Position::new(end.min(area.right().saturating_sub(1)), area.y))
}
