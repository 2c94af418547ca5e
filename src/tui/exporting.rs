//! How a report leaves from the dashboard: what of it is shown before it is written, and how it is written and put on record.
//! The clerk's part of it; the scribe writes.
//!
//! It must never know what is on the screen.

use std::collections::BTreeMap;

use crate::core::campaign::Campaign;
use crate::core::decide::{Command, Order};
use crate::core::fact::ExportMade;
use crate::core::names::{CmdId, Lang, LetterId};
use crate::core::past::Sight;
use crate::core::time::Stamp;
use crate::export::{self, Format, Material, Unrecorded, What, Wish, why_unrecorded};
use crate::failure;
use crate::ledger::LedgerError;
use crate::outfile::Barred;
use crate::output::exports;
use crate::output::parts::Album;
use crate::paper::{Paper, Unfilled};
use crate::text::{Catalogue, line, numbers};
use crate::tui::clerk::Clerk;
use crate::tui::msg::Answer;
use crate::tui::scribe::{Outcome, Said, Scribe, Task};

/// A document that can leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Matter {
    /// What.
    pub what: What,
    /// In which language.
    pub lang: Lang,
}

impl Matter {
    /// All of them, in the order of the keys: each in the language that most people want of it first.
    pub const ALL: [Self; 4] = [
        Self::new(What::Consolidated, Lang::Vi),
        Self::new(What::Consolidated, Lang::En),
        Self::new(What::Itu, Lang::En),
        Self::new(What::Itu, Lang::Vi),
    ];

    const fn new(what: What, lang: Lang) -> Self {
        Self { what, lang }
    }

    /// What it is called: `Consolidated report, in Vietnamese`.
    pub fn name(self, cat: &Catalogue) -> String {
        let lang = match self.lang {
            Lang::Vi => "preview_lang-vi",
            Lang::En => "preview_lang-en",
        };
        format!("{}, {}", self.what_words(cat), cat.tr(lang))
    }

    /// The same without its language.
    pub fn what_words(self, cat: &Catalogue) -> String {
        cat.tr(&format!("preview_what-{}", self.what.id())).into_owned()
    }

    fn wish(self, format: Format) -> Wish {
        Wish {
            what: self.what,
            format,
            lang: self.lang,
            electronic: true,
            album: Album::default(),
        }
    }
}

/// Another moment than now of which a document is to tell, and from where it is looked at.
pub type Then = Option<(Sight, Stamp)>;

/// A document as it would be written now.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// Which.
    pub matter: Matter,
    /// Of which moment it was asked to tell.
    pub then: Then,
    /// The document.
    pub paper: Paper,
    /// Letters behind its figures, by their names: whose they are and what they are about.
    pub letters: BTreeMap<String, String>,
    /// Can a PDF be made of it here?
    pub makes_pdf: bool,
}

/// A document on its way into a file. Like a command it has an id, by which its answers find the form that it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Going {
    /// The id; its record has the same.
    pub cmd: CmdId,
    /// Which.
    pub matter: Matter,
    /// Of which moment it tells.
    pub then: Then,
    /// As what.
    pub format: Format,
    /// The path, as it was typed.
    pub path: String,
    /// The path of the house's own template, as it was typed; nothing: none.
    pub template: String,
}

/// What is told of a document that was given to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// It is being written into this file.
    Begun(String),
    /// So many of so many photos are ready.
    Photos(usize, usize),
    /// It is written; the receipt, a sentence each.
    Done(Vec<String>),
    /// It is not written; the sentence says why.
    Failed(String),
    /// Somebody stopped it; the sentence says that nothing is left of it.
    Stopped(String),
}

impl Clerk {
    /// A document as it would be written, or the sentence that says why it cannot be made.
    pub(super) fn preview(&mut self, matter: Matter, then: Then) -> Result<Preview, String> {
        let (campaign, material) = self.gathered(then).map_err(|why| self.sentence(&why))?;
        let wish = matter.wish(Format::Docx);
        Ok(Preview {
            matter,
            then,
            paper: export::paper(&self.cat, &campaign, &material, &wish),
            letters: self.letters_behind(&material),
            makes_pdf: self.ground.office.is_some(),
        })
    }

