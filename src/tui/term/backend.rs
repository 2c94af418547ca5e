//! A ratatui backend that writes only what changed, in as few bytes as it can.
//!
//! Two grids are kept: what is **wanted** and what the terminal **shows**. Drawing changes only
//! the first; a flush writes the difference and makes them equal. From this follows most of what
//! is promised:
//!
//! - an empty difference writes nothing, and a frame that was painted twice costs once;
//! - when the terminal does not read, frames are not queued: the wanted grid moves on, and the
//!   next flush that gets through writes the difference to *then*;
//! - the cursor's place is known, never asked for (no `ESC [ 6 n`), and the shortest way to the
//!   next cell can be weighed, writing over unchanged cells included;
//! - what cannot be trusted is not: after a cell whose width terminals disagree about, the place
//!   is unknown until it is given absolutely; at the right edge no relative move is made.
//!
//! Whatever the cells contain, no control character leaves this room but its own.
//!
//! This room must never know what the cells mean.

use std::io;
use std::time::Instant;

use crossterm::cursor::{RestorePosition, SavePosition};
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::tui::term::caps::{Caps, Depth, Family, Glyphs};
use crate::tui::term::colour::{Tint, background, foreground};
use crate::tui::term::command::{self, Cursor};
use crate::tui::term::fence::{Fence, Line, QUESTION};
use crate::tui::term::glyph;
use crate::tui::term::output::{Output, Sink};

/// Frames larger than this are bracketed so that they appear at once (the bracket is 16 bytes).
const BRACKET_ABOVE: usize = 1024;
/// The most characters of one cell that are sent; the rest would only pile up on one spot.
const CLUSTER_LIMIT: usize = 8;
/// The most different clusters remembered before everything is drawn anew.
const CLUSTERS_LIMIT: usize = 4096;

/// What stands in a cell: 22 bits of symbol, 10 of modifiers, and two colours of 26.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Slot {
    symbol: u32,
    fg: u32,
    bg: u32,
}

/// The low bits of [`Slot::symbol`]: a character, or a cluster's number with this bit set.
const CLUSTER: u32 = 1 << 21;
const SYMBOL: u32 = (1 << 22) - 1;
/// The second half of a wide character.
const SECOND_HALF: u32 = SYMBOL;
/// Something, nobody knows what: always written anew.
const UNKNOWN: u32 = SYMBOL - 1;

/// Modifiers and colours: all of a slot but its symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pen {
    modifiers: u32,
    fg: u32,
    bg: u32,
}

impl Pen {
    const PLAIN: Self = Self {
        modifiers: 0,
        fg: 0,
        bg: 0,
    };
}

impl Slot {
    const BLANK: Self = Self::new(' ' as u32, Pen::PLAIN);

    const fn new(symbol: u32, pen: Pen) -> Self {
        Self {
            symbol: symbol | pen.modifiers << 22,
            fg: pen.fg,
            bg: pen.bg,
        }
    }

    const fn code(self) -> u32 {
        self.symbol & SYMBOL
    }

    const fn pen(self) -> Pen {
        Pen {
            modifiers: self.symbol >> 22,
            fg: self.fg,
            bg: self.bg,
        }
    }

    fn is(self, code: u32) -> bool {
        self.code() == code
    }

    /// The byte, if it is one of ASCII.
    fn ascii(self) -> Option<u8> {
        u8::try_from(self.code()).ok().filter(u8::is_ascii)
    }
}

/// Modifiers that show on a blank cell.
const SHOWS_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

/// A rectangle of slots.
#[derive(Debug, Default)]
struct Grid {
    width: u16,
    height: u16,
    slots: Vec<Slot>,
}

impl Grid {
    fn blank(width: u16, height: u16) -> Self {
        Self {
            width,
            height,
            slots: vec![Slot::BLANK; usize::from(width) * usize::from(height)],
        }
    }

    fn index(&self, x: u16, y: u16) -> Option<usize> {
        (x < self.width && y < self.height).then(|| usize::from(y) * usize::from(self.width) + usize::from(x))
    }

    fn at(&self, x: u16, y: u16) -> Slot {
        self.index(x, y)
            .and_then(|i| self.slots.get(i))
            .copied()
            .unwrap_or(Slot::BLANK)
    }

    fn set(&mut self, x: u16, y: u16, slot: Slot) {
        if let Some(place) = self.index(x, y).and_then(|i| self.slots.get_mut(i)) {
            *place = slot;
        }
    }
}

/// Where the terminal's cursor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Unknown,
    /// Column and row; the column equals the width when the last cell of a row was just written
    /// and the terminal has yet to decide whether to wrap.
    At(u16, u16),
}

/// The backend. `S` is the terminal, or a test's stand-in.
#[derive(Debug)]
pub struct Lean<S> {
    out: Output<S>,
    fence: Fence,
    caps: Caps,
    wanted: Grid,
    shown: Grid,
    /// First and last changed column of each row.
    dirty: Vec<Option<(u16, u16)>>,
    clusters: Vec<Box<str>>,
    erase: bool,
    place: Place,
    pen: Option<Pen>,
    cursor: Position,
    cursor_wanted: bool,
    cursor_shown: bool,
    /// Where the cursor rests while it is hidden.
    rest: Option<Position>,
    /// The cell and the pen that the terminal was told to remember (DECSC).
    saved: Option<(Position, Option<Pen>)>,
    /// Bytes that go out with the next frame, before it.
    ahead: Vec<u8>,
    frame: Vec<u8>,
    frame_bytes: usize,
    total_bytes: u64,
}

