//! Messages handed to a mail server (SMTP, RFC 5321), step by step, so that after each it is known what became of it.
//!
//! ```text
//!   connect · greeting · EHLO · STARTTLS · TLS · EHLO · AUTH │ MAIL · RCPT │ DATA │ the message, "." │ 250
//!   ──────────────── of the server ─────────────────────────┴─ of it ─────┘      │                  │
//!   not sent                                                  not sent, refused   │ unknown          └ sent
//!                                                     word is asked before DATA ──┘
//! ```
//!
//! From the first byte of a message to the answer that ends it, silence is [`Outcome::Unknown`]: nobody can tell then
//! whether it was taken, and it must not be sent a second time by itself. Before that nothing can have been taken. An
//! answer is believed wherever it comes: 4xx is [`Outcome::NotSent`], 5xx about this message [`Outcome::Refused`].
//!
//! The client is our own, over rustls; letters are built by `lettre`, whose connection was looked at and cannot be bounded:
//! it keeps its socket to itself, so that nobody can end an exchange that drips; it reads a line to its end before it
//! measures it; and it takes what a stranger wrote behind the answer to STARTTLS, in the clear, for the words of the
//! encrypted server.
//!
//! It must never know a campaign, a store, nor what is in a message.

mod line;
mod message;
mod reply;
mod session;
mod told;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use self::line::Watchdog;
pub use self::message::{Message, Unsendable};
use self::reply::LEAVING;
use self::session::Session;
pub use self::told::{Limits, Outcome, Security, Server, Step, Trouble, Why};

/// Sends messages to one server, over one line for as long as that holds.
pub struct Post {
    server: Server,
    stop: Arc<AtomicBool>,
    leave: Arc<AtomicBool>,
    session: Option<Session>,
}

impl Post {
    /// For this server. Nothing is asked of it yet. Once `stop` is set, what waits for a server before a message has begun
    /// to leave is given up; an answer to a message is waited for all the same.
    pub fn new(server: Server, stop: Arc<AtomicBool>) -> Self {
        Self {
            server,
            stop,
            leave: Arc::default(),
            session: None,
        }
    }

    /// The same for somebody who may want to leave: once `leave` is set, nothing is waited for any more, not even the answer to a
    /// message, of which nobody knows then what became of it.
    #[must_use]
    pub fn leaving(mut self, leave: Arc<AtomicBool>) -> Self {
        self.leave = leave;
        self
    }

    /// Sends a message to one address. `hand_over` is asked right before its first byte may leave: whether it is still this
    /// sender's to send, and it must have been written down that it is being sent.
    pub fn send(&mut self, message: &Message, hand_over: &mut dyn FnMut() -> bool) -> Outcome {
        let whole = self.server.limits.whole;
        if let Some(mut session) = self.session.take()
            && let Ok(watchdog) = Watchdog::over(session.socket(), whole)
        {
            let outcome = session.send(message, &watchdog, whole, hand_over);
            // A line of before may have gone meanwhile. Nothing of this message was said on it but from whom it is.
            let is_stale = matches!(&outcome, Outcome::NotSent(t) if t.step == Step::From
                && (matches!(t.why, Why::HungUp | Why::Protocol) || t.code == Some(LEAVING)));
            if !is_stale {
                self.keep(session, &outcome);
                return outcome;
            }
        }
        let (mut session, watchdog) = match Session::open(&self.server, (&self.stop, &self.leave)) {
            Ok(opened) => opened,
            Err(trouble) => return Outcome::NotSent(trouble),
        };
        let outcome = session.send(message, &watchdog, whole, hand_over);
        self.keep(session, &outcome);
        outcome
    }

    /// A line on which all was answered serves the next message.
    fn keep(&mut self, mut session: Session, outcome: &Outcome) {
        let answered = match outcome {
            Outcome::Sent { .. } => true,
            Outcome::Refused { .. } => session.begin_anew(),
            Outcome::NotSent(trouble) => {
                let it_stays = matches!(
                    trouble.why,
                    Why::Answered | Why::EightBit | Why::Utf8Address | Why::Taken
                );
                it_stays && trouble.code != Some(LEAVING) && session.begin_anew()
            }
            Outcome::Unknown(_) => false,
        };
        self.session = answered.then_some(session);
    }
}

impl Drop for Post {
    fn drop(&mut self) {
        if let Some(session) = self.session.take() {
            session.leave();
        }
    }
}
