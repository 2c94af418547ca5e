//! Photos of a store made fit for documents: each once, several at a time, kept for the next document.
//!
//! ```text
//!   files ──> press (a child each) ──> kept beside the files, or in a file of the moment ──one by one──> a document
//! ```
//!
//! Never more than a few of them are in memory, however many a document has. It must never know whose a photo is, nor whether
//! it may be shown: that was decided before.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use crate::core::names::BlobId;
use crate::paper::Shown;
use crate::photo::{Press, Printed, Why};
use crate::store::{Blobs, StoreError};

/// The most points of a side: a photo as wide as a page has some 200 to the inch.
pub const MOST: (u16, u16) = (1_280, 1_280);
/// Photos that are made at a time, at most.
const HANDS: usize = 4;

/// Why a photo is not shown.
#[derive(Debug, thiserror::Error)]
pub enum NotShown {
    /// It is not among the files.
    #[error("the file is not there")]
    Gone,
    /// There is no process that could make it.
    #[error("nothing makes it")]
    NoPress,
    /// It could not be made.
    #[error(transparent)]
    Made(#[from] Why),
    /// The files cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What was made could not be laid aside.
    #[error(transparent)]
    Aside(#[from] io::Error),
}

impl NotShown {
    /// Did nobody want it any more? Of the photo that says nothing.
    pub fn is_given_up(&self) -> bool {
        matches!(self, Self::Made(Why::GivenUp))
    }
}

/// Photos for a document.
pub struct Pictures {
    files: Box<dyn Blobs>,
    press: Option<Press>,
    keep: bool,
    aside: Aside,
    refused: BTreeMap<BlobId, NotShown>,
}

/// Where photos lie that are not kept.
#[derive(Default)]
struct Aside {
    file: Option<File>,
    places: BTreeMap<BlobId, (u64, usize)>,
}

impl Aside {
    fn put(&mut self, id: BlobId, bytes: &[u8]) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(tempfile::tempfile()?),
        };
        let at = file.seek(SeekFrom::End(0))?;
        file.write_all(bytes)?;
        self.places.insert(id, (at, bytes.len()));
        Ok(())
    }

    fn get(&mut self, id: &BlobId) -> Option<Vec<u8>> {
        let (at, size) = *self.places.get(id)?;
        let file = self.file.as_mut()?;
        file.seek(SeekFrom::Start(at)).ok()?;
        let mut bytes = vec![0; size];
        file.read_exact(&mut bytes).ok()?;
        Some(bytes)
    }
}

/// What a photo came to; nothing to lay aside if it is kept.
type Made = (BlobId, Result<Option<Vec<u8>>, NotShown>);

impl Pictures {
    /// Photos among these files. Without a press none can be shown but those that were kept; `keep` says whether small ones may
    /// be kept beside the files, which whoever only looks must not do.
    pub fn new(files: Box<dyn Blobs>, press: Option<Press>, keep: bool) -> Self {
        Self {
            files,
            press,
            keep,
            aside: Aside::default(),
            refused: BTreeMap::new(),
        }
    }

