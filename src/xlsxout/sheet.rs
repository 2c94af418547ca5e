//! One sheet with a head that stays in sight and a filter, and how any cell is written.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDateTime, NaiveTime, Timelike};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::core::time::{Date, Stamp, Zone};
use crate::text::{cells, sanitize};

/// UTF-16 units that a cell holds.
const CELL_MOST: usize = 32_767;
/// Characters that the name of a sheet holds.
const NAME_MOST: usize = 31;
/// Columns are as wide as what stands in them, between these many characters.
pub(super) const WIDTHS: std::ops::RangeInclusive<usize> = 4..=60;
/// Beside the widest text of a column: the sign of the filter.
pub(super) const FILTER: usize = 3;

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Words.
    Text(Cow<'a, str>),
    /// A whole number.
    Whole(i64),
    /// Any other number; what is no number is written as nothing.
    Decimal(f64),
    /// A day.
    Date(Date),
    /// A moment, by the clock of a zone.
    Moment(Stamp, Zone),
}

/// A sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet<'a> {
    /// Its name.
    pub name: &'a str,
    /// Whose it is said to be made at.
    pub made: Stamp,
    /// The heads of the columns.
    pub heads: &'a [String],
    /// The rows.
    pub rows: Vec<Vec<Cell<'a>>>,
}

/// How the cells are written.
pub(super) struct Formats {
    pub(super) head: Format,
    pub(super) text: Format,
    pub(super) whole: Format,
    pub(super) date: Format,
    pub(super) moment: Format,
}

impl Formats {
    pub(super) fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        Self {
            head: Format::new().set_bold(),
            text: top(),
            whole: top().set_num_format("#,##0"),
            date: top().set_num_format("dd/mm/yyyy"),
            moment: top().set_num_format("dd/mm/yyyy hh:mm"),
        }
    }
}

/// The bytes of a file with this one sheet.
///
/// # Errors
/// More rows or columns than a sheet holds.
pub fn bytes(sheet: &Sheet<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = excel(Zone(0).local(sheet.made))?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let page = book.add_worksheet();
    page.set_name(sheet_name(sheet.name))?;
    let formats = Formats::new();
    let mut widths: Vec<usize> = sheet.heads.iter().map(|h| cells(h) + FILTER).collect();
    for (column, head) in sheet.heads.iter().enumerate() {
        page.write_string_with_format(0, at(column)?, fitting(head), &formats.head)?;
    }
    for (row, line) in sheet.rows.iter().enumerate() {
        let row = u32::try_from(row + 1).map_err(|_| XlsxError::RowColumnLimitError)?;
        for (column, cell) in line.iter().enumerate() {
            let width = write(page, row, at(column)?, cell, &formats)?;
            if let Some(w) = widths.get_mut(column) {
                *w = (*w).max(width);
            }
        }
    }
    for (column, width) in widths.iter().enumerate() {
        let width = (*width + 1).clamp(*WIDTHS.start(), *WIDTHS.end());
        page.set_column_width(at(column)?, width as f64)?;
    }
    page.set_freeze_panes(1, 0)?;
    if let (Some(last), Ok(rows)) = (sheet.heads.len().checked_sub(1), u32::try_from(sheet.rows.len())) {
        page.autofilter(0, 0, rows, at(last)?)?;
    }
    book.save_to_buffer()
}

pub(super) fn at(column: usize) -> Result<u16, XlsxError> {
    u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)
}

/// Writes a cell and tells how wide it is.
pub(super) fn write(
    page: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell<'_>,
    f: &Formats,
) -> Result<usize, XlsxError> {
    match cell {
        Cell::Text(text) => {
            let text = fitting(text);
            let width = text.lines().map(cells).max().unwrap_or_default();
            page.write_string_with_format(row, column, text, &f.text)?;
            Ok(width)
        }
        Cell::Whole(n) => {
            page.write_number_with_format(row, column, *n as f64, &f.whole)?;
            Ok(n.to_string().len())
        }
        Cell::Decimal(n) if n.is_finite() => {
            page.write_number_with_format(row, column, *n, &f.text)?;
            Ok(n.to_string().len())
        }
        Cell::Date(day) => when(page, (row, column), day.and_time(NaiveTime::MIN), &f.date),
        Cell::Moment(moment, zone) => when(page, (row, column), zone.local(*moment), &f.moment),
        Cell::Decimal(_) | Cell::Empty => Ok(0),
    }
}

