//! The screen: one buffer of cells and the lean backend, which knows what the terminal shows.
//!
//! It takes the place of ratatui's own terminal, which keeps a second buffer to find out what has changed: the backend
//! knows that already. It makes three decisions:
//!
//! - **When to draw from nothing**: at a new size, and once for every batch of resize signals even
//!   if the last size is the first again, because the terminal has dropped cells in between.
//! - **When not to draw**: while the terminal does not read. Rendering would be wasted; the caller
//!   is told to come back.
//! - **What to compare**: whoever draws may keep the last frame and say which areas were drawn anew; only
//!   their cells are looked at.
//!
//! This room must never know what is drawn.

use std::io;
use std::time::{Duration, Instant};

use ratatui::backend::Backend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};

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

/// A frame being drawn.
#[derive(Debug)]
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    cursor: Option<Position>,
    rest: Option<Position>,
    kept: bool,
    anew: Vec<Rect>,
}

impl Canvas<'_> {
    /// All of it.
    pub fn area(&self) -> Rect {
        self.buffer.area
    }

    /// The last frame is on the screen and in the buffer: only what has changed need be drawn.
    pub const fn is_kept(&self) -> bool {
        self.kept
    }

    /// Makes an area blank, to be drawn anew. Nothing may be changed outside such areas.
    pub fn anew(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        for y in area.y..area.bottom() {
            let row = self.buffer.index_of(area.x, y);
            let cells = self.buffer.content.iter_mut().skip(row);
            cells.take(usize::from(area.width)).for_each(Cell::reset);
        }
        self.anew.push(area);
    }

    /// The cells: blank where they are drawn anew, else those of the last frame.
    pub const fn buffer_mut(&mut self) -> &mut Buffer {
        self.buffer
    }

    /// Shows the cursor there; without this it is hidden.
    pub fn set_cursor_position(&mut self, at: impl Into<Position>) {
        self.cursor = Some(at.into());
    }

    /// Where the cursor rests while it is hidden; without this it stays where the last change was.
    pub const fn rest_cursor_at(&mut self, at: Option<Position>) {
        self.rest = at;
    }
}

/// What is drawn on.
pub struct Screen<S: Sink> {
    lean: Lean<S>,
    buffer: Buffer,
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
            lean: Lean::new(sink, caps),
            buffer: Buffer::default(),
            stale: true,
            tries: 0,
            waits: None,
        })
    }

    /// Renders a whole frame and sends what changed. Never blocks.
    pub fn draw(&mut self, render: impl FnOnce(&mut Canvas<'_>)) -> io::Result<Drawn> {
        self.draw_over(|canvas| {
            canvas.anew(canvas.area());
            render(canvas);
        })
    }

    /// The same over the last frame: whoever renders says which areas are drawn anew ([`Canvas::anew`]), all of it
    /// unless the last frame is kept ([`Canvas::is_kept`]).
    pub fn draw_over(&mut self, render: impl FnOnce(&mut Canvas<'_>)) -> io::Result<Drawn> {
        if !self.lean.output().drain() {
            self.lean.fence().blocked();
            self.tries = self.tries.saturating_add(1);
            return Ok(Drawn::Held);
        }
        self.tries = 0;
        self.waits = self.waiting();
        if self.waits.is_some() {
            return Ok(Drawn::Held);
        }
        let kept = !self.fit();
        let mut canvas = Canvas {
            buffer: &mut self.buffer,
            cursor: None,
            rest: None,
            kept,
            anew: Vec::new(),
        };
        render(&mut canvas);
        let (cursor, rest, anew) = (canvas.cursor, canvas.rest, canvas.anew);
        for area in anew {
            self.take(area);
        }
        self.lean.rest_at(rest);
        match cursor {
            Some(at) => {
                self.lean.set_cursor_position(at)?;
                self.lean.show_cursor()?;
            }
            None => self.lean.hide_cursor()?,
        }
        self.lean.flush()?;
        Ok(Drawn::Sent(self.lean.frame_bytes()))
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

    /// Wants the cells of an area as they are in the buffer.
    fn take(&mut self, area: Rect) {
        for y in area.y..area.bottom() {
            let row = self.buffer.index_of(area.x, y);
            let cells = self.buffer.content.iter().skip(row).take(usize::from(area.width));
            let mut hidden = 0;
            for (x, cell) in (area.x..).zip(cells) {
                if hidden > 0 {
                    hidden -= 1; // the rest of a wide character
                    continue;
                }
                hidden = self.lean.want_cell(x, y, cell).saturating_sub(1);
            }
        }
    }

    /// Takes up the present size. True if the next frame is drawn from nothing.
    fn fit(&mut self) -> bool {
        let (width, height) = self.lean.size_now();
        let anew = std::mem::take(&mut self.stale) || (width, height) != self.lean.grid_size();
        if anew {
            self.lean.resize(width, height);
            self.buffer.resize(Rect::new(0, 0, width, height));
        }
        anew
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
        self.lean.total_bytes()
    }

    /// The size being drawn at.
    pub fn size(&self) -> Rect {
        self.buffer.area
    }

    /// The cells of the last frame.
    pub const fn buffer(&self) -> &Buffer {
        &self.buffer
    }

    /// The backend, for tests and benchmarks.
    pub const fn lean(&mut self) -> &mut Lean<S> {
        &mut self.lean
    }
}
