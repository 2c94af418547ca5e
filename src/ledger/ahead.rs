//! A long part of a stream, read on a thread of its own, a page ahead of whoever takes it in: to read a fact (its row, its
//! hash, its words) takes as long as to make something of it.
//!
//! It must never know what is made of the facts.

use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use crate::core::fact::Envelope;
use crate::core::names::CampaignId;
use crate::store::{Store, StoreError};

/// Facts read at a time: both threads begin soon, and few are in memory.
const PAGE: usize = 1_024;
/// Pages that wait to be taken in.
const WAITING: usize = 2;
/// A shorter part is read as it is: a thread would cost more than it saves.
const LONG: u64 = 4 * PAGE as u64;

type Page = Result<Vec<Envelope>, StoreError>;

/// Gives the facts after one number and up to another, in order, page by page; ends with the last that there is.
///
/// # Errors
/// The store cannot be read, or a fact in it is not what was written; or what `each` gives.
pub(super) fn pages(
    journal: &mut (dyn Store + 'static),
    stream: &CampaignId,
    (after, until): (u64, u64),
    each: &mut dyn FnMut(Vec<Envelope>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    if until.saturating_sub(after) < LONG {
        return read(journal, stream, after, until, &mut |page| {
            each(page).map(|()| true)
        });
    }
    thread::scope(|scope| {
        let (send, pages) = sync_channel(WAITING);
        scope.spawn(move || ahead(journal, stream, after, until, &send));
        pages.into_iter().try_for_each(|page: Page| each(page?))
    })
}

/// Reads until nobody wants more.
fn ahead(
    journal: &mut (dyn Store + 'static),
    stream: &CampaignId,
    after: u64,
    until: u64,
    send: &SyncSender<Page>,
) {
    let ended = read(journal, stream, after, until, &mut |page| {
        Ok(send.send(Ok(page)).is_ok())
    });
    if let Err(why) = ended {
        // Whoever hung up wants no reason either.
        let _ = send.send(Err(why));
    }
}

/// Reads page by page for as long as somebody wants more.
fn read(
    journal: &mut (dyn Store + 'static),
    stream: &CampaignId,
    mut after: u64,
    until: u64,
    wanted: &mut dyn FnMut(Vec<Envelope>) -> Result<bool, StoreError>,
) -> Result<(), StoreError> {
    while after < until {
        let most = usize::try_from(until - after).unwrap_or(PAGE).min(PAGE);
        let page = journal.read_after(stream, after, most)?;
        let Some(last) = page.last() else { break };
        after = last.seq;
        if !wanted(page)? {
            break;
        }
    }
    Ok(())
}
