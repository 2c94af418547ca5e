//! CSV for spreadsheets: cells that a spreadsheet would run as a formula are made text, control characters are made
//! visible, numbers and days stay numbers and days.
//!
//! Row 60 has one exception: a code of figures in a column of codes, written `="01"` for a spreadsheet that would make it 1.
//! Nothing but figures can stand between those quotes.
//!
//! A cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return gets an apostrophe in front (CWE-1236;
//! reliability row 60): names and notes come from outside, and the file is opened by people with a click. It knows
//! nothing of what the rows mean.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::core::time::Date;
use crate::text::sanitize;

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// Words; guarded and cleaned.
    Text(Cow<'a, str>),
    /// A code that a spreadsheet is to keep as it is: figures as a formula for themselves, anything else as words.
    Code(Cow<'a, str>),
    /// A whole number, written plainly so that programs can read it.
    Int(i64),
    /// A whole number with its sign: `-3`, `+1`.
    Signed(i64),
    /// Any other number, written plainly; what is no number is written as nothing.
    Decimal(f64),
    /// A day, as `2020-05-28`.
    Date(Date),
    /// Nothing.
    Empty,
}

impl<'a> Cell<'a> {
    /// What stands in it, as it came.
    pub fn into_text(self) -> Cow<'a, str> {
        match self {
            Self::Text(text) | Self::Code(text) => text,
            Self::Int(n) => n.to_string().into(),
            Self::Signed(n) => format!("{n:+}").into(),
            Self::Decimal(n) if n.is_finite() => n.to_string().into(),
            Self::Date(date) => date.to_string().into(),
            Self::Decimal(_) | Self::Empty => "".into(),
        }
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(s: &'a str) -> Self {
        Self::Text(Cow::Borrowed(s))
    }
}
impl<'a> From<&'a String> for Cell<'a> {
    fn from(s: &'a String) -> Self {
        Self::Text(Cow::Borrowed(s))
    }
}
impl From<String> for Cell<'_> {
    fn from(s: String) -> Self {
        Self::Text(Cow::Owned(s))
    }
}
impl From<usize> for Cell<'_> {
    fn from(n: usize) -> Self {
        Self::Int(i64::try_from(n).unwrap_or(i64::MAX))
    }
}
impl From<i64> for Cell<'_> {
    fn from(n: i64) -> Self {
        Self::Int(n)
    }
}
impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// Whether the file begins with a byte order mark. Excel takes a file without one for a legacy encoding and spoils
/// every Vietnamese letter; programs are better served without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Bom {
    /// For programs and pipes.
    #[default]
    Without,
    /// For Excel.
    With,
}

/// Writes rows.
pub struct CsvOut<W: Write> {
    writer: csv::Writer<W>,
}

impl<W: Write> CsvOut<W> {
    /// Begins a file; lines end with CR LF, as RFC 4180 has it.
    ///
    /// # Errors
    /// What is written to refuses.
    pub fn new(mut to: W, bom: Bom) -> io::Result<Self> {
        if bom == Bom::With {
            to.write_all(b"\xef\xbb\xbf")?;
        }
        let writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .flexible(true)
            .from_writer(to);
        Ok(Self { writer })
    }

    /// Writes one row.
    ///
    /// # Errors
    /// What is written to refuses.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = Cell<'a>>) -> io::Result<()> {
        for cell in cells {
            match cell {
                Cell::Text(text) => self.writer.write_field(guarded(&text).as_bytes()),
                Cell::Code(code) => self.writer.write_field(kept_code(&code).as_bytes()),
                // Nothing of these can be a formula: a guard would make text of a negative number.
                Cell::Int(_) | Cell::Signed(_) | Cell::Decimal(_) | Cell::Date(_) | Cell::Empty => {
                    self.writer.write_field(cell.into_text().as_bytes())
                }
            }?;
        }
        Ok(self.writer.write_record(None::<&[u8]>)?)
    }

    /// Ends the file and gives back what it was written to.
    ///
    /// # Errors
    /// What is written to refuses.
    pub fn finish(self) -> io::Result<W> {
        self.writer
            .into_inner()
            .map_err(|e| io::Error::new(e.error().kind(), e.error().to_string()))
    }
}

