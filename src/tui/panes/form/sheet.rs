//! A form as a whole: which field is at hand, and the box it is drawn in.
//!
//! ```text
//!   ┌ Return the report – Hà Nội ─────────────────┐   wide: labels beside the fields
//!   │ ▸ Reason *      ____________________        │   narrow (or low): labels above them, and only as many fields
//!   │   Due           08/06/2020                  │   as there is room for, the one at hand among them
//!   │     what is wrong with it                   │
//!   │ Read as Monday 8 June 2020                  │   the hint of the field at hand
//!   └──────────────────────────────────────── 1/2 ┘
//! ```
//!
//! It must never know which key does what.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::core::fact::{ActivityDetails, Contact};
use crate::core::names::UnitCode;
use crate::text::width;
use crate::tui::layout;
use crate::tui::msg::Edit;
use crate::tui::paint;
use crate::tui::panes::form::field::{Body, Choice, Field, Id};
use crate::tui::panes::form::fill::{self, About, Filled, Unfinished};
use crate::tui::panes::form::hint::{self, Around};
use crate::tui::panes::form::purpose::{self, Purpose};
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// The widest a form is drawn.
const WIDEST: u16 = 96;
/// From this width on, labels stand beside their fields.
const BESIDE: u16 = 56;
/// The widest column of labels.
const LABELS: u16 = 26;
/// Rows for the hint.
const HINT: u16 = 2;
/// Names of units that a title can hold.
const NAMED: usize = 3;

/// A form that somebody is filling in.
#[derive(Debug, Clone)]
pub struct Form {
    purpose: Purpose,
    /// By code: a roster may be amended while the form is open.
    units: Vec<UnitCode>,
    before: Option<ActivityDetails>,
    contact: Option<Contact>,
    fields: Vec<Field>,
    at: usize,
    based_on: u64,
    refused: Option<String>,
}

impl Form {
    /// Opens a form.
    pub fn new(purpose: Purpose, scene: &Scene<'_>) -> Self {
        let campaign = scene.campaign;
        let before = match &purpose {
            Purpose::ActivityEdit(id) => purpose::details(campaign, id).cloned(),
            _ => None,
        };
        let contact = match &purpose {
            Purpose::Contact(unit) => campaign.unit(*unit).contacts.last().cloned(),
            _ => None,
        };
        Self {
            units: purpose.units().iter().map(|ix| campaign.code(*ix)).collect(),
            fields: purpose.fields(scene),
            purpose,
            before,
            contact,
            at: 0,
            based_on: campaign.seq(),
            refused: None,
        }
    }

    /// What it is for.
    pub fn purpose(&self) -> &Purpose {
        &self.purpose
    }

    /// The units it is about.
    pub fn units(&self) -> &[UnitCode] {
        &self.units
    }

    /// The number of the last fact that its user saw (decision 11).
    pub fn based_on(&self) -> u64 {
        self.based_on
    }

    /// Something was typed or chosen.
    pub fn is_dirty(&self) -> bool {
        self.fields.iter().any(Field::is_changed)
    }

    /// The field at hand.
    pub fn field(&self) -> Option<&Field> {
        self.fields.get(self.at)
    }

    /// Edits the text at hand, or goes along its choices.
    pub fn edit(&mut self, edit: Edit) {
        if let Some(field) = self.fields.get_mut(self.at) {
            field.edit(edit);
        }
    }

    /// Puts a text in where the cursor is. True where something of it was cut away; the form says so too.
    pub fn insert(&mut self, text: &str) -> bool {
        self.fields.get_mut(self.at).is_some_and(|f| f.insert(text))
    }

    /// The next choice of the field at hand, or the one before.
    pub fn choose(&mut self, forward: bool) {
        if let Some(field) = self.fields.get_mut(self.at) {
            field.choose(forward);
        }
    }

    /// Goes to the next field, or the one before; round at the ends.
    pub fn next_field(&mut self, forward: bool) {
        let shown = self.shown();
        let at = shown.iter().position(|i| *i == self.at).unwrap_or(0);
        let n = shown.len().max(1);
        let next = (at + if forward { 1 } else { n - 1 }) % n;
        self.at = shown.get(next).copied().unwrap_or(0);
    }

    /// Keeps the form open with the sentence of a refusal in it.
    pub fn refuse(&mut self, sentence: impl Into<String>) {
        self.refused = Some(sentence.into());
    }

    /// What the form comes to.
    ///
    /// # Errors
    /// Something is wrong with a field: each such field then says what, and the first is at hand.
    pub fn finish(&mut self, scene: &Scene<'_>) -> Result<Filled, Unfinished> {
        self.refused = None;
        let shown = self.shown();
        let fields: Vec<Field> = shown
            .iter()
            .filter_map(|i| self.fields.get(*i).cloned())
            .collect();
        let about = About {
            purpose: &self.purpose,
            units: &self.units,
            before: self.before.as_ref(),
            contact: self.contact.as_ref(),
        };
        let filled = fill::fill(&about, &fields, scene);
        let wrong = match &filled {
            Ok(_) => &[][..],
            Err(wrong) => wrong,
        };
        for field in &mut self.fields {
            let found = wrong.iter().find(|(id, _)| *id == field.id);
            field.wrong = found.map(|(_, w)| w.clone());
        }
        let first = shown
            .into_iter()
            .find(|i| self.fields.get(*i).is_some_and(|f| f.wrong.is_some()));
        self.at = first.unwrap_or(self.at);
        filled.map_err(|_| Unfinished)
    }

