//! The way of a store from one place to another, step by step.
//!
//! It must never know which engines they are.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use crate::core::fact::Envelope;
use crate::core::names::{BlobId, CampaignId};
use crate::store::blobs::{BlobState, Blobs, Reserve};
use crate::store::copying::Copying;
use crate::store::departure::Moved;
use crate::store::engine::Store;
use crate::store::error::StoreError;
use crate::store::journal::StreamInfo;
use crate::store::sendings::Phase;
use crate::store::site::Site;

/// How often the facts are copied anew because words were removed meanwhile.
const ROUNDS: usize = 5;

/// Why a store was not moved. It is in use as before, but for [`StoreError::Moved`] and what happens once it is marked.
#[derive(Debug, Error)]
pub enum MoveError {
    /// One of the stores failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Somebody broke it off.
    #[error("broken off")]
    BrokenOff,
    /// Messages may just have left of which nobody has said yet what became of them: who does that writes to the old store.
    #[error("messages of {0} are in hand")]
    InHand(CampaignId),
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// So many facts were read, to see which files are spoken of.
    Read(u64, u64),
    /// So many files were looked at or sent, of so many.
    Files(u64, u64),
    /// So many facts were sent, of so many.
    Facts(u64, u64),
    /// The new store is looked through.
    Checked,
}

/// Which files the facts speak of; told by whoever knows what facts mean.
pub trait SpokenOf {
    /// Takes in a fact. Each is shown once, in the order of its stream.
    fn see(&mut self, stream: &CampaignId, env: &Envelope);
    /// The files that are to be kept.
    fn standing(&self) -> BTreeSet<BlobId>;
    /// Was this file ever spoken of?
    fn knows(&self, id: &BlobId) -> bool;
}

/// What goes along with a move.
pub struct Guide<'a> {
    /// Which files there are.
    pub spoken: &'a mut dyn SpokenOf,
    /// Is told how far it is.
    pub progress: &'a mut dyn FnMut(Progress),
    /// Once it says yes the move is broken off at the next step that allows it.
    pub stop: &'a dyn Fn() -> bool,
}

impl Guide<'_> {
    pub(super) fn go_on(&self) -> Result<(), MoveError> {
        if (self.stop)() {
            return Err(MoveError::BrokenOff);
        }
        Ok(())
    }
}

/// What was moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// Every stream of the old store with its end, which the new one has too.
    pub streams: Vec<StreamInfo>,
    /// Facts whose words were removed, as they are in both.
    pub holes: u64,
    /// The files of the facts that are in the new store, and their bytes.
    pub files: (u64, u64),
    /// How many of them were sent this time.
    pub sent: u64,
    /// Files that the facts speak of and that could not be had from the old store.
    pub lost: BTreeMap<BlobId, BlobState>,
    /// It had been moved before: nothing was left to do.
    pub already: bool,
}

/// A move that is being made.
pub struct Move {
    pub(super) from: Site,
    pub(super) to: Site,
    name: String,
    /// The one to be marked, and to read it while another holds its turn.
    pub(super) old: Box<dyn Store>,
    pub(super) reader: Box<dyn Store>,
    pub(super) source: Box<dyn Blobs>,
    pub(super) target: Box<dyn Blobs>,
    /// Facts of each stream that were shown.
    seen: BTreeMap<CampaignId, u64>,
    pub(super) there: BTreeSet<BlobId>,
    pub(super) lost: BTreeMap<BlobId, BlobState>,
    pub(super) sent: u64,
}

impl Move {
    /// Begins to move a store to another place, whose name is the one that the old store will tell. Changes nothing.
    ///
    /// # Errors
    /// There is no store, or it cannot be read.
    pub fn begin(from: &Site, to: &Site, name: &str, reserve: Reserve) -> Result<Self, MoveError> {
        let (old, reader) = (from.open()?, from.open()?);
        let mut target = to.blobs();
        target.keep_free(reserve);
        target.together();
        Ok(Self {
            from: from.clone(),
            to: to.clone(),
            name: name.to_owned(),
            old,
            reader,
            source: from.blobs(),
            target,
            seen: BTreeMap::new(),
            there: BTreeSet::new(),
            lost: BTreeMap::new(),
            sent: 0,
        })
    }

    /// Moves it, or goes on with a move to the same place.
    ///
    /// # Errors
    /// Why it was not moved; what was done so far is of use to whoever begins again.
    pub fn carry(mut self, guide: &mut Guide<'_>) -> Result<Carried, MoveError> {
        let mark = self.old.moved()?;
        if let Some(Moved { to, done }) = mark.clone().filter(|mark| mark.to != self.name) {
            let site = self.from.describe();
            return Err(StoreError::Moved { site, to, done }.into());
        }
        let done = mark.as_ref().is_some_and(|mark| mark.done);
        if mark.is_none() {
            // May it be left by this account at all? Asked before anything is sent.
            self.old.leave(&self.name, &mut || false)?;
        }
        self.read(guide)?;
        match self.to.build_around(0) {
            Ok(_) if done => return Err(StoreError::Absent(self.to.describe()).into()),
            // It was only asked whether one can be made.
            Ok(ground) => {
                drop(ground);
                self.no_other_files(guide)?;
                self.files(guide)?;
                self.facts(guide)?;
            }
            Err(StoreError::Occupied(_)) if mark.is_some() => {
                self.same()?;
                self.files(guide)?;
            }
            Err(why) => return Err(why.into()),
        }
        (guide.progress)(Progress::Checked);
        let (streams, holes) = self.same()?;
        if !done {
            self.verify(&streams)?;
        }
        let files = self.count_files(guide, done)?;
        if !done {
            self.old.has_left()?;
        }
        Ok(Carried {
            streams,
            holes,
            files,
            sent: self.sent,
            lost: self.lost,
            already: done,
        })
    }

