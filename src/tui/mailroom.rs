//! The clerk's part of letters: how they stand, their words, and what is decided about them.
//!
//! Letters lie in a stream of their own with a ledger of its own, which is opened when they are first asked for. What is
//! told of them is made anew whenever something has come; words that were read once are kept while their letter stands as it
//! did. It must never know what is on the screen.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::core::decide::LetterOrder;
use crate::core::fact::{Fact, LetterFact};
use crate::core::house::{House, Key, Letter, LetterState};
use crate::core::mailboxes::MailboxHealth;
use crate::core::names::LetterId;
use crate::core::time::Stamp;
use crate::failure;
use crate::ledger::{HouseLedger, Ledger, LedgerError, LetterWhole, Looking, ReadOnly};
use crate::mail;
use crate::output::inbox::Entry;
use crate::store::{Remedy, lost};
use crate::tui::clerk::Clerk;
use crate::tui::letters::{Item, Letters, List, Read};
use crate::tui::msg::{Answer, Decided};

/// So many letters that wait are listed, and so many that could not be read.
const WAITING_MOST: usize = 2_000;
/// So many of those that were decided last.
const DECIDED_MOST: usize = 200;

/// What the clerk holds of letters.
#[derive(Debug, Default)]
pub(super) struct Mailroom {
    house: Option<HouseLedger>,
    /// Somebody wants to hear how they stand.
    wanted: bool,
    /// Each with its words.
    listed: bool,
    known: HashMap<Key, (Stand, Arc<Item>)>,
    anew: u64,
    told: Option<(u64, Vec<Looking>, Vec<MailboxHealth>)>,
    /// That they cannot be read was said.
    lost: bool,
    /// Their stream has gone back behind what was seen of it.
    pub(super) fallen: bool,
}

/// What the words of a letter depend on: the numbers of its facts.
type Stand = (u64, u64, u32, bool);

impl Mailroom {
    /// The store may be another one: everything is read anew.
    pub(super) fn forget(&mut self) {
        *self = Self {
            wanted: self.wanted,
            listed: self.listed,
            ..Self::default()
        };
    }

    /// Others may see it now, or less: it is told anew.
    pub(super) fn tell_again(&mut self) {
        self.told = None;
        self.known.clear();
    }

    /// Follows what others have written.
    pub(super) fn catch_up(&mut self, ledger: &Ledger) -> Result<&mut HouseLedger, LedgerError> {
        let house = match self.house.take() {
            Some(mut house) => {
                if let Err(why) = house.catch_up() {
                    if ledger.site().may_fall_back() {
                        // By what it has seen it knows a history that is not its own.
                        self.house = Some(house);
                    }
                    return Err(why);
                }
                house
            }
            None => HouseLedger::open(ledger.site())?,
        };
        if house.made_anew() != self.anew {
            // Words went from the record, and from here.
            self.anew = house.made_anew();
            self.known.clear();
            self.told = None;
        }
        Ok(self.house.insert(house))
    }

    /// These letters with their words: those that are known as they stand, the others read for this.
    pub(super) fn items(&mut self, ledger: &Ledger, ids: &[LetterId]) -> Result<Vec<Arc<Item>>, LedgerError> {
        let Some(house) = &mut self.house else {
            return Ok(Vec::new());
        };
        let letters: Vec<Letter> = ids
            .iter()
            .filter_map(|id| house.house().letter(id).cloned())
            .collect();
        let as_known = |l: &Letter| {
            let known = self.known.get(&l.id).filter(|(then, _)| *then == stand(l));
            known.map(|(_, item)| item.clone())
        };
        let mut out: Vec<Arc<Item>> = letters.iter().filter_map(as_known).collect();
        let missing: HashSet<Key> = letters
            .iter()
            .filter(|l| as_known(l).is_none())
            .map(|l| l.id)
            .collect();
        if !missing.is_empty() {
            let read = told(house, ledger, &|l| missing.contains(&l.id))?;
            out.extend(read.into_iter().map(|(_, item)| item));
        }
        Ok(out)
    }

