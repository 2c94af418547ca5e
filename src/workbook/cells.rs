//! The cells of a workbook that somebody sent: a job of the jail. Nothing of a stranger's sheet is read elsewhere.
//!
//! An `.xlsx` is read cell by cell: a range of its own reader would be as large as its corners say (cells A1 and
//! XFD1048576 make an abort of one kilobyte). It must never know what a form is.

use std::ffi::OsString;
use std::io::Cursor;
use std::time::Duration;

use calamine::{Data, DataRef, Ods, Reader, SheetVisible, Xls, Xlsx};
use quick_xml::Reader as Xml;
use quick_xml::events::Event;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use crate::core::hex::hex;
use crate::core::names::BlobId;
use crate::core::time::Date;
use crate::jail::{Jail, Job, Lack, Limits, Why};

/// Cells of a workbook that are read; more is no form.
const MOST_CELLS: usize = 100_000;
/// Bytes of text in all of them.
const MOST_TEXT: usize = 4 << 20;
/// Bytes of an answer: the cells with what stands around them.
const MOST_ANSWER: usize = 16 << 20;
/// Bytes of the inner files that hold properties.
const MOST_PROPERTIES: u64 = 256 << 10;

/// `cells`: what stands in a workbook, as the bytes of a `Book`.
pub const JOB: Job = Job {
    name: "cells",
    limits: Limits {
        bytes: 20 << 20,
        space: 768 << 20,
        seconds: 10,
        patience: Duration::from_secs(20),
    },
    work,
};

/// What stands in a workbook.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Book {
    /// Its sheets in their order.
    pub(super) sheets: Vec<Sheet>,
    /// Names for formulas, and what they stand for.
    pub(super) names: Vec<(String, String)>,
    /// Properties of the file that somebody has given it.
    pub(super) properties: Vec<(String, String)>,
}

/// A sheet.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(super) struct Sheet {
    /// Its name.
    pub name: String,
    /// Is it shown?
    pub shown: bool,
    /// Its cells: row and column from 0, and what stands there.
    pub cells: Vec<(u32, u32, Value)>,
}

/// What stands in a cell. What is computed counts as what it came to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum Value {
    /// Words, in NFC.
    Text(String),
    /// A number; one that is shown with a percent sign is a hundred times what is kept.
    Number(f64),
    /// Yes or no.
    Truth(bool),
    /// A day.
    #[serde(with = "crate::core::time::day")]
    Day(Date),
    /// A formula that came to nothing, such as `#REF!`.
    Error(String),
}

/// Why a workbook is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shut {
    /// It is no workbook, or damaged.
    Unfit,
    /// It asks for more than the limits.
    Beyond,
    /// No process could be had to read it.
    NoProcess,
}

/// The cells of a workbook, read in the jail.
///
/// # Errors
/// Why it is not read.
pub fn opened(jail: &Jail, bytes: &[u8]) -> Result<Book, Shut> {
    let id = BlobId(hex(&Sha256::digest(bytes)));
    let answer = jail
        .ask(&JOB, &[], &mut &*bytes, &id, MOST_ANSWER)
        .map_err(|why| match why {
            Why::Unfit => Shut::Unfit,
            Why::TooLarge | Why::Limits | Why::TooSlow => Shut::Beyond,
            Why::Changed | Why::Unreadable(_) | Why::NoProcess(_) | Why::GivenUp => Shut::NoProcess,
        })?;
    postcard::from_bytes(&answer).map_err(|_| Shut::NoProcess)
}

fn work(bytes: &[u8], _: &[OsString]) -> Result<Vec<u8>, Lack> {
    let book = book(bytes)?;
    postcard::to_stdvec(&book).map_err(|_| Lack::Beyond)
}

fn book(bytes: &[u8]) -> Result<Book, Lack> {
    let from = || Cursor::new(bytes);
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        let mut file = Xls::new(from()).map_err(|_| Lack::Unfit)?;
        return ranges(&mut file);
    }
    if !bytes.starts_with(b"PK") {
        return Err(Lack::Unfit);
    }
    let mut book = match Xlsx::new(from()) {
        Ok(mut file) => streamed(&mut file)?,
        Err(_) => ranges(&mut Ods::new(from()).map_err(|_| Lack::Unfit)?)?,
    };
    book.properties = properties(bytes);
    Ok(book)
}

/// What has been read so far, and how much of it there may be.
struct Taking {
    cells: usize,
    text: usize,
}

impl Taking {
    fn new() -> Self {
        Self { cells: 0, text: 0 }
    }

    /// Takes a cell in; an empty one is none.
    fn cell(
        &mut self,
        sheet: &mut Sheet,
        (row, column): (u32, u32),
        value: Option<Value>,
    ) -> Result<(), Lack> {
        let Some(value) = value else { return Ok(()) };
        self.cells += 1;
        if let Value::Text(text) | Value::Error(text) = &value {
            self.text += text.len();
        }
        if self.cells > MOST_CELLS || self.text > MOST_TEXT {
            return Err(Lack::Beyond);
        }
        sheet.cells.push((row, column, value));
        Ok(())
    }
}

