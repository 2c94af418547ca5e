//! The figures of a unit in one form: its fields, and a column of a spreadsheet that is pasted into them.
//!
//! ```text
//!   61,5                        a column: into the fields from the cursor down, a blank line passes one over
//!   85
//!   Internet households  61,5   names and values: each to the figure of that name, in any order
//! ```
//!
//! It must never know who reports them.

use crate::core::decide::NOTE_MAX;
use crate::core::names::UnitIx;
use crate::reading::numbers;
use crate::text::fold::{Fit, Needle};
use crate::tui::editor::Editor;
use crate::tui::panes::over::form::asked::Asked;
use crate::tui::panes::over::form::choice::Choice;
use crate::tui::panes::over::form::field::{Body, Field, Id};
use crate::tui::panes::over::form::read::Wrong;
use crate::tui::scene::Scene;

/// The most characters of a value.
const VALUE: usize = 40;

/// A field for every figure that the campaign asks for, with what is on record in it, and the note.
pub(super) fn fields(scene: &Scene<'_>, unit: UnitIx) -> Vec<Field> {
    let known = scene.campaign.unit(unit);
    let indicators = scene.campaign.def().indicators.iter();
    let mut fields: Vec<Field> = indicators
        .enumerate()
        .map(|(n, indicator)| {
            let last = known.figure(&indicator.id).map(|f| (f.value, f.at));
            let asked = Asked {
                indicator: indicator.clone(),
                last,
                before: Vec::new(),
            };
            field(Id::Figure(n), asked, scene)
        })
        .collect();
    fields.push(Field::block(Id::Note, NOTE_MAX));
    if let Some(first) = fields.first_mut() {
        first.entered();
    }
    fields
}

fn field(id: Id, asked: Asked, scene: &Scene<'_>) -> Field {
    let value = asked.last.map(|(value, _)| value);
    let field = if asked.is_yes_no() {
        let choices = vec![Choice::NoValue, Choice::Yes(true), Choice::Yes(false)];
        let chosen = value.map(|v| Choice::Yes(v != 0.0));
        Field::choice(id, choices, chosen.as_ref())
    } else {
        let text = value.map(|v| asked.written(scene.lang(), v));
        Field::line(id, &text.unwrap_or_default(), VALUE)
    };
    field.figure(asked)
}

/// The value in the field of a figure; none where it is empty.
///
/// # Errors
/// What is wrong with it.
pub(super) fn value(field: &Field, asked: &Asked) -> Result<Option<f64>, Wrong> {
    match (&field.body, field.chosen()) {
        (Body::Text(_), _) if field.text().is_empty() => Ok(None),
        (Body::Text(_), _) => asked.read(field.text()).map(Some),
        (_, Some(Choice::Yes(yes))) => Ok(Some(f64::from(u8::from(*yes)))),
        _ => Ok(None),
    }
}

/// Has what is pasted more than one cell?
pub(super) fn is_column(text: &str) -> bool {
    text.trim_end_matches(['\r', '\n']).contains(['\r', '\n', '\t'])
}

