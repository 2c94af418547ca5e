//! A list as a book of any length: one sheet of rows with colours beside words, then figures with charts of them.
//!
//! Rows are asked for one by one and written as they come, so that a book of a million rows takes no more memory than one of a
//! thousand. Only the widths of columns need some rows beforehand: the first ones tell them.

use std::collections::VecDeque;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use rust_xlsxwriter::{
    Chart, ChartFormat, ChartPatternFill, ChartPatternFillType, ChartSolidFill, ChartType, Color,
    ConditionalFormatCell, ConditionalFormatCellRule, DocProperties, Format, Workbook, XlsxError,
};

use super::sheet::{Cell, FILTER, Formats, WIDTHS, at, excel, fitting, sheet_name, write as write_cell};
use crate::chart::{Tone, colours};
use crate::core::time::{Stamp, Zone};
use crate::steady::Steady;
use crate::text::cells;

/// The most rows below a head that a sheet holds.
pub const ROWS_MOST: usize = 1_048_575;
/// So many rows tell how wide the columns are.
const MEASURED: usize = 1_000;

/// Words of a column that are coloured as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The column, from 0.
    pub column: usize,
    /// The words that a cell of it holds.
    pub words: String,
    /// Their colour.
    pub tone: Tone,
}

/// Figures on a sheet of their own, with a chart of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The name of the sheet, and the title of the chart.
    pub name: String,
    /// What the rows are.
    pub about: String,
    /// What is counted, each in its colour.
    pub counted: Vec<(String, Tone)>,
    /// Each row's name, and its figures in the order of what is counted.
    pub rows: Vec<(String, Vec<u32>)>,
}

/// A book but for its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book<'a> {
    /// The name of the sheet of rows.
    pub name: &'a str,
    /// When it is said to be made.
    pub made: Stamp,
    /// The heads of the columns.
    pub heads: &'a [String],
    /// Words that are coloured.
    pub marks: &'a [Mark],
    /// Figures beside the rows.
    pub tallies: &'a [Tally],
}

/// Writes a book.
///
/// # Errors
/// More rows or columns than a sheet holds, or what is written to refuses; so may the scratch file in which rows lie meanwhile.
pub fn write<'a, W: Write + Seek + Send>(
    to: W,
    book: &Book<'_>,
    rows: impl Iterator<Item = Vec<Cell<'a>>>,
) -> Result<(), XlsxError> {
    // The crate that writes sheets knows no error of its scratch file: it panics. That is caught here and told, without the
    // words that a panic has for a programmer.
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let ended = catch_unwind(AssertUnwindSafe(|| written(to, book, rows)));
    std::panic::set_hook(told);
    ended.unwrap_or_else(|why| match why.downcast_ref::<String>() {
        Some(said) if said.starts_with(SCRATCH) => Err(XlsxError::IoError(scratch(said))),
        _ => resume_unwind(why),
    })
}

/// What a panic over the scratch file begins with.
const SCRATCH: &str = "Couldn't write to xml file";

/// The error that such a panic names by its number.
fn scratch(said: &str) -> io::Error {
    let number = said.split_once("code: ").and_then(|(_, rest)| {
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        rest.get(..end)?.parse().ok()
    });
    number.map_or_else(|| io::ErrorKind::StorageFull.into(), io::Error::from_raw_os_error)
}

/// What the machine refused, if that was it.
pub fn refused(why: &XlsxError) -> Option<io::Error> {
    let of = match why {
        XlsxError::IoError(why) => Some(why),
        XlsxError::ZipError(why) => std::error::Error::source(why)?.downcast_ref(),
        _ => None,
    };
    of.map(|why| {
        why.raw_os_error()
            .map_or_else(|| why.kind().into(), io::Error::from_raw_os_error)
    })
}

