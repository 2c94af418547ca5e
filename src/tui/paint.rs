//! Small tools to put text, bars and frames into a buffer. Everything is cut to the room it is given.
//!
//! Text from outside goes through [`clean`] before it is drawn; what is ours need not. It must never know what is shown.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::line;

use crate::text::{sanitize, width};
use crate::tui::theme::{Look, Role};

/// Text from outside, made harmless and marked where it could mislead.
pub fn clean(text: &str) -> Cow<'_, str> {
    sanitize::line(text)
}

/// Puts a text at a place, cut to `most` cells with an ellipsis. Gives the column after it.
pub fn text(buf: &mut Buffer, x: u16, y: u16, most: u16, text: &str, style: Style) -> u16 {
    let area = buf.area;
    if y < area.y || y >= area.bottom() || x >= area.right() || most == 0 {
        return x;
    }
    let most = most.min(area.right() - x);
    if let Some(end) = simple(buf, x, y, most, text, style) {
        return end;
    }
    let shown = width::fit(text, usize::from(most));
    plainly(buf, x, y, (width::cells(&shown) as u16).min(most));
    let (end, _) = buf.set_stringn(x, y, shown.as_ref(), usize::from(most), style);
    end
}

/// How a text is written is its own: a title over a quiet border is as bright and has the colour that it says. Ground and
/// reversal stay.
fn plainly(buf: &mut Buffer, x: u16, y: u16, cells: u16) {
    for at in x..x.saturating_add(cells) {
        if let Some(cell) = buf.cell_mut((at, y)) {
            cell.modifier.remove(Modifier::BOLD | Modifier::DIM);
            cell.fg = Color::Reset;
        }
    }
}

/// Puts a text of simple characters, which nearly all are: a fifth of the cost of looking for graphemes. Nothing is
/// drawn, and nothing given, where one of them is not simple or the text has to be cut.
fn simple(buf: &mut Buffer, x: u16, y: u16, most: u16, text: &str, style: Style) -> Option<u16> {
    let mut n = 0u16;
    for c in text.chars() {
        if !width::is_simple(c) || n == most {
            return None;
        }
        n += 1;
    }
    let row = buf.index_of(x, y);
    let cells = buf.content.get_mut(row..row + usize::from(n))?;
    for (cell, c) in cells.iter_mut().zip(text.chars()) {
        cell.modifier.remove(Modifier::BOLD | Modifier::DIM);
        cell.fg = Color::Reset;
        cell.set_char(c).set_style(style);
    }
    Some(x + n)
}

/// A message in a row. What was done may be cut; the key that takes it back, which stands behind two blanks, is the part that is
/// needed.
pub fn with_way_back(buf: &mut Buffer, row: Rect, words: &str, style: Style) {
    let room = usize::from(row.width.saturating_sub(1));
    let too_long = width::cells(words) > room;
    let parts = words
        .rsplit_once("  ")
        .filter(|(_, way)| too_long && width::cells(way) < room / 2);
    let (what, way) = parts.unwrap_or((words, ""));
    let gap = if way.is_empty() { 0 } else { 2 };
    let left = room.saturating_sub(width::cells(way) + usize::from(gap));
    let at = text(buf, row.x + 1, row.y, left as u16, what, style) + gap;
    text(buf, at, row.y, row.right().saturating_sub(at), way, style);
}

/// Several pieces one after the other.
pub fn pieces(buf: &mut Buffer, x: u16, y: u16, most: u16, pieces: &[(&str, Style)]) -> u16 {
    let end = x.saturating_add(most);
    let mut at = x;
    for (piece, style) in pieces {
        if at >= end {
            break;
        }
        at = text(buf, at, y, end - at, piece, *style);
    }
    at
}

/// A text that ends at the right edge of `area`, in its row `y`. Gives the column where it begins.
pub fn right(buf: &mut Buffer, area: Rect, y: u16, words: &str, style: Style) -> u16 {
    let wide = (width::cells(words) as u16).min(area.width);
    let x = area.right() - wide;
    text(buf, x, y, wide, words, style);
    x
}

/// A line of an area: fills it with blanks of a style.
pub fn fill(buf: &mut Buffer, area: Rect, style: Style) {
    for p in area.intersection(buf.area).positions() {
        if let Some(cell) = buf.cell_mut(p) {
            cell.reset();
            cell.set_style(style);
        }
    }
}

/// Lays a style over what is there.
pub fn style(buf: &mut Buffer, area: Rect, style: Style) {
    buf.set_style(area.intersection(buf.area), style);
}

/// Signs that stand at the head of a row: the state's, and that of a debt.
const HEAD: usize = 2;

