//! The few places that each sender of files has at a time, as locked files.
//!
//! It must never know what is sent.

use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;

use rustix::fs::{AtFlags, FlockOperation, OFlags, flock};
use rustix::io::Errno;
use sha2::{Digest, Sha256};

use crate::core::hex::hex;
use crate::store::files;

/// What the names of places for one sender begin with; see [`Slot::take`].
pub(super) const SLOT: &str = ".slot-";

/// One of the few places that a sender has; free again once this is dropped, however the program ends.
#[derive(Debug)]
pub struct Slot {
    folder: OwnedFd,
    name: String,
    _locked: File,
}

impl Drop for Slot {
    fn drop(&mut self) {
        // While it is still locked: whoever waits for it looks whether it is still there.
        let _ = rustix::fs::unlinkat(&self.folder, self.name.as_str(), AtFlags::empty());
    }
}

impl Slot {
    /// One of `most` places for a sender of this name; `None` if all are taken, by whatever programs.
    pub(super) fn take(root: &OwnedFd, sender: &str, most: u64) -> io::Result<Option<Self>> {
        let mut digest = hex(&Sha256::digest(sender.as_bytes()));
        digest.truncate(16);
        for n in 0..most {
            let name = format!("{SLOT}{digest}-{n}");
            if let Some(locked) = lock(root, &name)? {
                return Ok(Some(Self {
                    folder: root.try_clone()?,
                    name,
                    _locked: locked,
                }));
            }
        }
        Ok(None)
    }
}

/// Makes and locks a file; `None` if somebody else has it locked.
fn lock(folder: &OwnedFd, name: &str) -> io::Result<Option<File>> {
    let flags = OFlags::RDWR | OFlags::CREATE | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    loop {
        let file = File::from(rustix::fs::openat(folder, name, flags, files::OURS)?);
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => {}
            Err(Errno::WOULDBLOCK) => return Ok(None),
            Err(why) => return Err(why.into()),
        }
        // Whoever had it took it away when leaving: then this one is nobody's.
        if rustix::fs::fstat(&file)?.st_nlink > 0 {
            return Ok(Some(file));
        }
    }
}
