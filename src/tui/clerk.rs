//! The clerk: sole owner of the ledger while the dashboard runs, on a thread of its own.
//!
//! It answers what it is asked, in order, and looks for others' facts when it is nudged. It sleeps in one receive and
//! wakes for nothing else. It must never know what is on the screen.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use crate::attach::Taken;
use crate::core::decide::Order;
use crate::core::fact::{Envelope, Fact};
use crate::core::names::CmdId;
use crate::core::past::Past;
use crate::core::refusal::Rule;
use crate::demo::Player;
use crate::failure;
use crate::ledger::{Completed, Ledger, LedgerError, Receipt};
use crate::photo::Maker;
use crate::store::{Claim, Remedy, StoreError};
use crate::text::Catalogue;
use crate::tui::darkroom::Darkroom;
use crate::tui::drill::{self, Part};
use crate::tui::examiner::Examiner;
use crate::tui::exporting::Going;
use crate::tui::gone::Gone;
use crate::tui::library::Library;
use crate::tui::list_file::Ground;
use crate::tui::looks::{LOOK_AGAIN, first_look};
use crate::tui::mailroom::Mailroom;
use crate::tui::msg::{Answer, Ask, Carried};
use crate::tui::porter::Porter;
use crate::tui::scribe::Scribe;
use crate::tui::sending::Outbox;

/// How a clerk serves a wall, where nobody presses a key: it looks by itself, says when it last could, and opens the
/// store anew where that helps.
pub(super) struct Watch {
    pub(super) every: Duration,
    seen: Arc<AtomicI64>,
}

/// The clerk.
pub struct Clerk {
    pub(super) ledger: Ledger,
    pub(super) player: Option<Player>,
    pub(super) cat: Catalogue,
    /// The store could not be read when it was last tried, and what can be done about it.
    pub(super) lost: Option<Remedy>,
    /// What is known of it meanwhile.
    pub(super) gone: Gone,
    /// Where the store was moved to, as it was told.
    pub(super) moved: Option<String>,
    pub(super) claims: Vec<Claim>,
    pub(super) watch: Option<Watch>,
    /// What `~/` in a path stands for, and what is never written.
    pub(super) ground: Ground,
    /// Who tries photos that are taken in.
    pub(super) photos: Option<Maker>,
    /// The facts at hand while the time line is open.
    pub(super) past: Option<Past>,
    /// By which a porter wakes this clerk; without it files are taken in here.
    pub(super) door: Option<Sender<Ask>>,
    pub(super) porter: Option<Porter>,
    /// Where photos are made fit to be looked at, once one was.
    pub(super) darkroom: Option<Darkroom>,
    /// What is at hand of letters, and of their words.
    pub(super) letters: Mailroom,
    pub(super) library: Library,
    /// Who writes a document, while one is written, and which.
    pub(super) scribe: Option<(Scribe, Box<Going>)>,
    /// Who looks into the template that a form names, while that is done.
    pub(super) examiner: Option<Examiner>,
    /// Letters that are being sent.
    pub(super) outbox: Option<Box<Outbox>>,
    /// The number of the last fact that was told, one by one or in a campaign as a whole.
    pub(super) told: u64,
    /// Facts were told, and what stands beside them was not looked at yet.
    pub(super) beside_due: bool,
}

impl Clerk {
    /// A clerk over a ledger; with a player, of a demo.
    pub fn new(ledger: Ledger, player: Option<Player>, cat: Catalogue) -> Self {
        Self {
            told: ledger.campaign().seq(),
            ledger,
            player,
            cat,
            lost: None,
            moved: None,
            gone: Gone::default(),
            claims: Vec::new(),
            watch: None,
            ground: Ground::default(),
            photos: None,
            past: None,
            door: None,
            porter: None,
            darkroom: None,
            letters: Mailroom::default(),
            library: Library::default(),
            scribe: None,
            examiner: None,
            outbox: None,
            beside_due: false,
        }
    }

    /// The same with a porter, who takes files in on a thread of his own and wakes the clerk through this.
    #[must_use]
    pub fn with_porter(mut self, door: Sender<Ask>) -> Self {
        self.door = Some(door);
        self
    }

    /// The same with a home, which `~/` in a path stands for, and with a guard over what is written.
    #[must_use]
    pub fn at_home(mut self, ground: Ground) -> Self {
        self.ground = ground;
        self
    }

