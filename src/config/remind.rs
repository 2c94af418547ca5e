//! The settings of messages to units: which server carries them, as whom, and how many at once.
//!
//! It must never know how a message is sent.

use std::net::IpAddr;
use std::path::PathBuf;

use super::error::ConfigError;
use super::given::Given;
use super::places::Places;
use crate::core::address::{is_here, usable};

/// How the line to the server is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tls {
    /// From the first byte on.
    Implicit,
    /// After STARTTLS, without which nothing is sent.
    #[default]
    StartTls,
    /// Not at all, and nobody logs in.
    None,
}

impl Tls {
    const NAMES: [(&'static str, Self); 3] = [
        ("implicit", Self::Implicit),
        ("starttls", Self::StartTls),
        ("none", Self::None),
    ];

    fn usual_port(self) -> u16 {
        match self {
            Self::Implicit => 465,
            Self::StartTls => 587,
            Self::None => 25,
        }
    }
}

/// Which server carries messages, as whom, and how many at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remind {
    /// The server; without one nothing can be sent.
    pub server: Option<String>,
    port: Option<u16>,
    /// How the line to it is encrypted.
    pub tls: Tls,
    /// The account there, where it wants one.
    pub user: Option<String>,
    /// The file with its password.
    pub password_file: Option<PathBuf>,
    /// Whose certificates the server may show, in place of those that the system trusts.
    pub ca_file: Option<PathBuf>,
    /// From which address messages are.
    pub from: Option<String>,
    /// To which address answers go, where it is another.
    pub reply_to: Option<String>,
    ehlo: Option<String>,
    /// How many messages one run sends.
    pub most: u64,
    /// Seconds that a step of the exchange with the server may take.
    pub step_seconds: u64,
    /// Seconds that all about one message may take.
    pub whole_seconds: u64,
}

impl Default for Remind {
    fn default() -> Self {
        Self {
            server: None,
            port: None,
            tls: Tls::default(),
            user: None,
            password_file: None,
            ca_file: None,
            from: None,
            reply_to: None,
            ehlo: None,
            most: 100,
            step_seconds: 30,
            whole_seconds: 120,
        }
    }
}

impl Remind {
    /// The server's port: that of its kind of encryption, where none is named.
    pub fn port(&self) -> u16 {
        self.port.unwrap_or_else(|| self.tls.usual_port())
    }

    /// What this machine calls itself: the domain of its messages, where it has no name of its own for that.
    pub fn ehlo(&self) -> Option<&str> {
        let of_from = || Some(self.from.as_deref()?.rsplit_once('@')?.1);
        self.ehlo.as_deref().or_else(of_from)
    }

    /// Takes a value over, if it is one that can be used.
    pub(super) fn take(&mut self, given: &Given, places: &Places) -> Result<(), ConfigError> {
        let host = || {
            let of_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
            let host = given.text.trim().trim_end_matches('.').to_lowercase();
            let fits = !host.is_empty() && host.len() <= 253 && host.chars().all(of_host);
            fits.then_some(host).ok_or_else(|| given.bad())
        };
        let address = || {
            // Ours is one that every server takes.
            let address = usable(&given.text).filter(|a| a.is_ascii()).map(str::to_owned);
            address.ok_or_else(|| given.bad())
        };
        match given.key {
            "remind.server" => self.server = Some(host()?),
            "remind.port" => {
                let port = given.number(1..=u64::from(u16::MAX))?;
                self.port = u16::try_from(port).ok();
            }
            "remind.tls" => self.tls = given.one_of(&Tls::NAMES)?,
            "remind.user" => {
                let user = given.text.trim();
                let fits = !user.is_empty() && user.len() <= 255 && !user.chars().any(char::is_control);
                self.user = Some(fits.then(|| user.to_owned()).ok_or_else(|| given.bad())?);
            }
            "remind.password_file" => self.password_file = Some(given.own_path(places)?),
            "remind.ca_file" => self.ca_file = Some(given.own_path(places)?),
            "remind.from" => self.from = Some(address()?),
            "remind.reply_to" => self.reply_to = Some(address()?),
            "remind.ehlo" => {
                // An address of a machine is written in brackets there (RFC 5321, 4.1.3).
                let bare = given.text.trim().trim_matches(['[', ']']);
                self.ehlo = Some(match bare.parse() {
                    Ok(IpAddr::V4(four)) => format!("[{four}]"),
                    Ok(IpAddr::V6(six)) => format!("[IPv6:{six}]"),
                    Err(_) => host()?,
                });
            }
            "remind.most" => self.most = given.number(1..=10_000)?,
            "remind.step_seconds" => self.step_seconds = given.number(1..=600)?,
            "remind.whole_seconds" => self.whole_seconds = given.number(1..=3_600)?,
            _ => {}
        }
        Ok(())
    }

    /// Would anything be said in the clear that is nobody's business: a password, or anything at all to another machine?
    pub(super) fn would_be_overheard(&self) -> bool {
        let there = self.server.as_deref().is_some_and(|host| !is_here(host));
        self.tls == Tls::None && (self.user.is_some() || there)
    }

    /// A value as it would be written.
    pub(super) fn written(&self, key: &str) -> String {
        let path = |p: &Option<PathBuf>| p.as_ref().map(|p| p.display().to_string()).unwrap_or_default();
        let text = |t: &Option<String>| t.clone().unwrap_or_default();
        match key {
            "remind.server" => text(&self.server),
            "remind.port" => self.port().to_string(),
            "remind.tls" => {
                let name = Tls::NAMES.iter().find(|(_, t)| *t == self.tls);
                name.map(|(n, _)| (*n).to_owned()).unwrap_or_default()
            }
            "remind.user" => text(&self.user),
            "remind.password_file" => path(&self.password_file),
            "remind.ca_file" => path(&self.ca_file),
            "remind.from" => text(&self.from),
            "remind.reply_to" => text(&self.reply_to),
            "remind.ehlo" => self.ehlo().unwrap_or_default().to_owned(),
            "remind.most" => self.most.to_string(),
            "remind.step_seconds" => self.step_seconds.to_string(),
            "remind.whole_seconds" => self.whole_seconds.to_string(),
            _ => String::new(),
        }
    }
}
