//! A drawing as an Enhanced Metafile (MS-EMF), which word processors show as sharp as their own text: text as text, in Times New
//! Roman. A logical unit is a hundredth of a millimetre, which is what the frame of a metafile counts in too.

use super::drawing::{Anchor, Drawing, Piece, Spot};
use super::ink::Ink;
use crate::text::line;
use crate::text::times::{self, EM, Face};

const FONT: &str = "Times New Roman";
/// Hundredths of a millimetre of a point of the device that the file says it was drawn for; it has so many points.
const DEVICE_POINT: i32 = 10;
const DEVICE: (i32, i32) = (3_200, 3_200);

/// The kinds of records that are written.
mod kind {
    pub(super) const HEADER: u32 = 1;
    pub(super) const POLYGON: u32 = 3;
    pub(super) const POLYLINE: u32 = 4;
    pub(super) const WINDOW_EXTENT: u32 = 9;
    pub(super) const WINDOW_ORIGIN: u32 = 10;
    pub(super) const VIEWPORT_EXTENT: u32 = 11;
    pub(super) const VIEWPORT_ORIGIN: u32 = 12;
    pub(super) const END: u32 = 14;
    pub(super) const MAP_MODE: u32 = 17;
    pub(super) const GROUND_MODE: u32 = 18;
    pub(super) const FILL_MODE: u32 = 19;
    pub(super) const TEXT_ALIGN: u32 = 22;
    pub(super) const TEXT_COLOUR: u32 = 24;
    pub(super) const SELECT: u32 = 37;
    pub(super) const PEN: u32 = 38;
    pub(super) const BRUSH: u32 = 39;
    pub(super) const TEXT: u32 = 84;
    pub(super) const FONT: u32 = 82;
}

const SIGNATURE: u32 = 0x464d_4520;
const VERSION: u32 = 0x0001_0000;
const HEADER_BYTES: u32 = 108;
const ANISOTROPIC: u32 = 8;
const TRANSPARENT: u32 = 1;
const WINDING: u32 = 2;
const ADVANCED: u32 = 2;
const BASELINE: u32 = 24;
/// Objects that every device has.
const NO_BRUSH: u32 = 0x8000_0005;
const NO_PEN: u32 = 0x8000_0008;

/// Something that is made once and chosen again and again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tool {
    Pen(Ink, i32),
    Brush(Ink),
    Font(i32, bool),
}

/// The drawing as the bytes of an EMF.
pub fn emf(drawing: &Drawing) -> Vec<u8> {
    let mut file = File::default();
    let (w, h) = (Drawing::WIDTH, drawing.height.max(1));
    file.record(kind::MAP_MODE, &[ANISOTROPIC]);
    file.record(kind::WINDOW_ORIGIN, &[0, 0]);
    file.record(kind::WINDOW_EXTENT, &[w as u32, h as u32]);
    file.record(kind::VIEWPORT_ORIGIN, &[0, 0]);
    file.record(
        kind::VIEWPORT_EXTENT,
        &[(w / DEVICE_POINT) as u32, (h / DEVICE_POINT).max(1) as u32],
    );
    file.record(kind::GROUND_MODE, &[TRANSPARENT]);
    file.record(kind::FILL_MODE, &[WINDING]);
    for piece in &drawing.pieces {
        file.piece(piece);
    }
    file.record(kind::END, &[0, 16, 20]);
    file.whole((w, h))
}

#[derive(Default)]
struct File {
    bytes: Vec<u8>,
    records: u32,
    tools: Vec<Tool>,
    chosen: [Option<u32>; 3],
    align: Option<u32>,
    colour: Option<u32>,
}

fn colour(ink: Ink) -> u32 {
    let [r, g, b] = ink.colour();
    u32::from_le_bytes([r, g, b, 0])
}

/// A box of nothing, where the reader is to reckon it himself.
const UNBOUNDED: [u32; 4] = [0, 0, u32::MAX, u32::MAX];

/// The box around places.
fn around(places: &[Spot]) -> [u32; 4] {
    let across = || places.iter().map(|p| p.0 / DEVICE_POINT);
    let down = || places.iter().map(|p| p.1 / DEVICE_POINT);
    match (across().min(), down().min(), across().max(), down().max()) {
        (Some(left), Some(top), Some(right), Some(bottom)) => [left, top, right, bottom].map(|n| n as u32),
        _ => UNBOUNDED,
    }
}

impl File {
    fn record(&mut self, kind: u32, words: &[u32]) {
        let bytes: Vec<u8> = words.iter().flat_map(|w| w.to_le_bytes()).collect();
        self.raw(kind, &bytes);
    }

    fn raw(&mut self, kind: u32, body: &[u8]) {
        self.bytes.extend(kind.to_le_bytes());
        self.bytes.extend((body.len() as u32 + 8).to_le_bytes());
        self.bytes.extend(body);
        self.records += 1;
    }

