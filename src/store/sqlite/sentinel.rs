//! Keeps an eye on the two files that lie beside an open store: the write-ahead log and its index.
//!
//! While a connection is open the engine never takes either of them away, never puts another in its place, and never cuts
//! off of the log what the index says is in it: its own tidying up first says in the index that the log is empty. So
//! whoever finds them otherwise knows that another hand was there, and that what is written now may be lost.
//!
//! It must never know what is in a page.

use std::cell::Cell;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::schema::{self, Pinned};
use crate::store::error::StoreError;
use crate::store::files;

/// Bytes of one of the two copies of the index's header.
const HEADER: usize = 48;
/// Where in it stand: whether it is filled in, the size of a page, the number of frames, the log's salts.
const FILLED: usize = 12;
const PAGE_SIZE: usize = 14;
const FRAMES: usize = 16;
const SALTS: usize = 32;
/// Bytes before the first frame of the log, and before each page in it.
const LOG_HEADER: u64 = 32;
const FRAME_HEADER: u64 = 24;
/// Where in the log's header its salts stand.
const LOG_SALTS: usize = 16;
/// So often the index is read anew while somebody changes it.
const LOOKS: usize = 16;

/// The log and the index as a connection opened them.
#[derive(Debug)]
pub struct Sentinel {
    log: Held,
    index: Held,
    /// The index never becomes shorter while anybody uses it.
    index_len: Cell<u64>,
}

/// A file that is held open, so that its number is given to no other.
#[derive(Debug)]
struct Held {
    look: Pinned,
    path: PathBuf,
}

impl Held {
    fn of(path: PathBuf) -> Option<Self> {
        let look = schema::hold(&path).ok()?;
        Some(Self { look, path })
    }

    fn stands(&self) -> bool {
        let there = std::fs::symlink_metadata(&self.path);
        there.is_ok_and(|m| m.is_file() && (m.dev(), m.ino()) == self.look.identity)
    }

    fn is_gone(&self) -> bool {
        std::fs::symlink_metadata(&self.path).is_err_and(|e| e.kind() == std::io::ErrorKind::NotFound)
    }

    fn lost(&self) -> StoreError {
        StoreError::LogLost(self.path.clone())
    }
}

/// What the index says of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Said([u8; HEADER]);

impl Said {
    fn frames(&self) -> u64 {
        u64::from(u32::from_ne_bytes(self.piece(FRAMES)))
    }

    fn page_size(&self) -> u64 {
        match u16::from_ne_bytes(self.piece(PAGE_SIZE)) {
            1 => 65_536, // does not fit into two bytes
            n => u64::from(n),
        }
    }

    fn salts(&self) -> [u8; 8] {
        self.piece(SALTS)
    }

    fn piece<const N: usize>(&self, at: usize) -> [u8; N] {
        let mut out = [0; N];
        let from = self.0.get(at..at + N).unwrap_or(&[0; N]);
        out.copy_from_slice(from);
        out
    }

    /// How long the log must at least be.
    fn least(&self) -> u64 {
        LOG_HEADER + self.frames() * (FRAME_HEADER + self.page_size())
    }
}

impl Sentinel {
    /// Takes note of the files beside the store at `path`, which a connection has just opened. `None` where it has none:
    /// the store is not in the mode with a log.
    pub fn beside(path: &Path) -> Option<Self> {
        let log = Held::of(files::beside(path, "-wal"))?;
        let index = Held::of(files::beside(path, "-shm"))?;
        Some(Self {
            log,
            index,
            index_len: Cell::new(0),
        })
    }

    /// Are both files still those that were opened, and whole? Whole they are only to who may write (`shared`): who only
    /// reads may have found an index that nobody used, which the next writer begins anew.
    ///
    /// # Errors
    /// [`StoreError::LogLost`] with the file that is not.
    pub fn check(&self, shared: bool) -> Result<(), StoreError> {
        for held in [&self.log, &self.index] {
            if !held.stands() {
                return Err(held.lost());
            }
        }
        if !shared {
            return Ok(());
        }
        if !self.index_is_whole() {
            return Err(self.index.lost());
        }
        if !self.log_is_whole() {
            return Err(self.log.lost());
        }
        Ok(())
    }

    /// After [`Sentinel::check`] has failed: can what was confirmed before still be taken over from the log that we hold
    /// into the store? Not where somebody may already work with another index.
    pub fn can_be_saved(&self) -> bool {
        (self.index.stands() || self.index.is_gone()) && self.index_is_whole() && self.log_is_whole()
    }

    fn index_is_whole(&self) -> bool {
        let Some(len) = self.index.look.length() else {
            return false;
        };
        let known = self.index_len.replace(len.max(self.index_len.get()));
        len >= known.max(2 * HEADER as u64)
    }

    /// Has the log all that the index says is in it, under the same salts? Only an index that says the same before and
    /// after the look at the log is believed.
    fn log_is_whole(&self) -> bool {
        for _ in 0..LOOKS {
            let Some(before) = self.said() else { continue };
            if before.frames() == 0 {
                return true;
            }
            let mut header = [0; LOG_HEADER as usize];
            let have = self.log.look.read(&mut header).unwrap_or_default();
            let salts = header.get(LOG_SALTS..LOG_SALTS + 8);
            let long = self.log.look.length().is_some_and(|len| len >= before.least());
            if have == header.len() && long && salts == Some(&before.salts()[..]) {
                return true;
            }
            if self.said() == Some(before) {
                return false;
            }
        }
        true // it is being written all the time: the next look will tell
    }

    /// The index's header, if nobody is writing it.
    fn said(&self) -> Option<Said> {
        let mut both = [0; 2 * HEADER];
        if self.index.look.read(&mut both).ok()? < both.len() {
            return None;
        }
        let (one, two) = both.split_at(HEADER);
        let said = Said(one.try_into().ok()?);
        (one == two && said.0.get(FILLED) == Some(&1)).then_some(said)
    }
}
