//! A printed frame as a picture: an SVG with the colours of its look, for pages that a browser shows.
//!
//! Text goes in runs of one style, each stretched to its cells (`textLength`), so that columns stand in any font. Lines of
//! boxes and blocks are drawn and not written: letters of most fonts leave gaps between rows. Sizes are pixels of the picture.
//!
//! This room must never know what a frame shows, nor which look it is in.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ratatui::style::{Color, Modifier, Style};

use crate::text::cells;
use crate::tui::print::Printed;
use crate::tui::term::{Background, shown_as};

/// A cell. A letter of a fixed width is six tenths as wide as it is high.
const WIDE: usize = 9;
const HIGH: usize = 19;
const LETTERS: usize = 15;
/// From the upper edge of a cell to the line that letters stand on.
const BASE: usize = 14;
/// Half the distance between the two lines of a double one.
const APART: usize = 2;

/// Fonts that have all that is written, one for each system.
const FONTS: &str = "Cascadia Mono,Consolas,Menlo,Liberation Mono,DejaVu Sans Mono,monospace";

/// Letters and ground of a terminal that was given no colour.
const fn own(background: Background) -> [&'static str; 2] {
    match background {
        Background::Dark => ["#d8d8d8", "#161616"],
        Background::Light => ["#262626", "#ffffff"],
    }
}

/// The picture; without colours where none are wanted.
pub fn picture(frame: &Printed, background: Background, colours: bool) -> String {
    let [ink, ground] = own(background).map(str::to_owned);
    let area = frame.buffer.area;
    let mut sheet = Sheet::default();
    for (y, row) in frame.rows().enumerate() {
        let mut x = 0;
        for cell in row {
            let wide = cells(cell.symbol()).max(1);
            let pen = Pen::of(cell.style(), colours, [&ink, &ground]);
            sheet.put((x, y, wide), cell.symbol(), &pen, &ground);
            x += wide;
        }
        sheet.end_run();
    }
    let (w, h) = (usize::from(area.width) * WIDE, usize::from(area.height) * HIGH);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" \
         font-family=\"{FONTS}\" font-size=\"{LETTERS}\" role=\"img\">\n<title>ketnoi</title>\n\
         <rect width=\"{w}\" height=\"{h}\" fill=\"{ground}\"/>\n"
    );
    sheet.write(&mut out);
    out.push_str("</svg>\n");
    out
}

/// How something is written: colours as they come out, reversed where they are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Pen {
    ink: String,
    ground: String,
    bold: bool,
    faint: bool,
    underlined: bool,
}

impl Pen {
    fn of(style: Style, colours: bool, [ink, ground]: [&str; 2]) -> Self {
        let has = |m| style.add_modifier.contains(m);
        let told = |c: Option<Color>, usual: &str| {
            let rgb = c.filter(|_| colours).and_then(shown_as);
            rgb.map_or(usual.to_owned(), |(r, g, b)| format!("#{r:02x}{g:02x}{b:02x}"))
        };
        let (mut ink, mut ground) = (told(style.fg, ink), told(style.bg, ground));
        if has(Modifier::REVERSED) {
            std::mem::swap(&mut ink, &mut ground);
        }
        Self {
            ink,
            ground,
            bold: has(Modifier::BOLD),
            faint: has(Modifier::DIM),
            underlined: has(Modifier::UNDERLINED),
        }
    }

    fn attributes(&self) -> String {
        let mut out = format!("fill=\"{}\"", self.ink);
        if self.bold {
            out.push_str(" font-weight=\"bold\"");
        }
        out.push_str(self.opacity());
        out
    }

    const fn opacity(&self) -> &'static str {
        if self.faint { " opacity=\".6\"" } else { "" }
    }
}

/// Letters of one pen that stand side by side.
#[derive(Debug)]
struct Run {
    x: usize,
    y: usize,
    wide: usize,
    text: String,
    pen: Pen,
}

/// What is drawn, in the order in which it lies upon one another: grounds, shapes, letters.
#[derive(Debug, Default)]
struct Sheet {
    /// Colour and what more is said, then rectangles.
    grounds: BTreeMap<String, Rects>,
    blocks: BTreeMap<String, Rects>,
    lines: BTreeMap<String, Lines>,
    letters: BTreeMap<Pen, String>,
    run: Option<Run>,
}

