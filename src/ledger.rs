//! The ledger: gives a command to the core and what follows to the journal. The only caller of `append`.
//!
//! Whatever comes from the keyboard or the command line passes here, in this order: catch up with what
//! others have written, see who may, decide, append. All of it inside one turn to write, so that fifty writers on one
//! stream all get their answer on the newest state. Read-only is enforced here, where facts are written.
//!
//! It must never know how facts are kept or shown.

mod examine;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;

use thiserror::Error;

pub use self::examine::{Examined, Verdict, examine};

use crate::clock::Clock;
use crate::core::authority::{self, Deed, Grant, Pass};
use crate::core::campaign::Campaign;
use crate::core::decide::{Command, Order, There, Who, already_there, decide};
use crate::core::definition::Definition;
use crate::core::eyes::Eyes;
use crate::core::fact::{Draft, Envelope, Fact, Role};
use crate::core::known::Corrections;
use crate::core::long::Chunk;
use crate::core::names::{CampaignId, CmdId, HOUSE_STREAM, UnitCode, UnitIx};
use crate::core::past::{Past, Sight};
use crate::core::redaction::Said;
use crate::core::refusal::{Refusal, Rule};
use crate::core::time::{MINUTE, Stamp};
use crate::core::unit::Entry;
use crate::store::{
    self, Appended, Attempt, Batch, Blobs, Claim, Head, Hole, Journal, Looked, Piece, ReadFacts, Snapshot,
    StoreError,
};

/// Facts read from the journal at a time.
const PAGE: usize = 4_096;
/// Facts among which those of one unit are looked for at a time: no read holds the journal's log back for long.
const SEARCH: u64 = 8_192;
/// A stored state is renewed once this many facts have come since the last: a start replays no more than that.
const SNAPSHOT_EVERY: u64 = 256;

/// The most bytes of a file that is taken in, unless another limit is set.
const FILE_LIMIT: u64 = 200 << 20;

/// Where a ledger keeps its facts and files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A SQLite file; it need not exist yet, and is made by the first command.
    Sqlite(PathBuf),
    /// Nowhere: for the demo and for tests.
    Memory,
}

/// Why a session may only look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looking {
    /// `--read-only`.
    Asked,
    /// `--now`: the clock stands still.
    Now,
    /// `--as-of` or `--known-at`: what is shown is the past.
    Past,
    /// `--print` without `--write`.
    Print,
    /// The wall: nobody is at the keyboard.
    Wall,
}

impl Looking {
    /// The stable word, for the refusal's sentence.
    pub fn id(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Now => "now",
            Self::Past => "past",
            Self::Print => "print",
            Self::Wall => "wall",
        }
    }
}

/// What a ledger is opened with.
pub struct Opening<'a> {
    /// Where.
    pub place: Place,
    /// Which campaign; else the newest that was opened, else the newest shipped (decision 8).
    pub campaign: Option<CampaignId>,
    /// The definition of a shipped campaign, or of the newest.
    pub shipped: &'a dyn Fn(Option<&str>) -> Option<Arc<Definition>>,
    /// Who gives the commands of this session.
    pub who: Who,
    /// The session's clock.
    pub clock: Clock,
    /// May it only look?
    pub looking: Option<Looking>,
}

/// Why a command was not carried out, or a ledger not opened.
#[derive(Debug, Error)]
pub enum LedgerError {
    /// A rule refuses.
    #[error("refused by {}", .0.rule.id())]
    Refused(Box<Refusal>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no such campaign, neither opened nor shipped.
    #[error("no campaign {id}")]
    UnknownCampaign {
        /// What was asked for.
        id: String,
        /// Campaigns that were opened.
        known: Vec<String>,
    },
}

impl From<Refusal> for LedgerError {
    fn from(r: Refusal) -> Self {
        Self::Refused(Box::new(r))
    }
}

/// A command that was carried out.
#[derive(Debug, Clone, PartialEq)]
pub struct Receipt {
    /// The command.
    pub cmd: CmdId,
    /// Its facts.
    pub facts: Vec<Envelope>,
    /// It opened the campaign on the way.
    pub opened: bool,
    /// It had been carried out before, or brings nothing but files that are there: nothing was appended.
    pub already: bool,
    /// Its files that were there already.
    pub there: Vec<There>,
    /// What it removed may still stand in free pages of the store's file or its log, because others were in the way.
    pub remains: bool,
}

/// Hears of a refused attempt that the store cannot keep, for the log file.
pub type Unkept = Box<dyn Fn(&Attempt) + Send>;

/// Tells anew what whoever gives the commands may do: a session may stay for weeks while rights are given and withdrawn.
/// A refusal says that they are no longer known, or that the name may not be used any more.
pub type Rights = Box<dyn FnMut(Stamp) -> Result<(Role, Pass), Refusal> + Send>;

/// Hears that the stored state of a campaign was damaged and that the campaign was made anew from its facts.
pub type Rebuilt = Box<dyn Fn(&CampaignId) + Send>;

/// How long a form that is open is shown to others without being renewed.
pub const CLAIM_LASTS: i64 = 2 * MINUTE;

/// A ledger of one campaign.
pub struct Ledger {
    place: Place,
    journal: Option<Box<dyn Journal>>,
    blobs: Box<dyn Blobs>,
    campaign: Campaign,
    who: Who,
    clock: Clock,
    looking: Option<Looking>,
    /// What the access file grants beside the role.
    pass: Pass,
    /// What may be shown of what is on record.
    eyes: Eyes,
    /// Hears of refused attempts that the store cannot keep.
    unkept: Option<Unkept>,
    rights: Option<Rights>,
    /// The stored state was damaged, and who has not heard of it yet hears of it here.
    damaged: bool,
    rebuilt: Option<Rebuilt>,
    /// The most bytes of a file that is taken in.
    file_limit: u64,
    snapshot_at: u64,
    /// What has come into the campaign since it was last asked for.
    news: Vec<Envelope>,
    /// The campaign that was asked for when the ledger was opened.
    wanted: Option<CampaignId>,
    /// The long past of its lists is there.
    whole: bool,
    /// What the campaign has taken in happened up to this moment, if it is one of the past.
    until: Option<Stamp>,
    /// Hash of the last fact taken in: tells this history from another one in the same place.
    tail: Option<[u8; 32]>,
    /// From where the whole session looks.
    sight: Sight,
}

impl std::fmt::Debug for Ledger {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ledger")
            .field("place", &self.place)
            .field("campaign", self.campaign.id())
            .field("seq", &self.campaign.seq())
            .finish_non_exhaustive()
    }
}

