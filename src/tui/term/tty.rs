//! The one terminal of this process, and how to give it back.
//!
//! Whoever ends the program — main, the guard, a panic on any thread — must be able to put the
//! terminal back as it was found. So what that takes lives in one place that needs no lock to
//! reach, and giving back is safe to ask for twice, or from two threads at once: the first does
//! it. Nothing here waits for long on a terminal that does not read.
//!
//! This room must never know what was drawn.

use std::io::{self, Write as _};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::termios::{
    OptionalActions, QueueSelector, Termios, tcflush, tcgetattr, tcgetpgrp, tcgetwinsize, tcsetattr,
};

use crate::tui::term::caps::{Caps, Env, size_of};
use crate::tui::term::command::{self, Cursor, MouseReports};
use crate::tui::term::pictures::REMOVE;

/// How long the way out waits for a terminal that does not read.
const LEAVE_BUDGET: Duration = Duration::from_millis(300);
/// The largest screen that is drawn on; a larger one is drawn on in part. Bounds memory against a
/// size that cannot be true.
const LARGEST: (u16, u16) = (1000, 500);

static TTY: OnceLock<Tty> = OnceLock::new();

/// The terminal, opened for this process alone.
#[derive(Debug)]
pub(crate) struct Tty {
    /// Never blocks: a description of its own where `/dev/tty` could be opened.
    fd: OwnedFd,
    caps: Caps,
    /// The modes to give back.
    found: Mutex<Termios>,
    /// Ours now: raw, alternate screen.
    ours: AtomicBool,
    mouse: AtomicBool,
    /// A frame is on its way and not all of it was taken.
    torn: AtomicBool,
    /// A picture lies on the screen.
    pictured: AtomicBool,
}

/// Opens the process's terminal anew with `flags`; where that is refused, the one on standard
/// output, and as the last resort a copy of standard output itself.
fn open(flags: OFlags) -> io::Result<OwnedFd> {
    let flags = flags | OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
    rustix::fs::open("/dev/tty", flags, Mode::empty())
        .or_else(|_| rustix::fs::open("/proc/self/fd/1", flags, Mode::empty()))
        .or_else(|_| rustix::io::fcntl_dupfd_cloexec(rustix::stdio::stdout(), 3))
        .map_err(io::Error::from)
}

/// A descriptor that blocks, for the reader.
pub(crate) fn open_reader() -> io::Result<OwnedFd> {
    open(OFlags::empty())
}

/// Takes hold of the terminal, without changing it yet. A process has one terminal: a second call
/// gives the same.
pub(crate) fn hold(caps: Caps) -> io::Result<&'static Tty> {
    if TTY.get().is_none() {
        let fd = open(OFlags::NONBLOCK)?;
        let found = tcgetattr(&fd)?;
        // Lost against another thread, what it stored is as good.
        let _ = TTY.set(Tty {
            fd,
            caps,
            found: Mutex::new(found),
            ours: AtomicBool::new(false),
            mouse: AtomicBool::new(false),
            torn: AtomicBool::new(false),
            pictured: AtomicBool::new(false),
        });
    }
    TTY.get()
        .ok_or_else(|| io::Error::from(io::ErrorKind::NotConnected))
}

/// Gives the terminal back, if it is ours now; tells whether it was. Safe from any thread, at any time, any number of
/// times; from the handler of a fault too, because nothing here takes memory or waits for a lock.
pub(crate) fn give_back() -> bool {
    TTY.get().is_some_and(Tty::give_back)
}

/// Writes a last word to the terminal within a short time, or not at all.
pub(crate) fn say(text: &[u8]) {
    if let Some(tty) = TTY.get() {
        tty.write_within(text, LEAVE_BUDGET);
    }
}

impl Tty {
    /// Raw mode; from now on the terminal has to be given back. The modes found are kept, unless
    /// the terminal was ours already (a stop that we were not asked about).
    pub(crate) fn take(&self) -> io::Result<()> {
        let now = tcgetattr(&self.fd)?;
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if !self.ours.load(Ordering::Acquire) {
            *found = now;
        }
        let mut raw = found.clone();
        raw.make_raw();
        self.ours.store(true, Ordering::Release);
        tcsetattr(&self.fd, OptionalActions::Now, &raw)?;
        Ok(())
    }

    /// The bytes that open the screen: written with the first frame.
    pub(crate) fn entering(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        if self.caps.alternate {
            command::add(&mut bytes, EnterAlternateScreen);
        }
        command::add(&mut bytes, self.cursor(false));
        if self.caps.paste {
            command::add(&mut bytes, EnableBracketedPaste);
        }
        if self.mouse.load(Ordering::Relaxed) {
            command::add(&mut bytes, MouseReports(true));
        }
        bytes
    }

    const fn cursor(&self, shown: bool) -> Cursor {
        Cursor {
            family: self.caps.family,
            shown,
        }
    }

