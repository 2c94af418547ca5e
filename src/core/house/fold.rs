//! The house as its facts make it: `take` takes in one fact, everything else answers questions.
//!
//! Lists are looked through as a whole: some tens of thousands of rows without words take less than a millisecond, and no
//! count is kept that could go wrong. It must never decide; that is done in [`crate::core::decide`].

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::digest::{self, digest};
use super::record::{Decision, Failure, Filing, Key, Letter, LetterState, Owed};
use crate::core::campaign::Campaign;
use crate::core::eyes::Eyes;
use crate::core::fact::{Envelope, Fact, LetterFact};
use crate::core::home::{self, Home, Stray};
use crate::core::letter::{Judgement, LetterFiled, LetterKept, LetterKind, LetterSettled};
use crate::core::names::{Actor, BlobId, CampaignId, LetterId, UnitCode};
use crate::core::time::Stamp;

/// What belongs to no campaign.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct House {
    seq: u64,
    recorded: Stamp,
    pub(super) letters: Vec<Letter>,
    /// Further bytes of letters, each with the place of its letter.
    copies: Vec<(Key, u32)>,
    failures: BTreeMap<Key, Failure>,
    campaigns: Vec<CampaignId>,
    units: Vec<UnitCode>,
    actors: Vec<Actor>,
    /// Senders whose hints were forgotten, each with the number of the fact.
    pub(super) forgotten: BTreeMap<u64, u64>,
    #[serde(skip)]
    pub(super) index: Index,
}

/// What finds a letter quickly; made of the letters.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Index {
    ids: HashMap<Key, u32>,
    raws: HashMap<Key, u32>,
    owing: BTreeSet<u32>,
    /// The letters of each sender.
    pub(super) senders: HashMap<u64, Vec<u32>>,
}

/// How many letters there are. What came in is the sum of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Kept, and nothing is decided.
    pub new: u64,
    /// They wait for a person.
    pub set_aside: u64,
    /// Filed to units.
    pub filed: u64,
    /// No person wrote them.
    pub automatic: u64,
    /// A person said that they are none of ours.
    pub dismissed: u64,
    /// They could not be read.
    pub failed: u64,
    /// Further copies of a letter that is counted elsewhere.
    pub copies: u64,
}

impl Counts {
    /// Everything that came in.
    pub fn came_in(&self) -> u64 {
        self.new + self.set_aside + self.filed + self.automatic + self.dismissed + self.failed + self.copies
    }
}

impl House {
    /// Takes in the next fact of the house stream. Facts come in the order of their numbers.
    ///
    /// # Errors
    /// It belongs to a campaign, or speaks of a letter that is not there; nothing was taken in.
    pub fn take(&mut self, env: &Envelope) -> Result<(), Stray> {
        if env.seq <= self.seq {
            return Ok(());
        }
        home::check(env, Home::House)?;
        if let Fact::Letter(fact) = &env.fact {
            self.apply(env, fact).ok_or(Stray { seq: env.seq })?;
        }
        self.seq = env.seq;
        self.recorded = env.recorded;
        Ok(())
    }

    /// The same house with what finds letters quickly, which is not stored.
    #[must_use]
    pub fn woken(mut self) -> Self {
        let places = || 0_u32..;
        let mut index = Index {
            raws: self.copies.iter().copied().collect(),
            ..Index::default()
        };
        for (place, letter) in places().zip(&self.letters) {
            index.ids.insert(letter.id, place);
            index.raws.insert(letter.raw, place);
            index.senders.entry(letter.sender).or_default().push(place);
            if letter.owed != Owed::Nothing {
                index.owing.insert(place);
            }
        }
        self.index = index;
        self
    }

    /// `None`: it speaks of what is not there.
    fn apply(&mut self, env: &Envelope, fact: &LetterFact) -> Option<()> {
        match fact {
            LetterFact::Kept(f) => self.keep(env, f),
            LetterFact::Copied(f) => {
                let (place, raw) = (self.place(&f.letter)?, Key::of(f.copy.raw.as_str())?);
                self.index.raws.insert(raw, place);
                self.copies.push((raw, place));
                self.failures.remove(&raw);
                self.letters.get_mut(place as usize)?.copies += 1;
                Some(())
            }
            LetterFact::Failed(f) => {
                let raw = Key::of(f.copy.raw.as_str())?;
                let (seq, at, why) = (env.seq, env.at, f.why);
                self.failures.insert(raw, Failure { raw, seq, at, why });
                Some(())
            }
            LetterFact::Filed(f) => self.file(env, f),
            LetterFact::SetAside(f) => self.decide(env, &f.letter, LetterState::SetAside, &f.judgement),
            LetterFact::Automatic(f) => self.decide(env, &f.letter, LetterState::Automatic, &f.judgement),
            LetterFact::Dismissed(f) => {
                self.decide(env, &f.letter, LetterState::Dismissed, &Judgement::default())
            }
            LetterFact::PutBack(f) => self.put_back(env, &f.letter),
            LetterFact::Settled(f) => self.settle(f),
            LetterFact::Forgotten(f) => self.forget(&f.sender, env.seq),
        }
    }

