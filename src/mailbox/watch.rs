//! Waits until something changes in folders, without asking again and again.
//!
//! What is told is only "look again". Where the system gives no watch, who waits looks again each time.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd as _, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt as _;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::inotify::{self, CreateFlags, ReadFlags, WatchFlags};
use rustix::io::Errno;

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

    /// Waits until something may have changed since [`Self::add`]; at most so long, or until a signal comes. `only` is the
    /// name that is of interest, if it is one alone.
    pub fn wait(&mut self, at_most: Duration, only: Option<&OsStr>) -> bool {
        match &self.state {
            State::Off => {
                self.state = inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK)
                    .map_or(State::Refused, State::On);
                // What came before there was a watch is found by looking.
                true
            }
            State::Refused => {
                let _ = poll(&mut [], Some(&timespec(at_most)));
                true
            }
            State::On(fd) => {
                let until = Instant::now() + at_most;
                loop {
                    if has_news(fd, &mut self.ours, only) {
                        return true;
                    }
                    let left = until.saturating_duration_since(Instant::now());
                    let mut fds = [PollFd::from_borrowed_fd(fd.as_fd(), PollFlags::IN)];
                    if left.is_zero() || !matches!(poll(&mut fds, Some(&timespec(left))), Ok(1..)) {
                        return false;
                    }
                }
            }
        }
    }
}

pub(super) fn timespec(time: Duration) -> Timespec {
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
