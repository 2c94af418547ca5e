//! How a form is drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text::width;
use crate::tui::panes::over::form::field::{Body, Choice, Field};
use crate::tui::panes::over::form::hint::{self, Around};
use crate::tui::panes::over::form::sheet::state::Form;
use crate::tui::panes::over::form::ticked;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;
use crate::tui::{layout, paint};

/// The widest a form is drawn.
pub(super) const WIDEST: u16 = 96;

/// From this width on, labels stand beside their fields.
pub(super) const BESIDE: u16 = 56;

/// The widest column of labels.
pub(super) const LABELS: u16 = 26;

/// Rows for the hint.
pub(super) const HINT: u16 = 2;

/// One field with everything that is drawn of it.
pub(super) struct Block<'a> {
    pub(super) field: &'a Field,
    pub(super) focused: bool,
    pub(super) label: String,
    pub(super) rows: u16,
    pub(super) wrong: Vec<String>,
}

/// How the inside of the box is divided.
pub(super) struct Plan {
    /// Width of the column of labels; 0 where they stand above.
    pub(super) labels: u16,
    pub(super) inner: Rect,
}

impl Plan {
    pub(super) fn above(&self) -> u16 {
        u16::from(self.labels == 0)
    }

    pub(super) fn input(&self) -> u16 {
        self.inner.width.saturating_sub(self.labels)
    }

    pub(super) fn height(&self, block: &Block<'_>) -> u16 {
        self.above() + block.rows + block.wrong.len() as u16
    }
}

/// Draws the form over `area`, the whole body. Gives the cell of the cursor, where the field at hand is a text.
pub fn view(form: &Form, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let area = area.intersection(buf.area);
    if area.width < 8 || area.height < 4 {
        return None;
    }
    let wide = if area.width > 60 {
        (area.width - 4).min(WIDEST)
    } else {
        area.width
    };
    let inner_width = wide - 4;
    let shown = form.shown();
    let labels = label_width(form, &shown, scene, inner_width);
    let mut plan = Plan {
        labels,
        inner: Rect::new(0, 0, inner_width, 0),
    };
    let refused = message(form.refused.as_deref(), inner_width, area.height / 3);
    let asked = ticked::lines(form, scene, inner_width, area.height / 6);
    let below = HINT.min(area.height.saturating_sub(5)) + (refused.len() + asked.len()) as u16;
    let mut blocks = blocks(form, &shown, scene, &plan, area.height.saturating_sub(2 + below));
    let needed: u16 = blocks.iter().map(|b| plan.height(b)).sum();
    let gaps = blocks.len() as u16; // one above the hint, one between each two
    let spaced = needed + gaps + below + 2 <= area.height;
    let height = (needed + below + 2 + if spaced { gaps } else { 0 }).min(area.height);
    let boxed = layout::centred(area, wide, height);
    plan.inner = paint::sheet(buf, boxed, &form.title(scene), scene.look);
    progress(form, &shown, boxed, scene, buf);
    let fields = Rect {
        height: plan.inner.height.saturating_sub(below),
        ..plan.inner
    };
    fit(&mut blocks, &plan, fields.height);
    let cursor = draw(&blocks, &plan, fields, u16::from(spaced), scene, buf);
    let mut y = fields.bottom();
    for line in &asked {
        let pieces: Vec<(&str, Style)> = line.iter().map(|(s, style)| (s.as_str(), *style)).collect();
        paint::pieces(buf, plan.inner.x, y, plan.inner.width, &pieces);
        y += 1;
    }
    for line in &refused {
        paint::text(
            buf,
            plan.inner.x,
            y,
            plan.inner.width,
            line,
            scene.style(Role::Error),
        );
        y += 1;
    }
    let rest = Rect::new(
        plan.inner.x,
        y,
        plan.inner.width,
        plan.inner.bottom().saturating_sub(y),
    );
    say_hint(form, scene, rest, buf);
    cursor
}

