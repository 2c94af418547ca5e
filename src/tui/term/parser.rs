//! Bytes from the line become keys, pastes and mouse reports.
//!
//! The parser is pure: it owns no descriptor and reads no clock. Time enters as one bit, "the
//! line has been quiet for as long as you asked" ([`Parser::patience`]), because only a pause
//! tells the Escape key from the first byte of an arrow.
//!
//! Three rules stand above the shapes of any terminal:
//!
//! - **What is not a key never becomes one.** Answers (cursor position, colours, device
//!   attributes), mouse reports and unknown sequences are read whole, however they are cut, and
//!   dropped. A sequence that goes wrong is dropped with the byte that broke it.
//! - **A paste cannot type.** Text that contains its own end mark and commands after it stays
//!   text, because the *last* end mark before the line falls quiet is the one that counts.
//! - **Memory is bounded** whatever arrives.
//!
//! Shapes known: xterm (CSI and SS3, modifiers, modifyOtherKeys, CSI-u), rxvt (`$ ^ @`, lower-case
//! finals), the Linux console (`ESC [ [ A`), VT100 keypads, X10, SGR and urxvt mouse reports.

use std::time::Duration;

use unicode_normalization::UnicodeNormalization;

use crate::tui::term::key::{
    Input, KeyCode, KeyEvent, KeyExt, KeyModifiers, MouseButton, MouseEvent, MouseEventKind, PASTE_LIMIT,
};

/// How long a lone Escape waits for the rest of a sequence.
const ESCAPE_PAUSE: Duration = Duration::from_millis(25);
/// How long an ended paste waits for another end mark.
const PASTE_PAUSE: Duration = Duration::from_millis(50);
/// The same for a paste that is long, or whose end mark was not the last that came: its pieces
/// come with pauses where the line or the machine is busy, and what follows must not be typed.
const LONG_PASTE_PAUSE: Duration = Duration::from_millis(500);
/// A paste longer than this comes in pieces.
const LONG_PASTE: usize = 2048;
/// How long a sequence that was cut in the middle is waited for.
const TORN_PAUSE: Duration = Duration::from_millis(500);
/// After this long inside a paste, a lone Escape or Ctrl-C gets out of it.
const STALL_PAUSE: Duration = Duration::from_secs(1);
/// The longest control sequence that is understood; longer ones are swallowed.
const SEQUENCE_LIMIT: usize = 64;
/// The most bytes after a paste's end mark that are kept while the line is busy.
const TAIL_LIMIT: usize = 4096;

const PASTE_START: &[u8] = b"\x1b[200~";
const PASTE_END: &[u8] = b"\x1b[201~";

/// Where in a sequence the line is.
#[derive(Debug)]
enum State {
    Ground,
    /// After ESC; `twice` after ESC ESC.
    Escape {
        twice: bool,
    },
    /// After `ESC [`.
    Csi {
        alt: bool,
        held: Vec<u8>,
        overlong: bool,
    },
    /// After `ESC O`.
    Ss3 {
        alt: bool,
        held: Vec<u8>,
    },
    /// After `ESC [ [`, the Linux console's F1 to F5.
    ConsoleF,
    /// After `ESC [ M`: three bytes.
    X10(Vec<u8>),
    /// Inside OSC, DCS, APC, PM or SOS. `opener` is the key it would be if nothing followed.
    Text {
        opener: char,
        empty: bool,
        escape: bool,
    },
    /// Inside a character of several bytes.
    Utf8 {
        alt: bool,
        held: Vec<u8>,
        need: usize,
    },
    Paste(Box<Paste>),
}

/// A paste being collected.
#[derive(Debug, Default)]
struct Paste {
    text: Vec<u8>,
    truncated: bool,
    /// An end mark was seen; what follows is in `tail` until the line is quiet.
    ended: bool,
    /// A second one came.
    twice: bool,
    tail: Vec<u8>,
    /// The part of a possible mark seen so far.
    mark: Vec<u8>,
    /// The line went quiet before an end mark came.
    stalled: bool,
}

impl Paste {
    fn byte(&mut self, b: u8) {
        if b == 0x1b {
            self.flush_mark();
            self.mark.push(b);
        } else if self.mark.is_empty() {
            self.keep(b);
        } else {
            self.mark.push(b);
            if self.mark == PASTE_END {
                self.mark.clear();
                self.end();
            } else if !PASTE_END.starts_with(&self.mark) {
                self.flush_mark();
            }
        }
    }

    fn end(&mut self) {
        if self.ended {
            self.twice = true;
            for b in std::mem::take(&mut self.tail) {
                self.keep_text(b);
            }
        }
        self.ended = true;
    }

    /// May more of it come after its end mark?
    fn is_suspect(&self) -> bool {
        self.text.len() > LONG_PASTE || self.twice || !self.tail.is_empty()
    }

    fn flush_mark(&mut self) {
        for b in std::mem::take(&mut self.mark) {
            self.keep(b);
        }
    }

    fn keep(&mut self, b: u8) {
        if !self.ended {
            self.keep_text(b);
        } else if self.tail.len() < TAIL_LIMIT {
            self.tail.push(b);
        }
    }

    fn keep_text(&mut self, b: u8) {
        if self.text.len() < PASTE_LIMIT {
            self.text.push(b);
        } else {
            self.truncated = true;
        }
    }
}

