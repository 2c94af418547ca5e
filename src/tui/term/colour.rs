//! Colours brought down to what the terminal has.
//!
//! The looks speak in ratatui's colours; what is left of them here fits the terminal's depth. The
//! first sixteen are the user's own palette and are never turned into something else where there
//! is room for them.
//!
//! This room must never know what a colour means.

use ratatui::style::Color;

use crate::tui::term::caps::Depth;

/// A colour as it will be sent: none, one of the palette, or 24 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tint {
    /// The terminal's own.
    Own,
    /// A place in the palette.
    Palette(u8),
    /// Red, green, blue.
    Rgb(u8, u8, u8),
}

/// The colours of a VGA text screen, the usual look of the first sixteen.
const VGA: [(u8, u8, u8); 16] = [
    (0, 0, 0),
    (170, 0, 0),
    (0, 170, 0),
    (170, 85, 0),
    (0, 0, 170),
    (170, 0, 170),
    (0, 170, 170),
    (170, 170, 170),
    (85, 85, 85),
    (255, 85, 85),
    (85, 255, 85),
    (255, 255, 85),
    (85, 85, 255),
    (255, 85, 255),
    (85, 255, 255),
    (255, 255, 255),
];

/// The steps of the colour cube in the 256-colour palette.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// Fits a foreground colour.
pub(crate) fn foreground(color: Color, depth: Depth) -> Tint {
    match (fit(color, depth), color) {
        // Bright black on eight colours would be black on black, and bright blue hardly more.
        (Tint::Palette(8 | 12), _) if depth == Depth::C8 => Tint::Own,
        (Tint::Palette(n @ 8..=15), _) if depth == Depth::C8 => Tint::Palette(n - 8),
        // An amber dark enough for a light ground: the yellow of no palette can be read there, and many terminals make it
        // brighter where it is bold.
        (Tint::Palette(3), Color::Rgb(r, g, b)) if depth < Depth::C256 && is_dark(r, g, b) => Tint::Own,
        (tint, _) => tint,
    }
}

/// Fits a background colour.
pub(crate) fn background(color: Color, depth: Depth) -> Tint {
    match fit(color, depth) {
        // A light grey that is a ground must not become the white around it.
        Tint::Palette(15) if depth < Depth::C256 && is_grey_below_white(color) => Tint::Palette(7),
        Tint::Palette(n @ 8..=15) if depth == Depth::C8 => Tint::Palette(n - 8),
        tint => tint,
    }
}

/// A colour as a picture of a terminal shows it; none for the terminal's own.
pub(crate) fn shown_as(color: Color) -> Option<(u8, u8, u8)> {
    match whole(color) {
        Tint::Own => None,
        Tint::Palette(n) => Some(palette_rgb(n)),
        Tint::Rgb(r, g, b) => Some((r, g, b)),
    }
}

fn fit(color: Color, depth: Depth) -> Tint {
    if depth == Depth::Mono {
        return Tint::Own;
    }
    match whole(color) {
        Tint::Rgb(r, g, b) if depth == Depth::C256 => Tint::Palette(nearest_256(r, g, b)),
        Tint::Rgb(r, g, b) if depth < Depth::C256 => Tint::Palette(nearest_16(r, g, b)),
        Tint::Palette(n @ 16..) if depth < Depth::C256 => {
            let (r, g, b) = palette_rgb(n);
            Tint::Palette(nearest_16(r, g, b))
        }
        tint => tint,
    }
}

const fn whole(color: Color) -> Tint {
    match color {
        Color::Reset => Tint::Own,
        Color::Black => Tint::Palette(0),
        Color::Red => Tint::Palette(1),
        Color::Green => Tint::Palette(2),
        Color::Yellow => Tint::Palette(3),
        Color::Blue => Tint::Palette(4),
        Color::Magenta => Tint::Palette(5),
        Color::Cyan => Tint::Palette(6),
        Color::Gray => Tint::Palette(7),
        Color::DarkGray => Tint::Palette(8),
        Color::LightRed => Tint::Palette(9),
        Color::LightGreen => Tint::Palette(10),
        Color::LightYellow => Tint::Palette(11),
        Color::LightBlue => Tint::Palette(12),
        Color::LightMagenta => Tint::Palette(13),
        Color::LightCyan => Tint::Palette(14),
        Color::White => Tint::Palette(15),
        Color::Indexed(n) => Tint::Palette(n),
        Color::Rgb(r, g, b) => Tint::Rgb(r, g, b),
    }
}

/// How far apart two colours look, roughly: green counts most, blue least.
fn distance(a: (u8, u8, u8), b: (u8, u8, u8)) -> u32 {
    let part = |x: u8, y: u8| u32::from(x.abs_diff(y)).pow(2);
    3 * part(a.0, b.0) + 6 * part(a.1, b.1) + part(a.2, b.2)
}

/// The place of the sixteen that keeps the hue: what a colour says is its hue, and the nearest by distance is often a grey.
fn nearest_16(r: u8, g: u8, b: u8) -> u8 {
    let (most, least) = (r.max(g).max(b), r.min(g).min(b));
    let luma = (299 * u32::from(r) + 587 * u32::from(g) + 114 * u32::from(b)) / 1000;
    let Some(hue) = hue(r, g, b).filter(|_| most - least >= 32) else {
        return match luma {
            0..43 => 0,
            43..128 => 8,
            128..213 => 7,
            _ => 15,
        };
    };
    // A dark blue with some green in it is for a light ground, where cyan is hard to read; a lighter one is for a dark ground,
    // where blue is.
    let blue_from = if is_dark(r, g, b) { 185 } else { 215 };
    let place = match hue {
        28..75 => 3,
        75..165 => 2,
        165..270 if hue < blue_from => 6,
        165..270 => 4,
        270..330 => 5,
        _ => 1,
    };
    if luma >= 170 || least >= 80 {
        place + 8
    } else {
        place
    }
}

