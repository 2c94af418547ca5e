//! The tables, their versions, and what the first bytes of a file say before anything touches it.
//!
//! It must never know what the tables are used for.

use std::fs::File;
use std::io;
use std::os::unix::fs::{FileExt, MetadataExt, OpenOptionsExt};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use rusqlite::Connection;
use rustix::fs::OFlags;

use crate::store::error::{SiteName, StoreError};

/// `ktni`, in the header of every store.
pub const APPLICATION_ID: i64 = 0x6b74_6e69;
/// Every step from an empty file to the newest tables; the version of a store is how many it has behind it.
pub const MIGRATIONS: &[&str] = &[
    include_str!("../../../data/migrations/0001.sql"),
    include_str!("../../../data/migrations/0002.sql"),
    include_str!("../../../data/migrations/0003.sql"),
    include_str!("../../../data/migrations/0004.sql"),
    include_str!("../../../data/migrations/0005.sql"),
    include_str!("../../../data/migrations/0006.sql"),
    include_str!("../../../data/migrations/0007.sql"),
    include_str!("../../../data/migrations/0008.sql"),
    include_str!("../../../data/migrations/0009.sql"),
    include_str!("../../../data/migrations/0010.sql"),
    include_str!("../../../data/migrations/0011.sql"),
];
/// The newest version that this program knows.
pub const KNOWN: i64 = MIGRATIONS.len() as i64;
/// The first version with refused attempts and claims.
pub const WITH_ATTEMPTS: i64 = 3;
/// The first version that knows how far somebody had looked.
pub const WITH_LAST_LOOKED: i64 = 5;
/// The first version whose stored states carry a hash; those of before are not used.
pub const WITH_SUMS: i64 = 6;
/// The first version in which words can be removed from facts.
pub const WITH_HOLES: i64 = 7;

/// The first version that remembers what sweeps have read.
pub const WITH_SWEEPS: i64 = 8;

/// The first version that knows which messages somebody has in hand.
pub const WITH_SENDINGS: i64 = 9;

/// The first version that can say where the store was moved to.
pub const WITH_MOVED: i64 = 10;

/// The first version that knows from which backup the store was made.
pub const WITH_RESTORED: i64 = 11;

/// SQLite before this can lose committed data when several processes write and checkpoint.
const OLDEST_ENGINE: i32 = 3_051_003;
/// What every SQLite file begins with.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";
/// Where in the header the user version and the application id stand.
const USER_VERSION: usize = 60;
const APPLICATION: usize = 68;

/// Refuses an engine that can lose data.
pub fn engine_is_fit() -> Result<(), StoreError> {
    if rusqlite::version_number() < OLDEST_ENGINE {
        return Err(StoreError::OldEngine(rusqlite::version().to_owned()));
    }
    Ok(())
}

/// Runs the steps after version `from`, the version with them, in the transaction that is open. Cut off anywhere, the
/// store is still at `from`.
pub fn run(conn: &Connection, steps: &[&str], from: i64) -> rusqlite::Result<()> {
    let first = usize::try_from(from).unwrap_or_default();
    for step in steps.iter().skip(first) {
        conn.execute_batch(step)?;
    }
    let version = steps.len().max(first);
    conn.execute_batch(&format!("PRAGMA user_version = {version}"))
}

/// A number that changes whenever the tables of a store do.
pub fn state(conn: &Connection) -> rusqlite::Result<i64> {
    conn.prepare_cached("PRAGMA schema_version")?
        .query_row([], |r| r.get(0))
}

/// Marks a new file as a store of ketnoi.
pub fn mark(conn: &Connection) -> rusqlite::Result<()> {
    conn.execute_batch(&format!("PRAGMA application_id = {APPLICATION_ID}"))
}

/// A regular file that was looked at. As long as it is held, the look stays open.
///
/// Closing *any* descriptor of a file takes away all locks that this process holds on it, SQLite's too (POSIX). So all
/// who look at one file share one descriptor, and it is closed only when the last of them is gone, after their
/// connections.
#[derive(Debug)]
pub struct Pinned {
    file: Option<Arc<File>>,
    /// Device and number of the file.
    pub identity: (u64, u64),
}

type Looks = Vec<((u64, u64), Weak<File>)>;
static LOOKS: Mutex<Looks> = Mutex::new(Vec::new());

fn looks() -> MutexGuard<'static, Looks> {
    LOOKS.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Pinned {
    /// Reads the first bytes of the file; fewer than asked for where it is shorter.
    pub fn read(&self, into: &mut [u8]) -> io::Result<usize> {
        self.read_at(into, 0)
    }

    /// Reads the bytes from `at` on; fewer than asked for where the file ends.
    pub fn read_at(&self, into: &mut [u8], at: u64) -> io::Result<usize> {
        let mut have = 0;
        while let Some(file) = &self.file
            && let Some(rest) = into.get_mut(have..).filter(|rest| !rest.is_empty())
        {
            match file.read_at(rest, at + have as u64) {
                Ok(0) => break,
                Ok(n) => have += n,
                Err(why) if why.kind() == io::ErrorKind::Interrupted => {}
                Err(why) => return Err(why),
            }
        }
        Ok(have)
    }

    /// How long the file is now.
    pub fn length(&self) -> Option<u64> {
        Some(self.file.as_ref()?.metadata().ok()?.len())
    }
}

