//! What is asked before something is done that cannot be taken back lightly, and the line where a filter is typed.
//!
//! A question carries with it what is to be done on a yes; what that is, is for the asker to say. It must never know which
//! key means yes, nor how anything is carried out.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::core::names::{UnitCode, UnitIx};
use crate::core::status::{No, Step, may};
use crate::text::width;
use crate::tui::editor::Editor;
use crate::tui::layout;
use crate::tui::paint;
use crate::tui::panes::form::Filled;
use crate::tui::panes::form::sheet::unit_name;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// The widest a question is drawn.
const WIDEST: u16 = 76;
/// The most characters of a filter.
const FILTER_MAX: usize = 100;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// Several units at once: who will change, and who will not, by the catalogue key of the reason.
    Bulk {
        /// Which step.
        step: Step,
        /// Those that will change.
        change: Vec<UnitCode>,
        /// Those that stay as they are.
        stay: Vec<(&'static str, Vec<UnitCode>)>,
    },
    /// Close the campaign.
    Close,
    /// Leave a form with something in it.
    Discard,
    /// Leave the program with something in a form.
    Quit,
}

/// A question, with what is to be done on a yes: a filled form, or whatever else the asker hands in.
#[derive(Debug, Clone, PartialEq)]
pub struct Confirm<T = Filled> {
    /// What is asked.
    pub question: Question,
    /// What is to be done on a yes.
    pub filled: T,
}

impl<T> Confirm<T> {
    /// Asks a question.
    pub fn new(question: Question, filled: T) -> Self {
        Self { question, filled }
    }