    fn keep(&mut self, env: &Envelope, f: &LetterKept) -> Option<()> {
        let (id, raw) = (Key::of(f.letter.as_str())?, Key::of(f.copy.raw.as_str())?);
        let place = u32::try_from(self.letters.len()).ok()?;
        if self.index.ids.contains_key(&id) {
            return None;
        }
        self.index.ids.insert(id, place);
        self.index.raws.insert(raw, place);
        self.failures.remove(&raw);
        if let Some(failed) = f.failed.as_ref().and_then(|raw| Key::of(raw.as_str())) {
            self.failures.remove(&failed);
        }
        let sender = digest::sender(&f.claims.from);
        self.letters.push(Letter {
            id,
            raw,
            seq: env.seq,
            at: env.at,
            state: LetterState::New,
            decision: None,
            judged: 0,
            filing: None,
            owed: Owed::Nothing,
            copies: 0,
            message: digest(&f.claims.message_id),
            sender,
        });
        self.index.senders.entry(sender).or_default().push(place);
        Some(())
    }

    fn decide(
        &mut self,
        env: &Envelope,
        id: &LetterId,
        state: LetterState,
        judgement: &Judgement,
    ) -> Option<()> {
        let place = self.place(id)?;
        let actor = intern(&mut self.actors, &env.actor);
        let letter = self.letters.get_mut(place as usize)?;
        letter.state = state;
        letter.decision = Some(Decision {
            seq: env.seq,
            at: env.recorded,
            actor,
        });
        letter.filing = None;
        if *judgement != Judgement::default() {
            letter.judged = env.seq;
        }
        self.owe(place, Owed::Nothing)
    }

    fn file(&mut self, env: &Envelope, f: &LetterFiled) -> Option<()> {
        self.decide(env, &f.letter, LetterState::Filed, &f.judgement)?;
        let place = self.place(&f.letter)?;
        let units = f.units.iter().map(|code| intern(&mut self.units, code)).collect();
        self.letters.get_mut(place as usize)?.filing = Some(Filing {
            seq: env.seq,
            campaign: intern(&mut self.campaigns, &f.campaign),
            units,
            kind: f.kind,
            facts: Box::default(),
            refused: false,
        });
        self.owe(
            place,
            if brings(f.kind) {
                Owed::Entry
            } else {
                Owed::Nothing
            },
        )
    }

    fn put_back(&mut self, env: &Envelope, id: &LetterId) -> Option<()> {
        let place = self.place(id)?;
        let before = self.letters.get(place as usize)?;
        let filing = before
            .filing
            .clone()
            .filter(|f| before.owed == Owed::Entry || !f.facts.is_empty());
        self.decide(env, id, LetterState::SetAside, &Judgement::default())?;
        let owed = if filing.is_some() {
            Owed::Return
        } else {
            Owed::Nothing
        };
        self.letters.get_mut(place as usize)?.filing = filing;
        self.owe(place, owed)
    }

    fn settle(&mut self, f: &LetterSettled) -> Option<()> {
        let place = self.place(&f.letter)?;
        let letter = self.letters.get_mut(place as usize)?;
        letter.decision.filter(|d| d.seq == f.decision)?;
        let filing = letter.filing.as_mut()?;
        filing.refused = f.refused.is_some();
        match letter.owed {
            Owed::Nothing => return None,
            Owed::Entry => {
                filing.facts = f.facts.as_slice().into();
                if filing.refused {
                    letter.state = LetterState::SetAside;
                }
            }
            // What the campaign keeps although it was asked for it back stays named.
            Owed::Return if filing.refused => {}
            Owed::Return => letter.filing = None,
        }
        self.owe(place, Owed::Nothing)
    }

    fn owe(&mut self, place: u32, owed: Owed) -> Option<()> {
        self.letters.get_mut(place as usize)?.owed = owed;
        if owed == Owed::Nothing {
            self.index.owing.remove(&place);
        } else {
            self.index.owing.insert(place);
        }
        Some(())
    }

    fn place(&self, id: &LetterId) -> Option<u32> {
        self.index.ids.get(&Key::of(id.as_str())?).copied()
    }

    // ------------------------------------------------------------------ questions

    /// Number of the last fact taken in; 0 if none.
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// When the last fact was recorded.
    pub fn recorded(&self) -> Stamp {
        self.recorded
    }

    /// Every letter, in the order in which they were kept.
    pub fn letters(&self) -> &[Letter] {
        &self.letters
    }

    /// The letter of that name.
    pub fn letter(&self, id: &LetterId) -> Option<&Letter> {
        self.letters.get(self.place(id)? as usize)
    }

    /// The letter that came, once, as these bytes.
    pub fn came_as(&self, raw: &BlobId) -> Option<&Letter> {
        let place = *self.index.raws.get(&Key::of(raw.as_str())?)?;
        self.letters.get(place as usize)
    }

    /// Every further copy of a letter: the letter, and the bytes of the copy.
    pub fn copies(&self) -> impl Iterator<Item = (Key, Key)> {
        let of = |(raw, place): &(Key, u32)| Some((self.letters.get(*place as usize)?.id, *raw));
        self.copies.iter().filter_map(of)
    }