impl<S: Sink> Lean<S> {
    /// A backend for a terminal whose screen is in an unknown state: the first frame erases it.
    pub fn new(sink: S, caps: Caps) -> Self {
        let (width, height) = sink.size();
        let mut new = Self {
            out: Output::new(sink),
            fence: Fence::new(caps.line),
            caps,
            wanted: Grid::default(),
            shown: Grid::default(),
            dirty: Vec::new(),
            clusters: Vec::new(),
            erase: true,
            place: Place::Unknown,
            pen: None,
            cursor: Position::ORIGIN,
            cursor_wanted: false,
            cursor_shown: false,
            rest: None,
            saved: None,
            ahead: Vec::new(),
            frame: Vec::new(),
            frame_bytes: 0,
            total_bytes: 0,
        };
        new.resize(width, height);
        new
    }

    /// The terminal's size now, asked of the system.
    pub fn size_now(&self) -> (u16, u16) {
        self.out.sink().size()
    }

    /// The size being drawn at.
    pub const fn grid_size(&self) -> (u16, u16) {
        (self.wanted.width, self.wanted.height)
    }

    /// Draws from nothing at this size: the next flush erases the screen first.
    pub fn resize(&mut self, width: u16, height: u16) {
        if (width, height) == self.grid_size() {
            // In place: memory that was never touched costs a start more than filling it.
            self.wanted.slots.fill(Slot::BLANK);
            self.shown.slots.fill(Slot::BLANK);
            self.dirty.fill(None);
        } else {
            self.wanted = Grid::blank(width, height);
            self.shown = Grid::blank(width, height);
            self.dirty = vec![None; usize::from(height)];
        }
        self.clusters.clear();
        self.erase = true;
        self.place = Place::Unknown;
        self.pen = None;
        self.saved = None;
    }

    /// The terminal was away (stopped, given back): nothing about it is known any more, and what
    /// was held for it is void.
    pub fn forget(&mut self) {
        self.out.forget();
        self.fence.clear();
        self.cursor_shown = false;
        let (width, height) = self.grid_size();
        self.resize(width, height);
    }

    /// Where the hidden cursor rests at the end of a frame: screen readers and Braille lines follow it.
    pub const fn rest_at(&mut self, at: Option<Position>) {
        self.rest = at;
    }

    /// Puts bytes before the next frame: opening the screen, the clipboard, the mouse. They go
    /// out with the next flush even if no cell changes.
    pub fn ahead(&mut self, bytes: &[u8]) {
        self.ahead.extend_from_slice(bytes);
    }

    /// The way to the terminal.
    pub const fn output(&mut self) -> &mut Output<S> {
        &mut self.out
    }

    /// The account of what is under way.
    pub const fn fence(&mut self) -> &mut Fence {
        &mut self.fence
    }

    /// Bytes of the last flush that wrote or had nothing to write.
    pub const fn frame_bytes(&self) -> usize {
        self.frame_bytes
    }

    /// Bytes of all frames so far.
    pub const fn total_bytes(&self) -> u64 {
        self.total_bytes
    }

    fn mark(&mut self, x: u16, y: u16) {
        if let Some(row) = self.dirty.get_mut(usize::from(y)) {
            *row = Some(row.map_or((x, x), |(lo, hi)| (lo.min(x), hi.max(x))));
        }
    }

    fn want(&mut self, x: u16, y: u16, slot: Slot) {
        if x < self.wanted.width && self.wanted.at(x, y) != slot {
            self.wanted.set(x, y, slot);
            self.mark(x, y);
        }
    }

    /// Wants a cell as ratatui gives it. Gives the cells that it takes, 1 or 2.
    pub(super) fn want_cell(&mut self, x: u16, y: u16, cell: &Cell) -> u16 {
        let (symbol, width) = self.symbol(cell.symbol());
        if symbol == u32::from(' ') && is_plain(cell) && self.wanted.at(x, y) == Slot::BLANK {
            return 1; // a blank that stays one: half of a screen
        }
        // A wide character that loses a half loses both.
        if self.wanted.at(x, y).is(SECOND_HALF) && x > 0 {
            self.want(x - 1, y, Slot::BLANK);
        }
        let pen = self.pen_of(cell, symbol);
        let wide = width == 2 && x + 1 < self.wanted.width;
        let symbol = if width == 2 && !wide {
            u32::from(' ')
        } else {
            symbol
        };
        let next = x.saturating_add(1);
        if self.wanted.at(next, y).is(SECOND_HALF) && !wide {
            self.want(next, y, Slot::BLANK);
        }
        self.want(x, y, Slot::new(symbol, pen));
        if wide {
            if self.wanted.at(x.saturating_add(2), y).is(SECOND_HALF) {
                self.want(x.saturating_add(2), y, Slot::BLANK);
            }
            self.want(next, y, Slot::new(SECOND_HALF, pen));
        }
        width
    }

    fn pen_of(&self, cell: &Cell, symbol: u32) -> Pen {
        let depth = self.caps.depth;
        let tint = |colour: Color, fit: fn(Color, Depth) -> Tint| match colour {
            Color::Reset => 0, // what most are, and the same at any depth
            colour => fit(colour, depth).pack(),
        };
        let mut fg = tint(cell.fg, foreground);
        let bg = tint(cell.bg, background);
        let mut modifiers = cell.modifier;
        if symbol == u32::from(' ') && !modifiers.intersects(SHOWS_ON_BLANK) {
            // Ink does not show on a blank: not changing it saves bytes.
            fg = Tint::Own.pack();
            modifiers = Modifier::empty();
        }
        Pen {
            modifiers: u32::from(modifiers.bits()),
            fg,
            bg,
        }
    }