fn fingerprint() -> u64 {
    env!("KETNOI_CORE_FINGERPRINT").parse().unwrap_or(0)
}

impl Ledger {
    /// Opens a campaign. Nothing is written and no file is made.
    pub fn open(opening: Opening<'_>) -> Result<Self, LedgerError> {
        let mut ledger = Self::open_face(opening)?;
        ledger.complete()?;
        Ok(ledger)
    }

    /// The same with the long past of long lists left out ([`Ledger::complete`] brings it): where counts and the newest
    /// are enough, and for a first frame.
    pub fn open_face(opening: Opening<'_>) -> Result<Self, LedgerError> {
        let mut journal = open_journal(&opening.place)?;
        let Loaded {
            campaign,
            snapshot_at,
            tail,
            damaged,
        } = load(journal.as_deref_mut(), &opening)?;
        let blobs: Box<dyn Blobs> = match &opening.place {
            Place::Sqlite(path) => Box::new(store::FolderBlobs::beside(path)),
            Place::Memory => Box::new(store::MemoryBlobs::default()),
        };
        Ok(Self {
            place: opening.place,
            journal,
            blobs,
            campaign,
            who: opening.who,
            clock: opening.clock,
            looking: opening.looking,
            pass: Pass::default(),
            eyes: Eyes::default(),
            unkept: None,
            rights: None,
            damaged,
            rebuilt: None,
            file_limit: FILE_LIMIT,
            snapshot_at,
            news: Vec::new(),
            wanted: opening.campaign,
            until: None,
            whole: false,
            tail,
            sight: Sight::default(),
        })
    }

    /// Brings the long past of long lists, for this campaign and every copy of it. True: it could not be had, and the
    /// campaign was made anew from its facts; copies of before are of no use.
    pub fn complete(&mut self) -> Result<bool, LedgerError> {
        if self.whole {
            return Ok(false);
        }
        let filled = match self.journal.as_deref_mut() {
            Some(journal) => fill(journal, &self.campaign)?,
            None => Filled::Whole,
        };
        let found = filled == Filled::Whole;
        if !found {
            let mut campaign = Campaign::preview(self.campaign.def().clone());
            if let Some(journal) = self.journal.as_deref_mut() {
                self.tail = take_in(journal, &mut campaign, drop)?.last;
            }
            self.campaign = campaign;
            self.snapshot_at = 0;
            self.news.clear();
        }
        self.whole = true;
        self.damaged |= filled == Filled::Damaged;
        self.tell_damage();
        Ok(!found)
    }

    /// Says who hears, now or later, that a stored state was damaged and not used.
    pub fn hear_of_damage(&mut self, hear: Rebuilt) {
        self.rebuilt = Some(hear);
        self.tell_damage();
    }

    fn tell_damage(&mut self) {
        if let (true, Some(hear)) = (self.damaged, &self.rebuilt) {
            hear(self.campaign.id());
            self.damaged = false;
        }
    }

    /// The campaign as far as this ledger has seen it, for judging commands; what is shown of it is
    /// [`Ledger::shown`].
    pub fn campaign(&self) -> &Campaign {
        &self.campaign
    }

