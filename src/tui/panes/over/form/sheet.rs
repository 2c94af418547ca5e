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

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::core::definition::Definition;
use crate::core::fact::{ActivityDetails, Contact};
use crate::core::names::{CmdId, UnitCode};
use crate::core::status::Step;
use crate::core::time::Date;
use crate::reading;
use crate::text::width;
use crate::tui::layout;
use crate::tui::msg::Edit;
use crate::tui::paint;
use crate::tui::panes::kit::names::unit_name;
use crate::tui::panes::over::form::field::{Body, Choice, Field, Id};
use crate::tui::panes::over::form::fill::{self, About, Filled, Remarks, Unfinished};
use crate::tui::panes::over::form::hint::{self, Around};
use crate::tui::panes::over::form::purpose::{self, Purpose};
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
    /// The command that it was handed in as and that is not answered yet, with what it said.
    sent: Option<(CmdId, Filled)>,
    /// The one before that failed.
    failed: Option<(CmdId, Filled)>,
    /// What was asked back when it was handed in last: handed in again, it is meant.
    asked: Remarks,
    /// Of a return: by which calendar, and from which day where no moment is told, the due date is proposed.
    proposal: Option<(Arc<Definition>, Date)>,
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
        let returns = matches!(purpose, Purpose::Step(Step::Return, _));
        let fields = purpose.fields(scene);
        Self {
            proposal: returns.then(|| (campaign.def().clone(), scene.today())),
            asked: Vec::new(),
            units: purpose.units().iter().map(|ix| campaign.code(*ix)).collect(),
            at: purpose.first(&fields),
            fields,
            purpose,
            before,
            contact,
            based_on: campaign.seq(),
            refused: None,
            sent: None,
            failed: None,
        }
    }

    /// The command that it was handed in as, until that is answered. Meanwhile nothing in it may be changed: the answer
    /// would take it away.
    pub fn sent(&self) -> Option<CmdId> {
        self.sent.as_ref().map(|(cmd, _)| *cmd)
    }

    /// It is handed in now, as this command.
    pub fn send(&mut self, cmd: CmdId, filled: Filled) {
        self.sent = Some((cmd, filled));
    }

    /// It was not handed in after all.
    pub fn take_back(&mut self) {
        self.sent = None;
    }

    /// The command failed that it was handed in as, perhaps after it was recorded. Handed in again as it is, it is the
    /// same command, which is never recorded twice.
    pub fn fail(&mut self, sentence: impl Into<String>) {
        self.failed = self.sent.take();
        self.refuse(sentence);
    }

    /// The command that failed before and said the same.
    pub fn failed_as(&self, filled: &Filled) -> Option<CmdId> {
        let (cmd, before) = self.failed.as_ref()?;
        (before == filled).then_some(*cmd)
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

    /// All of its fields, also those that are not shown at present.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The field at hand.
    pub fn field(&self) -> Option<&Field> {
        self.fields.get(self.at)
    }

    /// Edits the text at hand, or goes along its choices.
    pub fn edit(&mut self, edit: Edit, scene: &Scene<'_>) {
        let names = self.names(scene);
        if let Some(field) = self.fields.get_mut(self.at) {
            field.edit(edit, &names);
        }
        self.follow();
    }

    /// Puts a text in where the cursor is; in a choice it is the beginning of a name. True where something of it was cut
    /// away; the form says so too.
    pub fn insert(&mut self, text: &str, scene: &Scene<'_>) -> bool {
        let names = self.names(scene);
        let cut = self
            .fields
            .get_mut(self.at)
            .is_some_and(|f| f.insert(text, &names));
        self.follow();
        cut
    }

    /// The names among which the field at hand lets one choose.
    fn names(&self, scene: &Scene<'_>) -> Vec<String> {
        match self.fields.get(self.at).map(|f| &f.body) {
            Some(Body::Choice(all, _)) => all.iter().map(|c| c.words(scene)).collect(),
            _ => Vec::new(),
        }
    }

    /// The due date that was proposed follows the moment of the return, until somebody writes another.
    fn follow(&mut self) {
        let Some((def, today)) = &self.proposal else {
            return;
        };
        let when = self
            .fields
            .iter()
            .find(|f| f.id == Id::When)
            .map_or("", Field::text);
        let at = reading::dates::when(when, def.zone, *today, def.year());
        let from = at.map_or(*today, |at| def.zone.date(at));
        if let Some(due) = self
            .fields
            .iter_mut()
            .find(|f| f.id == Id::Due && !f.is_changed())
        {
            *due = purpose::due(def, from);
        }
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
        if let Some(field) = self.fields.get_mut(self.at) {
            field.left();
        }
        let next = (at + if forward { 1 } else { n - 1 }) % n;
        self.at = shown.get(next).copied().unwrap_or(0);
    }

    /// Keeps the form open with the sentence of a refusal in it.
    pub fn refuse(&mut self, sentence: impl Into<String>) {
        self.refused = Some(sentence.into());
        self.sent = None;
    }

    /// What the form comes to.
    ///
    /// # Errors
    /// Something is wrong with a field, or is asked back about it: each such field then says what, and the first is at
    /// hand. Asked again, what was asked back is taken as meant.
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
        let mut filled = fill::fill(&about, &fields, scene);
        let lost = fields.iter().filter_map(|f| Some((f.id, f.names_nothing()?)));
        let lost: Remarks = lost.collect();
        if !lost.is_empty() {
            let mut wrong = filled.err().unwrap_or_default();
            wrong.retain(|(id, _)| lost.iter().all(|(other, _)| other != id));
            wrong.extend(lost);
            filled = Err(wrong);
        }
        let asked = std::mem::take(&mut self.asked);
        let (filled, wrong) = match filled {
            Ok((filled, doubts)) if doubts.is_empty() || doubts == asked => (Ok(filled), Vec::new()),
            Ok((_, doubts)) => {
                self.asked.clone_from(&doubts);
                (Err(Unfinished), doubts)
            }
            Err(wrong) => (Err(Unfinished), wrong),
        };
        for field in &mut self.fields {
            let found = wrong.iter().find(|(id, _)| *id == field.id);
            field.wrong = found.map(|(_, w)| w.clone());
        }
        let first = shown
            .into_iter()
            .find(|i| self.fields.get(*i).is_some_and(|f| f.wrong.is_some()));
        self.at = first.unwrap_or(self.at);
        filled
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
fn choice(
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

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::sync::Arc;

    use super::*;
    use crate::core::campaign::Campaign;
    use crate::core::decide::{ActivityChange, Command, ContactChange, NewActivity, Order, Who, decide};
    use crate::core::fact::{ActivityStatus, ContactHow, Envelope, Mode, Role as Rights, Via};
    use crate::core::names::{ActivityId, Actor, CmdId, Lang, UnitIx};
    use crate::core::status::Step;
    use crate::core::time::{Date, Stamp, parse_date};
    use crate::text::Catalogue;
    use crate::tui::panes::over::form::read::Wrong;
    use crate::tui::theme::Look;

    struct Desk {
        campaign: Campaign,
        now: Stamp,
        vi: Catalogue,
        en: Catalogue,
        look: Look,
        marks: BTreeSet<UnitIx>,
        act_marks: BTreeSet<ActivityId>,
        fresh: BTreeMap<UnitIx, Stamp>,
        cmd: u128,
    }

    fn at(s: &str) -> Stamp {
        Stamp::parse_rfc3339(s).expect("a time")
    }

    fn day(s: &str) -> Date {
        parse_date(s).expect("a day")
    }

    fn who() -> Who {
        let actor = Actor::from("lan");
        Who {
            real_user: actor.clone(),
            actor,
            role: Rights::Administrator,
            via: Via::Tui,
        }
    }

    impl Desk {
        /// 28 May 2020, 09:00: Cao Bằng (04) has reported and holds one activity, Hà Nội (01) has a contact and a figure.
        fn new() -> Self {
            let shipped = crate::campaign_file::shipped("wtisd-2020").expect("the shipped campaign");
            let mut desk = Self {
                campaign: Campaign::preview(Arc::new(shipped)),
                now: at("2020-05-28T09:00:00+07:00"),
                vi: Catalogue::new(Lang::Vi),
                en: Catalogue::new(Lang::En),
                look: Look::default(),
                marks: BTreeSet::new(),
                act_marks: BTreeSet::new(),
                fresh: BTreeMap::new(),
                cmd: 0,
            };
            let (hanoi, caobang) = (UnitCode::from("01"), UnitCode::from("04"));
            desk.give(&Command::Report {
                units: vec![caobang.clone()],
                step: Step::Receive,
                due: None,
                files: Vec::new(),
            });
            desk.give(&Command::AddActivity {
                unit: caobang,
                details: NewActivity {
                    kind: "seminar".to_owned(),
                    title: "Tọa đàm".to_owned(),
                    from: Some(day("2020-05-20")),
                    to: Some(day("2020-05-29")),
                    reach: Some(1234),
                    sdgs: vec!["9".to_owned()],
                    status: Some(ActivityStatus::Ongoing),
                    ..NewActivity::default()
                },
                files: Vec::new(),
            });
            desk.give(&Command::SetContact {
                unit: hanoi.clone(),
                contact: Contact {
                    name: "Nguyễn Thị Hoa".to_owned(),
                    phone: "024 3943 5602".to_owned(),
                    ..Contact::default()
                }
                .into(),
            });
            desk.give(&Command::Figures {
                unit: hanoi,
                values: vec![("households_internet".to_owned(), Some(61.5))],
            });
            desk
        }

        fn give(&mut self, command: &Command) {
            self.cmd += 1;
            let cmd = CmdId(self.cmd.into());
            let order = Order::new(cmd, command.clone());
            let drafts = decide(&self.campaign, &order, &who(), self.now).expect("an order that may be");
            for (n, d) in drafts.into_iter().enumerate() {
                let env = Envelope {
                    stream: self.campaign.id().clone(),
                    seq: self.campaign.seq() + 1,
                    cmd,
                    n: n as u32,
                    at: d.at,
                    recorded: self.now,
                    actor: Actor::from("lan"),
                    real_user: Actor::from("lan"),
                    role: Rights::Administrator,
                    via: Via::Tui,
                    unit: d.unit,
                    entered_later: d.entered_later,
                    fact: d.fact,
                    hash: [0; 32],
                };
                self.campaign.apply(&env);
            }
        }

        fn ix(&self, code: &str) -> UnitIx {
            self.campaign.roster().by_code(code).expect("a unit")
        }

        fn scene(&self, lang: Lang) -> Scene<'_> {
            Scene {
                campaign: &self.campaign,
                now: self.now,
                cat: match lang {
                    Lang::Vi => &self.vi,
                    Lang::En => &self.en,
                },
                look: &self.look,
                marks: &self.marks,
                act_marks: &self.act_marks,
                fresh: &self.fresh,
                claims: &[],
                unit: None,
                shown: &[],
                needle: None,
                focused: true,
                seconds: true,
                back: None,
                at_hand: None,
            }
        }

        fn open(&self, purpose: Purpose) -> Form {
            Form::new(purpose, &self.scene(Lang::Vi))
        }

        fn purposes(&self) -> Vec<Purpose> {
            let (one, other) = (self.ix("01"), self.ix("04"));
            let ids = vec![activity()];
            let mut all: Vec<Purpose> = Step::ALL
                .into_iter()
                .map(|s| Purpose::Step(s, vec![other]))
                .collect();
            all.extend([
                Purpose::Note(vec![one, other]),
                Purpose::Figure(one),
                Purpose::Call(self.campaign.roster().units().collect()),
                Purpose::Contact(one),
                Purpose::Evidence(one, None),
                Purpose::Evidence(one, Some(activity())),
                Purpose::Extend(Some(one)),
                Purpose::Extend(None),
                Purpose::ActivityAdd(one),
                Purpose::ActivityEdit(activity()),
                Purpose::ActivityDone(ids.clone()),
                Purpose::ActivityCancel(ids),
                Purpose::ActivityEdit(ActivityId::from("XYZ-9")),
            ]);
            all
        }
    }

    fn activity() -> ActivityId {
        ActivityId::from("CBG-1")
    }

    /// A purpose, what is typed into which fields, which field is then wrong, and what is said of it in both languages.
    type Case<'a> = (Purpose, Vec<(Id, &'a str)>, Id, &'a str);

    fn go(form: &mut Form, id: Id) {
        for _ in 0..20 {
            if form.field().is_some_and(|f| f.id == id) {
                return;
            }
            form.next_field(true);
        }
        panic!("no field {id:?}");
    }

    fn put(form: &mut Form, id: Id, text: &str) {
        go(form, id);
        DESK.with(|desk| {
            form.edit(Edit::All, &desk.scene(Lang::Vi));
            form.insert(text, &desk.scene(Lang::Vi));
        });
    }

    thread_local! {
        /// For what is typed into fields that need nothing of the campaign.
        static DESK: Desk = Desk::new();
    }

    fn pick(form: &mut Form, id: Id, wanted: &Choice) {
        go(form, id);
        for _ in 0..30 {
            if form.field().and_then(Field::chosen) == Some(wanted) {
                return;
            }
            form.choose(true);
        }
        panic!("no choice {wanted:?}");
    }

    fn codes(codes: &[&str]) -> Vec<UnitCode> {
        codes.iter().map(|c| UnitCode::from(*c)).collect()
    }

    /// Finishes a form, and asks the core whether it would carry the command out.
    fn done(desk: &Desk, form: &mut Form) -> Filled {
        let filled = form.finish(&desk.scene(Lang::Vi)).unwrap_or_else(|_| {
            let field = form.field().expect("a field");
            panic!("{:?}: {:?}", field.id, field.wrong)
        });
        let order = Order::new(CmdId(99.into()), filled.command.clone())
            .note(filled.note.clone())
            .at(filled.at)
            .based_on(Some(form.based_on()));
        decide(&desk.campaign, &order, &who(), desk.now).expect("what a form lets through is carried out");
        filled
    }

    #[test]
    fn steps_become_commands() {
        let desk = Desk::new();
        let step = |step, unit: &str| desk.open(Purpose::Step(step, vec![desk.ix(unit)]));
        let report = |step, unit: &str, due| Command::Report {
            units: codes(&[unit]),
            step,
            due,
            files: Vec::new(),
        };

        let mut form = step(Step::Return, "04");
        assert_eq!(form.based_on(), desk.campaign.seq());
        put(&mut form, Id::Reason, " thiếu số liệu ");
        let filled = done(&desk, &mut form);
        assert_eq!(
            filled.command,
            report(Step::Return, "04", Some(day("2020-06-04")))
        );
        assert_eq!((filled.note.as_str(), filled.at), ("thiếu số liệu", None));
        put(&mut form, Id::Due, "+3");
        assert_eq!(
            done(&desk, &mut form).command,
            report(Step::Return, "04", Some(day("2020-05-31")))
        );
        put(&mut form, Id::Due, "");
        assert_eq!(done(&desk, &mut form).command, report(Step::Return, "04", None));

        let mut form = step(Step::Receive, "01");
        put(&mut form, Id::CameWith, "bản giấy");
        put(&mut form, Id::When, "27/05 8h");
        let filled = done(&desk, &mut form);
        assert_eq!(filled.command, report(Step::Receive, "01", None));
        assert_eq!(filled.at, Some(at("2020-05-27T08:00:00+07:00")));
        assert_eq!(filled.note, "bản giấy");

        for (s, unit) in [
            (Step::Acknowledge, "01"),
            (Step::Accept, "04"),
            (Step::Withdraw, "04"),
        ] {
            let filled = done(&desk, &mut step(s, unit));
            assert_eq!(
                (filled.command, filled.note.as_str()),
                (report(s, unit, None), "")
            );
        }
        let mut form = step(Step::Exempt, "01");
        put(&mut form, Id::Reason, "bão lụt");
        assert_eq!(done(&desk, &mut form).command, report(Step::Exempt, "01", None));
    }

    #[test]
    fn notes_calls_contacts_and_extensions_become_commands() {
        let desk = Desk::new();
        let both = vec![desk.ix("01"), desk.ix("04")];

        let mut form = desk.open(Purpose::Note(both.clone()));
        put(&mut form, Id::Note, "đã nhắc");
        let units = codes(&["01", "04"]);
        assert_eq!(done(&desk, &mut form).command, Command::Note { units });

        let mut form = desk.open(Purpose::Call(both));
        pick(&mut form, Id::How, &Choice::How(ContactHow::Visit));
        let filled = done(&desk, &mut form);
        let (units, how) = (codes(&["01", "04"]), ContactHow::Visit);
        assert_eq!(filled.command, Command::LogContact { units, how });

        let mut form = desk.open(Purpose::Contact(desk.ix("01")));
        put(&mut form, Id::Mail, "hoa@hanoi.gov.vn");
        let contact = ContactChange {
            name: Some("Nguyễn Thị Hoa".to_owned()),
            mail: Some("hoa@hanoi.gov.vn".to_owned()),
            ..ContactChange::default()
        };
        let unit = UnitCode::from("01");
        assert_eq!(
            done(&desk, &mut form).command,
            Command::SetContact { unit, contact }
        );

        let mut form = desk.open(Purpose::Extend(Some(desk.ix("01"))));
        put(&mut form, Id::Until, "10/06");
        let until = day("2020-06-10");
        let unit = Some(UnitCode::from("01"));
        assert_eq!(done(&desk, &mut form).command, Command::Extend { unit, until });
        pick(&mut form, Id::Scope, &Choice::All(true));
        let unit = None;
        assert_eq!(
            done(&desk, &mut form).command,
            Command::Extend {
                unit: unit.clone(),
                until
            }
        );
        let mut form = desk.open(Purpose::Extend(None));
        put(&mut form, Id::Until, "2020-06-10");
        assert_eq!(done(&desk, &mut form).command, Command::Extend { unit, until });
    }

    #[test]
    fn figures_become_commands() {
        let desk = Desk::new();
        let mut form = desk.open(Purpose::Figure(desk.ix("01")));
        put(&mut form, Id::Value, "62,5");
        let figures = |id: &str, value| Command::Figures {
            unit: UnitCode::from("01"),
            values: vec![(id.to_owned(), value)],
        };
        assert_eq!(
            done(&desk, &mut form).command,
            figures("households_internet", Some(62.5))
        );
        let plan = Choice::Indicator {
            id: "digital_plan".to_owned(),
            yes_no: true,
        };
        pick(&mut form, Id::Indicator, &plan);
        assert_eq!(done(&desk, &mut form).command, figures("digital_plan", Some(1.0)));
        pick(&mut form, Id::YesNo, &Choice::Yes(false));
        assert_eq!(done(&desk, &mut form).command, figures("digital_plan", Some(0.0)));
        pick(&mut form, Id::YesNo, &Choice::NoValue);
        wrong(&desk, &mut form, Id::YesNo, &Wrong::NoFigure);

        // Emptied: what is on record is taken back, once that was asked.
        let mut form = desk.open(Purpose::Figure(desk.ix("01")));
        let asked = Wrong::TakesBack("households_internet".to_owned(), 61.5);
        wrong(&desk, &mut form, Id::Value, &asked);
        shows(
            &drawn(&form, &desk.scene(Lang::Vi), (80, 22)).0,
            &["61,5%", "rút lại"],
        );
        put(&mut form, Id::Note, "nhập nhầm đơn vị");
        assert_eq!(
            done(&desk, &mut form).command,
            figures("households_internet", None)
        );
    }

    /// Hands the form in, which stays for this reason.
    fn wrong(desk: &Desk, form: &mut Form, id: Id, why: &Wrong) {
        assert_eq!(form.finish(&desk.scene(Lang::Vi)), Err(Unfinished));
        let field = form.field().expect("a field");
        assert_eq!((field.id, field.wrong.as_ref()), (id, Some(why)));
    }

    #[test]
    fn a_slip_of_an_extension_is_asked_back_and_put_right() {
        let mut desk = Desk::new();
        let unit = Some(UnitCode::from("01"));
        let open = |desk: &Desk| desk.open(Purpose::Extend(Some(desk.ix("01"))));
        let mut form = open(&desk);
        assert!(
            form.fields.iter().all(|f| f.id != Id::Manner),
            "nothing is there to be put right"
        );
        put(&mut form, Id::Until, "11/12/2062");
        let far = Wrong::Far(day("2062-12-11"));
        wrong(&desk, &mut form, Id::Until, &far);
        put(&mut form, Id::Until, "11/12/2063");
        let farther = Wrong::Far(day("2063-12-11"));
        wrong(&desk, &mut form, Id::Until, &farther); // another slip is another question
        put(&mut form, Id::Until, "11/12/2062");
        wrong(&desk, &mut form, Id::Until, &far);
        let slip = done(&desk, &mut form).command;
        let until = day("2062-12-11");
        assert_eq!(
            slip,
            Command::Extend {
                unit: unit.clone(),
                until
            }
        );
        desk.give(&slip);

        let mut form = open(&desk);
        put(&mut form, Id::Until, "10/06");
        pick(&mut form, Id::Manner, &Choice::Replace(true));
        wrong(&desk, &mut form, Id::Note, &Wrong::Missing);
        put(&mut form, Id::Note, "gõ nhầm năm");
        let until = day("2020-06-10");
        let right = Command::ReplaceExtension { unit, until };
        assert_eq!(done(&desk, &mut form).command, right);
        put(&mut form, Id::Until, "03/06");
        wrong(&desk, &mut form, Id::Until, &Wrong::TooEarly(day("2020-06-04")));
        pick(&mut form, Id::Scope, &Choice::All(true));
        put(&mut form, Id::Until, "10/06");
        wrong(&desk, &mut form, Id::Manner, &Wrong::NothingToReplace);
    }

    #[test]
    fn a_due_date_counts_from_the_return() {
        let desk = Desk::new();
        let mut form = desk.open(Purpose::Step(Step::Return, vec![desk.ix("04")]));
        put(&mut form, Id::Reason, "thiếu số liệu");
        put(&mut form, Id::When, "25/05 9h");
        let due = |filled: Filled| match filled.command {
            Command::Report { due, .. } => due,
            other => panic!("{other:?}"),
        };
        assert_eq!(due(done(&desk, &mut form)), Some(day("2020-06-01")));
        shows(&drawn(&form, &desk.scene(Lang::Vi), (80, 22)).0, &["01/06/2020"]);
        // Also a day that has passed meanwhile; what somebody wrote follows nothing any more.
        put(&mut form, Id::Due, "26/05");
        assert_eq!(due(done(&desk, &mut form)), Some(day("2020-05-26")));
        put(&mut form, Id::When, "27/05 9h");
        wrong(&desk, &mut form, Id::Due, &Wrong::Past(day("2020-05-26")));
        put(&mut form, Id::Due, "");
        assert_eq!(due(done(&desk, &mut form)), None);
    }

    #[test]
    fn activities_become_commands() {
        let desk = Desk::new();
        let mut form = desk.open(Purpose::ActivityAdd(desk.ix("01")));
        let kind = desk.campaign.def().activity_kinds[1].id.clone();
        pick(&mut form, Id::Kind, &Choice::Kind(kind.clone()));
        put(&mut form, Id::Title, "Ngày hội số");
        put(&mut form, Id::From, "29/05");
        put(&mut form, Id::To, "30/05");
        pick(&mut form, Id::Mode, &Choice::Mode(Mode::Online));
        put(&mut form, Id::Reach, "1.500");
        put(&mut form, Id::Sdgs, "9, 9.C");
        put(&mut form, Id::Goals, "2 2.8");
        let details = NewActivity {
            kind,
            title: "Ngày hội số".to_owned(),
            from: Some(day("2020-05-29")),
            to: Some(day("2020-05-30")),
            mode: Mode::Online,
            reach: Some(1500),
            sdgs: vec!["9".to_owned(), "9.c".to_owned()],
            goals: vec!["2".to_owned(), "2.8".to_owned()],
            status: None,
        };
        let expected = Command::AddActivity {
            unit: UnitCode::from("01"),
            details,
            files: Vec::new(),
        };
        assert_eq!(done(&desk, &mut form).command, expected);

        let mut form = desk.open(Purpose::ActivityEdit(activity()));
        put(&mut form, Id::Title, "Tọa đàm số");
        put(&mut form, Id::Reach, "");
        put(&mut form, Id::To, "");
        let change = ActivityChange {
            title: Some("Tọa đàm số".to_owned()),
            to: Some(None),
            reach: Some(None),
            ..ActivityChange::default()
        };
        let id = activity();
        assert_eq!(
            done(&desk, &mut form).command,
            Command::EditActivity { id, change }
        );

        let ids = vec![activity()];
        let mut form = desk.open(Purpose::ActivityDone(ids.clone()));
        put(&mut form, Id::Reach, "90");
        let expected = Command::FinishActivities {
            ids: ids.clone(),
            reach: Some(90),
        };
        assert_eq!(done(&desk, &mut form).command, expected);
        let mut form = desk.open(Purpose::ActivityCancel(ids.clone()));
        put(&mut form, Id::Reason, "mưa bão");
        assert_eq!(done(&desk, &mut form).command, Command::CancelActivities { ids });
    }

    #[test]
    fn every_wrong_field_says_what_is_wrong_in_both_languages() {
        let desk = Desk::new();
        let one = || vec![desk.ix("01")];
        let many = "9".repeat(30);
        let add = || Purpose::ActivityAdd(desk.ix("01"));
        let cases: Vec<Case<'_>> = vec![
            (
                Purpose::Step(Step::Return, one()),
                vec![],
                Id::Reason,
                "Không được để trống|may not be empty",
            ),
            (
                Purpose::Step(Step::Return, one()),
                vec![(Id::Reason, "x"), (Id::Due, "mai")],
                Id::Due,
                "Không phải ngày|Not a date",
            ),
            (
                Purpose::Step(Step::Return, one()),
                vec![(Id::Reason, "x"), (Id::Due, "27/05")],
                Id::Due,
                "trước ngày trả lại|lies before the day",
            ),
            (
                Purpose::Step(Step::Receive, one()),
                vec![(Id::When, "sáng")],
                Id::When,
                "Không phải thời điểm|Not a time",
            ),
            (
                Purpose::Step(Step::Receive, one()),
                vec![(Id::When, "9h01")],
                Id::When,
                "chưa tới|not come yet",
            ),
            (
                Purpose::Step(Step::Receive, one()),
                vec![(Id::When, "26/05")],
                Id::CameWith,
                "24 giờ|24 hours",
            ),
            (
                Purpose::Step(Step::Exempt, one()),
                vec![(Id::Reason, "  ")],
                Id::Reason,
                "Không được|may not",
            ),
            (
                Purpose::Note(one()),
                vec![],
                Id::Note,
                "Không được để trống|may not be empty",
            ),
            (
                Purpose::Call(one()),
                vec![(Id::When, "26/05 9h")],
                Id::Note,
                "24 giờ|24 hours",
            ),
            (
                Purpose::Figure(desk.ix("04")),
                vec![],
                Id::Value,
                "Không được để trống|may not be empty",
            ),
            (
                Purpose::Figure(desk.ix("01")),
                vec![(Id::Value, "nhiều")],
                Id::Value,
                "Không phải số|Not a number",
            ),
            (
                Purpose::Figure(desk.ix("01")),
                vec![(Id::Value, "101")],
                Id::Value,
                "từ 0 đến 100|between 0 and 100",
            ),
            (
                Purpose::Contact(desk.ix("01")),
                vec![],
                Id::Name,
                "Chưa có gì|Nothing has",
            ),
            (
                Purpose::Contact(desk.ix("01")),
                vec![(Id::Mail, "hoa@")],
                Id::Mail,
                "thư điện tử|e-mail",
            ),
            (
                Purpose::Contact(desk.ix("01")),
                vec![(Id::Phone, "chưa rõ")],
                Id::Phone,
                "số điện thoại|telephone",
            ),
            (
                Purpose::Extend(None),
                vec![(Id::Until, "04/06")],
                Id::Until,
                "04/06/2020|4 June 2020",
            ),
            (add(), vec![], Id::Title, "Không được để trống|may not be empty"),
            (
                add(),
                vec![(Id::Title, "x"), (Id::From, "30/05"), (Id::To, "29/05")],
                Id::To,
                "30/05/2020|30 May",
            ),
            (
                add(),
                vec![(Id::Title, "x"), (Id::Reach, "1,5")],
                Id::Reach,
                "số nguyên|whole number",
            ),
            (
                add(),
                vec![(Id::Title, "x"), (Id::Reach, &many)],
                Id::Reach,
                "số nguyên|whole number",
            ),
            (
                add(),
                vec![(Id::Title, "x"), (Id::Sdgs, "9, 18")],
                Id::Sdgs,
                "“18”; có: 1–17|“18”; there are: 1–17",
            ),
            (
                add(),
                vec![(Id::Title, "x"), (Id::Goals, "1.99")],
                Id::Goals,
                "1.1, 1.2|1.1, 1.2",
            ),
            (
                Purpose::ActivityEdit(activity()),
                vec![],
                Id::Title,
                "Chưa có gì|Nothing has",
            ),
            (
                Purpose::ActivityEdit(activity()),
                vec![(Id::From, "")],
                Id::From,
                "Không được|may not",
            ),
            (
                Purpose::ActivityCancel(vec![activity()]),
                vec![],
                Id::Reason,
                "Không được|may not",
            ),
        ];
        for (purpose, texts, id, words) in cases {
            let mut form = desk.open(purpose.clone());
            for (id, text) in &texts {
                put(&mut form, *id, text);
            }
            assert_eq!(
                form.finish(&desk.scene(Lang::Vi)),
                Err(Unfinished),
                "{purpose:?} {texts:?}"
            );
            let field = form.field().expect("a field");
            assert_eq!(field.id, id, "{purpose:?} {texts:?}");
            let wrong = field.wrong.clone().expect("something wrong");
            for (lang, part) in [Lang::Vi, Lang::En].into_iter().zip(words.split('|')) {
                let said = wrong.say(&desk.scene(lang));
                assert!(said.contains(part), "{said:?} lacks {part:?}");
                let screen = drawn(&form, &desk.scene(lang), (80, 22)).0;
                assert!(screen.contains(part), "{part:?} is not in\n{screen}");
            }
        }
        let mut form = desk.open(add());
        put(&mut form, Id::Title, "x");
        put(&mut form, Id::From, "30/05");
        pick(&mut form, Id::Status, &Choice::Status(Some(ActivityStatus::Done)));
        assert_eq!(form.finish(&desk.scene(Lang::Vi)), Err(Unfinished));
        let field = form.field().expect("a field");
        assert_eq!(
            (field.id, &field.wrong),
            (Id::Status, &Some(Wrong::NotBegun(day("2020-05-30"))))
        );
    }

    fn drawn(form: &Form, scene: &Scene<'_>, size: (u16, u16)) -> (String, Option<Position>) {
        let whole = Rect::new(0, 0, size.0 + 2, size.1 + 2);
        let area = Rect::new(1, 1, size.0, size.1);
        let mut buf = Buffer::empty(whole);
        let cursor = view(form, scene, area, &mut buf);
        assert!(cursor.is_none_or(|p| area.contains(p)), "{size:?} {cursor:?}");
        let mut out = String::new();
        for y in 0..whole.height {
            for x in 0..whole.width {
                let symbol = buf[(x, y)].symbol();
                assert!(
                    area.contains((x, y).into()) || symbol == " ",
                    "{size:?}: drew outside"
                );
                out.push_str(symbol);
            }
            out.push('\n');
        }
        (out, cursor)
    }

    fn shows(screen: &str, words: &[&str]) {
        for w in words {
            assert!(screen.contains(w), "{w:?} is not in\n{screen}");
        }
    }

    #[test]
    fn nothing_is_too_small_or_too_large() {
        let desk = Desk::new();
        for purpose in desk.purposes() {
            for lang in [Lang::Vi, Lang::En] {
                let scene = desk.scene(lang);
                let mut form = Form::new(purpose.clone(), &scene);
                let _ = form.finish(&scene);
                form.refuse("một câu từ chối dài ".repeat(20));
                for size in [
                    (0, 0),
                    (1, 1),
                    (7, 3),
                    (8, 4),
                    (9, 60),
                    (300, 4),
                    (38, 10),
                    (80, 22),
                    (198, 58),
                ] {
                    for _ in 0..form.fields.len() {
                        drawn(&form, &scene, size);
                        form.next_field(true);
                    }
                }
            }
        }
    }

    #[test]
    fn the_field_at_hand_is_always_seen_with_its_hint() {
        let desk = Desk::new();
        for size in [(38, 10), (80, 22), (198, 58)] {
            for lang in [Lang::Vi, Lang::En] {
                let scene = desk.scene(lang);
                for purpose in desk.purposes() {
                    let mut form = Form::new(purpose, &scene);
                    for _ in 0..form.shown().len() {
                        let (screen, cursor) = drawn(&form, &scene, size);
                        let field = form.field().expect("a field");
                        shows(&screen, &[&scene.tr(field.id.label()), scene.look.glyphs.pointer]);
                        assert_eq!(cursor.is_some(), matches!(field.body, Body::Text(_)), "{screen}");
                        form.next_field(true);
                    }
                }
            }
        }
    }

    #[test]
    fn forms_tell_what_they_are_about() {
        let desk = Desk::new();
        let (vi, en) = (desk.scene(Lang::Vi), desk.scene(Lang::En));
        let mut form = desk.open(Purpose::Step(Step::Return, vec![desk.ix("04")]));
        let narrow = drawn(&form, &vi, (38, 10)).0;
        shows(
            &narrow,
            &["Trả lại báo cáo – Cao Bằng", "Lý do *", "Bắt buộc.", " 1/3 "],
        );
        let screen = drawn(&form, &vi, (80, 22)).0;
        shows(
            &screen,
            &["Trả lại báo cáo – Cao Bằng", "Hạn bổ sung", "04/06/2020"],
        );
        form.next_field(true);
        shows(
            &drawn(&form, &en, (198, 58)).0,
            &["Read as: Thursday 4 June 2020."],
        );
        put(&mut form, Id::Due, "");
        shows(&drawn(&form, &en, (80, 22)).0, &["Left empty: 5 working days"]);

        let all = desk.open(Purpose::Call(desk.campaign.roster().units().collect()));
        shows(&drawn(&all, &vi, (38, 10)).0, &["63 đơn vị"]);
        let figure = desk.open(Purpose::Figure(desk.ix("01")));
        let screen = drawn(&figure, &vi, (80, 22)).0;
        shows(
            &screen,
            &["hộ gia đình", "1/15", "Lần trước: 61,5 % (28/05/2020)"],
        );
        let mut figure = figure;
        put(&mut figure, Id::Value, "12");
        shows(
            &drawn(&figure, &vi, (80, 22)).0,
            &["Hiểu là: 12 %.", "Khác thường"],
        );
        let mut edit = desk.open(Purpose::ActivityEdit(activity()));
        shows(
            &drawn(&edit, &vi, (80, 22)).0,
            &["CBG-1 Tọa đàm", "1234", "20/05/2020"],
        );
        put(&mut edit, Id::Sdgs, "9.c, 9.x9");
        shows(
            &drawn(&edit, &vi, (80, 22)).0,
            &["“9.x9” chưa khớp mục nào; có: 9."],
        );
        put(&mut edit, Id::Sdgs, "9");
        let sdg9 = desk.campaign.def().goals.sdg(9).expect("SDG 9").title.vi.clone();
        shows(
            &drawn(&edit, &vi, (198, 58)).0,
            &[&format!("9: {}", width::head(&sdg9, 30))],
        );
    }

    #[test]
    fn what_was_typed_outlives_a_refusal_and_a_change_of_language() {
        let desk = Desk::new();
        let mut form = desk.open(Purpose::Note(vec![desk.ix("01")]));
        assert!(!form.is_dirty());
        form.insert("đã gọi\u{202e}", &desk.scene(Lang::Vi));
        assert!(form.is_dirty());
        form.refuse("Đợt báo cáo đã đóng.");
        let screen = drawn(&form, &desk.scene(Lang::En), (80, 22)).0;
        shows(&screen, &["Note – ", "đã gọi⟨U+202E⟩", "Đợt báo cáo đã đóng."]);
        let screen = drawn(&form, &desk.scene(Lang::Vi), (38, 10)).0;
        shows(&screen, &["Ghi chú – Hà Nội", "đã gọi", "Đợt báo cáo đã đóng."]);
        assert_eq!(done(&desk, &mut form).note, "đã gọi\u{202e}");
        assert!(
            !drawn(&form, &desk.scene(Lang::Vi), (80, 22))
                .0
                .contains("đã đóng")
        );

        assert!(form.insert(&"x".repeat(1_000_000), &desk.scene(Lang::Vi)));
        shows(
            &drawn(&form, &desk.scene(Lang::Vi), (80, 22)).0,
            &["Chỉ giữ 4.000 ký tự đầu"],
        );
        form.edit(Edit::All, &desk.scene(Lang::Vi));
        assert!(form.finish(&desk.scene(Lang::Vi)).is_err());
        form.insert("y", &desk.scene(Lang::Vi));
        assert_eq!(form.field().and_then(|f| f.wrong.clone()), None);
    }

    #[test]
    fn a_call_begins_in_its_note_and_keeps_what_is_typed() {
        let desk = Desk::new();
        let scene = desk.scene(Lang::Vi);
        let mut form = desk.open(Purpose::Call(vec![desk.ix("01")]));
        form.insert("hẹn gửi thứ Năm", &scene);
        let filled = done(&desk, &mut form);
        assert_eq!(filled.note, "hẹn gửi thứ Năm");
        let Command::LogContact { how, .. } = filled.command else {
            panic!("{:?}", filled.command);
        };
        assert_eq!(how, ContactHow::Phone);
    }

    #[test]
    fn in_a_choice_letters_select_by_name_and_none_is_lost() {
        let desk = Desk::new();
        for (lang, mail, visit) in [(Lang::Vi, "thu", "den"), (Lang::En, "mail", "in p")] {
            let scene = desk.scene(lang);
            let mut form = desk.open(Purpose::Call(vec![desk.ix("01")]));
            go(&mut form, Id::How);
            let how = |form: &Form| form.field().and_then(Field::chosen).cloned();
            form.insert(mail, &scene);
            assert_eq!(how(&form), Some(Choice::How(ContactHow::Mail)), "{mail}");
            shows(&drawn(&form, &scene, (80, 22)).0, &[&format!("2/3 {mail}")]);
            assert!(
                drawn(&form, &scene, (80, 22)).1.is_some(),
                "the cursor stands after the letters"
            );

            // What names nothing is shown, said, and not recorded over.
            form.insert("zz", &scene);
            assert_eq!(how(&form), Some(Choice::How(ContactHow::Mail)));
            assert!(form.finish(&scene).is_err());
            form.next_field(true);
            put(&mut form, Id::Note, "đã gọi");
            assert!(form.finish(&scene).is_err());
            assert_eq!(form.field().map(|f| f.id), Some(Id::How));
            shows(&drawn(&form, &scene, (80, 22)).0, &[&format!("“{mail}zz”")]);
            form.edit(Edit::Backspace, &scene);
            form.edit(Edit::Backspace, &scene);
            done(&desk, &mut form);

            // Arrows end the name; the next letters begin another. A space turns nothing.
            form.edit(Edit::Left, &scene);
            assert_eq!(how(&form), Some(Choice::How(ContactHow::Phone)));
            form.insert(" ", &scene);
            assert_eq!(how(&form), Some(Choice::How(ContactHow::Phone)));
            assert!(form.finish(&scene).is_err(), "a space that was pressed is told");
            form.insert(visit, &scene);
            assert_eq!(how(&form), Some(Choice::How(ContactHow::Visit)), "{visit}");
            done(&desk, &mut form);
        }
    }

    #[test]
    fn choices_go_round() {
        let desk = Desk::new();
        let mut form = desk.open(Purpose::Call(vec![desk.ix("01")]));
        go(&mut form, Id::How);
        let how = |form: &Form| form.field().and_then(Field::chosen).cloned();
        form.choose(false);
        assert_eq!(how(&form), Some(Choice::How(ContactHow::Visit)));
        form.choose(true);
        assert!(!form.is_dirty());
        form.edit(Edit::Right, &desk.scene(Lang::Vi));
        assert_eq!(how(&form), Some(Choice::How(ContactHow::Mail)));
        assert!(form.is_dirty());
        form.next_field(false);
        assert_eq!(form.field().map(|f| f.id), Some(Id::When));
    }
}