impl Sheet {
    fn put(&mut self, (x, y, wide): (usize, usize, usize), symbol: &str, pen: &Pen, ground: &str) {
        let place = [x * WIDE, y * HIGH, wide * WIDE, HIGH];
        if pen.ground != ground {
            let fill = format!("fill=\"{}\"", pen.ground);
            self.grounds.entry(fill).or_default().add(place);
        }
        if pen.underlined {
            let under = [place[0], place[1] + HIGH - 3, place[2], 1];
            self.blocks.entry(pen.attributes()).or_default().add(under);
        }
        let c = symbol.chars().next().unwrap_or(' ');
        if let Some((part, shade)) = block(c) {
            let [x, y, ..] = place;
            let part = [x + part[0], y + part[1], part[2], part[3]];
            let key = format!("fill=\"{}\"{}{shade}", pen.ink, pen.opacity());
            self.blocks.entry(key).or_default().add(part);
        } else if let Some(ends) = ends(c) {
            let key = format!("stroke=\"{}\"{}", pen.ink, pen.opacity());
            self.lines.entry(key).or_default().meet([x, y], ends);
        } else {
            return self.write_on((x, y, wide), symbol, pen);
        }
        self.end_run();
    }

    fn write_on(&mut self, (x, y, wide): (usize, usize, usize), symbol: &str, pen: &Pen) {
        let blank = symbol.trim().is_empty();
        let goes_on = self.run.as_ref().is_some_and(|run| {
            run.pen.ink == pen.ink && run.pen.bold == pen.bold && run.pen.faint == pen.faint
        });
        // Two blanks would become one.
        let gap = self.run.as_ref().is_some_and(|run| run.text.ends_with(' '));
        if !goes_on || blank && gap {
            self.end_run();
        }
        match &mut self.run {
            Some(run) => {
                run.wide += wide;
                run.text.push_str(symbol);
            }
            None if blank => {}
            None => {
                let (text, pen) = (symbol.to_owned(), pen.clone());
                self.run = Some(Run {
                    x,
                    y,
                    wide,
                    text,
                    pen,
                });
            }
        }
    }

    fn end_run(&mut self) {
        let Some(run) = self.run.take() else { return };
        let text = run.text.trim_end();
        let wide = run.wide - (run.text.len() - text.len());
        let pen = Pen {
            ground: String::new(),
            underlined: false,
            ..run.pen
        };
        let out = self.letters.entry(pen).or_default();
        let (x, y) = (run.x * WIDE, run.y * HIGH + BASE);
        let _ = write!(out, "<text x=\"{x}\" y=\"{y}\"");
        // One letter is as wide as it is.
        if wide > 1 {
            let _ = write!(out, " textLength=\"{}\"", wide * WIDE);
        }
        let _ = writeln!(out, ">{}</text>", escaped(text));
    }

    fn write(&self, out: &mut String) {
        for (said, rects) in self.grounds.iter().chain(&self.blocks) {
            let _ = writeln!(out, "<path {said} d=\"{}\"/>", rects.path());
        }
        for (said, lines) in &self.lines {
            let _ = writeln!(out, "<path {said} fill=\"none\" d=\"{}\"/>", lines.path());
        }
        for (pen, texts) in &self.letters {
            let _ = write!(out, "<g {}>\n{texts}</g>\n", pen.attributes());
        }
    }
}

/// Rectangles of one colour, by place and size; what touches its neighbour in the row becomes one with it.
#[derive(Debug, Default)]
struct Rects(Vec<[usize; 4]>);

impl Rects {
    fn add(&mut self, [x, y, w, h]: [usize; 4]) {
        let last = self.0.last_mut();
        match last.filter(|l| (l[1], l[3], l[0] + l[2]) == (y, h, x)) {
            Some(last) => last[2] += w,
            None => self.0.push([x, y, w, h]),
        }
    }

    fn path(&self) -> String {
        let one = |[x, y, w, h]: &[usize; 4]| format!("M{x} {y}h{w}v{h}h-{w}z");
        self.0.iter().map(one).collect()
    }
}

