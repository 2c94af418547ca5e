//! The terminal's background, dark or light: as the environment hints at it, and as the terminal itself says when asked.
//!
//! It is asked once, with the first frame, and nothing waits for the answer: silence leaves the guess as it was. An answer is
//! `ESC ] 11 ; COLOUR` and BEL or ST, with the colour as X writes it. What cannot be read says nothing.
//!
//! Pure. This room must never know which look is shown on which background.

use crate::tui::term::caps::{Depth, Env, Family};

/// Asks for the colour of the background (xterm's OSC 11).
pub(crate) const QUESTION: &[u8] = b"\x1b]11;?\x1b\\";

/// What is behind the letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Background {
    /// Dark, as most terminals are, and those that say nothing.
    #[default]
    Dark,
    /// Light.
    Light,
}

impl Background {
    /// The guess before the terminal has said anything: `COLORFGBG`, which rxvt and Konsole set, ends with the place of the
    /// background among the first sixteen colours.
    pub fn guess(env: &Env) -> Self {
        let last = env.colorfgbg.as_deref().and_then(|v| v.rsplit(';').next());
        match last.and_then(|n| n.parse::<u8>().ok()) {
            Some(7 | 9..=15) => Self::Light,
            _ => Self::Dark,
        }
    }

    /// What the text of an OSC says, its number in front; none if it is no answer to the question.
    pub(crate) fn answered(text: &[u8]) -> Option<Self> {
        let colour = std::str::from_utf8(text).ok()?.strip_prefix("11;")?;
        let [r, g, b] = rgb(colour)?;
        // How bright it looks, as a share of white (Rec. 601), from light that is not linear.
        let bright = 0.299 * r + 0.587 * g + 0.114 * b;
        Some(if bright > 0.5 { Self::Light } else { Self::Dark })
    }
}

/// Whether a terminal of that kind is asked: what has few colours shows its own anyway, and a console would show the question.
pub const fn is_asked(family: Family, depth: Depth) -> bool {
    matches!((family, depth), (Family::Xterm, Depth::C256 | Depth::True))
}

/// `rgb:R/G/B` and `rgba:R/G/B/A` with one to four hexadecimal digits each, or `#RRGGBB`; as shares of the most.
fn rgb(colour: &str) -> Option<[f64; 3]> {
    if let Some(hex) = colour.strip_prefix('#') {
        let part = |at: usize| share(hex.get(at..at + 2)?);
        return (hex.len() == 6)
            .then(|| Some([part(0)?, part(2)?, part(4)?]))
            .flatten();
    }
    let (parts, most) = match colour.strip_prefix("rgb:") {
        Some(parts) => (parts, 3),
        None => (colour.strip_prefix("rgba:")?, 4),
    };
    let parts: Vec<f64> = parts.split('/').map(share).collect::<Option<_>>()?;
    match parts[..] {
        [r, g, b, ..] if parts.len() == most => Some([r, g, b]),
        _ => None,
    }
}

fn share(hex: &str) -> Option<f64> {
    let fits = (1..=4).contains(&hex.len()) && hex.bytes().all(|b| b.is_ascii_hexdigit());
    let value = fits.then(|| u32::from_str_radix(hex, 16).ok()).flatten()?;
    Some(f64::from(value) / f64::from((1_u32 << (4 * hex.len())) - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_and_rubbish_is_not() {
        for (text, background) in [
            ("11;rgb:0000/0000/0000", Some(Background::Dark)),
            ("11;rgb:ffff/ffff/ffff", Some(Background::Light)),
            ("11;rgb:fd/f6/e3", Some(Background::Light)),
            ("11;rgb:1/1/2", Some(Background::Dark)),
            ("11;rgba:ffff/ffff/dddd/8000", Some(Background::Light)),
            ("11;#282c34", Some(Background::Dark)),
            ("11;#fdf6e3", Some(Background::Light)),
            ("10;rgb:ffff/ffff/ffff", None),
            ("11;?", None),
            ("11;rgb:ffff/ffff", None),
            ("11;rgb:ffff/ffff/ffff/ffff", None),
            ("11;rgba:ffff/ffff/ffff", None),
            ("11;rgb:fffff/0/0", None),
            ("11;rgb:+f/f/f", None),
            ("11;rgb:/f/f", None),
            ("11;#fff", None),
            ("11;#ffé12", None),
            ("11;white", None),
            ("", None),
        ] {
            assert_eq!(Background::answered(text.as_bytes()), background, "{text}");
        }
        assert_eq!(Background::answered(b"11;rgb:\xff/f/f"), None);
    }

    #[test]
    fn the_environment_hints() {
        for (hint, background) in [
            (None, Background::Dark),
            (Some("15;0"), Background::Dark),
            (Some("0;15"), Background::Light),
            (Some("0;default;15"), Background::Light),
            (Some("0;7"), Background::Light),
            (Some("0;8"), Background::Dark),
            (Some("0;default"), Background::Dark),
            (Some(""), Background::Dark),
            (Some("0;999"), Background::Dark),
        ] {
            let env = Env {
                colorfgbg: hint.map(str::to_owned),
                ..Env::default()
            };
            assert_eq!(Background::guess(&env), background, "{hint:?}");
        }
    }
}