    /// The campaign as far as whoever sits here may see it.
    pub fn shown(&self) -> Cow<'_, Campaign> {
        if self.eyes.see_all() {
            Cow::Borrowed(&self.campaign)
        } else {
            Cow::Owned(self.campaign.seen_by(&self.eyes))
        }
    }

    /// Who gives the commands of this session.
    pub fn who(&self) -> &Who {
        &self.who
    }

    /// The session's clock.
    pub fn clock(&self) -> Clock {
        self.clock
    }

    /// What the access file grants beside the role, and who hears of refused attempts that the store cannot keep.
    pub fn admit(&mut self, pass: Pass, unkept: Option<Unkept>) {
        self.pass = pass;
        self.eyes = authority::eyes(self.who.role, &self.pass);
        self.unkept = unkept;
    }

    /// Sets the most bytes of a file that is taken in.
    pub fn limit_files(&mut self, limit: u64) {
        self.file_limit = limit;
    }

    /// The most bytes of a file that is taken in.
    pub fn file_limit(&self) -> u64 {
        self.file_limit
    }

    /// Whom to ask anew, before every write, what may be done.
    pub fn ask_rights(&mut self, rights: Rights) {
        self.rights = Some(rights);
    }

    /// Takes in what may be done by now. True if that has changed.
    ///
    /// # Errors
    /// It is not known any more, or the name may not be used any more; nothing was changed.
    pub fn renew_rights(&mut self) -> Result<bool, LedgerError> {
        let Some(rights) = self.rights.as_mut() else {
            return Ok(false);
        };
        let (role, pass) = rights(self.clock.now())?;
        let changed = role != self.who.role || pass != self.pass;
        self.who.role = role;
        self.pass = pass;
        self.eyes = authority::eyes(role, &self.pass);
        Ok(changed)
    }

    /// What the access file grants beside the role.
    pub fn pass(&self) -> &Pass {
        &self.pass
    }

    /// Why this session may only look, if it may.
    pub fn looking(&self) -> Option<Looking> {
        self.looking
    }

    /// Where facts are kept.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The files.
    pub fn blobs(&mut self) -> &mut dyn Blobs {
        self.blobs.as_mut()
    }

    /// The journal, if there is one yet.
    pub fn journal(&mut self) -> Option<&mut (dyn Journal + 'static)> {
        self.journal.as_deref_mut()
    }

    /// Takes in what others have written, and gives back everything that has come into the campaign since the last call
    /// and may be seen here, this session's own facts included.
    pub fn catch_up(&mut self) -> Result<Vec<Envelope>, LedgerError> {
        if self.journal.is_none() {
            self.journal = open_journal(&self.place)?;
        }
        self.complete()?;
        if let Some(j) = &mut self.journal {
            let news = &mut self.news;
            let taken = take_in(j.as_mut(), &mut self.campaign, |page| news.extend(page))?;
            if taken.anew {
                self.snapshot_at = 0;
            }
        }
        if let Some(last) = self.news.last() {
            self.tail = Some(last.hash);
        }
        let mut news = std::mem::take(&mut self.news);
        news.retain(|env| self.sees(env));
        Ok(news)
    }

    /// Does the journal still hold the last fact that was taken in? Not where another file, or an older copy, has come
    /// in its place.
    pub fn same_history(&mut self) -> Result<bool, LedgerError> {
        let seq = self.campaign.seq();
        let (Some(tail), Some(before)) = (self.tail, seq.checked_sub(1)) else {
            return Ok(true);
        };
        let stream = self.campaign.id().clone();
        let Some(journal) = self.journal.as_mut() else {
            return Ok(matches!(self.place, Place::Memory));
        };
        let found = journal.read_after(&stream, before, 1)?;
        Ok(found
            .first()
            .is_some_and(|env| env.seq == seq && env.hash == tail))
    }

    /// Gives the journal up and opens it anew, for whoever stays for weeks while stores are restored and replaced. True
    /// if it holds another history: the campaign was then loaded from its beginning. While there is no store where there
    /// was one nothing is given up but the connection.
    pub fn reopen(&mut self) -> Result<bool, LedgerError> {
        let Place::Sqlite(path) = &self.place else {
            return Ok(false); // what is in memory has nowhere else to come from
        };
        self.journal = None;
        self.journal = open_journal(&self.place)?;
        if self.journal.is_none() && self.campaign.seq() > 0 {
            return Err(StoreError::Absent(path.clone()).into());
        }
        if self.campaign.seq() > 0 && self.same_history()? {
            return Ok(false);
        }
        let definition = self.campaign.def().clone();
        let shipped = |_: Option<&str>| Some(definition.clone());
        let opening = Opening {
            place: self.place.clone(),
            campaign: self.wanted.clone(),
            shipped: &shipped,
            who: self.who.clone(),
            clock: self.clock,
            looking: self.looking,
        };
        let before = (self.campaign.id().clone(), self.campaign.seq());
        let Loaded {
            campaign,
            snapshot_at,
            tail,
            damaged,
        } = load(self.journal.as_deref_mut(), &opening)?;
        self.whole = false;
        self.damaged |= damaged;
        let other = before != (campaign.id().clone(), campaign.seq()) || before.1 > 0;
        self.campaign = campaign;
        self.snapshot_at = snapshot_at;
        self.tail = tail;
        self.news.clear();
        self.complete()?;
        Ok(other)
    }

    /// Carries out a command of this session, if its role goes so far.
    pub fn submit(&mut self, order: &Order) -> Result<Receipt, LedgerError> {
        let outcome = self.renew_rights().and_then(|_| {
            let (who, pass) = (self.who.clone(), self.pass.clone());
            self.give(&who, Some(&pass), order, self.clock.now())
        });
        // What came with a command that was refused, or is on record already.
        self.blobs.give_up();
        if let Err(LedgerError::Refused(refusal)) = &outcome {
            self.note_refused(refusal, Deed::of(&order.command).id());
        }
        outcome
    }

    /// Carries out a command of somebody else, at a moment: for the demo, whose people act by its script and have no
    /// access file.
    pub fn submit_as(&mut self, who: &Who, order: &Order, now: Stamp) -> Result<Receipt, LedgerError> {
        self.give(who, None, order, now)
    }

    /// Asks whether a command of this session would be refused, before anything is kept for its sake.
    pub fn would(&mut self, order: &Order) -> Result<(), LedgerError> {
        self.complete()?;
        let now = self.clock.now();
        let judged = match self.looking {
            Some(looking) => Err(Refusal::new(Rule::ReadOnly, now).what(looking.id())),
            None => judge(&self.campaign, &self.who, Some(&self.pass), order, now).map(drop),
        };
        judged.map_err(|refusal| {
            self.note_refused(&refusal, Deed::of(&order.command).id());
            refusal.into()
        })
    }

    /// May this session's role do this without any command being given?
    pub fn may(&mut self, deed: Deed) -> Result<(), LedgerError> {
        let now = self.clock.now();
        authority::may(self.who.role, &self.pass, &self.campaign, deed, &[], now).map_err(|refusal| {
            self.note_refused(&refusal, deed.id());
            refusal.into()
        })
    }

    /// May this session see every unit?
    pub fn sees_all(&self) -> bool {
        self.eyes.see_all()
    }

    /// What this session may see.
    pub fn eyes(&self) -> &Eyes {
        &self.eyes
    }

    /// The units that this session may see, in the order of the roster.
    pub fn seen_units(&self) -> Vec<UnitIx> {
        self.eyes.units(self.campaign.roster()).collect()
    }

    /// May this session be shown what is on record of this unit, or (none) of the whole country?
    ///
    /// # Errors
    /// The refusal, which is kept on record.
    pub fn may_see(&mut self, unit: Option<UnitIx>) -> Result<(), LedgerError> {
        let roster = self.campaign.roster();
        let mut refusal = Refusal::new(Rule::NotYourUnit, self.clock.now());
        match unit {
            None if self.sees_all() => return Ok(()),
            None => {}
            Some(ix) if self.eyes.see(roster, ix) => return Ok(()),
            Some(ix) => refusal = refusal.unit(roster.code(ix)),
        }
        self.note_refused(&refusal, authority::SEEING);
        Err(refusal.into())
    }

    /// Keeps what was refused because of who asked. Whether it can be kept changes nothing about the refusal.
    pub fn note_refused(&mut self, refusal: &Refusal, tried: &str) {
        if authority::is_about_who(refusal.rule) {
            self.note_attempt(refusal.unit.clone(), tried, refusal.rule.id());
        }
    }

    /// Keeps an attempt outside the chain, in the store or, where that cannot be, with whoever hears of the unkept.
    pub fn note_attempt(&mut self, unit: Option<UnitCode>, tried: &str, rule: &str) {
        let attempt = Attempt {
            at: self.clock.now(),
            actor: self.who.actor.clone(),
            real_user: self.who.real_user.clone(),
            role: self.who.role,
            via: self.who.via,
            stream: self.campaign.id().clone(),
            unit,
            tried: tried.to_owned(),
            rule: rule.to_owned(),
        };
        let kept = match self.journal.as_mut().filter(|_| self.looking.is_none()) {
            Some(journal) => journal.keep_attempt(&attempt).is_ok(),
            None => false,
        };
        if let (false, Some(hear)) = (kept, &self.unkept) {
            hear(&attempt);
        }
    }

    /// Says that this session's form is open on these units; none: that it was closed. Nobody is kept from anything by it.
    pub fn claim(&mut self, units: &[UnitCode]) -> Result<(), LedgerError> {
        let now = self.clock.now();
        match self.journal.as_mut().filter(|_| self.looking.is_none()) {
            Some(journal) => {
                let stream = self.campaign.id().clone();
                Ok(journal.claim(&stream, &self.who.actor, units, now, now.plus(CLAIM_LASTS))?)
            }
            None => Ok(()),
        }
    }

    /// Whose forms are open on which units, this session's left out.
    pub fn claims(&mut self) -> Result<Vec<Claim>, LedgerError> {
        let now = self.clock.now();
        let Some(journal) = self.journal.as_mut() else {
            return Ok(Vec::new());
        };
        let mut claims = journal.claims(self.campaign.id(), now)?;
        let roster = self.campaign.roster();
        claims.retain(|c| c.actor != self.who.actor && self.eyes.see_code(roster, Some(&c.unit)));
        Ok(claims)
    }

    /// How far whoever sits here had looked when the dashboard was last left; `None` if it never was.
    pub fn looked(&mut self) -> Result<Option<Looked>, LedgerError> {
        let stream = self.campaign.id().clone();
        match self.journal.as_mut() {
            Some(journal) => Ok(journal.looked(&stream, &self.who.actor)?),
            None => Ok(None),
        }
    }

    /// Keeps how far whoever sits here has looked, where there is a store and it may be written.
    pub fn keep_looked(&mut self, seq: u64) -> Result<(), LedgerError> {
        let at = self.clock.now();
        match self.journal.as_mut().filter(|_| self.looking.is_none()) {
            Some(journal) => {
                let stream = self.campaign.id().clone();
                Ok(journal.keep_looked(&stream, &self.who.actor, Looked { seq, at })?)
            }
            None => Ok(()),
        }
    }

    /// The facts after number `after` that others wrote and whoever sits here may see, of so many that they may see; and
    /// whether there are more that are older.
    pub fn by_others(&mut self, after: u64, most: usize) -> Result<(Vec<Envelope>, bool), LedgerError> {
        let head = self.campaign.seq();
        // Who sees everything may count everything; for others how much there is must not depend on what they do not see.
        let begin = if self.sees_all() {
            after.max(head.saturating_sub(most as u64))
        } else {
            after
        };
        let mut found: VecDeque<Envelope> = VecDeque::new();
        let mut more = begin > after;
        let actor = self.who.actor.clone();
        self.each_fact_after(begin, |env| {
            if found.len() == most {
                found.pop_front();
                more = true;
            }
            found.push_back(env.clone());
        })?;
        found.retain(|env| env.actor != actor);
        Ok((found.into(), more))
    }

    /// Up to `limit` facts before number `before` that may be seen here, oldest first; none if there are no older ones.
    pub fn facts_before(&mut self, before: Option<u64>, limit: usize) -> Result<Vec<Envelope>, LedgerError> {
        let stream = self.campaign.id().clone();
        let mut end = before.unwrap_or_else(|| self.campaign.seq() + 1);
        loop {
            let after = end.saturating_sub(limit as u64 + 1);
            let Some(journal) = self.journal.as_mut() else {
                return Ok(Vec::new());
            };
            let mut facts = journal.read_after(&stream, after, limit)?;
            facts.retain(|env| env.seq < end && self.sees(env));
            if !facts.is_empty() || after == 0 {
                return Ok(facts);
            }
            end = after + 1;
        }
    }

    /// May whoever sits here see what this fact is about? What is about no unit is about everybody.
    pub fn sees(&self, env: &Envelope) -> bool {
        self.eyes.see_fact(self.campaign.roster(), env)
    }

    fn give(
        &mut self,
        who: &Who,
        pass: Option<&Pass>,
        order: &Order,
        now: Stamp,
    ) -> Result<Receipt, LedgerError> {
        if let Some(looking) = self.looking {
            return Err(Refusal::new(Rule::ReadOnly, now).what(looking.id()).into());
        }
        if let Some(pass) = pass {
            // Before the turn is taken, which needs a store that can be written; and again in it, on the newest state.
            let deed = Deed::of(&order.command);
            if deed.grant(who.role) == Grant::No {
                authority::may(who.role, pass, &self.campaign, deed, &[], now)?;
            }
        }
        if self.journal.is_none() {
            // Somebody else may have made the store since.
            self.journal = open_journal(&self.place)?;
        }
        if self.journal.is_none() {
            // A command that would be refused anyway makes no file.
            judge(&self.campaign, who, pass, order, now)?;
            self.journal = Some(create_journal(&self.place)?);
        }
        self.complete()?;
        let Some(journal) = self.journal.as_mut() else {
            return Err(StoreError::Absent(PathBuf::new()).into());
        };
        let outcome = carry_out(
            journal.as_mut(),
            self.blobs.as_mut(),
            &mut self.campaign,
            (who, pass),
            order,
            now,
            &mut self.news,
        );
        if self.news.iter().any(|env| env.fact.redacts()) {
            self.snapshot_at = 0;
        }
        let outcome = match outcome {
            Ok(receipt) if receipt.facts.iter().any(|env| env.fact.redacts()) => self.forget(receipt),
            other => other,
        };
        self.renew_snapshot();
        outcome
    }

    /// After words were removed: makes the campaign anew from what is left, and sees that nothing stays behind elsewhere.
    fn forget(&mut self, mut receipt: Receipt) -> Result<Receipt, LedgerError> {
        // Whatever happens now, what was said is not in memory any more; what is missing is read when it is wanted.
        self.campaign = Campaign::preview(self.campaign.def().clone());
        self.snapshot_at = 0;
        if let Some(journal) = self.journal.as_deref_mut() {
            // That it could not be had yet is no failure: it is done, and told, and can be asked for again.
            receipt.remains = !journal.scrub().unwrap_or(false);
            self.tail = take_in(journal, &mut self.campaign, drop)?.last;
        }
        Ok(receipt)
    }

    /// May what was removed earlier still stand in what is left over in the engine's files?
    pub fn has_remains(&mut self) -> Result<bool, LedgerError> {
        match self.journal.as_mut() {
            Some(journal) => Ok(journal.has_remains()?),
            None => Ok(false),
        }
    }

    /// Takes what was removed earlier out of what is left over in the engine's files, where that could not be done then.
    /// True: nothing is left of it.
    pub fn scrub(&mut self) -> Result<bool, LedgerError> {
        match self.journal.as_mut().filter(|_| self.looking.is_none()) {
            Some(journal) => Ok(journal.scrub()?),
            None => Ok(true),
        }
    }

    /// A fact as it is on record, for whoever wants its words removed.
    pub fn said(&mut self, seq: u64) -> Result<Option<Said>, LedgerError> {
        let stream = self.campaign.id().clone();
        match self.journal.as_mut() {
            Some(journal) => said(journal.as_mut(), &stream, seq),
            None => Ok(None),
        }
    }

    /// Every fact on record that says whom to call at a unit, and has not lost its words: of this person, or of all.
    pub fn people(&mut self, ix: UnitIx, name: Option<&str>) -> Result<Vec<Said>, LedgerError> {
        let code = self.campaign.code(ix);
        let mut facts: Vec<Said> = Vec::new();
        for e in self.history(ix)? {
            if let Fact::ContactSet(f) = &e.fact
                && !f.contact.is_gone()
                && name.is_none_or(|name| f.contact.name == name)
            {
                facts.push(Said {
                    seq: e.seq,
                    unit: Some(code.clone()),
                    fact: e.fact,
                });
            }
        }
        Ok(facts)
    }

    /// By which fact the words of which were removed: number of the fact, and the one that removed them.
    pub fn redactions(&mut self) -> Result<BTreeMap<u64, (Hole, Envelope)>, LedgerError> {
        let stream = self.campaign.id().clone();
        let Some(journal) = self.journal.as_mut() else {
            return Ok(BTreeMap::new());
        };
        let all = examine::redactions(journal.as_mut(), &stream)?.into_iter();
        Ok(all.map(|(hole, by)| (hole.seq, (hole, by))).collect())
    }

    /// The campaign as it stood (decision 9). Reads the whole stream.
    pub fn seen(&mut self, as_of: Option<Stamp>, known_at: Option<Stamp>) -> Result<Campaign, LedgerError> {
        let definition = self.campaign.def().clone();
        let corrections = self.corrections(known_at)?;
        let mut campaign = Campaign::preview(definition).seen_by(&self.eyes);
        self.each_fact(|env| campaign.see(env, corrections.known(env), as_of, known_at))?;
        Ok(campaign)
    }

    /// The moments at which the clock was set right, for telling what was known at a moment, if one was asked for.
    pub fn corrections(&mut self, known_at: Option<Stamp>) -> Result<Corrections, LedgerError> {
        let mut corrections = Corrections::default();
        if known_at.is_some() {
            self.each_fact(|env| corrections.take(env))?;
        }
        Ok(corrections)
    }

    /// Every fact about a unit that the campaign has taken in, taken-back ones marked: what the unit's own log does not
    /// go back to is read from the journal.
    pub fn history(&mut self, ix: UnitIx) -> Result<Vec<Entry>, LedgerError> {
        if !self.eyes.see(self.campaign.roster(), ix) {
            return Ok(Vec::new());
        }
        let unit = self.campaign.unit(ix);
        let (stream, code) = (self.campaign.id().clone(), self.campaign.code(ix));
        let end = unit.log().first().map_or(self.campaign.seq() + 1, |e| e.seq);
        let mut log = Vec::new();
        if let (true, Some(journal)) = (unit.has_older(), self.journal.as_mut()) {
            let mut after = 0;
            while after + 1 < end {
                let until = (after + SEARCH).min(end - 1);
                let facts = journal.about(&stream, &code, after, until)?;
                // In a campaign of the past, only what it has taken in.
                let seen = |env: &&Envelope| self.until.is_none_or(|t| env.at <= t);
                log.extend(facts.iter().filter(seen).map(|env| Entry {
                    void: unit.stays_taken_back(env.seq),
                    ..Entry::of(env)
                }));
                after = until;
            }
        }
        log.extend_from_slice(unit.log());
        Ok(log)
    }

    /// Shows every fact of the stream that may be seen here, in order, page by page.
    pub fn each_fact(&mut self, each: impl FnMut(&Envelope)) -> Result<(), LedgerError> {
        self.each_fact_after(0, each)
    }

    fn each_fact_after(
        &mut self,
        mut after: u64,
        mut each: impl FnMut(&Envelope),
    ) -> Result<(), LedgerError> {
        let stream = self.campaign.id().clone();
        let Some(journal) = self.journal.as_mut() else {
            return Ok(());
        };
        let roster = self.campaign.roster();
        loop {
            let page = journal.read_after(&stream, after, PAGE)?;
            let Some(last) = page.last() else { return Ok(()) };
            after = last.seq;
            page.iter()
                .filter(|env| self.eyes.see_fact(roster, env))
                .for_each(&mut each);
        }
    }

    /// The last fact of this campaign's stream.
    ///
    /// # Errors
    /// The refusal, to whom the country is not shown: the number tells how much happens in it.
    pub fn head(&mut self) -> Result<Head, LedgerError> {
        self.may_see(None)?;
        let stream = self.campaign.id().clone();
        match self.journal.as_mut() {
            None => Ok(Head::default()),
            Some(journal) => Ok(journal.head(&stream)?),
        }
    }

    /// Shows the past from now on: the campaign becomes that of the moment, and nothing can be written.
    pub fn turn_back(&mut self, as_of: Option<Stamp>, known_at: Option<Stamp>) -> Result<(), LedgerError> {
        self.campaign = self.seen(as_of, known_at)?;
        self.whole = true; // every fact was read
        self.until = as_of;
        self.looking = Some(Looking::Past);
        self.sight = Sight { as_of, known_at };
        Ok(())
    }

    /// From where the whole session looks: not at everything where it was turned back.
    pub fn sight(&self) -> Sight {
        self.sight
    }

    /// Every fact of the stream at hand, for going to and fro in time. Reads the whole stream.
    pub fn past(&mut self) -> Result<Past, LedgerError> {
        let definition = self.campaign.def().clone();
        let expected = self.campaign.seq() as usize;
        let mut past = Past::empty(definition, expected).seen_by(&self.eyes);
        self.each_fact(|env| past.add(env))?;
        Ok(past)
    }

    /// Keeps the present state if many facts have come since it was kept last. A failure does no harm: a stored state
    /// only saves time.
    fn renew_snapshot(&mut self) {
        let seq = self.campaign.seq();
        if seq < self.snapshot_at + SNAPSHOT_EVERY && (self.snapshot_at > 0 || seq == 0) {
            return;
        }
        let stream = self.campaign.id().clone();
        let Some(journal) = self.journal.as_mut() else {
            return;
        };
        let (Ok(head), Ok(bytes)) = (journal.head(&stream), postcard::to_stdvec(&self.campaign)) else {
            return;
        };
        if head.seq != seq {
            return; // somebody was quicker: the state is not that of the head whose hash we know
        }
        let snapshot = Snapshot {
            seq,
            hash: head.hash,
            bytes,
        };
        // First what the state refers to, then the state: it is whole whenever it is found.
        let new: Vec<&Arc<Chunk>> = self.campaign.chunks().filter(|c| !c.is_kept()).collect();
        let pieces: Vec<Piece<'_>> = new.iter().filter_map(|c| Some((c.id(), c.bytes()?))).collect();
        let kept = |journal: &mut dyn Journal| journal.keep_pieces(&stream, fingerprint(), seq, &pieces);
        if !pieces.is_empty() && kept(journal.as_mut()).is_err() {
            return;
        }
        for chunk in &new {
            chunk.keep();
        }
        if journal.keep_snapshot(&stream, fingerprint(), &snapshot).is_ok() {
            self.snapshot_at = seq;
        }
    }
}