/// Lines of one colour: those that lie by row and height, those that stand by column.
#[derive(Debug, Default)]
struct Lines {
    lying: BTreeMap<usize, Vec<[usize; 2]>>,
    standing: BTreeMap<usize, Vec<[usize; 2]>>,
}

impl Lines {
    /// The ends that meet in a cell: up, down, left, right; 0 is none, 1 a single line, 2 a double one.
    fn meet(&mut self, [x, y]: [usize; 2], [up, down, left, right]: [u8; 4]) {
        let (x0, y0) = (x * WIDE, y * HIGH);
        let (cx, cy) = (x0 + WIDE / 2, y0 + HIGH / 2);
        // A double line goes as far as the outer one of the lines that it meets.
        let reach = |a: u8, b: u8| if a.max(b) == 2 { APART } else { 0 };
        let (over, across) = (reach(left, right), reach(up, down));
        for (end, from, to) in [(up, y0, cy + over + 1), (down, cy - over, y0 + HIGH)] {
            for x in places(end, cx) {
                join(self.standing.entry(x).or_default(), [from, to]);
            }
        }
        for (end, from, to) in [(left, x0, cx + across + 1), (right, cx - across, x0 + WIDE)] {
            for y in places(end, cy) {
                join(self.lying.entry(y).or_default(), [from, to]);
            }
        }
    }

    fn path(&self) -> String {
        let mut out = String::new();
        for (y, pieces) in &self.lying {
            for [from, to] in pieces {
                let _ = write!(out, "M{from} {y}.5H{to}");
            }
        }
        for (x, pieces) in &self.standing {
            for [from, to] in pieces {
                let _ = write!(out, "M{x}.5 {from}V{to}");
            }
        }
        out
    }
}

/// Where the lines of an end go through the middle of a cell.
fn places(end: u8, middle: usize) -> Vec<usize> {
    match end {
        0 => Vec::new(),
        1 => vec![middle],
        _ => vec![middle - APART, middle + APART],
    }
}

/// Cells come by rows, so that what goes on is among the last pieces.
fn join(pieces: &mut Vec<[usize; 2]>, [from, to]: [usize; 2]) {
    match pieces
        .last_mut()
        .filter(|last| last[1] >= from && last[0] <= from)
    {
        Some(last) => last[1] = last[1].max(to),
        None => pieces.push([from, to]),
    }
}

/// The part of a cell that a block fills, and how densely.
const fn block(c: char) -> Option<([usize; 4], &'static str)> {
    const HALF: usize = HIGH / 2;
    const SIDE: usize = WIDE / 2;
    Some(match c {
        '█' => ([0, 0, WIDE, HIGH], ""),
        '▀' => ([0, 0, WIDE, HALF], ""),
        '▄' => ([0, HALF, WIDE, HIGH - HALF], ""),
        '▌' => ([0, 0, SIDE, HIGH], ""),
        '▐' => ([SIDE, 0, WIDE - SIDE, HIGH], ""),
        '░' => ([0, 0, WIDE, HIGH], " fill-opacity=\".25\""),
        '▒' => ([0, 0, WIDE, HIGH], " fill-opacity=\".5\""),
        '▓' => ([0, 0, WIDE, HIGH], " fill-opacity=\".75\""),
        // Eighths from below, of the richer set.
        '▁'..='▇' => {
            let high = (c as usize - '▁' as usize + 1) * HIGH / 8;
            ([0, HIGH - high, WIDE, high], "")
        }
        _ => return None,
    })
}

/// The ends of a box sign: up, down, left, right.
const fn ends(c: char) -> Option<[u8; 4]> {
    Some(match c {
        '─' => [0, 0, 1, 1],
        '│' => [1, 1, 0, 0],
        '┌' => [0, 1, 0, 1],
        '┐' => [0, 1, 1, 0],
        '└' => [1, 0, 0, 1],
        '┘' => [1, 0, 1, 0],
        '├' => [1, 1, 0, 1],
        '┤' => [1, 1, 1, 0],
        '┬' => [0, 1, 1, 1],
        '┴' => [1, 0, 1, 1],
        '┼' => [1, 1, 1, 1],
        '═' => [0, 0, 2, 2],
        '║' => [2, 2, 0, 0],
        '╔' => [0, 2, 0, 2],
        '╗' => [0, 2, 2, 0],
        '╚' => [2, 0, 0, 2],
        '╝' => [2, 0, 2, 0],
        '╠' => [2, 2, 0, 2],
        '╣' => [2, 2, 2, 0],
        '╦' => [0, 2, 2, 2],
        '╩' => [2, 0, 2, 2],
        '╬' => [2, 2, 2, 2],
        '╟' => [2, 2, 0, 1],
        '╢' => [2, 2, 1, 0],
        '╫' => [2, 2, 1, 1],
        '╤' => [0, 1, 2, 2],
        '╧' => [1, 0, 2, 2],
        '╪' => [1, 1, 2, 2],
        _ => return None,
    })
}

