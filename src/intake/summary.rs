//! What became of what lay in a mailbox. Whatever came in is in exactly one of the counts.
//!
//! It must never know how that came about.

use crate::core::house::LetterState;
use crate::core::letter::Unreadable;
use crate::core::names::{BlobId, LetterId};
use crate::mailbox::{MailboxError, Reach};

/// What became of something that lay in a mailbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Became {
    /// A letter, filed to units.
    Filed(LetterId),
    /// A letter that waits for a person.
    SetAside(LetterId),
    /// A letter that no person wrote.
    Automatic(LetterId),
    /// A letter that is on record already.
    Duplicate(LetterId),
    /// It could not be read; it is on record under its bytes.
    Failed(BlobId, Unreadable),
    /// It is no file, or may not be read: nothing of it could be kept. Why, as a stable word of the mailbox.
    Unkept(&'static str),
}

impl Became {
    /// Of a letter that was new: where it stands.
    pub(super) fn of(id: LetterId, state: LetterState) -> Self {
        match state {
            LetterState::Filed => Self::Filed(id),
            LetterState::Automatic => Self::Automatic(id),
            // Somebody may have been quicker than the rules.
            LetterState::New | LetterState::SetAside | LetterState::Dismissed => Self::SetAside(id),
        }
    }

    /// The stable word.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Filed(_) => "filed",
            Self::SetAside(_) => "set_aside",
            Self::Automatic(_) => "automatic",
            Self::Duplicate(_) => "duplicate",
            Self::Failed(..) | Self::Unkept(_) => "failed",
        }
    }
}

/// What became of one thing in a mailbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Which mailbox.
    pub mailbox: String,
    /// What the mailbox calls it.
    pub item: String,
    /// The SHA-256 of its bytes, where they were read.
    pub raw: Option<BlobId>,
    /// What became of it.
    pub became: Became,
}

/// How a sweep went, or a round of one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// Letters filed to units.
    pub filed: u64,
    /// Letters that wait for a person.
    pub set_aside: u64,
    /// Letters that no person wrote.
    pub automatic: u64,
    /// Letters that were on record already.
    pub duplicate: u64,
    /// What could not be read.
    pub failed: u64,
    /// Of those, of what nothing could be kept.
    pub unkept: u64,
    /// Of those, what is too large and stays where it is.
    pub left: u64,
    /// It was asked to stop before the end.
    pub stopped: bool,
    /// What is on record and could not be marked in its mailbox.
    pub unmarked: u64,
    /// What a campaign could not follow yet; the next command goes on from there.
    pub unsettled: u64,
    /// Each outcome, where somebody wants them.
    pub outcomes: Vec<Outcome>,
}

impl Summary {
    /// Everything that came in: the sum of the rest.
    pub fn came_in(&self) -> u64 {
        self.filed + self.set_aside + self.automatic + self.duplicate + self.failed
    }

    /// Counts an outcome.
    pub(super) fn count(&mut self, outcome: Outcome, keep: bool) {
        match &outcome.became {
            Became::Filed(_) => self.filed += 1,
            Became::SetAside(_) => self.set_aside += 1,
            Became::Automatic(_) => self.automatic += 1,
            Became::Duplicate(_) => self.duplicate += 1,
            Became::Failed(_, why) => {
                self.failed += 1;
                self.left += u64::from(*why == Unreadable::TooLarge);
            }
            Became::Unkept(_) => {
                self.failed += 1;
                self.unkept += 1;
            }
        }
        if keep {
            self.outcomes.push(outcome);
        }
    }

    /// Adds another round.
    pub fn add(&mut self, other: Self) {
        self.filed += other.filed;
        self.set_aside += other.set_aside;
        self.automatic += other.automatic;
        self.duplicate += other.duplicate;
        self.failed += other.failed;
        self.unkept += other.unkept;
        self.left += other.left;
        self.unmarked += other.unmarked;
        self.unsettled += other.unsettled;
        self.stopped |= other.stopped;
        self.outcomes.extend(other.outcomes);
    }
}

/// How far a sweep is, for whoever watches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress<'a> {
    /// Which mailbox.
    pub mailbox: &'a str,
    /// What came in, in this round, and is on record.
    pub done: u64,
    /// How far the mailbox was gone through, where it knows how much there is.
    pub reach: Option<Reach>,
}

/// The stable word for what is wrong with a mailbox, for whoever looks at it later in another language.
pub fn trouble(error: &MailboxError) -> &'static str {
    match error {
        MailboxError::Absent(_) => "absent",
        MailboxError::Address(_) => "address",
        MailboxError::Secret { .. } => "secret",
        MailboxError::Io { .. } => "io",
        MailboxError::Server { .. } => "server",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_in_is_the_sum_of_the_rest() {
        let id = || LetterId::from("a");
        let mut summary = Summary::default();
        let all = [
            Became::Filed(id()),
            Became::SetAside(id()),
            Became::Automatic(id()),
            Became::Duplicate(id()),
            Became::Failed(BlobId::from("b"), Unreadable::TooLarge),
            Became::Unkept("link"),
        ];
        for became in all.clone() {
            let outcome = Outcome {
                mailbox: String::new(),
                item: String::new(),
                raw: None,
                became,
            };
            summary.count(outcome, true);
        }
        assert_eq!(summary.came_in(), all.len() as u64);
        assert_eq!((summary.failed, summary.unkept, summary.left), (2, 1, 1));
        let mut twice = summary.clone();
        twice.add(summary);
        assert_eq!((twice.came_in(), twice.outcomes.len()), (12, 12));
    }
}
