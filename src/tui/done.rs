//! What was done here and not taken back, in its order, and what was taken back: undo is one key, but decisions about letters
//! stand in another stream than the commands of the campaign.
//!
//! What was done here is known in its order; of an earlier session the later record counts. It must never know how anything
//! is taken back.

use std::collections::BTreeSet;

use crate::core::decide::{Command, taken_back};
use crate::core::names::{CmdId, LetterId};
use crate::ledger::Own;
use crate::tui::letters::Letters;
use crate::tui::model::Model;

/// Something that was done here, for undo, or taken back, for redo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    /// A command of the campaign: the ledger knows which was the last.
    Command,
    /// A decision about these letters.
    Letters(Vec<LetterId>),
}

/// So many things are kept: further back the records tell which was later.
const DONE_MOST: usize = 512;

/// What was done here in which order.
#[derive(Debug, Default)]
pub struct Trail {
    done: Vec<Done>,
    undone: Vec<Done>,
    /// Commands that take back one of the campaign's, and those that do one again, which are not answered yet.
    undoing: BTreeSet<CmdId>,
    redoing: BTreeSet<CmdId>,
    last: Option<Own>,
    back: Option<Own>,
}

impl Trail {
    /// Takes in what of one's own about letters there is on record.
    pub fn hear(&mut self, letters: &Letters) {
        self.last.clone_from(&letters.last);
        self.back.clone_from(&letters.back);
    }

    /// A command of the campaign is given.
    pub fn given(&mut self, cmd: CmdId, command: &Command, pending: impl Fn(&CmdId) -> bool) {
        for set in [&mut self.undoing, &mut self.redoing] {
            set.retain(&pending);
        }
        match command {
            Command::Undo => self.undoing.insert(cmd),
            Command::Redo => self.redoing.insert(cmd),
            _ => false,
        };
    }

    /// It was carried out.
    pub fn carried(&mut self, cmd: &CmdId, already: bool) {
        if self.undoing.remove(cmd) {
            pop(&mut self.done);
            push(&mut self.undone, Done::Command);
        } else if self.redoing.remove(cmd) {
            pop(&mut self.undone);
            push(&mut self.done, Done::Command);
        } else if !already {
            push(&mut self.done, Done::Command);
        }
    }

    /// Letters were decided.
    pub fn decided(&mut self, letters: Vec<LetterId>) {
        forget(&mut self.undone, &letters);
        push(&mut self.done, Done::Letters(letters));
    }

    /// What was decided about these letters was taken back.
    pub fn put_back(&mut self, letters: Vec<LetterId>) {
        forget(&mut self.done, &letters);
        push(&mut self.undone, Done::Letters(letters));
    }
}

impl Model {
    /// What takes back a decision about letters, if that is what undo takes back now.
    pub fn letters_to_undo(&self) -> Option<Own> {
        let last = self.trail.last.clone()?;
        self.is_meant(&self.trail.done, &last, &Command::Undo)
            .then_some(last)
    }

    /// What does a decision about letters again, if that is what redo does now.
    pub fn letters_to_redo(&self) -> Option<Own> {
        let back = self.trail.back.clone()?;
        self.is_meant(&self.trail.undone, &back, &Command::Redo)
            .then_some(back)
    }

    fn is_meant(&self, here: &[Done], own: &Own, command: &Command) -> bool {
        for done in here.iter().rev() {
            match done {
                Done::Command => return false,
                Done::Letters(letters) if own.letters().iter().any(|id| letters.contains(id)) => return true,
                // Somebody has decided about them since.
                Done::Letters(_) => {}
            }
        }
        let other = taken_back(self.live(), command, &self.who.actor);
        other.is_none_or(|done| done.recorded < own.recorded)
    }
}

fn push(list: &mut Vec<Done>, done: Done) {
    if list.len() == DONE_MOST {
        list.remove(0);
    }
    list.push(done);
}

/// Takes a command away from the end.
fn pop(list: &mut Vec<Done>) {
    if list.last() == Some(&Done::Command) {
        list.pop();
    }
}

fn forget(list: &mut Vec<Done>, letters: &[LetterId]) {
    for done in &mut *list {
        if let Done::Letters(known) = done {
            known.retain(|id| !letters.contains(id));
        }
    }
    list.retain(|done| !matches!(done, Done::Letters(known) if known.is_empty()));
}
