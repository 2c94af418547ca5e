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

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use self::line::Watchdog;
pub use self::message::{Message, Unsendable};
use self::session::Session;
use crate::secret::Secret;

/// How the line to a server is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Security {
    /// From the first byte on.
    Implicit,
    /// After STARTTLS; a server that does not offer it is given nothing.
    #[default]
    StartTls,
    /// Not at all. Nobody logs in over such a line.
    None,
}

/// How long a server is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Each step: connecting, an answer to a command, the encryption, taking in the message.
    pub step: Duration,
    /// All about one message. The answer to a whole message may take what is left of it, for a server that looks through
    /// it at length and is given up in the meantime has become [`Outcome::Unknown`].
    pub whole: Duration,
}

/// A mail server, and as whom it is spoken to.
#[derive(Debug, Clone)]
pub struct Server {
    /// Its name; its certificate must be for it.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the line is encrypted.
    pub security: Security,
    /// Whose certificates it may show; without it those that the system trusts.
    pub ca_file: Option<PathBuf>,
    /// What this machine calls itself.
    pub hello: String,
    /// The account and its password, where the server wants one.
    pub login: Option<(String, Secret)>,
    /// How long it is waited for.
    pub limits: Limits,
}

/// A step of an exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// The name is looked up, and somebody answers there.
    Connect,
    /// It says that it is a mail server.
    Greeting,
    /// Both say what they can.
    Hello,
    /// The encryption is asked for.
    StartTls,
    /// The encryption itself.
    Tls,
    /// The account logs in.
    Login,
    /// From whom the message is.
    From,
    /// To whom it goes.
    To,
    /// May it come?
    Data,
    /// The message, from its first byte to the answer.
    Text,
}

impl Step {
    /// Every step, in their order.
    pub const ALL: [Self; 10] = [
        Self::Connect,
        Self::Greeting,
        Self::Hello,
        Self::StartTls,
        Self::Tls,
        Self::Login,
        Self::From,
        Self::To,
        Self::Data,
        Self::Text,
    ];

    /// The stable name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Connect => "connect",
            Self::Greeting => "greeting",
            Self::Hello => "hello",
            Self::StartTls => "starttls",
            Self::Tls => "tls",
            Self::Login => "login",
            Self::From => "from",
            Self::To => "to",
            Self::Data => "data",
            Self::Text => "text",
        }
    }
}

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// The server is not to be reached.
    Unreachable,
    /// It kept silent, or dripped, for too long.
    Silent,
    /// It hung up.
    HungUp,
    /// Its certificate does not prove that it is that server.
    Certificate,
    /// The certificates that it is judged by cannot be read.
    Authorities,
    /// It offers no encryption, which is asked for.
    Unencrypted,
    /// Something was said in the clear where encryption was to begin: somebody is on the line.
    Injected,
    /// It offers no way of logging in that is known here.
    NoLogin,
    /// It says what no mail server says there.
    Protocol,
    /// It answered no: its words and its number.
    Answered,
    /// The message has letters that this server does not take.
    EightBit,
    /// Somebody wants to leave.
    Stopped,
    /// Another sender has this message in hand.
    Taken,
}

impl Why {
    /// Every one.
    pub const ALL: [Self; 13] = [
        Self::Unreachable,
        Self::Silent,
        Self::HungUp,
        Self::Certificate,
        Self::Authorities,
        Self::Unencrypted,
        Self::Injected,
        Self::NoLogin,
        Self::Protocol,
        Self::Answered,
        Self::EightBit,
        Self::Stopped,
        Self::Taken,
    ];

    /// The stable name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Silent => "silent",
            Self::HungUp => "hung_up",
            Self::Certificate => "certificate",
            Self::Authorities => "authorities",
            Self::Unencrypted => "unencrypted",
            Self::Injected => "injected",
            Self::NoLogin => "no_login",
            Self::Protocol => "protocol",
            Self::Answered => "answered",
            Self::EightBit => "eight_bit",
            Self::Stopped => "stopped",
            Self::Taken => "taken",
        }
    }
}

/// Why a message was not sent, or it cannot be known whether it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// At which step.
    pub step: Step,
    /// What went wrong.
    pub why: Why,
    /// The number of the server's answer, where there is one.
    pub code: Option<u16>,
    /// More about it, in the server's or the system's words, cleaned.
    pub detail: String,
}

impl Trouble {
    /// Would every other message meet the same now?
    pub fn is_of_server(&self) -> bool {
        match self.step {
            Step::Connect | Step::Greeting | Step::Hello | Step::StartTls | Step::Tls | Step::Login => true,
            Step::From => self.why != Why::EightBit && self.why != Why::Taken,
            Step::To | Step::Data | Step::Text => {
                matches!(self.why, Why::Stopped) || self.code == Some(reply::LEAVING)
            }
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}: ", self.why.id(), self.step.id())?;
        if let Some(code) = self.code {
            write!(f, "{code} ")?;
        }
        f.write_str(&self.detail)
    }
}

/// What became of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The server has taken it: its answer, cleaned.
    Sent {
        /// The number, from 200 to 299.
        code: u16,
        /// The words.
        text: String,
    },
    /// The server will never take it.
    Refused {
        /// At which step.
        step: Step,
        /// The number, from 500 to 599.
        code: u16,
        /// The words, cleaned.
        text: String,
    },
    /// Nothing was taken; another time it may be.
    NotSent(Trouble),
    /// Some of it has left, and nobody said what became of it.
    Unknown(Trouble),
}

/// Sends messages to one server, over one line for as long as that holds.
pub struct Post {
    server: Server,
    stop: Arc<AtomicBool>,
    session: Option<Session>,
}

impl Post {
    /// For this server. Nothing is asked of it yet. Once `stop` is set, what waits for a server before a message has begun
    /// to leave is given up; an answer to a message is waited for all the same.
    pub fn new(server: Server, stop: Arc<AtomicBool>) -> Self {
        Self {
            server,
            stop,
            session: None,
        }
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
                && (matches!(t.why, Why::HungUp | Why::Protocol) || t.code == Some(reply::LEAVING)));
            if !is_stale {
                self.keep(session, &outcome);
                return outcome;
            }
        }
        let (mut session, watchdog) = match Session::open(&self.server, &self.stop) {
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
                let it_stays = matches!(trouble.why, Why::Answered | Why::EightBit | Why::Taken);
                it_stays && trouble.code != Some(reply::LEAVING) && session.begin_anew()
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
