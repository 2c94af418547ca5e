//! A DOCX as a PDF, by `LibreOffice` where it is installed: in a profile of its own, for a limited time, and with everything
//! that it started ended afterwards.
//!
//! It is another program (reliability row 23): whoever serves strangers must not call this unless its owner wants it. It must
//! never know what the document is.

use std::ffi::OsStr;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, Signal, kill_process_group, pidfd_open};

/// How long it may take.
const PATIENCE: Duration = Duration::from_mins(1);
/// So often is asked whether to go on.
const ASKED_EVERY: Duration = Duration::from_millis(200);
/// Names of the program, the usual one first.
const NAMES: [&str; 2] = ["soffice", "libreoffice"];
/// The largest PDF that is read back, in bytes.
const MOST: u64 = 512 << 20;

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum NoPdf {
    /// Something of the machine refused: the folder, the process.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// It took longer than it may.
    #[error("it took longer than {} s", .0.as_secs())]
    TooSlow(Duration),
    /// Somebody wanted it to stop.
    #[error("stopped")]
    Stopped,
    /// It ended without a PDF.
    #[error("it made none")]
    Nothing,
}

/// The program that makes PDFs.
#[derive(Debug, Clone)]
pub struct Office {
    program: PathBuf,
    patience: Duration,
}

impl Office {
    /// The program as it is found in the folders of a `PATH`; folders that are not absolute are passed over, since what they
    /// hold depends on where somebody stands. `None` if it is not installed.
    pub fn on(path: &OsStr) -> Option<Self> {
        let folders = || std::env::split_paths(path).filter(|f| f.is_absolute());
        let program = |name: &&str| folders().map(|f| f.join(name)).find(|p| is_program(p));
        NAMES.iter().find_map(program).map(Self::at)
    }

    /// The program at an absolute path.
    pub fn at(program: PathBuf) -> Self {
        Self {
            program,
            patience: PATIENCE,
        }
    }

    /// The same with another patience.
    #[must_use]
    pub fn patient_for(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// The PDF of a DOCX. Whoever is asked now and then whether to go on may stop it.
    ///
    /// # Errors
    /// Why there is none; nothing is left behind.
    pub fn pdf(&self, docx: &[u8], go_on: &mut dyn FnMut() -> ControlFlow<()>) -> Result<Vec<u8>, NoPdf> {
        // For its owner alone, and gone with everything in it at the end.
        let folder = tempfile::Builder::new()
            .prefix("ketnoi-pdf-")
            .permissions(std::fs::Permissions::from_mode(0o700))
            .tempdir()?;
        let at = |name: &str| folder.path().join(name);
        let (paper, made) = (at("paper.docx"), at("paper.pdf"));
        std::fs::write(&paper, docx)?;
        let child = self.start(folder.path(), &paper)?;
        attend(child, self.patience, go_on)?;
        let mut bytes = Vec::new();
        match std::fs::File::open(made) {
            Ok(file) => file.take(MOST).read_to_end(&mut bytes)?,
            Err(why) if why.kind() == io::ErrorKind::NotFound => return Err(NoPdf::Nothing),
            Err(why) => return Err(why.into()),
        };
        if bytes.starts_with(b"%PDF-") {
            Ok(bytes)
        } else {
            Err(NoPdf::Nothing)
        }
    }

    fn start(&self, folder: &Path, paper: &Path) -> io::Result<Child> {
        Command::new(&self.program)
            // Two runs on one profile wait for each other without end.
            .arg(format!(
                "-env:UserInstallation={}",
                address(&folder.join("profile"))
            ))
            .args([
                "--headless",
                "--norestore",
                "--nolockcheck",
                "--nodefault",
                "--convert-to",
            ])
            .args(["pdf:writer_pdf_Export", "--outdir"])
            .arg(folder)
            .arg(paper)
            .env_clear()
            .env("HOME", folder)
            .env("TMPDIR", folder)
            .env("PATH", "/usr/local/bin:/usr/bin:/bin")
            .env("LANG", "C.UTF-8")
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // What it starts is ended with it.
            .process_group(0)
            .spawn()
    }
}

fn is_program(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|m| m.is_file() && m.permissions().mode() & 0o111 != 0)
}

