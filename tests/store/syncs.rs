//! What a command waits for, counted: the disk, once, and for no more than what must be on it.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::pty::{ketnoi, skip};
use ketnoi::store::Site;

/// A command in a home, and every wait for the disk that it took, as `strace` tells it.
fn waits_of(home: &Path, note: &str) -> Vec<String> {
    let told = home.join("told");
    let done = Command::new("strace")
        .args([
            "-f",
            "-y",
            "-e",
            "trace=fsync,fdatasync,sync_file_range,msync",
            "-o",
        ])
        .arg(&told)
        .args([ketnoi(), "report", "note", "01", "--note", note])
        .env("HOME", home)
        .env_remove("XDG_DATA_HOME")
        .env_remove("XDG_CONFIG_HOME")
        .output()
        .expect("strace runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let told = fs::read_to_string(told).expect("it told");
    let waits = told.lines().filter(|line| line.contains("sync"));
    waits.map(str::to_owned).collect()
}

#[test]
fn a_command_waits_for_the_disk_once_and_forces_out_no_more_than_the_log() {
    if Command::new("strace").arg("-V").output().is_err() {
        skip("strace is not installed");
        return;
    }
    let home = tempfile::tempdir().expect("a folder");
    // The first makes the store, and stores a state.
    assert!(!waits_of(home.path(), "một").is_empty());
    // While somebody has the store open, whoever ends leaves the log to them.
    let store = Site::file(home.path().join(".local/share/ketnoi/ketnoi.db"));
    let held = store.open().expect("the store is there");
    // The first in a new log also makes its beginning durable.
    waits_of(home.path(), "hai");
    let waits = waits_of(home.path(), "ba");
    drop(held);
    // The engine makes a log's name durable once a program, whoever made it: a session's later commands have the log alone.
    let (log, others): (Vec<_>, Vec<_>) = waits.iter().partition(|wait| wait.contains("ketnoi.db-wal>"));
    assert!(log.len() == 1 && log[0].contains(" fdatasync("), "{waits:#?}");
    assert!(
        others.len() <= 1 && others.iter().all(|wait| wait.contains("/ketnoi>)")),
        "{waits:#?}"
    );
}
