//! `ketnoi export status`, `activities`, `figures`, `contacts`, `log`: what is on record as a book or as CSV.

use std::ops::ControlFlow;
use std::path::Path;

use clap::{ArgMatches, Command};

use super::receipt::{Receipt, moment_of};
use super::reports::{may_replace, usage};
use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::stop::{self, Stop};
use crate::cli::{log, parse, show};
use crate::export::{self, Beside, Checked, Columns, ListMeans, Unlisted};
use crate::ledger::Ledger;
use crate::listout;
use crate::text::line;
use crate::undone;

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

    /// The list that the house knows by that name; the journal is read page by page.
    fn list(self) -> Option<export::Sheet> {
        export::Sheet::ALL.into_iter().find(|list| list.id() == self.id())
    }

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

/// Carries one of them out.
pub fn run(s: &mut Session, m: &ArgMatches, sheet: Sheet) -> Result<(), Fail> {
    let path = parse::path(m, "output").ok_or_else(|| usage(&s.cat, "export-needs_file"))?;
    let columns = match (format(s, m, &path, &FORMATS)?, parse::flag(m, "words")) {
        ("xlsx", _) => Columns::Book,
        (_, true) => Columns::Words,
        (_, false) => Columns::Codes,
    };
    let over = may_replace(s, m, &path)?;
    let mut ledger = s.open()?;
    // Of a campaign that has none of the own units a list would be empty.
    show::all_seen(s, &mut ledger)?;
    let of = moment_of(s, &mut ledger)?;
    let (guard, stop) = (s.settings.guard(), Stop::listen());
    let mut go_on = || {
        if stop.is_asked() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let means = ListMeans {
        guard: &guard,
        to: &path,
        over,
        cat: &s.cat,
        now: of.at,
        go_on: &mut go_on,
    };
    let made = match sheet.list() {
        Some(list) => export::list(&ledger.shown(), list, columns, means),
        None => logged(s, &mut ledger, columns, means)?,
    };
    let bytes = made.map_err(|why| not_made(s, &ledger, &path, why))?;
    Receipt {
        what: sheet.id(),
        format: columns.id(),
        path: &path,
        bytes,
        of,
    }
    .record_and_tell(s, &mut ledger)
}

/// Makes the file of the journal, of which a page at a time is in memory.
fn logged(
    s: &Session,
    ledger: &mut Ledger,
    columns: Columns,
    means: ListMeans<'_>,
) -> Result<Result<Checked, Unlisted>, Fail> {
    if ledger.campaign().seq() > listout::ROWS_MOST as u64 {
        // More is on record than a sheet holds; whether as much is shown here is known once it is counted.
        let n = log::each(s, ledger, |_, rows| rows.count())?;
        if let Err(why) = export::fits(columns, n) {
            return Ok(Err(why));
        }
    }
    log::each(s, ledger, |campaign, rows| {
        let list = log::listing(&s.cat, campaign, Vec::new());
        let id = Sheet::Log.id();
        export::rows(&list.table, rows, id, columns, Beside::default(), means)
    })
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

fn not_made(s: &Session, ledger: &Ledger, path: &Path, why: Unlisted) -> Fail {
    match why {
        Unlisted::Stopped => stop::broken_off(&s.cat, path),
        Unlisted::Unread(why) => s.failed(Some(ledger), &why),
        why @ (Unlisted::Barred(_) | Unlisted::Made(_) | Unlisted::Unsound(_) | Unlisted::TooLong(_)) => {
            Fail::Failed(undone::not_listed(&s.cat, path, &why))
        }
    }
}