fn open_journal(place: &Place) -> Result<Option<Box<dyn Journal>>, StoreError> {
    match place {
        Place::Sqlite(path) => match store::open(path) {
            Ok(journal) => Ok(Some(journal)),
            Err(StoreError::Absent(_)) => Ok(None),
            Err(why) => Err(why),
        },
        Place::Memory => Ok(Some(Box::new(store::MemoryJournal::default()))),
    }
}

fn create_journal(place: &Place) -> Result<Box<dyn Journal>, StoreError> {
    match place {
        Place::Sqlite(path) => store::create(path),
        Place::Memory => Ok(Box::new(store::MemoryJournal::default())),
    }
}

/// A campaign as it was loaded.
struct Loaded {
    campaign: Campaign,
    /// Number of the last fact that is in its stored state; 0 if that could not be used.
    snapshot_at: u64,
    /// Hash of its last fact.
    tail: Option<[u8; 32]>,
    /// Its stored state was not as it was written.
    damaged: bool,
}

/// The campaign that is asked for, from its stored state and the facts since, or as shipped.
fn load(journal: Option<&mut (dyn Journal + 'static)>, opening: &Opening<'_>) -> Result<Loaded, LedgerError> {
    let Some(journal) = journal else {
        return shipped(opening, Vec::new());
    };
    let id = match &opening.campaign {
        Some(id) => Some(id.clone()),
        None => newest(journal)?,
    };
    let Some(id) = id else {
        return shipped(opening, Vec::new());
    };
    let (stored, mut damaged) = match journal.snapshot(&id, fingerprint()) {
        Err(StoreError::DamagedState(_)) => (None, true),
        other => (other?, false),
    };
    if let Some(stored) = stored {
        for whole in [false, true] {
            let Some(mut campaign) = of_stored(&stored) else {
                break;
            };
            if whole {
                let filled = fill(journal, &campaign)?;
                damaged |= filled == Filled::Damaged;
                if filled != Filled::Whole {
                    break;
                }
            }
            let taken = take_in(journal, &mut campaign, drop)?;
            let since = if taken.anew { 0 } else { stored.seq };
            // A fact of late may have gone back to something long past: then that is brought first, and all done again.
            if whole || !campaign.chunks().any(|c| c.was_asked_in_vain()) {
                return Ok(Loaded {
                    campaign,
                    snapshot_at: since,
                    tail: taken.last.or(Some(stored.hash)),
                    damaged,
                });
            }
        }
    }
    let first = journal.read_after(&id, 0, 1)?;
    if let Some(Fact::CampaignOpened(f)) = first.first().map(|env| &env.fact) {
        let mut campaign = Campaign::preview(f.definition.clone());
        let taken = take_in(journal, &mut campaign, drop)?;
        return Ok(Loaded {
            campaign,
            snapshot_at: 0,
            tail: taken.last,
            damaged,
        });
    }
    let known: Vec<String> = journal.streams()?.into_iter().map(|s| s.id.0).collect();
    for id in &known {
        // Where a stream was given another name, its campaign must not look as if it had never been opened.
        journal.read_after(&CampaignId::from(id.as_str()), 0, 1)?;
    }
    shipped(opening, known)
}

fn of_stored(stored: &Snapshot) -> Option<Campaign> {
    let campaign: Campaign = postcard::from_bytes(&stored.bytes).ok()?;
    Some(campaign).filter(|c| c.seq() == stored.seq)
}

/// How bringing the long past of a stored state went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Filled {
    Whole,
    /// Some of it is not there, and the state is of no use.
    Missing,
    /// The same, because it is not as it was written.
    Damaged,
}

