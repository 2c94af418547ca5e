//! The name of a store on a PostgreSQL server: `postgres://[account@]host[:port][,host…]/database[?…]`.
//!
//! A name is shown, stored and seen by others (in a list of processes, in a shell's history), so that it must never hold a
//! password. Nothing is looked at here.

use std::fmt;
use std::path::{Path, PathBuf};

use super::address::is_here;
use super::percent::{decoded, encoded};

/// The schema that is meant where none is named.
pub const SCHEMA: &str = "ketnoi";
/// The port that is meant where none is named.
const PORT: u16 = 5432;
/// The folder of the server's socket that is meant where no host is named, as Debian has it.
const SOCKETS: &str = "/run/postgresql";
/// The longest name of the server's.
const NAME_MOST: usize = 63;

/// A place where a server listens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Host {
    /// A name, an address, or the folder of a socket.
    pub name: String,
    /// The port, also of a socket.
    pub port: u16,
}

impl Host {
    /// Is it a socket of this machine?
    pub fn is_socket(&self) -> bool {
        self.name.starts_with('/')
    }

    /// Does what is said to it stay on this machine?
    pub fn is_here(&self) -> bool {
        self.is_socket() || is_here(&self.name)
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = if self.is_socket() {
            encoded(&self.name)
        } else if self.name.contains(':') {
            format!("[{}]", self.name)
        } else {
            self.name.clone()
        };
        match self.port {
            PORT => f.write_str(&name),
            port => write!(f, "{name}:{port}"),
        }
    }
}

/// Whether the line to a server is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tls {
    /// Everywhere but on this machine; the server must prove who it is.
    #[default]
    Usual,
    /// Everywhere, also on this machine.
    On,
    /// Nowhere: somebody has said that the network is theirs.
    Off,
}

/// A store on a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerUrl {
    /// Where it may be found; at least one. Several are one store: the one that takes writes is used.
    pub hosts: Vec<Host>,
    /// The database.
    pub database: String,
    /// The schema in it: one a house.
    pub schema: String,
    /// As whom; the account of this machine where nobody is named.
    pub user: Option<String>,
    /// Whether the line is encrypted.
    pub tls: Tls,
    /// The certificates by which the server proves who it is; those of the system where none are named.
    pub ca_file: Option<PathBuf>,
    /// Where the password stands.
    pub password_file: Option<PathBuf>,
}

/// Why something is not the name of a store on a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadServer {
    /// It holds a password.
    Password,
    /// The place of this name is empty or not of its kind: `host`, `port`, `database`, `user`, `schema`, `tls`.
    Part(&'static str),
    /// A parameter that is not known.
    Unknown(String),
    /// A parameter that stands there twice.
    Twice(String),
}

impl ServerUrl {
    /// Reads what stands behind `postgres://`.
    ///
    /// # Errors
    /// Why it is no name of a store.
    pub fn parse(rest: &str) -> Result<Self, BadServer> {
        let (rest, options) = rest.split_once('?').unwrap_or((rest, ""));
        let (server, database) = rest.split_once('/').unwrap_or((rest, ""));
        let (user, hosts) = match server.rsplit_once('@') {
            Some((user, hosts)) => (Some(user), hosts),
            None => (None, server),
        };
        // An `@` behind the first slash or question mark ends a login whose password has such a sign in it.
        let mut keys = options.split('&').filter_map(|option| option.split('=').next());
        let is_cut = database.contains('@') || keys.any(|key| key.contains('@'));
        if user.is_some_and(|u| u.contains(':')) || is_cut {
            return Err(BadServer::Password);
        }
        let user = user
            .map(|u| named(u).ok_or(BadServer::Part("user")))
            .transpose()?;
        let mut url = Self {
            hosts: Vec::new(),
            database: named(database).ok_or(BadServer::Part("database"))?,
            schema: SCHEMA.to_owned(),
            user,
            tls: Tls::Usual,
            ca_file: None,
            password_file: None,
        };
        if hosts.is_empty() {
            url.hosts.push(Host {
                name: SOCKETS.to_owned(),
                port: PORT,
            });
        } else {
            url.hosts = hosts.split(',').map(host).collect::<Result<_, _>>()?;
        }
        let mut seen: Vec<&str> = Vec::new();
        for option in options.split('&').filter(|o| !o.is_empty()) {
            let (key, value) = option.split_once('=').unwrap_or((option, ""));
            if seen.contains(&key) {
                return Err(BadServer::Twice(key.to_owned()));
            }
            seen.push(key);
            url.take(key, value)?;
        }
        Ok(url)
    }

