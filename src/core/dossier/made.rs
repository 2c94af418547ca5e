//! What a document was made from, so that anybody can make it again and see that it is the same.

use crate::core::names::CampaignId;
use crate::core::time::{Stamp, Zone};

/// The fact that a stream ended with, exports left out: what was exported since changes nothing of what was exported
/// (decision 27).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Head {
    /// Its number; 0 where there is none.
    pub seq: u64,
    /// Its hash.
    pub hash: [u8; 32],
}

/// What a document was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Which campaign.
    pub campaign: CampaignId,
    /// The moment of which it tells.
    pub at: Stamp,
    /// It tells what had happened by then, also what was recorded later.
    pub by_happening: bool,
    /// The last fact that went into it.
    pub head: Head,
    /// SHA-256 of the definition, in hexadecimal digits.
    pub definition: String,
    /// The campaign's zone.
    pub zone: Zone,
}
