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
            written: without_login(written),
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

/// A name and a password before the `@` do not belong in a message.
fn without_login(url: &str) -> String {
    match (url.find("://"), url.rfind('@')) {
        (Some(start), Some(at)) if start + 3 <= at => {
            let head = url.get(..start + 3).unwrap_or_default();
            format!("{head}…{}", url.get(at..).unwrap_or_default())
        }
        _ => url.to_owned(),
    }
}
