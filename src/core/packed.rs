//! A campaign packed, for whoever keeps many states of one: a few hundred kilobytes in place of as many small things.
//!
//! It is the form of a stored state without what many states have in common: the definition, and the packed parts of long
//! lists, stay as they are and are shared. It must never know why it is kept.

#![expect(
    clippy::owned_cow,
    clippy::ptr_arg,
    reason = "what is borrowed to be packed is owned once it is unpacked, of the very same type"
)]

use std::borrow::Cow;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::core::campaign::{Campaign, Done, Mark, Recent};
use crate::core::definition::Definition;
use crate::core::eyes::Eyes;
use crate::core::fact::Attachment;
use crate::core::long::Chunk;
use crate::core::tags::TagCounts;
use crate::core::tally::Tally;
use crate::core::time::Stamp;
use crate::core::unit::{Entry, UnitState, stored};

/// What a campaign holds beside its definition, borrowed on the way in and owned on the way back.
#[derive(Serialize, Deserialize)]
struct Held<'a> {
    opened: Cow<'a, Option<Mark>>,
    closed: Cow<'a, Option<Mark>>,
    seq: u64,
    recorded: Stamp,
    log: Cow<'a, Vec<Entry>>,
    #[serde(with = "units")]
    units: Cow<'a, Units>,
    total: Cow<'a, Tally>,
    regions: Cow<'a, Vec<Tally>>,
    branches: Cow<'a, Vec<Tally>>,
    below: Cow<'a, Tally>,
    arrivals: Cow<'a, BTreeMap<Stamp, u32>>,
    tags: Cow<'a, TagCounts>,
    extension: Option<(Stamp, Stamp)>,
    documents: Cow<'a, Vec<(String, Attachment)>>,
    done: Cow<'a, VecDeque<Done>>,
    recent: Cow<'a, VecDeque<Recent>>,
}

type Units = Vec<Option<Arc<UnitState>>>;

/// Units as in a stored state.
mod units {
    use std::borrow::Cow;

    use serde::{Deserializer, Serializer};

    use super::{Units, stored};

    pub(super) fn serialize<S: Serializer>(units: &Cow<'_, Units>, s: S) -> Result<S::Ok, S::Error> {
        stored::serialize(units, s)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Cow<'static, Units>, D::Error> {
        stored::deserialize(d).map(Cow::Owned)
    }
}

/// A campaign, packed.
#[derive(Debug)]
pub(crate) struct Packed {
    definition: Arc<Definition>,
    eyes: Eyes,
    expects: bool,
    bytes: Box<[u8]>,
    /// The packed parts of its lists, in their order.
    chunks: Vec<Arc<Chunk>>,
}

impl Packed {
    /// `None` where it cannot be packed; then it is done without.
    pub(crate) fn of(c: &Campaign) -> Option<Self> {
        let held = Held {
            opened: Cow::Borrowed(&c.opened),
            closed: Cow::Borrowed(&c.closed),
            seq: c.seq,
            recorded: c.recorded,
            log: Cow::Borrowed(&c.log),
            units: Cow::Borrowed(&c.units),
            total: Cow::Borrowed(&c.total),
            regions: Cow::Borrowed(&c.regions),
            branches: Cow::Borrowed(&c.branches),
            below: Cow::Borrowed(&c.below),
            arrivals: Cow::Borrowed(&c.arrivals),
            tags: Cow::Borrowed(&c.tags),
            extension: c.extension,
            documents: Cow::Borrowed(&c.documents),
            done: Cow::Borrowed(&c.done),
            recent: Cow::Borrowed(&c.recent),
        };
        Some(Self {
            definition: c.definition.clone(),
            eyes: c.eyes.clone(),
            expects: c.expects,
            bytes: postcard::to_stdvec(&held).ok()?.into_boxed_slice(),
            chunks: c.chunks().cloned().collect(),
        })
    }

    /// The campaign as it was. `None` where the bytes are not those of one, which cannot be.
    pub(crate) fn unpacked(&self) -> Option<Campaign> {
        let held: Held<'_> = postcard::from_bytes(&self.bytes).ok()?;
        let mut c = Campaign::preview(self.definition.clone());
        (c.eyes, c.expects) = (self.eyes.clone(), self.expects);
        (c.seq, c.recorded, c.extension) = (held.seq, held.recorded, held.extension);
        c.opened = held.opened.into_owned();
        c.closed = held.closed.into_owned();
        c.log = held.log.into_owned();
        c.units = held.units.into_owned();
        c.total = held.total.into_owned();
        c.regions = held.regions.into_owned();
        c.branches = held.branches.into_owned();
        c.below = held.below.into_owned();
        c.arrivals = held.arrivals.into_owned();
        c.tags = held.tags.into_owned();
        c.documents = held.documents.into_owned();
        c.done = held.done.into_owned();
        c.recent = held.recent.into_owned();
        let all = c.chunks().zip(&self.chunks).all(|(mine, kept)| mine.share(kept));
        if !all {
            return None;
        }
        c.fold_again();
        Some(c)
    }
}

impl Campaign {
    /// Once the packed parts of long lists are there: units that had asked for them in vain are folded anew.
    pub(crate) fn fold_again(&mut self) {
        for unit in self.units.iter_mut().flatten() {
            if unit.chunks().any(|chunk| chunk.was_asked_in_vain()) {
                Arc::make_mut(unit).fold_again();
            }
        }
    }
}