    /// A symbol's code and its width, 1 or 2.
    fn symbol(&mut self, symbol: &str) -> (u32, u16) {
        if let [byte @ b' '..=b'~'] = symbol.as_bytes() {
            return (u32::from(*byte), 1); // most cells of a screen, and all cells pass here
        }
        let mut chars = symbol.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => {
                let c = glyph::fit(c, self.caps.glyphs);
                match c.width() {
                    Some(2) => (u32::from(c), 2),
                    Some(1) => (u32::from(c), 1),
                    // Controls and what has no width of its own.
                    _ => (u32::from(' '), 1),
                }
            }
            (Some(_), Some(_)) => self.cluster(symbol),
            (None, _) => (u32::from(' '), 1),
        }
    }

    fn cluster(&mut self, symbol: &str) -> (u32, u16) {
        let clean: String = symbol
            .chars()
            .filter(|c| !c.is_control())
            .take(CLUSTER_LIMIT)
            .collect();
        let first = clean.chars().next().unwrap_or(' ');
        if self.caps.glyphs != Glyphs::Full || clean.chars().nth(1).is_none() {
            return self.symbol(first.encode_utf8(&mut [0; 4]));
        }
        let width = if clean.width() >= 2 { 2 } else { 1 };
        let known = self.clusters.iter().position(|known| **known == *clean);
        let number = known.unwrap_or_else(|| {
            self.clusters.push(clean.into_boxed_str());
            self.clusters.len() - 1
        });
        (CLUSTER | number as u32, width)
    }

    /// Writes the difference between shown and wanted into the frame.
    fn emit(&mut self) {
        self.frame.append(&mut self.ahead);
        if self.cursor_shown && !self.cursor_wanted {
            self.cursor_shown = false;
            self.say_cursor(false);
        }
        if self.erase {
            self.emit_erase();
        }
        for y in 0..self.wanted.height {
            let changed = self.dirty.get_mut(usize::from(y)).and_then(Option::take);
            if let Some((lo, hi)) = changed {
                self.emit_row(y, lo, hi);
            }
        }
        self.emit_cursor();
    }

    fn emit_erase(&mut self) {
        self.erase = false;
        self.set_pen(Pen::PLAIN);
        self.frame.extend_from_slice(b"\x1b[H\x1b[2J");
        self.place = Place::At(0, 0);
        self.shown.slots.fill(Slot::BLANK);
    }

    fn emit_cursor(&mut self) {
        if !self.cursor_wanted {
            return self.emit_rest();
        }
        self.go(
            self.cursor.x.min(self.wanted.width.saturating_sub(1)),
            self.cursor.y.min(self.wanted.height.saturating_sub(1)),
        );
        if !self.cursor_shown {
            self.cursor_shown = true;
            self.say_cursor(true);
        }
    }

    fn say_cursor(&mut self, shown: bool) {
        let family = self.caps.family;
        command::add(&mut self.frame, Cursor { family, shown });
    }

    /// Brings the hidden cursor back to where it rests. The terminal remembers that place for us, and the pen: a second that
    /// passes elsewhere on the screen costs two bytes for it and not eight, and the next one finds its pen in hand.
    fn emit_rest(&mut self) {
        let Some(rest) = self.rest.filter(|at| self.wanted.index(at.x, at.y).is_some()) else {
            return;
        };
        if self.place == Place::At(rest.x, rest.y) {
            return;
        }
        if self.saved == Some((rest, self.pen)) {
            command::add(&mut self.frame, RestorePosition);
            self.place = Place::At(rest.x, rest.y);
        } else {
            self.go(rest.x, rest.y);
            command::add(&mut self.frame, SavePosition);
            self.saved = Some((rest, self.pen));
        }
    }

    fn emit_row(&mut self, y: u16, lo: u16, mut hi: u16) {
        let blank_from = self.blank_from(y);
        let mut x = lo;
        while x <= hi {
            let wanted = self.wanted.at(x, y);
            let wide = self.wanted.at(x + 1, y).is(SECOND_HALF);
            if wanted.is(SECOND_HALF) || !self.differs(x, y, wide) {
                x += 1;
                continue;
            }
            if x >= blank_from && self.is_worth_erasing(x, y, hi) {
                self.go(x, y);
                self.set_pen(Pen::PLAIN);
                self.frame.extend_from_slice(b"\x1b[K");
                for x in x..self.shown.width {
                    self.shown.set(x, y, Slot::BLANK);
                }
                return;
            }
            self.emit_cell(x, y, wanted, wide);
            x += if wide { 2 } else { 1 };
            if self.shown.at(x, y).is(UNKNOWN) {
                hi = hi.max(x);
            }
        }
    }

    fn differs(&self, x: u16, y: u16, wide: bool) -> bool {
        self.shown.at(x, y) != self.wanted.at(x, y)
            || (wide && self.shown.at(x + 1, y) != self.wanted.at(x + 1, y))
    }

    /// The column from which the row is wanted blank to its end.
    fn blank_from(&self, y: u16) -> u16 {
        (0..self.wanted.width)
            .rev()
            .find(|&x| self.wanted.at(x, y) != Slot::BLANK)
            .map_or(0, |x| x + 1)
    }

    /// Is erasing to the end of the line shorter than writing the blanks that differ?
    fn is_worth_erasing(&self, x: u16, y: u16, hi: u16) -> bool {
        (x..=hi)
            .filter(|&x| self.shown.at(x, y) != Slot::BLANK)
            .take(4)
            .count()
            > 3
    }

    fn emit_cell(&mut self, x: u16, y: u16, slot: Slot, wide: bool) {
        self.go(x, y);
        if !self.is_fit_for(slot) {
            self.set_pen(slot.pen());
        }
        let code = slot.code();
        let risky = if code & CLUSTER == 0 {
            let c = char::from_u32(code).unwrap_or(' ');
            self.frame
                .extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            self.is_risky(c)
        } else {
            let number = (code & !CLUSTER) as usize;
            let text = self.clusters.get(number).map_or(" ", |text| &**text);
            self.frame.extend_from_slice(text.as_bytes());
            true
        };
        let after = x + if wide { 2 } else { 1 };
        if self.shown.at(after, y).is(SECOND_HALF) {
            // What the terminal makes of the other half of a wide character is its own affair.
            self.shown.set(after, y, Slot::new(UNKNOWN, Pen::PLAIN));
        }
        self.shown.set(x, y, slot);
        if wide {
            self.shown.set(x + 1, y, self.wanted.at(x + 1, y));
        }
        self.place = if risky {
            Place::Unknown
        } else {
            Place::At(after, y)
        };
    }

    /// Do terminals disagree about how wide this is?
    fn is_risky(&self, c: char) -> bool {
        let ambiguous = || c.width() != c.width_cjk();
        !c.is_ascii() && (u32::from(c) >= 0x1_0000 || (self.caps.ambiguous_wide && ambiguous()))
    }

    // ------------------------------------------------------------------ moving

    /// Moves to a cell by the shortest way that can be trusted.
    fn go(&mut self, x: u16, y: u16) {
        let from = std::mem::replace(&mut self.place, Place::At(x, y));
        let Place::At(from_x, from_y) = from else {
            self.frame.extend_from_slice(absolute(x, y).bytes());
            return;
        };
        if (from_x, from_y) == (x, y) {
            return;
        }
        let mut best = absolute(x, y);
        let edge = from_x >= self.wanted.width;
        if from_y == y
            && from_x < x
            && !edge
            && let Some(over) = self.write_over(from_x, x, y, best.len)
        {
            best = over;
        }
        if from_y <= y {
            let mut down = Way::default();
            down.down(y - from_y);
            if !edge {
                let mut straight = down;
                straight.across(from_x, x);
                best = best.shorter(straight);
            }
            let mut back = Way::default();
            back.push(b"\r");
            back.push(down.bytes());
            back.across(0, x);
            best = best.shorter(back);
        } else if !edge {
            let mut up = Way::default();
            up.counted(from_y - y, b'A');
            up.across(from_x, x);
            best = best.shorter(up);
        }
        self.frame.extend_from_slice(best.bytes());
    }

    /// Going forward by writing what is already there, if the pen is right for it.
    fn write_over(&self, from: u16, to: u16, y: u16, limit: usize) -> Option<Way> {
        if usize::from(to - from) >= limit {
            return None;
        }
        let mut way = Way::default();
        for x in from..to {
            let slot = self.shown.at(x, y);
            if !self.is_fit_for(slot) {
                return None;
            }
            way.push(&[slot.ascii()?]);
        }
        Some(way)
    }

    // ------------------------------------------------------------------ styles

    /// Does the pen in hand write this slot as it should look? A blank between two words of one ink is written with that
    /// ink, which does not show on it.
    fn is_fit_for(&self, slot: Slot) -> bool {
        const SHOWS: u32 = SHOWS_ON_BLANK.bits() as u32;
        let Some(pen) = self.pen else { return false };
        let blank = slot.is(u32::from(' ')) && slot.pen().modifiers & SHOWS == 0;
        pen == slot.pen() || blank && pen.bg == slot.bg && pen.modifiers & SHOWS == 0
    }

    fn set_pen(&mut self, to: Pen) {
        if self.pen == Some(to) {
            return;
        }
        let mut anew = Codes::default();
        if to != Pen::PLAIN {
            anew.number(0);
            anew.switch_on(to.modifiers);
            anew.colour(to.fg, 30);
            anew.colour(to.bg, 40);
        }
        let best = match self.pen {
            Some(from) if self.caps.family != Family::Vt100 => {
                let delta = difference(from, to);
                if delta.len() < anew.len() { delta } else { anew }
            }
            _ => anew,
        };
        self.frame.extend_from_slice(b"\x1b[");
        self.frame.extend_from_slice(&best.0);
        self.frame.push(b'm');
        self.pen = Some(to);
    }

    /// Brackets a large frame so that it appears at once.
    fn bracket(&mut self) {
        if self.caps.sync && self.frame.len() > BRACKET_ABOVE {
            self.frame.splice(0..0, command::bytes(BeginSynchronizedUpdate));
            command::add(&mut self.frame, EndSynchronizedUpdate);
        }
    }
}

