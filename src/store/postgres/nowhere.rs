//! Where files are not kept: a server keeps facts, and files lie where the settings say.
//!
//! It must never know whose files they would be.

use std::io::Read;

use crate::core::names::BlobId;
use crate::store::blobs::{BlobInfo, Blobs, Kept};
use crate::store::error::{SiteName, StoreError};

/// Takes nothing in and has nothing.
#[derive(Debug, Clone)]
pub(super) struct Nowhere(pub(super) SiteName);

impl Blobs for Nowhere {
    fn put(&mut self, _from: &mut dyn Read, _limit: u64) -> Result<Kept, StoreError> {
        Err(StoreError::NoFiles(self.0.clone()))
    }

    fn another(&self) -> Box<dyn Blobs> {
        Box::new(self.clone())
    }

    fn open(&self, _id: &BlobId) -> Result<Option<Box<dyn Read + Send>>, StoreError> {
        Ok(None)
    }

    fn has(&self, _id: &BlobId) -> Result<bool, StoreError> {
        Ok(false)
    }

    fn list(&self, _after: Option<&BlobId>, _most: usize) -> Result<Vec<BlobInfo>, StoreError> {
        Ok(Vec::new())
    }

    fn remove(&mut self, _id: &BlobId) -> Result<bool, StoreError> {
        Ok(false)
    }
}
