//! One listener a host: a process that hears of every change on the server and touches a file of this machine, which the
//! sessions watch. Sessions that need not listen themselves need no connection while they are quiet, so that hundreds of them
//! on a host are not hundreds of processes on the server.
//!
//! The file says nothing. That a relay is at work is told by the lock that it holds on it, which goes with it, however it
//! ends. It must never know what was written.

use std::fs::{File, OpenOptions};
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use rustix::fs::{FlockOperation, flock};

use super::departure::mark_sql;
use super::look::LOOK;
use super::site::Shared;
use super::wire::Wire;
use crate::store::error::StoreError;
use crate::store::files;

/// Where a relay of the whole machine has its files: made by the manager of services for it.
const RUN: &str = "/run/ketnoi";
/// How a relay's file is called, behind the name of the store's scratch.
const TAIL: &str = "relay";
/// So long the server is waited for between two tries.
const LONGEST: Duration = Duration::from_secs(2);
const FIRST: Duration = Duration::from_millis(100);

/// The files that a relay of this store may touch: the machine's, and the account's own.
pub(super) fn files_of(shared: &Shared) -> Vec<PathBuf> {
    let name = format!("{}.{TAIL}", shared.scratch_name());
    let own = shared.around.cache.as_ref();
    [Some(PathBuf::from(RUN)), own.cloned()]
        .into_iter()
        .flatten()
        .map(|folder| folder.join(&name))
        .collect()
}

/// Is a relay of this store at work on this machine?
pub(super) fn is_at_work(files: &[PathBuf]) -> bool {
    files.iter().any(|path| {
        let file = OpenOptions::new()
            .read(true)
            .custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK)
            .open(path);
        // Held by somebody: nobody but a relay takes it.
        file.is_ok_and(|file| flock(&file, FlockOperation::NonBlockingLockShared).is_err())
    })
}

/// Relays until it is told to end. `away` is told why there is nothing to relay, once for as long as it stays so.
///
/// # Errors
/// No file can be touched, or another relay of this store is at work already. That the server does not answer is none: it is
/// asked again.
pub(super) fn run(
    shared: &Arc<Shared>,
    ended: &dyn Fn() -> bool,
    away: &dyn Fn(&StoreError),
) -> Result<(), StoreError> {
    let (path, mut file) = claimed(shared)?;
    let (tell, hear) = channel();
    shared.watch(Box::new(move || {
        // Nobody hears it any more who is about to end.
        let _ = tell.send(());
    }));
    let mut wire: Option<Wire> = None;
    let mut seen: Option<String> = None;
    let mut pause = FIRST;
    let mut looked = Instant::now();
    let mut told: Option<String> = None;
    while !ended() {
        let state = match &wire {
            Some(wire) => heads(shared, wire),
            None => shared.connect().and_then(|fresh| {
                // Connections leave that to whoever relays, which is this one.
                shared.listen(&fresh);
                let state = heads(shared, &fresh);
                wire = Some(fresh);
                state
            }),
        };
        let wait = match state {
            Ok(state) => {
                if seen.as_ref() != Some(&state) {
                    touch(&path, &mut file)?;
                    seen = Some(state);
                }
                (pause, told) = (FIRST, None);
                LOOK
            }
            Err(why) => {
                // Whoever watches looks as well, and sees for himself what is the matter.
                if seen.take().is_some() {
                    touch(&path, &mut file)?;
                }
                // A line that breaks is laid anew at once: what is told is why that cannot be done.
                let words = why.to_string();
                if wire.take().is_none() && told.as_ref() != Some(&words) {
                    away(&why);
                    told = Some(words);
                }
                pause = (pause * 2).min(LONGEST);
                pause
            }
        };
        // A notification ends the wait, and those that have come meanwhile are the same to it; whoever wants to end it is
        // asked more often than the server.
        let until = looked.max(Instant::now()) + wait;
        while !ended() && Instant::now() < until {
            match hear.recv_timeout(Duration::from_millis(200).min(until - Instant::now())) {
                Ok(()) => break,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => std::thread::sleep(Duration::from_millis(200)),
            }
        }
        while hear.try_recv().is_ok() {}
        looked = Instant::now();
    }
    Ok(())
}

/// The file of the relay, held.
fn claimed(shared: &Shared) -> Result<(PathBuf, File), StoreError> {
    let mut refused = None;
    for path in files_of(shared) {
        if path.parent() != Some(Path::new(RUN)) {
            let folder = files::folder_of(&path);
            files::make_folders(folder).map_err(|why| files::refused(&path, why))?;
        }
        let opened = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o644) // it says nothing, and sessions of other accounts watch it
            .custom_flags(libc::O_NOFOLLOW)
            .open(&path);
        match opened {
            Ok(file) => {
                flock(&file, FlockOperation::NonBlockingLockExclusive)
                    .map_err(|_| StoreError::Occupied(path.as_path().into()))?;
                return Ok((path, file));
            }
            Err(why) if why.kind() == io::ErrorKind::NotFound => {}
            Err(why) => refused = Some(files::refused(&path, why)),
        }
    }
    let nowhere = || StoreError::Io {
        path: PathBuf::from(RUN),
        why: io::ErrorKind::NotFound.into(),
    };
    Err(refused.unwrap_or_else(nowhere))
}

fn touch(path: &Path, file: &mut File) -> Result<(), StoreError> {
    file.seek(SeekFrom::Start(0))
        .and_then(|_| file.write_all(b"."))
        .map_err(|why| files::refused(path, why))
}

/// What every stream ends with, and what of the rest others are shown, as one text: another text, another state.
fn heads(shared: &Shared, wire: &Wire) -> Result<String, StoreError> {
    if !wire.is_open() {
        return Err(StoreError::Unreachable {
            site: shared.name.clone(),
            detail: String::new(),
        });
    }
    if wire.known.tables.is_none() {
        return Err(StoreError::Absent(shared.name.clone()));
    }
    let schema = &shared.url.schema;
    let mark = mark_sql(schema);
    let sql = format!(
        "WITH RECURSIVE s (name) AS (SELECT min(stream) FROM {schema}.facts UNION ALL \
         SELECT (SELECT min(stream) FROM {schema}.facts WHERE stream > name) FROM s WHERE name IS NOT NULL) \
         SELECT coalesce(string_agg(name || ' ' || (SELECT max(seq) FROM {schema}.facts WHERE stream = name), ','), '') \
         || '/' || (SELECT count(*) || ' ' || coalesce(max(until), 0) FROM {schema}.claims) \
         || '/' || (SELECT count(*) || ' ' || coalesce(max(tried), 0) FROM {schema}.mailboxes) \
         || '/' || coalesce((SELECT string_agg(m.done::text, ',') FROM ({mark}) m (value, done)), '') \
         FROM s WHERE name IS NOT NULL"
    );
    let row = wire.ask(wire.client().query_typed_one(&sql, &[]))?;
    Ok(row.try_get(0).unwrap_or_default())
}
