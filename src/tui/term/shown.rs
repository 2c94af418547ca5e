//! What the terminal shows, and the bytes that bring it to what is wanted.
//!
//! Pure: cells come in, bytes come out. Whatever the cells contain, no control character leaves this room but its own. What
//! cannot be trusted is not: after a cell whose width terminals disagree about, the cursor's place is unknown until it is
//! given absolutely, and so it is at the right edge, where a terminal has yet to decide whether to wrap.
//!
//! Each idea in here is kept for what it saves on the same frames; `docs/architecture.md` has the figures, and what was
//! thrown out.

use crossterm::cursor::{MoveRight, MoveTo, RestorePosition, SavePosition};
use crossterm::terminal::{Clear, ClearType};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::tui::term::caps::{Caps, Glyphs};
use crate::tui::term::command::{self, Cursor};
use crate::tui::term::glyph;
use crate::tui::term::links::{self, Link};
use crate::tui::term::pen::Pen;
use crate::tui::term::seen::Seen;

/// The most characters of one cell that are sent; the rest would only pile up on one spot.
const CLUSTER_LIMIT: usize = 8;
/// The most cells that are written again to get past them: more are never shorter than a move.
const WRITTEN_AGAIN: u16 = 4;
/// The most rows and columns that are gone down and back by a control character each.
const STEPS: u16 = 3;

/// What a frame wants beside its cells.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Cursors {
    /// The cursor is shown there.
    pub shown: Option<Position>,
    /// Where it rests while it is hidden: screen readers and Braille lines follow it.
    pub rest: Option<Position>,
}

/// The terminal's screen as it is once everything sent has arrived.
#[derive(Debug)]
pub(crate) struct Shown {
    caps: Caps,
    size: Rect,
    cells: Vec<Seen>,
    /// What leads somewhere in each row.
    links: Vec<Vec<Link>>,
    /// Where the cells lead that are being written.
    open: Option<Link>,
    erase: bool,
    /// Where the cursor is; its column is the width once the last cell of a row was written.
    place: Option<Position>,
    pen: Option<Pen>,
    cursor_shown: bool,
    /// The cell and the pen that the terminal was told to remember (DECSC).
    saved: Option<(Position, Option<Pen>)>,
}

impl Shown {
    /// A screen in an unknown state: the first frame erases it.
    pub(crate) fn new(caps: Caps) -> Self {
        Self {
            caps,
            size: Rect::ZERO,
            cells: Vec::new(),
            links: Vec::new(),
            open: None,
            erase: true,
            place: None,
            pen: None,
            cursor_shown: false,
            saved: None,
        }
    }

    /// The next frame is drawn from nothing, at this size.
    pub(crate) fn start_anew(&mut self, area: Rect) {
        self.size = area;
        self.cells.clear();
        self.cells.resize(area.area() as usize, Seen::BLANK);
        self.links.clear();
        self.links.resize(usize::from(area.height), Vec::new());
        self.erase = true;
        self.place = None;
        self.pen = None;
        self.saved = None;
    }

    /// Something else than cells was drawn there, or taken away: they are written anew, whatever stands in them.
    pub(crate) fn forget(&mut self, area: Rect) {
        for at in area.positions() {
            self.set(at.x, at.y, Seen::UNKNOWN);
        }
    }

    /// Goes to a cell for something that is no cell, after which nobody knows where the cursor is, nor the pen.
    pub(crate) fn leave_at(&mut self, bytes: &mut Vec<u8>, at: Position) {
        self.set_pen(bytes, Pen::PLAIN);
        command::add(bytes, MoveTo(at.x, at.y));
        self.place = None;
        self.pen = None;
        self.saved = None;
    }

    /// The terminal was given back meanwhile, with its cursor.
    pub(crate) const fn forget_cursor(&mut self) {
        self.cursor_shown = false;
    }

    /// Adds what leads from what is shown to what is wanted; cells are compared in the rows of `areas` only.
    pub(crate) fn update(&mut self, bytes: &mut Vec<u8>, wanted: &Buffer, areas: &[Rect], cursors: Cursors) {
        if self.cursor_shown && cursors.shown.is_none() {
            self.show_cursor(bytes, false);
        }
        if std::mem::take(&mut self.erase) {
            self.set_pen(bytes, Pen::PLAIN);
            command::add(bytes, MoveTo(0, 0));
            command::add(bytes, Clear(ClearType::All));
            self.place = Some(Position::ORIGIN);
        }
        for y in 0..wanted.area.height {
            if areas.iter().any(|area| (area.y..area.bottom()).contains(&y)) {
                self.row(bytes, wanted, y);
            }
        }
        match cursors.shown {
            Some(at) => {
                let Rect { width, height, .. } = wanted.area;
                self.go(
                    bytes,
                    at.x.min(width.saturating_sub(1)),
                    at.y.min(height.saturating_sub(1)),
                );
                if !self.cursor_shown {
                    self.show_cursor(bytes, true);
                }
            }
            None => self.rest(bytes, cursors.rest.filter(|at| wanted.area.contains(*at))),
        }
    }

