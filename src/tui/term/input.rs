//! The thread that reads the terminal.
//!
//! It sleeps in a blocking read and wakes for bytes alone; only while a sequence is unfinished
//! does it wait with a limit. When the terminal is gone it says so once and ends, so that a dead
//! line can never be spun on.
//!
//! More letters in one read than fingers can have typed are a paste from a terminal that does not
//! bracket its pastes: they are handed on as one, once the line is quiet, so that no letter of them
//! acts as a command.
//!
//! This room must never know what the keys do, nor who listens.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, read};
use unicode_normalization::UnicodeNormalization;

use crate::tui::drill::{self, Part};
use crate::tui::term::key::{Input, KeyCode, KeyEvent, KeyExt as _, PASTE_LIMIT};
use crate::tui::term::parser::Parser;
use crate::tui::term::signal::{End, Heard, Signal};

/// Empty reads in a row after which the line counts as gone.
const EMPTY_READS: u32 = 3;

/// So many letters in one read are a flood, if there are so many different ones among them.
const FLOOD: usize = 32;
const FLOOD_KINDS: usize = 4;
/// So many are one even with Backspaces among them.
const SURE_FLOOD: usize = 256;
/// How long the line is quiet when a flood is over; a long one comes in pieces, with pauses where
/// the line or the machine is busy.
const FLOOD_PAUSE: Duration = Duration::from_millis(50);
const LONG_FLOOD_PAUSE: Duration = Duration::from_millis(500);

/// What came of waiting for bytes.
enum Line {
    Bytes(usize),
    Quiet,
    Nothing,
    Gone,
}

/// Starts the reader on `tty`, which it owns, with a parser at rest. `send` is called for every batch, and once with
/// [`End::Gone`] when there is nothing to read from any more.
pub fn listen(tty: OwnedFd, parser: Parser, send: impl Fn(Heard) + Send + 'static) -> io::Result<()> {
    thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || {
            read_all(&tty, parser, &send);
            send(Heard::Signal(Signal::End(End::Gone)));
        })
        .map(drop)
}

fn read_all(tty: &OwnedFd, mut parser: Parser, send: &impl Fn(Heard)) {
    let mut floods = Floods::default();
    let mut buffer = vec![0; 4096];
    let mut empty = 0;
    loop {
        let patience = parser.patience().or(floods.patience());
        let torn = parser.patience().is_some();
        let heard = match next(tty, &mut buffer, patience) {
            Line::Bytes(n) => {
                empty = 0;
                drill::pass(Part::Input);
                parser.feed(buffer.get(..n).unwrap_or_default(), false)
            }
            Line::Quiet if torn => parser.feed(&[], true),
            Line::Quiet => floods.end().into_iter().collect(),
            Line::Nothing => {
                empty += 1;
                if empty >= EMPTY_READS {
                    return;
                }
                continue;
            }
            Line::Gone => return,
        };
        if parser.take_answer() {
            send(Heard::Signal(Signal::Answered));
        }
        if let Some(background) = parser.take_background() {
            send(Heard::Signal(Signal::Background(background)));
        }
        if let Some(rich) = parser.take_name() {
            send(Heard::Signal(Signal::Named { rich }));
        }
        for said in parser.take_said() {
            send(Heard::Signal(Signal::Pictures(said)));
        }
        for input in heard.into_iter().flat_map(|input| floods.take(input)) {
            send(Heard::Input(input));
        }
    }
}

/// Finds pastes that come without brackets.
#[derive(Debug, Default)]
struct Floods {
    text: Option<String>,
    truncated: bool,
}

impl Floods {
    /// How long a flood waits for more of it.
    fn patience(&self) -> Option<Duration> {
        let long = |text: &String| text.len() > SURE_FLOOD;
        self.text
            .as_ref()
            .map(|text| if long(text) { LONG_FLOOD_PAUSE } else { FLOOD_PAUSE })
    }