    /// The same with somebody who tries photos that are taken in.
    #[must_use]
    pub fn trying(mut self, photos: Option<Maker>) -> Self {
        self.photos = photos;
        self
    }

    /// The same for a wall: it looks at the store at least so often, writes the moment of each look that succeeded into
    /// `seen` (so that nobody is woken for it), and opens the store anew where it was lost or replaced.
    #[must_use]
    pub fn watching(mut self, every: Duration, seen: Arc<AtomicI64>) -> Self {
        self.watch = Some(Watch { every, seen });
        self
    }

    /// Answers questions until nobody can ask any more.
    pub fn serve(mut self, asks: &Receiver<Ask>, send: &impl Fn(Answer)) {
        let first = first_look(self.ledger.site());
        let mut looks = LOOK_AGAIN.len();
        self.complete().into_iter().for_each(send);
        loop {
            // Whoever waits for facts does not wait for what is beside them.
            self.beside().into_iter().for_each(send);
            let again = self.tries_in();
            let pause = again
                .or_else(|| LOOK_AGAIN.get(looks).copied())
                .or_else(|| self.watch.as_ref().map(|w| w.every));
            let heard = self.hear(asks, pause);
            let ask = match heard {
                Ok(ask) => ask,
                Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => {
                    let answers = if again.is_some() {
                        self.try_again()
                    } else if looks < LOOK_AGAIN.len() {
                        looks += 1;
                        self.look_again()
                    } else {
                        self.recheck()
                    };
                    answers.into_iter().for_each(send);
                    continue;
                }
            };
            drill::pass(Part::Clerk);
            if ask == Ask::CatchUp {
                if again.is_some() {
                    continue; // a store that is gone is tried at its own pace, however often somebody is nudged
                }
                looks = first;
            }
            let over = ask == Ask::Leave;
            match ask {
                Ask::Attach { order, paths } => self.hand_over(order, &paths, &mut |answer| send(answer)),
                Ask::Delivery => self.deliver(&mut |answer| send(answer)),
                Ask::Develop(wanted) => self.show_photo(*wanted, &mut |answer| send(answer)),
                Ask::Export(going) => self.export(&going, &mut |answer| send(answer)),
                ask => self.answered(ask).into_iter().for_each(send),
            }
            if over {
                return;
            }
        }
    }

    /// The first frame needs no old list as a whole; now that it is drawn, their packed parts are brought.
    fn complete(&mut self) -> Option<Answer> {
        match self.ledger.complete() {
            Ok(Completed::Filled) => {
                let shown = self.ledger.campaign().chunks().next().is_some();
                shown.then(|| self.facts(Vec::new(), None))
            }
            Ok(Completed::Rebuilt) => Some(self.reloaded()),
            Err(_) => None, // whoever asks next will be told
        }
    }

    /// Answers one question.
    pub fn answer(&mut self, ask: Ask) -> Vec<Answer> {
        let mut answers = self.answered(ask);
        answers.extend(self.beside());
        answers
    }