    fn take(&mut self, key: &str, value: &str) -> Result<(), BadServer> {
        let file = |key| {
            let path = decoded(value).filter(|p| !p.is_empty());
            path.map(PathBuf::from).ok_or(BadServer::Part(key))
        };
        match key {
            "schema" => self.schema = schema(value).ok_or(BadServer::Part("schema"))?,
            "tls" => {
                self.tls = match value {
                    "on" => Tls::On,
                    "off" => Tls::Off,
                    _ => return Err(BadServer::Part("tls")),
                }
            }
            "ca_file" => self.ca_file = Some(file("ca_file")?),
            "password_file" => self.password_file = Some(file("password_file")?),
            // What other programs take there.
            "password" | "sslpassword" => return Err(BadServer::Password),
            _ => return Err(BadServer::Unknown(key.to_owned())),
        }
        Ok(())
    }

    /// Must the line to this host be encrypted?
    pub fn encrypts(&self, host: &Host) -> bool {
        match self.tls {
            Tls::Usual => !host.is_here() || (self.ca_file.is_some() && !host.is_socket()),
            Tls::On => !host.is_socket(),
            Tls::Off => false,
        }
    }

    /// The same with the paths in it replaced by what `settle` makes of them.
    #[must_use]
    pub fn settled(mut self, mut settle: impl FnMut(&Path) -> PathBuf) -> Self {
        for path in [&mut self.ca_file, &mut self.password_file].into_iter().flatten() {
            *path = settle(path);
        }
        self
    }

    /// What people call the place: without what only this account needs for getting there.
    pub fn place(&self) -> String {
        let hosts: Vec<String> = self.hosts.iter().map(ToString::to_string).collect();
        let (hosts, database) = (hosts.join(","), encoded(&self.database));
        match self.schema.as_str() {
            SCHEMA => format!("postgres://{hosts}/{database}"),
            schema => format!("postgres://{hosts}/{database}?schema={schema}"),
        }
    }
}

/// As it is written; reading it back gives the same.
impl fmt::Display for ServerUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hosts: Vec<String> = self.hosts.iter().map(ToString::to_string).collect();
        f.write_str("postgres://")?;
        if let Some(user) = &self.user {
            write!(f, "{}@", encoded(user))?;
        }
        write!(f, "{}/{}", hosts.join(","), encoded(&self.database))?;
        let path = |p: &PathBuf| encoded(&p.display().to_string());
        let options = [
            ("schema", Some(self.schema.clone()).filter(|s| s != SCHEMA)),
            (
                "tls",
                match self.tls {
                    Tls::Usual => None,
                    Tls::On => Some("on".to_owned()),
                    Tls::Off => Some("off".to_owned()),
                },
            ),
            ("ca_file", self.ca_file.as_ref().map(path)),
            ("password_file", self.password_file.as_ref().map(path)),
        ];
        let given = options.into_iter().filter_map(|(key, value)| Some((key, value?)));
        for (n, (key, value)) in given.enumerate() {
            let mark = if n == 0 { '?' } else { '&' };
            write!(f, "{mark}{key}={value}")?;
        }
        Ok(())
    }
}

fn named(written: &str) -> Option<String> {
    decoded(written).filter(|n| !n.is_empty() && n.len() <= NAME_MOST)
}

/// A name that means the same with and without quotation marks, whoever writes it in whatever program.
fn schema(written: &str) -> Option<String> {
    let first = |c: u8| c.is_ascii_lowercase() || c == b'_';
    let is_one = written.len() <= NAME_MOST
        && written.bytes().next().is_some_and(first)
        && written.bytes().all(|c| first(c) || c.is_ascii_digit())
        && !written.starts_with("pg_")
        && !matches!(written, "public" | "information_schema");
    is_one.then(|| written.to_owned())
}

