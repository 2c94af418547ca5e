//! Which way a terminal shows pictures: from its name where that says it, else from what it answers.
//!
//! It is asked when the first picture is to be shown, and not before: who never looks at one is asked nothing. Nothing waits
//! for the answer either; until it comes, and for a terminal that stays silent, a picture is drawn in half blocks. Behind
//! tmux, screen or zellij nobody is asked: who sits in front may have come later, from another terminal.
//!
//! Pure. This room must never know what is shown.

use crate::tui::term::caps::{Caps, Depth, Env, Family, Glyphs};
use crate::tui::term::fence::Line;

/// Asks whether the terminal takes kitty's pictures, how many points a cell has, how many colours a sixel picture may have,
/// and at last what it is (DA1): what it has not said when that is answered, it will not say.
pub(in crate::tui::term) const QUESTION: &[u8] =
    b"\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b[16t\x1b[?1;1;0S\x1b[c";

/// A cell of which nothing is known: about this shape, and pictures that are made for it are made to fit by the terminal.
const USUAL_CELL: (u16, u16) = (10, 20);
/// The longest side of a picture, in points: xterm shows no longer ones.
const MOST_SIDE: u32 = 1_000;
/// The most points of a picture on this machine, and far away.
const MOST_POINTS: (u32, u32) = (480_000, 120_000);

/// A way to show pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// kitty's, which ghostty has too.
    Kitty,
    /// The VT340's.
    Sixel,
    /// iTerm2's inline images.
    Iterm,
}

/// How a terminal shows pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Pictures {
    /// The way.
    pub protocol: Protocol,
    /// Columns and rows of points in a cell.
    pub cell: (u16, u16),
    /// How many colours a picture may have.
    pub colours: u16,
    /// How many points it may have: what lies between may be slow.
    pub points: u32,
}

/// What is known before anything is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speech {
    /// It shows none, or nobody can know.
    None,
    /// Its name says the way.
    Known(Protocol),
    /// It has to be asked.
    Ask,
}

/// What a terminal says of it by its name.
pub fn speech(env: &Env, caps: Caps) -> Speech {
    let term = env.term.as_deref().unwrap_or_default();
    let between = env.between || term.starts_with("tmux") || term.starts_with("screen");
    if caps.family != Family::Xterm || caps.depth == Depth::Mono || caps.glyphs == Glyphs::Ascii || between {
        return Speech::None;
    }
    let named = |names: &[&str]| term.split('-').any(|part| names.contains(&part));
    match env.program.as_deref().unwrap_or_default() {
        _ if named(&["kitty", "ghostty"]) => Speech::Known(Protocol::Kitty),
        "ghostty" => Speech::Known(Protocol::Kitty),
        "iTerm.app" | "iTerm2" | "WezTerm" | "mintty" => Speech::Known(Protocol::Iterm),
        // Terminal.app shows none, and is not sent what it would print.
        "Apple_Terminal" => Speech::None,
        _ => Speech::Ask,
    }
}

impl Pictures {
    /// The way of a terminal on such a line; a cell of which nothing is known is taken to be a usual one.
    pub fn new(protocol: Protocol, cell: Option<(u16, u16)>, line: Line) -> Self {
        let (near, far) = MOST_POINTS;
        Self {
            protocol,
            cell: cell.unwrap_or(USUAL_CELL),
            colours: 256,
            points: if line == Line::Far { far } else { near },
        }
    }

    /// How many columns and rows of points a picture in so many cells may have at most.
    pub fn within(self, (columns, rows): (u16, u16)) -> (u16, u16) {
        let (w, h) = self.size((columns, rows));
        let longest = w.max(h).max(1);
        let all = u64::from(w) * u64::from(h);
        // By how much a side is made shorter, in thousandths.
        let by_side = (1000 * u64::from(MOST_SIDE) / u64::from(longest)).min(1000);
        let by_points = (1_000_000 * u64::from(self.points))
            .checked_div(all)
            .unwrap_or(1_000_000);
        let share = by_side.min(by_points.isqrt());
        let side = |n: u32| u16::try_from(u64::from(n) * share / 1000).unwrap_or(u16::MAX);
        (side(w), side(h))
    }

    fn size(self, (columns, rows): (u16, u16)) -> (u32, u32) {
        let (w, h) = self.cell;
        (u32::from(columns) * u32::from(w), u32::from(rows) * u32::from(h))
    }

