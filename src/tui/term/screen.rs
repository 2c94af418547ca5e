//! The screen: what is drawn on, and when it is sent.
//!
//! It takes the place of ratatui's own terminal, which begins every frame with empty cells, so that nothing can be drawn over
//! the last one, and writes whether or not anybody reads. It makes three decisions:
//!
//! - **When to draw from nothing**: at a new size, and once for every batch of resize signals even
//!   if the last size is the first again, because the terminal has dropped cells in between.
//! - **When not to draw**: while the terminal does not read. Rendering would be wasted; the caller
//!   is told to come back.
//! - **What to compare**: whoever draws may keep the last frame and say which areas were drawn anew; only
//!   their rows are looked at.
//!
//! This room must never know what is drawn.

use std::time::{Duration, Instant};

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};

use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};

use crate::tui::term::caps::Caps;
use crate::tui::term::command;
use crate::tui::term::fence::{Fence, QUESTION};
use crate::tui::term::output::{Output, Sink};
use crate::tui::term::pictures::Placed;
use crate::tui::term::shown::{Cursors, Shown};

/// Frames larger than this are bracketed so that they appear at once (the bracket is 16 bytes).
const BRACKET_ABOVE: usize = 1024;

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
    cursors: Cursors,
    kept: bool,
    anew: Vec<Rect>,
    picture: Option<Placed>,
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
        self.cursors.shown = Some(at.into());
    }

    /// Shows a picture over cells that are to be blank; without this none is shown.
    pub fn show_picture(&mut self, picture: Option<Placed>) {
        self.picture = picture;
    }

    /// Where the cursor rests while it is hidden; without this it stays where the last change was.
    pub const fn rest_cursor_at(&mut self, at: Option<Position>) {
        self.cursors.rest = at;
    }
}

/// What is drawn on.
pub struct Screen<S: Sink> {
    out: Output<S>,
    fence: Fence,
    shown: Shown,
    buffer: Buffer,
    /// Frames are bracketed where that is understood.
    sync: bool,
    stale: bool,
    tries: u32,
    /// A frame waits for the terminal's answer, at most until then.
    waits: Option<Instant>,
    /// The picture that lies on the screen.
    placed: Option<Placed>,
    /// Bytes that go out with the next frame, before it.
    ahead: Vec<u8>,
    frame: Vec<u8>,
    total_bytes: u64,
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
    pub fn new(sink: S, caps: Caps) -> Self {
        Self {
            out: Output::new(sink),
            fence: Fence::new(caps.line),
            shown: Shown::new(caps),
            buffer: Buffer::default(),
            sync: caps.sync,
            stale: true,
            tries: 0,
            waits: None,
            placed: None,
            ahead: Vec::new(),
            frame: Vec::new(),
            total_bytes: 0,
        }
    }

    /// Renders a whole frame and sends what changed. Never blocks.
    pub fn draw(&mut self, render: impl FnOnce(&mut Canvas<'_>)) -> Drawn {
        self.draw_over(|canvas| {
            canvas.anew(canvas.area());
            render(canvas);
        })
    }

    /// The same over the last frame: whoever renders says which areas are drawn anew ([`Canvas::anew`]), all of it
    /// unless the last frame is kept ([`Canvas::is_kept`]).
    pub fn draw_over(&mut self, render: impl FnOnce(&mut Canvas<'_>)) -> Drawn {
        if !self.retry() {
            self.fence.blocked();
            return Drawn::Held;
        }
        self.waits = self.waiting();
        if self.waits.is_some() {
            return Drawn::Held;
        }
        let kept = !self.fit();
        let mut canvas = Canvas {
            buffer: &mut self.buffer,
            cursors: Cursors::default(),
            kept,
            anew: Vec::new(),
            picture: None,
        };
        render(&mut canvas);
        let (cursors, mut anew, picture) = (canvas.cursors, canvas.anew, canvas.picture);
        self.frame.append(&mut self.ahead);
        // What was drawn from nothing has no picture on it any more.
        let same = kept && self.placed == picture;
        if !same && let Some(old) = self.placed.take() {
            self.frame.extend_from_slice(old.picture.removal());
            self.shown.forget(old.area());
            anew.push(old.area());
        }
        self.shown.update(&mut self.frame, &self.buffer, &anew, cursors);
        if !same {
            self.place(picture);
        }
        Drawn::Sent(self.send())
    }

    /// Puts a picture over the cells of this frame, or none.
    fn place(&mut self, picture: Option<Placed>) {
        if let Some(new) = &picture {
            self.shown.leave_at(&mut self.frame, new.at);
            self.frame.extend_from_slice(new.picture.bytes());
        }
        self.out.pictured(picture.is_some());
        self.placed = picture;
    }

    /// Sends the frame, if there is anything in it; gives its bytes.
    fn send(&mut self) -> usize {
        if self.frame.is_empty() {
            return 0;
        }
        if self.sync && self.frame.len() > BRACKET_ABOVE {
            self.frame.splice(0..0, command::bytes(BeginSynchronizedUpdate));
            command::add(&mut self.frame, EndSynchronizedUpdate);
        }
        let asks = self.fence.asks_after(self.frame.len());
        if asks {
            self.frame.extend_from_slice(QUESTION);
        }
        let bytes = self.frame.len();
        self.fence.sent(bytes, asks, asks.then(Instant::now));
        self.total_bytes += bytes as u64;
        self.out.send(&mut self.frame);
        if self.out.take_blocked() {
            self.fence.blocked();
        }
        bytes
    }

    /// Until when the next frame has to wait for the terminal's answer.
    fn waiting(&mut self) -> Option<Instant> {
        if self.fence.is_on() {
            self.fence.wait(Instant::now())
        } else {
            None
        }
    }

    /// The terminal has read as far as it was asked.
    pub fn answered(&mut self) {
        self.fence.answered(Instant::now());
    }

    /// A person wants the screen drawn: whole, and now, whatever is under way.
    pub fn redraw(&mut self) {
        self.stale = true;
        self.fence.clear();
    }

    /// How long to wait for an answer that is under way, before the terminal is given back.
    pub fn owed(&mut self) -> Option<Duration> {
        self.fence.owed(Instant::now())
    }

    /// Takes up the present size. True if the next frame is drawn from nothing.
    fn fit(&mut self) -> bool {
        let (width, height) = self.out.sink().size();
        let area = Rect::new(0, 0, width, height);
        let anew = std::mem::take(&mut self.stale) || area != self.buffer.area;
        if anew {
            self.shown.start_anew(area);
            self.buffer.resize(area);
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
        self.shown.forget_cursor();
        self.out.forget();
        self.fence.clear();
    }

    /// Bytes of the last frame that wait for the terminal to read.
    pub fn pending(&self) -> usize {
        self.out.pending()
    }

    /// Is a part of the last frame still waiting for the terminal to read?
    pub fn is_held(&mut self) -> bool {
        self.tries > 0 || self.pending() > 0
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
        let done = self.out.drain();
        self.tries = if done { 0 } else { self.tries.saturating_add(1) };
        done
    }

    /// Sends bytes that are not cells (the clipboard, the mouse) with the next frame.
    pub fn send_ahead(&mut self, bytes: &[u8]) {
        self.ahead.extend_from_slice(bytes);
    }

    /// Bytes of all frames so far.
    pub fn total_bytes(&self) -> u64 {
        self.total_bytes
    }

    /// The size being drawn at.
    pub fn size(&self) -> Rect {
        self.buffer.area
    }

    /// The cells of the last frame.
    pub const fn buffer(&self) -> &Buffer {
        &self.buffer
    }
}