/// Lays the selection over what is there: one colour of letters on one ground. Only the state sign at its head keeps its
/// colour, and a bar stays a bar; what could not be read on that ground stays beside it as it was.
pub fn select(buf: &mut Buffer, area: Rect, look: &Look) {
    let selected = look.style(Role::Selected);
    for (at, place) in area.intersection(buf.area).positions().enumerate() {
        let Some(cell) = buf.cell_mut(place) else { continue };
        let own = cell.fg;
        let is_sign = at < HEAD && own != Color::Reset && look.glyphs.is_state(cell.symbol());
        let is_bar = look.glyphs.is_bar(cell.symbol());
        if (is_sign || is_bar) && !look.reads_on_selected(own) || is_bar && look.reverses_selected() {
            continue;
        }
        cell.modifier = Modifier::empty();
        (cell.fg, cell.bg) = (Color::Reset, Color::Reset);
        cell.set_style(selected);
        if is_sign || is_bar {
            cell.fg = own;
        }
    }
}

/// How many of `cells` cells are full where `part` of `whole` is.
fn full_cells(cells: u16, part: u32, whole: u32) -> u16 {
    if whole == 0 {
        0
    } else {
        let n = u64::from(part) * u64::from(cells);
        // Something is never shown as nothing, nor less than all as all.
        let n = (n / u64::from(whole)) as u16;
        match part {
            0 => 0,
            p if p >= whole => cells,
            _ => n.clamp(1.min(cells), cells.saturating_sub(1).max(1)),
        }
    }
}

/// A lying bar of solid blocks, `part` of `whole` full, that carries across a room; bars that stand close under one
/// another keep a gap.
pub fn solid_bar(buf: &mut Buffer, room: Rect, (part, whole): (u32, u32), close: bool, look: &Look) {
    let full = full_cells(room.width, part, whole);
    let g = &look.glyphs;
    let block = if close { g.eighths[6] } else { g.block };
    for i in 0..room.width {
        let (sign, role) = if i < full {
            (block, Role::BarDone)
        } else {
            (g.shade, Role::BarRest)
        };
        text(buf, room.x + i, room.y, 1, sign, look.style(role));
    }
}

/// A lying bar of `cells` cells, `part` of `whole` full.
pub fn bar(buf: &mut Buffer, x: u16, y: u16, cells: u16, part: u32, whole: u32, look: &Look) {
    let full = full_cells(cells, part, whole);
    let (done, rest) = (look.style(Role::BarDone), look.style(Role::BarRest));
    for i in 0..cells {
        let (sign, style) = if i < full {
            (look.glyphs.bar_full, done)
        } else {
            (look.glyphs.bar_rest, rest)
        };
        text(buf, x + i, y, 1, sign, style);
    }
}

/// A lying bar of solid blocks that is as long as its value, for values without a whole.
pub fn block_bar(buf: &mut Buffer, room: Rect, value: u32, largest: u32, sign: &str, style: Style) {
    if largest == 0 || value == 0 {
        return;
    }
    let cells = (u64::from(value) * u64::from(room.width)).div_ceil(u64::from(largest)) as u16;
    for i in 0..cells.min(room.width) {
        text(buf, room.x + i, room.y, 1, sign, style);
    }
}

const UP: u8 = 1;
const DOWN: u8 = 2;
const LEFT: u8 = 4;
const RIGHT: u8 = 8;

/// Box signs by the ends that meet in them.
fn signs(l: &line::Set<'static>) -> [(u8, &'static str); 11] {
    [
        (UP | DOWN, l.vertical),
        (LEFT | RIGHT, l.horizontal),
        (DOWN | RIGHT, l.top_left),
        (DOWN | LEFT, l.top_right),
        (UP | RIGHT, l.bottom_left),
        (UP | LEFT, l.bottom_right),
        (UP | DOWN | RIGHT, l.vertical_right),
        (UP | DOWN | LEFT, l.vertical_left),
        (LEFT | RIGHT | DOWN, l.horizontal_down),
        (LEFT | RIGHT | UP, l.horizontal_up),
        (UP | DOWN | LEFT | RIGHT, l.cross),
    ]
}

/// A sign where a double line of the focused box meets others' single ones, by the box's own ends and all of them; where no font
/// has one, all are double.
fn double(own: u8, all: u8) -> &'static str {
    const VERTICAL: u8 = UP | DOWN;
    const HORIZONTAL: u8 = LEFT | RIGHT;
    match (own, all & !own) {
        (VERTICAL, RIGHT) => "╟",
        (VERTICAL, LEFT) => "╢",
        (VERTICAL, HORIZONTAL) => "╫",
        (HORIZONTAL, DOWN) => "╤",
        (HORIZONTAL, UP) => "╧",
        (HORIZONTAL, VERTICAL) => "╪",
        _ => signs(&line::DOUBLE)
            .into_iter()
            .find_map(|(ends, sign)| (ends == all).then_some(sign))
            .unwrap_or("╬"),
    }
}

