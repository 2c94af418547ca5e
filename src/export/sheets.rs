//! Lists of what is on record as files: a book with colours and a chart, or CSV; row by row, so that none is too long for the memory.

use std::borrow::Borrow;
use std::fs::File;
use std::io::{self, BufWriter};
use std::ops::ControlFlow;
use std::path::Path;

use super::check::{Checked, digest};
use super::kinds::{Columns, Sheet};
use crate::core::campaign::Campaign;
use crate::core::time::Stamp;
use crate::ledger::LedgerError;
use crate::listout::{self, Cover, NotMade, ROWS_MOST};
use crate::outfile::{Barred, Guard, Readers};
use crate::output::marks::{self, Counted, Marked};
use crate::output::table::{Listing, Table};
use crate::output::{activities, contacts, figures, status};
use crate::text::Catalogue;

/// What a list is written with.
pub struct ListMeans<'a> {
    /// What no file is written over.
    pub guard: &'a Guard,
    /// Where to.
    pub to: &'a Path,
    /// A file that stands there may be replaced.
    pub over: bool,
    /// The words.
    pub cat: &'a Catalogue,
    /// Of which moment it tells.
    pub now: Stamp,
    /// Is asked at every row whether to go on.
    pub go_on: &'a mut dyn FnMut() -> ControlFlow<()>,
}

/// What of a list is coloured, and what is counted beside it.
#[derive(Default)]
pub struct Beside<'a> {
    /// Words that are coloured.
    pub marked: &'a [Marked],
    /// Figures with a chart.
    pub counted: Option<Counted>,
}

/// Why a list came to no file.
#[derive(Debug)]
pub enum Unlisted {
    /// Nothing may be written there, or the system refused.
    Barred(Barred),
    /// It could not be made.
    Made(NotMade),
    /// What it tells could not be read.
    Unread(LedgerError),
    /// It does not read back as it should.
    Unsound(io::Error),
    /// Somebody stopped it.
    Stopped,
    /// So many rows do not fit into a sheet.
    TooLong(usize),
}

impl From<Barred> for Unlisted {
    fn from(why: Barred) -> Self {
        Self::Barred(why)
    }
}

/// Makes the file of a list; it tells what the campaign's eyes see.
///
/// # Errors
/// Why there is no file; then what stood there stands there still.
pub fn list(
    campaign: &Campaign,
    sheet: Sheet,
    columns: Columns,
    means: ListMeans<'_>,
) -> Result<Checked, Unlisted> {
    let (cat, now) = (means.cat, means.now);
    match sheet {
        Sheet::Status => {
            let filter = status::Filter::default();
            let units = match columns {
                Columns::Book | Columns::Words => status::units_by_name(campaign, &filter, cat.lang()),
                Columns::Codes => status::units(campaign, &filter),
            };
            let list = status::document(campaign, now, &filter, units);
            // Regions are counted whole: whoever is kept to the own units is not told how the others stand.
            let all = campaign.eyes().see_all();
            let counted = all.then(|| marks::regions(cat, campaign, now));
            let marked = marks::STATUS;
            whole(list, sheet, columns, Beside { marked, counted }, means)
        }
        Sheet::Activities => {
            let list = activities::document(campaign, now, &activities::Filter::default());
            let beside = Beside {
                marked: marks::ACTIVITIES,
                counted: Some(marks::kinds(cat, campaign)),
            };
            whole(list, sheet, columns, beside, means)
        }
        Sheet::Figures => {
            let beside = Beside {
                marked: marks::FIGURES,
                counted: None,
            };
            whole(figures::document(campaign, now), sheet, columns, beside, means)
        }
        Sheet::Contacts => {
            let list = contacts::document(campaign, now, &[]);
            whole(list, sheet, columns, Beside::default(), means)
        }
    }
}