    fn list(&mut self, ledger: &Ledger) -> Result<List, LedgerError> {
        let Some(house) = &mut self.house else {
            return Ok(List::default());
        };
        let seen = house.house();
        let eyes = ledger.rights().eyes();
        let (mut waiting, mut decided): (Vec<Letter>, Vec<Letter>) = seen
            .shown(eyes, ledger.campaign())
            .cloned()
            .partition(|l| l.state.waits());
        waiting.sort_by_key(|l| (l.at, l.seq));
        decided.sort_by_key(|l| std::cmp::Reverse(l.decision.map(|d| d.seq)));
        let mut more = waiting.len().saturating_sub(WAITING_MOST);
        waiting.truncate(WAITING_MOST);
        decided.truncate(DECIDED_MOST);

        // What is known and stands as it did is not read again.
        let mut known = std::mem::take(&mut self.known);
        let stands: HashMap<Key, Stand> = waiting.iter().chain(&decided).map(|l| (l.id, stand(l))).collect();
        known.retain(|id, (then, _)| stands.get(id) == Some(then));
        let wanted = |l: &Letter| stands.contains_key(&l.id) && !known.contains_key(&l.id);
        for (letter, item) in told(house, ledger, &wanted)? {
            known.insert(letter.id, (stand(&letter), item));
        }
        let items = |letters: &[Letter]| -> Vec<Arc<Item>> {
            let known = letters.iter().filter_map(|l| known.get(&l.id));
            known.map(|(_, item)| item.clone()).collect()
        };
        let (waiting, decided) = (items(&waiting), items(&decided));
        let failures = house.failures(ledger)?;
        let mut unread: Vec<Arc<Item>> = failures
            .iter()
            .filter_map(Entry::of_failure)
            .map(|entry| {
                Arc::new(Item {
                    entry,
                    state: None,
                    copies: 0,
                    rivals: false,
                })
            })
            .collect();
        unread.sort_by_key(|item| item.entry.at);
        more += unread.len().saturating_sub(WAITING_MOST);
        unread.truncate(WAITING_MOST);
        self.known = known;
        Ok(List {
            waiting,
            unread,
            decided,
            more,
        })
    }
}

/// Letters with their words, as far as they may be seen here.
fn told(
    house: &mut HouseLedger,
    ledger: &Ledger,
    wanted: &dyn Fn(&Letter) -> bool,
) -> Result<Vec<(Letter, Arc<Item>)>, LedgerError> {
    let mut found = Vec::new();
    house.each_letter(ledger, wanted, &mut |letter, whole| {
        found.push((letter.clone(), whole));
    })?;
    let house = house.house();
    let conflicts = house.conflicts();
    let item = |(letter, whole): (Letter, LetterWhole)| {
        let facts = [Some(whole.kept), whole.judged, whole.decided];
        let item = Item {
            entry: Entry::of(house, &letter, facts)?,
            state: Some(letter.state),
            copies: letter.copies,
            rivals: conflicts.contains(&letter.id),
        };
        Some((letter, Arc::new(item)))
    };
    Ok(found.into_iter().filter_map(item).collect())
}

fn stand(letter: &Letter) -> Stand {
    let refused = letter.filing.as_ref().is_some_and(|f| f.refused);
    let decided = letter.decision.map_or(0, |d| d.seq);
    (letter.judged, decided, letter.copies, refused)
}

/// How many wait for a person, and since when.
fn waiting(house: &House, ledger: &Ledger) -> (u64, Option<Stamp>) {
    if !ledger.sees_all() {
        return (0, None);
    }
    let counts = house.counts();
    let failed = house.failures().map(|f| f.at).min();
    let since = house.waits_since().into_iter().chain(failed).min();
    (counts.new + counts.set_aside + counts.failed, since)
}

impl Clerk {
    /// From now on it is told how letters stand; with their words where they are listed.
    pub(super) fn tell_letters(&mut self, listed: bool) -> Vec<Answer> {
        self.letters.wanted = true;
        if listed && !self.letters.listed {
            self.letters.listed = true;
            self.letters.told = None;
        }
        self.letters_news()
    }

    /// How letters stand, if that is wanted and has changed since it was last told.
    pub(super) fn letters_news(&mut self) -> Vec<Answer> {
        // A session of the past shows a campaign as it was; letters are shown as they are.
        if !self.letters.wanted || self.ledger.read_only() == Some(ReadOnly::Past) {
            return Vec::new();
        }
        match self.letters_now() {
            Ok(news) => {
                (self.letters.lost, self.letters.fallen) = (false, false);
                news.into_iter().collect()
            }
            Err(error) if error.remedy() == Remedy::Accept => {
                self.letters.fallen = true;
                self.feed_lost(&error)
            }
            Err(error) if error.remedy() == Remedy::Restart => vec![Answer::RestartNeeded],
            // That the store cannot be read is told by the campaign's ledger; what is wrong with the letters alone, once.
            Err(error) if !std::mem::replace(&mut self.letters.lost, true) => vec![self.unanswered(&error)],
            Err(_) => Vec::new(),
        }
    }