/// A few bytes that move the cursor.
#[derive(Debug, Clone, Copy, Default)]
struct Way {
    bytes: [u8; 24],
    len: usize,
}

impl Way {
    /// More bytes than fit make the way as long as it can be, so that it is not taken.
    fn push(&mut self, bytes: &[u8]) {
        let end = self.len + bytes.len();
        if let Some(room) = self.bytes.get_mut(self.len..end) {
            room.copy_from_slice(bytes);
            self.len = end;
        } else {
            self.len = usize::MAX / 2;
        }
    }

    fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    fn number(&mut self, n: u16) {
        let mut digits = [0; 5];
        let mut at = digits.len();
        let mut rest = n;
        loop {
            at -= 1;
            if let Some(digit) = digits.get_mut(at) {
                *digit = b'0' + (rest % 10) as u8;
            }
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        self.push(digits.get(at..).unwrap_or_default());
    }

    /// `ESC [ n X`, without the number when it is 1.
    fn counted(&mut self, n: u16, last: u8) {
        if n == 0 {
            return;
        }
        self.push(b"\x1b[");
        if n > 1 {
            self.number(n);
        }
        self.push(&[last]);
    }

    /// Line feeds keep the column: output processing is off.
    fn down(&mut self, rows: u16) {
        if rows <= 4 {
            for _ in 0..rows {
                self.push(b"\n");
            }
        } else {
            self.counted(rows, b'B');
        }
    }

    fn across(&mut self, from: u16, to: u16) {
        if to > from {
            self.counted(to - from, b'C');
        } else if from - to <= 3 {
            for _ in to..from {
                self.push(b"\x08");
            }
        } else {
            self.counted(from - to, b'D');
        }
    }

    fn shorter(self, other: Self) -> Self {
        if other.len < self.len { other } else { self }
    }
}

fn absolute(x: u16, y: u16) -> Way {
    let mut way = Way::default();
    way.push(b"\x1b[");
    if y > 0 || x > 0 {
        way.number(y + 1);
    }
    if x > 0 {
        way.push(b";");
        way.number(x + 1);
    }
    way.push(b"H");
    way
}

/// The numbers of an SGR sequence.
#[derive(Debug, Default)]
struct Codes(Vec<u8>);

/// Each modifier's number to switch it on and off.
const SWITCHES: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

impl Codes {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn number(&mut self, n: u8) {
        if !self.0.is_empty() {
            self.0.push(b';');
        }
        let mut way = Way::default();
        way.number(u16::from(n));
        self.0.extend_from_slice(way.bytes());
    }

