//! Commands about letters: what is kept, to whom it belongs, what is taken back.
//!
//! Two who decide about one letter meet here, in the order of the house stream, and the second is told of the first. What
//! follows in the campaign comes after (`follow.rs`) and can be asked for again. It must never know how a letter is read.

use std::collections::BTreeSet;

use chrono::Datelike;

use super::case::{Facts, doubt_of};
use super::letter_order::{Arrival, Judged, LetterCommand, LetterOrder, Verdict};
use super::order::{LATE_ENTRY, NOTE_MAX, Who};
use super::redaction::redactions;
use super::together::{in_doubt, second_without_number};
use crate::core::campaign::Campaign;
use crate::core::fact::{ClockCorrected, Draft, Fact, LetterFact};
use crate::core::house::{House, Letter, LetterState, Owed, sender_name};
use crate::core::letter::{
    Doubt, Judgement, LetterAutomatic, LetterCopied, LetterDismissed, LetterFailed, LetterFiled, LetterKept,
    LetterKind, LetterPutBack, LetterSetAside, LetterSettled, SenderForgotten, Symbol,
};
use crate::core::names::{CampaignId, LetterId, UnitCode};
use crate::core::refusal::{Refusal, Rule};
use crate::core::time::Stamp;

/// Decides about letters. `campaign` is the one that they are filed to; `now` is the real moment.
///
/// No facts at all: everything that the command brings is on record already.
///
/// # Errors
/// The refusal: which rule, when, and what the sentence about it needs.
pub fn decide_letters(
    house: &House,
    campaign: &Campaign,
    order: &LetterOrder,
    who: &Who,
    now: Stamp,
) -> Result<Vec<Draft>, Refusal> {
    let desk = Judging {
        house,
        campaign,
        order,
        who,
        now,
    };
    desk.check()?;
    desk.decide()
}

/// A command about letters, and what it meets.
struct Judging<'a> {
    house: &'a House,
    campaign: &'a Campaign,
    order: &'a LetterOrder,
    who: &'a Who,
    now: Stamp,
}

