//! A list for people as the bytes of a file: a spreadsheet, CSV or Markdown, under headings and in words of a language.
//!
//! A [`Page`] holds all of it and borrows nothing, so that it can be made where the list is and written elsewhere. It must
//! never know what is listed, nor where the bytes go.

use std::borrow::{Borrow, Cow};
use std::fs::File;
use std::io;

use rust_xlsxwriter::XlsxError;

use crate::core::time::Stamp;
use crate::csvout::{self, Bom};
use crate::mdout;
use crate::output::marks::{Counted, Marked};
use crate::output::table::{Kind, Table, Value};
use crate::text::{Catalogue, line};
use crate::xlsxout::{self, Book, Cell, Mark, Sheet, Tally};

pub use crate::xlsxout::ROWS_MOST;

/// What a list for people can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A spreadsheet.
    Xlsx,
    /// CSV with a byte order mark, by which spreadsheets know UTF-8.
    Csv,
    /// A table in Markdown.
    Md,
}

impl Format {
    /// All of them, the one that most people want first.
    pub const ALL: [Self; 3] = [Self::Xlsx, Self::Csv, Self::Md];

    /// How the name of such a file ends.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Md => "md",
        }
    }
}

/// A list, ready to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    name: &'static str,
    made: Stamp,
    heads: Vec<String>,
    rows: Rows,
}

