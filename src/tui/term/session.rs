//! A session at the terminal, from taking it to giving it back.
//!
//! [`Session::enter`] catches the signals, then takes the terminal; the bytes that open the screen go out
//! with the first frame, in one write; [`Session::listen`] sets guard and reader to work, which the first frame
//! need not wait for. [`Session::leave`] (or dropping
//! the session, or a panic, or the guard) gives everything back as it was found.
//!
//! This room must never know what is shown.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crossterm::clipboard::CopyToClipboard;
use rustix::process::{Signal as Kill, getpid, kill_current_process_group, kill_process};

use crate::tui::term::background::{self, Background};
use crate::tui::term::caps::{Caps, Env};
use crate::tui::term::fence::Line;
use crate::tui::term::guard::Guard;
use crate::tui::term::output::TtySink;
use crate::tui::term::parser::Parser;
use crate::tui::term::pictures::{self, Asking, Pictures, Said, Speech, speech};
use crate::tui::term::screen::Screen;
use crate::tui::term::signal::{Heard, Signal};
use crate::tui::term::tty::Tty;
use crate::tui::term::{command, guard, input, named, tty};

/// The longest text that is put on the clipboard: terminals refuse more.
pub const CLIPBOARD_LIMIT: usize = 48 * 1024;

/// How long the terminal is kept for an answer that is under way, so that it does not end up in the shell.
const LAST_ANSWER: Duration = Duration::from_secs(3);

/// How long after the start the terminal's word on its background and its name is waited for before it is given back, near and
/// far: one that has not answered by then never will.
const FIRST_ANSWERS: (Duration, Duration) = (Duration::from_millis(500), Duration::from_millis(1_500));

/// The questions for the background and the name, and how many of them were answered.
#[derive(Debug)]
struct Asked {
    guess: Option<Background>,
    name: bool,
    at: Instant,
    answers: Arc<Answers>,
}

impl Asked {
    fn questions(&self) -> u64 {
        u64::from(self.guess.is_some()) + u64::from(self.name)
    }
}

/// Answers of the terminal so far, counted where they are read.
#[derive(Debug, Default)]
struct Answers {
    count: Mutex<u64>,
    came: Condvar,
}

impl Answers {
    fn one_more(&self) {
        *self.count.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.came.notify_all();
    }

    /// Waits until there are more than `seen`, at most so long.
    fn wait(&self, seen: u64, limit: Duration) {
        let count = self.count.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = self.came.wait_timeout_while(count, limit, |n| *n <= seen);
    }
}

/// A terminal that is ours.
#[derive(Debug)]
pub struct Session {
    tty: &'static Tty,
    caps: Caps,
    screen: Screen<TtySink>,
    /// Guard and reader, until they are set to work.
    waiting: Option<(Guard, OwnedFd)>,
    answers: Arc<Answers>,
    /// Answers that the screen was told of.
    taken: u64,
    asked: Asked,
    shows: Shows,
}

/// What is known of how the terminal shows pictures.
#[derive(Debug, Default)]
struct Shows {
    /// When it was asked.
    asked: Option<Instant>,
    asking: Asking,
    found: Option<Pictures>,
    /// Last answers.
    answers: Arc<Answers>,
}

impl Session {
    /// Takes the terminal, with every signal caught. Nothing is heard before [`Session::listen`]. With a guess at the
    /// background the terminal is asked for it with the first frame; [`Signal::Background`] comes only where it is another.
    /// With `name` it is asked who it is; [`Signal::Named`] comes only where it is one that has every sign.
    ///
    /// # Errors
    /// The terminal cannot be read or set, or signals cannot be caught.
    pub fn enter(caps: Caps, guess: Option<Background>, name: bool) -> io::Result<Self> {
        let tty = tty::hold(caps)?;
        let guard = guard::ready(tty.as_fd().try_clone_to_owned()?)?;
        let reader = tty::open_reader()?;
        tty.take()?;
        let mut session = Self {
            tty,
            caps,
            screen: Screen::new(TtySink(tty), caps),
            waiting: Some((guard, reader)),
            answers: Arc::default(),
            taken: 0,
            asked: Asked {
                guess,
                name,
                at: Instant::now(),
                answers: Arc::default(),
            },
            shows: Shows::default(),
        };
        session.screen.send_ahead(&tty.entering());
        if guess.is_some() {
            session.screen.send_ahead(background::QUESTION);
        }
        if name {
            session.screen.send_ahead(named::QUESTION);
        }
        Ok(session)
    }

