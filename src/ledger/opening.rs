//! What a ledger is opened with, and why it may not be.
//!
//! It must never know what is done with it.

use std::sync::Arc;

use thiserror::Error;

use crate::clock::Clock;
use crate::core::decide::Who;
use crate::core::definition::Definition;
use crate::core::names::CampaignId;
use crate::core::refusal::Refusal;
use crate::store::{Remedy, Site, Store, StoreError};

/// Why a session may only look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadOnly {
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

impl ReadOnly {
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
    /// Where its facts and files are kept. The store need not exist yet: it is made by the first command.
    pub site: Site,
    /// Which campaign; else the newest that was opened, else the newest shipped (decision 8).
    pub campaign: Option<CampaignId>,
    /// The definition of a shipped campaign, or of the newest.
    pub shipped: &'a dyn Fn(Option<&str>) -> Option<Arc<Definition>>,
    /// Who gives the commands of this session.
    pub who: Who,
    /// The session's clock.
    pub clock: Clock,
    /// May it only look?
    pub read_only: Option<ReadOnly>,
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

impl LedgerError {
    /// What can be done about it by whoever stays; see [`StoreError::remedy`].
    pub fn remedy(&self) -> Remedy {
        match self {
            Self::Store(why) => why.remedy(),
            Self::Refused(_) | Self::UnknownCampaign { .. } => Remedy::Tell,
        }
    }
}

impl From<Refusal> for LedgerError {
    fn from(r: Refusal) -> Self {
        Self::Refused(Box::new(r))
    }
}

/// The store of a site, if it is there.
pub(super) fn open_store(site: &Site) -> Result<Option<Box<dyn Store>>, StoreError> {
    match site.open() {
        Ok(store) => Ok(Some(store)),
        Err(StoreError::Absent(_)) => Ok(None),
        Err(why) => Err(why),
    }
}
