//! `ketnoi export consolidated` and `ketnoi export itu`: a report of the whole country as a file, and its receipt.

use std::io::{self, IsTerminal as _, Write as _};
use std::ops::ControlFlow;
use std::path::Path;

use clap::{Arg, ArgMatches, Command};

use super::receipt::{Said, record};
use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::stop::{self, Stop};
use crate::cli::{ask, files, out, parse};
use crate::config::Origin;
use crate::core::names::Lang;
use crate::export::{
    self, Checked, Format, Material, Means, NotMade, Unwritten, What, Wish, recorded_as, why_unrecorded,
};
use crate::jail::Jail;
use crate::ledger::Ledger;
use crate::outfile::Barred;
use crate::output::exports;
use crate::output::parts::{Album, made_from};
use crate::paper::Unfilled;
use crate::pdfout::Office;
use crate::photo::Press;
use crate::pictures::{MOST, Pictures};
use crate::reading::numbers;
use crate::text::{Catalogue, line};
use crate::undone;

/// One of the two commands.
pub fn command(w: &Words<'_>, what: What) -> Command {
    let formats: Vec<&'static str> = what.formats().iter().map(|f| f.id()).collect();
    let mut args: Vec<Arg> = vec![
        w.choice("format", &formats).help(w.opt_help("export_format")),
        w.file(w.opt("output", "FILE").short('o'))
            .help(w.opt_help("export_output")),
        w.opt("photos", "N"),
        w.file(w.opt("template", "FILE")),
        w.flag("force"),
    ];
    let (path, examples): (&str, &[&str]) = match what {
        What::Consolidated => {
            args.push(w.choice("electronic", &["yes", "no"]));
            (
                "export consolidated",
                &[
                    "ketnoi export consolidated -o bao-cao.docx",
                    "ketnoi export consolidated --lang en -o report.html",
                    "ketnoi export consolidated -o bao-cao.json --known-at 2020-06-10T08:00:00.000+07:00",
                ],
            )
        }
        What::Itu => (
            "export itu",
            &["ketnoi export itu -o itu.docx", "ketnoi export itu -o itu.csv"],
        ),
    };
    w.leaf(path, args, examples)
}

/// Carries it out.
pub fn run(s: &mut Session, m: &ArgMatches, what: What) -> Result<(), Fail> {
    let path = parse::path(m, "output").ok_or_else(|| usage(&s.cat, "export-needs_file"))?;
    let wish = Wish {
        what,
        format: format(s, m, &path, what)?,
        lang: lang(s, what),
        electronic: what != What::Consolidated || parse::text(m, "electronic") != Some("no"),
        album: album(s, m)?,
    };
    let template = template(s, m, wish.format)?;
    let over = may_replace(s, m, &path)?;
    let mut ledger = s.open()?;
    s.may_see(&mut ledger, None)?;
    let at = ledger.moment();
    let gathered = Material::gather(&mut ledger, at);
    let material = gathered.map_err(|e| s.failed(Some(&ledger), &e))?;
    let (file, unfilled) = written(s, &mut ledger, &material, &wish, (&path, over), template)?;
    let why = why_unrecorded(&ledger);
    let recorded = match why {
        Some(_) => Ok(None),
        None => record(s, &mut ledger, recorded_as(&material, &wish, &file)).map(Some),
    };
    for sentence in exports::unfilled(&s.cat, &unfilled) {
        out::complain(&sentence);
    }
    let made = &material.made;
    let said = Said {
        campaign: made.campaign.as_str(),
        what: wish.what.id(),
        format: wish.format.id(),
        lang: wish.lang,
        path: &path,
        size: file.size,
        sha256: &file.sha256,
        moment: made.zone.rfc3339_ms(made.at),
        head: Some(&made.head),
        seq: recorded.as_ref().ok().copied().flatten(),
        why,
        unfilled: unfilled.iter().map(|u| u.id()).collect(),
        made_from: Some(made_from(&s.cat.in_lang(wish.lang), made)),
        used: used(s, m, &wish),
    };
    // The file stays, whatever became of the record.
    said.tell(s)?;
    recorded.map(drop)
}

/// What it was made with that is not the usual.
fn used(s: &Session, m: &ArgMatches, wish: &Wish) -> Vec<String> {
    let template = parse::path(m, "template").map(|path| path.display().to_string());
    exports::used(
        &s.cat,
        template.as_deref(),
        Some(wish.album.most),
        wish.electronic,
    )
}

/// The house's own template, looked at before anything is made.
fn template(s: &Session, m: &ArgMatches, format: Format) -> Result<Option<Vec<u8>>, Fail> {
    let Some(path) = parse::path(m, "template") else {
        return Ok(None);
    };
    if !matches!(format, Format::Docx | Format::Pdf) {
        return Err(usage(&s.cat, "cli-template_docx_only"));
    }
    let (bytes, _) = super::template::opened(&s.cat, &path)?;
    Ok(Some(bytes))
}