    fn switch_on(&mut self, modifiers: u32) {
        for (modifier, on, _) in SWITCHES {
            if modifiers & u32::from(modifier.bits()) != 0 {
                self.number(on);
            }
        }
    }

    /// A colour that is not the terminal's own; `base` is 30 for the ink, 40 for the ground.
    fn colour(&mut self, packed: u32, base: u8) {
        match Tint::unpack(packed) {
            Tint::Own => {}
            Tint::Palette(n @ 0..=7) => self.number(base + n),
            Tint::Palette(n @ 8..=15) => self.number(base + 60 + n - 8),
            Tint::Palette(n) => {
                self.number(base + 8);
                self.number(5);
                self.number(n);
            }
            Tint::Rgb(r, g, b) => {
                self.number(base + 8);
                self.number(2);
                self.number(r);
                self.number(g);
                self.number(b);
            }
        }
    }
}

/// The numbers that lead from one pen to another without starting anew.
fn difference(from: Pen, to: Pen) -> Codes {
    let mut codes = Codes::default();
    let mut have = from.modifiers;
    for (modifier, _, off) in SWITCHES {
        let bit = u32::from(modifier.bits());
        if have & bit != 0 && to.modifiers & bit == 0 {
            codes.number(off);
            // Bold and dim, slow and fast, are switched off together.
            for (twin, _, twin_off) in SWITCHES {
                if twin_off == off {
                    have &= !u32::from(twin.bits());
                }
            }
        }
    }
    codes.switch_on(to.modifiers & !have);
    for (had, wants, base) in [(from.fg, to.fg, 30), (from.bg, to.bg, 40)] {
        if had != wants {
            if Tint::unpack(wants) == Tint::Own {
                codes.number(base + 9);
            }
            codes.colour(wants, base);
        }
    }
    codes
}

impl<S: Sink> Backend for Lean<S> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        for (x, y, cell) in content {
            self.want_cell(x, y, cell);
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.cursor_wanted = false;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.cursor_wanted = true;
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.cursor = position.into();
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        let (width, height) = self.grid_size();
        let Position { x, y } = self.cursor;
        if clear_type == ClearType::All {
            self.resize(width, height);
            return Ok(());
        }
        let blank = |column: u16, row: u16| match clear_type {
            ClearType::All => true,
            ClearType::AfterCursor => (row, column) >= (y, x),
            ClearType::BeforeCursor => (row, column) <= (y, x),
            ClearType::CurrentLine => row == y,
            ClearType::UntilNewLine => row == y && column >= x,
        };
        for row in 0..height {
            for column in (0..width).filter(|&column| blank(column, row)) {
                self.want(column, row, Slot::BLANK);
            }
        }
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        let (width, height) = self.grid_size();
        Ok(Size { width, height })
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size()?,
            pixels: Size::ZERO,
        })
    }

    /// Writes the difference, unless an earlier frame still waits for the terminal to read.
    fn flush(&mut self) -> io::Result<()> {
        if !self.out.drain() {
            return Ok(());
        }
        if self.clusters.len() > CLUSTERS_LIMIT {
            self.redraw_clusters();
        }
        self.frame.clear();
        self.emit();
        self.bracket();
        if !self.frame.is_empty() {
            let asks = self.fence.asks_after(self.frame.len());
            if asks {
                self.frame.extend_from_slice(QUESTION);
            }
            self.fence.sent(self.frame.len(), asks, asks.then(Instant::now));
        }
        self.frame_bytes = self.frame.len();
        self.total_bytes += self.frame.len() as u64;
        if !self.frame.is_empty() {
            self.out.send(&mut self.frame);
        }
        if self.out.take_blocked() {
            self.fence.blocked();
        }
        Ok(())
    }
}

impl<S: Sink> Lean<S> {
    /// Too many clusters were seen to remember: keeps those on the screen.
    fn redraw_clusters(&mut self) {
        let old = std::mem::take(&mut self.clusters);
        for grid in [&mut self.wanted, &mut self.shown] {
            for slot in &mut grid.slots {
                let code = slot.code();
                if code & CLUSTER == 0 || code == SECOND_HALF || code == UNKNOWN {
                    continue;
                }
                let Some(text) = old.get((code & !CLUSTER) as usize) else {
                    continue;
                };
                let known = self.clusters.iter().position(|known| known == text);
                let number = known.unwrap_or_else(|| {
                    self.clusters.push(text.clone());
                    self.clusters.len() - 1
                });
                *slot = Slot::new(CLUSTER | number as u32, slot.pen());
            }
        }
    }
}

fn is_plain(cell: &Cell) -> bool {
    cell.fg == Color::Reset && cell.bg == Color::Reset && cell.modifier.is_empty()
}

