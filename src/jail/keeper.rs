//! Starts the confined child, feeds it a file, waits for its answer no longer than it may take, and tells why there is
//! none: whether the file is the one that was kept, whether it was unfit, whether it went beyond the limits. It must never
//! look into the file.

use std::io::{self, ErrorKind, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, pidfd_open};
use sha2::{Digest, Sha256};

use super::job::{BEYOND, DONE, Job, PANICKED, UNFIT, WORD};
use crate::core::hex::hex;
use crate::core::names::BlobId;

/// Bytes that are handed over at a time.
const PIECE: usize = 64 * 1024;
/// Of whoever may give up it is looked so often whether they have.
const ASKED_EVERY: Duration = Duration::from_millis(50);

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Why {
    /// The file is longer than what is read.
    #[error("the file is too large")]
    TooLarge,
    /// Its bytes are not those that its name promises.
    #[error("the file was changed")]
    Changed,
    /// It could not be read to its end.
    #[error("the file cannot be read: {0}")]
    Unreadable(io::Error),
    /// It is not what the job works on.
    #[error("the file is not what it is taken for")]
    Unfit,
    /// It goes beyond what may be used: memory, time on a processor, or a limit of the job's own.
    #[error("the file goes beyond the limits")]
    Limits,
    /// It took too long.
    #[error("it took too long")]
    TooSlow,
    /// Nobody wants the answer any more.
    #[error("given up")]
    GivenUp,
    /// The child could not be started or spoken with; of the file nothing is known.
    #[error("no process to do it: {0}")]
    NoProcess(io::Error),
}

/// Has jobs done, each in a process of its own.
#[derive(Debug, Clone)]
pub struct Jail {
    program: PathBuf,
    patience: Option<Duration>,
    given_up: Option<Arc<AtomicBool>>,
}

/// How long an answer is waited for: not past a moment, nor once nobody wants it any more.
#[derive(Debug, Clone, Copy)]
pub(super) struct Until<'a> {
    at: Instant,
    given_up: Option<&'a AtomicBool>,
}

impl Until<'_> {
    fn is_given_up(self) -> bool {
        self.given_up.is_some_and(|told| told.load(Ordering::Relaxed))
    }
}

/// The process; it does not outlive the question.
#[derive(Debug)]
pub(super) struct Helper(pub(super) Child);

impl Drop for Helper {
    fn drop(&mut self) {
        // It may have ended by itself; nobody is left behind either way.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Jail {
    /// A jail run by this very program, also where its file was replaced meanwhile. `None` if it cannot be told which file
    /// that is. Only the program `ketnoi` itself may ask for it: a test would start itself.
    pub fn new() -> Option<Self> {
        let running = PathBuf::from("/proc/self/exe");
        let program = if running.exists() {
            running
        } else {
            std::env::current_exe().ok()?
        };
        Some(Self::by(program))
    }

    /// The same by the program at this path.
    pub fn by(program: PathBuf) -> Self {
        Self {
            program,
            patience: None,
            given_up: None,
        }
    }

    /// The same with another patience than the job's own.
    #[must_use]
    pub fn patient_for(mut self, patience: Duration) -> Self {
        self.patience = Some(patience);
        self
    }

    /// The same for whoever may give up: from when this is true on no answer is waited for, and the process that was to give
    /// it ends at once.
    #[must_use]
    pub fn unless(mut self, given_up: Arc<AtomicBool>) -> Self {
        self.given_up = Some(given_up);
        self
    }

    /// The answer of a job to a file, of at most `most` bytes, if the file is the one of that name.
    ///
    /// # Errors
    /// [`Why`] there is none. Only [`Why::Unfit`] and [`Why::Limits`] are the child's own verdict on the file.
    pub fn ask(
        &self,
        job: &Job,
        args: &[String],
        file: &mut dyn Read,
        id: &BlobId,
        most: usize,
    ) -> Result<Vec<u8>, Why> {
        let until = self.until(job);
        let mut helper = self.start(&[job.name], args).map_err(Why::NoProcess)?;
        let child = &mut helper.0;
        match hand_over(child, file, job.limits.bytes, until)? {
            Some(found) if found != id.0 => return Err(Why::Changed),
            Some(_) => {}
            // It has ended before it had read everything: how, its status tells.
            None => {
                verdict(ended(child, until)?)?;
                return Err(gone());
            }
        }
        let answer = answer(child, most, until)?;
        verdict(ended(child, until)?)?;
        Ok(answer)
    }

    /// How long the answer to a question that is asked now is waited for.
    pub(super) fn until(&self, job: &Job) -> Until<'_> {
        Until {
            at: Instant::now() + self.patience.unwrap_or(job.limits.patience),
            given_up: self.given_up.as_deref(),
        }
    }