    /// Asks whether a step is to be taken on several reports. `units` are all that were marked; those that cannot take
    /// the step are named with the reason. A command is all or nothing, so only those of [`Confirm::units`] may go into
    /// `filled`.
    pub fn step(step: Step, units: &[UnitIx], filled: T, scene: &Scene<'_>) -> Self {
        let mut change = Vec::new();
        let mut stay: Vec<(&'static str, Vec<UnitCode>)> = Vec::new();
        for ix in units {
            let code = scene.campaign.code(*ix);
            match why_not(step, *ix, scene) {
                None => change.push(code),
                Some(why) => match stay.iter_mut().find(|(w, _)| *w == why) {
                    Some((_, codes)) => codes.push(code),
                    None => stay.push((why, vec![code])),
                },
            }
        }
        Self::new(Question::Bulk { step, change, stay }, filled)
    }

    /// The units that would change.
    pub fn units(&self) -> &[UnitCode] {
        match &self.question {
            Question::Bulk { change, .. } => change,
            _ => &[],
        }
    }
}

/// The catalogue key of why a unit cannot take a step.
fn why_not(step: Step, ix: UnitIx, scene: &Scene<'_>) -> Option<&'static str> {
    if scene.campaign.closed().is_some() {
        return Some("forms-why_closed");
    }
    let unit = scene.campaign.unit(ix);
    let no = may(
        unit.state,
        step,
        unit.acknowledged.is_some(),
        unit.latest().is_some(),
    )
    .err()?;
    Some(match no {
        No::NoVersion => "forms-why_no_version",
        No::NeedsNewerVersion => "forms-why_needs_newer",
        No::AlreadyAccepted => "forms-why_accepted",
        No::AlreadyExempt | No::ExemptOwesNothing => "forms-why_exempt",
        No::AlreadyAcknowledged => "forms-why_acknowledged",
    })
}

/// Draws the question in a box over `area`, the whole body.
pub fn view<T>(confirm: &Confirm<T>, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let area = area.intersection(buf.area);
    if area.width < 8 || area.height < 3 {
        return;
    }
    let wide = area.width.min(WIDEST);
    let cols = usize::from(wide - 4);
    let rows = usize::from(area.height - 2);
    let (title, lines) = words(&confirm.question, scene, cols, rows);
    let mut shown: Vec<String> = lines
        .iter()
        .flat_map(|l| width::wrap(&paint::clean(l), cols))
        .collect();
    shown.truncate(rows);
    let boxed = layout::centred(area, wide, shown.len() as u16 + 2);
    let inner = paint::sheet(buf, boxed, &title, scene.look);
    let style = scene.style(Role::Text);
    for (y, line) in (inner.y..inner.bottom()).zip(&shown) {
        paint::text(buf, inner.x, y, inner.width, line, style);
    }
}

fn words(question: &Question, scene: &Scene<'_>, cols: usize, rows: usize) -> (String, Vec<String>) {
    let tr = |key: &str| scene.tr(key).into_owned();
    match question {
        Question::Bulk { step, change, stay } => {
            let what = tr(&format!("act-report_{}", step.id()));
            let title = scene.cat.tr_args("forms-ask_bulk", &[("what", what.into())]);
            (title, bulk(change, stay, scene, cols, rows))
        }
        Question::Close => (tr("forms-ask_close"), close(scene)),
        Question::Discard => (tr("forms-ask_discard"), vec![tr("forms-discard_lines")]),
        Question::Quit => (tr("forms-ask_quit"), vec![tr("forms-discard_lines")]),
    }
}

fn bulk(
    change: &[UnitCode],
    stay: &[(&'static str, Vec<UnitCode>)],
    scene: &Scene<'_>,
    cols: usize,
    rows: usize,
) -> Vec<String> {
    // Each group gets its share of the rows; what its sentence says besides names takes about one of them.
    let share = (rows / (stay.len() + 1)).max(1);
    let room = cols * share.saturating_sub(1).max(1);
    let first = if change.is_empty() {
        scene.tr("forms-none_change").into_owned()
    } else {
        let args = [
            ("n", change.len().into()),
            ("names", names(change, scene, room).into()),
        ];
        scene.cat.tr_args("forms-will_change", &args)
    };
    let others = stay.iter().map(|(why, codes)| {
        let args = [
            ("n", codes.len().into()),
            ("why", scene.tr(why).into()),
            ("names", names(codes, scene, room).into()),
        ];
        scene.cat.tr_args("forms-cannot", &args)
    });
    std::iter::once(first).chain(others).collect()
}

/// The units by name; by their letters where names have no room; the first of them where those have none either.
fn names(codes: &[UnitCode], scene: &Scene<'_>, room: usize) -> String {
    let roster = scene.campaign.roster();
    let label = |code: &UnitCode| {
        let ix = roster.by_code(code.as_str());
        let label = ix.map_or(code.as_str(), |ix| scene.campaign.label(ix));
        paint::clean(label).into_owned()
    };
    // Every name takes a cell at least, so more than `room` of them need not be put together to be found too long.
    if codes.len() <= room {
        let full: Vec<String> = codes.iter().map(|c| unit_name(scene, c)).collect();
        let full = full.join(", ");
        if width::cells(&full) <= room {
            return full;
        }
    }
    let mut out = String::new();
    for (i, code) in codes.iter().enumerate() {
        let next = label(code);
        let left = codes.len() - i;
        let tail = scene.cat.tr_args("forms-and_more", &[("n", left.into())]);
        let spare = if left == 1 { 0 } else { width::cells(&tail) + 2 };
        if i > 0 && width::cells(&out) + 2 + width::cells(&next) + spare > room {
            return format!("{out} {tail}");
        }
        if i > 0 {
            out.push_str(", ");
        }
        out.push_str(&next);
    }
    out
}

fn close(scene: &Scene<'_>) -> Vec<String> {
    let counts = scene.campaign.counts(scene.now);
    let waiting = counts.awaiting + counts.in_progress;
    let unreviewed = counts.received;
    let mut lines = vec![scene.tr("forms-close_final").into_owned()];
    for (key, n) in [
        ("forms-close_waiting", waiting),
        ("forms-close_unreviewed", unreviewed),
    ] {
        if n > 0 {
            lines.push(scene.cat.tr_args(key, &[("n", n.into())]));
        }
    }
    lines
}

/// The line where a filter is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterLine {
    /// What was typed.
    pub editor: Editor,
}

impl FilterLine {
    /// With what was typed before.
    pub fn new(text: &str) -> Self {
        Self {
            editor: Editor::new(text, FILTER_MAX),
        }
    }
}

/// Draws the line in the row of the footer, with how many match. Gives the cell of the cursor.
pub fn filter_line(
    line: &FilterLine,
    matches: usize,
    scene: &Scene<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let row = Rect { height: 1, ..area }.intersection(buf.area);
    if area.is_empty() || row.is_empty() {
        return None;
    }
    let count = scene
        .cat
        .tr_args("forms-filter_matches", &[("n", matches.into())]);
    let label = format!(" {} ", scene.tr("forms-filter"));
    let (count_wide, label_wide) = (width::cells(&count) as u16 + 2, width::cells(&label) as u16);
    let (mut x, mut room) = (row.x, row.width);
    if room >= count_wide + label_wide + 8 {
        let counted = Rect {
            width: row.width - 1,
            ..row
        };
        paint::right(buf, counted, row.y, &count, scene.style(Role::Dim));
        x = paint::text(buf, x, row.y, label_wide, &label, scene.style(Role::Key));
        room -= count_wide + label_wide;
    }
    line.editor
        .draw(scene.look, Rect::new(x, row.y, room, 1), buf, true)
}