    fn answered(&mut self, ask: Ask) -> Vec<Answer> {
        match ask {
            Ask::Submit(order) => self.submit(&order),
            Ask::Attach { order, paths } => match self.load(order, &paths) {
                Ok(load) => self.record(load.bring(&mut |_, _| {})),
                Err(answers) => answers,
            },
            Ask::Decide(order) => self.decide(&order),
            Ask::Letters { listed } => self.tell_letters(listed),
            Ask::ReadLetter(id) => {
                let read = Box::new(self.read_letter(&id));
                vec![Answer::ReadLetter(id, read)]
            }
            Ask::FindLetter(id) => vec![self.find_letter(id)],
            Ask::Seek(typed) => self.seek(typed),
            Ask::Compare(about) => self.compare(about),
            Ask::LookAt(letter) => {
                self.look_at(letter.as_slice());
                Vec::new()
            }
            Ask::Folder(question, path) => vec![Answer::Folder(question, self.folder(&path))],
            Ask::Delivery => {
                let mut answers = Vec::new();
                self.deliver(&mut |answer| answers.push(answer));
                answers
            }
            Ask::Develop(wanted) => {
                let mut answers = Vec::new();
                self.show_photo(*wanted, &mut |answer| answers.push(answer));
                answers
            }
            Ask::Template(question, path) => self.look_at_template(question, &path),
            Ask::StopTemplate => {
                self.examiner = None;
                Vec::new()
            }
            Ask::Preview(matter, manner, then) => {
                let preview = Box::new(self.preview(matter, manner, then));
                vec![Answer::Preview(matter, then, preview)]
            }
            Ask::Export(going) => {
                let mut answers = Vec::new();
                self.export(&going, &mut |answer| answers.push(answer));
                answers
            }
            Ask::StopExport => self.stop_export(),
            Ask::LetterOf(question, seq) => vec![Answer::LetterOf(question, self.letter_of(seq))],
            Ask::Keep(files) => vec![self.keep(&files)],
            Ask::CatchUp | Ask::Recheck => self.look(),
            Ask::History { before, limit } => vec![self.history(before, limit)],
            Ask::UnitLog(question, ix) => vec![match self.unit_log(ix) {
                Ok(log) => Answer::UnitLog(question, log),
                Err(error) if error.remedy() == Remedy::Restart => Answer::RestartNeeded,
                Err(error) => Answer::NoUnitLog(question, self.sentence(&error)),
            }],
            Ask::Verify => vec![match self.ledger.verify() {
                Ok(head) => Answer::Verified(head.seq),
                Err(LedgerError::Store(
                    error @ (StoreError::BrokenChain { .. } | StoreError::DamagedState(_)),
                )) => Answer::Broken(failure::store_error(&self.cat, &error)),
                Err(error) => self.unanswered(&error),
            }],
            Ask::Play(until) => self.play(until),
            Ask::PlayNext => self.play_next(),
            Ask::Claim(units) => self.claim(&units),
            Ask::Send(sending) => self.send_letters(*sending),
            Ask::Settle(settling) => self.settle(*settling),
            Ask::StopSending => self.stop_sending(),
            Ask::Abandon => self.abandon(),
            Ask::Bounced => vec![Answer::Bounced(self.bounced())],
            Ask::Leave => {
                self.last_letter();
                self.withdraw()
            }
            Ask::Write(list) => vec![self.write(*list)],
            Ask::Draft(drafting) => self.draft(*drafting),
            Ask::Workbench(question) => vec![Answer::Workbench(question, Box::new(self.workbench()))],
            Ask::SaveDraft(question, draft) => vec![Answer::Saved(question, self.save_draft(&draft))],
            Ask::Begin(order) => self.begin(&order),
            Ask::Lang(lang) => self.speak(lang),
            Ask::Earlier(unit) => self.earlier(unit).into_iter().collect(),
            Ask::LastTime => vec![Answer::LastTime(self.last_time())],
            Ask::Times(question) => vec![self.times(question)],
            Ask::Past(question, sight) => vec![self.seen(question, sight)],
            Ask::Present => {
                self.past = None;
                Vec::new()
            }
            Ask::Since => self.since().into_iter().collect(),
            Ask::SeenUpTo(seq) => self.keep_seen(seq),
            Ask::Whole => vec![self.reloaded()],
            Ask::Accept => self.accept(),
        }
    }

    /// The campaign as a whole, as far as whoever sits here may see it.
    pub(super) fn reloaded(&mut self) -> Answer {
        self.told = self.ledger.campaign().seq();
        Answer::Reloaded(Box::new(self.ledger.shown().into_owned()))
    }

    /// What has come into the campaign since the last time that anything was told of it.
    fn facts(&mut self, facts: Vec<Envelope>, done: Option<Carried>) -> Answer {
        let after = self.told;
        self.told = facts.last().map_or(after, |env| env.seq.max(after));
        Answer::Facts { after, facts, done }
    }

    /// Carries a command out. Whether it may be done is asked anew before, and what has changed of that is told first.
    fn submit(&mut self, order: &Order) -> Vec<Answer> {
        self.give(order, &[], Ledger::submit)
    }

    /// The same of one that these files come with.
    pub(super) fn give(
        &mut self,
        order: &Order,
        taken: &[Taken],
        submit: impl FnOnce(&mut Ledger, &Order) -> Result<Receipt, LedgerError>,
    ) -> Vec<Answer> {
        let mut answers = self.ready_to_write();
        if let Some(sentence) = self.is_gone() {
            let cmd = order.cmd;
            answers.push(Answer::Failed { cmd, sentence });
            return answers;
        }
        match submit(&mut self.ledger, order) {
            Ok(receipt) => answers.extend(self.catch_up(Some(Carried {
                cmd: order.cmd,
                opened: receipt.opened,
                already: receipt.already,
                unshown: failure::unshown(&self.cat, taken, &receipt.facts),
                there: receipt.there,
            }))),
            Err(error) => {
                // What others did in the meantime is shown before the refusal that it may have caused.
                answers.extend(self.catch_up(None));
                answers.extend(self.not_done(order.cmd, error));
            }
        }
        answers
    }

