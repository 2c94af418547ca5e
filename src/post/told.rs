//! A mail server, the steps of an exchange with it, and what a message comes to.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use super::reply::LEAVING;
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
    /// The address has letters before the `@` that this server does not take.
    Utf8Address,
    /// Somebody wants to leave.
    Stopped,
    /// Another sender has this message in hand.
    Taken,
}

impl Why {
    /// Every one.
    pub const ALL: [Self; 14] = [
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
        Self::Utf8Address,
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
            Self::Utf8Address => "utf8_address",
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
            Step::From => !matches!(self.why, Why::EightBit | Why::Utf8Address | Why::Taken),
            Step::To | Step::Data | Step::Text => {
                matches!(self.why, Why::Stopped) || self.code == Some(LEAVING)
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