/// Writes a day or a moment; one that a spreadsheet does not know (before 1900) as text.
fn when(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    local: NaiveDateTime,
    f: &Format,
) -> Result<usize, XlsxError> {
    match excel(local) {
        Ok(known) => page.write_datetime_with_format(row, column, known, f)?,
        Err(_) => page.write_string(row, column, local.format("%Y-%m-%d %H:%M").to_string())?,
    };
    Ok(16)
}

/// Seconds and less are left out: nobody reckons with them, and a spreadsheet shows none.
pub(super) fn excel(local: NaiveDateTime) -> Result<ExcelDateTime, XlsxError> {
    let part = |n: u32| u8::try_from(n).unwrap_or(u8::MAX);
    let year = u16::try_from(local.year()).unwrap_or(u16::MAX);
    ExcelDateTime::from_ymd(year, part(local.month()), part(local.day()))?.and_hms(
        part(local.hour()).into(),
        part(local.minute()),
        0,
    )
}

/// The text as a cell may have it.
pub(super) fn fitting(text: &str) -> Cow<'_, str> {
    let clean = sanitize::block(text);
    if clean.encode_utf16().count() <= CELL_MOST {
        return clean;
    }
    let mut units = 0;
    let kept = clean.chars().take_while(|c| {
        units += c.len_utf16();
        units < CELL_MOST
    });
    Cow::Owned(kept.chain(['…']).collect())
}

/// A name that a sheet may have: of a few signs some programs make paths and references.
pub(super) fn sheet_name(name: &str) -> String {
    let plain = |c: char| match c {
        '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'' => ' ',
        c => c,
    };
    sanitize::line(name).chars().map(plain).take(NAME_MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_fits_a_cell_and_moves_nothing() {
        let long = "ấ".repeat(40_000);
        let kept = fitting(&long);
        assert_eq!(kept.encode_utf16().count(), CELL_MOST);
        assert!(kept.ends_with('…'));
        let astral = "𝒦".repeat(20_000);
        assert!(fitting(&astral).encode_utf16().count() <= CELL_MOST);
        assert!(!fitting("a\u{0}b\u{1b}[2J\u{fffe}").contains(['\u{0}', '\u{1b}', '\u{fffe}']));
        assert_eq!(fitting("hai\ndòng"), "hai\ndòng");
    }

    #[test]
    fn hostile_cells_make_a_file_all_the_same() {
        let heads = ["a".to_owned(), "]]>&<b".to_owned()];
        let day = |s: &str| s.parse::<Date>().expect("a day");
        let sheet = Sheet {
            name: "[x]:*?/\\'\u{1b} a name that is much too long for a sheet of a spreadsheet",
            made: Stamp(1_590_649_399_000),
            heads: &heads,
            rows: vec![
                vec![Cell::Text("=1+1".into()), Cell::Decimal(f64::NAN)],
                vec![
                    Cell::Text("\u{ffff}]]>\u{7}".into()),
                    Cell::Date(day("0999-01-01")),
                ],
                vec![Cell::Whole(-5), Cell::Date(day("2020-05-28"))],
                vec![Cell::Empty, Cell::Moment(Stamp(i64::MAX / 4), Zone(420))],
            ],
        };
        let once = bytes(&sheet).expect("a file");
        assert_eq!(
            once,
            bytes(&sheet).expect("a file"),
            "the same rows are the same bytes"
        );
        assert!(once.starts_with(b"PK"));
    }
}
