//! How the engine is spoken to: waiting for others with patience, and what its errors mean.
//!
//! It must never know what is asked of it.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::ErrorCode;

use crate::store::error::{SiteName, StoreError};
use crate::store::{files, waiting};

pub(super) use crate::store::waiting::PATIENCE;
/// How long a stored state waits: it only saves time.
pub(super) const NO_HURRY: Duration = Duration::from_millis(50);

/// Length of the write-ahead log; 0 if there is none.
pub(super) fn log_len(path: &Path) -> u64 {
    std::fs::symlink_metadata(files::beside(path, "-wal")).map_or(0, |m| m.len())
}

pub(super) fn is_busy(e: &rusqlite::Error) -> bool {
    matches!(
        e.sqlite_error_code(),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)
    )
}

/// What an error of the engine means.
pub(super) fn wrong(path: &Path, e: &rusqlite::Error) -> StoreError {
    let detail = e.to_string();
    let site = SiteName::from(path);
    match e.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy,
        Some(ErrorCode::DiskFull) => StoreError::Full(site),
        Some(ErrorCode::ReadOnly) => StoreError::ReadOnly(site),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreError::Damaged { site, detail },
        Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen) => {
            files::why_no_write(path, log_len(path)).unwrap_or(StoreError::Engine { site, detail })
        }
        _ => StoreError::Engine { site, detail },
    }
}

/// Tries again while others hold what is needed. Who has waited longer asks more often, so that nobody starves.
pub(super) fn patiently<T>(
    patience: Duration,
    mut attempt: impl FnMut() -> rusqlite::Result<T>,
) -> rusqlite::Result<T> {
    let started = Instant::now();
    let mut tell_after = waiting::SOON;
    loop {
        match attempt() {
            Err(e) if is_busy(&e) && started.elapsed() < patience => {
                if started.elapsed() >= tell_after {
                    tell_after += waiting::AGAIN;
                    waiting::tell();
                }
                let longest = pause(started.elapsed());
                std::thread::sleep(Duration::from_micros(longest / 8 + files::random() % longest));
            }
            other => return other,
        }
    }
}

/// The longest pause of somebody who has waited for so long, in microseconds. It grows shorter by the square of the wait, for as
/// long as he waits: on a disk that is slow to make things last many wait for many seconds, and whoever has waited longest is to be
/// the likeliest by far. Until then they ask seldom, so that they leave the processor to whoever writes.
fn pause(waited: Duration) -> u64 {
    const HALF: u64 = 3_000; // after so many milliseconds twice as often
    let waited = waited.as_millis() as u64;
    (8_000 * HALF * HALF / (HALF * HALF + waited * waited)).max(250)
}

/// What an error of the engine means for a new file that grows.
pub(super) fn copy_failed(new: &Path, e: &rusqlite::Error) -> StoreError {
    let length = std::fs::symlink_metadata(new).map_or(0, |m| m.len());
    no_room(new, e, length)
}

/// The same, where the file was to be of this length.
pub(super) fn no_room(new: &Path, e: &rusqlite::Error, length: u64) -> StoreError {
    match wrong(new, e) {
        StoreError::Engine { site, detail } => {
            files::why_no_write(new, length).unwrap_or(StoreError::Engine { site, detail })
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_has_waited_longer_asks_more_often_until_he_gives_up() {
        let pauses = [0, 1, 3, 6, 9, 15].map(|s| pause(Duration::from_secs(s)));
        assert_eq!(pauses, [8_000, 7_200, 4_000, 1_600, 800, 307]);
        assert_eq!(pause(PATIENCE), 250);
    }
}
