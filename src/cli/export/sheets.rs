//! `ketnoi export status`, `activities`, `figures`, `contacts`, `log`: what is on record as a book or as CSV.

use std::borrow::Borrow;
use std::io::{self, BufWriter};
use std::path::Path;

use clap::{ArgMatches, Command};

use super::receipt::{Bytes, Receipt, moment_of};
use super::reports::{may_replace, usage};
use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::stop::{self, Stop};
use crate::cli::{files, log, out, parse, show};
use crate::core::campaign::Campaign;
use crate::failure;
use crate::ledger::{Ledger, LedgerError};
use crate::listout::{self, Cover, NotMade};
use crate::outfile::{Barred, Readers};
use crate::output::marks::{self, Counted, Marked};
use crate::output::table::{Listing, Table};
use crate::output::{activities, contacts, figures, status};
use crate::text::line;

/// A list that can be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// Where every unit stands.
    Status,
    /// Activities.
    Activities,
    /// Figures that units reported.
    Figures,
    /// People at units, and calls.
    Contacts,
    /// The journal.
    Log,
}

/// What it can be written as.
const FORMATS: [&str; 2] = ["xlsx", "csv"];

impl Sheet {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Status,
        Self::Activities,
        Self::Figures,
        Self::Contacts,
        Self::Log,
    ];

    /// The stable name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Activities => "activities",
            Self::Figures => "figures",
            Self::Contacts => "contacts",
            Self::Log => "log",
        }
    }

    fn examples(self) -> [&'static str; 2] {
        match self {
            Self::Status => [
                "ketnoi export status -o tinh-hinh.xlsx",
                "ketnoi export status -o status.csv",
            ],
            Self::Activities => [
                "ketnoi export activities -o hoat-dong.xlsx",
                "ketnoi export activities -o activities.csv",
            ],
            Self::Figures => [
                "ketnoi export figures -o so-lieu.xlsx",
                "ketnoi export figures -o figures.csv",
            ],
            Self::Contacts => [
                "ketnoi export contacts -o dau-moi.xlsx",
                "ketnoi export contacts --words -o dau-moi.csv",
            ],
            Self::Log => [
                "ketnoi export log -o nhat-ky.xlsx",
                "ketnoi export log -o log.csv",
            ],
        }
    }
}

/// One of the commands.
pub fn command(w: &Words<'_>, sheet: Sheet) -> Command {
    let args = vec![
        w.choice("format", &FORMATS).help(w.opt_help("export_format")),
        w.file(w.opt("output", "FILE").short('o'))
            .help(w.opt_help("export_output")),
        w.flag("words"),
        w.flag("force"),
    ];
    w.leaf(&format!("export {}", sheet.id()), args, &sheet.examples())
}

/// What is wanted of a list.
struct Wish<'a> {
    sheet: Sheet,
    path: &'a Path,
    format: &'static str,
    words: bool,
    over: bool,
}

/// Carries one of them out.
pub fn run(s: &mut Session, m: &ArgMatches, sheet: Sheet) -> Result<(), Fail> {
    let path = parse::path(m, "output").ok_or_else(|| usage(&s.cat, "export-needs_file"))?;
    let wish = Wish {
        sheet,
        format: format(s, m, &path, &FORMATS)?,
        words: parse::flag(m, "words"),
        over: may_replace(s, m, &path)?,
        path: &path,
    };
    let mut ledger = s.open()?;
    // Of a campaign that has none of the own units a list would be empty.
    show::all_seen(s, &mut ledger)?;
    let now = s.clock.now();
    let made = match sheet {
        Sheet::Status => units(s, &ledger.shown(), &wish),
        Sheet::Activities => {
            let campaign = &*ledger.shown();
            let list = activities::document(campaign, now, &activities::Filter::default());
            whole(
                s,
                &wish,
                &list,
                marks::ACTIVITIES,
                Some(marks::kinds(&s.cat, campaign)),
            )
        }
        Sheet::Figures => {
            let campaign = &*ledger.shown();
            whole(s, &wish, &figures::document(campaign, now), marks::FIGURES, None)
        }
        Sheet::Contacts => whole(
            s,
            &wish,
            &contacts::document(&ledger.shown(), now, &[]),
            &[],
            None,
        ),
        Sheet::Log => logged(s, &mut ledger, &wish)?,
    };
    let bytes = made.map_err(|why| not_made(s, &ledger, &path, why))?;
    let of = moment_of(s, &mut ledger)?;
    Receipt {
        what: sheet.id(),
        format: wish.format,
        path: &path,
        bytes,
        of,
    }
    .record_and_tell(s, &mut ledger)
}

/// Makes the file of the journal, of which a page at a time is in memory.
fn logged(s: &Session, ledger: &mut Ledger, wish: &Wish<'_>) -> Result<Result<Bytes, Not>, Fail> {
    if ledger.campaign().seq() > listout::ROWS_MOST as u64 {
        // More is on record than a sheet holds; whether as much is shown here is known once it is counted.
        let n = log::each(s, ledger, |_, rows| rows.count())?;
        if let Err(why) = fits(wish, n) {
            return Ok(Err(why));
        }
    }
    log::each(s, ledger, |campaign, rows| {
        let list = log::listing(campaign, Vec::new());
        put(s, wish, &list.table, rows, &[], None)
    })
}

