//! Has a job done on file after file by one child, which is replaced when it has done its share, died or took too long.
//! A start costs more than most files; a child that dies costs its own file and no other.

use std::io::{self, ErrorKind, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::process::ExitStatusExt;
use std::process::{ChildStdin, ChildStdout, ExitStatus};

use rustix::event::PollFlags;
use rustix::process::Signal;

use super::frame::{Ask, TOLD, Told};
use super::job::{EACH, Job, Lack};
use super::keeper::{Helper, Jail, Until, Why, ended, gone, verdict, wait};

/// A job with the child that does it.
#[derive(Debug)]
pub struct Batch {
    jail: Jail,
    job: &'static Job,
    serving: Option<Serving>,
}

#[derive(Debug)]
struct Serving {
    helper: Helper,
    to: ChildStdin,
    from: ChildStdout,
    turn: u32,
}

/// How a question ended without an answer.
enum End {
    /// The child said so of the file, or the file was never handed over.
    Said(Why),
    /// The child died of it, or of what earlier files had left in its memory.
    Died(ExitStatus),
}

impl From<Why> for End {
    fn from(why: Why) -> Self {
        Self::Said(why)
    }
}

impl Batch {
    /// No child is started before there is something to do.
    pub fn new(jail: Jail, job: &'static Job) -> Self {
        Self {
            jail,
            job,
            serving: None,
        }
    }

    /// The answer of the job to a file, of at most `most` bytes.
    ///
    /// # Errors
    /// [`Why`] there is none. Only [`Why::Unfit`] and [`Why::Limits`] are a child's own verdict on the file.
    pub fn ask(&mut self, words: &[&str], file: &[u8], most: usize) -> Result<Vec<u8>, Why> {
        if file.len() as u64 > self.job.limits.bytes {
            return Err(Why::TooLarge);
        }
        loop {
            let was_fresh = self.serving.is_none();
            let mut serving = match self.serving.take() {
                Some(serving) => serving,
                None => Serving::start(&self.jail, self.job).map_err(Why::NoProcess)?,
            };
            let until = self.jail.until(self.job);
            match serving.turn(words, file, most, until) {
                Ok((answer, goes_on)) => {
                    self.serving = goes_on.then_some(serving);
                    return answer;
                }
                // Memory that earlier files have left in pieces is not this file's fault: a new child decides.
                Err(End::Died(status)) if !was_fresh && !is_out_of_time(status) => {}
                Err(End::Died(status)) => return Err(verdict(status).err().unwrap_or_else(gone)),
                Err(End::Said(why)) => return Err(why),
            }
        }
    }
}

fn is_out_of_time(status: ExitStatus) -> bool {
    let of_time = [Signal::XCPU, Signal::KILL].map(Signal::as_raw);
    status.signal().is_some_and(|signal| of_time.contains(&signal))
}

impl Serving {
    fn start(jail: &Jail, job: &Job) -> io::Result<Self> {
        let mut helper = jail.start(&[EACH, job.name], &[])?;
        let child = &mut helper.0;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let (to, from) = pipes.ok_or(ErrorKind::BrokenPipe)?;
        rustix::io::ioctl_fionbio(&to, true)?;
        rustix::io::ioctl_fionbio(&from, true)?;
        Ok(Self {
            helper,
            to,
            from,
            turn: 0,
        })
    }

    /// One question and its answer; also whether the child takes another.
    fn turn(
        &mut self,
        words: &[&str],
        file: &[u8],
        most: usize,
        until: Until<'_>,
    ) -> Result<(Result<Vec<u8>, Why>, bool), End> {
        self.turn += 1;
        let words: String = words.iter().flat_map(|w| [*w, "\0"]).collect();
        let ask = Ask {
            turn: self.turn,
            words: words.len() as u32,
            file: file.len() as u64,
        };
        for piece in [&ask.to_bytes(), words.as_bytes(), file] {
            self.say(piece, until)?;
        }
        let mut head = [0; TOLD];
        self.hear(&mut head, until)?;
        let foreign = || Why::NoProcess(ErrorKind::InvalidData.into());
        let told = Told::from_bytes(&head).ok_or_else(foreign)?;
        if told.turn != self.turn || told.length > most as u64 {
            return Err(foreign().into());
        }
        let mut answer = vec![0; told.length as usize];
        self.hear(&mut answer, until)?;
        let answer = match told.lack {
            None => Ok(answer),
            Some(Lack::Unfit) => Err(Why::Unfit),
            Some(Lack::Beyond) => Err(Why::Limits),
        };
        Ok((answer, told.goes_on))
    }

    fn say(&mut self, mut rest: &[u8], until: Until<'_>) -> Result<(), End> {
        while !rest.is_empty() {
            match self.to.write(rest) {
                Ok(n) => rest = rest.get(n..).unwrap_or_default(),
                Err(e) if e.kind() == ErrorKind::WouldBlock => wait(self.to.as_fd(), PollFlags::OUT, until)?,
                Err(e) if e.kind() == ErrorKind::Interrupted => {}
                Err(e) if e.kind() == ErrorKind::BrokenPipe => return Err(self.died(until)),
                Err(e) => return Err(Why::NoProcess(e).into()),
            }
        }
        Ok(())
    }

    fn hear(&mut self, into: &mut [u8], until: Until<'_>) -> Result<(), End> {
        let mut have = 0;
        while let Some(rest) = into.get_mut(have..).filter(|rest| !rest.is_empty()) {
            match self.from.read(rest) {
                Ok(0) => return Err(self.died(until)),
                Ok(n) => have += n,
                Err(e) if e.kind() == ErrorKind::WouldBlock => wait(self.from.as_fd(), PollFlags::IN, until)?,
                Err(e) if e.kind() == ErrorKind::Interrupted => {}
                Err(e) => return Err(Why::NoProcess(e).into()),
            }
        }
        Ok(())
    }

    fn died(&mut self, until: Until<'_>) -> End {
        ended(&mut self.helper.0, until).map_or_else(End::Said, End::Died)
    }
}