    /// Has all of them made, several at a time, and tells after each how many of how many are there. Whoever is told may break
    /// it off; what was made until then stays.
    pub fn prepare(
        &mut self,
        wanted: &[BlobId],
        told: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let mut missing: Vec<&BlobId> = wanted.iter().collect();
        missing.sort_unstable();
        missing.dedup();
        let all = missing.len();
        missing.retain(|id| !self.is_there(id));
        let Some(press) = self.press.clone() else {
            return told(all, all);
        };
        let mut done = all - missing.len();
        told(done, all)?;
        let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
        let hands = std::thread::available_parallelism()
            .map_or(1, usize::from)
            .min(HANDS);
        let (files, keep) = (&self.files, self.keep);
        let (to_us, from_hands): (SyncSender<Made>, Receiver<Made>) = sync_channel(hands);
        let mut came = Vec::new();
        let aside = &mut self.aside;
        let ended = std::thread::scope(|scope| {
            for _ in 0..hands.min(missing.len()) {
                let (files, press, to_us) = (files.another(), press.clone(), to_us.clone());
                let (next, stop, missing) = (&next, &stop, &missing);
                scope.spawn(move || {
                    while !stop.load(Ordering::Relaxed) {
                        let Some(id) = missing.get(next.fetch_add(1, Ordering::Relaxed)) else {
                            return;
                        };
                        let made = made(files.as_ref(), &press, keep, id);
                        if to_us.send(((*id).clone(), made)).is_err() {
                            return;
                        }
                    }
                });
            }
            drop(to_us);
            let mut ended = ControlFlow::Continue(());
            for (id, made) in from_hands {
                let kept = made.and_then(|bytes| match bytes {
                    Some(bytes) => Ok(aside.put(id.clone(), &bytes)?),
                    None => Ok(()),
                });
                came.extend(kept.err().map(|why| (id, why)));
                done += 1;
                if ended.is_continue() {
                    ended = told(done, all);
                    stop.store(ended.is_break(), Ordering::Relaxed);
                }
            }
            ended
        });
        self.refused.extend(came);
        ended
    }

    fn is_there(&self, id: &BlobId) -> bool {
        self.aside.places.contains_key(id) || self.kept(id).is_some()
    }

    fn kept(&self, id: &BlobId) -> Option<Vec<u8>> {
        let most = self.press.as_ref().map_or(MOST, Press::most);
        let bytes = self.files.made_of(id, &what(most))?;
        // Kept by an older program, perhaps.
        Printed::from_bytes(&bytes, most).map(|_| bytes)
    }

    /// How many seconds a film among the files lasts; `None` where nobody can tell, which is no reason to leave it out.
    pub fn seconds(&self, id: &BlobId) -> Option<u32> {
        let told = |n: u32| (n > 0).then_some(n);
        let kept = self.files.made_of(id, SECONDS);
        if let Some(kept) = kept.and_then(|bytes| bytes.try_into().ok()) {
            return told(u32::from_be_bytes(kept));
        }
        let mut file = self.files.open(id).ok()??;
        let seconds = self.press.as_ref()?.seconds(&mut file).ok()?.unwrap_or(0);
        if self.keep {
            self.files.keep_made(id, SECONDS, &seconds.to_be_bytes());
        }
        told(seconds)
    }

    /// The photo as a document shows it; made now if it was not before.
    ///
    /// # Errors
    /// Why it is not shown.
    pub fn shown(&mut self, id: &BlobId) -> Result<Shown, NotShown> {
        if let Some(why) = self.refused.remove(id) {
            return Err(why);
        }
        let there = self.aside.get(id).or_else(|| self.kept(id));
        let press = self.press.as_ref();
        let bytes = match there {
            Some(bytes) => bytes,
            None => printed(self.files.as_ref(), press.ok_or(NotShown::NoPress)?, id)?,
        };
        let most = press.map_or(MOST, Press::most);
        let printed = Printed::from_bytes(&bytes, most).ok_or(NotShown::Gone)?;
        Ok(Shown {
            jpeg: printed.jpeg,
            width: printed.width.into(),
            height: printed.height.into(),
        })
    }
}

/// What is kept of a film: how many seconds it lasts, nought where it does not say.
const SECONDS: &str = "seconds";

/// The name under which it is kept.
fn what((w, h): (u16, u16)) -> String {
    format!("print-{w}x{h}")
}

fn printed(files: &dyn Blobs, press: &Press, id: &BlobId) -> Result<Vec<u8>, NotShown> {
    let mut file = files.open(id)?.ok_or(NotShown::Gone)?;
    Ok(press.print(&mut file, id)?)
}

fn made(files: &dyn Blobs, press: &Press, keep: bool, id: &BlobId) -> Result<Option<Vec<u8>>, NotShown> {
    let bytes = printed(files, press, id)?;
    if keep {
        files.keep_made(id, &what(press.most()), &bytes);
        if files.made_of(id, &what(press.most())).is_some() {
            return Ok(None);
        }
    }
    Ok(Some(bytes))
}
