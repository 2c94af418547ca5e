//! Files in a bucket of a server that speaks S3. The door: [`Bucket`], which whoever keeps files elsewhere holds, and its
//! [`Blobs`].
//!
//! What comes in is written and hashed in a folder of this machine first; then it is asked whether the file is there
//! already, and only if not it is sent, with its sum for the server to check. What comes back is held against its name.
//! What was made of files to save time stays on this machine.
//!
//! It must never know who refers to a file.

mod answers;
mod client;
mod fetch;
mod line;
mod probe;
mod send;
mod shelf;
mod sign;
mod told;

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};
use tempfile::TempDir;

use self::client::{Ask, Client};
use self::fetch::Fetch;
use self::send::Outbound;
pub use self::told::BucketTrouble;
use super::blobs::{BlobInfo, Blobs, Kept, Reserve};
use super::engine::Surroundings;
use super::error::StoreError;
use super::files;
use super::folder::{FolderBlobs, Slot};
use super::health::Sign;
use super::proven::proven;
use crate::clock::Clock;
use crate::core::files_url::BucketUrl;
use crate::core::hex::hex;
use crate::core::names::BlobId;

/// So much of what was made of files is kept on this machine.
const MADE_MOST: u64 = 256 << 20;
/// It is looked at after so many have been kept.
const LOOK_AFTER: u32 = 64;

/// A place in a bucket. A copy of it means the same place, and uses the same lines.
#[derive(Clone)]
pub struct Bucket {
    client: Arc<Client>,
    near: Arc<Near>,
}

/// The folder of this machine that a bucket needs.
struct Near {
    /// Below the account's folder for what saves time, if there is one.
    folder: Option<PathBuf>,
    /// Where there is none, one that goes with the program.
    passing: OnceLock<TempDir>,
    kept: AtomicU32,
}

impl Near {
    fn folder(&self) -> Result<FolderBlobs, StoreError> {
        if let Some(folder) = &self.folder {
            return Ok(FolderBlobs::at(folder));
        }
        if self.passing.get().is_none() {
            let made = tempfile::Builder::new().prefix("ketnoi-files-").tempdir();
            let made = made.map_err(|why| files::refused(Path::new("ketnoi-files"), why))?;
            // Somebody else may have made one meanwhile; then this one goes.
            let _ = self.passing.set(made);
        }
        let folder = self.passing.get().map_or(Path::new(""), TempDir::path);
        Ok(FolderBlobs::at(&folder.join("files")))
    }
}

impl Bucket {
    /// The place that a name means. Nothing is looked at.
    pub fn new(url: &BucketUrl, around: &Surroundings) -> Self {
        let name = format!("{} {}", url.endpoint(), url.name());
        let mut digest = hex(&Sha256::digest(name.as_bytes()));
        digest.truncate(16);
        let folder = around
            .cache
            .as_ref()
            .map(|cache| cache.join("files").join(digest));
        Self {
            client: Arc::new(Client::new(url.clone(), around.credentials.clone())),
            near: Arc::new(Near {
                folder,
                passing: OnceLock::new(),
                kept: AtomicU32::new(0),
            }),
        }
    }

    /// A handle on its files.
    pub fn blobs(&self) -> S3Blobs {
        S3Blobs {
            bucket: self.clone(),
            reserve: Reserve::Nothing,
            spool: None,
            sent: BTreeSet::new(),
            together: false,
        }
    }

    /// One of `most` places on this machine for a sender of this name; `None` if all are taken.
    ///
    /// # Errors
    /// The folder's in which files pass through.
    pub fn slot(&self, sender: &str, most: u64) -> Result<Option<Slot>, StoreError> {
        self.near.folder()?.slot(sender, most)
    }

    /// What is to be said about it, well or not.
    pub fn health(&self) -> Vec<Sign> {
        probe::look(&self.client)
    }
}

/// The files of a bucket.
pub struct S3Blobs {
    bucket: Bucket,
    reserve: Reserve,
    /// What was received, in a folder of this machine.
    spool: Option<FolderBlobs>,
    /// What of it has gone to the bucket.
    sent: BTreeSet<BlobId>,
    together: bool,
}

impl S3Blobs {
    fn client(&self) -> &Client {
        &self.bucket.client
    }

    fn spool(&mut self) -> Result<&mut FolderBlobs, StoreError> {
        if self.spool.is_none() {
            let mut spool = self.bucket.near.folder()?;
            // It need not survive here, and so nobody waits for the disk.
            spool.together();
            spool.keep_free(self.reserve);
            self.spool = Some(spool);
        }
        self.spool
            .as_mut()
            .ok_or_else(|| files::refused(Path::new(""), io::ErrorKind::NotFound.into()))
    }

    fn send_all(&mut self) -> Result<(), StoreError> {
        let Some(spool) = &self.spool else { return Ok(()) };
        let waiting = spool.unnamed()?;
        for (id, size, file) in waiting {
            if self.sent.contains(&id) {
                continue;
            }
            self.send_one(&id, size, &file)?;
            self.sent.insert(id);
        }
        Ok(())
    }

