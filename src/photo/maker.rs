//! Asks for a small picture and judges what comes: whether the file is the one that was kept, whether the answer is a
//! picture, whether it came in time. It must never look into the file.

use std::io::{self, ErrorKind, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use sha2::{Digest, Sha256};

use super::thumb::{MOST_BYTES, Thumb, WORD};
use crate::core::hex::hex;
use crate::core::names::BlobId;

/// The media types that can be decoded.
pub const MEDIA: [&str; 3] = ["image/png", "image/jpeg", "image/webp"];
/// How long one photo may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// Bytes that are handed over at a time.
const PIECE: usize = 64 * 1024;

/// Why there is no small picture.
#[derive(Debug, thiserror::Error)]
pub enum Why {
    /// Larger than what is read.
    #[error("the file is too large")]
    TooLarge,
    /// Its bytes are not those that its name promises.
    #[error("the file was changed")]
    Changed,
    /// It could not be read to its end.
    #[error("the file cannot be read: {0}")]
    Unreadable(io::Error),
    /// It is no photo, or one that goes beyond the limits.
    #[error("no photo that can be shown")]
    NoPhoto,
    /// It took too long.
    #[error("it took too long")]
    TooSlow,
    /// The process could not be started or spoken with.
    #[error("no process to decode it: {0}")]
    NoProcess(io::Error),
}

/// Makes small pictures, each in a process of its own.
#[derive(Debug, Clone)]
pub struct Maker {
    program: PathBuf,
    most: (u16, u16),
    patience: Duration,
}

/// The process; it does not outlive the question.
struct Helper(Child);

impl Drop for Helper {
    fn drop(&mut self) {
        // It may have ended by itself; nobody is left behind either way.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Maker {
    /// A maker of pictures of at most this many points, by this very program, also where its file was replaced meanwhile.
    /// `None` if it cannot be told which file that is.
    pub fn new(most: (u16, u16)) -> Option<Self> {
        let running = PathBuf::from("/proc/self/exe");
        let program = if running.exists() {
            running
        } else {
            std::env::current_exe().ok()?
        };
        Some(Self::by(program, most))
    }

    /// The same by the program at this path.
    pub fn by(program: PathBuf, most: (u16, u16)) -> Self {
        Self {
            program,
            most,
            patience: PATIENCE,
        }
    }

    /// The same with less patience.
    #[must_use]
    pub fn patient_for(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// The small picture of a file, if the file is the one of that name.
    pub fn make(&self, file: &mut dyn Read, id: &BlobId) -> Result<Thumb, Why> {
        let until = Instant::now() + self.patience;
        let mut helper = self.start().map_err(Why::NoProcess)?;
        let found = hand_over(&mut helper.0, file, until)?;
        if found != id.0 {
            return Err(Why::Changed);
        }
        let reply = self.reply(&mut helper.0, until)?;
        Thumb::from_bytes(&reply, self.most).ok_or(Why::NoPhoto)
    }

    fn start(&self) -> io::Result<Helper> {
        Command::new(&self.program)
            .args([WORD, &self.most.0.to_string(), &self.most.1.to_string()])
            // Nothing of ours goes along: no variable, no folder.
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map(Helper)
    }

    fn reply(&self, child: &mut Child, until: Instant) -> Result<Vec<u8>, Why> {
        let mut from = child.stdout.take().ok_or_else(gone)?;
        rustix::io::ioctl_fionbio(&from, true).map_err(|e| Why::NoProcess(e.into()))?;
        let most = Thumb::bytes_of(self.most);
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
                return Err(Why::NoPhoto);
            }
        }
    }
}

fn gone() -> Why {
    Why::NoProcess(ErrorKind::BrokenPipe.into())
}

/// Gives the whole file to the process; what came through is named by its hash.
fn hand_over(child: &mut Child, file: &mut dyn Read, until: Instant) -> Result<String, Why> {
    let mut to = child.stdin.take().ok_or_else(gone)?;
    rustix::io::ioctl_fionbio(&to, true).map_err(|e| Why::NoProcess(e.into()))?;
    let mut hash = Sha256::new();
    let mut size = 0;
    let mut piece = vec![0; PIECE];
    loop {
        let n = match file.read(&mut piece) {
            Ok(0) => break,
            Ok(n) => n,
            Err(e) if e.kind() == ErrorKind::Interrupted => continue,
            Err(e) => return Err(Why::Unreadable(e)),
        };
        size += n as u64;
        if size > MOST_BYTES {
            return Err(Why::TooLarge);
        }
        let mut rest = piece.get(..n).unwrap_or_default();
        hash.update(rest);
        while !rest.is_empty() {
            match to.write(rest) {
                Ok(n) => rest = rest.get(n..).unwrap_or_default(),
                Err(e) if e.kind() == ErrorKind::WouldBlock => wait(to.as_fd(), PollFlags::OUT, until)?,
                Err(e) if e.kind() == ErrorKind::Interrupted => {}
                // It has ended: it was asked for nothing that it could do.
                Err(e) if e.kind() == ErrorKind::BrokenPipe => return Err(Why::NoPhoto),
                Err(e) => return Err(Why::NoProcess(e)),
            }
        }
    }
    Ok(hex(&hash.finalize()))
}

/// Sleeps until the pipe can be used, or it is too late.
fn wait(pipe: BorrowedFd<'_>, what: PollFlags, until: Instant) -> Result<(), Why> {
    loop {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Why::TooSlow);
        }
        let left = Timespec::try_from(left).map_err(|_| Why::TooSlow)?;
        match poll(&mut [PollFd::from_borrowed_fd(pipe, what)], Some(&left)) {
            Ok(0) => return Err(Why::TooSlow),
            Ok(_) => return Ok(()),
            Err(rustix::io::Errno::INTR) => {}
            Err(e) => return Err(Why::NoProcess(e.into())),
        }
    }
}
