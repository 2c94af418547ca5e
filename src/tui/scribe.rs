//! The scribe: writes a document for the clerk on a thread of its own, so that photos that take a minute, or another program
//! that makes a PDF, keep nobody from hearing of others or from giving commands.
//!
//! ```text
//!   clerk ──Task──> scribe ──(photos, bytes, looked at again, named)──> Said ──> clerk, who puts it on record
//! ```
//!
//! What is written has no name before it is whole: a scribe that is stopped in the middle leaves nothing. It must never know
//! whether an export goes on record, nor say anything to whoever sits at the screen.

use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use crate::core::campaign::Campaign;
use crate::core::dossier::Head;
use crate::core::fact::ExportMade;
use crate::core::names::{CmdId, Lang};
use crate::core::time::Stamp;
use crate::export::{
    self, CALENDAR, Checked, Columns, ListMeans, Material, Means, NotMade, Sheet, Unlisted, Unwritten, Wish,
};
use crate::failure;
use crate::jail::Jail;
use crate::outfile::{Barred, Guard};
use crate::paper::Unfilled;
use crate::pdfout::Office;
use crate::photo::Press;
use crate::pictures::{MOST, Pictures};
use crate::store::Blobs;
use crate::text::Catalogue;
use crate::tui::msg::Ask;
use crate::undone;

/// How long whoever leaves waits for what is left of a document to go. What it is at is given up within a fraction of this;
/// only a place of files that does not answer takes longer, and is not waited for.
const LAST_WORD: Duration = Duration::from_secs(1);

/// A document that is to be written, with all that it takes.
pub(super) struct Task {
    /// The id that it was given.
    pub cmd: CmdId,
    /// The language in which it is said what became of it.
    pub cat: Catalogue,
    /// What is to be written.
    pub work: Work,
    /// Where to.
    pub to: PathBuf,
    /// What no file is written over.
    pub guard: Guard,
    /// A handle of its own on the store's files.
    pub files: Box<dyn Blobs>,
    /// May small photos be kept beside them?
    pub keep: bool,
    /// Where photos and templates are looked into.
    pub jail: Option<Jail>,
    /// What makes PDFs.
    pub office: Option<Office>,
    /// The house's own template.
    pub template: Option<PathBuf>,
}

/// What is to be written: of which campaign; of lists and calendars also of which moment, and from which fact on, where that is
/// told.
pub(super) enum Work {
    /// A report.
    Report(Campaign, Box<Material>, Wish),
    /// A list.
    List(Campaign, Stamp, Option<Head>, Sheet, Columns),
    /// The days of the campaign.
    Calendar(Campaign, Stamp, Option<Head>),
}

/// A file that left.
pub(super) struct Left {
    /// What and as what, by their stable names.
    pub what: (&'static str, &'static str),
    lang: Lang,
    moment: Stamp,
    /// From which fact on; not told to whoever is kept to the own units.
    head: Option<Head>,
    /// What it came to.
    pub file: Checked,
}

impl Left {
    /// What goes on record of it, if anything may.
    pub fn fact(&self) -> Option<ExportMade> {
        let head = self.head.as_ref()?;
        Some(export::recorded(
            self.what,
            self.lang,
            (self.moment, head),
            &self.file,
        ))
    }
}

/// What became of a document.
pub(super) enum Outcome {
    /// It is written, and what nobody has filled in.
    Written(Box<Left>, Vec<Unfilled>),
    /// A file of its name is there by now.
    NameTaken,
    /// Somebody stopped it.
    Stopped,
    /// It is not written; the sentence says why.
    Failed(String),
}

/// What the scribe has to say.
pub(super) enum Said {
    /// So many of so many photos are ready.
    Photos(usize, usize),
    /// The document is written, or will not be.
    Done(PathBuf, Outcome),
}