impl Drop for Pinned {
    fn drop(&mut self) {
        // Under the lock, so that nobody opens the file anew between the last count and the close.
        let mut all = looks();
        self.file = None;
        all.retain(|(_, file)| file.strong_count() > 0);
    }
}

/// The store that stands at `path` now, without following a link. A file with a second name is none: what is written
/// under the one, with a log of its own, whoever uses the other never sees, and the access file beside it does not bind.
pub fn identity(path: &Path) -> Result<(u64, u64), StoreError> {
    match regular(path)? {
        (identity, 0..=1) => Ok(identity),
        _ => Err(StoreError::Linked(path.to_owned())),
    }
}

/// Device and number of a regular file, and how many names it has.
fn regular(path: &Path) -> Result<((u64, u64), u64), StoreError> {
    let meta = std::fs::symlink_metadata(path).map_err(|why| absent_or(path, why))?;
    if !meta.is_file() {
        let why = io::Error::new(io::ErrorKind::InvalidInput, "not a regular file");
        return Err(absent_or(path, why));
    }
    Ok(((meta.dev(), meta.ino()), meta.nlink()))
}

fn absent_or(path: &Path, why: io::Error) -> StoreError {
    match why.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => StoreError::Absent(path.into()),
        _ => StoreError::Io {
            path: path.to_owned(),
            why,
        },
    }
}

/// Reads the header of a file and refuses what is not a store that this program knows. Changes nothing, follows no link,
/// waits for nobody.
pub fn look(path: &Path) -> Result<Pinned, StoreError> {
    let look = hold_as(path, identity(path)?)?;
    judge(path, &look)?;
    Ok(look)
}

/// Holds another file of a store open, with the same care: the engine has locks on the log's index, too.
pub fn hold(path: &Path) -> Result<Pinned, StoreError> {
    let (identity, _links) = regular(path)?;
    hold_as(path, identity)
}

fn hold_as(path: &Path, wanted: (u64, u64)) -> Result<Pinned, StoreError> {
    let mut all = looks();
    let held = all
        .iter()
        .find(|(id, _)| *id == wanted)
        .and_then(|(_, f)| f.upgrade());
    let file = if let Some(file) = held {
        file
    } else {
        let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC).bits();
        let file = File::options()
            .read(true)
            .custom_flags(flags.cast_signed())
            .open(path)
            .map_err(|why| absent_or(path, why))?;
        let file = Arc::new(file);
        all.push((wanted, Arc::downgrade(&file)));
        file
    };
    drop(all);
    Ok(Pinned {
        file: Some(file),
        identity: wanted,
    })
}

fn judge(path: &Path, look: &Pinned) -> Result<(), StoreError> {
    let mut header = [0_u8; 100];
    let have = look.read(&mut header).map_err(|why| absent_or(path, why))?;
    let site = SiteName::from(path);
    if !header[..have].starts_with(MAGIC) {
        return Err(StoreError::Foreign { site, found: 0 });
    }
    let found = field(&header, APPLICATION);
    if have < header.len() {
        let detail = "file is cut short".to_owned();
        return Err(StoreError::Damaged { site, detail });
    }
    if found != APPLICATION_ID {
        return Err(StoreError::Foreign { site, found });
    }
    newer(path, field(&header, USER_VERSION))
}

/// Refuses a version above what this program knows.
pub fn newer(path: &Path, found: i64) -> Result<(), StoreError> {
    if found > KNOWN {
        return Err(StoreError::Newer {
            site: path.into(),
            found,
            known: KNOWN,
        });
    }
    Ok(())
}

fn field(header: &[u8; 100], at: usize) -> i64 {
    let mut four = [0; 4];
    four.copy_from_slice(&header[at..at + 4]);
    i64::from(i32::from_be_bytes(four))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_that_breaks_in_the_middle_leaves_the_version_before() {
        let mut conn = Connection::open_in_memory().unwrap();
        run(&conn, &MIGRATIONS[..1], 0).unwrap();
        let version =
            |c: &Connection| -> i64 { c.query_row("PRAGMA user_version", [], |r| r.get(0)).unwrap() };
        let bad = [
            MIGRATIONS[0],
            "CREATE TABLE half (a) STRICT; CREATE TABLE other (a INTEGER) STRICT",
        ];
        let good = [
            MIGRATIONS[0],
            "CREATE TABLE half (a INTEGER) STRICT; CREATE TABLE other (a INTEGER) STRICT",
        ];
        let cut = [
            MIGRATIONS[0],
            "CREATE TABLE half (a INTEGER) STRICT; CREATE TABLE facts (a INTEGER) STRICT",
        ];
        for steps in [bad, cut] {
            let tx = conn.transaction().unwrap();
            assert!(run(&tx, &steps, 1).is_err());
            drop(tx);
            assert_eq!(version(&conn), 1);
            assert!(conn.prepare("SELECT * FROM half").is_err());
            assert!(conn.prepare("SELECT * FROM facts").is_ok());
        }
        let tx = conn.transaction().unwrap();
        run(&tx, &good, 1).unwrap();
        tx.commit().unwrap();
        assert_eq!(version(&conn), 2);
        assert!(conn.prepare("SELECT * FROM half").is_ok());
    }

    #[test]
    fn whoever_writes_files_knows_our_mark() {
        assert_eq!(
            i64::from(i32::from_be_bytes(crate::outfile::MARK)),
            APPLICATION_ID
        );
    }

    #[test]
    fn the_bundled_engine_is_fit() {
        engine_is_fit().unwrap();
    }
}
