//! The name of a folder on a mail server: `imaps://account@server[:port]/FOLDER` or `imap://…`, and its password.
//!
//! `imaps` is encrypted from the first byte, `imap` after STARTTLS; to this machine itself `imap` may go in the clear. There is
//! no name for a line to another machine that is not encrypted.
//!
//! A name is shown, stored and seen by others, so that it must never hold a password.

use super::super::source::{Access, MailboxError};
use crate::core::address::is_here;
use crate::core::percent::decoded;
use crate::secret::{self, Secret};

/// The credential that is asked for where none is named after the account.
const CREDENTIAL: &str = "imap";

/// How a line must be guarded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guard {
    /// Encrypted from the first byte.
    Tls,
    /// Encrypted after STARTTLS, before anything else is said.
    StartTls,
    /// It leads to this machine itself: in the clear, unless the server wants it otherwise.
    Here,
}

/// A folder on a mail server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    pub guard: Guard,
    pub user: String,
    pub host: String,
    pub port: u16,
    pub folder: String,
}

impl Address {
    /// Reads a name; none if it is that of no mail server.
    pub fn read(spec: &str) -> Option<Result<Self, MailboxError>> {
        let (scheme, rest) = spec.split_once("://")?;
        let tls = match scheme.to_ascii_lowercase().as_str() {
            "imaps" => true,
            "imap" => false,
            _ => return None,
        };
        Some(Self::parts(tls, rest).map_err(MailboxError::Address))
    }

