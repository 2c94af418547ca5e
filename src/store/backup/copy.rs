//! The facts of a store copied as they are kept, each checked against its chain on the way.
//!
//! It must never know where they come from, nor where they go.

use crate::core::fact::Envelope;
use crate::core::names::CampaignId;
use crate::store::codec::{self, Check, Fault};
use crate::store::error::StoreError;
use crate::store::journal::{Journal, RawFact, StreamInfo};

/// What a copy shows: every fact that is in it, with its stream.
pub type Each<'a> = dyn FnMut(&CampaignId, &Envelope) + 'a;

/// Takes in a page of facts.
pub(super) type Into<'a> = dyn FnMut(&[RawFact]) -> Result<(), StoreError> + 'a;

/// Facts that are read at a time, so that nobody's log is held back for long.
const PAGE: usize = 1_024;

/// Copies the facts up to these heads. A fact never changes, so this is the store as it stood at that moment, although it
/// is read page by page and holds up neither a writer nor the log.
pub(super) fn copy(
    from: &mut dyn Journal,
    streams: &[StreamInfo],
    each: &mut Each<'_>,
    into: &mut Into<'_>,
) -> Result<(), StoreError> {
    for stream in streams {
        copy_stream(from, stream, each, into)?;
    }
    Ok(())
}

fn copy_stream(
    from: &mut dyn Journal,
    stream: &StreamInfo,
    each: &mut Each<'_>,
    into: &mut Into<'_>,
) -> Result<(), StoreError> {
    let mut check = Check::new(&stream.id);
    let mut after = i64::MIN;
    let until = codec::number(stream.head.seq)?;
    loop {
        let page = from.raw_after(&stream.id, after, PAGE)?;
        let full = page.len() == PAGE;
        let mut facts = Vec::with_capacity(page.len());
        for fact in page {
            let fact = fact.ok_or_else(|| check.unreadable())?;
            if fact.row.seq > until {
                break;
            }
            after = fact.row.seq;
            if fact.row.redacted_by.is_some_and(|by| by > until) {
                // Removed while the copy is being made: it would hold a hole and not the fact that made it.
                return Err(StoreError::Busy);
            }
            each(&stream.id, &check.next(fact.row.clone(), fact.left.as_deref())?);
            facts.push(fact);
        }
        into(&facts)?;
        if !full || after >= until {
            break;
        }
    }
    if check.head() == stream.head {
        Ok(())
    } else {
        Err(Fault::Gap.at(&stream.id, check.head().seq + 1))
    }
}