fn host(written: &str) -> Result<Host, BadServer> {
    let bad = BadServer::Part("host");
    let (name, port) = match written.strip_prefix('[') {
        Some(six) => {
            let (name, port) = six.split_once(']').ok_or(bad.clone())?;
            match (port, port.strip_prefix(':')) {
                ("", _) => (name, None),
                (_, Some(port)) => (name, Some(port)),
                _ => return Err(bad),
            }
        }
        None => written
            .split_once(':')
            .map_or((written, None), |(name, port)| (name, Some(port))),
    };
    let name = decoded(name).ok_or(bad.clone())?;
    let of_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':');
    if name.is_empty() || !(name.starts_with('/') || name.chars().all(of_host)) {
        return Err(bad);
    }
    let port = match port {
        None => PORT,
        Some(port) => port
            .parse()
            .ok()
            .filter(|p| *p > 0)
            .ok_or(BadServer::Part("port"))?,
    };
    Ok(Host { name, port })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back_as_they_are_written_and_show_nothing_of_the_account() {
        for (written, place) in [
            ("db.bo.example/ketnoi", "postgres://db.bo.example/ketnoi"),
            (
                "lan@a,b:5433/ketnoi?schema=mst&tls=off",
                "postgres://a,b:5433/ketnoi?schema=mst",
            ),
            (
                "[::1]:5433/k?password_file=%2Fetc%2Fpw&ca_file=ca.pem",
                "postgres://[::1]:5433/k",
            ),
            ("/k", "postgres://%2Frun%2Fpostgresql/k"),
            ("%2Ftmp%2Fs:5433/k", "postgres://%2Ftmp%2Fs:5433/k"),
        ] {
            let url = ServerUrl::parse(written).unwrap();
            assert_eq!(url.place(), place);
            let again = url.to_string();
            assert_eq!(
                ServerUrl::parse(again.strip_prefix("postgres://").unwrap()),
                Ok(url)
            );
        }
    }

    #[test]
    fn what_is_no_name_is_refused_by_what_is_wrong_with_it() {
        for (written, why) in [
            ("lan:secret@db/k", BadServer::Password),
            ("lan:12/secret@db/k", BadServer::Password),
            ("lan:12/k?secret@db/k", BadServer::Password),
            ("db/k?user=lan&pass@word=secret", BadServer::Password),
            ("db/k?password=secret", BadServer::Password),
            ("db", BadServer::Part("database")),
            ("db/", BadServer::Part("database")),
            ("@db/k", BadServer::Part("user")),
            ("a,,b/k", BadServer::Part("host")),
            ("a b/k", BadServer::Part("host")),
            ("[::1/k", BadServer::Part("host")),
            ("db:0/k", BadServer::Part("port")),
            ("db:x/k", BadServer::Part("port")),
            ("db/k?schema=", BadServer::Part("schema")),
            ("db/k?schema=Mst", BadServer::Part("schema")),
            ("db/k?schema=pg_x", BadServer::Part("schema")),
            ("db/k?schema=public", BadServer::Part("schema")),
            ("db/k?tls=maybe", BadServer::Part("tls")),
            ("db/k?ca_file=", BadServer::Part("ca_file")),
            ("db/k?sslmode=disable", BadServer::Unknown("sslmode".into())),
            ("db/k?tls=on&tls=off", BadServer::Twice("tls".into())),
        ] {
            assert_eq!(ServerUrl::parse(written), Err(why), "{written}");
        }
    }

    #[test]
    fn a_line_is_bare_only_on_this_machine_or_where_somebody_said_so() {
        let encrypts = |written: &str| {
            let url = ServerUrl::parse(written).unwrap();
            url.encrypts(&url.hosts[0])
        };
        assert!(encrypts("db/k") && encrypts("10.0.0.1/k") && encrypts("localhost.evil.example/k"));
        assert!(
            !encrypts("localhost/k") && !encrypts("127.0.0.1/k") && !encrypts("[::1]/k") && !encrypts("/k")
        );
        assert!(
            encrypts("localhost/k?tls=on") && encrypts("localhost/k?ca_file=a") && !encrypts("db/k?tls=off")
        );
    }
}