    fn letters_now(&mut self) -> Result<Option<Answer>, LedgerError> {
        let house = self.letters.catch_up(&self.ledger)?;
        let looking = house.looking(&self.ledger).unwrap_or_default();
        let (last, back) = (
            house.own_decision(&self.ledger)?,
            house.own_put_back(&self.ledger)?,
        );
        let house = house.house();
        let mailboxes = self.ledger.mailboxes().unwrap_or_default();
        let now = (house.seq(), looking, mailboxes);
        let (waiting, since) = waiting(house, &self.ledger);
        if self.letters.told.as_ref() == Some(&now) {
            return Ok(None);
        }
        let list = if self.letters.listed {
            Some(self.letters.list(&self.ledger)?)
        } else {
            None
        };
        self.letters.told = Some(now.clone());
        Ok(Some(Answer::Letters(Arc::new(Letters {
            seq: now.0,
            waiting,
            since,
            list,
            looking: now.1,
            mailboxes: now.2,
            last,
            back,
        }))))
    }

    /// The words of a letter, for whoever may see it.
    pub(super) fn read_letter(&mut self, id: &LetterId) -> Result<Read, String> {
        let read = self.read_kept(id);
        read.map_err(|error| self.sentence(&error))
    }

    fn read_kept(&mut self, id: &LetterId) -> Result<Read, LedgerError> {
        let house = self.letters.catch_up(&self.ledger)?;
        let Some(whole) = house.letter(&self.ledger, id)? else {
            return Ok(Read::default());
        };
        let Fact::Letter(LetterFact::Kept(kept)) = &whole.kept.fact else {
            return Ok(Read::default());
        };
        let file = house.blobs().open(&kept.copy.raw)?;
        let Some(mut file) = file else {
            return Ok(Read::default());
        };
        match mail::shown(&mut file) {
            Ok(shown) => Ok(shown),
            // What a bad disk does not give is shown as the nothing that it is.
            Err(why) => lost(why).map_or_else(|| Ok(Read::default()), |why| Err(why.into())),
        }
    }

    /// A letter as it stands, however many others stand before it in the list; nothing where there is none, or none that may be
    /// seen here.
    pub(super) fn find_letter(&mut self, id: LetterId) -> Answer {
        let caught_up = self.letters.catch_up(&self.ledger).map(|_| ());
        let found = caught_up.and_then(|()| self.letters.items(&self.ledger, std::slice::from_ref(&id)));
        let found = found
            .map(|items| items.into_iter().next())
            .map_err(|error| self.sentence(&error));
        Answer::FoundLetter(id, found)
    }

    /// Tells others which letter is looked at.
    pub(super) fn look_at(&mut self, letters: &[LetterId]) {
        // A courtesy: where it cannot be told, nobody is the worse for it.
        if letters.is_empty() && self.letters.house.is_none() {
            return;
        }
        if let Ok(house) = self.letters.catch_up(&self.ledger) {
            let _told = house.look_at(&self.ledger, letters);
        }
    }

    /// Carries out a decision about letters, and what follows from it in the campaign.
    pub(super) fn decide(&mut self, order: &LetterOrder) -> Vec<Answer> {
        let mut answers = self.ready_to_write();
        if let Some(sentence) = self.is_gone() {
            let cmd = order.cmd;
            answers.push(Answer::Failed { cmd, sentence });
            return answers;
        }
        if let Err(error) = self.letters.catch_up(&self.ledger) {
            answers.extend(self.not_done(order.cmd, error));
            return answers;
        }
        let Some(mut house) = self.letters.house.take() else {
            return answers;
        };
        let outcome = house.submit(&mut self.ledger, order);
        let refused = outcome
            .as_ref()
            .map_or(0, |receipt| refused(house.house(), &receipt.facts));
        self.letters.house = Some(house);
        // What others did in the meantime is shown before a refusal that it may have caused.
        answers.extend(self.catch_up(None));
        match outcome {
            Ok(receipt) => answers.push(Answer::Decided(Box::new(Decided {
                cmd: order.cmd,
                facts: receipt.facts,
                already: receipt.already,
                refused,
                unsettled: receipt
                    .unsettled
                    .map(|error| failure::ledger_error(&self.cat, Some(self.ledger.campaign()), &error)),
            }))),
            Err(error) => answers.extend(self.not_done(order.cmd, error)),
        }
        answers
    }
}

/// How many of the letters that these facts file were refused by the campaign at once, and wait again.
fn refused(house: &House, facts: &[crate::core::fact::Envelope]) -> usize {
    let waits = |id: &LetterId| house.letter(id).is_some_and(|l| l.state == LetterState::SetAside);
    facts
        .iter()
        .filter(|env| matches!(&env.fact, Fact::Letter(LetterFact::Filed(f)) if waits(&f.letter)))
        .count()
}