/// Turns bytes into [`Input`].
#[derive(Debug)]
pub struct Parser {
    state: State,
    keys: Vec<KeyEvent>,
    out: Vec<Input>,
    /// Escape was given out after a pause: its sequence may still come, late.
    late: bool,
    /// The terminal said how it is.
    answered: bool,
    /// A sequence was cut in the middle and dropped after a pause: its end may still come, later.
    cut: Option<Cut>,
}

impl Default for Parser {
    fn default() -> Self {
        Self::new()
    }
}

impl Parser {
    /// A parser at rest.
    pub const fn new() -> Self {
        Self {
            state: State::Ground,
            keys: Vec::new(),
            out: Vec::new(),
            late: false,
            answered: false,
            cut: None,
        }
    }

    /// Takes the bytes of one read. `now_quiet` says that the line has been quiet for
    /// [`Self::patience`], so that what is unfinished is finished as it stands.
    pub fn feed(&mut self, bytes: &[u8], now_quiet: bool) -> Vec<Input> {
        if !self.leave_paste(bytes) {
            self.catch_up(bytes);
            for &b in bytes {
                self.byte(b);
            }
        }
        if now_quiet {
            self.settle();
        }
        self.flush_keys();
        std::mem::take(&mut self.out)
    }

    /// Has the terminal answered `ESC [ 5 n` since this was last asked? An answer is no input: it is told apart here and goes
    /// no further.
    pub const fn take_answer(&mut self) -> bool {
        std::mem::replace(&mut self.answered, false)
    }

    /// How long to wait for more before calling `feed(&[], true)`; `None` when nothing is
    /// unfinished and the reader may sleep for ever.
    pub fn patience(&self) -> Option<Duration> {
        match &self.state {
            State::Ground => None,
            State::Escape { .. } | State::Text { empty: true, .. } => Some(ESCAPE_PAUSE),
            State::Csi { held, .. } | State::Ss3 { held, .. } if held.is_empty() => Some(ESCAPE_PAUSE),
            State::Paste(paste) if paste.ended && paste.is_suspect() => Some(LONG_PASTE_PAUSE),
            State::Paste(paste) if paste.ended => Some(PASTE_PAUSE),
            State::Paste(paste) if paste.stalled => None,
            State::Paste(_) => Some(STALL_PAUSE),
            _ => Some(TORN_PAUSE),
        }
    }

    /// A paste was cut off and a person presses Escape or Ctrl-C, alone in its read: their paste
    /// ends here, and the key has done its work.
    fn leave_paste(&mut self, bytes: &[u8]) -> bool {
        let State::Paste(paste) = &mut self.state else {
            return false;
        };
        let way_out = paste.stalled && !paste.ended && matches!(bytes, [0x1b | 0x03]);
        if way_out {
            paste.ended = true;
            self.settle();
        } else if !bytes.is_empty() {
            paste.stalled = false;
        }
        way_out
    }

    /// Takes up a sequence whose Escape was already given out.
    fn catch_up(&mut self, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        if let Some(cut) = self.cut.take()
            && matches!(self.state, State::Ground)
            && cut.is_ended_by(bytes)
        {
            self.state = cut.state();
        }
        let late = std::mem::take(&mut self.late);
        if late && is_late_tail(bytes) && matches!(self.state, State::Ground) {
            self.state = State::Escape { twice: false };
        }
    }

    fn byte(&mut self, b: u8) {
        match std::mem::replace(&mut self.state, State::Ground) {
            State::Ground => self.ground(b, false),
            State::Escape { twice } => self.escape(b, twice),
            State::Csi { alt, held, overlong } => self.csi(b, alt, held, overlong),
            State::Ss3 { alt, held } => self.ss3(b, alt, held),
            State::ConsoleF => match b {
                b'A'..=b'E' => self.key(KeyCode::F(b - b'A' + 1)),
                _ => self.broken(b),
            },
            State::X10(held) => self.x10(b, held),
            State::Text { opener, escape, .. } => self.text(b, opener, escape),
            State::Utf8 { alt, held, need } => self.utf8(b, alt, held, need),
            State::Paste(mut paste) => {
                paste.byte(b);
                self.state = State::Paste(paste);
            }
        }
    }

    /// A byte outside of any sequence, or after ESC when `alt`.
    fn ground(&mut self, b: u8, alt: bool) {
        match b {
            0x1b => self.state = State::Escape { twice: false },
            0x00..=0x1f | 0x7f => self.push(alt_if(alt, control(b))),
            0x20..=0x7e => self.push(alt_if(alt, KeyEvent::char(char::from(b)))),
            0xc2..=0xf4 => {
                let need = match b {
                    0xc2..=0xdf => 2,
                    0xe0..=0xef => 3,
                    _ => 4,
                };
                self.state = State::Utf8 {
                    alt,
                    held: vec![b],
                    need,
                };
            }
            _ => self.c1(u32::from(b)),
        }
    }

    /// A control of the upper set, alone or written in UTF-8: what it introduces must be
    /// swallowed, what it is must not be typed.
    fn c1(&mut self, code: u32) {
        self.state = match code {
            0x8f => State::Ss3 {
                alt: false,
                held: Vec::new(),
            },
            0x9b => State::Csi {
                alt: false,
                held: Vec::new(),
                overlong: false,
            },
            0x90 | 0x98 | 0x9d | 0x9e | 0x9f => State::Text {
                opener: ' ',
                empty: false,
                escape: false,
            },
            _ => State::Ground,
        };
    }