    /// The bytes that leave the screen, in one piece and without asking for memory.
    fn leaving(&self) -> Leaving {
        let mut bytes = io::Cursor::new([0; LEAVING_MOST]);
        if self.torn.load(Ordering::Relaxed) {
            // Ends whatever string or bracket the last frame was cut in.
            push(&mut bytes, b"\x1b\\");
            if self.caps.sync {
                command::add(&mut bytes, EndSynchronizedUpdate);
            }
        }
        push(&mut bytes, b"\x1b[m");
        if self.pictured.load(Ordering::Relaxed) {
            // Where pictures do not lie over the cells but in them they go with them.
            push(&mut bytes, REMOVE);
            push(&mut bytes, b"\x1b[2J");
        }
        if self.mouse.load(Ordering::Relaxed) {
            command::add(&mut bytes, MouseReports(false));
        }
        if self.caps.paste {
            command::add(&mut bytes, DisableBracketedPaste);
        }
        command::add(&mut bytes, self.cursor(true));
        if self.caps.alternate {
            command::add(&mut bytes, LeaveAlternateScreen);
        } else {
            push(&mut bytes, b"\x1b[H\x1b[2J");
        }
        bytes
    }

    pub(crate) fn give_back(&self) -> bool {
        if !self.ours.swap(false, Ordering::AcqRel) {
            return false;
        }
        // In the background the terminal is somebody else's now, with their modes.
        if !self.is_foreground() {
            return false;
        }
        let leaving = self.leaving();
        let leaving = leaving
            .get_ref()
            .get(..leaving.position() as usize)
            .unwrap_or_default();
        if !self.write_within(leaving, LEAVE_BUDGET) {
            // Nobody reads: what was not read will not be missed, and the way out fits again.
            let _ = tcflush(&self.fd, QueueSelector::OFlush);
            self.write_within(leaving, LEAVE_BUDGET);
        }
        if let Ok(found) = self.found.try_lock() {
            let _ = tcsetattr(&self.fd, OptionalActions::Now, &found);
        }
        if self.mouse.load(Ordering::Relaxed) {
            // Reports on their way are not for the shell.
            let _ = tcflush(&self.fd, QueueSelector::IFlush);
        }
        true
    }

    fn is_foreground(&self) -> bool {
        match tcgetpgrp(&self.fd) {
            Ok(group) => group == rustix::process::getpgrp(),
            Err(_) => true,
        }
    }

    /// Ours to draw on?
    pub(crate) fn is_ours(&self) -> bool {
        self.ours.load(Ordering::Acquire)
    }

    /// Remembers whether a frame is half sent.
    pub(crate) fn set_torn(&self, torn: bool) {
        self.torn.store(torn, Ordering::Relaxed);
    }

    /// Remembers whether a picture lies on the screen.
    pub(crate) fn set_pictured(&self, pictured: bool) {
        self.pictured.store(pictured, Ordering::Relaxed);
    }

    /// Columns and rows of points in a cell, where the system knows them.
    pub(crate) fn cell(&self) -> Option<(u16, u16)> {
        let told = tcgetwinsize(&self.fd).ok()?;
        let w = told.ws_xpixel.checked_div(told.ws_col)?;
        let h = told.ws_ypixel.checked_div(told.ws_row)?;
        (w > 0 && h > 0).then_some((w, h))
    }

    /// The bytes that switch the mouse, and remembers to switch it off at the end.
    pub(crate) fn switch_mouse(&self, on: bool) -> Vec<u8> {
        if !self.caps.mouse || self.mouse.swap(on, Ordering::Relaxed) == on {
            Vec::new()
        } else {
            command::bytes(MouseReports(on))
        }
    }

    /// Writes what fits now; `Ok(0)` when nothing does.
    pub(crate) fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            return match rustix::io::write(&self.fd, bytes) {
                Ok(n) => Ok(n),
                Err(Errno::INTR) => continue,
                Err(Errno::AGAIN) => Ok(0),
                Err(error) => Err(error.into()),
            };
        }
    }

    /// Waits until something can be written again, at most `limit`.
    pub(crate) fn wait_writable(&self, limit: Duration) -> bool {
        let mut fds = [PollFd::new(&self.fd, PollFlags::OUT)];
        let limit = Timespec::try_from(limit).ok();
        matches!(poll(&mut fds, limit.as_ref()), Ok(n) if n > 0)
    }

    fn write_within(&self, mut bytes: &[u8], budget: Duration) -> bool {
        let start = Instant::now();
        while !bytes.is_empty() {
            match self.write(bytes) {
                Ok(0) => {
                    let left = budget.saturating_sub(start.elapsed());
                    if left.is_zero() || !self.wait_writable(left) {
                        return false;
                    }
                }
                Ok(n) => bytes = bytes.get(n..).unwrap_or_default(),
                Err(_) => return false,
            }
        }
        true
    }

    /// Columns and rows now.
    pub(crate) fn size(&self) -> (u16, u16) {
        let told = tcgetwinsize(&self.fd)
            .map(|w| (w.ws_col, w.ws_row))
            .unwrap_or_default();
        let (columns, rows) = if told.0 == 0 || told.1 == 0 {
            size_of(&Env {
                size: Some(told),
                ..Env::read()
            })
        } else {
            told
        };
        (columns.min(LARGEST.0), rows.min(LARGEST.1))
    }
}

/// Room for the longest way out.
const LEAVING_MOST: usize = 128;

/// A few bytes, collected without asking for memory.
type Leaving = io::Cursor<[u8; LEAVING_MOST]>;

fn push(leaving: &mut Leaving, bytes: &[u8]) {
    // There is room.
    let _ = leaving.write_all(bytes);
}

impl AsFd for Tty {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}