/// Chosen for a light ground?
const fn is_dark(r: u8, g: u8, b: u8) -> bool {
    r < 0xa0 && g < 0xa0 && b < 0xa0
}

fn is_grey_below_white(color: Color) -> bool {
    matches!(color, Color::Rgb(r, g, b) if r == g && g == b && r < 0xf0)
}

/// The place on the circle of colours in degrees, red at 0, green at 120; nothing for a grey.
fn hue(r: u8, g: u8, b: u8) -> Option<u32> {
    let (red, green, blue) = (i32::from(r), i32::from(g), i32::from(b));
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    let part = |from: i32, to: i32| 60 * (to - from) / (most - least);
    let degrees = if most == least {
        return None;
    } else if most == red {
        part(blue, green)
    } else if most == green {
        120 + part(red, blue)
    } else {
        240 + part(green, red)
    };
    Some(degrees.rem_euclid(360) as u32)
}

/// The nearer of the closest place in the 6x6x6 cube (16 to 231) and the closest grey (232 to 255).
fn nearest_256(r: u8, g: u8, b: u8) -> u8 {
    let step = |v: u8| {
        let nearest = STEPS.iter().enumerate().min_by_key(|(_, s)| s.abs_diff(v));
        nearest.map_or(0, |(n, _)| n as u8)
    };
    let cube = 16 + 36 * step(r) + 6 * step(g) + step(b);
    let mean = (u16::from(r) + u16::from(g) + u16::from(b)) / 3;
    let grey = 232 + (mean.saturating_sub(3) / 10).min(23) as u8;
    if distance((r, g, b), palette_rgb(grey)) < distance((r, g, b), palette_rgb(cube)) {
        grey
    } else {
        cube
    }
}

/// What a place in the 256-colour palette looks like.
fn palette_rgb(n: u8) -> (u8, u8, u8) {
    let step = |n: u8| STEPS.get(usize::from(n)).copied().unwrap_or(255);
    match n {
        0..=15 => VGA.get(usize::from(n)).copied().unwrap_or_default(),
        16..=231 => {
            let n = n - 16;
            (step(n / 36), step(n / 6 % 6), step(n % 6))
        }
        232.. => {
            let grey = 8 + 10 * (n - 232);
            (grey, grey, grey)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_fit_every_depth() {
        use Depth::{C8, C16, C256, Mono, True};
        for (color, depth, expected) in [
            (Color::Red, Mono, Tint::Own),
            (Color::Red, C8, Tint::Palette(1)),
            (Color::LightRed, C16, Tint::Palette(9)),
            (Color::LightRed, C8, Tint::Palette(1)),
            (Color::DarkGray, C8, Tint::Own),
            (Color::Reset, True, Tint::Own),
            (Color::Rgb(1, 2, 3), True, Tint::Rgb(1, 2, 3)),
            (Color::Rgb(255, 0, 0), C256, Tint::Palette(196)),
            (Color::Rgb(128, 128, 128), C256, Tint::Palette(244)),
            (Color::Rgb(250, 80, 90), C16, Tint::Palette(9)),
            (Color::Rgb(0, 114, 178), C16, Tint::Palette(6)),
            // The looks' own: for a light ground, and for a dark one.
            (Color::Rgb(0x00, 0x5f, 0x87), C16, Tint::Palette(4)),
            (Color::Rgb(0x00, 0x5f, 0x00), C8, Tint::Palette(2)),
            (Color::Rgb(0x87, 0x00, 0x5f), C16, Tint::Palette(5)),
            (Color::Rgb(0xaf, 0x00, 0x00), C16, Tint::Palette(1)),
            (Color::Rgb(0x8a, 0x4b, 0x00), C16, Tint::Own),
            (Color::Rgb(0x96, 0x69, 0x07), C16, Tint::Own),
            (Color::Rgb(0x5f, 0x5f, 0x5f), C16, Tint::Palette(8)),
            (Color::Rgb(0x56, 0xb4, 0xe9), C16, Tint::Palette(14)),
            (Color::Rgb(0x00, 0x9e, 0x73), C16, Tint::Palette(2)),
            (Color::Rgb(0xe6, 0x9f, 0x00), C16, Tint::Palette(3)),
            (Color::Rgb(0xd5, 0x5e, 0x00), C8, Tint::Palette(1)),
            (Color::Rgb(0xff, 0xff, 0x00), C16, Tint::Palette(11)),
            (Color::Rgb(0xd0, 0xd0, 0xd0), C16, Tint::Palette(7)),
            (Color::Indexed(196), C16, Tint::Palette(1)),
            (Color::Indexed(196), C256, Tint::Palette(196)),
            (Color::Indexed(3), C8, Tint::Palette(3)),
        ] {
            assert_eq!(foreground(color, depth), expected, "{color:?} {depth:?}");
        }
        // The ground of the selection on a light side, and on a dark one.
        for depth in [C8, C16] {
            assert_eq!(background(Color::Rgb(0xda, 0xda, 0xda), depth), Tint::Palette(7));
            assert_ne!(background(Color::Rgb(0x44, 0x44, 0x44), depth), Tint::Own);
        }
        assert_eq!(background(Color::Rgb(0xff, 0xff, 0xff), C16), Tint::Palette(15));
    }
}