pub(super) fn label_width(form: &Form, shown: &[usize], scene: &Scene<'_>, inner: u16) -> u16 {
    if inner < BESIDE {
        return 0;
    }
    let widest = shown
        .iter()
        .filter_map(|i| form.fields.get(*i))
        .map(|f| width::cells(&label(f, scene)) as u16)
        .max();
    (widest.unwrap_or(0) + 4).min(LABELS)
}

pub(super) fn label(field: &Field, scene: &Scene<'_>) -> String {
    let words = scene.tr(field.id.label());
    if field.required {
        format!("{words} {}", scene.look.glyphs.mark)
    } else {
        words.into_owned()
    }
}

/// A sentence in at most `most` rows; what has no room is cut with an ellipsis.
pub(super) fn message(sentence: Option<&str>, cols: u16, most: u16) -> Vec<String> {
    let Some(sentence) = sentence else {
        return Vec::new();
    };
    let clean = paint::clean(sentence);
    let mut rows = width::wrap(&clean, usize::from(cols));
    let most = usize::from(most.max(1));
    if rows.len() > most {
        rows.truncate(most);
        if let Some(last) = rows.last_mut() {
            let cut = width::head(last, usize::from(cols.saturating_sub(1))).to_owned();
            *last = cut + width::ELLIPSIS;
        }
    }
    rows
}

pub(super) fn blocks<'a>(
    form: &'a Form,
    shown: &[usize],
    scene: &Scene<'_>,
    plan: &Plan,
    room: u16,
) -> Vec<Block<'a>> {
    let most = if room >= 12 { 6 } else { 3 };
    let one = |i: &usize| {
        let field = form.fields.get(*i)?;
        let rows = match &field.body {
            Body::Text(e) if field.long => (e.rows(plan.input()) as u16).clamp(3, most),
            _ => 1,
        };
        let wrong = field.wrong.as_ref().map(|w| w.say(scene));
        Some(Block {
            field,
            focused: *i == form.at,
            label: label(field, scene),
            rows,
            wrong: message(wrong.as_deref(), plan.input(), 2),
        })
    };
    shown.iter().filter_map(one).collect()
}

/// Leaves the blocks that fit, the one at hand among them, which may have to shrink.
pub(super) fn fit(blocks: &mut Vec<Block<'_>>, plan: &Plan, room: u16) {
    let Some(at) = blocks.iter().position(|b| b.focused) else {
        return;
    };
    if let Some(b) = blocks.get_mut(at) {
        let rest = plan.above() + b.wrong.len() as u16;
        b.rows = b.rows.min(room.saturating_sub(rest).max(1));
    }
    let height = |b: &Block<'_>| plan.height(b);
    let mut used = blocks.get(at).map_or(0, height);
    let mut first = at;
    while first > 0 {
        let more = blocks.get(first - 1).map_or(0, height);
        if used + more > room {
            break;
        }
        used += more;
        first -= 1;
    }
    let mut end = at + 1;
    while end < blocks.len() {
        let more = blocks.get(end).map_or(0, height);
        if used + more > room {
            break;
        }
        used += more;
        end += 1;
    }
    blocks.truncate(end);
    blocks.drain(..first);
}

