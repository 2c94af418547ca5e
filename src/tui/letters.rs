//! What the dashboard knows of letters: how many wait and since when; where it is asked for, each with its words; and of the
//! one that is looked at, its text and head.
//!
//! It is made by the clerk and never changed: the place that shows it holds a handle. It must never know how it is drawn.

use std::sync::Arc;

use crate::core::house::LetterState;
use crate::core::letter::{Candidate, LetterKind};
use crate::core::mailboxes::{MailboxHealth, silent};
use crate::core::names::LetterId;
use crate::core::time::{Stamp, Zone};
use crate::ledger::{Looking, Own};
pub use crate::mail::Shown as Read;
use crate::output::inbox::Entry;
use crate::output::mailboxes;
use crate::text::{Catalogue, dates};

/// The letters as they stand.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Letters {
    /// The number of the last fact about letters.
    pub seq: u64,
    /// How many wait for a person, what could not be read among them.
    pub waiting: u64,
    /// Since when the one waits that has waited longest.
    pub since: Option<Stamp>,
    /// Each with its words, where that was asked for.
    pub list: Option<List>,
    /// Who else looks at which.
    pub looking: Vec<Looking>,
    /// How each mailbox is doing.
    pub mailboxes: Vec<MailboxHealth>,
    /// What takes back one's own last decision, in whichever session it was.
    pub last: Option<Own>,
    /// What does again what one took back last.
    pub back: Option<Own>,
}

/// Letters with their words.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct List {
    /// Those that wait for a person, the one that has waited longest first.
    pub waiting: Vec<Arc<Item>>,
    /// What could not be read, the oldest first.
    pub unread: Vec<Arc<Item>>,
    /// Those that were decided last, the newest first.
    pub decided: Vec<Arc<Item>>,
    /// So many more wait, or could not be read, than are listed.
    pub more: usize,
}

/// A letter, or what could not be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its words.
    pub entry: Entry,
    /// Where it stands; `None`: it could not be read.
    pub state: Option<LetterState>,
    /// How often it came again in other bytes.
    pub copies: u32,
    /// Another letter claims its message id.
    pub rivals: bool,
}

/// A letter with the words that are looked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The letter.
    pub item: Arc<Item>,
    /// The name of the part with the words; `None`: they stand in the letter itself.
    pub part: Option<String>,
    /// The piece of text that shows them.
    pub excerpt: String,
}

/// The letters with the words that are looked for, the best first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sought {
    /// What was typed.
    pub typed: String,
    /// The letters.
    pub hits: Vec<Hit>,
    /// So many more have the words.
    pub more: usize,
    /// The words of so many letters were not read yet.
    pub left: usize,
}

impl Item {
    /// Its name.
    pub fn id(&self) -> &LetterId {
        &self.entry.id
    }

    /// The units whose letter it may be, the likeliest first.
    pub fn candidates(&self) -> &[Candidate] {
        &self.entry.judgement.candidates
    }

    /// What it is, or is likely to be.
    pub fn kind(&self) -> LetterKind {
        self.entry.kind.unwrap_or(LetterKind::Other)
    }

    /// Does somebody have to say what becomes of it?
    pub fn waits(&self) -> bool {
        self.state.is_some_and(LetterState::waits)
    }

    /// May it be filed or dismissed as it stands?
    pub fn is_open(&self) -> bool {
        match self.state {
            Some(LetterState::New | LetterState::SetAside | LetterState::Automatic) => true,
            Some(LetterState::Filed | LetterState::Dismissed) | None => false,
        }
    }
}

impl Letters {
    /// The letter of that name, if it is listed.
    pub fn get(&self, id: &LetterId) -> Option<&Arc<Item>> {
        let list = self.list.as_ref()?;
        list.waiting
            .iter()
            .chain(&list.decided)
            .find(|item| item.id() == id)
    }

    /// Who else looks at it at that moment.
    pub fn looked_at_by(&self, id: &LetterId, now: Stamp) -> Option<&Looking> {
        self.looking.iter().find(|l| l.letter == *id && l.until > now)
    }
}

/// Letters that wait, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Post {
    /// How many.
    pub waiting: u64,
    /// Since when the one waits that has waited longest.
    pub since: Option<Stamp>,
}

impl Post {
    /// How many wait, as letters stand.
    pub fn of(letters: &Letters) -> Self {
        Self {
            waiting: letters.waiting,
            since: letters.since,
        }
    }

    /// `3 letters wait`, with since when where there is room for it; `None` where none waits.
    pub fn words(&self, cat: &Catalogue, zone: Zone, long: bool) -> Option<String> {
        let since = self.since.filter(|_| self.waiting > 0)?;
        let args = [
            ("n", self.waiting.into()),
            ("date", dates::date_short(zone.date(since)).into()),
        ];
        Some(cat.tr_args(if long { "inbox-wait_since" } else { "inbox-wait" }, &args))
    }
}

/// What is wrong with the mailbox that has been silent longest, and with how many more; `None` where all are read as they should.
pub fn alarm(cat: &Catalogue, all: &[MailboxHealth], now: Stamp) -> Option<String> {
    let wrong = silent(all, now);
    let (first, _) = wrong.first()?;
    let said = mailboxes::alarm(cat, first, now);
    Some(match wrong.len() {
        1 => said,
        n => format!("{said} (+{})", n - 1),
    })
}