    /// Takes in what was read; gives what is to be handed on now.
    fn take(&mut self, input: Input) -> Vec<Input> {
        match input {
            Input::Keys(keys) if self.text.is_some() || is_flood(&keys) => {
                self.add(&keys);
                Vec::new()
            }
            other => self.end().into_iter().chain([other]).collect(),
        }
    }

    fn add(&mut self, keys: &[KeyEvent]) {
        let text = self.text.get_or_insert_default();
        let typed = keys.iter().filter_map(|key| match key.code {
            KeyCode::Enter => Some('\n'),
            KeyCode::Tab => Some(' '),
            _ => key.text(),
        });
        for c in typed {
            if text.len() + c.len_utf8() <= PASTE_LIMIT {
                text.push(c);
            } else {
                self.truncated = true;
            }
        }
    }

    fn end(&mut self) -> Option<Input> {
        let text = self.text.take()?.nfc().collect();
        let truncated = std::mem::take(&mut self.truncated);
        Some(Input::Paste { text, truncated })
    }
}

/// Many letters in one read, and not one key held down, nor an input method at work, which erases.
fn is_flood(keys: &[KeyEvent]) -> bool {
    let mut kinds: Vec<char> = Vec::new();
    let mut letters = 0;
    for c in keys.iter().filter_map(KeyEvent::text) {
        letters += 1;
        if kinds.len() < FLOOD_KINDS && !kinds.contains(&c) {
            kinds.push(c);
        }
    }
    let erases = keys.iter().any(|key| key.code == KeyCode::Backspace);
    kinds.len() >= FLOOD_KINDS && letters >= if erases { SURE_FLOOD } else { FLOOD }
}

fn next(tty: &OwnedFd, buffer: &mut [u8], patience: Option<Duration>) -> Line {
    if patience.is_some() && !readable(tty, patience) {
        return Line::Quiet;
    }
    loop {
        return match read(tty, &mut *buffer) {
            Ok(0) => Line::Nothing,
            Ok(n) => Line::Bytes(n),
            Err(Errno::INTR) => continue,
            Err(Errno::AGAIN) => {
                readable(tty, None);
                continue;
            }
            Err(_) => Line::Gone,
        };
    }
}

/// Waits until there is something to read, or the time is up (false).
fn readable(tty: &OwnedFd, limit: Option<Duration>) -> bool {
    let limit = limit.and_then(|limit| Timespec::try_from(limit).ok());
    let mut fds = [PollFd::from_borrowed_fd(tty.as_fd(), PollFlags::IN)];
    !matches!(poll(&mut fds, limit.as_ref()), Ok(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(typed: &str) -> Input {
        Input::Keys(typed.chars().map(KeyEvent::char).collect())
    }

    #[test]
    fn only_what_no_fingers_typed_is_a_flood() {
        let mut floods = Floods::default();
        for typed in [
            "jjkkll",
            &"j".repeat(500),
            &"jk".repeat(100),
            "Ha Noi, hen gui bao cao",
        ] {
            assert_eq!(floods.take(keys(typed)), [keys(typed)]);
        }
        let long = "Ki\u{301}nh gửi quý Sở, xin báo cáo ".repeat(2);
        assert_eq!(floods.take(keys(&long)), []);
        assert_eq!(floods.take(keys("q")), [], "what follows closely belongs to it");
        assert!(floods.patience().is_some());
        let text = long.replace("Ki\u{301}nh", "Kính") + "q";
        assert_eq!(
            floods.end(),
            Some(Input::Paste {
                text,
                truncated: false
            })
        );
        assert_eq!((floods.patience(), floods.end()), (None, None));
        assert_eq!(floods.take(keys("q")), [keys("q")]);
    }

    #[test]
    fn a_flood_is_bounded() {
        let mut floods = Floods::default();
        for _ in 0..100 {
            assert_eq!(floods.take(keys(&"đây là gì ".repeat(400))), []);
        }
        let Some(Input::Paste {
            text,
            truncated: true,
        }) = floods.end()
        else {
            unreachable!("a cut paste");
        };
        assert!(text.len() <= PASTE_LIMIT && text.len() > PASTE_LIMIT - 4);
    }
}