/// Puts cells of a spreadsheet into the fields, from this one down. What is no value stands in its field with what is wrong
/// with it. Gives the field that is at hand then: the first that is wrong, else the one after the last that was filled.
pub(super) fn paste(fields: &mut [Field], at: usize, text: &str) -> usize {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.trim_end_matches('\n');
    let lines: Vec<Vec<&str>> = text
        .split('\n')
        .map(|line| line.split('\t').map(str::trim).collect())
        .collect();
    let mut touched: Vec<usize> = Vec::new();
    let mut strangers: Vec<&str> = Vec::new();
    let mut next = at;
    let mut over = 0;
    let mut down = |cell: &str, fields: &mut [Field], touched: &mut Vec<usize>| {
        match fields.get_mut(next).filter(|f| f.figure.is_some()) {
            Some(_) if cell.is_empty() => {}
            Some(field) => {
                put(field, cell);
                touched.push(next);
            }
            None => over += usize::from(!cell.is_empty()),
        }
        next += 1;
    };
    for cells in &lines {
        if let Some((place, cell)) = named(fields, cells) {
            if let Some(field) = fields.get_mut(place).filter(|_| !cell.is_empty()) {
                put(field, cell);
                touched.push(place);
            }
        } else if let [cell] = cells.as_slice() {
            down(cell, fields, &mut touched);
        } else if lines.len() == 1 {
            for cell in cells {
                down(cell, fields, &mut touched);
            }
        } else if cells.iter().any(|cell| numbers::figure(None, cell).is_ok()) {
            // A heading has no value that could be lost.
            strangers.extend(cells.iter().find(|cell| !cell.is_empty()));
        }
    }
    if let Some(words) = may_be_a_heading(&lines)
        && let Some(field) = fields.get_mut(at).filter(|f| f.wrong.is_some())
    {
        field.wrong = Some(Wrong::Heading(words.to_owned()));
    }
    let last = touched.iter().max().copied();
    let told = last.unwrap_or(at);
    if let Some(field) = fields.get_mut(told).filter(|f| f.wrong.is_none()) {
        field.wrong = match strangers.first() {
            Some(first) => Some(Wrong::NoSuchFigure((*first).to_owned(), strangers.len())),
            None => (over > 0).then_some(Wrong::NoRoom(over)),
        };
    }
    let wrong = touched.iter().copied().chain([told]);
    let wrong = wrong.filter(|i| fields.get(*i).is_some_and(|f| f.wrong.is_some()));
    let after = last.map_or(at, |last| last + 1);
    wrong.min().unwrap_or(after.min(fields.len().saturating_sub(1)))
}

/// The first cell of a column, where it is words: whoever copied the heading too has every value one field too low.
fn may_be_a_heading<'a>(lines: &[Vec<&'a str>]) -> Option<&'a str> {
    let (first, rest) = lines.split_first()?;
    let [cell] = first.as_slice() else { return None };
    let is_words = !cell.is_empty() && !cell.contains(|c: char| c.is_ascii_digit());
    (is_words && !rest.is_empty()).then_some(*cell)
}

/// The figure that a line names, and its value: the first cell after the name that is one, else the first that is there.
fn named<'a>(fields: &[Field], cells: &[&'a str]) -> Option<(usize, &'a str)> {
    let (at, place) = cells
        .iter()
        .enumerate()
        .find_map(|(i, cell)| Some((i, place_of(fields, cell)?)))?;
    let rest = cells.get(at + 1..)?;
    let asked = fields.get(place)?.figure.as_ref()?;
    let filled = || rest.iter().filter(|cell| !cell.is_empty());
    let value = filled().find(|cell| asked.read(cell).is_ok()).or(filled().next());
    Some((place, value.copied().unwrap_or_default()))
}

/// The figure of that name or id, however it is numbered and whatever stands behind it in brackets.
fn place_of(fields: &[Field], cell: &str) -> Option<usize> {
    let name = cell.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '));
    let name = name.split(['(', ':']).next().unwrap_or(name).trim();
    if name.is_empty() {
        return None;
    }
    let needle = Needle::for_names(name);
    let is_it = |field: &Field| {
        field.figure.as_ref().is_some_and(|asked| {
            let label = &asked.indicator.label;
            let fits = |label: &str| needle.fits_name(label).is_some_and(|r| r.place == Fit::Exact);
            cell == asked.indicator.id || fits(&label.vi) || fits(&label.en)
        })
    };
    fields.iter().position(is_it)
}

/// Puts a cell into the field of a figure, whatever it is.
fn put(field: &mut Field, cell: &str) {
    let Some(asked) = field.figure.clone() else { return };
    field.whole = false;
    field.close();
    match &mut field.body {
        Body::Text(_) => {
            field.body = Body::Text(Editor::new(cell, VALUE));
            field.wrong = value(field, &asked).err();
        }
        Body::Choice(all, at) => match asked.read(cell) {
            Ok(n) => {
                let yes = Choice::Yes(n != 0.0);
                *at = all.iter().position(|c| *c == yes).unwrap_or(*at);
            }
            Err(wrong) => field.wrong = Some(wrong),
        },
        Body::Many(..) => {}
    }
}