    /// The cells that a picture of this size takes in so much room. A sixel has the points that it has; the others are made
    /// as large as there is room.
    pub(super) fn cells(self, (w, h): (u16, u16), room: (u16, u16)) -> Option<(u16, u16)> {
        let (w, h) = (u32::from(w), u32::from(h));
        let (most_w, most_h) = self.size(room);
        if w == 0 || h == 0 || most_w == 0 || most_h == 0 {
            return None;
        }
        let (w, h) = match self.protocol {
            Protocol::Sixel => (w, h),
            Protocol::Kitty | Protocol::Iterm if w * most_h >= h * most_w => (most_w, h * most_w / w),
            Protocol::Kitty | Protocol::Iterm => (w * most_h / h, most_h),
        };
        let (cell_w, cell_h) = self.cell;
        let cells = |n: u32, cell: u16| {
            u16::try_from(n.div_ceil(cell.max(1).into()))
                .unwrap_or(u16::MAX)
                .max(1)
        };
        let (columns, rows) = (cells(w, cell_w), cells(h, cell_h));
        (columns <= room.0 && rows <= room.1).then_some((columns, rows))
    }
}

/// A piece of what a terminal answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Said {
    /// It takes kitty's pictures.
    Kitty,
    /// So many columns and rows of points are a cell.
    Cell(u16, u16),
    /// So many colours may be in a sixel picture.
    Colours(u16),
    /// What it is, the last of the answers.
    Features {
        /// It shows sixels.
        sixel: bool,
    },
}

/// What the text of an APC says; none if it is no answer to the question.
pub(in crate::tui::term) fn apc(text: &[u8]) -> Option<Said> {
    let answer = std::str::from_utf8(text).ok()?.strip_prefix('G')?;
    let (head, said) = answer.split_once(';')?;
    let ours = head.split(',').any(|field| field == "i=31");
    (ours && said == "OK").then_some(Said::Kitty)
}

/// What a report says; none if it is no answer to the question.
pub(in crate::tui::term) fn report(held: &[u8], last: u8) -> Option<Said> {
    let held = std::str::from_utf8(held).ok()?;
    let numbers = |text: &str| -> Option<Vec<u16>> { text.split(';').map(|n| n.parse().ok()).collect() };
    match last {
        b't' => match numbers(held)?[..] {
            [6, h, w] if w > 0 && h > 0 => Some(Said::Cell(w, h)),
            _ => None,
        },
        b'S' => match numbers(held.strip_prefix('?')?)?[..] {
            [1, 0, n, ..] if n > 1 => Some(Said::Colours(n)),
            _ => None,
        },
        b'c' => {
            let sixel = held.strip_prefix('?')?.split(';').skip(1).any(|n| n == "4");
            Some(Said::Features { sixel })
        }
        _ => None,
    }
}

/// What has been answered so far.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asking {
    kitty: bool,
    cell: Option<(u16, u16)>,
    colours: Option<u16>,
}

