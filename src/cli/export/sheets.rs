//! `ketnoi export status`, `activities`, `figures`, `contacts`, `log`: what is on record as a book or as CSV.

use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use clap::{ArgMatches, Command};

use super::receipt::{Bytes, Receipt, moment_of};
use super::reports::{may_replace, usage};
use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{files, log, out, parse};
use crate::failure;
use crate::ledger::Ledger;
use crate::listout::{self, NotMade};
use crate::outfile::{Barred, Readers};
use crate::output::log::Row;
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
    s.may_see(&mut ledger, None)?;
    let facts = if sheet == Sheet::Log {
        log::all(s, &mut ledger)?
    } else {
        Vec::new()
    };
    let bytes = made(s, &ledger, &wish, facts)?;
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

/// Makes the file of a list; `facts` are the journal's, where that is the list.
fn made(s: &Session, ledger: &Ledger, wish: &Wish<'_>, facts: Vec<Row>) -> Result<Bytes, Fail> {
    let shown = ledger.shown();
    let (campaign, now) = (&*shown, s.clock.now());
    match wish.sheet {
        Sheet::Status => {
            let filter = status::Filter::default();
            let units = if wish.format == "xlsx" || wish.words {
                status::units_by_name(campaign, &filter, s.cat.lang())
            } else {
                status::units(campaign, &filter)
            };
            let list = status::document(campaign, now, &filter, units);
            put(
                s,
                wish,
                &list,
                marks::STATUS,
                vec![marks::regions(&s.cat, campaign, now)],
            )
        }
        Sheet::Activities => {
            let list = activities::document(campaign, now, &activities::Filter::default());
            put(
                s,
                wish,
                &list,
                marks::ACTIVITIES,
                vec![marks::kinds(&s.cat, campaign)],
            )
        }
        Sheet::Figures => put(
            s,
            wish,
            &figures::document(campaign, now),
            marks::FIGURES,
            Vec::new(),
        ),
        Sheet::Contacts => put(s, wish, &contacts::document(campaign, now, &[]), &[], Vec::new()),
        Sheet::Log => put(s, wish, &log::listing(campaign, facts), &[], Vec::new()),
    }
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
    Unsound(io::Error),
}

impl From<Barred> for Not {
    fn from(why: Barred) -> Self {
        Self::Barred(why)
    }
}

fn put<R>(
    s: &Session,
    wish: &Wish<'_>,
    list: &Listing<'_, R>,
    marked: &[Marked],
    counted: Vec<Counted>,
) -> Result<Bytes, Fail> {
    let (cat, table) = (&s.cat, &list.table);
    let name = || line(&wish.path.display().to_string()).into_owned();
    if wish.format == "xlsx" && table.rows.len() > listout::ROWS_MOST {
        let args = [
            ("file", name().into()),
            ("n", table.rows.len().into()),
            ("most", listout::ROWS_MOST.into()),
        ];
        return Err(Fail::Failed(cat.tr_args("export-too_many_rows", &args)));
    }
    let made = s
        .settings
        .guard()
        .make(wish.path, wish.over, Readers::Usual, |file| {
            if wish.format == "xlsx" {
                let sheet = cat.tr(&format!("sheet-{}", wish.sheet.id()));
                let made = s.clock.now();
                let to = BufWriter::new(&mut *file);
                listout::book(to, cat, &sheet, table, made, marked, counted).map_err(Not::Made)?;
                listout::check_book(file).map_err(Not::Unsound)?;
            } else {
                csv(s, wish, table, file)?;
            }
            Bytes::of(file).map_err(|why| Not::Barred(Barred::Io(why)))
        });
    made.map_err(|why| match why {
        Not::Barred(why) => files::barred(cat, wish.path, &why),
        Not::Made(why) => Fail::Failed(failure::not_made(cat, &why)),
        Not::Unsound(why) => {
            let args = [
                ("file", name().into()),
                ("what", line(&why.to_string()).into_owned().into()),
            ];
            Fail::Failed(cat.tr_args("export-unsound", &args))
        }
    })
}

fn csv<R>(s: &Session, wish: &Wish<'_>, table: &Table<'_, R>, file: &mut File) -> Result<(), Not> {
    let bytes = if wish.words {
        let page = listout::Page::of(
            &s.cat,
            wish.sheet.id(),
            table,
            listout::Format::Csv,
            s.clock.now(),
        );
        page.bytes().map_err(Not::Made)?
    } else {
        let made = out::csv_bytes(table, false);
        made.map_err(|why| {
            Not::Barred(Barred::Io(io::Error::other(
                why.sentence().unwrap_or_default().to_owned(),
            )))
        })?
    };
    file.write_all(&bytes).map_err(|why| Not::Barred(Barred::Io(why)))
}
