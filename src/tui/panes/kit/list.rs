//! What all lists and sheets share: a cursor that stays visible, columns that give way, rules with titles, wrapped text.
//!
//! It must never know what the rows are about; the panes say that.

use std::ops::Range;

use chrono::Datelike as _;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::core::fact::{ActivityStatus, Fact};
use crate::core::status::State as Life;
use crate::core::time::Stamp;
use crate::text::width;
use crate::tui::msg::Nav;
use crate::tui::paint;
use crate::tui::scene::Scene;
use crate::tui::theme::{Look, Role};

/// A piece of a line with its style.
pub type Piece = (String, Style);
/// A line of pieces.
pub type Line = Vec<Piece>;

/// Where a move leads in a list whose last place is `last`.
pub fn step(at: usize, nav: Nav, page: usize, last: usize) -> usize {
    match nav {
        Nav::Up | Nav::Left => at.saturating_sub(1),
        Nav::Down | Nav::Right => (at + 1).min(last),
        Nav::PageUp => at.saturating_sub(page.max(1)),
        Nav::PageDown => (at + page.max(1)).min(last),
        Nav::First => 0,
        Nav::Last => last,
    }
}

/// Where one is in a list, and which rows are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cursor {
    /// The selected row.
    pub at: usize,
    /// The first row shown.
    pub first: usize,
    /// How many rows fit.
    pub rows: usize,
}

impl Cursor {
    /// Moves within a list of `len` rows.
    pub fn go(&mut self, nav: Nav, len: usize) {
        let page = self.rows.saturating_sub(1);
        self.at = step(self.at, nav, page, len.saturating_sub(1));
    }

    /// Keeps the selected row inside the list.
    pub fn clamp(&mut self, len: usize) {
        self.at = self.at.min(len.saturating_sub(1));
    }

    /// Keeps the selected row among the `rows` that fit.
    pub fn settle(&mut self, rows: u16, len: usize) {
        self.rows = usize::from(rows);
        self.clamp(len);
        self.first = paint::scroll(self.first, self.at, self.rows, len);
    }

    /// The rows that are shown, of `len`.
    pub fn shown(&self, len: usize) -> Range<usize> {
        self.first.min(len)..(self.first + self.rows).min(len)
    }

    /// Moves a text without a selection: `at` is its first line.
    pub fn scroll(&mut self, nav: Nav, len: usize) {
        let last = len.saturating_sub(self.rows);
        self.at = step(self.at, nav, self.rows.saturating_sub(1), last);
        self.first = self.at;
    }
}

/// Says why a list has no rows.
pub fn nothing(scene: &Scene<'_>, key: &str, area: Rect, buf: &mut Buffer) {
    let words = wrapped(&scene.tr(key), area.width, scene.style(Role::Dim));
    lines(buf, area, &words, 0, scene.look);
}

/// How wide a row of a list of `len` rows is: the sign for more must not hide its end. A heading above it has that width
/// too, else the columns do not agree.
pub fn wide(area: Rect, len: usize) -> u16 {
    area.width
        .saturating_sub(u16::from(len > usize::from(area.height)))
}

/// Draws the rows that are shown, the selected one on its ground. `draw` gets the row's place in the list and its area.
pub fn rows(
    cursor: Cursor,
    len: usize,
    scene: &Scene<'_>,
    area: Rect,
    buf: &mut Buffer,
    mut draw: impl FnMut(usize, Rect, &mut Buffer),
) {
    let fits = usize::from(area.height);
    let first = cursor.first.min(len.saturating_sub(1));
    let end = (first + fits).min(len);
    let wide = wide(area, len);
    for i in first..end {
        let row = Rect::new(area.x, area.y + (i - first) as u16, wide, 1);
        draw(i, row, buf);
        if i == cursor.at && scene.focused {
            paint::select(buf, row, scene.look);
            scene.here(row.x, row.y);
        }
    }
    paint::more(buf, area, first > 0, end < len, scene.look);
}

/// A column: what it holds, how wide it must be, and how readily it goes where there is no room (0 stays).
#[derive(Debug, Clone, Copy)]
pub struct Col<T> {
    /// What it holds.
    pub id: T,
    /// Its least width.
    pub cells: u16,
    /// Larger goes first.
    pub rank: u8,
    /// Takes a share of the room that is left.
    pub grow: bool,
}

/// A column that stays as wide as it is.
pub const fn col<T>(id: T, cells: u16, rank: u8) -> Col<T> {
    Col {
        id,
        cells,
        rank,
        grow: false,
    }
}