fn written<'a, W: Write + Seek + Send>(
    to: W,
    book: &Book<'_>,
    mut rows: impl Iterator<Item = Vec<Cell<'a>>>,
) -> Result<(), XlsxError> {
    let mut file = Workbook::new();
    let made = excel(Zone(0).local(book.made))?;
    file.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let page = file.add_worksheet_with_constant_memory()?;
    page.set_name(sheet_name(book.name))?;
    let first: VecDeque<Vec<Cell<'a>>> = rows.by_ref().take(MEASURED).collect();
    for (column, head) in book.heads.iter().enumerate() {
        let widest = first.iter().filter_map(|row| row.get(column)).map(width).max();
        let wide = widest.unwrap_or(0).max(cells(head) + FILTER) + 1;
        page.set_column_width(at(column)?, wide.clamp(*WIDTHS.start(), *WIDTHS.end()) as f64)?;
    }
    page.set_freeze_panes(1, 0)?;
    page.set_repeat_rows(0, 0)?;
    page.set_landscape();
    page.set_print_fit_to_pages(1, 0);
    let formats = Formats::new();
    for (column, head) in book.heads.iter().enumerate() {
        page.write_string_with_format(0, at(column)?, fitting(head), &formats.head)?;
    }
    let mut last = 0;
    for row in first.into_iter().chain(rows) {
        last += 1;
        if last as usize > ROWS_MOST {
            return Err(XlsxError::RowColumnLimitError);
        }
        for (column, cell) in row.iter().enumerate() {
            write_cell(page, last, at(column)?, cell, &formats)?;
        }
    }
    if let Some(end) = book.heads.len().checked_sub(1) {
        page.autofilter(0, 0, last, at(end)?)?;
    }
    for mark in book.marks.iter().filter(|_| last > 0) {
        let rule = ConditionalFormatCell::new()
            .set_rule(ConditionalFormatCellRule::EqualTo(mark.words.clone()))
            .set_format(painted(mark.tone));
        let column = at(mark.column)?;
        page.add_conditional_format(1, column, last, column, &rule)?;
    }
    for tally in book.tallies.iter().filter(|t| !t.rows.is_empty()) {
        figures(&mut file, tally, &formats)?;
    }
    file.save_to_writer(Steady::new(to))
}

fn width(cell: &Cell<'_>) -> usize {
    match cell {
        Cell::Empty => 0,
        Cell::Text(text) => text.lines().map(cells).max().unwrap_or_default(),
        Cell::Whole(n) => n.to_string().len() * 4 / 3,
        Cell::Decimal(n) => n.to_string().len(),
        Cell::Date(_) => 10,
        Cell::Moment(..) => 16,
    }
}

fn colour([r, g, b]: [u8; 3]) -> Color {
    Color::RGB(u32::from(r) << 16 | u32::from(g) << 8 | u32::from(b))
}

fn painted(tone: Tone) -> Format {
    let [fill, _, words] = colours(tone);
    // White with a red edge in a chart; a cell has no edge of its own.
    let fill = if tone == Tone::Missing {
        [0xfb, 0xe3, 0xe1]
    } else {
        fill
    };
    Format::new()
        .set_background_color(colour(fill))
        .set_font_color(colour(words))
}

