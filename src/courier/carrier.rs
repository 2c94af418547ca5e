//! The mail server of the settings, with its password, and the address that messages are from.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::config::{Remind, Tls};
use crate::failure;
use crate::post::{Limits, Security, Server};
use crate::secret::{self, NoSecret};
use crate::text::Catalogue;

/// The credential of systemd with the password, where none is named after the account.
const CREDENTIAL: &str = "smtp";

/// What messages are handed to, and how many of them.
#[derive(Debug, Clone)]
pub struct Carrier {
    /// The server.
    pub server: Server,
    /// The address that messages are from.
    pub from: String,
    /// The most messages of one run.
    pub most: usize,
    /// Nobody is there: what failed is left alone until its time has come.
    pub waits: bool,
    /// Milliseconds that all about one message may take.
    pub(super) whole: i64,
}

/// Why nothing can be sent.
#[derive(Debug)]
pub enum Unready {
    /// This setting is missing.
    NoSetting(&'static str),
    /// The password of this server cannot be had: from which file, and why.
    NoSecret(String, Option<PathBuf>, NoSecret),
}

impl Unready {
    /// One sentence: what is missing, and where it is put.
    pub fn words(&self, cat: &Catalogue) -> String {
        match self {
            Self::NoSetting(key) => cat.tr_args("remind-no_setting", &[("name", (*key).into())]),
            Self::NoSecret(host, file, why) => {
                failure::no_secret(cat, "post-secret_unnamed", host, file.as_deref(), why)
            }
        }
    }
}

impl Carrier {
    /// Is a server named, and from whom messages are?
    ///
    /// # Errors
    /// Which setting is missing.
    pub fn named(remind: &Remind) -> Result<(&str, &str), Unready> {
        let host = remind.server.as_deref();
        let from = remind.from.as_deref();
        let host = host.ok_or(Unready::NoSetting("remind.server"))?;
        Ok((host, from.ok_or(Unready::NoSetting("remind.from"))?))
    }

    /// That of the settings; the password is read. `credentials` is the folder of those that systemd gives.
    ///
    /// # Errors
    /// A setting is missing, or the password.
    pub fn of(remind: &Remind, credentials: Option<&Path>) -> Result<Self, Unready> {
        let (host, from) = Self::named(remind)?;
        let login = match &remind.user {
            None => None,
            Some(user) => {
                let own = format!("{user}@{host}");
                let file = remind.password_file.as_deref();
                let word = secret::find(file, credentials, &[&own, CREDENTIAL])
                    .map_err(|(file, why)| Unready::NoSecret(host.to_owned(), file, why))?;
                Some((user.clone(), word))
            }
        };
        let server = Server {
            hello: remind.ehlo().unwrap_or(host).to_owned(),
            host: host.to_owned(),
            port: remind.port(),
            security: match remind.tls {
                Tls::Implicit => Security::Implicit,
                Tls::StartTls => Security::StartTls,
                Tls::None => Security::None,
            },
            ca_file: remind.ca_file.clone(),
            login,
            limits: Limits {
                step: Duration::from_secs(remind.step_seconds),
                whole: Duration::from_secs(remind.whole_seconds),
            },
        };
        Ok(Self {
            server,
            from: from.to_owned(),
            most: usize::try_from(remind.most).unwrap_or(usize::MAX),
            waits: false,
            whole: i64::try_from(remind.whole_seconds * 1_000).unwrap_or(i64::MAX / 4),
        })
    }

    /// The server as it is named.
    pub fn name(&self) -> String {
        format!("{}:{}", self.server.host, self.server.port)
    }

    /// The domain in the names of messages.
    pub(super) fn domain(&self) -> &str {
        self.from.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}