impl Task {
    /// Writes it, on whatever thread; it is told how many photos are ready, and `stop` ends it.
    pub fn write(mut self, stop: &Arc<AtomicBool>, tell: &mut dyn FnMut(usize, usize)) -> (PathBuf, Outcome) {
        // A photo or a template that takes its whole time is given up with the rest.
        self.jail = self.jail.map(|jail| jail.unless(Arc::clone(stop)));
        let mut last = (0, 0);
        let mut told = |done: usize, all: usize| {
            // It is asked more often than there is news.
            if all > 0 && last != (done, all) {
                last = (done, all);
                tell(done, all);
            }
            if stop.load(Ordering::Relaxed) {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        let to = std::mem::take(&mut self.to);
        let lang = self.cat.lang();
        let left = |what, at: &Stamp, head: &Option<Head>, file| {
            let (moment, head) = (*at, *head);
            let left = Left {
                what,
                lang,
                moment,
                head,
                file,
            };
            Outcome::Written(Box::new(left), Vec::new())
        };
        let outcome = match &self.work {
            Work::List(campaign, at, head, sheet, columns) => {
                let means = ListMeans {
                    guard: &self.guard,
                    to: &to,
                    over: false,
                    cat: &self.cat,
                    now: *at,
                    go_on: &mut || told(0, 0),
                };
                match export::list(campaign, *sheet, *columns, means) {
                    Ok(file) => left((sheet.id(), columns.id()), at, head, file),
                    Err(Unlisted::Barred(Barred::Exists)) => Outcome::NameTaken,
                    Err(Unlisted::Stopped) => Outcome::Stopped,
                    Err(why) => Outcome::Failed(undone::not_listed(&self.cat, &to, &why)),
                }
            }
            Work::Calendar(campaign, at, head) => {
                match export::days(&self.guard, (&to, false), &self.cat, campaign, *at) {
                    Ok(file) => left(CALENDAR, at, head, file),
                    Err(Barred::Exists) => Outcome::NameTaken,
                    Err(why) => Outcome::Failed(failure::not_written(&self.cat, &to, &why)),
                }
            }
            Work::Report(..) => self.report(&to, &mut told),
        };
        (to, outcome)
    }

    fn report(self, to: &Path, told: &mut dyn FnMut(usize, usize) -> ControlFlow<()>) -> Outcome {
        let template = match self.template() {
            Ok(template) => template,
            // It says nothing of the template where nobody waited for it.
            Err(_) if told(0, 0).is_break() => return Outcome::Stopped,
            Err(sentence) => return Outcome::Failed(sentence),
        };
        let Work::Report(campaign, material, wish) = &self.work else {
            return Outcome::Stopped;
        };
        let press = self.jail.clone().map(|jail| Press::new(jail, MOST));
        let mut means = Means {
            pictures: Pictures::new(self.files, press, self.keep),
            told,
            office: self.office,
            template,
        };
        let cat = &self.cat;
        let place = (to, false);
        match export::make(&self.guard, place, cat, campaign, material, wish, &mut means) {
            Ok((file, unfilled)) => {
                let left = Left {
                    what: (wish.what.id(), wish.format.id()),
                    lang: wish.lang,
                    moment: material.made.at,
                    head: Some(material.made.head),
                    file,
                };
                Outcome::Written(Box::new(left), unfilled)
            }
            Err(NotMade::Barred(Barred::Exists)) => Outcome::NameTaken,
            Err(NotMade::Unwritten(Unwritten::BrokenOff)) => Outcome::Stopped,
            Err(why) => Outcome::Failed(undone::not_exported(cat, to, &why)),
        }
    }

    /// The template, looked at before anything is made; the sentence says why it cannot be filled.
    fn template(&self) -> Result<Option<Vec<u8>>, String> {
        let Some(path) = &self.template else {
            return Ok(None);
        };
        match export::template(path, self.jail.as_ref()) {
            Ok((bytes, _)) => Ok(Some(bytes)),
            Err(why) => Err(undone::no_template(&self.cat, path, &why)),
        }
    }
}

/// A scribe at work on one document.
pub(super) struct Scribe {
    /// The id of the document.
    pub cmd: CmdId,
    stop: Arc<AtomicBool>,
    said: Receiver<Said>,
}

impl Scribe {
    /// Starts the thread; `clerk` is woken by [`Ask::Delivery`] whenever there is something to be heard.
    pub fn hire(task: Task, clerk: Sender<Ask>) -> io::Result<Self> {
        let (say, said) = channel::<Said>();
        let stop = Arc::new(AtomicBool::new(false));
        let (cmd, stopped) = (task.cmd, Arc::clone(&stop));
        std::thread::Builder::new()
            .name("scribe".to_owned())
            .spawn(move || {
                // Where nobody listens any more the session is over.
                let tell = |what| {
                    let _heard = say.send(what).is_ok() && clerk.send(Ask::Delivery).is_ok();
                };
                let (to, outcome) = task.write(&stopped, &mut |done, all| tell(Said::Photos(done, all)));
                tell(Said::Done(to, outcome));
            })?;
        Ok(Self { cmd, stop, said })
    }

    /// It is not wanted any more.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Stops it, and waits until nothing of it is left: not longer than anybody would who leaves.
    pub fn dismiss(self) {
        self.stop();
        let until = Instant::now() + LAST_WORD;
        while let Ok(said) = self
            .said
            .recv_timeout(until.saturating_duration_since(Instant::now()))
        {
            if let Said::Done(..) = said {
                return;
            }
        }
    }

    /// What it has said since it was last heard, if anything.
    pub fn heard(&self) -> Option<Said> {
        self.said.try_recv().ok()
    }
}