/// A sheet of figures, and the chart of them beside it. Tones are patterns too, for whoever prints without colours.
fn figures(file: &mut Workbook, tally: &Tally, formats: &Formats) -> Result<(), XlsxError> {
    let name = sheet_name(&tally.name);
    let page = file.add_worksheet();
    page.set_name(&name)?;
    page.write_string_with_format(0, 0, fitting(&tally.about), &formats.head)?;
    let widest = tally.rows.iter().map(|(name, _)| cells(name)).max().unwrap_or(0);
    page.set_column_width(0, (widest + 1).clamp(*WIDTHS.start(), *WIDTHS.end()) as f64)?;
    let last = u32::try_from(tally.rows.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
    for (row, (words, figures)) in (1..).zip(&tally.rows) {
        page.write_string_with_format(row, 0, fitting(words), &formats.text)?;
        for (column, n) in figures.iter().enumerate() {
            page.write_number_with_format(row, at(column + 1)?, *n, &formats.whole)?;
        }
    }
    let mut chart = Chart::new(ChartType::BarStacked);
    for (i, (words, tone)) in tally.counted.iter().enumerate() {
        let column = at(i + 1)?;
        page.write_string_with_format(0, column, fitting(words), &formats.head)?;
        page.set_column_width(column, (cells(words) + 2) as f64)?;
        chart
            .add_series()
            .set_name((name.as_str(), 0, column))
            .set_categories((name.as_str(), 1, 0, last, 0))
            .set_values((name.as_str(), 1, column, last, column))
            .set_gap(60)
            .set_overlap(100)
            .set_format(&mut filled(*tone));
    }
    chart.title().set_name(fitting(&tally.name).as_ref());
    chart.y_axis().set_reverse();
    if tally.counted.len() < 2 {
        chart.legend().set_hidden();
    } else {
        chart
            .legend()
            .set_position(rust_xlsxwriter::ChartLegendPosition::Bottom);
    }
    chart.set_width(760).set_height(160 + 34 * last.min(40));
    page.set_freeze_panes(1, 1)?;
    page.set_landscape();
    page.set_print_fit_to_pages(1, 0);
    page.insert_chart(1, at(tally.counted.len() + 2)?, &chart)?;
    Ok(())
}

fn filled(tone: Tone) -> ChartFormat {
    let [fill, line, _] = colours(tone).map(colour);
    let pattern = match tone {
        Tone::Good | Tone::Here | Tone::Plain | Tone::Quiet => None,
        Tone::Late => Some(ChartPatternFillType::DiagonalStripesWideUpwards),
        Tone::Back => Some(ChartPatternFillType::OutlinedDiamondGrid),
        Tone::Missing => Some(ChartPatternFillType::DiagonalStripesLightDownwards),
    };
    let mut format = ChartFormat::new();
    match pattern {
        None => format.set_solid_fill(ChartSolidFill::new().set_color(fill)),
        Some(pattern) => format.set_pattern_fill(
            ChartPatternFill::new()
                .set_pattern(pattern)
                .set_background_color(fill)
                .set_foreground_color(line),
        ),
    };
    format.set_border(rust_xlsxwriter::ChartLine::new().set_color(line));
    format
}

/// Reads a book that was written from its beginning to its end: every part must be there and whole.
///
/// # Errors
/// What of it is not.
pub fn check(file: &mut (impl Read + Seek)) -> std::io::Result<()> {
    file.seek(SeekFrom::Start(0))?;
    let mut parts = zip::ZipArchive::new(file)?;
    for part in [
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
    ] {
        parts.by_name(part)?;
    }
    for n in 0..parts.len() {
        // Its sum is compared at its end.
        std::io::copy(&mut parts.by_index(n)?, &mut std::io::sink())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn made<'a>(rows: impl Iterator<Item = Vec<Cell<'a>>>) -> Result<Vec<u8>, XlsxError> {
        let heads = ["a".to_owned(), "b".to_owned()];
        let mark = Mark {
            column: 0,
            words: "quá hạn".into(),
            tone: Tone::Missing,
        };
        let tally = Tally {
            name: "Theo vùng: [1]".into(),
            about: "Vùng".into(),
            counted: vec![("x".into(), Tone::Good), ("=y".into(), Tone::Late)],
            rows: vec![("A".into(), vec![1, 2]), ("B".into(), vec![3, 4])],
        };
        let book = Book {
            name: "sheet",
            made: Stamp(1_590_649_399_000),
            heads: &heads,
            marks: &[mark],
            tallies: &[tally],
        };
        let mut out = Cursor::new(Vec::new());
        write(&mut out, &book, rows)?;
        Ok(out.into_inner())
    }

    fn part(book: &[u8], name: &str) -> String {
        let mut text = String::new();
        let mut parts = zip::ZipArchive::new(Cursor::new(book)).expect("an archive");
        let mut part = parts.by_name(name).expect("a part");
        part.read_to_string(&mut text).expect("text");
        text
    }

    #[test]
    fn numbers_stay_numbers_and_formulas_words_in_a_book_of_any_length() {
        let rows = || (0..3_000).map(|n| vec![Cell::Text("=1+1".into()), Cell::Whole(-5 - n)]);
        let once = made(rows()).expect("a book");
        assert_eq!(
            once,
            made(rows()).expect("a book"),
            "the same rows are the same bytes"
        );
        check(&mut Cursor::new(&once[..])).expect("whole");
        let sheet = part(&once, "xl/worksheets/sheet1.xml");
        assert!(!sheet.contains("<f>"), "no cell is a formula");
        assert!(sheet.contains("=1+1") && sheet.contains("<v>-5</v>") && sheet.contains("<v>-3004</v>"));
        assert!(sheet.contains("conditionalFormatting") && sheet.contains("<autoFilter ref=\"A1:B3001\""));
        assert!(
            part(&once, "xl/charts/chart1.xml").contains("pattFill"),
            "read without colours too"
        );
        let cut = &once[..once.len() - 100];
        assert!(
            check(&mut Cursor::new(cut)).is_err(),
            "what is cut short is found"
        );
        assert!(made(std::iter::empty()).is_ok(), "a list of nothing is a book");
    }

    #[test]
    fn a_panic_over_the_scratch_file_is_an_error_with_its_number_and_any_other_stays_one() {
        let rows = |said: &'static str| {
            std::iter::from_fn(move || -> Option<Vec<Cell<'_>>> { std::panic::panic_any(said.to_owned()) })
        };
        let full = made(rows(
            "Couldn't write to xml file: Os { code: 28, kind: StorageFull }",
        ));
        let why = full.expect_err("there is no room");
        let why = refused(&why).expect("the machine refused");
        assert_eq!(why.kind(), io::ErrorKind::StorageFull);
        assert!(catch_unwind(|| made(rows("something else"))).is_err());
        assert!(refused(&XlsxError::RowColumnLimitError).is_none());
    }

    #[test]
    fn more_rows_than_a_sheet_holds_are_refused() {
        let rows = |n| std::iter::repeat_with(Vec::new).take(n);
        assert!(made(rows(ROWS_MOST)).is_ok());
        assert!(matches!(
            made(rows(ROWS_MOST + 1)),
            Err(XlsxError::RowColumnLimitError)
        ));
    }
}