    /// What a document is made of, and the campaign that it tells of.
    fn gathered(&mut self, then: Then) -> Result<(Campaign, Material), LedgerError> {
        let Some((sight, at)) = then else {
            let at = self.ledger.clock().now();
            let material = Material::gather(&mut self.ledger, at)?;
            return Ok((self.ledger.campaign().clone(), material));
        };
        self.hold_past()?;
        let within = self.ledger.sight();
        let then = self.past.as_mut().map(|past| past.seen(sight.and(within)));
        let campaign = then.unwrap_or_else(|| self.ledger.campaign().clone());
        let material = Material::gather_then(&mut self.ledger, &campaign, at, sight)?;
        Ok((campaign, material))
    }

    /// Whose the letters are that wait for a decision, and what they are about.
    fn letters_behind(&mut self, material: &Material) -> BTreeMap<String, String> {
        let waiting = material.dossier.unsure.letters.iter();
        let ids: Vec<LetterId> = waiting
            .flat_map(|l| &l.waiting.from)
            .filter_map(|source| source.letter())
            .map(|id| LetterId(id.to_owned()))
            .collect();
        let items = self.letters.items(&self.ledger, &ids).unwrap_or_default();
        let said = |item: &crate::tui::letters::Item| {
            let claims = &item.entry.claims;
            format!("{}: {}", line(&claims.from), line(&claims.subject))
        };
        items
            .iter()
            .map(|item| (item.id().to_string(), said(item)))
            .collect()
    }

    /// Gives a document to the scribe; it is written here where there is none.
    pub(super) fn export(&mut self, going: Going, send: &mut dyn FnMut(Answer)) {
        let (cmd, then) = (going.cmd, going.then);
        let task = match self.task(going) {
            Ok(task) => task,
            Err(answers) => return answers.into_iter().for_each(send),
        };
        let file = line(&task.to.display().to_string()).into_owned();
        send(Answer::Export(cmd, Told::Begun(file)));
        let Some(door) = self.door.clone() else {
            let stop = std::sync::atomic::AtomicBool::new(false);
            let (to, outcome) = task.write(&stop, &mut |done, all| {
                send(Answer::Export(cmd, Told::Photos(done, all)));
            });
            return self.written(cmd, then, &to, outcome).into_iter().for_each(send);
        };
        match Scribe::hire(task, door) {
            Ok(scribe) => self.scribe = Some((scribe, then)),
            Err(why) => {
                let sentence = crate::text::failure::io_words(&self.cat, &why);
                send(Answer::Export(cmd, Told::Failed(sentence)));
            }
        }
    }

    /// What the scribe is to do. Refused before anything is made where no file may be written.
    fn task(&mut self, going: Going) -> Result<Task, Vec<Answer>> {
        let cmd = going.cmd;
        let failed = |sentence| vec![Answer::Failed { cmd, sentence }];
        if let Some(sentence) = self.bars_files() {
            return Err(failed(sentence));
        }
        if self.scribe.is_some() {
            return Err(failed(self.cat.tr("export-under_way").into_owned()));
        }
        let to = self.ground.path(&going.path);
        match self.ground.guard.place(&to, false) {
            Ok(_) => {}
            Err(Barred::Exists) => return Err(vec![self.name_taken(cmd, &going.path, &to)]),
            Err(why) => return Err(failed(failure::not_written(&self.cat, &to, &why))),
        }
        if going.format == Format::Pdf && self.ground.office.is_none() {
            return Err(failed(self.cat.tr("export-no_office").into_owned()));
        }
        let gathered = self.gathered(going.then);
        let (campaign, material) = gathered.map_err(|why| self.not_done(cmd, why))?;
        let template = going.template.trim();
        Ok(Task {
            cmd,
            cat: self.cat.clone(),
            campaign,
            material,
            wish: going.matter.wish(going.format),
            to,
            guard: self.ground.guard.clone(),
            files: self.ledger.blobs().another(),
            keep: self.ledger.read_only().is_none(),
            jail: self.jail(),
            office: self.ground.office.clone(),
            template: (!template.is_empty()).then(|| self.ground.path(template)),
        })
    }