    /// Begins to hear. `send` is called from the reader's and the guard's threads for everything that is heard, also for
    /// what has come since the terminal was taken, and must not block for long. A second call does nothing.
    ///
    /// # Errors
    /// A thread could not be started.
    pub fn listen<F>(&mut self, send: F) -> io::Result<()>
    where
        F: Fn(Heard) + Send + Clone + 'static,
    {
        match self.waiting.take() {
            None => Ok(()),
            Some((guard, reader)) => {
                guard.watch(send.clone())?;
                let answers = Arc::clone(&self.answers);
                let (guess, said) = (self.asked.guess, Arc::clone(&self.asked.answers));
                let last = Arc::clone(&self.shows.answers);
                let mut parser = Parser::new();
                if guess.is_some() {
                    parser = parser.asking();
                }
                if self.asked.name {
                    parser = parser.asking_name();
                }
                input::listen(reader, parser, move |heard| {
                    // Nobody is woken for what is so already.
                    match &heard {
                        Heard::Signal(Signal::Answered) => answers.one_more(),
                        Heard::Signal(Signal::Background(background)) => {
                            said.one_more();
                            if Some(*background) == guess {
                                return;
                            }
                        }
                        Heard::Signal(Signal::Named { rich }) => {
                            said.one_more();
                            if !rich {
                                return;
                            }
                        }
                        Heard::Signal(Signal::Pictures(Said::Features { .. })) => last.one_more(),
                        _ => {}
                    }
                    send(heard);
                })
            }
        }
    }

    /// What the terminal can do.
    pub const fn caps(&self) -> Caps {
        self.caps
    }

    /// What to draw on.
    pub const fn screen(&mut self) -> &mut Screen<TtySink> {
        &mut self.screen
    }

    /// How the terminal shows pictures, as far as that is known by now.
    pub const fn pictures(&self) -> Option<Pictures> {
        self.shows.found
    }

    /// Finds out how the terminal shows pictures: by its name, or it is asked with the next frame, once. Whatever a terminal
    /// that knows the question by no half makes of it is drawn over.
    pub fn ask_pictures(&mut self) {
        if self.shows.asked.is_some() || self.shows.found.is_some() {
            return;
        }
        match speech(&Env::read(), self.caps) {
            Speech::None => {}
            Speech::Known(protocol) => {
                self.shows.found = Some(Pictures::new(protocol, self.tty.cell(), self.caps.line));
            }
            Speech::Ask => {
                self.shows.asked = Some(Instant::now());
                self.screen.send_ahead(pictures::QUESTION);
                self.screen.resized();
            }
        }
    }

    /// Does what a signal asks of the terminal. The caller draws afterwards, or ends on
    /// [`Signal::End`].
    ///
    /// # Errors
    /// The process could not be stopped, or the terminal not be set when it ran again.
    pub fn obey(&mut self, signal: Signal) -> io::Result<()> {
        match signal {
            Signal::End(_) => {
                self.leave();
                Ok(())
            }
            Signal::Stop => self.suspend(),
            Signal::Resumed => self.resume(),
            Signal::Resized => {
                self.screen.resized();
                Ok(())
            }
            Signal::Answered => {
                self.taken += 1;
                self.screen.answered();
                Ok(())
            }
            Signal::Pictures(said) => {
                let found = self.shows.asking.take(said, self.tty.cell(), self.caps.line);
                // An answer to nothing changes nothing.
                self.shows.found = self.shows.found.or(found.filter(|_| self.shows.asked.is_some()));
                Ok(())
            }
            // The terminal is as it was; whoever draws takes other colours, other signs.
            Signal::Background(_) | Signal::Named { .. } => Ok(()),
        }
    }

    /// Gives the terminal back and stops this process, as a stop signal from outside asks;
    /// returns when it runs again, with the terminal taken.
    ///
    /// # Errors
    /// It could not be stopped, or the terminal could not be set when it ran again.
    pub fn suspend(&mut self) -> io::Result<()> {
        self.leave();
        kill_process(getpid(), Kill::STOP)?;
        self.resume()
    }

