//! Waits until something changes in folders, without asking again and again.
//!
//! What is told is only "look again". Where the system gives no watch, who waits looks again each time.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd as _, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt as _;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::inotify::{self, CreateFlags, ReadFlags, WatchFlags};
use rustix::io::Errno;

/// So often it is looked whether somebody wants to leave: a signal may be another thread's.
const LOOK: Duration = Duration::from_millis(500);

/// Watched folders.
#[derive(Debug, Default)]
pub(super) struct Watch {
    state: State,
    /// What we moved ourselves, which is no news.
    ours: BTreeSet<OsString>,
}

#[derive(Debug, Default)]
enum State {
    /// Nobody has waited yet.
    #[default]
    Off,
    On(OwnedFd),
    /// The system gives none, or not for each folder.
    Refused,
}

impl Watch {
    /// Watches this folder, once somebody has waited; again for one that is watched changes nothing. By its descriptor,
    /// so that it is the folder that is read.
    pub fn add(&mut self, folder: BorrowedFd<'_>) {
        let State::On(fd) = &self.state else { return };
        let news = WatchFlags::CREATE | WatchFlags::MOVED_TO | WatchFlags::CLOSE_WRITE | WatchFlags::MODIFY;
        let more = WatchFlags::DELETE_SELF | WatchFlags::MOVE_SELF;
        let path = format!("/proc/self/fd/{}", std::os::fd::AsRawFd::as_raw_fd(&folder));
        if inotify::add_watch(fd, path, news | more).is_err() {
            self.state = State::Refused;
        }
    }

    /// This name comes into a folder by our own doing.
    pub fn moved(&mut self, name: OsString) {
        if matches!(self.state, State::On(_)) {
            self.ours.insert(name);
        }
    }

    /// What can be read from once something may have changed.
    pub fn signal(&self) -> Option<BorrowedFd<'_>> {
        match &self.state {
            State::On(fd) => Some(fd.as_fd()),
            State::Off | State::Refused => None,
        }
    }

    /// Waits until something may have changed since [`Self::add`]; at most so long, or until somebody wants to leave. `only`
    /// is the name that is of interest, if it is one alone.
    pub fn wait(&mut self, at_most: Duration, only: Option<&OsStr>, stop: &AtomicBool) -> bool {
        match &self.state {
            State::Off => {
                self.state = inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK)
                    .map_or(State::Refused, State::On);
                // What came before there was a watch is found by looking.
                true
            }
            State::Refused => {
                pause(at_most, stop);
                !at_most.is_zero()
            }
            State::On(fd) => {
                let until = Instant::now() + at_most;
                loop {
                    if has_news(fd, &mut self.ours, only) {
                        return true;
                    }
                    let left = until.saturating_duration_since(Instant::now());
                    if left.is_zero() || stop.load(Ordering::Relaxed) {
                        return false;
                    }
                    let mut fds = [PollFd::from_borrowed_fd(fd.as_fd(), PollFlags::IN)];
                    // A signal, or nothing: then it is looked who wants what.
                    let _ = poll(&mut fds, Some(&timespec(left.min(LOOK))));
                }
            }
        }
    }
}

/// Waits so long, or until somebody wants to leave.
pub(super) fn pause(at_most: Duration, stop: &AtomicBool) {
    let until = Instant::now() + at_most;
    loop {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() || stop.load(Ordering::Relaxed) {
            return;
        }
        let _ = poll(&mut [], Some(&timespec(left.min(LOOK))));
    }
}

fn timespec(time: Duration) -> Timespec {
    Timespec::try_from(time).unwrap_or(Timespec {
        tv_sec: 60,
        tv_nsec: 0,
    })
}

/// Reads all that is told; is there something that others did?
fn has_news(fd: &OwnedFd, ours: &mut BTreeSet<OsString>, only: Option<&OsStr>) -> bool {
    let mut buffer = [MaybeUninit::uninit(); 4_096];
    let mut events = inotify::Reader::new(fd.as_fd(), &mut buffer);
    let mut news = false;
    loop {
        match events.next() {
            Ok(event) => {
                let name = event.file_name().map(|n| OsStr::from_bytes(n.to_bytes()));
                let is_ours =
                    event.events().contains(ReadFlags::MOVED_TO) && name.is_some_and(|n| ours.remove(n));
                // An ended watch tells nothing any more that its end has not told.
                let is_end = event.events().contains(ReadFlags::IGNORED);
                let is_other = only.is_some() && name.is_some() && name != only;
                news |= !is_ours && !is_end && !is_other;
            }
            Err(Errno::INTR) => {}
            Err(_) => return news,
        }
    }
}