    /// Hears what the scribe says.
    pub(super) fn hear_scribe(&mut self, send: &mut dyn FnMut(Answer)) {
        while let Some((scribe, then)) = &self.scribe {
            let (cmd, then) = (scribe.cmd, *then);
            match scribe.heard() {
                None => return,
                Some(Said::Photos(done, all)) => send(Answer::Export(cmd, Told::Photos(done, all))),
                Some(Said::Done(to, outcome)) => {
                    self.scribe = None;
                    self.written(cmd, then, &to, outcome)
                        .into_iter()
                        .for_each(&mut *send);
                }
            }
        }
    }

    /// The export that is under way is not wanted any more.
    pub(super) fn stop_export(&mut self) {
        if let Some((scribe, _)) = &self.scribe {
            scribe.stop();
        }
    }

    /// The session is over: nothing of an export that is under way is left.
    pub(super) fn dismiss_scribe(&mut self) {
        if let Some((scribe, _)) = self.scribe.take() {
            scribe.dismiss();
        }
    }

    /// Puts what was written on record, where that may be, and says what became of it.
    fn written(&mut self, cmd: CmdId, then: Then, to: &std::path::Path, outcome: Outcome) -> Vec<Answer> {
        let file = || line(&to.display().to_string()).into_owned();
        let told = |told| vec![Answer::Export(cmd, told)];
        let (fact, unfilled) = match outcome {
            Outcome::Written(fact, unfilled) => (*fact, unfilled),
            Outcome::NameTaken => {
                let args = [("file", file().into())];
                return told(Told::Failed(self.cat.tr_args("forms-kept_there", &args)));
            }
            Outcome::Stopped => {
                let args = [("file", file().into())];
                return told(Told::Stopped(self.cat.tr_args("export-broken_off", &args)));
            }
            Outcome::Failed(sentence) => return told(Told::Failed(sentence)),
        };
        let mut answers = self.ready_to_write();
        let then = then.map(|_| Unrecorded::Past);
        let record = match then.or_else(|| why_unrecorded(&self.ledger)) {
            Some(why) => self
                .cat
                .tr(&format!("export_unrecorded-{}", why.id()))
                .into_owned(),
            None => self.put_on_record(cmd, fact.clone(), &mut answers),
        };
        let receipt = self.receipt(&file(), &fact, record, &unfilled);
        answers.push(Answer::Export(cmd, Told::Done(receipt)));
        answers
    }

    /// The sentence that says under which number an export is on record, or why it is not; the file stays all the same.
    fn put_on_record(&mut self, cmd: CmdId, export: ExportMade, answers: &mut Vec<Answer>) -> String {
        let recorded = self
            .ledger
            .submit(&Order::new(cmd, Command::RecordExport { export }));
        // What others did in the meantime is shown before it is said what became of this.
        answers.extend(self.catch_up(None));
        match recorded {
            Ok(receipt) => {
                let seq = receipt.facts.first().map_or(0, |env| env.seq);
                self.cat
                    .tr_args("export-recorded", &[("seq", seq.to_string().into())])
            }
            Err(why) => {
                let args = [("why", self.sentence(&why).into())];
                self.cat.tr_args("export-not_recorded", &args)
            }
        }
    }

    fn receipt(&self, file: &str, fact: &ExportMade, record: String, unfilled: &[Unfilled]) -> Vec<String> {
        let head = fact.sha256.as_str().get(..HASH_HEAD).unwrap_or_default();
        let args = [
            ("what", exports::what(&self.cat, &fact.what).into()),
            ("file", file.to_owned().into()),
            ("size", numbers::size(self.cat.lang(), fact.size).into()),
            ("sha256", head.to_owned().into()),
        ];
        let done = self.cat.tr_args("export-done_here", &args);
        let unfilled = exports::unfilled(&self.cat, unfilled);
        [done, record].into_iter().chain(unfilled).collect()
    }
}

/// Digits of a hash by which a file is found again.
const HASH_HEAD: usize = 12;