/// The ends that meet in each border cell of the boxes drawn so far; boxes that share a border join in it.
#[derive(Debug)]
pub struct Frames {
    area: Rect,
    ends: Vec<u8>,
}

impl Frames {
    /// Nothing drawn yet.
    pub fn new(area: Rect) -> Self {
        Self {
            area,
            ends: vec![0; usize::from(area.width) * usize::from(area.height)],
        }
    }

    fn join(&mut self, x: u16, y: u16, ends: u8) -> u8 {
        let at = usize::from(y - self.area.y) * usize::from(self.area.width) + usize::from(x - self.area.x);
        match self.ends.get_mut(at) {
            Some(e) => {
                *e |= ends;
                *e
            }
            None => ends,
        }
    }

    /// Draws the border of a box, joined with its neighbours'.
    pub fn draw(&mut self, buf: &mut Buffer, area: Rect, look: &Look, style: Style) {
        self.lines(buf, area, look, style, false);
    }

    /// Draws the border of the box that has the keys, over its neighbours' where there are `others`.
    pub fn draw_focused(&mut self, buf: &mut Buffer, area: Rect, look: &Look, others: bool) {
        let style = look.style(Role::BorderFocus);
        self.lines(buf, area, look, style, others && look.glyphs.double_focus);
    }

    fn lines(&mut self, buf: &mut Buffer, area: Rect, look: &Look, style: Style, doubled: bool) {
        let area = area.intersection(self.area);
        if area.width < 2 || area.height < 2 {
            return;
        }
        let signs = signs(&look.glyphs.line);
        let (x0, x1, y0, y1) = (area.x, area.right() - 1, area.y, area.bottom() - 1);
        for y in y0..=y1 {
            for x in x0..=x1 {
                let mut ends = 0;
                if x == x0 || x == x1 {
                    ends |= if y > y0 { UP } else { 0 } | if y < y1 { DOWN } else { 0 };
                }
                if y == y0 || y == y1 {
                    ends |= if x > x0 { LEFT } else { 0 } | if x < x1 { RIGHT } else { 0 };
                }
                if ends == 0 {
                    continue;
                }
                let all = self.join(x, y, ends);
                if doubled {
                    text(buf, x, y, 1, double(ends, all), style);
                } else if let Some((_, sign)) = signs.iter().find(|(e, _)| *e == all) {
                    text(buf, x, y, 1, sign, style);
                }
            }
        }
    }
}

/// Puts a title on the upper border of a box.
pub fn title(buf: &mut Buffer, area: Rect, words: &str, style: Style) {
    if area.width > 6 && !words.is_empty() {
        let most = area.width - 4;
        let shown = format!(" {} ", width::fit(words, usize::from(most.saturating_sub(2))));
        text(buf, area.x + 1, area.y, most, &shown, style);
    }
}

/// A box over everything else: cleared, framed, titled. Gives its inside.
pub fn sheet(buf: &mut Buffer, area: Rect, words: &str, look: &Look) -> Rect {
    fill(buf, area, look.style(Role::Text));
    Frames::new(area).draw(buf, area, look, look.style(Role::BorderFocus));
    title(buf, area, words, look.style(Role::Title));
    Rect::new(
        area.x + 2,
        area.y + 1,
        area.width.saturating_sub(4),
        area.height.saturating_sub(2),
    )
}

/// Says at the right border that there is more above or below.
pub fn more(buf: &mut Buffer, area: Rect, above: bool, below: bool, look: &Look) {
    let x = area.right().saturating_sub(1);
    if above && area.height > 0 {
        text(buf, x, area.y, 1, look.glyphs.up, look.style(Role::Dim));
    }
    if below && area.height > 1 {
        text(
            buf,
            x,
            area.bottom() - 1,
            1,
            look.glyphs.down,
            look.style(Role::Dim),
        );
    }
}

