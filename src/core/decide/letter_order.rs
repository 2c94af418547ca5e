//! What somebody wants of letters: the commands of the house stream.
//!
//! It must never know whether a command is allowed.

use crate::core::deed::Deed;
use crate::core::letter::{Doubt, Judgement, LetterFailed, LetterKept, LetterKind, LetterSettled, Symbol};
use crate::core::names::{CampaignId, CmdId, LetterId, UnitCode};
use crate::core::redaction::Said;
use crate::core::time::Stamp;

/// Something that came in.
#[derive(Debug, Clone, PartialEq)]
pub enum Arrival {
    /// A letter, taken apart.
    Letter(Box<LetterKept>),
    /// Something that could not be read.
    Unread(LetterFailed),
}

/// What the rules say of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It belongs there without doubt.
    File {
        /// The campaign.
        campaign: CampaignId,
        /// Its units.
        units: Vec<UnitCode>,
        /// What it is.
        kind: LetterKind,
        /// The document in it.
        symbol: Symbol,
    },
    /// A person must say.
    SetAside {
        /// What is not certain.
        doubt: Doubt,
        /// The campaign, where that is certain.
        campaign: Option<CampaignId>,
        /// What it is likely to be.
        kind: LetterKind,
        /// The document in it.
        symbol: Symbol,
    },
    /// No person wrote it.
    Automatic,
}

/// What the rules say of one letter, and how they came to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The letter.
    pub letter: LetterId,
    /// What they say.
    pub verdict: Verdict,
    /// How they came to it.
    pub judgement: Judgement,
}

/// What is wanted of letters.
#[derive(Debug, Clone, PartialEq)]
pub enum LetterCommand {
    /// Keep what came in. What is known already is passed over.
    TakeIn {
        /// What came.
        arrivals: Vec<Arrival>,
    },
    /// Put on record what the rules say of new letters. Where a person has decided already, or the rules before, it is
    /// passed over.
    Judge {
        /// What they say.
        letters: Vec<Judged>,
    },
    /// File letters to units of the campaign at hand.
    File {
        /// The letters: all or nothing.
        letters: Vec<LetterId>,
        /// The units.
        units: Vec<UnitCode>,
        /// What the letters are.
        kind: LetterKind,
        /// The document in them.
        symbol: Symbol,
        /// Another moment than that of the receipt, with the reason as the note.
        received: Option<Stamp>,
    },
    /// Say that letters are none of ours. Needs a reason.
    Dismiss {
        /// The letters.
        letters: Vec<LetterId>,
    },
    /// Take back what was decided about letters. Needs a reason.
    PutBack {
        /// The letters.
        letters: Vec<LetterId>,
    },
    /// Forget what people made of a sender's earlier letters.
    Forget {
        /// The sender's address.
        sender: String,
    },
    /// Put on record that the campaign has followed, or refused to: the ledger's own command, which asks for no right.
    Settle {
        /// How it went with each letter.
        settled: Vec<LetterSettled>,
    },
    /// Remove what facts of the house stream say in somebody's words.
    RedactFacts {
        /// The facts as they are on record.
        facts: Vec<Said>,
    },
    /// Go by the clock again, after it was ahead and has been set right.
    CorrectClock,
}

impl LetterCommand {
    /// What it comes down to when rights are judged; `None`: it follows from what was judged already.
    pub fn deed(&self) -> Option<Deed> {
        match self {
            Self::TakeIn { .. } | Self::Judge { .. } => Some(Deed::TakeIn),
            Self::File { .. } | Self::Dismiss { .. } | Self::PutBack { .. } | Self::Forget { .. } => {
                Some(Deed::File)
            }
            Self::RedactFacts { .. } => Some(Deed::Redact),
            Self::CorrectClock => Some(Deed::Clock),
            Self::Settle { .. } => None,
        }
    }
}

/// A command about letters with everything that comes along with it.
#[derive(Debug, Clone, PartialEq)]
pub struct LetterOrder {
    /// Minted by the caller; the same id a second time appends nothing.
    pub cmd: CmdId,
    /// What is wanted.
    pub command: LetterCommand,
    /// The note or reason.
    pub note: String,
    /// The number of the last fact that its user saw, where the command rests on what was seen.
    pub based_on: Option<u64>,
}

impl LetterOrder {
    /// An order without a note.
    pub fn new(cmd: CmdId, command: LetterCommand) -> Self {
        Self {
            cmd,
            command,
            note: String::new(),
            based_on: None,
        }
    }

    /// With a note or reason.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// On the strength of what was seen up to fact `seq`.
    #[must_use]
    pub fn based_on(mut self, seq: Option<u64>) -> Self {
        self.based_on = seq;
        self
    }
}