impl Judging<'_> {
    fn check(&self) -> Result<(), Refusal> {
        if let Some(deed) = self.order.command.deed() {
            crate::core::authority::may_at_all(self.who.role, deed, self.now)?;
        }
        let today = self.campaign.date(self.now);
        let doubt = doubt_of((self.house.seq(), self.house.recorded()), today, self.now);
        let sets_right = self.order.command == LetterCommand::CorrectClock;
        if let Some(doubt) = doubt.filter(|d| !(sets_right && d.rule == Rule::ClockBehind)) {
            return Err(doubt);
        }
        if self.order.note.chars().count() > NOTE_MAX {
            return Err(self.refusal(Rule::TextTooLong));
        }
        Ok(())
    }

    fn decide(&self) -> Facts {
        match &self.order.command {
            LetterCommand::TakeIn { arrivals } => Ok(self.take_in(arrivals)),
            LetterCommand::Judge { letters } => self.judge(letters),
            LetterCommand::File {
                letters,
                units,
                kind,
                symbol,
                received,
            } => self.file(letters, units, *kind, symbol, *received),
            LetterCommand::Dismiss { letters } => self.dismiss(letters),
            LetterCommand::PutBack { letters } => self.put_back(letters),
            LetterCommand::Forget { sender } => Ok(self.forget(sender)),
            LetterCommand::Settle { settled } => Ok(self.settle(settled)),
            LetterCommand::RedactFacts { facts } => {
                redactions(facts, &self.reason()?, (self.now, false), self.now)
            }
            LetterCommand::CorrectClock => self.correct_clock(),
        }
    }

    // ------------------------------------------------------------------ what came in

    /// Each once, whether it came before or twice in one command. Bytes that are known bring nothing, whatever they were
    /// taken apart into this time; a known letter in other bytes is a copy.
    fn take_in(&self, arrivals: &[Arrival]) -> Vec<Draft> {
        let mut drafts = Vec::new();
        let (mut ids, mut raws) = (BTreeSet::new(), BTreeSet::new());
        for arrival in arrivals {
            let copy = match arrival {
                Arrival::Letter(kept) => &kept.copy,
                Arrival::Unread(failed) => &failed.copy,
            };
            if self.house.came_as(&copy.raw).is_some() || !raws.insert(&copy.raw) {
                continue;
            }
            let fact = match arrival {
                Arrival::Letter(kept)
                    if self.house.letter(&kept.letter).is_some() || ids.contains(&kept.letter) =>
                {
                    LetterFact::Copied(LetterCopied {
                        letter: kept.letter.clone(),
                        copy: copy.clone(),
                    })
                }
                Arrival::Letter(kept) => {
                    ids.insert(&kept.letter);
                    LetterFact::Kept(LetterKept::clone(kept))
                }
                Arrival::Unread(failed) if self.is_known(failed) => continue,
                Arrival::Unread(failed) => LetterFact::Failed(failed.clone()),
            };
            drafts.push(self.draft(fact, copy.received));
        }
        drafts
    }

    /// It failed before, for the same reason: that is recorded once.
    fn is_known(&self, failed: &LetterFailed) -> bool {
        let known = self.house.failure(&failed.copy.raw);
        known.is_some_and(|known| known.why == failed.why)
    }

    /// What came from outside names a moment that may lie ahead of our clock, or nowhere: then it is the present that counts.
    fn draft(&self, fact: LetterFact, at: Stamp) -> Draft {
        let can_be = at <= self.now && self.campaign.date(at).year() >= 2000;
        let at = if can_be { at } else { self.now };
        Draft {
            unit: None,
            at,
            entered_later: self.now.0 - at.0 > LATE_ENTRY,
            fact: Fact::Letter(fact),
        }
    }

    fn now(&self, fact: LetterFact) -> Draft {
        self.draft(fact, self.now)
    }

    // ------------------------------------------------------------------ what the rules say

    fn judge(&self, letters: &[Judged]) -> Facts {
        let mut drafts = Vec::new();
        let mut seen = BTreeSet::new();
        let mut reported = BTreeSet::new();
        for judged in letters {
            let letter = self.letter(&judged.letter)?;
            if letter.state == LetterState::New && seen.insert(&judged.letter) {
                let fact = if second_without_number(judged, &mut reported) {
                    self.judged(&in_doubt(judged))
                } else {
                    self.judged(judged)
                };
                drafts.push(self.now(fact));
            }
        }
        Ok(drafts)
    }

    fn judged(&self, judged: &Judged) -> LetterFact {
        let (letter, judgement) = (judged.letter.clone(), judged.judgement.clone());
        let aside = |doubt, campaign, kind, symbol: &Symbol, judgement| {
            LetterFact::SetAside(LetterSetAside {
                letter: judged.letter.clone(),
                doubt,
                campaign,
                kind,
                symbol: symbol.clone(),
                judgement,
            })
        };
        match &judged.verdict {
            Verdict::Automatic => LetterFact::Automatic(LetterAutomatic { letter, judgement }),
            Verdict::SetAside {
                doubt,
                campaign,
                kind,
                symbol,
            } => aside(*doubt, campaign.clone(), *kind, symbol, judgement),
            // Agreement files. A campaign that nobody opened, that is closed, or does not ask this unit files nothing.
            Verdict::File {
                campaign,
                units,
                kind,
                symbol,
            } => {
                let takes = campaign == self.campaign.id() && self.takes(units).is_ok();
                if takes {
                    self.filed(&judged.letter, units, *kind, symbol, None, judgement)
                } else {
                    aside(Doubt::Campaign, Some(campaign.clone()), *kind, symbol, judgement)
                }
            }
        }
    }

    // ------------------------------------------------------------------ what people say

    fn file(
        &self,
        letters: &[LetterId],
        units: &[UnitCode],
        kind: LetterKind,
        symbol: &Symbol,
        received: Option<Stamp>,
    ) -> Facts {
        self.takes(units)?;
        if let Some(at) = received {
            self.reason()?;
            if at > self.now {
                return Err(self.refusal(Rule::FutureDate).at(at));
            }
            if self.campaign.date(at).year() < 2000 {
                return Err(self.refusal(Rule::ImpossibleDate).at(at));
            }
        }
        self.each(letters, |letter, id| {
            if self.is_filed_so(letter, units, kind) {
                return Ok(None);
            }
            self.is_open(letter, id)?;
            let judgement = Judgement::default();
            Ok(Some(self.filed(id, units, kind, symbol, received, judgement)))
        })
    }

    fn filed(
        &self,
        letter: &LetterId,
        units: &[UnitCode],
        kind: LetterKind,
        symbol: &Symbol,
        received: Option<Stamp>,
        judgement: Judgement,
    ) -> LetterFact {
        LetterFact::Filed(LetterFiled {
            letter: letter.clone(),
            campaign: self.campaign.id().clone(),
            units: self.in_order(units),
            kind,
            symbol: symbol.clone(),
            received,
            judgement,
            note: self.note(),
        })
    }

    /// May anything be filed to these units of the campaign?
    fn takes(&self, units: &[UnitCode]) -> Result<(), Refusal> {
        let id = self.campaign.id().as_str();
        if self.campaign.opened().is_none() {
            return Err(self.refusal(Rule::CampaignNotOpened).what(id));
        }
        if let Some(closed) = self.campaign.closed() {
            return Err(self.refusal(Rule::CampaignClosed).by(&closed.actor, closed.at));
        }
        if units.is_empty() {
            return Err(self.refusal(Rule::NoUnit));
        }
        let roster = self.campaign.roster();
        match units.iter().find(|code| roster.by_code(code.as_str()).is_none()) {
            Some(unknown) => Err(self.refusal(Rule::UnknownUnit).what(unknown.as_str())),
            None => Ok(()),
        }
    }

    /// The units, each once, in the order of the roster.
    fn in_order(&self, units: &[UnitCode]) -> Vec<UnitCode> {
        let roster = self.campaign.roster();
        let places: BTreeSet<_> = units
            .iter()
            .filter_map(|code| roster.by_code(code.as_str()))
            .collect();
        places.into_iter().map(|ix| self.campaign.code(ix)).collect()
    }

    fn is_filed_so(&self, letter: &Letter, units: &[UnitCode], kind: LetterKind) -> bool {
        letter.state == LetterState::Filed
            && self.house.campaign_of(letter) == Some(self.campaign.id())
            && letter.filing.as_ref().is_some_and(|f| f.kind == kind)
            && self.house.units_of(letter).eq(&self.in_order(units))
    }

    fn dismiss(&self, letters: &[LetterId]) -> Facts {
        let reason = self.reason()?;
        self.each(letters, |letter, id| {
            self.is_open(letter, id)?;
            Ok(Some(LetterFact::Dismissed(LetterDismissed {
                letter: id.clone(),
                reason: reason.clone(),
            })))
        })
    }

    fn put_back(&self, letters: &[LetterId]) -> Facts {
        let reason = self.reason()?;
        self.each(letters, |letter, id| {
            if letter.state.waits() {
                return Err(self.about(Rule::LetterWaits, letter, id));
            }
            self.is_settled(letter, id)?;
            let elsewhere = letter.filing.as_ref().is_some_and(|f| !f.facts.is_empty())
                && self.house.campaign_of(letter) != Some(self.campaign.id());
            if elsewhere {
                let campaign = self.house.campaign_of(letter).map_or("", CampaignId::as_str);
                return Err(self.refusal(Rule::LetterElsewhere).what(campaign));
            }
            Ok(Some(LetterFact::PutBack(LetterPutBack {
                letter: id.clone(),
                reason: reason.clone(),
            })))
        })
    }

    /// Where nobody filed a letter of that sender there is nothing to forget.
    fn forget(&self, sender: &str) -> Vec<Draft> {
        let known = !self.house.filed_by_people(sender).is_empty();
        let name = sender_name(sender).filter(|_| known);
        let fact = name.map(|sender| LetterFact::Forgotten(SenderForgotten { sender }));
        fact.map(|fact| self.now(fact)).into_iter().collect()
    }

    /// Each letter once, all or nothing.
    fn each(
        &self,
        letters: &[LetterId],
        fact: impl Fn(&Letter, &LetterId) -> Result<Option<LetterFact>, Refusal>,
    ) -> Facts {
        let mut drafts = Vec::new();
        let mut seen = BTreeSet::new();
        for id in letters.iter().filter(|id| seen.insert(*id)) {
            let letter = self.letter(id)?;
            self.is_fresh(letter, id)?;
            drafts.extend(fact(letter, id)?.map(|fact| self.now(fact)));
        }
        if seen.is_empty() {
            return Err(self.refusal(Rule::LetterUnknown));
        }
        Ok(drafts)
    }

    /// Nobody else has decided about it since it was seen (decision 11).
    fn is_fresh(&self, letter: &Letter, id: &LetterId) -> Result<(), Refusal> {
        let newer = letter
            .decision
            .zip(self.order.based_on)
            .is_some_and(|(d, seen)| d.seq > seen);
        if newer && self.house.decided_by(letter) != Some(&self.who.actor) {
            return Err(self.about(Rule::LetterDecided, letter, id));
        }
        Ok(())
    }

    /// Nothing is decided about it that would have to be taken back first.
    fn is_open(&self, letter: &Letter, id: &LetterId) -> Result<(), Refusal> {
        match letter.state {
            LetterState::New | LetterState::SetAside | LetterState::Automatic => self.is_settled(letter, id),
            LetterState::Filed | LetterState::Dismissed => Err(self.about(Rule::LetterDecided, letter, id)),
        }
    }

    /// The campaign has followed the last decision: or else the next would be about something that is half done.
    fn is_settled(&self, letter: &Letter, id: &LetterId) -> Result<(), Refusal> {
        match letter.owed {
            Owed::Nothing => Ok(()),
            Owed::Entry | Owed::Return => Err(self.about(Rule::LetterUnsettled, letter, id)),
        }
    }

    // ------------------------------------------------------------------ what the ledger says

    /// Somebody else may have settled some meanwhile, or decided otherwise.
    fn settle(&self, settled: &[LetterSettled]) -> Vec<Draft> {
        let owes = |s: &&LetterSettled| {
            let letter = self.house.letter(&s.letter).filter(|l| l.owed != Owed::Nothing);
            letter
                .and_then(|l| l.decision)
                .is_some_and(|d| d.seq == s.decision)
        };
        let owing = settled.iter().filter(owes);
        owing.map(|s| self.now(LetterFact::Settled(s.clone()))).collect()
    }

    fn correct_clock(&self) -> Facts {
        let note = self.reason()?;
        let wrong = self.house.recorded();
        if wrong <= self.now {
            return Err(self.refusal(Rule::ClockNotAhead).at(wrong));
        }
        Ok(vec![Draft {
            unit: None,
            at: self.now,
            entered_later: false,
            fact: Fact::ClockCorrected(ClockCorrected { wrong, note }),
        }])
    }

    // ------------------------------------------------------------------ what all use

    fn letter(&self, id: &LetterId) -> Result<&Letter, Refusal> {
        let found = self.house.letter(id);
        found.ok_or_else(|| self.refusal(Rule::LetterUnknown).what(id.as_str()))
    }

    fn refusal(&self, rule: Rule) -> Refusal {
        Refusal::new(rule, self.now)
    }

    /// A refusal because of what was decided about a letter: it says who did, and when.
    fn about(&self, rule: Rule, letter: &Letter, id: &LetterId) -> Refusal {
        let refusal = self.refusal(rule).what(id.as_str());
        match (self.house.decided_by(letter), letter.decision) {
            (Some(actor), Some(decision)) => refusal.by(actor, decision.at),
            _ => refusal.at(letter.at),
        }
    }

    fn note(&self) -> String {
        self.order.note.trim().to_owned()
    }

    fn reason(&self) -> Result<String, Refusal> {
        match self.note() {
            reason if reason.is_empty() => Err(self.refusal(Rule::ReasonMissing)),
            reason => Ok(reason),
        }
    }
}
