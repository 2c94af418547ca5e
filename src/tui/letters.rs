//! What the dashboard knows of letters: how many wait and since when; where it is asked for, each with its words; and of the
//! one that is looked at, its text and head.
//!
//! It is made by the clerk and never changed: the place that shows it holds a handle. It must never know how it is drawn.

use std::sync::Arc;

use crate::core::fact::{Fact, LetterFact};
use crate::core::house::{Counts, Letter, LetterState};
use crate::core::letter::{
    Candidate, Doubt, Judgement, LetterFailed, LetterKept, LetterKind, Reason, Symbol,
};
use crate::core::names::{Actor, BlobId, CampaignId, LetterId, UnitCode};
use crate::core::time::{Stamp, Zone};
use crate::ledger::{LetterWhole, Looking};
use crate::text::{Catalogue, dates};

/// The letters as they stand.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Letters {
    /// The number of the last fact about letters.
    pub seq: u64,
    /// How many there are, for whom nothing is hidden.
    pub counts: Counts,
    /// How many wait for a person, what could not be read among them.
    pub waiting: u64,
    /// Since when the one waits that has waited longest.
    pub since: Option<Stamp>,
    /// Each with its words, where that was asked for.
    pub list: Option<List>,
    /// Who else looks at which.
    pub looking: Vec<Looking>,
}

/// Letters with their words.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct List {
    /// Those that wait for a person, the one that has waited longest first.
    pub waiting: Vec<Arc<Item>>,
    /// What could not be read, the oldest first.
    pub unread: Vec<Arc<Unread>>,
    /// Those that were decided last, the newest first.
    pub decided: Vec<Arc<Item>>,
    /// So many more wait, or could not be read, than are listed.
    pub more: usize,
}

/// A letter.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its name.
    pub id: LetterId,
    /// What was kept of it.
    pub kept: LetterKept,
    /// When it was received.
    pub at: Stamp,
    /// Where it stands.
    pub state: LetterState,
    /// What is not certain about it, where the rules say so.
    pub doubt: Option<Doubt>,
    /// What it is, or is likely to be.
    pub kind: LetterKind,
    /// The document in it.
    pub symbol: Symbol,
    /// The campaign, where one is named.
    pub campaign: Option<CampaignId>,
    /// To whom it is filed.
    pub units: Vec<UnitCode>,
    /// How the rules came to what they say.
    pub judgement: Judgement,
    /// Who decided last, when, and what was written with it; of a person's decision.
    pub decided: Option<Decided>,
    /// The campaign refused it after it was filed.
    pub refused: bool,
    /// How often it came again in other bytes.
    pub copies: u32,
    /// Another letter claims its message id.
    pub rivals: bool,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The number of its fact.
    pub seq: u64,
    /// When.
    pub at: Stamp,
    /// Who.
    pub actor: Actor,
    /// The note or reason.
    pub note: String,
}

/// Something that could not be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Unread {
    /// What was kept of it.
    pub raw: BlobId,
    /// When it was received.
    pub at: Stamp,
    /// Why, and by which program.
    pub failed: LetterFailed,
}

/// The words of a letter as its bytes have them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Read {
    /// Its text.
    pub text: String,
    /// Its head, a line for each header.
    pub head: String,
    /// There is more than is shown.
    pub cut: bool,
}

impl Item {
    /// A letter with its words. `None`: what was given says nothing of a letter that was kept.
    pub(super) fn new(letter: &Letter, whole: LetterWhole, rivals: bool) -> Option<Self> {
        let Fact::Letter(LetterFact::Kept(kept)) = whole.kept.fact else {
            return None;
        };
        let mut item = Self {
            id: letter.id.letter(),
            kept,
            at: letter.at,
            state: letter.state,
            doubt: None,
            kind: LetterKind::Other,
            symbol: Symbol::default(),
            campaign: None,
            units: Vec::new(),
            judgement: Judgement::default(),
            decided: None,
            refused: letter.filing.as_ref().is_some_and(|f| f.refused),
            copies: letter.copies,
            rivals,
        };
        // What the rules say stands until a person says otherwise, and is there again when that is taken back.
        if let Some(judged) = &whole.judged {
            item.take(&judged.fact);
        }
        if let Some(env) = whole.decided {
            item.take(&env.fact);
            item.decided = Some(Decided {
                seq: env.seq,
                at: env.at,
                actor: env.actor,
                note: note(&env.fact),
            });
        }
        if item.state.waits() {
            item.units.clear();
        }
        Some(item)
    }

    fn take(&mut self, fact: &Fact) {
        let Fact::Letter(fact) = fact else { return };
        let judgement = match fact {
            LetterFact::Filed(f) => {
                (self.kind, self.doubt) = (f.kind, None);
                self.symbol.clone_from(&f.symbol);
                self.units.clone_from(&f.units);
                self.campaign = Some(f.campaign.clone());
                &f.judgement
            }
            LetterFact::SetAside(f) => {
                (self.kind, self.doubt) = (f.kind, Some(f.doubt));
                self.symbol.clone_from(&f.symbol);
                self.units.clear();
                self.campaign.clone_from(&f.campaign);
                &f.judgement
            }
            LetterFact::Automatic(f) => {
                (self.kind, self.doubt) = (LetterKind::Automatic, None);
                &f.judgement
            }
            LetterFact::Kept(_)
            | LetterFact::Copied(_)
            | LetterFact::Failed(_)
            | LetterFact::Dismissed(_)
            | LetterFact::PutBack(_)
            | LetterFact::Settled(_) => return,
        };
        if *judgement != Judgement::default() {
            self.judgement.clone_from(judgement);
        }
    }

    /// The units whose letter it may be, the likeliest first.
    pub fn candidates(&self) -> &[Candidate] {
        &self.judgement.candidates
    }

    /// What spoke for and against.
    pub fn reasons(&self) -> &[Reason] {
        &self.judgement.reasons
    }

    /// May it be filed or dismissed as it stands?
    pub fn is_open(&self) -> bool {
        match self.state {
            LetterState::New | LetterState::SetAside | LetterState::Automatic => true,
            LetterState::Filed | LetterState::Dismissed => false,
        }
    }
}

fn note(fact: &Fact) -> String {
    match fact {
        Fact::Letter(LetterFact::Filed(f)) => f.note.clone(),
        Fact::Letter(LetterFact::Dismissed(f)) => f.reason.clone(),
        Fact::Letter(LetterFact::PutBack(f)) => f.reason.clone(),
        _ => String::new(),
    }
}

impl Letters {
    /// The letter of that name, if it is listed.
    pub fn get(&self, id: &LetterId) -> Option<&Arc<Item>> {
        let list = self.list.as_ref()?;
        list.waiting.iter().chain(&list.decided).find(|item| item.id == *id)
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