    fn escape(&mut self, b: u8, twice: bool) {
        match b {
            0x1b => {
                if twice {
                    self.key(KeyCode::Esc);
                }
                self.state = State::Escape { twice: true };
            }
            b'[' => {
                self.state = State::Csi {
                    alt: twice,
                    held: Vec::new(),
                    overlong: false,
                }
            }
            b'O' => {
                self.state = State::Ss3 {
                    alt: twice,
                    held: Vec::new(),
                }
            }
            b']' | b'P' | b'X' | b'^' | b'_' => {
                self.state = State::Text {
                    opener: char::from(b),
                    empty: true,
                    escape: false,
                }
            }
            _ => {
                if twice {
                    self.key(KeyCode::Esc);
                }
                self.ground(b, true);
            }
        }
    }

    fn csi(&mut self, b: u8, alt: bool, mut held: Vec<u8>, mut overlong: bool) {
        match b {
            b'[' if held.is_empty() => self.state = State::ConsoleF,
            b'$' if is_rxvt_number(&held) => self.csi_key(&held, b, alt),
            0x20..=0x3f => {
                if held.len() < SEQUENCE_LIMIT {
                    held.push(b);
                } else {
                    overlong = true;
                }
                self.state = State::Csi { alt, held, overlong };
            }
            0x40..=0x7e if overlong => {}
            b'M' if held.is_empty() => self.state = State::X10(Vec::new()),
            0x40..=0x7e => self.csi_key(&held, b, alt),
            _ => self.broken(b),
        }
    }

    /// A byte that cannot stand where it does: the sequence is dropped, and the byte with it
    /// unless it begins something of its own.
    fn broken(&mut self, b: u8) {
        if b == 0x1b || b >= 0x80 {
            self.ground(b, false);
        }
    }

    fn csi_key(&mut self, held: &[u8], last: u8, alt: bool) {
        if held == b"200" && last == b'~' {
            self.flush_keys();
            self.state = State::Paste(Box::default());
            return;
        }
        if last == b'n' && matches!(held, b"0" | b"3") {
            // Two escapes before it: a key, and the answer that came right behind.
            if alt {
                self.key(KeyCode::Esc);
            }
            self.answered = true;
            return;
        }
        if let Some(mouse) = mouse_report(held, last) {
            self.mouse(mouse);
            return;
        }
        if let Some(key) = csi_key(held, last) {
            self.push(alt_if(alt, key));
        }
    }

    fn ss3(&mut self, b: u8, alt: bool, mut held: Vec<u8>) {
        match b {
            b'0'..=b'9' | b';' if held.len() < 8 => {
                held.push(b);
                self.state = State::Ss3 { alt, held };
            }
            0x20..=0x7e => {
                if let Some(key) = ss3_key(&held, b) {
                    self.push(alt_if(alt, key));
                }
            }
            _ => self.broken(b),
        }
    }

    fn x10(&mut self, b: u8, mut held: Vec<u8>) {
        if b < 0x20 {
            self.broken(b);
            return;
        }
        held.push(b);
        if let [code, x, y] = held[..] {
            let place = |v: u8| u16::from(v.saturating_sub(33));
            let code = u16::from(code.saturating_sub(32));
            if let Some(mouse) = mouse(code, place(x), place(y), false) {
                self.mouse(mouse);
            }
        } else {
            self.state = State::X10(held);
        }
    }

    fn text(&mut self, b: u8, opener: char, escape: bool) {
        let ended = match b {
            0x07 | 0x18 | 0x1a => true,
            b'\\' if escape => true,
            _ if escape => {
                // The string was broken off by another sequence.
                self.state = State::Escape { twice: false };
                self.byte(b);
                return;
            }
            _ => false,
        };
        if !ended {
            self.state = State::Text {
                opener,
                empty: false,
                escape: b == 0x1b,
            };
        }
    }

    fn utf8(&mut self, b: u8, alt: bool, mut held: Vec<u8>, need: usize) {
        if !(0x80..=0xbf).contains(&b) {
            self.ground(b, false);
            return;
        }
        held.push(b);
        if held.len() < need {
            self.state = State::Utf8 { alt, held, need };
            return;
        }
        let Some(c) = std::str::from_utf8(&held).ok().and_then(|s| s.chars().next()) else {
            return;
        };
        if c.is_control() {
            self.c1(u32::from(c));
        } else {
            self.push(alt_if(alt, KeyEvent::char(c)));
        }
    }

    /// The line is quiet: what is unfinished will not be finished.
    fn settle(&mut self) {
        match std::mem::replace(&mut self.state, State::Ground) {
            State::Escape { twice } => {
                self.key(KeyCode::Esc);
                if twice {
                    self.key(KeyCode::Esc);
                }
                self.late = true;
            }
            State::Csi { held, .. } if held.is_empty() => self.push(KeyEvent::char('[').with_alt()),
            State::Csi { .. } => self.cut = Some(Cut::Csi),
            State::Ss3 { held, .. } if held.is_empty() => self.push(KeyEvent::char('O').with_alt()),
            State::Text {
                opener, empty: true, ..
            } => self.push(KeyEvent::char(opener).with_alt()),
            State::Text { .. } => self.cut = Some(Cut::Text),
            State::Paste(paste) if paste.ended => self.finish_paste(*paste),
            State::Paste(mut paste) => {
                paste.stalled = true;
                self.state = State::Paste(paste);
            }
            _ => {}
        }
    }

