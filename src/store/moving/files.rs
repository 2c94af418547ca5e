//! The files of a store on their way: those that are there are not sent again.
//!
//! It must never know what the files are.

use super::carry::{Guide, Move, MoveError, Progress};
use crate::core::names::BlobId;
use crate::store::blobs::{BlobInfo, BlobState, each_blob};
use crate::store::error::{Remedy, StoreError};
use crate::store::noting::Noting;

/// So many files, or so many bytes, are sent before one wait for the disk.
const TOGETHER: (usize, u64) = (128, 64 << 20);

/// Files that were sent and have no name yet.
#[derive(Default)]
struct Batch {
    ids: Vec<BlobId>,
    bytes: u64,
}

impl Move {
    /// Where files lie already, are they of this very store? Those of a move that was broken off are.
    pub(super) fn no_other_files(&mut self, guide: &mut Guide<'_>) -> Result<(), MoveError> {
        let mut others = false;
        self.each_there(&mut |info| others |= !guide.spoken.knows(&info.id))?;
        if others {
            return Err(StoreError::Occupied(self.to.describe()).into());
        }
        Ok(())
    }

    /// Sends the files that are spoken of and not there yet.
    pub(super) fn files(&mut self, guide: &mut Guide<'_>) -> Result<(), MoveError> {
        let wanted = guide.spoken.standing();
        let all = wanted.len() as u64;
        let mut batch = Batch::default();
        for (n, id) in wanted.iter().enumerate() {
            if self.there.contains(id) || self.lost.contains_key(id) {
                continue;
            }
            guide.go_on()?;
            (guide.progress)(Progress::Files(n as u64, all));
            if self.target_has(id)? {
                self.there.insert(id.clone());
                continue;
            }
            self.send(id, &mut batch)?;
            if batch.ids.len() >= TOGETHER.0 || batch.bytes >= TOGETHER.1 {
                self.settle(&mut batch)?;
            }
        }
        self.settle(&mut batch)
    }

    fn target_has(&self, id: &BlobId) -> Result<bool, MoveError> {
        Ok(self.target.has(id)?)
    }

    fn send(&mut self, id: &BlobId, batch: &mut Batch) -> Result<(), MoveError> {
        let mut from = match self.source.open(id) {
            Ok(Some(from)) => from,
            Ok(None) => {
                self.lost.insert(id.clone(), BlobState::Missing);
                return Ok(());
            }
            Err(why) if why.remedy() == Remedy::Reopen => return Err(why.into()),
            // A link stands there, or it cannot be read: the others can still be had.
            Err(_) => {
                let state = self.source.check(id).unwrap_or(BlobState::Unreadable);
                self.lost.insert(id.clone(), state);
                return Ok(());
            }
        };
        let mut from = Noting::of(id, from.as_mut());
        let kept = self.target.receive(&mut from, i64::MAX.cast_unsigned());
        let state = match (kept, from.failed) {
            (Ok(kept), None) if kept.id == *id => {
                batch.bytes += kept.size;
                batch.ids.push(id.clone());
                return Ok(());
            }
            (Ok(_), None) | (_, Some(StoreError::WrongBytes(_))) => BlobState::Changed,
            (_, Some(why)) if why.remedy() == Remedy::Reopen => return Err(why.into()),
            (_, Some(_)) => BlobState::Unreadable,
            (Err(why), None) => return Err(why.into()),
        };
        self.lost.insert(id.clone(), state);
        Ok(())
    }

    /// Makes sure of what was sent.
    fn settle(&mut self, batch: &mut Batch) -> Result<(), MoveError> {
        if batch.ids.is_empty() {
            return Ok(());
        }
        self.target.harden()?;
        self.target.settle()?;
        self.sent += batch.ids.len() as u64;
        self.there.extend(std::mem::take(batch).ids);
        Ok(())
    }

    /// How many of the files are there, and their bytes. What was removed from the old store since it was sent is taken away.
    pub(super) fn count_files(&mut self, guide: &mut Guide<'_>, done: bool) -> Result<(u64, u64), MoveError> {
        let wanted = guide.spoken.standing();
        self.lost.retain(|id, _| wanted.contains(id));
        let (mut count, mut bytes, mut over) = (0, 0, Vec::new());
        self.each_there(&mut |info| {
            if wanted.contains(&info.id) {
                count += 1;
                bytes += info.size;
            } else if guide.spoken.knows(&info.id) {
                over.push(info.id);
            }
        })?;
        for id in over.iter().filter(|_| !done) {
            self.target.remove(id)?;
        }
        Ok((count, bytes))
    }

    fn each_there(&self, each: &mut dyn FnMut(BlobInfo)) -> Result<(), StoreError> {
        match each_blob(self.target.as_ref(), each) {
            // Then there is none.
            Err(StoreError::NoFiles(_)) => Ok(()),
            other => other,
        }
    }
}
