//! The way in: the line is guarded, then somebody says who they are (RFC 3501, 6.2; RFC 4616; RFC 4959).
//!
//! Nothing secret is said on a line that is not guarded as its name wants, and nothing that was said before it was is
//! believed afterwards.

use super::super::source::{Access, Guarded};
use super::address::{Address, Guard};
use super::line::{Fault, Line};
use super::talk::{Reply, Said, Talk};
use crate::secret::Secret;

/// What a server says that it can.
pub(super) struct Able(String);

impl Able {
    fn of(talk: &mut Talk) -> Result<Self, Fault> {
        let mut able = String::new();
        talk.ask("CAPABILITY", 0, &mut |said| {
            if let Said::Able(words) = said {
                able = words;
            }
        })?;
        Ok(Self(able))
    }

    /// Does it say this word, which is given in capitals?
    pub fn has(&self, word: &str) -> bool {
        self.0.split_whitespace().any(|w| w == word)
    }

    /// The ways in which it lets people in.
    fn ways(&self) -> String {
        let ways = self.0.split_whitespace().filter(|w| w.starts_with("AUTH="));
        ways.collect::<Vec<_>>().join(" ")
    }
}

/// A line that is guarded as it must be, before anybody has said who they are.
pub(super) struct Entry {
    talk: Talk,
    able: Able,
    is_known: bool,
    pub guarded: Guarded,
}

impl Entry {
    /// Comes as far as a password could be said.
    pub fn reach(address: &Address, access: &Access) -> Result<Self, Fault> {
        let (mut talk, is_known) = Talk::begin(Line::open(address, access)?)?;
        let guarded = match address.guard {
            Guard::Tls => Guarded::Tls,
            // Whoever says that it knows us already leaves no room for encryption, and may be anybody (RFC 9051, 11.1).
            Guard::StartTls if is_known => {
                return Err(Fault::Server("unencrypted", "PREAUTH".to_owned()));
            }
            Guard::StartTls => {
                talk = talk.encrypted(address, access)?;
                Guarded::StartTls
            }
            Guard::Here => {
                let able = Able::of(&mut talk)?;
                if !is_known && able.has("LOGINDISABLED") && able.has("STARTTLS") {
                    talk = talk.encrypted(address, access)?;
                    Guarded::StartTls
                } else {
                    Guarded::Here
                }
            }
        };
        // What was offered in the clear may have been anybody's offer.
        let able = Able::of(&mut talk)?;
        if !is_known && able.has("LOGINDISABLED") && !able.has("AUTH=PLAIN") {
            return Err(Fault::Server("no_login", able.ways()));
        }
        Ok(Self {
            talk,
            able,
            is_known,
            guarded,
        })
    }

    /// Says who we are; the talk, and what the server can for whom it knows.
    pub fn log_in(self, user: &str, password: &Secret) -> Result<(Talk, Able), Fault> {
        let Self {
            mut talk,
            able,
            is_known,
            ..
        } = self;
        if !is_known {
            let answer = if able.has("LOGINDISABLED") {
                talk.authenticate(user, password, able.has("SASL-IR"))?
            } else {
                talk.log_in(user, password.bytes())?
            };
            if let Reply::No(words) = answer {
                return Err(Fault::Server("password", words));
            }
        }
        let able = Able::of(&mut talk)?;
        Ok((talk, able))
    }

    /// Takes leave without having said anything.
    pub fn leave(mut self) {
        self.talk.leave();
    }
}
