//! Takes letters apart in a thread of its own, so that one that is too slow, or trips up its reader, costs itself and
//! nothing else (reliability row 31).
//!
//! It must never know what becomes of a letter.

use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Once};
use std::thread;
use std::time::{Duration, Instant};

use crate::core::letter::Unreadable;
use crate::mail::{Limits, Mail, Unread};

/// What takes a letter apart.
pub(super) type Read = fn(&[u8], &Limits) -> Result<Mail, Unread>;

/// The thread's name; a panic in it is an answer and no fault of the program, and is told as one.
const NAME: &str = "letter";
/// So often whoever waits looks whether it is to stop.
const LOOK: Duration = Duration::from_millis(100);

/// What comes of reading.
pub(super) enum Heard {
    /// The letter, or why it cannot be read.
    Told(Box<Result<Mail, Unread>>),
    /// It was asked to stop before there was an answer.
    Stopped,
}

/// A thread that takes letters apart, one after the other; another takes its place where one does not answer in time.
pub(super) struct Hand {
    read: Read,
    limits: Limits,
    worker: Option<Worker>,
}

struct Worker {
    letters: Sender<Arc<[u8]>>,
    answers: Receiver<Result<Mail, Unread>>,
}

impl Hand {
    pub(super) fn new(read: Read, limits: Limits) -> Self {
        Self {
            read,
            limits,
            worker: None,
        }
    }

    /// Takes a letter apart, within the seconds that the limits give.
    pub(super) fn read(&mut self, letter: &Arc<[u8]>, stop: &AtomicBool) -> Heard {
        let crashed = |detail: &str| {
            Heard::Told(Box::new(Err(Unread {
                why: Unreadable::Crashed,
                detail: detail.to_owned(),
            })))
        };
        let worker = match self
            .worker
            .take()
            .map_or_else(|| Worker::start(self.read, self.limits), Ok)
        {
            Ok(worker) => worker,
            Err(why) => return crashed(&why.to_string()),
        };
        if worker.letters.send(letter.clone()).is_err() {
            return crashed("no thread");
        }
        let until = Instant::now() + Duration::from_secs(self.limits.seconds);
        loop {
            match worker.answers.recv_timeout(LOOK) {
                Ok(answer) => {
                    self.worker = Some(worker);
                    return Heard::Told(Box::new(answer));
                }
                Err(RecvTimeoutError::Disconnected) => return crashed("thread ended"),
                // A thread cannot be ended from outside: it is left alone and ends by itself.
                Err(RecvTimeoutError::Timeout) if stop.load(Ordering::Relaxed) => return Heard::Stopped,
                Err(RecvTimeoutError::Timeout) if Instant::now() >= until => {
                    return Heard::Told(Box::new(Err(Unread {
                        why: Unreadable::TooSlow,
                        detail: format!("{} s", self.limits.seconds),
                    })));
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }
}

impl Worker {
    fn start(read: Read, limits: Limits) -> std::io::Result<Self> {
        quietly();
        let (letters, incoming) = channel::<Arc<[u8]>>();
        let (outgoing, answers) = channel();
        thread::Builder::new().name(NAME.to_owned()).spawn(move || {
            for letter in incoming {
                let told = panic::catch_unwind(AssertUnwindSafe(|| read(&letter, &limits)));
                let answer = told.unwrap_or_else(|what| {
                    let words = what.downcast_ref::<&str>().map(|s| (*s).to_owned());
                    let words = words.or_else(|| what.downcast_ref::<String>().cloned());
                    Err(Unread {
                        why: Unreadable::Crashed,
                        detail: words.unwrap_or_default(),
                    })
                });
                if outgoing.send(answer).is_err() {
                    return; // whoever asked has gone
                }
            }
        })?;
        Ok(Self { letters, answers })
    }
}

/// What a panic in that thread says goes into the record and not onto the screen.
fn quietly() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().name() != Some(NAME) {
                before(info);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail;

    const LETTER: &[u8] = b"From: a@b.example\r\nSubject: x\r\n\r\nx\r\n";

    /// What begins with `!` trips it up, with `?` keeps it for ever.
    fn touchy(letter: &[u8], limits: &Limits) -> Result<Mail, Unread> {
        match letter.first() {
            Some(b'!') => panic!("tripped"),
            Some(b'?') => loop {
                thread::park();
            },
            _ => mail::read(letter, limits),
        }
    }

    #[test]
    fn one_that_trips_its_reader_up_or_is_too_slow_costs_itself_alone() {
        let limits = Limits {
            seconds: 1,
            ..Limits::default()
        };
        let mut hand = Hand::new(touchy, limits);
        let go = AtomicBool::new(false);
        let mut why = |letter: &[u8]| match hand.read(&letter.into(), &go) {
            Heard::Told(told) => told.err().map(|e| (e.why, e.detail)),
            Heard::Stopped => panic!("nobody asked it to stop"),
        };
        assert_eq!(why(LETTER), None);
        assert_eq!(why(b"!"), Some((Unreadable::Crashed, "tripped".to_owned())));
        assert_eq!(why(LETTER), None);
        assert_eq!(why(b"?").map(|(why, _)| why), Some(Unreadable::TooSlow));
        assert_eq!(why(LETTER), None);
    }

    #[test]
    fn whoever_waits_for_a_slow_one_can_be_stopped() {
        let mut hand = Hand::new(touchy, Limits::default());
        let stop = AtomicBool::new(true);
        let before = Instant::now();
        assert!(matches!(hand.read(&b"?"[..].into(), &stop), Heard::Stopped));
        assert!(before.elapsed() < Duration::from_secs(5));
    }
}