    fn finish_paste(&mut self, mut paste: Paste) {
        paste.flush_mark();
        let (text, cut) = clean_paste(&paste.text);
        self.flush_keys();
        self.out.push(Input::Paste {
            text,
            truncated: paste.truncated || cut,
        });
        for b in paste.tail {
            self.byte(b);
        }
        if !matches!(self.state, State::Paste(_)) {
            self.settle();
        }
    }

    fn key(&mut self, code: KeyCode) {
        self.push(KeyEvent::plain(code));
    }

    fn push(&mut self, key: KeyEvent) {
        self.keys.push(key);
    }

    fn mouse(&mut self, mouse: MouseEvent) {
        self.flush_keys();
        self.out.push(Input::Mouse(mouse));
    }

    fn flush_keys(&mut self) {
        if !self.keys.is_empty() {
            self.out.push(Input::Keys(std::mem::take(&mut self.keys)));
        }
    }
}

/// A sequence of which the beginning came and was given up.
#[derive(Debug, Clone, Copy)]
enum Cut {
    /// In the middle of numbers.
    Csi,
    /// In the middle of a text.
    Text,
}

impl Cut {
    /// Whether a read is the end of it: numbers and the letter that ends them, or a text and its end mark. A person does
    /// not type that in one read.
    fn is_ended_by(self, bytes: &[u8]) -> bool {
        match self {
            Self::Csi => {
                let numbers = bytes.iter().take_while(|b| (0x30..=0x3b).contains(*b)).count();
                let last = bytes.get(numbers);
                (1..=SEQUENCE_LIMIT).contains(&numbers) && last.is_some_and(|b| (0x40..=0x7e).contains(b))
            }
            Self::Text => {
                let text = bytes.iter().take_while(|b| (0x20..=0x7e).contains(*b)).count();
                matches!(bytes.get(text..), Some([0x07, ..] | [0x1b, b'\\', ..]))
            }
        }
    }

    /// Where the line is then; what the sequence says is not looked at any more.
    fn state(self) -> State {
        match self {
            Self::Csi => State::Csi {
                alt: false,
                held: Vec::new(),
                overlong: true,
            },
            Self::Text => State::Text {
                opener: ' ',
                empty: false,
                escape: false,
            },
        }
    }
}

/// Whether a read that follows a lone Escape is the rest of its sequence after all: a slow line
/// may cut between the two, and nobody types `[A` in one read.
fn is_late_tail(bytes: &[u8]) -> bool {
    match bytes {
        [b'[', b, ..] => (0x30..=0x7e).contains(b),
        [b']', b, ..] => b.is_ascii_digit(),
        [b'P', b, ..] => matches!(b, b'0' | b'1' | b'>' | b'!'),
        _ => false,
    }
}

/// A single number as rxvt writes it before `$`. Reports that contain `$` have more parameters.
fn is_rxvt_number(held: &[u8]) -> bool {
    matches!(held.len(), 1 | 2) && held.iter().all(u8::is_ascii_digit)
}

/// A control character of the lower set as a key.
fn control(b: u8) -> KeyEvent {
    match b {
        b'\r' | b'\n' => KeyEvent::plain(KeyCode::Enter),
        b'\t' => KeyEvent::plain(KeyCode::Tab),
        0x08 | 0x7f => KeyEvent::plain(KeyCode::Backspace),
        0x1b => KeyEvent::plain(KeyCode::Esc),
        0x00 => KeyEvent::ctrl(' '),
        0x01..=0x1a => KeyEvent::ctrl(char::from(b - 1 + b'a')),
        _ => KeyEvent::ctrl(char::from(b + 0x40)),
    }
}

/// The numbers of a control sequence; sub-parameters after `:` are in the second place.
fn numbers(held: &[u8]) -> impl Iterator<Item = (u32, u32)> {
    held.split(|&b| b == b';').map(|field| {
        let mut parts = field.split(|&b| b == b':').map(|digits| {
            digits.iter().fold(0_u32, |n, b| {
                n.saturating_mul(10)
                    .saturating_add(u32::from(b.wrapping_sub(b'0').min(9)))
            })
        });
        (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
    })
}

/// Adds the modifiers that xterm numbers: one more than a sum of 1 Shift, 2 Alt, 4 Control.
fn modified(code: KeyCode, number: u32) -> KeyEvent {
    KeyEvent::new(code, modifiers(number.saturating_sub(1), [1, 2, 4]))
}

/// The modifiers of a sum; `bits` are those of Shift, Alt and Control.
fn modifiers(sum: u32, bits: [u32; 3]) -> KeyModifiers {
    [KeyModifiers::SHIFT, KeyModifiers::ALT, KeyModifiers::CONTROL]
        .into_iter()
        .zip(bits)
        .filter(|(_, bit)| sum & bit != 0)
        .map(|(modifier, _)| modifier)
        .collect()
}

/// The key, with Alt held where an Escape came before it.
fn alt_if(alt: bool, key: KeyEvent) -> KeyEvent {
    if alt { key.with_alt() } else { key }
}

/// The key of a control sequence, if it is one. A report is not.
fn csi_key(held: &[u8], last: u8) -> Option<KeyEvent> {
    if !held
        .iter()
        .all(|b| b.is_ascii_digit() || matches!(b, b';' | b':'))
    {
        return None;
    }
    let mut numbers = numbers(held);
    let (first, _) = numbers.next().unwrap_or_default();
    let (second, event) = numbers.next().unwrap_or_default();
    let (third, _) = numbers.next().unwrap_or_default();
    if event == 3 {
        return None; // a key that came up
    }
    if let Some(code) = arrow(last) {
        return Some(modified(code, second));
    }
    match last {
        // Not R: `ESC [ 1 ; 5 R` is also a cursor report, and a report must not act.
        b'P' | b'Q' | b'S' => Some(modified(KeyCode::F(last - b'P' + 1), second)),
        b'Z' => Some(KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT)),
        b'a'..=b'd' if held.is_empty() => Some(KeyEvent::new(
            arrow(last.to_ascii_uppercase())?,
            KeyModifiers::SHIFT,
        )),
        b'~' if first == 27 => character(third, second),
        b'u' => character(first, second),
        b'~' => Some(modified(numbered(first)?, second)),
        b'$' => Some(modified(numbered(first)?, 2)),
        b'^' => Some(modified(numbered(first)?, 5)),
        b'@' => Some(modified(numbered(first)?, 6)),
        _ => None,
    }
}