    /// The fields that belong to what is chosen, by their places.
    fn shown(&self) -> Vec<usize> {
        let yes_no = self
            .fields
            .iter()
            .find_map(|f| match f.chosen() {
                Some(Choice::Indicator { yes_no, .. }) => Some(*yes_no),
                _ => None,
            })
            .unwrap_or(false);
        let belongs = |f: &Field| match f.id {
            Id::Value => !yes_no,
            Id::YesNo => yes_no,
            _ => true,
        };
        let all = self.fields.iter().enumerate();
        all.filter(|(_, f)| belongs(f)).map(|(i, _)| i).collect()
    }

    /// Title, and whom or what it is about.
    fn title(&self, scene: &Scene<'_>) -> String {
        let title = scene.tr(self.purpose.title());
        match self.subject(scene) {
            s if s.is_empty() => title.into_owned(),
            s => format!("{title} – {s}"),
        }
    }

    fn subject(&self, scene: &Scene<'_>) -> String {
        let ids = self.purpose.activities();
        match ids {
            [] => {}
            [id] => {
                let title = purpose::details(scene.campaign, id).map_or("", |d| d.title.as_str());
                return format!("{} {}", paint::clean(id.as_str()), paint::clean(title));
            }
            ids => {
                return scene
                    .cat
                    .tr_args("forms-n_activities", &[("n", ids.len().into())]);
            }
        }
        if self.units.len() > NAMED {
            return scene
                .cat
                .tr_args("forms-n_units", &[("n", self.units.len().into())]);
        }
        let names: Vec<String> = self.units.iter().map(|code| unit_name(scene, code)).collect();
        names.join(", ")
    }
}

/// The name of a unit by its code; the code where the roster no longer has it.
pub fn unit_name(scene: &Scene<'_>, code: &UnitCode) -> String {
    let roster = scene.campaign.roster();
    let name = roster
        .by_code(code.as_str())
        .map(|ix| roster.short_name(ix, scene.lang()));
    paint::clean(name.unwrap_or(code.as_str())).into_owned()
}

/// One field with everything that is drawn of it.
struct Block<'a> {
    field: &'a Field,
    focused: bool,
    label: String,
    rows: u16,
    wrong: Vec<String>,
}

/// How the inside of the box is divided.
struct Plan {
    /// Width of the column of labels; 0 where they stand above.
    labels: u16,
    inner: Rect,
}

impl Plan {
    fn above(&self) -> u16 {
        u16::from(self.labels == 0)
    }

    fn input(&self) -> u16 {
        self.inner.width.saturating_sub(self.labels)
    }

    fn height(&self, block: &Block<'_>) -> u16 {
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
    let below = HINT.min(area.height.saturating_sub(5)) + refused.len() as u16;
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

fn label_width(form: &Form, shown: &[usize], scene: &Scene<'_>, inner: u16) -> u16 {
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

fn label(field: &Field, scene: &Scene<'_>) -> String {
    let words = scene.tr(field.id.label());
    if field.required {
        format!("{words} {}", scene.look.glyphs.mark)
    } else {
        words.into_owned()
    }
}

/// A sentence in at most `most` rows; what has no room is cut with an ellipsis.
fn message(sentence: Option<&str>, cols: u16, most: u16) -> Vec<String> {
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

fn blocks<'a>(form: &'a Form, shown: &[usize], scene: &Scene<'_>, plan: &Plan, room: u16) -> Vec<Block<'a>> {
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
fn fit(blocks: &mut Vec<Block<'_>>, plan: &Plan, room: u16) {
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

fn draw(
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

fn draw_block(
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
            choice(all, *at, block.focused, scene, input, buf);
            None
        }
    };
    for (y, line) in (input.bottom()..area.bottom()).zip(&block.wrong) {
        paint::text(buf, x, y, plan.input(), line, scene.style(Role::Error));
    }
    cursor
}

/// `< what is chosen > 3/15`
fn choice(all: &[Choice], at: usize, focused: bool, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let words = all.get(at).map(|c| c.words(scene)).unwrap_or_default();
    let place = format!(" {}/{}", at + 1, all.len());
    let room = area.width.saturating_sub(4 + width::cells(&place) as u16);
    let words = width::fit(&words, usize::from(room));
    let role = if focused { Role::Selected } else { Role::Input };
    let (ends, dim) = (scene.style(Role::Key), scene.style(Role::Dim));
    let pieces = [
        ("< ", ends),
        (words.as_ref(), scene.style(role)),
        (" >", ends),
        (place.as_str(), dim),
    ];
    paint::pieces(buf, area.x, area.y, area.width, &pieces);
}

/// How far one has come, on the lower border.
fn progress(form: &Form, shown: &[usize], area: Rect, scene: &Scene<'_>, buf: &mut Buffer) {
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

fn say_hint(form: &Form, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
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