/// Caps for a modern terminal, for tests and benchmarks.
pub const MODERN: Caps = Caps {
    depth: Depth::True,
    glyphs: Glyphs::Full,
    family: Family::Xterm,
    ambiguous_wide: false,
    alternate: true,
    paste: true,
    sync: true,
    mouse: true,
    line: Line::Fast,
};

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::num::NonZeroU16;
    use std::rc::Rc;
    use std::time::Duration;

    use proptest::prelude::*;
    use proptest::test_runner::FileFailurePersistence;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use crate::tui::term::screen::{Canvas, Drawn, Screen};

    use super::*;

    /// A terminal in memory that can be told to stop reading.
    #[derive(Clone)]
    struct Glass {
        screen: Rc<RefCell<vt100::Parser>>,
        size: Rc<RefCell<(u16, u16)>>,
        room: Rc<RefCell<usize>>,
        log: Rc<RefCell<Vec<u8>>>,
    }

    impl Glass {
        fn new(width: u16, height: u16) -> Self {
            Self {
                screen: Rc::new(RefCell::new(parser(width, height))),
                size: Rc::new(RefCell::new((width, height))),
                room: Rc::new(RefCell::new(usize::MAX)),
                log: Rc::default(),
            }
        }

        fn rows(&self) -> Vec<String> {
            let width = self.size.borrow().0;
            let screen = self.screen.borrow();
            screen.screen().rows(0, width).collect()
        }

        fn take_log(&self) -> String {
            String::from_utf8(std::mem::take(&mut *self.log.borrow_mut())).unwrap()
        }
    }

    fn parser(width: u16, height: u16) -> vt100::Parser {
        let of = |n| NonZeroU16::new(n).unwrap();
        vt100::Parser::new(of(height), of(width), 0)
    }

    impl Sink for Glass {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let n = bytes.len().min(*self.room.borrow());
            *self.room.borrow_mut() -= n;
            self.screen.borrow_mut().process(&bytes[..n]);
            self.log.borrow_mut().extend_from_slice(&bytes[..n]);
            Ok(n)
        }

        fn wait(&mut self, _: Duration) -> bool {
            *self.room.borrow() > 0
        }

        fn size(&self) -> (u16, u16) {
            *self.size.borrow()
        }
    }

    fn screen(glass: &Glass, caps: Caps) -> Screen<Glass> {
        let mut screen = Screen::new(glass.clone(), caps).unwrap();
        show(&mut screen, &[]);
        let _ = glass.take_log();
        screen
    }

    fn put(buffer: &mut Buffer, x: u16, y: u16, text: &str, style: Style) {
        buffer.set_string(x, y, text, style);
    }

    fn show(screen: &mut Screen<Glass>, texts: &[(u16, u16, &str, Style)]) -> Drawn {
        screen
            .draw(|frame| {
                for (x, y, text, style) in texts {
                    put(frame.buffer_mut(), *x, *y, text, *style);
                }
            })
            .unwrap()
    }

    fn plain(x: u16, y: u16, text: &str) -> (u16, u16, &str, Style) {
        (x, y, text, Style::new())
    }

    #[test]
    fn the_bytes_of_known_frames() {
        let glass = Glass::new(80, 24);
        let mut screen = screen(&glass, MODERN);
        let bold = Style::new().add_modifier(Modifier::BOLD);
        let red = Style::new().fg(Color::Red);
        for (texts, expected) in [
            (vec![plain(0, 0, "abc")], "abc"),
            // Nothing changed: nothing is written.
            (vec![plain(0, 0, "abc")], ""),
            (vec![plain(0, 0, "abd")], "\x08d"),
            (vec![plain(0, 0, "abd"), plain(0, 1, "x")], "\r\nx"),
            (vec![plain(0, 0, "abd"), plain(1, 1, "y")], "\x08 y"),
            // Erased to the end of the line, where that is shorter.
            (vec![plain(0, 0, "abd"), plain(1, 1, "y......z")], "......z"),
            (vec![plain(0, 0, "abd"), plain(1, 1, "y")], "\x1b[7D\x1b[K"),
            // Over an unchanged cell by writing it again.
            (vec![plain(0, 0, "abd"), plain(1, 1, "yz-z")], "z-z"),
            (vec![plain(0, 0, "abd"), plain(1, 1, "yy-y")], "\x08\x08\x08y-y"),
            (vec![(0, 0, "abd", bold), plain(1, 1, "yy-y")], "\x1b[H\x1b[1mabd"),
            (vec![(0, 0, "abd", red), plain(1, 1, "yy-y")], "\r\x1b[0;31mabd"),
            (
                vec![(0, 0, "abd", red), (1, 1, "yy-y", bold)],
                "\n\x08\x08\x1b[0;1myy-y",
            ),
            (vec![plain(0, 0, "abd"), (1, 1, "yy-y", bold)], "\x1b[H\x1b[mabd"),
            // A blank between words of one ink does not put the pen down.
            (
                vec![plain(0, 0, "abd"), (1, 1, "y y y", bold)],
                "\n\x08 \x1b[1my y",
            ),
        ] {
            let Drawn::Sent(bytes) = show(&mut screen, &texts) else {
                panic!("held")
            };
            let log = glass.take_log();
            assert_eq!(log, expected, "{texts:?}");
            assert_eq!(bytes, log.len());
        }
        // The selection moves in the grid, and a clock ticks.
        let cells = |at: u16, clock| {
            let mut texts: Vec<_> = (0..8)
                .map(|i| {
                    let style = if i == at {
                        Style::new().add_modifier(Modifier::REVERSED)
                    } else {
                        Style::new()
                    };
                    (2 + 9 * i, 5, "HNI OK", style)
                })
                .collect();
            texts.push((70, 0, clock, Style::new()));
            texts
        };
        show(&mut screen, &cells(0, "14:03:19"));
        let _ = glass.take_log();
        show(&mut screen, &cells(1, "14:03:19"));
        let moved = glass.take_log();
        assert!(moved.len() <= 45, "{moved:?}");
        show(&mut screen, &cells(1, "14:03:20"));
        let ticked = glass.take_log();
        assert!(ticked.len() <= 14, "{ticked:?}");
        show(&mut screen, &cells(1, "14:03:21"));
        assert_eq!(glass.take_log(), "\x081");
    }

    #[test]
    fn the_cursor_is_shown_only_where_wanted() {
        let glass = Glass::new(80, 24);
        let mut screen = screen(&glass, MODERN);
        screen.draw(|frame| frame.set_cursor_position((3, 2))).unwrap();
        assert_eq!(glass.take_log(), "\x1b[3;4H\x1b[?25h");
        screen.draw(|frame| frame.set_cursor_position((3, 2))).unwrap();
        assert_eq!(glass.take_log(), "");
        screen.draw(|frame| frame.set_cursor_position((4, 2))).unwrap();
        assert_eq!(glass.take_log(), " ");
        screen.draw(|_| {}).unwrap();
        assert_eq!(glass.take_log(), "\x1b[?25l");
    }

    #[test]
    fn the_hidden_cursor_rests_where_it_is_told() {
        let glass = Glass::new(20, 3);
        let mut screen = screen(&glass, MODERN);
        let mut frame = |second: &str, rest: (u16, u16)| {
            let draw = |canvas: &mut Canvas<'_>| {
                canvas.buffer_mut().set_string(18, 0, second, Style::new());
                canvas.rest_cursor_at(Some(rest.into()));
            };
            screen.draw(draw).unwrap();
            glass.take_log()
        };
        frame("1", (4, 2));
        assert_eq!(frame("1", (4, 2)), "", "nothing has changed");
        // Written elsewhere and back again, as the terminal remembers it.
        assert_eq!(frame("2", (4, 2)), "\x1b[1;19H2\x1b8");
        assert_eq!(frame("2", (5, 2)), " \x1b7");
        assert_eq!(frame("3", (5, 2)), "\x1b[1;19H3\x1b8");
        assert_eq!(frame("3", (50, 2)), "", "outside the screen it stays where it is");
    }

    #[test]
    fn no_control_character_gets_out() {
        let glass = Glass::new(20, 3);
        let mut screen = screen(&glass, MODERN);
        screen
            .draw(|frame| {
                let buffer = frame.buffer_mut();
                for (x, symbol) in ["\u{9b}", "a\u{9b}31m", "\u{200b}", "e\x1b[31m"]
                    .iter()
                    .enumerate()
                {
                    buffer[(x as u16, 0)].set_symbol(symbol);
                }
                let piled = format!("o{}", "\u{301}".repeat(200));
                buffer[(6, 0)].set_symbol(&piled);
            })
            .unwrap();
        let log = glass.take_log();
        assert!(log.chars().all(|c| !('\u{80}'..'\u{a0}').contains(&c)));
        assert_eq!(log.matches("\x1b[31m").count(), 0, "{log:?}");
        assert_eq!(log.matches('\u{301}').count(), CLUSTER_LIMIT - 1);
    }

    #[test]
    fn a_vt100_gets_only_what_it_knows() {
        let caps = Caps {
            depth: Depth::Mono,
            glyphs: Glyphs::Ascii,
            family: Family::Vt100,
            alternate: false,
            paste: false,
            sync: false,
            mouse: false,
            ..MODERN
        };
        let glass = Glass::new(80, 24);
        let mut screen = screen(&glass, caps);
        let style = Style::new().fg(Color::Red).add_modifier(Modifier::REVERSED);
        show(&mut screen, &[(0, 0, "Đà Nẵng │", style), plain(10, 0, "x")]);
        assert_eq!(glass.take_log(), "\x1b[0;7mDa Nang |\x1b[C\x1b[mx");
        let long = "x".repeat(1500);
        show(&mut screen, &[plain(0, 3, &long)]);
        assert!(!glass.take_log().contains("2026"));
    }

    #[test]
    fn wide_and_doubtful_cells_do_not_drift() {
        let glass = Glass::new(20, 2);
        let mut screen = screen(&glass, MODERN);
        show(&mut screen, &[plain(0, 0, "漢漢x")]);
        assert_eq!(glass.take_log(), "漢漢x");
        show(&mut screen, &[plain(0, 0, "ab漢x")]);
        assert_eq!(glass.rows()[0].trim_end(), "ab漢x");
        show(&mut screen, &[plain(0, 0, "a漢 x")]);
        assert_eq!(glass.rows()[0].trim_end(), "a漢 x");
        let _ = glass.take_log();
        // A decomposed letter: where the cursor is afterwards is not trusted.
        show(&mut screen, &[plain(0, 0, "a漢 x"), plain(0, 1, "q\u{309}b")]);
        assert_eq!(glass.take_log(), "\r\nq\u{309}\x1b[2;2Hb");

        let wide = Caps {
            ambiguous_wide: true,
            ..MODERN
        };
        let glass = Glass::new(20, 2);
        let mut screen = self::screen(&glass, wide);
        show(&mut screen, &[plain(0, 0, "·b")]);
        assert_eq!(glass.take_log(), "·\x1b[1;2Hb");
    }

    #[test]
    fn a_terminal_that_does_not_read_gets_the_latest_afterwards() {
        let glass = Glass::new(40, 10);
        let mut screen = screen(&glass, MODERN);
        *glass.room.borrow_mut() = 7;
        show(&mut screen, &[plain(0, 0, "first frame, cut")]);
        for i in 0..1000 {
            let text = format!("frame {i}");
            assert_eq!(show(&mut screen, &[plain(0, 1, &text)]), Drawn::Held);
        }
        assert!(screen.is_held());
        assert!(screen.retry_after().unwrap() <= Duration::from_secs(1));
        assert!(screen.lean().output().pending() < 100);
        *glass.room.borrow_mut() = usize::MAX;
        assert!(screen.retry());
        assert_eq!(screen.retry_after(), None);
        show(&mut screen, &[plain(0, 1, "latest")]);
        let rows = glass.rows();
        assert_eq!((rows[0].trim_end(), rows[1].trim_end()), ("", "latest"));
    }

    #[test]
    fn a_batch_of_resizes_redraws_whole_once() {
        let glass = Glass::new(40, 10);
        let mut screen = screen(&glass, MODERN);
        show(&mut screen, &[plain(0, 0, "kept")]);
        // The terminal lost its cells on the way through another size, and is back at the first.
        *glass.screen.borrow_mut() = parser(40, 10);
        let _ = glass.take_log();
        for _ in 0..50 {
            screen.resized();
        }
        show(&mut screen, &[plain(0, 0, "kept")]);
        assert_eq!(glass.take_log(), "\x1b[m\x1b[H\x1b[2Jkept");
        *glass.size.borrow_mut() = (20, 5);
        show(&mut screen, &[plain(0, 0, "kept")]);
        assert_eq!(glass.take_log(), "\x1b[m\x1b[H\x1b[2Jkept");
    }

    #[test]
    fn a_large_frame_is_bracketed_and_a_small_one_not() {
        let glass = Glass::new(80, 24);
        let mut screen = screen(&glass, MODERN);
        let row = "x".repeat(80);
        let many: Vec<_> = (0..24).map(|y| plain(0, y, &row)).collect();
        show(&mut screen, &many);
        let log = glass.take_log();
        assert!(log.starts_with("\x1b[?2026h") && log.ends_with("\x1b[?2026l"));
        show(&mut screen, &many[1..]);
        assert!(!glass.take_log().contains("2026"));
    }

    fn style() -> impl Strategy<Value = Style> {
        let color = || {
            prop::sample::select(vec![
                Color::Reset,
                Color::Red,
                Color::LightBlue,
                Color::Indexed(99),
                Color::Rgb(1, 2, 3),
            ])
        };
        let modifier = prop::sample::select(vec![
            Modifier::empty(),
            Modifier::BOLD,
            Modifier::DIM,
            Modifier::BOLD.union(Modifier::REVERSED),
            Modifier::UNDERLINED,
            Modifier::ITALIC,
        ]);
        (color(), color(), modifier)
            .prop_map(|(fg, bg, modifier)| Style::new().fg(fg).bg(bg).add_modifier(modifier))
    }

    type Text = (u16, u16, String, Style);

    fn frames() -> impl Strategy<Value = Vec<Vec<Text>>> {
        let words = prop::sample::select(vec![
            "a",
            "Hà Nội",
            "漢字",
            "x漢",
            "      ",
            "─│┐",
            "e\u{301}o",
            "1234567890ab",
        ]);
        let text = (0..14_u16, 0..4_u16, words, style())
            .prop_map(|(x, y, text, style)| (x, y, text.to_owned(), style));
        prop::collection::vec(prop::collection::vec(text, 0..12), 1..8)
    }

    fn vt(color: Color) -> vt100::Color {
        match color {
            Color::Red => vt100::Color::Idx(1),
            Color::LightBlue => vt100::Color::Idx(12),
            Color::Indexed(n) => vt100::Color::Idx(n),
            Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
            _ => vt100::Color::Default,
        }
    }

    fn compare(glass: &Glass, expected: &Buffer) -> Result<(), TestCaseError> {
        let parser = glass.screen.borrow();
        for y in 0..expected.area.height {
            let mut x = 0;
            while x < expected.area.width {
                let cell = &expected[(x, y)];
                let shown = parser.screen().cell(y, x).unwrap();
                let width = cell.symbol().width().max(1) as u16;
                let symbol = if shown.has_contents() {
                    shown.contents()
                } else {
                    " "
                };
                let wanted = if x + width > expected.area.width {
                    " "
                } else {
                    cell.symbol()
                };
                prop_assert_eq!(symbol, wanted, "at {} {}", x, y);
                prop_assert_eq!(shown.bgcolor(), vt(cell.bg), "at {} {}", x, y);
                if cell.symbol() != " " {
                    prop_assert_eq!(shown.fgcolor(), vt(cell.fg), "at {} {}", x, y);
                    let (bold, dim) = (Modifier::BOLD, Modifier::DIM);
                    // The emulator knows only one of the two at a time.
                    if !cell.modifier.contains(bold | dim) {
                        prop_assert_eq!(shown.bold(), cell.modifier.contains(bold));
                        prop_assert_eq!(shown.dim(), cell.modifier.contains(dim));
                    }
                    prop_assert_eq!(shown.italic(), cell.modifier.contains(Modifier::ITALIC));
                }
                prop_assert_eq!(shown.inverse(), cell.modifier.contains(Modifier::REVERSED));
                x += width;
            }
        }
        Ok(())
    }

    fn config() -> ProptestConfig {
        ProptestConfig {
            failure_persistence: Some(Box::new(FileFailurePersistence::Direct(
                "tests/regressions/backend.txt",
            ))),
            ..ProptestConfig::default()
        }
    }

    proptest! {
        #![proptest_config(config())]

        #[test]
        fn what_is_shown_is_what_was_drawn(frames in frames(), rooms in prop::collection::vec(0_usize..60, 8)) {
            let glass = Glass::new(14, 4);
            let mut screen = Screen::new(glass.clone(), MODERN).unwrap();
            for (frame, room) in frames.iter().zip(rooms) {
                let mut expected = Buffer::empty(Rect::new(0, 0, 14, 4));
                for (x, y, text, style) in frame {
                    put(&mut expected, *x, *y, text, *style);
                }
                // Let the terminal choke on this frame, then read again.
                let rest = Position::new(room as u16 % 5 * 3, room as u16 % 3);
                let draw = |f: &mut Canvas<'_>| {
                    f.buffer_mut().clone_from(&expected);
                    f.rest_cursor_at(Some(rest));
                };
                *glass.room.borrow_mut() = room;
                screen.draw(draw).unwrap();
                *glass.room.borrow_mut() = usize::MAX;
                screen.draw(draw).unwrap();
                compare(&glass, &expected)?;
                prop_assert_eq!(glass.screen.borrow().screen().cursor_position(), (rest.y, rest.x));
            }
        }
    }
}
