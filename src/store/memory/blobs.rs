//! Files in memory, each once under the SHA-256 of its bytes.
//!
//! It must never know who refers to a file.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::ops::Bound;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};

use crate::core::hex::hex;
use crate::core::names::BlobId;
use crate::store::blobs::{BlobInfo, Blobs, Kept};
use crate::store::error::StoreError;
use crate::store::proven::proven;

/// Bytes of a file that are kept for judging its kind.
const HEAD: usize = 4_096;

pub(super) type Files = BTreeMap<BlobId, Arc<[u8]>>;

/// Files in memory. A copy of it is another handle to the same; what was received stays with whoever received it.
#[derive(Debug, Default)]
pub struct MemoryBlobs {
    files: Arc<Mutex<Files>>,
    received: Files,
}

impl Clone for MemoryBlobs {
    fn clone(&self) -> Self {
        Self {
            files: self.files.clone(),
            received: Files::new(),
        }
    }
}

impl MemoryBlobs {
    pub(super) fn files(&self) -> MutexGuard<'_, Files> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Are these the same files?
    pub(super) fn is_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.files, &other.files)
    }

    fn take_in(&self, from: &mut dyn Read, limit: u64) -> Result<(Kept, Arc<[u8]>), StoreError> {
        let mut bytes = Vec::new();
        from.take(limit.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|why| StoreError::Io {
                path: PathBuf::new(),
                why,
            })?;
        if bytes.len() as u64 > limit {
            return Err(StoreError::TooLarge { limit });
        }
        let id = name_of(&bytes);
        let kept = Kept {
            already: self.files().contains_key(&id),
            id,
            size: bytes.len() as u64,
            head: bytes.iter().take(HEAD).copied().collect(),
        };
        Ok((kept, bytes.into()))
    }
}

fn reader(id: &BlobId, bytes: &Arc<[u8]>) -> Box<dyn Read + Send> {
    proven(id, Cursor::new(bytes.clone()))
}

impl Blobs for MemoryBlobs {
    fn put(&mut self, from: &mut dyn Read, limit: u64) -> Result<Kept, StoreError> {
        let (kept, bytes) = self.take_in(from, limit)?;
        self.files().entry(kept.id.clone()).or_insert(bytes);
        Ok(kept)
    }

    fn receive(&mut self, from: &mut dyn Read, limit: u64) -> Result<Kept, StoreError> {
        let (kept, bytes) = self.take_in(from, limit)?;
        self.received.insert(kept.id.clone(), bytes);
        Ok(kept)
    }

    fn open_received(&self, id: &BlobId) -> Result<Option<Box<dyn Read + Send>>, StoreError> {
        match self.received.get(id) {
            Some(bytes) => Ok(Some(reader(id, bytes))),
            None => self.open(id),
        }
    }

    fn another(&self) -> Box<dyn Blobs> {
        Box::new(self.clone())
    }

    fn settle(&mut self) -> Result<(), StoreError> {
        let received = std::mem::take(&mut self.received);
        let mut files = self.files();
        for (id, bytes) in received {
            files.entry(id).or_insert(bytes);
        }
        Ok(())
    }

    fn give_up(&mut self) {
        self.received.clear();
    }

    fn open(&self, id: &BlobId) -> Result<Option<Box<dyn Read + Send>>, StoreError> {
        Ok(self.files().get(id).map(|bytes| reader(id, bytes)))
    }

    fn has(&self, id: &BlobId) -> Result<bool, StoreError> {
        Ok(self.files().contains_key(id))
    }

    fn list(&self, after: Option<&BlobId>, most: usize) -> Result<Vec<BlobInfo>, StoreError> {
        let from = after.map_or(Bound::Unbounded, Bound::Excluded);
        let files = self.files();
        let behind = files.range((from, Bound::Unbounded)).take(most);
        Ok(behind
            .map(|(id, bytes)| BlobInfo {
                id: id.clone(),
                size: bytes.len() as u64,
            })
            .collect())
    }

    fn remove(&mut self, id: &BlobId) -> Result<bool, StoreError> {
        Ok(self.files().remove(id).is_some())
    }
}

fn name_of(bytes: &[u8]) -> BlobId {
    BlobId(hex(&Sha256::digest(bytes)))
}