/// Waits for its end. Either way nothing of its group runs afterwards.
fn attend(
    mut child: Child,
    patience: Duration,
    go_on: &mut dyn FnMut() -> ControlFlow<()>,
) -> Result<(), NoPdf> {
    let group = Pid::from_child(&child);
    let ended = wait(group, patience, go_on);
    // Its first process may have ended before those that it started.
    let _ = kill_process_group(group, Signal::KILL);
    child.wait()?;
    ended
}

fn wait(pid: Pid, patience: Duration, go_on: &mut dyn FnMut() -> ControlFlow<()>) -> Result<(), NoPdf> {
    let until = Instant::now() + patience;
    let process = pidfd_open(pid, PidfdFlags::empty()).map_err(io::Error::from)?;
    loop {
        if go_on().is_break() {
            return Err(NoPdf::Stopped);
        }
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(NoPdf::TooSlow(patience));
        }
        let left = Timespec::try_from(left.min(ASKED_EVERY))
            .map_err(|_| io::Error::from(io::ErrorKind::InvalidInput))?;
        match poll(&mut [PollFd::new(&process, PollFlags::IN)], Some(&left)) {
            Ok(0) | Err(rustix::io::Errno::INTR) => {}
            Ok(_) => return Ok(()),
            Err(why) => return Err(io::Error::from(why).into()),
        }
    }
}

/// A path as an address: whatever could mean something else is written by its number.
fn address(path: &Path) -> String {
    let mut out = "file://".to_owned();
    for byte in path.as_os_str().as_bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' => out.push(char::from(*byte)),
            b if b.is_ascii_alphanumeric() => out.push(char::from(*b)),
            b => out.push_str(&format!("%{b:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    /// A program that says of itself to be the office.
    fn office(script: &str) -> (tempfile::TempDir, Office) {
        let dir = tempfile::tempdir().unwrap();
        let program = dir.path().join("soffice");
        fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        let office = Office::on(dir.path().as_os_str()).unwrap();
        (dir, office)
    }

    /// Waits until the process runs no more whose number stands in that file. It was killed, and dies when its turn comes.
    fn ends(number: &Path) {
        let pid = fs::read_to_string(number).unwrap();
        let stat = format!("/proc/{}/stat", pid.trim());
        let limit = Instant::now() + Duration::from_mins(1);
        while fs::read_to_string(&stat).is_ok_and(|s| !s.contains(") Z ")) {
            assert!(Instant::now() < limit, "it still runs");
            std::thread::yield_now();
        }
    }

    #[test]
    fn only_a_program_in_an_absolute_folder_is_taken() {
        let dir = tempfile::tempdir().unwrap();
        assert!(Office::on(dir.path().as_os_str()).is_none());
        fs::write(dir.path().join("soffice"), "not to be run").unwrap();
        assert!(Office::on(dir.path().as_os_str()).is_none());
        assert!(Office::on(&OsString::from(".:relative::")).is_none());
        assert_eq!(address(Path::new("/t m/ấ")), "file:///t%20m/%E1%BA%A5");
    }

    #[test]
    fn one_that_hangs_is_ended_with_all_that_it_started() {
        let (dir, office) = office("sleep 600 & echo $! > \"$0.child\"; wait");
        let child = dir.path().join("soffice.child");
        // Long enough to have started the other; nothing depends on how long.
        let slow = office
            .patient_for(Duration::from_secs(2))
            .pdf(b"PK", &mut || ControlFlow::Continue(()));
        assert!(matches!(slow, Err(NoPdf::TooSlow(_))), "{slow:?}");
        ends(&child);
    }

    #[test]
    fn one_that_is_not_wanted_any_more_is_ended_with_all_that_it_started() {
        let (dir, office) = office("sleep 600 & echo $! > \"$0.child\"; wait");
        let child = dir.path().join("soffice.child");
        // Not before it has started the other.
        let started = || fs::read_to_string(&child).is_ok_and(|pid| pid.ends_with('\n'));
        let mut go_on = || {
            if started() {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        let none = office.pdf(b"PK", &mut go_on);
        assert!(matches!(none, Err(NoPdf::Stopped)), "{none:?}");
        ends(&child);
    }

    #[test]
    fn one_that_makes_nothing_is_told() {
        for script in ["exit 0", "exit 77", "echo no > paper.pdf"] {
            let (_dir, office) = office(script);
            assert!(
                matches!(
                    office.pdf(b"PK", &mut || ControlFlow::Continue(())),
                    Err(NoPdf::Nothing)
                ),
                "{script}"
            );
        }
    }
}