    fn show_cursor(&mut self, bytes: &mut Vec<u8>, shown: bool) {
        let family = self.caps.family;
        command::add(bytes, Cursor { family, shown });
        self.cursor_shown = shown;
    }

    /// Brings the hidden cursor back to where it rests. The terminal remembers that place for us, and the pen: a second that
    /// passes elsewhere on the screen costs two bytes for it and not eight, and the next one finds its pen in hand.
    fn rest(&mut self, bytes: &mut Vec<u8>, rest: Option<Position>) {
        let Some(rest) = rest.filter(|_| self.place != rest) else {
            return;
        };
        if self.saved == Some((rest, self.pen)) {
            command::add(bytes, RestorePosition);
            self.place = Some(rest);
        } else {
            self.go(bytes, rest.x, rest.y);
            command::add(bytes, SavePosition);
            self.saved = Some((rest, self.pen));
        }
    }

    fn index(&self, x: u16, y: u16) -> Option<usize> {
        let Rect { width, height, .. } = self.size;
        (x < width && y < height).then(|| usize::from(y) * usize::from(width) + usize::from(x))
    }

    fn at(&self, x: u16, y: u16) -> Option<Seen> {
        self.cells.get(self.index(x, y)?).copied()
    }

    fn set(&mut self, x: u16, y: u16, seen: Seen) {
        if let Some(cell) = self.index(x, y).and_then(|i| self.cells.get_mut(i)) {
            *cell = seen;
        }
    }

    fn row(&mut self, bytes: &mut Vec<u8>, wanted: &Buffer, y: u16) {
        if self.caps.links {
            self.link(wanted, y);
        }
        let mut x = 0;
        while let Some((shown, want)) = self.at(x, y).zip(wanted.cell((x, y))) {
            let seen = Seen::of(want);
            if !shown.is_like(seen) {
                self.cell(bytes, x, y, want, seen);
            }
            x += width(want.symbol());
        }
        self.lead(bytes, None);
    }

    /// Takes in what is to lead somewhere in a row; the cells of whatever leads elsewhere now are written anew.
    fn link(&mut self, wanted: &Buffer, y: u16) {
        let links = links::in_row(wanted, y);
        let Some(before) = self.links.get_mut(usize::from(y)).filter(|b| **b != links) else {
            return;
        };
        let before = std::mem::replace(before, links.clone());
        let gone = before.iter().filter(|l| !links.contains(l));
        let new = links.iter().filter(|l| !before.contains(l));
        for l in gone.chain(new) {
            for x in l.from..l.to {
                self.set(x, y, Seen::UNKNOWN);
            }
        }
    }

    fn link_at(&self, x: u16, y: u16) -> Option<&Link> {
        let links = self.links.get(usize::from(y))?;
        links.iter().find(|l| (l.from..l.to).contains(&x))
    }

    /// What is written from here on leads there, or nowhere.
    fn lead(&mut self, bytes: &mut Vec<u8>, to: Option<Link>) {
        if self.open != to {
            links::say(bytes, to.as_ref().map_or("", |l| &l.target));
            self.open = to;
        }
    }

    fn cell(&mut self, bytes: &mut Vec<u8>, x: u16, y: u16, want: &Cell, seen: Seen) {
        let link = self.link_at(x, y).cloned();
        if self.open.is_some() && self.open != link {
            self.lead(bytes, None);
        }
        self.go(bytes, x, y);
        self.lead(bytes, link);
        if !self.is_fit_for(seen) {
            self.set_pen(bytes, Pen::of(seen, self.caps.depth));
        }
        let wide = width(want.symbol()) == 2;
        let fits = !wide || x + 1 < self.size.width;
        let sure = self.symbol(bytes, if fits { want.symbol() } else { " " }, wide && fits);
        let after = x + if wide && fits { 2 } else { 1 };
        self.place = sure.then_some(Position::new(after, y));
        if self.at(after, y).is_some_and(Seen::is_second_half) {
            // What the terminal makes of the other half of a wide character is its own affair.
            self.set(after, y, Seen::UNKNOWN);
        }
        self.set(x, y, seen);
        if wide && fits {
            self.set(x + 1, y, Seen::SECOND_HALF);
        }
    }

