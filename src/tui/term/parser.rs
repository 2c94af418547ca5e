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
//! What a whole sequence says stands in `sequence`, what is kept of a paste in `paste`. crossterm has a parser too, but it
//! can be reached only through its reader, which hides where one read ended.

use std::time::Duration;

use crate::tui::term::answers::Answers;
use crate::tui::term::background::Background;
use crate::tui::term::key::{Input, KeyCode, KeyEvent, KeyExt, MouseEvent};
use crate::tui::term::paste::{Paste, clean_paste};
use crate::tui::term::pictures::Said;
use crate::tui::term::sequence::{alt_if, control, csi_key, is_rxvt_number, mouse, mouse_report, ss3_key};
use crate::tui::term::torn::{Cut, SEQUENCE_LIMIT, is_late_tail};

/// How long a lone Escape waits for the rest of a sequence.
const ESCAPE_PAUSE: Duration = Duration::from_millis(25);
/// How long an ended paste waits for another end mark.
const PASTE_PAUSE: Duration = Duration::from_millis(50);
/// The same for a paste that is long, or whose end mark was not the last that came: its pieces
/// come with pauses where the line or the machine is busy, and what follows must not be typed.
const LONG_PASTE_PAUSE: Duration = Duration::from_millis(500);
/// How long a sequence that was cut in the middle is waited for.
const TORN_PAUSE: Duration = Duration::from_millis(500);
/// After this long inside a paste, a lone Escape or Ctrl-C gets out of it.
const STALL_PAUSE: Duration = Duration::from_secs(1);

/// Where in a sequence the line is; what came of it so far is held beside it.
#[derive(Debug, Default)]
enum State {
    #[default]
    Ground,
    /// After ESC; `twice` after ESC ESC.
    Escape {
        twice: bool,
    },
    /// After `ESC [`; `deaf` when what it says is not looked at.
    Csi {
        alt: bool,
        deaf: bool,
    },
    /// After `ESC O`.
    Ss3 {
        alt: bool,
    },
    /// After `ESC [ [`, the Linux console's F1 to F5.
    ConsoleF,
    /// After `ESC [ M`: three bytes.
    X10,
    /// Inside OSC, DCS, APC, PM or SOS; the opener is the key it would be if nothing followed. `escape` after an ESC in it.
    Text {
        opener: Option<char>,
        escape: bool,
    },
    /// Inside a character of several bytes.
    Utf8 {
        alt: bool,
        need: usize,
    },
    Paste(Box<Paste>),
}

const CSI: State = State::Csi {
    alt: false,
    deaf: false,
};
/// A text of which something came.
const TEXT: State = State::Text {
    opener: None,
    escape: false,
};

/// Turns bytes into [`Input`].
#[derive(Debug, Default)]
pub struct Parser {
    state: State,
    /// The bytes of the sequence that the line is in.
    held: Vec<u8>,
    keys: Vec<KeyEvent>,
    out: Vec<Input>,
    /// Escape was given out after a pause: its sequence may still come, late.
    late: bool,
    /// The terminal said how it is.
    answered: bool,
    /// What else it was asked, and what it said.
    answers: Answers,
    /// A sequence was cut in the middle and dropped after a pause: its end may still come, later.
    cut: Option<Cut>,
}

impl Parser {
    /// A parser at rest.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same after the terminal was asked for its background: the answer is looked for, once.
    #[must_use]
    pub fn asking(mut self) -> Self {
        self.answers.asked = true;
        self
    }