/// `="01"` for figures; everything else is guarded as any text.
fn kept_code(code: &str) -> Cow<'_, str> {
    let figures = !code.is_empty() && code.bytes().all(|b| b.is_ascii_digit());
    if figures {
        Cow::Owned(format!("=\"{code}\""))
    } else {
        guarded(code)
    }
}

/// The text as a spreadsheet may have it.
pub fn guarded(text: &str) -> Cow<'_, str> {
    let clean = sanitize::block(text);
    // Looked at before cleaning too: a tab has become a blank by then. Full-width signs work as well as plain ones.
    let dangerous = |s: &str| {
        s.starts_with(['\t', '\r'])
            || s.trim_start()
                .starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'])
    };
    if dangerous(text) || dangerous(&clean) {
        Cow::Owned(format!("'{clean}"))
    } else {
        clean
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(rows: Vec<Vec<Cell<'_>>>, bom: Bom) -> String {
        let mut out = CsvOut::new(Vec::new(), bom).expect("a vector takes all");
        for row in rows {
            out.row(row).expect("a vector takes all");
        }
        String::from_utf8(out.finish().expect("a vector takes all")).expect("UTF-8")
    }

    #[test]
    fn formulas_are_text_and_numbers_are_numbers() {
        for start in ["=", "+", "-", "@", "\t=", "\r=", " =", "\u{ff1d}", "\u{200b}="] {
            let cell = format!("{start}HYPERLINK(\"http://x\")");
            assert!(guarded(&cell).starts_with(['\'', '⟨']), "{cell:?}");
        }
        assert_eq!(guarded("412/BC-STTTT"), "412/BC-STTTT");
        assert_eq!(
            written(
                vec![
                    vec!["mã".into(), "số".into()],
                    vec!["01".into(), Cell::Int(-3), Cell::Empty]
                ],
                Bom::Without
            ),
            "mã,số\r\n01,-3,\r\n"
        );
    }

    #[test]
    fn codes_of_figures_keep_their_zeros() {
        for (code, kept) in [
            ("01", "\"=\"\"01\"\"\"\r\n"),
            ("00001", "\"=\"\"00001\"\"\"\r\n"),
            ("HN1", "HN1\r\n"),
            ("", "\"\"\r\n"),
            ("=1", "'=1\r\n"),
            ("-1", "'-1\r\n"),
            ("0\"&A1&\"", "\"0\"\"&A1&\"\"\"\r\n"),
        ] {
            assert_eq!(
                written(vec![vec![Cell::Code(code.into())]], Bom::Without),
                kept,
                "{code:?}"
            );
        }
    }

    #[test]
    fn quotes_lines_and_controls() {
        assert_eq!(
            written(vec![vec!["a,\"b\"\nc".into(), "\u{1b}[2J".into()]], Bom::With),
            "\u{feff}\"a,\"\"b\"\"\nc\",␛[2J\r\n"
        );
        assert_eq!(
            written(vec![vec![]], Bom::Without).trim_end_matches("\r\n"),
            "\"\""
        );
    }

    proptest! {
        #[test]
        fn what_is_read_back_begins_with_nothing_dangerous(s in any::<String>()) {
            let text = written(vec![vec![s.as_str().into()]], Bom::Without);
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
            let record = reader.records().next().expect("one row").expect("valid");
            let cell = record.get(0).expect("one cell");
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']));
            prop_assert!(cell.chars().all(|c| c == '\n' || !c.is_control()));
        }

        #[test]
        fn a_formula_is_a_code_of_figures(s in "[0-9=\"a-c&+@ -]{0,6}") {
            let kept = kept_code(&s);
            if kept.starts_with('=') {
                prop_assert!(s.bytes().all(|b| b.is_ascii_digit()));
            }
        }
    }
}
