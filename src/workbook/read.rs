//! From the cells of a form to what a province says in it. What cannot be read is told by sheet and cell, and the rest is
//! taken.
//!
//! Columns are found by the words in their hidden row, and where somebody has removed that, by their headings; so they may
//! be moved, and rows put between others. Every value goes through the one reader of its kind (`reading/`).

use std::collections::BTreeMap;

use super::cells::{Book, Sheet, Value};
use super::code::{Code, code};
use super::plan::{ACTIVITIES, FIGURES, HEADINGS, HIDDEN, REPORT, Slot};
use super::values::{Reader, Spot, Trouble, Wrong, plain, written};
use crate::core::decide::{NewActivity, TITLE_MAX};
use crate::core::definition::Definition;
use crate::core::goals::Indicator;
use crate::core::names::{ActivityId, Lang};
use crate::core::particulars::{ActivityStatus, Mode, Symbol};
use crate::core::time::Date;
use crate::reading::{documents, texts};
use crate::text::Catalogue;

/// What a province says in a form.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Form {
    /// For whom it was made.
    pub code: Option<Code>,
    /// Number, symbol and date of the report that it goes with.
    pub symbol: Symbol,
    /// What is said in words.
    pub words: String,
    /// The activities.
    pub activities: Vec<Line>,
    /// Figures: indicator ids and values.
    pub figures: Vec<(String, f64)>,
    /// What could not be read.
    pub troubles: Vec<Trouble>,
}

/// A row of the activities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The cell of its title, as `C5`.
    pub cell: String,
    /// Its number on record; none for one that the province has added.
    pub id: Option<ActivityId>,
    /// What it is.
    pub activity: NewActivity,
}

/// What a form says. `today` is for days that are written without a year; the campaign's year holds for them.
pub fn read(book: &Book, def: &Definition, today: Date) -> Form {
    let mut form = Form {
        code: code(book),
        ..Form::default()
    };
    let mut reader = Reader {
        def,
        today,
        both: [Lang::Vi, Lang::En].map(Catalogue::new),
        troubles: Vec::new(),
    };
    for sheet in book.sheets.iter().filter(|s| s.name != HIDDEN) {
        let grid = Grid::of(sheet);
        if let Some(rows) = reader.columns(&grid, ACTIVITIES, &["title", "kind"]) {
            reader.activities(&grid, &rows, &mut form);
        } else if let Some(rows) = reader.columns(&grid, FIGURES, &["value"]) {
            reader.figures(&grid, &rows, &mut form);
        } else {
            reader.report(&grid, &mut form);
        }
    }
    form.troubles = reader.troubles;
    form
}

/// The cells of a sheet by row and column.
struct Grid<'a> {
    name: &'a str,
    rows: BTreeMap<u32, BTreeMap<u32, &'a Value>>,
}

impl<'a> Grid<'a> {
    fn of(sheet: &'a Sheet) -> Self {
        let mut rows: BTreeMap<u32, BTreeMap<u32, &Value>> = BTreeMap::new();
        for (row, column, value) in &sheet.cells {
            rows.entry(*row).or_default().insert(*column, value);
        }
        Self {
            name: &sheet.name,
            rows,
        }
    }

    fn at(&self, row: u32, column: u32) -> Option<&'a Value> {
        self.rows.get(&row)?.get(&column).copied()
    }
}

/// Where the columns of a page stand: the last row of its headings, and the column of each key.
struct Columns {
    headings: u32,
    of: BTreeMap<&'static str, u32>,
}

