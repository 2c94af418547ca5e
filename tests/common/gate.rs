//! A child that does nothing before a gate is opened: for what takes long, and is over when a test says so.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use ketnoi::jail::Jail;
use rustix::fs::{CWD, FileType, Mode, mknodat};

/// Longer than anything takes that waits for it.
const LIMIT: Duration = Duration::from_mins(1);

/// A folder, and in it a child that says of every file that it is not what it was taken for, once the gate is open.
pub struct Gate {
    folder: tempfile::TempDir,
}

impl Drop for Gate {
    fn drop(&mut self) {
        self.open(); // whatever failed, no child is left waiting
    }
}

impl Gate {
    /// A gate that is closed.
    pub fn new() -> Self {
        let gate = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        let mode = Mode::RUSR | Mode::WUSR;
        mknodat(CWD, gate.path("gate"), FileType::Fifo, mode, 0).expect("a pipe");
        gate.program("slow", "#!/bin/sh\nread _ < \"${0%/*}/gate\"\nexit 65\n");
        gate
    }

    /// A path in its folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A program in its folder. It is written by another process: one that this one has open for writing could not be
    /// started.
    pub fn program(&self, name: &str, script: &str) -> PathBuf {
        let path = self.path(name);
        let write = "printf '%s' \"$1\" > \"$2\" && chmod 700 \"$2\"";
        let made = Command::new("/bin/sh")
            .args(["-c", write, "sh", script])
            .arg(&path)
            .status()
            .expect("a shell");
        assert!(made.success());
        path
    }

    /// A jail whose child waits at the gate.
    pub fn jail(&self) -> Jail {
        Jail::by(self.path("slow")).patient_for(LIMIT)
    }

    /// Whoever waits at the gate goes on, now and later. A pipe that is opened for both ends waits for nobody.
    pub fn open(&self) {
        let mut gate = fs::OpenOptions::new()
            .read(true)
            .write(true)
            .open(self.path("gate"))
            .expect("the gate");
        gate.write_all(b"\n\n\n").expect("room in a pipe");
        // Whoever comes later finds it open too.
        std::mem::forget(gate);
    }
}
