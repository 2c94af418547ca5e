//! How a list leaves: as a table, CSV, JSON, a spreadsheet or Markdown; all columns or some; to standard output or into
//! a file.
//!
//! Data for programs keeps its stable names; a table, a spreadsheet and Markdown are for people, in their language, and so is
//! CSV with `--words`. It must never know what is listed.

use std::io::{self, IsTerminal as _};
use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches};

use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{files, out, parse};
use crate::failure;
use crate::listout::{self, Page, joined};
use crate::outfile::Readers;
use crate::output::table::{Listing, Reader, Table};
use crate::text::{did_you_mean, line};

/// What a list can be written as.
const FORMATS: [&str; 5] = ["table", "csv", "json", "xlsx", "md"];

/// What a list is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Table,
    Csv,
    Json,
    Xlsx,
    Md,
}

impl Format {
    fn of(word: &str) -> Option<Self> {
        match word {
            "table" | "txt" => Some(Self::Table),
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            "xlsx" => Some(Self::Xlsx),
            "md" => Some(Self::Md),
            _ => None,
        }
    }
}

/// What somebody asked for.
pub struct Wish {
    format: Format,
    words: bool,
    bom: bool,
    columns: Vec<String>,
    file: Option<PathBuf>,
    over: bool,
}

/// What every command that lists takes.
fn args(w: &Words<'_>) -> Vec<Arg> {
    vec![
        w.choice("format", &FORMATS),
        w.file(w.opt("output", "FILE").short('o'))
            .help(w.opt_help("list_output")),
        w.opt("columns", "NAME")
            .value_delimiter(',')
            .action(ArgAction::Append),
        w.flag("words"),
        w.flag("bom"),
        w.flag("force"),
    ]
}

/// The arguments of a command that lists, with its own in front.
pub fn with(w: &Words<'_>, mut own: Vec<Arg>) -> Vec<Arg> {
    own.extend(args(w));
    own
}

/// Reads what was asked for.
pub fn wish(s: &Session, m: &ArgMatches) -> Result<Wish, Fail> {
    let file = parse::path(m, "output").filter(|f| f.as_os_str() != "-");
    let ending = file
        .as_ref()
        .and_then(|f| f.extension()?.to_str()?.to_lowercase().into());
    let named = parse::text(m, "format").and_then(Format::of);
    let format = match named {
        _ if s.json => Format::Json,
        Some(format) => format,
        None => ending.as_deref().and_then(Format::of).unwrap_or(Format::Table),
    };
    let wish = Wish {
        format,
        words: parse::flag(m, "words"),
        bom: parse::flag(m, "bom"),
        columns: parse::list(m, "columns").map(|c| c.trim().to_owned()).collect(),
        file,
        over: parse::flag(m, "force"),
    };
    let usage = |key: &str| Err(Fail::Usage(s.cat.tr(key).into_owned()));
    if s.json && named.is_some_and(|f| f != Format::Json) {
        return usage("cli-list_json");
    }
    if wish.words && format == Format::Json {
        return usage("cli-list_words");
    }
    if format == Format::Xlsx && wish.file.is_none() && io::stdout().is_terminal() {
        return usage("cli-list_terminal");
    }
    Ok(wish)
}

impl Wish {
    /// Is it for people, in the words of their language? They have rows in the order of names.
    pub fn is_for_people(&self) -> bool {
        matches!(self.reader(), Reader::People | Reader::Book)
    }

    /// Is it the table that a terminal shows, beside which something may be said?
    pub fn is_table(&self) -> bool {
        self.format == Format::Table && self.file.is_none()
    }

    /// Does it go into a file?
    pub fn is_for_a_file(&self) -> bool {
        self.file.is_some()
    }

    /// Were columns named?
    pub fn names_columns(&self) -> bool {
        !self.columns.is_empty()
    }

    /// Is it JSON?
    pub fn is_json(&self) -> bool {
        self.format == Format::Json
    }

    fn reader(&self) -> Reader {
        match self.format {
            Format::Json => Reader::Program,
            Format::Csv if !self.words => Reader::Spreadsheet,
            Format::Csv | Format::Xlsx => Reader::Book,
            Format::Table | Format::Md => Reader::People,
        }
    }
}

/// Hands a list to whoever asked for it.
pub fn tell<R>(s: &Session, wish: &Wish, mut list: Listing<'_, R>) -> Result<(), Fail> {
    keep(s, wish, &mut list.table)?;
    let rows = list.table.rows.len();
    match wish.format {
        _ if wish.file.is_some() => put(s, wish, &written(s, wish, list)?, rows),
        Format::Table => out::table(&s.cat, &list.table),
        Format::Csv if !wish.words => out::csv(&s.cat, &list.table, wish.bom),
        Format::Csv | Format::Json | Format::Xlsx | Format::Md => out::raw(&s.cat, &written(s, wish, list)?),
    }
}

/// Writes what a list became into the file that was named, if one was, and says so.
pub fn put(s: &Session, wish: &Wish, mut bytes: &[u8], rows: usize) -> Result<(), Fail> {
    let Some(file) = &wish.file else { return Ok(()) };
    files::write(
        &s.cat,
        &s.settings.guard(),
        file,
        &mut bytes,
        wish.over,
        Readers::Usual,
    )?;
    if s.json {
        return Ok(());
    }
    let args = [
        ("file", line(&file.display().to_string()).into_owned().into()),
        ("n", rows.into()),
    ];
    out::text_line(&s.cat, &s.cat.tr_args("cli-listed", &args))
}

/// Keeps the columns that were asked for.
fn keep<R>(s: &Session, wish: &Wish, table: &mut Table<'_, R>) -> Result<(), Fail> {
    if wish.columns.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = wish.columns.iter().map(String::as_str).collect();
    let known = table.names(wish.reader());
    table.keep(wish.reader(), &names).map_err(|unknown| {
        let near = did_you_mean(unknown, known.iter().copied());
        let words = if near.is_empty() {
            known.join(", ")
        } else {
            near.join(", ")
        };
        let args = [("name", line(unknown).into()), ("words", words.into())];
        Fail::Usage(s.cat.tr_args("cli-unknown_column", &args))
    })
}

/// The bytes of a list as a file.
fn written<R>(s: &Session, wish: &Wish, list: Listing<'_, R>) -> Result<Vec<u8>, Fail> {
    let cat = &s.cat;
    let for_people = |list: Listing<'_, R>, format| {
        let page = Page::of(cat, list.name, list.table, format, s.clock.now());
        page.bytes()
            .map_err(|why| Fail::Failed(failure::not_made(cat, &why)))
    };
    let table = &list.table;
    match wish.format {
        Format::Json => out::json_bytes(&list),
        Format::Csv if wish.words => for_people(list, listout::Format::Csv),
        Format::Csv => out::csv_bytes(table, wish.bom),
        Format::Table => Ok(joined(&out::table_lines(&table.headings(cat), &table.shown(cat)))),
        Format::Md => for_people(list, listout::Format::Md),
        Format::Xlsx => for_people(list, listout::Format::Xlsx),
    }
}
