//! Standard output: one JSON document, a table, lines, or CSV. The only place of the command line that writes to it.
//!
//! What it is handed as text from outside has been through `text::sanitize` by whoever hands it over; tables do it here
//! once more, because it costs little. It must never know what it prints.

use std::borrow::Cow;
use std::io::{self, BufWriter, IsTerminal, Write};

use serde::Serialize;

use crate::cli::fail::Fail;
use crate::cli::table;
use crate::csvout::Bom;
use crate::listout;
use crate::output::table::Table;
use crate::text::{Catalogue, cells, line, pad, sanitize};

/// One compact JSON document and a line end.
pub fn json(cat: &Catalogue, value: &impl Serialize) -> Result<(), Fail> {
    raw(cat, &json_bytes(value)?)
}

/// The same, for a file.
pub fn json_bytes(value: &impl Serialize) -> Result<Vec<u8>, Fail> {
    let text = serde_json::to_string(value).map_err(|e| Fail::Failed(e.to_string()))?;
    Ok(format!("{}\n", escaped(&text)).into_bytes())
}

/// JSON as a terminal may have it too. JSON's own rules let everything above U+001F through, among it the C1 controls,
/// which some terminals obey, and the marks that turn the order of letters around. Such characters can only stand inside
/// strings, where an escape means the same.
pub fn escaped(json: &str) -> Cow<'_, str> {
    let acts = |c: char| c >= '\u{7f}' && (c.is_control() || sanitize::is_invisible(c));
    if !json.contains(acts) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if acts(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Text as it is, and a line end.
pub fn text_line(cat: &Catalogue, text: &str) -> Result<(), Fail> {
    raw(cat, format!("{text}\n").as_bytes())
}

/// Lines.
pub fn lines<S: AsRef<str>>(cat: &Catalogue, lines: impl IntoIterator<Item = S>) -> Result<(), Fail> {
    with(cat, |out| {
        for l in lines {
            writeln!(out, "{}", l.as_ref())?;
        }
        Ok(())
    })
}

/// Bytes as they are.
pub fn raw(cat: &Catalogue, bytes: &[u8]) -> Result<(), Fail> {
    with(cat, |out| out.write_all(bytes))
}

/// Writes through a buffer; a reader that has gone away ends the program quietly.
pub fn with(cat: &Catalogue, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Fail> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    write(&mut out)
        .and_then(|()| out.flush())
        .map_err(|e| Fail::stdout(cat, &e))
}

/// Rows under headings, each column as wide as its widest cell; the last is not padded. A terminal that has no room for
/// all goes without what can be spared, and is told so.
pub fn table<R>(cat: &Catalogue, rows: &Table<'_, R>) -> Result<(), Fail> {
    shown(cat, &rows.headings(cat), &rows.shown(cat), &rows.spare())
}

fn shown(cat: &Catalogue, headings: &[String], rows: &[Vec<String>], spare: &[usize]) -> Result<(), Fail> {
    let (all, widths) = measured(headings, rows);
    let layout = table::layout(&widths, spare, terminal_columns());
    lines(cat, all.iter().map(|row| padded(row, &layout.shown)))?;
    let left_out: Vec<&str> = layout
        .left_out
        .iter()
        .filter_map(|c| headings.get(*c).map(String::as_str))
        .collect();
    if !left_out.is_empty() {
        let names = line(&left_out.join(", ")).into_owned();
        complain(&cat.tr_args("cli-left_out", &[("names", names.into())]));
    }
    Ok(())
}

/// How many columns the terminal has that standard output is; none where it is no terminal, or nobody knows.
fn terminal_columns() -> Option<usize> {
    let out = io::stdout();
    if !out.is_terminal() {
        return None;
    }
    let told = rustix::termios::tcgetwinsize(&out).map_or(0, |size| usize::from(size.ws_col));
    let named = || std::env::var("COLUMNS").ok()?.parse().ok();
    Some(told).filter(|n| *n > 0).or_else(named).filter(|n| *n > 0)
}

/// The same as lines of a file, which has room for everything.
pub fn table_lines(headings: &[String], rows: &[Vec<String>]) -> Vec<String> {
    let (all, widths) = measured(headings, rows);
    let layout = table::layout(&widths, &[], None);
    all.iter().map(|row| padded(row, &layout.shown)).collect()
}

/// The rows under their headings, fit for a terminal, and how wide each column is.
fn measured(headings: &[String], rows: &[Vec<String>]) -> (Vec<Vec<String>>, Vec<usize>) {
    let clean = |r: &[String]| r.iter().map(|c| line(c).into_owned()).collect::<Vec<_>>();
    let all: Vec<Vec<String>> = std::iter::once(clean(headings))
        .chain(rows.iter().map(|r| clean(r)))
        .collect();
    let mut widths = vec![0usize; headings.len()];
    for row in &all {
        for (w, cell) in widths.iter_mut().zip(row) {
            *w = (*w).max(cells(cell));
        }
    }
    (all, widths)
}

/// A row as a line: the columns that are shown, each as wide as it is drawn, the last not padded.
fn padded(row: &[String], shown: &[(usize, usize)]) -> String {
    let cell = |(column, width): &(usize, usize)| row.get(*column).map(|c| pad(c, *width));
    let cells: Vec<String> = shown.iter().filter_map(cell).collect();
    cells.join(&" ".repeat(table::GAP)).trim_end().to_owned()
}

/// The same, for a file of its own: always with the byte order mark.
pub fn csv_bytes<R>(rows: &Table<'_, R>, keep_codes: bool) -> Result<Vec<u8>, Fail> {
    listout::codes_into(Vec::new(), rows, rows.rows.iter(), Bom::With, keep_codes)
        .map_err(|e| Fail::Failed(e.to_string()))
}

/// Rows as CSV. The byte order mark that Excel needs is written where the output is a file, or where it is asked for;
/// where it is asked for, codes are kept from losing their zeros too.
pub fn csv<R>(cat: &Catalogue, rows: &Table<'_, R>, bom: bool) -> Result<(), Fail> {
    let mark = if bom || stdout_is_file() {
        Bom::With
    } else {
        Bom::Without
    };
    with(cat, |out| {
        listout::codes_into(out, rows, rows.rows.iter(), mark, bom).map(drop)
    })
}

fn stdout_is_file() -> bool {
    let out = io::stdout();
    !out.is_terminal()
        && rustix::fs::fstat(&out).is_ok_and(|s| {
            rustix::fs::FileType::from_raw_mode(s.st_mode) == rustix::fs::FileType::RegularFile
        })
}

/// A sentence on standard error. If even that cannot be written there is nobody left to tell.
pub fn complain(sentence: &str) {
    let _nobody_left = writeln!(io::stderr().lock(), "{sentence}");
}

/// Several sentences on standard error.
pub fn complain_each<'a>(sentences: impl IntoIterator<Item = &'a String>) {
    for sentence in sentences {
        complain(sentence);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_keeps_its_meaning_and_moves_no_cursor() {
        let said = "Hà Nội \u{9b}2J \u{202e} \u{e0041}";
        let json = serde_json::to_string(said).expect("a string is JSON");
        let safe = escaped(&json);
        assert_eq!(safe, "\"Hà Nội \\u009b2J \\u202e \\udb40\\udc41\"");
        assert_eq!(serde_json::from_str::<String>(&safe).ok().as_deref(), Some(said));
    }
}