    /// What is told before a command is carried out: what has changed of what may be done and seen here; of a store that was
    /// lost, whether it is there again.
    pub(super) fn ready_to_write(&mut self) -> Vec<Answer> {
        let mut answers = self.rights();
        if matches!(self.lost, Some(Remedy::Reopen | Remedy::Accept)) {
            answers.extend(self.anew());
        }
        answers
    }

    /// What has changed of what may be done and seen here.
    pub(super) fn rights(&mut self) -> Vec<Answer> {
        if self.watch.is_some() {
            return Vec::new(); // a wall does nothing
        }
        let before = self.ledger.rights().eyes().clone();
        match self.ledger.renew_rights() {
            Ok(true) => {
                let rights = Answer::Rights(self.ledger.rights().clone());
                if *self.ledger.rights().eyes() == before {
                    return vec![rights];
                }
                self.past = None; // what was at hand was for other eyes
                self.letters.tell_again();
                self.library.forget();
                vec![self.reloaded(), rights]
            }
            Err(LedgerError::Refused(refusal)) if refusal.rule == Rule::AsForbidden => {
                self.ledger.note_refused(&refusal, "session");
                vec![Answer::Barred(self.sentence(&LedgerError::Refused(refusal)))]
            }
            // Nothing new; or not known for now: every write is refused with the reason, and what was seen may be seen.
            Ok(false) | Err(_) => Vec::new(),
        }
    }

    /// Notes when a wall last could read the store.
    pub(super) fn note_seen(&self) {
        if let Some(watch) = &self.watch {
            watch.seen.store(self.ledger.clock().now().0, Ordering::Relaxed);
        }
    }

    pub(super) fn catch_up(&mut self, done: Option<Carried>) -> Vec<Answer> {
        // A store that was gone may be another one now: a wall asks before it believes.
        let waits = matches!(self.lost, Some(Remedy::Reopen | Remedy::Accept));
        let reopen = waits && done.is_none();
        if reopen || self.lost.is_some() && self.watch.is_some() {
            return self.anew();
        }
        self.taken(done)
    }

    pub(super) fn taken(&mut self, done: Option<Carried>) -> Vec<Answer> {
        match self.ledger.catch_up() {
            Ok(facts) => {
                // What the campaign still has, the letters of the same store may have lost.
                let letters = if self.lost.is_some() {
                    self.letters_news()
                } else {
                    Vec::new()
                };
                self.beside_due = true;
                let mut answers = if self.letters.fallen {
                    Vec::new()
                } else {
                    self.found()
                };
                answers.extend(self.moved_news());
                self.grow_past(&facts);
                let forgets = facts.iter().any(|env| env.fact.redacts());
                let amends = |env: &Envelope| matches!(env.fact, Fact::CampaignAmended(_));
                let other_units = facts.iter().any(amends);
                if !facts.is_empty() || done.is_some() {
                    answers.push(self.facts(facts, done));
                }
                // Other units may be the own ones now, with what they have had on record all the time. And what was said and
                // then removed is in every copy made of it: they go, and are made anew from what is left.
                if forgets || other_units && !self.ledger.sees_all() {
                    self.past = None;
                    answers.push(self.reloaded());
                }
                answers.extend(letters);
                answers
            }
            Err(error) => {
                // What was carried out is told even where nothing can be read any more.
                let told = done.map(|done| self.facts(Vec::new(), Some(done)));
                told.into_iter().chain(self.feed_lost(&error)).collect()
            }
        }
    }

    /// Why a command was not carried out.
    pub(super) fn not_done(&self, cmd: CmdId, error: LedgerError) -> Vec<Answer> {
        let failed = |sentence| Answer::Failed { cmd, sentence };
        match error {
            LedgerError::Refused(refusal) => vec![Answer::Refused { cmd, refusal }],
            error if error.remedy() == Remedy::Restart => vec![
                Answer::RestartNeeded,
                failed(self.cat.tr("not_ready-restart").into_owned()),
            ],
            error => vec![failed(self.sentence(&error))],
        }
    }

    /// Why a question has no answer.
    pub(super) fn unanswered(&self, error: &LedgerError) -> Answer {
        if error.remedy() == Remedy::Restart {
            Answer::RestartNeeded
        } else {
            Answer::Unanswered(self.sentence(error))
        }
    }
}
