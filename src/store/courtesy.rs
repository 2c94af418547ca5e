//! What sessions tell each other and what is remembered of them outside the chain: refused attempts, forms that are open,
//! how far somebody had looked. No fact depends on it.
//!
//! It must never know which engine keeps it.

use super::error::StoreError;
use crate::core::fact::{Role, Via};
use crate::core::names::{Actor, CampaignId, UnitCode};
use crate::core::time::Stamp;

/// Refused attempts of one name that are kept for ever. A name is an account that the kernel reports together with a name
/// that the access file lets it act under: nobody can make one up, so their number bounds what is kept.
pub const ATTEMPTS_FIRST: u32 = 100;
/// The newest of one name beside those; what lies between goes, so that nobody can push another's attempt out, or the own
/// first ones.
pub const ATTEMPTS_LAST: u32 = 900;
/// Looked for what is too much only once in so many attempts: it costs a look at all of them.
pub const ATTEMPTS_SLACK: u32 = 64;

/// Characters of what was tried that are kept.
const TRIED_MOST: usize = 200;

/// Something that was refused because of who asked. Kept outside the chain (decision 4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// When, by the clock.
    pub at: Stamp,
    /// Who acted.
    pub actor: Actor,
    /// The account that really did.
    pub real_user: Actor,
    /// In which role.
    pub role: Role,
    /// Which way in.
    pub via: Via,
    /// On which campaign.
    pub stream: CampaignId,
    /// On which unit, where one was in the way.
    pub unit: Option<UnitCode>,
    /// What was tried, in a stable word or the words of the attempt; at most 200 characters are kept.
    pub tried: String,
    /// The rule that refused it.
    pub rule: String,
}

impl Attempt {
    /// The attempt as it is kept: what was tried may be as long as its author liked.
    #[must_use]
    pub fn as_kept(&self) -> Self {
        Self {
            tried: self.tried.chars().take(TRIED_MOST).collect(),
            ..self.clone()
        }
    }
}

/// Somebody has a form open on a unit. It forbids nothing to anybody, and ends by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Which unit.
    pub unit: UnitCode,
    /// Who.
    pub actor: Actor,
    /// Until when, if it is not renewed.
    pub until: Stamp,
}

/// How far somebody had looked when the dashboard was last left. Disposable at any time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeenUpTo {
    /// The last fact that was on the screen.
    pub seq: u64,
    /// When that was.
    pub at: Stamp,
}

/// What is kept beside the facts for the people who work with them.
pub trait Courtesy {
    /// Keeps a refused attempt outside the chain: of each name the first [`ATTEMPTS_FIRST`] and the last
    /// [`ATTEMPTS_LAST`], up to [`ATTEMPTS_SLACK`] more for a while.
    ///
    /// # Errors
    /// The store cannot be written just now.
    fn keep_attempt(&mut self, attempt: &Attempt) -> Result<(), StoreError>;
    /// The kept attempts, the oldest first.
    ///
    /// # Errors
    /// The store cannot be read.
    fn attempts(&mut self) -> Result<Vec<Attempt>, StoreError>;
    /// Says that somebody's form is open on these units of a stream until `until`; their claims of before go, and so does
    /// every claim that is over at `now`. No units: the form was closed.
    ///
    /// # Errors
    /// The store cannot be written just now.
    fn claim(
        &mut self,
        stream: &CampaignId,
        actor: &Actor,
        units: &[UnitCode],
        now: Stamp,
        until: Stamp,
    ) -> Result<(), StoreError>;
    /// The claims on units of a stream that are not over at `now`, by unit and name.
    ///
    /// # Errors
    /// The store cannot be read.
    fn claims(&mut self, stream: &CampaignId, now: Stamp) -> Result<Vec<Claim>, StoreError>;
    /// How far somebody had looked in a stream; `None` if that is not known.
    ///
    /// # Errors
    /// The store cannot be read.
    fn seen_up_to(&mut self, stream: &CampaignId, actor: &Actor) -> Result<Option<SeenUpTo>, StoreError>;
    /// Keeps how far somebody has looked; of several sessions of one person the one that got furthest counts. A
    /// store of before this was kept stays as it is.
    ///
    /// # Errors
    /// The store cannot be written just now.
    fn set_seen_up_to(
        &mut self,
        stream: &CampaignId,
        actor: &Actor,
        looked: SeenUpTo,
    ) -> Result<(), StoreError>;
}