    /// Reads every fact, to see of which files it speaks.
    fn read(&mut self, guide: &mut Guide<'_>) -> Result<(), MoveError> {
        let streams = self.reader.streams_at_once()?;
        let all = count(&streams);
        let mut n = 0;
        let Guide {
            spoken,
            progress,
            stop,
        } = guide;
        let read = Copying::default().up_to(
            self.reader.as_mut(),
            &streams,
            &mut |stream, env| see(&mut self.seen, *spoken, stream, env),
            &mut |facts| {
                n += facts.len() as u64;
                progress(Progress::Read(n, all));
                halt(*stop)
            },
        );
        guide.go_on()?;
        match read {
            // Words were removed meanwhile; what is missing is shown when the facts are copied.
            Err(StoreError::Busy) => Ok(()),
            other => Ok(other?),
        }
    }

    fn facts(&mut self, guide: &mut Guide<'_>) -> Result<(), MoveError> {
        let mut round = 1;
        loop {
            match self.once(guide) {
                Err(MoveError::Store(StoreError::Busy)) if round < ROUNDS => round += 1,
                other => return other,
            }
        }
    }

    /// Copies the facts into a new store, marks the old one and gives the new one its place.
    fn once(&mut self, guide: &mut Guide<'_>) -> Result<(), MoveError> {
        let mut new = self.to.build_around(0)?;
        let mut copy = Copying::default();
        let mut sent = 0;
        let mut more = |this: &mut Self, guide: &mut Guide<'_>| -> Result<(), MoveError> {
            let streams = this.reader.streams_at_once()?;
            let all = count(&streams);
            let Guide {
                spoken,
                progress,
                stop,
            } = guide;
            let copied = copy.up_to(
                this.reader.as_mut(),
                &streams,
                &mut |stream, env| see(&mut this.seen, *spoken, stream, env),
                &mut |facts| {
                    new.add(facts)?;
                    sent += facts.len() as u64;
                    progress(Progress::Facts(sent, all));
                    halt(*stop)
                },
            );
            guide.go_on()?;
            copied?;
            for stream in &streams {
                // Words of facts that had been copied were removed meanwhile.
                if this.reader.holes(&stream.id)? != copy.holes(&stream.id) {
                    return Err(StoreError::Busy.into());
                }
            }
            this.files(guide)
        };
        more(self, guide)?;
        // What has come meanwhile, so that others wait only for what comes in between.
        more(self, guide)?;
        let name = self.name.clone();
        if self.old.moved()?.is_some() {
            // Nobody has written since.
            more(self, guide)?;
        } else {
            let mut old = std::mem::replace(&mut self.old, self.from.open()?);
            let mut failed = None;
            let left = old.leave(&name, &mut || {
                let last = more(self, guide).and_then(|()| self.nothing_in_hand());
                failed = last.err();
                failed.is_none()
            });
            self.old = old;
            if let Some(why) = failed {
                return Err(why);
            }
            left?;
        }
        // What nobody has looked into yet is not looked into by moving.
        let marked = self.reader.not_looked().and_then(|made| match made {
            Some(made) => new.of_backup(made),
            None => Ok(()),
        });
        match marked.and_then(|()| new.settle()) {
            Ok(()) => Ok(()),
            // Whether it is there is found out by looking.
            Err(StoreError::Unsure(_)) if self.to.open().is_ok() => Ok(()),
            Err(why @ StoreError::Unsure(_)) => Err(why.into()),
            Err(why) => {
                // Nothing is there: the old one is in use as before. If that cannot be said, the same move is gone on with.
                let _ = self.old.stay();
                Err(why.into())
            }
        }
    }

    /// What may have left without anybody having said what became of it is known to the old store alone.
    fn nothing_in_hand(&mut self) -> Result<(), MoveError> {
        for stream in self.reader.stream_names()? {
            let all = self.reader.sendings(&stream)?;
            if all.iter().any(|held| held.phase == Phase::Leaving) {
                return Err(MoveError::InHand(stream));
            }
        }
        Ok(())
    }
}

fn halt(stop: &dyn Fn() -> bool) -> Result<(), StoreError> {
    // What it is called is asked by whoever gets it.
    if stop() {
        return Err(StoreError::Busy);
    }
    Ok(())
}

fn count(streams: &[StreamInfo]) -> u64 {
    streams.iter().map(|stream| stream.head.seq).sum()
}

/// Shows a fact that was not shown before.
fn see(seen: &mut BTreeMap<CampaignId, u64>, spoken: &mut dyn SpokenOf, stream: &CampaignId, env: &Envelope) {
    match seen.get_mut(stream) {
        Some(last) if *last >= env.seq => return,
        Some(last) => *last = env.seq,
        None => {
            seen.insert(stream.clone(), env.seq);
        }
    }
    spoken.see(stream, env);
}