/// A column that takes what room is left.
pub const fn grow<T>(id: T, cells: u16, rank: u8) -> Col<T> {
    Col {
        id,
        cells,
        rank,
        grow: true,
    }
}

/// A column that has its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed<T> {
    /// What it holds.
    pub id: T,
    /// Its first cell, counted from the row's.
    pub x: u16,
    /// Its width.
    pub cells: u16,
}

/// Which columns stand in a row of that width, and where: one blank lies between two.
pub fn columns<T: Copy>(wide: u16, all: &[Col<T>]) -> Vec<Placed<T>> {
    let mut kept: Vec<Col<T>> = all.to_vec();
    let need = |kept: &[Col<T>]| kept.iter().map(|c| u32::from(c.cells) + 1).sum::<u32>();
    while need(&kept) > u32::from(wide) + 1 {
        let Some(least) = kept.iter().map(|c| c.rank).max().filter(|r| *r > 0) else {
            break;
        };
        if let Some(i) = kept.iter().rposition(|c| c.rank == least) {
            kept.remove(i);
        }
    }
    let mut left = (u32::from(wide) + 1).saturating_sub(need(&kept)) as u16;
    let mut growing = kept.iter().filter(|c| c.grow).count() as u16;
    let mut x = 0;
    kept.iter()
        .map(|c| {
            let more = if c.grow { left / growing.max(1) } else { 0 };
            if c.grow {
                left -= more;
                growing -= 1;
            }
            let cells = (c.cells + more).min(wide.saturating_sub(x));
            let placed = Placed { id: c.id, x, cells };
            x = (x + cells + 1).min(wide);
            placed
        })
        .collect()
}

/// How wide a column of moments is: one of another year has its year too.
pub fn moment_cells(scene: &Scene<'_>, shown: impl IntoIterator<Item = Stamp>) -> u16 {
    let year = scene.campaign.def().year();
    let other = |t: Stamp| scene.campaign.date(t).year() != year;
    if shown.into_iter().any(other) { 16 } else { 11 }
}

/// Writes a cell of a row.
pub fn cell<T: Copy>(buf: &mut Buffer, row: Rect, at: Placed<T>, words: &str, style: Style) {
    paint::text(buf, row.x + at.x, row.y, at.cells, words, style);
}

/// Writes a number into a cell of a row, at its right end.
pub fn number<T: Copy>(buf: &mut Buffer, row: Rect, at: Placed<T>, words: &str, style: Style) {
    let words = width::pad_left(words, usize::from(at.cells));
    paint::text(buf, row.x + at.x, row.y, at.cells, &words, style);
}

/// A line across with a title in it, and something at its right end.
pub fn rule(buf: &mut Buffer, row: Rect, title: &[Piece], end: &str, scene: &Scene<'_>) {
    if row.is_empty() {
        return;
    }
    let line = scene.look.glyphs.line.horizontal;
    let border = scene.style(Role::Border);
    for x in row.x..row.right() {
        paint::text(buf, x, row.y, 1, line, border);
    }
    let wide = width::cells(end) as u16;
    let shows_end = wide > 0 && wide + 12 < row.width;
    let limit = row.right() - if shows_end { wide + 2 } else { 0 };
    let mut x = row.x;
    for (i, (words, style)) in title.iter().enumerate() {
        let room = limit.saturating_sub(x);
        if words.is_empty() || room < 4 {
            break;
        }
        let gap = if i == 0 { "" } else { " " };
        let shown = width::fit(words, usize::from(room - 2));
        x = paint::text(buf, x, row.y, room, &format!("{gap}{shown} "), *style);
    }
    if shows_end {
        paint::right(buf, row, row.y, &format!(" {end}"), scene.style(Role::Dim));
    }
}

/// A line from top to bottom.
pub fn bar(buf: &mut Buffer, x: u16, from: u16, to: u16, scene: &Scene<'_>) {
    for y in from..to {
        paint::text(
            buf,
            x,
            y,
            1,
            scene.look.glyphs.line.vertical,
            scene.style(Role::Border),
        );
    }
}

/// Writes lines into an area, the first `skip` left out.
pub fn lines(buf: &mut Buffer, area: Rect, all: &[Line], skip: usize, look: &Look) {
    let fits = usize::from(area.height);
    let skip = skip.min(all.len().saturating_sub(fits));
    for (y, line) in (area.y..area.bottom()).zip(all.iter().skip(skip)) {
        let pieces: Vec<(&str, Style)> = line.iter().map(|(s, st)| (s.as_str(), *st)).collect();
        paint::pieces(buf, area.x, y, area.width, &pieces);
    }
    paint::more(buf, area, skip > 0, skip + fits < all.len(), look);
}

