//! Files by the SHA-256 of their bytes: what keeping them promises, wherever that is.
//!
//! It must never know who refers to a file.

use std::io::{self, Read};

use super::error::StoreError;
use super::proven::state_of;
use crate::core::names::BlobId;

/// A file that was put into the blobs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// SHA-256 of its bytes.
    pub id: BlobId,
    /// How many bytes.
    pub size: u64,
    /// The first bytes, at most 4,096, for judging the kind by content.
    pub head: Vec<u8>,
    /// It was there before.
    pub already: bool,
}

/// Room of the disk that files leave to the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reserve {
    /// None.
    Nothing,
    /// 256 MiB, on a small disk a fiftieth of it.
    #[default]
    Usual,
    /// So many bytes.
    Bytes(u64),
}

/// What is wrong with a kept file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlobState {
    /// Its bytes are those that its name promises.
    Good,
    /// It is not there.
    Missing,
    /// Its bytes are others.
    Changed,
    /// It is there and cannot be read; [`Blobs::open`] says why.
    Unreadable,
}

/// A kept file as a list tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlobInfo {
    /// SHA-256 of its bytes, by its name; they are not looked at.
    pub id: BlobId,
    /// How many bytes.
    pub size: u64,
}

/// What failed at the place of the files while one was read, if that is why it could not be read to its end: it can be read
/// another time. `None`: this file is damaged, or the disk under it.
pub fn lost(why: io::Error) -> Option<StoreError> {
    match why.downcast::<StoreError>() {
        Ok(StoreError::WrongBytes(_)) | Err(_) => None,
        Ok(other) => Some(other),
    }
}

/// So many files are listed at a time by whoever wants to see them all.
pub const PAGE: usize = 1_000;

/// Shows every kept file, in the order of their names, page by page: what it takes does not grow with their number.
///
/// # Errors
/// The files cannot be looked at.
pub fn each_blob(blobs: &dyn Blobs, each: &mut dyn FnMut(BlobInfo)) -> Result<(), StoreError> {
    let mut after = None;
    loop {
        let page = blobs.list(after.as_ref(), PAGE)?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(last.id.clone());
        page.into_iter().for_each(&mut *each);
    }
}

/// Files by the SHA-256 of their bytes, each once, unchanged.
pub trait Blobs: Send {
    /// Keeps what `from` gives; refuses more than `limit` bytes with [`StoreError::TooLarge`]. Once this returns the
    /// bytes survive what the disk survives. Nothing half written is ever seen under the final name.
    ///
    /// # Errors
    /// More than `limit` bytes, no room left, or the disk refuses; nothing was kept.
    fn put(&mut self, from: &mut dyn Read, limit: u64) -> Result<Kept, StoreError>;
    /// Takes in what `from` gives as [`Blobs::put`] does, but gives it no name yet: [`Blobs::settle`] does that for
    /// everything that was received, once the command that it came with is accepted. Dropped before, it leaves nothing.
    ///
    /// # Errors
    /// As for [`Blobs::put`].
    fn receive(&mut self, from: &mut dyn Read, limit: u64) -> Result<Kept, StoreError> {
        self.put(from, limit)
    }
    /// Opens what was received, whether it has its name yet or not; `None` if it is not there.
    ///
    /// # Errors
    /// It is there and cannot be read.
    fn open_received(&self, id: &BlobId) -> Result<Option<Box<dyn Read + Send>>, StoreError> {
        self.open(id)
    }
    /// A second handle on the same files, for another thread; what was received stays with whoever received it.
    fn another(&self) -> Box<dyn Blobs>;
    /// Gives everything that was received its name.
    ///
    /// # Errors
    /// The disk refuses; what has no name yet has none.
    fn settle(&mut self) -> Result<(), StoreError> {
        Ok(())
    }
    /// From now on many files are received before they get their names, and they survive all at once: after
    /// [`Blobs::harden`] their bytes do, after [`Blobs::settle`] their names too. One wait for the disk for each of thousands of
    /// files would take longer than everything else.
    fn together(&mut self) {}
    /// Makes the bytes of everything received survive, so that nobody waits for that while the names are given.
    ///
    /// # Errors
    /// The disk refuses; nothing that was received can be relied on.
    fn harden(&mut self) -> Result<(), StoreError> {
        Ok(())
    }
    /// Drops everything that was received.
    fn give_up(&mut self) {}
    /// How much room of the disk is left to the journal: below it nothing is taken in ([`StoreError::Reserved`]).
    fn keep_free(&mut self, _reserve: Reserve) {}
    /// Takes away what programs that were killed have left; gives how many files it was.
    ///
    /// # Errors
    /// The files cannot be looked at.
    fn sweep(&mut self) -> Result<usize, StoreError> {
        Ok(0)
    }
    /// Opens a kept file; `None` if it is not there. Its bytes are held against its name while they are read: in place of
    /// its end whoever reads others is given an error with [`StoreError::WrongBytes`] in it, and of a file of less than
    /// 64 KiB nothing is given before all of it was looked at. Whoever reads only the beginning of a longer one reads on to
    /// its end before he relies on it.
    ///
    /// # Errors
    /// It is there and cannot be read.
    fn open(&self, id: &BlobId) -> Result<Option<Box<dyn Read + Send>>, StoreError>;
    /// Is it there? (Its bytes are not looked at.)
    ///
    /// # Errors
    /// It cannot be told: the place of the files cannot be reached or looked at.
    fn has(&self, id: &BlobId) -> Result<bool, StoreError>;
    /// Reads a kept file and compares it with its name. One that cannot be read is no error: the others can be.
    ///
    /// # Errors
    /// The place of the files cannot be reached.
    fn check(&self, id: &BlobId) -> Result<BlobState, StoreError> {
        match self.open(id)? {
            None => Ok(BlobState::Missing),
            Some(mut file) => state_of(&mut file),
        }
    }
    /// The next kept files behind this one, at most `most`, in the order of their names; none behind the last. [`each_blob`]
    /// goes through all of them.
    ///
    /// # Errors
    /// The files cannot be looked at.
    fn list(&self, after: Option<&BlobId>, most: usize) -> Result<Vec<BlobInfo>, StoreError>;
    /// What was made of a kept file and kept to save time, if it is there and as it was written. `what` says what was made, in
    /// letters, figures and dashes.
    fn made_of(&self, _id: &BlobId, _what: &str) -> Option<Vec<u8>> {
        None
    }
    /// Keeps what was made of a file until the file is removed. It saves time and is no record: where it cannot be kept, it is
    /// made again.
    fn keep_made(&self, _id: &BlobId, _what: &str, _bytes: &[u8]) {}
    /// Removes a file's bytes (redaction), and whatever was made of them. True if they were there.
    ///
    /// # Errors
    /// It cannot be removed.
    fn remove(&mut self, id: &BlobId) -> Result<bool, StoreError>;
}