impl Asking {
    /// Takes in an answer; with the last one it is known how pictures are shown, if they are. `cell` is what the system
    /// says of a cell, if it does: a sixel picture is not made without knowing that.
    pub fn take(&mut self, said: Said, cell: Option<(u16, u16)>, line: Line) -> Option<Pictures> {
        match said {
            Said::Kitty => self.kitty = true,
            Said::Cell(w, h) => self.cell = Some((w, h)),
            Said::Colours(n) => self.colours = Some(n),
            Said::Features { sixel } => {
                let cell = self.cell.or(cell);
                if self.kitty {
                    return Some(Pictures::new(Protocol::Kitty, cell, line));
                }
                if sixel && cell.is_some() {
                    let colours = self.colours.unwrap_or(256).min(256);
                    return Some(Pictures {
                        colours,
                        ..Pictures::new(Protocol::Sixel, cell, line)
                    });
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::term::caps::{Wishes, decide};

    fn said(term: &str, program: Option<&str>, between: bool) -> Speech {
        let env = Env {
            term: Some(term.to_owned()),
            program: program.map(str::to_owned),
            between,
            lang: Some("vi_VN.UTF-8".to_owned()),
            stdin_tty: true,
            stdout_tty: true,
            ..Env::default()
        };
        speech(&env, decide(&env, Wishes::default()).unwrap())
    }

    #[test]
    fn names_say_the_way_or_that_it_must_be_asked() {
        for (term, program, between, wanted) in [
            ("xterm-kitty", None, false, Speech::Known(Protocol::Kitty)),
            ("xterm-ghostty", None, false, Speech::Known(Protocol::Kitty)),
            (
                "xterm-256color",
                Some("iTerm.app"),
                false,
                Speech::Known(Protocol::Iterm),
            ),
            (
                "xterm-256color",
                Some("WezTerm"),
                false,
                Speech::Known(Protocol::Iterm),
            ),
            ("xterm-256color", Some("Apple_Terminal"), false, Speech::None),
            ("xterm-256color", None, false, Speech::Ask),
            ("xterm-256color", None, true, Speech::None),
            ("tmux-256color", Some("iTerm.app"), false, Speech::None),
            ("screen", None, false, Speech::None),
            ("linux", None, false, Speech::None),
            ("vt220", None, false, Speech::None),
            ("xterm-mono", None, false, Speech::None),
        ] {
            assert_eq!(
                said(term, program, between),
                wanted,
                "{term} {program:?} {between}"
            );
        }
    }

    #[test]
    fn answers_are_read_and_rubbish_is_not() {
        assert_eq!(apc(b"Gi=31;OK"), Some(Said::Kitty));
        assert_eq!(apc(b"Gi=31,I=2;OK"), Some(Said::Kitty));
        for text in [
            &b"Gi=31;ENOENT:no"[..],
            b"Gi=3;OK",
            b"Gi=31",
            b"OK",
            b"",
            b"G\xff;OK",
        ] {
            assert_eq!(apc(text), None);
        }
        for (held, last, wanted) in [
            ("6;20;10", b't', Some(Said::Cell(10, 20))),
            ("6;0;10", b't', None),
            ("4;600;800", b't', None),
            ("?1;0;256", b'S', Some(Said::Colours(256))),
            ("?1;3;0", b'S', None),
            ("?62;4;22", b'c', Some(Said::Features { sixel: true })),
            ("?4;6", b'c', Some(Said::Features { sixel: false })),
            ("?6", b'c', Some(Said::Features { sixel: false })),
            (">41;390;0", b'c', None),
            ("", b'c', None),
        ] {
            assert_eq!(report(held.as_bytes(), last), wanted, "{held}");
        }
    }

    #[test]
    fn the_last_answer_decides() {
        let told = |all: &[Said], cell| {
            let mut asking = Asking::default();
            let mut found = None;
            for said in all {
                found = asking.take(*said, cell, Line::Far);
            }
            found.map(|p| (p.protocol, p.cell, p.colours))
        };
        let (with, without) = (Said::Features { sixel: true }, Said::Features { sixel: false });
        let cell = Said::Cell(8, 17);
        assert_eq!(
            told(&[Said::Kitty, cell, with], None),
            Some((Protocol::Kitty, (8, 17), 256))
        );
        assert_eq!(
            told(&[Said::Kitty, without], None),
            Some((Protocol::Kitty, (10, 20), 256))
        );
        assert_eq!(
            told(&[cell, Said::Colours(16), with], None),
            Some((Protocol::Sixel, (8, 17), 16))
        );
        assert_eq!(
            told(&[with], Some((9, 18))),
            Some((Protocol::Sixel, (9, 18), 256))
        );
        assert_eq!(
            told(&[with], None),
            None,
            "no sixel is made for a cell of unknown size"
        );
        assert_eq!(told(&[cell, without], Some((9, 18))), None);
        assert_eq!(
            told(&[Said::Kitty, cell], None),
            None,
            "it has not said everything"
        );
    }

    #[test]
    fn a_picture_fits_its_room_and_its_bytes() {
        let how = |protocol, points| Pictures {
            protocol,
            cell: (10, 20),
            colours: 256,
            points,
        };
        let near = how(Protocol::Sixel, 480_000);
        assert_eq!(near.within((36, 6)), (360, 120));
        let (w, h) = near.within((196, 52));
        assert!(u32::from(w) * u32::from(h) <= 480_000 && w <= 1000, "{w}x{h}");
        assert!(
            w.abs_diff(h * 49 / 26) < 4,
            "its shape is that of the room: {w}x{h}"
        );
        assert_eq!(near.within((0, 9)), (0, 180));
        // A sixel takes the cells of its points, the others are made as large as fits.
        assert_eq!(near.cells((201, 99), (60, 30)), Some((21, 5)));
        assert_eq!(near.cells((601, 99), (60, 30)), None, "never over an edge");
        for protocol in [Protocol::Kitty, Protocol::Iterm] {
            let how = how(protocol, 1_000);
            assert_eq!(how.cells((160, 120), (60, 30)), Some((60, 23)));
            assert_eq!(how.cells((120, 160), (60, 30)), Some((45, 30)));
            assert_eq!(how.cells((4, 3), (0, 30)), None);
        }
    }
}
