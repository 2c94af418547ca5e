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
use crate::output::parts::Album;
use crate::output::{calendar, exports};
use crate::paper::{Align, Block, Column, Head, Item, Kind, Paper, Section, Sources, Span, Table, Unfilled};
use crate::text::dates::{date_full, full_time};
use crate::text::{Catalogue, line, numbers};
use crate::tui::clerk::Clerk;
use crate::tui::examiner::{Exam, Examiner};
use crate::tui::matter::{Chosen, Manner, Matter, Written};
use crate::tui::msg::{Answer, Question};
use crate::tui::scribe::{Left, Outcome, Said, Scribe, Task, Work};

/// A report in its language, as this.
fn wish(what: What, lang: Lang, format: Format, manner: Manner) -> Wish {
    Wish {
        what,
        format,
        lang,
        electronic: manner.electronic,
        album: Album {
            most: manner.photos,
            ..Album::default()
        },
    }
}

/// Rows of a list that are shown before it is written.
const FIRST_ROWS: usize = 200;

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
    /// As what, where, and in which manner.
    pub chosen: Chosen,
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
    pub(super) fn preview(&mut self, matter: Matter, manner: Manner, then: Then) -> Result<Preview, String> {
        let sentence = |clerk: &Self, why: &LedgerError| clerk.sentence(why);
        let mut letters = BTreeMap::new();
        let paper = match matter {
            Matter::Report(what, lang) => {
                let gathered = self.gathered(then);
                let (campaign, material) = gathered.map_err(|why| sentence(self, &why))?;
                letters = self.letters_behind(&material);
                export::paper(
                    &self.cat,
                    &campaign,
                    &material,
                    &wish(what, lang, Format::Docx, manner),
                )
            }
            Matter::List(sheet) => {
                let (campaign, now, _) = self.looked_at(then).map_err(|why| sentence(self, &why))?;
                let (heads, rows) = export::listed(&self.cat, &campaign, sheet, now);
                self.sketch(matter, list_blocks(&self.cat, heads, rows))
            }
            Matter::Calendar => {
                let (campaign, ..) = self.looked_at(then).map_err(|why| sentence(self, &why))?;
                let entries = calendar::entries(&self.cat, &campaign);
                self.sketch(matter, vec![days_block(&campaign, &entries)])
            }
        };
        Ok(Preview {
            matter,
            then,
            paper,
            letters,
            makes_pdf: self.ground.office.is_some(),
        })
    }

    /// What is told of a list or a calendar before it is written, as a paper of its own.
    fn sketch(&self, matter: Matter, blocks: Vec<Block>) -> Paper {
        Paper {
            lang: self.cat.lang(),
            kind: Kind::Plain,
            title: matter.name(&self.cat),
            head: Head::default(),
            body: Section {
                blocks,
                ..Section::default()
            },
            sign: None,
            appendices: Vec::new(),
            electronic: true,
            made_from: String::new(),
            unfilled: Vec::new(),
            sources: Sources::default(),
        }
    }

    /// The campaign of which something tells, as far as it is shown to whoever sits here; its moment, and from where it is
    /// looked at.
    fn looked_at(&mut self, then: Then) -> Result<(Campaign, Stamp, Sight), LedgerError> {
        let within = self.ledger.sight();
        let Some((sight, at)) = then else {
            let at = self.ledger.moment();
            return Ok((self.ledger.shown().into_owned(), at, within));
        };
        self.hold_past()?;
        let sight = sight.and(within);
        let campaign = match &mut self.past {
            Some(past) => past.seen(sight, &mut self.ledger)?,
            None => self.ledger.shown().into_owned(),
        };
        Ok((campaign, at, sight))
    }

    /// What a report is made of, and the campaign that it tells of. Refused to whom the country is not shown.
    fn gathered(&mut self, then: Then) -> Result<(Campaign, Material), LedgerError> {
        self.ledger.may_see(None)?;
        let (campaign, at, sight) = self.looked_at(then)?;
        let material = match then {
            None => Material::gather(&mut self.ledger, at)?,
            Some(_) => Material::gather_then(&mut self.ledger, &campaign, at, sight)?,
        };
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
    pub(super) fn export(&mut self, going: &Going, send: &mut dyn FnMut(Answer)) {
        let cmd = going.cmd;
        let task = match self.task(going) {
            Ok(task) => task,
            Err(answers) => return answers.into_iter().for_each(send),
        };
        let file = line(&task.to.display().to_string()).into_owned();
        send(Answer::Export(cmd, Told::Begun(file)));
        let Some(door) = self.door.clone() else {
            let stop = std::sync::Arc::default();
            let (to, outcome) = task.write(&stop, &mut |done, all| {
                send(Answer::Export(cmd, Told::Photos(done, all)));
            });
            return self.written(going, &to, outcome).into_iter().for_each(send);
        };
        match Scribe::hire(task, door) {
            Ok(scribe) => self.scribe = Some((scribe, Box::new(going.clone()))),
            Err(why) => {
                let sentence = crate::text::failure::io_words(&self.cat, &why);
                send(Answer::Export(cmd, Told::Failed(sentence)));
            }
        }
    }

    /// What the scribe is to do. Refused before anything is made where no file may be written.
    fn task(&mut self, going: &Going) -> Result<Task, Vec<Answer>> {
        let cmd = going.cmd;
        let failed = |sentence| vec![Answer::Failed { cmd, sentence }];
        if let Some(sentence) = self.bars_files() {
            return Err(failed(sentence));
        }
        if self.scribe.is_some() {
            return Err(failed(self.cat.tr("export-under_way").into_owned()));
        }
        let chosen = &going.chosen;
        let to = self.ground.path(&chosen.path);
        match self.ground.guard.place(&to, false) {
            Ok(_) => {}
            Err(Barred::Exists) => return Err(vec![self.name_taken(cmd, &chosen.path, &to)]),
            Err(why) => return Err(failed(failure::not_written(&self.cat, &to, &why))),
        }
        if chosen.written == Written::Report(Format::Pdf) && self.ground.office.is_none() {
            return Err(failed(self.cat.tr("export-no_office").into_owned()));
        }
        let work = self.work(going).map_err(|why| self.not_done(cmd, why))?;
        let template = chosen.template.trim();
        Ok(Task {
            cmd,
            cat: self.cat.clone(),
            work,
            to,
            guard: self.ground.guard.clone(),
            files: self.ledger.blobs().another(),
            keep: self.ledger.read_only().is_none(),
            jail: self.jail(),
            office: self.ground.office.clone(),
            template: (!template.is_empty()).then(|| self.ground.path(template)),
        })
    }

    /// What is to be written, with what it is made of.
    fn work(&mut self, going: &Going) -> Result<Work, LedgerError> {
        let Chosen { written, manner, .. } = going.chosen;
        if let (Matter::Report(what, lang), Written::Report(format)) = (going.matter, written) {
            let (campaign, material) = self.gathered(going.then)?;
            return Ok(Work::Report(
                campaign,
                Box::new(material),
                wish(what, lang, format, manner),
            ));
        }
        // A list as it is shown here; the last fact counts what the whole country has on record.
        let (campaign, at, sight) = self.looked_at(going.then)?;
        let head = if self.ledger.sees_all() {
            Some(self.ledger.exports_seen_from(sight)?)
        } else {
            None
        };
        Ok(match (going.matter, written) {
            (Matter::List(sheet), Written::List(columns)) => Work::List(campaign, at, head, sheet, columns),
            _ => Work::Calendar(campaign, at, head),
        })
    }

    /// Hears what the scribe says.
    pub(super) fn hear_scribe(&mut self, send: &mut dyn FnMut(Answer)) {
        while let Some((scribe, going)) = self.scribe.take() {
            let cmd = scribe.cmd;
            match scribe.heard() {
                None => {
                    self.scribe = Some((scribe, going));
                    return;
                }
                Some(Said::Photos(done, all)) => {
                    self.scribe = Some((scribe, going));
                    send(Answer::Export(cmd, Told::Photos(done, all)));
                }
                Some(Said::Done(to, outcome)) => {
                    self.written(&going, &to, outcome)
                        .into_iter()
                        .for_each(&mut *send);
                }
            }
        }
    }

    /// The export that is under way is not wanted any more; what becomes of it is told once it has ended.
    pub(super) fn stop_export(&mut self) -> Vec<Answer> {
        if let Some((scribe, _)) = &self.scribe {
            scribe.stop();
        }
        Vec::new()
    }

    /// The session is over: nothing of an export that is under way is left.
    pub(super) fn dismiss_scribe(&mut self) {
        if let Some((scribe, _)) = self.scribe.take() {
            scribe.dismiss();
        }
    }

    /// Puts what was written on record, where that may be, and says what became of it.
    fn written(&mut self, going: &Going, to: &std::path::Path, outcome: Outcome) -> Vec<Answer> {
        let cmd = going.cmd;
        let file = || line(&to.display().to_string()).into_owned();
        let told = |told| vec![Answer::Export(cmd, told)];
        let (left, unfilled) = match outcome {
            Outcome::Written(left, unfilled) => (left, unfilled),
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
        let then = going.then.map(|_| Unrecorded::Past);
        let why = then.or_else(|| why_unrecorded(&self.ledger));
        let record = match (why, left.fact()) {
            (None, Some(fact)) => self.put_on_record(cmd, fact, &mut answers),
            // Whoever is told no head is an officer, whose role only looks.
            (why, _) => {
                let why = why.unwrap_or(Unrecorded::Role);
                let key = format!("export_unrecorded-{}", why.id());
                self.cat.tr(&key).into_owned()
            }
        };
        let receipt = self.receipt(&file(), &left, record, going, &unfilled);
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

    fn receipt(
        &self,
        file: &str,
        left: &Left,
        record: String,
        going: &Going,
        unfilled: &[Unfilled],
    ) -> Vec<String> {
        let head = left.file.sha256.get(..HASH_HEAD).unwrap_or_default();
        let args = [
            ("what", exports::what(&self.cat, left.what.0).into()),
            ("file", file.to_owned().into()),
            ("size", numbers::size(self.cat.lang(), left.file.size).into()),
            ("sha256", head.to_owned().into()),
        ];
        let done = self.cat.tr_args("export-done_here", &args);
        let used = used(&self.cat, going.matter, &going.chosen);
        let unfilled = exports::unfilled(&self.cat, unfilled);
        [done, record].into_iter().chain(used).chain(unfilled).collect()
    }

    /// Gives a template to the examiner, who says whether it can be filled, and with what, or why it cannot; looked at here
    /// where there is none. The one before is not wanted any more.
    pub(super) fn look_at_template(&mut self, question: Question, typed: &str) -> Vec<Answer> {
        self.examiner = None;
        let said = |said| vec![Answer::Template(question, said)];
        if let Some(sentence) = self.bars_files() {
            return said(Err(sentence));
        }
        let exam = Exam {
            question,
            cat: self.cat.clone(),
            path: self.ground.path(typed),
            jail: self.jail(),
        };
        let Some(door) = self.door.clone() else {
            return said(exam.said());
        };
        match Examiner::hire(exam, door) {
            Ok(examiner) => {
                self.examiner = Some(examiner);
                Vec::new()
            }
            Err(why) => said(Err(crate::text::failure::io_words(&self.cat, &why))),
        }
    }

    /// Hears what the examiner has found.
    pub(super) fn hear_examiner(&mut self) -> Option<Answer> {
        let examiner = self.examiner.as_ref()?;
        let answer = Answer::Template(examiner.question, examiner.heard()?);
        self.examiner = None;
        Some(answer)
    }
}

/// What a document is made with that is not the usual, in a sentence each.
pub fn used(cat: &Catalogue, matter: Matter, chosen: &Chosen) -> Vec<String> {
    let Chosen { written, manner, .. } = *chosen;
    let template = Some(chosen.template.trim()).filter(|t| written.takes_template() && !t.is_empty());
    let photos = Some(manner.photos).filter(|_| written.takes_photos());
    let electronic = manner.electronic || !(matter.has_belonging() && written.takes_template());
    exports::used(cat, template, photos, electronic)
}

/// How many rows a list has, under which headings, and the first of them.
fn list_blocks(cat: &Catalogue, heads: Vec<String>, mut rows: Vec<Vec<String>>) -> Vec<Block> {
    let args = [("n", rows.len().into()), ("columns", heads.join(", ").into())];
    let told = cat.tr_args("preview-list", &args);
    rows.truncate(FIRST_ROWS);
    let column = |head| Column {
        head,
        align: Align::Left,
        share: 1,
    };
    let cell = |words: String| vec![Span::plain(line(&words))];
    let row = |row: Vec<String>| row.into_iter().map(cell).collect();
    let table = Table {
        caption: cat.tr("preview-first_rows").into_owned(),
        columns: heads.into_iter().map(column).collect(),
        rows: rows.into_iter().map(row).collect(),
        ..Table::default()
    };
    vec![Block::Text(vec![Span::plain(told)]), Block::Table(table)]
}

/// The days of a calendar, one after the other.
fn days_block(campaign: &Campaign, entries: &[calendar::Entry]) -> Block {
    let zone = campaign.def().zone;
    let when = |when: calendar::When| match when {
        calendar::When::Days(from, to) if from == to => date_full(from),
        calendar::When::Days(from, to) => format!("{}–{}", date_full(from), date_full(to)),
        calendar::When::At(at) => full_time(zone, at),
    };
    let item = |e: &calendar::Entry| Item {
        spans: vec![Span::plain(format!("{}: {}", when(e.when), e.title))],
    };
    Block::List(entries.iter().map(item).collect())
}

/// Digits of a hash by which a file is found again.
const HASH_HEAD: usize = 12;
