//! The name of a place where facts and files are kept, as people write it: `sqlite:PATH`, `postgres://…`.
//!
//! It is a name and nothing else: nothing is looked at or opened here. Which engine keeps what it names is the store's
//! affair; whoever passes it on asks only whether it names a file of this machine.

use std::fmt;
use std::path::{Path, PathBuf};

use super::server::{BadServer, ServerUrl};

/// The name of a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreUrl {
    /// `sqlite:PATH`
    Sqlite(PathBuf),
    /// `postgres://…`
    Postgres(ServerUrl),
}

/// Why something is not the name of a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadUrl {
    /// It begins with no scheme that is known.
    Scheme {
        /// As written, without what may be a password.
        written: String,
    },
    /// It would be gone when the program ends.
    InMemory,
    /// Options of another program stand behind it.
    Options {
        /// What stands before them.
        path: String,
    },
    /// It names a folder.
    Folder {
        /// As written.
        path: String,
    },
    /// It names what can only be a part of a store, or of the settings.
    Part {
        /// As written.
        path: String,
    },
    /// It is meant as a store on a server, and is none.
    Server(BadServer),
}

impl BadUrl {
    /// May what was written hold a password, so that it must not be shown?
    pub fn may_hold_secret(&self) -> bool {
        matches!(self, Self::Scheme { .. } | Self::Server(_))
    }
}

impl fmt::Display for StoreUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(url) => url.fmt(f),
        }
    }
}

impl StoreUrl {
    /// The store that is meant where nobody names one, in the folder of a user's data.
    pub fn usual_in(folder: &Path) -> Self {
        Self::Sqlite(folder.join("ketnoi.db"))
    }

    /// Reads the name of a store. What other programs take in its place (a database in memory, options after a question
    /// mark) is refused, and so is what can only be a part of a store or of the settings.
    ///
    /// # Errors
    /// Why it is none.
    pub fn parse(written: &str) -> Result<Self, BadUrl> {
        let unknown = |written: &str| BadUrl::Scheme {
            written: without_secret(written),
        };
        match written.trim().split_once(':') {
            Some(("sqlite", path)) => {
                let path = path.strip_prefix("//").unwrap_or(path);
                if path.is_empty() || path.contains('\0') {
                    return Err(unknown(written));
                }
                if path.contains(":memory:") || path.contains("mode=memory") {
                    return Err(BadUrl::InMemory);
                }
                if path.starts_with("file:") {
                    return Err(unknown(written));
                }
                if let Some((before, _)) = path.split_once('?').filter(|(_, after)| after.contains('=')) {
                    let path = before.to_owned();
                    return Err(BadUrl::Options { path });
                }
                if path == "." || ["/", "/.", ".."].iter().any(|tail| path.ends_with(tail)) {
                    let path = path.to_owned();
                    return Err(BadUrl::Folder { path });
                }
                if is_part(Path::new(path)) {
                    let path = path.to_owned();
                    return Err(BadUrl::Part { path });
                }
                Ok(Self::Sqlite(PathBuf::from(path)))
            }
            Some(("postgres" | "postgresql", rest)) => {
                let rest = rest.strip_prefix("//").ok_or_else(|| unknown(written))?;
                ServerUrl::parse(rest).map(Self::Postgres).map_err(BadUrl::Server)
            }
            _ => Err(unknown(written)),
        }
    }

    /// The file of this machine that it names, if it names one.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::Sqlite(path) => Some(path),
            Self::Postgres(_) => None,
        }
    }

    /// The same store with the paths that it names replaced by what `settle` makes of them.
    #[must_use]
    pub fn settled(self, mut settle: impl FnMut(&Path) -> PathBuf) -> Self {
        match self {
            Self::Sqlite(path) => Self::Sqlite(settle(&path)),
            Self::Postgres(url) => Self::Postgres(url.settled(settle)),
        }
    }
}

/// Is this by its name something that lies beside a store (its log, the files) or is read as settings?
fn is_part(path: &Path) -> bool {
    let ends = |name: &str, tails: &[&str]| tails.iter().any(|tail| name.ends_with(tail));
    let name = path.file_name().map(|n| n.to_string_lossy().to_lowercase());
    let below_files = path
        .components()
        .any(|c| ends(&c.as_os_str().to_string_lossy(), &[".blobs"]));
    below_files || name.is_some_and(|n| ends(&n, &["-wal", "-shm", "-journal", ".yaml", ".yml"]))
}

/// What stands in the place of what may be a password.
const HIDDEN: &str = "…";

/// What may be repeated of something that is no name of a store. It may be the address of another program with its password
/// in any place where such a program has one: before an `@`, behind a `?`, after a `=`.
fn without_secret(written: &str) -> String {
    let (head, rest) = match written.rfind('@') {
        Some(at) => {
            let (login, rest) = written.split_at(at);
            let scheme = ["://", ":"]
                .iter()
                .find_map(|mark| Some(login.find(mark)? + mark.len()));
            let scheme = login.get(..scheme.unwrap_or_default()).unwrap_or_default();
            (format!("{scheme}{HIDDEN}"), rest)
        }
        None => (String::new(), written),
    };
    match rest.find(['?', '=', ';']) {
        Some(mark) => format!("{head}{}{HIDDEN}", rest.get(..=mark).unwrap_or_default()),
        None => format!("{head}{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_what_is_no_name_of_a_store_no_password_is_repeated() {
        for (written, told) in [
            ("mysql://me:secret@host/db", "mysql://…@host/db"),
            (
                "postgre://me:sec@ret?secret=secret@host/db",
                "postgre://…@host/db",
            ),
            ("postgres:me:secret@host/db", "postgres:…@host/db"),
            ("postgres//me:secret@host/db", "postgres//me:…@host/db"),
            ("me/secret@host", "…@host"),
            ("postgre://host/db?password=secret", "postgre://host/db?…"),
            (
                "jdbc:postgresql://host/db?user=me&password=secret",
                "jdbc:postgresql://host/db?…",
            ),
            ("host=db password=secret", "host=…"),
            ("Server=db;Password=secret", "Server=…"),
            ("ketnoi.db", "ketnoi.db"),
            ("C:\\kho\\ketnoi.db", "C:\\kho\\ketnoi.db"),
            ("@", "…@"),
            ("é@:://", "…@:://"),
        ] {
            let told = told.to_owned();
            assert_eq!(StoreUrl::parse(written), Err(BadUrl::Scheme { written: told }));
        }
    }
}