fn streamed(file: &mut Xlsx<Cursor<&[u8]>>) -> Result<Book, Lack> {
    let mut taking = Taking::new();
    let mut book = outline(file);
    for sheet in &mut book.sheets {
        let Ok(mut cells) = file.worksheet_cells_reader(&sheet.name) else {
            continue; // a sheet that is a chart
        };
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(|_| Lack::Unfit)? {
            let format = cells.styles().get(style).and_then(|s| s.number_format.as_ref());
            let percent = format.is_some_and(|f| f.format_code.contains('%'));
            let value = match cell.get_value() {
                DataRef::Int(n) => Some(number(*n as f64, percent)),
                DataRef::Float(n) => Some(number(*n, percent)),
                DataRef::String(text) | DataRef::DurationIso(text) => words(text),
                DataRef::SharedString(text) => words(text),
                DataRef::Bool(yes) => Some(Value::Truth(*yes)),
                DataRef::DateTime(moment) => day(moment).or_else(|| Some(number(moment.as_f64(), false))),
                DataRef::DateTimeIso(text) => iso(text).or_else(|| words(text)),
                DataRef::Error(why) => Some(Value::Error(why.to_string())),
                DataRef::Empty => None,
            };
            taking.cell(sheet, cell.get_position(), value)?;
        }
    }
    Ok(book)
}

fn ranges<'a, R: Reader<Cursor<&'a [u8]>>>(file: &mut R) -> Result<Book, Lack> {
    let mut taking = Taking::new();
    let mut book = outline(file);
    for sheet in &mut book.sheets {
        let Ok(range) = file.worksheet_range(&sheet.name) else {
            continue;
        };
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, cell) in range.used_cells() {
            let value = match cell {
                Data::Int(n) => Some(number(*n as f64, false)),
                Data::Float(n) => Some(number(*n, false)),
                Data::String(text) | Data::DurationIso(text) => words(text),
                Data::Bool(yes) => Some(Value::Truth(*yes)),
                Data::DateTime(moment) => day(moment).or_else(|| Some(number(moment.as_f64(), false))),
                Data::DateTimeIso(text) => iso(text).or_else(|| words(text)),
                Data::Error(why) => Some(Value::Error(why.to_string())),
                Data::Empty => None,
            };
            let at = |from: u32, n: usize| from.saturating_add(u32::try_from(n).unwrap_or(u32::MAX));
            taking.cell(sheet, (at(top, row), at(left, column)), value)?;
        }
    }
    Ok(book)
}

/// The sheets without their cells, and the names for formulas.
fn outline<'a, R: Reader<Cursor<&'a [u8]>>>(file: &R) -> Book {
    let sheet = |s: &calamine::Sheet| Sheet {
        name: s.name.clone(),
        shown: s.visible == SheetVisible::Visible,
        cells: Vec::new(),
    };
    Book {
        sheets: file.sheets_metadata().iter().map(sheet).collect(),
        names: file.defined_names().to_vec(),
        properties: Vec::new(),
    }
}

fn words(text: &str) -> Option<Value> {
    let text: String = text.nfc().collect();
    (!text.trim().is_empty()).then_some(Value::Text(text))
}

/// What is shown as `85,5 %` is kept as 0,855. Rounded, so that the hundredfold is what was typed.
fn number(kept: f64, percent: bool) -> Value {
    Value::Number(if percent {
        (kept * 100.0 * 1e9).round() / 1e9
    } else {
        kept
    })
}

fn day(moment: &calamine::ExcelDateTime) -> Option<Value> {
    if !moment.is_datetime() {
        return None;
    }
    let (y, m, d, ..) = moment.to_ymd_hms_milli();
    Date::from_ymd_opt(y.into(), m.into(), d.into()).map(Value::Day)
}

fn iso(text: &str) -> Option<Value> {
    text.get(..10)?.parse().ok().map(Value::Day)
}

/// The properties that somebody has given the file: those of the formats of Excel and of `LibreOffice`.
fn properties(bytes: &[u8]) -> Vec<(String, String)> {
    let Ok(mut zip) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return Vec::new();
    };
    for name in ["docProps/custom.xml", "meta.xml"] {
        let Ok(entry) = zip.by_name(name) else { continue };
        let mut text = String::new();
        let mut limited = std::io::Read::take(entry, MOST_PROPERTIES);
        if std::io::Read::read_to_string(&mut limited, &mut text).is_ok() {
            return named_texts(&text);
        }
    }
    Vec::new()
}

/// Elements with a `name` and their text, whatever they are called.
fn named_texts(xml: &str) -> Vec<(String, String)> {
    let mut reader = Xml::from_str(xml);
    let (mut out, mut name) = (Vec::new(), None);
    loop {
        match reader.read_event() {
            Ok(Event::Start(e)) => {
                let named = e
                    .attributes()
                    .flatten()
                    .find(|a| a.key.local_name().as_ref() == "name");
                if let Some(value) = named {
                    name = Some(value.value.into_owned());
                }
            }
            Ok(Event::Text(t)) => {
                if let Some(name) = name.take() {
                    out.push((name, t.into_inner().into_owned()));
                }
            }
            Ok(Event::Eof) | Err(_) => return out,
            Ok(_) => {}
        }
    }
}