/// Cells that a spreadsheet reckons with, or words alone.
#[derive(Debug, Clone, PartialEq)]
enum Rows {
    Cells(Vec<Vec<Cell<'static>>>),
    Csv(Vec<Vec<csvout::Cell<'static>>>),
    Md(Vec<Vec<String>>),
}

/// Why a page came to no bytes.
#[derive(Debug, thiserror::Error)]
pub enum NotMade {
    /// The machine refused.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The spreadsheet has too many rows or columns; what it says.
    #[error("{0}")]
    Sheet(String),
}

impl From<XlsxError> for NotMade {
    fn from(why: XlsxError) -> Self {
        match xlsxout::refused(&why) {
            Some(why) => Self::Io(why),
            None => Self::Sheet(why.to_string()),
        }
    }
}

impl Page {
    /// A table in the words of a language, for a spreadsheet and CSV with a column for each thing. `name` is what a sheet is
    /// called, `made` when it is said to be made.
    pub fn of<R>(
        cat: &Catalogue,
        name: &'static str,
        table: Table<'_, R>,
        format: Format,
        made: Stamp,
    ) -> Self {
        let table = match format {
            Format::Csv | Format::Xlsx => table.as_book(),
            Format::Md => table,
        };
        let typed = || table.rows.iter().map(|row| table.typed_row(cat, row).into_iter());
        let rows = match format {
            Format::Csv => Rows::Csv(
                typed()
                    .map(|row| row.map(|(k, v)| told_cell(k, v)).collect())
                    .collect(),
            ),
            Format::Md => Rows::Md(table.shown(cat)),
            Format::Xlsx => Rows::Cells(
                typed()
                    .map(|row| row.map(|(k, v)| cell(k, v)).collect())
                    .collect(),
            ),
        };
        Self {
            name,
            made,
            heads: table.headings(cat),
            rows,
        }
    }

    /// How many rows it has below its head.
    pub fn rows(&self) -> usize {
        match &self.rows {
            Rows::Cells(rows) => rows.len(),
            Rows::Csv(rows) => rows.len(),
            Rows::Md(rows) => rows.len(),
        }
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// What kept it from being made.
    pub fn bytes(self) -> Result<Vec<u8>, NotMade> {
        match self.rows {
            Rows::Cells(rows) => {
                let sheet = Sheet {
                    name: self.name,
                    made: self.made,
                    heads: &self.heads,
                    rows,
                };
                Ok(xlsxout::bytes(&sheet)?)
            }
            Rows::Csv(rows) => {
                let mut csv = csvout::CsvOut::new(Vec::new(), Bom::With)?;
                csv.row(self.heads.into_iter().map(csvout::Cell::from))?;
                for row in rows {
                    csv.row(row)?;
                }
                Ok(csv.finish()?)
            }
            Rows::Md(rows) => Ok(joined(&mdout::lines(&self.heads, &rows))),
        }
    }
}

/// What a book is called and says beside its rows.
pub struct Cover<'a> {
    /// What the sheet of rows is called.
    pub name: &'a str,
    /// When it is said to be made.
    pub made: Stamp,
    /// Words that are coloured.
    pub marked: &'a [Marked],
    /// Figures with charts, after the rows.
    pub counted: Vec<Counted>,
}

/// Writes rows under the headings of a table as a book of any length, one by one as they come.
///
/// # Errors
/// What kept it from being made.
pub fn book<R>(
    to: impl io::Write + io::Seek + Send,
    cat: &Catalogue,
    cover: Cover<'_>,
    table: &Table<'_, R>,
    rows: impl Iterator<Item: Borrow<R>>,
) -> Result<(), NotMade> {
    let Cover {
        name,
        made,
        marked,
        counted,
    } = cover;
    let heads = table.headings(cat);
    let place = |heading: &str| heads.iter().position(|h| *h == cat.tr(heading));
    let mark = |(heading, words, tone): &Marked| {
        let words = cat.tr(words).into_owned();
        place(heading).map(|column| Mark {
            column,
            words,
            tone: *tone,
        })
    };
    let marks: Vec<Mark> = marked.iter().filter_map(mark).collect();
    let tally = |c: Counted| Tally {
        name: cat.tr(c.name).into_owned(),
        about: cat.tr(c.about).into_owned(),
        counted: c.counted,
        rows: c.rows,
    };
    let tallies: Vec<Tally> = counted.into_iter().map(tally).collect();
    let book = Book {
        name,
        made,
        heads: &heads,
        marks: &marks,
        tallies: &tallies,
    };
    let cells = |row: &R| {
        let row = table.typed_row(cat, row).into_iter();
        row.map(|(kind, v)| cell(kind, v)).collect()
    };
    Ok(xlsxout::book(to, &book, rows.map(|row| cells(row.borrow())))?)
}

/// Writes rows under the headings of a table as CSV for people, one by one as they come.
///
/// # Errors
/// What is written to refuses.
pub fn csv<R>(
    to: impl io::Write,
    cat: &Catalogue,
    table: &Table<'_, R>,
    rows: impl Iterator<Item: Borrow<R>>,
) -> io::Result<()> {
    let mut csv = csvout::CsvOut::new(to, Bom::With)?;
    csv.row(table.headings(cat).into_iter().map(csvout::Cell::from))?;
    for row in rows {
        let cells = table.typed_row(cat, row.borrow());
        csv.row(cells.into_iter().map(|(kind, value)| told_cell(kind, value)))?;
    }
    csv.finish()?.flush()
}

/// Rows under the columns of a table as CSV with stable names, for programs, one by one as they come.
///
/// # Errors
/// What is written to refuses.
pub fn codes<R>(
    to: impl io::Write,
    table: &Table<'_, R>,
    rows: impl Iterator<Item: Borrow<R>>,
) -> io::Result<()> {
    codes_into(to, table, rows, Bom::With, false)?.flush()
}

/// The same with or without a byte order mark; `keep_codes`: codes are kept from losing their zeros in a spreadsheet. Gives back what is
/// written to.
///
/// # Errors
/// What is written to refuses.
pub fn codes_into<R, W: io::Write>(
    to: W,
    table: &Table<'_, R>,
    rows: impl Iterator<Item: Borrow<R>>,
    mark: Bom,
    keep_codes: bool,
) -> io::Result<W> {
    let columns = table.csv_columns();
    let mut csv = csvout::CsvOut::new(to, mark)?;
    csv.row(columns.iter().map(|(key, _)| csvout::Cell::from(*key)))?;
    for row in rows {
        let cells = columns.iter().zip(table.csv_row(row.borrow()));
        csv.row(cells.map(|((_, kind), value)| match value {
            Value::Text(code) if keep_codes && *kind == Kind::Code => csvout::Cell::Code(code),
            Value::Text(text) if *kind == Kind::Signed => signed(text),
            value => csv_cell(value),
        }))?;
    }
    csv.finish()
}

fn csv_cell(value: Value<'_>) -> csvout::Cell<'_> {
    use csvout::Cell;
    match value {
        Value::Nothing => Cell::Empty,
        Value::Text(text) => Cell::Text(text),
        Value::Whole(n) => Cell::Int(n),
        Value::Decimal(n) => Cell::Decimal(n),
        Value::Date(date) => Cell::Date(date),
        Value::Moment(at, zone) => zone.rfc3339(at).into(),
        Value::Yes(yes) => if yes { "true" } else { "false" }.into(),
        Value::List(list) => several(list.into_iter()),
        Value::Fields(fields) => several(fields.into_iter().map(|(_, value)| value)),
    }
}

/// A number with its sign, which is ours and can be no formula; any other word as any other text.
fn signed(text: Cow<'_, str>) -> csvout::Cell<'_> {
    text.parse()
        .map_or(csvout::Cell::Text(text), csvout::Cell::Signed)
}

/// A cell for people who open the file in a spreadsheet: days, moments and numbers are such, whatever the language.
fn told_cell(kind: Kind, value: Value<'_>) -> csvout::Cell<'static> {
    use csvout::Cell;
    match value {
        Value::Text(text) => line(&text).into_owned().into(),
        Value::Whole(n) => Cell::Int(n),
        Value::Decimal(n) => Cell::Decimal(n),
        Value::Date(day) => Cell::Date(day),
        Value::Moment(at, zone) => {
            let form = if kind == Kind::Instant { "%F %T" } else { "%F %R" };
            zone.local(at).format(form).to_string().into()
        }
        // The last three have been told in words before.
        Value::Nothing | Value::Yes(_) | Value::List(_) | Value::Fields(_) => Cell::Empty,
    }
}

/// Several values in one cell, a blank between.
fn several<'a>(values: impl Iterator<Item = Value<'a>>) -> csvout::Cell<'a> {
    let texts: Vec<String> = values
        .map(|value| csv_cell(value).into_text().into_owned())
        .collect();
    texts.join(" ").into()
}

/// Reads a book that was written: every part of it must be there and whole.
///
/// # Errors
/// What of it is not.
pub fn check_book(file: &mut File) -> io::Result<()> {
    xlsxout::check(file)
}

/// Lines as the bytes of a file.
pub fn joined(lines: &[String]) -> Vec<u8> {
    let mut text = lines.join("\n");
    text.push('\n');
    text.into_bytes()
}

fn cell(kind: Kind, value: Value<'_>) -> Cell<'static> {
    match value {
        Value::Whole(n) if kind == Kind::Amount => Cell::Whole(n),
        Value::Whole(n) => Cell::Decimal(n as f64),
        Value::Decimal(n) => Cell::Decimal(n),
        Value::Date(day) => Cell::Date(day),
        Value::Moment(at, zone) => Cell::Moment(at, zone),
        Value::Text(text) => Cell::Text(text.into_owned().into()),
        // The last three have been told in words before.
        Value::Nothing | Value::Yes(_) | Value::List(_) | Value::Fields(_) => Cell::Empty,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::time::Date;
    use crate::output::table::Column;

    fn sheet() -> Table<'static, (&'static str, f64)> {
        type Of = Column<'static, (&'static str, f64)>;
        let columns = vec![
            Of::data("code", Kind::Code, |(code, _)| *code),
            Of::data("change", Kind::Decimal, |(_, n)| *n),
            Of::data("day", Kind::Date, |_| "2020-05-28".parse::<Date>().ok()),
            Of::data("note", Kind::Text, |(_, n)| (*n < 0.0).then_some("-5,2 điểm")),
            Of::data("step", Kind::Signed, |(_, n)| {
                if n.is_nan() {
                    "-3=1"
                } else if *n < 0.0 {
                    "-3"
                } else {
                    "+1"
                }
            }),
            Of::data("sure", Kind::Yes, |(_, n)| *n >= 0.0),
            Of::words("heading-unit", |cat, _| cat.tr("heading-unit").into_owned()),
        ];
        Table {
            columns,
            rows: vec![("01", -5.25), ("HNI", 61.5), ("=1", f64::NAN)],
            year: 2020,
        }
    }

    fn written(keep_codes: bool) -> String {
        let table = sheet();
        let rows = table.rows.iter();
        let bytes =
            codes_into(Vec::new(), &table, rows, Bom::Without, keep_codes).expect("a vector takes all");
        String::from_utf8(bytes).expect("UTF-8")
    }

    /// A negative number is a number and no formula; a text that begins like one is guarded.
    #[test]
    fn csv_knows_numbers_and_days_from_text() {
        assert_eq!(
            written(false),
            "code,change,day,note,step,sure\r\n\
             01,-5.25,2020-05-28,\"'-5,2 điểm\",-3,false\r\n\
             HNI,61.5,2020-05-28,,+1,true\r\n\
             '=1,,2020-05-28,,'-3=1,false\r\n"
        );
        assert!(written(true).contains("\r\n\"=\"\"01\"\"\",-5.25,"));
    }
}
