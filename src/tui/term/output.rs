//! Frames on their way to a terminal that may not be reading.
//!
//! A frame that cannot be written at once is finished later, from where it stopped; meanwhile no
//! other frame is begun. So at most one frame is ever held, main never blocks, and what the
//! terminal shows is always known: the last frame that was begun, once it has gone through. What
//! changed in the meantime goes into the next one.
//!
//! This room must never know what a frame says.

use std::io;
use std::time::Duration;

use crate::tui::term::tty::Tty;

/// How long a frame that does not fit in the kernel's buffer waits for the other side to take a
/// piece, before it is left for later. A side that reads takes microseconds.
const PATIENCE: Duration = Duration::from_millis(10);
/// Buffers larger than this are given back once they are empty.
const KEEP: usize = 32 * 1024;

/// Where bytes go: the terminal, or something that plays one in a test.
pub trait Sink {
    /// Writes what fits now, and says how much that was; 0 when nothing fits.
    ///
    /// # Errors
    /// The terminal takes nothing any more, as when it is gone.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize>;
    /// Waits a little for room. False when there is none.
    fn wait(&mut self, limit: Duration) -> bool;
    /// Columns and rows, neither of them 0.
    fn size(&self) -> (u16, u16);
    /// Told whether a frame is half sent, so that the way out can mend it.
    fn torn(&mut self, _torn: bool) {}
    /// Told whether a picture lies on the screen, so that the way out can take it away.
    fn pictured(&mut self, _pictured: bool) {}
}

/// The process's own terminal.
#[derive(Debug, Clone, Copy)]
pub struct TtySink(pub(crate) &'static Tty);

impl Sink for TtySink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.is_ours() {
            self.0.write(bytes)
        } else {
            // It was given back; somebody else may be reading. The frame has nowhere to go.
            Ok(bytes.len())
        }
    }

    fn wait(&mut self, limit: Duration) -> bool {
        self.0.wait_writable(limit)
    }

    fn size(&self) -> (u16, u16) {
        self.0.size()
    }

    fn torn(&mut self, torn: bool) {
        self.0.set_torn(torn);
    }

    fn pictured(&mut self, pictured: bool) {
        self.0.set_pictured(pictured);
    }
}

/// Holds at most one frame.
#[derive(Debug)]
pub struct Output<S> {
    sink: S,
    held: Vec<u8>,
    sent: usize,
    /// A piece was refused, and room did not come soon.
    blocked: bool,
}

impl<S: Sink> Output<S> {
    /// Nothing held.
    pub const fn new(sink: S) -> Self {
        Self {
            sink,
            held: Vec::new(),
            sent: 0,
            blocked: false,
        }
    }

    /// Has the other side been seen not to read since this was last asked?
    pub const fn take_blocked(&mut self) -> bool {
        std::mem::replace(&mut self.blocked, false)
    }

    /// The other end.
    pub const fn sink(&self) -> &S {
        &self.sink
    }

    /// A picture lies on the screen from now on, or none does.
    pub fn pictured(&mut self, pictured: bool) {
        self.sink.pictured(pictured);
    }

    /// Bytes of a begun frame that still wait.
    pub fn pending(&self) -> usize {
        self.held.len().saturating_sub(self.sent)
    }

    /// Forgets what is held: the terminal was given back, and the frame with it.
    pub fn forget(&mut self) {
        self.held.clear();
        self.sent = 0;
        self.sink.torn(false);
    }

    /// Sends a frame; what does not fit is held, and `frame` is left empty. Must not be called
    /// while something is pending: [`Self::drain`] says.
    pub fn send(&mut self, frame: &mut Vec<u8>) {
        debug_assert_eq!(self.pending(), 0, "one frame at a time");
        self.forget();
        std::mem::swap(&mut self.held, frame);
        frame.clear();
        if frame.capacity() > KEEP {
            *frame = Vec::new();
        }
        self.drain();
    }

    /// Goes on with what is held. True when nothing is left. A terminal that is gone takes
    /// everything: noticing that is the guard's work, and there is nobody left to draw for.
    pub fn drain(&mut self) -> bool {
        while let Some(rest) = self.held.get(self.sent..).filter(|rest| !rest.is_empty()) {
            match self.sink.write(rest) {
                Ok(0) => {
                    self.sink.torn(true);
                    if !self.sink.wait(PATIENCE) {
                        self.blocked = true;
                        return false;
                    }
                }
                Ok(n) => self.sent += n,
                Err(_) => break,
            }
        }
        if !self.held.is_empty() {
            self.forget();
            if self.held.capacity() > KEEP {
                self.held = Vec::new();
            }
        }
        true
    }
}