pub(super) fn draw(
    blocks: &[Block<'_>],
    plan: &Plan,
    area: Rect,
    gap: u16,
    scene: &Scene<'_>,
    buf: &mut Buffer,
) -> Option<Position> {
    let mut cursor = None;
    let mut y = area.y;
    for block in blocks {
        let height = plan.height(block).min(area.bottom().saturating_sub(y));
        if height == 0 {
            break;
        }
        let place = Rect::new(area.x, y, area.width, height);
        cursor = draw_block(block, plan, place, scene, buf).or(cursor);
        y += height + gap;
    }
    cursor
}

pub(super) fn draw_block(
    block: &Block<'_>,
    plan: &Plan,
    area: Rect,
    scene: &Scene<'_>,
    buf: &mut Buffer,
) -> Option<Position> {
    let role = match (block.focused, block.field.wrong.is_some()) {
        (_, true) => Role::Error,
        (true, false) => Role::Title,
        (false, false) => Role::Text,
    };
    let sign = if block.focused {
        scene.look.glyphs.pointer
    } else {
        " "
    };
    let most = if plan.labels == 0 {
        area.width
    } else {
        plan.labels.saturating_sub(1)
    };
    let pieces = [
        (sign, scene.style(Role::Key)),
        (" ", scene.style(Role::Text)),
        (block.label.as_str(), scene.style(role)),
    ];
    paint::pieces(buf, area.x, area.y, most, &pieces);
    let x = area.x + plan.labels;
    let y = area.y + plan.above();
    let rows = block.rows.min(area.bottom().saturating_sub(y));
    let input = Rect::new(x, y, plan.input(), rows);
    let cursor = match &block.field.body {
        _ if rows == 0 => None,
        Body::Text(editor) => editor.draw(scene.look, input, buf, block.focused),
        Body::Choice(all, at) => {
            let typed = block.field.typed();
            choice(all, *at, (block.focused, typed), scene, input, buf)
        }
    };
    for (y, line) in (input.bottom()..area.bottom()).zip(&block.wrong) {
        paint::text(buf, x, y, plan.input(), line, scene.style(Role::Error));
    }
    cursor
}

/// `< what is chosen > 3/15`, and after it the letters of a name that are being typed, where the cursor then stands.
pub(super) fn choice(
    all: &[Choice],
    at: usize,
    (focused, typed): (bool, &str),
    scene: &Scene<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let words = all.get(at).map(|c| c.words(scene)).unwrap_or_default();
    let place = format!(" {}/{}", at + 1, all.len());
    let typed = if typed.is_empty() {
        String::new()
    } else {
        format!(" {}", paint::clean(typed))
    };
    let around = 4 + width::cells(&place) as u16;
    let typed = width::fit(&typed, usize::from(area.width.saturating_sub(around) / 2));
    let room = area
        .width
        .saturating_sub(around + width::cells(&typed) as u16 + 1);
    let words = width::fit(&words, usize::from(room));
    let role = if focused { Role::Selected } else { Role::Input };
    if focused {
        scene.here(area.x, area.y);
    }
    let (ends, dim) = (scene.style(Role::Key), scene.style(Role::Dim));
    let pieces = [
        ("< ", ends),
        (words.as_ref(), scene.style(role)),
        (" >", ends),
        (place.as_str(), dim),
        (typed.as_ref(), scene.style(Role::Input)),
    ];
    let end = paint::pieces(buf, area.x, area.y, area.width, &pieces);
    (focused && !typed.is_empty()).then(|| Position::new(end.min(area.right().saturating_sub(1)), area.y))
}

/// How far one has come, on the lower border.
pub(super) fn progress(form: &Form, shown: &[usize], area: Rect, scene: &Scene<'_>, buf: &mut Buffer) {
    if shown.len() < 2 || area.width < 16 {
        return;
    }
    let at = shown.iter().position(|i| *i == form.at).unwrap_or(0) + 1;
    let words = format!(" {at}/{} ", shown.len());
    let row = Rect {
        width: area.width - 2,
        ..area
    };
    paint::right(buf, row, area.bottom() - 1, &words, scene.style(Role::Dim));
}

pub(super) fn say_hint(form: &Form, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let Some(field) = form.field().filter(|_| area.height > 0) else {
        return;
    };
    let (sentence, role) = match &field.body {
        Body::Text(editor) if field.cut => {
            let cut = scene.cat.tr_args("forms-cut", &[("n", editor.limit().into())]);
            (cut, Role::Warn)
        }
        _ => {
            let around = Around {
                purpose: &form.purpose,
                units: &form.units,
                fields: &form.fields,
            };
            (hint::hint(field, &around, scene), Role::Dim)
        }
    };
    let rows = message(Some(&sentence), area.width, area.height);
    for (y, line) in (area.y..area.bottom()).zip(&rows) {
        paint::text(buf, area.x, y, area.width, line, scene.style(role));
    }
}
