//! What is said to a mail server on one line, step by step, and what each answer means.

use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::line::{Fault, Line, Watchdog};
use super::message::Message;
use super::reply::{Reply, cleaned};
use super::told::{Outcome, Security, Server, Step, Trouble, Why};
use crate::core::base64::base64;
use crate::secret::Secret;

/// So long taking leave may take.
const LEAVE: Duration = Duration::from_secs(2);
/// The answer that wants more.
const GO_ON: u16 = 334;
/// The answer that wants the message.
const COME: u16 = 354;
/// The answer to a message that is too large, which is about it and not about the sender.
const TOO_LARGE: u16 = 552;

/// Where an exchange ends before a message is taken or refused.
type Ends<T> = Result<T, Trouble>;

/// A line on which the server knows who is speaking.
pub(super) struct Session {
    line: Line,
    login: Option<(String, Secret)>,
    step: Duration,
    /// What the server can.
    size: bool,
    eight_bit: bool,
    utf8_address: bool,
    /// In the middle of something that cannot be taken back: nothing more is said on this line.
    broken: bool,
}

impl Session {
    /// Opens a line and comes as far as a message could begin. The watchdog is that of the whole exchange.
    pub fn open(
        server: &Server,
        (stop, leave): (&Arc<AtomicBool>, &Arc<AtomicBool>),
    ) -> Ends<(Self, Watchdog)> {
        let begun = Instant::now();
        let limits = server.limits;
        let at = |step: Step| move |fault: Fault| trouble(step, &fault, server.login.as_ref());
        if stop.load(Ordering::Relaxed) {
            return Err(at(Step::Connect)(Fault::new(Why::Stopped, "")));
        }
        let mut line = Line::open(server, stop, leave).map_err(at(Step::Connect))?;
        let left = limits.whole.saturating_sub(begun.elapsed());
        let watchdog = Watchdog::over(line.socket(), left).map_err(at(Step::Connect))?;
        line.watched_by(&watchdog);
        if server.security == Security::Implicit {
            line = line.encrypted(server).map_err(at(Step::Tls))?;
        }
        let mut session = Self {
            line,
            login: server.login.clone(),
            step: limits.step,
            size: false,
            eight_bit: false,
            utf8_address: false,
            broken: false,
        };
        session.line.step(limits.step);
        let greeting = session.line.reply().map_err(at(Step::Greeting))?;
        session.expect(Step::Greeting, greeting, Reply::is_yes)?;
        let mut able = session.hello(server)?;
        if server.security == Security::StartTls {
            if able.able("STARTTLS").is_none() {
                return Err(at(Step::StartTls)(Fault::new(Why::Unencrypted, "")));
            }
            session.ask(Step::StartTls, b"STARTTLS\r\n", Reply::is_yes)?;
            session.line.step(limits.step);
            session.line = session.line.encrypted(server).map_err(at(Step::Tls))?;
            // What was offered in the clear may have been anybody's offer.
            able = session.hello(server)?;
        }
        session.size = able.able("SIZE").is_some();
        session.eight_bit = able.able("8BITMIME").is_some();
        session.utf8_address = able.able("SMTPUTF8").is_some();
        session.log_in(&able)?;
        Ok((session, watchdog))
    }

    pub fn socket(&self) -> &TcpStream {
        self.line.socket()
    }

    fn hello(&mut self, server: &Server) -> Ends<Reply> {
        self.ask(
            Step::Hello,
            format!("EHLO {}\r\n", server.hello).as_bytes(),
            Reply::is_yes,
        )
    }

    /// Logs in, where there is an account, and only on a line that is encrypted.
    fn log_in(&mut self, able: &Reply) -> Ends<()> {
        let Some((user, secret)) = self.login.clone() else {
            return Ok(());
        };
        let offered = able.able("AUTH").unwrap_or_default();
        let offers = |way: &str| offered.split_whitespace().any(|w| w == way);
        if !self.line.is_encrypted() || !(offers("PLAIN") || offers("LOGIN")) {
            let fault = Fault::new(Why::NoLogin, offered);
            return Err(trouble(Step::Login, &fault, self.login.as_ref()));
        }
        let wants_more = |reply: &Reply| reply.code == GO_ON;
        let lets_in = |reply: &Reply| reply.is_yes();
        if offers("PLAIN") {
            let mut plain = vec![0];
            plain.extend_from_slice(user.as_bytes());
            plain.push(0);
            plain.extend_from_slice(secret.bytes());
            let plain = Secret::from(plain);
            let digits = Secret::from(base64(plain.bytes()).into_bytes());
            let answer = self.ask(Step::Login, command(b"AUTH PLAIN ", &digits).bytes(), |reply| {
                lets_in(reply) || wants_more(reply)
            })?;
            if answer.code == GO_ON {
                self.ask(Step::Login, command(b"", &digits).bytes(), lets_in)?;
            }
            return Ok(());
        }
        let digits = |bytes: &[u8]| Secret::from(base64(bytes).into_bytes());
        self.ask(Step::Login, b"AUTH LOGIN\r\n", wants_more)?;
        let name = command(b"", &digits(user.as_bytes()));
        self.ask(Step::Login, name.bytes(), wants_more)?;
        let word = command(b"", &digits(secret.bytes()));
        self.ask(Step::Login, word.bytes(), lets_in)?;
        Ok(())
    }

