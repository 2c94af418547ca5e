//! What was done here and not taken back, in its order: undo is one key, but decisions about letters stand in another stream
//! than the commands of the campaign.
//!
//! It must never know how anything is taken back.

use crate::core::names::LetterId;
use crate::tui::model::Model;

/// Something that was done here, for undo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    /// A command of the campaign: the ledger knows which was the last.
    Command,
    /// A decision about these letters.
    Letters(Vec<LetterId>),
}

/// So many things that were done are kept: further back undo of letters does not reach.
const DONE_MOST: usize = 512;

impl Model {
    /// Something was done here.
    pub fn did(&mut self, done: Done) {
        if self.done.len() == DONE_MOST {
            self.done.remove(0);
        }
        self.done.push(done);
    }

    /// The last command of the campaign was taken back.
    pub fn undid(&mut self) {
        if self.done.last() == Some(&Done::Command) {
            self.done.pop();
        }
    }

    /// What was decided about these letters was taken back.
    pub fn forget_done(&mut self, back: &[LetterId]) {
        for done in &mut self.done {
            if let Done::Letters(letters) = done {
                letters.retain(|id| !back.contains(id));
            }
        }
        self.done
            .retain(|done| !matches!(done, Done::Letters(letters) if letters.is_empty()));
    }
}