    pub(super) fn start(&self, name: &[&str], args: &[String]) -> io::Result<Helper> {
        Command::new(&self.program)
            .arg(WORD)
            .args(name)
            .args(args)
            // Nothing of ours goes along: no variable, no folder.
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            // Ctrl-C is for whoever asked, who may want the answer that is under way.
            .process_group(0)
            .spawn()
            .map(Helper)
    }
}

pub(super) fn gone() -> Why {
    Why::NoProcess(ErrorKind::BrokenPipe.into())
}

/// Gives the whole file to the process; what came through is named by its hash. `None` if the process ended before.
fn hand_over(
    child: &mut Child,
    file: &mut dyn Read,
    most: u64,
    until: Until<'_>,
) -> Result<Option<String>, Why> {
    let mut to = child.stdin.take().ok_or_else(gone)?;
    rustix::io::ioctl_fionbio(&to, true).map_err(|e| Why::NoProcess(e.into()))?;
    let mut hash = Sha256::new();
    let mut size = 0;
    let mut piece = vec![0; PIECE];
    loop {
        if until.is_given_up() {
            return Err(Why::GivenUp);
        }
        let n = match file.read(&mut piece) {
            Ok(0) => break,
            Ok(n) => n,
            Err(e) if e.kind() == ErrorKind::Interrupted => continue,
            Err(e) => return Err(Why::Unreadable(e)),
        };
        size += n as u64;
        if size > most {
            return Err(Why::TooLarge);
        }
        let mut rest = piece.get(..n).unwrap_or_default();
        hash.update(rest);
        while !rest.is_empty() {
            match to.write(rest) {
                Ok(n) => rest = rest.get(n..).unwrap_or_default(),
                Err(e) if e.kind() == ErrorKind::WouldBlock => wait(to.as_fd(), PollFlags::OUT, until)?,
                Err(e) if e.kind() == ErrorKind::Interrupted => {}
                Err(e) if e.kind() == ErrorKind::BrokenPipe => return Ok(None),
                Err(e) => return Err(Why::NoProcess(e)),
            }
        }
    }
    Ok(Some(hex(&hash.finalize())))
}

/// What the process says, to its end. One that says more than an answer can be is not ours.
fn answer(child: &mut Child, most: usize, until: Until<'_>) -> Result<Vec<u8>, Why> {
    let mut from = child.stdout.take().ok_or_else(gone)?;
    rustix::io::ioctl_fionbio(&from, true).map_err(|e| Why::NoProcess(e.into()))?;
    let mut all = Vec::new();
    let mut piece = vec![0; PIECE];
    loop {
        match from.read(&mut piece) {
            Ok(0) => return Ok(all),
            Ok(n) => all.extend_from_slice(piece.get(..n).unwrap_or_default()),
            Err(e) if e.kind() == ErrorKind::WouldBlock => wait(from.as_fd(), PollFlags::IN, until)?,
            Err(e) if e.kind() == ErrorKind::Interrupted => {}
            Err(e) => return Err(Why::NoProcess(e)),
        }
        if all.len() > most {
            return Err(Why::NoProcess(ErrorKind::InvalidData.into()));
        }
    }
}

/// How the process ended, once it has.
pub(super) fn ended(child: &mut Child, until: Until<'_>) -> Result<ExitStatus, Why> {
    // A kernel that knows no such descriptor leaves the plain wait: the child's own limits end it.
    if let Ok(process) = pidfd_open(Pid::from_child(child), PidfdFlags::empty()) {
        wait(process.as_fd(), PollFlags::IN, until)?;
    }
    child.wait().map_err(Why::NoProcess)
}

pub(super) fn verdict(status: ExitStatus) -> Result<(), Why> {
    // Out of memory is an abort, out of time a kill.
    if status.signal().is_some() {
        return Err(Why::Limits);
    }
    match status.code().and_then(|c| u8::try_from(c).ok()) {
        Some(DONE) => Ok(()),
        Some(UNFIT | PANICKED) => Err(Why::Unfit),
        Some(BEYOND) => Err(Why::Limits),
        _ => Err(Why::NoProcess(io::Error::other(status.to_string()))),
    }
}

/// Sleeps until the descriptor can be used, it is too late, or nobody wants it any more.
pub(super) fn wait(fd: BorrowedFd<'_>, what: PollFlags, until: Until<'_>) -> Result<(), Why> {
    loop {
        if until.is_given_up() {
            return Err(Why::GivenUp);
        }
        let left = until.at.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Why::TooSlow);
        }
        // Nobody can be woken here, and a look now and then costs less than a pipe for it.
        let nap = until.given_up.map_or(left, |_| left.min(ASKED_EVERY));
        let nap = Timespec::try_from(nap).map_err(|_| Why::TooSlow)?;
        match poll(&mut [PollFd::from_borrowed_fd(fd, what)], Some(&nap)) {
            Ok(0) | Err(rustix::io::Errno::INTR) => {}
            Ok(_) => return Ok(()),
            Err(e) => return Err(Why::NoProcess(e.into())),
        }
    }
}
