//! The thread that reads the terminal.
//!
//! It sleeps in a blocking read and wakes for bytes alone; only while a sequence is unfinished
//! does it wait with a limit. When the terminal is gone it says so once and ends, so that a dead
//! line can never be spun on.
//!
//! This room must never know what the keys do, nor who listens.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, read};

use crate::tui::drill::{self, Part};
use crate::tui::term::parser::Parser;
use crate::tui::term::signal::{End, Heard, Signal};

/// Empty reads in a row after which the line counts as gone.
const EMPTY_READS: u32 = 3;

/// What came of waiting for bytes.
enum Line {
    Bytes(usize),
    Quiet,
    Nothing,
    Gone,
}

/// Starts the reader on `tty`, which it owns. `send` is called for every batch, and once with
/// [`End::Gone`] when there is nothing to read from any more.
pub fn listen(tty: OwnedFd, send: impl Fn(Heard) + Send + 'static) -> io::Result<()> {
    thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || {
            read_all(&tty, &send);
            send(Heard::Signal(Signal::End(End::Gone)));
        })
        .map(drop)
}

fn read_all(tty: &OwnedFd, send: &impl Fn(Heard)) {
    let mut parser = Parser::new();
    let mut buffer = vec![0; 4096];
    let mut empty = 0;
    loop {
        let heard = match next(tty, &mut buffer, parser.patience()) {
            Line::Bytes(n) => {
                empty = 0;
                drill::pass(Part::Input);
                parser.feed(buffer.get(..n).unwrap_or_default(), false)
            }
            Line::Quiet => parser.feed(&[], true),
            Line::Nothing => {
                empty += 1;
                if empty >= EMPTY_READS {
                    return;
                }
                continue;
            }
            Line::Gone => return,
        };
        for input in heard {
            send(Heard::Input(input));
        }
    }
}

fn next(tty: &OwnedFd, buffer: &mut [u8], patience: Option<Duration>) -> Line {
    if patience.is_some() && !readable(tty, patience) {
        return Line::Quiet;
    }
    loop {
        return match read(tty, &mut *buffer) {
            Ok(0) => Line::Nothing,
            Ok(n) => Line::Bytes(n),
            Err(Errno::INTR) => continue,
            Err(Errno::AGAIN) => {
                readable(tty, None);
                continue;
            }
            Err(_) => Line::Gone,
        };
    }
}

/// Waits until there is something to read, or the time is up (false).
fn readable(tty: &OwnedFd, limit: Option<Duration>) -> bool {
    let limit = limit.and_then(|limit| Timespec::try_from(limit).ok());
    let mut fds = [PollFd::from_borrowed_fd(tty.as_fd(), PollFlags::IN)];
    !matches!(poll(&mut fds, limit.as_ref()), Ok(0))
}
