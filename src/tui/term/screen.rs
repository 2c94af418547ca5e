//! The screen: ratatui's terminal on the lean backend, with two decisions of its own.
//!
//! - **When to draw from nothing**: at a new size, and once for every batch of resize signals even
//!   if the last size is the first again, because the terminal has dropped cells in between.
//! - **When not to draw**: while the terminal does not read. Rendering would be wasted; the caller
//!   is told to come back.
//!
//! This room must never know what is drawn.

use std::io;
use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::{Frame, backend::Backend};

use crate::tui::term::backend::Lean;
use crate::tui::term::caps::Caps;
use crate::tui::term::output::Sink;

/// How soon to try a terminal again that does not read, at first and at most.
const RETRY: (Duration, Duration) = (Duration::from_millis(20), Duration::from_secs(1));

/// What became of a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawn {
    /// Sent, or as much of it as had changed: this many bytes.
    Sent(usize),
    /// The terminal does not read, or has not yet read what is under way. Nothing was rendered; draw again after [`Screen::retry_after`].
    Held,
}

/// What is drawn on.
pub struct Screen<S: Sink> {
    terminal: Terminal<Lean<S>>,
    stale: bool,
    tries: u32,
    /// A frame waits for the terminal's answer, at most until then.
    waits: Option<Instant>,
}

impl<S: Sink> std::fmt::Debug for Screen<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Screen")
            .field("stale", &self.stale)
            .finish_non_exhaustive()
    }
}

impl<S: Sink> Screen<S> {
    /// A screen whose first frame erases what is there.
    pub fn new(sink: S, caps: Caps) -> io::Result<Self> {
        Ok(Self {
            terminal: Terminal::new(Lean::new(sink, caps))?,
            stale: false,
            tries: 0,
            waits: None,
        })
    }

    /// Renders and sends what changed. Never blocks.
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> io::Result<Drawn> {
        if !self.lean().output().drain() {
            self.lean().fence().blocked();
            self.tries = self.tries.saturating_add(1);
            return Ok(Drawn::Held);
        }
        self.tries = 0;
        self.waits = self.waiting();
        if self.waits.is_some() {
            return Ok(Drawn::Held);
        }
        self.fit()?;
        self.terminal.draw(render)?;
        Ok(Drawn::Sent(self.terminal.backend().frame_bytes()))
    }

    /// Until when the next frame has to wait for the terminal's answer.
    fn waiting(&mut self) -> Option<Instant> {
        let fence = self.lean().fence();
        if fence.is_on() {
            fence.wait(Instant::now())
        } else {
            None
        }
    }

    /// The terminal has read as far as it was asked.
    pub fn answered(&mut self) {
        self.lean().fence().answered(Instant::now());
    }

    /// A person wants the screen drawn: whole, and now, whatever is under way.
    pub fn redraw(&mut self) {
        self.stale = true;
        self.lean().fence().clear();
    }

    /// How long to wait for an answer that is under way, before the terminal is given back.
    pub fn owed(&mut self) -> Option<Duration> {
        self.lean().fence().owed(Instant::now())
    }

    /// Takes up the present size, and draws from nothing where that is needed.
    fn fit(&mut self) -> io::Result<()> {
        let (width, height) = self.terminal.backend().size_now();
        if std::mem::take(&mut self.stale) || (width, height) != self.lean().grid_size() {
            self.lean().resize(width, height);
            self.terminal.resize(Rect::new(0, 0, width, height))?;
        }
        Ok(())
    }

    /// The size may have changed, or the terminal may have dropped something: the next frame is
    /// drawn whole. Cheap to call many times before it.
    pub const fn resized(&mut self) {
        self.stale = true;
    }

    /// The terminal was away: what it shows is unknown and what was on its way is lost.
    pub fn forget(&mut self) {
        self.stale = true;
        self.lean().forget();
    }

    /// Is a part of the last frame still waiting for the terminal to read?
    pub fn is_held(&mut self) -> bool {
        self.tries > 0 || self.lean().output().pending() > 0
    }

    /// How long to wait before drawing again at the most, while the terminal does not read.
    pub fn retry_after(&mut self) -> Option<Duration> {
        if let Some(until) = self.waits {
            return Some(until.saturating_duration_since(Instant::now()));
        }
        self.is_held()
            .then(|| RETRY.1.min(RETRY.0 * (1 << self.tries.min(6))))
    }

    /// Goes on with a frame that was held. True when all of it is out; the caller then draws what
    /// has changed since.
    pub fn retry(&mut self) -> bool {
        let done = self.lean().output().drain();
        self.tries = if done { 0 } else { self.tries.saturating_add(1) };
        done
    }

    /// Sends bytes that are not cells (the clipboard, the mouse) with the next frame.
    pub fn send_ahead(&mut self, bytes: &[u8]) {
        self.lean().ahead(bytes);
    }

    /// Bytes of all frames so far.
    pub fn total_bytes(&self) -> u64 {
        self.terminal.backend().total_bytes()
    }

    /// The size being drawn at.
    pub fn size(&self) -> io::Result<Rect> {
        let size = self.terminal.backend().size()?;
        Ok(Rect::new(0, 0, size.width, size.height))
    }

    /// The cells as they will be drawn next, for tests.
    pub fn buffer(&mut self) -> &Buffer {
        self.terminal.current_buffer_mut()
    }

    /// The backend, for tests and benchmarks.
    pub fn lean(&mut self) -> &mut Lean<S> {
        self.terminal.backend_mut()
    }
}