    /// The header comes first and says what only the end knows.
    fn whole(self, (w, h): (i32, i32)) -> Vec<u8> {
        let size = HEADER_BYTES + self.bytes.len() as u32;
        let device = |n: i32| (n / DEVICE_POINT).max(1) as u32;
        let across = |n: i32| (n * DEVICE_POINT) as u32;
        let mut head = Vec::new();
        let words: [u32; 11] = [
            0,
            0,
            device(w) - 1,
            device(h) - 1,
            0,
            0,
            w as u32,
            h as u32,
            SIGNATURE,
            VERSION,
            size,
        ];
        head.extend(words);
        // The number of objects with the one that is none, and sixteen bits of nothing.
        head.extend([self.records + 1, (self.tools.len() as u32 + 1) & 0xffff, 0, 0, 0]);
        head.extend([DEVICE.0 as u32, DEVICE.1 as u32]);
        head.extend([across(DEVICE.0) / 100, across(DEVICE.1) / 100]);
        head.extend([0, 0, 0]);
        head.extend([across(DEVICE.0) * 10, across(DEVICE.1) * 10]);
        let mut out = Vec::with_capacity(size as usize);
        out.extend(kind::HEADER.to_le_bytes());
        out.extend(HEADER_BYTES.to_le_bytes());
        out.extend(head.iter().flat_map(|n| n.to_le_bytes()));
        out.extend(self.bytes);
        out
    }

    /// Makes the tool if it is new, and takes it in hand if it is not there yet.
    fn take(&mut self, tool: Tool) {
        let at = self.tools.iter().position(|t| *t == tool).unwrap_or_else(|| {
            self.tools.push(tool);
            self.make(tool, self.tools.len() as u32);
            self.tools.len() - 1
        });
        let hand = match tool {
            Tool::Pen(..) => 0,
            Tool::Brush(_) => 1,
            Tool::Font(..) => 2,
        };
        self.choose(hand, at as u32 + 1);
    }

    fn choose(&mut self, hand: usize, object: u32) {
        if let Some(chosen) = self.chosen.get_mut(hand)
            && *chosen != Some(object)
        {
            *chosen = Some(object);
            self.record(kind::SELECT, &[object]);
        }
    }

    fn make(&mut self, tool: Tool, number: u32) {
        match tool {
            Tool::Pen(ink, thick) => self.record(kind::PEN, &[number, 0, thick as u32, 0, colour(ink)]),
            Tool::Brush(ink) => self.record(kind::BRUSH, &[number, 0, colour(ink), 0]),
            Tool::Font(size, bold) => {
                let mut body = Vec::with_capacity(324);
                body.extend(number.to_le_bytes());
                // A height below nothing is that of the letters and not of the lines.
                body.extend((-size).to_le_bytes());
                body.extend([0; 12]);
                body.extend(if bold { 700_u32 } else { 400 }.to_le_bytes());
                // Upright, not underlined, not struck out, any characters; outlines; a family with serifs.
                body.extend([0, 0, 0, 1, 4, 0, 0, 0x12]);
                let name: Vec<u8> = FONT.encode_utf16().flat_map(u16::to_le_bytes).collect();
                body.extend(&name);
                body.resize(4 + 320, 0);
                self.raw(kind::FONT, &body);
            }
        }
    }

    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Area { outline, fill, edge } => {
                self.take(Tool::Brush(*fill));
                match edge {
                    Some((ink, thick)) => self.take(Tool::Pen(*ink, *thick)),
                    None => self.choose(0, NO_PEN),
                }
                self.points(kind::POLYGON, outline);
            }
            Piece::Lines { lines, ink, thick } => {
                self.choose(1, NO_BRUSH);
                self.take(Tool::Pen(*ink, *thick));
                for line in lines {
                    self.points(kind::POLYLINE, line);
                }
            }
            Piece::Words {
                at,
                text,
                size,
                bold,
                anchor,
                ink,
            } => {
                self.take(Tool::Font(*size, *bold));
                let side = match anchor {
                    Anchor::Start => 0,
                    Anchor::Middle => 6,
                    Anchor::End => 2,
                };
                if self.align.replace(side) != Some(side) {
                    self.record(kind::TEXT_ALIGN, &[BASELINE | side]);
                }
                let shade = colour(*ink);
                if self.colour.replace(shade) != Some(shade) {
                    self.record(kind::TEXT_COLOUR, &[shade]);
                }
                self.words(*at, &line(text), *size, *bold);
            }
        }
    }

    fn points(&mut self, kind: u32, places: &[Spot]) {
        let mut words = Vec::with_capacity(5 + 2 * places.len());
        words.extend(around(places));
        words.push(places.len() as u32);
        words.extend(places.iter().flat_map(|(x, y)| [*x as u32, *y as u32]));
        self.record(kind, &words);
    }

    fn words(&mut self, (x, y): Spot, text: &str, size: i32, bold: bool) {
        /// Where the letters begin, from the start of the record.
        const LETTERS: u32 = 76;
        let face = if bold { Face::Bold } else { Face::Upright };
        let (mut units, mut steps) = (Vec::new(), Vec::new());
        let (mut ems, mut gone) = (0, 0);
        for c in text.chars() {
            ems += times::letter(c, face);
            // From the sum, so that what is rounded does not add up.
            let till = (ems * size as u32 + EM / 2) / EM;
            let mut pair = [0; 2];
            let pair = c.encode_utf16(&mut pair);
            units.extend(pair.iter().copied());
            steps.push(till - gone);
            steps.resize(units.len(), 0);
            gone = till;
        }
        let count = units.len() as u32;
        units.resize(units.len().next_multiple_of(2), 0);
        let mut words = Vec::new();
        words.extend(UNBOUNDED);
        words.extend([ADVANCED, 1.0_f32.to_bits(), 1.0_f32.to_bits()]);
        words.extend([x as u32, y as u32, count, LETTERS, 0]);
        words.extend(UNBOUNDED);
        words.push(LETTERS + 2 * units.len() as u32);
        let (pairs, _) = units.as_chunks::<2>();
        words.extend(pairs.iter().map(|[a, b]| u32::from(*a) | u32::from(*b) << 16));
        words.extend(steps);
        self.record(kind::TEXT, &words);
    }
}
