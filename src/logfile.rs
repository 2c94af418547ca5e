//! The program's own log: one line for one event, in a file of the user's that never grows beyond two megabytes.
//!
//! A screen program has no standard error to complain on while it draws. What goes wrong behind the screen is written
//! here, and writing it must never be a reason for something else to go wrong: a log that cannot be written is not
//! written.
//!
//! It must never know the clock (whoever writes gives the time) nor anything about reports; no names, addresses or
//! contents of letters belong in it.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::Path;

use rustix::fs::{FlockOperation, OFlags, flock};

use crate::outfile::{self, aside};
use crate::text::{sanitize, width};

/// The file is put aside as `NAME.1` before it would become larger; the one put aside before is dropped.
pub const MOST_BYTES: u64 = 1 << 20;
/// A longer text is cut.
const MOST_CELLS: usize = 2000;

/// How much an event matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Good to know.
    Info,
    /// Something was tried again or done otherwise.
    Warn,
    /// Something did not work.
    Error,
}

impl Level {
    /// The word in the file.
    pub fn id(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warn => "warn",
            Self::Error => "error",
        }
    }
}

/// Adds `STAMP LEVEL TEXT` to the log at `path`, if it can be done. Whatever in the text would end the line or speak to
/// a terminal is made visible instead.
pub fn line(path: &Path, stamp: &str, level: Level, text: &str) {
    let text = sanitize::line(text);
    let text = width::fit(&text, MOST_CELLS);
    let line = format!("{} {} {text}\n", sanitize::line(stamp), level.id());
    let done: io::Result<()> = append(path, line.as_bytes());
    // There is nobody to tell.
    drop(done);
}

fn append(path: &Path, line: &[u8]) -> io::Result<()> {
    let mut file = open(path)?;
    if file.metadata()?.len() + line.len() as u64 > MOST_BYTES {
        put_aside(path, &file)?;
        file = open(path)?;
    }
    // One write, so that lines of several sessions do not mix.
    file.write_all(line)
}

/// Opens or makes the file, readable by nobody else; a link or a pipe in its place is refused rather than followed or
/// waited for.
fn open(path: &Path) -> io::Result<File> {
    may_grow(path)?;
    if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty() && !f.exists()) {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    let careful = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = OpenOptions::new()
        .append(true)
        .create(true)
        .mode(0o600)
        .custom_flags(careful.bits().cast_signed())
        .open(path)?;
    if file.metadata()?.is_file() {
        Ok(file)
    } else {
        Err(io::ErrorKind::InvalidInput.into())
    }
}

fn may_grow(path: &Path) -> io::Result<()> {
    outfile::may_grow(path).map_err(|_| io::ErrorKind::InvalidInput.into())
}

/// Renames the file, unless another session is doing so or has just done it.
fn put_aside(path: &Path, file: &File) -> io::Result<()> {
    if flock(file, FlockOperation::NonBlockingLockExclusive).is_err() {
        return Ok(());
    }
    let (ours, there) = (file.metadata()?, path.symlink_metadata()?);
    if (ours.dev(), ours.ino()) == (there.dev(), there.ino()) {
        let aside = aside(path);
        may_grow(&aside)?;
        std::fs::rename(path, aside)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn one_event_is_one_line_for_nobody_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("state/ketnoi.log");
        line(
            &path,
            "2020-05-28T14:03:19+07:00",
            Level::Warn,
            "kho dữ liệu\nbận \u{1b}[2J",
        );
        line(
            &path,
            "2020-05-28T14:03:20+07:00",
            Level::Error,
            &"x".repeat(10_000),
        );
        let text = std::fs::read_to_string(&path).expect("a log");
        assert_eq!(text.lines().count(), 2, "{text}");
        assert!(
            text.starts_with("2020-05-28T14:03:19+07:00 warn kho dữ liệu"),
            "{text}"
        );
        assert!(!text.contains('\u{1b}'));
        assert!(text.len() < 3000);
        let mode = path.metadata().expect("a log").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn it_is_put_aside_once_and_stays_bounded() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("ketnoi.log");
        let text = "y".repeat(1900);
        for n in 0..1700 {
            line(&path, "t", Level::Info, &format!("{n} {text}"));
        }
        let size = |p: &Path| p.metadata().expect("there").len();
        assert!(size(&path) <= MOST_BYTES && size(&aside(&path)) <= MOST_BYTES);
        let newest = std::fs::read_to_string(&path).expect("a log");
        assert!(newest.lines().last().expect("a line").starts_with("t info 1699 "));
        let files = std::fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(files, 2);
    }

    #[test]
    fn what_cannot_be_written_does_no_harm() {
        let folder = tempfile::tempdir().expect("a folder");
        line(folder.path(), "t", Level::Info, "into a folder");
        line(
            Path::new("/proc/nowhere/ketnoi.log"),
            "t",
            Level::Info,
            "into nothing",
        );
        let target = folder.path().join("precious");
        std::fs::write(&target, "kept").expect("written");
        let link = folder.path().join("link.log");
        std::os::unix::fs::symlink(&target, &link).expect("a link");
        line(&link, "t", Level::Info, "through a link");
        assert_eq!(std::fs::read_to_string(&target).expect("there"), "kept");
        let pipe = folder.path().join("pipe.log");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.expect("mkfifo").success());
        line(&pipe, "t", Level::Info, "nobody reads, and nobody waits");
    }
}