    /// The same after the terminal was asked for its name.
    #[must_use]
    pub fn asking_name(mut self) -> Self {
        self.answers.asked_name = true;
        self
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

    /// What the terminal said of its background, once; only of a parser that is [`Self::asking`].
    pub const fn take_background(&mut self) -> Option<Background> {
        self.answers.background.take()
    }

    /// Whether the terminal said the name of one that has every sign, once; only of a parser that is [`Self::asking_name`].
    pub const fn take_name(&mut self) -> Option<bool> {
        self.answers.rich.take()
    }

    /// What the terminal said of how it shows pictures since this was last asked, in its order.
    pub fn take_said(&mut self) -> Vec<Said> {
        std::mem::take(&mut self.answers.said)
    }

    /// How long to wait for more before calling `feed(&[], true)`; `None` when nothing is
    /// unfinished and the reader may sleep for ever.
    pub fn patience(&self) -> Option<Duration> {
        match &self.state {
            State::Ground => None,
            // While an answer is owed, what looks like the beginning of it may well be one.
            State::Text {
                opener: Some(']'), ..
            } if self.answers.asked => Some(TORN_PAUSE),
            State::Text {
                opener: Some('P'), ..
            } if self.answers.asked_name => Some(TORN_PAUSE),
            // Alt and an underscore is no command anywhere, and the beginning of what kitty answers.
            State::Text {
                opener: Some('_'), ..
            } => Some(TORN_PAUSE),
            State::Escape { .. } | State::Text { opener: Some(_), .. } => Some(ESCAPE_PAUSE),
            State::Csi { deaf: false, .. } | State::Ss3 { .. } if self.held.is_empty() => Some(ESCAPE_PAUSE),
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
            self.state = taken_up(cut);
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
            State::Csi { alt, deaf } => self.csi(b, alt, deaf),
            State::Ss3 { alt } => self.ss3(b, alt),
            State::ConsoleF => match b {
                b'A'..=b'E' => self.key(KeyCode::F(b - b'A' + 1)),
                _ => self.broken(b),
            },
            State::X10 => self.x10(b),
            State::Text { opener, escape } => self.text(b, opener, escape),
            State::Utf8 { alt, need } => self.utf8(b, alt, need),
            State::Paste(mut paste) => {
                paste.byte(b);
                self.state = State::Paste(paste);
            }
        }
    }

    /// Goes into a sequence of which nothing has come yet.
    fn begin(&mut self, state: State) {
        self.held.clear();
        self.state = state;
    }

    /// A byte outside of any sequence, or after ESC when `alt`.
    fn ground(&mut self, b: u8, alt: bool) {
        let need = match b {
            0x1b => return self.state = State::Escape { twice: false },
            0x00..=0x1f | 0x7f => return self.push(alt_if(alt, control(b))),
            0x20..=0x7e => return self.push(alt_if(alt, KeyEvent::char(char::from(b)))),
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            _ => return self.c1(u32::from(b)),
        };
        self.begin(State::Utf8 { alt, need });
        self.held.push(b);
    }

    /// A control of the upper set, alone or written in UTF-8: what it introduces must be
    /// swallowed, what it is must not be typed.
    fn c1(&mut self, code: u32) {
        self.begin(match code {
            0x8f => State::Ss3 { alt: false },
            0x9b => CSI,
            0x90 | 0x98 | 0x9d | 0x9e | 0x9f => TEXT,
            _ => State::Ground,
        });
    }

    fn escape(&mut self, b: u8, twice: bool) {
        let alt = twice;
        match b {
            b'[' => self.begin(State::Csi { alt, deaf: false }),
            b'O' => self.begin(State::Ss3 { alt }),
            b']' | b'P' | b'X' | b'^' | b'_' => {
                let opener = Some(char::from(b));
                self.begin(State::Text {
                    opener,
                    escape: false,
                });
            }
            _ => {
                if twice {
                    self.key(KeyCode::Esc);
                }
                if b == 0x1b {
                    self.state = State::Escape { twice: true };
                } else {
                    self.ground(b, true);
                }
            }
        }
    }

    fn csi(&mut self, b: u8, alt: bool, deaf: bool) {
        match b {
            b'[' if self.held.is_empty() && !deaf => self.state = State::ConsoleF,
            b'$' if is_rxvt_number(&self.held) => self.csi_key(b, alt),
            0x20..=0x3f => {
                let deaf = deaf || self.held.len() == SEQUENCE_LIMIT;
                if !deaf {
                    self.held.push(b);
                }
                self.state = State::Csi { alt, deaf };
            }
            0x40..=0x7e if deaf => {}
            b'M' if self.held.is_empty() => self.state = State::X10,
            0x40..=0x7e => self.csi_key(b, alt),
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

    fn csi_key(&mut self, last: u8, alt: bool) {
        if self.held == b"200" && last == b'~' {
            self.flush_keys();
            self.state = State::Paste(Box::default());
        } else if last == b'n' && matches!(self.held[..], [b'0' | b'3']) {
            // Two escapes before it: a key, and the answer that came right behind.
            if alt {
                self.key(KeyCode::Esc);
            }
            self.answered = true;
        } else if self.answers.take_report(&self.held, last) {
            // It goes no further.
        } else if let Some(mouse) = mouse_report(&self.held, last) {
            self.mouse(mouse);
        } else if let Some(key) = csi_key(&self.held, last) {
            self.push(alt_if(alt, key));
        }
    }

    fn ss3(&mut self, b: u8, alt: bool) {
        match b {
            b'0'..=b'9' | b';' if self.held.len() < 8 => {
                self.held.push(b);
                self.state = State::Ss3 { alt };
            }
            0x20..=0x7e => {
                if let Some(key) = ss3_key(&self.held, b) {
                    self.push(alt_if(alt, key));
                }
            }
            _ => self.broken(b),
        }
    }

    fn x10(&mut self, b: u8) {
        if b < 0x20 {
            return self.broken(b);
        }
        self.held.push(b);
        let [code, x, y] = self.held[..] else {
            return self.state = State::X10;
        };
        let place = |v: u8| u16::from(v.saturating_sub(33));
        let code = u16::from(code.saturating_sub(32));
        if let Some(mouse) = mouse(code, place(x), place(y), false) {
            self.mouse(mouse);
        }
    }

    fn text(&mut self, b: u8, opener: Option<char>, escape: bool) {
        if let Some(opener @ (']' | 'P' | '_')) = opener {
            self.held.push(opener as u8);
        }
        match b {
            0x07 => self.answers.take_text(&self.held),
            0x18 | 0x1a => {}
            b'\\' if escape => self.answers.take_text(&self.held),
            _ if escape => {
                // The string was broken off by another sequence.
                self.state = State::Escape { twice: false };
                self.byte(b);
            }
            _ => {
                let escape = b == 0x1b;
                let owed = self.answers.may_be_one(&self.held);
                if owed && !escape && self.held.len() <= SEQUENCE_LIMIT {
                    self.held.push(b);
                }
                self.state = State::Text { opener: None, escape };
            }
        }
    }

    fn utf8(&mut self, b: u8, alt: bool, need: usize) {
        if !(0x80..=0xbf).contains(&b) {
            return self.ground(b, false);
        }
        self.held.push(b);
        if self.held.len() < need {
            return self.state = State::Utf8 { alt, need };
        }
        let text = std::str::from_utf8(&self.held).unwrap_or_default();
        match text.chars().next() {
            Some(c) if c.is_control() => self.c1(u32::from(c)),
            Some(c) => self.push(alt_if(alt, KeyEvent::char(c))),
            None => {}
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
            State::Csi { deaf: false, .. } if self.held.is_empty() => {
                self.push(KeyEvent::char('[').with_alt());
            }
            State::Csi { .. } => self.cut = Some(Cut::Csi),
            State::Ss3 { .. } if self.held.is_empty() => self.push(KeyEvent::char('O').with_alt()),
            State::Text {
                opener: Some(opener), ..
            } => self.push(KeyEvent::char(opener).with_alt()),
            State::Text { escape: true, .. } => self.cut = Some(Cut::EndMark),
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

/// Where the line is when the rest of a sequence comes after all; what a control sequence says is not looked at any more.
const fn taken_up(cut: Cut) -> State {
    match cut {
        Cut::Csi => State::Csi {
            alt: false,
            deaf: true,
        },
        Cut::Text => TEXT,
        Cut::EndMark => State::Text {
            opener: None,
            escape: true,
        },
    }
}
