//! Tells when somebody has written to a store, without ever asking: a thread that sleeps in inotify.
//!
//! A nudge says only "look again": it may come before the change can be read (recheck with a pause that grows; our own
//! writers touch the log once it can), several times for one change, or, on a network file system, not at all. The end of a whole folder is told only once nobody has a file of it
//! open any more: whoever is nudged, or rechecks, and finds the store gone closes it, and then it is. It must never know what was written.

use std::ffi::{OsStr, OsString};
use std::io;
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::inotify::{self, CreateFlags, ReadFlags, WatchFlags};
use rustix::io::Errno;

use crate::store::files;

/// The thread calls `nudge` and nothing else of size.
const STACK: usize = 128 * 1_024;

/// Where the system refuses a watch, it is asked again after this long.
const TRY_AGAIN: Timespec = Timespec {
    tv_sec: 1,
    tv_nsec: 0,
};

/// Calls `nudge` from a thread of its own whenever the store at this path or its write-ahead log changes, comes, goes or
/// is replaced, until the program ends. Neither file, nor their folder, need exist. While nothing changes the thread does
/// not wake.
///
/// # Errors
/// The system gives no more watches or no thread.
pub fn watch(store: &Path, nudge: impl Fn() + Send + 'static) -> io::Result<()> {
    let fd = inotify::init(CreateFlags::CLOEXEC)?;
    let mut watched = Watched {
        store: store.to_owned(),
        log: files::beside(store, "-wal"),
        index: files::beside(store, "-shm"),
        folder: Folder::default(),
        files: [None, None],
    };
    watched.arm(&fd)?;
    std::thread::Builder::new()
        .name("watch".to_owned())
        .stack_size(STACK)
        .spawn(move || listen(&fd, &mut watched, &nudge))?;
    Ok(())
}

/// The folder that is watched for names that come and go: that of the store or, while it is missing, the nearest above.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Folder {
    wd: i32,
    missing: Option<OsString>,
}

struct Watched {
    store: PathBuf,
    log: PathBuf,
    index: PathBuf,
    folder: Folder,
    files: [Option<i32>; 2],
}

/// What a batch of events asks for.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Asked {
    nudge: bool,
    arm: bool,
}

impl Watched {
    /// Sets the watches anew; to set one that is set already changes nothing.
    fn arm(&mut self, fd: &OwnedFd) -> io::Result<()> {
        let folder = self.watch_folder(fd)?;
        if folder.wd != self.folder.wd {
            drop_watch(fd, self.folder.wd);
        }
        self.folder = folder;
        if self.folder.missing.is_some() {
            self.files = [None, None];
            return Ok(());
        }
        let changes = WatchFlags::MODIFY
            | WatchFlags::ATTRIB
            | WatchFlags::DELETE_SELF
            | WatchFlags::MOVE_SELF
            | WatchFlags::DONT_FOLLOW;
        for (place, path) in self.files.iter_mut().zip([&self.store, &self.log]) {
            let now = match inotify::add_watch(fd, path.as_path(), changes) {
                Ok(wd) => Some(wd),
                Err(Errno::NOENT | Errno::NOTDIR | Errno::ACCESS) => None,
                Err(why) => return Err(why.into()),
            };
            if let Some(before) = place.filter(|_| *place != now) {
                drop_watch(fd, before);
            }
            *place = now;
        }
        Ok(())
    }

    fn watch_folder(&self, fd: &OwnedFd) -> io::Result<Folder> {
        let names = WatchFlags::CREATE
            | WatchFlags::MOVED_TO
            | WatchFlags::MOVED_FROM
            | WatchFlags::DELETE
            | WatchFlags::DELETE_SELF
            | WatchFlags::MOVE_SELF
            | WatchFlags::ONLYDIR;
        let mut folder = files::folder_of(&self.store);
        let mut missing = None;
        loop {
            match inotify::add_watch(fd, folder, names) {
                Ok(wd) => {
                    // What came while the watch was being set would not be told.
                    let came = missing
                        .as_ref()
                        .is_some_and(|below: &OsString| folder.join(below).is_dir());
                    if !came {
                        return Ok(Folder { wd, missing });
                    }
                    (folder, missing) = (files::folder_of(&self.store), None);
                }
                Err(Errno::NOENT | Errno::NOTDIR | Errno::ACCESS) => {
                    let Some(name) = folder.file_name() else {
                        return Err(Errno::NOENT.into());
                    };
                    missing = Some(name.to_owned());
                    folder = files::folder_of(folder);
                }
                Err(why) => return Err(why.into()),
            }
        }
    }

    fn judge(&self, event: &inotify::Event<'_>) -> Asked {
        let gone = ReadFlags::IGNORED | ReadFlags::DELETE_SELF | ReadFlags::MOVE_SELF | ReadFlags::UNMOUNT;
        if event.events().contains(ReadFlags::QUEUE_OVERFLOW) {
            return Asked {
                nudge: true,
                arm: true,
            };
        }
        let ours = event.wd() == self.folder.wd || self.files.contains(&Some(event.wd()));
        if !ours {
            return Asked::default();
        }
        if event.events().intersects(gone) {
            return Asked {
                nudge: true,
                arm: true,
            };
        }
        let Some(name) = event.file_name() else {
            return Asked {
                nudge: true,
                arm: false,
            }; // one of the two files was written
        };
        let name = OsStr::from_bytes(name.to_bytes());
        let wanted = self.is_about(name);
        // The log's index is written all the time; that it goes is of interest to who has it open.
        let went = !event.events().contains(ReadFlags::CREATE) && Some(name) == self.index.file_name();
        Asked {
            nudge: wanted || went && self.folder.missing.is_none(),
            arm: wanted,
        }
    }

