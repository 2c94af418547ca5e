//! Files in memory, each once under the SHA-256 of its bytes.
//!
//! It must never know who refers to a file.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::core::hex::hex;
use crate::core::names::BlobId;
use crate::store::blobs::{BlobState, Blobs, Kept};
use crate::store::error::StoreError;

/// Bytes of a file that are kept for judging its kind.
const HEAD: usize = 4_096;

/// Files in memory.
#[derive(Debug, Default)]
pub struct MemoryBlobs {
    files: BTreeMap<BlobId, Arc<[u8]>>,
}

impl Blobs for MemoryBlobs {
    fn put(&mut self, from: &mut dyn Read, limit: u64) -> Result<Kept, StoreError> {
        let mut bytes = Vec::new();
        from.take(limit.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|why| StoreError::Io {
                path: std::path::PathBuf::new(),
                why,
            })?;
        if bytes.len() as u64 > limit {
            return Err(StoreError::TooLarge { limit });
        }
        let id = name_of(&bytes);
        let already = self.files.contains_key(&id);
        let kept = Kept {
            id: id.clone(),
            size: bytes.len() as u64,
            head: bytes.iter().take(HEAD).copied().collect(),
            already,
        };
        self.files.entry(id).or_insert_with(|| bytes.into());
        Ok(kept)
    }

    fn open(&self, id: &BlobId) -> Result<Option<Box<dyn Read + Send>>, StoreError> {
        let bytes = self.files.get(id).cloned();
        Ok(bytes.map(|b| Box::new(Cursor::new(b)) as Box<dyn Read + Send>))
    }

    fn has(&self, id: &BlobId) -> bool {
        self.files.contains_key(id)
    }

    fn check(&self, id: &BlobId) -> Result<BlobState, StoreError> {
        Ok(match self.files.get(id) {
            None => BlobState::Missing,
            Some(bytes) if name_of(bytes) == *id => BlobState::Good,
            Some(_) => BlobState::Changed,
        })
    }

    fn list(&self) -> Result<Vec<BlobId>, StoreError> {
        Ok(self.files.keys().cloned().collect())
    }

    fn remove(&mut self, id: &BlobId) -> Result<bool, StoreError> {
        Ok(self.files.remove(id).is_some())
    }
}

fn name_of(bytes: &[u8]) -> BlobId {
    BlobId(hex(&Sha256::digest(bytes)))
}