/// What is told of a list before it is written: its headings, and its rows in words.
pub fn listed(
    cat: &Catalogue,
    campaign: &Campaign,
    sheet: Sheet,
    now: Stamp,
) -> (Vec<String>, Vec<Vec<String>>) {
    fn told<R>(cat: &Catalogue, list: Listing<'_, R>) -> (Vec<String>, Vec<Vec<String>>) {
        let table = list.table.as_book();
        (table.headings(cat), table.shown(cat))
    }
    match sheet {
        Sheet::Status => {
            let filter = status::Filter::default();
            let units = status::units_by_name(campaign, &filter, cat.lang());
            told(cat, status::document(campaign, now, &filter, units))
        }
        Sheet::Activities => {
            let filter = activities::Filter::default();
            told(cat, activities::document(campaign, now, &filter))
        }
        Sheet::Figures => told(cat, figures::document(campaign, now)),
        Sheet::Contacts => told(cat, contacts::document(campaign, now, &[])),
    }
}

/// Does a sheet hold so many rows?
///
/// # Errors
/// It does not.
pub fn fits(columns: Columns, rows: usize) -> Result<(), Unlisted> {
    if columns == Columns::Book && rows > ROWS_MOST {
        return Err(Unlisted::TooLong(rows));
    }
    Ok(())
}

fn whole<R>(
    list: Listing<'_, R>,
    sheet: Sheet,
    columns: Columns,
    beside: Beside<'_>,
    means: ListMeans<'_>,
) -> Result<Checked, Unlisted> {
    let table = list.table.as_book();
    let all = &table.rows;
    fits(columns, all.len())?;
    rows(&table, all.iter().map(Ok), sheet.id(), columns, beside, means)
}

/// Makes the file of rows under the columns of a table, as they come; `name` is the list's stable name.
///
/// # Errors
/// As for [`list`].
pub fn rows<R>(
    table: &Table<'_, R>,
    rows: impl Iterator<Item = Result<impl Borrow<R>, LedgerError>>,
    name: &str,
    columns: Columns,
    beside: Beside<'_>,
    means: ListMeans<'_>,
) -> Result<Checked, Unlisted> {
    let ListMeans {
        guard,
        to,
        over,
        cat,
        now,
        go_on,
    } = means;
    guard.make(to, over, Readers::Usual, |file| {
        let mut unread = None;
        {
            let rows = rows.take_while(|_| go_on().is_continue());
            let rows = rows.map_while(|row| row.map_err(|why| unread = Some(why)).ok());
            match columns {
                Columns::Book => book(file, (cat, name, now), table, rows, beside)?,
                Columns::Words => listout::csv(BufWriter::new(&mut *file), cat, table, rows)
                    .map_err(|why| Unlisted::Barred(why.into()))?,
                Columns::Codes => listout::codes(BufWriter::new(&mut *file), table, rows)
                    .map_err(|why| Unlisted::Barred(why.into()))?,
            }
        }
        if let Some(why) = unread {
            return Err(Unlisted::Unread(why));
        }
        let checked = digest(file).map_err(|why| Unlisted::Barred(why.into()))?;
        // From here on it is named and put on record together, whatever is wished.
        if go_on().is_break() {
            return Err(Unlisted::Stopped);
        }
        Ok(checked)
    })
}

fn book<R>(
    file: &mut File,
    (cat, name, made): (&Catalogue, &str, Stamp),
    table: &Table<'_, R>,
    rows: impl Iterator<Item: Borrow<R>>,
    beside: Beside<'_>,
) -> Result<(), Unlisted> {
    let sheet = cat.tr(&format!("sheet-{name}"));
    let cover = Cover {
        name: &sheet,
        made,
        marked: beside.marked,
        counted: beside.counted.into_iter().collect(),
    };
    listout::book(BufWriter::new(&mut *file), cat, cover, table, rows).map_err(Unlisted::Made)?;
    listout::check_book(file).map_err(Unlisted::Unsound)
}