    fn parts(tls: bool, rest: &str) -> Result<Self, &'static str> {
        let (server, folder) = rest.split_once('/').unwrap_or((rest, ""));
        // An account is often an address itself, so that the last one divides.
        let (user, server) = server.rsplit_once('@').ok_or("user")?;
        if user.contains(':') {
            return Err("password");
        }
        let (host, port) = match server.strip_prefix('[') {
            Some(six) => {
                let (host, port) = six.split_once(']').ok_or("host")?;
                (host, port.strip_prefix(':'))
            }
            None => server
                .split_once(':')
                .map_or((server, None), |(h, p)| (h, Some(p))),
        };
        let port = match port {
            None => {
                if tls {
                    993
                } else {
                    143
                }
            }
            Some(port) => port.parse().ok().filter(|p| *p > 0).ok_or("port")?,
        };
        let of_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':');
        if host.is_empty() || !host.chars().all(of_host) {
            return Err("host");
        }
        let user = decoded(user).filter(|u| !u.is_empty()).ok_or("user")?;
        let folder = decoded(folder.trim_end_matches('/')).ok_or("host")?;
        let guard = match (tls, is_here(host)) {
            (true, _) => Guard::Tls,
            (false, false) => Guard::StartTls,
            (false, true) => Guard::Here,
        };
        Ok(Self {
            guard,
            user,
            host: host.to_owned(),
            port,
            folder: if folder.is_empty() {
                "INBOX".to_owned()
            } else {
                folder
            },
        })
    }

    /// The name as it is shown: without what can be left out.
    pub fn name(&self) -> String {
        let Self {
            guard,
            user,
            host,
            port,
            folder,
        } = self;
        let (scheme, usual) = match guard {
            Guard::Tls => ("imaps", 993),
            Guard::StartTls | Guard::Here => ("imap", 143),
        };
        let host = if host.contains(':') {
            format!("[{host}]")
        } else {
            host.clone()
        };
        let port = if *port == usual {
            String::new()
        } else {
            format!(":{port}")
        };
        format!("{scheme}://{user}@{host}{port}/{folder}")
    }

    /// The password, from where it was said to be.
    pub fn password(&self, access: &Access) -> Result<Secret, MailboxError> {
        let own = format!("{}@{}", self.user, self.host);
        let (file, credentials) = (access.password_file.as_deref(), access.credentials.as_deref());
        secret::find(file, credentials, &[&own, CREDENTIAL]).map_err(|(file, why)| MailboxError::Secret {
            mailbox: self.name(),
            file,
            why,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn read(spec: &str) -> Result<Address, MailboxError> {
        Address::read(spec).expect("of a mail server")
    }

    #[test]
    fn names_are_read_and_shown_without_what_can_be_left_out() {
        for (spec, name) in [
            (
                "imaps://baocao@mail.bo.example/INBOX",
                "imaps://baocao@mail.bo.example/INBOX",
            ),
            (
                "IMAPS://baocao@mail.bo.example:993",
                "imaps://baocao@mail.bo.example/INBOX",
            ),
            (
                "imaps://a@bo.example@mail.bo.example:1993/B%C3%A1o c%C3%A1o/2020/",
                "imaps://a@bo.example@mail.bo.example:1993/Báo cáo/2020",
            ),
            ("imaps://a%40bo.example@mail/x", "imaps://a@bo.example@mail/x"),
            ("imap://a@localhost/x", "imap://a@localhost/x"),
            ("imap://a@[::1]:1143/x", "imap://a@[::1]:1143/x"),
            ("imap://a@mail.bo.example:143/", "imap://a@mail.bo.example/INBOX"),
        ] {
            assert_eq!(read(spec).expect(spec).name(), name);
        }
        assert!(Address::read("/var/mail/baocao").is_none());
        assert!(Address::read("https://a@b/c").is_none());
    }

    #[test]
    fn no_name_leads_to_another_machine_without_encryption() {
        for (spec, guard) in [
            ("imaps://a@mail.bo.example/x", Guard::Tls),
            ("imaps://a@localhost/x", Guard::Tls),
            ("imap://a@mail.bo.example/x", Guard::StartTls),
            ("imap://a@10.0.0.1/x", Guard::StartTls),
            ("imap://a@localhost.bo.example/x", Guard::StartTls),
            ("imap://a@localhost/x", Guard::Here),
            ("imap://a@127.0.0.1/x", Guard::Here),
            ("imap://a@[::1]/x", Guard::Here),
        ] {
            assert_eq!(read(spec).expect(spec).guard, guard, "{spec}");
        }
    }

    #[test]
    fn what_a_name_must_not_say_is_refused_and_not_repeated() {
        for (spec, fault) in [
            ("imaps://mail.bo.example/INBOX", "user"),
            ("imaps://@mail/INBOX", "user"),
            ("imaps://a%0d%0aLOGOUT@mail/INBOX", "user"),
            ("imaps://a@/INBOX", "host"),
            ("imaps://a@ma il/INBOX", "host"),
            ("imaps://a@mail:0/INBOX", "port"),
            ("imaps://a@mail:99999/INBOX", "port"),
            ("imaps://a:geheim@mail/INBOX", "password"),
        ] {
            let why = read(spec).expect_err(spec);
            assert!(
                matches!(why, MailboxError::Address(found) if found == fault),
                "{spec}: {why}"
            );
            assert!(!why.to_string().contains("geheim"));
        }
    }

    #[test]
    fn a_password_comes_from_a_file_that_nobody_else_reads_or_from_the_service() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("password");
        let access = Access {
            password_file: Some(file.clone()),
            ..Access::default()
        };
        let address = read("imaps://a@mail/INBOX").unwrap();
        let asked = |access: &Access| match address.password(access) {
            Err(MailboxError::Secret { why, .. }) => Err(why.to_string()),
            other => Ok(other.unwrap().bytes().to_vec()),
        };
        std::fs::write(&file, "mật khẩu \n").unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
        assert!(asked(&access).unwrap_err().contains("640"));
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
        assert_eq!(asked(&access).unwrap(), "mật khẩu ".as_bytes());
        for bad in ["", "\n", "a\nb\n", "a\0"] {
            std::fs::write(&file, bad).unwrap();
            assert_eq!(asked(&access).unwrap_err(), "not one line", "{bad:?}");
        }
        assert_eq!(asked(&Access::default()).unwrap_err(), "none was named");
        let service = Access {
            credentials: Some(dir.path().to_owned()),
            ..Access::default()
        };
        assert_eq!(asked(&service).unwrap_err(), "none was named");
        std::fs::write(dir.path().join("imap"), "one").unwrap();
        assert_eq!(asked(&service).unwrap(), b"one");
        std::fs::write(dir.path().join("a@mail"), "two\r\n").unwrap();
        assert_eq!(asked(&service).unwrap(), b"two");
    }
}