    /// Writes what stands in a cell, as wide as the cell is. Gives whether terminals agree about its width.
    fn symbol(&self, bytes: &mut Vec<u8>, symbol: &str, wide: bool) -> bool {
        if let [byte @ b' '..=b'~'] = symbol.as_bytes() {
            bytes.push(*byte); // most cells of a screen
            return true;
        }
        let most = if matches!(self.caps.glyphs, Glyphs::Full | Glyphs::Windows) {
            CLUSTER_LIMIT
        } else {
            1
        };
        let chars = symbol.chars().filter(|c| !c.is_control()).take(most);
        let text: String = chars.map(|c| glyph::fit(c, self.caps.glyphs)).collect();
        let cells = text.width();
        if cells == 0 {
            bytes.push(b' ');
        } else {
            bytes.extend_from_slice(text.as_bytes());
        }
        if wide && cells < 2 {
            bytes.push(b' ');
        }
        let mut chars = text.chars();
        !chars.next().is_some_and(|c| self.is_doubtful(c)) && chars.next().is_none()
    }

    /// Do terminals disagree about how wide this is?
    fn is_doubtful(&self, c: char) -> bool {
        let ambiguous = || c.width() != c.width_cjk();
        !c.is_ascii() && (u32::from(c) >= 0x1_0000 || (self.caps.ambiguous_wide && ambiguous()))
    }

    /// Moves to a cell by the shorter of two ways: from where the cursor is, or absolutely.
    fn go(&mut self, bytes: &mut Vec<u8>, x: u16, y: u16) {
        let from = self.place.replace(Position::new(x, y));
        if from == self.place {
            return;
        }
        let start = bytes.len();
        command::add(bytes, MoveTo(x, y));
        let absolute = bytes.len() - start;
        if from.is_some_and(|from| self.step(bytes, from, x, y)) && bytes.len() - start < 2 * absolute {
            bytes.drain(start..start + absolute);
        } else {
            bytes.truncate(start + absolute);
        }
    }

    /// Adds the way from a cell, if it is near.
    fn step(&self, bytes: &mut Vec<u8>, from: Position, x: u16, y: u16) -> bool {
        let Some(down) = y.checked_sub(from.y).filter(|rows| *rows <= STEPS) else {
            return false;
        };
        let mut at = from.x;
        if at >= self.size.width || at > x && (x == 0 || at - x > STEPS) {
            bytes.push(b'\r');
            at = 0;
        }
        // A line feed keeps the column: output processing is off.
        bytes.extend((0..down).map(|_| b'\n'));
        bytes.extend((x..at).map(|_| b'\x08'));
        if at < x && !self.write_again(bytes, at, x, y) {
            command::add(bytes, MoveRight(x - at));
        }
        true
    }

    /// Goes forward by writing what is there already, if the pen in hand is right for it.
    fn write_again(&self, bytes: &mut Vec<u8>, from: u16, to: u16, y: u16) -> bool {
        let start = bytes.len();
        let byte = |cell: Seen| cell.ascii().filter(|_| self.is_fit_for(cell));
        let leads = self.open.is_some() || (from..to).any(|x| self.link_at(x, y).is_some());
        let near = to - from <= WRITTEN_AGAIN && !leads;
        let passed = (from..to)
            .filter(|_| near)
            .map_while(|x| self.at(x, y).and_then(byte));
        bytes.extend(passed);
        let whole = bytes.len() - start == usize::from(to - from);
        if !whole {
            bytes.truncate(start);
        }
        whole
    }

    fn is_fit_for(&self, cell: Seen) -> bool {
        self.pen.is_some_and(|pen| pen.is_fit_for(cell, self.caps.depth))
    }

    fn set_pen(&mut self, bytes: &mut Vec<u8>, to: Pen) {
        if self.pen != Some(to) {
            Pen::change(bytes, self.pen, to, self.caps.family);
            self.pen = Some(to);
        }
    }
}

/// The cells that a symbol takes, 1 or 2.
fn width(symbol: &str) -> u16 {
    if symbol.len() == 1 {
        1
    } else {
        symbol.width().clamp(1, 2) as u16
    }
}