    /// One message to one address.
    pub fn send(
        &mut self,
        message: &Message,
        watchdog: &Watchdog,
        whole: Duration,
        hand_over: &mut dyn FnMut() -> bool,
    ) -> Outcome {
        self.line.watched_by(watchdog);
        self.line.heeds_stop = true;
        match self.envelope(message) {
            Ok(()) => {}
            Err(trouble) => return Self::settled(trouble),
        }
        let ends = |why: Why| Trouble {
            step: Step::Data,
            why,
            code: None,
            detail: String::new(),
        };
        if !hand_over() {
            return Outcome::NotSent(ends(Why::Taken));
        }
        self.line.heeds_stop = false;
        match self.ask(Step::Data, b"DATA\r\n", |reply| reply.code == COME) {
            Ok(_) => self.text(message, whole),
            Err(trouble) => {
                // Who says yes here waits for something else than we would send.
                self.broken |= trouble.why != Why::Answered;
                Self::settled(trouble)
            }
        }
    }

    /// From whom, and to whom.
    fn envelope(&mut self, message: &Message) -> Ends<()> {
        let mut from = format!("MAIL FROM:<{}>", message.from);
        if self.size {
            from.push_str(&format!(" SIZE={}", message.size()));
        }
        if message.is_eight_bit() {
            if !self.eight_bit {
                let fault = Fault::new(Why::EightBit, "");
                return Err(trouble(Step::From, &fault, self.login.as_ref()));
            }
            from.push_str(" BODY=8BITMIME");
        }
        if message.is_international() {
            if !self.utf8_address {
                let fault = Fault::new(Why::Utf8Address, "");
                return Err(trouble(Step::From, &fault, self.login.as_ref()));
            }
            from.push_str(" SMTPUTF8");
        }
        from.push_str("\r\n");
        self.ask(Step::From, from.as_bytes(), Reply::is_yes)?;
        let to = format!("RCPT TO:<{}>\r\n", message.to);
        self.ask(Step::To, to.as_bytes(), Reply::is_yes)?;
        Ok(())
    }

    /// The message and the answer to it. From here on it is not known what became of it, but where an answer says so.
    fn text(&mut self, message: &Message, whole: Duration) -> Outcome {
        self.broken = true;
        let sent = self.line.text(&message.stuffed(), self.step);
        // A server that has had enough says so and hangs up, while we are still sending: its word may have come.
        let early = self.line.speaks();
        let answer = match (sent, early) {
            (_, Ok(true)) => {
                self.line.step(self.step);
                let early = self.line.reply();
                early.and_then(|reply| {
                    let lies = reply.code < 400;
                    let fault = || Fault::new(Why::Protocol, reply.lines.join(" "));
                    if lies { Err(fault()) } else { Ok(reply) }
                })
            }
            (Ok(()), Ok(false)) => {
                self.line.step(self.step);
                let ended = self.line.command(b".\r\n");
                self.line.step(whole);
                let answer = ended.and_then(|()| self.line.reply());
                self.broken = answer.is_err();
                answer
            }
            (Err(fault), _) | (_, Err(fault)) => Err(fault),
        };
        let reply = match answer {
            Ok(reply) => reply,
            Err(fault) => return Outcome::Unknown(trouble(Step::Text, &fault, self.login.as_ref())),
        };
        if reply.is_yes() {
            return Outcome::Sent {
                code: reply.code,
                text: reply.words(self.login.as_ref()),
            };
        }
        let trouble = self.answered(Step::Text, &reply);
        if reply.code < 400 {
            self.broken = true;
            return Outcome::Unknown(trouble);
        }
        Self::settled(trouble)
    }

    /// What trouble before or about a message comes to: a no for good to this message, or nothing yet.
    fn settled(trouble: Trouble) -> Outcome {
        match trouble.code.filter(|_| trouble.why == Why::Answered) {
            // Whoever may not send at all may send after somebody has seen to it.
            Some(code) if code >= 500 && (trouble.step != Step::From || code == TOO_LARGE) => {
                Outcome::Refused {
                    step: trouble.step,
                    code,
                    text: trouble.detail,
                }
            }
            _ => Outcome::NotSent(trouble),
        }
    }

    /// Says something and hears the answer, which must be one that is `wanted`.
    fn ask(&mut self, step: Step, words: &[u8], wanted: impl Fn(&Reply) -> bool) -> Ends<Reply> {
        self.line.step(self.step);
        let answer = self.line.command(words).and_then(|()| self.line.reply());
        let reply = answer.map_err(|fault| trouble(step, &fault, self.login.as_ref()))?;
        self.expect(step, reply, wanted)
    }

    fn expect(&self, step: Step, reply: Reply, wanted: impl Fn(&Reply) -> bool) -> Ends<Reply> {
        if wanted(&reply) {
            return Ok(reply);
        }
        Err(self.answered(step, &reply))
    }

    fn answered(&self, step: Step, reply: &Reply) -> Trouble {
        Trouble {
            step,
            why: if reply.is_no() {
                Why::Answered
            } else {
                Why::Protocol
            },
            code: Some(reply.code),
            detail: reply.words(self.login.as_ref()),
        }
    }

    /// Whatever was begun is forgotten. False: the line is of no more use.
    pub fn begin_anew(&mut self) -> bool {
        self.line.heeds_stop = true;
        !self.broken && self.ask(Step::From, b"RSET\r\n", Reply::is_yes).is_ok()
    }

    /// Takes leave, without waiting long for it.
    pub fn leave(mut self) {
        self.line.step(LEAVE);
        if self.line.command(b"QUIT\r\n").is_ok() {
            let _ = self.line.reply();
        }
    }
}

fn command(word: &[u8], digits: &Secret) -> Secret {
    Secret::from([word, digits.bytes(), b"\r\n"].concat())
}

fn trouble(step: Step, fault: &Fault, login: Option<&(String, Secret)>) -> Trouble {
    Trouble {
        step,
        why: fault.why,
        code: None,
        detail: cleaned(&fault.detail, login),
    }
}
