//! Where facts and files are kept. The door: [`open`] an existing store, [`create`] one, or keep all in memory.
//!
//! It knows SQL, files and hashes; it must never know what a fact means.

pub mod journal;

pub use self::journal::{
    Appended, Batch, BlobState, Blobs, Head, Journal, Kept, ReadFacts, Snapshot, StoreError, StreamInfo, Turn,
};

use std::path::Path;

/// SCAFFOLD for those who build against the store before it is there; the store's own branch replaces this file.
pub fn open(_path: &Path) -> Result<Box<dyn Journal>, StoreError> {
    Err(StoreError::Busy)
}
/// SCAFFOLD
pub fn create(_path: &Path) -> Result<Box<dyn Journal>, StoreError> {
    Err(StoreError::Busy)
}
/// SCAFFOLD
#[derive(Debug, Default)]
pub struct FolderBlobs;
/// SCAFFOLD
#[derive(Debug, Default)]
pub struct MemoryBlobs;
/// SCAFFOLD
#[derive(Debug, Default)]
pub struct MemoryJournal;
impl FolderBlobs {
    /// SCAFFOLD
    pub fn beside(_store: &Path) -> Self {
        Self
    }
}
macro_rules! scaffold {
    ($($t:ty),*) => {$(impl Blobs for $t {
        fn put(&mut self, _: &mut dyn std::io::Read, _: u64) -> Result<Kept, StoreError> { Err(StoreError::Busy) }
        fn open(&self, _: &crate::core::names::BlobId) -> Result<Option<Box<dyn std::io::Read + Send>>, StoreError> { Ok(None) }
        fn has(&self, _: &crate::core::names::BlobId) -> bool { false }
        fn check(&self, _: &crate::core::names::BlobId) -> Result<BlobState, StoreError> { Ok(BlobState::Missing) }
        fn list(&self) -> Result<Vec<crate::core::names::BlobId>, StoreError> { Ok(vec![]) }
        fn remove(&mut self, _: &crate::core::names::BlobId) -> Result<bool, StoreError> { Ok(false) }
    })*};
}
scaffold!(FolderBlobs, MemoryBlobs);
impl ReadFacts for MemoryJournal {
    fn head(&mut self, _: &crate::core::names::CampaignId) -> Result<Head, StoreError> {
        Ok(Head::default())
    }
    fn read_after(
        &mut self,
        _: &crate::core::names::CampaignId,
        _: u64,
        _: usize,
    ) -> Result<Vec<crate::core::fact::Envelope>, StoreError> {
        Ok(vec![])
    }
    fn command(
        &mut self,
        _: &crate::core::names::CampaignId,
        _: crate::core::names::CmdId,
    ) -> Result<Vec<crate::core::fact::Envelope>, StoreError> {
        Ok(vec![])
    }
}
impl Journal for MemoryJournal {
    fn turn(&mut self, _: &crate::core::names::CampaignId) -> Result<Box<dyn Turn + '_>, StoreError> {
        Err(StoreError::Busy)
    }
    fn streams(&mut self) -> Result<Vec<StreamInfo>, StoreError> {
        Ok(vec![])
    }
    fn snapshot(
        &mut self,
        _: &crate::core::names::CampaignId,
        _: u64,
    ) -> Result<Option<Snapshot>, StoreError> {
        Ok(None)
    }
    fn keep_snapshot(
        &mut self,
        _: &crate::core::names::CampaignId,
        _: u64,
        _: &Snapshot,
    ) -> Result<(), StoreError> {
        Ok(())
    }
    fn verify(
        &mut self,
        _: &crate::core::names::CampaignId,
        _: &mut dyn FnMut(&crate::core::fact::Envelope),
    ) -> Result<Head, StoreError> {
        Ok(Head::default())
    }
}
