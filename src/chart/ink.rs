//! What is drawn with, and in which colours: of words and lines, and of each tone.

use super::told::Tone;

/// What something is drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// Words, axes, curves.
    Words,
    /// Lines that only help to read.
    Faint,
    /// Below a curve.
    Ground,
    /// What lies beside the map.
    Sea,
    /// The area of a tone.
    Fill(Tone),
    /// The pattern and the edge of a tone.
    Pattern(Tone),
    /// Letters and signs upon a tone.
    Upon(Tone),
}

impl Ink {
    /// Red, green, blue.
    pub(super) fn colour(self) -> [u8; 3] {
        match self {
            Self::Words => [0x00, 0x00, 0x00],
            Self::Faint => [0xbb, 0xbb, 0xbb],
            Self::Ground => [0xd3, 0xdd, 0xe6],
            Self::Sea => [0x1d, 0x5a, 0x8a],
            Self::Fill(tone) => match tone {
                Tone::Good => [0x1f, 0x6b, 0x43],
                Tone::Here => [0xa5, 0xcb, 0xea],
                Tone::Late => [0xff, 0xe2, 0xa6],
                Tone::Back => [0xe9, 0xdc, 0xf4],
                Tone::Missing => [0xff, 0xff, 0xff],
                Tone::Quiet => [0xec, 0xec, 0xec],
                Tone::Plain => [0x3d, 0x5f, 0x7a],
            },
            Self::Pattern(tone) => match tone {
                Tone::Good => [0x0d, 0x3d, 0x25],
                Tone::Here => [0x3a, 0x6f, 0x9c],
                Tone::Late => [0xc0, 0x86, 0x1a],
                Tone::Back => [0x9c, 0x78, 0xc2],
                Tone::Missing => [0xb3, 0x26, 0x1e],
                Tone::Quiet => [0x9a, 0x9a, 0x9a],
                Tone::Plain => [0x22, 0x38, 0x4a],
            },
            Self::Upon(tone) => match tone {
                Tone::Good | Tone::Plain => [0xff, 0xff, 0xff],
                Tone::Missing => [0x8c, 0x16, 0x10],
                Tone::Here | Tone::Late | Tone::Back | Tone::Quiet => [0x00, 0x00, 0x00],
            },
        }
    }
}