/// Brings the long past of a stored state.
fn fill(journal: &mut dyn Journal, campaign: &Campaign) -> Result<Filled, StoreError> {
    let mut missing: HashMap<u64, Vec<&Arc<Chunk>>> = HashMap::new();
    for chunk in campaign.chunks() {
        missing.entry(chunk.id()).or_default().push(chunk);
    }
    if missing.is_empty() {
        return Ok(Filled::Whole);
    }
    let sound = journal.pieces(campaign.id(), fingerprint(), &mut |name, bytes| {
        let mut wanted = missing.remove(&name).unwrap_or_default();
        let Some(last) = wanted.pop() else { return };
        // Two units may share a piece. What is not what its name says stays missing.
        let right = wanted.iter().all(|chunk| chunk.fill(bytes.clone())) && last.fill(bytes);
        if !right {
            missing.insert(name, vec![last]);
        }
    })?;
    Ok(match (missing.is_empty(), sound) {
        (true, _) => Filled::Whole,
        (false, true) => Filled::Missing,
        (false, false) => Filled::Damaged,
    })
}

/// The campaign that was opened last.
fn newest(journal: &mut dyn Journal) -> Result<Option<CampaignId>, StoreError> {
    let mut streams = journal.streams()?;
    streams.retain(|s| s.id.as_str() != HOUSE_STREAM);
    Ok(streams.pop().map(|s| s.id))
}