fn arrow(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        _ => return None,
    })
}

/// The keys that VT220 numbered, and rxvt's and the console's additions.
fn numbered(number: u32) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F((number - 10) as u8),
        17..=21 => KeyCode::F((number - 11) as u8),
        23..=26 => KeyCode::F((number - 12) as u8),
        28 | 29 => KeyCode::F((number - 13) as u8),
        31..=34 => KeyCode::F((number - 14) as u8),
        _ => return None,
    })
}

/// A character given by its number (modifyOtherKeys and CSI-u).
fn character(code: u32, modifiers: u32) -> Option<KeyEvent> {
    let named = match code {
        9 => Some(KeyCode::Tab),
        13 | 57414 => Some(KeyCode::Enter),
        27 => Some(KeyCode::Esc),
        8 | 127 => Some(KeyCode::Backspace),
        _ => None,
    };
    if let Some(named) = named {
        let mut key = modified(named, modifiers);
        if named == KeyCode::Tab && key.modifiers.contains(KeyModifiers::SHIFT) {
            key.code = KeyCode::BackTab;
        }
        return Some(key);
    }
    // The private area holds keys that we have no name for.
    let c = char::from_u32(code).filter(|c| !c.is_control() && !('\u{e000}'..='\u{f8ff}').contains(c))?;
    let mut key = modified(KeyCode::Char(c), modifiers);
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        key.code = KeyCode::Char(c.to_ascii_lowercase());
    } else if key.modifiers.contains(KeyModifiers::SHIFT) && c.is_ascii_lowercase() {
        key.code = KeyCode::Char(c.to_ascii_uppercase());
    }
    key.modifiers -= KeyModifiers::SHIFT;
    Some(key)
}

/// The key of `ESC O`: cursor keys, F1 to F4 and the keypad.
fn ss3_key(held: &[u8], last: u8) -> Option<KeyEvent> {
    let modifiers = numbers(held).last().map_or(0, |(n, _)| n);
    if let Some(code) = arrow(last) {
        return Some(modified(code, modifiers));
    }
    let code = match last {
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        b'M' => KeyCode::Enter,
        b'I' => KeyCode::Tab,
        b'X' => KeyCode::Char('='),
        b'a'..=b'd' => {
            return Some(KeyEvent::new(
                arrow(last.to_ascii_uppercase())?,
                KeyModifiers::CONTROL,
            ));
        }
        b'j'..=b'y' => KeyCode::Char(char::from(last - b'j' + b'*')),
        _ => return None,
    };
    Some(modified(code, modifiers))
}

/// A mouse report in the SGR shape (`ESC [ < b ; x ; y M`) or urxvt's (`ESC [ b ; x ; y M`).
fn mouse_report(held: &[u8], last: u8) -> Option<MouseEvent> {
    if !matches!(last, b'M' | b'm') {
        return None;
    }
    let (fields, sgr) = match held.split_first() {
        Some((b'<', rest)) => (rest, true),
        _ => (held, false),
    };
    let mut n = numbers(fields).map(|(n, _)| u16::try_from(n).unwrap_or(u16::MAX));
    let (code, x, y) = (n.next()?, n.next()?, n.next()?);
    let code = if sgr { code } else { code.checked_sub(32)? };
    mouse(
        code,
        x.saturating_sub(1),
        y.saturating_sub(1),
        sgr && last == b'm',
    )
}

/// Reads the button number: low bits the button, then Shift, Alt, Control, motion, wheel.
fn mouse(code: u16, column: u16, row: u16, released: bool) -> Option<MouseEvent> {
    let button = match code & 3 {
        0 => Some(MouseButton::Left),
        1 => Some(MouseButton::Middle),
        2 => Some(MouseButton::Right),
        _ => None,
    };
    let kind = match (code & 0xc0, code & 32 != 0, button) {
        // Old terminals do not say which button came up.
        (0, _, _) if released => MouseEventKind::Up(button.unwrap_or(MouseButton::Left)),
        (0, true, Some(button)) => MouseEventKind::Drag(button),
        (0, true, None) => MouseEventKind::Moved,
        (0, false, Some(button)) => MouseEventKind::Down(button),
        (0, false, None) => MouseEventKind::Up(MouseButton::Left),
        (64, false, Some(MouseButton::Left)) => MouseEventKind::ScrollUp,
        (64, false, Some(MouseButton::Middle)) => MouseEventKind::ScrollDown,
        _ => return None,
    };
    Some(MouseEvent {
        kind,
        column,
        row,
        modifiers: modifiers(u32::from(code), [4, 8, 16]),
    })
}

