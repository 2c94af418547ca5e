//! How a form is drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text::width;
use crate::tui::panes::kit::list;
use crate::tui::panes::over::form::choice::Choice;
use crate::tui::panes::over::form::field::{Body, Field};
use crate::tui::panes::over::form::head::head;
use crate::tui::panes::over::form::hint::{self, Around};
use crate::tui::panes::over::form::sheet::said::message;
use crate::tui::panes::over::form::sheet::state::Form;
use crate::tui::panes::over::form::sheet::table::{BESIDE, Columns};
use crate::tui::panes::over::form::sheet::{drop, table};
use crate::tui::panes::over::form::ticked;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;
use crate::tui::{layout, paint};

/// The widest a form is drawn.
pub(super) const WIDEST: u16 = 96;

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
    /// Of figures: the year of the campaign before.
    pub(super) year: Option<i32>,
}

impl Plan {
    pub(super) fn above(&self) -> u16 {
        u16::from(self.labels == 0)
    }

    pub(super) fn input(&self) -> u16 {
        self.inner.width.saturating_sub(self.labels)
    }

    /// The cells in which it is told what is wrong with a field: those of its input, of a figure the whole row.
    fn told(&self, field: &Field) -> u16 {
        match field.figure {
            Some(_) => self.inner.width.saturating_sub(2),
            None => self.input(),
        }
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
    let wide = match area.width {
        cells if form.is_of_figures() => cells.min(table::WIDEST),
        cells if cells > 60 => (cells - 4).min(WIDEST),
        cells => cells,
    };
    let inner_width = wide - 4;
    let shown = form.shown();
    let columns = Columns::of(form, scene, inner_width);
    let labels = match &columns {
        Some(columns) => columns.labels(),
        None => label_width(form, &shown, scene, inner_width),
    };
    let heading = u16::from(columns.is_some());
    let mut plan = Plan {
        labels,
        inner: Rect::new(0, 0, inner_width, 0),
        year: form.year,
    };
    let refused = message(form.refused.as_deref(), inner_width, area.height / 3);
    let asked = ticked::lines(form, scene, inner_width, area.height / 6);
    let below = HINT.min(area.height.saturating_sub(5)) + (refused.len() + asked.len()) as u16;
    let mut head = head(form, scene, inner_width);
    // A low screen has room for the fields alone.
    head.truncate(usize::from(area.height.saturating_sub(2 + below + 4)));
    let above = head.len() as u16;
    let room = area.height.saturating_sub(2 + below + above);
    let mut blocks = blocks(form, &shown, scene, &plan, room);
    let needed: u16 = above + heading + blocks.iter().map(|b| plan.height(b)).sum::<u16>();
    // One above the hint, one between each two, one below what stands above.
    let gaps = blocks.len() as u16 + u16::from(above > 0);
    let spaced = !form.is_of_figures() && needed + gaps + below + 2 <= area.height;
    let height = (needed + below + 2 + if spaced { gaps } else { 0 }).min(area.height);
    let boxed = layout::centred(area, wide, height);
    plan.inner = paint::sheet(buf, boxed, &form.title(scene), scene.look);
    progress(form, &shown, boxed, scene, buf);
    list::lines(
        buf,
        Rect {
            height: above,
            ..plan.inner
        },
        &head,
        0,
        scene.look,
    );
    let top = heading + above + u16::from(above > 0 && spaced);
    if let Some(columns) = &columns {
        columns.head(form.year, plan.inner, scene, buf);
    }
    let fields = Rect {
        y: plan.inner.y + top,
        height: plan.inner.height.saturating_sub(below + top),
        ..plan.inner
    };
    fit(&mut blocks, &plan, fields.height);
    let (cursor, input) = draw(
        &blocks,
        (&plan, columns.as_ref()),
        fields,
        u16::from(spaced),
        scene,
        buf,
    );
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
    if let (Some(field), Some(input)) = (form.field().filter(|f| f.is_open()), input) {
        drop::draw(field, input, fields, scene, buf);
    }
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
    let words = field.label(scene);
    if field.required {
        format!("{words} {}", scene.look.glyphs.mark)
    } else {
        words
    }
}

pub(super) fn blocks<'a>(
    form: &'a Form,
    shown: &[usize],
    scene: &Scene<'_>,
    plan: &Plan,
    room: u16,
) -> Vec<Block<'a>> {
    let figures = form.is_of_figures();
    let (least, most) = match (figures, room >= 12) {
        (true, _) => (1, 3),
        (false, true) => (3, 6),
        (false, false) => (3, 3),
    };
    let one = |i: &usize| {
        let field = form.fields.get(*i)?;
        let rows = match &field.body {
            Body::Text(e) if field.long => (e.rows(plan.input()) as u16).clamp(least, most),
            _ => 1,
        };
        // Among many figures those that are wrong are marked; what is wrong is said of the one at hand.
        let told = field.wrong.as_ref().filter(|_| !figures || *i == form.at);
        let wrong = told.map(|w| w.say(scene));
        Some(Block {
            field,
            focused: *i == form.at,
            label: label(field, scene),
            rows,
            wrong: message(wrong.as_deref(), plan.told(field), 2),
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

/// Draws the blocks. Gives the cell of the cursor, and where the field at hand is.
pub(super) fn draw(
    blocks: &[Block<'_>],
    (plan, columns): (&Plan, Option<&Columns>),
    area: Rect,
    gap: u16,
    scene: &Scene<'_>,
    buf: &mut Buffer,
) -> (Option<Position>, Option<Rect>) {
    let (mut cursor, mut input) = (None, None);
    let mut y = area.y;
    for block in blocks {
        let height = plan.height(block).min(area.bottom().saturating_sub(y));
        if height == 0 {
            break;
        }
        let place = Rect::new(area.x, y, area.width, height);
        if block.focused {
            let rows = block.rows.min(height.saturating_sub(plan.above()));
            input = Some(Rect::new(
                area.x + plan.labels,
                y + plan.above(),
                plan.input(),
                rows,
            ));
        }
        cursor = draw_block(block, (plan, columns), place, scene, buf).or(cursor);
        y += height + gap;
    }
    (cursor, input)
}

pub(super) fn draw_block(
    block: &Block<'_>,
    (plan, columns): (&Plan, Option<&Columns>),
    area: Rect,
    scene: &Scene<'_>,
    buf: &mut Buffer,
) -> Option<Position> {
    let role = match (block.focused, block.field.wrong.is_some()) {
        (_, true) => Role::Error,
        (true, false) => Role::Title,
        (false, false) => Role::Text,
    };
    let marked = block.field.figure.is_some() && block.field.wrong.is_some();
    let sign = match (block.focused, marked) {
        (true, _) => scene.look.glyphs.pointer,
        (false, true) => scene.look.glyphs.debt,
        (false, false) => " ",
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
        _ if block.field.figure.is_some() => table::figure(
            block.field,
            (columns, plan.year),
            input,
            block.focused,
            scene,
            buf,
        ),
        Body::Many(..) => drop::ticked(block.field, input, block.focused, scene, buf),
        Body::Text(editor) => editor.draw(scene.look, input, buf, block.focused),
        Body::Choice(all, at) => {
            let typed = block.field.list.typed.as_str();
            choice(all, *at, (block.focused, typed), scene, input, buf)
        }
    };
    let told = plan.told(block.field);
    for (y, line) in (input.bottom()..area.bottom()).zip(&block.wrong) {
        let x = area.right().saturating_sub(told);
        paint::text(buf, x, y, told, line, scene.style(Role::Error));
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
    let words = all.get(at).map(|c| c.full(scene)).unwrap_or_default();
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
        _ if form.is_of_figures() && !form.asked_of().is_empty() && field.wrong.is_some() => {
            let names: Vec<String> = form.asked_of().iter().map(|f| f.label(scene)).collect();
            let args = [("names", names.join("; ").into())];
            (scene.cat.tr_args("forms-asked_figures", &args), Role::Warn)
        }
        _ => {
            let around = Around {
                purpose: &form.purpose,
                units: &form.units,
                fields: &form.fields,
                year: form.year,
                fits: form.template_fits(),
            };
            (hint::hint(field, &around, scene), Role::Dim)
        }
    };
    let rows = message(Some(&sentence), area.width, area.height);
    for (y, line) in (area.y..area.bottom()).zip(&rows) {
        paint::text(buf, area.x, y, area.width, line, scene.style(role));
    }
}