/// Does a sheet hold so many rows?
fn fits(wish: &Wish<'_>, rows: usize) -> Result<(), Not> {
    if wish.format == "xlsx" && rows > listout::ROWS_MOST {
        return Err(Not::TooLong(rows));
    }
    Ok(())
}

/// Makes the file of the units that may be seen.
fn units(s: &Session, campaign: &Campaign, wish: &Wish<'_>) -> Result<Bytes, Not> {
    let (filter, now) = (status::Filter::default(), s.clock.now());
    let units = if wish.format == "xlsx" || wish.words {
        status::units_by_name(campaign, &filter, s.cat.lang())
    } else {
        status::units(campaign, &filter)
    };
    let list = status::document(campaign, now, &filter, units);
    // Regions are counted whole: whoever is kept to the own units is not told how the others stand.
    let all = campaign.eyes().see_all();
    let regions = all.then(|| marks::regions(&s.cat, campaign, now));
    whole(s, wish, &list, marks::STATUS, regions)
}

/// By its name, or by the ending of the file's.
pub(super) fn format(
    s: &Session,
    m: &ArgMatches,
    path: &Path,
    known: &[&'static str],
) -> Result<&'static str, Fail> {
    let ending = || path.extension()?.to_str().map(str::to_lowercase);
    let named = parse::text(m, "format").map(str::to_owned).or_else(ending);
    let found = known.iter().find(|f| named.as_deref() == Some(**f));
    found.copied().ok_or_else(|| {
        let args = [
            ("file", line(&path.display().to_string()).into_owned().into()),
            ("formats", known.join(", ").into()),
        ];
        Fail::Usage(s.cat.tr_args("export-format", &args))
    })
}

/// Why there is no file.
enum Not {
    Barred(Barred),
    Made(NotMade),
    Unread(LedgerError),
    Unsound(io::Error),
    /// Somebody stopped it.
    Stopped,
    /// So many rows do not fit into a sheet.
    TooLong(usize),
}

impl From<Barred> for Not {
    fn from(why: Barred) -> Self {
        Self::Barred(why)
    }
}

fn not_made(s: &Session, ledger: &Ledger, path: &Path, why: Not) -> Fail {
    let name = || line(&path.display().to_string()).into_owned().into();
    match why {
        Not::Barred(why) => files::barred(&s.cat, path, &why),
        Not::Made(NotMade::Io(why)) => files::barred(&s.cat, path, &Barred::Io(why)),
        Not::Made(why) => Fail::Failed(failure::not_made(&s.cat, &why)),
        Not::Stopped => stop::broken_off(&s.cat, path),
        Not::Unread(why) => s.failed(Some(ledger), &why),
        Not::Unsound(why) => {
            let args = [
                ("file", name()),
                ("what", line(&why.to_string()).into_owned().into()),
            ];
            Fail::Failed(s.cat.tr_args("export-unsound", &args))
        }
        Not::TooLong(n) => {
            let most = listout::ROWS_MOST.into();
            let args = [("file", name()), ("n", n.into()), ("most", most)];
            Fail::Failed(s.cat.tr_args("export-too_many_rows", &args))
        }
    }
}

/// Makes the file of a list that is in memory.
fn whole<R>(
    s: &Session,
    wish: &Wish<'_>,
    list: &Listing<'_, R>,
    marked: &[Marked],
    counted: Option<Counted>,
) -> Result<Bytes, Not> {
    fits(wish, list.table.rows.len())?;
    put(
        s,
        wish,
        &list.table,
        list.table.rows.iter().map(Ok),
        marked,
        counted,
    )
}

/// Makes the file of rows under the columns of a table, as they come.
fn put<R>(
    s: &Session,
    wish: &Wish<'_>,
    table: &Table<'_, R>,
    rows: impl Iterator<Item = Result<impl Borrow<R>, LedgerError>>,
    marked: &[Marked],
    counted: Option<Counted>,
) -> Result<Bytes, Not> {
    let cat = &s.cat;
    let guard = s.settings.guard();
    guard.make(wish.path, wish.over, Readers::Usual, |file| {
        let mut unread = None;
        let stop = Stop::listen();
        let rows = rows.take_while(|_| !stop.is_asked());
        let rows = rows.map_while(|row| row.map_err(|why| unread = Some(why)).ok());
        if wish.format == "xlsx" {
            let sheet = cat.tr(&format!("sheet-{}", wish.sheet.id()));
            let cover = Cover {
                name: &sheet,
                made: s.clock.now(),
                marked,
                counted: counted.into_iter().collect(),
            };
            let to = BufWriter::new(&mut *file);
            listout::book(to, cat, cover, table, rows).map_err(Not::Made)?;
            listout::check_book(file).map_err(Not::Unsound)?;
        } else {
            let to = BufWriter::new(&mut *file);
            let put = if wish.words {
                listout::csv(to, cat, table, rows)
            } else {
                out::csv_file(to, table, rows)
            };
            put.map_err(|why| Not::Barred(Barred::Io(why)))?;
        }
        if let Some(why) = unread {
            return Err(Not::Unread(why));
        }
        let bytes = Bytes::of(file).map_err(|why| Not::Barred(Barred::Io(why)))?;
        // From here on it is named and put on record together, whatever is wished.
        if stop.is_asked() {
            return Err(Not::Stopped);
        }
        Ok(bytes)
    })
}