    /// Letters that have [`House::rivals`].
    pub fn conflicts(&self) -> BTreeSet<Key> {
        let mut seen: HashMap<u64, u32> = HashMap::new();
        let named = || self.letters.iter().filter(|l| l.message != 0);
        for letter in named() {
            *seen.entry(letter.message).or_default() += 1;
        }
        let shared = named().filter(|l| seen.get(&l.message).is_some_and(|n| *n > 1));
        shared.map(|l| l.id).collect()
    }

    /// Other letters that claim the same message id: the same name on other content is shown, and nothing dropped.
    pub fn rivals<'a>(&'a self, letter: &'a Letter) -> impl Iterator<Item = &'a Letter> {
        let same = |l: &&Letter| letter.message != 0 && l.message == letter.message && l.id != letter.id;
        self.letters.iter().filter(same)
    }

    /// Letters in a state.
    pub fn in_state(&self, state: LetterState) -> impl Iterator<Item = &Letter> {
        self.letters.iter().filter(move |l| l.state == state)
    }

    /// Since when the one waits that has waited longest for somebody to say what becomes of it.
    pub fn waits_since(&self) -> Option<Stamp> {
        let waiting = self.letters.iter().filter(|l| l.state.waits());
        waiting.map(|l| l.at).min()
    }

    /// Letters that are filed to a unit of a campaign.
    pub fn filed_to<'a>(
        &'a self,
        campaign: &'a CampaignId,
        unit: &'a UnitCode,
    ) -> impl Iterator<Item = &'a Letter> {
        self.in_state(LetterState::Filed).filter(move |l| {
            self.campaign_of(l) == Some(campaign) && self.units_of(l).any(|code| code == unit)
        })
    }

    /// The letters that somebody with these eyes may see: all, or those that are filed to own units of this campaign.
    pub fn shown<'a>(&'a self, eyes: &'a Eyes, campaign: &'a Campaign) -> impl Iterator<Item = &'a Letter> {
        self.letters.iter().filter(|l| self.shows(l, eyes, campaign))
    }

    /// May somebody with these eyes see this letter?
    pub fn shows(&self, letter: &Letter, eyes: &Eyes, campaign: &Campaign) -> bool {
        let is_filed = letter.state == LetterState::Filed && self.campaign_of(letter) == Some(campaign.id());
        eyes.see_all() || is_filed && eyes.see_letter(campaign.roster(), self.units_of(letter))
    }

    /// The campaign that a letter is filed to, or was when it was put back or refused.
    pub fn campaign_of(&self, letter: &Letter) -> Option<&CampaignId> {
        self.campaigns.get(letter.filing.as_ref()?.campaign as usize)
    }

    /// The units that a letter is filed to.
    pub fn units_of(&self, letter: &Letter) -> impl Iterator<Item = &UnitCode> {
        let places = letter.filing.iter().flat_map(|f| f.units.to_vec());
        places.filter_map(|place| self.units.get(place as usize))
    }

    /// Who decided last about a letter.
    pub fn decided_by(&self, letter: &Letter) -> Option<&Actor> {
        self.actors.get(letter.decision?.actor as usize)
    }

    /// Letters whose campaign has not followed yet what was decided.
    pub fn owing(&self) -> impl Iterator<Item = &Letter> {
        let places = self.index.owing.iter();
        places.filter_map(|place| self.letters.get(*place as usize))
    }

    /// What could not be read, in the order of names.
    pub fn failures(&self) -> impl Iterator<Item = &Failure> {
        self.failures.values()
    }

    /// Why these bytes could not be read.
    pub fn failure(&self, raw: &BlobId) -> Option<&Failure> {
        self.failures.get(&Key::of(raw.as_str())?)
    }

    /// How many letters there are of each state.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts {
            failed: self.failures.len() as u64,
            copies: self.copies.len() as u64,
            ..Counts::default()
        };
        for letter in &self.letters {
            *match letter.state {
                LetterState::New => &mut counts.new,
                LetterState::SetAside => &mut counts.set_aside,
                LetterState::Filed => &mut counts.filed,
                LetterState::Automatic => &mut counts.automatic,
                LetterState::Dismissed => &mut counts.dismissed,
            } += 1;
        }
        counts
    }
}

/// Does a letter of this kind change anything in a campaign? Nothing that is asked for by letter is granted by it.
pub(super) fn brings(kind: LetterKind) -> bool {
    match kind {
        LetterKind::Report | LetterKind::Addition | LetterKind::Acknowledgement => true,
        LetterKind::Request | LetterKind::Question | LetterKind::Automatic | LetterKind::Other => false,
    }
}

/// The place of a name among the names that are known, where it is added if it is new.
fn intern<T: PartialEq + Clone>(names: &mut Vec<T>, name: &T) -> u32 {
    let place = names.iter().position(|known| known == name).unwrap_or_else(|| {
        names.push(name.clone());
        names.len() - 1
    });
    place as u32
}
