//! What is kept at hand of a letter: where it stands, and where in the journal its words are.
//!
//! No word of a letter is held here, so a house of fifty thousand letters takes some twenty megabytes; whoever shows one
//! reads its facts by their numbers. The packed lists of `core/long.rs` do not serve: they are for what never changes once
//! it is old, and any letter may be put back. It must never know how letters are found.

use serde::{Deserialize, Serialize};

use crate::core::letter::{LetterKind, Unreadable};
use crate::core::names::{BlobId, LetterId};
use crate::core::time::Stamp;

/// A SHA-256 as bytes: half the size of its digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Key(pub [u8; 32]);

impl Key {
    /// The bytes of 64 lowercase hexadecimal digits; `None` of anything else.
    pub fn of(digits: &str) -> Option<Self> {
        let value = |b: u8| match b {
            b'0'..=b'9' => Some(b - b'0'),
            b'a'..=b'f' => Some(b - b'a' + 10),
            _ => None,
        };
        let (pairs, rest) = digits.as_bytes().as_chunks::<2>();
        if pairs.len() != 32 || !rest.is_empty() {
            return None;
        }
        let mut key = [0; 32];
        for (byte, [high, low]) in key.iter_mut().zip(pairs) {
            *byte = value(*high)? << 4 | value(*low)?;
        }
        Some(Self(key))
    }

    /// The name of a letter.
    pub fn letter(self) -> LetterId {
        LetterId(crate::core::hex::hex(&self.0))
    }

    /// The name of some bytes.
    pub fn blob(self) -> BlobId {
        BlobId(crate::core::hex::hex(&self.0))
    }
}

/// Where a letter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LetterState {
    /// Kept, and nothing is decided.
    New,
    /// It waits for a person.
    SetAside,
    /// It belongs to units of a campaign.
    Filed,
    /// No person wrote it.
    Automatic,
    /// It is none of ours.
    Dismissed,
}

impl LetterState {
    /// Every state.
    pub const ALL: [Self; 5] = [
        Self::New,
        Self::SetAside,
        Self::Filed,
        Self::Automatic,
        Self::Dismissed,
    ];

    /// The stable name.
    pub fn id(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::SetAside => "set_aside",
            Self::Filed => "filed",
            Self::Automatic => "automatic",
            Self::Dismissed => "dismissed",
        }
    }

    /// Does somebody have to say what becomes of it?
    pub fn waits(self) -> bool {
        match self {
            Self::New | Self::SetAside => true,
            Self::Filed | Self::Automatic | Self::Dismissed => false,
        }
    }
}

/// What a campaign has not followed yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Owed {
    /// Nothing.
    #[default]
    Nothing,
    /// What the letter brings is to be recorded.
    Entry,
    /// What it brought is to be taken back.
    Return,
}

/// The last decision about a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The number of the fact that decided.
    pub seq: u64,
    /// When.
    pub at: Stamp,
    /// The place, among the house's people, of who decided.
    pub(super) actor: u32,
}

/// To whom a letter is filed, or was when it was put back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filing {
    /// The number of the fact that filed it.
    pub seq: u64,
    /// The place of its campaign.
    pub(super) campaign: u32,
    /// The places of its units' codes.
    pub(super) units: Box<[u32]>,
    /// What it is.
    pub kind: LetterKind,
    /// The facts that it brought its campaign, by their numbers there.
    pub facts: Box<[u64]>,
    /// The campaign refused, wholly or in part.
    pub refused: bool,
}

/// A letter as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Its name.
    pub id: Key,
    /// The bytes as they first came.
    pub raw: Key,
    /// The number of the fact that it was kept with: there are its words and parts.
    pub seq: u64,
    /// When it was received.
    pub at: Stamp,
    /// Where it stands.
    pub state: LetterState,
    /// The last decision.
    pub decision: Option<Decision>,
    /// The number of the last fact that says why the rules judged it as they did; 0 for none.
    pub judged: u64,
    /// To whom it is filed; of one that was put back, to whom it was.
    pub filing: Option<Filing>,
    /// What the campaign of its filing has not followed yet.
    pub owed: Owed,
    /// How often it came again in other bytes.
    pub copies: u32,
    /// A digest of the message id that it claims; 0 where it claims none.
    pub(super) message: u64,
    /// A digest of the sender's address; 0 where it claims none.
    pub(super) sender: u64,
}

/// Something that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// What was kept of it.
    pub raw: Key,
    /// The number of the last fact that says why.
    pub seq: u64,
    /// When it was received.
    pub at: Stamp,
    /// Why.
    pub why: Unreadable,
}