    /// Sends a file; true if it was there before.
    fn send_one(&self, id: &BlobId, size: u64, file: &File) -> Result<bool, StoreError> {
        let client = self.client();
        let Some(key) = client.key(id) else {
            return Ok(false);
        };
        client.make_ours()?;
        client.send(&key, &Outbound { id, file, size })
    }
}

impl Blobs for S3Blobs {
    fn put(&mut self, from: &mut dyn Read, limit: u64) -> Result<Kept, StoreError> {
        let mut spool = self.bucket.near.folder()?;
        spool.together();
        spool.keep_free(self.reserve);
        let kept = spool.receive(from, limit)?;
        let mut already = false;
        for (id, size, file) in spool.unnamed()? {
            already = self.send_one(&id, size, &file)?;
        }
        Ok(Kept { already, ..kept })
    }

    fn receive(&mut self, from: &mut dyn Read, limit: u64) -> Result<Kept, StoreError> {
        let kept = self.spool()?.receive(from, limit)?;
        // Of many it is asked only when they are sent.
        let already = !self.together && self.has(&kept.id)?;
        Ok(Kept { already, ..kept })
    }

    fn open_received(&self, id: &BlobId) -> Result<Option<Box<dyn Read + Send>>, StoreError> {
        let near = self
            .spool
            .as_ref()
            .map(|spool| spool.open_received(id))
            .transpose()?;
        match near.flatten() {
            Some(file) => Ok(Some(file)),
            None => self.open(id),
        }
    }

    fn another(&self) -> Box<dyn Blobs> {
        let mut other = self.bucket.blobs();
        other.reserve = self.reserve;
        Box::new(other)
    }

    fn settle(&mut self) -> Result<(), StoreError> {
        self.send_all()?;
        self.give_up();
        Ok(())
    }

    fn together(&mut self) {
        self.together = true;
    }

    fn harden(&mut self) -> Result<(), StoreError> {
        self.send_all()
    }

    fn goes_far(&self) -> bool {
        self.spool.is_some()
    }

    fn give_up(&mut self) {
        self.spool = None;
        self.sent.clear();
    }

    fn keep_free(&mut self, reserve: Reserve) {
        self.reserve = reserve;
        if let Some(spool) = &mut self.spool {
            spool.keep_free(reserve);
        }
    }

    fn sweep(&mut self) -> Result<usize, StoreError> {
        let near = self.bucket.near.folder()?.sweep()?;
        Ok(near + self.client().sweep_uploads(Clock::Real.now())?)
    }

    fn open(&self, id: &BlobId) -> Result<Option<Box<dyn Read + Send>>, StoreError> {
        let Some(key) = self.client().key(id) else {
            return Ok(None);
        };
        let mut ask = Ask::new("GET", &key);
        ask.streams = true;
        let reply = self.bucket.client.ask(&ask, &[200, 404])?;
        if reply.status == 404 {
            self.client().is_missing(&reply.bytes)?;
            self.client().is_there_at_all()?;
            // What was made of it has no use any more.
            let _ = self.bucket.near.folder().and_then(|near| near.remove_made(id));
            return Ok(None);
        }
        Ok(Some(proven(
            id,
            Fetch::of(self.bucket.client.clone(), key, id, reply),
        )))
    }

    fn has(&self, id: &BlobId) -> Result<bool, StoreError> {
        let client = self.client();
        let Some(key) = client.key(id) else {
            return Ok(false);
        };
        let reply = client.ask(&Ask::new("HEAD", &key), &[200, 404])?;
        if reply.status == 404 {
            client.is_there_at_all()?;
        }
        Ok(reply.status == 200)
    }

    fn list(&self, after: Option<&BlobId>, most: usize) -> Result<Vec<BlobInfo>, StoreError> {
        self.client().files(after, most)
    }

    fn made_of(&self, id: &BlobId, what: &str) -> Option<Vec<u8>> {
        self.bucket.near.folder().ok()?.made_of(id, what)
    }

    fn keep_made(&self, id: &BlobId, what: &str, bytes: &[u8]) {
        let Ok(mut near) = self.bucket.near.folder() else {
            return;
        };
        near.keep_free(self.reserve);
        if near.make().is_err() {
            return;
        }
        near.keep_made(id, what, bytes);
        let before = self.bucket.near.kept.fetch_add(1, Ordering::Relaxed);
        if before.is_multiple_of(LOOK_AFTER) {
            // It is only room: whoever keeps the next ones tries again.
            let _ = near.bound_made(MADE_MOST);
        }
    }

    fn remove(&mut self, id: &BlobId) -> Result<bool, StoreError> {
        self.bucket.near.folder()?.remove_made(id)?;
        let Some(key) = self.client().key(id) else {
            return Ok(false);
        };
        self.client().remove(&key)
    }
}