fn shipped(opening: &Opening<'_>, known: Vec<String>) -> Result<Loaded, LedgerError> {
    let wanted = opening.campaign.as_ref().map(CampaignId::as_str);
    let definition = (opening.shipped)(wanted).ok_or_else(|| LedgerError::UnknownCampaign {
        id: wanted.unwrap_or_default().to_owned(),
        known,
    })?;
    Ok(Loaded {
        campaign: Campaign::preview(definition),
        snapshot_at: 0,
        tail: None,
        damaged: false,
    })
}

/// What came of reading what is new.
struct Taken {
    /// The hash of the last fact, if there was one.
    last: Option<[u8; 32]>,
    /// Words were removed from facts that had been taken in: the campaign was made anew from what is left.
    anew: bool,
}

/// Takes in everything that is new, page by page. A campaign is what the facts make of it as they are on record *now*: a
/// fact whose words were removed since it was read is forgotten with all that followed from it, and everything read again.
fn take_in(
    facts: &mut dyn ReadFacts,
    campaign: &mut Campaign,
    mut each: impl FnMut(Vec<Envelope>),
) -> Result<Taken, LedgerError> {
    let stream = campaign.id().clone();
    let mut last = None;
    // What was removed up to here is read without its words, or was when it was taken in.
    let known = match campaign.seq() {
        0 => facts.head(&stream)?.seq,
        seq => seq,
    };
    let mut stale = false;
    loop {
        let page = facts.read_after(&stream, campaign.seq(), PAGE)?;
        let full = page.len() == PAGE;
        for env in &page {
            stale |= env.seq > known && env.fact.redacts();
            campaign.apply(env);
            last = Some(env.hash);
        }
        each(page);
        if !full {
            break;
        }
    }
    if stale {
        *campaign = Campaign::preview(campaign.def().clone());
        last = take_in(facts, campaign, drop)?.last;
    }
    Ok(Taken { last, anew: stale })
}

