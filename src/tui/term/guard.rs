//! The thread that ends a session which cannot go on.
//!
//! It sleeps in one `poll` over a pipe (signals and panics write a byte to it) and over the
//! terminal, where only a hang-up wakes it. So it notices a lost terminal also where the hang-up
//! signal never comes: the program is the child of a shell that ignores it, or is no session
//! leader. It tells main; if main has not ended within a second, it gives the terminal back and
//! ends the process itself. A program that hangs therefore still leaves.
//!
//! This room must never know what main does to end in order.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::{Errno, write};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

use crate::tui::term::signal::{End, Heard, Signal};
use crate::tui::term::tty;

/// How long main has to end in order.
const GRACE: Duration = Duration::from_secs(1);

/// Signals that end a session, in the order in which they are looked at.
const ENDING: [i32; 4] = [SIGHUP, SIGTERM, SIGINT, SIGQUIT];

/// Signals that main is told of.
const PASSING: [(i32, Signal); 3] = [
    (SIGTSTP, Signal::Stop),
    (SIGCONT, Signal::Resumed),
    (SIGWINCH, Signal::Resized),
];

/// The guard's pipe, for whoever has to wake it.
static WAKE: OnceLock<UnixStream> = OnceLock::new();
static PANICKED: AtomicBool = AtomicBool::new(false);

/// Tells the guard that a thread panicked.
pub(crate) fn panicked() {
    PANICKED.store(true, Ordering::Release);
    if let Some(wake) = WAKE.get() {
        let _ = write(wake, b"!");
    }
}

/// Signals caught and not yet looked at.
type Caught = SignalDelivery<UnixStream, SignalOnly>;

/// A guard that has caught the signals and is not on watch yet.
pub(crate) struct Guard {
    terminal: OwnedFd,
    caught: Caught,
}

impl std::fmt::Debug for Guard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Guard")
    }
}

/// Catches the signals for `terminal`.
///
/// To be called before the terminal is changed, so that no signal finds it raw and unguarded: what comes before the guard
/// is on watch waits in its pipe.
pub(crate) fn ready(terminal: OwnedFd) -> io::Result<Guard> {
    let (receiver, sender) = UnixStream::pair()?;
    sender.set_nonblocking(true)?;
    let wake = sender.try_clone()?;
    let signals = ENDING.into_iter().chain(PASSING.map(|(signal, _)| signal));
    let caught = Caught::with_pipe(receiver, sender, SignalOnly, signals)?;
    // A second session in one process keeps the first pipe for panics; its guard still runs.
    let _ = WAKE.set(wake);
    Ok(Guard { terminal, caught })
}

impl Guard {
    /// Goes on watch. `send` must not block: it is called from the guard's thread.
    pub(crate) fn watch(mut self, send: impl Fn(Heard) + Send + 'static) -> io::Result<()> {
        thread::Builder::new()
            .name("guard".to_owned())
            .spawn(move || {
                let why = keep_watch(&self.terminal, &mut self.caught, &send);
                end(why, &send);
            })
            .map(drop)
    }
}

/// Passes on what happens until something ends the session.
fn keep_watch(terminal: &OwnedFd, caught: &mut Caught, send: &impl Fn(Heard)) -> End {
    loop {
        let gone = wait(caught.get_read(), terminal);
        let signals: Vec<i32> = caught.pending().collect();
        if PANICKED.load(Ordering::Acquire) {
            return End::Panic;
        }
        if let Some(signal) = ENDING.into_iter().find(|signal| signals.contains(signal)) {
            return End::Signal(signal);
        }
        if gone {
            return End::Gone;
        }
        for (_, heard) in PASSING.into_iter().filter(|(signal, _)| signals.contains(signal)) {
            send(Heard::Signal(heard));
        }
    }
}

/// Sleeps until a signal comes or the terminal goes. True when it is gone.
fn wait(pipe: &UnixStream, terminal: &OwnedFd) -> bool {
    let mut fds = [
        PollFd::from_borrowed_fd(pipe.as_fd(), PollFlags::IN),
        // Asking for nothing still reports a hang-up, and is not woken by keys.
        PollFd::from_borrowed_fd(terminal.as_fd(), PollFlags::empty()),
    ];
    match poll(&mut fds, None) {
        Ok(_) => fds
            .get(1)
            .is_some_and(|fd| fd.revents().intersects(PollFlags::HUP | PollFlags::ERR)),
        Err(Errno::INTR) => false,
        Err(_) => {
            // It cannot be waited on: breathe, so as not to spin, and look at the flags again.
            thread::sleep(GRACE);
            false
        }
    }
}

/// Tells main to end, and ends the process if main does not. The clock starts before main is
/// told, so that a listener who blocks cannot stop it.
fn end(why: End, send: &impl Fn(Heard)) {
    let last_resort = move || {
        thread::sleep(GRACE);
        tty::give_back();
        signal_hook::low_level::exit(i32::from(why.exit_code()));
    };
    let reaper = thread::Builder::new()
        .name("reaper".to_owned())
        .spawn(last_resort);
    send(Heard::Signal(Signal::End(why)));
    if reaper.is_err() {
        last_resort();
    }
}