impl Reader<'_> {
    // ------------------------------------------------------------------ finding

    /// Is this text the key or the heading of a slot?
    fn is_slot(&self, slot: &Slot, text: &str) -> bool {
        let text = plain(text);
        text == slot.key || self.both.iter().any(|cat| plain(&cat.tr(slot.label)) == text)
    }

    /// The columns of a page, if its headings are found; `needed` must be among them.
    fn columns(&self, grid: &Grid<'_>, slots: &'static [Slot], needed: &[&str]) -> Option<Columns> {
        let mut found: Option<Columns> = None;
        for (row, cells) in grid.rows.range(..HEADINGS) {
            let mut of = BTreeMap::new();
            for (column, value) in cells {
                let Value::Text(text) = value else { continue };
                if let Some(slot) = slots.iter().find(|s| self.is_slot(s, text)) {
                    of.entry(slot.key).or_insert(*column);
                }
            }
            let is_heading = needed.iter().all(|key| of.contains_key(key));
            match &mut found {
                // The hidden row comes first; the headings that people see stand below it, and values below those.
                None if is_heading => found = Some(Columns { headings: *row, of }),
                Some(columns) if is_heading || of.len() > 2 => columns.headings = *row,
                None | Some(_) => {}
            }
        }
        found
    }

    // ------------------------------------------------------------------ pages

    fn report(&mut self, grid: &Grid<'_>, form: &mut Form) {
        let mut said = Vec::new();
        for (row, cells) in &grid.rows {
            let mut cells = cells.iter();
            let slot = cells.find_map(|(_, value)| match value {
                Value::Text(text) => REPORT.iter().find(|s| self.is_slot(s, text)),
                Value::Number(_) | Value::Truth(_) | Value::Day(_) | Value::Error(_) => None,
            });
            let Some(slot) = slot else { continue };
            // The key is hidden in front of the label; the answer stands behind both.
            let answer = cells.find(|(_, v)| !matches!(v, Value::Text(text) if self.is_slot(slot, text)));
            let Some((column, value)) = answer else { continue };
            let at = Spot {
                sheet: grid.name,
                row: *row,
                column: *column,
            };
            match slot.key {
                "number" => self.number(at, value, form),
                "dated" => form.symbol.dated = self.day(at, value).or(form.symbol.dated),
                _ => {
                    let text = texts::block(&written(value));
                    if !text.is_empty() {
                        let label = self.both.first().map(|cat| cat.tr(slot.label).into_owned());
                        said.push(format!("{}: {text}", label.unwrap_or_default()));
                    }
                }
            }
        }
        if !said.is_empty() {
            form.words = said.join("\n");
        }
    }

    fn number(&mut self, at: Spot<'_>, value: &Value, form: &mut Form) {
        match documents::symbol(&written(value), self.today, self.def.year()) {
            Ok(symbol) => {
                form.symbol.number = symbol.number;
                form.symbol.dated = form.symbol.dated.or(symbol.dated);
            }
            Err(_) => self.trouble(at, Some(value), Wrong::NoSymbol),
        }
    }

    fn activities(&mut self, grid: &Grid<'_>, columns: &Columns, form: &mut Form) {
        for row in grid.rows.keys().filter(|row| **row > columns.headings) {
            if let Some(line) = self.activity(grid, columns, *row) {
                form.activities.push(line);
            }
        }
    }

    /// One row: what it says, if it says enough to be put on record.
    fn activity(&mut self, grid: &Grid<'_>, columns: &Columns, row: u32) -> Option<Line> {
        let place = |key: &str| {
            let column = *columns.of.get(key)?;
            let at = Spot {
                sheet: grid.name,
                row,
                column,
            };
            Some((at, grid.at(row, column)?))
        };
        // A row with nothing but a number of its own, or a chosen word, is not filled in.
        let is_filled = ["title", "from", "to", "reach", "sdgs", "goals"]
            .iter()
            .any(|key| place(key).is_some());
        if !is_filled {
            return None;
        }
        let lacks = |key: &'static str| Spot {
            sheet: grid.name,
            row,
            column: columns.of.get(key).copied().unwrap_or_default(),
        };
        let label = |key: &str| {
            let slot = ACTIVITIES.iter().find(|s| s.key == key);
            slot.map_or("", |s| s.label)
        };
        let mut activity = NewActivity::default();
        let title = place("title").map(|(at, v)| (at, v, texts::one_line(&written(v))));
        match title {
            Some((at, v, title)) if title.chars().count() > TITLE_MAX => {
                self.trouble(at, Some(v), Wrong::TooLong);
                return None;
            }
            Some((at, v, _)) if matches!(v, Value::Error(_)) => {
                self.trouble(at, Some(v), Wrong::Formula);
                return None;
            }
            Some((_, _, title)) => activity.title = title,
            None => {
                self.trouble(lacks("title"), None, Wrong::Missing(label("title")));
                return None;
            }
        }
        let kind = match place("kind") {
            Some((at, v)) => self.kind(at, v),
            None => {
                self.trouble(lacks("kind"), None, Wrong::Missing(label("kind")));
                None
            }
        };
        activity.from = match place("from") {
            Some((at, v)) => self.day(at, v),
            None => {
                self.trouble(lacks("from"), None, Wrong::Missing(label("from")));
                None
            }
        };
        // Neither is guessed: another kind or another day would be another activity.
        activity.kind = kind?;
        let from = activity.from?;
        if let Some((at, v)) = place("to") {
            match self.day(at, v) {
                Some(to) if to < from => self.trouble(at, Some(v), Wrong::Reversed),
                to => activity.to = to,
            }
        }
        if let Some((at, v)) = place("mode") {
            let known = Mode::ALL.map(|m| (m, m.id(), format!("mode-{}", m.id())));
            activity.mode = self.chosen(at, v, &known).unwrap_or_default();
        }
        if let Some((at, v)) = place("status") {
            let known = ActivityStatus::ALL.map(|s| (s, s.id(), format!("act_status-{}", s.id())));
            activity.status = self.chosen(at, v, &known);
        }
        if let Some((at, v)) = place("reach") {
            activity.reach = self.people(at, v);
        }
        if let Some((at, v)) = place("sdgs") {
            activity.sdgs = self.tags(at, v, |def, tag| def.goals.knows_sdg(tag));
        }
        if let Some((at, v)) = place("goals") {
            activity.goals = self.tags(at, v, |def, tag| def.goals.knows_goal(tag));
        }
        let id = place("id").map(|(_, v)| written(v).trim().to_uppercase());
        Some(Line {
            cell: lacks("title").name(),
            id: id.filter(|id| !id.is_empty()).map(ActivityId),
            activity,
        })
    }

    fn figures(&mut self, grid: &Grid<'_>, columns: &Columns, form: &mut Form) {
        let column = |key: &str| columns.of.get(key).copied();
        let Some(values) = column("value") else { return };
        for row in grid.rows.keys().filter(|row| **row > columns.headings) {
            let Some(value) = grid.at(*row, values) else {
                continue;
            };
            let at = Spot {
                sheet: grid.name,
                row: *row,
                column: values,
            };
            let named = ["indicator", "label"].into_iter().filter_map(column);
            let mut indicators = named.filter_map(|c| self.indicator(&written(grid.at(*row, c)?)));
            let Some(indicator) = indicators.next() else {
                self.trouble(at, Some(value), Wrong::NoFigure);
                continue;
            };
            if let Some(n) = self.figure(at, value, &indicator) {
                form.figures.retain(|(id, _)| *id != indicator.id);
                form.figures.push((indicator.id, n));
            }
        }
    }

    fn indicator(&self, text: &str) -> Option<Indicator> {
        let text = plain(text);
        let is = |i: &&Indicator| {
            i.id == text
                || [Lang::Vi, Lang::En]
                    .iter()
                    .any(|l| plain(i.label.get(*l)) == text)
        };
        self.def.indicators.iter().find(is).cloned()
    }
}