    fn is_about(&self, name: &OsStr) -> bool {
        match &self.folder.missing {
            Some(missing) => name == missing,
            None => Some(name) == self.store.file_name() || Some(name) == self.log.file_name(),
        }
    }
}

/// Ends a watch on what is no longer of interest. The system may have ended it already; its number is never used again.
fn drop_watch(fd: &OwnedFd, wd: i32) {
    let _ = inotify::remove_watch(fd, wd);
}

/// Waits for events no longer than until watches may be tried again.
fn has_events(fd: &OwnedFd) -> bool {
    let mut fds = [PollFd::from_borrowed_fd(fd.as_fd(), PollFlags::IN)];
    !matches!(poll(&mut fds, Some(&TRY_AGAIN)), Ok(0) | Err(_))
}

fn listen(fd: &OwnedFd, watched: &mut Watched, nudge: &impl Fn()) {
    let mut buffer = [MaybeUninit::uninit(); 4_096];
    let mut events = inotify::Reader::new(fd.as_fd(), &mut buffer);
    let mut armed = true;
    loop {
        if !armed && !has_events(fd) {
            // The system had no room for a watch; what happened meanwhile was not told.
            armed = watched.arm(fd).is_ok();
            if armed {
                nudge();
            }
            continue;
        }
        let mut asked = Asked::default();
        loop {
            match events.next() {
                Ok(event) => {
                    let more = watched.judge(&event);
                    asked.nudge |= more.nudge;
                    asked.arm |= more.arm;
                }
                Err(Errno::INTR) => {}
                Err(_) => return, // never, for a descriptor of our own; the caller rechecks now and then as a net
            }
            if events.is_buffer_empty() {
                break;
            }
        }
        if asked.arm {
            armed = watched.arm(fd).is_ok();
        }
        if asked.nudge {
            nudge();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::io::Write;
    use std::sync::mpsc::{Receiver, channel};
    use std::time::Duration;

    fn nudges(store: &Path) -> Receiver<()> {
        let (tx, rx) = channel();
        watch(store, move || {
            let _ = tx.send(());
        })
        .unwrap();
        rx
    }

    fn wait(rx: &Receiver<()>, what: &str) {
        rx.recv_timeout(Duration::from_mins(2))
            .unwrap_or_else(|_| panic!("{what} is told"));
        while rx.recv_timeout(Duration::from_millis(50)).is_ok() {}
    }

    #[test]
    fn a_store_that_is_not_there_yet_is_told_when_it_comes_changes_goes_and_comes_again() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("a/b");
        let store = folder.join("k.db");
        let rx = nudges(&store);
        fs::create_dir_all(&folder).unwrap();
        wait(&rx, "the folder");
        fs::write(&store, "1").unwrap();
        wait(&rx, "the store");
        let log = files::beside(&store, "-wal");
        let mut wal = fs::File::create(&log).unwrap();
        wait(&rx, "the log");
        wal.write_all(b"x").unwrap();
        wait(&rx, "a write to the log");
        drop(wal); // an open file would keep the folder's end from being told
        fs::remove_file(&log).unwrap();
        wait(&rx, "the log going");
        fs::write(folder.join("new"), "2").unwrap();
        fs::rename(folder.join("new"), &store).unwrap();
        wait(&rx, "another store in its place");
        fs::write(&store, "3").unwrap();
        wait(&rx, "a write to that");
        fs::remove_dir_all(&folder).unwrap();
        wait(&rx, "the folder going");
        fs::create_dir_all(&folder).unwrap();
        fs::write(&store, "4").unwrap();
        wait(&rx, "the store coming back");
        fs::write(&store, "5").unwrap();
        wait(&rx, "a write to it");
    }

    #[test]
    fn what_others_do_in_the_folder_is_not_told() {
        let dir = tempfile::tempdir().unwrap();
        let store = dir.path().join("k.db");
        fs::write(&store, "1").unwrap();
        let rx = nudges(&store);
        let (told, other) = (dir.path().join("told"), nudges(&dir.path().join("told")));
        for i in 0..20 {
            fs::write(dir.path().join("k.db-shm"), [i]).unwrap();
            fs::read(&store).unwrap();
            // A second watcher, of a file beside, shows that the system has told about all this.
            fs::write(&told, [i]).unwrap();
            wait(&other, "the file beside");
        }
        fs::write(&store, "2").unwrap();
        rx.recv_timeout(Duration::from_mins(2))
            .expect("the store is told");
        let more = std::iter::from_fn(|| rx.recv_timeout(Duration::from_millis(50)).ok()).count();
        assert!(
            more <= 1,
            "one write is at most two changes, and nothing else was ours: {more}"
        );
    }
}
