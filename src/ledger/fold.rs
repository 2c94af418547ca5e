//! What a stream is made into, whichever it is: a campaign, or the house. What is here is all that loading, keeping up and
//! carrying out need to know of it.

use std::sync::{Arc, LazyLock};

use serde::Serialize;

use crate::core::campaign::Campaign;
use crate::core::fact::Envelope;
use crate::core::home::Stray;
use crate::core::house::House;
use crate::core::long::Chunk;
use crate::core::names::{CampaignId, HOUSE_STREAM};
use crate::store::StoreError;

/// The stream that belongs to no campaign.
pub(super) static HOUSE: LazyLock<CampaignId> = LazyLock::new(|| CampaignId::from(HOUSE_STREAM));

/// A state that the facts of one stream make.
pub(super) trait Fold: Sized + Serialize {
    /// The name of its stream.
    fn stream(&self) -> &CampaignId;
    /// Number of the last fact taken in.
    fn seq(&self) -> u64;
    /// The same as if nothing had been taken in yet.
    fn anew(&self) -> Self;
    /// Takes in the next fact.
    fn take(&mut self, env: &Envelope) -> Result<(), Stray>;
    /// The packed parts that are kept beside the stored state.
    fn chunks(&self) -> Vec<&Arc<Chunk>>;
    /// A stored state is renewed once this many facts have come since the last: a start replays no more than that.
    fn apart(&self) -> u64;

    /// The same as [`Fold::take`]; what its stream cannot hold is damage.
    fn hold(&mut self, env: &Envelope) -> Result<(), StoreError> {
        self.take(env).map_err(|Stray { seq }| StoreError::BrokenChain {
            stream: self.stream().clone(),
            seq,
            detail: "stray".to_owned(),
        })
    }
}

impl Fold for Campaign {
    fn stream(&self) -> &CampaignId {
        self.id()
    }

    fn seq(&self) -> u64 {
        Self::seq(self)
    }

    fn anew(&self) -> Self {
        Self::preview(self.def().clone())
    }

    fn take(&mut self, env: &Envelope) -> Result<(), Stray> {
        Self::take(self, env)
    }

    fn chunks(&self) -> Vec<&Arc<Chunk>> {
        Self::chunks(self).collect()
    }

    fn apart(&self) -> u64 {
        256
    }
}

impl Fold for House {
    fn stream(&self) -> &CampaignId {
        &HOUSE
    }

    fn seq(&self) -> u64 {
        Self::seq(self)
    }

    fn anew(&self) -> Self {
        Self::default()
    }

    fn take(&mut self, env: &Envelope) -> Result<(), Stray> {
        Self::take(self, env)
    }

    fn chunks(&self) -> Vec<&Arc<Chunk>> {
        Vec::new()
    }

    /// Its state is written as a whole: ever further apart, so that a sweep of many letters writes each byte a few times
    /// and not hundreds.
    fn apart(&self) -> u64 {
        (self.seq() / 8).max(256)
    }
}
