//! One connection to a store's file: nothing is followed, nothing changed, and what is not understood is refused.
//!
//! It must never know what is read through it.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::engine::{NO_HURRY, PATIENCE, log_len, patiently, wrong};
use super::schema::{self, Pinned};
use crate::store::error::StoreError;
use crate::store::files;

/// Statements that stay prepared. A command asks some twenty, each of which would be read and planned anew every time if the
/// cache held fewer.
const STATEMENTS: usize = 64;

/// The path with the links of its folders followed, so that the engine can be told to follow none.
pub(in crate::store) fn settled(path: &Path) -> Result<PathBuf, StoreError> {
    let folder = files::folder_of(path)
        .canonicalize()
        .map_err(|why| match why.kind() {
            std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => {
                StoreError::Absent(path.into())
            }
            _ => files::refused(path, why),
        })?;
    let name = path.file_name().ok_or_else(|| StoreError::Absent(path.into()))?;
    Ok(folder.join(name))
}

pub(super) fn version_of(conn: &Connection) -> rusqlite::Result<i64> {
    conn.prepare_cached("PRAGMA user_version")?
        .query_row([], |r| r.get(0))
}

/// Looks at the store. Where the disk knows no better way a new one has two names for a moment.
pub(super) fn look_at(path: &Path) -> Result<Pinned, StoreError> {
    let started = Instant::now();
    loop {
        match schema::look(path) {
            Err(StoreError::Linked(_)) if started.elapsed() < NO_HURRY => {
                std::thread::sleep(Duration::from_micros(500 + files::random() % 500));
            }
            other => return other,
        }
    }
}

/// A connection that has made sure that it understands the store, and the store's version.
pub(super) fn connect(path: &Path, frozen: bool) -> Result<(Connection, i64), StoreError> {
    let mut flags = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let conn = if frozen {
        flags |= OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        Connection::open_with_flags(frozen_uri(path), flags)
    } else {
        Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_READ_WRITE)
    }
    .map_err(|e| wrong(path, &e))?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    match understand(&conn, path) {
        Ok(version) => Ok((conn, version)),
        Err(why) => {
            if log_len(path) == 0 {
                // Nothing is in the log: the engine may take away the empty files that it has made for it.
                let _ = conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false);
            }
            Err(why)
        }
    }
}

fn understand(conn: &Connection, path: &Path) -> Result<i64, StoreError> {
    let checked = || -> rusqlite::Result<i64> {
        conn.busy_timeout(Duration::ZERO)?;
        // Until we know that the store is ours to change, closing must not write the log into it.
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        patiently(PATIENCE, || {
            conn.execute_batch("PRAGMA cache_size = 64")?;
            version_of(conn)
        })
    };
    let version = checked().map_err(|e| wrong(path, &e))?;
    schema::newer(path, version)?;
    if version < 1 {
        return Err(StoreError::Damaged {
            site: path.into(),
            detail: format!("version {version}"),
        });
    }
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)
        .map_err(|e| wrong(path, &e))?;
    Ok(version)
}

fn frozen_uri(path: &Path) -> String {
    use std::os::unix::ffi::OsStrExt;
    let mut uri = String::from("file:");
    for b in path.as_os_str().as_bytes() {
        if b.is_ascii_alphanumeric() || b"/-_.~".contains(b) {
            uri.push(char::from(*b));
        } else {
            uri.push_str(&format!("%{b:02X}"));
        }
    }
    uri.push_str("?immutable=1");
    uri
}