fn said(facts: &mut dyn ReadFacts, stream: &CampaignId, seq: u64) -> Result<Option<Said>, LedgerError> {
    let Some(before) = seq.checked_sub(1) else {
        return Ok(None);
    };
    let found = facts.read_after(stream, before, 1)?;
    Ok(found.first().filter(|env| env.seq == seq).map(Said::of))
}

/// The order with what it speaks of as it is on record at this moment: somebody else may have removed words just now.
fn as_on_record(facts: &mut dyn ReadFacts, stream: &CampaignId, order: &Order) -> Result<Order, LedgerError> {
    let mut order = order.clone();
    if let Command::RedactFacts { facts: wanted } = &mut order.command {
        for fact in wanted {
            if let Some(found) = said(facts, stream, fact.seq)? {
                *fact = found;
            }
        }
    }
    Ok(order)
}

/// See who may, decide, and see whether what follows is within the own units.
fn judge(
    campaign: &Campaign,
    who: &Who,
    pass: Option<&Pass>,
    order: &Order,
    now: Stamp,
) -> Result<Vec<Draft>, Refusal> {
    let Some(pass) = pass else {
        return decide(campaign, order, who, now);
    };
    authority::authorise(who, pass, campaign, &order.command, now)?;
    let drafts = decide(campaign, order, who, now)?;
    authority::within(who.role, pass, campaign, &drafts, now)?;
    Ok(drafts)
}