/// A text folded into lines of one style.
pub fn wrapped(words: &str, cells: u16, style: Style) -> Vec<Line> {
    width::wrap(words, usize::from(cells.max(1)))
        .into_iter()
        .map(|l| vec![(l, style)])
        .collect()
}

/// Puts pieces one after another into as few lines as can be, `gap` blanks between two; none is broken.
pub fn flow(pieces: Vec<Line>, cells: u16, gap: usize) -> Vec<Line> {
    let size = |l: &Line| l.iter().map(|(s, _)| width::cells(s)).sum::<usize>();
    let mut out: Vec<Line> = Vec::new();
    for piece in pieces {
        match out.last_mut() {
            Some(last) if size(last) + gap + size(&piece) <= usize::from(cells) => {
                last.push((" ".repeat(gap), Style::new()));
                last.extend(piece);
            }
            _ => out.push(piece),
        }
    }
    out
}

/// How wide a line is.
pub fn cells(line: &Line) -> usize {
    line.iter().map(|(words, _)| width::cells(words)).sum()
}

/// A line in as many lines as it takes: broken between its pieces, a piece that is too long within.
pub fn broken(line: Line, cells: u16) -> Vec<Line> {
    let room = usize::from(cells.max(1));
    let mut out: Vec<Line> = vec![Vec::new()];
    let mut used = 0;
    for (words, style) in line {
        let size = width::cells(&words);
        let last = out.len() - 1;
        if used + width::cells(words.trim_end()) <= room {
            used += size;
            out[last].push((words, style));
            continue;
        }
        // What joins two pieces (a blank, a dot) does not begin a line.
        let rest = words.trim_start_matches([' ', '·', '.', ',']);
        // A joint that has no room any more is left out, and what follows it begins the next line.
        for part in width::wrap(rest, room).into_iter().filter(|p| !p.is_empty()) {
            used = width::cells(&part);
            out.push(vec![(part, style)]);
        }
    }
    out.retain(|l| !l.is_empty());
    out
}

/// Inside of a box with a head of so many rows: the head and the rest.
pub fn split_top(area: Rect, rows: u16) -> (Rect, Rect) {
    let rows = rows.min(area.height);
    (
        Rect::new(area.x, area.y, area.width, rows),
        Rect::new(area.x, area.y + rows, area.width, area.height - rows),
    )
}

/// The sign of a fact in a history: that of the state or status it leads to, else a bullet.
pub fn fact_sign(fact: &Fact, look: &Look) -> (&'static str, Style) {
    let state = |s| (look.glyphs.state(s), look.state(s));
    let status = |s| (look.glyphs.activity(s), look.activity(s));
    match fact {
        Fact::ReportAcknowledged(_) => state(Life::InProgress),
        Fact::ReportReceived(_) | Fact::ReportRecommended(_) => state(Life::Received),
        Fact::ReportReturned(_) => state(Life::Returned),
        Fact::ReportAccepted(_) => state(Life::Accepted),
        Fact::ReportExempted(_) => state(Life::Exempt),
        Fact::ActivityAdded(_) | Fact::ActivityEdited(_) => status(ActivityStatus::Planned),
        Fact::ActivityDone(_) => status(ActivityStatus::Done),
        Fact::ActivityCancelled(_) => status(ActivityStatus::Cancelled),
        _ => (look.glyphs.bullet, look.style(Role::Dim)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_give_way_by_rank_and_fill_the_row() {
        let all = [col('a', 5, 0), grow('b', 10, 0), col('c', 8, 2), col('d', 4, 1)];
        let ids = |w| columns(w, &all).iter().map(|p| p.id).collect::<String>();
        assert_eq!(ids(30), "abcd");
        assert_eq!(ids(29), "abd");
        assert_eq!(ids(20), "ab");
        for wide in 0..80 {
            let placed = columns(wide, &all);
            let end = placed.iter().map(|p| p.x + p.cells).max().unwrap_or(0);
            assert!(end <= wide, "{wide}");
            if wide >= 16 {
                assert_eq!(end, wide, "the growing column takes the rest");
            }
        }
    }

    #[test]
    fn pieces_flow_without_being_broken() {
        let piece = |s: &str| vec![(s.to_owned(), Style::new())];
        let out = flow(vec![piece("một"), piece("hai"), piece("ba")], 9, 2);
        let words: Vec<String> = out
            .iter()
            .map(|l| l.iter().map(|(s, _)| s.as_str()).collect())
            .collect();
        assert_eq!(words, ["một  hai", "ba"]);
    }
}