    /// What Ctrl-Z asks: stops the whole job, where a shell is there to continue it. False where
    /// there is none (a session's only program, a forced command): then nothing happens.
    ///
    /// # Errors
    /// The job could not be stopped, or the terminal not be set when it ran again.
    pub fn suspend_job(&mut self) -> io::Result<bool> {
        if !has_job_control() {
            return Ok(false);
        }
        self.settle();
        self.leave();
        kill_current_process_group(Kill::STOP)?;
        self.resume()?;
        Ok(true)
    }

    /// Takes the terminal (again), and forgets what it showed.
    ///
    /// # Errors
    /// It cannot be set.
    pub fn resume(&mut self) -> io::Result<()> {
        self.tty.take()?;
        self.screen.forget();
        self.screen.send_ahead(&self.tty.entering());
        Ok(())
    }

    /// Switches mouse reports on or off; they are off at first.
    pub fn set_mouse(&mut self, on: bool) {
        let bytes = self.tty.switch_mouse(on);
        self.screen.send_ahead(&bytes);
    }

    /// Asks the terminal to put a text on the clipboard, with the next frame. False if it is too
    /// long for that.
    pub fn copy(&mut self, text: &str) -> bool {
        let sequence = to_clipboard(text);
        if let Some(sequence) = &sequence {
            self.screen.send_ahead(sequence);
        }
        sequence.is_some()
    }

    /// Waits a little for an answer of the terminal that is under way: after [`Self::leave`] it would be typed into whatever
    /// reads next. For an end that a person asked for; whoever is ended from outside does not wait.
    pub fn settle(&mut self) {
        if let Some(left) = self.screen.owed() {
            self.answers.wait(self.taken, left.min(LAST_ANSWER));
        }
        let (near, far) = FIRST_ANSWERS;
        let most = if self.caps.line == Line::Far { far } else { near };
        if let Some(before) = self.asked.questions().checked_sub(1) {
            let left = most.saturating_sub(self.asked.at.elapsed());
            self.asked.answers.wait(before, left);
        }
        if let Some(at) = self.shows.asked {
            self.shows.answers.wait(0, most.saturating_sub(at.elapsed()));
        }
    }

    /// Gives the terminal back as it was found. Nothing is drawn after this.
    pub fn leave(&mut self) {
        self.tty.give_back();
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.leave();
    }
}

/// The sequence that puts `text` on the clipboard of the terminal at the user's side (OSC 52), or nothing if the text is
/// longer than [`CLIPBOARD_LIMIT`] bytes.
fn to_clipboard(text: &str) -> Option<Vec<u8>> {
    (text.len() <= CLIPBOARD_LIMIT).then(|| command::bytes(CopyToClipboard::to_clipboard_from(text)))
}

/// Is there a shell that would continue us after a stop? There is when some process above us, of
/// our session, is not of our own group; the system calls a group without one orphaned.
pub fn has_job_control() -> bool {
    let Some(own) = Kin::of("self") else { return false };
    let mut parent = own.parent;
    // Bounded, in case the tree changes while it is walked.
    for _ in 0..64 {
        let Some(kin) = Kin::of(&parent) else { return false };
        if kin.session != own.session {
            return false;
        }
        if kin.group != own.group {
            return true;
        }
        parent = kin.parent;
    }
    false
}

/// A process's parent, group and session, as the system tells them. Asked as text and not as numbers of processes: the
/// parent may be gone by now, or be one that has no session, whose number is 0.
struct Kin {
    parent: String,
    group: String,
    session: String,
}

impl Kin {
    /// The fields after the state that follows the name in a process's `stat`.
    fn of(process: &str) -> Option<Self> {
        let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
        let (_, fields) = stat.rsplit_once(')')?;
        let mut fields = fields.split_whitespace().skip(1).map(str::to_owned);
        Some(Self {
            parent: fields.next()?,
            group: fields.next()?,
            session: fields.next()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clipboard_sequences() {
        for (text, expected) in [
            ("foo", "\x1b]52;c;Zm9v\x1b\\"),
            ("Hà Nội", "\x1b]52;c;SMOgIE7hu5lp\x1b\\"),
        ] {
            assert_eq!(to_clipboard(text).unwrap(), expected.as_bytes());
        }
        assert_eq!(to_clipboard(&"x".repeat(CLIPBOARD_LIMIT + 1)), None);
    }
}