/// The first row to show so that row `selected` of `total` is among the `rows` that fit, moving as little as it can.
pub fn scroll(first: usize, selected: usize, rows: usize, total: usize) -> usize {
    let last_first = total.saturating_sub(rows);
    let first = first.min(last_first);
    if selected < first {
        selected
    } else if rows > 0 && selected >= first + rows {
        (selected + 1 - rows).min(last_first.max(selected + 1 - rows))
    } else {
        first
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::status::State;

    #[test]
    fn the_selected_row_is_always_among_the_shown() {
        for total in 0..12usize {
            for rows in 1..5usize {
                for selected in 0..total {
                    for before in 0..14usize {
                        let first = scroll(before, selected, rows, total);
                        assert!(
                            (first..first + rows).contains(&selected),
                            "{before} {selected} {rows} {total}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn the_quick_way_draws_what_the_careful_way_does() {
        let simple_ones = (' '..='\u{ffff}')
            .filter(|c| width::is_simple(*c))
            .collect::<Vec<_>>();
        assert!(simple_ones.len() > 500);
        for pair in simple_ones.windows(2) {
            let text: String = pair.iter().collect();
            assert_eq!(width::cells(&text), 2, "{text:?}");
            let (mut quick, mut careful) = (
                Buffer::empty(Rect::new(0, 0, 4, 1)),
                Buffer::empty(Rect::new(0, 0, 4, 1)),
            );
            let style = Style::new().bold();
            assert_eq!(simple(&mut quick, 1, 0, 3, &text, style), Some(3));
            careful.set_stringn(1, 0, &text, 3, style);
            assert_eq!(quick, careful);
        }
        let mut buf = Buffer::empty(Rect::new(0, 0, 4, 1));
        for not in ["e\u{301}", "漢", "abcde", "a\u{200b}"] {
            assert_eq!(simple(&mut buf, 0, 0, 4, not, Style::new()), None, "{not:?}");
        }
    }

    /// Every look: one ink and one ground, but for the sign at the head and the bar.
    #[test]
    fn a_selection_has_one_ink_and_one_ground() {
        for name in Look::names() {
            let look = Look::load(name, false, None).expect("built in");
            let selected = look.style(Role::Selected);
            let sign = look.glyphs.state(State::Accepted);
            let area = Rect::new(0, 0, 12, 1);
            let mut buf = Buffer::empty(area);
            text(&mut buf, 0, 0, 1, sign, look.style(Role::Accepted));
            text(&mut buf, 2, 0, 3, "CBG", look.style(Role::Debt));
            text(&mut buf, 6, 0, 1, look.glyphs.bar_full, look.style(Role::BarDone));
            text(&mut buf, 8, 0, 4, "dim!", look.style(Role::Dim));
            let before = buf.clone();
            select(&mut buf, area, &look);
            for x in [1, 2, 3, 4, 5, 7, 8, 11] {
                let mut want = before[(x, 0)].clone();
                (want.fg, want.bg, want.modifier) = (Color::Reset, Color::Reset, Modifier::empty());
                want.set_style(selected);
                assert_eq!(buf[(x, 0)], want, "{name}: {x}");
            }
            assert_eq!(buf[(0, 0)].fg, before[(0, 0)].fg, "{name}: the sign");
            assert_eq!(buf[(6, 0)].fg, before[(6, 0)].fg, "{name}: the bar");
            let reversed = buf[(6, 0)].modifier.contains(Modifier::REVERSED);
            assert!(!reversed, "{name}: a bar that is reversed is a hole");
        }
    }

    /// A title over a quiet frame is not quiet.
    #[test]
    fn a_text_takes_no_colour_from_what_is_under_it() {
        let look = Look::load("dark", false, None).expect("built in");
        let area = Rect::new(0, 0, 12, 3);
        let mut buf = Buffer::empty(area);
        Frames::new(area).draw(&mut buf, area, &look, look.style(Role::Border));
        title(&mut buf, area, "Tên", look.style(Role::Title));
        assert_eq!(buf[(3, 0)].symbol(), "ê");
        assert_eq!(buf[(3, 0)].fg, Color::Reset);
        assert_eq!(Some(buf[(0, 0)].fg), look.style(Role::Border).fg);
    }

    #[test]
    fn boxes_share_their_borders() {
        let area = Rect::new(0, 0, 5, 3);
        let mut buf = Buffer::empty(area);
        let look = Look::default();
        let mut frames = Frames::new(area);
        frames.draw(&mut buf, Rect::new(0, 0, 3, 3), &look, Style::new());
        frames.draw(&mut buf, Rect::new(2, 0, 3, 3), &look, Style::new());
        let rows: Vec<String> = (0..3)
            .map(|y| (0..5).map(|x| buf[(x, y)].symbol().to_owned()).collect())
            .collect();
        assert_eq!(rows, ["┌─┬─┐", "│ │ │", "└─┴─┘"]);
    }

    #[test]
    fn a_bar_shows_something_for_something() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 4, 1));
        let look = Look::default();
        let full = |buf: &Buffer| {
            (0..4)
                .filter(|x| buf[(*x, 0)].symbol() == look.glyphs.bar_full)
                .count()
        };
        for (part, whole, cells) in [(0, 0, 0), (0, 9, 0), (1, 1000, 1), (999, 1000, 3), (9, 9, 4)] {
            bar(&mut buf, 0, 0, 4, part, whole, &look);
            assert_eq!(full(&buf), cells, "{part}/{whole}");
        }
    }
}
