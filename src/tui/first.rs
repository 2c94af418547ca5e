//! What a session at a terminal is begun with where perhaps nothing was opened yet, and what it learns of that.
//!
//! Plain data, below the model. A frame that is printed, the wall, the past and a clock that stands still are begun with
//! nothing of it: what they show is shown as ever.

use crate::core::campaign::Campaign;
use crate::core::names::CampaignId;

/// How a session begins.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct First {
    /// A campaign that nobody opened is shown as expected and not as owed, and the first record on it is asked about.
    pub calm: bool,
    /// It begins with the welcome.
    pub welcome: bool,
    /// Whoever sits here has said that the campaign may be opened by what is recorded.
    pub sure: bool,
    /// The campaign that somebody else opened meanwhile, while this session shows another.
    pub elsewhere: Option<CampaignId>,
}

impl First {
    /// A campaign as it is shown here.
    pub fn shown(&self, campaign: Campaign) -> Campaign {
        if self.calm { campaign.expecting() } else { campaign }
    }
}
