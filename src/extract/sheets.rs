//! The words of spreadsheets: each sheet's name, then its rows.
//!
//! New workbooks are streamed cell by cell: a range of one with cells in its first and last corner is 17,179,869,184 cells
//! (`calamine`'s ranges ask for them all at once). Old ones (`.xls`) come as ranges, and the limits of the child hold them.

use std::io::Cursor;

use calamine::{Cell, Data, DataRef, Reader, Xls, XlsError, Xlsb, Xlsx, XlsxError};

use super::budget::Budget;
use super::package::Package;
use super::told::{Lacking, Told};

/// Cells that are looked at in one workbook.
const CELLS_MOST: usize = 2_000_000;

/// Takes cells in the order in which they come.
struct Rows {
    budget: Budget,
    row: Option<u32>,
    seen: usize,
}

impl Rows {
    fn new(most: usize) -> Self {
        Self {
            budget: Budget::new(most),
            row: None,
            seen: 0,
        }
    }

    fn sheet(&mut self, name: &str) {
        self.budget.line();
        self.budget.push(name);
        self.budget.line();
        self.row = None;
    }

    /// False: enough.
    fn cell(&mut self, row: u32, value: &Data) -> bool {
        self.seen += 1;
        let words = words(value);
        if !words.is_empty() {
            match self.row {
                Some(last) if last == row => self.budget.cell(),
                _ => self.budget.line(),
            }
            self.row = Some(row);
            self.budget.push(&words);
        }
        !self.budget.is_full() && self.seen < CELLS_MOST
    }

    /// Takes a sheet's cells as they come. False: it broke off.
    fn all<'a, E>(&mut self, mut next: impl FnMut() -> Result<Option<Cell<DataRef<'a>>>, E>) -> bool {
        loop {
            match next() {
                Ok(Some(cell)) if self.cell(cell.get_position().0, &cell.get_value().clone().into()) => {}
                Ok(_) => return true,
                Err(_) => return false,
            }
        }
    }

    fn told(self, damaged: bool) -> Told {
        let mut told = self.budget.told();
        if self.seen >= CELLS_MOST {
            told.flag("cut");
        }
        if damaged {
            told.flag("damaged");
        }
        told
    }
}

/// A cell as one line. Days as they are written in letters: day, month, year.
fn words(value: &Data) -> String {
    match value {
        Data::Empty | Data::Error(_) => String::new(),
        Data::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
            let day = format!("{day:02}/{month:02}/{year}");
            match (hour, minute) {
                (0, 0) => day,
                (hour, minute) => format!("{day} {hour:02}:{minute:02}"),
            }
        }
        other => other.to_string().split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

pub(super) fn xlsx(bytes: &[u8], most: usize) -> Result<Told, Lacking> {
    let mut package = Package::open(bytes)?;
    package.claims_to_fit()?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|why| match why {
        XlsxError::Password => Lacking::Encrypted,
        _ => Lacking::Unfit,
    })?;
    let (mut rows, mut damaged) = (Rows::new(most), false);
    for name in book.sheet_names() {
        // A sheet of charts has no cells.
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else {
            continue;
        };
        rows.sheet(&name);
        damaged |= !rows.all(|| cells.next_cell());
        if rows.budget.is_full() {
            break;
        }
    }
    let mut told = rows.told(damaged);
    package.mark(&mut told);
    Ok(told)
}

pub(super) fn xlsb(bytes: &[u8], most: usize) -> Result<Told, Lacking> {
    let mut package = Package::open(bytes)?;
    package.claims_to_fit()?;
    let mut book = Xlsb::new(Cursor::new(bytes)).map_err(|_| Lacking::Unfit)?;
    let (mut rows, mut damaged) = (Rows::new(most), false);
    for name in book.sheet_names() {
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else {
            continue;
        };
        rows.sheet(&name);
        damaged |= !rows.all(|| cells.next_cell());
        if rows.budget.is_full() {
            break;
        }
    }
    let mut told = rows.told(damaged);
    package.mark(&mut told);
    Ok(told)
}

pub(super) fn xls(bytes: &[u8], most: usize) -> Result<Told, Lacking> {
    let mut book = Xls::new(Cursor::new(bytes)).map_err(|why| match why {
        XlsError::Password => Lacking::Encrypted,
        _ => Lacking::Unfit,
    })?;
    let (mut rows, mut damaged) = (Rows::new(most), false);
    for name in book.sheet_names() {
        rows.sheet(&name);
        let Ok(range) = book.worksheet_range(&name) else {
            damaged = true;
            continue;
        };
        for (row, _, value) in range.used_cells() {
            if !rows.cell(row as u32, value) {
                return Ok(rows.told(damaged));
            }
        }
    }
    Ok(rows.told(damaged))
}