pub(super) fn usage(cat: &Catalogue, key: &str) -> Fail {
    Fail::Usage(cat.tr(key).into_owned())
}

/// By its name, or by the ending of the file's.
fn format(s: &Session, m: &ArgMatches, path: &Path, what: What) -> Result<Format, Fail> {
    let ending = || path.extension()?.to_str().map(str::to_owned);
    let named = parse::text(m, "format").map(str::to_owned).or_else(ending);
    let found = named.as_deref().and_then(Format::from_id);
    found.filter(|f| what.formats().contains(f)).ok_or_else(|| {
        let known: Vec<&str> = what.formats().iter().map(|f| f.id()).collect();
        let args = [
            ("file", line(&path.display().to_string()).into_owned().into()),
            ("formats", known.join(", ").into()),
        ];
        Fail::Usage(s.cat.tr_args("export-format", &args))
    })
}

/// The report is Vietnamese and the update English, whatever language the screen has, unless another one is asked for by name.
fn lang(s: &Session, what: What) -> Lang {
    match (s.settings.origin("lang"), what) {
        (Origin::Flag(_), _) => s.settings.lang,
        (_, What::Consolidated) => Lang::Vi,
        (_, What::Itu) => Lang::En,
    }
}

fn album(s: &Session, m: &ArgMatches) -> Result<Album, Fail> {
    let usual = Album::default();
    let Some(typed) = parse::text(m, "photos") else {
        return Ok(usual);
    };
    let most = numbers::whole(typed).and_then(|n| usize::try_from(n).ok());
    let most = most.ok_or_else(|| {
        let args = [("name", "--photos".into()), ("value", line(typed).into())];
        Fail::Usage(s.cat.tr_args("cli-bad_number", &args))
    })?;
    Ok(Album { most, ..usual })
}

/// May a file that stands there be replaced? Asked before anything is made, since that takes a while.
pub(super) fn may_replace(s: &Session, m: &ArgMatches, path: &Path) -> Result<bool, Fail> {
    if parse::flag(m, "force") {
        return Ok(true);
    }
    match s.settings.guard().place(path, false) {
        Ok(_) => Ok(false),
        Err(Barred::Exists) => {
            let args = [("file", line(&path.display().to_string()).into_owned().into())];
            if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
                return Err(Fail::Refused(s.cat.tr_args("cli-file_exists", &args)));
            }
            ask::unless(&s.cat, false, &s.cat.tr_args("export-ask_over", &args))?;
            Ok(true)
        }
        Err(why) => Err(files::barred(&s.cat, path, &why)),
    }
}

/// Writes the file and looks at it again before it gets its name.
fn written(
    s: &Session,
    ledger: &mut Ledger,
    material: &Material,
    wish: &Wish,
    (path, over): (&Path, bool),
    template: Option<Vec<u8>>,
) -> Result<(Checked, Vec<Unfilled>), Fail> {
    let keep = ledger.read_only().is_none();
    let press = Jail::new().map(|jail| Press::new(jail, MOST));
    let mut progress = Progress::new(&s.cat);
    let mut means = Means {
        pictures: Pictures::new(ledger.blobs().another(), press, keep),
        told: &mut |done, all| progress.tell(done, all),
        template,
        office: office(),
    };
    let campaign = ledger.campaign();
    let guard = s.settings.guard();
    let made = export::make(&guard, (path, over), &s.cat, campaign, material, wish, &mut means);
    made.map_err(|why| match why {
        NotMade::Unwritten(Unwritten::BrokenOff) => stop::broken_off(&s.cat, path),
        why => Fail::Failed(undone::not_exported(&s.cat, path, &why)),
    })
}

/// What makes PDFs, where it is installed.
pub fn office() -> Option<Office> {
    std::env::var_os("PATH").and_then(|path| Office::on(&path))
}

/// How far the photos are, on a terminal alone, in one line that goes away again.
struct Progress<'a> {
    cat: &'a Catalogue,
    shown: bool,
    stop: Stop,
}

impl<'a> Progress<'a> {
    fn new(cat: &'a Catalogue) -> Self {
        Self {
            cat,
            shown: io::stderr().is_terminal(),
            stop: Stop::listen(),
        }
    }

    fn tell(&mut self, done: usize, all: usize) -> ControlFlow<()> {
        if self.shown && all > 0 {
            let args = [("done", done.into()), ("all", all.into())];
            let told = self.cat.tr_args("export-photos_ready", &args);
            let end = if done == all { "\r\x1b[K" } else { "" };
            // Nobody is the worse for a line that could not be shown.
            let _progress = write!(io::stderr(), "\r{told}\x1b[K{end}");
        }
        if self.stop.is_asked() {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }
}