/// Pasted bytes as text: line ends become LF, a tab becomes a space, every other control
/// character and what is not UTF-8 is dropped, marks are composed. Says whether it was cut.
fn clean_paste(bytes: &[u8]) -> (String, bool) {
    let mut kept = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&b, after)) = rest.split_first() {
        if let Some(after_mark) = rest.strip_prefix(PASTE_START) {
            rest = after_mark;
        } else {
            kept.push(b);
            rest = after;
        }
    }
    let chars = kept.utf8_chunks().flat_map(|chunk| chunk.valid().chars());
    let mut plain = String::with_capacity(kept.len());
    let mut after_return = false;
    for c in chars {
        match c {
            '\n' if after_return => {}
            '\r' | '\n' => plain.push('\n'),
            '\t' => plain.push(' '),
            c if c.is_control() => {}
            c => plain.push(c),
        }
        after_return = c == '\r';
    }
    let mut text = if plain.is_ascii() {
        plain
    } else {
        plain.nfc().collect()
    };
    let cut = text.len() > PASTE_LIMIT;
    text.truncate(text.floor_char_boundary(PASTE_LIMIT));
    (text, cut)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hear(bytes: &[u8]) -> Vec<Input> {
        let mut parser = Parser::new();
        let mut heard = parser.feed(bytes, false);
        while parser.patience().is_some() {
            heard.extend(parser.feed(&[], true));
        }
        heard
    }

    fn keys(bytes: &[u8]) -> Vec<KeyEvent> {
        hear(bytes)
            .into_iter()
            .flat_map(|input| match input {
                Input::Keys(keys) => keys,
                other => panic!("not keys: {other:?}"),
            })
            .collect()
    }

    fn named(spec: &str) -> KeyEvent {
        let mut key = KeyEvent::plain(KeyCode::Esc);
        let (mods, name) = match spec.rsplit_once('-') {
            Some((mods, name)) if !name.is_empty() => (mods, name),
            _ => ("", spec),
        };
        key.modifiers = mods
            .chars()
            .filter_map(|c| match c {
                'C' => Some(KeyModifiers::CONTROL),
                'A' => Some(KeyModifiers::ALT),
                'S' => Some(KeyModifiers::SHIFT),
                _ => None,
            })
            .collect();
        key.code = match name {
            "Up" => KeyCode::Up,
            "Down" => KeyCode::Down,
            "Left" => KeyCode::Left,
            "Right" => KeyCode::Right,
            "Home" => KeyCode::Home,
            "End" => KeyCode::End,
            "PgUp" => KeyCode::PageUp,
            "PgDn" => KeyCode::PageDown,
            "Ins" => KeyCode::Insert,
            "Del" => KeyCode::Delete,
            "BS" => KeyCode::Backspace,
            "Tab" => KeyCode::Tab,
            "BTab" => KeyCode::BackTab,
            "Enter" => KeyCode::Enter,
            "Esc" => KeyCode::Esc,
            f if f.len() > 1 && f.starts_with('F') => KeyCode::F(f[1..].parse().unwrap()),
            c => KeyCode::Char(c.chars().next().unwrap()),
        };
        key
    }

    #[test]
    fn shapes_of_keys() {
        for (bytes, spec) in [
            ("j", "j"),
            ("ệ", "ệ"),
            ("\r", "Enter"),
            ("\n", "Enter"),
            ("\t", "Tab"),
            ("\x7f", "BS"),
            ("\x08", "BS"),
            ("\x0c", "C-l"),
            ("\x00", "C- "),
            ("\x1f", "C-_"),
            ("\x1b", "Esc"),
            ("\x1b\x1b", "Esc Esc"),
            ("\x1bj", "A-j"),
            ("\x1bđ", "A-đ"),
            ("\x1b\r", "A-Enter"),
            ("\x1b[", "A-["),
            ("\x1bO", "A-O"),
            ("\x1b]", "A-]"),
            ("\x1b[A", "Up"),
            ("\x1bOA", "Up"),
            ("\x1b[1;5D", "C-Left"),
            ("\x1b[1;2C", "S-Right"),
            ("\x1b[1;3B", "A-Down"),
            ("\x1b[1;8A", "CAS-Up"),
            ("\x1b\x1b[A", "A-Up"),
            ("\x1b\x1bOB", "A-Down"),
            ("\x1b[H", "Home"),
            ("\x1bOF", "End"),
            ("\x1b[1~", "Home"),
            ("\x1b[7~", "Home"),
            ("\x1b[4~", "End"),
            ("\x1b[5;5~", "C-PgUp"),
            ("\x1b[6~", "PgDn"),
            ("\x1b[2~", "Ins"),
            ("\x1b[3~", "Del"),
            ("\x1b[3$", "S-Del"),
            ("\x1b[3^", "C-Del"),
            ("\x1b[3@", "CS-Del"),
            ("\x1b[a", "S-Up"),
            ("\x1bOd", "C-Left"),
            ("\x1b[Z", "S-BTab"),
            ("\x1bOP", "F1"),
            ("\x1bOR", "F3"),
            ("\x1b[11~", "F1"),
            ("\x1b[[A", "F1"),
            ("\x1b[[E", "F5"),
            ("\x1b[15~", "F5"),
            ("\x1b[17~", "F6"),
            ("\x1b[21~", "F10"),
            ("\x1b[24~", "F12"),
            ("\x1b[34~", "F20"),
            ("\x1b[1;2P", "S-F1"),
            ("\x1b[24;5~", "C-F12"),
            ("\x1bO5P", "C-F1"),
            ("\x1bOM", "Enter"),
            ("\x1bOp", "0"),
            ("\x1bOk", "+"),
            ("\x1b[27;5;108~", "C-l"),
            ("\x1b[108;5u", "C-l"),
            ("\x1b[9;2u", "S-BTab"),
            ("\x1b[97;1:3u", ""),
        ] {
            let expected: Vec<KeyEvent> = if spec == "C- " {
                vec![KeyEvent::ctrl(' ')]
            } else {
                spec.split_whitespace().map(named).collect()
            };
            assert_eq!(keys(bytes.as_bytes()), expected, "{bytes:?}");
        }
    }

    #[test]
    fn answers_and_strings_are_not_keys() {
        for bytes in [
            "\x1b[12;40R",
            "\x1b[1;5R",
            "\x1b[?12;40R",
            "\x1b[?62;22c",
            "\x1b[>41;370;0c",
            "\x1b[?2026;2$y",
            "\x1b[2;1$y",
            "\x1b[8;24;80t",
            "\x1b[0n",
            "\x1b[I",
            "\x1b[O",
            "\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
            "\x1b]11;rgb:ffff/ffff/ffff\x07",
            "\x1bP>|xterm(370)\x1b\\",
            "\x1bP1$r0m\x1b\\",
            "\x1b_Gi=1;OK\x1b\\",
            "\x1b^quit\x1b\\",
            "\x1bXquit\x1b\\",
            "\x1b]0;q",
            "\x1b[201~",
            "\x1b[12\rq",
            "\u{9b}5n",
            "\u{9d}0;q\x07",
        ] {
            let heard = keys(bytes.as_bytes());
            let allowed: &[KeyEvent] = if bytes == "\x1b[12\rq" {
                &[KeyEvent::char('q')]
            } else {
                &[]
            };
            assert_eq!(heard, allowed, "{bytes:?}");
        }
        assert_eq!(keys("\u{9b}A".as_bytes()), [KeyEvent::plain(KeyCode::Up)]);
        assert_eq!(keys(b"\x9bA"), [KeyEvent::plain(KeyCode::Up)]);
        assert_eq!(keys(b"\x1b[999999999999999999999~j"), [KeyEvent::char('j')]);
        let long = format!("\x1b[{}Aj", "1;".repeat(4000));
        assert_eq!(keys(long.as_bytes()), [KeyEvent::char('j')]);
        assert_eq!(keys(b"\xff\xfe\xc3(\xe1\xbb j"), keys(b"( j"));
    }

    #[test]
    fn mouse_reports_in_three_shapes() {
        let press = MouseEvent {
            kind: MouseEventKind::Down(MouseButton::Left),
            column: 9,
            row: 4,
            modifiers: KeyModifiers::NONE,
        };
        for bytes in ["\x1b[<0;10;5M", "\x1b[32;10;5M", "\x1b[M *%"] {
            assert_eq!(hear(bytes.as_bytes()), [Input::Mouse(press)], "{bytes:?}");
        }
        let Some(Input::Mouse(up)) = hear(b"\x1b[<64;1;1M").pop() else {
            panic!("no wheel")
        };
        assert_eq!(up.kind, MouseEventKind::ScrollUp);
        assert_eq!(hear(b"\x1b[<66;1;1M"), []);
        let Some(Input::Mouse(up)) = hear(b"\x1b[<16;1;1m").pop() else {
            panic!("no release")
        };
        assert_eq!(
            (up.kind, up.modifiers),
            (MouseEventKind::Up(MouseButton::Left), KeyModifiers::CONTROL)
        );
    }

    #[test]
    fn a_pause_decides_about_escape() {
        let mut parser = Parser::new();
        assert_eq!(parser.feed(b"\x1b", false), []);
        assert_eq!(parser.patience(), Some(ESCAPE_PAUSE));
        let esc = Input::Keys(vec![KeyEvent::plain(KeyCode::Esc)]);
        assert_eq!(parser.feed(&[], true), [esc]);
        assert_eq!(parser.patience(), None);
        // The rest of an arrow after all: still not two letters.
        let up = Input::Keys(vec![KeyEvent::plain(KeyCode::Up)]);
        assert_eq!(parser.feed(b"[A", false), [up]);
        let open = Input::Keys(vec![KeyEvent::char('[')]);
        assert_eq!(parser.feed(b"[", false), [open]);
    }

    #[test]
    fn a_paste_is_one_text() {
        let paste = |text: &str| Input::Paste {
            text: text.to_owned(),
            truncated: false,
        };
        assert_eq!(
            hear("j\x1b[200~Viê\u{323}t\r\nNam\t\u{7}x\r\x1b[201~k".as_bytes()),
            [
                Input::Keys(vec![KeyEvent::char('j')]),
                paste("Việt\nNam x\n"),
                Input::Keys(vec![KeyEvent::char('k')]),
            ]
        );
        // The end mark inside, and commands after it.
        assert_eq!(
            hear(b"\x1b[200~a\x1b[201~q:quit\rb\x1b[201~"),
            [paste("aq:quit\nb")]
        );
        // Two pastes in one burst do not run what is between them.
        assert_eq!(hear(b"\x1b[200~a\x1b[201~q\x1b[200~b\x1b[201~"), [paste("aqb")]);
        assert_eq!(hear(b"\x1b[200~\x1b[31mred\x9b\x1b[201~"), [paste("[31mred")]);
    }

    #[test]
    fn a_paste_that_never_ends_can_be_left() {
        let mut parser = Parser::new();
        assert_eq!(parser.feed(b"\x1b[200~half", false), []);
        assert_eq!(parser.feed(&[], true), []);
        assert_eq!(parser.patience(), None);
        assert_eq!(parser.feed(b"q", false), []);
        assert_eq!(parser.feed(&[], true), []);
        let heard = parser.feed(b"\x1b", false);
        assert_eq!(
            heard,
            [Input::Paste {
                text: "halfq".to_owned(),
                truncated: false
            }]
        );
        assert_eq!(parser.patience(), None);
    }

    #[test]
    fn a_megabyte_pasted_is_bounded() {
        let mut parser = Parser::new();
        let mut heard = parser.feed(PASTE_START, false);
        for _ in 0..256 {
            heard.extend(parser.feed(&[b'q'; 4096], false));
        }
        heard.extend(parser.feed(b"\x1b[201~", false));
        for _ in 0..256 {
            heard.extend(parser.feed(&[b'q'; 4096], false));
        }
        heard.extend(parser.feed(b"\x1b[201~", true));
        let [Input::Paste { text, truncated }] = &heard[..] else {
            panic!("not one paste: {}", heard.len())
        };
        assert_eq!((text.len(), *truncated), (PASTE_LIMIT, true));
    }

    fn flat(heard: Vec<Input>) -> Vec<Input> {
        heard
            .into_iter()
            .flat_map(|input| match input {
                Input::Keys(keys) => keys.into_iter().map(|k| Input::Keys(vec![k])).collect(),
                other => vec![other],
            })
            .collect()
    }

    fn line() -> impl Strategy<Value = Vec<u8>> {
        let token = prop_oneof![
            any::<u8>().prop_map(|b| vec![b]),
            prop::sample::select(vec![
                &b"\x1b"[..],
                b"\x1b[",
                b"\x1bO",
                b"\x1b]0;",
                b"\x1b\\",
                b"\x1b[A",
                b"\x1b[1;5C",
                b"\x1b[M",
                b"\x1b[<0;3;3M",
                b"\x1b[200~",
                b"\x1b[201~",
                b"\xe1\xbb\x87",
                b"\x7f",
                b"3$",
            ])
            .prop_map(<[u8]>::to_vec),
        ];
        prop::collection::vec(token, 0..60).prop_map(|tokens| tokens.concat())
    }

    proptest! {
        #[test]
        fn nothing_heard_is_a_control_character(bytes in line(), quiet in any::<bool>()) {
            let mut parser = Parser::new();
            let mut heard = Vec::new();
            for chunk in bytes.chunks(3) {
                heard.extend(parser.feed(chunk, quiet));
            }
            heard.extend(parser.feed(&[], true));
            for input in heard {
                match input {
                    Input::Keys(keys) => {
                        prop_assert!(!keys.is_empty());
                        for key in keys {
                            if let KeyCode::Char(c) = key.code {
                                prop_assert!(!c.is_control());
                            }
                        }
                    }
                    Input::Paste { text, .. } => {
                        prop_assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
                    }
                    Input::Mouse(_) => {}
                }
            }
        }

        #[test]
        fn where_the_line_is_cut_does_not_matter(
            bytes in line(),
            cuts in prop::collection::vec(1_usize..7, 1..60),
        ) {
            let mut whole = Parser::new();
            let mut one = whole.feed(&bytes, false);
            one.extend(whole.feed(&[], true));
            let mut parser = Parser::new();
            let mut many = Vec::new();
            let mut rest = &bytes[..];
            for &cut in cuts.iter().cycle() {
                if rest.is_empty() {
                    break;
                }
                let (now, later) = rest.split_at(cut.min(rest.len()));
                many.extend(parser.feed(now, false));
                rest = later;
            }
            many.extend(parser.feed(&[], true));
            prop_assert_eq!(flat(one), flat(many));
        }
    }

    #[test]
    fn the_end_of_a_sequence_that_was_given_up_is_no_keys() {
        for (begun, end) in [
            ("\x1b[?6", "2;1c"),
            ("\x1b[", "?62;1c"), // nothing was cut: an Alt-[, and what follows is swallowed by its own rule
            ("\x1b]11;rgb:0", "0/0/0\x07"),
            ("\x1bP1+r544e", "=787465\x1b\\"),
        ] {
            let mut parser = Parser::new();
            assert_eq!(parser.feed(begun.as_bytes(), false), []);
            let given_up = parser.feed(&[], true);
            if begun == "\x1b[" {
                assert_eq!(given_up.len(), 1);
                continue;
            }
            assert_eq!(given_up, []);
            assert_eq!(parser.feed(end.as_bytes(), false), [], "{begun:?} {end:?}");
            let typed = Input::Keys(vec![KeyEvent::char('c')]);
            assert_eq!(parser.feed(b"c", false), [typed], "and then it is over");
        }
        // A person's keys after a line was cut are keys.
        for keys in ["c", "2", "5", "q", "j", "/ha noi", "\r"] {
            let mut parser = Parser::new();
            parser.feed(b"\x1b[?6", false);
            parser.feed(&[], true);
            assert!(!parser.feed(keys.as_bytes(), false).is_empty(), "{keys:?}");
        }
    }
}