fn carry_out(
    journal: &mut dyn Journal,
    blobs: &mut dyn Blobs,
    campaign: &mut Campaign,
    (who, pass): (&Who, Option<&Pass>),
    order: &Order,
    now: Stamp,
    news: &mut Vec<Envelope>,
) -> Result<Receipt, LedgerError> {
    let stream = campaign.id().clone();
    let was_open = campaign.opened().is_some();
    let mut turn = journal.turn(&stream)?;
    take_in(turn.as_mut(), campaign, |page| news.extend(page))?;
    let before = turn.command(&stream, order.cmd)?;
    let receipt = |facts: Vec<Envelope>, already| Receipt {
        cmd: order.cmd,
        opened: !was_open && facts.iter().any(|f| matches!(f.fact, Fact::CampaignOpened(_))),
        facts,
        already,
        there: Vec::new(),
        remains: false,
    };
    if !before.is_empty() {
        return Ok(receipt(before, true));
    }
    let order = &as_on_record(turn.as_mut(), &stream, order)?;
    let drafts = judge(campaign, who, pass, order, now)?;
    let there = already_there(campaign, order, who, now);
    let done = |facts, already| Receipt {
        there,
        ..receipt(facts, already)
    };
    if drafts.is_empty() {
        return Ok(done(Vec::new(), true));
    }
    let batch = Batch {
        cmd: order.cmd,
        actor: who.actor.clone(),
        real_user: who.real_user.clone(),
        role: who.role,
        via: who.via,
        recorded: now,
        drafts,
    };
    // Not before the command is accepted, so that what is refused leaves nothing; and before it is on record, so that a
    // fact never speaks of bytes that are not there (decision 13).
    blobs.settle()?;
    match turn.append(campaign.seq(), &batch)? {
        Appended::Done(facts) => {
            for env in &facts {
                campaign.apply(env);
            }
            news.extend(facts.iter().cloned());
            Ok(done(facts, false))
        }
        Appended::Already(facts) => Ok(receipt(facts, true)),
        // Not within a turn; told as what it would be: others are writing faster than we can.
        Appended::Moved(_) => Err(StoreError::Busy.into()),
    }
}
