//! Taking a command back, and taking that back: what may still be undone, and what rests on it.
//!
//! It must never know what the facts mean; which rests on which is said by the facts (`Fact::rests_on`).

use crate::core::campaign::{Campaign, Done};
use crate::core::fact::{CommandUndone, Fact, FactKind, Via};
use crate::core::names::{Actor, CmdId, UnitIx};
use crate::core::refusal::{Refusal, Rule};
use crate::core::unit::{Entry, toggle};

use super::case::{Case, Facts};
use super::order::Command;

impl Case<'_> {
    pub(super) fn undo(&self) -> Facts {
        let done = self.meant()?;
        if done.never {
            return Err(self
                .refusal(Rule::UndoNever)
                .by(&done.actor, done.recorded)
                .what(done.what));
        }
        self.take_back(done)
    }

    pub(super) fn redo(&self) -> Facts {
        self.take_back(self.meant()?)
    }

    /// What a letter brought, taken back with the letter. Done already is done.
    pub(super) fn take_back_command(&self, cmd: CmdId) -> Facts {
        match taken_back(self.campaign, &self.order.command, &self.who.actor) {
            Some(done) if done.undone => Ok(Vec::new()),
            Some(done) => self.take_back(done),
            None => Err(self.refusal(Rule::UndoTooFar).what(cmd.to_string())),
        }
    }

    fn meant(&self) -> Result<&Done, Refusal> {
        taken_back(self.campaign, &self.order.command, &self.who.actor)
            .ok_or_else(|| self.refusal(Rule::NothingToUndo))
    }

    fn take_back(&self, done: &Done) -> Facts {
        let mut drafts = Vec::new();
        for unit in &done.units {
            let log = self.campaign.entries(*unit);
            let mut at = None;
            for e in log
                .iter()
                .rev()
                .take_while(|e| e.seq >= done.first_seq)
                .filter(|e| e.cmd == done.cmd && !e.void)
            {
                self.nothing_rests_on(log, e, *unit)?;
                at = at.max(Some(e.at));
            }
            // The undo takes effect at the undone fact's own moment (decision 9): a corrected mistake never was.
            if let Some(at) = at {
                let mut d = self.draft(*unit, Fact::CommandUndone(CommandUndone { cmd: done.cmd }));
                d.at = at;
                d.entered_later = false;
                drafts.push(d);
            }
        }
        if drafts.is_empty() {
            Err(self.refusal(Rule::NothingToUndo))
        } else {
            Ok(drafts)
        }
    }

    /// For an undo: nothing later may rest on the fact. For a redo: nothing later may rest on what would stand again.
    fn nothing_rests_on(&self, log: &[Entry], e: &Entry, unit: Option<UnitIx>) -> Result<(), Refusal> {
        let bases: Vec<&Entry> = match e.fact.undoes() {
            Some(cmd) => log.iter().filter(|b| b.cmd == cmd).collect(),
            None => vec![e],
        };
        let later = log
            .iter()
            .rev()
            .take_while(|l| l.seq > e.seq)
            .filter(|l| !l.void && l.cmd != e.cmd);
        let in_the_way = later
            .filter(|l| bases.iter().any(|b| l.fact.rests_on(&b.fact)))
            .last();
        let restored = e.fact.undoes().is_some();
        let moved = || {
            bases
                .iter()
                .find_map(|b| ground_moved(log, b).or_else(|| stands_again(log, b, e)))
        };
        match in_the_way.or_else(|| restored.then(moved).flatten()) {
            None => Ok(()),
            Some(l) => {
                let mut r = self
                    .refusal(Rule::UndoRestedOn)
                    .by(&l.actor, l.recorded)
                    .what(FactKind::of(&l.fact));
                r.unit = unit.map(|ix| self.campaign.code(ix));
                Err(r)
            }
        }
    }
}

/// What an undo or redo of somebody takes back: the last of the own commands of that kind that still stands. What a letter
/// brought goes with its letter and not by itself, so that the two never say different things.
pub fn taken_back<'a>(campaign: &'a Campaign, command: &Command, actor: &Actor) -> Option<&'a Done> {
    // An export changes nothing that could be taken back: an undo means what was done before it.
    let stands =
        |d: &Done| d.actor == *actor && !d.undone && d.via != Via::Mail && d.what != FactKind::ExportMade;
    let is_meant = |d: &&Done| {
        if let Command::TakeBack { cmd } = command {
            return d.cmd == *cmd && d.via == Via::Mail;
        }
        let undo = *command == Command::Undo && d.undoes.is_none();
        let redo = *command == Command::Redo && d.undoes.is_some() && !d.redo;
        stands(d) && (undo || redo)
    };
    let mut newest_first = campaign.done().rev();
    newest_first.find(is_meant)
}

/// The log before fact `seq`, with the marks as they were then.
fn as_then(log: &[Entry], seq: u64) -> Vec<Entry> {
    let mut then: Vec<Entry> = Vec::new();
    for e in log.iter().take_while(|e| e.seq < seq) {
        then.push(Entry {
            void: false,
            ..e.clone()
        });
        if let Some(cmd) = e.fact.undoes() {
            toggle(&mut then, cmd);
        }
    }
    then
}

/// For a fact that would stand again: what it rested on when it was decided must be what would be beneath it now. Or else
/// an acceptance could come back without its version, and settle on the next one, which nobody has reviewed. Gives the
/// entry that changed it.
fn ground_moved<'a>(log: &'a [Entry], b: &Entry) -> Option<&'a Entry> {
    let then = as_then(log, b.seq);
    let changed = log
        .iter()
        .zip(&then)
        .find(|(now, then)| now.void != then.void && now.cmd != b.cmd && b.fact.rests_on(&now.fact));
    changed.map(|(now, _)| changer(log, now))
}

/// For a fact that would stand again: nothing that came after it, and was taken back when `undo` took it back, may stand
/// again by now and rest on it. Or else two people could each bring a version 1 back.
fn stands_again<'a>(log: &'a [Entry], b: &Entry, undo: &Entry) -> Option<&'a Entry> {
    let then = as_then(log, undo.seq);
    let changed = log.iter().zip(&then).find(|(now, then)| {
        now.seq > b.seq && then.void && !now.void && now.cmd != b.cmd && now.fact.rests_on(&b.fact)
    });
    changed.map(|(now, _)| changer(log, now))
}

/// The standing undo that took an entry back, or the entry itself.
fn changer<'a>(log: &'a [Entry], changed: &'a Entry) -> &'a Entry {
    let taken_back = |e: &&Entry| !e.void && e.fact.undoes() == Some(changed.cmd);
    log.iter().rev().find(taken_back).unwrap_or(changed)
}