/// Text of an element: what has a meaning in XML is written as such, what may not stand in it at all is replaced.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    use super::*;

    fn of(rows: &[&str], paint: impl Fn(&mut Buffer)) -> String {
        let wide = rows.iter().map(|r| cells(r)).max().unwrap_or(0) as u16;
        let mut buffer = Buffer::empty(Rect::new(0, 0, wide, rows.len() as u16));
        for (y, row) in rows.iter().enumerate() {
            buffer.set_string(0, y as u16, row, Style::new());
        }
        paint(&mut buffer);
        let frame = Printed {
            buffer,
            copied: None,
            ended: false,
        };
        picture(&frame, Background::Dark, true)
    }

    #[test]
    fn text_is_escaped_and_stands_in_its_columns() {
        let svg = of(&["a <b> & c   d"], |_| {});
        let first = "<text x=\"0\" y=\"14\" textLength=\"81\">a &lt;b&gt; &amp; c</text>";
        assert!(svg.contains(first), "{svg}");
        assert!(svg.contains("<text x=\"108\" y=\"14\">d</text>"), "{svg}");
        assert_eq!(escaped("\u{1b}[2J\u{85}\"'"), "\u{fffd}[2J\u{fffd}\"'");
        let wide = of(&["x会y"], |_| {});
        assert!(wide.contains("textLength=\"36\">x会y<"), "{wide}");
    }

    #[test]
    fn lines_and_blocks_are_drawn_and_not_written() {
        let svg = of(&["┌─┐", "│█│", "╚═╝"], |_| {});
        assert!(!svg.contains("<text"), "{svg}");
        // The upper border in one piece, the left one through both rows.
        assert!(svg.contains("M4 9.5H23"), "{svg}");
        assert!(svg.contains("M4.5 9V38"), "{svg}");
        assert!(svg.contains("M9 19h9v19h-9z"), "{svg}");
        for y in [45, 49] {
            assert!(svg.contains(&format!("M2 {y}.5H25")), "{svg}");
        }
    }

    #[test]
    fn colours_are_those_of_the_cells_and_reversed_ones_change_places() {
        let svg = of(&["ab"], |buffer| {
            buffer[(0, 0)].set_style(Style::new().fg(Color::Rgb(1, 2, 3)).bg(Color::Rgb(4, 5, 6)));
            let style = Style::new().fg(Color::Rgb(7, 8, 9)).bold();
            buffer[(1, 0)].set_style(style.add_modifier(Modifier::REVERSED));
        });
        assert!(
            svg.contains("<path fill=\"#040506\" d=\"M0 0h9v19h-9z\"/>"),
            "{svg}"
        );
        assert!(
            svg.contains("<path fill=\"#070809\" d=\"M9 0h9v19h-9z\"/>"),
            "{svg}"
        );
        assert!(svg.contains("<g fill=\"#010203\">\n<text x=\"0\""), "{svg}");
        assert!(
            svg.contains("<g fill=\"#161616\" font-weight=\"bold\">\n<text x=\"9\""),
            "{svg}"
        );
        let plain = picture(
            &Printed {
                buffer: {
                    let mut b = Buffer::empty(Rect::new(0, 0, 1, 1));
                    b[(0, 0)].set_symbol("x").set_fg(Color::Rgb(1, 2, 3));
                    b
                },
                copied: None,
                ended: false,
            },
            Background::Light,
            false,
        );
        assert!(!plain.contains("#010203") && plain.contains("#262626"), "{plain}");
    }
}
