//! The facts of a store copied as they are kept, each checked against its chain on the way.
//!
//! It must never know where they come from, nor where they go.

use std::collections::BTreeMap;

use super::codec::{self, Check, Fault};
use super::error::StoreError;
use super::journal::{Hole, Journal, RawFact, StreamInfo};
use crate::core::fact::Envelope;
use crate::core::names::CampaignId;

/// What a copy shows: every fact that is in it, with its stream.
pub type Each<'a> = dyn FnMut(&CampaignId, &Envelope) + 'a;

/// Takes in a page of facts.
pub(super) type Into<'a> = dyn FnMut(&[RawFact]) -> Result<(), StoreError> + 'a;

/// Facts that are read at a time, so that nobody's log is held back for long.
const PAGE: usize = 1_024;

/// A copy that is being made, and can be gone on with once there are more facts.
#[derive(Debug, Default)]
pub(super) struct Copying {
    streams: BTreeMap<CampaignId, Copied>,
}

/// What was copied of a stream.
#[derive(Debug)]
struct Copied {
    check: Check,
    holes: Vec<Hole>,
}

impl Copying {
    /// Copies the facts that are not in it yet, up to these heads. A fact never changes, so this is the store as it stood at
    /// that moment, although it is read page by page and holds up neither a writer nor the log.
    ///
    /// # Errors
    /// [`StoreError::Busy`] where words were removed meanwhile; a fact that is not what was written; either side's.
    pub(super) fn up_to(
        &mut self,
        from: &mut dyn Journal,
        streams: &[StreamInfo],
        each: &mut Each<'_>,
        into: &mut Into<'_>,
    ) -> Result<(), StoreError> {
        for stream in streams {
            let copied = self.streams.entry(stream.id.clone()).or_insert_with(|| Copied {
                check: Check::new(&stream.id),
                holes: Vec::new(),
            });
            copied.up_to(from, stream, each, into)?;
        }
        Ok(())
    }

    /// The holes that were copied of a stream, in order.
    pub(super) fn holes(&self, stream: &CampaignId) -> &[Hole] {
        self.streams.get(stream).map_or(&[], |copied| &copied.holes)
    }
}

impl Copied {
    fn up_to(
        &mut self,
        from: &mut dyn Journal,
        stream: &StreamInfo,
        each: &mut Each<'_>,
        into: &mut Into<'_>,
    ) -> Result<(), StoreError> {
        let mut after = match self.check.head().seq {
            // What stands before the first is seen too.
            0 => i64::MIN,
            seq => codec::number(seq)?,
        };
        let until = codec::number(stream.head.seq)?;
        while after < until {
            let page = from.raw_after(&stream.id, after, PAGE)?;
            let full = page.len() == PAGE;
            let mut facts = Vec::with_capacity(page.len());
            for fact in page {
                let fact = fact.ok_or_else(|| self.check.unreadable())?;
                if fact.row.seq > until {
                    break;
                }
                after = fact.row.seq;
                if fact.row.redacted_by.is_some_and(|by| by > until) {
                    // Removed while the copy is being made: it would hold a hole and not the fact that made it.
                    return Err(StoreError::Busy);
                }
                each(
                    &stream.id,
                    &self.check.next(fact.row.clone(), fact.left.as_deref())?,
                );
                self.holes.extend(hole(&fact));
                facts.push(fact);
            }
            into(&facts)?;
            if !full {
                break;
            }
        }
        if self.check.head() == stream.head {
            Ok(())
        } else {
            Err(Fault::Gap.at(&stream.id, self.check.head().seq + 1))
        }
    }
}

fn hole(fact: &RawFact) -> Option<Hole> {
    Some(Hole {
        seq: fact.row.seq.max(0).cast_unsigned(),
        by: fact.row.redacted_by?.max(0).cast_unsigned(),
        old: fact.row.is_old_hole(),
    })
}
